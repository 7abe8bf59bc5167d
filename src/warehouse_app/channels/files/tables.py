"""Opens a file as a table, by what it holds and never by its name: a workbook, JSON, or text with separators."""

from __future__ import annotations

from pathlib import Path

from warehouse_app.channels.files.book.package import OLE, refuse_old
from warehouse_app.channels.files.book.table import BookTable
from warehouse_app.channels.files.json_table import JsonTable, looks_like_json
from warehouse_app.channels.files.shapes_table import shaped
from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.table import CsvTable, Table, Wanted
from warehouse_app.domain.refusals import Usage

BOOK_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls")
_JSON_NAMES = frozenset({".json", ".jsonl", ".ndjson"})
_ZIP = b"PK\x03\x04"


def open_table(path: Path, wanted: Wanted, folder: Path) -> Table:
    """Open the table of a file that is wanted; `folder` takes what does not fit into memory. Raises `Usage`."""
    begin = _first_bytes(path)
    if begin[:4] == _ZIP:
        return BookTable(path, wanted, folder)
    if begin == OLE:
        raise refuse_old(path)
    if wanted.sheet:
        raise Usage("import_sheet_no_book", file=path.name, sheet=wanted.sheet)
    source = Source(path)
    try:
        return _of_text(source, wanted)
    except BaseException:
        source.close()
        raise


def _of_text(source: Source, wanted: Wanted) -> Table:
    path = source.path
    if looks_like_json(source.head().decode(source.encoding.name, "replace")):
        return shaped(source, wanted.kind) or JsonTable(source, wanted)
    if _JSON_NAMES.intersection(suffix.lower() for suffix in path.suffixes):
        raise Usage("import_json_broken", file=path.name, line=1)
    table = CsvTable(source, wanted)
    if path.suffix.lower() in BOOK_NAMES:
        table.notes.add("no_book", path.name)
    return table


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(OLE))
    except OSError:
        return b""  # whoever opens it as text says what is wrong
