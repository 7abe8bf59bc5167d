"""The outbox as a queue: what is due, and how a row's turn ended. Rows are put there by `Desk.put_outbox`."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, or_, select, update

from warehouse_app.domain.outbox import OutboxRow, OutboxState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office
from warehouse_app.store.statement import Statement

_o = office.outbox
_DUE = Statement(
    select(_o.c.id, _o.c.intent, _o.c.kind, _o.c.payload, _o.c.attempts)
    .where(_o.c.state == "waiting", _o.c.next_at <= bindparam("now"))
    .order_by(_o.c.id)
    .limit(bindparam("most"))
)
_STILL = _o.c.state == "waiting"
_DONE = Statement(
    update(_o)
    .where(_o.c.id == bindparam("id_is"), _STILL)
    .values(state="done", trouble="", done_at=bindparam("at"), next_at=bindparam("at"))
)
_LATER = Statement(
    update(_o)
    .where(_o.c.id == bindparam("id_is"), _STILL)
    .values(attempts=_o.c.attempts + bindparam("more"), next_at=bindparam("next_at"), trouble=bindparam("trouble"))
)
_PARK = Statement(
    update(_o)
    .where(_o.c.id == bindparam("id_is"), _STILL)
    .values(state="parked", attempts=_o.c.attempts + 1, trouble=bindparam("trouble"))
)
_SETTLE = Statement(
    update(_o).where(_o.c.intent == bindparam("intent_is")).values(state="done", trouble="", done_at=bindparam("at"))
)
_PARK_INTENT = Statement(
    update(_o).where(_o.c.intent == bindparam("intent_is")).values(state="parked", trouble=bindparam("trouble"))
)
_AGAIN = Statement(
    update(_o)
    .where(_o.c.intent == bindparam("intent_is"))
    .values(state="waiting", trouble="", attempts=0, next_at=bindparam("at"), done_at=None)
)
_PAYLOAD = Statement(select(_o.c.payload).where(_o.c.intent == bindparam("intent_is")))
_NEWEST_SCAN = Statement(select(floor.scan.c.at).order_by(floor.scan.c.seq.desc()).limit(1))
_STATE = Statement(select(_o.c.state).where(_o.c.intent == bindparam("intent_is")))
# "label:12" itself, and all from "label:12:" up to the sign after ":", by the index on the intent.
_OF_PAPER = or_(
    _o.c.intent == bindparam("intent_is"), and_(_o.c.intent >= bindparam("begins"), _o.c.intent < bindparam("ends"))
)
_COUNT = Statement(select(func.count()).select_from(_o).where(_OF_PAPER))
_PENDING = Statement(select(_o.c.id).where(_OF_PAPER, _STILL).limit(1))
_WAITING = Statement(
    select(_o.c.kind, _o.c.trouble, func.count(), func.min(_o.c.at))
    .where(or_(_o.c.state == "waiting", _o.c.state == "parked"))
    .group_by(_o.c.kind, _o.c.trouble)
    .order_by(_o.c.kind, _o.c.trouble)
)


def due(desk: Desk, now: str, most: int) -> tuple[OutboxRow, ...]:
    """Return rows whose turn it is, oldest first, at most `most`."""
    rows = _DUE.all(desk.connection, now=now, most=most)
    return tuple(OutboxRow(row[0], row[1], row[2], row[3], row[4]) for row in rows)


def done(desk: Desk, row: OutboxRow) -> None:
    """The row is done."""
    _DONE.run(desk.connection, id_is=row.id, at=desk.at)


def later(desk: Desk, row: OutboxRow, trouble: str, next_at: str, *, counts: bool) -> None:
    """The row waits until `next_at`; `counts` tells whether it was tried."""
    _LATER.run(desk.connection, id_is=row.id, trouble=trouble, next_at=next_at, more=int(counts))


def park(desk: Desk, row: OutboxRow, trouble: str) -> None:
    """The row waits for a person."""
    _PARK.run(desk.connection, id_is=row.id, trouble=trouble)


def settle(desk: Desk, intent: str) -> None:
    """A person or a scan has told that it is done, whatever state the row was in."""
    _SETTLE.run(desk.connection, intent_is=intent, at=desk.at)


def payload_of(desk: Desk, intent: str) -> str:
    """Return what a row known by its intent carries, "" where there is none."""
    return str(_PAYLOAD.scalar(desk.connection, intent_is=intent) or "")


def scanned_since(desk: Desk, moment: str) -> bool:
    """Tell whether anybody has scanned since then."""
    newest = _NEWEST_SCAN.scalar(desk.connection)
    return newest is not None and newest > moment


def park_intent(desk: Desk, intent: str, trouble: str) -> None:
    """A row known by its intent waits for a person."""
    _PARK_INTENT.run(desk.connection, intent_is=intent, trouble=trouble)


def again(desk: Desk, intent: str) -> None:
    """A person wants the row tried again, now."""
    _AGAIN.run(desk.connection, intent_is=intent, at=desk.at)


def state_of(desk: Desk, intent: str) -> OutboxState | None:
    """Return the state of the row with that intent."""
    found = _STATE.scalar(desk.connection, intent_is=intent)
    return None if found is None else OutboxState(found)


def count(desk: Desk, asked: str) -> int:
    """Return how many rows there are with the intent `asked` (`label:12`) or one numbered after it (`label:12:1`)."""
    return int(_COUNT.scalar(desk.connection, **_numbered(asked)))


def is_pending(desk: Desk, asked: str) -> bool:
    """Tell whether one of those rows still waits for its turn."""
    return _PENDING.scalar(desk.connection, **_numbered(asked)) is not None


def _numbered(asked: str) -> dict[str, str]:
    return {"intent_is": asked, "begins": f"{asked}:", "ends": f"{asked};"}


def waiting(desk: Desk) -> tuple[tuple[str, str, int, str], ...]:
    """Return what is not done, by kind and trouble: kind, trouble, how many, since when."""
    return tuple((row[0], row[1], row[2], row[3]) for row in _WAITING.all(desk.connection))
