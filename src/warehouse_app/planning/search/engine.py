"""What every engine of the search can do: the compiled one, the one on numpy, and the plain one for any walks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from warehouse_app.planning.search.values import Groups


class Engine(Protocol):
    """A search over one problem, in parts short enough that whoever waits can be answered between them."""

    name: str
    reach: int
    """How many walks a part may reckon: a few hundredths of a second."""
    pace: float
    """Steps in the time in which the compiled engine does one."""

    def fill(self, queue: Sequence[int]) -> int:
        """Fill cart after cart in this order and return the cost: a usable plan at once."""

    def begin(self, groups: Groups) -> int | None:
        """Begin from this plan and return its cost; None where it may not be so."""

    def prepare(self) -> bool:
        """Do a part of what a good start needs; True when it is done."""

    def run(self, steps: int, heat: float) -> int:
        """Do at most so many steps at one temperature; return how many were done."""

    def best_cost(self) -> int:
        """Return the cost of the best plan found."""

    def best(self) -> Groups:
        """Return the best plan found."""

    def costs(self, groups: Iterable[Sequence[int]]) -> list[int | None]:
        """Return what batches cost; None where their jobs may not travel together. Room is not looked at."""


def groups_of(where: Sequence[int]) -> Groups:
    """Return the batches, given the batch that each job is in, by their first job."""
    found: dict[int, list[int]] = {}
    for job, batch in enumerate(where):
        found.setdefault(batch, []).append(job)
    return tuple(tuple(jobs) for jobs in found.values())


def where_of(groups: Iterable[Sequence[int]], jobs: int) -> list[int]:
    """Return the batch of each job. ValueError unless every job is in exactly one."""
    where = [-1] * jobs
    for batch, group in enumerate(groups):
        for job in group:
            if not 0 <= job < jobs or where[job] >= 0:
                raise ValueError("a plan has every order in exactly one batch")
            where[job] = batch
    if -1 in where:
        raise ValueError("a plan has every order in exactly one batch")
    return where
