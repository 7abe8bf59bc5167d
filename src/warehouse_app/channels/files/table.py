"""Records out of lines: the separator is the one that makes the header understood, and a broken record never loses
the others.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from warehouse_app.channels.files.source import TOO_LONG, Source

SEPARATORS = (",", ";", "\t", "|")
BROKEN = "\x00broken\x00"
LONG_ROW = [TOO_LONG]
BROKEN_ROW = [BROKEN]
MAX_FIELD = 131_072
MAX_HEADER_ROWS = 5

Row = list[str]


@dataclass(frozen=True, slots=True)
class Header:
    """The first record, cleaned, with the separator that was found and the line on which it ends."""

    names: tuple[str, ...]
    separator: str
    line: int


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
                if any(cell.strip() for cell in row) and not (len(row) <= 2 and row[0].lower().startswith("sep="))  # noqa: PLR2004
            ),
            Header((), separator, 0),
        )
        rank = (score(found.names), len(found.names), found)
        if best is None or rank[:2] > best[:2]:
            best = rank
    assert best is not None
    return best[2]


def records(source: Source, separator: str) -> Iterator[tuple[int, Row]]:
    """Yield (line the record starts on, cells) of every record, header included, blank lines left out."""
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(source.lines(), delimiter=separator)
    end = 0
    while True:
        try:
            for row in reader:
                start = end + 1
                end = reader.line_num
                if row:
                    yield start, row
        except csv.Error:
            start, end = end + 1, reader.line_num
            yield start, BROKEN_ROW
        else:
            return
