"""Who is where and at what: read from claims of batches, packs and counts, from benches, and from scans of today."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, or_, select

from warehouse_app.domain.bench import Work
from warehouse_app.domain.crew.values import AtWork, WaitingBatch
from warehouse_app.domain.picking.ways import SHARED
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting, floor, ledger, moving, office, picking, purchasing, storage, trade
from warehouse_app.store.statement import Statement

MOST = 2_000
WHO = "who"
"""How a floor bench remembers who is at it (`application/floorwork.WHO`)."""

_p, _s, _b, _bo, _t, _o = office.person, floor.scan, floor.batch, floor.batch_order, floor.task, trade.orders
_k, _c, _n, _pl = floor.pack, counting.count_request, floor.bench, ledger.place
_part = picking.batch_part
_mv, _load, _rc = moving.move_task, storage.putaway_load, purchasing.receipt
_DONE = or_(_s.c.verdict == "accepted", _s.c.verdict == "done")
_SLOT = 15
"""So many letters of a moment name its ten minutes: "2026-11-24T14:0"."""

_PEOPLE = Statement(
    select(_p.c.id, _p.c.code, _p.c.name, _p.c.role)
    .where(_p.c.locked == 0)
    .order_by(_p.c.name, _p.c.code)
    .limit(bindparam("many"))
)
_at_ten = func.substr(_s.c.at, 1, _SLOT)
_SCANS = Statement(
    select(
        *(_s.c.who, _s.c.station, _s.c.work, _at_ten, func.count(), func.max(_s.c.at)),
        func.sum(case((and_(_s.c.entry_id.is_not(None), _DONE), _s.c.qty), else_=0)),
    )
    .where(_s.c.seq >= bindparam("from_seq"))
    .group_by(_s.c.who, _s.c.station, _s.c.work, _at_ten)
)
_BATCHES = Statement(
    select(
        *(_b.c.id, _b.c.code, _b.c.state, func.coalesce(_b.c.person, ""), _b.c.station),
        *(func.coalesce(_b.c.started_at, _b.c.released_at, _b.c.planned_at), func.coalesce(_p.c.name, "")),
        *(_b.c.claimed_by, _b.c.way),
    )
    .outerjoin(_p, _p.c.id == _b.c.person)
    .where(or_(*(_b.c.state == state for state in ("planned", "released", "picking", "suspended"))))
    .order_by(_b.c.id)
    .limit(bindparam("many"))
)
_PARTS = Statement(
    select(_part.c.batch_id, _part.c.trip, _b.c.code, _part.c.zone, _part.c.person, _part.c.station)
    .add_columns(_part.c.started_at)
    .join(_b, _b.c.id == _part.c.batch_id)
    .where(_part.c.state == "picking", _b.c.state == "picking")
    .order_by(_part.c.batch_id, _part.c.trip)
    .limit(bindparam("many"))
)
_LIVE = select(_b.c.id).where(or_(*(_b.c.state == state for state in ("planned", "released", "picking", "suspended"))))
_ORDERS = Statement(
    select(_bo.c.batch_id, func.count(func.distinct(_bo.c.order_id)), func.min(_o.c.ship_by), func.sum(_o.c.units))
    .join(_o, _o.c.id == _bo.c.order_id)
    .where(_bo.c.batch_id.in_(_LIVE), _bo.c.trip == 1)
    .group_by(_bo.c.batch_id)
)
_TASKS = Statement(
    select(_t.c.batch_id, func.sum(_t.c.qty), func.sum(_t.c.picked))
    .where(_t.c.batch_id.in_(_LIVE))
    .group_by(_t.c.batch_id)
)
_PACKS = Statement(
    select(_k.c.person, _k.c.station, _k.c.state, _k.c.opened_at, _o.c.code, _o.c.id, _o.c.ship_by, _o.c.units)
    .join(_o, _o.c.id == _k.c.order_id)
    .where(
        _k.c.closed_at.is_(None),
        or_(*(_k.c.state == state for state in ("open", "verifying", "exception", "boxed", "weighed", "labelled"))),
    )
    .order_by(_k.c.id)
    .limit(bindparam("many"))
)
_COUNTS = Statement(
    select(_c.c.person, _c.c.station, _c.c.state, _c.c.started_at, _pl.c.code, _c.c.id)
    .join(_pl, _pl.c.id == _c.c.place_id)
    .where(_c.c.state == "counting")
    .order_by(_c.c.id)
    .limit(bindparam("many"))
)
_MOVES = Statement(
    select(_mv.c.person, _mv.c.station, _mv.c.state, _mv.c.taken_at, _mv.c.code, _mv.c.id, _mv.c.done, _mv.c.qty)
    .where(_mv.c.state == "taken")
    .order_by(_mv.c.id)
    .limit(bindparam("many"))
)
_LOADS = Statement(
    select(_load.c.who, _load.c.station, func.min(_load.c.at), func.count(), func.sum(_load.c.qty))
    .group_by(_load.c.who, _load.c.station)
    .limit(bindparam("many"))
)
_BENCHES = Statement(
    select(_n.c.station, _n.c.work, _n.c.memory, _n.c.at, _n.c.ref, func.coalesce(_rc.c.code, ""))
    .outerjoin(_rc, and_(_rc.c.id == _n.c.ref, _n.c.work == Work.RECEIVE.value))
    .where(
        or_(_n.c.work == Work.RECEIVE.value, _n.c.work == Work.TRANSFER.value),
        _n.c.ref.is_not(None),
        _n.c.at >= bindparam("since"),
    )
    .order_by(_n.c.station)
    .limit(bindparam("many"))
)
_STATIONS = Statement(select(_n.c.station).distinct().order_by(_n.c.station).limit(bindparam("many")))


class Hand(NamedTuple):
    """One person who may work."""

    id: str
    code: str
    name: str
    role: str


class Scanned(NamedTuple):
    """What a person scanned at one work of one station in ten minutes, named by `slot`."""

    who: str
    station: str
    slot: str
    scans: int
    last: str
    units: int


def people(desk: Desk) -> tuple[Hand, ...]:
    """Return everybody who is not locked, by name."""
    return tuple(Hand(*row) for row in _PEOPLE.all(desk.connection, many=MOST))


def scanned(desk: Desk, from_seq: int) -> tuple[Scanned, ...]:
    """Return the scans since one of them, by person, station, work and ten minutes."""
    return tuple(
        Scanned(who, station, slot, int(scans), str(last), int(units or 0))
        for who, station, _work, slot, scans, last, units in _SCANS.all(desk.connection, from_seq=from_seq)
    )


class Batches(NamedTuple):
    """What pickers are at, by person, and the batches that can be given."""

    at: tuple[tuple[str, AtWork], ...]
    waiting: tuple[WaitingBatch, ...]


def batches(desk: Desk) -> Batches:
    """Return the batches on the floor and before it."""
    orders = {row[0]: (int(row[1]), row[2] or "", int(row[3] or 0)) for row in _ORDERS.all(desk.connection)}
    tasks = {row[0]: (int(row[1] or 0), int(row[2] or 0)) for row in _TASKS.all(desk.connection)}
    at, waiting = [], []
    for number, code, state, person, station, since, name, claimed, way in _BATCHES.all(desk.connection, many=MOST):
        many, due, ordered = orders.get(number, (0, "", 0))
        units, done = tasks.get(number, (ordered, 0))
        if state == "picking" and way not in SHARED:
            work = AtWork(Work.PICK.value, station, code, since, int(number), state, done, units, due)
            at.append((claimed or person, work))
        waiting.append(WaitingBatch(int(number), code, state, person, name, many, units - done, due))
    for number, trip, code, zone, person, station, since in _PARTS.all(desk.connection, many=MOST):
        due = orders.get(number, (0, "", 0))[1]
        told = (Work.PICK.value, station, f"{code} {zone}".strip(), since or "", int(number), "picking", 0, 0, due)
        at.append((person or "", AtWork(*told, int(trip))))
    return Batches(tuple(at), tuple(waiting))


def elsewhere(desk: Desk, since: str) -> tuple[tuple[str, AtWork], ...]:
    """Return what people are at besides picking, by person; floor benches of which `since` something was heard."""
    many = MOST
    found: list[tuple[str, AtWork]] = []
    for person, station, state, begun, order, number, due, units in _PACKS.all(desk.connection, many=many):
        found.append((person, AtWork(Work.PACK.value, station, order, begun, int(number), state, 0, int(units), due)))
    for person, station, state, begun, place, number in _COUNTS.all(desk.connection, many=many):
        found.append((person, AtWork(Work.COUNT.value, station, place, begun or "", int(number), state)))
    for person, station, state, begun, code, number, done, qty in _MOVES.all(desk.connection, many=many):
        told = (Work.MOVE.value, station, code, begun or "", int(number), state, int(done), int(qty))
        found.append((person, AtWork(*told)))
    for person, station, begun, _stops, units in _LOADS.all(desk.connection, many=many):
        told_load = (Work.PUTAWAY.value, station, "", begun, 0, "loaded", 0, int(units))
        found.append((person, AtWork(*told_load)))
    for station, work, memory, at, ref, code in _BENCHES.all(desk.connection, since=since, many=many):
        remembered: Any = json.loads(memory or "{}")
        found.append((str(remembered.get(WHO) or ""), AtWork(work, station, code, at, int(ref), "open")))
    return tuple((person, each) for person, each in found if person)


def stations(desk: Desk) -> tuple[str, ...]:
    """Return every bench that was ever worked at."""
    return tuple(str(row[0]) for row in _STATIONS.all(desk.connection, many=MOST))
