"""The flow board, read at once: the day, every channel's lanes, and what must leave with which collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from warehouse_app.application.releasing.proposing import day_end
from warehouse_app.application.today import board_of, floor_orders
from warehouse_app.domain.flow import Bucket, Crew, Flow, LaneSums, Pulse
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.channels import REST, Channel, Lane, Traits, channel_of, lane_of
from warehouse_app.domain.releasing.cutoffs import CutOffs
from warehouse_app.domain.releasing.estimates import DEFAULT_PACK, DEFAULT_PICK, pace
from warehouse_app.domain.today import StageOrder, Today, soon_from
from warehouse_app.ports.clock import iso
from warehouse_app.store import flow, releasing
from warehouse_app.store.desk import Desk
from warehouse_app.store.flow import Floor, Group, Times

HOUR = timedelta(hours=1)
_TO_PICK = frozenset({Stage.READY, Stage.RELEASED, Stage.PICKING})
"""On the floor, with something to pick; ready is there whose rest was short at the shelf and is promised again."""

_OFF_FLOOR = frozenset({Stage.HOLD, Stage.READY})
_TO_PACK = frozenset({Stage.PICKED, Stage.PACKING})


@dataclass(frozen=True, slots=True)
class LaneOrders:
    """The orders that stand in one lane of a release channel, by row; `title` is what people call the channel."""

    orders: tuple[int, ...]
    title: str
    lane: Lane


def lane_orders(desk: Desk, now: str, channel: str, lane: Lane) -> LaneOrders:
    """Return the orders of a lane as the board counts them, those that leave first; `flow.MOST_LISTED` at most."""
    offs = {code: releasing.cut_offs_of(desk, code) for code in releasing.warehouses(desk)}
    channels = releasing.channels(desk)
    before = flow.in_lane(desk, channels, now, _moments(offs, channels, now, now), channel, lane)
    facts = {each.id: each for some in floor_orders(desk).values() for each in some}
    at = flow.on_floor(desk, list(facts))
    zones = flow.zones(desk, list(at)) if any(each.zone for each in channels) else {}
    there = [
        number for number, each in at.items()
        if _where(facts[number], each, channels, offs, zones, now) == (channel, lane)
    ]  # fmt: skip
    title = next((each.title for each in channels if each.code == channel), "")
    return LaneOrders((*before, *there)[: flow.MOST_LISTED], title, lane)


def read_flow(desk: Desk, now: str, day: str) -> Flow:
    """Return the board as of `now`; `day` is the beginning of the local day, both UTC ISO text."""
    offs = {code: releasing.cut_offs_of(desk, code) for code in releasing.warehouses(desk)}
    channels = releasing.channels(desk)
    found = flow.groups(desk, channels, now, _moments(offs, channels, now, day))
    there = floor_orders(desk)
    told = board_of(desk, now, day, flow.summed(desk, found), there)
    orders = tuple(each for some in there.values() for each in some)
    facts = flow.on_floor(desk, [each.id for each in orders])
    floor = [(each, facts[each.id]) for each in orders if each.id in facts]
    pulse = Pulse(*flow.since(desk, iso(datetime.fromisoformat(now) - HOUR)))
    zones = flow.zones(desk, list(facts)) if any(each.zone for each in channels) else {}
    lanes = _lanes(channels, found, floor, offs, zones, told)
    crews = {code: _crew(desk, code) for code in offs}
    return Flow(told, lanes, _buckets(offs, found, floor, told), crews, pulse, _late_at(told, found))


def _moments(offs: Mapping[str, CutOffs], channels: Sequence[Channel], now: str, day: str) -> flow.Moments:
    """Return all moments that orders before the floor are held against."""
    times = [each for code, off in offs.items() for each in _times(code, off, now)]
    ends = {
        days: [each for code, off in offs.items() for each in _times(code, off, now, days)]
        for days in {each.days for each in channels if each.days is not None}
    }
    return flow.Moments(times, Times("", "", soon_from(now), _end(day), _end(day)), ends)


def _end(day: str) -> str:
    return iso(datetime.fromisoformat(day) + timedelta(days=1))


def _times(warehouse: str, offs: CutOffs, now: str, days: int = 0) -> list[Times]:
    """Return the moments that orders of a warehouse are held against, of each service with times of its own.

    The day ends after so many days more.
    """
    soon, end = soon_from(now), _midnight(offs, iso(datetime.fromisoformat(now) + timedelta(days=days)))
    named = offs.services()
    return [
        Times(warehouse, service, offs.next(soon, service), offs.next(end, service), _second(offs, now, service))
        for service in (*named, "")
    ]


def _midnight(offs: CutOffs, now: str) -> str:
    return iso(datetime.fromisoformat(day_end(offs, now)) + timedelta(seconds=1))


def _second(offs: CutOffs, now: str, service: str) -> str:
    """Return the collection after the next one: what is promised before it leaves with the next."""
    if not offs.days(service):
        return _midnight(offs, now)
    first = offs.next(now, service)
    return offs.next(iso(datetime.fromisoformat(first) + timedelta(microseconds=1)), service)


def _crew(desk: Desk, warehouse: str) -> Crew:
    load = releasing.load(desk, warehouse)
    pick = pace(releasing.picked_lately(desk, warehouse), DEFAULT_PICK)
    pack = pace(releasing.packed_lately(desk, warehouse), DEFAULT_PACK)
    return Crew(max(1, load.pickers), max(1, load.packers), pick, pack)


def _lanes(
    channels: Sequence[Channel],
    found: Iterable[Group],
    floor: Sequence[tuple[StageOrder, Floor]],
    offs: Mapping[str, CutOffs],
    zones: Mapping[int, set[str]],
    told: Today,
) -> tuple[LaneSums, ...]:
    counts: dict[str, dict[Lane, int]] = defaultdict(lambda: dict.fromkeys(Lane, 0))
    for group in found:
        mine = counts[group.channel]
        mine[Lane.LATE] += group.late
        if group.stage is not Stage.READY:
            mine[Lane.WAITING] += group.orders - group.late
        elif group.urgent:
            mine[Lane.PRIORITY] += group.orders - group.late
        else:
            mine[Lane.TODAY] += group.today - group.late
            mine[Lane.LATER] += group.orders - group.today
    for order, each in floor:
        channel, lane = _where(order, each, channels, offs, zones, told.now)
        counts[channel][lane] += 1
    titles = {each.code: each.title for each in channels}
    named = [*titles, *([REST] if REST in counts or not titles else [])]
    return tuple(LaneSums(code, titles.get(code, ""), dict(counts[code])) for code in named)


def _where(
    order: StageOrder,
    each: Floor,
    channels: Sequence[Channel],
    offs: Mapping[str, CutOffs],
    zones: Mapping[int, set[str]],
    now: str,
) -> tuple[str, Lane]:
    """Return the channel and the lane of an order on the floor."""
    off = offs.get(each.warehouse, CutOffs())
    channel = channel_of(channels, _traits(each, off, zones.get(each.id, set()), now))
    late, there = bool(order.ship_by) and order.ship_by < now, order.stage not in _OFF_FLOOR
    return channel, lane_of(order.stage, late=late, today=True, priority=each.priority, in_floor=there)


def _traits(each: Floor, offs: CutOffs, zones: set[str], now: str) -> Traits:
    deadline = offs.deadline(each.ship_by, each.service)
    days = [datetime.fromisoformat(moment).astimezone(offs.zone).date() for moment in (now, deadline) if moment]
    due = (days[1] - days[0]).days if deadline else 10_000
    zone = next(iter(zones)) if len(zones) == 1 else ""
    return Traits(each.warehouse, each.sales, each.service, each.priority, due, zone)


def _buckets(
    offs: Mapping[str, CutOffs],
    found: Iterable[Group],
    floor: Iterable[tuple[StageOrder, Floor]],
    told: Today,
) -> tuple[Bucket, ...]:
    """Return what must leave with the next collection of each service, or by the end of the day."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for group in found:
        if group.stage is Stage.READY and group.due:
            mine = sums[group.warehouse, group.service]
            mine[0] += group.due
            mine[1] += group.due_units
            mine[2] += group.due_units
    for order, each in floor:
        off = offs.get(each.warehouse, CutOffs())
        service = each.service if each.service in off.services() else ""
        if (
            order.stage not in _TO_PICK | _TO_PACK
            or not each.ship_by
            or each.ship_by >= _second(off, told.now, service)
        ):
            continue
        mine = sums[each.warehouse, service]
        mine[0] += 1
        mine[1] += each.units if order.stage in _TO_PICK else 0
        mine[2] += each.units
    return tuple(_bucket(key, mine, offs, told.now) for key, mine in sorted(sums.items()))


def _bucket(key: tuple[str, str], sums: Sequence[int], offs: Mapping[str, CutOffs], now: str) -> Bucket:
    warehouse, service = key
    off = offs.get(warehouse, CutOffs())
    planned = bool(off.days(service))
    leaves = off.next(now, service) if planned else day_end(off, now)
    return Bucket(warehouse, service, leaves, sums[0], sums[1], sums[2], planned)


def _late_at(told: Today, found: Iterable[Group]) -> dict[Stage, int]:
    """Return at which stages the late ones stand: that is why."""
    late = {each.stage: each.late for each in told.stages if each.late}
    short = sum(group.late for group in found if group.stage is Stage.SHORT)
    return late | ({Stage.SHORT: short} if short else {})
