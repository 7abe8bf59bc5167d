"""Refusals of planning by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NoRoom(Refusal):
    """A cart has no room for what would be in the batch; `what` is orders or units."""

    code: ClassVar[str] = "no_room_on_cart"
    batch: str
    what: str
    n: int
    all: int


@dataclass(frozen=True, slots=True)
class OneOrderOnly(Refusal):
    """A batch of one order cannot be parted."""

    code: ClassVar[str] = "one_order_only"
    batch: str


@dataclass(frozen=True, slots=True)
class SameBatch(Refusal):
    """The order is in that batch already."""

    code: ClassVar[str] = "same_batch"
    order: str
    batch: str


@dataclass(frozen=True, slots=True)
class NotOnePlan(Refusal):
    """The batch is not planned for the day and the warehouse of the other, or is not planned any more."""

    code: ClassVar[str] = "not_one_plan"
    batch: str


@dataclass(frozen=True, slots=True)
class NotTogether(Refusal):
    """Nobody is allowed to pick what would be in the batch."""

    code: ClassVar[str] = "not_together"
    batch: str
