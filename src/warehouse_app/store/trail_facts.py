"""One row of the audit trail opened: its entries with legs, its scan, its promises, its no; how the trail stands; and
what lay somewhere at a moment.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select

from warehouse_app.domain.jsonable import TAG
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.ledger.trail import (
    EntryFact,
    Held,
    LegFact,
    PromiseFact,
    ScanFact,
    ThingKind,
    TrailFacts,
    TrailRow,
    TrailState,
)
from warehouse_app.domain.places import OUTSIDE
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement
from warehouse_app.store.trail_list import ROWS, as_row

MOST_LEGS = 2_000
"""Legs of one command that are shown."""

MOST_PROMISES = 500

_a, _e, _g, _i, _c = ledger.audit, ledger.entry, ledger.leg, ledger.item, ledger.command
_s, _o, _l, _w, _h = floor.scan, trade.orders, trade.order_line, ledger.promise_log, ledger.seal_head
_from, _to, _place = ledger.place.alias("came_from"), ledger.place.alias("went_to"), ledger.place
_BY_SEQ = Statement(ROWS.where(_a.c.seq == bindparam("seq_is")))
_BY_COMMAND = Statement(ROWS.where(_a.c.command_id == bindparam("command_is")))
_LEGS = Statement(
    select(
        *(_e.c.id, _e.c.kind, _e.c.why, func.coalesce(_e.c.reverses, "")),
        *(_i.c.sku, _i.c.lot, _i.c.serial, _from.c.code, _to.c.code, _g.c.qty),
    )
    .select_from(_e)
    .outerjoin(_g, _g.c.entry_seq == _e.c.seq)
    .outerjoin(_i, _i.c.id == _g.c.item_id)
    .outerjoin(_from, _from.c.id == _g.c.source)
    .outerjoin(_to, _to.c.id == _g.c.target)
    .where(_e.c.command_id == bindparam("command_is"))
    .order_by(_e.c.seq, _g.c.n)
    .limit(bindparam("most"))
)
_SCAN = Statement(
    select(_s.c.raw, _s.c.device, _s.c.work, _s.c.verdict, _s.c.code, func.coalesce(_o.c.code, ""))
    .select_from(_s.outerjoin(_o, _o.c.id == _s.c.order_id))
    .where(_s.c.id == bindparam("command_is"))
)
_PROMISES = Statement(
    select(
        *(_w.c.what, _w.c.qty, func.coalesce(_o.c.code, ""), func.coalesce(_l.c.sku, "")),
        *(func.coalesce(_place.c.code, ""), _w.c.why),
    )
    .select_from(_w)
    .outerjoin(_l, (_w.c.purpose == Purpose.LINE.value) & (_l.c.id == _w.c.ref))
    .outerjoin(_o, _o.c.id == _l.c.order_id)
    .outerjoin(_place, _place.c.id == _w.c.place_id)
    .where(_w.c.command_id == bindparam("command_is"))
    .order_by(_w.c.seq)
    .limit(bindparam("most"))
)
_OUTCOME = Statement(select(_c.c.outcome).where(_c.c.id == bindparam("command_is")))
_SEALED = Statement(select(func.max(_h.c.n)).where(_h.c.writer == bindparam("writer_is")))
_COUNTED = Statement(select(func.count(), func.count(_a.c.writer.distinct())).select_from(_a))


def row_of(desk: Desk, link: str) -> TrailRow | None:
    """Return the row of that number, or of that command."""
    found = _BY_SEQ.one(desk.connection, seq_is=int(link)) if link.isdecimal() else None
    found = found or _BY_COMMAND.one(desk.connection, command_is=link)
    return None if found is None else as_row(found)


def facts_of(desk: Desk, row: TrailRow) -> TrailFacts:
    """Return all that a link's command left."""
    scan = _SCAN.one(desk.connection, command_is=row.command)
    promises = _PROMISES.all(desk.connection, command_is=row.command, most=MOST_PROMISES)
    sealed = int(_SEALED.scalar(desk.connection, writer_is=row.writer) or 0)
    return TrailFacts(
        row=row,
        sealed=row.n <= sealed,
        entries=_entries(desk, row.command),
        scan=None if scan is None else ScanFact(*scan),
        promises=tuple(PromiseFact(*each) for each in promises),
        refusal=_refusal(desk, row.command),
    )


