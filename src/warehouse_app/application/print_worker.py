"""Printing: from an outbox row to one print job that is sent at most once.

A job is committed as `sending` before any byte leaves. What was confirmed as sent is never sent again; what may have
been sent is asked about; what certainly was not sent waits. Bytes are made from the database whenever they are needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.application import printable
from warehouse_app.application.lane import Rest, WorkLane
from warehouse_app.application.print_fate import UNKNOWN, can_tell, follow
from warehouse_app.application.print_routing import card_at, route_of, takes
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.outbox import Done, Ending, Later, OutboxRow, Parked, PutOff, pause_after
from warehouse_app.domain.printing.states import CONFIRMED, NEEDS_A_PERSON, NEVER_LEFT, UNFINISHED, PrintState
from warehouse_app.domain.printing.values import (
    LABELS,
    OF_PARCEL,
    Document,
    PaperUnproven,
    PaperVoided,
    PrintJobRow,
)
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.ports.printer import (
    Outcome,
    Printer,
    PrinterCard,
    PrinterDesk,
    SendResult,
)
from warehouse_app.store import printing
from warehouse_app.store.desk import Desk

PRINTS: Mapping[str, Document] = MappingProxyType({f"print_{document.value}": document for document in Document})
"""Kind of outbox row -> the document it asks for."""

REF_NAMES: Mapping[Document, str] = MappingProxyType(
    {
        **dict.fromkeys(OF_PARCEL, "parcel_id"),
        Document.PICKLIST: "batch_id",
        Document.MANIFEST: "manifest_id",
        Document.INVOICE: "order_id",
        Document.PRODUCT: "product_id",
        Document.PLACE: "place_id",
        Document.TOTE: "place_id",
        Document.PALLET: "unit_id",
        Document.PUTAWAY: "return_unit_id",
        Document.COMEBACK: "return_id",
        Document.BADGE: "person",
        Document.CODES: "sheet",
    }
)
"""What the payload calls the row that is printed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an outbox row asks to print."""

    document: Document
    ref: str
    station: str
    who: str
    reason: str = ""
    sealed: str = ""


def asked_by(row: OutboxRow) -> Asked | None:
    """Read a row's payload; None where it cannot be read. The intent names the row as well (`label:12:1`)."""
    try:
        payload = json.loads(row.payload or "{}")
        document = PRINTS[row.kind]
        ref = payload.get(REF_NAMES[document])
        named = str(ref if ref is not None else row.intent.split(":")[1])
        if not printable.is_ref(document, named):
            return None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    station, who, reason, sealed = (str(payload.get(name) or "") for name in ("station", "who", "reason", "sealed"))
    return Asked(document, named, station, who, reason, sealed)


def print_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Bring one row's print job as far as it goes now. Raises LeaseLost, Trouble."""
    asked = asked_by(row)
    if asked is None:
        return Parked("outbox_payload")
    job, card, state, rest = lane.write(lambda desk: _begin(desk, lane, row, asked))
    if rest is not None:
        return PutOff(rest.trouble, rest.until)
    if state in {PrintState.SENT, PrintState.UNKNOWN}:
        return follow(lane, job, card, state)
    if state in CONFIRMED or state is PrintState.CANCELLED:
        return Done()
    if job.trouble == PaperVoided.code:
        return Done()
    if state in NEEDS_A_PERSON:
        return Parked(job.trouble or UNKNOWN)
    return _print(lane, row, job, asked, card)


def _begin(
    desk: Desk, lane: WorkLane, row: OutboxRow, asked: Asked
) -> tuple[PrintJobRow, PrinterCard, PrintState, Rest | None]:
    """Find or make the job and its printer, and tell where it stands; with a rest where the printer is left alone."""
    job = printing.ensure(desk, row.intent, asked.document.value, asked.ref, asked.who, asked.reason)
    card = _card(desk, asked, job, lane.printers)
    if job.printer != card.code and PrintState(job.state) is PrintState.WANTED:
        printing.point_to(desk, job.id, card.code)
    desk.touch(Touched.PRINT)
    state = _take_up(desk, job)
    rest = lane.resting.get(card.code) if state is PrintState.WANTED else None
    if rest is None or rest.until <= desk.at or job.pressed_at > rest.since:
        return job, card, state, None
    printing.note(desk, job.id, rest.trouble)
    return job, card, state, rest


