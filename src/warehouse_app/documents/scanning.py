"""Barcodes read from a picture by an independent decoder, as a scanner in the warehouse reads them from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

    from warehouse_app.documents.reading.values import ReadCode

_AROUND = 8
_PLAIN = {"Code39": "Code39Std"}
"""Kinds that the decoder would read in a larger meaning than the printer gives them."""


def found_in(picture: Image) -> list[tuple[str, Any]]:
    """Return every code of a picture: its text (element strings with their separators) and the decoder's own result."""
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, try_rotate=True, try_downscale=False, text_mode=zxingcpp.TextMode.Plain)
    return [(code.text, code) for code in found]


def near(picture: Image, code: ReadCode) -> bool:
    """Whether a code is read in its place on the label, and says what its command says.

    Only what belongs to it is looked at, so that a busy label hides no code; what was printed over it still does.
    """
    import zxingcpp

    white = max(_AROUND, code.quiet)
    room = (code.x - white, code.y - white, code.x + code.width + white, code.y + code.height + white)
    inside = max(0, room[0]), max(0, room[1]), min(picture.width, room[2]), min(picture.height, room[3])
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return False
    found = zxingcpp.read_barcodes(
        picture.crop(inside),
        formats=getattr(zxingcpp.BarcodeFormat, _PLAIN.get(code.kind, code.kind)),
        try_downscale=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return any(each.text == code.text for each in found)
