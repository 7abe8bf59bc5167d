"""The cart as it stands before the picker: every slot drawn where it is, only the target filled (UI §5 Pick)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import Slot
from warehouse_app.wording import tr

_GAP = 8.0


class CartView(QWidget):
    """Show it the slots, which one is the target, and what to do there ("put 3 here")."""

    def __init__(self) -> None:
        super().__init__()
        self._slots: tuple[Slot, ...] = ()
        self._target, self._deed = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_cart(self, slots: tuple[Slot, ...], target: str = "", deed: str = "") -> None:
        """Show the cart; `target` is a slot's code. The cart is never mirrored: it stands as it stands."""
        self._slots, self._target, self._deed = slots, target, deed
        words = tr("Slot {slot}, {deed}").format(slot=target, deed=deed) if target else tr("Cart")
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        rows = 1 + max((slot.row for slot in self._slots), default=0)
        return QSize(350, fonts.near(92) * rows)

    def minimumSizeHint(self) -> QSize:
        rows = 1 + max((slot.row for slot in self._slots), default=0)
        return QSize(200, 56 * rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._slots:
            return
        painter = QPainter(self)
        draw.smooth(painter)
        rows = 1 + max(slot.row for slot in self._slots)
        columns = max(slot.column + slot.span for slot in self._slots)
        aim = next((slot for slot in self._slots if slot.code == self._target), None)
        tall = _shares(self.height(), rows, aim.row if aim else -1, 1.72)
        wide = _shares(self.width(), columns, aim.column if aim and aim.span == 1 else -1, 1.34)
        for slot in self._slots:
            left = sum(wide[: slot.column]) + _GAP * slot.column
            top = sum(tall[: slot.row]) + _GAP * slot.row
            across = sum(wide[slot.column : slot.column + slot.span]) + _GAP * (slot.span - 1)
            self._paint_slot(painter, QRectF(left, top, across, tall[slot.row]), slot)

    def _paint_slot(self, painter: QPainter, rect: QRectF, slot: Slot) -> None:
        target = slot.code == self._target
        words = self._deed if target else slot.line
        line = fonts.fitting("slot_name" if target else "slot_line", words, int(rect.width() - 12), 10)
        name = fonts.fitting("slot" if target else "slot_name", slot.code, int(rect.width() - 12), 12)
        if target:
            draw.box(painter, rect, 8, theme.colour("accent"))
        else:
            draw.box(painter, rect, 8, theme.colour("surface"), theme.colour("line"), 2)
        high = draw.line_height(name) + (draw.line_height(line) if words else 0)
        at = rect.center().y() - high / 2
        ink = "on_accent" if target else "ink2"
        draw.word(
            painter,
            QRectF(rect.left() + 6, at, rect.width() - 12, draw.line_height(name)),
            unbroken(slot.code),
            name,
            ink,
            draw.CENTRED,
        )
        low = QRectF(rect.left() + 6, at + draw.line_height(name), rect.width() - 12, draw.line_height(line))
        draw.word(painter, low, unbroken(words), line, ink, draw.CENTRED)


def _shares(whole: float, count: int, grown: int, factor: float) -> list[float]:
    """Share a length among rows or columns, the one of the target being larger."""
    parts = [factor if at == grown else 1.0 for at in range(count)]
    unit = (whole - _GAP * (count - 1)) / sum(parts)
    return [unit * part for part in parts]
