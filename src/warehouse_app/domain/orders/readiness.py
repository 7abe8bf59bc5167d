"""What is computed from quantities: can it be packed (readiness), did it leave (fulfilment), how far is it (stage)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.orders.states import OrderState


class Readiness(StrEnum):
    """The light: green all of it is promised or picked already, amber part of it, red nothing."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Fulfilment(StrEnum):
    """How much of the goods was handed over."""

    NONE = "none"
    PART = "part"
    ALL = "all"


class Stage(StrEnum):
    """The one word a list shows for how far an order is; always computed."""

    DRAFT = "Draft"
    HOLD = "Hold"
    SHORT = "Short"
    READY = "Ready"
    RELEASED = "Released"
    PICKING = "Picking"
    PICKED = "Picked"
    PACKING = "Packing"
    PACKED = "Packed"
    MANIFESTED = "Manifested"
    SHIPPED = "Shipped"
    CANCELLED = "Cancelled"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Quantities of one line in base units. picked >= packed >= shipped; `promised` is set aside and not yet picked."""

    kind: str
    qty: int
    cancelled: int = 0
    promised: int = 0
    picked: int = 0
    packed: int = 0
    shipped: int = 0

    @property
    def wanted(self) -> int:
        """Return what is still meant to be sent, all of it, sent or not."""
        return max(0, self.qty - self.cancelled)

    @property
    def covered(self) -> int:
        """Return what is picked or promised of it."""
        return min(self.wanted, self.picked + self.promised)

    @property
    def short(self) -> int:
        """Return what nothing is set aside for."""
        return self.wanted - self.covered


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """All goods lines of one order together, and what the floor does with it."""

    wanted: int = 0
    covered: int = 0
    picked: int = 0
    packed: int = 0
    shipped: int = 0
    held: bool = False
    ship_part: bool = False
    batches: frozenset[str] = frozenset()
    """States of the batches it is in (discarded ones left out)."""
    packing: bool = False
    """A pack of it is open, verifying or paused."""
    parcels: int = 0
    manifested: int = 0
    handed: int = 0


def goods(lines: Iterable[LineFacts]) -> tuple[LineFacts, ...]:
    """Return the lines that are stocked, promised and packed; cancelled ones and services do not count."""
    return tuple(line for line in lines if line.kind == ProductKind.GOODS and line.wanted > 0)


def light(wanted: int, covered: int) -> Readiness:
    """Return the light of an order of which `wanted` units are to go and `covered` are promised or picked."""
    if covered >= wanted:
        return Readiness.GREEN
    return Readiness.AMBER if covered > 0 else Readiness.RED


def readiness(lines: Iterable[LineFacts]) -> Readiness:
    """Return the light of an order; one without goods is green, for nothing is missing."""
    counted = goods(lines)
    return light(sum(line.wanted for line in counted), sum(line.covered for line in counted))


def share(wanted: int, shipped: int) -> Fulfilment:
    """Return how much left the house. Of an order without goods nothing ever left."""
    if shipped <= 0:
        return Fulfilment.NONE
    return Fulfilment.ALL if shipped >= wanted else Fulfilment.PART


def fulfilment(lines: Iterable[LineFacts]) -> Fulfilment:
    """Return how much of the goods was handed over."""
    counted = goods(lines)
    return share(sum(line.wanted for line in counted), sum(line.shipped for line in counted))


def stage(state: OrderState, facts: OrderFacts) -> Stage:
    """Return the one word for how far an order is; what people must act on (a hold) goes before progress."""
    decided = {OrderState.CANCELLED: Stage.CANCELLED, OrderState.CLOSED: Stage.SHIPPED, OrderState.DRAFT: Stage.DRAFT}
    if state in decided:
        return decided[state]
    if facts.held:
        return Stage.HOLD
    return _on_the_floor(facts) or _before_the_floor(facts)


def _on_the_floor(facts: OrderFacts) -> Stage | None:
    if facts.parcels and facts.handed == facts.parcels and facts.shipped >= facts.wanted:
        return Stage.SHIPPED
    if facts.packing:
        return Stage.PACKING
    waiting = facts.parcels - facts.handed
    if waiting and facts.packed >= facts.picked:
        return Stage.MANIFESTED if facts.manifested >= facts.parcels else Stage.PACKED
    if facts.packed > facts.shipped:
        return Stage.PACKING
    if facts.batches & {"picking", "suspended"}:
        return Stage.PICKING
    if "released" in facts.batches and facts.covered > facts.picked:
        return Stage.RELEASED
    if facts.picked > facts.packed:
        return None if _rest_is_ready(facts) else Stage.PICKED
    return Stage.RELEASED if "released" in facts.batches else None


def _rest_is_ready(facts: OrderFacts) -> bool:
    """Say whether what was short at the shelf is promised again: somebody must send for it before it is packed."""
    return facts.covered > facts.picked and (facts.covered >= facts.wanted or facts.ship_part)


def _before_the_floor(facts: OrderFacts) -> Stage:
    now = light(facts.wanted, facts.covered)
    ready = now is Readiness.GREEN or (now is Readiness.AMBER and facts.ship_part)
    return Stage.READY if ready else Stage.SHORT


_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_STEP = 100_000_000
MAX_PRIORITY = 9


def rank_of(priority: int, ship_by: str) -> int:
    """Return how strongly an order holds its promises; smaller is stronger.

    `priority` (0 to 9, 9 the most urgent) goes before `ship_by` (UTC ISO text, to the minute). A text that is no time
    counts as the latest. The figure fits 31 bits.
    """
    try:
        moment = datetime.fromisoformat(ship_by)
    except ValueError:
        minutes = _STEP - 1
    else:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        minutes = int((aware - _EPOCH).total_seconds() // 60)
    urgency = MAX_PRIORITY - max(0, min(MAX_PRIORITY, priority))
    return urgency * _STEP + max(0, min(_STEP - 1, minutes))
