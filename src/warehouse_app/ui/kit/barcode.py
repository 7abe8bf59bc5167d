"""A code as bars on the screen, black on white in every theme, so that a scanner reads it off the glass."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.wording import tr

_BARS, _PAD, _RADIUS = 108, 14, 10


class BarcodeView(QWidget):
    """Show it a text; bars are whole pixels wide, as wide as there is room, and `bars` pixels high."""

    def __init__(self, bars: int = _BARS) -> None:
        super().__init__()
        self._text, self._bars = "", bars
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_code(self, text: str) -> None:
        """Show a code; "" shows nothing."""
        self._text = text
        self.setVisible(bool(text))
        self.setAccessibleName(tr("Code to scan: {code}").format(code=text) if text else "")
        self.update()

    def code(self) -> str:
        """Return what is shown."""
        return self._text

    def bars_high(self) -> int:
        """Return how many pixels of it are bars, from top to bottom."""
        return self.height() - _PAD - _under()

    def sizeHint(self) -> QSize:
        return QSize(260, self._bars + _PAD + _under())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter = QPainter(self)
        rect = QRectF(self.rect())
        draw.smooth(painter)
        white, black = Qt.GlobalColor.white, Qt.GlobalColor.black
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(white)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        from warehouse_app.documents import code128  # no window begins with a barcode

        widths = code128.runs(code128.values(self._text))
        dot = max(1, self.width() // (sum(widths) + 2 * code128.QUIET_MODULES))
        at = (self.width() - dot * sum(widths)) // 2
        for place, width in enumerate(widths):
            if place % 2 == 0:
                painter.fillRect(at, _PAD, dot * width, self.bars_high(), black)
            at += dot * width
        painter.setFont(fonts.font("strong"))
        painter.setPen(black)
        words = QRectF(0, self.height() - _under(), self.width(), _under())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), unbroken(self._text))


def _under() -> int:
    """Return the pixels of the words under the bars."""
    return fonts.px("strong") + 2 * _PAD
