"""Adjustments that files told of: those not posted yet, their goods, where such goods stand, how they are marked."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select, update

from warehouse_app.domain.items import GRADE_A, HOUSE, ProductKind
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

KEPT, POSTED = "kept", "posted"
MOST_AT_ONCE = 20
"""Documents of one transaction."""

_d, _m = trade.document, trade.document_line
_b, _p, _i, _g = ledger.balance, ledger.place, ledger.item, ledger.product
_HEAD = (
    select(_d.c.id, _d.c.channel, _d.c.code, _d.c.state, _d.c.at, _d.c.reason)
    .add_columns(func.coalesce(_d.c.import_id, 0), func.coalesce(_d.c.entry_id, ""))
    .where(_d.c.kind == "adjustment")
)
_WAITING = Statement(
    _HEAD.where(_d.c.state == KEPT, _d.c.id > bindparam("after")).order_by(_d.c.id).limit(MOST_AT_ONCE)
)
_OF_RUN = Statement(
    _HEAD.where(_d.c.state == KEPT, _d.c.id > bindparam("after"), _d.c.import_id == bindparam("run_is"))
    .order_by(_d.c.id)
    .limit(MOST_AT_ONCE)
)
_BY_ID = Statement(_HEAD.where(_d.c.id == bindparam("id_is")))
_BY_CODE = Statement(_HEAD.where(_d.c.code == bindparam("code_is")).order_by(_d.c.id))
_GOODS = Statement(
    select(_m.c.sku, func.coalesce(_g.c.sku, ""), func.coalesce(_g.c.kind, ""), func.coalesce(_g.c.tracking, ""))
    .add_columns(func.sum(_m.c.qty))
    .outerjoin(_g, _g.c.sku_key == func.upper(_m.c.sku))
    .where(_m.c.document_id == bindparam("id_is"))
    .group_by(_m.c.sku, _g.c.sku, _g.c.kind, _g.c.tracking)
    .order_by(_m.c.sku)
)
_CELLS = Statement(
    select(_b.c.place_id, _b.c.item_id, _b.c.on_hand)
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_i.c.sku == bindparam("sku_is"), _i.c.owner == HOUSE, _i.c.grade == GRADE_A, _b.c.on_hand > 0)
    .where(_p.c.warehouse == bindparam("warehouse_is"))
    .where(or_(_p.c.kind == PlaceKind.BIN.value, _p.c.kind == PlaceKind.DOCK.value))
    .order_by((_b.c.on_hand - _b.c.held).desc(), _p.c.code, _b.c.item_id)
)
_MARK = Statement(
    update(_d)
    .where(_d.c.id == bindparam("id_is"), _d.c.state == bindparam("was"))
    .values(state=bindparam("state"), entry_id=bindparam("entry_id"))
)


class Paper(NamedTuple):
    """One adjustment: which, when, the note beside it, the import that brought it (0: none), and its entry."""

    id: int
    channel: str
    code: str
    state: str
    at: str
    note: str
    run: int
    entry_id: str


class Goods(NamedTuple):
    """So many of a product more, or fewer below zero. `sku` "" where nobody knows the product."""

    written: str
    sku: str
    kind: str
    tracking: str
    qty: int

    @property
    def is_goods(self) -> bool:
        """Tell whether it is something that stands somewhere: an unknown one is taken for it."""
        return self.kind in ("", ProductKind.GOODS.value)


class Standing(NamedTuple):
    """Goods in a place."""

    place_id: int
    item_id: int
    on_hand: int


def waiting(desk: Desk, after: int, run: int = 0) -> tuple[Paper, ...]:
    """Return the next adjustments that are not posted, of one import or of all."""
    if run:
        return tuple(Paper(*row) for row in _OF_RUN.all(desk.connection, after=after, run_is=run))
    return tuple(Paper(*row) for row in _WAITING.all(desk.connection, after=after))


def get(desk: Desk, number: int) -> Paper | None:
    """Return an adjustment by its row."""
    row = _BY_ID.one(desk.connection, id_is=number)
    return None if row is None else Paper(*row)


def with_code(desk: Desk, code: str) -> tuple[Paper, ...]:
    """Return the adjustments of that code, one a channel."""
    return tuple(Paper(*row) for row in _BY_CODE.all(desk.connection, code_is=code))


def goods_of(desk: Desk, number: int) -> tuple[Goods, ...]:
    """Return what an adjustment says of each product, its lines summed."""
    return tuple(
        Goods(row[0], row[1], row[2], row[3], int(row[4])) for row in _GOODS.all(desk.connection, id_is=number)
    )


def standing(desk: Desk, warehouse: str, sku: str) -> tuple[Standing, ...]:
    """Return where a product stands that can be sold, the most that nobody holds first."""
    found = _CELLS.all(desk.connection, sku_is=sku, warehouse_is=warehouse)
    return tuple(Standing(*row) for row in found)


def mark(desk: Desk, number: int, was: str, state: str, entry_id: str | None) -> bool:
    """Lead an adjustment from one state to the other; tell whether it was in the first."""
    return _MARK.run(desk.connection, id_is=number, was=was, state=state, entry_id=entry_id).rowcount == 1
