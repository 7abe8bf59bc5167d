"""What a person does about a print job that did not come out: another try, another printer, or no print at all.

Promise: nothing is sent twice in silence. Only what certainly never left is tried again or moved; a job whose end is
unknown is answered first (`printing.AnswerUnknownPrint`), and one that was sent is printed anew as a numbered copy.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application import printable
from warehouse_app.application.listing import ListOf
from warehouse_app.application.print_routing import fit_printer
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.states import NEVER_LEFT, PrintState
from warehouse_app.domain.printing.values import (
    Document,
    NoSuchPrint,
    PrintHop,
    PrintJobRow,
    PrintsMoved,
    PrintStands,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import outbox, print_lists, printing
from warehouse_app.store.desk import Desk

MOST_MOVED = 200
"""Waiting jobs that one command sends to another printer; a fuller printer takes several commands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPrint(Command):
    """Try a waiting, failed or held job again now, at the printer it has."""

    job_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePrint(Command):
    """Send a job of which nothing left yet to another printer, and try it there now."""

    job_id: int
    printer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePrints(Command):
    """Send all that waits for one printer (at most `MOST_MOVED` jobs) to another."""

    source: str
    printer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPrint(Command):
    """Nobody needs this copy: it is not printed. Its place in the ledger stays."""

    job_id: int


@handles(RetryPrint, right=Right.PRINT, answer=PrintJobRow)
def retry_print(desk: Desk, command: RetryPrint, _session: Session) -> PrintJobRow:
    """Let a job try again. Raises Refused (NoSuchPrint, PrintStands, NoSuchPaper, PaperVoided)."""
    job = _never_left(desk, command.job_id)
    return _try_now(desk, job, job.chosen)


@handles(MovePrint, right=Right.PRINT, answer=PrintJobRow)
def move_print(desk: Desk, command: MovePrint, _session: Session) -> PrintJobRow:
    """Send a job elsewhere. Raises Refused (NoSuchPrint, PrintStands, NoSuchPrinter, PrinterCannot, PaperVoided)."""
    job = _never_left(desk, command.job_id)
    return _try_now(desk, job, _fit_printer(desk, command.printer, frozenset({job.document})))


@handles(MovePrints, right=Right.PRINT, answer=PrintsMoved)
def move_prints(desk: Desk, command: MovePrints, _session: Session) -> PrintsMoved:
    """Send a printer's waiting jobs elsewhere. Raises Refused (NoSuchPrinter, PrinterCannot, PaperVoided)."""
    waiting = print_lists.waiting_at(desk, command.source.strip().upper(), MOST_MOVED)
    rows = [job for job in (printing.get(desk, number) for number in waiting) if job is not None]
    printer = _fit_printer(desk, command.printer, frozenset(job.document for job in rows))
    for job in rows:
        _to_printer(desk, job, printer)
    return PrintsMoved(printer, len(rows))


@handles(CancelPrint, right=Right.PRINT, answer=PrintJobRow)
def cancel_print(desk: Desk, command: CancelPrint, _session: Session) -> PrintJobRow:
    """Print a job no more. Raises Refused (NoSuchPrint, PrintStands)."""
    job = _never_left(desk, command.job_id)
    printing.move(desk, job.id, PrintState(job.state), PrintState.CANCELLED)
    outbox.settle(desk, job.intent)
    desk.touch(Touched.PRINT)
    return _now(desk, job.id)


def _never_left(desk: Desk, job_id: int) -> PrintJobRow:
    job = _now(desk, job_id)
    if PrintState(job.state) not in NEVER_LEFT:
        raise Refused(PrintStands(job.id, job.state))
    return job


def _now(desk: Desk, job_id: int) -> PrintJobRow:
    job = printing.get(desk, job_id)
    if job is None:
        raise Refused(NoSuchPrint(job_id))
    return job


def _fit_printer(desk: Desk, code: str, documents: frozenset[str]) -> str:
    """Return the printer's code as kept, where it takes these documents."""
    return fit_printer(desk, code, frozenset(map(Document, documents)))


def _try_now(desk: Desk, job: PrintJobRow, printer: str) -> PrintJobRow:
    printable.can_ask(desk, Document(job.document), job.ref)
    _to_printer(desk, job, printer)
    return _now(desk, job.id)


def _to_printer(desk: Desk, job: PrintJobRow, printer: str) -> None:
    printing.press(desk, job.id, printer)
    if PrintState(job.state) is not PrintState.WANTED:
        printing.move(desk, job.id, PrintState(job.state), PrintState.WANTED)
    if printer and printer != job.printer:
        printing.point_to(desk, job.id, printer)
    outbox.again(desk, job.intent)
    desk.touch(Touched.PRINT)


PRINTS: ListOf[PrintJobRow] = ListOf("prints", print_lists.PRINTS)
"""The list of all print jobs, by `PrintView`."""


def count_prints(desk: Desk, wanted: ListQuery) -> dict[str, int]:
    """Return for every view how many jobs it shows under the same filters."""
    return print_lists.counts(desk, wanted)


@dataclass(frozen=True, slots=True)
class PrintStory:
    """One print job and its steps, oldest first."""

    job: PrintJobRow
    hops: tuple[PrintHop, ...]


def print_story(desk: Desk, job_id: int) -> PrintStory:
    """Return a job with its steps. Raises Refused(NoSuchPrint)."""
    return PrintStory(_now(desk, job_id), print_lists.hops(desk, job_id))
