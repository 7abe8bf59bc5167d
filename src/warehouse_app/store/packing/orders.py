"""Orders as the pack bench sees them: head, units, lines, and which of them wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, exists, func, insert, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.packing.judge import OpenLine, OrderNow, Units
from warehouse_app.domain.packing.values import PackLine, PackOrder
from warehouse_app.domain.picking.states import LIVE_BATCHES, OPEN_TASKS
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.quantities import minor_digits
from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store import kitlines
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import carriers, floor, ledger, office, trade
from warehouse_app.store.statement import Statement

_o, _l, _c, _h = trade.orders, trade.order_line, trade.customer, trade.order_hold
_t, _g, _b, _s, _k = floor.task, ledger.product, ledger.barcode, ledger.shortage, floor.pack
_p, _leg, _balance = ledger.place, ledger.leg, ledger.balance

MAX_LINES = 20_000
"""Lines of one order that a bench shows."""

_wanted = _l.c.qty - _l.c.cancelled
required = case((_l.c.picked < _wanted, _l.c.picked), else_=_wanted)
"""Units of a line that were picked and are still wanted."""
_there = or_(_wanted > 0, _l.c.packed > 0)
"""What a bench shows: what is wanted, and what is packed and wanted no more."""
_GOODS = _l.c.kind == ProductKind.GOODS.value


def first_hold(column: Any) -> Any:  # noqa: ANN401 - an expression of Core
    """Return a scalar subquery for a column of an order's first hold."""
    return select(column).where(_h.c.order_id == _o.c.id).order_by(_h.c.kind).limit(1).scalar_subquery()


