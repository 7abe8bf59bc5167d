"""Bars of named things, one below the other: the name, its bar and its figure in one row (UI §9 "Charts").

Promise: a name has as much room as a bar, and ends in an ellipsis where that is too little.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, measures, theme
from warehouse_app.ui.kit.boardvalues import Ranks

_ROW, _THICK, _GAP = 28, 14, 12
_NAMED = 0.42
"""The share of the width that names have at most."""


class RankChart(QWidget):
    """Show it `Ranks`; rows that have no room below are not drawn, for the largest stand first."""

    def __init__(self) -> None:
        super().__init__()
        self._value = Ranks()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_ranks(self, value: Ranks) -> None:
        """Show other figures; only a change repaints."""
        if value != self._value:
            self._value = value
            self.setAccessibleName(value.sentence)
            self.updateGeometry()
            self.update()

    def value(self) -> Ranks:
        """Return what is shown."""
        return self._value

    def sizeHint(self) -> QSize:
        return QSize(400, measures.tall(_ROW) * max(1, len(self._value.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, measures.tall(_ROW) * min(3, max(1, len(self._value.rows))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect, high = QPainter(self), QRectF(self.rect()), measures.tall(_ROW)
        draw.smooth(painter)
        label, strong = fonts.font("label"), fonts.font("label_strong")
        names, figures = QFontMetrics(label), QFontMetrics(strong)
        rows = self._value.rows[: max(1, int(rect.height() // high))]
        named = min(rect.width() * _NAMED, max((names.horizontalAdvance(name) + 2 for name, _, _ in rows), default=0))
        told = max((figures.horizontalAdvance(words) + 2 for _, _, words in rows), default=0)
        most, room = max((figure for _, figure, _ in rows), default=0), rect.width() - named - told - 2 * _GAP
        direction = self.layoutDirection()
        for at, (name, figure, words) in enumerate(rows):
            top = at * high
            spot = draw.mirrored(QRectF(0, top, named, high), rect, direction)
            draw.word(painter, spot, name, label, "ink", draw.aligned(draw.LEADING, direction))
            if figure > 0 and room > 0:
                bar = QRectF(named + _GAP, top + (high - _THICK) / 2, max(2.0, room * figure / most), _THICK)
                draw.box(painter, draw.mirrored(bar, rect, direction), 3, theme.colour("ink3", 150))
            spot = draw.mirrored(QRectF(rect.width() - told, top, told, high), rect, direction)
            draw.word(painter, spot, words, strong, "ink", draw.aligned(draw.TRAILING, direction))
