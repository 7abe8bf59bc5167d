"""One order whole: its lines, its parcels, where it goes.

And its story read from the ledger and from what people decided.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, bindparam, case, exists, func, literal, or_, select, union_all

from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.values import Event, OrderLine, ParcelRow, PutBack, ShortLine
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.purchasing.values import Promised
from warehouse_app.store import kitlines
from warehouse_app.store.allocation import PROMISED, cause
from warehouse_app.store.desk import Desk
from warehouse_app.store.places import promisable
from warehouse_app.store.purchasing import pegs
from warehouse_app.store.schema import floor, labelling, ledger, office, photos, trade
from warehouse_app.store.statement import Statement

_o, _l, _a, _g, _ev = trade.orders, trade.order_line, trade.order_address, ledger.product, trade.order_event
_k, _mp, _m, _b, _bo = floor.parcel, floor.manifest_parcel, floor.manifest, floor.batch, floor.batch_order
_ahead = labelling.label_ahead
_e, _leg, _p, _log, _i, _h = (
    *(ledger.entry, ledger.leg, ledger.place, ledger.promise_log, ledger.item),
    ledger.shortage,
)
MOST_EVENTS = 500
"""Events a story shows; scans of one minute and one kind are one event."""

_LINES = Statement(
    select(
        *(_l.c.id, _l.c.n, _l.c.sku, func.coalesce(_g.c.name, _l.c.description), _l.c.kind, _l.c.qty, _l.c.price_e4),
        *(_l.c.total_minor, _l.c.cancelled, PROMISED, _l.c.picked, _l.c.packed, _l.c.shipped),
        *(kitlines.kit_n(_l), kitlines.is_kit(_l)),
    )
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id == bindparam("order_is"))
    .order_by(_l.c.n),
)
_PARCELS = Statement(
    select(*(_k.c.id, _k.c.code, _k.c.n, _k.c.state, _k.c.tracking, _k.c.carrier, _k.c.weight_g))
    .add_columns(func.coalesce(_m.c.code, ""), func.coalesce(_k.c.labelled_at, ""), func.coalesce(_k.c.handed_at, ""))
    .outerjoin(_mp, _mp.c.parcel_id == _k.c.id)
    .outerjoin(_m, _m.c.id == _mp.c.manifest_id)
    .where(_k.c.order_id == bindparam("order_is"))
    .order_by(_k.c.n, _k.c.id),
)
_FACTS = Statement(
    select(*(_o.c.warehouse, _o.c.service, _o.c.note, _o.c.payment_reason, _o.c.priority, _o.c.placed_at)).where(
        _o.c.id == bindparam("order_is"),
    ),
)
_ITS_LINES = select(_l.c.id).where(_l.c.order_id == bindparam("order_is"))
"""A selection, no join: SQLite joins from the side of all promises."""

_to = _p.alias()
_from = _p.alias()
_minute = func.substr(_e.c.at, 1, 16)
_moved = case(
    (_to.c.kind == PlaceKind.TOTE.value, case((_from.c.kind == PlaceKind.PARCEL.value, "unpacked"), else_="picked")),
    (_to.c.kind == PlaceKind.PARCEL.value, "packed"),
    (promisable(_to.c.kind), "put_back"),
    else_="moved",
)
_LEGS = (
    select(
        func.min(_e.c.at).label("at"), _moved.label("what"), _e.c.who.label("who"), func.sum(_leg.c.qty).label("qty")
    )
    .add_columns(literal("").label("why"))
    .select_from(_leg)
    .join(_l, _l.c.id == _leg.c.line_id)
    .join(_e, _e.c.seq == _leg.c.entry_seq)
    .join(_to, _to.c.id == _leg.c.target)
    .join(_from, _from.c.id == _leg.c.source)
    .where(_l.c.order_id == bindparam("order_is"))
    .group_by(_minute, _moved, _e.c.who)
)
_PROMISES = (
    select(func.min(_log.c.at), _log.c.what, literal(""), func.sum(_log.c.qty), _log.c.why)
    .where(_log.c.purpose == Purpose.LINE.value, _log.c.ref.in_(_ITS_LINES))
    .where(or_(_log.c.what == "made", _log.c.what == "released"))
    .group_by(func.substr(_log.c.at, 1, 16), _log.c.what, _log.c.why)
)
_DECIDED = select(_ev.c.at, _ev.c.what, _ev.c.who, literal(0), _ev.c.why).where(_ev.c.order_id == bindparam("order_is"))
_BATCHED = (
    select(_b.c.released_at, literal("batch_released"), func.coalesce(_b.c.person, ""), literal(0), _b.c.code)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_bo.c.order_id == bindparam("order_is"), _b.c.released_at.is_not(None))
    .group_by(_b.c.id)
)
_LABELLED = select(_k.c.labelled_at, literal("labelled"), literal(""), literal(0), _k.c.code).where(
    _k.c.order_id == bindparam("order_is"),
    _k.c.labelled_at.is_not(None),
    ~exists().where(_ahead.c.parcel_id == _k.c.id, _ahead.c.at == _k.c.labelled_at),  # it was bought, not closed, then
)
_BOUGHT = (
    select(_ahead.c.at, literal("label_ahead"), literal(""), literal(0), _k.c.code)
    .join(_k, _k.c.id == _ahead.c.parcel_id)
    .where(_k.c.order_id == bindparam("order_is"))
)
_HANDED = select(_k.c.handed_at, literal("handed_over"), literal(""), literal(0), _k.c.code).where(
    _k.c.order_id == bindparam("order_is"),
    _k.c.handed_at.is_not(None),
)
_SHORT = (
    select(
        *(func.min(_h.c.at), literal("short"), literal(""), func.sum(_h.c.qty), _h.c.reason),
    )
    .where(_h.c.purpose == Purpose.LINE.value, _h.c.ref.in_(_ITS_LINES))
    .group_by(func.substr(_h.c.at, 1, 16), _h.c.reason)
)
_f = photos.photo


def _photographed(what: str, code: Any, link: Any, table: Any, order: Any) -> Select[Any]:  # noqa: ANN401 - columns
    """Return the photos of one kind of thing of an order, by minute; `code` is what people know the thing by."""
    asked = select(func.min(_f.c.at), literal(f"photo_{what}"), _f.c.who, func.count(), code).join_from(
        _f, table, link == table.c.id
    )
    return asked.where(order == bindparam("order_is")).group_by(func.substr(_f.c.at, 1, 16), _f.c.who, code)


_PHOTOS = (
    _photographed("parcel", _k.c.code, _f.c.parcel_id, _k, _k.c.order_id),
    _photographed("line", _l.c.sku, _f.c.order_line_id, _l, _l.c.order_id),
    _photographed("order", _o.c.code, _f.c.order_id, _o, _o.c.id),
)
_PARTS = (_LEGS, _PROMISES, _DECIDED, _BATCHED, _BOUGHT, _LABELLED, _HANDED, _SHORT, *_PHOTOS)
_all = union_all(*(each.add_columns(literal(n).label("part")) for n, each in enumerate(_PARTS))).subquery()
_STORY = Statement(
    select(_all.c.at, _all.c.what, func.coalesce(office.person.c.name, ""), _all.c.qty, _all.c.why)
    .outerjoin(office.person, office.person.c.id == _all.c.who)
    .order_by(_all.c.at, _all.c.part)
    .limit(MOST_EVENTS),
)
_balance = ledger.balance
_WHERE_GOODS = Statement(
    select(_i.c.sku, _balance.c.on_hand, _p.c.code, _p.c.kind)
    .join(_i, _i.c.id == _balance.c.item_id)
    .join(_p, _p.c.id == _balance.c.place_id)
    .where(
        _balance.c.on_hand > 0,
        or_(
            _balance.c.place_id.in_(select(_bo.c.tote_id).where(_bo.c.order_id == bindparam("order_is"))),
            _balance.c.place_id.in_(
                select(_k.c.place_id).where(_k.c.order_id == bindparam("order_is"), _k.c.handed_at.is_(None)),
            ),
        ),
    )
    .order_by(_p.c.code, _i.c.sku),
)


def lines(desk: Desk, order_id: int, warehouse: str) -> tuple[OrderLine, ...]:
    """Return an order's lines; a short goods line says why."""
    found = []
    waiting: dict[int, list[Promised]] = defaultdict(list)
    for each in pegs.of_order(desk, order_id):
        waiting[each.line_id].append(each)
    for row in _LINES.all(desk.connection, order_is=order_id):
        wanted = row[5] - row[8]
        short = max(0, wanted - row[10] - row[9]) if row[4] == "goods" else 0
        waits = tuple(waiting[row[0]]) if short else ()
        why = None if not short else _why(desk, warehouse, row, short)
        facts: tuple[Any, ...] = (*row[:-2], short, why, waits, row[-2], bool(row[-1]))
        found.append(OrderLine(*facts))
    return tuple(found)


