"""Orders in the database: found by code, listed by page with what is computed from their lines, held and decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.readiness import OrderFacts, Readiness, light, share, stage
from warehouse_app.domain.orders.refusals import NoSuchOrder, OrderInChannels
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.orders.values import OrderRow
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.allocation import NEEDS, PROMISED
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, trade
from warehouse_app.store.statement import Statement

_o, _l, _c, _x, _a = trade.orders, trade.order_line, trade.customer, trade.order_hold, trade.order_address
_b, _bo, _k, _q, _mp = floor.batch, floor.batch_order, floor.parcel, floor.pack, floor.manifest_parcel
_e, _h, _r = trade.order_event, ledger.shortage, ledger.promise
_CONFIRMED = OrderState.CONFIRMED.value
_GONE_BATCHES = ("discarded", "closed")


class OrderHead(NamedTuple):
    """The few facts of an order that decide about it."""

    id: int
    code: str
    channel: str
    state: OrderState
    warehouse: str
    priority: int
    ship_by: str
    ship_part: bool
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """Which orders a list shows.

    `view` is one of VIEWS. `now` and `until` (the end of the local day) are UTC ISO text; without `now` no order is
    late. `sort` is a key of SORTS, with "-" before it downwards.
    """

    text: str = ""
    view: str = "all"
    state: str = ""
    readiness: str = ""
    country: str = ""
    channel: str = ""
    sort: str = "ship_by"
    now: str = ""
    until: str = ""


_HEAD = select(
    *(_o.c.id, _o.c.code, _o.c.channel, _o.c.state, _o.c.warehouse, _o.c.priority, _o.c.ship_by, _o.c.ship_part),
    _o.c.customer_id,
)
_BY_ID = Statement(_HEAD.where(_o.c.id == bindparam("id_is")))
_BY_CODE = Statement(select(_o.c.id, _o.c.channel).where(_o.c.code == bindparam("code_is")).order_by(_o.c.id))


def head(desk: Desk, order_id: int) -> OrderHead:
    """Return the deciding facts of an order. Raises Refused(NoSuchOrder)."""
    row = _BY_ID.one(desk.connection, id_is=order_id)
    if row is None:
        raise Refused(NoSuchOrder(str(order_id)))
    return OrderHead(row[0], row[1], row[2], OrderState(row[3]), row[4], row[5], row[6], row[7] == 1, row[8])


def id_of(desk: Desk, code: str, channel: str | None = None) -> int:
    """Return the row of the order of that code. Raises Refused(NoSuchOrder, OrderInChannels)."""
    found = [row for row in _BY_CODE.all(desk.connection, code_is=code.strip()) if channel in (None, row[1])]
    if not found:
        raise Refused(NoSuchOrder(code))
    if len(found) > 1:
        raise Refused(OrderInChannels(code, tuple(row[1] for row in found)))
    return int(found[0][0])


# ------------------------------------------------------------------------------------------------ what a list shows

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
_IS_OPEN = _o.c.state == _CONFIRMED
_NOW: BindParameter[str] = bindparam("now")
_UNTIL: BindParameter[str] = bindparam("until")

VIEWS: dict[str, ColumnElement[bool]] = {
    "all": literal(1) == 1,
    "open": _IS_OPEN,
    "to_ship_today": and_(_IS_OPEN, _o.c.ship_by <= _UNTIL),
    "short": and_(_IS_OPEN, _SHORT),
    "on_hold": and_(_IS_OPEN, _HELD),
    "ready": and_(_IS_OPEN, ~_HELD, ~_IN_BATCH, or_(~_LACKS, and_(_o.c.ship_part == 1, _HAS))),
    "late": and_(_IS_OPEN, _o.c.ship_by < _NOW),
    "draft": _o.c.state == OrderState.DRAFT.value,
    "closed": _o.c.state == OrderState.CLOSED.value,
    "cancelled": _o.c.state == OrderState.CANCELLED.value,
}
"""The views a list of orders can be asked for, by name."""

LIGHTS: dict[str, ColumnElement[bool]] = {
    Readiness.GREEN.value: and_(_IS_OPEN, ~_LACKS),
    Readiness.AMBER.value: and_(_IS_OPEN, _HAS, _LACKS),
    Readiness.RED.value: and_(_IS_OPEN, ~_HAS, _WANTS),
}
"""The lights a list can be narrowed to; only confirmed orders wait for stock."""

SORTS: dict[str, Any] = {
    "code": _o.c.code,
    "customer": _c.c.code,
    "country": _o.c.country,
    "lines": _o.c.lines,
    "units": _o.c.units,
    "value": _o.c.total_minor,
    "ship_by": _o.c.ship_by,
    "placed_at": _o.c.placed_at,
    "state": _o.c.state,
}

_ROW = (
    *(_o.c.id, _o.c.code, _o.c.channel, _c.c.code, _o.c.country, _o.c.state, _o.c.payment, _o.c.lines, _o.c.units),
    *(_o.c.total_minor, _o.c.currency, _o.c.placed_at, _o.c.ship_by, _o.c.ship_part),
)


def _like(text: str) -> str:
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _matching(search: Search) -> list[ColumnElement[bool]]:
    """Return the conditions of a search. An unknown view or light shows nothing, rather than everything."""
    found = [VIEWS.get(search.view, literal(1) == 0)]
    if search.state:
        found.append(_o.c.state == search.state)
    if search.readiness:
        found.append(LIGHTS.get(search.readiness, literal(1) == 0))
    if search.country:
        found.append(_o.c.country == search.country)
    if search.channel:
        found.append(_o.c.channel == search.channel)
    text = search.text.strip()
    if text:
        like = _like(text)
        names = select(_a.c.order_id).where(
            or_(_a.c.name.ilike(like, escape="\\"), _a.c.company.ilike(like, escape="\\")),
        )
        found.append(
            or_(
                _o.c.code.ilike(like, escape="\\"),
                _c.c.code.ilike(like, escape="\\"),
                _o.c.id.in_(names),
            ),
        )
    return found


def _times(search: Search) -> dict[str, str]:
    until = search.until or (search.now[:10] + "T23:59:59.999999Z" if search.now else "")
    return {"now": search.now, "until": until}


def _listed(search: Search, columns: Iterable[Any]) -> Select[Any]:
    return select(*columns).select_from(_o).outerjoin(_c, _c.c.id == _o.c.customer_id).where(*_matching(search))


def find(desk: Desk, search: Search, limit: int, offset: int) -> tuple[OrderRow, ...]:
    """Return one page of the orders a search shows, with all that is computed of them."""
    name = search.sort.removeprefix("-")
    column = SORTS.get(name, _o.c.ship_by)
    ordered = (column.desc(), _o.c.id.desc()) if search.sort.startswith("-") else (column, _o.c.id)
    page = _listed(search, _ROW).order_by(*ordered).limit(limit).offset(offset)
    used = {key: value for key, value in _times(search).items() if key in page.compile().params}
    return _complete(desk, list(desk.connection.execute(page, used)))


def totals(desk: Desk, search: Search) -> tuple[int, int]:
    """Return how many orders a search shows in all, and their amount in minor units (of all currencies together)."""
    asked = _listed(search, (func.count(), func.coalesce(func.sum(_o.c.total_minor), 0)))
    used = {key: value for key, value in _times(search).items() if key in asked.compile().params}
    row = desk.connection.execute(asked, used).one()
    return int(row[0]), int(row[1])


_COUNTED = [name for name in VIEWS if name != "all"]
_COUNTS = Statement(
    select(func.count(), *(func.sum(case((VIEWS[name], 1), else_=0)) for name in _COUNTED)).select_from(_o),
)


def counts(desk: Desk, search: Search) -> dict[str, int]:
    """Return for every view how many orders it shows."""
    row = _COUNTS.one(desk.connection, **_times(search)) or ()
    return {name: int(value or 0) for name, value in zip(("all", *_COUNTED), row, strict=True)}


def row_of(desk: Desk, order_id: int) -> OrderRow:
    """Return one order as a list would show it. Raises Refused(NoSuchOrder)."""
    asked = _listed(Search(), _ROW).where(_o.c.id == bindparam("order_is"))
    found = _complete(desk, list(desk.connection.execute(asked, {"order_is": order_id})))
    if not found:
        raise Refused(NoSuchOrder(str(order_id)))
    return found[0]


# --------------------------------------------------------------------- what is computed of the orders of one page

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_wanted = _l.c.qty - _l.c.cancelled
_found = _l.c.picked + PROMISED
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
    .where(_k.c.order_id.in_(_IDS), _k.c.state != "voided")
    .group_by(_k.c.order_id)
)
_PACKS = select(_q.c.order_id).where(_q.c.order_id.in_(_IDS), _q.c.closed_at.is_(None), _q.c.state != "unpacked")


def _complete(desk: Desk, rows: list[Any]) -> tuple[OrderRow, ...]:
    ids = {"ids": [row[0] for row in rows]}
    sums = {row[0]: row[1:] for row in desk.connection.execute(_LINE_SUMS, ids)}
    parcels = {row[0]: row[1:] for row in desk.connection.execute(_PARCELS, ids)}
    packing = {row[0] for row in desk.connection.execute(_PACKS, ids)}
    holds, batches = defaultdict(list), defaultdict(set)
    for row in desk.connection.execute(_HOLDS, ids):
        holds[row[0]].append(row[1])
    for row in desk.connection.execute(_BATCHES, ids):
        batches[row[0]].add(row[1])
    told = []
    for row in rows:
        wanted, covered, picked, packed, shipped = sums.get(row[0], (0, 0, 0, 0, 0))
        facts = OrderFacts(
            *(wanted, covered, picked, packed, shipped, bool(holds[row[0]]), row[13] == 1),
            *(frozenset(batches[row[0]]), row[0] in packing, *parcels.get(row[0], (0, 0, 0))),
        )
        told.append(_row(row, facts, tuple(holds[row[0]])))
    return tuple(told)


def _row(row: Any, facts: OrderFacts, holds: tuple[str, ...]) -> OrderRow:  # noqa: ANN401 - a database row
    state = OrderState(row[5])
    return OrderRow(
        *(row[0], row[1], row[2], row[3] or "", row[4], state, row[6], holds, row[7], row[8], row[9], row[10]),
        light(facts.wanted, facts.covered),
        share(facts.wanted, facts.shipped),
        stage(state, facts),
        *(row[11], row[12]),
        short_units=facts.wanted - facts.covered,
        ship_part=facts.ship_part,
    )


# ------------------------------------------------------------------------------------------------- what is decided

_STATE = Statement(
    update(_o).where(_o.c.id == bindparam("id_is")).values(state=bindparam("to"), closed_at=bindparam("ended")),
)
_PART = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(ship_part=bindparam("part")))
_HOLD = Statement(insert(_x).values({column.name: bindparam(column.name) for column in _x.c}))
_UNHOLD = Statement(delete(_x).where(_x.c.order_id == bindparam("order_is"), _x.c.kind == bindparam("kind_is")))
_ITS_HOLDS = Statement(
    select(_x.c.kind, _x.c.reason, _x.c.at, func.coalesce(office.person.c.name, _x.c.who))
    .outerjoin(office.person, office.person.c.id == _x.c.who)
    .where(_x.c.order_id == bindparam("order_is"))
    .order_by(_x.c.at),
)
_EVENT = Statement(insert(_e).values({column.name: bindparam(column.name) for column in _e.c if column.name != "id"}))


def holds_of(desk: Desk, order_id: int) -> tuple[tuple[str, str, str, str], ...]:
    """Return kind, reason, time and person's name of each hold, oldest first."""
    return tuple((row[0], row[1], row[2], row[3]) for row in _ITS_HOLDS.all(desk.connection, order_is=order_id))


def put_hold(desk: Desk, order_id: int, kind: str, reason: str) -> None:
    """Write a hold."""
    _HOLD.run(desk.connection, order_id=order_id, kind=kind, reason=reason, at=desk.at, who=desk.who)


def take_hold(desk: Desk, order_id: int, kind: str) -> None:
    """Take a hold away."""
    _UNHOLD.run(desk.connection, order_is=order_id, kind_is=kind)


def set_state(desk: Desk, order_id: int, state: OrderState) -> None:
    """Let an order go to `state`; the time is kept when it ends."""
    ended = desk.at if state in (OrderState.CLOSED, OrderState.CANCELLED) else None
    _STATE.run(desk.connection, id_is=order_id, to=state.value, ended=ended)


def set_ship_part(desk: Desk, order_id: int, *, part: bool) -> None:
    """Say whether an order may leave incomplete."""
    _PART.run(desk.connection, id_is=order_id, part=int(part))


def log_event(desk: Desk, order_id: int, what: str, why: str = "") -> None:
    """Keep what a person decided about an order, for its story. `what` has words in wording/orders."""
    values = {"at": desk.at, "who": desk.who, "command_id": desk.command_id}
    _EVENT.run(desk.connection, order_id=order_id, what=what, why=why, **values)
