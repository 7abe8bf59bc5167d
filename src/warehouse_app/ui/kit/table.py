"""The table of a desk (UI §4.15): a read-only view of a tuple of frozen rows, described by column values.

Promise: fixed row height, 200 rows a fetch, selection by key kept over a refresh, sorting by what a row is and not by
how it is written; cells show text, numbers, chips and marks; nothing is editable here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from warehouse_app.ui.kit.cells import VALUE_ROLE, Index
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.kit.values import Column

FETCH = 200


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


class Table(Grid):
    """Show it a tuple of rows: for lists that fit on a screen or two. Long lists are a `ListTable`."""

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
        super().__init__(name, dense=dense, many=many, parent=parent)
        self._model = RowsModel(columns, key)
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(self._current)
        self.doubleClicked.connect(self._open)
        self._quiet = False
        self.sizes_changed()

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
        self.choose_row(at)
        self.scrollTo(self._model.index(at, 0))
        return True

    def show_chosen(self, key: object) -> None:
        """Choose the row with this key, or mark none where there is none: what looks chosen is chosen."""
        if not self.choose(key):
            self._quiet = True
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self._quiet = False

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

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.row(index.row()))

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
