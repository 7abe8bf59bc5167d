"""A file looked at before it is anything: names and records as they stand, found by number.

Records are copied page by page into a temporary database while somebody looks at the first ones, so that a file of
millions of rows needs no more memory than one of a hundred.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from warehouse_app.channels.files import columns
from warehouse_app.channels.files.reshaping import fingerprint
from warehouse_app.channels.files.source import TOO_LONG
from warehouse_app.channels.files.staging import Pages
from warehouse_app.channels.files.table import BROKEN, UNREADABLE, CsvTable, Row, Table, Wanted
from warehouse_app.channels.files.tables import open_table
from warehouse_app.domain.importing.fields import KINDS
from warehouse_app.domain.importing.guessing import forms_known
from warehouse_app.domain.importing.texts import as_written
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.intake import LookRow

PAGE_ROWS = 200
_SHOWN = {BROKEN: "", TOO_LONG: ""}


class Peek:
    """One file looked at; `Look` of the ports. May be asked from any thread, one at a time."""

    def __init__(self, path: Path, folder: Path, sheet: str = "") -> None:
        self.path, self.file = path, path.name
        self.digest = fingerprint(path)
        self.size = path.stat().st_size
        self.count, self.complete, self.format = 0, False, ""
        self.columns: Mapping[str, int] = {}
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._home = Path(tempfile.mkdtemp(prefix="look-", dir=folder))
        except OSError as error:
            raise Trouble("import_no_space", why=str(error)) from None
        self._table: Table | None = None
        self._pages: Pages | None = None
        try:
            self._table = open_table(path, Wanted(_score, lambda names: _score(names) > 0, sheet), self._home)
            self._pages = Pages(self._home)
        except UnicodeError:
            self.close()
            raise Usage("import_file_encoding", file=self.file) from None
        except BaseException:
            self.close()
            raise
        self.header = self._table.header.names
        self._rows: Iterator[tuple[int, Row]] = self._table.rows(["text"] * len(self.header))

    def read_on(self, records: int) -> bool:
        """Copy some more records; return whether there are more. Raises `Usage` for what cannot be read."""
        with self._lock:
            if self.complete or self._pages is None:
                return False
            try:
                return self._copy(records)
            except UnicodeDecodeError:
                return self._again()

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all."""
        return self._table.position() if self._table is not None and not self.complete else (self.size, self.size)

    def rows(self, first: int, count: int) -> tuple[LookRow, ...]:
        """Return records by number, the first is 0."""
        return self.rows_at(range(first, min(first + count, self.count)))

    def rows_at(self, numbers: Sequence[int]) -> tuple[LookRow, ...]:
        """Return the records of these numbers."""
        with self._lock:
            pages = {page: self._page(page) for page in sorted({number // PAGE_ROWS for number in numbers})}
        return tuple(
            pages[number // PAGE_ROWS][number % PAGE_ROWS]
            for number in numbers
            if number % PAGE_ROWS < len(pages[number // PAGE_ROWS])
        )

    def number_of(self, line: int) -> int:
        """Return the number of the record that starts on a line, -1 for none."""
        with self._lock:
            page = -1 if self._pages is None else self._pages.before(line)
            rows = self._page(page) if page >= 0 else ()
        at = next((at for at, row in enumerate(rows) if row.line == line), -1)
        return -1 if at < 0 else page * PAGE_ROWS + at

    def close(self) -> None:
        """Let go of the file and delete the copy."""
        with self._lock:
            if self._table is not None:
                self._table.close()
            if self._pages is not None:
                self._pages.close()
                self._pages = None
            shutil.rmtree(self._home, ignore_errors=True)

    def _copy(self, records: int) -> bool:
        assert self._pages is not None
        for _ in range(max(1, records // PAGE_ROWS)):
            page = [(line, _plain(row)) for line, row in _some(self._rows, PAGE_ROWS)]
            if page:
                self._pages.put(self.count // PAGE_ROWS, page)
                self.count += len(page)
            if len(page) < PAGE_ROWS:
                self.complete = True
                return False
        return True

    def _again(self) -> bool:
        """Begin again in other letters, because a byte was found that is none of the first."""
        if not isinstance(self._table, CsvTable) or self._pages is None:
            raise Usage("import_file_encoding", file=self.file) from None
        with contextlib.suppress(UnicodeError):
            self._table.recode()
            self._pages.clear()
            self.count = 0
            self._rows = self._table.rows(["text"] * len(self.header))
            return True
        raise Usage("import_file_encoding", file=self.file)

    def _page(self, page: int) -> tuple[LookRow, ...]:
        records = self._pages.get(page) if self._pages is not None else []
        return tuple(LookRow(line, tuple(cells)) for line, cells in records)


def _some(rows: Iterator[tuple[int, Row]], most: int) -> Iterator[tuple[int, Row]]:
    for _, row in zip(range(most), rows, strict=False):
        yield row


def _plain(row: Row) -> list[str]:
    if row and row[0] == UNREADABLE:
        return [row[2] if len(row) > 2 else ""]  # noqa: PLR2004 - marker, reason, text
    return [_SHOWN.get(cell, as_written(cell)).encode("utf-8", "replace").decode("utf-8") for cell in row]


def _score(names: Sequence[str]) -> int:
    """Count the names of a header that some kind understands."""
    return max(max(columns.known_count(kind, names), forms_known(kind, names)) for kind in KINDS)
