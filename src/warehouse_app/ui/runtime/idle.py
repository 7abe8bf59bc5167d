"""How long nobody has touched this window: keys, clicks, wheel, fingers and scans all count."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QApplication

_TOUCHES = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel),
        *(QEvent.Type.TouchBegin, QEvent.Type.TabletPress),
    }
)
_MINUTE_MS = 60_000


class Idle(QObject):
    """`long_enough()` when nobody did anything for the minutes that were set; 0 is never."""

    long_enough = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.long_enough)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def wait(self, minutes: int) -> None:
        """Begin to wait, or (0) wait no more."""
        self._timer.setInterval(minutes * _MINUTE_MS)
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def touched(self, *_: object) -> None:
        """Somebody did something: wait from the beginning."""
        if self._timer.isActive():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by: its class is told in no time, its kind is not.
        if isinstance(event, QInputEvent) and event.type() in _TOUCHES:
            self.touched()
        return False
