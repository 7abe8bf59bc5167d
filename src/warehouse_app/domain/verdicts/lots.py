"""Lots that may not leave the house: recalled, or doubted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class LotBlocked(Refusal):
    """The lot may not leave the house."""

    code: ClassVar[str] = "lot_blocked"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    lot: str
    why: str


@dataclass(frozen=True, slots=True)
class LotBlockedAlready(Refusal):
    """The lot is blocked since `at`."""

    code: ClassVar[str] = "lot_blocked_already"
    sku: str
    lot: str
    at: str


@dataclass(frozen=True, slots=True)
class LotNotBlocked(Refusal):
    """The lot is not blocked."""

    code: ClassVar[str] = "lot_not_blocked"
    sku: str
    lot: str


@dataclass(frozen=True, slots=True)
class LotStand:
    """Goods of a lot in a place. `free`: they can be promised; `locked`: they stand in quarantine."""

    warehouse: str
    place: str
    serial: str
    grade: str
    qty: int
    free: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class LotBlock:
    """A lot that may not leave: why, since when, by whom; and, where it was released, when, by whom and why."""

    id: int
    sku: str
    lot: str
    why: str
    at: str
    who: str
    released_at: str
    released_by: str
    released_why: str


@dataclass(frozen=True, slots=True)
class LotSeen:
    """A blocked lot in detail: where its goods stand in the house."""

    block: LotBlock
    stands: tuple[LotStand, ...] = ()

    @property
    def free(self) -> int:
        """Return how many units can be promised still."""
        return sum(each.qty for each in self.stands if each.free)
