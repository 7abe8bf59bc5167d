"""Places and what files said about stock, read and written many at once; item numbers made in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select, update

from warehouse_app.domain.items import GRADE_A, HOUSE, Item
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Ask, Bulk
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Row

LAYOUT = ("walk_seq", "aisle", "bay", "level", "x_mm", "y_mm", "side")
"""Columns of a place that a file may change."""

_p, _i, _k = ledger.place, ledger.item, trade.stock_claim
_PLACES = Ask(
    select(
        _p.c.id, _p.c.warehouse, _p.c.kind, _p.c.code, _p.c.parent_id, _p.c.active, *(_p.c[each] for each in LAYOUT)
    ),
    _p.c.code,
)
_NEW_PLACES = Bulk(
    _p, "warehouse", "kind", "code", "walk_seq", "aisle", "bay", "level", "x_mm", "y_mm", "side", "import_id"
)
_BINS = (
    select(_p.c.code, _p.c.aisle, _p.c.bay, _p.c.level, _p.c.side, _p.c.x_mm, _p.c.y_mm, _p.c.walk_seq, _p.c.id)
    .where(_p.c.kind == PlaceKind.BIN.value, _p.c.active == 1, _p.c.x_mm.is_not(None), _p.c.y_mm.is_not(None))
    .order_by(_p.c.id)
)
_ITEMS = Ask(
    select(_i.c.sku, _i.c.id).where(_i.c.lot == "", _i.c.serial == "", _i.c.grade == GRADE_A, _i.c.owner == HOUSE),
    _i.c.sku,
)
_NEW_ITEMS = Bulk(_i, "sku", "product_id")
_CLAIMS = Ask(
    select(_k.c.purpose, _k.c.warehouse, _k.c.place, _k.c.sku, _k.c.lot, _k.c.serial, _k.c.grade, _k.c.qty), _k.c.sku
)
_NEW_CLAIMS = Bulk(_k, *("purpose", "warehouse", "place", "sku", "lot", "serial", "grade"), "qty", "import_id")


class PlaceKnown(NamedTuple):
    """A place as it is: `values` are its LAYOUT columns."""

    id: int
    warehouse: str
    kind: PlaceKind
    code: str
    parent: int | None
    values: Mapping[str, object]
    active: bool = True


class ClaimKey(NamedTuple):
    """Of which cell (or product: then `place` is empty) a file told a quantity, and what for."""

    purpose: str
    warehouse: str
    place: str
    sku: str
    lot: str = ""
    serial: str = ""
    grade: str = ""


class Slot(NamedTuple):
    """A bin with coordinates."""

    code: str
    aisle: int | None
    bay: int | None
    level: int | None
    side: str
    x_mm: int
    y_mm: int
    walk_seq: int | None
    id: int


def warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the codes of all warehouses."""
    return tuple(row[0] for row in desk.connection.execute(select(ledger.warehouse.c.code).order_by("code")))


def places_known(desk: Desk, codes: Iterable[str]) -> list[PlaceKnown]:
    """Return all places of these codes, in every warehouse."""
    return [_place(row) for row in _PLACES.of(desk.connection, codes)]


def _place(row: Row) -> PlaceKnown:
    return PlaceKnown(
        row[0], row[1], PlaceKind(row[2]), row[3], row[4], dict(zip(LAYOUT, row[6:], strict=True)), row[5] == 1
    )


def add_places(desk: Desk, rows: Sequence[tuple[object, ...]]) -> None:
    """Write places: warehouse, kind, code, the LAYOUT columns, and their import (or None)."""
    _NEW_PLACES.put(desk.connection, rows)


def change_place(desk: Desk, place: int, values: Mapping[str, object]) -> None:
    """Change a place's layout or parent; what the process remembered of it is forgotten."""
    desk.connection.execute(update(_p).where(_p.c.id == place).values(**values))
    desk.memory.places.pop(PlaceId(place), None)


def slots(desk: Desk, warehouse: str) -> tuple[Slot, ...]:
    """Return the warehouse's bins that have coordinates, oldest first."""
    rows = desk.connection.execute(_BINS.where(_p.c.warehouse == warehouse))
    return tuple(Slot(*row) for row in rows)


def number_items(desk: Desk, products: Mapping[str, int]) -> None:
    """Make the plain items (grade A, nothing told apart) of these products, SKU -> row; remember their numbers."""
    unknown = [sku for sku in products if Item(sku) not in desk.memory.item_ids]
    there = {row[0] for row in _ITEMS.of(desk.connection, unknown)}
    _NEW_ITEMS.put(desk.connection, [(sku, products[sku]) for sku in unknown if sku not in there])
    for sku, number in _ITEMS.of(desk.connection, unknown):
        desk.memory.know_item(number, Item(sku))


def claims_known(desk: Desk, keys: Iterable[ClaimKey]) -> dict[ClaimKey, int]:
    """Return what files said last of these cells."""
    wanted = set(keys)
    rows = _CLAIMS.of(desk.connection, [key.sku for key in wanted])
    found = {ClaimKey(*row[:-1]): int(row[-1]) for row in rows}
    return {key: qty for key, qty in found.items() if key in wanted}


def put_claims(desk: Desk, claims: Mapping[ClaimKey, int], known: Iterable[ClaimKey], run: int) -> None:
    """Write what a file said now; `known` are the cells of which something was said before."""
    before = set(known)
    _NEW_CLAIMS.put(desk.connection, [(*key, qty, run) for key, qty in claims.items() if key not in before])
    for key, qty in claims.items():
        if key in before:
            where = [_k.c[name] == value for name, value in key._asdict().items()]
            desk.connection.execute(update(_k).where(*where).values(qty=qty, import_id=run))
