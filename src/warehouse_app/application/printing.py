"""What people do about printing: ask for a paper again, tell whether an uncertain job printed, see what waits and why.

The printing itself is the worker's (`application.print_worker`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from warehouse_app.application import printable
from warehouse_app.application.print_routing import route_of
from warehouse_app.application.print_worker import PRINTS, REF_NAMES
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.units import numbered
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.states import CONFIRMED, NEVER_LEFT, UNFINISHED, PrintState
from warehouse_app.domain.printing.values import (
    ASKED_REASONS,
    Document,
    NoSuchPaper,
    NoSuchStation,
    NothingToAnswer,
    PrintAsked,
    PrinterRow,
    PrintJobRow,
    PrintNotice,
    ReasonNeeded,
    ReprintReason,
    StillWaiting,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import devices, outbox, printing
from warehouse_app.store.desk import Desk

MOST_NOTICED = 200
"""Jobs looked at for the notices."""

_KIND_OF = {document: kind for kind, document in PRINTS.items()}
_BY_HAND = frozenset({"printer_language", "printer_target", "printer_folder"})
"""Reasons that do not pass by themselves: somebody has to change the set-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAgain(Command):
    """Print a paper (once more): `document` is a `Document`, `ref` the row it is of, as text.

    A further copy of an address label shows REPRINT n. What came out before is printed again only with a reason
    (`ASKED_REASONS`).
    """

    document: str
    ref: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPaper(Command):
    """Print a paper of what has this code; a pallet without a number is given one. As `PrintAgain` in all else.

    `at_station` is asked for it, the station of the person where it is empty; `channel` is an order's.
    """

    document: str
    code: str
    at_station: str = ""
    reason: str = ""
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnknownPrint(Command):
    """A person has looked: the job printed, or it did not and is printed again (a label then shows REPRINT n)."""

    job_id: int
    printed: bool


@handles(PrintAgain, right=Right.PRINT, answer=PrintAsked)
def print_again(desk: Desk, command: PrintAgain, session: Session) -> PrintAsked:
    """Ask for a further copy. Raises Refused (NoSuchPaper, StillWaiting, ReasonNeeded, BadgeIsSecret)."""
    document = _document(command.document, command.ref)
    if not printable.is_ref(document, command.ref):
        raise Refused(NoSuchPaper(command.document, command.ref))
    return ask_print(desk, document, command.ref, session.station, command.reason)


@handles(PrintPaper, right=Right.PRINT, answer=PrintAsked)
def print_paper(desk: Desk, command: PrintPaper, session: Session) -> PrintAsked:
    """Ask for a paper by its code. Raises Refused as `print_again` does, and (NoSuchStation, NoPrefix, NoSuchOrder)."""
    document = _document(command.document, command.code)
    station = command.at_station.strip().upper()
    if station and devices.station(desk, station) is None:
        raise Refused(NoSuchStation(command.at_station))
    if document is Document.PALLET:
        numbered(desk, command.code)
    document = printable.of_what(desk, document, command.code)
    ref = printable.find(desk, document, command.code, command.channel)
    return ask_print(desk, document, ref, station or session.station, command.reason)


def _document(name: str, of: str) -> Document:
    if name not in set(Document):
        raise Refused(NoSuchPaper(name, of))
    return Document(name)


def ask_print(desk: Desk, document: Document, ref: str, station: str, reason: str = "") -> PrintAsked:
    """Put a paper in the outbox, to be printed at `station`; for handlers. Raises Refused as `print_again` does."""
    printable.gather(desk, document, ref)
    return wanted(desk, document, ref, station, reason)


def wanted(desk: Desk, document: Document, ref: str, station: str, reason: str = "", sealed: str = "") -> PrintAsked:
    """Put into the outbox what is known to be printable; for handlers. Raises Refused (StillWaiting, ReasonNeeded)."""
    last = printing.newest(desk, document.value, ref)
    if sealed and last is not None:  # an older badge opens nothing any more: nobody waits for it
        _drop(desk, last)
        reason = ReprintReason.CHANGED.value if PrintState(last.state) in CONFIRMED else ""
    elif last is not None and last.state == PrintState.UNKNOWN.value:
        return _once_more(desk, last)
    if last is not None and PrintState(last.state) in CONFIRMED:
        if reason not in ASKED_REASONS:
            raise Refused(ReasonNeeded(document.value, last.code, tuple(map(str, ASKED_REASONS))))
        outbox.settle(desk, last.intent)  # nobody waits any more for what its printer says of it
        printing.note(desk, last.id, "")
    elif reason not in {"", *ASKED_REASONS}:
        raise Refused(ReasonNeeded(document.value, ref, tuple(map(str, ASKED_REASONS))))
    waits = (
        last is not None and PrintState(last.state) in UNFINISHED and not (sealed and last.state == PrintState.WANTED)
    )
    asked = f"{document.value}:{ref}"
    if waits or outbox.is_pending(desk, asked):
        where = (last.printer if last else "") or route_of(desk, document, ref, station).printer
        raise Refused(StillWaiting(document.value, last.code if last else ref, where))
    intent = f"{asked}:{outbox.count(desk, asked) + 1}"
    payload = {REF_NAMES[document]: ref, "station": station, "who": desk.who, "reason": reason}
    payload |= {"sealed": sealed} if sealed else {}
    desk.put_outbox(intent, _KIND_OF[document], json.dumps(payload))
    job = printing.ensure(desk, intent, document.value, ref, desk.who, reason)
    desk.touch(Touched.PRINT)
    return PrintAsked(job.id, job.copy, job.code, route_of(desk, document, ref, station).printer)


