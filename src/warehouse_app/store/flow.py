"""What the flow board reads beside the day: orders before the floor by channel and cut-off, and the pulse of an hour.

One pass over the open orders tells stages, lanes and what must leave with which collection; those on the floor are few
and read whole. Nothing is read of orders that left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.channels import REST, Channel, Lane
from warehouse_app.domain.today import StageSum
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, storage, trade
from warehouse_app.store.statement import Statement
from warehouse_app.store.today import BEFORE, HELD, READY, Before, first_of

_o, _l, _b, _bo, _k, _rule = (
    trade.orders, trade.order_line, floor.batch, floor.batch_order, floor.parcel, storage.product_rule,
)  # fmt: skip


class Times(NamedTuple):
    """Moments that orders of one warehouse and service are held against (UTC ISO text).

    An order promised before `soon` misses a collection of the next two hours, before `day` it leaves today, before
    `next` it leaves with the next collection or should have left.
    """

    warehouse: str
    service: str
    soon: str
    day: str
    next: str


class Group(NamedTuple):
    """Orders before the floor that are alike: their stage, channel, warehouse, service, and whether urgent."""

    stage: Stage
    channel: str
    warehouse: str
    service: str
    urgent: bool
    orders: int
    oldest: str
    late: int
    soon: int
    today: int
    due: int
    due_units: int


Ends = Mapping[int, Sequence[Times]]
"""For channels of orders that leave within so many days: moments whose `day` is the end of that span."""


MOST_LISTED = 500
"""Orders of a lane that are listed: more than anybody reads."""


class Moments(NamedTuple):
    """All that orders before the floor are held against. `rest` are the moments of all that `times` do not name."""

    times: Sequence[Times]
    rest: Times
    ends: Ends


def in_lane(
    desk: Desk, channels: Sequence[Channel], now: str, moments: Moments, channel: str, lane: Lane
) -> tuple[int, ...]:
    """Return the open orders before the floor that stand in a lane, those that leave first."""
    stood = _stood(channels, moments).subquery()
    late = and_(stood.c.ship_by != "", stood.c.ship_by < now)
    today = and_(stood.c.ship_by != "", stood.c.ship_by < stood.c.day)
    ready, urgent = stood.c.stage == Stage.READY.value, stood.c.urgent == 1
    held: Mapping[Lane, Any] = {
        Lane.LATE: late,
        Lane.WAITING: and_(~late, ~ready),
        Lane.PRIORITY: and_(~late, ready, urgent),
        Lane.TODAY: and_(~late, ready, ~urgent, today),
        Lane.LATER: and_(~late, ready, ~urgent, ~today),
    }
    if lane not in held:
        return ()
    asked = select(stood.c.id).where(stood.c.channel == channel, held[lane])
    return tuple(row[0] for row in desk.connection.execute(asked.order_by(stood.c.ship_by).limit(MOST_LISTED)))


def groups(desk: Desk, channels: Sequence[Channel], now: str, moments: Moments) -> tuple[Group, ...]:
    """Return the open orders before the floor, grouped."""
    stood = _stood(channels, moments).subquery()
    dated = stood.c.ship_by != ""
    due_now = and_(dated, stood.c.ship_by < stood.c.due)
    key = (stood.c.stage, stood.c.channel, stood.c.warehouse, stood.c.service, stood.c.urgent)
    asked = select(
        *key,
        func.count(),
        func.min(stood.c.placed_at),
        _counted(and_(dated, stood.c.ship_by < now)),
        _counted(and_(stood.c.ship_by >= now, stood.c.ship_by < stood.c.soon)),
        _counted(and_(dated, stood.c.ship_by < stood.c.day)),
        _counted(due_now),
        func.sum(case((due_now, stood.c.units), else_=0)),
    ).group_by(*key)
    return tuple(
        Group(Stage(row[0]), row[1], row[2], row[3], bool(row[4]), int(row[5]), str(row[6] or ""),
              *(int(each or 0) for each in row[7:]))
        for row in desk.connection.execute(asked)
    )  # fmt: skip


def _stood(channels: Sequence[Channel], moments: Moments) -> Any:  # noqa: ANN401 - Core
    """Return each open order before the floor: where it stands, and the moments it is held against."""
    times, rest, ends = moments
    soon, day, due = (
        _moment([(each, getattr(each, name)) for each in times], getattr(rest, name))
        for name in ("soon", "day", "next")
    )
    last = {days: _moment([(each, each.day) for each in some], rest.day) for days, some in ends.items()}
    named = [each.service for each in times if each.service]
    service: Any = literal("")
    if named:
        service = case((or_(*(_o.c.service == each for each in named)), _o.c.service), else_="")
    return select(
        *(_o.c.id, _o.c.ship_by, _o.c.placed_at, _o.c.units, _o.c.warehouse),
        *(soon.label("soon"), day.label("day"), due.label("due"), service.label("service")),
        case((HELD, Stage.HOLD.value), (READY, Stage.READY.value), else_=Stage.SHORT.value).label("stage"),
        _channel(channels, last).label("channel"),
        case((_o.c.priority > 0, 1), else_=0).label("urgent"),
    ).where(BEFORE)


def _counted(where: Any) -> Any:  # noqa: ANN401 - expressions of Core
    return func.sum(case((where, 1), else_=0))


def _moment(times: Sequence[tuple[Times, str]], rest: str) -> Any:  # noqa: ANN401 - an expression of Core
    """Return the moment an order is held against: that of its warehouse and service, else of all its others."""
    whens = [
        (and_(_o.c.warehouse == each.warehouse, _o.c.service == each.service), moment)
        for each, moment in times
        if each.service
    ]
    whens += [(_o.c.warehouse == each.warehouse, moment) for each, moment in times if not each.service]
    return case(*whens, else_=rest) if whens else literal(rest)


def _channel(channels: Sequence[Channel], ends: Mapping[int, Any]) -> Any:  # noqa: ANN401 - expressions of Core
    """Return the code of an order's channel, as `domain.releasing.channels.channel_of` does."""
    whens = [(_fits(each, ends), each.code) for each in channels]
    return case(*whens, else_=REST) if whens else literal(REST)


