"""What became of a job that left: the printer is asked first, where it can tell, and then a person.

A job is printed again by itself only where the printer says, twice and some time apart, that nothing of it came out.
"""

from __future__ import annotations

from datetime import timedelta

from warehouse_app.application.lane import WorkLane
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.outbox import Done, Ending, Later, Parked, PutOff
from warehouse_app.domain.printing.states import PrintState
from warehouse_app.domain.printing.values import PrintJobRow
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.clock import iso
from warehouse_app.ports.printer import NOBODY_KNOWS, Fate, FateResult, Printer, PrinterCard, PrinterKind
from warehouse_app.store import printing
from warehouse_app.store.desk import Desk

UNKNOWN = "print_unknown"
"""Trouble of a job whose worker died while it was sending."""

SETTLES_S = 3
"""A printer that says "not printed" is believed this long after the line broke: what was on its way came by then."""

QUIET_S = 10
"""A job that lies in its printer's memory or queue is told as waiting when it has lain there this long."""

AGAIN_S = 4
"""How often a printer is asked that holds a job in its memory: no printer of labels starts anew in less time."""

_AWAY = "printer_unreachable"
_ON_ITS_WAY = frozenset({"printer_holds", "queue_has_it"})
_QUEUES = frozenset({PrinterKind.CUPS, PrinterKind.SPOOLER})


def can_tell(card: PrinterCard) -> bool:
    """Tell whether a printer can say anything of what it was given."""
    return card.ask_status or card.kind in _QUEUES


def follow(
    lane: WorkLane,
    job: PrintJobRow,
    card: PrinterCard,
    state: PrintState,
    printer: Printer | None = None,
) -> Ending:
    """Ask what became of a job that is sent, or whose end is unknown. Raises LeaseLost, Trouble."""
    found = _asked(lane, job, card, printer) if can_tell(card) else NOBODY_KNOWS
    known = found.fate is Fate.PRINTED or (found.fate is Fate.NOT_PRINTED and _older(lane, job, SETTLES_S))
    if known:
        return _settle(lane, job, state, found)
    if _was_away(job, card, found):
        return _settle(lane, job, state, FateResult(Fate.UNKNOWN, UNKNOWN))
    if found.fate is not Fate.UNKNOWN:
        return _waits(lane, job, card, state, found)
    if state is PrintState.UNKNOWN:
        return Parked(job.trouble or UNKNOWN)
    if found.reason:
        return _settle(lane, job, state, found)
    _note(lane, job, state, "")
    return Done()


def _was_away(job: PrintJobRow, card: PrinterCard, found: FateResult) -> bool:
    """Tell whether a printer was switched off, or out of reach, before it said that the job left its memory.

    Whatever it holds now may be a later job. A queue knows its jobs by number, and keeps them.
    """
    sent = job.state == PrintState.SENT.value and job.trouble == _AWAY
    return sent and card.kind not in _QUEUES and found.reason != _AWAY


def _waits(lane: WorkLane, job: PrintJobRow, card: PrinterCard, state: PrintState, found: FateResult) -> Ending:
    """The job waits at its printer: told after a moment, and asked about again.

    A printer is looked at so often that it cannot be switched off and on in between: its memory would be gone.
    """
    patience = QUIET_S if found.reason in _ON_ITS_WAY else SETTLES_S if found.reason == _AWAY else 0
    if found.fate is Fate.WAITING and _older(lane, job, patience):
        _note(lane, job, state, found.reason)
    if card.kind in _QUEUES or (found.reason == _AWAY and _older(lane, job, SETTLES_S)):
        return Later(found.reason)
    return PutOff(found.reason, lane.after(AGAIN_S))


def _asked(lane: WorkLane, job: PrintJobRow, card: PrinterCard, printer: Printer | None) -> FateResult:
    title, trace = split_trace(job.trace)
    try:
        return (printer or lane.printers.open(card)).fate(title, trace)
    except Usage:
        return NOBODY_KNOWS
    except Exception:  # noqa: BLE001 - a driver never raises; one that does has told nothing
        return NOBODY_KNOWS


def split_trace(trace: str) -> tuple[str, str]:
    """Return a job's title at its printer ("label-P1 12-0a1b2c3d"), and the number a queue gave it, or ""."""
    words = trace.split(" ")
    return " ".join(words[:2]), words[2] if len(words) > 2 else ""  # noqa: PLR2004 - the title has two words


def _older(lane: WorkLane, job: PrintJobRow, seconds: int) -> bool:
    return job.changed_at <= iso(lane.runner.clock.now() - timedelta(seconds=seconds))


def _settle(lane: WorkLane, job: PrintJobRow, state: PrintState, found: FateResult) -> Ending:
    """Write down what the printer knows, unless a person has answered in this very moment."""

    def settled(desk: Desk) -> Ending:
        now = printing.get(desk, job.id)
        if now is None or now.state != state.value or now.copy != job.copy:
            return PutOff("", desk.at)
        desk.touch(Touched.PRINT)
        if found.fate is Fate.PRINTED:
            printing.move(desk, job.id, state, PrintState.PRINTED)
            return Done()
        if state is PrintState.SENT:
            printing.move(desk, job.id, state, PrintState.UNKNOWN, trouble=found.reason)
        if found.fate is Fate.UNKNOWN:
            return Parked(found.reason)
        printing.move(desk, job.id, PrintState.UNKNOWN, PrintState.WANTED, trouble=found.reason)
        return Later(found.reason)

    return lane.write(settled)


def _note(lane: WorkLane, job: PrintJobRow, state: PrintState, trouble: str) -> None:
    """Keep why a job waits at its printer. One whose end is unknown keeps the question that is asked about it."""
    if state is not PrintState.SENT or job.trouble == trouble:
        return

    def noted(desk: Desk) -> None:
        now = printing.get(desk, job.id)
        if now is not None and now.state == state.value:
            printing.note(desk, job.id, trouble)
            desk.touch(Touched.PRINT)

    lane.write(noted)
