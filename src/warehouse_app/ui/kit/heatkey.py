"""What the fills of a heat map mean: from few to many, in as many steps as are told apart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts
from warehouse_app.ui.kit.floorracks import HEAT, heat_fill
from warehouse_app.wording import tr

_CELL, _GAP = 18, 8


class HeatKey(QWidget):
    """A row of fills between the words "Few" and "Many"."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Stronger where more is picked"))

    def _widths(self) -> tuple[int, int]:
        metrics = QFontMetrics(fonts.font("caption"))
        return metrics.horizontalAdvance(tr("Few")), metrics.horizontalAdvance(tr("Many"))

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + HEAT * _CELL + 4 * _GAP, max(24, fonts.px("caption") + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, (few, many) = QRectF(self.rect()), self._widths()
        parts = [(QRectF(0, 0, few + 2, rect.height()), tr("Few"))]
        at = few + _GAP
        for step in range(1, HEAT + 1):
            cell = QRectF(at, rect.center().y() - 7, _CELL - 2, 14)
            painter.fillRect(draw.mirrored(cell, rect, self.layoutDirection()), heat_fill(step, HEAT))
            at += _CELL
        parts.append((QRectF(at + _GAP - 2, 0, many + 2, rect.height()), tr("Many")))
        for place, words in parts:
            spot = draw.mirrored(place, rect, self.layoutDirection())
            draw.word(painter, spot, words, fonts.font("caption"), "ink2", draw.CENTRED)
