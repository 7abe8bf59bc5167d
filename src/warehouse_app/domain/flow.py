"""The flow of orders through the house: lanes of each release channel, where it is narrow, and when it will be done.

The forecast is the judge's machine with sums in the place of orders: picking and packing in a row, each as fast as its
people together. What-if questions move people and cut-offs and ask again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.channels import Lane
from warehouse_app.domain.releasing.estimates import Pace
from warehouse_app.domain.today import Today

NARROW_S = 30 * 60
"""Work that waits this long before a stage makes it a bottleneck."""

LATER_MIN = 30
"""By how many minutes a cut-off is moved in a what-if question."""


@dataclass(frozen=True, slots=True)
class LaneSums:
    """One release channel ("" is everything else): how many of its orders stand in each lane."""

    channel: str
    title: str
    lanes: Mapping[Lane, int]


@dataclass(frozen=True, slots=True)
class Bucket:
    """What must leave with one collection: orders, and units still to be picked and to be packed.

    `leaves` is UTC ISO text, `service` "" every service without times of its own. `planned` False: nobody said when a
    carrier comes, and the end of the day stands in its place.
    """

    warehouse: str
    service: str
    leaves: str
    orders: int = 0
    to_pick: int = 0
    to_pack: int = 0
    planned: bool = True

    @property
    def picked(self) -> int:
        """Return the units that wait for packing alone."""
        return max(0, self.to_pack - self.to_pick)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works in a warehouse, and how fast one of them is."""

    pickers: int
    packers: int
    pick: Pace
    pack: Pace


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A question: so many pickers and packers more (or fewer), cut-offs so many minutes later."""

    pickers: int = 0
    packers: int = 0
    minutes: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return bool(self.pickers or self.packers or self.minutes)


AS_IT_IS = WhatIf()


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the last order of a collection will be packed, and how many will miss it."""

    warehouse: str
    service: str
    leaves: str
    done_at: str
    orders: int
    late: int
    planned: bool = True

    @property
    def in_time(self) -> bool:
        """Tell whether all of them make it."""
        return self.late == 0


@dataclass(frozen=True, slots=True)
class Pulse:
    """Orders of the last hour: those let to the floor, picked, packed."""

    released: int = 0
    picked: int = 0
    packed: int = 0


@dataclass(frozen=True, slots=True)
class Narrow:
    """The bottleneck: the stage before which most work waits, how long it takes, and how it grew in the last hour."""

    stage: Stage
    waits_s: int
    growth: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole board: the day, its channels, what leaves with which collection, who works, and why some are late."""

    today: Today
    channels: tuple[LaneSums, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    crews: Mapping[str, Crew] = field(default_factory=dict)
    pulse: Pulse = Pulse()
    late_at: Mapping[Stage, int] = field(default_factory=dict)

    def forecasts(self, asked: WhatIf = AS_IT_IS) -> tuple[Forecast, ...]:
        """Return the forecast of each collection, the first first."""
        return forecasts(self.buckets, self.crews, self.today.now, asked)

    @property
    def narrow(self) -> Narrow | None:
        """Return the bottleneck, None where nothing waits for long."""
        counts = {each.stage: each.count for each in self.today.stages}
        return narrow(self.buckets, self.crews, self.pulse, counts)


def forecasts(
    buckets: Iterable[Bucket], crews: Mapping[str, Crew], now: str, asked: WhatIf = AS_IT_IS
) -> tuple[Forecast, ...]:
    """Return when each collection's work is done, worked in the order in which they leave; one per bucket."""
    clocks: dict[str, tuple[float, float]] = {}
    found = []
    for bucket in sorted(buckets, key=lambda each: (each.leaves, each.service)):
        crew = crews.get(bucket.warehouse)
        if crew is None or not bucket.orders:
            continue
        pick, pack = clocks.get(bucket.warehouse, (0.0, 0.0))
        begun = max(pick, pack)
        pick += crew.pick.seconds(bucket.to_pick) / max(1, crew.pickers + asked.pickers)
        pack_s = crew.pack.seconds(bucket.to_pack) / max(1, crew.packers + asked.packers)
        # Packing goes on while picking does, but the last order is packed after it was picked.
        pack = max(pack + pack_s, pick + pack_s / bucket.orders)
        clocks[bucket.warehouse] = (pick, pack)
        leaves = _after(bucket.leaves, asked.minutes * 60) if bucket.planned else bucket.leaves
        found.append(_forecast(bucket, leaves, now, begun, pack))
    return tuple(found)


