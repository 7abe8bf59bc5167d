"""The list of transfers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.transfers.states import TransferState
from warehouse_app.domain.transfers.values import TransferRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins
from warehouse_app.store.schema import ledger, transfers

_t, _l = transfers.transfer, transfers.transfer_line
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_MINE = _l.c.transfer_id == _t.c.id


def _state(*states: TransferState) -> ColumnElement[bool]:
    return or_(*(_t.c.state == each.value for each in states))


_ON_WAY = _l.c.sent - _l.c.received - _l.c.damaged - _l.c.lost
_DIFFERS = select(_l.c.id).where(_MINE, or_(_l.c.damaged > 0, _l.c.over > 0, _l.c.lost > 0)).correlate(_t).exists()
_MISSING = select(_l.c.id).where(_MINE, _ON_WAY > 0).correlate(_t).exists()
VIEWS: Mapping[str, ColumnElement[bool]] = {
    "open": _state(*(each for each in TransferState if each not in (TransferState.CLOSED, TransferState.CANCELLED))),
    "draft": _state(TransferState.DRAFT),
    "to_pick": _state(TransferState.CONFIRMED, TransferState.PICKING),
    "on_way": _state(TransferState.SENT),
    "differences": or_(_DIFFERS, and_(_state(TransferState.RECEIVED), _MISSING)),
    "done": _state(TransferState.CLOSED, TransferState.CANCELLED),
    "all": literal(1) == 1,
}
"""The views a list of transfers can be asked for, by name."""

FILTERS = frozenset({"source", "target", "state"})


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [VIEWS.get(query.view, literal(1) == 0)]
    found += [_t.c[name] == value for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if not text:
        return found
    with_goods = select(_l.c.transfer_id).where(_l.c.sku == text.upper())
    return [*found, or_(begins(_t.c.code, text.upper()), _t.c.id.in_(with_goods))]


_COUNTERS = ("qty", "picked", "sent", "received", "damaged", "over", "lost")
_SUMS = (
    select(_l.c.transfer_id, func.count(), *(func.sum(_l.c[name]) for name in _COUNTERS))
    .where(_l.c.transfer_id.in_(_IDS))
    .group_by(_l.c.transfer_id)
)
_ROWS = select(
    *(_t.c.id, _t.c.code, _t.c.source, _t.c.target, _t.c.state, _t.c.due_day, _t.c.made_at),
    func.coalesce(_t.c.sent_at, ""),
).where(_t.c.id.in_(_IDS))


def rows(desk: Desk, keys: list[int]) -> Mapping[int, TransferRow]:
    """Return the transfers of these keys with the sums of their lines."""
    ids = {"ids": keys}
    sums = {row[0]: tuple(int(each) for each in row[1:]) for row in desk.connection.execute(_SUMS, ids)}
    none = (0,) * (len(_COUNTERS) + 1)
    return {
        row[0]: TransferRow(*row[:4], TransferState(row[4]), *row[5:], *sums.get(row[0], none))
        for row in desk.connection.execute(_ROWS, ids)
    }


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many transfers it shows."""
    return count_views(desk, _t, VIEWS)


def warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the warehouses there are."""
    found = desk.connection.execute(select(ledger.warehouse.c.code).order_by(ledger.warehouse.c.code))
    return tuple(str(row[0]) for row in found)


TRANSFERS = Listing(
    key=_t.c.id,
    sorts={
        "code": _t.c.code,
        "due_day": case((_t.c.due_day == "", "9999"), else_=_t.c.due_day),
        "made_at": _t.c.made_at,
        "source": _t.c.source,
        "target": _t.c.target,
        "state": _t.c.state,
    },
    sort="code",
    where=_where,
    read=rows,
    filters=FILTERS,
    views=frozenset(VIEWS),
)
"""All transfers."""
