"""What the stock screen shows: one product's sums, where it stands, who holds it, and the story of its units."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.ledger.trail import Held
from warehouse_app.domain.orders.values import PoolReason
from warehouse_app.domain.purchasing.values import Expected


@dataclass(frozen=True, slots=True)
class StockRow:
    """One product in a list; units inside the company's walls, of them promised and free."""

    sku: str
    name: str
    on_hand: int
    promised: int
    free: int
    places: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place in a list: what it is, and how much of how many products stands there. `sku` names a single one."""

    id: int
    warehouse: str
    place: str
    kind: str
    on_hand: int
    held: int
    skus: int
    sku: str


@dataclass(frozen=True, slots=True)
class LotRow:
    """One lot of a product in one condition: how much of it stands where, and until when it may leave."""

    id: int
    sku: str
    name: str
    lot: str
    grade: str
    on_hand: int
    held: int
    places: int
    last_ship_day: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Units of one item in a place, with the product's name."""

    sku: str
    name: str
    lot: str
    serial: str
    grade: str
    on_hand: int
    held: int


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One bin on the map: where it is, in millimetres."""

    code: str
    x_mm: int
    y_mm: int
    level: int


@dataclass(frozen=True, slots=True)
class StockPlace:
    """Units of one item in one place. `held` are promised there, to the very place."""

    warehouse: str
    place: str
    kind: str
    lot: str
    serial: str
    grade: str
    on_hand: int
    held: int


@dataclass(frozen=True, slots=True)
class StockEvent:
    """One movement: when, what, from where, to where, how many, by whom, for which order, why."""

    at: str
    kind: str
    source: str
    target: str
    qty: int
    who: str
    order: str
    why: str


@dataclass(frozen=True, slots=True)
class Then:
    """One thing as it was at the end of a minute: what lay where, and the movements up to it, newest first."""

    at: str
    held: tuple[Held, ...]
    story: tuple[StockEvent, ...]

    @property
    def units(self) -> int:
        """Return how many units lay there."""
        return sum(each.qty for each in self.held)


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """One place whole: what stands in it, and what moved there."""

    row: PlaceRow
    standing: tuple[Standing, ...]
    story: tuple[StockEvent, ...]


@dataclass(frozen=True, slots=True)
class LotDetail:
    """One lot whole: where it stands, and the story of its units."""

    row: LotRow
    places: tuple[StockPlace, ...]
    story: tuple[StockEvent, ...]


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """One product whole. `pools` tells for each warehouse who holds what, `expected` what is to come and when."""

    row: StockRow
    weight_g: int | None
    picture: str
    barcodes: tuple[str, ...]
    places: tuple[StockPlace, ...]
    pools: tuple[PoolReason, ...]
    story: tuple[StockEvent, ...]
    expected: tuple[Expected, ...] = ()
