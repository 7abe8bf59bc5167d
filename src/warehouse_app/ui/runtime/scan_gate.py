"""The scan gate: the one way by which scans, digits and Enter reach a screen.

Promise: a scanner's burst never types into a field, presses a button or fires a shortcut, and loses no character,
whatever
has the focus. Keys that a person pressed are held back a few hundredths of a second and then played as if nothing had
happened. Every scan ends at exactly one holder, or at `unclaimed`; one that was read twice in a shot is marked.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.devices.blanking import Blanking
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.ui.runtime.protocols import Holds, Shot
from warehouse_app.ui.runtime.wedge import Heard, Key, Scan, Wedge

WEDGE, KEYBOARD = "wedge", "keyboard"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)  # fmt: skip
#: Separators inside GS1 codes, which scanners send as Ctrl+].
_SEPARATORS = frozenset("\x1d\x1e\x04")
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Press:
    """What is needed to play one key again."""

    __slots__ = ("key", "modifiers", "target", "text")

    def __init__(self, event: QKeyEvent, target: QWidget | None) -> None:
        self.key, self.modifiers, self.text, self.target = event.key(), event.modifiers(), event.text(), target


class ScanGate(QObject):
    """Install once on the application; give it a holder. `heard` takes scans of other devices from any thread."""

    scanned = Signal(str, str)
    unclaimed = Signal(str, str)
    doubled = Signal(str, str)
    """A code was read twice in one shot; the holder heard it too, as a double reading."""

    layout_told = Signal(str)
    """One of our own codes came through the wrong keyboard (its name), or through the right one again ("")."""

    listening = Signal(bool)
    bug = Signal(object)
    counting = Signal()
    """A person pressed `*` outside of any field: a count such as `*12` is about to be typed."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], int] | None = None) -> None:
        super().__init__(parent)
        self._wedge = Wedge()
        self._blanking, self._layout = Blanking(), ""
        self._heard_at = 0
        self._clock = clock or (lambda: time.monotonic_ns() // 1_000_000)
        self._holder: Holds | None = None
        self._swallowed: set[int] = set()
        self._replaying = False
        self._second_look = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._timeout)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def install(self, app: QApplication) -> None:
        """Stand before every widget of the application."""
        app.installEventFilter(self)
        app.applicationStateChanged.connect(self._state_changed)

    def remove(self, app: QApplication) -> None:
        """Step aside and forget held keys."""
        app.removeEventFilter(self)
        app.applicationStateChanged.disconnect(self._state_changed)
        self._timer.stop()
        self._wedge.flush()

    def hold(self, holder: Holds | None) -> None:
        """Give the gate to one screen; it keeps it until another takes it."""
        self._holder = holder

    def holder(self) -> Holds | None:
        """Return who holds the gate."""
        return self._holder

    def tune(self, habits: Habits) -> None:
        """Take how the keyboard scanner of this bench types, and its window for double readings."""
        if habits != self._wedge.habits:
            self._hand_out(self._wedge.flush())
            self._wedge, self._blanking.window_ms = Wedge(habits), habits.double_ms

    def heard(self, text: str, device: str, scan_id: str = "", *, double: bool = False) -> None:
        """Take a scan from a device, or a code typed by hand (`KEYBOARD`). Safe from any thread; delivered in order."""
        self._arrived.emit(Shot(text, device, scan_id, double))

    def mid_scan(self) -> bool:
        """Say whether a key pressed now would belong to a scan; nobody is that fast, but tests and the demo are."""
        return self._clock() - self._heard_at <= self._wedge.habits.gap_ms

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by: its class is told in no time, its kind is not.
        if self._replaying or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if kind == QEvent.Type.ShortcutOverride:
            return self._overrides(event)
        return kind == QEvent.Type.KeyRelease and self._released(event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        now = event.timestamp() or self._clock()
        char = self._char_of(event, now)
        if not char or (char == "\t" and not self._wedge.holding and not self._wedge.goes_on(now)):
            self._hand_out(self._wedge.flush())
            return False
        if event.isAutoRepeat():
            self._hand_out(self._wedge.flush())
            return not _edits(_target(watched)) and char in "\r0123456789"
        self._swallowed.add(event.key())
        press = _Press(event, watched if isinstance(watched, QWidget) else None)
        self._second_look = False
        self._heard_at = self._clock()
        out = self._wedge.key(Key(char, press), now)
        if self._wedge.holding:
            self._timer.start(self._wedge.habits.gap_ms + 10)
        else:
            self._timer.stop()
        event.accept()
        self._hand_out(out)
        return True

    def _overrides(self, event: QKeyEvent) -> bool:
        """Keep shortcuts away from every key that could be part of a burst, while a text or a burst is being
        entered.
        """
        char = self._char_of(event, event.timestamp() or self._clock())
        if char and (self._wedge.holding or event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)):
            event.accept()
            return True
        return False

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed and not event.isAutoRepeat():
            self._swallowed.discard(event.key())
            return True
        return False

    def _timeout(self) -> None:
        # A window that was busy may find a key waiting behind this timer: look once more before letting go.
        if not self._second_look:
            self._second_look = True
            self._timer.start(0)
            return
        self._hand_out(self._wedge.flush())

    def _char_of(self, event: QKeyEvent, now: int) -> str:
        """Return the character a scanner could have sent with this key, or nothing. Within a burst no key is a
        shortcut: scanners send control characters as Ctrl and a letter.
        """
        control = _control_of(event)
        if control and (control in self._wedge.habits.controls or self._wedge.goes_on(now)):
            return control
        return _char_of(event)

    def _hand_out(self, heard: tuple[Heard, ...]) -> None:
        for one in heard:
            if isinstance(one, Scan):
                self._listen_to_layout(one.text)
                self._deliver(Shot(one.text, WEDGE, double=self._blanking.repeated(one.text, one.at_ms)))
            else:
                for key in one.keys:
                    self._typed(key)

    def _listen_to_layout(self, text: str) -> None:
        """Our own codes prove how the scanner's keyboard is set; others' prove nothing."""
        code = read(text)
        if isinstance(code, Barcode) and code.own is not None and (code.layout or "") != self._layout:
            self._layout = code.layout or ""
            self.layout_told.emit(self._layout)

    def _deliver(self, shot: Shot) -> None:
        self.scanned.emit(shot.text, shot.device)
        modal = QApplication.activeModalWidget()
        taker = self._holder if modal is None else cast("Holds | None", modal if hasattr(modal, "shot") else None)
        if shot.double:
            self.doubled.emit(shot.text, shot.device)
        if taker is None:
            self.unclaimed.emit(shot.text, shot.device)
            return
        try:
            taker.shot(shot)
        except Exception as caught:  # noqa: BLE001 - a presenter's bug must not stop the scanner
            self.bug.emit(caught)

    def _typed(self, key: Key) -> None:
        press = cast("_Press", key.token)
        target = press.target if press.target is not None and isValid(press.target) else _target(None)
        if not _edits(target) and QApplication.activeModalWidget() is None and self._offered(key.char, target):
            return
        if key.char == "*" and not _edits(target) and QApplication.activeModalWidget() is None:
            self.counting.emit()
            return
        self._play(press, target)

    def _offered(self, char: str, target: QWidget | None) -> bool:
        """Offer a digit or Enter to the holder, Enter first to a button that was reached by Tab."""
        enter = char in "\r\n"
        if not enter and not ("0" <= char <= "9"):
            return False
        if enter and isinstance(target, QAbstractButton) and target.hasFocus():
            target.click()
            return True
        try:
            return self._holder is not None and self._holder.keyed("Enter" if enter else char)
        except Exception as caught:  # noqa: BLE001 - as above
            self.bug.emit(caught)
            return True

    def _play(self, press: _Press, target: QWidget | None) -> None:
        if target is None:
            return
        self._replaying = True
        try:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if isValid(target):
                    QApplication.sendEvent(target, QKeyEvent(kind, press.key, press.modifiers, press.text))
        finally:
            self._replaying = False

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        self._hand_out(self._wedge.flush())
        self._swallowed.clear()
        self.listening.emit(state == Qt.ApplicationState.ApplicationActive)