def _entries(desk: Desk, command: str) -> tuple[EntryFact, ...]:
    found = []
    rows = _LEGS.all(desk.connection, command_is=command, most=MOST_LEGS)
    for head, legs in groupby(rows, key=lambda row: (row[0], row[1], row[2], row[3])):
        found.append(EntryFact(*head, legs=tuple(LegFact(*leg[4:]) for leg in legs if leg[9] is not None)))
    return tuple(found)


def _refusal(desk: Desk, command: str) -> dict[str, object]:
    outcome = json.loads(_OUTCOME.scalar(desk.connection, command_is=command) or "{}")
    return {name: value for name, value in (outcome.get("refusal") or {}).items() if name != TAG}


def state(desk: Desk, newest: tuple[int, str, str] | None, unsealed: int) -> TrailState:
    """Return how the trail stands. `newest` is number, hash and time of the newest seal."""
    links, writers = _COUNTED.one(desk.connection) or (0, 0)
    number, hashed, at = newest or (0, "", "")
    return TrailState(int(links), int(writers), number, at, hashed, unsealed)


def held_at(desk: Desk, kind: ThingKind, ref: str, at: str, most: int) -> tuple[Held, ...]:
    """Return what lay in a place, or where a product lay, at a moment: the sum of all legs up to it."""
    if kind is ThingKind.PLACE:
        return _held_in(desk, int(ref), at, most)
    return _held_of(desk, ref, at, most)


_WHAT = (_i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade)


def _held_in(desk: Desk, place: int, at: str, most: int) -> tuple[Held, ...]:
    qty = func.sum(case((_g.c.target == place, _g.c.qty), else_=-_g.c.qty))
    code = select(_place.c.code).where(_place.c.id == place).scalar_subquery()
    question = (
        select(code, *_WHAT, qty)
        .join_from(_g, _e, _e.c.seq == _g.c.entry_seq)
        .join(_i, _i.c.id == _g.c.item_id)
        .where(or_(_g.c.source == place, _g.c.target == place), _e.c.at <= at)
        .group_by(*_WHAT)
        .having(qty != 0)
        .order_by(*_WHAT)
        .limit(most)
    )
    return tuple(Held(*row) for row in desk.connection.execute(question))


def _held_of(desk: Desk, sku: str, at: str, most: int) -> tuple[Held, ...]:
    went = _moved(_g.c.target, _g.c.qty, sku, at).union_all(_moved(_g.c.source, -_g.c.qty, sku, at)).subquery()
    qty = func.sum(went.c.qty)
    left = select(floor.parcel.c.place_id).where(floor.parcel.c.handed_at <= at)
    inside = and_(~_place.c.kind.in_([kind.value for kind in OUTSIDE]), ~_place.c.id.in_(left))
    question = (
        select(_place.c.code, *_WHAT, qty)
        .join_from(went, _place, _place.c.id == went.c.place)
        .join(_i, _i.c.id == went.c.item)
        .where(inside)
        .group_by(_place.c.code, *_WHAT)
        .having(qty != 0)
        .order_by(_place.c.code, *_WHAT)
        .limit(most)
    )
    return tuple(Held(*row) for row in desk.connection.execute(question))


def _moved(place: ColumnElement[int], qty: ColumnElement[int], sku: str, at: str) -> Any:  # noqa: ANN401 - a selection
    return (
        select(place.label("place"), qty.label("qty"), _g.c.item_id.label("item"))
        .join_from(_g, _e, _e.c.seq == _g.c.entry_seq)
        .where(_g.c.item_id.in_(select(_i.c.id).where(_i.c.sku == sku)), _e.c.at <= at)
    )
