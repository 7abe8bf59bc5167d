"""Things at the dock that nobody knows: set aside under their code, and dealt with later."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import purchasing
from warehouse_app.store.statement import Ahead, Statement, ahead

LONGEST_NOTE = 200

_p = purchasing.parked
_NEW = Statement(insert(_p).values({c.name: bindparam(c.name) for c in _p.c if c.name not in ("id", "solved_at")}))
_COLUMNS = (_p.c.id, _p.c.receipt_id, _p.c.barcode, _p.c.note, _p.c.qty, _p.c.at, _p.c.who, _p.c.solved_at)
_OF = Statement(select(*_COLUMNS).where(_p.c.receipt_id == bindparam("receipt_is")).order_by(_p.c.id))
_ONE = Statement(select(*_COLUMNS).where(_p.c.id == bindparam("id_is")))
_QTY = Statement(update(_p).where(_p.c.id == bindparam("id_is")).values(qty=bindparam("to")))
_NOTE = Statement(update(_p).where(_p.c.id == bindparam("id_is")).values(note=bindparam("to")))
_SOLVE = Statement(
    update(_p).where(_p.c.id == bindparam("id_is"), _p.c.solved_at.is_(None)).values(solved_at=bindparam("at_is"))
)
_COUNT = Statement(select(func.count()).where(_p.c.receipt_id == bindparam("receipt_is"), _p.c.solved_at.is_(None)))


class ParkedRow(NamedTuple):
    """One thing set aside. `solved_at` is None as long as nobody dealt with it."""

    id: int
    receipt_id: int
    barcode: str
    note: str
    qty: int
    at: str
    who: str
    solved_at: str | None


def park(desk: Desk, receipt_id: int, barcode: str, qty: int, note: str = "") -> int:
    """Set something aside under its code; return its number."""
    told = {"barcode": barcode, "note": note[:LONGEST_NOTE], "qty": qty}
    return _NEW.key(desk.connection, receipt_id=receipt_id, **told, at=desk.at, who=desk.who)


def get(desk: Desk, parked_id: int) -> ParkedRow | None:
    """Return one parked thing."""
    row = _ONE.one(desk.connection, id_is=parked_id)
    return None if row is None else ParkedRow(*row)


def of(desk: Desk, receipt_id: int) -> tuple[ParkedRow, ...]:
    """Return what was set aside under a receipt, solved or not."""
    return tuple(ParkedRow(*row) for row in _OF.all(desk.connection, receipt_is=receipt_id))


def ahead_of_count(receipt_id: int) -> Ahead:
    """Return the question how many things wait under a receipt."""
    return ahead(_COUNT, receipt_is=receipt_id)


def count(desk: Desk, receipt_id: int) -> int:
    """Return how many things wait under a receipt."""
    return int(_COUNT.scalar(desk.connection, receipt_is=receipt_id))


def set_qty(desk: Desk, parked_id: int, qty: int) -> None:
    """Correct how many there are."""
    _QTY.run(desk.connection, id_is=parked_id, to=qty)


def set_note(desk: Desk, parked_id: int, note: str) -> None:
    """Keep what became of it."""
    _NOTE.run(desk.connection, id_is=parked_id, to=note)


def solve(desk: Desk, parked_id: int) -> bool:
    """Note that somebody dealt with it; False where somebody did before."""
    return _SOLVE.run(desk.connection, id_is=parked_id, at_is=desk.at).rowcount == 1
