"""Marks under the beginnings of words that were looked for (UI §4.18): in the palette, and in the cells of a list."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from warehouse_app.ui.kit import fonts, theme


def paint_under(
    painter: QPainter, rect: QRectF, text: str, role: str, marked: tuple[str, ...], direction: Qt.LayoutDirection
) -> None:
    """Paint the marks of a text that is drawn from the leading edge; from right to left there are none."""
    if not marked or direction == Qt.LayoutDirection.RightToLeft:
        return
    metrics = QFontMetrics(fonts.font(role))
    high = metrics.height() + 2
    for start, end in spans(text, marked):
        left = rect.left() + metrics.horizontalAdvance(text[:start])
        wide = metrics.horizontalAdvance(text[start:end])
        if left + wide > rect.right() + 1:
            continue
        frame = QRectF(left - 1, rect.center().y() - high / 2, wide + 2, high)
        painter.fillRect(frame, theme.colour("ask_soft"))
        painter.fillRect(QRectF(frame.left(), frame.bottom() - 2, frame.width(), 2), theme.colour("ask_line"))


@lru_cache(maxsize=4_096)
def spans(text: str, marked: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where in a text the beginnings of its words are that were looked for."""
    plain = "".join(_plain(sign) for sign in text)
    if len(plain) != len(text):
        return []
    starts = [at for at, sign in enumerate(plain) if sign.isalnum() and (at == 0 or not plain[at - 1].isalnum())]
    found = []
    for at in starts:
        best = max((len(one) for one in marked if plain.startswith(one, at)), default=0)
        if best:
            found.append((at, at + best))
    return found


def _plain(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign)[:1].casefold()
