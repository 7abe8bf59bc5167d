"""Messages at the window: read when somebody signs on, when one is sent, and each minute, for they run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from warehouse_app.domain.changes import Touched
from warehouse_app.ui.runtime.messages import MessageWatch

if TYPE_CHECKING:
    from warehouse_app.ui.shell.window import MainWindow

_MINUTE_MS = 60_000


class MessageDesk(QObject):
    """Give it the window; it follows who is signed on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        context = window.context()
        self.watch = MessageWatch(context.hands("messages"), window.notices, context.now)
        self._minutes = QTimer(self)
        self._minutes.setInterval(_MINUTE_MS)
        self._minutes.timeout.connect(self.watch.read)
        window.signed_on.connect(lambda _session: self._begin())
        window.signed_off.connect(self._end)
        window.feed.listen(self._touched)

    def _begin(self) -> None:
        self._minutes.start()
        self.watch.read()

    def _end(self) -> None:
        self._minutes.stop()
        self.watch.forget()

    def _touched(self, changes: frozenset[str], _origin: str) -> None:
        if Touched.MESSAGE.value in changes and self._minutes.isActive():
            self.watch.read()
