"""The barcode commands of ZPL: what the data says, as figure and as the text a decoder must read from it.

Promise: `read_code` gives a figure or raises CodeFault; a command that is in `UNREAD` is known and not drawn, so that
nothing on a label passes unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.documents import code128, gs1, linear, symbols
from warehouse_app.documents.reading.state import Settings
from warehouse_app.documents.reading.values import Params
from warehouse_app.documents.symbols import PDF417_ROW, Figure, flat
from warehouse_app.domain.barcodes.gtin import check_digit
from warehouse_app.domain.refusals import Usage

UNREAD: Mapping[str, str] = MappingProxyType(
    {
        "B1": "Code 11",
        "B4": "Code 49",
        "B5": "Planet",
        "B9": "UPC-E",
        "BB": "CODABLOCK",
        "BF": "MicroPDF417",
        "BI": "Industrial 2 of 5",
        "BJ": "Standard 2 of 5",
        "BL": "LOGMARS",
        "BM": "MSI",
        "BP": "Plessey",
        "BR": "GS1 DataBar",
        "BS": "UPC/EAN extension",
        "BT": "TLC39",
        "BZ": "POSTNET",
    }
)
"""Barcode commands that are known and not drawn: a label with one is held."""


class CodeFault(ValueError):  # noqa: N818 - what a reader finds, as in "printer fault"
    """The data of a barcode command is none of its kind."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A barcode: the decoder's name of its kind, what it says, its figure, and how large it is in dots.

    `high` is the height of a row, `narrow` and `quiet` are dots: the thinnest bar, and what must stay white beside it;
    `below` is what stands under it in plain text; `dropped` how much lower than its field it stands.
    """

    kind: str
    text: str
    figure: Figure
    module: int
    high: int
    narrow: int
    quiet: int
    around: bool = False
    below: str = ""
    above: bool = False
    dropped: int = 0
    standing_in: bool = False


def _asked(params: Params, at: int, default: str) -> bool:
    return params.text(at, default).upper().startswith("Y")


def _height(params: Params, at: int, settings: Settings) -> int:
    return max(1, params.number(at) or settings.bar_height)


def _code128(params: Params, settings: Settings, data: str) -> Drawn:
    mode = params.text(5, "N").upper()[:1]
    symbol = _values(data, mode)
    says = code128.said(symbol)
    shown = says.replace(gs1.GS, "") if _asked(params, 2, "Y") else ""
    high, above = _height(params, 1, settings), _asked(params, 3, "N")
    drawn, module = flat(code128.runs(symbol)), settings.module
    return Drawn("Code128", says, drawn, module, high, module, 10 * module, below=shown, above=above)


def _values(data: str, mode: str) -> tuple[int, ...]:
    if mode == "D":
        return code128.automatic(_elements(data), gs1=True)
    if mode == "U":
        digits = "".join(filter(str.isdecimal, data))[:19].rjust(19, "0")
        return code128.automatic(digits + str(check_digit(digits)), gs1=True)
    if mode == "A":
        return code128.automatic(data)
    return code128.read_zpl_data(data, named=False)


def _elements(data: str) -> str:
    """The element strings of mode D: identifiers in brackets, or `>8` where one ends."""
    pairs = re.findall(r"\((\d{2,4})\)\s*([^(>]*)", data)
    if pairs:
        return gs1.joined((ai, value.strip()) for ai, value in pairs)
    return data.replace(">8", gs1.GS).strip(gs1.GS)


def _interleaved(params: Params, settings: Settings, data: str) -> Drawn:
    digits = data
    if not (digits.isascii() and digits.isdecimal()):
        raise CodeFault("interleaved 2 of 5 has digits alone")
    if _asked(params, 4, "N"):
        digits += str(check_digit(digits))
    digits = digits.rjust(len(digits) + len(digits) % 2, "0")
    return _beside("ITF", digits, linear.interleaved, params, settings, (1, 2, 3))


def _code39(params: Params, settings: Settings, data: str) -> Drawn:
    text = data.strip("*").upper()
    if not text or not linear.is_code39(text):
        raise CodeFault("a sign that Code 39 lacks")
    if _asked(params, 1, "N"):
        text += linear.check39(text)
    return _beside("Code39", text, linear.code39, params, settings, (2, 3, 4))


def _beside(
    kind: str,
    text: str,
    runs: Callable[[str], tuple[int, ...]],
    params: Params,
    settings: Settings,
    places: tuple[int, int, int],
) -> Drawn:
    """Bars of two widths: the wide ones are as wide as `^BY` says, in whole dots."""
    wide = max(settings.module + 1, int(settings.module * settings.ratio))
    drawn = flat(tuple(settings.module if run == 1 else wide for run in runs(text)))
    shown = text if _asked(params, places[1], "Y") else ""
    high, above = _height(params, places[0], settings), _asked(params, places[2], "N")
    return Drawn(kind, text, drawn, 1, high, settings.module, 10 * settings.module, below=shown, above=above)


def _retail(kind: str, length: int) -> Callable[[Params, Settings, str], Drawn]:
    """EAN-13, EAN-8 and UPC-A: missing digits are nulls before, and the check digit is the printer's."""

    def read(params: Params, settings: Settings, data: str) -> Drawn:
        if not (data.isascii() and data.isdecimal()):
            raise CodeFault(f"{kind} has digits alone")
        digits = data[: length - 1].rjust(length - 1, "0")
        digits += str(check_digit(digits))
        whole = digits if kind == "EAN8" else digits.rjust(13, "0")
        runs = flat(linear.ean13(whole)) if kind != "EAN8" else symbols.drawn_by_library(kind, whole)
        shown = digits if _asked(params, 2, "Y") else ""
        says = whole if kind != "EAN8" else digits
        high, module = _height(params, 1, settings), settings.module
        return Drawn(kind, says, runs, module, high, module, 7 * module, below=shown, above=_asked(params, 3, "N"))

    return read


