"""Codes on paper: Code 128 where it has room, DataMatrix where it is small, text alone where nothing could be read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from warehouse_app.documents import code128

if TYPE_CHECKING:
    from warehouse_app.documents.papers.pen import Pen, Room

# Desk printers hold 0.19 mm; below, the small square code is the better one.
NARROWEST_MM = 0.19
WIDEST_MM = 0.42
_SQUARE_MM = 11.0
_SQUARE_QUIET_MODULES = 2


@lru_cache(maxsize=2048)
def bars(text: str) -> str:
    """Return the modules of a Code 128, 1 for black, without quiet zones. The text must be `code128.encodable`."""
    from barcode import get_barcode_class

    modules: str = get_barcode_class("code128")(text).build()[0]
    return modules


@lru_cache(maxsize=2048)
def square(text: str) -> tuple[str, ...]:
    """Return the rows of a DataMatrix, 1 for black, without quiet zones."""
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
    picture = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)).convert("L")
    pixels = picture.tobytes()
    return tuple(
        "".join("1" if dark < 128 else "0" for dark in pixels[row : row + picture.width])  # noqa: PLR2004 - half grey
        for row in range(0, len(pixels), picture.width)
    )


def draw_code(pen: Pen, room: Room, text: str, align: str = "left", widest: float = WIDEST_MM) -> bool:
    """Draw the text as a code into a room (mm), quiet zones inside it; False where it can only be text."""
    if not code128.encodable(text):
        return False
    modules = bars(text)
    module = min(widest, room.width / (len(modules) + 2 * code128.QUIET_MODULES))
    if module < NARROWEST_MM:
        draw_square(pen, room.x, room.y, min(room.width, room.height, _SQUARE_MM), text)
        return True
    quiet = code128.QUIET_MODULES * module
    free = room.width - len(modules) * module - 2 * quiet
    left = room.x + quiet + {"left": 0.0, "middle": free / 2, "right": free}[align]
    pen.bars(left, room.y, module, room.height, modules)
    return True


def draw_square(pen: Pen, x: float, y: float, side: float, text: str) -> None:
    """Draw the text as a DataMatrix of `side` mm, quiet zone inside it."""
    rows = square(text)
    module = side / (max(len(rows), len(rows[0])) + 2 * _SQUARE_QUIET_MODULES)
    quiet = _SQUARE_QUIET_MODULES * module
    for place, row in enumerate(rows):
        pen.bars(x + quiet, y + quiet + place * module, module, module, row)
