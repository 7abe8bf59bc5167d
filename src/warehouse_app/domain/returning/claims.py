"""Claims on carriers: what is asked of whoever carried a parcel that came damaged, empty or not at all, until when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.photos import PhotoRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.returning.states import ClaimState, Grade, UnitState
from warehouse_app.domain.returning.values import Unit

LONGEST_NOTE = 500
SOON_DAYS = 2
"""A claim whose last day is no farther off is urgent."""

SHAPE = "(?:[A-Za-z0-9._-]{1,40}=)?[0-9]{1,3}"
"""One word of the setting that says how many days carriers give: `7`, or `DHL=7`."""

DAYS = 7
_HARMED = frozenset({Grade.DAMAGED, Grade.PARTS_MISSING})
_GONE = frozenset({UnitState.EXPECTED, UnitState.MISSING})
_WORD = re.compile(SHAPE)


class ClaimKind(StrEnum):
    """What happened to the parcel: the goods came broken, the box came empty, or nothing came at all."""

    DAMAGE = "damage"
    EMPTY = "empty"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """Goods of which a claim speaks: `qty` of a product, and what was paid for them."""

    sku: str
    name: str
    qty: int
    paid_minor: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in a list. `parcel`, `tracking` and `order` are codes, "" where unknown; `deadline` is a day."""

    id: int
    code: str
    return_id: int | None
    return_code: str
    parcel_id: int | None
    parcel: str
    order: str
    carrier: str
    tracking: str
    kind: ClaimKind
    state: ClaimState
    deadline: str
    currency: str
    amount_minor: int
    paid_minor: int
    note: str
    at: str
    who: str
    sent_at: str
    answered_at: str


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim whole: what it speaks of, and the photos that show it (of the return, its units and its parcel)."""

    row: ClaimRow
    lines: tuple[ClaimLine, ...]
    photos: tuple[PhotoRow, ...]


@dataclass(frozen=True, slots=True)
class NoSuchClaim(Refusal):
    """There is no claim of that code."""

    code: ClassVar[str] = "no_such_claim"
    text: str


@dataclass(frozen=True, slots=True)
class ClaimOnNobody(Refusal):
    """Nobody knows which carrier had the parcel: it went under the house's own label, or came without one."""

    code: ClassVar[str] = "claim_on_nobody"
    name: str


@dataclass(frozen=True, slots=True)
class ClaimNotIn(Refusal):
    """The claim is not where this can be done: `deed` is what was wanted, `state` where it is."""

    code: ClassVar[str] = "claim_not_in"
    name: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class NothingClaimed(Refusal):
    """Nobody said how much is claimed, and the books do not know what the goods cost."""

    code: ClassVar[str] = "nothing_claimed"
    name: str


@dataclass(frozen=True, slots=True)
class AboveClaimed(Refusal):
    """The carrier cannot have paid more than was claimed. Both are amounts as text."""

    code: ClassVar[str] = "above_claimed"
    name: str
    amount: str
    claimed: str


@dataclass(frozen=True, slots=True)
class NoCarrier(Refusal):
    """It is not known who carried the parcel, or we did it ourselves."""

    code: ClassVar[str] = "no_carrier"
    name: str


def days_of(setting: str, carrier: str) -> int:
    """Return the days a carrier gives, of the setting's words: its own, else the one that names nobody."""
    given = {}
    for word in setting.split():
        if _WORD.fullmatch(word):
            name, _equals, days = word.rpartition("=")
            given[name.upper()] = int(days)
    return given.get(carrier.upper(), given.get("", DAYS))


def deadline(day: str, days: int) -> str:
    """Return the last day (ISO) on which something can be claimed that was seen on a day."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def is_urgent(row: ClaimRow, today: str) -> bool:
    """Tell whether a claim must go out in the next days, or should have gone already."""
    return row.state is ClaimState.DRAFT and row.deadline <= deadline(today, SOON_DAYS)


def harmed(kind: ClaimKind, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the units of a return that a claim is about; nothing of them where it is about the whole parcel.

    Of a damaged parcel those that were graded damaged or incomplete, all that came while none is graded, and all that
    should come before it is opened; of an empty one those that did not come.
    """
    there = tuple(units)
    if kind is ClaimKind.EMPTY:
        return tuple(each for each in there if each.state in _GONE)
    if kind is ClaimKind.LOSS:
        return ()
    came = tuple(each for each in there if each.state not in _GONE) or there
    if any(each.grade is not None for each in came):
        return tuple(each for each in came if each.grade in _HARMED)
    return came


def share(total_minor: int, qty: int, of: int) -> int:
    """Return what was paid for `qty` units of a line of `of`, rounded half up."""
    return 0 if of <= 0 else (2 * total_minor * min(qty, of) + of) // (2 * of)


def summed(lines: Iterable[ClaimLine]) -> int:
    """Return what was paid for all goods of a claim."""
    return sum(each.paid_minor for each in lines)
