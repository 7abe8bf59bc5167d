"""What a search is asked: orders, what a cart holds, what may not travel together, and how far it is to walk.

Everything a batch costs depends on the set of its orders alone: its walk, and what is charged for orders that one
would rather keep apart. All figures are whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from warehouse_app.planning.block import Block, Spot

Groups: TypeAlias = tuple[tuple[int, ...], ...]
"""A plan: the numbers of the orders of each batch."""


@dataclass(frozen=True, slots=True)
class Job:
    """One order to be picked. What it takes of a cart, when it is due, and with whom it may not travel.

    `due` in seconds from any beginning, None: at any time. `rank`: lower is more urgent. `shuns`: kinds of goods that
    it may not travel with. `skills`: what whoever picks it must be able to do.
    """

    units: int = 0
    slots: int = 1
    weight: int = 0
    volume: int = 0
    due: int | None = None
    rank: int = 0
    zones: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    shuns: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one cart holds on one trip; None is no limit."""

    orders: int | None = None
    units: int | None = None
    slots: int | None = None
    weight: int | None = None
    volume: int | None = None


@dataclass(frozen=True, slots=True)
class Fees:
    """What a batch is charged, in the unit of the walk, for orders one would rather keep apart.

    `due` for each second that due times lie apart beyond `due_slack`, `rank` for each rank beyond `rank_slack`, `zone`
    for each zone beyond the first. `crews`: the skills of each person; a batch that none of them may pick is not made.
    """

    due: int = 0
    due_slack: int = 0
    rank: int = 0
    rank_slack: int = 0
    zone: int = 0
    crews: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class OneBlock:
    """Walks through one block of parallel aisles: exact. `spots` are the stops of each job."""

    block: Block
    spots: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Walks by the ways between any two of `places` places, 0 being the depot: a good walk, not always the shortest.

    `way[a * places + b]` is how far it is from a to b; `stops` are the places of each job.
    """

    places: int
    way: Sequence[int]
    stops: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Walks:
    """Walks that somebody else reckons: `length` of a walk for a set of jobs, which must not shrink when one joins."""

    length: Callable[[tuple[int, ...]], int]


Floor: TypeAlias = OneBlock | Ways | Walks


@dataclass(frozen=True, slots=True)
class Problem:
    """What to plan."""

    jobs: tuple[Job, ...]
    limits: Limits
    floor: Floor
    fees: Fees = field(default_factory=Fees)

    def loads(self) -> tuple[list[tuple[int, ...]], tuple[int, ...]]:
        """Return what each job takes of each limit that is set, and those limits; the tightest first."""
        asked: list[tuple[list[int], int]] = []
        for name in ("units", "orders", "slots", "weight", "volume"):
            limit = getattr(self.limits, name)
            if limit is not None:
                taken = [1] * len(self.jobs) if name == "orders" else [getattr(job, name) for job in self.jobs]
                asked.append((taken, limit))
        asked.sort(key=lambda each: -sum(each[0]) / max(each[1], 1))
        limits = tuple(limit for _taken, limit in asked)
        return [tuple(taken[n] for taken, _limit in asked) for n in range(len(self.jobs))], limits

    def part(self, jobs: Sequence[int]) -> Problem:
        """Return the problem of some of the jobs, in this order."""
        floor: Floor
        if isinstance(self.floor, OneBlock):
            floor = OneBlock(self.floor.block, tuple(self.floor.spots[n] for n in jobs))
        elif isinstance(self.floor, Ways):
            floor = Ways(self.floor.places, self.floor.way, tuple(self.floor.stops[n] for n in jobs))
        else:
            whole, chosen = self.floor.length, tuple(jobs)
            floor = Walks(lambda group: whole(tuple(chosen[n] for n in group)))
        return Problem(tuple(self.jobs[n] for n in jobs), self.limits, floor, self.fees)

    def too_large(self) -> tuple[int, ...]:
        """Return the jobs that fill more than a cart alone: no batch may have them."""
        loads, limits = self.loads()
        return tuple(
            n for n, load in enumerate(loads) if any(takes > limit for takes, limit in zip(load, limits, strict=True))
        )


class TooLargeError(ValueError):
    """A job fills more than a cart alone."""


def bits(names: frozenset[str], index: dict[str, int]) -> int:
    """Return a set of names as bits, numbering names as they come; more than 64 share the last, on the safe side."""
    found = 0
    for name in sorted(names):
        found |= 1 << index.setdefault(name, min(len(index), 63))
    return found


@dataclass(frozen=True, slots=True)
class Charges:
    """Fees and bans as numbers: bits of kinds, skills and zones of each job, and the values that may lie apart."""

    kinds: list[int]
    shuns: list[int]
    skills: list[int]
    zones: list[int]
    crews: list[int]
    zone_fee: int
    values: list[tuple[int | None, ...]]
    slacks: list[int]
    fees: list[int]

    @property
    def any(self) -> bool:
        """Tell whether anything but the walk counts."""
        return bool(any(self.shuns) or (any(self.skills) and self.crews) or self.zone_fee or self.fees)


def charges(problem: Problem) -> Charges:
    """Return fees and bans of a problem as numbers."""
    kinds: dict[str, int] = {}
    skills: dict[str, int] = {}
    zones: dict[str, int] = {}
    jobs, fees = problem.jobs, problem.fees
    spread: list[tuple[list[int | None], int, int]] = [
        ([job.due for job in jobs], fees.due_slack, fees.due),
        ([*(job.rank for job in jobs)], fees.rank_slack, fees.rank),
    ]
    used = [each for each in spread if each[2]]
    return Charges(
        kinds=[bits(job.kinds, kinds) for job in jobs],
        shuns=[bits(job.shuns, kinds) for job in jobs],
        skills=[bits(job.skills, skills) for job in jobs],
        zones=[bits(job.zones, zones) for job in jobs],
        crews=[bits(crew, skills) for crew in fees.crews],
        zone_fee=fees.zone,
        values=[tuple(values[n] for values, _slack, _fee in used) for n in range(len(jobs))],
        slacks=[slack for _values, slack, _fee in used],
        fees=[fee for _values, _slack, fee in used],
    )