_CARRIER = (
    select(carriers.carrier_service.c.carrier)
    .where(carriers.carrier_service.c.service == _o.c.service)
    .scalar_subquery()
)
HEAD_COLUMNS = (
    *(_o.c.id, _o.c.code, _o.c.state, _o.c.warehouse, _o.c.ship_part, _o.c.country, _o.c.ship_by, _o.c.service),
    *(_o.c.note, _c.c.code, first_hold(_h.c.kind), first_hold(_h.c.reason)),
    _CARRIER,
)
HEAD = Statement(select(*HEAD_COLUMNS).outerjoin(_c, _c.c.id == _o.c.customer_id).where(_o.c.id == bindparam("id_is")))
_CHANNEL = Statement(select(_o.c.channel).where(_o.c.id == bindparam("id_is")))
_WORTH = Statement(select(_o.c.total_minor, _o.c.currency).where(_o.c.id == bindparam("id_is")))
_NAME = Statement(select(trade.order_address.c.name).where(trade.order_address.c.order_id == bindparam("id_is")))
# Equal lines are counted first, on an index that has them side by side, and only their kinds are reckoned with.
_ALIKE = (_l.c.qty, _l.c.cancelled, _l.c.picked, _l.c.packed)
_a = (
    select(*_ALIKE, func.count().label("many"))
    .where(_l.c.order_id == bindparam("order_is"), _GOODS)
    .group_by(*_ALIKE)
    .subquery("alike")
)
_wanted_of = _a.c.qty - _a.c.cancelled
_required_of = case((_a.c.picked < _wanted_of, _a.c.picked), else_=_wanted_of)
UNITS = Statement(
    select(
        func.sum(_a.c.many * _wanted_of),
        func.sum(_a.c.many * _a.c.packed),
        func.sum(_a.c.many * case((_required_of > _a.c.packed, _required_of - _a.c.packed), else_=0)),
        func.sum(_a.c.many * (_wanted_of - _required_of)),
        func.sum(case((or_(_wanted_of > 0, _a.c.packed > 0), _a.c.many), else_=0)),
    ),
)
_u = trade.order_sum
SUM_COLUMNS = (_u.c.ordered, _u.c.packed, _u.c.to_pack, _u.c.missing, _u.c.lines)
SUMS = Statement(select(*SUM_COLUMNS).where(_u.c.order_id == bindparam("order_is")))
_KEEP = Statement(insert(_u).values({c.name: bindparam(c.name) for c in _u.c}))
ORDER: BindParameter[int] = bindparam("order_is")
SKU: BindParameter[str] = bindparam("sku_is")
GOODS, LEFT = _GOODS, required - _l.c.packed
SELLING = Statement(
    select(_l.c.id, LEFT).where(_l.c.order_id == ORDER, _l.c.sku == SKU, _GOODS).order_by(_l.c.n),
)
_MISSING = Statement(
    select(_l.c.sku, _g.c.name, _l.c.description)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id == bindparam("order_is"), _GOODS, required > _l.c.packed)
    .order_by(_l.c.n)
    .limit(bindparam("many")),
)
_b2 = _b.alias()
_scan_code = (
    select(case((_b.c.written == "", _b.c.code), else_=_b.c.written))
    .where(_b.c.product_id == _l.c.product_id, _b.c.factor == 1)
    .where(~exists().where(_b2.c.code == _b.c.code, _b2.c.product_id != _b.c.product_id))
    .order_by(_b.c.code)
    .limit(1)
    .scalar_subquery()
)
_why_short = (
    select(_s.c.reason)
    .where(_s.c.purpose == "line", _s.c.ref == _l.c.id, _s.c.resolved_at.is_(None))
    .order_by(_s.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_why_not_picked = (
    select(_t.c.reason)
    .where(_t.c.line_id == _l.c.id, _t.c.state == "short")
    .order_by(_t.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
LINE_COLUMNS = (
    *(_l.c.id, _l.c.n, _l.c.sku, func.coalesce(_g.c.name, _l.c.description), func.coalesce(_scan_code, _l.c.sku)),
    *(_wanted, required, _l.c.packed, func.coalesce(_g.c.picture, ""), kitlines.kit_name(_l)),
)
"""What is told of a line; why it is short comes behind."""

_why = case((required < _wanted, func.coalesce(_why_short, _why_not_picked, "")), else_=None)
_lines = select(*LINE_COLUMNS, _why).outerjoin(_g, _g.c.id == _l.c.product_id)
_LINES = Statement(
    _lines.where(_l.c.order_id == bindparam("order_is"), _GOODS, _there).order_by(_l.c.n).limit(MAX_LINES)
)
_OVER = Statement(_lines.where(_l.c.order_id == bindparam("order_is"), _GOODS, _l.c.packed > required).order_by(_l.c.n))
LINE = Statement(_lines.where(_l.c.id == bindparam("id_is")))
_next = (
    select(func.coalesce(_scan_code, _l.c.sku))
    .where(_l.c.order_id == ORDER, _GOODS, required > _l.c.packed)
    .order_by(_l.c.n)
    .limit(bindparam("many"))
)
NEXT = Statement(_next)
OPEN = Statement(_next.add_columns(_l.c.id, LEFT))
"""The same, with the lines and their units still to be packed."""
_still_open = and_(_t.c.order_id == _o.c.id, or_(*(_t.c.state == state.value for state in sorted(OPEN_TASKS))))
_OPEN_TASKS = Statement(
    select(func.count())
    .select_from(_t)
    .where(_t.c.order_id == bindparam("order_is"))
    .where(or_(*(_t.c.state == state.value for state in sorted(OPEN_TASKS)))),
)
_LIVE_BATCH = Statement(
    select(floor.batch.c.id)
    .join(floor.batch_order, floor.batch_order.c.batch_id == floor.batch.c.id)
    .where(floor.batch_order.c.order_id == bindparam("order_is"))
    .where(or_(*(floor.batch.c.state == state.value for state in sorted(LIVE_BATCHES))))
    .limit(1),
)
SLOT_OF = (
    select(floor.batch_order.c.slot)
    .where(floor.batch_order.c.order_id == _o.c.id)
    .order_by(floor.batch_order.c.batch_id.desc(), floor.batch_order.c.trip.desc())
    .limit(1)
    .correlate(_o)
    .scalar_subquery()
)
"""The slot of an order on the cart it was picked to last."""

_CANCELLED = Statement(
    select(trade.order_event.c.at, office.person.c.code)
    .outerjoin(office.person, office.person.c.id == trade.order_event.c.who)
    .where(trade.order_event.c.order_id == bindparam("order_is"), trade.order_event.c.what == "cancelled")
    .order_by(trade.order_event.c.id.desc())
    .limit(1)
)
_SLOT = Statement(
    select(floor.batch_order.c.slot)
    .where(floor.batch_order.c.order_id == bindparam("order_is"))
    .order_by(floor.batch_order.c.batch_id.desc(), floor.batch_order.c.trip.desc())
    .limit(1)
)
_l2 = _l.alias()
_left_of_order = (
    select(func.sum(_l2.c.picked - _l2.c.packed)).where(_l2.c.order_id == _o.c.id, _l2.c.picked > _l2.c.packed)
).scalar_subquery()
_open_elsewhere = exists().where(
    _k.c.order_id == _o.c.id,
    or_(_k.c.state == "verifying", _k.c.state == "boxed"),
    _k.c.station != bindparam("station_is"),
)
_l3 = _l.alias()
_short_of = exists().where(
    _l3.c.order_id == _o.c.id, _l3.c.kind == ProductKind.GOODS.value, _l3.c.picked < _l3.c.qty - _l3.c.cancelled
)
STILL_PICKED, OPEN_ELSEWHERE = exists().where(_still_open), _open_elsewhere
"""Of an order: something of it is still to be picked; it is open at another station than `station_is`."""

_FOR_PRODUCT = Statement(
    select(_o.c.id)
    .join(_l, _l.c.order_id == _o.c.id)
    .join(_g, _g.c.id == _l.c.product_id)
    .where(_g.c.sku_key == bindparam("key_is"), required > _l.c.packed, _GOODS)
    .where(_o.c.state == "confirmed", _o.c.id != bindparam("not_order"))
    .order_by(
        case((_open_elsewhere, 1), else_=0),
        case((exists().where(_h.c.order_id == _o.c.id), 1), else_=0),
        case((exists().where(_still_open), 1), (_short_of, 2), else_=0),  # as in domain.packing.choosing
        _o.c.ship_by,
        _left_of_order,
        _o.c.id,
    )
    .limit(1),
)
# The newest leg into a tote names the order whose goods lie in it: a tote holds one order at a time.
_newest_line = (
    select(_leg.c.line_id)
    .where(_leg.c.target == _p.c.id, _leg.c.line_id.is_not(None))
    .order_by(_leg.c.entry_seq.desc())
    .limit(1)
    .scalar_subquery()
)


def ready(*columns: Any) -> Any:  # noqa: ANN401 - expressions of Core
    """Select columns of the totes, and of the orders in them, that can be packed now at the station `station_is`."""
    return (
        select(*columns)
        .select_from(_p)
        .join(_l, _l.c.id == _newest_line)
        .join(_o, _o.c.id == _l.c.order_id)
        .where(_p.c.kind == PlaceKind.TOTE.value, exists().where(_balance.c.place_id == _p.c.id))
        .where(_o.c.state == "confirmed", ~exists().where(_h.c.order_id == _o.c.id), ~exists().where(_still_open))
        .where(~_open_elsewhere)
    )


_WAITING = Statement(
    ready(_p.c.code, _o.c.code).order_by(_o.c.ship_by, _o.c.id, _p.c.code).limit(bindparam("many")),
)


@dataclass(frozen=True, slots=True)
class Head:
    """An order's head, with what stops it, and the carrier of its service."""

    id: int
    warehouse: str
    ship_part: bool
    now: OrderNow
    shown: PackOrder
    carrier: str = HOUSE_CARRIER


class Counted(NamedTuple):
    """Units of an order, and how many goods lines it has."""

    units: Units
    lines: int


def recipient(desk: Desk, order_id: int) -> str:
    """Return the name an order goes to, or nothing. Personal: for the screen alone, never for an answer."""
    row = _NAME.one(desk.connection, id_is=order_id)
    return str(row[0] or "") if row is not None else ""


def channel(desk: Desk, order_id: int) -> str:
    """Return the channel an order came by."""
    return str(_CHANNEL.scalar(desk.connection, id_is=order_id) or "")


def worth(desk: Desk, order_id: int) -> int:
    """Return what an order is worth, in whole units of its currency."""
    row = _WORTH.one(desk.connection, id_is=order_id)
    return 0 if row is None else int(row[0]) // int(10 ** minor_digits(row[1]))


def head(desk: Desk, order_id: int) -> Head:
    """Return the head of an order that exists; a missing one is a bug."""
    row = HEAD.one(desk.connection, id_is=order_id)
    if row is None:
        message = f"no order {order_id}"
        raise LookupError(message)
    now = OrderNow(row[1], row[2], row[10] or "", row[11] or "", row[0])
    shown = PackOrder(row[0], row[1], row[9] or "", row[5], row[6], row[7], row[8])
    return Head(row[0], row[3], row[4] == 1, now, shown, row[12] or HOUSE_CARRIER)


def counted(desk: Desk, order_id: int) -> Counted:
    """Return the goods units of an order."""
    row = SUMS.one(desk.connection, order_is=order_id)
    return _counted(UNITS.one(desk.connection, order_is=order_id) if row is None else row)


def counted_on(desk: Desk, order_id: int) -> Counted:
    """Return the goods units of an order that is being packed, and keep them: they go on with each unit packed."""
    row = SUMS.one(desk.connection, order_is=order_id)
    if row is not None:
        return _counted(row)
    found = _counted(UNITS.one(desk.connection, order_is=order_id))
    units = found.units
    sums = {"ordered": units.ordered, "packed": units.packed, "to_pack": units.left, "missing": units.missing}
    _KEEP.do(desk.connection, order_id=order_id, lines=found.lines, **sums)
    return found


def _counted(row: Any) -> Counted:  # noqa: ANN401 - a database row
    ordered, packed, left, missing_, lines_ = (0, 0, 0, 0, 0) if row is None else (int(each or 0) for each in row)
    return Counted(Units(ordered, packed, left, missing_), lines_)


def too_many(desk: Desk, order_id: int, sku: str) -> tuple[int, ...]:
    """Return the lines of a product of which more is packed than is wanted; none where another line wants it."""
    rows = SELLING.all(desk.connection, order_is=order_id, sku_is=sku)
    return tuple(int(row[0]) for row in rows if row[1] < 0) if sum(int(row[1]) for row in rows) < 0 else ()


def over(desk: Desk, order_id: int) -> tuple[PackLine, ...]:
    """Return the lines of which more is packed, in whichever parcels, than is wanted."""
    return tuple(_line(row) for row in _OVER.all(desk.connection, order_is=order_id))


def selling(desk: Desk, order_id: int, sku: str) -> tuple[OpenLine, ...]:
    """Return the order's lines of a product, in their order, with the units still to be packed."""
    rows = SELLING.all(desk.connection, order_is=order_id, sku_is=sku)
    return tuple(OpenLine(row[0], max(0, row[1])) for row in rows)


def missing(desk: Desk, order_id: int, many: int) -> tuple[tuple[str, str], ...]:
    """Return SKU and name of up to `many` lines with units still to be packed."""
    rows = _MISSING.all(desk.connection, order_is=order_id, many=many)
    return tuple((row[0], row[1] or row[2]) for row in rows)


def lines(desk: Desk, order_id: int) -> tuple[PackLine, ...]:
    """Return all goods lines of an order that are wanted, in their order."""
    return tuple(_line(row) for row in _LINES.all(desk.connection, order_is=order_id))


def line(desk: Desk, line_id: int) -> PackLine:
    """Return one line that exists; a missing one is a bug."""
    row = LINE.one(desk.connection, id_is=line_id)
    if row is None:
        message = f"no line {line_id}"
        raise LookupError(message)
    return _line(row)


def _line(row: Any) -> PackLine:  # noqa: ANN401 - a database row
    return PackLine(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[10], row[8], kit=row[9])


def next_codes(desk: Desk, order_id: int, many: int) -> tuple[str, ...]:
    """Return what to scan for the next lines that are not complete."""
    return tuple(str(row[0]) for row in NEXT.all(desk.connection, order_is=order_id, many=many))


def cancelled_by(desk: Desk, order_id: int) -> tuple[str, str]:
    """Return when an order was cancelled and by whom (a person's code, or its channel); "" where nobody knows."""
    row = _CANCELLED.one(desk.connection, order_is=order_id)
    return ("", channel(desk, order_id)) if row is None else (str(row[0]), str(row[1] or channel(desk, order_id)))


def slot_of(desk: Desk, order_id: int) -> str:
    """Return the slot of an order on the cart it was picked to last, "" where it has none."""
    return str(_SLOT.scalar(desk.connection, order_is=order_id) or "")


def open_tasks(desk: Desk, order_id: int) -> int:
    """Return how many pick tasks of the order are still to be done."""
    return int(_OPEN_TASKS.scalar(desk.connection, order_is=order_id) or 0)


def in_live_batch(desk: Desk, order_id: int) -> bool:
    """Tell whether a batch of the order is planned, or still picked: an order is in one such batch at most."""
    return _LIVE_BATCH.scalar(desk.connection, order_is=order_id) is not None


def for_product(desk: Desk, key: str, station: str, but: int = 0) -> int | None:
    """Return the one order whose goods wait and need the product (`key` as in `sku_key`), or None.

    Free ones first, then those without hold, fully picked, earliest ship-by, fewest units left, oldest.
    """
    found = _FOR_PRODUCT.scalar(desk.connection, key_is=key, station_is=station, not_order=but)
    return None if found is None else int(found)


def waiting(desk: Desk, station: str, many: int) -> tuple[tuple[str, str], ...]:
    """Return tote and order of what can be packed now, earliest ship-by first."""
    return tuple((row[0], row[1]) for row in _WAITING.all(desk.connection, station_is=station, many=many))