def _fits(channel: Channel, ends: Mapping[int, Any]) -> Any:  # noqa: ANN401 - expressions of Core
    said: list[Any] = [literal(1) == 1]
    for column, word in ((_o.c.warehouse, channel.warehouse), (_o.c.channel, channel.sales)):
        said += [column == word] if word else []
    said += [_o.c.service == channel.service] if channel.service else []
    said += [_o.c.priority >= channel.least_priority] if channel.least_priority else []
    said += [and_(_o.c.ship_by != "", _o.c.ship_by < ends[channel.days])] if channel.days is not None else []
    return and_(*said, *([_all_in(channel.zone)] if channel.zone else []))


def _all_in(zone: str) -> Any:  # noqa: ANN401 - an expression of Core
    """Tell whether all goods of an order are kept in a zone."""
    elsewhere = (
        select(_l.c.id)
        .outerjoin(_rule, _rule.c.product_id == _l.c.product_id)
        .where(
            _l.c.order_id == _o.c.id,
            _l.c.kind == ProductKind.GOODS.value,
            func.coalesce(_rule.c.zone, "") != zone,
        )
        .correlate(_o)
        .exists()
    )
    return ~elsewhere


def summed(desk: Desk, found: Sequence[Group]) -> Mapping[Stage, Before]:
    """Return the sums of the stages before the floor, as the board of the day tells them."""
    told = {}
    for stage in {group.stage for group in found}:
        mine = [group for group in found if group.stage is stage]
        oldest = min((group.oldest for group in mine if group.oldest), default="")
        sums = (sum(group.late for group in mine), sum(group.soon for group in mine))
        whole = StageSum(stage, sum(group.orders for group in mine), oldest, *sums, first_of(desk, stage))
        told[stage] = Before(whole, sum(group.today for group in mine))
    return told


class Floor(NamedTuple):
    """An order on the floor, as channels and collections ask for it."""

    id: int
    warehouse: str
    sales: str
    service: str
    priority: int
    ship_by: str
    units: int


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ON_FLOOR = select(
    _o.c.id, _o.c.warehouse, _o.c.channel, _o.c.service, _o.c.priority, _o.c.ship_by, _o.c.units
).where(_o.c.id.in_(_IDS))  # fmt: skip
_ZONED = (
    select(_l.c.order_id, _rule.c.zone)
    .outerjoin(_rule, _rule.c.product_id == _l.c.product_id)
    .where(_l.c.order_id.in_(_IDS), _l.c.kind == ProductKind.GOODS.value)
    .distinct()
)
AT_ONCE = 500


def on_floor(desk: Desk, ids: Sequence[int]) -> dict[int, Floor]:
    """Return these orders."""
    return {row[0]: Floor(*row) for row in _in_parts(desk, _ON_FLOOR, ids)}


def zones(desk: Desk, ids: Sequence[int]) -> dict[int, set[str]]:
    """Return in which zones the goods of these orders are kept."""
    found: dict[int, set[str]] = {}
    for order, zone in _in_parts(desk, _ZONED, ids):
        found.setdefault(order, set()).add(zone or "")
    return found


def _in_parts(desk: Desk, question: Any, ids: Sequence[int]) -> list[Any]:  # noqa: ANN401 - Core, and rows
    found: list[Any] = []
    for at in range(0, len(ids), AT_ONCE):
        found += desk.connection.execute(question, {"ids": list(ids[at : at + AT_ONCE])}).all()
    return found


def _batched(moment: Any) -> Statement:  # noqa: ANN401 - a column
    return Statement(
        select(func.count(func.distinct(_bo.c.order_id)))
        .select_from(_b)
        .join(_bo, _bo.c.batch_id == _b.c.id)
        .where(_b.c.id > bindparam("after"), moment >= bindparam("begin"))
    )


_LAST_BATCH = Statement(select(func.coalesce(func.max(_b.c.id), 0)))
_RELEASED, _PICKED = _batched(_b.c.released_at), _batched(_b.c.picked_at)
_PACKED = Statement(
    select(func.count(func.distinct(_k.c.order_id))).where(
        _k.c.labelled_at >= bindparam("begin"), *(_k.c.state != state for state in ("voided", "awaited", "open"))
    )
)
RECENT = 2_000
"""Batches among which those of the last hour are looked for: the newest."""


def since(desk: Desk, begin: str) -> tuple[int, int, int]:
    """Return the orders that were released, picked and packed since a moment."""
    ask = desk.connection
    after = int(_LAST_BATCH.scalar(ask) or 0) - RECENT
    released = int(_RELEASED.scalar(ask, after=after, begin=begin) or 0)
    picked = int(_PICKED.scalar(ask, after=after, begin=begin) or 0)
    return released, picked, int(_PACKED.scalar(ask, begin=begin) or 0)
