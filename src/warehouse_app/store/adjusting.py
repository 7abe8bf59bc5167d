"""Adjustments that files told of: those not posted yet, their goods, where such goods stand, how they are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, literal, or_, select, update

from warehouse_app.domain.counting.adjustments import AdjustedThing, AdjustmentRow
from warehouse_app.domain.counting.reasons import reason_of
from warehouse_app.domain.items import GRADE_A, HOUSE, ProductKind
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import ESCAPE, begins, itself
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


MOST_NAMED = 3
"""Products of an adjustment that a list names."""

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ROWS = select(_d.c.id, _d.c.code, _d.c.channel, _d.c.state, _d.c.at, _d.c.reason).where(_d.c.id.in_(_IDS))
_LINES = (
    select(_m.c.document_id, _m.c.sku, _m.c.qty, func.coalesce(_g.c.kind, ""))
    .outerjoin(_g, _g.c.sku_key == func.upper(_m.c.sku))
    .where(_m.c.document_id.in_(_IDS))
    .order_by(_m.c.document_id, _m.c.n)
)
_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "all": literal(1) == 1,
    "waiting": _d.c.state == KEPT,
    "posted": _d.c.state == POSTED,
}
_OF = _d.c.kind == "adjustment"


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [_OF, _VIEWS.get(query.view, literal(1) == 0)]
    found += [_d.c.channel == value for name, value in query.filters if name == "channel"]
    text = query.text.strip()
    if not text:
        return found
    named = select(_m.c.document_id).where(func.upper(_m.c.sku) == text.upper())
    said = func.upper(_d.c.reason).like(f"%{itself(text.upper())}%", escape=ESCAPE)
    return [*found, or_(begins(_d.c.code, text), said, _d.c.id.in_(named))]


def rows(desk: Desk, keys: list[int]) -> Mapping[int, AdjustmentRow]:
    """Return the adjustments of these keys."""
    lines: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    for number, sku, qty, kind in desk.connection.execute(_LINES, {"ids": keys}):
        lines[number].append((sku, int(qty), kind in ("", ProductKind.GOODS.value)))
    heads = desk.connection.execute(_ROWS, {"ids": keys})
    return {head[0]: _row(tuple(head), lines[head[0]]) for head in heads}


def _row(head: tuple[Any, ...], lines: list[tuple[str, int, bool]]) -> AdjustmentRow:
    units = sum(qty for _sku, qty, goods in lines if goods)
    named = tuple((sku, qty) for sku, qty, _goods in lines[:MOST_NAMED])
    number, code, channel, state, at, note = head
    return AdjustmentRow(number, code, channel, state, at, note, reason_of(note, units).value, units, named)


ADJUSTMENTS = Listing(
    key=_d.c.id,
    sorts={"at": _d.c.at, "code": _d.c.code, "state": _d.c.state, "note": _d.c.reason},
    sort="at",
    where=_where,
    read=rows,
    filters=frozenset({"channel"}),
    views=frozenset(_VIEWS),
)
"""All adjustments that files told of."""


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many adjustments it shows."""
    return count_views(desk, _d, {name: and_(_OF, view) for name, view in _VIEWS.items()})


_THERE = (
    select(func.coalesce(func.sum(_b.c.on_hand), 0))
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_i.c.sku == _g.c.sku, _i.c.owner == HOUSE, _i.c.grade == GRADE_A)
    .where(or_(_p.c.kind == PlaceKind.BIN.value, _p.c.kind == PlaceKind.DOCK.value))
    .scalar_subquery()
)
_THINGS = Statement(
    select(_m.c.sku, func.coalesce(_g.c.sku, ""), func.coalesce(_g.c.name, ""), _m.c.qty, _THERE)
    .add_columns(func.coalesce(_g.c.kind, ""))
    .outerjoin(_g, _g.c.sku_key == func.upper(_m.c.sku))
    .where(_m.c.document_id == bindparam("id_is"))
    .order_by(_m.c.n)
)


def things(desk: Desk, number: int) -> tuple[AdjustedThing, ...]:
    """Return what an adjustment says of each product, and how many of it there are, line by line."""
    return tuple(
        AdjustedThing(row[0], row[1], row[2], int(row[3]), int(row[4]), row[5] in ("", ProductKind.GOODS.value))
        for row in _THINGS.all(desk.connection, id_is=number)
    )
