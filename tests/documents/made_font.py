"""A font for tests: Inter under another name, whose glyphs stand for the signs of another script."""

from __future__ import annotations

import struct
from pathlib import Path

from warehouse_app.ports.resources import resource_path

_HEAD = 12
_ROW = 16


def write_font(path: Path, signs: str, *, even: bool = False) -> Path:
    """Write a font of these signs, a blank and the figures, and no more; `even`: all are as wide as half an em."""
    source = resource_path("fonts", "Inter-Bold.ttf").read_bytes()
    (count,) = struct.unpack_from(">H", source, 4)
    rows = [struct.unpack_from(">4sLLL", source, _HEAD + _ROW * at) for at in range(count)]
    glyphs = {ord(sign): 100 + at for at, sign in enumerate(dict.fromkeys(f"{signs} 0123456789"))}
    tables = {row[0]: source[row[2] : row[2] + row[3]] for row in rows if row[0] not in {b"GSUB", b"GPOS"}}
    tables[b"cmap"] = _cmap(glyphs)
    if even:
        tables[b"hmtx"] = _even(tables)
    at, places, body = _HEAD + _ROW * len(tables), b"", b""
    for tag in sorted(tables):
        data = tables[tag]
        places += struct.pack(">4sLLL", tag, 0, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = source[:4] + struct.pack(">HHHH", len(tables), 0, 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + places + body)
    return path


def _cmap(glyphs: dict[int, int]) -> bytes:
    groups = b"".join(struct.pack(">LLL", sign, sign, glyph) for sign, glyph in sorted(glyphs.items()))
    table = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table


def _even(tables: dict[bytes, bytes]) -> bytes:
    (em,) = struct.unpack_from(">H", tables[b"head"], 18)
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    widths = bytearray(tables[b"hmtx"])
    for at in range(count):
        struct.pack_into(">H", widths, 4 * at, em // 2)
    return bytes(widths)
