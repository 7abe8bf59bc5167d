"""Near misses: kept as a scan is refused, listed with who picked, and settled where a unit lies there too many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.verdicts.misses import NearMiss, NoSuchMiss
from warehouse_app.domain.verdicts.values import NEAR_MISSES
from warehouse_app.ports.clock import iso
from warehouse_app.store import listing
from warehouse_app.store.desk import Desk
from warehouse_app.store.verdicts import misses
from warehouse_app.wording.verdicts import miss_words

MISSES: ListOf[NearMiss] = ListOf("nearmisses", misses.MISSES, home="all")
"""The list of near misses."""

LONGEST_HOW = 200
MOST_PICKERS = 200
PEOPLE_DAYS = 30
"""How far back near misses are counted by person, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleMiss(Command):
    """Say what became of a unit that lay at a bench and belonged to no order there."""

    miss: int
    how: str


@handles(SettleMiss, right=Right.ASSIGN)
def settle_miss(desk: Desk, command: SettleMiss, _session: Session) -> None:
    """Settle it. Raises Refused(NoSuchMiss, BadField)."""
    if not misses.settle(desk, command.miss, words("reason", command.how, LONGEST_HOW)):
        raise Refused(NoSuchMiss(command.miss))
    desk.touch(Touched.NEAR_MISS)


def near_miss(desk: Desk, refusal: Refusal, order_id: int, *, of_order: int = 0) -> None:
    """Keep a refusal of goods in the hand as a near miss of an order, where it is one."""
    if refusal.code not in NEAR_MISSES:
        return
    facts = refusal.facts()
    wanted = facts.get("wanted")
    # What is still missing names the line whose goods were mistaken; lots and serials name themselves in `wanted`.
    instead = wanted[0].split(" ", 1)[0] if isinstance(wanted, tuple) and wanted else ""
    asked, left = facts.get("asked"), facts.get("left")
    more = asked - left if isinstance(asked, int) and isinstance(left, int) else 1
    misses.keep(
        desk, refusal.code, order_id, str(facts.get("sku", "")), max(1, more), of_order=of_order, instead=instead
    )
    desk.touch(Touched.NEAR_MISS)


def miss_of(desk: Desk, key: int) -> NearMiss | None:
    """Return one near miss as it is now. For `Runner.ask`."""
    return misses.rows(desk, [key]).get(key)


def miss_counts(desk: Desk) -> Mapping[str, int]:
    """Return how many near misses each view has."""
    return {name: listing.extent(desk, misses.MISSES, ListQuery(name)).total for name in ("open", "all")}


def miss_choices(desk: Desk) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return what the list can be narrowed to: pickers and verdicts that there are. For `Runner.ask`."""
    found = misses.by_picker(desk, "", MOST_PICKERS)
    people = {code: name for code, name, _verdict, _n, _last in found if code}
    codes = sorted({row[2] for row in found})
    return (
        ("picker", tuple(sorted(people.items(), key=lambda each: each[1]))),
        ("code", tuple((each, miss_words(each)) for each in codes)),
    )


class PickerMisses(NamedTuple):
    """Near misses of goods that one person picked, of one verdict: who, how many, the last."""

    picker: str
    name: str
    code: str
    times: int
    last: str


def misses_by_picker(desk: Desk, since: str) -> tuple[PickerMisses, ...]:
    """Return near misses by picker and code since a moment."""
    return tuple(PickerMisses(*each) for each in misses.by_picker(desk, since, MOST_PICKERS))


def misses_lately(desk: Desk, now: str, days: int = PEOPLE_DAYS) -> tuple[PickerMisses, ...]:
    """Return near misses of the days before now by picker and code. For `Runner.ask`."""
    return misses_by_picker(desk, iso(datetime.fromisoformat(now) - timedelta(days=days)))
