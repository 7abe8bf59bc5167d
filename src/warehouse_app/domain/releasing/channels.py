"""Release channels as data: which orders belong to which, and in which lane of it an order stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.orders.readiness import Stage

REST = ""
"""The code of the channel for what no other takes."""


class Mode(StrEnum):
    """How a channel is released: all that is due as one wave, or little by little as the floor has room."""

    WAVE = "wave"
    POOL = "pool"


class Lane(StrEnum):
    """Where an order of a channel stands."""

    PRIORITY = "priority"
    TODAY = "today"
    LATE = "late"
    WAITING = "waiting"
    LATER = "later"
    RELEASED = "released"
    DONE = "done"


LANES = tuple(Lane)


@dataclass(frozen=True, slots=True)
class Channel:
    """A rule: an order belongs to the first channel, by `rank`, of which everything said is true of it.

    Empty words and None say nothing. `zone`: all its goods are kept there. `days`: it leaves within so many days, 0 is
    today. `lead_min`: a wave waits until so long before its cut-off, 0: it does not wait.
    """

    code: str
    name: str = ""
    rank: int = 100
    warehouse: str = ""
    sales: str = ""
    service: str = ""
    zone: str = ""
    least_priority: int = 0
    days: int | None = None
    mode: Mode = Mode.POOL
    lead_min: int = 0

    @property
    def title(self) -> str:
        """Return what people call it."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class Traits:
    """What channels ask of an order. `zone` is where all its goods are kept, "" where they are not together."""

    warehouse: str
    sales: str
    service: str
    priority: int
    due_days: int
    zone: str = ""


def fits(channel: Channel, order: Traits) -> bool:
    """Tell whether everything that a channel says is true of an order."""
    words = (
        (channel.warehouse, order.warehouse), (channel.sales, order.sales), (channel.service, order.service),
        (channel.zone, order.zone),
    )  # fmt: skip
    return (
        all(not said or said == is_ for said, is_ in words)
        and order.priority >= channel.least_priority
        and (channel.days is None or order.due_days <= channel.days)
    )


def in_order(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Return channels in the order in which they are asked."""
    return tuple(sorted(channels, key=lambda each: (each.rank, each.code)))


def channel_of(channels: Iterable[Channel], order: Traits) -> str:
    """Return the code of an order's channel, or REST."""
    return next((each.code for each in in_order(channels) if fits(each, order)), REST)


_DONE = frozenset({Stage.PACKED, Stage.MANIFESTED, Stage.SHIPPED})
_BLOCKED = frozenset({Stage.HOLD, Stage.SHORT, Stage.DRAFT})


def lane_of(stage: Stage, *, late: bool, today: bool, priority: int, in_floor: bool) -> Lane:
    """Return an order's lane. What is packed is done; what is late stands there first, whatever it is at."""
    if stage in _DONE:
        return Lane.DONE
    if late:
        return Lane.LATE
    if in_floor:
        return Lane.RELEASED
    if stage in _BLOCKED:
        return Lane.WAITING
    if priority > 0:
        return Lane.PRIORITY
    return Lane.TODAY if today else Lane.LATER
