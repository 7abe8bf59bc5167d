"""What is on its way from the dock to a place: one row for each stop of a station's tour, written through gates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.picking.states import TaskState
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import items
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, storage
from warehouse_app.store.statement import Statement

MOST_LYING = 500
"""Kinds of one product's goods on the dock that are looked at."""

_w, _b, _p, _i, _g = storage.putaway_load, ledger.balance, ledger.place, ledger.item, ledger.product
_COLUMNS = (_w.c.id, _w.c.source_id, _w.c.item_id, _w.c.qty, _w.c.target_id, _w.c.why, _w.c.passed)
_OF_STATION = Statement(select(*_COLUMNS).where(_w.c.station == bindparam("station_is")).order_by(_w.c.id))
_NEW = Statement(insert(_w).values({c.name: bindparam(c.name) for c in _w.c if c.name != "id"}))
_GONE = Statement(delete(_w).where(_w.c.id == bindparam("id_is")))
_QTY = Statement(update(_w).where(_w.c.id == bindparam("id_is")).values(qty=bindparam("qty_is")))
_TAKEN = Statement(
    select(func.sum(_w.c.qty)).where(_w.c.source_id == bindparam("source_is"), _w.c.item_id == bindparam("item_is"))
)
_ELSEWHERE = Statement(
    select(_w.c.station)
    .where(_w.c.source_id == bindparam("source_is"), _w.c.item_id == bindparam("item_is"))
    .where(_w.c.station != bindparam("station_is"))
    .order_by(_w.c.id)
    .limit(1)
)
_t, _r = floor.task, ledger.promise
_on_trolleys = (
    select(func.coalesce(func.sum(_w.c.qty), 0))
    .where(_w.c.source_id == _b.c.place_id, _w.c.item_id == _b.c.item_id)
    .correlate(_b)
    .scalar_subquery()
)
_awaited = and_(
    _r.c.purpose == Purpose.LINE.value,
    _t.c.line_id == _r.c.ref,
    _t.c.promise_id == _r.c.id,
    or_(_t.c.state == TaskState.OPEN.value, _t.c.state == TaskState.STARTED.value),
)
"""A picker's task, found by the promise that it uses up: tasks are not looked up by place."""
_for_pickers = (
    select(func.coalesce(func.sum(_t.c.qty - _t.c.picked), 0))
    .where(_r.c.place_id == _b.c.place_id, _r.c.item_id == _b.c.item_id, _awaited)
    .correlate(_b)
    .scalar_subquery()
)
"""What a picker will fetch from the dock itself: put away, it would not be where the pick list says."""
_ON_DOCK = Statement(
    select(_b.c.place_id, _b.c.item_id, _b.c.on_hand, _b.c.held, _on_trolleys, _for_pickers)
    .join(_i, _i.c.id == _b.c.item_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_i.c.product_id == bindparam("product_is"), _b.c.on_hand > 0)
    .where(_p.c.kind == PlaceKind.DOCK.value, _p.c.warehouse == bindparam("warehouse_is"))
    .order_by(_i.c.lot, _i.c.serial, _b.c.place_id, _b.c.item_id)
    .limit(MOST_LYING)
)
_WAITING = Statement(
    select(_i.c.sku, func.coalesce(_g.c.name, ""), _p.c.code, _i.c.lot, _i.c.serial, _b.c.on_hand - _on_trolleys)
    .add_columns(_b.c.held, func.coalesce(_g.c.picture, ""))
    .select_from(_p)
    .join(_b, _b.c.place_id == _p.c.id)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_p.c.kind == PlaceKind.DOCK.value, _p.c.warehouse == bindparam("warehouse_is"), _b.c.on_hand > _on_trolleys)
    .where(or_(_i.c.sku.not_like("@%"), _i.c.sku == "@LPN", _i.c.sku == "@TOTE"))
    .order_by(_b.c.held.desc(), _b.c.place_id, _b.c.item_id)
    .limit(bindparam("many"))
)
_FETCHED = Statement(
    select(_r.c.id, _t.c.qty - _t.c.picked)
    .join(_t, _awaited)
    .where(_r.c.place_id == bindparam("place_is"), _r.c.item_id == bindparam("item_is"))
)
_a = _p.alias()
_TOUR = Statement(
    select(_w.c.id, _i.c.sku, _i.c.lot, _i.c.serial, _w.c.qty, _w.c.why, func.coalesce(_g.c.name, ""))
    .add_columns(_a.c.code, _a.c.walk_seq, _p.c.code, func.coalesce(_g.c.picture, ""))
    .add_columns(_w.c.target_id, _w.c.source_id, _w.c.item_id)
    .join(_i, _i.c.id == _w.c.item_id)
    .join(_p, _p.c.id == _w.c.source_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_a, _a.c.id == _w.c.target_id)
    .where(_w.c.station == bindparam("station_is"))
    .order_by(_w.c.id)
)