def _why(desk: Desk, warehouse: str, row: Any, short: int) -> ShortLine:  # noqa: ANN401 - a database row
    asked = row[5] - row[8] - row[10]
    return ShortLine(row[0], row[1], row[2], warehouse, asked, row[9], short, 0, cause(desk, warehouse, row[2]))


def parcels(desk: Desk, order_id: int) -> tuple[ParcelRow, ...]:
    """Return an order's parcels, in order of their numbers."""
    return tuple(ParcelRow(*row) for row in _PARCELS.all(desk.connection, order_is=order_id))


def facts(desk: Desk, order_id: int) -> tuple[str, str, str, str, int, str]:
    """Return warehouse, service, note, payment reason, priority and the time it was placed."""
    row = _FACTS.one(desk.connection, order_is=order_id)
    return ("", "", "", "", 0, "") if row is None else (row[0], row[1], row[2], row[3], row[4], row[5])


def story(desk: Desk, order_id: int, placed_at: str) -> tuple[Event, ...]:
    """Return what happened to an order, oldest first."""
    rows = _STORY.all(desk.connection, order_is=order_id)
    told = tuple(Event(row[0], f"story_{row[1]}", row[2], {"qty": row[3] or 0, "why": row[4] or ""}) for row in rows)
    return (Event(placed_at, "story_came_in"), *told)


def goods_outside_bins(desk: Desk, order_id: int) -> tuple[PutBack, ...]:
    """Return what lies in the order's totes and in its parcels that are still here."""
    return tuple(PutBack(*row) for row in _WHERE_GOODS.all(desk.connection, order_is=order_id))
