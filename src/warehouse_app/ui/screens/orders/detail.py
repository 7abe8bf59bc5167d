"""One order beside the list: number, chips, what is short with its decision, and its story, lines, parcels, holders."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.orders.values import OrderDetail
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import FitLabel, Label, card, rule
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.kit.values import FilterValue
from warehouse_app.ui.screens.orders import shown
from warehouse_app.ui.screens.orders.decide import Decide
from warehouse_app.ui.screens.orders.packedpage import PackedPage
from warehouse_app.ui.screens.orders.state import OrdersScreen
from warehouse_app.ui.shell.phototab import PhotoTab
from warehouse_app.wording import tr

_CHIPS = 3
_TABS = ("story", "lines", "parcels", "packed", "holders", "photos")


class Detail(QFrame):
    """Give it the deed buttons of the page; `tabbed(name)` and the question's `decide` speak to the presenter."""

    tabbed = Signal(str)
    deed = Signal(str)

    def __init__(self, deeds: tuple[Button, ...], now: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        self._title, self._who = Label("", "title_large"), FitLabel("", "body", "ink2", smallest=0.85)
        layout.addWidget(self._title)
        layout.addWidget(self._who)
        layout.addLayout(self._address())
        layout.addWidget(self._gift_row())
        chips = QHBoxLayout()
        chips.setSpacing(8)
        self._chips = tuple(Chip() for _ in range(_CHIPS))
        for chip in self._chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        layout.addLayout(chips)
        layout.addWidget(DeedRow(*deeds))
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        layout.addWidget(self._refusal)
        layout.addWidget(rule())
        layout.addWidget(self._short())
        self._tabs = FilterBar()
        self._tabs.chosen.connect(self.tabbed.emit)
        self.decide = Decide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._reading(now))
        self._pages.addWidget(self.decide)
        layout.addWidget(self._pages, 1)

    def _address(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._where = Label("", "body", "ink2", wrap=True)
        self._readdress = Button(tr("Change"), kind="quiet", icon="pencil")
        self._readdress.setAccessibleName(tr("Change the address"))
        self._readdress.clicked.connect(lambda _on=False: self.deed.emit("address"))
        row.addWidget(self._where, 1)
        row.addWidget(self._readdress)
        return row

    def _gift_row(self) -> QWidget:
        self._gift = QWidget()
        row = QHBoxLayout(self._gift)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._gift_words = Label("", "body", wrap=True)
        self._regift = Button(tr("Change"), kind="quiet", icon="pencil")
        self._regift.setAccessibleName(tr("Change the gift note"))
        self._regift.clicked.connect(lambda _on=False: self.deed.emit("gift"))
        row.addWidget(self._gift_words, 1)
        row.addWidget(self._regift)
        return self._gift

    def _short(self) -> QWidget:
        self._lack = QWidget()
        column = QVBoxLayout(self._lack)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._words = Label("", "body_strong", wrap=True)
        column.addWidget(self._words)
        self._part = Button(tr("Ship what is there"), kind="primary")
        self._holders = Button(tr("Who holds the stock?"), kind="quiet")
        self._part.clicked.connect(lambda _on=False: self.deed.emit("part"))
        self._holders.clicked.connect(lambda _on=False: self.deed.emit("holders"))
        column.addWidget(DeedRow(self._part, self._holders))
        column.addWidget(rule())
        return self._lack

    def _reading(self, now: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._tabs)
        self._story = Timeline()
        self._lines = Table(shown.line_columns(), name=tr("Lines"), key=lambda line: line.id, dense=True)
        self._parcels = Table(shown.parcel_columns(now), name=tr("Parcels"), key=lambda one: one.id, dense=True)
        self._parcels.none = tr("No parcel yet.")
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        self._held_words = Label("", "small", "ink2", wrap=True)
        self._held = Table(shown.held_columns(), name=tr("Who holds the stock"), dense=True)
        layout.addWidget(self._held_words)
        layout.addWidget(self._held, 1)
        self._tab_pages = QStackedWidget()
        self.photos = PhotoTab()
        self.checked = PackedPage()
        for page in (self._story, self._lines, self._parcels, self.checked, held, self.photos):
            self._tab_pages.addWidget(page)
        column.addWidget(self._tab_pages, 1)
        return made

    def render_state(self, state: OrdersScreen, now: str) -> None:
        """Show the chosen order."""
        row, detail = state.row, state.detail
        if row is None:
            return
        self._title.setText(tr("Order {code}").format(code=code(row.code)))
        self._refusal.show_words("" if state.asking else state.refusal, "octagon-x")
        self._pages.setCurrentIndex(1 if state.asking else 0)
        gives = "" if state.detail is None else shown.gives_back(state.detail)
        self.decide.show_question(state.asking, row.code, state.refusal, gives)
        self._tab_pages.setCurrentIndex(_TABS.index(state.tab))
        if detail is not None:
            self._render_detail(state, detail, now)

    def _render_detail(self, state: OrdersScreen, detail: OrderDetail, now: str) -> None:
        self._who.setText(shown.who(detail))
        self._where.setText(shown.where(detail))
        why_not = shown.deeds(state)["address"]
        self._readdress.setEnabled(not why_not)
        self._readdress.setToolTip(why_not or tr("Change the address (Shift F11)"))
        self._show_gift(state, detail)
        values = shown.chips(detail)
        for at, chip in enumerate(self._chips):
            chip.show_chip(values[at] if at < len(values) else None)
        words = ". ".join(part for part in (shown.short_words(detail), shown.holds_words(detail)) if part)
        self._lack.setVisible(bool(words))
        self._words.setText(words)
        lacks = bool(shown.short_words(detail))
        self._holders.setVisible(lacks)
        self._part.setVisible(lacks and any(line.promised or line.picked for line in detail.lines))
        self._part.set_words(tr("Wait for all") if detail.row.ship_part else tr("Ship what is there"))
        self._part.set_kind("normal" if detail.row.ship_part else "primary")
        reason = shown.deeds(state)["part"]
        self._part.setEnabled(not reason)
        self._part.setAccessibleDescription(reason)
        tabs = [
            FilterValue("story", tr("Story")), FilterValue("lines", tr("Lines"), len(detail.lines)),
            FilterValue("parcels", tr("Parcels"), len(detail.parcels)),
        ]  # fmt: skip
        if detail.parcels:
            tabs.append(FilterValue("packed", tr("Checked")))
        if detail.photos:
            tabs.append(FilterValue("photos", tr("Photos"), len(detail.photos)))
        self.photos.show_rows(detail.photos)
        if lacks:
            tabs.append(FilterValue("holders", tr("Stock")))
        self._tabs.show_filters(tuple(tabs), state.tab)
        self._story.show_events(shown.story(detail, now))
        self._lines.show_rows(detail.lines)
        self._parcels.show_rows(detail.parcels)
        self.checked.show_packed(state.packed)
        self._held_words.setText(shown.held_words(state.holders))
        self._held.show_rows(shown.held(state.holders))

    def _show_gift(self, state: OrdersScreen, detail: OrderDetail) -> None:
        """What the buyer asks for; an order that is no gift has no line for it."""
        words = shown.gift_words(detail)
        self._gift.setVisible(bool(words))
        self._gift_words.setText(words)
        why_not = shown.deeds(state)["gift"]
        self._regift.setEnabled(not why_not)
        self._regift.setToolTip(why_not or tr("Change the gift note (Shift F8)"))
