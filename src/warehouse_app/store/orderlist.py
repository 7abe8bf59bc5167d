"""The list of orders: its views, filters and sorts as conditions, and its rows with what is computed from their lines.

A view speaks of an order's state first, which is indexed with the day it leaves. In a list of very many rows the state
is no way in (nearly all orders are closed ones), and the sort's own index is walked instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.readiness import OrderFacts, Readiness, light, share, stage
from warehouse_app.domain.orders.refusals import NoSuchOrder
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.orders.values import OrderRow
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store.allocation import NEEDS, PROMISED
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.orderstages import at_stage
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.search import narrow
from warehouse_app.store.through import Through

_o, _l, _c, _x, _a = trade.orders, trade.order_line, trade.customer, trade.order_hold, trade.order_address
_b, _bo, _k, _q, _mp = floor.batch, floor.batch_order, floor.parcel, floor.pack, floor.manifest_parcel
_h = ledger.shortage
_GONE_BATCHES = ("planned", "discarded", "closed")
"""Batches that nobody works at: an order of a planned one is still Ready, as its stage and the day say."""

_GOODS = and_(_l.c.kind == ProductKind.GOODS.value, _l.c.qty > _l.c.cancelled)
_OF_ORDER = _l.c.order_id == _o.c.id
_LACKS = select(_l.c.id).where(_OF_ORDER, NEEDS).correlate(_o).exists()
_HAS = select(_l.c.id).where(_OF_ORDER, _GOODS, or_(_l.c.picked > 0, literal(0) < PROMISED)).correlate(_o).exists()
_WANTS = select(_l.c.id).where(_OF_ORDER, _GOODS).correlate(_o).exists()
_HELD = select(_x.c.order_id).where(_x.c.order_id == _o.c.id).correlate(_o).exists()
_SHORT = _o.c.id.in_(
    select(_l.c.order_id)
    .join(_h, and_(_h.c.ref == _l.c.id, _h.c.purpose == Purpose.LINE.value))
    .where(_h.c.resolved_at.is_(None)),
)
_IN_BATCH = (
    select(_bo.c.order_id)
    .join(_b, _b.c.id == _bo.c.batch_id)
    .where(_bo.c.order_id == _o.c.id, and_(*(_b.c.state != state for state in _GONE_BATCHES)))
    .correlate(_o)
    .exists()
)


def _is(state: OrderState, asked: Asked) -> ColumnElement[bool]:
    """True of orders in a state; in a wide list said so that no index of the state is used."""
    return (func.coalesce(_o.c.state, "") if asked.wide else _o.c.state) == state.value


def _open(asked: Asked) -> ColumnElement[bool]:
    return _is(OrderState.CONFIRMED, asked)


_IN_PACK = (
    select(_q.c.id).where(_q.c.order_id == _o.c.id, _q.c.closed_at.is_(None), _q.c.state != "unpacked")
    .correlate(_o).exists()
)  # fmt: skip
_IN_TOTE = select(_l.c.id).where(_OF_ORDER, _GOODS, _l.c.picked > _l.c.packed).correlate(_o).exists()
_BOXED = (
    select(_k.c.id).where(_k.c.order_id == _o.c.id, _k.c.handed_at.is_(None))
    .where(_k.c.state != "voided", _k.c.state != "awaited")
    .correlate(_o).exists()
)  # fmt: skip
_ON_DOCK = and_(_BOXED, ~_IN_PACK, ~_IN_TOTE)
"""All that was picked stands packed: such an order is late no more, here as on the board of the day."""


def _late(asked: Asked) -> ColumnElement[bool]:
    return and_(_open(asked), _o.c.ship_by != "", _o.c.ship_by < asked.query.now, or_(_HELD, ~_ON_DOCK))


_READY = and_(~_HELD, ~_IN_BATCH, or_(~_LACKS, and_(_o.c.ship_part == 1, _HAS)))


def _until(query: ListQuery) -> str:
    return query.until or (query.now[:10] + "T23:59:59.999999Z" if query.now else "")


VIEWS: Mapping[str, Callable[[Asked], ColumnElement[bool]]] = {
    "all": lambda _asked: literal(1) == 1,
    "open": _open,
    "to_ship_today": lambda asked: and_(_open(asked), _o.c.ship_by <= _until(asked.query)),
    "short": lambda asked: and_(_open(asked), _SHORT),
    "on_hold": lambda asked: and_(_open(asked), _o.c.id.in_(select(_x.c.order_id))),
    "ready": lambda asked: and_(_open(asked), _READY),
    "late": _late,
    "draft": lambda asked: _is(OrderState.DRAFT, asked),
    "closed": lambda asked: _is(OrderState.CLOSED, asked),
    "cancelled": lambda asked: _is(OrderState.CANCELLED, asked),
}
"""The views a list of orders can be asked for, by name."""

LIGHTS: Mapping[str, ColumnElement[bool]] = {
    Readiness.GREEN.value: ~_LACKS,
    Readiness.AMBER.value: and_(_HAS, _LACKS),
    Readiness.RED.value: and_(~_HAS, _WANTS),
}
"""The lights a list can be narrowed to; only confirmed orders wait for stock."""


def _light(value: str, asked: Asked) -> ColumnElement[bool]:
    return and_(_open(asked), LIGHTS[value]) if value in LIGHTS else literal(1) == 0


def _leaves(value: str, query: ListQuery) -> ColumnElement[bool]:
    """True of orders that leave before now, on the day of now, on the day after, or within a week of it."""
    if not query.now:
        return literal(1) == 0
    end = datetime.fromisoformat(_until(query))
    last = {"overdue": query.now, "today": _until(query), "tomorrow": iso(end + timedelta(days=1))}
    last["week"] = iso(end + timedelta(days=6))
    first = {"overdue": "", "today": query.now[:10], "tomorrow": _until(query), "week": query.now[:10]}
    if value not in last:
        return literal(1) == 0
    return and_(_o.c.ship_by > first[value], _o.c.ship_by <= last[value])


FILTERS: Mapping[str, Callable[[str, Asked], ColumnElement[bool]]] = {
    "state": lambda value, _asked: _o.c.state == value,
    "light": _light,
    "country": lambda value, _asked: _o.c.country == value,
    "channel": lambda value, _asked: _o.c.channel == value,
    "leaves": lambda value, asked: _leaves(value, asked.query),
    "stage": lambda value, _asked: at_stage(value),
    "among": lambda value, _asked: _o.c.id.in_([int(each) for each in value.split(",") if each.isdecimal()]),
}
"""What narrows a view, by name; an unknown light shows nothing, rather than everything.

