"""Channels, cut-offs, limits and waves as kept, and what the judge reads: who waits, what is on the floor, how fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, func, insert, or_, select

from warehouse_app.domain.picking.states import LIVE_BATCHES, BatchState
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.releasing.channels import Channel, Mode, in_order
from warehouse_app.domain.releasing.cutoffs import CutOff, CutOffs, cut_offs
from warehouse_app.domain.releasing.estimates import Done
from warehouse_app.domain.releasing.values import Limit
from warehouse_app.domain.zones import zone
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, releasing, storage, trade
from warehouse_app.store.statement import Statement, upsert

_c, _x, _m, _w, _wb = (
    releasing.release_channel, releasing.cut_off, releasing.release_limit, releasing.wave, releasing.wave_batch,
)  # fmt: skip
_o, _l, _b, _bo, _t, _q = trade.orders, trade.order_line, floor.batch, floor.batch_order, floor.task, floor.pack
_i, _h, _p = ledger.item, ledger.warehouse, ledger.place
_rule = storage.product_rule
AT_ONCE = 500
LATELY = 60
"""Batches, and packs, from which the pace is told: the newest."""

# ------------------------------------------------------------------------------------------------ what was said once

_CHANNELS = Statement(
    select(_c.c.code, _c.c.name, _c.c.rank, _c.c.warehouse, _c.c.sales, _c.c.service, _c.c.zone)
    .add_columns(_c.c.least_priority, _c.c.days, _c.c.mode, _c.c.lead_min)
    .order_by(_c.c.rank, _c.c.code)
)
_KEEP_CHANNEL = upsert(_c)
_DROP_CHANNEL = Statement(delete(_c).where(_c.c.code == bindparam("code_is")))
_CUT_OFFS = Statement(select(_x.c.service, _x.c.weekday, _x.c.minute).where(_x.c.warehouse == bindparam("here")))
_KEEP_CUT_OFF = upsert(_x)
_DROP_CUT_OFF = Statement(
    delete(_x).where(
        _x.c.warehouse == bindparam("here"),
        _x.c.service == bindparam("service_is"),
        _x.c.weekday == bindparam("weekday_is"),
    )
)
_LIMITS = Statement(
    select(_m.c.warehouse, _m.c.zone, _m.c.most_batches, _m.c.most_units).order_by(_m.c.warehouse, _m.c.zone)
)
_KEEP_LIMIT = upsert(_m)
_DROP_LIMIT = Statement(delete(_m).where(_m.c.warehouse == bindparam("here"), _m.c.zone == bindparam("zone_is")))
_IS_ZONE = Statement(select(_rule.c.zone).where(_rule.c.zone == bindparam("zone_is")).limit(1))
_ZONE = Statement(select(_h.c.timezone).where(_h.c.code == bindparam("here")))
_WAREHOUSES = Statement(select(_h.c.code).order_by(_h.c.code))


def channels(desk: Desk) -> tuple[Channel, ...]:
    """Return the release channels in the order in which they are asked."""
    names = tuple(Channel.__slots__)
    rows = (dict(zip(names, row, strict=True)) for row in _CHANNELS.all(desk.connection))
    found = (Channel(**{**row, "mode": Mode(row["mode"])}) for row in rows)
    return in_order(found)


def keep_channel(desk: Desk, channel: Channel) -> None:
    """Keep a channel from now on."""
    values = {name: getattr(channel, name) for name in Channel.__slots__}
    _KEEP_CHANNEL.run(desk.connection, **{**values, "mode": channel.mode.value}, who=desk.who, at=desk.at)


def drop_channel(desk: Desk, code: str) -> bool:
    """Forget a channel; tell whether there was one."""
    return _DROP_CHANNEL.run(desk.connection, code_is=code).rowcount > 0


def cut_offs_of(desk: Desk, warehouse: str) -> CutOffs:
    """Return when carriers collect at a warehouse, on its own clock."""
    rows = (CutOff(*row) for row in _CUT_OFFS.all(desk.connection, here=warehouse))
    return cut_offs(rows, zone(str(_ZONE.scalar(desk.connection, here=warehouse) or "UTC")))


def keep_cut_off(desk: Desk, warehouse: str, each: CutOff) -> None:
    """Keep when a service collects on a weekday."""
    values = {"service": each.service, "weekday": each.weekday, "minute": each.minute}
    _KEEP_CUT_OFF.run(desk.connection, warehouse=warehouse, **values)


def drop_cut_off(desk: Desk, warehouse: str, service: str, weekday: int) -> None:
    """Forget when a service collects on a weekday."""
    _DROP_CUT_OFF.run(desk.connection, here=warehouse, service_is=service, weekday_is=weekday)


def limits(desk: Desk) -> tuple[Limit, ...]:
    """Return the limits of what may be on the floor."""
    return tuple(Limit(*row) for row in _LIMITS.all(desk.connection))


def keep_limit(desk: Desk, limit: Limit) -> None:
    """Keep a limit; one that limits nothing is forgotten."""
    if limit.batches is None and limit.units is None:
        _DROP_LIMIT.run(desk.connection, here=limit.warehouse, zone_is=limit.zone)
        return
    values = {"most_batches": limit.batches, "most_units": limit.units}
    _KEEP_LIMIT.run(desk.connection, warehouse=limit.warehouse, zone=limit.zone, **values)


def warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the codes of all warehouses."""
    return tuple(row[0] for row in _WAREHOUSES.all(desk.connection))


