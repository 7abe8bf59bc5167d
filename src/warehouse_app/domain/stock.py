"""What the stock screen shows: one product's sums, where it stands, who holds it, and the story of its units."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.orders.values import PoolReason


@dataclass(frozen=True, slots=True)
class StockRow:
    """One product in a list; units inside the company's walls, of them promised and free."""

    sku: str
    name: str
    on_hand: int
    promised: int
    free: int
    places: int


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
class ProductDetail:
    """One product whole. `pools` tells for each warehouse who holds what."""

    row: StockRow
    weight_g: int | None
    picture: str
    barcodes: tuple[str, ...]
    places: tuple[StockPlace, ...]
    pools: tuple[PoolReason, ...]
    story: tuple[StockEvent, ...]