def _control_of(event: QKeyEvent) -> str:
    """Return the control character that Ctrl and this key make; not every system says it in the event's text."""
    text, key = event.text(), event.key()
    if len(text) == 1 and text < " ":
        return text
    alone = event.modifiers() & _HELD == Qt.KeyboardModifier.ControlModifier
    return chr(key & 0x1F) if alone and Qt.Key.Key_At <= key <= Qt.Key.Key_Underscore else ""


def _char_of(event: QKeyEvent) -> str:
    """Return the character a scanner could have sent with this key, or nothing."""
    if event.key() in _ENTER:
        return "" if event.modifiers() & _HELD else "\r"
    if event.key() == Qt.Key.Key_Tab:
        return "" if event.modifiers() & _HELD else "\t"
    text = event.text()
    if len(text) != 1:
        return ""
    if text in _SEPARATORS:
        return text
    held = event.modifiers() & _HELD
    if not text.isprintable() or (held and held != _ALT_GR):
        return ""
    return text


def _target(watched: QObject | None) -> QWidget | None:
    if isinstance(watched, QWidget):
        return watched
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or QApplication.activeWindow()


def _edits(target: QWidget | None) -> bool:
    if isinstance(target, QComboBox):
        return target.isEditable()
    if isinstance(target, (QLineEdit, QPlainTextEdit, QTextEdit)) and target.isReadOnly():
        return False
    return isinstance(target, _FIELDS) or bool(target is not None and QApplication.activePopupWidget() is not None)
