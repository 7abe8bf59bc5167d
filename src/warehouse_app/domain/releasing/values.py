"""Refusals of releasing, and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal

MOST_RANK = 1_000
MOST_MINUTE = 24 * 60 - 1
LONGEST_CODE, LONGEST_NAME = 20, 60


@dataclass(frozen=True, slots=True)
class Limit:
    """How much may be on the floor of a warehouse, or of one of its zones: None is no limit."""

    warehouse: str
    zone: str = ""
    batches: int | None = None
    units: int | None = None


@dataclass(frozen=True, slots=True)
class BadChannel(Refusal):
    """A channel cannot be so; `field` is what is wrong."""

    code: ClassVar[str] = "bad_channel"
    field: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class NoSuchChannel(Refusal):
    """There is no release channel of that code."""

    code: ClassVar[str] = "no_such_channel"
    channel: str


@dataclass(frozen=True, slots=True)
class BadCutOff(Refusal):
    """A cut-off names a weekday and a time of day; `field` is what is wrong."""

    code: ClassVar[str] = "bad_cut_off"
    field: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class BadLimit(Refusal):
    """A limit is a number from one on, or none."""

    code: ClassVar[str] = "bad_limit"
    field: str
    value: int = 0


@dataclass(frozen=True, slots=True)
class NoSuchZone(Refusal):
    """No product belongs in that zone: a limit of it would hold nothing back, a channel of it get no order."""

    code: ClassVar[str] = "no_such_zone"
    zone: str


@dataclass(frozen=True, slots=True)
class BadCapacity(Refusal):
    """A cart holds at least one order and one unit."""

    code: ClassVar[str] = "bad_capacity"
    slots: int
    units: int


@dataclass(frozen=True, slots=True)
class NothingToRelease(Refusal):
    """No order is ready to go."""

    code: ClassVar[str] = "nothing_to_release"


@dataclass(frozen=True, slots=True)
class CannotJoin(Refusal):
    """An urgent order cannot join a batch; `problem` says why (state, full, units, past, trips, elsewhere)."""

    code: ClassVar[str] = "cannot_join"
    order: str
    batch: str
    problem: str


@dataclass(frozen=True, slots=True)
class NoBatchPasses(Refusal):
    """No open batch with room on its cart passes the places of an order."""

    code: ClassVar[str] = "no_batch_passes"
    order: str


@dataclass(frozen=True, slots=True)
class BatchBegun(Refusal):
    """Somebody picks the batch already: it cannot be taken back."""

    code: ClassVar[str] = "batch_begun"
    batch: str
    who: str = ""
