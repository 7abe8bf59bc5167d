"""What is captured while goods are packed: lot, serial number, expiry and free fields, by rule. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.barcodes.commands import multiplier_of
from warehouse_app.domain.barcodes.days import day_of
from warehouse_app.domain.barcodes.elements import Gs1Fields, split
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault
from warehouse_app.domain.barcodes.read import Barcode, Problem, Unreadable, read
from warehouse_app.domain.refusals import Refusal

LOT, SERIAL, EXPIRY = "lot", "serial", "expiry"
LONGEST_VALUE = 60
LONGEST_OF_GS1 = 20
"""How long a lot or serial number of a GS1 code is at most: what is longer and begins like one is a whole code."""

_AIM = "]"
_LOT, _EXPIRY, _SERIAL = "10", "17", "21"
"""Identifiers of GS1 whose values are captured."""
LONGEST_MASK = 60


class RuleScope(StrEnum):
    """What a rule is about."""

    PRODUCT = "product"
    HAZARD = "hazard"
    CHANNEL = "channel"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CaptureRule:
    """Capture `field` for what the rule is about. `mask` says how a value looks: 9 a digit, A a letter, # either,
    a star at the end anything; every other sign is itself. "": anything.
    """

    scope: RuleScope
    ref: str
    field: str
    mask: str = ""
    hint: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A rule as it is listed: since when, whose (code), and what its product is called."""

    id: int
    scope: str
    ref: str
    field: str
    mask: str
    hint: str
    at: str
    who: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked."""

    name: str
    mask: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NotCaptured(Refusal):
    """What was scanned or typed cannot be the value that is asked; `problem` is mask, day, length, words or code."""

    code: ClassVar[str] = "not_captured"
    field: str
    text: str
    mask: str
    problem: str


def fits(mask: str, value: str) -> bool:
    """Tell whether a value looks as a mask says."""
    if not mask:
        return True
    rest = mask.endswith("*")
    signs = mask[:-1] if rest else mask
    if len(value) < len(signs) or (not rest and len(value) != len(signs)):
        return False
    return all(_is_sign(sign, each) for sign, each in zip(signs, value, strict=False))


def _is_sign(sign: str, each: str) -> bool:
    if sign == "9":
        return each.isascii() and each.isdigit()
    if sign == "A":
        return each.isascii() and each.isalpha()
    if sign == "#":
        return each.isascii() and each.isalnum()
    return sign == each


def said_by(said: Gs1Fields | None, today: date) -> dict[str, str]:
    """Return what a GS1 code says of the fields that have a meaning of their own."""
    if said is None or said.unsure:
        return {}
    found = {LOT: said.lot or "", SERIAL: said.serial or ""}
    if said.expiry is not None:
        found[EXPIRY] = day_of(said.expiry, today).isoformat()
    return {name: value for name, value in found.items() if value}


def said_alone(text: str) -> Gs1Fields | None:
    """Return lot, serial number and day of a GS1 code that names no product, as small labels of goods do.

    By GS1's rules these go with a GTIN; beside goods whose product is known, what the code says is plain all the same.
    """
    code = read(text)
    if isinstance(code, Unreadable) or not (code.symbology or "").startswith(("gs1-", "databar")):
        return None
    elements = split(code.text)
    told = {} if isinstance(elements, Gs1Fault) else dict(elements)
    if not told.keys() or told.keys() - {_LOT, _EXPIRY, _SERIAL}:
        return None
    return Gs1Fields(lot=told.get(_LOT), expiry=told.get(_EXPIRY), serial=told.get(_SERIAL))


def value_of(field: Field, text: str, today: date) -> str | NotCaptured:
    """Return what was typed or scanned as the value of a field, or why it cannot be."""
    code = read(text)
    value = text.strip() if isinstance(code, Unreadable) else code.text
    if not value.isprintable() or not value:
        return NotCaptured(field.name, value[:LONGEST_VALUE], field.mask, "words")
    if len(value) > LONGEST_VALUE:
        return NotCaptured(field.name, value[:LONGEST_VALUE], field.mask, "length")
    if isinstance(code, Unreadable) or _is_other_code(field, code, aim=text.lstrip().startswith(_AIM)):
        return NotCaptured(field.name, value, field.mask, "code")
    if field.name == EXPIRY:
        return _day(field, value, today)
    return value if fits(field.mask, value) else NotCaptured(field.name, value, field.mask, "mask")


def _is_other_code(field: Field, code: Barcode, *, aim: bool) -> bool:
    """Tell whether what was scanned is a code of something else: of ours, a count, a whole or broken GS1 code, two.

    A number may look like part of one by chance: where a rule says how the value looks, what looks so is taken.
    """
    if code.own is not None or multiplier_of(code.text) is not None:
        return True
    if code.gs1 is not None and (aim or code.gs1.gtin is not None):
        return True
    if isinstance(code.suspect, Gs1Fault) and (aim or len(code.text) > LONGEST_OF_GS1):
        return True
    odd = code.suspect in (Problem.BAD_CHECK, Problem.TWO_CODES)
    return odd and not (field.mask and fits(field.mask, code.text))


def _day(field: Field, value: str, today: date) -> str | NotCaptured:
    """Return a day as ISO text: written so, or as GS1 codes have it (YYMMDD)."""
    try:
        if len(value) == 6 and value.isascii() and value.isdigit():  # noqa: PLR2004 - YYMMDD
            return day_of(value, today).isoformat()
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return NotCaptured(field.name, value, field.mask, "day")


def asked_of(rules: Iterable[CaptureRule]) -> tuple[Field, ...]:
    """Return what rules ask together, each field once, the rule of a product before that of all."""
    found: dict[str, Field] = {}
    for rule in sorted(rules, key=lambda each: (list(RuleScope).index(each.scope), each.field)):
        found.setdefault(rule.field, Field(rule.field, rule.mask, rule.hint))
    return tuple(found.values())


def still_asked(fields: Iterable[Field], got: Mapping[str, str]) -> tuple[Field, ...]:
    """Return the fields that nobody told yet."""
    return tuple(each for each in fields if not got.get(each.name))
