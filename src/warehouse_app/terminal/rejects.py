"""Rejected records in a file to be mended: rows of CSV, JSON Lines, or a workbook. Each can be imported again."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import BinaryIO, Self, TextIO

from warehouse_app.documents.workbook import Workbook

Records = Iterator[tuple[str, ...]]
"""The header of a file, and then its rejected records."""


def reject_rows(out: TextIO) -> Callable[[Records], None]:
    """Return what writes CSV. Files with the same header share it."""
    writer = csv.writer(out, lineterminator="\n")
    known: list[tuple[str, ...]] = []

    def write(records: Records) -> None:
        header = next(records)
        if header not in known[-1:]:
            known.append(header)
            writer.writerow(header)
        writer.writerows(records)

    return write


def reject_lines(out: TextIO) -> Callable[[Records], None]:
    """Return what writes JSON Lines: an object for each record, or a line that was no JSON as it was."""

    def write(records: Records) -> None:
        header = next(records)
        for record in records:
            if len(record) == 1 != len(header):
                out.write(f"{record[0]}\n")
            else:
                told = {name: cell for name, cell in zip(header, record, strict=False) if name and cell}
                out.write(f"{json.dumps(told, ensure_ascii=False)}\n")

    return write


class RejectBook:
    """Writes a workbook of one sheet; it is begun with the header of the first file."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._book: Workbook | None = None
        self._header: Sequence[str] = ()

    def write(self, records: Records) -> None:
        """Write the records of one file."""
        header = next(records)
        if self._book is None:
            self._book = Workbook(self._sink, "Rejected", header)
        elif header != self._header:
            self._book.write([header])
        self._header = header
        self._book.write(records)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        book = self._book or Workbook(self._sink, "Rejected", ())
        book.__exit__(kind, error, trace)
