"""How people work while they learn, how their lessons went; and what a lesson's own company tells of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, func, insert, select

from warehouse_app.domain.training.grading import Report, Scanned, TaskDone
from warehouse_app.domain.training.results import PersonWay, Result, Way
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, trade, training
from warehouse_app.store.statement import Statement, upsert

_w, _r, _person = training.person_way, training.training_result, office.person
_s, _o, _k, _pl = floor.scan, trade.orders, floor.pack, floor.parcel
_WAY = Statement(select(_w.c.training, _w.c.guided).where(_w.c.person == bindparam("person_is")))
_WAYS = Statement(
    select(_person.c.code, _person.c.name, func.coalesce(_w.c.training, 0), func.coalesce(_w.c.guided, 0))
    .select_from(_person)
    .outerjoin(_w, _w.c.person == _person.c.id)
    .where(_person.c.locked == 0)
    .order_by(_person.c.code)
    .limit(bindparam("most"))
)
_KEEP_WAY = upsert(_w)
_KEEP = Statement(insert(_r).values({c.name: bindparam(c.name) for c in _r.c if c.name != "id"}))
_FIGURES = (
    *(_r.c.seconds, _r.c.orders, _r.c.closed, _r.c.packed_right, _r.c.mistakes, _r.c.stops, _r.c.answered, _r.c.scans),
    *(_r.c.pressed, _r.c.tasks),
)
RESULTS = (
    select(_r.c.id, func.coalesce(_person.c.code, ""), func.coalesce(_person.c.name, ""), _r.c.lesson)
    .add_columns(_r.c.begun_at, _r.c.ended_at, _r.c.station, *_FIGURES)
    .select_from(_r)
    .outerjoin(_person, _person.c.id == _r.c.person)
)
"""Every lesson, with who had it."""

_newest = RESULTS.order_by(_r.c.id.desc()).limit(bindparam("most"))
_RESULTS, _OF = Statement(_newest), Statement(_newest.where(_r.c.person == bindparam("person_is")))
_SCANS = Statement(
    select(_s.c.at, func.coalesce(_o.c.code, ""), _s.c.device, _s.c.raw, _s.c.verdict, _s.c.code)
    .select_from(_s)
    .outerjoin(_o, _o.c.id == _s.c.order_id)
    .where(_s.c.work == "pack")
    .order_by(_s.c.seq)
)
_LINES = Statement(
    select(trade.order_line.c.id, trade.order_line.c.sku, trade.order_line.c.qty)
    .where(trade.order_line.c.order_id == bindparam("order_is"))
    .order_by(trade.order_line.c.n)
)
_PACKED = Statement(
    select(_o.c.code, ledger.item.c.sku, func.sum(ledger.balance.c.on_hand))
    .select_from(_k)
    .join(_o, _o.c.id == _k.c.order_id)
    .join(_pl, _pl.c.id == _k.c.parcel_id)
    .join(ledger.balance, ledger.balance.c.place_id == _pl.c.place_id)
    .join(ledger.item, ledger.item.c.id == ledger.balance.c.item_id)
    .where(_k.c.state == "closed", ledger.balance.c.on_hand > 0)
    .group_by(_o.c.code, ledger.item.c.sku)
)


_BOXED = Statement(
    select(_o.c.code, trade.order_line.c.sku, func.sum(trade.order_line.c.packed))
    .select_from(trade.order_line)
    .join(_o, _o.c.id == trade.order_line.c.order_id)
    .group_by(_o.c.code, trade.order_line.c.sku)
)


def way_of(desk: Desk, person: str) -> Way:
    """Return how a person works."""
    row = _WAY.one(desk.connection, person_is=person)
    return Way() if row is None else Way(bool(row[0]), bool(row[1]))


def ways(desk: Desk, most: int) -> tuple[PersonWay, ...]:
    """Return everybody who may sign on, with the way they work."""
    return tuple(PersonWay(row[0], row[1], Way(bool(row[2]), bool(row[3]))) for row in
                 _WAYS.all(desk.connection, most=most))  # fmt: skip


def keep_way(desk: Desk, person: str, way: Way) -> None:
    """Keep how a person works."""
    values = {"training": int(way.training), "guided": int(way.guided), "at": desk.at, "who": desk.who}
    _KEEP_WAY.do(desk.connection, person=person, **values)


def keep_result(desk: Desk, person: str, lesson: str, report: Report) -> None:
    """Keep how a lesson went."""
    _KEEP.run(
        desk.connection,
        person=person,
        lesson=lesson,
        begun_at=report.begun_at or desk.at,
        ended_at=report.ended_at or desk.at,
        station=desk.station,
        seconds=report.seconds,
        orders=len(report.tasks),
        closed=report.closed,
        packed_right=report.right,
        mistakes=report.mistakes,
        stops=report.stops,
        answered=report.answered,
        scans=report.scans,
        pressed=report.keys,
        tasks=json.dumps([asdict(each) for each in report.tasks]),
    )


def results(desk: Desk, most: int, person: str = "") -> tuple[Result, ...]:
    """Return lessons, the newest first; of one person, or of all."""
    if person:
        return tuple(map(result, _OF.all(desk.connection, most=most, person_is=person)))
    return tuple(map(result, _RESULTS.all(desk.connection, most=most)))


def result(row: Any) -> Result:  # noqa: ANN401 - a database row
    """Return a lesson of its row."""
    tasks = tuple(TaskDone(**each) for each in json.loads(row[-1] or "[]"))
    return Result._make((*row[:-1], tasks))


def scans(desk: Desk) -> tuple[Scanned, ...]:
    """Return every scan of the lesson whose company this is, oldest first."""
    return tuple(Scanned(*row) for row in _SCANS.all(desk.connection))


def packed(desk: Desk) -> dict[str, dict[str, int]]:
    """Return by order what the closed parcels of this lesson's company hold."""
    found: dict[str, dict[str, int]] = {}
    for order, sku, qty in _PACKED.all(desk.connection):
        found.setdefault(order, {})[sku] = int(qty)
    return found


def lines_of(desk: Desk, order_id: int) -> tuple[tuple[int, str, int], ...]:
    """Return line, SKU and units of what an order of the lesson asks for."""
    return tuple((row[0], row[1], row[2]) for row in _LINES.all(desk.connection, order_is=order_id))


def in_boxes(desk: Desk) -> dict[str, dict[str, int]]:
    """Return by order how many units of each product are in its box, closed or not."""
    found: dict[str, dict[str, int]] = {}
    for order, sku, qty in _BOXED.all(desk.connection):
        found.setdefault(order, {})[sku] = int(qty or 0)
    return found
