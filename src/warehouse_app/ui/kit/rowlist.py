"""A short list of rows with two lines each: an icon before, a mark behind. Arrow keys walk, a click chooses."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.rowvalues import RowValue
from warehouse_app.ui.kit.text import unbroken

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_PAD, _ICON, _MARK, _LEAST = 16, 24, 22, 62


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[RowValue, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.line, row.said) if part)
        return None

    def put(self, rows: tuple[RowValue, ...]) -> bool:
        """Show other rows; return whether other things are listed than before."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, max(_LEAST, fonts.px("body_strong") + fonts.px("label") + 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROLE)
        if not isinstance(row, RowValue):
            return
        painter.save()
        draw.smooth(painter)
        rect, direction = QRectF(option.rect), option.direction
        view = self.parent()
        assert isinstance(view, QListView)
        if view.currentIndex().row() == index.row():
            painter.fillRect(rect, theme.colour("accent_soft"))
            edge = QRectF(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(draw.mirrored(edge, rect, direction), theme.colour("accent"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        spot = draw.mirrored(QRectF(rect.left() + _PAD, rect.center().y() - _ICON / 2, _ICON, _ICON), rect, direction)
        icons.paint(painter, row.icon, spot.topLeft(), _ICON, row.tone)
        after = _PAD + (_MARK + 12 if row.mark else 0)
        if row.mark:
            end = QRectF(rect.right() - _PAD - _MARK, rect.center().y() - _MARK / 2, _MARK, _MARK)
            at = draw.mirrored(end, rect, direction).topLeft()
            icons.paint(painter, row.mark, QPointF(at), _MARK, row.mark_tone)
        self._words(painter, rect, row, after, direction)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, rect: QRectF, row: RowValue, after: float, direction: Qt.LayoutDirection) -> None:
        title, line = fonts.font("body_strong"), fonts.font("label")
        high = draw.line_height(title) + (draw.line_height(line) + 2 if row.line else 0)
        left, wide = rect.left() + _PAD + _ICON + 12, rect.width() - _PAD - _ICON - 12 - after
        top = rect.center().y() - high / 2
        lead = draw.aligned(draw.LEADING, direction)
        upper = draw.mirrored(QRectF(left, top, wide, draw.line_height(title)), rect, direction)
        draw.word(painter, upper, unbroken(row.title), title, "ink2" if row.quiet else "ink", lead)
        lower = QRectF(left, top + draw.line_height(title) + 2, wide, draw.line_height(line))
        draw.word(painter, draw.mirrored(lower, rect, direction), unbroken(row.line), line, "ink2", lead)


class RowList(QListView):
    """Show it rows; `picked(key)` when another one is chosen."""

    picked = Signal(str)

    def __init__(self, name: str, *, chooses: bool = True) -> None:
        super().__init__()
        self._chooses, self._quiet = chooses, False
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chooses else Qt.FocusPolicy.TabFocus)

    def show_rows(self, rows: tuple[RowValue, ...], chosen: str) -> None:
        """Show these rows with one of them chosen; the same rows keep their place."""
        fresh = self._model.put(rows)
        at = next((n for n, row in enumerate(rows) if row.key == chosen), -1)
        if fresh or at != self.currentIndex().row():
            self._quiet = True
            index = self._model.index(at) if at >= 0 else QModelIndex()
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._quiet = False
        self.viewport().update()

    def rows(self) -> tuple[RowValue, ...]:
        """Return what is shown."""
        return self._model.rows

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self._chooses and not self._quiet and current.isValid():
            self.picked.emit(self._model.rows[current.row()].key)
