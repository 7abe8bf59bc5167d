"""Slots in which parcels wait that nobody works at: a shelf beside the bench, never a pile."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from warehouse_app.domain.returning.states import AT_BENCH
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import returning
from warehouse_app.store.statement import Statement

_r = returning.returns
_WAITS = or_(*(_r.c.state == each.value for each in sorted(AT_BENCH)))
_HERE = (_r.c.warehouse == bindparam("house_is"), _r.c.slot != "", _WAITS)
_IN = Statement(select(_r.c.id, _r.c.code).where(*_HERE, _r.c.slot == bindparam("slot_is")).order_by(_r.c.id))
_ALL = Statement(
    select(_r.c.slot, _r.c.id, _r.c.code, _r.c.kind).where(*_HERE).order_by(_r.c.id).limit(bindparam("most"))
)

_TABLE = Statement(select(_r.c.station).where(_r.c.id == bindparam("id_is")))

PREFIX = "RS-"
"""How the slots are called that the program gives out by itself: RS-01, RS-02, ..."""

MOST_PARKED = 1_000
"""Parked parcels that are looked at for a free slot."""


def parked_in(desk: Desk, warehouse: str, slot: str) -> tuple[int, str] | None:
    """Return number and code of the return that waits in a slot."""
    row = _IN.one(desk.connection, house_is=warehouse, slot_is=slot)
    return None if row is None else (int(row[0]), str(row[1]))


def parked(desk: Desk, warehouse: str, most: int) -> tuple[tuple[str, int, str, str], ...]:
    """Return slot, number, code and kind of the returns that wait in slots, oldest first."""
    rows = _ALL.all(desk.connection, house_is=warehouse, most=most)
    return tuple((str(row[0]), int(row[1]), str(row[2]), str(row[3])) for row in rows)


def next_free(desk: Desk, warehouse: str) -> str:
    """Return the first slot in which nothing waits."""
    taken = {row[0] for row in parked(desk, warehouse, MOST_PARKED)}
    return next(slot for n in range(1, MOST_PARKED + 2) if (slot := f"{PREFIX}{n:02d}") not in taken)


def table_of(desk: Desk, return_id: int) -> str:
    """Return the station on whose table a return is, or was last."""
    return str(_TABLE.scalar(desk.connection, id_is=return_id) or "")
