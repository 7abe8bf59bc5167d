"""JSON as a stream of records: an array, an object that holds the array, one record, or JSON Lines.

Numbers keep the digits they were written with. A record that is broken in JSON Lines is refused alone; in an array
nobody knows where the next one begins, so the file is refused whole, with the line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from warehouse_app.channels.files.source import TOO_LONG, Source
from warehouse_app.domain.importing.fields import plain
from warehouse_app.domain.refusals import Usage

MAX_RECORD = 16 << 20
AT_THE_END = 64
_BLANK = " \t\r\n"
_UNENDED = ("Unterminated string", "Invalid \\u", "Invalid \\escape", "Invalid control")

Form = Literal["array", "object", "single", "lines"]


class Number(str):
    """A number as it was written."""

    __slots__ = ()


class Twice(str):
    """What stood under a name that an object has twice with different values."""

    __slots__ = ()


class BadRecord:
    """A record that could not be read: why, and what stands there."""

    def __init__(self, reason: str, text: str) -> None:
        self.reason, self.text = reason, text


class _BrokenError(Exception):
    """What stands in a line is no JSON."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found and found[name] != value:
            found[name] = Twice(f"{_shown(found[name])} {_shown(value)}")
        else:
            found[name] = value
    return found


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=Number, parse_int=Number, parse_constant=Number, strict=False
)


class Notation:
    """The records of one JSON file. They can be asked for again."""

    def __init__(self, source: Source, kind: str) -> None:
        self._source, self._kind = source, plain(kind)
        self.form: Form = self._look()

    def records(self) -> Iterator[object]:
        """Yield every record: what was decoded, or a `BadRecord`. Raises Usage for a file that is no whole JSON."""
        if self.form == "lines":
            yield from self._lines()
            return
        text = _Text(self._source)
        try:
            if self.form == "single":
                yield text.value()
            else:
                if self.form == "object":
                    self._find_array(text)
                yield from self._array(text)
            if self.form != "object" and text.next():
                raise _BrokenError(text.line)
        except _BrokenError as broken:
            raise self._broken(broken.line) from None

    def _broken(self, line: int) -> Usage:
        return Usage("import_json_broken", file=self._source.path.name, line=line)

    def _look(self) -> Form:
        """Say what the file is, by its beginning."""
        text = _Text(self._source)
        if text.next() == "[":
            return "array"
        try:
            if self._find_array(text):
                return "object"
            first = text.line
            if not text.next():
                return "single"
            if text.line == first:
                raise _BrokenError(first)
        except _BrokenError as broken:
            if not self._further_records():
                raise self._broken(broken.line) from None
        return "lines"

    def _further_records(self) -> bool:
        """Tell whether the second line with anything in it begins a record as well."""
        filled = (line.lstrip() for line in self._source.lines() if line.strip())
        next(filled, "")
        return next(filled, "").startswith("{")

    def _find_array(self, text: _Text) -> bool:
        """Go to the array under the name of the kind; else to the end of the object, in which there is none."""
        text.take("{")
        while text.next() != "}":
            name = text.value()
            text.take(":")
            if text.next() == "[" and isinstance(name, str) and plain(name) == self._kind:
                return True
            text.value()
            if text.next() != "}":
                text.take(",")
        text.take("}")
        return False

    def _array(self, text: _Text) -> Iterator[object]:
        text.take("[")
        while text.next() != "]":
            yield text.value()
            if text.next() != "]":
                text.take(",")
                if text.next() == "]":
                    raise _BrokenError(text.line)
        text.take("]")

    def _lines(self) -> Iterator[object]:
        for line in self._source.lines():
            text = line.strip()
            if text.startswith(TOO_LONG):
                yield BadRecord("line_too_long", "")
            elif text:
                try:
                    yield _DECODER.decode(text)
                except (json.JSONDecodeError, RecursionError):
                    yield BadRecord("bad_json", text)


class _Text:
    """The text of a file, of which only what is not read yet is held."""

    def __init__(self, source: Source) -> None:
        self._blocks = source.blocks()
        self._file = source.path.name
        self._held, self._at = "", 0
        self._ended = False
        self.line = 1

    def next(self) -> str:
        """Go over blanks; return the sign that follows, "" at the end."""
        while True:
            at = self._at
            while at < len(self._held) and self._held[at] in _BLANK:
                at += 1
            self._go(at)
            if at < len(self._held):
                return self._held[at]
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        """Go over a sign that must follow. Raises _BrokenError."""
        if self.next() != sign:
            raise _BrokenError(self.line)
        self._go(self._at + 1)

    def value(self) -> object:
        """Decode the value that follows. Raises _BrokenError, Usage for one that is too long or deep."""
        self.next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                cut = error.pos > len(self._held) - AT_THE_END or error.msg.startswith(_UNENDED)
                if cut and self._more():
                    continue
                raise _BrokenError(self.line + self._held.count("\n", self._at, error.pos)) from None
            except RecursionError:
                raise Usage("import_json_deep", file=self._file, line=self.line) from None
            if end < len(self._held) or not self._more():
                self._go(end)
                return value

    def _go(self, at: int) -> None:
        self.line += self._held.count("\n", self._at, at)
        self._at = at

    def _more(self) -> bool:
        """Read on until about twice as much is held; return whether there was anything."""
        kept = self._held[self._at :]
        if len(kept) > MAX_RECORD:
            raise Usage("import_json_long", file=self._file, line=self.line, limit=MAX_RECORD >> 20)
        parts, size = [kept], 0
        while not self._ended and size <= min(len(kept), MAX_RECORD - len(kept)):
            block = next(self._blocks, "")
            self._ended = not block
            parts.append(block)
            size += len(block)
        self._held, self._at = "".join(parts), 0
        return size > 0
