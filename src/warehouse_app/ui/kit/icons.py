"""Lucide icons at any size and colour: SVG text, `currentColor` replaced by a token, drawn once, cached.

Promise: `pixmap(name, px, token)` is sharp at the given device pixel ratio and cheap the second time.
An unknown name draws an empty square of the right size, so a missing file never takes a screen down.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit import theme

_STROKE = re.compile(r'stroke-width="[^"]*"')

#: The fixed meanings of UI §4.4: what a kind of verdict or chip looks like without its colour.
MARKS = {
    "ok": "circle-check", "stop": "octagon-x", "ask": "triangle-alert", "info": "info", "neutral": "circle-dashed",
    "part": "contrast", "lock": "lock", "time": "clock",
}  # fmt: skip


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    path = resource_path("icons", f"{name}.svg")
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def exists(name: str) -> bool:
    """Say whether the icon is among the resources."""
    return bool(_svg(name))


@lru_cache(maxsize=2048)
def _drawn(name: str, px: int, colour: str, stroke: float, dpr: float) -> QPixmap:
    made = QPixmap(round(px * dpr), round(px * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    text = _svg(name)
    if text:
        text = _STROKE.sub(f'stroke-width="{stroke}"', text).replace("currentColor", colour)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, px, px))
        painter.end()
    return made


def pixmap(name: str, px: int, token: str = "ink", stroke: float = 2.0, dpr: float = 0.0) -> QPixmap:  # noqa: S107 - a colour token
    """Return the icon `px` wide in the colour of a theme token. `dpr` 0 asks the application."""
    app = QGuiApplication.instance()
    ratio = dpr or (app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0)
    return _drawn(name, px, getattr(theme.tokens(), token), stroke, ratio)


def icon(name: str, px: int = 20, token: str = "ink") -> QIcon:  # noqa: S107 - a colour token
    """Return the icon for a `QAction` or menu."""
    return QIcon(pixmap(name, px, token))


def paint(painter: QPainter, name: str, at: QPointF, px: int, token: str, stroke: float = 2.0) -> None:
    """Draw the icon with its top left corner at `at`."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(at, _drawn(name, px, getattr(theme.tokens(), token), stroke, ratio))


def tinted(name: str, px: int, colour: QColor, stroke: float = 2.0, dpr: float = 1.0) -> QPixmap:
    """Return the icon in any colour a painter has at hand (marks on fills)."""
    return _drawn(name, px, colour.name(), stroke, dpr)
