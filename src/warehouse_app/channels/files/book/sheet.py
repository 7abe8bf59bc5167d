"""The rows of one sheet as a stream of raw cells, with what is hidden; and its merged cells, which stand at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from warehouse_app.channels.files.book.package import Package, Xml, local
from warehouse_app.channels.files.book.strings import TextRuns
from warehouse_app.domain.refusals import Usage

MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576
MAX_MERGED = 100_000
MAX_TAIL = 32 << 20
MAX_ROW_TEXT = 4 << 20
OVERLAP = 64
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")
_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_TRUE = ("1", "true")


class RawCell(NamedTuple):
    """One cell as the file has it: column from 0, type, style, value, and whether a formula computes it."""

    column: int
    kind: str
    style: str
    value: str
    formula: bool


class RawRow(NamedTuple):
    """One row: its number in the sheet, whether it is hidden, and its cells that are filled in."""

    number: int
    hidden: bool
    cells: list[RawCell]


class Merged(NamedTuple):
    """A block of merged cells: first and last row (from 1) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


def column_of(letters: str) -> int:
    """Return the number of a column from 0: A is 0, AA is 26."""
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


class SheetRows:
    """Reads a sheet once. After the first row `hidden_columns` holds the columns that nobody sees."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self.hidden_columns: set[int] = set()
        self.done = 0
        self._rows: list[RawRow] = []
        self._cells: list[RawCell] = []
        self._number = 0
        self._hidden = False
        self._column = -1
        self._columns: dict[str, int] = {}
        self._cell: tuple[str, str] | None = None
        self._formula = False
        self._inline = False
        self._value: list[str] | None = None
        self._runs = TextRuns()
        self._kept = ""
        self._size = 0

    def __iter__(self) -> Iterator[RawRow]:
        xml = Xml(self._package)
        xml.begin, xml.end, xml.text = self._begin, self._end, self._text
        for chunk in self._package.chunks(self._part):
            xml.feed(chunk)
            self.done += len(chunk)
            if self._rows:
                found, self._rows = self._rows, []
                yield from found
        xml.finish()
        yield from self._rows

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._value = []
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "is":
            self._inline = True
        elif self._inline:
            self._runs.begin(name)
        elif name == "col" and attributes.get("hidden", "") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit():
                self.hidden_columns.update(range(int(first[:6]) - 1, min(int(last[:6]), MAX_COLUMNS)))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else self._number + 1  # noqa: PLR2004
        if not self._number < number <= MAX_ROWS:
            raise self._package.damaged()
        self._number, self._hidden = number, attributes.get("hidden", "") in _TRUE
        self._cells, self._column, self._size = [], -1, 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        where = attributes.get("r", "")
        letters = where.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            match = _REF.fullmatch(where)
            column = column_of(match[1]) if match else self._column + 1
            if match:
                self._columns[letters] = column
        if not self._column < column < MAX_COLUMNS:
            raise self._package.damaged()
        self._column = column
        self._cell = (attributes.get("t", "n"), attributes.get("s", ""))
        self._formula, self._value, self._kept = False, None, ""

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name == "c":
            if self._cell is not None and (self._kept or self._formula):
                kind, style = self._cell
                self._cells.append(RawCell(self._column, kind, style, self._kept, self._formula))
            self._cell = None
        elif name == "v":
            self._kept, self._value = "".join(self._value or ()), None
        elif name == "row":
            if self._cells:
                self._rows.append(RawRow(self._number, self._hidden, self._cells))
                self._cells = []
        elif name == "is":
            self._kept, self._inline = self._runs.whole(), False
        elif self._inline:
            self._runs.end(name)

    def _text(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_ROW_TEXT:
            raise self._package.damaged()
        if self._value is not None:
            self._value.append(text)
        elif self._inline:
            self._runs.text(text)


def merged_cells(package: Package, part: str) -> list[Merged]:
    """Return the merged blocks of a sheet. It is unpacked to its end for that, which also proves it whole."""
    tail, ended = b"", False
    for chunk in package.chunks(part):
        tail += chunk
        if not ended:
            match = _END.search(tail) if b"sheetData" in tail else None
            ended = match is not None
            tail = tail[match.end() :] if match else tail[-OVERLAP:]
        elif len(tail) > MAX_TAIL:
            raise package.damaged()
    found: list[Merged] = []
    for match in _MERGED.finditer(tail if ended else b""):
        first, _, last = match[1].decode("ascii", "replace").partition(":")
        corners = [_REF.fullmatch(each) for each in (first, last or first)]
        if corners[0] is None or corners[1] is None:
            continue
        (left, top), (right, bottom) = ((column_of(each[1]), int(each[2])) for each in corners if each)
        found.append(Merged(top, left, bottom, right))
        if len(found) > MAX_MERGED:
            raise Usage("import_book_too_large", file=package.path.name, limit=MAX_MERGED, unit="merged cells")
    return sorted(found)
