"""What the board of the day reads: small questions over what is open, never over all orders that ever were.

Orders on the floor (in a batch, in a pack, in a parcel) are few and read whole; those before the floor are counted
where they stand. An open shortage says that an order lacks stock, for allocation keeps one for every short line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select, union

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.today import FIRST, HourSum, Need, NeedKind, StageOrder, StageSum
from warehouse_app.store import scanlog
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting, floor, ledger, trade
from warehouse_app.store.statement import Statement

_o, _l, _x, _h, _r = trade.orders, trade.order_line, trade.order_hold, ledger.shortage, ledger.promise
_b, _bo, _k, _q, _mp = floor.batch, floor.batch_order, floor.parcel, floor.pack, floor.manifest_parcel
_s, _j, _c, _p, _i = floor.scan, floor.print_job, counting.count_request, ledger.place, ledger.item
_n = ledger.balance
_OPEN = _o.c.state == "confirmed"
_WORKED = ("released", "picking", "suspended", "picked")
_STANDING = ("open", "waits_for_label", "sealed", "labelled", "manifested")
_PACKING = ("open", "verifying", "paused", "exception", "hold", "verified", "boxed", "weighed", "labelled")
_ASKED = ("unknown", "failed", "quarantined")


def _one_of(column: Any, values: Sequence[str]) -> Any:  # noqa: ANN401 - expressions of Core
    return or_(*(column == value for value in values))


_GOODS_IN = select(_n.c.place_id).where(_n.c.place_id == _p.c.id, _n.c.on_hand > 0).limit(1).correlate(_p)
_FILLED = select(_p.c.id).where(_p.c.kind == PlaceKind.TOTE.value, _GOODS_IN.scalar_subquery() == _p.c.id)
ON_FLOOR = union(
    select(_bo.c.order_id).join(_b, _b.c.id == _bo.c.batch_id).where(_one_of(_b.c.state, _WORKED)),
    select(_k.c.order_id).where(_one_of(_k.c.state, _STANDING)),
    select(_q.c.order_id).where(_one_of(_q.c.state, _PACKING), _q.c.closed_at.is_(None)),
    # Goods of an order that was unpacked lie in its tote again, whatever became of its batch. Totes are few, batches
    # that were ever picked are not, and cells are many: each tote is asked for the goods in it, one after another.
    select(_bo.c.order_id).where(_bo.c.tote_id.in_(_FILLED)),
).subquery()
_FLOOR = Statement(select(_o.c.id).where(_o.c.id.in_(select(ON_FLOOR.c.order_id)), _OPEN))


def on_floor(desk: Desk) -> list[int]:
    """Return the open orders that the floor works at."""
    return [int(row[0]) for row in _FLOOR.all(desk.connection)]


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_BATCHED = (
    select(_bo.c.order_id, _b.c.code, func.coalesce(_b.c.picked_at, _b.c.started_at, _b.c.released_at, _b.c.planned_at))
    .join(_b, _b.c.id == _bo.c.batch_id)
    .where(_bo.c.order_id.in_(_IDS), _one_of(_b.c.state, _WORKED))
)
_PACKED = (
    select(_q.c.order_id, _q.c.station, _q.c.opened_at)
    .where(_q.c.order_id.in_(_IDS), _q.c.closed_at.is_(None), _q.c.state != "unpacked")
    .order_by(_q.c.id)
)
_BOXED = (
    select(_k.c.order_id, func.coalesce(_k.c.service, ""), func.coalesce(_mp.c.at, _k.c.labelled_at, ""))
    .outerjoin(_mp, _mp.c.parcel_id == _k.c.id)
    .where(_k.c.order_id.in_(_IDS), _k.c.state != "voided", _k.c.state != "awaited")
)


def floor_facts(desk: Desk, ids: Sequence[int]) -> Mapping[Stage, Mapping[int, tuple[str, str]]]:
    """Return for orders on the floor, by what they are at, one fact and since when."""
    asked = {"ids": list(ids)}
    batched = {row[0]: (str(row[1]), str(row[2])) for row in desk.connection.execute(_BATCHED, asked)}
    packing = {row[0]: (str(row[1]), str(row[2])) for row in desk.connection.execute(_PACKED, asked)}
    boxed = {row[0]: (str(row[1]), str(row[2])) for row in desk.connection.execute(_BOXED, asked)}
    at_batch = dict.fromkeys((Stage.RELEASED, Stage.PICKING, Stage.PICKED), batched)
    return {**at_batch, Stage.PACKING: {**boxed, **packing}, Stage.PACKED: boxed, Stage.MANIFESTED: boxed}


# ------------------------------------------------------------------------------------------------ before the floor

_OF = _l.c.order_id == _o.c.id
HELD = select(_x.c.order_id).where(_x.c.order_id == _o.c.id).correlate(_o).exists()
_LACKING = (
    select(_l.c.order_id)
    .join(_h, and_(_h.c.ref == _l.c.id, _h.c.purpose == Purpose.LINE.value))
    .where(_h.c.resolved_at.is_(None))
)
_PROMISED = select(_r.c.ref).where(_r.c.ref == _l.c.id, _r.c.purpose == Purpose.LINE.value).correlate(_l).exists()
_HAS = select(_l.c.id).where(_OF, or_(_l.c.picked > 0, _PROMISED)).correlate(_o).exists()
_WANTS = (
    select(_l.c.id).where(_OF, _l.c.kind == ProductKind.GOODS.value, _l.c.qty > _l.c.cancelled).correlate(_o).exists()
)
READY = or_(and_(_o.c.id.not_in(_LACKING), or_(_HAS, ~_WANTS)), and_(_o.c.ship_part == 1, _HAS))
BEFORE = and_(_OPEN, _o.c.id.not_in(select(ON_FLOOR.c.order_id)))
_NOW: BindParameter[str] = bindparam("now")
_SOON: BindParameter[str] = bindparam("soon")
_stood = (
    select(
        _o.c.ship_by,
        _o.c.placed_at,
        case((HELD, Stage.HOLD.value), (READY, Stage.READY.value), else_=Stage.SHORT.value).label("stage"),
    )
    .where(BEFORE)
    .subquery()
)
_late = and_(_stood.c.ship_by != "", _stood.c.ship_by < _NOW)
_soon = and_(_stood.c.ship_by >= _NOW, _stood.c.ship_by < _SOON)
_COUNTS = Statement(
    select(
        *(_stood.c.stage, func.count(), func.min(_stood.c.placed_at)),
        *(func.sum(case((_late, 1), else_=0)), func.sum(case((_soon, 1), else_=0))),
        func.sum(case((and_(_stood.c.ship_by != "", _stood.c.ship_by <= bindparam("end")), 1), else_=0)),
    ).group_by(_stood.c.stage),
)
_HEAD = (_o.c.id, _o.c.code, _o.c.lines, _o.c.ship_by, _o.c.placed_at)


def _first(where: Any) -> Statement:  # noqa: ANN401 - an expression of Core
    return Statement(select(*_HEAD).where(BEFORE, where).order_by(_o.c.ship_by, _o.c.id).limit(FIRST))


_FIRST = {Stage.HOLD: _first(HELD), Stage.READY: _first(and_(~HELD, READY))}
_WHY_HELD = select(_x.c.order_id, func.min(_x.c.kind)).where(_x.c.order_id.in_(_IDS)).group_by(_x.c.order_id)


class Before(NamedTuple):
    """One stage before the floor, and how many of its orders leave by the end of the day."""

    sum: StageSum
    today: int


def before_floor(desk: Desk, now: str, soon: str, end: str) -> Mapping[Stage, Before]:
    """Return the sums of the stages before the floor: held, ready, and those that lack stock."""
    rows = _COUNTS.all(desk.connection, now=now, soon=soon, end=end)
    found = {}
    for row in rows:
        stage = Stage(row[0])
        counts = (int(row[1]), str(row[2] or ""), int(row[3] or 0), int(row[4] or 0))
        told = StageSum(stage, *counts, first_of(desk, stage))
        found[stage] = Before(told, int(row[5] or 0))
    return found


def first_of(desk: Desk, stage: Stage) -> tuple[StageOrder, ...]:
    """Return the orders of a stage before the floor that leave first; none where they are not named."""
    if stage not in _FIRST:
        return ()
    rows = _FIRST[stage].all(desk.connection)
    asked = {"ids": [row[0] for row in rows]}
    why = {row[0]: str(row[1]) for row in desk.connection.execute(_WHY_HELD, asked)} if stage is Stage.HOLD else {}
    return tuple(StageOrder(row[0], row[1], stage, row[2], row[3], row[4], why.get(row[0], "")) for row in rows)


# ------------------------------------------------------------------------------------------------ the pace

_HOUR = func.substr(_k.c.labelled_at, 1, 13)
_HOURS = Statement(
    select(_HOUR, func.count())
    .where(_k.c.labelled_at >= bindparam("begin"), _k.c.labelled_at < bindparam("before"))
    .where(~_one_of(_k.c.state, ("voided", "awaited", "open")))
    .group_by(_HOUR),
)
_SCANS = Statement(
    select(func.count(), func.sum(case((_s.c.verdict == "refused", 1), else_=0))).where(
        _s.c.seq >= bindparam("from_seq"),
    ),
)


def packed_by_hour(desk: Desk, begin: str, before: str) -> tuple[HourSum, ...]:
    """Return the parcels labelled in each hour of a span that has any."""
    rows = _HOURS.all(desk.connection, begin=begin, before=before)
    return tuple(HourSum(f"{row[0]}:00:00.000000Z", int(row[1])) for row in rows)


def scans_since(desk: Desk, begin: str) -> tuple[int, int]:
    """Return the scans since a moment, and how many of them were refused. Their numbers rise with time."""
    low = scanlog.first_since(desk, begin)
    row = _SCANS.one(desk.connection, from_seq=low)
    return (0, 0) if row is None else (int(row[0]), int(row[1] or 0))


# ------------------------------------------------------------------------------------------------ what needs a person

_LACK = Statement(
    select(
        *(_l.c.sku, func.sum(_h.c.qty), func.count(func.distinct(_o.c.id)), func.min(_o.c.ship_by), func.min(_h.c.at)),
    )
    .select_from(_h)
    .join(_l, and_(_l.c.id == _h.c.ref, _h.c.purpose == Purpose.LINE.value))
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_h.c.resolved_at.is_(None), _OPEN)
    .group_by(_l.c.sku)
    .order_by(func.count(func.distinct(_o.c.id)).desc(), func.min(_o.c.ship_by))
    .limit(bindparam("many")),
)
_HOLD_KINDS = Statement(
    select(_x.c.kind, func.count(func.distinct(_o.c.id)), func.min(_o.c.ship_by), func.min(_x.c.at))
    .join(_o, _o.c.id == _x.c.order_id)
    .where(_OPEN)
    .group_by(_x.c.kind),
)
_PRINTS = Statement(
    select(_j.c.state, _j.c.printer, func.count(), func.min(_j.c.changed_at), func.min(_j.c.trouble))
    .where(_one_of(_j.c.state, _ASKED))
    .group_by(_j.c.state, _j.c.printer),
)
_RESTING = Statement(
    select(_b.c.code, _b.c.state, func.min(_o.c.ship_by), func.count(func.distinct(_o.c.id)))
    .add_columns(func.coalesce(_b.c.started_at, _b.c.released_at, ""))
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .join(_o, _o.c.id == _bo.c.order_id)
    .where(
        or_(
            _b.c.state == "suspended",
            and_(_one_of(_b.c.state, ("picking", "released")), _b.c.released_at < bindparam("before")),
        ),
    )
    .group_by(_b.c.code, _b.c.state, _b.c.started_at, _b.c.released_at)
    .limit(bindparam("many")),
)
_PAUSED = Statement(
    select(_o.c.code, _q.c.state, _q.c.station, _q.c.opened_at, _o.c.ship_by, _o.c.id)
    .join(_o, _o.c.id == _q.c.order_id)
    .where(_one_of(_q.c.state, ("paused", "exception", "hold")), _q.c.closed_at.is_(None))
    .limit(bindparam("many")),
)
_COUNTS_ASKED = Statement(
    select(_p.c.code, func.coalesce(_i.c.sku, ""), _c.c.reason, _c.c.at, _c.c.state)
    .join(_p, _p.c.id == _c.c.place_id)
    .outerjoin(_i, _i.c.id == _c.c.item_id)
    .where(or_(_c.c.state == "review", and_(_c.c.state == "requested", _c.c.plan_id.is_(None))))
    .order_by(_c.c.state.desc(), _c.c.id)
    .limit(bindparam("many")),
)


def needs(desk: Desk, quiet_before: str, many: int) -> list[Need]:
    """Return what waits for a person, in no order. A batch that was released before `quiet_before` counts as stuck."""
    ask = desk.connection
    found = [
        Need(NeedKind.SHORT, row[0], int(row[2]), row[3] or "", row[4], {"sku": row[0], "units": int(row[1])})
        for row in _LACK.all(ask, many=many)
    ]
    found += [
        Need(NeedKind.HOLD, row[0], int(row[1]), row[2] or "", row[3], {"kind": row[0]}) for row in _HOLD_KINDS.all(ask)
    ]
    for state, printer, count, since, trouble in _PRINTS.all(ask):
        facts = {"state": state, "printer": printer, "count": int(count), "trouble": trouble}
        found.append(Need(NeedKind.PRINT, printer, int(count), "", since, facts))
    for code, state, due, count, since in _RESTING.all(ask, before=quiet_before, many=many):
        found.append(Need(NeedKind.BATCH, code, int(count), due or "", since, {"batch": code, "state": state}))
    for code, state, station, since, due, order in _PAUSED.all(ask, many=many):
        facts = {"order": code, "state": state, "station": station}
        found.append(Need(NeedKind.PACK, str(order), 1, due, since, facts))
    for place, sku, reason, since, state in _COUNTS_ASKED.all(ask, many=many):
        facts = {"place": place, "sku": sku, "reason": reason, "state": state}
        found.append(Need(NeedKind.COUNT, place, 0, "", since, facts))
    return found