def _linear(kind: str, places: tuple[int, int, int]) -> Callable[[Params, Settings, str], Drawn]:
    """Code 93 and Codabar, drawn by the library."""

    def read(params: Params, settings: Settings, data: str) -> Drawn:
        framed = f"A{data}A" if kind == "Codabar" else data
        runs = symbols.drawn_by_library(kind, framed)
        shown = data if _asked(params, places[1], "Y") else ""
        high, above = _height(params, places[0], settings), _asked(params, places[2], "N")
        module = settings.module
        return Drawn(kind, framed, runs, module, high, module, 10 * module, below=shown, above=above)

    return read


def _datamatrix(params: Params, settings: Settings, data: str) -> Drawn:
    if params.number(2, 200) not in {0, 200}:
        raise CodeFault("a Data Matrix of an old quality")
    sign = params.text(6, "~")[:1]
    text, elements = _unescaped(data, sign)
    module = max(1, params.number(1) or settings.bar_height)
    square = params.number(7, 1) != 2  # noqa: PLR2004 - 2 asks for a rectangle
    size = max(params.number(3), params.number(4)) if square else 0
    drawn = symbols.datamatrix(text, elements=elements, square=square, size=size)
    return Drawn("DataMatrix", text, drawn, module, module, module, module, around=True)


def _unescaped(data: str, sign: str) -> tuple[str, bool]:
    """A Data Matrix's data with its escapes read: `_1` is the function sign of GS1, `_dNNN` a sign by its number."""
    escape = re.escape(sign)
    elements = data.startswith(f"{sign}1")
    text = data[2:] if elements else data

    def meant(found: re.Match[str]) -> str:
        said = found[1]
        if said[0] == "d":
            return chr(int(said[1:]) & 0xFF)
        return gs1.GS if said == "1" else sign if said == sign else chr(ord(said) & 0x1F)

    return re.sub(rf"{escape}(d\d{{3}}|1|[@A-Z]|{escape})", meant, text), elements


def _qr(params: Params, settings: Settings, data: str) -> Drawn:
    """`LA,data`: error level, how it is given, the data; a mixed mode (`D`) is not read."""
    found = re.fullmatch(r"([HQML])?([AM])?,?(?:(?<=M,)[NAK]|(?<=M,)B\d{4})?(.*)", data, re.DOTALL)
    if data[:1] == "D" or found is None or not found[3]:
        raise CodeFault("a QR code whose data is given in a way that is not read")
    module = max(1, min(100, params.number(2) or 3))
    drawn = symbols.qr(found[3], found[1] or "M")
    return Drawn(
        "QRCode", found[3], drawn, module, module, module, 4 * module, around=True, dropped=settings.bar_height
    )


def _pdf417(params: Params, settings: Settings, data: str) -> Drawn:
    level, columns, rows = params.number(2), params.number(3), params.number(4)
    drawn = symbols.pdf417(data, min(30, columns), max(0, min(8, level)), min(90, rows) if rows >= PDF417_ROW else 0)
    high = params.number(1) or max(1, settings.bar_height // max(1, len(drawn.rows)))
    return Drawn("PDF417", data, drawn, settings.module, high, settings.module, 2 * settings.module, around=True)


def _aztec(params: Params, _settings: Settings, data: str) -> Drawn:
    module = max(1, params.number(1) or 3)
    drawn = symbols.drawn_by_library("Aztec", data, high=1)
    return Drawn("Aztec", data, drawn, module, module, module, 0, around=True)


def _maxicode(params: Params, settings: Settings, data: str) -> Drawn:
    """Its fields are checked; its dots stand in for the printer's, which hold them in another way."""
    if params.number(0, 2) in {2, 3} and not re.match(r"\d{6}(\d{5,9}|[\w ]{6})\s*\[\)>", data):
        raise CodeFault("a MaxiCode without class, country and postcode")
    wide, high = round(26.4 * settings.per_mm), round(25.1 * settings.per_mm)
    drawn = symbols.stand_in(data, wide, high)
    return Drawn("MaxiCode", data, drawn, 1, 1, settings.per_mm, 0, around=True, standing_in=True)


READERS: Mapping[str, Callable[[Params, Settings, str], Drawn]] = MappingProxyType(
    {
        "BC": _code128,
        "B2": _interleaved,
        "B3": _code39,
        "BX": _datamatrix,
        "BQ": _qr,
        "B7": _pdf417,
        "BE": _retail("EAN13", 13),
        "B8": _retail("EAN8", 8),
        "BU": _retail("UPCA", 12),
        "BA": _linear("Code93", (1, 2, 3)),
        "BK": _linear("Codabar", (2, 3, 4)),
        "BO": _aztec,
        "B0": _aztec,
        "BD": _maxicode,
    }
)
"""Barcode commands that are drawn."""


def read_code(name: str, params: Params, settings: Settings, data: str) -> Drawn:
    """Return what a printer draws for a barcode command. Raises CodeFault."""
    if not data:
        raise CodeFault("a code without data")
    try:
        return READERS[name](params, settings, data)
    except CodeFault:
        raise
    except Usage as wrong:
        raise CodeFault(f"{wrong.code} {wrong.facts.get('text', '')}") from wrong
    except (ValueError, IndexError, KeyError) as error:
        raise CodeFault(str(error)[:80]) from error
