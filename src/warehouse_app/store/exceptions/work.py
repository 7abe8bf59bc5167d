"""Exceptions about work: carts, packs, counts and benches that nobody touches, and a weight that waits for a word."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from warehouse_app.domain.bench import Work
from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.money import hundredths
from warehouse_app.store.schema import counting, floor, ledger, office, trade
from warehouse_app.store.statement import Statement

_b, _bo, _k, _n, _s = floor.batch, floor.batch_order, floor.pack, floor.bench, floor.scan
_o, _c, _p, _person = trade.orders, counting.count_request, ledger.place, office.person
WEIGHT = "weight"
"""What a pack bench asks while a weight that differs waits (`application/packing/weighing.DIFFERS`)."""


def _one_of(column: Any, *values: str) -> Any:  # noqa: ANN401 - expressions of Core
    return or_(*(column == value for value in values))


_LAST_AT = Statement(
    select(_s.c.station, _s.c.work, func.max(_s.c.at))
    .where(_s.c.seq >= bindparam("from_seq"))
    .group_by(_s.c.station, _s.c.work)
)
_BATCHES = Statement(
    select(
        *(_b.c.id, _b.c.code, _b.c.state, _b.c.station, _b.c.cart, func.coalesce(_person.c.code, "")),
        *(func.coalesce(_person.c.name, ""), func.coalesce(_b.c.started_at, _b.c.released_at, "")),
        *(func.count(func.distinct(_o.c.id)), func.min(_o.c.ship_by)),
        *(func.sum(hundredths(_o.c.total_minor, _o.c.currency)), _b.c.claim),
    )
    .join(_bo, and_(_bo.c.batch_id == _b.c.id, _bo.c.trip == 1))
    .join(_o, _o.c.id == _bo.c.order_id)
    .outerjoin(_person, _person.c.id == _b.c.person)
    .where(
        or_(
            _b.c.state == "suspended",
            and_(_b.c.state == "released", _b.c.released_at < bindparam("unclaimed")),
            and_(_b.c.state == "picking", _b.c.started_at < bindparam("quiet")),
        )
    )
    .group_by(
        *(_b.c.id, _b.c.code, _b.c.state, _b.c.station, _b.c.cart, _person.c.code, _person.c.name),
        *(_b.c.started_at, _b.c.released_at, _b.c.claim),
    )
    .order_by(func.min(_o.c.ship_by), _b.c.id)
    .limit(bindparam("many"))
)
_PACKS = Statement(
    select(
        *(_k.c.id, _k.c.state, _k.c.station, _k.c.opened_at, _o.c.code, _o.c.ship_by),
        *(hundredths(_o.c.total_minor, _o.c.currency), _o.c.id),
        *(func.coalesce(_person.c.code, ""), func.coalesce(_person.c.name, "")),
    )
    .join(_o, _o.c.id == _k.c.order_id)
    .outerjoin(_person, _person.c.id == _k.c.person)
    .where(
        _k.c.closed_at.is_(None),
        or_(
            _one_of(_k.c.state, "paused", "exception", "hold"),
            and_(_one_of(_k.c.state, "open", "verifying", "boxed"), _k.c.opened_at < bindparam("quiet")),
        ),
    )
    .order_by(_o.c.ship_by, _k.c.id)
    .limit(bindparam("many"))
)
_COUNTING = Statement(
    select(_c.c.id, _p.c.code, _c.c.station, _c.c.started_at, _c.c.round)
    .add_columns(func.coalesce(_person.c.code, ""), func.coalesce(_person.c.name, ""))
    .join(_p, _p.c.id == _c.c.place_id)
    .outerjoin(_person, _person.c.id == _c.c.person)
    .where(_c.c.state == "counting", _c.c.started_at < bindparam("quiet"))
    .order_by(_c.c.id)
    .limit(bindparam("many"))
)
_BENCHES = Statement(
    select(_n.c.station, _n.c.work, _n.c.ref, _n.c.stop, _n.c.memory, _n.c.at)
    .where(or_(and_(_n.c.stop != "", _n.c.at < bindparam("quiet")), _n.c.work == Work.PACK.value))
    .order_by(_n.c.station, _n.c.work)
    .limit(bindparam("many"))
)
_PACK_ORDER = Statement(
    select(_o.c.id, _o.c.code, _o.c.ship_by, hundredths(_o.c.total_minor, _o.c.currency))
    .join(_o, _o.c.id == _k.c.order_id)
    .where(_k.c.id == bindparam("pack_is"))
)


class Quiet(NamedTuple):
    """Moments before which work counts as left: begun work, work nobody took, a Stop nobody saw."""

    work: str
    unclaimed: str
    stop: str


LastAt = dict[tuple[str, str], str]
"""Station and work -> its last scan."""


def last_scans(desk: Desk, from_seq: int) -> LastAt:
    """Return when each station scanned last, of the scans since one of them."""
    return {(row[0], row[1]): row[2] for row in _LAST_AT.all(desk.connection, from_seq=from_seq)}


def batches(desk: Desk, quiet: Quiet, last: LastAt, many: int) -> list[Case]:
    """Return batches that rest, that nobody took, or that nobody scanned for."""
    found = []
    for row in _BATCHES.all(desk.connection, quiet=quiet.work, unclaimed=quiet.unclaimed, many=many):
        _id, code, state, station, cart, person, name, since, orders, due, value, claim = row
        touched = last.get((station, Work.PICK.value), "")
        if state == "picking":
            if touched >= quiet.work:
                continue
            since = max(since, touched)
        facts = {
            "batch": code, "id": int(_id), "state": state, "station": station, "cart": cart, "person": person,
            "name": name,
        }  # fmt: skip
        mark = f"{state}/{claim}/{since}"
        found.append(Case(CaseKind.BATCH, code, int(orders), due or "", since, int(value or 0), mark, facts))
    return found


def packs(desk: Desk, quiet: Quiet, last: LastAt, many: int) -> list[Case]:
    """Return orders that rest half packed."""
    found = []
    for row in _PACKS.all(desk.connection, quiet=quiet.work, many=many):
        pack, state, station, since, order, due, value, order_id, person, name = row
        if state in ("open", "verifying", "boxed"):
            touched = last.get((station, Work.PACK.value), "")
            if touched >= quiet.work:
                continue
            since = max(since, touched)
        facts = {
            "order": order, "id": int(order_id), "state": state, "station": station, "person": person, "name": name,
        }  # fmt: skip
        found.append(Case(CaseKind.PACK, str(pack), 1, due, since, int(value), f"{state}/{since}", facts))
    return found


def countings(desk: Desk, quiet: Quiet, last: LastAt, many: int) -> list[Case]:
    """Return counts that were begun and left."""
    found = []
    for row in _COUNTING.all(desk.connection, quiet=quiet.work, many=many):
        number, place, station, since, turn, person, name = row
        touched = last.get((station, Work.COUNT.value), "")
        if touched < quiet.work:
            since = max(since, touched)
            facts = {"place": place, "station": station, "person": person, "name": name}
            found.append(Case(CaseKind.COUNTING, str(number), 0, "", since, 0, f"{turn}/{since}", facts))
    return found


def benches(desk: Desk, quiet: Quiet, many: int) -> list[Case]:
    """Return benches at which a Stop waits, and weights that wait for a decision."""
    found = []
    for station, work, ref, stop, memory, at in _BENCHES.all(desk.connection, quiet=quiet.stop, many=many):
        if stop and at < quiet.stop:
            facts = {"station": station, "work": work, "stop": stop}
            found.append(Case(CaseKind.STOP, f"{station}.{work}", 0, "", at, 0, at, facts))
        remembered = json.loads(memory or "{}")
        if work == Work.PACK.value and remembered.get("next") == WEIGHT and ref is not None:
            row = _PACK_ORDER.one(desk.connection, pack_is=ref)
            if row is not None:
                facts = {
                    "station": station, "order": row[1], "id": int(row[0]), "grams": int(remembered.get("grams") or 0),
                }  # fmt: skip
                found.append(Case(CaseKind.WEIGHT, station, 1, row[2], at, int(row[3]), at, facts))
    return found
