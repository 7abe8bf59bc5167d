"""The day at a glance: how many orders stand at each stage, what needs a person first, and the pace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from warehouse_app.domain.orders.readiness import Stage

STAGES = (
    Stage.HOLD, Stage.READY, Stage.RELEASED, Stage.PICKING, Stage.PICKED, Stage.PACKING, Stage.PACKED, Stage.MANIFESTED,
)  # fmt: skip
"""The stages an open order goes through, in the order of its life."""

SOON = timedelta(hours=2)
"""An order that leaves within this time and is not packed is at risk."""

FIRST = 8
"""Orders of a stage that are named, those that leave first."""

MOST_NEEDS = 50
"""Needs that are told; the dearest first."""

_PACKED = frozenset({Stage.PACKED, Stage.MANIFESTED})


@dataclass(frozen=True, slots=True)
class StageOrder:
    """One order of a stage: what is told of it, when it leaves, and since when it waits there."""

    id: int
    code: str
    stage: Stage
    lines: int
    ship_by: str
    since: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class StageSum:
    """One stage: how many orders, since when the oldest waits, how many are late or soon will be, and the first."""

    stage: Stage
    count: int = 0
    oldest: str = ""
    late: int = 0
    soon: int = 0
    first: tuple[StageOrder, ...] = ()


class NeedKind(StrEnum):
    """What can need a person."""

    LATE = "late"
    SHORT = "short"
    UNALLOCATED = "unallocated"
    HOLD = "hold"
    PACK = "pack"
    BATCH = "batch"
    PRINT = "print"
    COUNT = "count"
    RETURN = "return"
    REFUND = "refund"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for a person: `ref` is what to open, `orders` wait for it, the first of them `due`.

    `facts` fill its sentence in `wording/today`.
    """

    kind: NeedKind
    ref: str
    orders: int
    due: str
    since: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HourSum:
    """Parcels packed in one hour; `hour` is its beginning, UTC ISO text."""

    hour: str
    packed: int


@dataclass(frozen=True, slots=True)
class Today:
    """The whole board. `day` is the beginning of the local day and `end` its end; both, like `now`, UTC ISO text.

    `yesterday` counts by the same hours a day before. `to_go` orders leave by the end of the day and are not packed.
    """

    now: str
    day: str
    end: str
    stages: tuple[StageSum, ...] = ()
    needs: tuple[Need, ...] = ()
    hours: tuple[HourSum, ...] = ()
    yesterday: tuple[HourSum, ...] = ()
    to_go: int = 0
    late: int = 0
    soon: int = 0
    short: int = 0
    scans: int = 0
    stopped: int = 0

    @property
    def packed(self) -> int:
        """Return the parcels packed today."""
        return sum(each.packed for each in self.hours)

    @property
    def packed_yesterday(self) -> int:
        """Return the parcels packed yesterday until this time of day."""
        until = _before(self.now, days=1)
        return sum(each.packed for each in self.yesterday if each.hour < until)

    @property
    def pace(self) -> int:
        """Return the parcels of the last whole hour."""
        last = _before(self.now, hours=1)[:13]
        return next((each.packed for each in self.hours if each.hour[:13] == last), 0)

    @property
    def best(self) -> int:
        """Return the parcels of the best hour of the day."""
        return max((each.packed for each in self.hours), default=0)

    @property
    def done_at(self) -> str:
        """Return when what is to go will be packed at the pace of the last hour; empty while nothing moves."""
        if not self.pace or not self.to_go:
            return ""
        return _after(self.now, self.to_go / self.pace)


def _before(text: str, **by: int) -> str:
    return (datetime.fromisoformat(text) - timedelta(**by)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _after(text: str, hours: float) -> str:
    return (datetime.fromisoformat(text) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def soon_from(now: str) -> str:
    """Return the moment before which an order leaves soon."""
    return _after(now, SOON.total_seconds() / 3600)


def summed(stage: Stage, orders: Iterable[StageOrder], now: str) -> StageSum:
    """Return the sum of the orders of one stage. What is packed is late no more: it stands on the dock."""
    mine = sorted(orders, key=lambda each: (each.ship_by or "9", each.code))
    waits = () if stage in _PACKED else tuple(each for each in mine if each.ship_by)
    late = sum(each.ship_by < now for each in waits)
    soon = sum(now <= each.ship_by < soon_from(now) for each in waits)
    oldest = min((each.since for each in mine if each.since), default="")
    return StageSum(stage, len(mine), oldest, late, soon, tuple(mine[:FIRST]))


def cost(need: Need, now: str) -> tuple[int, str]:
    """Return what a need costs while it waits, greater is dearer: the orders that wait, more where they leave soon."""
    if need.kind is NeedKind.LATE:
        weight = 8
    elif need.due and need.due < now:
        weight = 4
    elif need.due and need.due < soon_from(now):
        weight = 3
    elif need.due and need.due < _after(now, 24):
        weight = 2
    else:
        weight = 1
    return max(1, need.orders) * weight, need.since


def dearest_first(needs: Sequence[Need], now: str) -> tuple[Need, ...]:
    """Sort needs by what their delay costs, the older one first among equals."""
    ordered = sorted(needs, key=lambda need: (-cost(need, now)[0], need.since, need.kind, need.ref))
    return tuple(ordered[:MOST_NEEDS])


def whole_hours(hours: Iterable[HourSum], begin: str, count: int = 24) -> tuple[HourSum, ...]:
    """Return every hour of a day, those without parcels as zero."""
    known = {each.hour[:13]: each.packed for each in hours}
    first = datetime.fromisoformat(begin)
    moments = (first + timedelta(hours=at) for at in range(count))
    named = [moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for moment in moments]
    return tuple(HourSum(hour, known.get(hour[:13], 0)) for hour in named)


def with_needs(board: Today, needs: Sequence[Need]) -> Today:
    """Return the board with its needs in their order."""
    return replace(board, needs=dearest_first(needs, board.now))
