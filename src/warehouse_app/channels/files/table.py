"""A table out of a file: names and rows of text cells, the same for every format; and the reader of CSV.

The separator of a CSV file is the one that makes the header understood, and a broken record never loses the others.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.staging import Notes
from warehouse_app.domain.importing.fields import Role

SEPARATORS = (",", ";", "\t", "|")
BROKEN = "\x00broken\x00"
UNREADABLE = "\x00unreadable\x00"
"""Stands in front of a row that could not be read; the reason and the text of the record follow."""

BROKEN_ROW = [BROKEN]
MAX_FIELD = 131_072
MAX_RECORD_LINES = 10_000
"""Lines of one record; a text with more of them is a quotation mark that was never closed."""

MAX_AGAIN = 1_000
"""Broken records of a file whose lines are read again; after so many it is the file that is broken."""

SEP_CELLS = 2
QUOTE = '"'

Row = list[str]
Roles = Sequence[Role | None]
"""What the cells of each column are; None for a column that nobody reads."""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, cleaned, the separator between cells ("" where there is none), and the line on which
    the header ends.
    """

    names: tuple[str, ...]
    separator: str
    line: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which table is looked for: `score` counts the names of a header that are understood, `fits` says whether the
    header can be used, and `sheet` names one of several.
    """

    score: Callable[[Sequence[str]], int]
    fits: Callable[[Sequence[str]], bool]
    sheet: str = ""
    kind: str = ""


class Table(Protocol):
    """One table of a file. `notes` takes what was decided while reading."""

    path: Path
    header: Header
    notes: Notes

    def rows(self, roles: Roles) -> Iterator[tuple[int, Row]]:
        """Yield (line, cells) of every record below the header; each line stands higher than the one before."""
        ...

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class CsvTable:
    """The one table of a text file with a separator between its cells."""

    def __init__(self, source: Source, wanted: Wanted) -> None:
        self.source, self._wanted = source, wanted
        self.path = source.path
        self.notes = Notes()
        try:
            self.header = find_header(source, wanted.score)
        except UnicodeDecodeError:
            self.recode()

    def recode(self) -> None:
        """Begin again in another encoding, because a byte was found that is none of the first."""
        self.source.recode()
        self.header = find_header(self.source, self._wanted.score)

    def rows(self, roles: Roles) -> Iterator[tuple[int, Row]]:
        """Yield every record below the header, also those of a wrong width."""
        del roles  # a cell of a text file is what is written
        found = records(self.source, self.header.separator)
        for line, _ in found:
            if line >= self.header.line:
                break
        return found

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all."""
        return self.source.position(), self.source.size

    def close(self) -> None:
        """Let go of the file."""
        self.source.close()


def find_header(source: Source, score: Callable[[Sequence[str]], int]) -> Header:
    """Return the header under the separator for which `score` (how many names are known) is highest; ties go to more
    columns.
    """
    best: tuple[int, int, Header] | None = None
    for separator in SEPARATORS:
        found = next(
            (
                Header(tuple(name.strip().lstrip("\ufeff") for name in row), separator, line)
                for line, row in records(source, separator)
                if any(cell.strip() for cell in row)
                and not (len(row) <= SEP_CELLS and row[0].lower().startswith("sep="))
            ),
            Header((), separator, 0),
        )
        rank = (score(found.names), len(found.names), found)
        if best is None or rank[:2] > best[:2]:
            best = rank
    assert best is not None
    return best[2]


class _Lines:
    """The lines of a file, of which those of a spoilt record can be given back to be read once more."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._room = MAX_AGAIN
        self.taken: list[str] = []
        self.line = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) > MAX_RECORD_LINES:
            raise csv.Error("a record without end")
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        self.line += 1
        return line

    def begin(self) -> None:
        """Begin a record."""
        self.taken.clear()

    def plain(self) -> Iterator[str]:
        """Yield lines as long as each is a record of its own, because nothing in it is quoted or very long; the first
        that may not be stays to be read by `__next__`.
        """
        again = self._again
        while again:
            if QUOTE in again[0] or len(again[0]) > MAX_FIELD:
                return
            self.line += 1
            yield again.popleft()
        for line in self._lines:
            if QUOTE in line or len(line) > MAX_FIELD:
                again.append(line)
                return
            self.line += 1
            yield line

    def give_back(self) -> None:
        """Let all but the first line of this record be read again, as records of their own."""
        if self._room > 0 and len(self.taken) > 1:
            self._room -= 1
            self._again.extendleft(reversed(self.taken[1:]))
            self.line -= len(self.taken) - 1


def records(source: Source, separator: str) -> Iterator[tuple[int, Row]]:
    """Yield (line the record starts on, cells) of every record, header included, blank lines left out.

    A quotation mark that is never closed swallows the lines below it: a record of several lines that has not as many
    cells as the header is broken in its first line alone, and the others are read again. Lines without any quotation
    mark, nearly all of them, are cut without the reader of CSV, which does the same to them.
    """
    csv.field_size_limit(MAX_FIELD)
    lines, width = _Lines(source.lines()), 0
    reader = csv.reader(lines, delimiter=separator)
    while True:
        for line in lines.plain():
            row = line.rstrip("\r\n").split(separator)
            if len(row) > 1 or row[0]:
                width = width or (len(row) if len(row) > 1 else 0)
                yield lines.line, row
        lines.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = BROKEN_ROW
        start = lines.line - len(lines.taken) + 1
        if row is BROKEN_ROW or (width and len(lines.taken) > 1 and len(row) != width):
            row = BROKEN_ROW
            lines.give_back()
        elif not width and len(row) > 1:
            width = len(row)
        if row:
            yield start, row
