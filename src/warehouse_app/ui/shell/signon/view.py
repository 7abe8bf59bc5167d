"""The sign-on page (mock-up 12): scan your badge; bench, devices and what was left open; a way in without a badge."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app import wording
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.form import field
from warehouse_app.ui.kit.labels import IconLabel, Label, drop, rule
from warehouse_app.ui.kit.text import code, unbroken
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.signon.badge import BadgeDrawing, FarLines, SignOnGround
from warehouse_app.ui.shell.signon.presenter import SignOnPresenter
from warehouse_app.ui.shell.signon.state import Place, SignOnState, headline
from warehouse_app.wording import tr

_LOOK_MS = 20_000


def _actions(*, lessons: bool) -> tuple[Action, ...]:
    learn = (Action("training", tr("Training"), "F9", "graduation-cap"),) if lessons else ()
    return (
        Action("type", tr("Type badge and PIN"), "F2", "keyboard"),
        *learn,
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class SignOnView(Page):
    """Renders `SignOnState`. Without `lessons` nothing here offers one: no window could hold it."""

    pin_given = Signal(str)
    typed = Signal(str, str)
    painted = Signal()

    def __init__(self, *, lessons: bool = True) -> None:
        super().__init__(_actions(lessons=lessons))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 7)
        row.addWidget(self._right(), 9)
        self._learn.setVisible(lessons)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.painted)
        self._fresh = False

    def use(self, presenter: SignOnPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self.pin_given.connect(presenter.pin_given)
        self.typed.connect(presenter.typed)
        self.painted.connect(presenter.look)
        deeds = {"back": presenter.stepped_back, "training": presenter.training_wanted, "type": self._open_typing}
        self.chosen.connect(lambda name: deeds[name]())
        self._learn.clicked.connect(lambda _on=False: presenter.training_wanted())

    def show_state(self, state: SignOnState) -> None:
        """Show the state."""
        self.show_place(state.place)
        self._words.show_lines(headline(state))
        hint = (
            tr("Any scanner at this bench works.") if state.stage == "badge" else tr("Or press Enter for bench work.")
        )
        if state.training and state.stage == "badge":
            hint = tr("Five orders to learn with. Nothing of it is real. Esc: no training.")
        self._hint.setText(tr("One moment.") if state.stage == "busy" else hint)
        self._refused.setVisible(bool(state.refusal))
        self._refusal.setText(state.refusal)
        self._show_fields(state)

    def show_place(self, place: Place) -> None:
        """Show how the bench stands; the rest of the page stays as it is."""
        self._warehouse.setText(place.warehouse)
        self._bench.setText(tr("Bench {code}").format(code=code(place.bench)) if place.bench else "")
        self._kind.setText(place.kind)
        self._show_devices(place)
        self._open.setVisible(bool(place.left_open))
        self._open_words.setText(unbroken(place.left_open))
        self._open_by.setText(unbroken(place.left_by))

    def _show_fields(self, state: SignOnState) -> None:
        pin = state.stage == "pin"
        self._fields.setVisible(pin or state.typing)
        self._who.setText(tr("Hello {name}").format(name=state.name) if pin else tr("Badge and PIN"))
        self._badge.setVisible(not pin)
        self._start.set_words(tr("Start"))
        self._pin.clear()
        if pin:
            self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not state.typing:
            self._badge.clear()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> QWidget:
        ground = SignOnGround()
        column = QVBoxLayout(ground)
        column.setContentsMargins(56, 44, 40, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("warehouse", 28, "on_sign_on"))
        self._warehouse = Label("", "bench_step", "sign_on")
        head.addWidget(self._warehouse, 1)
        column.addLayout(head)
        column.addSpacing(36)
        self._words = FarLines("sign_on", "on_sign_on")
        column.addWidget(self._words)
        column.addSpacing(8)
        self._hint = Label("", "sign_on_line", "sign_on", wrap=True)
        column.addWidget(self._hint)
        column.addWidget(BadgeDrawing(), 1)
        return ground

    def _right(self) -> QWidget:
        side = QWidget()
        side.setObjectName("page")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(56, 44, 56, 46)
        column.setSpacing(20)
        column.addLayout(self._head())
        self._shown_devices: tuple[object, ...] = ()
        self._around, self._devices_column = QFrame(), QVBoxLayout()
        self._around.hide()
        self._around.setProperty("card", "true")
        self._around.setLayout(self._devices_column)
        self._devices_column.setContentsMargins(0, 0, 0, 0)
        self._devices_column.setSpacing(0)
        column.addWidget(self._around)
        column.addWidget(self._left_open())
        column.addWidget(self._refusal_card())
        column.addWidget(self._fields_card())
        column.addStretch(1)
        column.addWidget(Label(tr("No badge with you?"), "text_medium", "ink3"))
        by_hand = Button(tr("Type badge and PIN"), icon="keyboard", key="F2", tall=64, role="bench_name_done")
        by_hand.clicked.connect(lambda _on=False: self._open_typing())
        ways = QHBoxLayout()
        ways.setSpacing(12)
        self._learn = Button(tr("Training"), icon="graduation-cap", key="F9", tall=64, role="bench_name_done")
        ways.addWidget(by_hand, 3)
        ways.addWidget(self._learn, 2)
        column.addLayout(ways)
        return side

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        names, times = QVBoxLayout(), QVBoxLayout()
        self._bench, self._kind = Label("", "count"), Label("", "lead", "ink2")
        self._time, self._date = Label("", "count"), Label("", "lead", "ink2")
        for label in (self._time, self._date):
            label.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        for column, labels in ((names, (self._bench, self._kind)), (times, (self._time, self._date))):
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
        head.addLayout(names, 1)
        head.addLayout(times)
        return head

    def _left_open(self) -> QFrame:
        self._open = QFrame()
        self._open.setProperty("card", "ask")
        row = QHBoxLayout(self._open)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addWidget(IconLabel("history", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._open_words, self._open_by = (
            Label("", "bench_step", wrap=True),
            Label("", "strong_plain", "ink2", wrap=True),
        )
        words.addWidget(self._open_words)
        words.addWidget(self._open_by)
        row.addLayout(words, 1)
        return self._open

    def _refusal_card(self) -> QFrame:
        self._refused = QFrame()
        self._refused.setProperty("card", "stop")
        row = QHBoxLayout(self._refused)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addWidget(IconLabel("octagon-x", 28, "stop_mark"))
        self._refusal = Label("", "lead_strong", wrap=True)
        row.addWidget(self._refusal, 1)
        return self._refused

    def _fields_card(self) -> QFrame:
        self._fields = QFrame()
        self._fields.setProperty("card", "current")
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        self._who = Label("", "name")
        column.addWidget(self._who)
        self._badge = field(tr("Badge code"), hint=tr("Badge code"))
        self._pin = field(tr("PIN"), hint=tr("PIN, or nothing for bench work"), secret=True)
        self._pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self._badge.returnPressed.connect(lambda: self._pin.setFocus(Qt.FocusReason.TabFocusReason))
        self._pin.returnPressed.connect(self._go)
        self._start = Button(tr("Start"), kind="primary", key="Enter", tall=64, role="name")
        self._start.clicked.connect(lambda _on=False: self._go())
        for widget in (self._badge, self._pin, self._start):
            column.addWidget(widget)
        return self._fields

    def _show_devices(self, place: Place) -> None:
        if place.devices == self._shown_devices:
            return
        self._shown_devices = place.devices
        while (item := self._devices_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        self._around.setVisible(bool(place.devices))
        for at, (icon, name, chip) in enumerate(place.devices):
            if at:
                self._devices_column.addWidget(rule())
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(16, 14, 16, 14)
            row.setSpacing(12)
            row.addWidget(IconLabel(icon, 24))
            row.addWidget(Label(unbroken(name), "lead_strong"), 1)
            row.addWidget(Chip(chip.text, chip.kind, chip.icon))
            self._devices_column.addWidget(line)

    def _open_typing(self) -> None:
        self._fields.show()
        self._badge.show()
        self._badge.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go(self) -> None:
        if self._badge.isHidden():
            self.pin_given.emit(self._pin.text())
        else:
            self.typed.emit(self._badge.text(), self._pin.text())

    def _show_time(self) -> None:
        now = QDateTime.currentDateTime()
        self._time.setText(now.toString("HH:mm"))
        self._date.setText(QLocale(wording.locale()).toString(now, tr("ddd d MMMM")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_time()
        self._tick.start()
        self._look.start()
        self._fresh = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self._look.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the page is seen: what it says of the bench is read after that, so that it opens at once."""
        super().paintEvent(event)
        if self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
