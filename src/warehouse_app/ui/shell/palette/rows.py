"""The rows of the palette: heads and lines painted, with the wanted beginnings of words marked."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from warehouse_app.ui.kit import draw, fonts, icons, marks, pictures, theme
from warehouse_app.ui.kit.buttons import key_width, paint_key
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.shell.palette.shown import Head, Line
from warehouse_app.wording import tr

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_PAD, _HIT, _HEAD = 16, 48, 32


class Rows(QAbstractListModel):
    """Heads and lines as a Qt model. `chosen` is a line's place among what can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Head | Line, ...] = ()
        self.marked: tuple[str, ...] = ()
        self.chosen = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.lines[index.row()]
        if role == _ROLE:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (one.words, one.total) if isinstance(one, Head) else (one.title, one.line, one.key)
            return ", ".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = isinstance(self.lines[index.row()], Line)
        return Qt.ItemFlag.ItemIsEnabled | (Qt.ItemFlag.ItemIsSelectable if line else Qt.ItemFlag.NoItemFlags)

    def put(self, lines: tuple[Head | Line, ...], marked: tuple[str, ...], chosen: int) -> None:
        """Show other rows, or another choice among the same."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
        self.marked, self.chosen = marked, chosen

    def row_of(self, chosen: int) -> int:
        """Return the row of a line, -1 for none."""
        found = (row for row, one in enumerate(self.lines) if isinstance(one, Line) and one.at == chosen)
        return next(found, -1)


class Painter(QStyledItemDelegate):
    """Paints both kinds of row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = isinstance(index.data(_ROLE), Head)
        return QSize(200, max(_HEAD, fonts.px("label") + 18) if head else max(_HIT, fonts.px("strong") + 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, model = index.data(_ROLE), index.model()
        if not isinstance(model, Rows):
            return
        painter.save()
        draw.smooth(painter)
        rect = QRectF(option.rect)
        if isinstance(one, Head):
            self._head(painter, rect, one, option.direction)
        elif isinstance(one, Line):
            self._line(painter, rect, one, model, option.direction)
        painter.restore()

    @staticmethod
    def _head(painter: QPainter, rect: QRectF, head: Head, direction: Qt.LayoutDirection) -> None:
        inner = rect.adjusted(_PAD, 4, -_PAD, 0)
        font = fonts.font("label_strong")
        draw.word(painter, inner, head.words, font, "ink2", draw.aligned(draw.LEADING, direction))
        draw.word(painter, inner, head.total, font, "ink2", draw.aligned(draw.TRAILING, direction))

    def _line(self, painter: QPainter, rect: QRectF, line: Line, model: Rows, direction: Qt.LayoutDirection) -> None:
        chosen = line.at == model.chosen
        if chosen:
            draw.box(painter, rect.adjusted(4, 1, -4, -1), 8, theme.colour("accent_soft"))
            edge = draw.mirrored(QRectF(rect.left() + 4, rect.top() + 5, 3, rect.height() - 10), rect, direction)
            painter.fillRect(edge, theme.colour("accent"))
        spot = draw.mirrored(QRectF(rect.left() + _PAD, rect.center().y() - 18, 36, 36), rect, direction)
        if line.picture:
            pictures.paint(painter, spot, "", line.picture, radius=6)
        else:
            mark = QPointF(spot.center().x() - 12, spot.center().y() - 12)
            icons.paint(painter, line.icon, mark, 24, "ink3" if line.off else "ink2")
        after = self._keys(painter, rect, line, direction, chosen=chosen)
        body = QRectF(rect.left() + _PAD + 48, rect.top(), rect.width() - 2 * _PAD - 48 - after, rect.height())
        title, small = fonts.font("strong"), fonts.font("body")
        wide = min(float(QFontMetrics(title).horizontalAdvance(unbroken(line.title))) + 2, body.width())
        spot = draw.mirrored(QRectF(body.left(), body.top(), wide, body.height()), rect, direction)
        ink = "ink3" if line.off else "ink"
        marks.paint_under(painter, spot, unbroken(line.title), "strong", model.marked, direction)
        draw.word(painter, spot, unbroken(line.title), title, ink, draw.aligned(draw.LEADING, direction))
        rest = QRectF(body.left() + wide + 12, body.top(), body.width() - wide - 12, body.height())
        if line.line and rest.width() > 40:
            spot = draw.mirrored(rest, rect, direction)
            draw.word(painter, spot, unbroken(line.line), small, "ink2", draw.aligned(draw.LEADING, direction))

    @staticmethod
    def _keys(painter: QPainter, rect: QRectF, line: Line, direction: Qt.LayoutDirection, *, chosen: bool) -> float:
        """Paint the key at the end: of the deed, or Enter on the chosen row; return the room it takes."""
        key = line.key or (tr("Enter") if chosen and not line.off else "")
        if not key:
            return 0.0
        wide = key_width(key)
        cap = QRectF(rect.right() - _PAD - wide, rect.center().y() - 13, wide, 26)
        paint_key(painter, draw.mirrored(cap, rect, direction), key)
        return wide + 12.0
