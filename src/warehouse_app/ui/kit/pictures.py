"""Product pictures: a photo file where one is known, else a drawing that stands in, chosen by the words of the name.

Promise: the same name always gives the same drawing, so that two products are told apart by eye as well as by word.
"""

from __future__ import annotations

import json
import re
import zlib
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit import draw, fonts, theme

#: Words of a name -> drawing in resources/pictures; the first hit counts, the more telling words stand first.
_WORDS = (
    ("lunch box", "lunch-box"),
    ("snack box", "lunch-box"),
    ("toadstool", "toadstools"),
    ("cakestand", "cake-stand"),
    ("cake stand", "cake-stand"),
    ("heart", "heart"),
    ("t-light", "candle"),
    ("candle", "candle"),
    ("lantern", "candle"),
    ("bunting", "bunting"),
    ("lunch bag", "bag"),
    ("shopper", "bag"),
    ("bag", "bag"),
    ("jar", "jar"),
    ("jam", "jar"),
    ("bottle", "bottle"),
    ("mug", "mug"),
    ("cup", "mug"),
    ("teapot", "mug"),
    ("plate", "plate"),
    ("bowl", "plate"),
    ("tile", "tile"),
    ("sign", "tile"),
    ("frame", "frame"),
    ("clock", "clock"),
    ("doll", "doll"),
    ("paper boxes", "gift"),
    ("gift", "gift"),
    ("wrap", "gift"),
    ("box", "box"),
    ("tin", "tin"),
    ("card", "card"),
    ("notebook", "card"),
    ("christmas", "tree"),
    ("cushion", "cushion"),
    ("towel", "cushion"),
    ("umbrella", "umbrella"),
    ("parasol", "umbrella"),
)
_FREE = re.compile(r"var\(--a,([^)]*)\)")


def drawing_for(name: str) -> str:
    """Return the name of the drawing that stands in for a product of this name."""
    low = name.lower().replace("\u2011", "-")
    return next((drawing for words, drawing in _WORDS if words in low), "box")


@lru_cache(maxsize=64)
def _svg(drawing: str) -> str:
    path = resource_path("pictures", f"{drawing}.svg")
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@lru_cache(maxsize=512)
def _drawn(key: str, name: str, px: int, dpr: float) -> QPixmap:
    made = QPixmap(round(px * dpr), round(px * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    if key and Path(key).is_file():
        photo = QPixmap(key)
        if not photo.isNull():
            size = round(px * dpr)
            fitted = photo.scaled(
                QSize(size, size), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            fitted.setDevicePixelRatio(dpr)
            return fitted
    text = _svg(drawing_for(name))
    if text:
        painter = QPainter(made)
        draw.smooth(painter)
        QSvgRenderer(QByteArray(_toned(text, name).encode())).render(painter, QRectF(0, 0, px, px))
        painter.end()
    return made


@lru_cache(maxsize=1)
def _tones() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the tones of drawings: (word of a name, tone) pairs, and the tones for names without such a word."""
    path = resource_path("pictures", "tones.json")
    data = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"words": {}, "rest": []}
    return tuple(data["words"].items()), tuple(data["rest"])


def _toned(svg: str, name: str) -> str:
    """Fill the part that a drawing leaves free, written `var(--a,tone)`: by a word of the name, else by its
    checksum.
    """
    words, rest = _tones()
    low = name.lower()
    tone = next((value for word, value in words if word in low), "")
    if not tone and rest:
        tone = rest[zlib.crc32(low.encode()) % len(rest)]
    return _FREE.sub(lambda match: tone or match.group(1), svg)


def paint(painter: QPainter, rect: QRectF, key: str, name: str, *, radius: float = 8, faded: bool = False) -> None:
    """Paint the photo tile with the picture in it; `faded` is the look of a finished line (75 %)."""
    painter.save()
    draw.smooth(painter)
    painter.setOpacity(0.75 if faded else 1.0)
    draw.box(painter, rect, radius, theme.colour("photo"))
    side = int(min(rect.width(), rect.height()) * 0.86)
    device = painter.device()
    shown = _drawn(key, name, side, device.devicePixelRatioF() if device is not None else 1.0)
    size = shown.deviceIndependentSize()
    middle = rect.center()
    # At a whole pixel the picture is copied; anywhere else each pixel would be mixed of four, ten times as slowly.
    at = QPoint(round(middle.x() - size.width() / 2), round(middle.y() - size.height() / 2))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawPixmap(at, shown)
    painter.restore()


class Photo(QWidget):
    """A photo tile. Decorative: the name stands beside it. `crossed` draws the X of a wrong item."""

    def __init__(self, px: int = 0, *, crossed: bool = False) -> None:
        super().__init__()
        self._px, self._crossed, self._name, self._key = px, crossed, "", ""
        policy = QSizePolicy.Policy.Fixed if px else QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)
        self.setMinimumSize(24, 24)

    def show_product(self, name: str, key: str = "") -> None:
        """Show another product."""
        if (self._name, self._key) == (name, key):
            return
        self._name, self._key = name, key
        self.update()

    def sizeHint(self) -> QSize:
        side = fonts.near(self._px) if self._px else 160
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint(painter, rect, self._key, self._name, radius=10)
        if self._crossed:
            draw.smooth(painter)
            pen = QPen(theme.colour("stop_fill"), max(6.0, rect.width() * 0.042))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            inset = rect.width() * 0.06
            inner = rect.adjusted(inset, inset, -inset, -inset)
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.bottomLeft(), inner.topRight())
