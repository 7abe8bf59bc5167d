"""What a printer would draw, as pictures: labels by our own ZPL reader, papers by the PDF renderer."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from warehouse_app.documents import foreign, pdf

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_MM = 6
"""Dots of a page on the screen: an A4 page is 1260 dots wide."""


def pages(content: bytes, most: int, dpi: int = 203) -> tuple[bytes, ...]:
    """Return the first pages or labels as PNG. Raises ValueError for bytes that are neither ZPL nor PDF nor PNG."""
    if content.startswith(b"%PDF"):
        return _pngs(pdf.pictures(content, DOTS_PER_MM, most))
    return _pngs(sheet.picture for sheet in foreign.sheets(content, dpi, most)[0])


def _pngs(pictures: Iterable[Image]) -> tuple[bytes, ...]:
    found = []
    for picture in pictures:
        target = BytesIO()
        picture.save(target, "PNG")
        found.append(target.getvalue())
    return tuple(found)
