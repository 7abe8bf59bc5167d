"""The panel in which a person arranges the columns of a table: which are shown, in which order, how wide.

Promise: everything the mouse does in a table's head can be done here by keys alone, and each key is written beside.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from warehouse_app.ui.kit import fonts, icons
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.columns import Arrangement, arranged
from warehouse_app.ui.kit.grid import Grid, name_of
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.popover import Popover
from warehouse_app.wording import tr

_WIDE, _MOST_IN_VIEW = 340, 12
_STEP = 16
_ROW = 36
_NAME = Qt.ItemDataRole.UserRole


class ColumnPanel(Popover):
    """Open it over a table; `changed(Arrangement)` with every step, `sorted(name)` by Enter."""

    changed = Signal(object)
    sorted = Signal(str)

    def __init__(self, table: Grid, can_sort: frozenset[str], parent: QWidget) -> None:
        super().__init__(table, parent)
        self._table, self._can_sort = table, can_sort
        self._kept = table.arrangement()
        column = self.column
        column.addWidget(Label(tr("Columns"), "strong"))
        self._list = _Names(self)
        column.addWidget(self._list)
        keys = tr("Space shows or hides, Alt with arrows moves and widens, Enter sorts")
        column.addWidget(Label(keys, "small", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(4)
        reset, done = Button(tr("As it was"), kind="quiet"), Button(tr("Done"), key="Esc")
        reset.clicked.connect(lambda _on=False: self._keep(Arrangement()))
        done.clicked.connect(lambda _on=False: self.leave())
        row.addWidget(reset)
        row.addStretch(1)
        row.addWidget(done)
        column.addLayout(row)
        self.setFixedWidth(round(_WIDE * fonts.text_size() / 100))
        self._fill(0)
        self._list.itemChanged.connect(self._ticked)

    def names(self) -> QListWidget:
        """Return the list of columns."""
        return self._list

    def step(self, event: QKeyEvent) -> bool:
        """Take a key; say whether it was one of the panel's."""
        name = self._current()
        if not name:
            return False
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        wider = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if name in self._can_sort:
                self.sorted.emit(name)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and (by or wider):
            self._arrange(name, by, wider)
        else:
            return False
        return True

    def _arrange(self, name: str, by: int, wider: int) -> None:
        if by:
            self._keep(self._kept.moved(name, by, self._table.names()))
        else:
            now = self._table.columnWidth(self._table.names().index(name))
            self._keep(self._kept.resized(name, now + wider))

    def _ticked(self, item: QListWidgetItem) -> None:
        seen = [name_of(column) for column in self._table.in_view() if column.title]
        name = str(item.data(_NAME))
        if (item.checkState() == Qt.CheckState.Checked) != (name in seen):
            self._keep(self._kept.toggled(name, seen))

    def _keep(self, kept: Arrangement) -> None:
        self._kept = replace(kept, sort=self._kept.sort, descending=self._kept.descending)
        self.changed.emit(self._kept)
        self._fill(self._list.currentRow(), self._current())

    def _current(self) -> str:
        item = self._list.currentItem()
        return "" if item is None else str(item.data(_NAME))

    def _fill(self, row: int, name: str = "") -> None:
        """List the columns in their order; those without a title are marks and are always there."""
        seen = {name_of(column) for column in self._table.in_view()}
        titles = {name_of(column): column.title for column in self._table.columns() if column.title}
        order = [each for each in arranged(self._kept, self._table.names()) if each in titles]
        was = self._list.blockSignals(True)
        self._list.clear()
        for each in order:
            item = QListWidgetItem(titles[each])
            item.setSizeHint(QSize(0, _ROW))
            item.setData(_NAME, each)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each in seen else Qt.CheckState.Unchecked)
            if each in self._can_sort:
                item.setIcon(icons.icon("arrow-up-down", 16, "ink3"))
            self._list.addItem(item)
        self._list.setCurrentRow(order.index(name) if name in order else row)
        self._list.blockSignals(was)
        self._list.fit(len(order))


class _Names(QListWidget):
    """The columns by name, each with its tick."""

    def __init__(self, panel: ColumnPanel) -> None:
        super().__init__()
        self._panel = panel
        fonts.bind(self, "body")
        self.setAccessibleName(tr("Columns"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(16, 16))
        self.setSpacing(1)
        self.setUniformItemSizes(True)

    def fit(self, count: int) -> None:
        """Be as high as the columns need, up to a limit."""
        self.setFixedHeight((_ROW + 2) * min(count, _MOST_IN_VIEW) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._panel.leave()
        elif not self._panel.step(event):
            super().keyPressEvent(event)
