"""One thing whole, beside the list it was chosen from: title and chip, what it is about, facts, deeds, and the rest.

Every desk screen of a list shows one of its rows like this, so that the eye finds the same in the same place.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.values import ChipValue, FilterValue


class OneCard(QFrame):
    """A subclass puts what is below the deeds with `put`, or behind tabs with `put_pages`. `wraps`: titles break."""

    def __init__(self, *, wraps: bool = False) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, self._column = card()
        outer.addWidget(made)
        self._column.setContentsMargins(16, 14, 16, 12)
        self._column.setSpacing(10)
        head = QHBoxLayout()
        self._title, self._chip = Label("", "title_large", wrap=wraps), Chip()
        self._chip.hide()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        self._column.addLayout(head)
        self._about, self._facts, self._deeds = Label("", "body", "ink2", wrap=True), Facts(), DeedRow()
        for widget in (self._about, self._facts, self._deeds):
            self._column.addWidget(widget)
        self.tabs = FilterBar()
        self._names: tuple[str, ...] = ()
        self._named: dict[str, Button] = {}
        self._pages = QStackedWidget()
        self._column.addStretch(1)

    def put(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self._column.insertWidget(self._column.count() - 1, widget)

    def put_rest(self, widget: QWidget) -> None:
        """Put the last widget: it takes the room that is left, which is empty else, below the deeds."""
        self._column.takeAt(self._column.count() - 1)
        self._column.addWidget(widget, 1)

    def put_pages(self, names: tuple[str, ...], *pages: QWidget) -> None:
        """Put pages of which one is in view, chosen by the tab of its name."""
        self._names = names
        for page in pages:
            self._pages.addWidget(page)
        self.put(rule(), self.tabs)
        self.put_rest(self._pages)

    def take(self, buttons: tuple[Button, ...]) -> None:
        """Put the deeds of the page into their row."""
        self._deeds.take(buttons)

    def take_deeds(self, buttons: dict[str, Button]) -> None:
        """Put the deeds of the page into their row by name; `show_deeds` shows those of a step."""
        self._named = buttons
        self.take(tuple(buttons.values()))

    def show_deeds(self, names: frozenset[str]) -> None:
        """Show these deeds; the others take no room."""
        for name, button in self._named.items():
            button.setVisible(name in names)

    def show_head(
        self, title: str, about: str, facts: tuple[tuple[str, str], ...], chip: ChipValue | None = None
    ) -> None:
        """Show what it is."""
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._facts.show_facts(facts)
        self._chip.setVisible(chip is not None)
        if chip is not None:
            self._chip.show_chip(chip)

    def show_page(self, tabs: tuple[FilterValue, ...], name: str) -> None:
        """Show the tabs, and the page of one of them."""
        self.tabs.show_filters(tabs, name)
        self._pages.setCurrentIndex(self._names.index(name))
