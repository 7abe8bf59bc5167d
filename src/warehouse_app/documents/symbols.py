"""The barcodes we print besides Code 128: what each may carry, how it is drawn in modules, and the quiet zone it needs.

Promise: `figure` draws what `check` lets pass, and a decoder reads exactly the data again. GS1 data are given as a
scanner reads them (`documents.gs1`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from warehouse_app.documents import code128, gs1, linear
from warehouse_app.domain.refusals import Usage


class Symbology(StrEnum):
    """The kinds of barcode that a label can carry beside Code 128."""

    GS1_128 = "gs1_128"
    DATAMATRIX = "datamatrix"
    GS1_DATAMATRIX = "gs1_datamatrix"
    QR = "qr"
    EAN13 = "ean13"
    ITF14 = "itf14"
    CODE39 = "code39"
    PDF417 = "pdf417"


@dataclass(frozen=True, slots=True)
class Figure:
    """A barcode in modules: rows of bars and spaces, bar first (0 where a row begins with a space).

    `high` is the height of one row in modules, 0 where the room decides it (bars that stand beside each other).
    """

    width: int
    rows: tuple[tuple[int, ...], ...]
    high: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What is special about a kind: its quiet zone in modules (beside it, and above and below), its longest datum."""

    beside: int
    around: int
    longest: int
    fits: Callable[[str], bool]


def _ascii(text: str) -> bool:
    return all(" " <= sign <= "~" for sign in text)


def _gs1(text: str) -> bool:
    try:
        return all(_ascii(value) and " " not in value for _, value in gs1.split(text))
    except ValueError:
        return False


def _unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return text.isprintable()


CARDS: Mapping[Symbology, Card] = MappingProxyType(
    {
        Symbology.GS1_128: Card(10, 0, 48, _gs1),
        Symbology.DATAMATRIX: Card(2, 2, 300, _ascii),
        Symbology.GS1_DATAMATRIX: Card(2, 2, 300, _gs1),
        Symbology.QR: Card(4, 4, 500, _unicode),
        Symbology.EAN13: Card(11, 0, 13, linear.is_ean13),
        Symbology.ITF14: Card(10, 0, 14, linear.is_itf14),
        Symbology.CODE39: Card(10, 0, 40, linear.is_plain39),
        Symbology.PDF417: Card(2, 2, 400, _ascii),
    }
)


def takes(kind: Symbology, data: str) -> bool:
    """Whether the data can be a barcode of this kind: 1 to `longest` signs that it knows, check digits right."""
    card = CARDS[kind]
    return 0 < len(data) <= card.longest and data == data.strip(" ") and card.fits(data)


def check(kind: Symbology, data: str) -> None:
    """Refuse what the kind cannot carry, so that nothing is printed shortened. Raises Usage `code_unprintable`."""
    if not takes(kind, data):
        raise Usage("code_unprintable", text=data)


@lru_cache(maxsize=256)
def figure(kind: Symbology, data: str, columns: int = 0) -> Figure:
    """Return the barcode in modules; `columns` are those of a PDF417. Raises Usage `code_unprintable`."""
    check(kind, data)
    if kind is Symbology.GS1_128:
        return flat(code128.runs(code128.gs1_values(data)))
    if kind is Symbology.EAN13:
        return flat(linear.ean13(data))
    if kind is Symbology.ITF14:
        return flat(linear.interleaved(data))
    if kind is Symbology.CODE39:
        return flat(linear.code39(data))
    return _matrix(kind, data, columns)


def flat(runs: tuple[int, ...]) -> Figure:
    """Return bars that stand beside each other as a figure of one row."""
    return Figure(sum(runs), (runs,))


def _matrix(kind: Symbology, data: str, columns: int) -> Figure:
    try:
        if kind is Symbology.PDF417:
            return pdf417(data, columns, PDF417_LEVEL)
        if kind is Symbology.QR:
            return qr(data, QR_LEVEL)
        return datamatrix(data, elements=kind is Symbology.GS1_DATAMATRIX)
    except ValueError as error:
        raise Usage("code_unprintable", text=data) from error


PDF417_LEVEL = 4
QR_LEVEL = "M"
PDF417_ROW = 3
"""Height of a row of a PDF417, in modules."""


_SQUARES = (10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144)


def datamatrix(data: str, *, elements: bool = False, square: bool = True, size: int = 0) -> Figure:
    """Return a Data Matrix (ECC 200), square or not, of at least `size` modules a side. Raises ValueError: too long."""
    asked: dict[str, object] = {"force_square": True} if square else {}
    if elements:
        asked["gs1"] = True
    said = gs1.bracketed(data) if elements else data
    drawn = _drawn("DataMatrix", said, **asked)
    if size in _SQUARES and size > drawn.width:
        return _drawn("DataMatrix", said, **asked, version=_SQUARES.index(size) + 1)
    return drawn


def qr(data: str, level: str) -> Figure:
    """Return a QR code (model 2) of an error level L, M, Q or H. Raises ValueError where the data is too long."""
    return _drawn("QRCode", data, ec_level=level)


def pdf417(data: str, columns: int, level: int, rows: int = 0) -> Figure:
    """Return a PDF417; `columns` 0: as many as make it twice as wide as high. Raises ValueError."""
    asked = {name: number for name, number in (("columns", columns), ("rows", rows)) if number}
    drawn = _drawn("PDF417", data, ec_level=str(level), **asked)
    return Figure(drawn.width, drawn.rows[::PDF417_ROW], PDF417_ROW)


def drawn_by_library(name: str, data: str, high: int = 0) -> Figure:
    """Return a barcode of a kind that only others print. Raises ValueError where it cannot carry the data."""
    drawn = _drawn(name, data)
    return drawn if high else Figure(drawn.width, drawn.rows[:1])


def stand_in(data: str, wide: int, high: int) -> Figure:
    """Return a MaxiCode of that size in dots: it holds the data as plain text, not in the fields a carrier reads."""
    from PIL import Image as Pictures

    drawn = _drawn("MaxiCode", data)
    dark = b"".join(
        bytes(0 if place % 2 == 0 else 255 for place, run in enumerate(runs) for _ in range(run)) for runs in drawn.rows
    )
    shown = Pictures.frombytes("L", (drawn.width, len(drawn.rows)), dark)
    pixels = shown.resize((wide, high), Pictures.Resampling.NEAREST).tobytes()
    return Figure(wide, tuple(_runs(pixels[at : at + wide]) for at in range(0, len(pixels), wide)), 1)


def _drawn(name: str, data: str, **asked: object) -> Figure:
    import zxingcpp

    made = zxingcpp.create_barcode(data, getattr(zxingcpp.BarcodeFormat, name), **asked)
    picture: Any = made.to_image(scale=1, add_hrt=False, add_quiet_zones=False)
    high, wide = picture.shape
    dark = bytes(memoryview(picture).cast("B"))
    return Figure(wide, tuple(_runs(dark[row * wide : row * wide + wide]) for row in range(high)), 1)


def _runs(row: bytes) -> tuple[int, ...]:
    """The widths of bars and spaces of one row of pixels, 0 is dark."""
    found = [0]
    dark = True
    for pixel in row:
        if (pixel == 0) is not dark:
            dark = not dark
            found.append(0)
        found[-1] += 1
    return tuple(found)
