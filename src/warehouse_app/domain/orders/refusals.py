"""What the house says no to about orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NoSuchOrder(Refusal):
    """There is no order of that code (in that channel)."""

    code: ClassVar[str] = "no_such_order"
    order: str


@dataclass(frozen=True, slots=True)
class OrderInChannels(Refusal):
    """Several channels have an order of that code: name the channel."""

    code: ClassVar[str] = "order_in_channels"
    order: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderNotOpen(Refusal):
    """The order's state does not allow the deed: it is closed, cancelled, or still a draft."""

    code: ClassVar[str] = "order_not_open"
    order: str
    state: str


@dataclass(frozen=True, slots=True)
class HandedOver(Refusal):
    """A parcel of the order left the house already: the goods can only come back as a return."""

    code: ClassVar[str] = "order_handed_over"
    order: str
    parcel: str


@dataclass(frozen=True, slots=True)
class AlreadyHeld(Refusal):
    """The order has a hold of this kind."""

    code: ClassVar[str] = "already_held"
    order: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotHeld(Refusal):
    """The order has no such hold."""

    code: ClassVar[str] = "not_held"
    order: str
    kind: str


@dataclass(frozen=True, slots=True)
class BadHoldKind(Refusal):
    """There is no hold of that kind."""

    code: ClassVar[str] = "bad_hold_kind"
    kind: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldsNothing(Refusal):
    """The order (or that line of it) holds nothing of the product that could be released."""

    code: ClassVar[str] = "holds_nothing"
    order: str
    sku: str


@dataclass(frozen=True, slots=True)
class BeingPicked(Refusal):
    """Somebody is sent to pick what the promise holds: the batch goes first."""

    code: ClassVar[str] = "being_picked"
    order: str
    batch: str


@dataclass(frozen=True, slots=True)
class NotPlanned(Refusal):
    """The order is in no batch that is only planned: it waits for one, or the floor works at it."""

    code: ClassVar[str] = "not_planned"
    order: str


@dataclass(frozen=True, slots=True)
class ReasonMissing(Refusal):
    """A deed against an order needs a reason, which stands in its story."""

    code: ClassVar[str] = "reason_missing"
