"""What is captured while goods are packed: lot, serial number, expiry and free fields, by rule. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.barcodes.days import day_of
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.refusals import Refusal

LOT, SERIAL, EXPIRY = "lot", "serial", "expiry"
LONGEST_VALUE = 60
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
    """What was scanned or typed cannot be the value that is asked; `problem` is mask, day, length or words."""

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


def value_of(field: Field, text: str, today: date) -> str | NotCaptured:
    """Return what was typed or scanned as the value of a field, or why it cannot be."""
    value = text.strip()
    if not value.isprintable() or not value:
        return NotCaptured(field.name, value[:LONGEST_VALUE], field.mask, "words")
    if len(value) > LONGEST_VALUE:
        return NotCaptured(field.name, value[:LONGEST_VALUE], field.mask, "length")
    if field.name == EXPIRY:
        return _day(field, value, today)
    return value if fits(field.mask, value) else NotCaptured(field.name, value, field.mask, "mask")


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
