"""Dates as files write them: ISO is certain; day-month order is decided per file by evidence; without evidence
nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from warehouse_app.domain.importing.texts import broken_cell
from warehouse_app.domain.importing.values import BadValueError

Order = Literal["day", "month", ""]
ORDERS: tuple[Order, ...] = ("day", "month", "")
FIRST_YEAR, LAST_YEAR = 1990, 2100
MONTHS = 12
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?")
_SERIAL = re.compile(r"\d{5}([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """Which of the two numbers of a local date is the day, and how many distinct values prove each reading."""

    order: Order
    day_first: int
    month_first: int
    unclear: int
    example: str


def proof(text: str) -> Literal["day", "month", "?", ""]:
    """Tell what one value proves. Dots between the numbers mean day first; equal numbers and ISO dates prove nothing
    and need nothing.
    """
    match = _LOCAL.match(text.strip())
    if not match:
        return ""
    first, mark, second = int(match[1]), match[2], int(match[3])
    if mark == "." or first > MONTHS:
        return "day"
    if second > MONTHS:
        return "month"
    return "" if first == second else "?"


def decide_order(values: Iterable[str]) -> OrderDecision:
    """Weigh the distinct date texts of a file; the order is "" when unclear ones stand without proof, or when proofs
    contradict.
    """
    count = {"day": 0, "month": 0, "?": 0, "": 0}
    first: dict[str, str] = {}
    for value in values:
        says = proof(value)
        count[says] += 1
        first.setdefault(says, value)
    order: Order = ""
    if count["day"] and not count["month"]:
        order = "day"
    elif count["month"] and not count["day"]:
        order = "month"
    return OrderDecision(order, count["day"], count["month"], count["?"], first.get("?", first.get(order, "")))


def moment(text: str, order: Order, zone: tzinfo, *, end_of_day: bool = False) -> datetime:
    """Return the UTC time of a written date or date and time; a time without offset is local to `zone`, a bare date
    its first or last second.
    """
    text = text.strip()
    day, rest = _day(text, order)
    if not rest:
        clock, offset = (time(23, 59, 59) if end_of_day else time()), ""
    else:
        clock, offset = _clock(rest)
    if offset:
        try:
            return datetime.fromisoformat(f"{day}T{clock}{'+00:00' if offset == 'Z' else offset}").astimezone(UTC)
        except ValueError:
            raise BadValueError("not_a_date") from None
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _day(text: str, order: Order) -> tuple[date, str]:
    match = _ISO.match(text)
    if match:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        match = _LOCAL.match(text)
        if not match:
            broken = broken_cell(text)
            if broken is not None:
                raise broken
            raise BadValueError("date_serial" if _SERIAL.fullmatch(text) else "not_a_date")
        if not order and proof(text) == "?":
            raise BadValueError("date_ambiguous")
        first, second = int(match[1]), int(match[3])
        day_first = order == "day" or match[2] == "." or (not order and first > MONTHS)
        day, month = (first, second) if day_first else (second, first)
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)  # noqa: PLR2004 - a year of two digits
    try:
        found = date(year, month, day)
    except ValueError:
        raise BadValueError("not_a_date") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValueError("date_out_of_range", first=FIRST_YEAR, last=LAST_YEAR)
    return found, text[match.end() :].lstrip("Tt ,")


def _clock(text: str) -> tuple[time, str]:
    match = _TIME.fullmatch(text.strip())
    if not match:
        raise BadValueError("not_a_date")
    hour = int(match[1])
    half = (match[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0)), match[5] or ""
    except ValueError:
        raise BadValueError("not_a_date") from None


def next_working_day_end(placed: datetime, zone: tzinfo, holidays: frozenset[date] = frozenset()) -> datetime:
    """Return the last second, in UTC, of the next Monday-to-Friday day after `placed`, both seen in `zone`, that is
    no holiday.
    """
    day = placed.astimezone(zone).date() + timedelta(days=1)
    while day.weekday() >= 5 or day in holidays:  # noqa: PLR2004 - Saturday is 5
        day += timedelta(days=1)
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)