def _take_up(desk: Desk, job: PrintJobRow) -> PrintState:
    """What was left in the middle of its way: what was being sent is unknown now, what was only made is made again."""
    state = PrintState(job.state)
    if state is PrintState.SENDING:
        printing.move(desk, job.id, state, PrintState.UNKNOWN, trouble=UNKNOWN)
        return PrintState.UNKNOWN
    if state in {PrintState.RENDERED, PrintState.PROVED}:
        printing.move(desk, job.id, state, PrintState.WANTED)
        return PrintState.WANTED
    return state


def _card(desk: Desk, asked: Asked, job: PrintJobRow, printers: PrinterDesk) -> PrinterCard:
    """The printer that has the job once it left, else the one it goes to now."""
    home = printers.labels if asked.document in LABELS else printers.papers
    left = PrintState(job.state) not in NEVER_LEFT | UNFINISHED or PrintState(job.state) is PrintState.SENDING
    if left:
        return card_at(desk, job.printer, printers) or home
    found = route_of(desk, asked.document, asked.ref, asked.station, job.chosen, job.pressed_at)
    return card_at(desk, found.printer, printers) or home


def _print(lane: WorkLane, row: OutboxRow, job: PrintJobRow, asked: Asked, card: PrinterCard) -> Ending:
    if asked.document not in takes(card.language):
        return _not_now(lane, row, job, card, "printer_language")
    try:
        printer = lane.printers.open(card)
    except Usage as wrong:
        return _not_now(lane, row, job, card, wrong.code)
    try:
        facts = _facts(lane, job, asked)
        content = printable.render(facts, card.language)
    except Refused as refused:
        if isinstance(refused.refusal, PaperVoided):  # nobody needs it, so nobody is troubled with it
            left = _leave_wanted(lane, job, card, PrintState.FAILED, trouble=refused.refusal.code)
            return Done() if left else PutOff("", lane.now())
        return _fail(lane, job, card, _told(refused.refusal))
    except Usage as wrong:
        return _fail(lane, job, card, f"{wrong.code} {wrong.facts.get('text', '')}".strip())
    hashed = hashlib.sha256(content).hexdigest()
    if not _leave_wanted(lane, job, card, PrintState.RENDERED, content_hash=hashed):
        return PutOff("", lane.now())
    facts = _facts(lane, job, asked)  # once more: a proof against what the bytes were made of proves little
    fault = printable.prove(content, facts, card.language)
    if fault is not None:
        return _end(lane, job, PrintState.RENDERED, PrintState.QUARANTINED, fault.code, fault.detail)
    _move(lane, job, PrintState.RENDERED, PrintState.PROVED)
    key = printable.file_key(facts, job.copy)
    return _send(lane, row, job, card, printer, Parcelled(content, key, f"{key} {job.id}-{hashed[:8]}"))


def _facts(lane: WorkLane, job: PrintJobRow, asked: Asked) -> printable.Facts:
    secret = lane.printers.seal.opened(asked.sealed) if asked.sealed else ""
    with lane.read() as desk:
        return printable.gather(desk, asked.document, asked.ref, job.copy, secret)


def _told(refusal: Refusal) -> str:
    """Return why a job cannot be made, as the ledger keeps it: a code, and behind a blank what it concerns."""
    if isinstance(refusal, PaperUnproven):
        return f"{refusal.problem} {refusal.detail}".strip()
    return refusal.code


@dataclass(frozen=True, slots=True)
class Parcelled:
    """Bytes with their name, and the title that no other job has: by it a queue finds the job again."""

    content: bytes
    key: str
    title: str


