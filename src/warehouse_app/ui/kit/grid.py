"""What every table of a desk shares (UI §4.15): its looks, its rows' height, and its columns as a person arranged them.

Promise: fixed row height; columns share the width until a person gives one a width of its own; nothing is edited here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from warehouse_app.ui.kit import draw, fonts, measures, theme
from warehouse_app.ui.kit.cells import Cell, Columned, Head
from warehouse_app.ui.kit.columns import Arrangement, arranged
from warehouse_app.ui.kit.values import Column

#: Columns give way this far before the table scrolls sideways.
_SQUEEZE = 0.85
_FREE_LEAST = 84
_HEAD_PAD = 11


class Grid(QTableView):
    """`picked(row)` when the current row changes, `opened(row)` by Enter or double click, `sorted_by(name, down)`.

    `marked` are the words that were looked for, in small letters: their beginnings are marked in the cells.
    `none` is said where rows would stand, while there is none.
    `arranged(Arrangement)` when a person moved or resized a column; `head_menu(position, name)` when the head is asked.
    """

    picked = Signal(object)
    opened = Signal(object)
    sorted_by = Signal(str, bool)
    arranged = Signal(object)
    head_menu = Signal(QPoint, str)

    def __init__(self, name: str, *, dense: bool, many: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dense = dense
        self._kept, self._fitting = Arrangement(), False
        self.marked: tuple[str, ...] = ()
        self.none = ""
        self.setItemDelegate(Cell(self))
        self.setHorizontalHeader(Head(self))
        self.setAccessibleName(name)
        self._behave(many=many)
        self._listen_to_head()

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

    def _listen_to_head(self) -> None:
        head = self.horizontalHeader()
        head.sectionClicked.connect(self._head_clicked)
        head.sectionMoved.connect(self._column_moved)
        head.sectionResized.connect(self._column_resized)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda at: self.head_menu.emit(head.viewport().mapToGlobal(at), self._name(head.logicalIndexAt(at)))
        )

    def let_arrange(self) -> None:
        """Let a person move and resize the columns."""
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setMinimumSectionSize(28)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def columned(self) -> Columned:
        """Return the model as cells and head see it."""
        return cast("Columned", self.model())

    def columns(self) -> Sequence[Column[Any]]:
        """Return all columns, as they come."""
        return self.columned().columns

    def names(self) -> tuple[str, ...]:
        """Return the names of all columns, as they come."""
        return tuple(name_of(column) for column in self.columns())

    def arrangement(self) -> Arrangement:
        """Return how a person arranged the columns."""
        return self._kept

    def arrange(self, kept: Arrangement) -> None:
        """Put columns where a person had them, as wide as they were, and hide what was hidden."""
        self._kept, names, head = kept, self.names(), self.horizontalHeader()
        self._fitting = True
        for place, name in enumerate(arranged(kept, names)):
            head.moveSection(head.visualIndex(names.index(name)), place)
        self._fitting = False
        self.fit()

    def in_view(self) -> tuple[Column[Any], ...]:
        """Return the columns a person sees, from the leading edge on."""
        by_name = {name_of(column): column for column in self.columns()}
        return tuple(by_name[name] for name in arranged(self._kept, self.names()) if self.sees(by_name[name]))

    def sees(self, column: Column[Any]) -> bool:
        """Say whether a column is shown: as a person chose, else where there is room for it."""
        name = name_of(column)
        if name in self._kept.hidden or name in self._kept.added:
            return name in self._kept.added
        return column.room <= self.width()

    def sizes_changed(self) -> None:
        """Take the new sizes: rows 44 (dense 36), more at larger text."""
        least = 36 if self._dense and not measures.touch() else 44
        self.verticalHeader().setDefaultSectionSize(max(least, fonts.px("cell") + (14 if self._dense else 24)))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns; a chosen row that was in view stays in view."""
        was = self._in_sight(event.oldSize().height())
        super().resizeEvent(event)
        self.fit()
        if was and not self._in_sight(self.viewport().height()):
            aside = self.horizontalScrollBar().value()
            self.scrollTo(self.currentIndex())
            self.horizontalScrollBar().setValue(aside)

    def choose_row(self, at: int) -> None:
        """Choose one row whole; Qt's own way finds no column to do it by where the layout runs from right to left."""
        flags = QItemSelectionModel.SelectionFlag
        first = max(0, self.horizontalHeader().logicalIndex(0))
        self.selectionModel().setCurrentIndex(self.model().index(at, first), flags.ClearAndSelect | flags.Rows)

    def _in_sight(self, height: int) -> bool:
        if self.model() is None or not self.currentIndex().isValid():
            return False
        top, tall = self.rowViewportPosition(self.currentIndex().row()), self.verticalHeader().defaultSectionSize()
        return 0 <= top <= height - tall

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.none and self.model() is not None and not self.model().rowCount():
            painter, room = QPainter(self.viewport()), self.viewport().rect().adjusted(_HEAD_PAD, 14, -_HEAD_PAD, 0)
            painter.setFont(fonts.font("body"))
            painter.setPen(theme.colour("ink2"))
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            lead = draw.aligned(Qt.AlignmentFlag.AlignLeft, self.layoutDirection())
            flags = lead | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), self.none)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        """Share the width: what a person gave a column goes first; columns of width 0 share what is left."""
        if self.model() is None:
            return
        factor = fonts.text_size() / 100
        names = self.names()
        seen = [at for at, column in enumerate(self.columns()) if self.sees(column)]
        own = {at: self._kept.width(names[at]) for at in seen}
        wide = {at: own[at] or self._wanted(self.columns()[at], factor) for at in seen}
        free = [at for at in seen if wide[at] == 0]
        room = self.viewport().width() - sum(own.values())
        shared = sum(wide[at] for at in seen if not own[at])
        share = room / max(1, shared)
        if not free and share >= _SQUEEZE:
            wide = {at: wide[at] if own[at] else int(wide[at] * share) for at in seen}
        rest = max(0, self.viewport().width() - sum(wide.values()))
        self._fitting = True
        for at in range(len(names)):
            if self.isColumnHidden(at) == (at in seen):
                self.setColumnHidden(at, at not in seen)
        for at in seen:
            self.setColumnWidth(at, max(_FREE_LEAST, rest // len(free)) if at in free else wide[at])
        self._fitting = False

    @staticmethod
    def _wanted(column: Column[Any], factor: float) -> int:
        """Return how wide a column is by itself: never narrower than its head, whatever the language."""
        if not column.width:
            return 0
        head = QFontMetrics(fonts.font("label_strong")).horizontalAdvance(column.title) + 2 * _HEAD_PAD
        return max(round(column.width * factor), head)

    def _open(self, index: QModelIndex) -> None:
        """Open a row; each kind of table knows its rows."""

    def _head_clicked(self, section: int) -> None:
        """Sort; each kind of table knows by what."""

    def _name(self, section: int) -> str:
        return name_of(self.columns()[section]) if section >= 0 else ""

    def _column_moved(self, _section: int, _before: int, _after: int) -> None:
        if self._fitting:
            return
        head, names = self.horizontalHeader(), self.names()
        order = tuple(names[head.logicalIndex(place)] for place in range(head.count()))
        self._keep(replace(self._kept, order=order))

    def _column_resized(self, section: int, _before: int, width: int) -> None:
        if not self._fitting and width:
            self._keep(self._kept.resized(self._name(section), width))

    def _keep(self, kept: Arrangement) -> None:
        self._kept = kept
        self.arranged.emit(kept)


def name_of(column: Column[Any]) -> str:
    """Return the name a column is known by."""
    return column.name or column.title
