"""Opens a file as a table, by what it holds and never by its name: a workbook or text."""

from __future__ import annotations

from pathlib import Path

from warehouse_app.channels.files.book.package import OLE, refuse_old
from warehouse_app.channels.files.book.table import BookTable
from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.table import CsvTable, Table, Wanted
from warehouse_app.domain.refusals import Usage

BOOK_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls")
_ZIP = b"PK\x03\x04"


def open_table(path: Path, wanted: Wanted, folder: Path) -> Table:
    """Open the table of a file that is wanted; `folder` takes what does not fit into memory. Raises `Usage`."""
    begin = _first_bytes(path)
    if begin[:4] == _ZIP:
        return BookTable(path, wanted, folder)
    if begin == OLE:
        raise refuse_old(path)
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        raise Usage("not_in_this_version", what="json")
    if wanted.sheet:
        raise Usage("import_sheet_no_book", file=path.name, sheet=wanted.sheet)
    table = CsvTable(Source(path), wanted)
    if path.suffix.lower() in BOOK_NAMES:
        table.notes.add("no_book", path.name)
    return table


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(OLE))
    except OSError:
        return b""  # whoever opens it as text says what is wrong
