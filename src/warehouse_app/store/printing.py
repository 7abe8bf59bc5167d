"""The print ledger: one row a print job, moved only along the state table, and never without its expected state."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from warehouse_app.domain.printing.states import CONFIRMED, NEEDS_A_PERSON, PRINT_NEXT, UNFINISHED, PrintState
from warehouse_app.domain.printing.values import NO_CODE, OF_PARCEL, Document, PaperVoided, PrintJobRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, returning, trade
from warehouse_app.store.schema.base import WHOLE
from warehouse_app.store.statement import Statement

_j, _h, _o = floor.print_job, floor.print_hop, office.outbox
_p, _m, _b, _u = floor.parcel, floor.manifest, floor.batch, floor.shipping_unit
_order, _product, _place, _person = trade.orders, ledger.product, ledger.place, office.person

_ru, _rt = returning.return_unit, returning.returns
_OF_RETURN = select(_rt.c.code).where(_rt.c.id == _ru.c.return_id).correlate(_ru).scalar_subquery()
"""What people know a unit of a return by: its return."""


def _is(*documents: Document) -> ColumnElement[bool]:
    return or_(*(_j.c.document == document.value for document in sorted(documents)))


_REF = case((_is(Document.BADGE), null()), else_=cast(_j.c.ref, WHOLE))
"""The row a job is of; a badge's is a person, whose key is a text."""

CODED = (
    (tuple(sorted(OF_PARCEL)), _p, _p.c.code),
    ((Document.MANIFEST,), _m, _m.c.code),
    ((Document.PICKLIST,), _b, _b.c.code),
    ((Document.INVOICE,), _order, _order.c.code),
    ((Document.PRODUCT,), _product, _product.c.sku),
    ((Document.PLACE, Document.TOTE), _place, _place.c.code),
    ((Document.PALLET,), _u, _u.c.ref),
    ((Document.PUTAWAY,), _ru, _OF_RETURN),
    ((Document.COMEBACK,), _rt, _rt.c.code),
)
"""Documents -> the table whose row they are of, and what people know that row by."""

_CODE = case(
    (_is(Document.CODES), literal(NO_CODE)),
    else_=func.coalesce(*(code for _, _, code in CODED), _person.c.code, _j.c.ref),
)
"""The code of what a job is of: its parcel's, manifest's, order's, place's."""


def _tables() -> FromClause:
    joined: FromClause = _j
    for documents, table, _ in CODED:
        joined = joined.outerjoin(table, and_(_is(*documents), table.c.id == _REF))
    return joined.outerjoin(_person, and_(_is(Document.BADGE), _person.c.id == _j.c.ref))


