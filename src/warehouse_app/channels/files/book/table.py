"""One sheet of a workbook as a table: which sheet, where its header stands, and what merged and hidden cells mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from warehouse_app.channels.files.book.cells import CellReader
from warehouse_app.channels.files.book.package import Package
from warehouse_app.channels.files.book.sheet import Merged, RawCell, RawRow, SheetRows, merged_cells
from warehouse_app.channels.files.book.strings import Strings
from warehouse_app.channels.files.book.workbook import Sheet, read_workbook
from warehouse_app.channels.files.staging import Notes
from warehouse_app.channels.files.table import Header, Roles, Row, Wanted
from warehouse_app.domain.importing.texts import break_cell
from warehouse_app.domain.refusals import Usage

HEADER_ROWS = 20
HEADER_DEEP = 5
NAMES_SHOWN = 12


class _Found(NamedTuple):
    """A header in a sheet: where it begins and ends, its names, how many are understood, and whether it can be used."""

    top: int
    bottom: int
    names: tuple[str, ...]
    score: int
    fits: bool


class BookTable:
    """The sheet of a workbook whose header fits, or the one that was named."""

    def __init__(self, path: Path, wanted: Wanted, folder: Path) -> None:
        self.path, self.notes, self._wanted = path, Notes(), wanted
        self._package = package = Package(path)
        self._strings: Strings | None = None
        try:
            self._book = read_workbook(package)
            self._strings = Strings(package, self._book.strings, folder)
            formats, since = self._book.formats, self._book.since_1904
            self._cells = CellReader(self._strings, formats, self.notes, since_1904=since)
            self._blocks: dict[str, list[Merged]] = {}
            self._sheet, found = self._choose()
        except BaseException:
            self.close()
            raise
        self._top = found.bottom
        self.header = Header(found.names, "", found.bottom)
        self._rows = SheetRows(package, self._sheet.part)

    def rows(self, roles: Roles) -> Iterator[tuple[int, Row]]:
        """Yield (row of the sheet, cells) of every row below the header that is not empty."""
        self._rows = rows = SheetRows(self._package, self._sheet.part)
        width = len(self.header.names)
        blocks = _Blocks([each for each in self._merged(self._sheet) if each.bottom > self._top and each.left < width])
        told_columns = False
        for raw in rows:
            if raw.number <= self._top:
                continue
            if not told_columns:
                told_columns = True
                self._tell_columns(rows.hidden_columns, roles)
            row = self._row(raw, roles, width, blocks)
            if row is not None:
                yield raw.number, row

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all, of the sheet unpacked."""
        return self._rows.done, self._package.size(self._sheet.part)

    def close(self) -> None:
        """Let go of the file."""
        if self._strings is not None:
            self._strings.close()
        self._package.close()

    def _row(self, raw: RawRow, roles: Roles, width: int, blocks: _Blocks) -> Row | None:
        row, filled = [""] * width, False
        for cell in raw.cells:
            if cell.column >= width:
                self.notes.add("cells_outside", self._cells.text(cell, None))
                continue
            role = roles[cell.column]
            text = self._cells.text(cell, role)
            row[cell.column] = text
            filled = filled or bool(text.strip())
            if role is not None:
                block = blocks.begins(raw.number, cell)
                if block is not None:
                    self.notes.add("merged_cells", text)
                    if role == "number":
                        row[cell.column] = break_cell("merged_number", text)
        if not filled:
            return None
        for column, cell in blocks.covers(raw.number):
            role = roles[column]
            if not row[column] and role is not None:
                text = self._cells.text(cell, role)
                row[column] = break_cell("merged_number", text) if role == "number" else text
        if raw.hidden:
            self.notes.add("rows_hidden", str(raw.number))
        return row

    def _tell_columns(self, hidden: set[int], roles: Roles) -> None:
        for column, name in enumerate(self.header.names):
            if column in hidden and roles[column] is not None:
                self.notes.add("columns_hidden", name)

    def _choose(self) -> tuple[Sheet, _Found]:
        """Return the sheet to read with its header. Raises Usage where none or several could be meant."""
        sheets, file = self._book.sheets, self.path.name
        if not sheets:
            raise Usage("import_file_empty", file=file)
        if self._wanted.sheet:
            return self._named(self._wanted.sheet)
        hidden = [sheet.name for sheet in sheets if sheet.hidden]
        for name in hidden:
            self.notes.add("sheets_hidden", name)
        looked = [(sheet, self._header(sheet)) for sheet in sheets if not sheet.hidden]
        filled = [(sheet, found) for sheet, found in looked if found is not None]
        fitting = [(sheet, found) for sheet, found in filled if found.fits]
        if len(fitting) > 1:
            names = ", ".join(sheet.name for sheet, _ in fitting)
            raise Usage("import_sheets_several", file=file, sheets=names)
        if not filled:
            code = "import_sheets_all_hidden" if hidden else "import_file_empty"
            raise Usage(code, file=file, sheets=", ".join(hidden))
        if not fitting and len(filled) > 1:
            names = ", ".join(sheet.name for sheet, _ in filled)
            raise Usage("import_sheets_none", file=file, kind=self._wanted.kind, sheets=names)
        sheet, found = (fitting or filled)[0]
        for other, _ in filled:
            if other is not sheet:
                self.notes.add("sheets_left", other.name)
        return self._taken(sheet, found, tell=len(filled) > 1)

    def _named(self, name: str) -> tuple[Sheet, _Found]:
        sheets = self._book.sheets
        sheet = next((each for each in sheets if each.name.casefold() == name.casefold()), None)
        if sheet is None:
            known = ", ".join(each.name for each in sheets)
            raise Usage("import_sheet_unknown", file=self.path.name, sheet=name, sheets=known)
        found = self._header(sheet)
        if found is None:
            raise Usage("import_sheet_empty", file=self.path.name, sheet=sheet.name)
        return self._taken(sheet, found, tell=True)

    def _taken(self, sheet: Sheet, found: _Found, *, tell: bool) -> tuple[Sheet, _Found]:
        if tell:
            self.notes.add("sheet_taken", sheet.name)
        if found.top > 1 and any(row.number < found.top for row in self._first_rows(sheet)):
            self.notes.add("rows_above_header", str(found.top))
        return sheet, found

    def _merged(self, sheet: Sheet) -> list[Merged]:
        if sheet.part not in self._blocks:
            self._blocks[sheet.part] = merged_cells(self._package, sheet.part)
        return self._blocks[sheet.part]

    def _first_rows(self, sheet: Sheet) -> list[RawRow]:
        return list(islice(SheetRows(self._package, sheet.part), HEADER_ROWS + HEADER_DEEP))

    def _header(self, sheet: Sheet) -> _Found | None:
        """Return the row of the first ones whose names are understood best; None for an empty sheet."""
        rows = [row for row in self._first_rows(sheet) if any(self._name(cell) for cell in row.cells)]
        if not rows:
            return None
        merged = self._merged(sheet)
        best: _Found | None = None
        for at, row in enumerate(rows[:HEADER_ROWS]):
            deep = max(
                (m.bottom for m in merged if m.top == row.number and m.bottom < row.number + HEADER_DEEP), default=0
            )
            names = self._names([each for each in rows[at:] if each.number <= max(deep, row.number)])
            score = self._wanted.score(names)
            if best is None or score > best.score:
                best = _Found(row.number, max(deep, row.number), names, score, self._wanted.fits(names))
        return best

    def _names(self, rows: Sequence[RawRow]) -> tuple[str, ...]:
        """Return the names of a header; one of several merged rows has the lowest name of each column."""
        names: dict[int, str] = {}
        for row in rows:
            names.update({cell.column: name for cell in row.cells if (name := self._name(cell))})
        return tuple(names.get(column, "") for column in range(max(names, default=-1) + 1))

    def _name(self, cell: RawCell) -> str:
        return " ".join(self._cells.text(cell, None).split())


class _Blocks:
    """Merged blocks while the rows of a sheet go by."""

    def __init__(self, merged: Sequence[Merged]) -> None:
        self._coming = {(each.top, each.left): each for each in merged}
        self._open: dict[int, tuple[int, RawCell]] = {}

    def begins(self, row: int, cell: RawCell) -> Merged | None:
        """Return the block of several rows that begins with a cell, and keep the cell for the rows it covers."""
        block = self._coming.get((row, cell.column)) if self._coming else None
        if block is None or block.bottom == block.top:
            return None
        self._open[cell.column] = (block.bottom, cell)
        return block

    def covers(self, row: int) -> list[tuple[int, RawCell]]:
        """Return the cells that cover this row from above, by their columns."""
        if not self._open:
            return []
        for column in [column for column, (bottom, _) in self._open.items() if bottom < row]:
            del self._open[column]
        return [(column, cell) for column, (_, cell) in self._open.items()]
