"""Where an order's goods lie, told by the ledger alone: the legs that serve a line, added up by place."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, or_, select, union_all

from warehouse_app.domain.ledger.entries import EntryKind
from warehouse_app.domain.picking.states import LIVE_BATCHES
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.places import promisable
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_g, _p, _l, _e, _b = ledger.leg, ledger.place, trade.order_line, ledger.entry, ledger.balance
_i, _product = ledger.item, ledger.product
_bo, _batch = floor.batch_order, floor.batch

AT_BENCH = (PlaceKind.TOTE, PlaceKind.CART, PlaceKind.BENCH)
"""Kinds of place from which picked goods are packed."""
LOOK_BACK = 1_000
"""Newest legs into a tote that are looked at to find whose goods lie in it."""


class Lying(NamedTuple):
    """`qty` of an item, of a line, in a place."""

    line_id: int
    place_id: int
    item_id: int
    qty: int


class Packed(NamedTuple):
    """`qty` of an item, of a line, that went into a parcel from `source` (below zero: left to there)."""

    line_id: int
    item_id: int
    source: int
    qty: int


def net(*where: Any) -> Any:  # noqa: ANN401 - expressions of Core
    """Return where the goods of lines lie at the bench, line by line."""
    came = select(_g.c.line_id, _g.c.target.label("place_id"), _g.c.item_id, _g.c.qty.label("q")).where(*where)
    left = select(_g.c.line_id, _g.c.source.label("place_id"), _g.c.item_id, (-_g.c.qty).label("q")).where(*where)
    both = union_all(came, left).subquery()
    total = func.sum(both.c.q)
    return (
        select(both.c.line_id, both.c.place_id, both.c.item_id, total)
        .join(_p, _p.c.id == both.c.place_id)
        .where(or_(*(_p.c.kind == kind.value for kind in AT_BENCH)))
        .group_by(both.c.line_id, both.c.place_id, both.c.item_id)
        .having(total > 0)
        .order_by(both.c.line_id, both.c.place_id, both.c.item_id)
    )


LEG_LINE = _g.c.line_id
OF_LINE = Statement(net(_g.c.line_id == bindparam("line_is")))
_OF_ORDER = Statement(
    net(_g.c.line_id == _l.c.id, _l.c.order_id == bindparam("order_is")),
)
_came = select(_g.c.line_id, _g.c.item_id, _g.c.source.label("other"), _g.c.qty.label("q")).where(
    _g.c.target == bindparam("parcel_is"), _g.c.line_id.is_not(None)
)
_gone = select(_g.c.line_id, _g.c.item_id, _g.c.target.label("other"), (-_g.c.qty).label("q")).where(
    _g.c.source == bindparam("parcel_is"), _g.c.line_id.is_not(None)
)
_both = union_all(_came, _gone).subquery()
_IN_PARCEL = Statement(
    select(_both.c.line_id, _both.c.item_id, _both.c.other, func.sum(_both.c.q))
    .group_by(_both.c.line_id, _both.c.item_id, _both.c.other)
    .order_by(_both.c.line_id, _both.c.item_id, _both.c.other),
)
_undone = _e.alias()
_LAST_SCAN = Statement(
    select(_e.c.id)
    .join(_g, _g.c.entry_seq == _e.c.seq)
    .join(_p, _p.c.id == _g.c.source)
    .where(_g.c.target == bindparam("parcel_is"), _g.c.line_id.is_not(None), _e.c.kind == EntryKind.MOVE.value)
    .where(or_(*(_p.c.kind == kind.value for kind in AT_BENCH)))
    .where(~exists().where(_undone.c.reverses == _e.c.id))
    .group_by(_e.c.id, _e.c.seq)
    .order_by(_e.c.seq.desc())
    .limit(bindparam("many")),
)
RECENT = (
    select(_g.c.line_id, _g.c.entry_seq)
    .where(_g.c.target == bindparam("place_is"), _g.c.line_id.is_not(None))
    .order_by(_g.c.entry_seq.desc())
    .limit(LOOK_BACK)
    .subquery()
)
"""The newest legs into a place, with the lines they serve."""

_ORDERS_IN = Statement(
    select(_l.c.order_id)
    .join(RECENT, RECENT.c.line_id == _l.c.id)
    .group_by(_l.c.order_id)
    .order_by(func.max(RECENT.c.entry_seq).desc()),
)
_BOUND = Statement(
    select(_bo.c.order_id)
    .join(_batch, _batch.c.id == _bo.c.batch_id)
    .where(_bo.c.tote_id == bindparam("tote_is"))
    .where(or_(*(_batch.c.state == state.value for state in sorted(LIVE_BATCHES))))
    .order_by(_bo.c.batch_id.desc())
    .limit(1),
)
ANYTHING = Statement(select(_b.c.place_id).where(_b.c.place_id == bindparam("place_is")).limit(1))
_UNITS = Statement(select(func.sum(_b.c.on_hand)).where(_b.c.place_id == bindparam("place_is")))
_WEIGHT = Statement(
    select(func.sum(_b.c.on_hand * _product.c.weight_g), func.count(), func.count(_product.c.weight_g))
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_product, _product.c.id == _i.c.product_id)
    .where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > 0),
)
_TOTE_OF = Statement(
    select(_g.c.source)
    .join(_p, _p.c.id == _g.c.source)
    .where(_g.c.line_id == bindparam("line_is"), _g.c.item_id == bindparam("item_is"))
    .where(or_(*(_p.c.kind == kind.value for kind in AT_BENCH)))
    .order_by(_g.c.entry_seq.desc())
    .limit(1),
)
_CAME_FROM = Statement(
    select(_g.c.source)
    .join(_p, _p.c.id == _g.c.source)
    .where(_g.c.line_id == bindparam("line_is"), _g.c.target == bindparam("tote_is"))
    .where(_g.c.item_id == bindparam("item_is"), promisable(_p.c.kind))
    .order_by(_g.c.entry_seq.desc())
    .limit(1),
)
_PICKED_FROM = Statement(
    select(_g.c.source)
    .join(_p, _p.c.id == _g.c.source)
    .where(_g.c.line_id == bindparam("line_is"), promisable(_p.c.kind))
    .order_by(_g.c.entry_seq.desc())
    .limit(1),
)
_LAST_TOTE = Statement(
    select(_p.c.code)
    .select_from(_g)
    .join(_p, _p.c.id == _g.c.target)
    .where(_g.c.line_id.in_(select(_l.c.id).where(_l.c.order_id == bindparam("order_is"))))
    .where(_p.c.kind == PlaceKind.TOTE.value)
    .order_by(_g.c.entry_seq.desc())
    .limit(1),
)


def of_line(desk: Desk, line_id: int) -> tuple[Lying, ...]:
    """Return where picked goods of a line wait, in a fixed order."""
    return tuple(Lying(*row) for row in OF_LINE.all(desk.connection, line_is=line_id))


def of_order(desk: Desk, order_id: int) -> tuple[Lying, ...]:
    """Return where picked goods of an order wait, line by line."""
    return tuple(Lying(*row) for row in _OF_ORDER.all(desk.connection, order_is=order_id))


def in_parcel(desk: Desk, parcel_place: int) -> tuple[Packed, ...]:
    """Return what went into a parcel and out of it again, by line, item and other end."""
    return tuple(Packed(*row) for row in _IN_PARCEL.all(desk.connection, parcel_is=parcel_place))


def scans_in(desk: Desk, parcel_place: int, many: int) -> tuple[str, ...]:
    """Return the newest entries that moved goods into the parcel and were not undone, newest first."""
    rows = _LAST_SCAN.all(desk.connection, parcel_is=parcel_place, many=many)
    return tuple(str(row[0]) for row in rows)


def orders_in(desk: Desk, tote: int) -> tuple[int, ...]:
    """Return the orders whose goods went into a tote lately, newest first; whether they still lie there is not said."""
    return tuple(int(row[0]) for row in _ORDERS_IN.all(desk.connection, place_is=tote))


def bound_to(desk: Desk, tote: int) -> int | None:
    """Return the order for which a batch that is not yet picked uses the tote, or None."""
    found = _BOUND.scalar(desk.connection, tote_is=tote)
    return None if found is None else int(found)


def is_empty(desk: Desk, place: int) -> bool:
    """Tell whether nothing stands in a place."""
    return ANYTHING.scalar(desk.connection, place_is=place) is None


def units_in(desk: Desk, place: int) -> int:
    """Return how many units stand in a place, whatever they are."""
    return int(_UNITS.scalar(desk.connection, place_is=place) or 0)


def weight_in(desk: Desk, place: int) -> int | None:
    """Return the computed weight in grams of what stands in a place; None when a product's weight is not known."""
    row = _WEIGHT.one(desk.connection, place_is=place)
    return None if row is None or not row[1] or row[1] != row[2] else int(row[0])


def picked_from(desk: Desk, line_id: int) -> int | None:
    """Return the bin from which goods of a line were picked last, or None."""
    found = _PICKED_FROM.scalar(desk.connection, line_is=line_id)
    return None if found is None else int(found)


def last_tote(desk: Desk, order_id: int) -> str:
    """Return the tote into which goods of an order came last, "" where none did."""
    return str(_LAST_TOTE.scalar(desk.connection, order_is=order_id) or "")


def tote_of(desk: Desk, line_id: int, item_id: int) -> int | None:
    """Return the tote (or the cart, or the bench) from which goods of a line were packed last, or None."""
    found = _TOTE_OF.scalar(desk.connection, line_is=line_id, item_is=item_id)
    return None if found is None else int(found)


def bin_of(desk: Desk, line_id: int, tote: int, item_id: int) -> int | None:
    """Return the bin from which a line's goods in a tote were picked last, or None."""
    found = _CAME_FROM.scalar(desk.connection, line_is=line_id, tote_is=tote, item_is=item_id)
    return None if found is None else int(found)
