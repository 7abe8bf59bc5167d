"""Numbers that a shop gives out for itself and that carry a weight or a price, read as the shop has set it.

A shape has 13 signs: digits that must stand there, `I` for those of the item, `G` for grams, `X` for what is left out
(a price, an inner check digit), and `C` at the end for the check digit: `28IIIIIGGGGGC`. The product is known by the
number with zeros for G and X: the item 12345 of that shape by 2812345000007.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from warehouse_app.domain.barcodes.gtin import check_digit

SHAPE = r"(?=[0-9IGX]{12}C)(?:02|04|2[0-9])(?=[0-9]*I)[0-9IGX]*C"
"""What one shape looks like."""
_SHAPE = re.compile(SHAPE)


@dataclass(frozen=True, slots=True)
class ShopNumber:
    """What a number of a shop's own says: the 14 digits its product is known by, and the grams in it, None if none."""

    gtin: str
    grams: int | None


def shop_numbers(number: str, shapes: str) -> tuple[ShopNumber, ...]:
    """Return what a number of 13 digits says by each of the shapes (blanks between them) that it has."""
    found = (_by_shape(number, shape) for shape in shapes.split() if _SHAPE.fullmatch(shape) is not None)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _by_shape(number: str, shape: str) -> ShopNumber | None:
    pairs = tuple(zip(shape[:-1], number, strict=False))
    if len(number) != len(shape) or any(sign.isdigit() and sign != digit for sign, digit in pairs):
        return None
    body = "".join("0" if sign in "GX" else digit for sign, digit in pairs)
    grams = "".join(digit for sign, digit in pairs if sign == "G")
    return ShopNumber(f"0{body}{check_digit(body)}", int(grams) if grams else None)
