"""Learned weights beside the books as a list, decisions about them, and the parcels behind one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, delete, exists, func, literal, or_, select

from warehouse_app.domain.weights.learning import MG
from warehouse_app.domain.weights.values import EVIDENCE, LEAST_OFF_G, OFF_PERCENT, SIGMAS, Told, WeightRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins, holds
from warehouse_app.store.schema import floor, ledger, office, weights
from warehouse_app.store.statement import Statement, upsert

_w, _k, _g, _person = weights.weight_product, weights.weight_kept, ledger.product, office.person
_c, _parcel, _l = weights.weight_check, floor.parcel, ledger.leg
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_BOOK: ColumnElement[int] = func.coalesce(_g.c.weight_g, 0) * MG
_KEPT = select(_k.c.mean_mg).where(_k.c.product_id == _w.c.product_id).correlate(_w).scalar_subquery()


def _apart(book: ColumnElement[int]) -> ColumnElement[bool]:
    off = func.abs(_w.c.mean_mg - book)
    far = and_(
        off > LEAST_OFF_G * MG, off * 100 > book * OFF_PERCENT, off > SIGMAS * _w.c.doubt_mg, off > 2 * _w.c.vague_mg
    )
    unknown = and_(_w.c.mean_mg >= MG, _w.c.mean_mg >= 2 * _w.c.vague_mg)
    return or_(and_(book == 0, unknown), and_(book > 0, far))


_WRONG = and_(_w.c.parcels >= EVIDENCE, _apart(_BOOK), or_(_KEPT.is_(None), _apart(func.coalesce(_KEPT, 0))))
"""The same as `domain/weights/values.is_wrong`."""

_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "wrong": _WRONG,
    "kept": _KEPT.is_not(None),
    "few": _w.c.parcels < EVIDENCE,
    "all": literal(1) == 1,
}


def _of_product(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return select(column).where(_g.c.id == _w.c.product_id).correlate(_w).scalar_subquery()


def _view(name: str) -> ColumnElement[bool]:
    found = _VIEWS.get(name, literal(1) == 0)
    return _w.c.product_id.in_(select(_w.c.product_id).join(_g, _g.c.id == _w.c.product_id).where(found))


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    found = [_view(asked.query.view)]
    text = asked.query.text.strip()
    if text:
        named = or_(begins(_g.c.sku_key, text.upper()), holds(_g.c.name, text))
        found.append(_w.c.product_id.in_(select(_g.c.id).where(named)))
    return found


_FACTS = (_w.c.product_id, _g.c.sku, _g.c.name, _g.c.weight_g, _w.c.mean_mg, _w.c.doubt_mg, _w.c.spread_mg)
_MORE = (_w.c.parcels, _w.c.units, _w.c.last_at, case((_WRONG, 1), else_=0))
_ROWS = (
    select(*_FACTS, *_MORE, func.coalesce(_k.c.at, ""), func.coalesce(_person.c.name, _k.c.who, ""))
    .add_columns(func.coalesce(_k.c.reason, ""))
    .join_from(_w, _g, _g.c.id == _w.c.product_id)
    .outerjoin(_k, _k.c.product_id == _w.c.product_id)
    .outerjoin(_person, _person.c.id == _k.c.who)
    .where(_w.c.product_id.in_(_IDS))
)


def rows(desk: Desk, keys: list[int]) -> Mapping[int, WeightRow]:
    """Return the products of these keys."""
    found: list[Any] = list(desk.connection.execute(_ROWS, {"ids": keys}))
    return {row[0]: _row(tuple(row)) for row in found}


def _row(row: tuple[Any, ...]) -> WeightRow:
    facts: tuple[Any, ...] = (*row[:10], row[10] == 1, *row[11:])
    return WeightRow(*facts)


def one(desk: Desk, product_id: int) -> WeightRow | None:
    """Return one product, None where nothing was learned of it."""
    return rows(desk, [product_id]).get(product_id)


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many products it shows."""
    return count_views(desk, _w, {name: _view(name) for name in _VIEWS})


WEIGHTS = Listing(
    key=_w.c.product_id,
    sorts={
        "sku": _of_product(_g.c.sku_key),
        "off": -func.abs(_w.c.mean_mg - _of_product(_BOOK)),
        "parcels": _w.c.parcels,
        "learned": _w.c.mean_mg,
        "last_at": _w.c.last_at,
    },
    sort="off",
    where=_where,
    read=rows,
    views=frozenset(_VIEWS),
)
"""Products of which parcels told what they weigh."""


MOST_LEGS = 5_000
"""Newest movements of a product among which the parcels are looked for that taught its weight."""

_recent = (
    select(_l.c.target, _l.c.qty, _l.c.entry_seq)
    .join(ledger.item, ledger.item.c.id == _l.c.item_id)
    .where(ledger.item.c.product_id == bindparam("product_is"))
    .order_by(_l.c.entry_seq.desc())
    .limit(MOST_LEGS)
    .subquery()
)
_e, _undone, _later = ledger.entry, ledger.entry.alias(), weights.weight_check.alias()
_TOLD = Statement(
    select(_parcel.c.code, _c.c.at, _c.c.grams, _c.c.expected_g, func.sum(_recent.c.qty))
    .join_from(_recent, _e, _e.c.seq == _recent.c.entry_seq)
    .join(_parcel, _parcel.c.place_id == _recent.c.target)
    .join(_c, _c.c.parcel_id == _parcel.c.id)
    .where(_parcel.c.handed_at.is_not(None), _c.c.teaches == 1)
    .where(~exists().where(_undone.c.reverses == _e.c.id))
    .where(~exists().where(_later.c.parcel_id == _c.c.parcel_id, _later.c.id > _c.c.id))
    .group_by(_parcel.c.code, _c.c.at, _c.c.grams, _c.c.expected_g, _c.c.id)
    .order_by(_c.c.id.desc())
    .limit(bindparam("many"))
)


def told(desk: Desk, product_id: int, many: int) -> tuple[Told, ...]:
    """Return the newest parcels that taught a product's weight, each by its last weighing, and what lies in it."""
    found: list[Any] = _TOLD.all(desk.connection, product_is=product_id, many=many)
    return tuple(Told(row[0], row[1], row[2], row[3], int(row[4])) for row in found)


_KEEP, _FORGET = upsert(_k), Statement(delete(_k).where(_k.c.product_id == bindparam("product_is")))


def keep(desk: Desk, product_id: int, mean_mg: int, reason: str) -> None:
    """Write down that a person said the books to be right."""
    _KEEP.run(desk.connection, product_id=product_id, mean_mg=mean_mg, at=desk.at, who=desk.who, reason=reason)


def forget(desk: Desk, product_id: int) -> None:
    """Nobody said so any more: the books were changed."""
    _FORGET.run(desk.connection, product_is=product_id)
