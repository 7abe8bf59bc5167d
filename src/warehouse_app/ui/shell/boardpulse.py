"""The clock of a board's page: its rest between two readings, and the minutes that go by while it is in view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from warehouse_app.ui.runtime.boardreader import BoardReader

MINUTE_MS = 60_000


class BoardPulse(QObject):
    """Give it the page; it beats while that is shown."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._rest, self._minutes = QTimer(self), QTimer(self)
        self._rest.setSingleShot(True)
        self._minutes.setInterval(MINUTE_MS)
        page.installEventFilter(self)

    def use(self, presenter: BoardReader) -> None:
        """Wake this presenter."""
        self._rest.timeout.connect(presenter.rested)
        self._minutes.timeout.connect(presenter.minute)

    def wake_in(self, ms: int) -> None:
        """Wake the presenter after a rest; 0 takes it back."""
        self._rest.stop()
        if ms:
            self._rest.start(ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._minutes.start()
        elif event.type() == QEvent.Type.Hide:
            self._minutes.stop()
        return super().eventFilter(watched, event)
