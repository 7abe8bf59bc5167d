"""The preview of a file: records page by page, a choice of field above each column, cells mended in place.

Promise: showing and scrolling never wait for a record; one that is on its way is a quiet bar. Nothing is written into
the file: a mended cell is told by `mended`, and shown with a pencil from then on.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from warehouse_app.domain.importing.values import Fate, Mend, Rejected
from warehouse_app.ports.intake import LookRow
from warehouse_app.ui.kit import chip, draw, figures, fonts, icons, theme
from warehouse_app.ui.screens.imports import shown
from warehouse_app.ui.screens.imports.pointing import PointHead, name_height
from warehouse_app.wording import tr

PAGE = 200
MOST_PAGES = 40
_PAD, _ICON = 10, 16
_COLUMN = 168
_SHOWN_CHARACTERS = 300

Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Records of a file by number; those not here are waited for. `wanted(first, count)` asks for a page."""

    wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.header: tuple[str, ...] = ()
        self.mends: dict[tuple[int, int], str] = {}
        self.wrong: dict[int, tuple[int, Rejected]] = {}
        self._count = 0
        self._pages: OrderedDict[int, tuple[tuple[LookRow, Fate], ...]] = OrderedDict()
        self._asked: set[int] = set()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self.header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.lead(section)
        return self.header[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self.record(index.row())
        if found is None:
            return "…"
        text = self.text(found[0], index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            wrong = self.wrong.get(found[0].line)
            return ", ".join(each for each in (text, shown.why(wrong[1]) if wrong is not None else "") if each)
        return text

    def lead(self, at: int) -> str:
        """Return line and fate of a record, as one text."""
        found = self.record(at)
        value = shown.fate_chip(found[1]) if found is not None else None
        return "" if found is None else f"{found[0].line} {value.text if value is not None else ''}".strip()

    def text(self, row: LookRow, column: int) -> str:
        """Return what a cell says: as it was mended, else as the file has it."""
        mended = self.mends.get((row.line, column))
        return mended if mended is not None else row.cells[column] if column < len(row.cells) else ""

    def record(self, at: int) -> tuple[LookRow, Fate] | None:
        """Return a record and its fate if it is here, and ask for its page if not."""
        page = at // PAGE
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.wanted.emit(page * PAGE, PAGE)
            return None
        self._pages.move_to_end(page)
        return rows[at % PAGE] if at % PAGE < len(rows) else None

    def put(self, header: tuple[str, ...], count: int) -> None:
        """Show another file, or another choice of its records."""
        self.beginResetModel()
        self.header, self._count = header, count
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def take(self, first: int, rows: Sequence[LookRow], fates: Sequence[Fate]) -> None:
        """A page came."""
        page = first // PAGE
        self._asked.discard(page)
        self._pages[page] = tuple(zip(rows, fates, strict=True))
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        last = min(first + PAGE, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))


class _Cell(QStyledItemDelegate):
    """Paints a cell: chip of the fate, line, text; a wrong one on stop-soft, a mended one with its pencil."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        made.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        fonts.bind(made, "cell")
        return made

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        table = self.parent()
        if isinstance(table, Preview) and isinstance(editor, QLineEdit):
            table.commit(index.row(), index.column(), editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, Preview)
        rect, direction = QRectF(option.rect), option.direction
        found = table.rows.record(index.row())
        column = index.column()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        wrong = found is not None and table.is_wrong(found[0].line, column)
        fill = "accent_soft" if chosen else "stop_soft" if wrong else "surface"
        painter.save()
        draw.smooth(painter)
        painter.fillRect(rect, theme.colour(fill))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 0.5, rect.width(), 1), theme.colour("line"))
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        if found is None:
            spot = QRectF(inner.left(), inner.center().y() - 5, inner.width() * 0.55, 10)
            draw.box(painter, draw.mirrored(spot, inner, direction), 5, theme.colour("sunken"))
        else:
            self._text(painter, inner, table, found[0], column, direction, wrong=wrong)
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        rect: QRectF,
        table: Preview,
        row: LookRow,
        column: int,
        direction: Qt.LayoutDirection,
        *,
        wrong: bool,
    ) -> None:
        mended = (row.line, column) in table.rows.mends
        mark = "octagon-x" if wrong else "pencil" if mended else ""
        if mark:
            spot = QRectF(rect.left(), rect.center().y() - _ICON / 2, _ICON, _ICON)
            token = "stop_mark" if wrong else "info_mark"
            icons.paint(painter, mark, draw.mirrored(spot, rect, direction).topLeft(), _ICON, token)
            lead = _ICON + 6
            rect = draw.mirrored(
                QRectF(rect.left() + lead, rect.top(), rect.width() - lead, rect.height()), rect, direction
            )
        used = table.is_used(column)
        text = table.rows.text(row, column).replace("\n", " ")[:_SHOWN_CHARACTERS]
        font = fonts.font("cell_strong" if mended else "cell")
        draw.word(painter, rect, text, font, "ink" if used or wrong else "ink3", draw.aligned(draw.LEADING, direction))


class _Lead(QHeaderView):
    """The head of each row, which stays when columns scroll by: what becomes of the record, and its line."""

    def __init__(self, table: Preview) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._preview = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        digits = QFontMetrics(fonts.font("cell_number")).horizontalAdvance("9,999,999")
        return QSize(chip.width(tr("Rejected")) + digits + 3 * _PAD, 0)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:  # noqa: ANN401 - Qt's rectangle
        frame, direction = QRectF(rect), self.layoutDirection()
        found = self._preview.rows.record(section)
        painter.save()
        draw.smooth(painter)
        painter.fillRect(frame, theme.colour("surface"))
        painter.fillRect(QRectF(frame.left(), frame.bottom() - 0.5, frame.width(), 1), theme.colour("line"))
        if found is not None:
            inner = frame.adjusted(_PAD, 0, -_PAD, 0)
            value = shown.fate_chip(found[1])
            if value is not None:
                chip.paint(painter, inner, value.kind, value.text, value.icon, direction)
            flag = draw.aligned(draw.TRAILING, direction)
            draw.word(painter, inner, figures.number(found[0].line), fonts.font("cell_number"), "ink2", flag)
        painter.restore()


class _Corner(QWidget):
    """The words above the heads of the rows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(QRectF(0, rect.bottom() - 0.5, rect.width(), 1), theme.colour("line"))
        inner = QRectF(_PAD, 0, rect.width() - 2 * _PAD, name_height())
        font = fonts.font("label_strong")
        draw.word(painter, inner, tr("What happens"), font, "ink2", draw.aligned(draw.LEADING, direction))
        draw.word(painter, inner, tr("Line"), font, "ink2", draw.aligned(draw.TRAILING, direction))


class Preview(QTableView):
    """`pointed(column, field)`, `mended(line, column, value, written)`, `went(record, column)`; `rows.wanted` asks."""

    pointed = Signal(int, str)
    mended = Signal(int, int, str, str)
    went = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = PreviewModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Cell(self))
        self.head = PointHead(self)
        self.setHorizontalHeader(self.head)
        self.head.pointed.connect(self.pointed)
        self.setAccessibleName(name)
        self._fields: tuple[str, ...] = ()
        self._behave()
        self.selectionModel().currentChanged.connect(
            lambda now, _old: self.went.emit(now.row(), now.column()) if now.isValid() else None
        )
        self.sizes_changed()

    def _behave(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(_Lead(self))
        self.setCornerButtonEnabled(False)
        self._corner = _Corner(self)
        self.setCornerWidget(QWidget())

    def show_file(self, header: tuple[str, ...], count: int) -> None:
        """Show another file, or another choice of its records, from the top."""
        same, here = header == self.rows.header, self.currentIndex()
        at = (here.row(), here.column()) if same and here.isValid() else (0, 0)
        pixel = self.verticalScrollBar().value()
        self.rows.put(header, count)
        if not same:
            self._fit()
        if count:
            self.setCurrentIndex(self.rows.index(min(at[0], count - 1), min(at[1], self.rows.columnCount() - 1)))
            self.verticalScrollBar().setValue(pixel if same else 0)

    def show_mapping(
        self, targets: tuple[tuple[str, str], ...], fields: tuple[str, ...], hints: tuple[str, ...]
    ) -> None:
        """Show what each column is; without targets the file needs no mapping."""
        self._fields = fields
        self.head.show_targets(targets, fields, hints)
        self.updateGeometries()  # the head grew by its choices: else the first record stands under it
        self.viewport().update()

    def show_marks(self, mends: tuple[Mend, ...], wrong: dict[int, tuple[int, Rejected]]) -> None:
        """Show which cells are mended and which would be rejected (line -> column and why)."""
        told = {(each.line, each.column): each.value for each in mends}
        if told != self.rows.mends or wrong != self.rows.wrong:
            self.rows.mends, self.rows.wrong = told, wrong
            self.viewport().update()

    def is_wrong(self, line: int, column: int) -> bool:
        """Tell whether a cell is why its record would be rejected."""
        found = self.rows.wrong.get(line)
        return found is not None and found[0] == column

    def is_used(self, column: int) -> bool:
        """Tell whether a column gives a field."""
        return column >= len(self._fields) or bool(self._fields[column]) or not any(self._fields)

    def go(self, record: int, column: int) -> None:
        """Bring a cell into view and choose it."""
        if 0 <= record < self.rows.rowCount():
            index = self.rows.index(record, max(0, column))
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def commit(self, record: int, column: int, value: str) -> None:
        """A cell was mended."""
        found = self.rows.record(record)
        if found is not None and value != self.rows.text(found[0], column):
            written = found[0].cells[column] if column < len(found[0].cells) else ""
            self.mended.emit(found[0].line, column, value, written)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.verticalHeader().setDefaultSectionSize(max(36, fonts.px("cell") + 20))
        self.head.sizes_changed()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            resting = self.state() != QAbstractItemView.State.EditingState  # else it ends the mending of a cell
            if resting and self.currentIndex().isValid():
                self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters belong to the scanner."""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "_corner"):
            wide, frame = self.verticalHeader().width(), self.frameWidth()
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._corner.setGeometry(self.width() - frame - wide if right else frame, frame, wide, self.head.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the width among the file's columns; many of them scroll sideways."""
        columns = len(self.rows.header)
        if columns:
            least = round(_COLUMN * fonts.text_size() / 100)
            wide = max(least, self.viewport().width() // columns)
            for at in range(columns):
                self.setColumnWidth(at, wide)
        self.head.place()
