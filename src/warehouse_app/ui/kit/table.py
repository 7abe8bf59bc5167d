"""The table of a desk (UI §4.15): a read-only view of a tuple of frozen rows, described by column values.

Promise: fixed row height, 200 rows a fetch, selection by key kept over a refresh, sorting by what a row is and not by
how it is written; cells show text, numbers, chips and marks; nothing is editable here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from warehouse_app.ui.kit import chip, draw, fonts, icons, theme
from warehouse_app.ui.kit.text import plain, unbroken
from warehouse_app.ui.kit.values import ChipValue, Column

Index = QModelIndex | QPersistentModelIndex
FETCH = 200
VALUE_ROLE = Qt.ItemDataRole.UserRole
_PAD = 10
#: Columns give way this far before the table scrolls sideways.
_SQUEEZE = 0.85
_NUMBERS = frozenset({"number", "number_strong"})
_FONTS = {
    "text": "cell", "code": "cell_strong", "strong": "cell_strong", "number": "cell_number",
    "number_strong": "cell_number_strong", "chip": "cell", "icon": "cell",
}  # fmt: skip


class RowsModel(QAbstractTableModel):
    """Rows and columns as a Qt model. `key` names a row (default: the row itself)."""

    def __init__(self, columns: Sequence[Column[Any]], key: Callable[[Any], object] | None = None) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key or (lambda row: row)
        self._all: tuple[Any, ...] = ()
        self._shown = 0
        self.sort_by: tuple[int, Qt.SortOrder] | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._shown < len(self._all)

    def fetchMore(self, parent: Index) -> None:
        more = min(FETCH, len(self._all) - self._shown)
        if more > 0:
            self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
            self._shown += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.column()]
        if role == VALUE_ROLE:
            return column.show(self._all[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return str(column.show(self._all[index.row()]))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def put(self, rows: tuple[Any, ...]) -> None:
        """Replace the rows, sorted as before."""
        self.beginResetModel()
        self._all = self._sorted(rows)
        self._shown = min(FETCH, len(rows))
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort all rows, also those not fetched yet."""
        self.sort_by = (column, order) if 0 <= column < len(self.columns) else None
        shown = self._shown
        self.beginResetModel()
        self._all = self._sorted(self._all)
        self._shown = shown
        self.endResetModel()

    def row(self, at: int) -> Any:  # noqa: ANN401 - the row's type is the caller's
        """Return one row value."""
        return self._all[at]

    def total(self) -> int:
        """Return how many rows there are, fetched or not."""
        return len(self._all)

    def key_of(self, at: int) -> object:
        """Return the key of a row."""
        return self._key(self._all[at])

    def find(self, key: object) -> int:
        """Return where the row with this key is, or -1."""
        return next((at for at, row in enumerate(self._all) if self._key(row) == key), -1)

    def reveal(self, at: int) -> None:
        """Fetch until row `at` is shown."""
        while self._shown <= at and self.canFetchMore(QModelIndex()):
            self.fetchMore(QModelIndex())

    def _sorted(self, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        if self.sort_by is None:
            return rows
        at, order = self.sort_by
        column = self.columns[at]
        by: Callable[[Any], Any] = column.sort or (lambda row: str(column.show(row)))
        return tuple(sorted(rows, key=by, reverse=order == Qt.SortOrder.DescendingOrder))


class _Cell(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 44)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        if not isinstance(table, Table):
            return
        column = table.rows_model().columns[index.column()]
        rect = QRectF(option.rect)
        direction = option.direction
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        draw.smooth(painter)
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 0.5, rect.width(), 1), theme.colour("line"))
        if chosen and index.column() == 0:
            edge = draw.mirrored(QRectF(rect.left(), rect.top(), 3, rect.height()), rect, direction)
            painter.fillRect(edge, theme.colour("accent"))
        self._value(painter, rect.adjusted(_PAD, 0, -_PAD, 0), column, index.data(VALUE_ROLE), direction)
        painter.restore()

    def _value(
        self, painter: QPainter, rect: QRectF, column: Column[Any], value: object, direction: Qt.LayoutDirection
    ) -> None:
        if isinstance(value, ChipValue) and column.kind == "chip":
            chip.paint(painter, rect, value.kind, value.text, value.icon, direction)
            return
        text, font = str(value), fonts.font(_FONTS[column.kind])
        if isinstance(value, ChipValue):
            px = 20
            spot = draw.mirrored(QRectF(rect.left(), rect.center().y() - px / 2, px, px), rect, direction)
            mark = value.icon or icons.MARKS[value.kind]
            icons.paint(painter, mark, spot.topLeft(), px, chip.mark_of(value.kind))
            rect = draw.mirrored(
                QRectF(rect.left() + px + 7, rect.top(), rect.width() - px - 7, rect.height()), rect, direction
            )
        flag = draw.aligned(_flag(column), direction)
        shown = unbroken(text) if column.kind in {"code", "strong", "text"} else text
        draw.word(painter, rect, shown, font, "ink", flag)