ROWS = select(
    _j.c.id,
    _j.c.intent,
    _j.c.document,
    _j.c.ref,
    _CODE,
    _j.c.printer,
    _j.c.state,
    _j.c.copy,
    _j.c.attempts,
    _j.c.trouble,
    _j.c.at,
    _j.c.changed_at,
    _j.c.who,
    _j.c.chosen,
    _j.c.pressed_at,
    _j.c.content_hash,
    _j.c.reason,
    _j.c.trace,
).select_from(_tables())
_OF_REF = (_j.c.document == bindparam("document_is"), _j.c.ref == bindparam("ref_is"))
_BY_ID = Statement(ROWS.where(_j.c.id == bindparam("id_is")))
_BY_INTENT = Statement(ROWS.where(_j.c.intent == bindparam("intent_is")))
_NEWEST = Statement(ROWS.where(*_OF_REF).order_by(_j.c.copy.desc(), _j.c.id.desc()).limit(1))
_ORPHANS = Statement(ROWS.where(or_(*(_j.c.state == state.value for state in sorted(UNFINISHED)))).order_by(_j.c.id))
_TROUBLED = Statement(
    ROWS.where(
        or_(
            *(and_(_j.c.state == state.value, _j.c.trouble != PaperVoided.code) for state in sorted(NEEDS_A_PERSON)),
            and_(or_(_j.c.state == "wanted", _j.c.state == "sent"), _j.c.trouble != ""),
        )
    )
    .order_by(_j.c.id)
    .limit(bindparam("most"))
)
_SUPERSEDED = Statement(
    select(func.count())
    .select_from(_j)
    .where(*_OF_REF, _j.c.copy > bindparam("copy_is"), or_(*(_j.c.state == state.value for state in sorted(CONFIRMED))))
)
_LAST_COPY = Statement(select(func.max(_j.c.copy)).where(*_OF_REF))
_MAKE = Statement(
    insert(_j).values(
        intent=bindparam("intent"),
        document=bindparam("document"),
        ref=bindparam("ref"),
        printer=bindparam("printer"),
        state="wanted",
        copy=bindparam("copy"),
        at=bindparam("at"),
        changed_at=bindparam("at"),
        who=bindparam("who"),
        reason=bindparam("reason"),
    )
)
_HOP = Statement(
    insert(_h).from_select(
        ["job_id", "state", "printer", "trouble", "at", "who"],
        select(_j.c.id, _j.c.state, _j.c.printer, _j.c.trouble, *(bindparam(n, type_=Text) for n in ("at", "who")))
        .where(_j.c.id == bindparam("id_is")),
    )
)  # fmt: skip
_PRESS = Statement(
    update(_j).where(_j.c.id == bindparam("id_is")).values(pressed_at=bindparam("at"), chosen=bindparam("chosen"))
)
_IS_AT = Statement(
    select(_j.c.id).where(
        _j.c.id == bindparam("id_is"), _j.c.state == PrintState.WANTED.value, _j.c.printer == bindparam("printer_is")
    )
)
_PRINTER = Statement(update(_j).where(_j.c.id == bindparam("id_is")).values(printer=bindparam("printer"), trouble=""))
_NOTE = Statement(
    update(_j)
    .where(_j.c.id == bindparam("id_is"), _j.c.trouble != bindparam("known"))
    .values(trouble=bindparam("trouble"))
)
_BENCH_OF = Statement(
    select(floor.pack.c.station)
    .where(floor.pack.c.parcel_id == bindparam("parcel_is"))
    .order_by(floor.pack.c.id.desc())
    .limit(1)
)


def as_row(row: Any) -> PrintJobRow:  # noqa: ANN401 - a database row
    """Return a row of `ROWS` as a value."""
    trouble, _, detail = str(row[9]).partition(" ")
    return PrintJobRow(*(*row[:9], trouble, detail, *row[10:18]))


def get(desk: Desk, job_id: int) -> PrintJobRow | None:
    """Return a job."""
    row = _BY_ID.one(desk.connection, id_is=job_id)
    return None if row is None else as_row(row)


def newest(desk: Desk, document: str, ref: str) -> PrintJobRow | None:
    """Return the last copy of a paper that was asked for."""
    row = _NEWEST.one(desk.connection, document_is=document, ref_is=ref)
    return None if row is None else as_row(row)


def ensure(desk: Desk, intent: str, document: str, ref: str, who: str, reason: str = "") -> PrintJobRow:
    """Return the one job of an intent, written now if it is new; each further job of a paper is its next copy."""
    row = _BY_INTENT.one(desk.connection, intent_is=intent)
    if row is None:
        values = {"intent": intent, "document": document, "ref": ref, "printer": "", "who": who, "reason": reason}
        _MAKE.run(desk.connection, copy=last_copy(desk, document, ref) + 1, at=desk.at, **values)
        made = as_row(_BY_INTENT.one(desk.connection, intent_is=intent))
        hop(desk, made.id)
        return made
    return as_row(row)


_MOVE = Statement(
    update(_j)
    .where(_j.c.id == bindparam("id_is"), _j.c.state == bindparam("state_is"))
    .values(
        state=bindparam("to_state"), changed_at=bindparam("at"), trouble=bindparam("trouble"),
        content_hash=func.coalesce(bindparam("content_hash", type_=_j.c.content_hash.type), _j.c.content_hash),
        attempts=func.coalesce(bindparam("attempts", type_=_j.c.attempts.type), _j.c.attempts),
        copy=func.coalesce(bindparam("copy_now", type_=_j.c.copy.type), _j.c.copy),
        reason=func.coalesce(bindparam("reason", type_=_j.c.reason.type), _j.c.reason),
        trace=func.coalesce(bindparam("trace", type_=_j.c.trace.type), _j.c.trace),
    )
)  # fmt: skip


