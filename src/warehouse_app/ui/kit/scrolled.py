"""What stands in a scroll area: as tall as its words need at the width they have.

Qt asks the contents of a scroll area for a height without saying how wide they will be: where a text wraps, the rows
above and below it would be pressed into each other.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Scrolled(QWidget):
    """Give it a layout, and to a `QScrollArea` that resizes its widget."""

    def event(self, event: QEvent) -> bool:
        """Grow after each change of width or of what is inside."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._grow()
        return handled

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        tall = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        wanted = max(tall, layout.totalMinimumSize().height())
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)
