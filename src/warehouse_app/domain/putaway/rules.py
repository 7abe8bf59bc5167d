"""Rules as people set them: what a place takes and is for, what a product asks of its place, and where it is at home.

Values are written as text in forms, files and on the command line; here is what each may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

from warehouse_app.domain.editing import BadField, whole, words
from warehouse_app.domain.putaway.values import DemandClass, Use
from warehouse_app.domain.refusals import Refusal, Refused

LONGEST_WORD = 40
"""Characters of a zone, climate, hazard, or of why a place is locked."""

MOST = 1_000_000_000
"""The highest number of a rule; 1 000 m3 in cubic millimetres is 10 to the 12th, so volumes have their own."""

MOST_MM3 = 10**13
MOST_DAYS = 10_000
MOST_NEST = 10_000
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """What a place is for and can take. None is no limit; a place without a rule takes anything."""

    use: str = Use.PICK.value
    zone: str = ""
    climate: str = ""
    hazard: str = ""
    most_units: int | None = None
    most_g: int | None = None
    volume_mm3: int | None = None
    most_pallets: int | None = None
    mixes_products: bool = True
    mixes_lots: bool = True
    mixes_owners: bool = True
    locked: bool = False
    locked_why: str = ""


@dataclass(frozen=True, slots=True)
class ProductRule:
    """What a product asks of its place and of its box; `demand_class` A, B, C or "".

    From `shelf_days` on for receiving, from `upright` on for packing (`domain.cartons.values.Goods`).
    """

    climate: str = ""
    hazard: str = ""
    zone: str = ""
    demand_class: str = ""
    shelf_days: int | None = None
    min_days: int = 0
    inspect: bool = False
    upright: bool = False
    fragile: bool = False
    nest_mm: int = 0
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """A forward bin of a product: filled up to `most` when less than `least` stands there; `fixed`: of no other."""

    product_id: int
    sku: str
    place_id: int
    place: str
    least: int = 0
    most: int | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class BadSpan(Refusal):
    """A home is filled up to fewer than it shall have at least."""

    code: ClassVar[str] = "bad_span"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class NoSuchHome(Refusal):
    """The place is no home of the product."""

    code: ClassVar[str] = "no_such_home"
    sku: str
    place: str


@dataclass(frozen=True, slots=True)
class NoHomeThere(Refusal):
    """Only a bin can be the home of a product."""

    code: ClassVar[str] = "no_home_there"
    place: str
    kind: str


@dataclass(frozen=True, slots=True)
class LockReason(Refusal):
    """A place is locked for a reason that people read who come to it."""

    code: ClassVar[str] = "lock_reason"
    place: str


PLACE_FIELDS = tuple(each.name for each in fields(PlaceRule) if each.name not in ("locked", "locked_why"))
"""Fields of a place's rule that a form or file sets; a lock is a deed of its own."""

PRODUCT_FIELDS = tuple(each.name for each in fields(ProductRule))
_WORDS = frozenset({"zone", "climate", "hazard", "apart"})
_FLAGS = frozenset({"mixes_products", "mixes_lots", "mixes_owners", "inspect", "upright", "fragile"})
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "use": tuple(each.value for each in Use),
    "demand_class": ("", *(each.value for each in DemandClass)),
}
_LIMITS = {
    "volume_mm3": (1, MOST_MM3),
    "min_days": (0, MOST_DAYS),
    "shelf_days": (1, MOST_DAYS),
    "nest_mm": (0, MOST_NEST),
}
_ZERO = frozenset({"min_days", "nest_mm"})
"""Numbers that are 0 where nothing is said."""


def text_of(value: object) -> str:
    """Return a value of a rule as forms and files write it."""
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def texts(rule: PlaceRule | ProductRule) -> dict[str, str]:
    """Return the fields of a rule that can be set, as text."""
    names = PLACE_FIELDS if isinstance(rule, PlaceRule) else PRODUCT_FIELDS
    return {name: text_of(getattr(rule, name)) for name in names}


def value_of(field: str, text: str) -> str | bool | int | None:
    """Return what a text says of a field of a rule. Raises Refused(BadField)."""
    if field in _WORDS:
        return words(field, text, LONGEST_WORD, empty=True).casefold()
    if field in _FLAGS:
        return _flag(field, text)
    if field in _CHOICES:
        found = text.strip().upper() if field == "demand_class" else text.strip().lower()
        if found not in _CHOICES[field]:
            raise Refused(BadField(field, text[:40], "no_choice"))
        return found
    least, most = _LIMITS.get(field, (1, MOST))
    number = whole(field, text, least, most)
    return 0 if number is None and field in _ZERO else number


def _flag(field: str, text: str) -> bool:
    found = {"yes": True, "no": False, "1": True, "0": False, "true": True, "false": False}.get(text.strip().lower())
    if found is None:
        raise Refused(BadField(field, text[:40], "no_choice"))
    return found
