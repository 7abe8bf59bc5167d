r"""The label model as ZPL II for 203, 300 and 600 dpi: one `^XA`, one `^XZ`, and no command that comes from data.

Every datum goes through `field_data`, which spells `^ ~ _ \` and control signs in hexadecimal under `^FH`; the text is
UTF-8 (`^CI28`). A line with signs that not every printer has in its own face goes as a picture (`^GF`). Barcodes are
drawn by the printer; the code sets of a Code 128 are named one by one, so that it draws exactly the bars that were
proven.
"""

from __future__ import annotations

from warehouse_app.documents import code128, graphics, lettering
from warehouse_app.documents.gs1 import GS
from warehouse_app.documents.model import (
    DOTS_PER_MM,
    Box,
    Code128,
    Element,
    LabelModel,
    Line,
    Picture,
    Symbol,
    Text,
    dots,
)
from warehouse_app.documents.placing import Placed, placed, scaled
from warehouse_app.documents.symbols import PDF417_LEVEL, QR_LEVEL, Symbology
from warehouse_app.domain.refusals import Usage

_ESCAPED = frozenset(b"^~_\\\x7f")
_FIRST_PRINTABLE = 0x20
_ESCAPES = "|`}{@#!"
"""Signs of which one that the data lacks says "control sign follows" inside a Data Matrix."""


def field_data(text: str) -> bytes:
    """Return the one `^FH_^FD...^FS` of a text: the printer decodes the text itself, and no command can be in it."""
    out = bytearray()
    for byte in text.encode("utf-8", "replace"):
        if byte < _FIRST_PRINTABLE or byte in _ESCAPED:
            out += b"_%02X" % byte
        else:
            out.append(byte)
    return b"^FH_^FD" + bytes(out) + b"^FS\n"


def render(model: LabelModel, dpi: int = 203) -> bytes:
    """Return the label as ZPL for 203, 300 or 600 dpi. Raises Usage `code_too_long` where a code lacks room."""
    per_mm = DOTS_PER_MM[dpi]
    head = f"^XA\n^CI28\n^PW{model.width_mm * per_mm}\n^LL{model.height_mm * per_mm}\n^LH0,0\n".encode()
    return head + b"".join(_element(element, per_mm) for element in model.elements) + b"^XZ\n"


def _element(element: Element, per_mm: int) -> bytes:
    if isinstance(element, Text):
        return _text(element, per_mm)
    if isinstance(element, Code128):
        return _code(element, per_mm)
    if isinstance(element, Symbol):
        return _symbol(element, per_mm)
    if isinstance(element, Picture):
        return _dots(dots(element.x, per_mm), dots(element.y, per_mm), *scaled(element, per_mm))
    if isinstance(element, Line):
        thick = min(element.width, element.height)
        return _frame(Box(element.x, element.y, element.width, element.height, thick), per_mm)
    return _frame(element, per_mm)


def _text(element: Text, per_mm: int) -> bytes:
    height = dots(element.size, per_mm)
    if not lettering.resident(element.text):
        return _picture(element, per_mm)
    place = f"^FO{dots(element.x, per_mm)},{dots(element.y, per_mm)}^A0N,{height},{height}"
    return place.encode() + field_data(element.text)


def _picture(element: Text, per_mm: int) -> bytes:
    """A line in dots of our own: one bit a dot, 1 is black, each row filled up to whole bytes."""
    drawn = lettering.picture_of(element, per_mm)
    rows = bytes(0xFF ^ byte for byte in drawn.tobytes())
    across = (drawn.width + 7) // 8
    if drawn.width % 8:
        keep = 0xFF << (8 - drawn.width % 8) & 0xFF
        rows = bytes(byte & keep if at % across == across - 1 else byte for at, byte in enumerate(rows))
    return _dots(dots(element.x, per_mm), dots(element.y, per_mm), across, rows)


def _dots(x: int, y: int, across: int, rows: bytes) -> bytes:
    head = f"^FO{x},{y}^GFA,{len(rows)},{len(rows)},{across},"
    return head.encode() + graphics.packed(rows, across) + b"^FS\n"


def _code(element: Code128, per_mm: int) -> bytes:
    return _bars_of_128(placed(element, per_mm), code128.zpl_data(element.data))


def _bars_of_128(where: Placed, data: str) -> bytes:
    place = f"^BY{where.module},3,{where.high}^FO{where.left},{where.top}^BCN,{where.high},N,N,N,N"
    return place.encode() + field_data(data)


def _symbol(element: Symbol, per_mm: int) -> bytes:
    where = placed(element, per_mm)
    kind, data, high = element.kind, element.data, where.high
    if kind is Symbology.GS1_128:
        return _bars_of_128(where, code128.zpl_spelling(code128.gs1_values(data)))
    if kind in {Symbology.DATAMATRIX, Symbology.GS1_DATAMATRIX}:
        sign, data = _escaped(data, gs1=kind is Symbology.GS1_DATAMATRIX)
        command, by = f"^BXN,{where.module},200,,,,{sign}", 1
    elif kind is Symbology.QR:
        command, data, by = f"^BQN,2,{where.module}", f"{QR_LEVEL}A,{data}", 1
    elif kind is Symbology.PDF417:
        command, by = f"^B7N,{high},{PDF417_LEVEL},{where.columns},,N", high
    elif kind is Symbology.EAN13:
        command, data, by = f"^BEN,{high},N,N", data[:-1], high  # the printer computes the check digit
    elif kind is Symbology.ITF14:
        command, by = f"^B2N,{high},N,N,N", high
    else:
        command, by = f"^B3N,N,{high},N,N", high
    place = f"^BY{where.module},3,{by}^FO{where.left},{where.top}{command}"  # ^BQ stands lower by the height of ^BY
    return place.encode() + field_data(data)


def _escaped(data: str, *, gs1: bool) -> tuple[str, str]:
    """Return a sign that the data lacks, and the data in which it and a 1 stand for the function sign of GS1."""
    sign = next((each for each in _ESCAPES if each not in data), "")
    if not sign:
        raise Usage("code_unprintable", text=data)
    return sign, f"{sign}1{data.replace(GS, f'{sign}1')}" if gs1 else data


def _frame(box: Box, per_mm: int) -> bytes:
    across, down, thick = (max(1, dots(length, per_mm)) for length in (box.width, box.height, box.thickness))
    return f"^FO{dots(box.x, per_mm)},{dots(box.y, per_mm)}^GB{across},{down},{thick}^FS\n".encode()
