"""What it costs to let an exception wait, and what can be done about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed, Rest

MOST_CASES = 500
"""Exceptions that are told, the dearest first."""

URGENCY = ((0, 8), (2, 6), (24, 3))
"""Hours to the cut-off, and how much an hour weighs then; later, and where nothing leaves, it weighs 1."""

_AN_ORDER, _MOST_VALUE, _MOST_AGE = 10, 50, 12
_PER_VALUE_MINOR, _HOURS_OF_AGE = 10_000, 4

_BLOCKS = frozenset({CaseKind.WEIGHT, CaseKind.STOP, CaseKind.ISSUE})
"""Somebody stands there and waits: as dear as ten orders that leave today."""

_DEEDS: Mapping[CaseKind, tuple[Deed, ...]] = {
    CaseKind.SHORT: (Deed.ALLOCATE, Deed.LOOK, Deed.COUNT, Deed.SHIP_PART),
    CaseKind.RESERVED: (Deed.FREE, Deed.LOOK),
    CaseKind.DAMAGE: (Deed.SCRAP, Deed.UNLOCK, Deed.LOOK),
    CaseKind.CODE: (Deed.LINK, Deed.LOOK),
    CaseKind.WEIGHT: (Deed.MESSAGE, Deed.LOOK),
    CaseKind.HOLD: (Deed.UNHOLD, Deed.LOOK),
    CaseKind.PRINT: (Deed.RETRY, Deed.LOOK, Deed.CANCEL),
    CaseKind.PRINTER: (Deed.USE_AGAIN, Deed.LOOK),
    CaseKind.BATCH: (Deed.GIVE, Deed.POOL, Deed.LOOK),
    CaseKind.PACK: (Deed.MESSAGE, Deed.LOOK),
    CaseKind.STOP: (Deed.MESSAGE, Deed.LOOK),
    CaseKind.COUNTING: (Deed.PUT_DOWN, Deed.MESSAGE, Deed.LOOK),
    CaseKind.REVIEW: (Deed.APPROVE, Deed.COUNT_AGAIN, Deed.REJECT, Deed.LOOK),
    CaseKind.PARKED: (Deed.LINK, Deed.SOLVE, Deed.LOOK),
    CaseKind.SCANNER: (Deed.LOOK, Deed.MESSAGE),
    CaseKind.STOPS: (Deed.MESSAGE, Deed.LOOK),
    CaseKind.SURPLUS: (Deed.SETTLE, Deed.COUNT, Deed.LOOK),
    CaseKind.BOOKS: (Deed.ACCEPT, Deed.KEEP, Deed.LOOK),
    CaseKind.ISSUE: (Deed.SETTLE, Deed.MESSAGE, Deed.LOOK),
    CaseKind.RETURN: (Deed.LOOK,),
    CaseKind.REFUND: (Deed.RETRY, Deed.LOOK),
    CaseKind.CLAIM: (Deed.LOOK,),
    CaseKind.LABEL: (Deed.RETRY, Deed.LOOK),
}


def deeds(case: Case) -> tuple[Deed, ...]:
    """Return what can be done about it, the main deed first; every one can be set aside with a reason."""
    if case.rest is not None:
        return (Deed.WAKE, *_own(case))
    return (*_own(case), Deed.REST)


def _own(case: Case) -> tuple[Deed, ...]:
    if case.kind is CaseKind.HOLD and case.fact("hold") == "address":
        return (Deed.CORRECT, Deed.UNHOLD)
    if case.kind is CaseKind.PRINT and case.fact("state") == "unknown":
        return (Deed.PRINTED, Deed.PRINT_AGAIN, Deed.LOOK)
    if case.kind is CaseKind.LABEL:
        return _of_label(case)
    if case.kind is CaseKind.REFUND and case.fact("state") == "unknown":
        return (Deed.LOOK,)  # nobody asks twice for money that may be paid already
    return _DEEDS[case.kind]


def _of_label(case: Case) -> tuple[Deed, ...]:
    """Return what helps with a label: where nothing is bought because its order is held, that it goes on."""
    held = (Deed.UNHOLD,) if case.fact("hold") else ()
    if case.fact("state") == "refused" and case.fact("hold") == "address":
        return (Deed.CORRECT, *held, Deed.RETRY, Deed.LOOK)
    if case.fact("state") == "refused":
        return (*held, Deed.RETRY, Deed.CORRECT, Deed.LOOK)
    if case.fact("held") and case.fact("state") == "wanted":
        return (*held, Deed.LOOK)
    return _DEEDS[case.kind]


def urgency(due: str, now: str) -> int:
    """Return how much waiting weighs before a cut-off; 1 where nothing leaves."""
    if not due:
        return 1
    hours = (datetime.fromisoformat(due) - datetime.fromisoformat(now)).total_seconds() / 3600
    return next((weight for within, weight in URGENCY if hours <= within), 1)


def cost_of_delay(case: Case, now: str) -> int:
    """Return what it costs to let it wait: the orders and the value behind it, weighed by the cut-off, and its age.

    It never falls when more orders or more value wait, when the cut-off comes nearer, or with time.
    """
    weight = urgency(case.due, now)
    value = min(_MOST_VALUE, max(0, case.value_minor) // _PER_VALUE_MINOR)
    stake = _AN_ORDER * max(case.orders, 10 if case.kind in _BLOCKS else 0) + value + 1
    return weight * stake + _age(case.since, now)


def _age(since: str, now: str) -> int:
    if not since:
        return 0
    hours = (datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds() / 3600
    return min(_MOST_AGE, max(0, int(hours // _HOURS_OF_AGE)))


def dearest_first(cases: Iterable[Case], now: str) -> tuple[Case, ...]:
    """Return them with their cost, the dearest first, the older one among equals."""
    judged = [replace(case, cost=cost_of_delay(case, now)) for case in cases]
    return tuple(sorted(judged, key=lambda case: (-case.cost, case.since or "9", case.kind, case.ref)))


def rests(case: Case, rest: Rest, mark: str, now: str) -> bool:
    """Tell whether it rests still: until its time is over, or as long as nothing about it changed."""
    return now < rest.until if rest.until else case.mark == mark
