"""What a printer would draw, as pictures: our labels by our own ZPL reader, papers by the PDF renderer."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from warehouse_app.documents import pdf, zpl_reader

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_MM = 6
"""Dots of a page on the screen: an A4 page is 1260 dots wide."""


def pages(content: bytes, most: int) -> tuple[bytes, ...]:
    """Return the first pages as PNG. Raises ValueError for bytes that are neither our ZPL nor a PDF."""
    if content.startswith(b"%PDF"):
        return _pngs(pdf.pictures(content, DOTS_PER_MM, most))
    return _pngs((zpl_reader.draw(zpl_reader.read(content)),))


def _pngs(pictures: Iterable[Image]) -> tuple[bytes, ...]:
    found = []
    for picture in pictures:
        target = BytesIO()
        picture.save(target, "PNG")
        found.append(target.getvalue())
    return tuple(found)
