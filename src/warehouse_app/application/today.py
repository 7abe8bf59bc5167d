"""The board of the day, read at once: stages, needs by the cost of their delay, and the pace of packing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.today import (
    MOST_NEEDS,
    STAGES,
    Need,
    NeedKind,
    StageOrder,
    StageSum,
    Today,
    soon_from,
    summed,
    whole_hours,
    with_needs,
)
from warehouse_app.ports.clock import iso
from warehouse_app.store import orderlist, today
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import waiting
from warehouse_app.store.today import Before

QUIET = timedelta(hours=3)
"""A batch that was released longer ago and is not picked counts as stuck."""

_DONE = (Stage.PACKED, Stage.MANIFESTED)


Orders = Mapping[Stage, Sequence[StageOrder]]
"""The orders on the floor, by their stage."""


def board(desk: Desk, now: str, day: str) -> Today:
    """Return the board as of `now`; `day` is the beginning of the local day, both UTC ISO text."""
    before = today.before_floor(desk, now, soon_from(now), day_end(day))
    return board_of(desk, now, day, before, floor_orders(desk))


def day_end(day: str) -> str:
    """Return the end of a day that begins at a moment."""
    return iso(datetime.fromisoformat(day) + timedelta(days=1, microseconds=-1))


def board_of(desk: Desk, now: str, day: str, before: Mapping[Stage, Before], orders: Orders) -> Today:
    """Return the board of what was read of orders before the floor and on it."""
    begin = datetime.fromisoformat(day)
    end = day_end(day)
    floor = {stage: summed(stage, some, now) for stage, some in orders.items()}
    stages = tuple(_whole(stage, before.get(stage), floor.get(stage)) for stage in STAGES)
    short = before.get(Stage.SHORT)
    waits = [each for each in stages if each.stage not in _DONE] + ([short.sum] if short else [])
    open_ones = [each for stage, some in orders.items() if stage not in _DONE for each in some]
    leaving = sum(each.ship_by != "" and each.ship_by <= end for each in open_ones)
    scans, stopped = today.scans_since(desk, day)
    told = Today(
        now=now,
        day=day,
        end=end,
        stages=stages,
        hours=whole_hours(today.packed_by_hour(desk, day, iso(begin + timedelta(days=1))), day),
        yesterday=whole_hours(
            today.packed_by_hour(desk, iso(begin - timedelta(days=1)), day), iso(begin - timedelta(days=1))
        ),
        to_go=leaving + sum(each.today for each in before.values()),
        late=sum(each.late for each in waits),
        soon=sum(each.soon for each in waits),
        short=short.sum.count if short else 0,
        scans=scans,
        stopped=stopped,
    )
    return with_needs(told, _needs(desk, told))


def floor_orders(desk: Desk) -> Orders:
    """Return the orders on the floor: what is told of each, and since when it is there."""
    rows = orderlist.rows(desk, today.on_floor(desk)).values()
    facts = today.floor_facts(desk, [row.id for row in rows])
    found: dict[Stage, list[StageOrder]] = defaultdict(list)
    for row in rows:
        fact, since = facts.get(row.stage, {}).get(row.id, ("", row.placed_at))
        why = ", ".join(row.holds) if row.stage is Stage.HOLD else fact
        found[row.stage].append(StageOrder(row.id, row.code, row.stage, row.lines, row.ship_by, since, why))
    return found


def _whole(stage: Stage, before: Before | None, floor: StageSum | None) -> StageSum:
    """Put both halves of a stage together: an order may be held, or ready again, on the floor as well."""
    if before is None or floor is None:
        return floor or (before.sum if before else StageSum(stage))
    first = sorted((*before.sum.first, *floor.first), key=lambda each: (each.ship_by or "9", each.code))
    oldest = min((each for each in (before.sum.oldest, floor.oldest) if each), default="")
    sums = (before.sum.count + floor.count, oldest, before.sum.late + floor.late, before.sum.soon + floor.soon)
    return StageSum(stage, *sums, tuple(first[: len(before.sum.first) or 1]))


def _of_returns(desk: Desk, now: str) -> list[Need]:
    """Return what of returns waits: each kind is one need, however many there are."""
    kinds = (NeedKind.RETURN, NeedKind.REFUND, NeedKind.CLAIM)
    found = zip(kinds, waiting.counted(desk, now), strict=True)
    return [
        Need(kind, "", n, "", "" if kind is NeedKind.CLAIM else first, {"n": n, "day": first})
        for kind, (n, first) in found
        if n
    ]


def _needs(desk: Desk, told: Today) -> list[Need]:
    quiet = iso(datetime.fromisoformat(told.now) - QUIET)
    found = [*today.needs(desk, quiet, MOST_NEEDS), *_of_returns(desk, told.now)]
    if told.late:
        found.append(Need(NeedKind.LATE, "late", told.late, told.now, "", {"orders": told.late}))
    named = any(need.kind is NeedKind.SHORT for need in found)
    if told.short and not named:
        found.append(Need(NeedKind.UNALLOCATED, "open", told.short, "", "", {"orders": told.short}))
    return found
