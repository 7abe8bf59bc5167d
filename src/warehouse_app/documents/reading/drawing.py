"""A label that was read, drawn dot by dot as the printer burns it: one pixel a dot, 0 is black."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse_app.documents.reading.lettering import mask, turned_by
from warehouse_app.documents.reading.values import (
    LONGEST_SIDE,
    ReadCode,
    ReadElement,
    ReadFrame,
    ReadLabel,
    ReadPicture,
    ReadText,
)

if TYPE_CHECKING:
    from PIL.Image import Image


def draw(label: ReadLabel) -> Image:
    """Return the label as a grey picture. What lies outside the label is not there."""
    from PIL import Image as Pictures

    picture = Pictures.new("L", (label.width, label.height), 255)
    for element in label.elements:
        _burn(picture, element)
    return picture


def _burn(picture: Image, element: ReadElement) -> None:
    from PIL import Image as Pictures
    from PIL import ImageChops

    corner = element.x, element.y
    if isinstance(element, ReadFrame) and not element.reverse and not element.shape and not element.rounding:
        _plain_frame(picture, element)
        return
    ink = stencil(element)
    if not element.reverse:
        white = isinstance(element, ReadFrame) and element.white
        picture.paste(255 if white else 0, corner, ink)
        return
    left, top = max(0, element.x), max(0, element.y)
    right, bottom = min(picture.width, element.x + ink.width), min(picture.height, element.y + ink.height)
    if left < right and top < bottom:
        shown = ink.crop((left - element.x, top - element.y, right - element.x, bottom - element.y))
        under = picture.crop((left, top, right, bottom))
        picture.paste(Pictures.composite(ImageChops.invert(under), under, shown), (left, top))


def stencil(element: ReadElement) -> Image:
    """Return what an element burns as a picture of its own, 255 where there is ink."""
    if isinstance(element, ReadText):
        return mask(element)
    if isinstance(element, ReadCode):
        return turned_by(_bars(element), element.turn)
    if isinstance(element, ReadPicture):
        return picture_of(element)
    return _shape(element)


def picture_of(element: ReadPicture) -> Image:
    """Return a picture's dots as an image of one bit a pixel, 1 where the printer burns."""
    from PIL import Image as Pictures

    return Pictures.frombytes("1", (element.width, element.height), element.rows)


def _bars(code: ReadCode) -> Image:
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

    figure, module = code.figure, code.module
    if code.width > LONGEST_SIDE or code.height > LONGEST_SIDE:
        return Pictures.new("1", (1, 1), 0)  # on no paper; it is not read either
    drawn = Pictures.new("1", (figure.width * module, len(figure.rows) * code.high), 0)
    pen = Pens.Draw(drawn)
    for row, runs in enumerate(figure.rows):
        x, y = 0, row * code.high
        for place, modules in enumerate(runs):
            across = modules * module
            if place % 2 == 0 and across:
                pen.rectangle((x, y, x + across - 1, y + code.high - 1), fill=1)
            x += across
    return drawn


def _plain_frame(picture: Image, element: ReadFrame) -> None:
    from PIL import ImageDraw as Pens

    corner = (element.x, element.y, element.x + element.width - 1, element.y + element.height - 1)
    colour = 255 if element.white else 0
    if 2 * element.thickness >= min(element.width, element.height):
        Pens.Draw(picture).rectangle(corner, fill=colour)
    else:
        Pens.Draw(picture).rectangle(corner, outline=colour, width=max(1, element.thickness))


def _shape(element: ReadFrame) -> Image:
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

    wide, high = min(element.width, LONGEST_SIDE), min(element.height, LONGEST_SIDE)
    drawn = Pictures.new("L", (wide, high), 0)
    pen = Pens.Draw(drawn)
    whole = (0, 0, wide - 1, high - 1)
    thick = max(1, min(element.thickness, (max(wide, high) + 1) // 2))
    if element.shape == "round":
        pen.ellipse(whole, outline=255, width=thick)
    elif element.shape:
        pen.polygon(_slant(element, wide, high), fill=255)
    elif element.rounding:
        pen.rounded_rectangle(whole, radius=element.rounding * min(wide, high) // 16, outline=255, width=thick)
    else:
        pen.rectangle(whole, outline=255, width=thick)
    return drawn


def _slant(element: ReadFrame, wide: int, high: int) -> tuple[tuple[int, int], ...]:
    thick = min(element.thickness, wide)
    low, right = high - 1, wide - 1
    if element.shape == "L":
        return ((0, 0), (thick, 0), (right, low), (right - thick, low))
    return ((right - thick, 0), (right, 0), (thick, low), (0, low))
