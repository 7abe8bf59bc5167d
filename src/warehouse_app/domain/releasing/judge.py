"""Which orders go to the floor, and in which order, so that fewest are late.

Two machines in a row, picking and packing, each as fast as its people together. Orders are taken by their cut-off;
where one would miss it, of those taken so far the one that needs most time is put off (Moore and Hodgson). With one
machine no choice has fewer late orders; with two it is a rule of thumb. What is late anyway goes after what can be in
time, so that it makes nothing else late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MOST_JOBS = 5_000
"""Orders that are weighed against each other at once, those with the nearest cut-off; the others wait."""

_NEVER = 1 << 40


class Why(StrEnum):
    """Why an order will be late, or waits."""

    SHORT = "short"
    HELD = "held"
    NOT_PAID = "not_paid"
    NO_TIME = "no_time"
    OVER_LIMIT = "over_limit"
    PAST_DUE = "past_due"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Job:
    """One order that might go. `due` seconds are left until its cut-off (None: nobody promised a time).

    `pick` and `pack` are seconds of one person; `why` says what blocks it, empty where nothing does. `zones` are its
    units by zone. `whole`: it goes with all of its wave, whatever the limits of the floor.
    """

    order_id: int
    code: str
    due: int | None
    pick: int
    pack: int
    units: int
    priority: int = 0
    why: str = ""
    zones: Mapping[str, int] = field(default_factory=dict)
    whole: bool = False

    @property
    def until(self) -> int:
        """Return its seconds left; very many where nobody promised a time."""
        return _NEVER if self.due is None else self.due


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works, and the seconds of one person that wait before anything new: at picking, and at packing."""

    pickers: int = 1
    packers: int = 1
    pick_waits: int = 0
    pack_waits: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """What the floor may still take on: None is no limit. `orders_a_batch` says how many orders make one batch.

    `empty`: nothing is on the floor, so that an order larger than the limit of units may go.
    """

    batches: int | None = None
    units: int | None = None
    zones: Mapping[str, int] = field(default_factory=dict)
    orders_a_batch: int = 12
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An order that will be late, or waits, and why."""

    order_id: int
    code: str
    why: Why
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to release, first things first; who will be late, and why; who waits for room on the floor."""

    release: tuple[Job, ...] = ()
    late: tuple[Named, ...] = ()
    waits: tuple[Named, ...] = ()
    in_time: int = 0


@dataclass(frozen=True, slots=True)
class _Clock:
    """When both machines are free again; times are kept as seconds of work, so that no division loses any."""

    crew: Crew
    pick: int
    pack: int

    def after(self, job: Job) -> _Clock:
        crew = self.crew
        pick = self.pick + job.pick * crew.packers
        return _Clock(crew, pick, max(self.pack, pick) + job.pack * crew.pickers)

    def makes(self, job: Job) -> bool:
        """Tell whether a job that just ended is in time."""
        return self.pack <= job.until * self.crew.pickers * self.crew.packers


def _started(crew: Crew) -> _Clock:
    return _Clock(crew, crew.pick_waits * crew.packers, crew.pack_waits * crew.pickers)


def on_time(jobs: Sequence[Job], crew: Crew) -> bool:
    """Tell whether all of these, worked in this order, are in time."""
    clock = _started(crew)
    for job in jobs:
        clock = clock.after(job)
        if not clock.makes(job):
            return False
    return True


def fewest_late(jobs: Iterable[Job], crew: Crew) -> tuple[list[Job], list[Job]]:
    """Return the orders that can be in time, by cut-off, and those that cannot all be.

    Of two that need the same time the one of lower priority is put off.
    """
    crew = Crew(max(1, crew.pickers), max(1, crew.packers), crew.pick_waits, crew.pack_waits)
    taken: list[Job] = []
    clocks = [_started(crew)]
    off: list[Job] = []
    for job in sorted(jobs, key=_by_due):
        taken.append(job)
        clocks.append(clocks[-1].after(job))
        if clocks[-1].makes(job):
            continue
        longest = max(range(len(taken)), key=lambda n: (_cost(taken[n], crew), -taken[n].priority, taken[n].order_id))
        off.append(taken.pop(longest))
        del clocks[longest + 1 :]
        for later in taken[longest:]:
            clocks.append(clocks[-1].after(later))
        if taken and not _all_make(taken, clocks, longest):  # two machines: a shorter one may have to go instead
            off.append(taken.pop())
            clocks.pop()
    return taken, sorted(off, key=_by_due)


def _all_make(taken: Sequence[Job], clocks: Sequence[_Clock], start: int) -> bool:
    return all(clocks[n + 1].makes(taken[n]) for n in range(start, len(taken)))


def _by_due(job: Job) -> tuple[int, int, int]:
    return job.until, -job.priority, job.order_id


def _cost(job: Job, crew: Crew) -> int:
    return job.pick * crew.packers + job.pack * crew.pickers


def judge(jobs: Sequence[Job], crew: Crew, room: Room, horizon: int) -> Verdict:
    """Return which orders to release. Named as late are those that should leave within `horizon` seconds and cannot."""
    free = sorted((job for job in jobs if not job.why), key=_by_due)[:MOST_JOBS]
    past = [job for job in free if job.due is not None and job.due <= 0]
    making, off = fewest_late((job for job in free if job.due is None or job.due > 0), crew)
    late = [_named(job, Why(job.why)) for job in jobs if job.why and job.until <= horizon]
    late += [_named(job, Why.PAST_DUE) for job in past]
    late += [_named(job, Why.NO_TIME) for job in off if job.until <= horizon]
    urgent = [job for job in making if job.until <= horizon]
    rest = [job for job in making if job.until > horizon]
    released, over = _within([*urgent, *past, *off, *rest], room)
    waits = tuple(_named(job, Why.OVER_LIMIT) for job in over)
    kept = {job.order_id for job in released}
    in_time = sum(job.order_id in kept for job in urgent)
    named = {each.order_id for each in late}
    late += [each for each in waits if each.order_id not in named and (each.due or _NEVER) <= horizon]
    return Verdict(tuple(released), tuple(sorted(late, key=_named_first)), waits, in_time)


def _named(job: Job, why: Why) -> Named:
    return Named(job.order_id, job.code, why, job.due)


def _named_first(each: Named) -> tuple[int, int]:
    return (_NEVER if each.due is None else each.due), each.order_id


def _within(jobs: Sequence[Job], room: Room) -> tuple[list[Job], list[Job]]:
    """Return what fits the limits, in order, and what does not. An order larger than a limit goes alone."""
    orders = None if room.batches is None else max(0, room.batches) * room.orders_a_batch
    units, zones = room.units, dict(room.zones)
    taken, over = list[Job](), list[Job]()
    for job in jobs:
        full = orders is not None and len(taken) >= orders
        full = full or (units is not None and job.units > units and (taken != [] or not room.empty))
        full = full or any(zones.get(zone, n) < n for zone, n in job.zones.items())
        if full and not job.whole:
            over.append(job)
            continue
        taken.append(job)
        units = None if units is None else max(0, units - job.units)
        for zone, n in job.zones.items():
            if zone in zones:
                zones[zone] = max(0, zones[zone] - n)
    return taken, over
