"""Transfers as values. Quantities are base units, days ISO dates (or "")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.domain.transfers.states import TransferState

MOST_LINES = 100
"""Products of one transfer: it is confirmed, sent and closed in one small transaction. More go in a second one."""

LONGEST_NOTE = 200
LONGEST_REASON = 200
MOST_UNITS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """So many of a product are wanted."""

    sku: str
    qty: int


@dataclass(frozen=True, slots=True)
class TransferHead:
    """The few facts of a transfer that decide about it."""

    id: int
    code: str
    source: str
    target: str
    state: TransferState
    due_day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One product of a transfer: `qty` asked for, then what became of it.

    `over` came beyond what was sent; it is no part of what was on its way.
    """

    id: int
    transfer_id: int
    n: int
    product_id: int
    sku: str
    name: str
    qty: int
    picked: int
    sent: int
    received: int
    damaged: int
    over: int
    lost: int

    @property
    def to_pick(self) -> int:
        """Return what is still to be picked, while it is not sent."""
        return max(0, self.qty - self.picked)

    @property
    def on_way(self) -> int:
        """Return what was sent and neither came nor was written off."""
        return self.sent - self.received - self.damaged - self.lost

    @property
    def differs(self) -> bool:
        """Tell whether what came is not what was sent, or what was sent not what was asked for."""
        return bool(self.damaged or self.over or self.lost or self.on_way or self.sent != self.qty)


@dataclass(frozen=True, slots=True)
class Pick:
    """What is to be taken for a transfer from one place: a promise that is narrowed to it."""

    promise: int
    line_id: int
    place_id: int
    place: str
    item_id: int
    sku: str
    name: str
    lot: str
    serial: str
    qty: int


@dataclass(frozen=True, slots=True)
class Package:
    """A pallet or box that goes with a transfer: how much lies in it, and where it stands."""

    n: int
    place_id: int
    code: str
    stands: str
    stands_kind: str
    units: int


@dataclass(frozen=True, slots=True)
class Deed:
    """One event of a transfer's story: `what` is worded; of a line it says how many of which product."""

    at: str
    what: str
    who: str
    sku: str = ""
    qty: int = 0
    lot: str = ""
    serial: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer in a list; quantities are those of all its lines together."""

    id: int
    code: str
    source: str
    target: str
    state: TransferState
    due_day: str
    made_at: str
    sent_at: str
    lines: int
    asked: int
    picked: int
    sent: int
    received: int
    damaged: int
    over: int
    lost: int

    @property
    def on_way(self) -> int:
        """Return what was sent and neither came nor was written off."""
        return self.sent - self.received - self.damaged - self.lost

    @property
    def missing(self) -> int:
        """Return what did not come although receiving is over."""
        return self.on_way if self.state is TransferState.RECEIVED else 0


@dataclass(frozen=True, slots=True)
class TransferDetail:
    """One transfer whole."""

    head: TransferHead
    row: TransferRow
    lines: tuple[TransferLine, ...] = ()
    picks: tuple[Pick, ...] = ()
    packages: tuple[Package, ...] = ()
    deeds: tuple[Deed, ...] = ()
    short: tuple[tuple[str, int], ...] = ()
    """Products of which less is promised than is still to be picked, and how much is lacking."""


def summed(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return each product once, with all that is asked of it, in the order in which they were named first."""
    found: dict[str, int] = {}
    for each in asked:
        found[each.sku] = found.get(each.sku, 0) + each.qty
    return tuple(Asked(sku, qty) for sku, qty in found.items())