`among` are orders by their rows, as a board counted them.
"""

_CUSTOMER = func.coalesce(select(_c.c.code).where(_c.c.id == _o.c.customer_id).correlate(_o).scalar_subquery(), "")


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions of a query. An unknown view shows nothing, rather than everything."""
    query = asked.query
    view = VIEWS.get(query.view)
    found = [] if query.view == "all" else [literal(1) == 0 if view is None else view(asked)]
    found += [FILTERS[name](value, asked) for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    return [*found, narrow.speaking_of(text, asked.words)] if text else found


def counts(desk: Desk, query: ListQuery) -> dict[str, int]:
    """Return for every view how many orders it shows, each counted on the index that suits it."""
    asked = Asked(query, wide=False)
    return count_views(desk, _o, {name: view(asked) for name, view in VIEWS.items()})


def choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the channels and the countries that orders have."""
    channels = desk.connection.execute(select(_o.c.channel).distinct().order_by(_o.c.channel))
    countries = desk.connection.execute(
        select(_o.c.country).where(_o.c.country != "").distinct().order_by(_o.c.country)
    )
    return tuple(row[0] for row in channels), tuple(row[0] for row in countries)


def row_of(desk: Desk, order_id: int) -> OrderRow:
    """Return one order as a list would show it. Raises Refused(NoSuchOrder)."""
    found = rows(desk, [order_id])
    if not found:
        raise Refused(NoSuchOrder(str(order_id)))
    return found[order_id]


# --------------------------------------------------------------------- what is computed of the orders of one slice

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_wanted = _l.c.qty - _l.c.cancelled
_found = _l.c.picked + PROMISED
_ROWS = (
    select(
        *(_o.c.id, _o.c.code, _o.c.channel, _c.c.code, _o.c.country, _o.c.state, _o.c.payment, _o.c.lines, _o.c.units),
        *(_o.c.total_minor, _o.c.currency, _o.c.placed_at, _o.c.ship_by, _o.c.ship_part),
    )
    .select_from(_o)
    .outerjoin(_c, _c.c.id == _o.c.customer_id)
    .where(_o.c.id.in_(_IDS))
)
_LINE_SUMS = (
    select(
        _l.c.order_id,
        func.sum(_wanted),
        func.sum(case((_found < _wanted, _found), else_=_wanted)),
        func.sum(_l.c.picked),
        func.sum(_l.c.packed),
        func.sum(_l.c.shipped),
    )
    .where(_l.c.order_id.in_(_IDS), _GOODS)
    .group_by(_l.c.order_id)
)
_HOLDS = select(_x.c.order_id, _x.c.kind).where(_x.c.order_id.in_(_IDS)).order_by(_x.c.kind)
_BATCHES = (
    select(_bo.c.order_id, _b.c.state)
    .join(_b, _b.c.id == _bo.c.batch_id)
    .where(_bo.c.order_id.in_(_IDS), _b.c.state != "discarded")
)
_PARCELS = (
    select(_k.c.order_id, func.count(), func.count(_mp.c.parcel_id), func.count(_k.c.handed_at))
    .outerjoin(_mp, _mp.c.parcel_id == _k.c.id)
    .where(_k.c.order_id.in_(_IDS), _k.c.state != "voided", _k.c.state != "awaited")
    .group_by(_k.c.order_id)
)
_NAMES = select(_a.c.order_id, _a.c.name, _a.c.company).where(_a.c.order_id.in_(_IDS))
_PACKS = select(_q.c.order_id).where(_q.c.order_id.in_(_IDS), _q.c.closed_at.is_(None), _q.c.state != "unpacked")


def rows(desk: Desk, keys: list[int]) -> Mapping[int, OrderRow]:
    """Return the orders of these keys with all that is computed of them."""
    ids = {"ids": keys}
    sums = {row[0]: row[1:] for row in desk.connection.execute(_LINE_SUMS, ids)}
    parcels = {row[0]: row[1:] for row in desk.connection.execute(_PARCELS, ids)}
    packing = {row[0] for row in desk.connection.execute(_PACKS, ids)}
    holds, batches = defaultdict(list), defaultdict(set)
    for row in desk.connection.execute(_HOLDS, ids):
        holds[row[0]].append(row[1])
    for row in desk.connection.execute(_BATCHES, ids):
        batches[row[0]].add(row[1])
    names = {row[0]: row[1] or row[2] for row in desk.connection.execute(_NAMES, ids)}
    told: dict[int, OrderRow] = {}
    for head in desk.connection.execute(_ROWS, ids):
        order = int(head[0])
        wanted, covered, picked, packed, shipped = sums.get(order, (0, 0, 0, 0, 0))
        facts = OrderFacts(
            *(wanted, covered, picked, packed, shipped, bool(holds[order]), head.ship_part == 1),
            *(frozenset(batches[order]), order in packing, *parcels.get(order, (0, 0, 0))),
        )
        told[order] = _row(head, facts, tuple(holds[order]), names.get(order, ""))
    return told


def _row(row: Any, facts: OrderFacts, holds: tuple[str, ...], name: str) -> OrderRow:  # noqa: ANN401 - as above
    state = OrderState(row[5])
    return OrderRow(
        *(row[0], row[1], row[2], row[3] or "", row[4], state, row[6], holds, row[7], row[8], row[9], row[10]),
        light(facts.wanted, facts.covered),
        share(facts.wanted, facts.shipped),
        stage(state, facts),
        *(row[11], row[12]),
        short_units=facts.wanted - facts.covered,
        ship_part=facts.ship_part,
        name="" if row[3] else name,
    )


ORDERS = Listing(
    key=_o.c.id,
    sorts={
        "ship_by": _o.c.ship_by,
        "code": _o.c.code,
        "customer": _CUSTOMER,
        "country": _o.c.country,
        "lines": _o.c.lines,
        "units": _o.c.units,
        "value": _o.c.total_minor,
        "placed_at": _o.c.placed_at,
    },
    sort="ship_by",
    where=_where,
    read=rows,
    filters=frozenset(FILTERS),
    leading=narrow.leading,
    crowded=narrow.crowded,
    views=frozenset(map(str, VIEWS)),
    sums={"value_minor": _o.c.total_minor},
    through={"customer": Through(_c.c.code, _o.c.customer_id, _c.c.id)},
)
"""All orders; the sum is of all currencies together."""
