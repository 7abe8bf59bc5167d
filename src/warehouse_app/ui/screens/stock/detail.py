"""One product, place or lot beside its list: sums, where it is, who holds it, its story, and releasing it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.stock import PlaceDetail, ProductDetail, Then
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.charts import BarChart
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.form import FieldRow, FindField, field
from warehouse_app.ui.kit.labels import IconLabel, Label, card, rule
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.soldweeks import sold_by_week
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.state import Detail, StockScreen
from warehouse_app.wording import tr

_LONGEST, _LONGEST_TIME = 200, 25


class Sum(QWidget):
    """One figure of the head: label, value, one line."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._label, self._value, self._line = (
            Label("", "label", "ink2"),
            Label("", "kpi"),
            Label("", "small", "ink2", wrap=True),
        )
        for each in (self._label, self._value, self._line):
            column.addWidget(each)
        column.addStretch(1)  # beside a longer one it keeps its figure on the same line

    def show_sum(self, label: str, value: str, line: str) -> None:
        """Show another figure."""
        self._label.setText(label)
        self._value.setText(value)
        self._line.setText(line)


class ReleaseQuestion(QWidget):
    """Asks why before held stock is released. `decided(reason)`, `dropped`."""

    decided = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        self._title, self._what = Label("", "strong", wrap=True), Label("", "body", "ink2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._what)
        self._reason = field(tr("Why"))
        self._reason.setMaxLength(_LONGEST)
        self._reason.returnPressed.connect(lambda: self.decided.emit(self._reason.text()))
        self._row = FieldRow(tr("Why"), self._reason)
        column.addWidget(self._row)
        row = QHBoxLayout()
        row.setSpacing(4)
        yes, no = Button(tr("Release it"), kind="dangerous", key="Enter"), Button(tr("Not now"), key="Esc")
        yes.clicked.connect(lambda _on=False: self.decided.emit(self._reason.text()))
        no.clicked.connect(lambda _on=False: self.dropped.emit())
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(yes)
        column.addLayout(row)
        column.addStretch(1)
        self._shown = 0

    def show_state(self, state: StockScreen) -> None:
        """Show the question of the holder; a new one empties the field and takes the keyboard."""
        holder = state.releasing
        if holder is None:
            self._shown = 0
            return
        title, what = shown.question(holder)
        self._title.setText(title)
        self._what.setText(what)
        self._row.refuse(state.refusal)
        if holder.promise != self._shown:
            self._shown = holder.promise
            self._reason.clear()
            self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)


