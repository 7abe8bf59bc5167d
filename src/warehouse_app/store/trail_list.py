"""The audit trail as a list: by time, narrowed to a person, a station, a deed, a stretch of time or a thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, literal, or_, select, union_all

from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.ledger.trail import OFFICE, ThingKind, TrailRow, TrailView
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing
from warehouse_app.store.patterns import holds
from warehouse_app.store.schema import floor, ledger, office, trade

_a, _p, _e, _g, _i = ledger.audit, office.person, ledger.entry, ledger.leg, ledger.item
_s, _l, _v, _w, _k = floor.scan, trade.order_line, trade.order_event, ledger.promise_log, floor.parcel
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
SYSTEM_ID = "system"

ROWS = select(
    *(_a.c.seq, _a.c.at, func.coalesce(_p.c.name, ""), func.coalesce(_p.c.code, ""), _a.c.station),
    *(_a.c.name, _a.c.verdict, _a.c.command_id, _a.c.writer, _a.c.n),
).select_from(_a.outerjoin(_p, _p.c.id == _a.c.who))
_OF_KEYS = ROWS.where(_a.c.seq.in_(_IDS))

VIEWS: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    TrailView.PEOPLE: lambda: _a.c.who != SYSTEM_ID,
    TrailView.REFUSED: lambda: _a.c.verdict != "done",
    TrailView.OFFICE: lambda: _a.c.name.in_(OFFICE),
    TrailView.ALL: lambda: literal(1) == 1,
}


def _by_legs(*where: ColumnElement[bool]) -> Select[Any]:
    return select(_e.c.command_id).join_from(_e, _g, _g.c.entry_seq == _e.c.seq).where(*where)


def _of_order(ref: str) -> tuple[Select[Any], ...]:
    """Scans, goods, promises and decisions of one order."""
    order = int(ref)
    lines = select(_l.c.id).where(_l.c.order_id == order)
    return (
        select(_s.c.id).where(_s.c.order_id == order),
        select(_v.c.command_id).where(_v.c.order_id == order),
        select(_w.c.command_id).where(_w.c.purpose == Purpose.LINE.value, _w.c.ref.in_(lines)),
        _by_legs(_g.c.line_id.in_(lines)),
    )


def _of_place(ref: str) -> tuple[Select[Any], ...]:
    return (_by_legs(_g.c.source == int(ref)), _by_legs(_g.c.target == int(ref)))


def _of_product(ref: str) -> tuple[Select[Any], ...]:
    return (_by_legs(_g.c.item_id.in_(select(_i.c.id).where(_i.c.sku == ref))),)


def _of_parcel(ref: str) -> tuple[Select[Any], ...]:
    """Goods going into and out of the parcel, and the parcel itself on its way."""
    parcel = select(_k.c.place_id).where(_k.c.id == int(ref)).scalar_subquery()
    code = select(_k.c.code).where(_k.c.id == int(ref)).scalar_subquery()
    carried = select(_i.c.id).where(_i.c.serial == code, _i.c.sku == "PARCEL")
    return (_by_legs(_g.c.source == parcel), _by_legs(_g.c.target == parcel), _by_legs(_g.c.item_id.in_(carried)))


_OF: Mapping[str, Callable[[str], tuple[Select[Any], ...]]] = {
    ThingKind.ORDER: _of_order,
    ThingKind.PLACE: _of_place,
    ThingKind.PRODUCT: _of_product,
    ThingKind.PARCEL: _of_parcel,
}


def _thing(value: str) -> ColumnElement[bool]:
    kind, _, ref = value.partition(":")
    if kind not in _OF or (kind != ThingKind.PRODUCT and not ref.isdecimal()):
        return literal(1) == 0
    return _a.c.command_id.in_(union_all(*_OF[kind](ref)))


FILTERS: Mapping[str, Callable[[str], ColumnElement[bool]]] = {
    "who": lambda value: _a.c.who == value,
    "station": lambda value: _a.c.station == value,
    "deed": lambda value: _a.c.name == value,
    "since": lambda value: _a.c.at >= value,
    "until": lambda value: _a.c.at < value,
    "thing": _thing,
}


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    view = VIEWS.get(query.view)
    found = [literal(1) == 0 if view is None else view()]
    found += [FILTERS[name](value) for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if text:
        people = select(_p.c.id).where(or_(holds(_p.c.name, text), holds(_p.c.code, text)))
        named = query.value("named").split(",")
        found.append(or_(_a.c.who.in_(people), holds(_a.c.station, text), _a.c.name.in_(named)))
    return found


def as_row(row: Any) -> TrailRow:  # noqa: ANN401 - a database row
    """Return a row of `ROWS` as a value."""
    return TrailRow(*row)


def _read(desk: Desk, keys: list[int]) -> Mapping[int, TrailRow]:
    return {row.seq: row for row in map(as_row, desk.connection.execute(_OF_KEYS, {"ids": keys}))}


TRAIL = Listing(
    key=_a.c.seq,
    sorts={"at": _a.c.at},
    sort="at",
    where=_where,
    read=_read,
    filters=frozenset(FILTERS) | {"named"},
    views=frozenset(map(str, VIEWS)),
)
"""Every link of every chain, by time. `named` are the deeds whose words have the text in them, with commas between."""
