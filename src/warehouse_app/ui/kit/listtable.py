"""The table of a long list (UI §4.15): a million rows of which it holds some, sorted and filtered elsewhere.

Promise: showing, scrolling and jumping never wait for a row; a row on its way is a quiet bar; what was chosen stays
chosen by its key, and what was looked at stays where it was, when the list is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.search import wanted_words
from warehouse_app.ui.kit.book import Book
from warehouse_app.ui.kit.cells import VALUE_ROLE, WAITING, Index
from warehouse_app.ui.kit.grid import Grid, name_of
from warehouse_app.ui.kit.values import Column

MOST_CHOSEN = 1_000
"""Rows chosen together at most; a whole list leaves by export."""

_Flag = QItemSelectionModel.SelectionFlag


class BookModel(QAbstractTableModel):
    """The rows of a book as a Qt model; those not here are `WAITING`."""

    def __init__(self, columns: Sequence[Column[Any]], key: Callable[[Any], object]) -> None:
        super().__init__()
        self.columns: Sequence[Column[Any]] = tuple(columns)
        self.sort_by: tuple[int, Qt.SortOrder] | None = None
        self.book: Book[Any] = Book(key)
        self._total = 0
        self._written: dict[tuple[int, int], object] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (VALUE_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        value = self._value(index.row(), index.column())
        return value if role == VALUE_ROLE else str(value)

    def _value(self, at: int, section: int) -> object:
        """Return what a cell shows, written once until rows come: money and dates take long to write."""
        value = self._written.get((at, section))
        if value is None:
            row, column = self.book.row(at), self.columns[section]
            value = WAITING if row is None else column.show(row)
            if row is not None and column.told:
                self._written[at, section] = value
        return value

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def put(self, book: Book[Any]) -> None:
        """Show another book."""
        self.beginResetModel()
        self._written.clear()
        self.book, self._total = book, book.total
        self.endResetModel()

    def grow(self) -> None:
        """Follow the length of the book."""
        total, before = self.book.total, self._total
        self._written.clear()
        if total > before:
            self.beginInsertRows(QModelIndex(), before, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < before:
            self.beginRemoveRows(QModelIndex(), total, before - 1)
            self._total = total
            self.endRemoveRows()


class ListTable(Grid):
    """Fed by a `ListFeed`. `looked(first, last)` tells which rows are in view; `sort` is the list's own column."""

    looked = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        name: str,
        key: Callable[[Any], object],
        sort: str,
        sorts: frozenset[str],
        dense: bool = False,
    ) -> None:
        super().__init__(name, dense=dense, many=True)
        self._model = BookModel(columns, key)
        self._sort, self._sorts = sort, sorts
        self._chosen: set[object] = set()
        self._current: object = None
        self._quiet = False
        self.setModel(self._model)
        self.let_arrange()
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self._remember())
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.sizes_changed()

    def book(self) -> Book[Any]:
        """Return what is here."""
        return self._model.book

    def current_row(self) -> Any:  # noqa: ANN401 - the row's type is the caller's
        """Return the row the keyboard is on, None where it is not here."""
        return self.book().row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def current_key(self) -> object:
        """Return the key of the row the keyboard is on, or was before that row went out of reach."""
        return self._current

    def show_list(self, book: Book[Any], query: ListQuery) -> None:
        """Show another list from its beginning."""
        name = query.sort or self._sort
        names = self.names()
        self.marked = wanted_words(query.text)
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self._model.sort_by = (names.index(name), order) if name in names else None
        self._put(book)
        self.scrollToTop()
        self.horizontalHeader().viewport().update()
        self._look()

    def show_again(self, book: Book[Any], shift: int) -> None:
        """Show the list as it is now, at the rows that were looked at."""
        bar = self.verticalScrollBar()
        pixel = bar.value() + shift * self.verticalHeader().defaultSectionSize()
        self._put(book)
        self.executeDelayedItemsLayout()
        bar.setValue(max(0, pixel))
        self._look()

    def show_more(self) -> None:
        """Show what has come."""
        self._quiet = True
        self._model.grow()
        self._choose_known()
        self._quiet = False
        self.viewport().update()
        self._look()

    def choose(self, key: object) -> bool:
        """Choose the row with this key if it is here, and bring it into view; says whether it is."""
        at = self.book().find(key)
        if at < 0:
            return False
        self.choose_row(at)
        index = self._model.index(at, 0)
        if not self.viewport().rect().contains(self.visualRect(index).center()):
            self.scrollTo(index, ListTable.ScrollHint.PositionAtCenter)
        return True

    def chosen_range(self) -> tuple[int, int]:
        """Return the first of the chosen rows and how many there are to the last; (0, 0) for none."""
        rows = self._rows_chosen()
        return (min(rows), max(rows) - min(rows) + 1) if rows else (0, 0)

    def chosen_places(self) -> tuple[int, ...]:
        """Return the positions of the chosen rows."""
        return tuple(sorted(self._rows_chosen()))

    def _rows_chosen(self) -> set[int]:
        """Rows are chosen whole, so their ranges tell them; Qt's own list of them asks for every cell of each."""
        chosen = self.selectionModel().selection()
        spans = (chosen.at(n) for n in range(chosen.size()))
        return {at for span in spans for at in range(span.top(), span.bottom() + 1)}

    def sort_by(self, name: str, *, descending: bool) -> None:
        """Ask for another order; the rows come when the house has them."""
        if name in self._sorts:
            self.sorted_by.emit(name, descending)

    def can_sort(self, name: str) -> bool:
        """Say whether the house can sort by a column."""
        return name in self._sorts

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters belong to the scanner, and the rows that are not here cannot be searched."""

    def selectAll(self) -> None:
        """Choose as many rows as may be chosen together, from the first in view on."""
        first = max(0, self.rowAt(0))
        last = min(self._model.rowCount(), first + MOST_CHOSEN) - 1
        if last >= first:
            flags = _Flag.ClearAndSelect | _Flag.Rows
            self.selectionModel().select(QItemSelection(self._model.index(first, 0), self._model.index(last, 0)), flags)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Keep a stretched selection within its limit, at the end where the keyboard is."""
        most = MOST_CHOSEN * self.verticalHeader().defaultSectionSize()
        if rect.height() > most:
            here = self.visualRect(self.currentIndex()).center().y()
            if abs(here - rect.top()) < abs(here - rect.bottom()):
                rect.setHeight(most)
            else:
                rect.setTop(rect.bottom() - most)
        super().setSelection(rect, command)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):  # rows, not columns: a row is chosen whole
            last = event.key() == Qt.Key.Key_End
            self._go(self._model.rowCount() - 1 if last else 0)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _go(self, at: int) -> None:
        if 0 <= at < self._model.rowCount():
            self.setCurrentIndex(self._model.index(at, max(0, self.horizontalHeader().logicalIndexAt(0))))

    def _put(self, book: Book[Any]) -> None:
        self._quiet = True
        self._model.put(book)
        self._choose_known()
        self._quiet = False

    def _choose_known(self) -> None:
        """Choose again, by key, what is here of the rows that were chosen."""
        select, book = self.selectionModel(), self.book()
        if self._current is not None and not self.currentIndex().isValid() and (at := book.find(self._current)) >= 0:
            select.setCurrentIndex(self._model.index(at, 0), _Flag.NoUpdate)
        rows = self._rows_chosen() if self._chosen else set()
        for key in self._chosen:
            at = book.find(key)
            if at >= 0 and at not in rows:
                select.select(self._model.index(at, 0), _Flag.Select | _Flag.Rows)
        here = self.currentIndex()
        if self._current is None and here.isValid() and (row := book.row(here.row())) is not None:
            self._current = book.key_of(here.row())
            if select.isRowSelected(here.row(), QModelIndex()):
                self._chosen.add(self._current)
            self.picked.emit(row)

    def _remember(self) -> None:
        """A person chose other rows: those keys are what stays chosen."""
        if not self._quiet:
            book = self.book()
            self._chosen = {key for at in self.chosen_places() if (key := book.key_of(at)) is not None}

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._quiet:
            return
        self._current = self.book().key_of(now.row()) if now.isValid() else None
        if now.isValid() and (row := self.book().row(now.row())) is not None:
            self.picked.emit(row)

    def _look(self) -> None:
        total = self._model.rowCount()
        if not total or self._quiet:
            return
        first, last = max(0, self.rowAt(0)), self.rowAt(self.viewport().height() - 1)
        self.looked.emit(first, last if last >= 0 else total - 1)

    def _open(self, index: QModelIndex) -> None:
        if (row := self.book().row(index.row())) is not None:
            self.opened.emit(row)

    def _head_clicked(self, section: int) -> None:
        by = self._model.sort_by
        down = by is not None and by[0] == section and by[1] == Qt.SortOrder.AscendingOrder
        self.sort_by(name_of(self._model.columns[section]), descending=down)
