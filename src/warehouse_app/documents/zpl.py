r"""The label model as ZPL II for 203 and 300 dpi: one `^XA`, one `^XZ`, and no command that comes from data.

Every datum goes through `field_data`, which spells `^ ~ _ \` and control signs in hexadecimal under `^FH`; the text is
UTF-8 (`^CI28`). A line with signs that not every printer has in its own face goes as a picture (`^GF`). The code sets
of a Code 128 are named one by one, so the printer draws exactly the bars that were proven.
"""

from __future__ import annotations

from warehouse_app.documents import code128, lettering
from warehouse_app.documents.model import (
    DOTS_PER_MM,
    NARROWEST_MODULE_E2,
    WIDEST_MODULE_E2,
    Box,
    Code128,
    Element,
    LabelModel,
    Line,
    Text,
    dots,
)
from warehouse_app.domain.refusals import Usage

_ESCAPED = frozenset(b"^~_\\\x7f")
_FIRST_PRINTABLE = 0x20
_WIDEST_BY = 10  # ^BY takes 1 to 10 dots


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
    """Return the label as ZPL for 203 or 300 dpi. Raises Usage `code_too_long` where a code lacks room."""
    per_mm = DOTS_PER_MM[dpi]
    head = f"^XA\n^CI28\n^PW{model.width_mm * per_mm}\n^LL{model.height_mm * per_mm}\n^LH0,0\n".encode()
    return head + b"".join(_element(element, per_mm) for element in model.elements) + b"^XZ\n"


def _element(element: Element, per_mm: int) -> bytes:
    if isinstance(element, Text):
        return _text(element, per_mm)
    if isinstance(element, Code128):
        return _code(element, per_mm)
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
    head = f"^FO{dots(element.x, per_mm)},{dots(element.y, per_mm)}^GFA,{len(rows)},{len(rows)},{across},"
    return head.encode() + rows.hex().upper().encode() + b"^FS\n"


def fit(element: Code128, per_mm: int) -> tuple[int, int]:
    """Return module width and left edge of the symbol in dots; the symbol stands in the middle of its room.

    Raises Usage `code_too_long` where even the narrowest module that scanners read is too wide.
    """
    room = dots(element.width, per_mm)
    most = min(_WIDEST_BY, WIDEST_MODULE_E2 * per_mm // 100)
    module = code128.largest_module(element.data, room, most)
    if module * 100 < NARROWEST_MODULE_E2 * per_mm:
        raise Usage("code_too_long", text=element.data)
    return module, dots(element.x, per_mm) + (room - module * code128.module_count(element.data)) // 2


def _code(element: Code128, per_mm: int) -> bytes:
    module, left = fit(element, per_mm)
    height = dots(element.height, per_mm)
    place = f"^BY{module},3,{height}^FO{left},{dots(element.y, per_mm)}^BCN,{height},N,N,N,N"
    return place.encode() + field_data(code128.zpl_data(element.data))


def _frame(box: Box, per_mm: int) -> bytes:
    across, down, thick = (max(1, dots(length, per_mm)) for length in (box.width, box.height, box.thickness))
    return f"^FO{dots(box.x, per_mm)},{dots(box.y, per_mm)}^GB{across},{down},{thick}^FS\n".encode()