def want_copies(desk: Desk, document: Document, ref: str, station: str, copies: int) -> None:
    """Put so many labels of one thing into the outbox, each a job of its own: every unit of it gets one.

    Raises Refused as `print_again` does where it cannot be printed at all.
    """
    printable.gather(desk, document, ref)
    put_copies(desk, document, ref, station, copies)


def put_copies(desk: Desk, document: Document, ref: str, station: str, copies: int) -> None:
    """Put so many labels of one thing into the outbox unseen: what cannot be printed is told when its turn comes."""
    asked = f"{document.value}:{ref}"
    before = outbox.count(desk, asked)
    payload = json.dumps({REF_NAMES[document]: ref, "station": station, "who": desk.who, "reason": ""})
    for n in range(before + 1, before + copies + 1):
        intent = f"{asked}:{n}"
        desk.put_outbox(intent, _KIND_OF[document], payload)
        printing.ensure(desk, intent, document.value, ref, desk.who)
    desk.touch(Touched.PRINT)


def _drop(desk: Desk, last: PrintJobRow) -> None:
    if PrintState(last.state) in NEVER_LEFT:
        printing.move(desk, last.id, PrintState(last.state), PrintState.CANCELLED)
        outbox.settle(desk, last.intent)


@handles(AnswerUnknownPrint, right=Right.PRINT, answer=PrintAsked)
def answer_unknown_print(desk: Desk, command: AnswerUnknownPrint, _session: Session) -> PrintAsked:
    """Settle a job whose end is unknown. Raises Refused(NothingToAnswer)."""
    job = printing.get(desk, command.job_id)
    if job is None or job.state != PrintState.UNKNOWN.value:
        raise Refused(NothingToAnswer(command.job_id, job.state if job else "not there"))
    if not command.printed:
        return _once_more(desk, job)
    printing.move(desk, job.id, PrintState.UNKNOWN, PrintState.PRINTED)
    outbox.settle(desk, job.intent)
    desk.touch(Touched.PRINT)
    return PrintAsked(job.id, job.copy)


def _once_more(desk: Desk, job: PrintJobRow) -> PrintAsked:
    """The same job waits again, as the next copy: if the person erred, the second label is marked as one."""
    copy = printing.last_copy(desk, job.document, job.ref) + 1
    printing.move(desk, job.id, PrintState.UNKNOWN, PrintState.WANTED, copy=copy, reason=ReprintReason.UNCLEAR.value)
    outbox.again(desk, job.intent)
    desk.touch(Touched.PRINT)
    return PrintAsked(job.id, copy)


def seen_on_paper(desk: Desk, document: Document, ref: int) -> bool:
    """A code was scanned off the paper itself: its newest job is printed and applied, whatever was known of it.

    For handlers of benches; tells whether there was such a job.
    """
    job = printing.newest(desk, document.value, str(ref))
    if job is None or job.state not in {PrintState.SENT.value, PrintState.UNKNOWN.value, PrintState.PRINTED.value}:
        return False
    state = PrintState(job.state)
    if state is not PrintState.PRINTED:
        printing.move(desk, job.id, state, PrintState.PRINTED)
    printing.move(desk, job.id, PrintState.PRINTED, PrintState.APPLIED)
    outbox.settle(desk, job.intent)
    desk.touch(Touched.PRINT)
    return True


def find_print_jobs(
    desk: Desk, states: tuple[str, ...] = (), limit: int = 200, *, document: str = "", ref: str = ""
) -> tuple[PrintJobRow, ...]:
    """Return print jobs, newest first: in these states (any when none is named), of one document, of one row."""
    return printing.find(desk, states, limit, document, ref)


def _can_take_over(row: PrinterRow | None, jobs: list[PrintJobRow]) -> str:
    """Return the stand-in that a key may send these to: of a printer that is not away yet, for what has not left."""
    if row is None or row.away_at or all(job.state == PrintState.SENT.value for job in jobs):
        return ""
    return row.stand_in


def print_notices(desk: Desk) -> tuple[PrintNotice, ...]:
    """Return what waits and why, what is asked, and what is held: the most pressing first."""
    asked: list[PrintNotice] = []
    held: list[PrintNotice] = []
    waiting: dict[tuple[str, str], list[PrintJobRow]] = {}
    for job in printing.troubled(desk, MOST_NOTICED):
        if job.state in {PrintState.WANTED.value, PrintState.SENT.value}:
            waiting.setdefault((job.trouble, job.printer), []).append(job)
        else:
            needs = "answer" if job.state == PrintState.UNKNOWN.value else "look"
            notice = PrintNotice(job.trouble, job.printer, needs, 1, job.changed_at, (job,))
            (asked if needs == "answer" else held).append(notice)
    known = {row.code: row for row in devices.printers(desk)}
    for (trouble, printer), jobs in waiting.items():
        needs = "look" if trouble in _BY_HAND else "nothing"
        stand_in = _can_take_over(known.get(printer), jobs)
        since = min(job.at for job in jobs)
        held.append(PrintNotice(trouble, printer, needs, len(jobs), since, tuple(jobs), stand_in))
    away = (row for row in known.values() if row.away_at and row.stand_in)
    held += [PrintNotice("printer_away", row.code, "back", 0, row.away_at, (), row.stand_in) for row in away]
    broken = (row for row in outbox.waiting(desk) if row[1].startswith("outbox_"))
    held += [PrintNotice(trouble, "", "look", count, since) for _, trouble, count, since in broken]
    return (*asked, *held)
