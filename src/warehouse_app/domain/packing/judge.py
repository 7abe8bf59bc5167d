"""The judgement of what was scanned at the pack bench: pure functions of facts, no store, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from warehouse_app.domain.bench import OpenElsewhere
from warehouse_app.domain.packing.refusals import (
    AlreadyPacked,
    CancelledMeanwhile,
    NotPicked,
    OrderCancelled,
    OrderOnHold,
    TooManyToPack,
    WrongToPack,
)
from warehouse_app.domain.refusals import Refusal

MAX_WANTED = 2
"""How many missing products a Stop names; look-alikes of the scanned one come first."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What was scanned: `qty` base units of a product (a case code counts its units)."""

    sku: str
    name: str
    qty: int


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of the order that sells the scanned product, with the units still to be packed."""

    line_id: int
    left: int


@dataclass(frozen=True, slots=True)
class Take:
    """`qty` units of a line go into the parcel."""

    line_id: int
    qty: int


@dataclass(frozen=True, slots=True)
class OrderNow:
    """What a bench must know of an order before each deed. `hold` is the kind of its first hold, or empty."""

    code: str
    state: str
    hold: str = ""
    hold_reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Units:
    """Goods units of an order: wanted at all, packed in any parcel, left to pack at the bench, never picked."""

    ordered: int
    packed: int
    left: int
    missing: int

    @property
    def picked(self) -> int:
        """Return what was packed or waits at the bench."""
        return self.packed + self.left

    @property
    def over(self) -> int:
        """Return what is packed beyond what is wanted, line by line."""
        return self.packed + self.left + self.missing - self.ordered


@dataclass(frozen=True, slots=True)
class Seen:
    """All that decides whether an order can be opened at a station."""

    order: OrderNow
    units: Units
    open_tasks: int
    open_at: str = ""
    open_who: str = ""
    paused: bool = False
    last: AlreadyPacked | None = None


def take(shot: Shot, lines: Iterable[OpenLine]) -> tuple[Take, ...] | TooManyToPack | None:
    """Return which lines the units go to, first line first; TooManyToPack; None when no line sells the product."""
    selling = tuple(lines)
    if not selling:
        return None
    left = sum(line.left for line in selling)
    if left < shot.qty:
        return TooManyToPack(shot.sku, shot.name, shot.qty, left)
    takes: list[Take] = []
    rest = shot.qty
    for line in selling:
        qty = min(rest, line.left)
        if qty > 0:
            takes.append(Take(line.line_id, qty))
            rest -= qty
    return tuple(takes)


def wrong_item(shot: Shot, order: str, missing: Iterable[tuple[str, str]]) -> WrongToPack:
    """Return the Stop for a strange product; `missing` are (sku, name) still to be packed, in line order."""
    ranked = sorted(missing, key=lambda each: -_likeness(shot, *each))
    return WrongToPack(shot.sku, shot.name, order, tuple(f"{sku} {name}".strip() for sku, name in ranked[:MAX_WANTED]))


def _likeness(shot: Shot, sku: str, name: str) -> float:
    return SequenceMatcher(None, f"{shot.sku} {shot.name}".casefold(), f"{sku} {name}".casefold()).ratio()


def may_go_on(order: OrderNow, packed_here: int) -> Refusal | None:
    """Return what stops the order on the bench: cancelled or held meanwhile."""
    if order.state == "cancelled":
        return CancelledMeanwhile(order.code, packed_here, order_id=order.id)
    return OrderOnHold(order.code, order.hold, order.hold_reason) if order.hold else None


def may_open(seen: Seen, *, station: str, forced: bool) -> Refusal | None:
    """Return why the order cannot be opened at `station`, or None. `forced` takes over what is open elsewhere."""
    order = seen.order
    if order.state == "cancelled":
        return OrderCancelled(order.code, order.id)
    if order.hold:
        return OrderOnHold(order.code, order.hold, order.hold_reason)
    if seen.open_at and seen.open_at != station and not seen.paused and not forced:
        return OpenElsewhere(order.code, seen.open_who, seen.open_at)
    if seen.open_at:
        return None
    if seen.units.left == 0 and seen.last is not None and not seen.open_tasks:
        return seen.last
    if seen.units.left == 0 or seen.open_tasks or order.state != "confirmed":
        return NotPicked(order.code, seen.units.picked, seen.units.ordered)
    return None
