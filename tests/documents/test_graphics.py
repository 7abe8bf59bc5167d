"""Dots spelt and read back: each way of ZPL to write a picture, and each way to write it wrong."""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.documents import graphics, placing
from warehouse_app.documents.graphics import GraphicFault, packed, unpacked
from warehouse_app.documents.model import Picture


@st.composite
def pictures(draw: st.DrawFn) -> tuple[bytes, int]:
    across = draw(st.integers(1, 60))
    row = st.one_of(
        st.binary(min_size=across, max_size=across),
        st.sampled_from([0, 0xFF, 0xF0, 0x0F, 0x11]).map(lambda byte: bytes([byte]) * across),
    )
    return b"".join(draw(st.lists(row, min_size=1, max_size=8))), across


@given(pictures())
def test_any_picture_is_read_back_as_it_was(picture: tuple[bytes, int]) -> None:
    rows, across = picture
    spelt = packed(rows, across)
    assert re.fullmatch(rb"[0-9A-FG-Yg-z,!:]+", spelt)
    assert unpacked(spelt, across, len(rows)) == rows


@pytest.mark.parametrize(
    ("rows", "across", "spelt"),
    [
        *[
            ("00", 1, b","),
            ("FF", 1, b"!"),
            ("0000", 2, b","),
            ("12", 1, b"12"),
            ("1200", 2, b"12,"),
            ("12FF", 2, b"12!"),
        ],
        *[("1212", 1, b"12:"), ("0000", 1, b",:"), ("11", 1, b"H1"), ("1111", 2, b"J1"), ("AAAB", 2, b"IAB")],
        *[("1" * 38 + "23", 20, b"gX123"), ("1" * 40 + "23", 21, b"h123"), ("1" * 60 + "20", 31, b"i12,")],
        *[("1" * 418 + "23", 210, b"zX123")],
        *[("1" * 419 + "2", 210, b"zY12"), ("1" * 420 + "23", 211, b"zY1G123"), ("1" * 421 + "2", 211, b"zY1H12")],
    ],
)
def test_runs_are_spelt_by_their_letters(rows: str, across: int, spelt: bytes) -> None:
    assert packed(bytes.fromhex(rows), across) == spelt
    assert unpacked(spelt, across, len(rows) // 2) == bytes.fromhex(rows)


@pytest.mark.parametrize(
    ("data", "across", "rows"),
    [
        *[(b"ff00", 1, "FF00"), (b"FF\r\n00\n", 1, "FF00"), (b"H1,", 2, "1100"), (b":", 1, "00"), (b"F", 1, "F0")],
        *[(b"gG1,", 12, "1" * 21 + "000"), (b"gg1", 20, "1" * 40), (b"HH1,", 3, "111100"), (b"1,1!", 1, "101F")],
        *[(b"J1", 1, "1111"), (b"j1,", 41, "1" * 80 + "00")],
    ],
)
def test_other_spellings_are_read_as_printers_do(data: bytes, across: int, rows: str) -> None:
    assert unpacked(data, across, len(rows) // 2) == bytes.fromhex(rows)


ROWS = bytes(range(64))


def coded(kind: str, body: bytes, crc: str = "") -> bytes:
    text = b64encode(body)
    return b":%s:%s:%s" % (kind.encode(), text, (crc or f"{binascii.crc_hqx(text, 0):04x}").encode())


def test_pictures_in_base_64_are_read_with_their_check_sum() -> None:
    assert unpacked(coded("B64", ROWS), 8, 64) == ROWS
    assert unpacked(coded("Z64", zlib.compress(ROWS)), 8, 64) == ROWS
    broken = coded("Z64", zlib.compress(ROWS)).replace(b":Z64:", b":Z64:\r\n")
    assert unpacked(b"\n" + broken + b"\n", 8, 64) == ROWS, "lines may be broken"


@pytest.mark.parametrize(
    ("data", "across", "total", "why"),
    [
        *[(b"FF", 0, 1, "size"), (b"FF", -1, 1, "size"), (b"FF", 1, 0, "size"), (b"FF", 1, 4_000_001, "size")],
        *[(b"FX", 1, 1, "no dot"), (b"F(", 1, 1, "no dot"), (b"FFFF", 1, 1, "more dots"), (b"J1", 1, 1, "more dots")],
        *[(b"FF", 1, 2, "1 bytes that says 2"), (b"", 1, 1, "0 bytes"), (b"G", 1, 1, "no dot")],
        (coded("B64", ROWS, "0000"), 8, 64, "check sum"),
        (coded("Z64", b"no"), 8, 64, "unpacked"),
        (coded("B64", ROWS[1:]), 8, 64, "63 bytes"),
        (coded("Z64", zlib.compress(ROWS + b"x")), 8, 64, "65 bytes"),
        (b":B64:A:%04X" % binascii.crc_hqx(b"A", 0), 8, 64, "unpacked"),
        (coded("Q64", ROWS), 8, 64, "more dots"),
    ],
)
def test_what_cannot_be_unpacked_says_why(data: bytes, across: int, total: int, why: str) -> None:
    with pytest.raises(GraphicFault, match=why):
        unpacked(data, across, total)


def test_the_largest_picture_is_unpacked_and_a_bomb_is_not() -> None:
    most = graphics.MOST_BYTES
    assert unpacked(b"," + b":" * (most // 1_000 - 1), 1_000, most) == bytes(most)
    with pytest.raises(GraphicFault, match="65 bytes"):
        unpacked(coded("Z64", zlib.compress(bytes(10_000_000))), 8, 64)
    with pytest.raises(GraphicFault, match="more dots"):
        unpacked(b"z" * 100_000 + b"F", 1, 1)


def test_a_picture_keeps_its_size_at_every_density() -> None:
    logo = Picture(0, 0, 2, bytes.fromhex("FF00" * 8 + "00FF" * 8), 8)
    assert placing.scaled(logo, 8) == (2, logo.rows)
    across, rows = placing.scaled(logo, 24)
    assert (across, len(rows)) == (6, 6 * 48)
    assert rows[:6].hex() == "ffffff000000"
    assert rows[-6:].hex() == "000000ffffff"
    across, rows = placing.scaled(logo, 12)
    assert (across, len(rows)) == (3, 3 * 24)
    assert rows[:3].hex() == "fff000"
