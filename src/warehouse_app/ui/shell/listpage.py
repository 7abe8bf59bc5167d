"""The page of a list: views, filters and search above, the list with its foot, and one of it whole beside.

Every desk screen that is a list is one of these, so that they look, search, step back and keep their views alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.cards import CareStrip, EmptyState
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FindField
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.labels import footed_card
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.narrowing import Narrowing
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.runtime.listfeed import ListFeed
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_TYPING_MS = 250
_EDGES, _GIVES = 32, 48
"""Pixels beside and between views and search; and so many the search gives before it goes below the views."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is particular to a page: its words, and how list and detail share the room.

    `choose` is said while nothing is chosen (words, line, icon), `show_all` the deed of an empty list, "" for none.
    `filters` are (name, words of the open choice). `least` is the detail's width at ordinary text.
    """

    hint: str
    choose: tuple[str, str, str]
    keys: str = ""
    show_all: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    shares: tuple[int, int] = (720, 440)
    least: int = 360


@dataclass(frozen=True, slots=True)
class Framed:
    """What the frame shows of a state. `side` is which widget stands beside the list: 0 says what to choose."""

    views: tuple[FilterValue, ...]
    view: str
    text: str
    foot: str
    empty: tuple[str, str] | None = None
    side: int = 0
    care: str = ""
    care_icon: str = "triangle-alert"
    keys: str = ""


class Seeks(Protocol):
    """What the frame asks of a presenter."""

    def viewed(self, view: str) -> None: ...

    def sought(self, text: str) -> None: ...

    def commanded(self, name: str) -> None: ...


def step_actions(back: str = "") -> tuple[Action, ...]:
    """Return what every page of a list has beside "seek", its own search; `back` are the words of a step back."""
    return (
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", back or tr("One step back"), "Esc", place="key"),
    )


class ListPage(Page):
    """Give it its actions, the list and its frame; then `add_side` what stands beside, and wire it.

    `framed` is called when something else is shown, `came` when the page comes into view; `note` is a second strip.
    `bar` is the row above the list, `column` holds the rows, `below` list and side; `beside` is the side's own column.
    """

    def __init__(self, actions: tuple[Action, ...], rows: QWidget, frame: Frame, *, icon: str = "inbox") -> None:
        super().__init__(actions)
        self._frame = frame
        self._feeds: dict[ListTable, ListFeed[Any]] = {}
        self._shown_keys: dict[ListTable, int] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(10)
        self.column.addLayout(self._top())
        self.care, self.note = CareStrip(""), CareStrip("")
        for strip in (self.care, self.note):
            strip.hide()
            self.column.addWidget(strip)
        self.framed: Callable[[], None] = lambda: None
        self.came: Callable[[], None] = lambda: None
        self.below = QHBoxLayout()
        self.below.setSpacing(12)
        self.below.addWidget(self._list(rows, icon), frame.shares[0])
        self.beside = QVBoxLayout()
        self.beside.setSpacing(12)
        self.sides = QStackedWidget()
        self.add_side(EmptyState(frame.choose[0], frame.choose[1], icon=frame.choose[2]))
        self.beside.addWidget(self.sides, 1)
        self.below.addLayout(self.beside, frame.shares[1])
        self.column.addLayout(self.below, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self.sizes_changed()

    def add_side(self, widget: QWidget) -> int:
        """Let something stand beside the list; returns its number for `Framed.side`."""
        return self.sides.addWidget(widget)

    def wire_list(self, presenter: Presenter, seeks: Seeks) -> None:
        """Wire the presenter (`seeks` is the same one): views, search, the deed of an empty list."""
        self.attach(presenter)
        self._seeks = seeks
        self.views.chosen.connect(seeks.viewed)
        self.search.sought.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self._sought)
        self._rest.timeout.connect(self._sought)
        self.empty.chosen.connect(lambda: seeks.commanded("show_all"))
        self.chosen.connect(self._own)

    def wire_feed(self, table: ListTable, feed: ListFeed[Any]) -> None:
        """Let a long list ask for the rows one looks at; Enter goes on to what stands beside it."""
        self._feeds[table] = feed
        table.looked.connect(feed.look)
        table.opened.connect(lambda _row: self._go_beside())

    def mark(self, table: ListTable, key: int) -> None:
        """Let the row of what stands beside the list be the chosen one, also where it was opened by its code.

        Asked at every drawing: it is done once for each key, so that another row may be looked at meanwhile. Where the
        view in force has not got it, all are shown.
        """
        feed = self._feeds.get(table)
        if not key or feed is None or self._shown_keys.get(table) == key:
            return
        self._shown_keys[table] = key
        if table.current_key() != key:
            feed.reveal(key, lambda: self._among_all(feed, key))

    def _among_all(self, feed: ListFeed[Any], key: int) -> None:
        self._seeks.commanded("show_all")
        feed.reveal(key)

    def grid(self) -> Grid:
        """Return the table in view."""
        assert isinstance(self.rows, Grid)
        return self.rows

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._lay_bar()
        self.sides.setMinimumWidth(round(self._frame.least * fonts.text_size() / 100))

    def _lay_bar(self) -> None:
        """Put views, filters and search in one row, or the search below the views where they have no room in one."""
        search = max(self.tools.sizeHint().width() - _GIVES, self.tools.minimumSize().width())
        needed = self.views.sizeHint().width() + search + _EDGES
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = down if needed > self.width() else across
        if self.bar.direction() != wanted:
            self.bar.setDirection(wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sizes_changed()

    def _top(self) -> QBoxLayout:
        self.bar = QHBoxLayout()
        self.bar.setSpacing(8)
        self.views, self.search = FilterBar(), FindField(self._frame.hint, "Ctrl L")
        self.narrowing = Narrowing(self._frame.filters)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        if self._frame.filters:
            self.tools.addWidget(self.narrowing)
        self.tools.addStretch(1)
        self.tools.addWidget(self.search)
        self.bar.addWidget(self.views)
        self.bar.addLayout(self.tools, 1)
        return self.bar

    def _list(self, rows: QWidget, icon: str) -> QStackedWidget:
        self.rows = rows
        made, self._foot, self._keys = footed_card(rows, self._frame.keys)
        self.empty = EmptyState("", "", icon=icon, button=self._frame.show_all)
        self.lists = QStackedWidget()
        self.lists.addWidget(made)
        self.lists.addWidget(self.empty)
        return self.lists

    def show_frame(self, now: Framed) -> None:
        """Show the views, the foot, and which of list and emptiness, detail and form are in view."""
        self.views.show_filters(now.views, now.view)
        self.care.show_words(now.care, now.care_icon)
        self._foot.setText(now.foot)
        self._keys.setText(now.keys or self._frame.keys)
        self.lists.setCurrentIndex(0 if now.empty is None else 1)
        if now.empty is not None:
            self.empty.show_words(*now.empty)
        self.sides.setCurrentIndex(now.side)
        if now.text != self.search.text().strip() and not self._rest.isActive():
            self.search.setText(now.text)
            self._rest.stop()
        self.framed()
        self._lay_bar()

    def show_reasons(self, reasons: dict[str, str]) -> None:
        """Enable each deed, or say why it cannot be done now."""
        for name, reason in reasons.items():
            self.table.set_enabled(name, not reason, reason)

    def _go_beside(self) -> None:
        if (side := self.sides.currentWidget()) is not None:
            side.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sought(self) -> None:
        self._rest.stop()
        self._seeks.sought(self.search.text())

    def _own(self, name: str) -> None:
        if name == "seek":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif name == "back" and self.search.hasFocus():
            self.grid().setFocus(Qt.FocusReason.ShortcutFocusReason)
