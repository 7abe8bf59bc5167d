"""Promises: stock set aside for a demand, in exactly three nested scopes (pool, lot pool, cell).

Incoming goods are never promised.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from warehouse_app.domain.items import GRADE_A, HOUSE, Item
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refusal

PromiseId = NewType("PromiseId", int)


class Scope(StrEnum):
    """Where a promise bites; each scope lies inside the one before."""

    POOL = "pool"
    LOT = "lot"
    CELL = "cell"


class Purpose(StrEnum):
    """What a promise is for. Holds are released first."""

    LINE = "line"
    TRANSFER = "transfer"
    WORK = "work"
    HOLD = "hold"


WHOLE_POOL = "*"
"""The lot under which a pool counts all its lots together."""


@dataclass(frozen=True, slots=True)
class PoolKey:
    """Which pool: goods of one owner, product and grade in one warehouse; `lot` is "*" for all lots together."""

    warehouse: str
    sku: str
    owner: str = HOUSE
    grade: str = GRADE_A
    lot: str = WHOLE_POOL


@dataclass(frozen=True, slots=True)
class Promise:
    """`qty` set aside for demand `ref`.

    `rank` orders who loses first: the highest number loses first (0 is the strongest). `expires` is UTC ISO text.
    `lot_asked` says that the demand insists on its lot (a customer's minimum life), so that widening stops there.
    """

    id: PromiseId
    purpose: Purpose
    ref: int
    scope: Scope
    pool: PoolKey
    qty: int
    rank: int
    place: PlaceId | None = None
    item: Item | None = None
    expires: str | None = None
    lot_asked: bool = False


@dataclass(frozen=True, slots=True)
class NotAvailable(Refusal):
    """The scope has less free than is asked for."""

    code: ClassVar[str] = "not_available"
    sku: str
    scope: str
    asked: int
    free: int


@dataclass(frozen=True, slots=True)
class NoSuchPromise(Refusal):
    """The promise is gone or smaller than thought: it was consumed or released meanwhile."""

    code: ClassVar[str] = "no_such_promise"
    id: int
    asked: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A promise that could not be kept: what it was for, and how much it lost."""

    purpose: Purpose
    ref: int
    qty: int
    reason: str


def loses_first(promise: Promise) -> tuple[int, int, int]:
    """Sort key: holds first, then the lowest rank (largest number), then the youngest promise."""
    return (0 if promise.purpose is Purpose.HOLD else 1, -promise.rank, -promise.id)