def _flag(column: Column[Any]) -> Qt.AlignmentFlag:
    align = column.align or ("trailing" if column.kind in _NUMBERS else "leading")
    return {"leading": draw.LEADING, "trailing": draw.TRAILING, "centre": draw.CENTRED}[align]


class _Head(QHeaderView):
    """The head: 13/600, the sort arrow right beside the word."""

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(max(37, fonts.px("label") + 24))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:  # noqa: ANN401 - Qt's rectangle
        model = self._table.rows_model()
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


class Table(QTableView):
    """Show it a tuple of rows. `picked(row)` when the current row changes, `opened(row)` by Enter or double click."""

    picked = Signal(object)
    opened = Signal(object)
    sorted_by = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        name: str,
        key: Callable[[Any], object] | None = None,
        dense: bool = False,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dense = dense
        self._model = RowsModel(columns, key)
        self.setModel(self._model)
        self.setItemDelegate(_Cell(self))
        self.setHorizontalHeader(_Head(self))
        self.setAccessibleName(name)
        self._behave(many=many)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        self.selectionModel().currentRowChanged.connect(self._current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.row(index.row())))
        self._quiet = False
        self.sizes_changed()

    def _behave(self, *, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)

    def rows_model(self) -> RowsModel:
        """Return the model."""
        return self._model

    def show_rows(self, rows: tuple[Any, ...]) -> None:
        """Show these rows; what was chosen stays chosen and in view, by key, without a new `picked`."""
        keys = [self._model.key_of(index.row()) for index in self.selectionModel().selectedRows()]
        current = self.currentIndex()
        kept = self._model.key_of(current.row()) if current.isValid() else None
        at_pixel = self.verticalScrollBar().value()
        self._quiet = True
        self._model.put(rows)
        if keys or kept is not None:
            self._choose(kept, keys)
            self.verticalScrollBar().setValue(at_pixel)
        self._quiet = False
        if kept is not None and not self.currentIndex().isValid():
            self.picked.emit(None)

    def choose(self, key: object) -> bool:
        """Choose the row with this key and bring it into view; says whether there is one."""
        at = self._model.find(key)
        if at < 0:
            return False
        self._model.reveal(at)
        self.selectRow(at)
        self.scrollTo(self._model.index(at, 0))
        return True

    def chosen(self) -> tuple[Any, ...]:
        """Return the chosen rows, top to bottom."""
        picked = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.row(at) for at in picked)

    def sort_rows(self, column: int, *, descending: bool = False) -> None:
        """Sort by a column, keeping what is chosen."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._model.sort_by = (column, order)
        self.show_rows(tuple(self._model.row(at) for at in range(self._model.total())))
        self.horizontalHeader().viewport().update()

    def copy_text(self) -> str:
        """Return the chosen rows as tab-separated plain text."""
        return "\n".join(
            "\t".join(plain(str(column.show(row))) for column in self._model.columns) for row in self.chosen()
        )

    def sizes_changed(self) -> None:
        """Take the new sizes: rows 44 (dense 36), more at larger text."""
        least = 36 if self._dense else 44
        self.verticalHeader().setDefaultSectionSize(max(least, fonts.px("cell") + (14 if self._dense else 24)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self._model.row(self.currentIndex().row()))
            return
        super().keyPressEvent(event)

    def _choose(self, kept: object, keys: list[object]) -> None:
        select = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for key in keys:
            if (at := self._model.find(key)) >= 0:
                self._model.reveal(at)
                select.select(self._model.index(at, 0), flags.Select | flags.Rows)
        if (at := self._model.find(kept)) >= 0:
            self._model.reveal(at)
            select.setCurrentIndex(self._model.index(at, 0), flags.NoUpdate)

    def _current(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._quiet and now.isValid():
            self.picked.emit(self._model.row(now.row()))

    def _head_clicked(self, section: int) -> None:
        by = self._model.sort_by
        down = by is not None and by[0] == section and by[1] == Qt.SortOrder.AscendingOrder
        self.sort_rows(section, descending=down)
        column = self._model.columns[section]
        self.sorted_by.emit(column.name or column.title, down)

    def _fit(self) -> None:
        """Share the width: fixed columns keep theirs, columns of width 0 share the rest."""
        factor = fonts.text_size() / 100
        fixed = [round(column.width * factor) for column in self._model.columns]
        free = [at for at, width in enumerate(fixed) if width == 0]
        rest = max(0, self.viewport().width() - sum(fixed))
        room = self.viewport().width() / max(1, sum(fixed))
        if not free and room >= _SQUEEZE:
            fixed = [int(width * room) for width in fixed]
        for at, width in enumerate(fixed):
            self.setColumnWidth(at, max(120, rest // len(free)) if at in free else width)