def _forecast(bucket: Bucket, leaves: str, now: str, begun: float, done: float) -> Forecast:
    left = (datetime.fromisoformat(leaves) - datetime.fromisoformat(now)).total_seconds()
    late = 0
    if done > left:
        share = (left - begun) / (done - begun) if done > begun else 0.0
        late = bucket.orders - int(bucket.orders * min(1.0, max(0.0, share)))
    facts = (bucket.warehouse, bucket.service, leaves)
    return Forecast(*facts, _after(now, done), bucket.orders, late, bucket.planned)


def _after(moment: str, seconds: float) -> str:
    found = datetime.fromisoformat(moment) + timedelta(seconds=round(seconds))
    return found.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_PICKING = (Stage.PICKING, Stage.RELEASED, Stage.READY)
_PACKING = (Stage.PICKED, Stage.PACKING)


def narrow(
    buckets: Sequence[Bucket], crews: Mapping[str, Crew], pulse: Pulse, counts: Mapping[Stage, int]
) -> Narrow | None:
    """Return where most work waits: before picking or before packing, at the stage that most of its orders stand at."""
    pick_s = pack_s = 0.0
    for bucket in buckets:
        crew = crews.get(bucket.warehouse)
        if crew is not None:
            pick_s += crew.pick.seconds(bucket.to_pick) / max(1, crew.pickers)
            pack_s += crew.pack.seconds(bucket.picked) / max(1, crew.packers)
    if max(pick_s, pack_s) < NARROW_S:
        return None
    if pick_s > pack_s:
        return Narrow(_fullest(_PICKING, counts), round(pick_s), pulse.released - pulse.picked)
    return Narrow(_fullest(_PACKING, counts), round(pack_s), pulse.picked - pulse.packed)


def _fullest(stages: Sequence[Stage], counts: Mapping[Stage, int]) -> Stage:
    return max(stages, key=lambda stage: counts.get(stage, 0))


QUESTIONS = (
    WhatIf(pickers=-1, packers=1), WhatIf(pickers=1, packers=-1), WhatIf(packers=1), WhatIf(pickers=1),
    WhatIf(pickers=1, packers=1), WhatIf(minutes=LATER_MIN),
)  # fmt: skip
"""What is tried to let all leave on time, the cheapest first: somebody moves, somebody more, a later collection."""


def late_in(found: Iterable[Forecast]) -> int:
    """Return how many orders miss their collection."""
    return sum(each.late for each in found)


def suggest(flow: Flow) -> tuple[WhatIf, int] | None:
    """Return what would help most, and how many would be late then; None where nothing is late, or nothing helps."""
    late = late_in(flow.forecasts())
    if not late:
        return None
    crews = flow.crews.values()
    best: tuple[int, WhatIf] | None = None
    for asked in QUESTIONS:
        if asked.pickers < 0 and all(crew.pickers < 2 for crew in crews):  # noqa: PLR2004 - one stays
            continue
        if asked.packers < 0 and all(crew.packers < 2 for crew in crews):  # noqa: PLR2004 - one stays
            continue
        then = late_in(flow.forecasts(asked))
        if then < (late if best is None else best[0]):
            best = (then, asked)
        if then == 0:
            break
    return None if best is None else (best[1], best[0])
