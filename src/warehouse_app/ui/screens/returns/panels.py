"""The columns of the returns bench: the parcel, the units with the one in hand unfolded, and what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.domain.returning.intake import IntakeState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import GradeKey
from warehouse_app.ui.kit.counter import UnitBar
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, card, rule
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.qss import vary
from warehouse_app.ui.kit.scrolled import Scrolled
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.screens.returns import preview, shown
from warehouse_app.ui.screens.returns.shown import UnitCard
from warehouse_app.ui.screens.returns.state import ReturnsScreen
from warehouse_app.wording import tr

_THUMB, _LEAST_KEY = 52, 64


def _column(made: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


class ParcelColumn(QWidget):
    """The parcel: its photo, what is known of it, what must not be missed. `deed(name)` asks for a photo."""

    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = _column(self)
        frame, layout = card()
        self._photo = Photo()
        self._photo.setMinimumHeight(60)
        self._button = Button(tr("Photo"), icon="camera", key="Shift F3", tall=44)
        self._button.clicked.connect(lambda: self.deed.emit("box_photo"))
        layout.setSpacing(10)
        layout.addWidget(self._photo, 1)
        layout.addWidget(self._button)
        column.addWidget(frame, 1)
        frame, layout = card()
        layout.addWidget(Label(tr("Parcel"), "bench_note"))
        self._facts = Facts("bench_line")
        layout.addWidget(self._facts)
        self._care, care = card("ask")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("triangle-alert", 20, "ink", grow="near"))
        self._title, self._line = Label("", "bench_button", wrap=True), Label("", "bench_line", wrap=True)
        head.addWidget(self._title, 1)
        care.addLayout(head)
        care.addWidget(self._line)
        layout.addSpacing(6)
        layout.addWidget(self._care)
        self._words = Label("", "bench_line", "ink2", wrap=True)
        layout.addWidget(self._words)
        layout.addStretch(1)
        column.addWidget(frame, 1)

    def show_state(self, state: ReturnsScreen, now: str) -> None:
        """Show the parcel on the table."""
        found = None if state.now is None else state.now.open
        if found is None:
            return
        newest = found.photos[-1] if found.photos else ""
        self._photo.show_product(tr("box"), state.pictures.get(newest, ""))
        taken = len(found.photos)
        self._button.set_words(figures.counted(taken, "photo", "photos") if taken > 1 else tr("Photo"))
        self._facts.show_facts(shown.parcel(found, now))
        title, line = shown.care(found, now)
        self._care.setVisible(bool(title))
        self._title.setText(title)
        self._line.setText(unbroken(line))
        self._words.setText(tr("Customer wrote: {words}").format(words=found.words) if found.words else "")
        self._words.setVisible(bool(found.words))


class UnitRow(QFrame):
    """One row of units: folded a line and a chip, in hand its grade keys and deeds as well."""

    graded = Signal(int)
    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 10, 14, 10)
        self._layout.setSpacing(8)
        self._layout.addLayout(self._head())
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(self._keys())
        inner.addLayout(self._deeds())
        self._layout.addWidget(self._inner)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._photo = Photo(_THUMB)
        row.addWidget(self._photo)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name, self._line = Label("", "bench_note", wrap=True), Label("", "bench_line", "ink2", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        right = QVBoxLayout()
        right.setSpacing(2)
        self._chip, self._goes = Chip(), Label("", "bench_line", "ink2")
        right.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTrailing)
        right.addWidget(self._goes, 0, Qt.AlignmentFlag.AlignTrailing)
        row.addLayout(right)
        return row

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._grades = [GradeKey(each) for each in shown.grade_keys()]
        for key in self._grades:
            key.setMinimumWidth(_LEAST_KEY)  # six of them fit whatever the size of the words
            key.clicked.connect(lambda _on=False, n=key.number: self.graded.emit(n))
            row.addWidget(key)
        return row

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._camera = Button(tr("Photo"), key="F3", tall=44)
        self._issue = Button(tr("Issue"), key="F2", tall=44)
        self._change = Button("", key="F10", tall=44)
        for button, name in ((self._camera, "photo"), (self._issue, "issue"), (self._change, "change")):
            button.clicked.connect(lambda _on=False, deed=name: self.deed.emit(deed))
        row.addWidget(self._camera)
        row.addWidget(self._issue)
        row.addStretch(1)
        row.addWidget(self._change)
        return row

    def show_unit(self, unit: UnitCard) -> None:
        """Show another row."""
        vary(self, "card", "current" if unit.hand else "true")
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))  # the frame takes its edge's width at once
        less = 2 if unit.hand else 0  # its edge is thicker by as much: no word moves
        self._layout.setContentsMargins(14 - less, 10 - less, 14 - less, 10 - less)
        self._photo.show_product(unit.name, unit.picture)
        self._name.setText(product(unit.name))
        told = unit.line if not unit.note or unit.hand else f"{unit.line}, {unit.note}"
        self._line.setText(unbroken(told))
        self._chip.show_chip(unit.chip)
        self._goes.setText(unbroken(unit.goes))
        self._goes.setVisible(bool(unit.goes) and not unit.hand)
        self._inner.setVisible(unit.hand)
        for key in self._grades:
            key.setChecked(key.number == unit.number)
        wanted = tr("Photo wanted") if unit.photo_wanted else tr("Photo")
        self._camera.set_words(unit.photos or wanted)
        self._issue.set_words(unit.note or tr("Issue"))
        self._change.set_words(unit.goes_words)
        self._change.setVisible(bool(unit.goes))
        self.setAccessibleName(", ".join(part for part in (unit.name, unit.line, unit.chip.text, unit.goes) if part))


class UnitColumn(QWidget):
    """The units of a return: how many of them are here, then each as a card that keeps its place."""

    graded = Signal(int)
    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = _column(self)
        head = QHBoxLayout()
        self._count, self._bar = FitLabel("", "bench_title", "ink", smallest=0.6), UnitBar(tall=14, width=200)
        head.addWidget(self._count, 1)
        head.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        self._rows: list[UnitRow] = []
        self._hand: UnitRow | None = None
        inside = Scrolled()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(10)
        self._list.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setObjectName("page")
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        foot = QHBoxLayout()
        self._missing = Button(tr("Not in the parcel"), key="F6", tall=44)
        self._outcome = Button(tr("Refund or exchange"), key="F11", tall=44)
        self._missing.clicked.connect(lambda: self.deed.emit("short"))
        self._outcome.clicked.connect(lambda: self.deed.emit("outcome"))
        foot.addWidget(self._missing)
        foot.addStretch(1)
        foot.addWidget(self._outcome)
        column.addLayout(foot)

    def show_state(self, now: IntakeState, deeds: frozenset[str]) -> None:
        """Show the units; the one in hand stays in view."""
        self._count.setText(shown.counted(now))
        self._bar.show_count(now.done, now.wanted)
        self._bar.setVisible(now.wanted > 0)
        units = shown.cards(now)
        while len(self._rows) < len(units):
            made = UnitRow()
            made.graded.connect(self.graded)
            made.deed.connect(self.deed)
            self._list.insertWidget(len(self._rows), made)
            self._rows.append(made)
        hand = None
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(units))
            if at < len(units):
                row.show_unit(units[at])
                hand = row if units[at].hand else hand
        self._missing.setVisible("short" in deeds)
        self._outcome.setVisible("outcome" in deeds)
        self._hand = hand
        self._keep_in_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        if self._hand is not None:
            self.area.ensureWidgetVisible(self._hand, 0, 40)
            self.area.horizontalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 300)


class MoneyColumn(QWidget):
    """What it comes to: money, goods, the message, and the one deed that settles all of it."""

    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = _column(self)
        column.addWidget(self._money())
        frame, layout = card()
        layout.addWidget(Label(tr("Stock"), "bench_note"))
        self._stock = Facts("bench_line", long_names=True)
        self._none = Label(tr("Nothing is decided yet."), "bench_line", "ink2", wrap=True)
        layout.addWidget(self._stock)
        layout.addWidget(self._none)
        column.addWidget(frame)
        frame, layout = card()
        layout.addWidget(Label(tr("Message"), "bench_note"))
        self._message = Label("", "bench_line", "ink2", wrap=True)
        layout.addWidget(self._message)
        layout.addStretch(1)
        column.addWidget(frame, 1)
        self.finish = Button("", kind="primary", key="Enter", tall=64, role="lead_strong")
        self.finish.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.finish.clicked.connect(lambda: self.deed.emit("done"))
        column.addWidget(self.finish)

    def _money(self) -> QFrame:
        frame, layout = card()
        head = QHBoxLayout()
        head.addWidget(Label(tr("Money back"), "bench_note"), 1)
        self._gets = Chip()
        head.addWidget(self._gets)
        layout.addLayout(head)
        self._rows = Facts("bench_line", long_names=True)
        layout.addWidget(self._rows)
        self._sum = QWidget()
        under = QVBoxLayout(self._sum)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(rule())
        foot = QHBoxLayout()
        self._where = Label("", "bench_button", wrap=True)
        self._total = Label("", "bench_count")
        foot.addWidget(self._where, 1)
        foot.addWidget(self._total)
        under.addLayout(foot)
        layout.addWidget(self._sum)
        self._note = Label("", "bench_line", "ink2", wrap=True)
        layout.addWidget(self._note)
        return frame

    def show_state(self, now: IntakeState) -> None:
        """Show what settling would do."""
        money = preview.money(now)
        self._gets.show_chip(money.title)
        self._rows.show_facts(money.rows)
        self._rows.setVisible(bool(money.rows))
        self._sum.setVisible(bool(money.total))
        self._total.setText(money.total)
        self._where.setText(money.whereto)
        self._note.setText(money.note)
        self._note.setVisible(bool(money.note))
        goods = (*preview.stock(now), *preview.orders(now))
        self._stock.show_facts(goods)
        self._none.setVisible(not goods)
        self._message.setText(unbroken(preview.message(now)) or tr("Nothing is said yet."))
        finish = preview.finish(now)
        self.finish.key = "Enter" if finish.ready else ""
        self.finish.set_words(finish.words)
        self.finish.setEnabled(finish.ready)