def _send(
    lane: WorkLane, row: OutboxRow, job: PrintJobRow, card: PrinterCard, printer: Printer, what: Parcelled
) -> Ending:
    """The one place where bytes leave: `sending` is on the disk before, and the lease outlives the deadline."""
    busy_s = (card.connect_ms * 3 + card.send_ms) // 1000 + 1
    attempts = job.attempts + 1
    _move(lane, job, PrintState.PROVED, PrintState.SENDING, busy_s=busy_s, attempts=attempts, trace=what.title)
    try:
        result = printer.send(what.content, what.title, what.key)
    except Exception as error:  # noqa: BLE001 - a driver never raises; one that does has told nothing about the bytes
        result = SendResult(Outcome.UNKNOWN, "printer_broke_off", "", str(error))
    if result.outcome is Outcome.NOT_SENT:
        _move(lane, job, PrintState.SENDING, PrintState.WANTED, trouble=result.reason)
        return _rest(lane, row, card, result.reason)
    lane.resting.pop(card.code, None)
    sent = result.outcome is Outcome.SENT
    state, trouble = (PrintState.SENT, "") if sent else (PrintState.UNKNOWN, result.reason or UNKNOWN)
    trace = f"{what.title} {result.trace}".strip()
    _move(lane, job, PrintState.SENDING, state, trouble=trouble, trace=trace)
    if can_tell(card):
        with lane.read() as desk:
            left = printing.get(desk, job.id)
        return Done() if left is None else follow(lane, left, card, state, printer)
    return Done() if sent else Parked(trouble)


def _leave_wanted(
    lane: WorkLane,
    job: PrintJobRow,
    card: PrinterCard,
    to: PrintState,
    *,
    trouble: str = "",
    content_hash: str | None = None,
) -> bool:
    """Take a waiting job up, unless a person sent it elsewhere or cancelled it in this very moment."""

    def taken_up(desk: Desk) -> bool:
        if not printing.still_wanted(desk, job.id, card.code):
            return False
        printing.move(desk, job.id, PrintState.WANTED, to, trouble=trouble, content_hash=content_hash)
        desk.touch(Touched.PRINT)
        return True

    return lane.write(taken_up)


def _fail(lane: WorkLane, job: PrintJobRow, card: PrinterCard, trouble: str) -> Ending:
    if not _leave_wanted(lane, job, card, PrintState.FAILED, trouble=trouble):
        return PutOff("", lane.now())
    return Parked(trouble.partition(" ")[0])


def _not_now(lane: WorkLane, row: OutboxRow, job: PrintJobRow, card: PrinterCard, trouble: str) -> Ending:
    lane.write(lambda desk: printing.note(desk, job.id, trouble))
    return _rest(lane, row, card, trouble)


def _rest(lane: WorkLane, row: OutboxRow, card: PrinterCard, trouble: str) -> Ending:
    until = lane.after(pause_after(row.attempts + 1))
    lane.resting[card.code] = Rest(until, trouble, lane.now())
    return Later(trouble, until)


def _move(
    lane: WorkLane,
    job: PrintJobRow,
    state: PrintState,
    to: PrintState,
    *,
    busy_s: int = 0,
    trouble: str = "",
    attempts: int | None = None,
    trace: str | None = None,
) -> None:
    def moved(desk: Desk) -> None:
        printing.move(desk, job.id, state, to, trouble=trouble, attempts=attempts, trace=trace)
        desk.touch(Touched.PRINT)

    lane.write(moved, busy_s)


def _end(lane: WorkLane, job: PrintJobRow, state: PrintState, to: PrintState, trouble: str, detail: str = "") -> Ending:
    _move(lane, job, state, to, trouble=f"{trouble} {detail}".strip())
    return Done() if to in CONFIRMED else Parked(trouble)


def recover(lane: WorkLane) -> int:
    """Take up what a dead worker left; return how many jobs that were. Raises LeaseLost, Trouble."""
    with lane.read() as desk:
        left = tuple(job for job in printing.unfinished(desk) if job.state != PrintState.WANTED.value)
    for job in left:
        lane.write(lambda desk, job=job: _recover(desk, job))  # type: ignore[misc]
    return len(left)


def _recover(desk: Desk, job: PrintJobRow) -> None:
    _take_up(desk, job)  # what may have left is asked about when its row has its turn, which is now
    desk.touch(Touched.PRINT)
