"""The rules of goods in, pure: which lines a quantity goes to, and what a typed day means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})")
_CENTURY = 2000
_YEAR_DIGITS = 4
FIRST_YEAR, LAST_YEAR = 1990, 2199


class Judged(StrEnum):
    """How goods that came are judged against the paper."""

    RIGHT = "right"
    OVER = "over"
    UNORDERED = "unordered"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Due:
    """What a line of the paper still waits for. One of its two numbers at least is set; `price_e4` is what the delivery
    asks for one, where it says so.
    """

    purchase_line: int | None
    delivery_line: int | None
    open: int
    lot: str = ""
    price_e4: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a scan and the line it belongs to (none where nobody ordered it)."""

    due: Due | None
    qty: int
    judged: Judged


def spread(due: Sequence[Due], qty: int, lot: str = "") -> tuple[Part, ...]:
    """Return the lines a quantity goes to, in their order, those of its own lot first; what is more goes to the last.

    Without any line all of it is unordered.
    """
    fit = [each for each in due if not each.lot or not lot or each.lot.casefold() == lot.casefold()]
    ranked = [each for each in fit if each.lot and lot] + [each for each in fit if not (each.lot and lot)]
    if not ranked:
        return (Part(None, qty, Judged.UNORDERED),)
    parts: list[Part] = []
    for each in ranked:
        some = min(qty, max(0, each.open))
        if some:
            parts.append(Part(each, some, Judged.RIGHT))
            qty -= some
    if qty:
        parts.append(Part(ranked[-1], qty, Judged.OVER))
    return tuple(parts)


def over(parts: Sequence[Part]) -> int:
    """Return how many units of a scan are more than was ordered."""
    return sum(each.qty for each in parts if each.judged is Judged.OVER)


def day_typed(text: str) -> date | None:
    """Return the day a person typed (2027-03-31, 31.3.2027, 31/03/27, or 270331 as it is printed), None for no day.

    Day 00 of the printed form is not read here: a scanned code says it by its own rules.
    """
    found = _ISO.fullmatch(text) or _SHORT.fullmatch(text)
    if found is not None:
        year, month, day = found.groups()
    else:
        local = _LOCAL.fullmatch(text)
        if local is None:
            return None
        day, month, year = local.groups()
    whole = int(year) if len(year) == _YEAR_DIGITS else _CENTURY + int(year)
    try:
        told = date(whole, int(month), int(day))
    except ValueError:
        return None
    return told if FIRST_YEAR <= told.year <= LAST_YEAR else None


def keepable(text: str, longest: int) -> str:
    """Return a lot or serial number as it is kept, "" where it can be none: empty, too long, or with control signs."""
    mark = text.strip()
    return mark if mark and len(mark) <= longest and mark.isprintable() and mark != "*" else ""
