"""Stock seen from every side: by product, by place, by lot; and held stock released, with a reason and by right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import NoSuchPromise, Promise, PromiseId, Purpose
from warehouse_app.domain.ledger.trail import ThingKind
from warehouse_app.domain.orders.refusals import BeingPicked, HoldsNothing, ReasonMissing
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.stock import LotDetail, MapPlace, PlaceDetail, Then
from warehouse_app.store import allocation, orders, promises, stock, stockview, trail_facts
from warehouse_app.store.desk import Desk

PRODUCTS = ListOf("stock", stockview.PRODUCTS)
PLACES = ListOf("stock-places", stockview.PLACES)
LOTS = ListOf("stock-lots", stockview.LOTS)
"""The three lists of the stock screen."""

MOST_HELD = 2_000
"""Rows of a look back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStock(Command):
    """Take held stock away from an order line: its promise ends, and the line is visibly short."""

    promise: int
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """What was released: of which order and line, how much of what."""

    order: str
    line: int
    sku: str
    qty: int


@handles(ReleaseStock, right=Right.ALLOCATE, answer=Released)
def release_stock(desk: Desk, command: ReleaseStock, _session: Session) -> Released:
    """Release one promise of an order line. Raises Refused(ReasonMissing, NoSuchPromise, BeingPicked)."""
    if not command.reason.strip():
        raise Refused(ReasonMissing())
    promise = promises.get(desk, PromiseId(command.promise))
    if promise is None or promise.purpose is not Purpose.LINE:
        raise Refused(NoSuchPromise(command.promise, 0))
    line = stockview.line_of(desk, promise.ref)
    batch = stockview.picked_in(desk, int(promise.id))
    if batch:
        raise Refused(BeingPicked(line.order, batch))
    _let_go(desk, promise, line.id)
    orders.log_event(desk, line.order_id, "stock_released", command.reason.strip())
    desk.touch(Touched.ORDER, Touched.STOCK)
    return Released(line.order, line.n, promise.pool.sku, promise.qty)


def _let_go(desk: Desk, promise: Promise, line_id: int) -> None:
    """Release a promise; what the line lacks now is one visible shortage, with what it lacked before."""
    order_id = stockview.line_of(desk, line_id).order_id
    mine = [each for each in allocation.open_shortages(desk, order_id) if each.line == line_id]
    promises.release(desk, promise, promise.qty, "released")
    allocation.resolve(desk, mine)
    allocation.write_shortage(desk, line_id, promise.qty + sum(each.qty for each in mine), "released")


def held_by(desk: Desk, order: str, sku: str, line: int = 0) -> tuple[int, ...]:
    """Return the promises by which an order holds a product, for all its lines or one. Raises Refused(HoldsNothing)."""
    order_id = orders.id_of(desk, order)
    found = stockview.promises_of(desk, order_id, sku, line)
    if not found:
        raise Refused(HoldsNothing(order, sku))
    return found


def place_detail(desk: Desk, place_id: int) -> PlaceDetail | None:
    """Return what stands in a place and its newest movements; None when there is no such place."""
    return stockview.place_detail(desk, place_id)


def place_id_of(desk: Desk, code: str) -> int:
    """Return the row of a place or container by its code, 0 for none."""
    return stockview.place_of(desk, code)


def lot_detail(desk: Desk, item_id: int) -> LotDetail | None:
    """Return where a lot stands and its newest movements; None when there is no such lot."""
    return stockview.lot_detail(desk, item_id)


def as_it_was(desk: Desk, kind: Literal["products", "places", "lots"], key: str, at: str) -> Then | None:
    """Return a product (by SKU), a place or a lot (by its row) as it was at a moment; None when there is none.

    The sum of all that ever moved up to then, so it needs no copy of that day.
    """
    if kind == "places":
        held = trail_facts.held_at(desk, ThingKind.PLACE, key, at, MOST_HELD)
        return Then(at, held, stockview.story_of_place(desk, int(key), at))
    if kind == "products":
        held = trail_facts.held_at(desk, ThingKind.PRODUCT, key, at, MOST_HELD)
        return Then(at, held, stock.story(desk, key, at))
    lot = stockview.lot_detail(desk, int(key))
    if lot is None:
        return None
    found = trail_facts.held_at(desk, ThingKind.PRODUCT, lot.row.sku, at, MOST_HELD)
    held = tuple(each for each in found if (each.lot, each.grade) == (lot.row.lot, lot.row.grade))
    return Then(at, held, stockview.story_of_lot(desk, int(key), at))


def minute_of(at: str) -> str:
    """Return the last moment of the minute of a moment (UTC ISO text as the store keeps it)."""
    return f"{at[:16]}:59.999999Z"


def map_of(desk: Desk) -> tuple[MapPlace, ...]:
    """Return the bins with their places on the floor, as many as a map shows."""
    return stockview.map_places(desk)
