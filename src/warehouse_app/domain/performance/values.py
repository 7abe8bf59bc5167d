"""What performance is told in: figures of one person, bench or product at one kind of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST_WORKED_S = 600
"""Seconds worked below which no figure an hour is told: a few minutes say nothing."""

HOUR_S = 3_600


class Step(StrEnum):
    """What the time before a scan went into, by what the scan was."""

    OPEN = "open"
    SCAN = "scan"
    BOX = "box"
    WEIGH = "weigh"
    CLOSE = "close"
    STOP = "stop"
    OTHER = "other"


class By(StrEnum):
    """What figures are told of."""

    PERSON = "person"
    BENCH = "bench"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class StepTime:
    """How often a step was done, the time it took in all, and the middle one of its times, in milliseconds."""

    step: Step
    times: int
    total_ms: int
    middle_ms: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What one person, bench or product is known by (`key`, `name`) did at one kind of `work`.

    `stopped` are errors that were caught before they went wrong, `slips` goods that they picked and a bench caught.
    `worked_ms` is time between scans without pauses.
    """

    key: str
    name: str
    work: str
    scans: int = 0
    units: int = 0
    orders: int = 0
    stopped: int = 0
    slips: int = 0
    worked_ms: int = 0
    first_at: str = ""
    last_at: str = ""
    steps: tuple[StepTime, ...] = ()

    @property
    def units_an_hour(self) -> int | None:
        """Return units for each hour worked, None where too little was worked to tell."""
        return self._an_hour(self.units)

    @property
    def orders_an_hour(self) -> int | None:
        """Return orders for each hour worked, None where too little was worked to tell."""
        return self._an_hour(self.orders)

    @property
    def ms_a_unit(self) -> int | None:
        """Return the time that one unit takes, None where none was moved."""
        return self.worked_ms // self.units if self.units > 0 else None

    def _an_hour(self, count: int) -> int | None:
        seconds = self.worked_ms // 1_000
        return None if seconds < LEAST_WORKED_S or count < 0 else round(count * HOUR_S / seconds)


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of a span (UTC ISO text). `part`: only the newest scans of it were looked at, for there are too many."""

    by: By
    since: str
    until: str
    rows: tuple[Figures, ...]
    part: bool = False


def names_of(rows: tuple[Figures, ...]) -> Mapping[str, str]:
    """Return what each key is called."""
    return {row.key: row.name for row in rows}
