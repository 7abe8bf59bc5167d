"""The label model as PDF, and any PDF of ours as pictures. The same model always gives the same bytes.

Bars stand on a grid of 1/12 mm, as on a 300 dpi printer, so that a raster at that density is exact.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from warehouse_app.documents import lettering
from warehouse_app.documents.fonts import face, width
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
from warehouse_app.documents.placing import placed

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_MM = 72 / 25.4
_TENTH = POINTS_PER_MM / 10
_PER_MM = DOTS_PER_MM[300]
_DOT = POINTS_PER_MM / _PER_MM
_BASELINE = 0.78
_ONE_AT_A_TIME = threading.Lock()


def new_canvas(target: BytesIO, width_pt: float, height_pt: float, title: str) -> Any:  # noqa: ANN401 - reportlab is untyped
    """Return a reportlab canvas whose bytes depend on nothing but what is drawn."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(target, pagesize=(width_pt, height_pt), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("warehouse_app")
    return canvas


def render(model: LabelModel, title: str = "Label") -> bytes:
    """Return the label as a PDF of one page of exactly its size. Raises Usage `code_too_long` as `zpl.render` does."""
    target = BytesIO()
    height = model.height_mm * POINTS_PER_MM
    canvas = new_canvas(target, model.width_mm * POINTS_PER_MM, height, title)
    for element in model.elements:
        draw(canvas, element, height)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def draw(canvas: Any, element: Element, height: float) -> None:  # noqa: ANN401 - reportlab is untyped
    """Draw one element of a label of that height in points, in the colour at hand."""
    if isinstance(element, Text):
        _text(canvas, element, height)
    elif isinstance(element, Code128 | Symbol):
        _code(canvas, element, height)
    elif isinstance(element, Picture):
        _logo(canvas, element, height)
    elif isinstance(element, Line):
        y = height - (element.y + element.height) * _TENTH
        canvas.rect(element.x * _TENTH, y, element.width * _TENTH, element.height * _TENTH, stroke=0, fill=1)
    else:
        _box(canvas, element, height)


def _text(canvas: Any, element: Text, height: float) -> None:  # noqa: ANN401 - reportlab is untyped
    size, room = element.size * _TENTH, element.width * _TENTH
    if not lettering.simple(element.text, bold=element.bold):
        _drawn(canvas, element, height)
        return
    needed = width(element.text, size, bold=element.bold)
    line = canvas.beginText(element.x * _TENTH, height - element.y * _TENTH - size * _BASELINE)
    line.setFont(face(bold=element.bold).name, size)
    line.setHorizScale(min(100.0, 100.0 * room / needed) if needed > 0 else 100.0)
    line.textOut(element.text)
    canvas.drawText(line)


def _drawn(canvas: Any, element: Text, height: float) -> None:  # noqa: ANN401 - reportlab is untyped
    """A line in signs Inter lacks, as its picture, on the grid of dots."""
    from reportlab.lib.utils import ImageReader

    shown = lettering.picture_of(element, _PER_MM)
    x, y = dots(element.x, _PER_MM) * _DOT, height - (dots(element.y, _PER_MM) + shown.height) * _DOT
    canvas.drawImage(ImageReader(shown), x, y, shown.width * _DOT, shown.height * _DOT)


def _code(canvas: Any, element: Code128 | Symbol, height: float) -> None:  # noqa: ANN401 - reportlab is untyped
    where = placed(element, _PER_MM)
    path = canvas.beginPath()
    if where.figure.high:
        down, top = where.high * _DOT, where.top * _DOT
    else:
        down, top = element.height * _TENTH, element.y * _TENTH
    for row, runs in enumerate(where.figure.rows):
        x = where.left
        y = height - top - (row + 1) * down
        for place, modules in enumerate(runs):
            across = modules * where.module
            if place % 2 == 0 and modules:
                path.rect(x * _DOT, y, across * _DOT, down)
            x += across
    canvas.drawPath(path, stroke=0, fill=1)


def _logo(canvas: Any, element: Picture, height: float) -> None:  # noqa: ANN401 - reportlab is untyped
    from PIL import Image as Pictures
    from reportlab.lib.utils import ImageReader

    high = len(element.rows) // element.across
    burnt = bytes(0xFF ^ byte for byte in element.rows)
    shown = Pictures.frombytes("1", (element.across * 8, high), burnt)
    size = shown.width / element.per_mm * POINTS_PER_MM, high / element.per_mm * POINTS_PER_MM
    canvas.drawImage(ImageReader(shown), element.x * _TENTH, height - element.y * _TENTH - size[1], *size)


def _box(canvas: Any, element: Box, height: float) -> None:  # noqa: ANN401 - reportlab is untyped
    edge = element.thickness * _TENTH
    canvas.setLineWidth(edge)
    y = height - (element.y + element.height) * _TENTH
    canvas.rect(
        element.x * _TENTH + edge / 2,
        y + edge / 2,
        element.width * _TENTH - edge,
        element.height * _TENTH - edge,
        stroke=1,
        fill=0,
    )


@contextmanager
def _opened(document: bytes) -> Iterator[Any]:
    """The PDF, open, while no other thread has one: the library behind keeps one state for the whole process."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            opened = pypdfium2.PdfDocument(document)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a readable PDF") from error
        try:
            yield opened
        finally:
            opened.close()


def pictures(document: bytes, dots_per_mm: int = 12, most: int = 200) -> tuple[Image, ...]:
    """Rasterise a PDF into grey pictures, one a page, at most `most` of them. Raises ValueError where it is no PDF."""
    scale = dots_per_mm / POINTS_PER_MM
    with _opened(document) as opened:
        return tuple(_picture(opened[number], scale) for number in range(min(len(opened), most)))


def _picture(page: Any, scale: float) -> Image:  # noqa: ANN401 - pypdfium2 is untyped
    try:
        picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    finally:
        page.close()
    return picture


def texts(document: bytes) -> tuple[str, ...]:
    """Return every text object of the first page, in drawing order. Raises ValueError where it is no PDF."""
    import pypdfium2.raw as pdfium

    with _opened(document) as opened:
        page = opened[0]
        reading = page.get_textpage()
        pieces = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
        out = tuple(_piece_text(pdfium, piece.raw, reading.raw) for piece in pieces)
        reading.close()
        page.close()
    return out


def _piece_text(pdfium: Any, piece: Any, reading: Any) -> str:  # noqa: ANN401 - pypdfium2 is untyped
    size = pdfium.FPDFTextObj_GetText(piece, reading, None, 0)
    room = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(piece, reading, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def png(document: bytes, dots_per_mm: int = 12) -> bytes:
    """Return the first page of a PDF as a PNG. Raises ValueError where it is no PDF."""
    target = BytesIO()
    pictures(document, dots_per_mm, most=1)[0].save(target, "PNG")
    return target.getvalue()
