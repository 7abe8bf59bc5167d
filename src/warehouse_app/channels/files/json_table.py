"""A JSON file as a table: its names are those of all records, its rows the records, and the lines of orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from warehouse_app.channels.files.flattening import Flattener, TooDeepError
from warehouse_app.channels.files.flattening import Row as Named
from warehouse_app.channels.files.notation import BadRecord, Notation, Number, Twice
from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.staging import Notes
from warehouse_app.channels.files.table import UNREADABLE, Header, Roles, Row, Wanted
from warehouse_app.domain.importing.fields import Role
from warehouse_app.domain.importing.numbers import exact
from warehouse_app.domain.importing.texts import break_cell
from warehouse_app.domain.importing.values import BadValueError
from warehouse_app.domain.refusals import Usage

MAX_NAMES = 1_000
_LOOKS = re.compile(r"\ufeff?\s*(\{\s*[\"}]|\[\s*[\[{\]\"])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def looks_like_json(head: str) -> bool:
    """Tell whether a text begins as JSON of records does."""
    return bool(_LOOKS.match(head))


class JsonTable:
    """The records of a JSON file. Rows are counted from 1; an order of three lines has three of them."""

    def __init__(self, source: Source, wanted: Wanted) -> None:
        self.source, self.path, self.notes = source, source.path, Notes()
        self._flat = Flattener(wanted.kind)
        self._notation = Notation(source, wanted.kind)
        names: dict[str, None] = {}
        for rows in self._records():
            for row in rows if isinstance(rows, list) else ():
                names.update(dict.fromkeys(row))
            if len(names) > MAX_NAMES:
                raise Usage("import_json_names", file=self.path.name, limit=MAX_NAMES)
        if not names:
            broken = self._notation.form == "lines"
            raise Usage("import_json_broken" if broken else "import_file_empty", file=self.path.name, line=1)
        self.header = Header(tuple(names), "", 0)

    def rows(self, roles: Roles) -> Iterator[tuple[int, Row]]:
        """Yield (number, cells) of every row; a record that cannot be read is a row that says why."""
        names = [(name, role) for name, role in zip(self.header.names, roles, strict=True)]
        line = 0
        for rows in self._records():
            if isinstance(rows, BadRecord):
                line += 1
                yield line, [UNREADABLE, rows.reason, rows.text, *[""] * len(names)]
                continue
            for row in rows:
                line += 1
                yield line, [self._text(row.get(name), role) for name, role in names]

    def position(self) -> tuple[int, int]:
        """Return bytes done and bytes in all."""
        return self.source.position(), self.source.size

    def close(self) -> None:
        """Let go of the file."""
        self.source.close()

    def _records(self) -> Iterator[list[Named] | BadRecord]:
        for record in self._notation.records():
            if isinstance(record, BadRecord):
                yield record
            elif not isinstance(record, dict):
                yield BadRecord("no_object", str(record))
            else:
                try:
                    yield self._flat.rows(record)
                except TooDeepError:
                    yield BadRecord("json_too_deep", "")

    def _text(self, value: object, role: Role | None) -> str:
        if value is None:
            return ""
        if isinstance(value, Number):
            return self._number(value, role)
        if isinstance(value, Twice):
            return _plain(value) if role is None else break_cell("name_twice", _plain(value))
        if isinstance(value, str):
            if _SURROGATE.search(value):
                return _plain(value) if role is None else break_cell("bad_characters", _plain(value))
            return value
        return str(value).lower() if isinstance(value, bool) else str(value)

    def _number(self, value: Number, role: Role | None) -> str:
        if role == "code":
            if not value.lstrip("-").isdigit() and "." not in value.rstrip("0123456789"):
                return break_cell("mangled_code", value)
            self.notes.add("codes_as_numbers", value)
        if role != "number":
            return str(value)
        try:
            return exact(Decimal(value))
        except (InvalidOperation, BadValueError):
            return break_cell("not_a_number", value[:40])


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