class DetailPanel(QFrame):
    """Give it the page's deed buttons for the holders."""

    tabbed = Signal(str)
    timed = Signal(str)
    held = Signal(object)
    sku_opened = Signal(str)

    def __init__(self, deeds: tuple[Button, ...]) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, layout = card()
        outer.addWidget(made)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        layout.addWidget(rule())
        row = QHBoxLayout()
        row.setSpacing(16)
        self._sums = (Sum(), Sum(), Sum())
        for each in self._sums:
            row.addWidget(each, 1)
        layout.addLayout(row)
        layout.addWidget(rule())
        self._tabs = FilterBar()
        self._tabs.chosen.connect(self.tabbed)
        layout.addLayout(self._times())
        self._back = CareStrip("", "history")
        self._back.hide()
        layout.addWidget(self._back)
        self.question = ReleaseQuestion()
        self._pages = QStackedWidget()
        self._by_tab = {"places": self._standing(), "promises": self._holders(deeds), "story": self._told()}
        for page in (*self._by_tab.values(), self.question):
            self._pages.addWidget(page)
        layout.addWidget(self._pages, 3)
        self._weeks = self._sold()
        layout.addWidget(self._weeks, 2)
        self._roomy = False

    @property
    def story_page(self) -> QWidget:
        """The story of the units: a tab, or beside where there is room."""
        return self._by_tab["story"]

    def set_roomy(self, beside: QVBoxLayout | None) -> None:
        """Let the story stand in this column and the sales under the places; None takes both back into the tabs."""
        self._roomy = beside is not None
        story = self.story_page
        if beside is not None:
            self._pages.removeWidget(story)
            beside.addWidget(story, 1)
        else:
            self._pages.addWidget(story)
        story.setVisible(beside is not None)

    def _sold(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        self._sales = Label("", "label", "ink2")
        row.addWidget(Label(tr("Sold per week"), "strong"), 1)
        row.addWidget(self._sales)
        column.addWidget(rule())
        column.addLayout(row)
        self._chart = BarChart()
        column.addWidget(self._chart, 1)
        made.hide()
        return made

    def _times(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._tabs)
        row.addStretch(1)
        self.time = FindField(tr("As at 10:42"), "Ctrl T")
        self.time.setMinimumWidth(150)
        self.time.setMaxLength(_LONGEST_TIME)
        self.time.setAccessibleName(tr("As it was at this time, Ctrl T"))
        self.time.setToolTip(tr("A time of today, or 2010-12-06 10:42; Esc shows now again"))
        self.time.returnPressed.connect(lambda: self.timed.emit(self.time.text()))
        row.addWidget(self.time)
        return row

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(16)
        self._photo, self._icon = Photo(72), IconLabel("map-pin", 48, "accent")
        head.addWidget(self._photo)
        head.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.name, self._about = Label("", "name", wrap=True), Label("", "body", "ink2", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        return head

    def _standing(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._places = Table(shown.place_columns(), name=tr("Where it is"), dense=True)
        self._goods = Table(shown.standing_columns(), name=tr("What stands here"), dense=True)
        self._goods.opened.connect(lambda row: self.sku_opened.emit(row.sku))
        self._then = Table(shown.then_columns(), name=tr("What lay where then"), dense=True)
        self._tables = QStackedWidget()
        for table in (self._places, self._goods, self._then):
            self._tables.addWidget(table)
        self._places.none, self._goods.none = tr("It stands nowhere."), tr("Nothing stands here.")
        self._then.none = tr("Nothing of it was here then.")
        column.addWidget(self._tables, 1)
        self._under = rule()
        column.addWidget(self._under)
        self._sum = Label("", "body_medium", "ink", wrap=True)
        column.addWidget(self._sum)
        return made

    def _holders(self, deeds: tuple[Button, ...]) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._held = Table(shown.held_columns(), name=tr("Who holds it"), dense=True, key=lambda one: one.who)
        self._held.picked.connect(lambda row: self.held.emit(row.holder if row is not None else None))
        self._nobody = Label("", "body_medium", "ink2", wrap=True)
        column.addWidget(self._nobody)
        column.addWidget(self._held, 1)
        self._refusal = CareStrip("", "octagon-x")
        self._refusal.hide()
        column.addWidget(self._refusal)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for button in deeds:
            row.addWidget(button)
        column.addLayout(row)
        return made

    def _told(self) -> QWidget:
        self._story = Timeline(tr("Story of its units"))
        return self._story

    def render_state(self, state: StockScreen, now: str) -> None:
        """Show the chosen thing."""
        detail = state.detail
        if detail is None:
            return
        tab = "places" if self._roomy and state.tab == "story" else state.tab
        self._tabs.show_filters(shown.tabs(detail, state.then, roomy=self._roomy), tab)
        self._back.show_words(shown.back_words(state), "history")
        if not state.at and not self.time.hasFocus():
            self.time.clear()
        self._pages.setCurrentWidget(self.question if state.releasing is not None else self._by_tab[tab])
        self._weeks.setVisible(self._roomy and bool(state.weeks))
        words, bars = sold_by_week(state.weeks)
        self._sales.setText(words)
        self._chart.show_bars(bars)
        self.question.show_state(state)
        self._refusal.show_words("" if state.releasing else state.refusal, "octagon-x")
        if state.refusal and not state.releasing:
            self._back.show_words(state.refusal, "octagon-x")
        self._render(detail, now, state.then)

    def _render(self, detail: Detail, now: str, then: Then | None) -> None:
        product = isinstance(detail, ProductDetail)
        self._photo.setVisible(product)
        self._icon.setVisible(not product)
        self._icon.show_icon("map-pin" if isinstance(detail, PlaceDetail) else "layers")
        self.name.setText(unbroken(shown.title(detail)))
        self._about.setText(unbroken(shown.about(detail)))
        for widget, figures in zip(self._sums, shown.tiles(detail, then), strict=True):
            widget.show_sum(*figures)
        self._sum.setText(shown.sum_line(detail) if then is None else "")
        for each in (self._under, self._sum):
            each.setVisible(then is None)
        self._story.show_events(shown.story(detail, now, then))
        self._tables.setCurrentIndex(2 if then is not None else 1 if isinstance(detail, PlaceDetail) else 0)
        self._then.show_rows(then.held if then is not None else ())
        if isinstance(detail, PlaceDetail):
            self._goods.show_rows(detail.standing)
        else:
            self._places.show_rows(detail.places)
        if isinstance(detail, ProductDetail):
            self._photo.show_product(detail.row.name, detail.picture)
            self._held.show_rows(shown.held(detail))
            self._nobody.setText(shown.nobody(detail))
            self._nobody.setVisible(bool(self._nobody.text()))