class Load(NamedTuple):
    """One stop: `qty` of an item from a source to a target (None: no place is known); `passed` are places left out."""

    id: int
    source: PlaceId
    item: Item
    qty: int
    target: PlaceId | None
    why: str
    passed: tuple[int, ...]


class Lying(NamedTuple):
    """Goods on a dock: `on_hand`, `held` for orders, `taken` onto trolleys already, `fetched` by pickers from here."""

    place: PlaceId
    item: Item
    on_hand: int
    held: int
    taken: int
    fetched: int

    @property
    def left(self) -> int:
        """Return what nobody has taken yet, and no picker will come for."""
        return max(0, self.on_hand - self.taken - self.fetched)


class Stage(NamedTuple):
    """One stop as it is shown."""

    id: int
    sku: str
    lot: str
    serial: str
    qty: int
    why: str
    name: str
    place: str | None
    walk_seq: int | None
    source: str
    picture: str
    target: int | None
    source_id: int
    item_id: int


class Waiting(NamedTuple):
    """Goods on a dock as they are shown."""

    sku: str
    name: str
    place: str
    lot: str
    serial: str
    left: int
    held: int
    picture: str


def of_station(desk: Desk, station: str) -> tuple[Load, ...]:
    """Return the stops of a station, oldest first."""
    return tuple(_load(desk, row) for row in _OF_STATION.all(desk.connection, station_is=station))


def _load(desk: Desk, row: Any) -> Load:  # noqa: ANN401 - a database row
    passed = tuple(int(each) for each in row[6].split(",") if each)
    target = None if row[4] is None else PlaceId(row[4])
    return Load(row[0], PlaceId(row[1]), items.get(desk, row[2]), row[3], target, row[5], passed)


def add(desk: Desk, load: Load) -> int:
    """Write one stop of the station at hand (its id is ignored); return its number."""
    return _NEW.key(
        desk.connection,
        station=desk.station,
        who=desk.who,
        source_id=load.source,
        item_id=items.number(desk, load.item),
        qty=load.qty,
        target_id=load.target,
        why=load.why,
        passed=",".join(str(each) for each in load.passed),
        at=desk.at,
    )


def drop(desk: Desk, load_id: int) -> None:
    """Take a stop off the tour."""
    _GONE.run(desk.connection, id_is=load_id)


def shrink(desk: Desk, load: Load, less: int) -> None:
    """Let a stop be so many units less; with none left it is gone."""
    if less >= load.qty:
        drop(desk, load.id)
    else:
        _QTY.run(desk.connection, id_is=load.id, qty_is=load.qty - less)


def taken(desk: Desk, source: PlaceId, item: Item) -> int:
    """Return how much of a cell is on trolleys: it is there in the books until it is put down."""
    number = items.find(desk, item)
    return 0 if number is None else int(_TAKEN.scalar(desk.connection, source_is=source, item_is=number) or 0)


def taken_by(desk: Desk, source: PlaceId, item: Item, but: str) -> str:
    """Return a station other than `but` that has some of a cell on its trolley, "" for none."""
    number = items.find(desk, item)
    if number is None:
        return ""
    return str(_ELSEWHERE.scalar(desk.connection, source_is=source, item_is=number, station_is=but) or "")


def lying(desk: Desk, product_id: int, warehouse: str) -> tuple[Lying, ...]:
    """Return a product's goods on the docks of a warehouse, oldest lot first."""
    rows = _ON_DOCK.all(desk.connection, product_is=product_id, warehouse_is=warehouse)
    return tuple(Lying(PlaceId(row[0]), items.get(desk, row[1]), *row[2:6]) for row in rows)


def fetched(desk: Desk, place: PlaceId, item_id: int) -> Mapping[int, int]:
    """Return the promises for which pickers will come to this cell, and how many units each still lacks."""
    return {row[0]: row[1] for row in _FETCHED.all(desk.connection, place_is=place, item_is=item_id)}


def tour(desk: Desk, station: str) -> tuple[Stage, ...]:
    """Return the stops of a station as they are shown, oldest first."""
    return tuple(Stage(*row) for row in _TOUR.all(desk.connection, station_is=station))


def waiting(desk: Desk, warehouse: str, many: int) -> tuple[Waiting, ...]:
    """Return what lies on the docks of a warehouse: what orders wait for first."""
    return tuple(Waiting(*row) for row in _WAITING.all(desk.connection, warehouse_is=warehouse, many=many))