def last_copy(desk: Desk, document: str, ref: str) -> int:
    """Return the number of the last copy of a paper, 0 before the first."""
    return int(_LAST_COPY.scalar(desk.connection, document_is=document, ref_is=ref) or 0)


def point_to(desk: Desk, job_id: int, printer: str) -> None:
    """Let a waiting job go to another printer; why the first one did not print it is no trouble of the second."""
    _PRINTER.run(desk.connection, id_is=job_id, printer=printer)
    hop(desk, job_id)


def press(desk: Desk, job_id: int, printer: str) -> None:
    """A person wants the job tried now, at the printer named, or ("") at its station's own."""
    _PRESS.run(desk.connection, id_is=job_id, at=desk.at, chosen=printer)


def still_wanted(desk: Desk, job_id: int, printer: str) -> bool:
    """Tell whether the job still waits for that printer: a person may have sent it elsewhere or cancelled it."""
    return _IS_AT.one(desk.connection, id_is=job_id, printer_is=printer) is not None


def hop(desk: Desk, job_id: int) -> None:
    """Write the step a job has just made into its story, as it stands now."""
    _HOP.run(desk.connection, id_is=job_id, at=desk.at, who=desk.who)


def note(desk: Desk, job_id: int, trouble: str) -> None:
    """Keep why a waiting job waits; the same reason again is no new step."""
    if _NOTE.run(desk.connection, id_is=job_id, trouble=trouble, known=trouble).rowcount:
        hop(desk, job_id)


def move(
    desk: Desk,
    job_id: int,
    state: PrintState,
    to: PrintState,
    *,
    trouble: str = "",
    content_hash: str | None = None,
    attempts: int | None = None,
    copy: int | None = None,
    reason: str | None = None,
    trace: str | None = None,
) -> None:
    """Move a job that is in `state` along the table; a job found elsewhere is a bug, for its mover held the lease.

    What is None stays as it is.
    """
    assert to in PRINT_NEXT[state], f"a print job does not go from {state} to {to}"
    done = _MOVE.run(
        desk.connection, id_is=job_id, state_is=state.value, to_state=to.value, at=desk.at,
        trouble=trouble, content_hash=content_hash, attempts=attempts, copy_now=copy, reason=reason, trace=trace,
    )  # fmt: skip
    if done.rowcount != 1:
        message = f"print job {job_id} is no longer {state}"
        raise LookupError(message)
    hop(desk, job_id)


def unfinished(desk: Desk) -> tuple[PrintJobRow, ...]:
    """Return jobs that some worker had begun, or that wait; oldest first."""
    return tuple(as_row(row) for row in _ORPHANS.all(desk.connection))


def troubled(desk: Desk, most: int) -> tuple[PrintJobRow, ...]:
    """Return jobs that wait with a reason (here or at their printer) or for a person, oldest first.

    One that needs a person drops out once a later copy of the same paper was confirmed.
    """
    rows = [as_row(row) for row in _TROUBLED.all(desk.connection, most=most)]
    by_itself = {PrintState.WANTED.value, PrintState.SENT.value}
    return tuple(row for row in rows if row.state in by_itself or not _superseded(desk, row))


def _superseded(desk: Desk, row: PrintJobRow) -> bool:
    return bool(_SUPERSEDED.scalar(desk.connection, document_is=row.document, ref_is=row.ref, copy_is=row.copy))


def find(desk: Desk, states: tuple[str, ...], limit: int, document: str, ref: str) -> tuple[PrintJobRow, ...]:
    """Return jobs in these states (all when none is named), newest first."""
    question = ROWS.order_by(_j.c.id.desc()).limit(limit)
    if states:
        question = question.where(or_(*(_j.c.state == state for state in states)))
    if document:
        question = question.where(_j.c.document == document)
    if ref:
        question = question.where(_j.c.ref == ref)
    return tuple(as_row(row) for row in desk.connection.execute(question))


def bench_of(desk: Desk, parcel_id: int) -> str:
    """Return the station where a parcel was packed last."""
    return str(_BENCH_OF.scalar(desk.connection, parcel_is=parcel_id) or "")
