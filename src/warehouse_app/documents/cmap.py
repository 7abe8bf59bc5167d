"""Which signs a font file has, read from its `cmap` table: TrueType, OpenType with either outlines, and collections.

A file that is no font, or a broken one, has no signs; it never raises.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_COLLECTION = b"ttcf"
_MOST_TABLES = 100
_MOST_GROUPS = 60_000
_LARGEST_TABLE = 4_000_000
_SEGMENTS, _GROUPS = 4, 12
_LAST_SIGN = 0x10FFFF


@lru_cache(maxsize=512)
def signs(path: Path) -> frozenset[int]:
    """Return the code points the first font of the file can draw."""
    try:
        with path.open("rb") as file:
            return _read(_table(file))
    except (OSError, struct.error, ValueError):
        return frozenset()


def _table(file: BinaryIO) -> bytes:
    head = file.read(16)
    start = struct.unpack(">L", head[12:16])[0] if head[:4] == _COLLECTION else 0
    file.seek(start + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    for _ in range(min(count, _MOST_TABLES)):
        tag, _, offset, length = struct.unpack(">4sLLL", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(min(length, _LARGEST_TABLE))
    return b""


def _read(table: bytes) -> frozenset[int]:
    if not table:
        return frozenset()
    (count,) = struct.unpack_from(">H", table, 2)
    found: set[int] = set()
    for number in range(min(count, _MOST_TABLES)):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * number)
        if platform == 0 or (platform, encoding) in {(3, 1), (3, 10)}:
            found |= _subtable(table, offset)
    return frozenset(found)


def _subtable(table: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", table, at)
    if form == _GROUPS:
        return _groups(table, at)
    return _segments(table, at) if form == _SEGMENTS else set()


def _groups(table: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">L", table, at + 12)
    found: set[int] = set()
    for number in range(min(count, _MOST_GROUPS)):
        first, last, glyph = struct.unpack_from(">LLL", table, at + 16 + 12 * number)
        found.update(range(first + (glyph == 0), min(last, _LAST_SIGN) + 1))
    return found


def _segments(table: bytes, at: int) -> set[int]:
    """Format 4: a sign is there where its glyph is not number 0, the empty box."""
    (double,) = struct.unpack_from(">H", table, at + 6)
    count = double // 2
    row = struct.Struct(f">{count}H")
    lasts = row.unpack_from(table, at + 14)
    firsts = row.unpack_from(table, at + 16 + double)
    deltas = row.unpack_from(table, at + 16 + 2 * double)
    shifts = row.unpack_from(table, at + 16 + 3 * double)
    found: set[int] = set()
    for number, (first, last, delta, shift) in enumerate(zip(firsts, lasts, deltas, shifts, strict=True)):
        base = at + 16 + 3 * double + 2 * number + shift
        for sign in range(first, min(last, 0xFFFE) + 1):
            glyph = sign + delta if not shift else _indirect(table, base + 2 * (sign - first), delta)
            if glyph & 0xFFFF:
                found.add(sign)
    return found


def _indirect(table: bytes, at: int, delta: int) -> int:
    if at + 2 > len(table):
        return 0
    glyph: int = struct.unpack_from(">H", table, at)[0]
    return glyph + delta if glyph else 0
