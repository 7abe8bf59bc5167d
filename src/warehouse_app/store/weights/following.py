"""Parcels that were handed over, in the order of the ledger: what is learned from, and how far it was."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, literal, select, union_all

from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, health, ledger, weights
from warehouse_app.store.statement import Statement, upsert

ENTRIES = 2_000
"""Entries looked through in one step."""

_CURSOR = "weights"
_e, _g, _i, _p, _product = ledger.entry, ledger.leg, ledger.item, ledger.place, ledger.product
_parcel, _c, _k = floor.parcel, weights.weight_check, health.cost_cursor
_newest = select(func.max(_c.c.id)).where(_c.c.parcel_id == _parcel.c.id).correlate(_parcel).scalar_subquery()
_gone = (
    select(_g.c.entry_seq.label("seq"), _parcel.c.place_id, _parcel.c.box, _c.c.grams, _c.c.step_g, _c.c.at)
    .select_from(_g)
    .join(_i, _i.c.id == _g.c.item_id)
    .join(_p, _p.c.id == _g.c.target)
    .join(_parcel, _parcel.c.code == _i.c.serial)
    .join(_c, _c.c.id == _newest)
    .where(_i.c.sku == "@PARCEL", _p.c.kind == PlaceKind.CUSTOMER.value, _c.c.teaches == 1)
)
_GONE = Statement(
    _gone.where(_g.c.entry_seq > bindparam("after"), _g.c.entry_seq <= bindparam("until")).order_by(
        _g.c.entry_seq, _parcel.c.id
    )
)
_FIRST = Statement(
    select(_g.c.entry_seq)
    .select_from(_g)
    .join(_i, _i.c.id == _g.c.item_id)
    .join(_p, _p.c.id == _g.c.target)
    .where(_g.c.entry_seq > bindparam("after"), _g.c.entry_seq <= bindparam("until"))
    .where(_i.c.sku == "@PARCEL", _p.c.kind == PlaceKind.CUSTOMER.value)
    .order_by(_g.c.entry_seq)
    .limit(1)
)
_came = select(_g.c.item_id, _g.c.qty.label("q")).where(
    _g.c.target == bindparam("place_is"), _g.c.entry_seq <= bindparam("until")
)
_left = select(_g.c.item_id, (-_g.c.qty).label("q")).where(
    _g.c.source == bindparam("place_is"), _g.c.entry_seq <= bindparam("until")
)
_both = union_all(_came, _left).subquery()
_units = func.sum(_both.c.q)
_CONTENTS = Statement(
    select(_product.c.id, _units)
    .select_from(_both)
    .join(_i, _i.c.id == _both.c.item_id)
    .outerjoin(_product, _product.c.id == _i.c.product_id)
    .group_by(_product.c.id)
    .having(_units > 0)
    .order_by(_product.c.id)
)
_BOOK = Statement(select(_product.c.weight_g).where(_product.c.id == bindparam("product_is")))
_AT_CURSOR = Statement(select(_k.c.seq).where(_k.c.name == _CURSOR))
_SETTLED = Statement(
    select(func.coalesce(func.max(_e.c.seq), literal(0))).where(
        _e.c.seq > bindparam("after"), _e.c.seq <= bindparam("most"), _e.c.at <= bindparam("settled")
    )
)
_LATE = Statement(
    select(_e.c.seq)
    .where(_e.c.seq > bindparam("after"), _e.c.seq <= bindparam("most"), _e.c.at > bindparam("settled"))
    .order_by(_e.c.seq)
    .limit(1)
)
_PUT_CURSOR = upsert(_k)
CURSOR_SQL = "SELECT COALESCE(MAX(seq), 0) FROM cost_cursor WHERE name = 'weights'"


class Gone(NamedTuple):
    """A parcel that left by the entry `seq`: its box, and what the scale said."""

    seq: int
    place: int
    box: str
    grams: int
    step_g: int
    at: str


def cursor(desk: Desk) -> int:
    """Return the entry up to which parcels have taught."""
    return int(_AT_CURSOR.scalar(desk.connection) or 0)


def onward(desk: Desk, settled: str) -> int:
    """Return the entry up to which to go next: past the next hand-over, or past many entries without one; 0: nowhere.

    Entries younger than `settled` may still be arriving.
    """
    after = cursor(desk)
    most = after + ENTRIES
    late = _LATE.scalar(desk.connection, after=after, most=most, settled=settled)
    most = most if late is None else int(late) - 1
    until = int(_SETTLED.scalar(desk.connection, after=after, most=most, settled=settled) or 0)
    if not until:
        return 0
    return int(_FIRST.scalar(desk.connection, after=after, until=until) or until)


def gone(desk: Desk, until: int) -> tuple[Gone, ...]:
    """Return the weighed parcels that left since the cursor and may teach, in order."""
    return tuple(Gone(*row) for row in _GONE.all(desk.connection, after=cursor(desk), until=until))


def contents(desk: Desk, parcel: Gone) -> tuple[tuple[int, int], ...] | None:
    """Return what lay in a parcel when it left, products with units; None where a product is not known."""
    rows = _CONTENTS.all(desk.connection, place_is=parcel.place, until=parcel.seq)
    return None if any(row[0] is None for row in rows) else tuple((int(row[0]), int(row[1])) for row in rows)


def book(desk: Desk, product_id: int) -> int | None:
    """Return what stands in the books of a product's weight."""
    found = _BOOK.scalar(desk.connection, product_is=product_id)
    return None if found is None else int(found)


def went(desk: Desk, until: int) -> None:
    """Keep how far it went."""
    _PUT_CURSOR.do(desk.connection, name=_CURSOR, seq=until)
