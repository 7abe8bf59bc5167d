"""Photos as evidence: what a damaged or unknown thing, or a packed parcel, looked like when it was at the bench.

The picture lies outside the database, under the digest of its bytes; its row here says what it shows, and who took it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal

MOST_BYTES = 25_000_000
"""A larger file is no photo that anybody took at a bench."""

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 2_048
"""Pixels of a kept photo's longer side: enough to read a label from."""

MOST_OF_ONE = 20
"""Photos of one thing."""


class About(StrEnum):
    """What a photo shows."""

    RECEIPT_LINE = "receipt_line"
    PARKED = "parked"
    PARCEL = "parcel"
    ORDER_LINE = "order_line"
    ORDER = "order"
    RETURN = "return"
    RETURN_UNIT = "return_unit"


OF_PACKING = frozenset({About.PARCEL, About.ORDER_LINE, About.ORDER})
"""What photos of the pack bench show: the parcel as it was packed, an item of a line, the order otherwise."""

OF_RETURNS = frozenset({About.RETURN, About.RETURN_UNIT})
"""What photos of the returns bench show: the parcel that came, and a unit that was in it."""


class Asks(StrEnum):
    """When a pack bench asks for a photo: the values of its setting."""

    NEVER = "never"
    DAMAGE = "damage"
    ALWAYS = "always"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One photo: `digest` (SHA-256, hexadecimal) names its bytes, `ref` the row of what it is about."""

    id: int
    about: About
    ref: int
    digest: str
    size: int
    note: str
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class ToPhotograph:
    """What is photographed: the row, and the code people know it by."""

    about: About
    ref: int
    code: str


def wanted(asks: Asks, *, told: bool, worth: int, worth_from: int) -> bool:
    """Tell whether a parcel is photographed before it is sealed.

    By rule it is where an instruction asks for it (`told`), or where its order is worth so much.
    """
    if asks is not Asks.RULE:
        return asks is Asks.ALWAYS
    return told or 0 < worth_from <= worth


@dataclass(frozen=True, slots=True)
class NotAPhoto(Refusal):
    """The file is no picture that can be kept: `why` is unreadable or too_large."""

    code: ClassVar[str] = "not_a_photo"
    file: str
    why: str


@dataclass(frozen=True, slots=True)
class NoSuchPhoto(Refusal):
    """There is no photo of that number."""

    code: ClassVar[str] = "no_such_photo"
    photo: int


@dataclass(frozen=True, slots=True)
class NothingToShow(Refusal):
    """What the photo is said to show is not there."""

    code: ClassVar[str] = "nothing_to_show"
    about: str
    ref: int


@dataclass(frozen=True, slots=True)
class TooManyPhotos(Refusal):
    """There are as many photos of it as are kept of one thing."""

    code: ClassVar[str] = "too_many_photos"
    most: int