# ------------------------------------------------------------------------------------------------ who waits

_live = or_(*(_b.c.state == state.value for state in sorted(LIVE_BATCHES)))
_WAITING = Statement(
    select(_o.c.id, _o.c.ship_by, _o.c.channel, _o.c.service, _o.c.priority, _o.c.units)
    .where(
        _o.c.state == "confirmed",
        _o.c.warehouse == bindparam("here"),
        ~select(_b.c.id).join(_bo, _bo.c.batch_id == _b.c.id).where(_bo.c.order_id == _o.c.id, _live).exists(),
    )
    .order_by(_o.c.ship_by, _o.c.id)
    .limit(bindparam("many"))
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ZONES = (
    select(_l.c.order_id, _rule.c.zone, func.sum(_l.c.qty - _l.c.cancelled - _l.c.picked))
    .outerjoin(_rule, _rule.c.product_id == _l.c.product_id)
    .where(_l.c.order_id.in_(_IDS), _l.c.kind == "goods")
    .group_by(_l.c.order_id, _rule.c.zone)
)


class Waiting(NamedTuple):
    """An open order that no live batch has."""

    id: int
    ship_by: str
    sales: str
    service: str
    priority: int
    units: int


def waiting(desk: Desk, warehouse: str, many: int) -> tuple[Waiting, ...]:
    """Return the open orders of a warehouse that no live batch has, those that leave first; at most `many`."""
    return tuple(Waiting(*row) for row in _WAITING.all(desk.connection, here=warehouse, many=many))


def is_zone(desk: Desk, zone: str) -> bool:
    """Say whether any product belongs in a zone of that name."""
    return _IS_ZONE.scalar(desk.connection, zone_is=zone) is not None


def zones_of(desk: Desk, orders: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return for orders how many units are to be picked in which zone."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for at in range(0, len(orders), AT_ONCE):
        for order_id, name, units in desk.connection.execute(_ZONES, {"ids": list(orders[at : at + AT_ONCE])}):
            found[order_id][name or ""] = found[order_id].get(name or "", 0) + int(units)
    return found


# ------------------------------------------------------------------------------------------------ the floor now

_ON_FLOOR = or_(*(_b.c.state == each.value for each in (BatchState.RELEASED, BatchState.PICKING, BatchState.SUSPENDED)))
_TO_PICK = or_(_t.c.state == "open", _t.c.state == "started")
_BATCHES = Statement(select(func.count()).select_from(_b).where(_ON_FLOOR, _b.c.warehouse == bindparam("here")))
_UNITS = Statement(
    select(_rule.c.zone, func.sum(_t.c.qty - _t.c.picked))
    .select_from(_t)
    .join(_b, _b.c.id == _t.c.batch_id)
    .join(_i, _i.c.id == _t.c.item_id)
    .outerjoin(_rule, _rule.c.product_id == _i.c.product_id)
    .where(_ON_FLOOR, _TO_PICK, _b.c.warehouse == bindparam("here"))
    .group_by(_rule.c.zone)
)
_IN_TOTES = Statement(
    select(func.sum(_l.c.picked - _l.c.packed))
    .select_from(_l)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(
        _o.c.state == "confirmed",
        _o.c.warehouse == bindparam("here"),
        # By way of the totes, which are few: batches that were ever picked are many.
        _o.c.id.in_(
            select(_bo.c.order_id)
            .join(_p, _p.c.id == _bo.c.tote_id)
            .join(ledger.balance, ledger.balance.c.place_id == _p.c.id)
            .where(_p.c.kind == PlaceKind.TOTE.value, ledger.balance.c.on_hand > 0)
        ),
    )
)
_PICKERS = Statement(
    select(func.count(func.distinct(_b.c.claimed_by))).where(
        _b.c.state == "picking", _b.c.warehouse == bindparam("here")
    )
)
_PACKERS = Statement(
    select(func.count(func.distinct(_q.c.station)))
    .join(_o, _o.c.id == _q.c.order_id)
    .where(
        _q.c.closed_at.is_(None),
        or_(*(_q.c.state == each for each in ("open", "verifying", "verified", "boxed", "weighed", "labelled"))),
        _o.c.warehouse == bindparam("here"),
    )
)


class Load(NamedTuple):
    """What is on the floor: batches, units to pick (all, and by zone), units in totes, and who works."""

    batches: int
    to_pick: int
    zones: dict[str, int]
    in_totes: int
    pickers: int
    packers: int


def load(desk: Desk, warehouse: str) -> Load:
    """Return what is on the floor of a warehouse now."""
    ask, here = desk.connection, {"here": warehouse}
    zones: dict[str, int] = defaultdict(int)
    for name, units in _UNITS.all(ask, **here):
        zones[name or ""] += int(units or 0)
    return Load(
        int(_BATCHES.scalar(ask, **here) or 0),
        sum(zones.values()),
        dict(zones),
        int(_IN_TOTES.scalar(ask, **here) or 0),
        int(_PICKERS.scalar(ask, **here) or 0),
        int(_PACKERS.scalar(ask, **here) or 0),
    )


# ------------------------------------------------------------------------------------------------ how fast it went

_PICKED = Statement(
    select(_b.c.id, _b.c.started_at, _b.c.picked_at)
    .where(_b.c.picked_at.is_not(None), _b.c.started_at.is_not(None), _b.c.warehouse == bindparam("here"))
    .order_by(_b.c.id.desc())
    .limit(LATELY)
)
_TAKEN = select(_t.c.batch_id, func.sum(_t.c.picked)).where(_t.c.batch_id.in_(_IDS)).group_by(_t.c.batch_id)
_PACKED = Statement(
    select(_o.c.units, _q.c.opened_at, _q.c.closed_at)
    .join(_o, _o.c.id == _q.c.order_id)
    .where(_q.c.closed_at.is_not(None), _q.c.state == "closed", _o.c.warehouse == bindparam("here"))
    .order_by(_q.c.id.desc())
    .limit(LATELY)
)


def picked_lately(desk: Desk, warehouse: str) -> list[Done]:
    """Return the newest picked batches: units, and how long they took."""
    rows = {row[0]: _seconds(row[1], row[2]) for row in _PICKED.all(desk.connection, here=warehouse)}
    units = {row[0]: int(row[1] or 0) for row in desk.connection.execute(_TAKEN, {"ids": list(rows)})} if rows else {}
    return [Done(units.get(batch, 0), seconds) for batch, seconds in rows.items()]


def packed_lately(desk: Desk, warehouse: str) -> list[Done]:
    """Return the newest packs that were closed: units of their order, and how long they were open."""
    return [Done(int(row[0]), _seconds(row[1], row[2])) for row in _PACKED.all(desk.connection, here=warehouse)]


def _seconds(begin: str, end: str) -> int:
    return round((datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds())


# ------------------------------------------------------------------------------------------------ waves

_NEW_WAVE = Statement(
    insert(_w).values({name: bindparam(name) for name in ("code", "channel", "warehouse", "mode", "at", "who")})
)
_IN_WAVE = Statement(insert(_wb).values(batch_id=bindparam("batch_id"), wave_id=bindparam("wave_id")))
_LEFT_OVER = Statement(
    select(_b.c.id)
    .join(_wb, _wb.c.batch_id == _b.c.id)
    .where(_b.c.state == BatchState.PLANNED.value, _b.c.warehouse == bindparam("here"))
    .order_by(_b.c.id)
)
_PLANNED = Statement(
    select(func.count(func.distinct(_b.c.id)), func.count(func.distinct(_bo.c.order_id)))
    .select_from(_b)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_b.c.state == BatchState.PLANNED.value, _b.c.warehouse == bindparam("here"))
)
_WAVES = Statement(
    select(_w.c.code, _w.c.channel, _w.c.warehouse, _w.c.mode, _w.c.at, _b.c.state, func.count())
    .join(_wb, _wb.c.wave_id == _w.c.id)
    .join(_b, _b.c.id == _wb.c.batch_id)
    .where(
        _w.c.id.in_(select(_w.c.id).order_by(_w.c.id.desc()).limit(bindparam("many"))),
    )
    .group_by(_w.c.id, _w.c.code, _w.c.channel, _w.c.warehouse, _w.c.mode, _w.c.at, _b.c.state)
    .order_by(_w.c.id.desc())
)


def begin_wave(desk: Desk, channel: str, warehouse: str, mode: Mode) -> int:
    """Begin a wave; return its row number."""
    code = f"W{desk.next_number('wave'):05d}"
    values = {"channel": channel, "warehouse": warehouse, "mode": mode.value}
    return _NEW_WAVE.key(desk.connection, code=code, at=desk.at, who=desk.who, **values)


def put_in_wave(desk: Desk, batch_id: int, wave_id: int) -> None:
    """Let a batch belong to a wave."""
    _IN_WAVE.run(desk.connection, batch_id=batch_id, wave_id=wave_id)


def left_over(desk: Desk, warehouse: str) -> tuple[int, ...]:
    """Return batches of waves that were planned and not released yet: an interruption left them."""
    return tuple(row[0] for row in _LEFT_OVER.all(desk.connection, here=warehouse))


def planned(desk: Desk, warehouse: str) -> tuple[int, int]:
    """Return how many batches of a warehouse are planned and wait to be released, and with how many orders."""
    row = _PLANNED.one(desk.connection, here=warehouse)
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


class WaveRow(NamedTuple):
    """A wave with the states of its batches."""

    code: str
    channel: str
    warehouse: str
    mode: str
    at: str
    states: dict[str, int]


def waves(desk: Desk, many: int = 50) -> tuple[WaveRow, ...]:
    """Return the newest waves."""
    found: dict[str, WaveRow] = {}
    for code, channel, here, mode, at, state, count in _WAVES.all(desk.connection, many=many):
        row = found.setdefault(code, WaveRow(code, channel, here, mode, at, {}))
        row.states[state] = int(count)
    return tuple(found.values())
