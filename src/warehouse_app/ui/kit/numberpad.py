"""A number pad for gloved hands: ten digits, one step back, Enter. What is typed is shown where the bench asks for it.

Promise: no key takes the focus by touch, so the next scan is heard by the screen; digits stand where a telephone has
them, in every language and direction.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.wording import tr

_ROWS = ("123", "456", "789")
_LEAST = 64
ERASE, ENTER = "erase", "enter"


class PadKey(Painted):
    """One large key: a digit, or an icon with its word as the accessible name."""

    def __init__(self, words: str, *, icon: str = "", primary: bool = False) -> None:
        self._icon, self._primary = icon, primary
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(fonts.near(96), fonts.near(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        strong = self._primary and self.isEnabled()
        fill = "accent" if strong else "sunken" if self.isDown() or not self.isEnabled() else "surface"
        edge = None if strong else theme.colour("edge" if self.isEnabled() else "line")
        draw.box(painter, rect, 10, theme.colour(fill), edge)
        if strong and self.isDown():
            draw.box(painter, rect, 10, theme.colour("shade", 40))
        ink = "on_accent" if strong else "ink" if self.isEnabled() else "ink2"
        if self._icon:
            px = fonts.near(36)
            icons.paint(painter, self._icon, draw.centre(rect, px), px, ink, 2.2)
        else:
            draw.word(painter, rect, self.words(), fonts.font("deed"), ink, draw.CENTRED)


class NumberPad(QWidget):
    """`pressed(name)`: a digit, `erase` or `enter`."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(12)
        for down, row in enumerate(_ROWS):
            for across, digit in enumerate(row):
                grid.addWidget(self._key(digit, PadKey(digit)), down, across)
        self._erase = self._key(ERASE, PadKey(tr("Take one back"), icon="arrow-left"))
        self._enter = self._key(ENTER, PadKey(tr("Enter"), icon="corner-down-left", primary=True))
        grid.addWidget(self._erase, 3, 0)
        grid.addWidget(self._key("0", PadKey("0")), 3, 1)
        grid.addWidget(self._enter, 3, 2)
        self.show_typed("")

    def show_typed(self, typed: str) -> None:
        """Say what is typed so far: without a digit there is nothing to take back or to end."""
        self._erase.setEnabled(bool(typed))
        self._enter.setEnabled(bool(typed))

    def _key(self, name: str, key: PadKey) -> PadKey:
        key.clicked.connect(lambda _on=False: self.pressed.emit(name))
        return key
