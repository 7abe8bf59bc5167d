"""How a table's cells and its head are painted (UI §4.15).

Promise: lines only between rows, numbers right, the chosen row on accent-soft with its edge; a row that is still on its
way is a quiet bar of the width that its column's words tend to have, and never a wrong word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from warehouse_app.ui.kit import chip, draw, fonts, icons, marks, theme
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import ChipValue, Column

Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
_PAD = 10
_BAR, _BAR_SHARE = 10, 0.55
_NUMBERS = frozenset({"number", "number_strong"})
_UNBROKEN = frozenset({"code", "strong", "text"})
_SELECTED = QStyle.StateFlag.State_Selected
_ONE_LINE = Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
_FLAGS = {"leading": draw.LEADING, "trailing": draw.TRAILING, "centre": draw.CENTRED}
_FONTS = {
    "text": "cell", "code": "cell_strong", "strong": "cell_strong", "number": "cell_number",
    "number_strong": "cell_number_strong", "chip": "cell", "icon": "cell",
}  # fmt: skip


class Waiting:
    """The value of a cell whose row is still on its way."""

    def __str__(self) -> str:
        """Return what a screen reader says meanwhile."""
        return "…"


WAITING = Waiting()


class Columned(Protocol):
    """What cell and head ask of a table's model."""

    columns: Sequence[Column[Any]]
    sort_by: tuple[int, Qt.SortOrder] | None


class Cell(QStyledItemDelegate):
    """Paints one cell: text, number, chip or mark; a row that is not here yet is a quiet bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 44)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = cast("QTableView", self.parent())
        at, direction, rect = index.column(), option.direction, QRectF(option.rect)
        column = cast("Columned", table.model()).columns[at]
        chosen = bool(option.state & _SELECTED)
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        if chosen and table.horizontalHeader().visualIndex(at) == 0:
            edge = draw.mirrored(QRectF(rect.left(), rect.top(), 3, rect.height()), rect, direction)
            painter.fillRect(edge, theme.colour("accent"))
        marked: tuple[str, ...] = getattr(table, "marked", ()) if column.kind in _UNBROKEN else ()
        self._value(painter, rect.adjusted(_PAD, 0, -_PAD, 0), column, index.data(VALUE_ROLE), direction, marked)

    def _value(
        self, painter: QPainter, rect: QRectF, column: Column[Any], value: object, direction: Qt.LayoutDirection,
        marked: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        if value is WAITING:
            _bar(painter, rect, column, direction)
            return
        if isinstance(value, ChipValue) and column.kind == "chip":
            draw.smooth(painter)
            chip.paint(painter, rect, value.kind, value.text, value.icon, direction)
            return
        if isinstance(value, ChipValue):
            px = 20
            spot = draw.mirrored(QRectF(rect.left(), rect.center().y() - px / 2, px, px), rect, direction)
            mark = value.icon or icons.MARKS[value.kind]
            icons.paint(painter, mark, spot.topLeft(), px, chip.mark_of(value.kind))
            rect = draw.mirrored(
                QRectF(rect.left() + px + 7, rect.top(), rect.width() - px - 7, rect.height()), rect, direction
            )
        text = str(value)
        if text:
            marks.paint_under(painter, rect, unbroken(text), _FONTS[column.kind], marked, direction)
            _word(painter, rect, unbroken(text) if column.kind in _UNBROKEN else text, column, direction)


def _word(painter: QPainter, rect: QRectF, text: str, column: Column[Any], direction: Qt.LayoutDirection) -> None:
    """Paint one line as `draw.word` does, with what was measured before kept: a table paints the same words often."""
    role = _FONTS[column.kind]
    shown, reads = _fitted(text, role, fonts.px(role), int(rect.width()))
    painter.setFont(fonts.font(role))
    painter.setPen(theme.colour("ink"))
    painter.setLayoutDirection(reads)
    flag = int(draw.aligned(_flag(column), direction) | _ONE_LINE)
    painter.drawText(rect, flag, shown)


@lru_cache(maxsize=16_384)
def _fitted(text: str, role: str, _pixels: int, width: int) -> tuple[str, Qt.LayoutDirection]:
    """Return a text elided to a width, and the direction it reads in."""
    metrics = QFontMetrics(fonts.font(role))
    fits = metrics.horizontalAdvance(text) <= width + 1
    shown = text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown, draw.direction_of(text)


def _bar(painter: QPainter, rect: QRectF, column: Column[Any], direction: Qt.LayoutDirection) -> None:
    """Paint the place of a word that is on its way."""
    wide = rect.width() * _BAR_SHARE
    left = rect.right() - wide if _flag(column) == draw.TRAILING else rect.left()
    spot = QRectF(left, rect.center().y() - _BAR / 2, wide, _BAR)
    draw.smooth(painter)
    draw.box(painter, draw.mirrored(spot, rect, direction), _BAR / 2, theme.colour("sunken"))


def _flag(column: Column[Any]) -> Qt.AlignmentFlag:
    return _FLAGS[column.align or ("trailing" if column.kind in _NUMBERS else "leading")]


class Head(QHeaderView):
    """The head: 13/600, the sort arrow right beside the word."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(max(37, fonts.px("label") + 24))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:  # noqa: ANN401 - Qt's rectangle
        model = cast("Columned", self.model())
        column = model.columns[section]
        frame, direction = QRectF(rect), self.layoutDirection()
        painter.save()
        draw.smooth(painter)
        painter.fillRect(frame, theme.colour("surface"))
        painter.fillRect(QRectF(frame.left(), frame.bottom() - 0.5, frame.width(), 1), theme.colour("line"))
        inner = frame.adjusted(_PAD, 0, -_PAD, 0)
        flag = draw.aligned(_flag(column), direction)
        sorts = model.sort_by is not None and model.sort_by[0] == section
        if sorts and flag & Qt.AlignmentFlag.AlignRight:
            inner.adjust(0, 0, -20, 0)
        took = draw.word(painter, inner, column.title, fonts.font("label_strong"), "ink2", flag)
        if sorts and model.sort_by is not None:
            name = "arrow-up" if model.sort_by[1] == Qt.SortOrder.AscendingOrder else "arrow-down"
            left = inner.right() + 4 if flag & Qt.AlignmentFlag.AlignRight else inner.left() + took + 5
            icons.paint(painter, name, QRectF(left, inner.center().y() - 8, 16, 16).topLeft(), 16, "ink2")
        painter.restore()
