"""The Internet Printing Protocol, as much of it as a print job needs: requests to bytes, answers to values. Pure.

RFC 8010. An answer is read leniently: values of types we do not need are kept as bytes, what is cut short is refused.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

PRINT_JOB, GET_JOB, GET_JOBS, GET_PRINTER = 0x0002, 0x0009, 0x000A, 0x000B
LONGEST_ANSWER = 1_000_000
_VERSION = b"\x01\x01"
_OPERATION, _JOB, _END, _PRINTER = 0x01, 0x02, 0x03, 0x04
_LAST_DELIMITER = 0x0F
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _FORMAT = 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_TEXTS = range(0x40, 0x60)
_WORD = 4

Value: TypeAlias = "int | bool | str | bytes"
Group: TypeAlias = "Mapping[str, tuple[Value, ...]]"


class NotIppError(ValueError):
    """What came is no answer to a print request."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: its status (below 0x0100 it did it), and the groups of attributes by what they are of."""

    status: int
    printer: Group = field(default_factory=dict)
    jobs: tuple[Group, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the server did what it was asked."""
        return self.status < 0x0100  # noqa: PLR2004 - the protocol's own border between yes and no


def request(operation: int, uri: str, user: str, more: Mapping[str, object], number: int = 1) -> bytes:
    """Return a request's bytes. `more` are operation attributes: texts, numbers, switches, tuples of keywords."""
    parts = [_VERSION, struct.pack(">HI", operation, number), bytes((_OPERATION,))]
    parts += [_one(_CHARSET, "attributes-charset", b"utf-8"), _one(_LANGUAGE, "attributes-natural-language", b"en")]
    parts += [_one(_URI, "printer-uri", uri.encode()), _one(_NAME, "requesting-user-name", user.encode())]
    parts += [piece for name, value in more.items() for piece in _pieces(name, value)]
    return b"".join((*parts, bytes((_END,))))


def _pieces(name: str, value: object) -> Iterator[bytes]:
    if isinstance(value, bool):
        yield _one(_BOOLEAN, name, bytes((value,)))
    elif isinstance(value, int):
        yield _one(_INTEGER, name, struct.pack(">i", value))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield _one(_KEYWORD, name if not at else "", str(each).encode())
    else:
        tag = {"job-name": _NAME, "document-format": _FORMAT}.get(name, _KEYWORD)
        yield _one(tag, name, str(value).encode())


def _one(tag: int, name: str, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value


def parse(data: bytes) -> Answer:
    """Read an answer. Raises NotIppError."""
    if len(data) < 9 or data[0] not in {1, 2}:  # noqa: PLR2004 - version, status, number and one delimiter
        raise NotIppError
    status = int.from_bytes(data[2:4], "big")
    printer: dict[str, tuple[Value, ...]] = {}
    jobs: list[dict[str, tuple[Value, ...]]] = []
    into, name = dict[str, tuple[Value, ...]](), ""
    for tag, named, value in _attributes(data, 8):
        if tag <= _LAST_DELIMITER:
            into, name = {}, ""
            if tag == _JOB:
                jobs.append(into)
            elif tag == _PRINTER:
                printer = into
            continue
        name = named or name
        into[name] = (*into.get(name, ()), _value(tag, value))
    return Answer(status, printer, tuple(jobs))


def _attributes(data: bytes, at: int) -> Iterator[tuple[int, str, bytes]]:
    while at < len(data):
        tag = data[at]
        at += 1
        if tag == _END:
            return
        if tag <= _LAST_DELIMITER:
            yield tag, "", b""
            continue
        name, at = _counted(data, at)
        value, at = _counted(data, at)
        yield tag, name.decode("utf-8", "replace"), value
    raise NotIppError


def _counted(data: bytes, at: int) -> tuple[bytes, int]:
    if at + 2 > len(data):
        raise NotIppError
    size = int.from_bytes(data[at : at + 2], "big")
    if at + 2 + size > len(data):
        raise NotIppError
    return data[at + 2 : at + 2 + size], at + 2 + size


def _value(tag: int, value: bytes) -> Value:
    if tag in {_INTEGER, _ENUM} and len(value) == _WORD:
        return int(struct.unpack(">i", value)[0])
    if tag == _BOOLEAN and len(value) == 1:
        return value != b"\x00"
    return value.decode("utf-8", "replace") if tag in _TEXTS else value


def texts(group: Group, name: str) -> tuple[str, ...]:
    """Return the text values of an attribute."""
    return tuple(value for value in group.get(name, ()) if isinstance(value, str))


def number(group: Group, name: str) -> int | None:
    """Return the first whole number of an attribute; None where it has none."""
    found = group.get(name, ())
    return found[0] if found and isinstance(found[0], int) and not isinstance(found[0], bool) else None
