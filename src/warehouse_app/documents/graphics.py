"""Dots as the graphic commands of ZPL carry them (`^GF`, `~DG`): hexadecimal with run lengths, `:Z64:` and `:B64:`.

What we write is hexadecimal with run lengths: every printer and clone reads it, and a line of text shrinks to a fifth.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from itertools import groupby

MOST_BYTES = 4_000_000
"""The largest picture that is unpacked: a label of 4 x 8 inches at 600 dpi has a third of it."""

_ONES, _TWENTIES = "GHIJKLMNOPQRSTUVWXY", "ghijklmnopqrstuvwxyz"
_TWENTY, _MOST = 20, 400
_DATA = re.compile(r"([G-Yg-z]*)([0-9A-Fa-f])|([,!:])")
_CODED = re.compile(rb":(Z64|B64):([A-Za-z0-9+/=\r\n]*):([0-9A-Fa-f]{4})")


class GraphicFault(ValueError):  # noqa: N818 - what a reader finds, as in "printer fault"
    """The dots cannot be unpacked; the message says why."""


def packed(rows: bytes, across: int) -> bytes:
    """Return the rows of `across` bytes as hexadecimal with run lengths; a row like the one before is one sign."""
    out: list[str] = []
    before = b""
    for at in range(0, len(rows), across):
        row = rows[at : at + across]
        out.append(":" if row == before else _packed_row(row))
        before = row
    return "".join(out).encode()


def _packed_row(row: bytes) -> str:
    digits = row.hex().upper()
    for filler, sign in (("0", ","), ("F", "!")):
        kept = digits.rstrip(filler)
        if kept != digits:
            return _runs(kept) + sign
    return _runs(digits)


def _runs(digits: str) -> str:
    return "".join(_run(digit, len(list(same))) for digit, same in groupby(digits))


def _run(digit: str, count: int) -> str:
    if count == 1:
        return digit
    out = ""
    while count:
        part = min(count, _MOST + _TWENTY - 1)
        out += _TWENTIES[part // _TWENTY - 1] if part >= _TWENTY else ""
        out += (_ONES[part % _TWENTY - 1] if part % _TWENTY else "") + digit
        count -= part
    return out


def unpacked(data: bytes, across: int, total: int) -> bytes:
    """Return the dots of a graphic command's data, whichever of its three forms. Raises GraphicFault."""
    if across <= 0 or not 0 < total <= MOST_BYTES:
        raise GraphicFault("a picture of no or absurd size")
    coded = _CODED.fullmatch(data.strip())
    rows = _decoded(coded, total) if coded else _expanded(data, across, total)
    if len(rows) != total:
        raise GraphicFault(f"a picture of {len(rows)} bytes that says {total}")
    return rows


def _decoded(coded: re.Match[bytes], total: int) -> bytes:
    body = coded[2].replace(b"\r", b"").replace(b"\n", b"")
    if binascii.crc_hqx(body, 0) != int(coded[3], 16):
        raise GraphicFault("a picture whose check sum is wrong")
    try:
        plain = base64.b64decode(body, validate=True)
        if coded[1] == b"B64":
            return plain
        opened = zlib.decompressobj()
        return opened.decompress(plain, total + 1)
    except (binascii.Error, zlib.error) as error:
        raise GraphicFault("a picture that cannot be unpacked") from error


def _expanded(data: bytes, across: int, total: int) -> bytes:
    wide = across * 2
    text = "".join(data.decode("latin-1").split())
    rows: list[str] = []
    row, at = "", 0
    while at < len(text) and len(rows) * across < total:
        found = _DATA.match(text, at)
        if found is None:
            raise GraphicFault("a picture with a sign that is no dot")
        at = found.end()
        sign = found[3]
        if sign == ":" and not row:
            row = rows[-1] if rows else "0" * wide
        elif sign:
            row += ("F" if sign == "!" else "0") * (wide - len(row))
        else:
            left = wide * (total // across - len(rows) + 1) - len(row)
            row += found[2] * min(left, max(1, sum(map(_count, found[1]))))
        while len(row) >= wide:
            rows.append(row[:wide])
            row = row[wide:]
    if row:
        rows.append(row.ljust(wide, "0"))
    if len(rows) * across > total or at < len(text):
        raise GraphicFault("a picture of more dots than it says")
    return bytes.fromhex("".join(rows))


def _count(sign: str) -> int:
    return _ONES.index(sign) + 1 if sign in _ONES else (_TWENTIES.index(sign) + 1) * _TWENTY
