"""What darkens a whole window, so that a sheet on it is all one looks at, and takes its keys before the page below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warehouse_app.ui.kit import theme


class Shade(QWidget):
    """A child of the window, hidden at first; `cover` before it is shown. `depth` is how dark it is, 0 to 255."""

    def __init__(self, window: QWidget, depth: int = 128) -> None:
        super().__init__(window)
        self._depth = depth
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over all of the window, as large as it is now."""
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
            self.laid()

    def laid(self) -> None:
        """It has another size, or is about to be shown."""

    def takes(self, key: int) -> bool:
        """Say whether a key is taken before the page below sees it: Esc, unless a subclass wants more."""
        return key == Qt.Key.Key_Escape

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.cover()
        return False

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self.takes(event.key()))
            return event.isAccepted()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("shade", self._depth))
