"""The queue of exceptions, read at once: each kind by one bounded question, judged together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from warehouse_app.application.verdicts import stop_codes
from warehouse_app.domain.exceptions.judge import MOST_CASES, dearest_first, rests
from warehouse_app.domain.exceptions.values import Case, CaseKind, NoSuchCase, Queue
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store import scanlog
from warehouse_app.store.desk import Desk
from warehouse_app.store.exceptions import benches, books, doubts, returned, stock, work
from warehouse_app.store.exceptions import rests as laid
from warehouse_app.store.exceptions.work import Quiet

MOST_OF_KIND = 100
"""Exceptions of one kind that are told."""

LEFT_ALONE, UNCLAIMED, STOPPED = timedelta(minutes=30), timedelta(hours=3), timedelta(minutes=10)
"""Begun work that nobody touched for so long, work that nobody took, and a Stop that nobody saw."""

UNANSWERED = timedelta(minutes=2)
"""So long a carrier may need for a label before somebody is told."""

DAY = timedelta(hours=24)
SHIFT = timedelta(hours=8)
"""How far back several Stops within a minute are told; a bench at which all is well since is told that long."""

MOST_SCANS = 20_000
"""How far back scans are looked at: a day, and at most so many."""


def queue(desk: Desk, now: str, *, resting: bool = False) -> Queue:
    """Return what waits for a person, the dearest first; with `resting`, what was set aside instead."""
    cases = _cases(desk, now)
    asleep = laid.everything(desk)
    told: list[Case] = []
    count = 0
    for case in cases:
        mark, rest = asleep.get(case.name, ("", None))
        sleeps = rest is not None and rests(case, rest, mark, now)
        count += sleeps
        if sleeps == resting:
            told.append(replace(case, rest=rest if sleeps else None))
    of_kind = {kind: sum(case.kind is kind for case in cases) for kind in CaseKind}
    more = len(told) > MOST_CASES or any(n >= MOST_OF_KIND for n in of_kind.values())
    return Queue(now, dearest_first(told, now)[:MOST_CASES], count, more)


def find(desk: Desk, now: str, name: str) -> Case:
    """Return the exception of a name, also one that rests. Raises Refused(NoSuchCase)."""
    for resting in (False, True):
        for case in queue(desk, now, resting=resting).cases:
            if case.name.casefold() == name.strip().casefold():
                return case
    raise Refused(NoSuchCase(name))


def _cases(desk: Desk, now: str) -> list[Case]:
    moment = datetime.fromisoformat(now)
    quiet = Quiet(iso(moment - LEFT_ALONE), iso(moment - UNCLAIMED), iso(moment - STOPPED))
    seq = scanlog.first_since(desk, iso(moment - DAY), MOST_SCANS)
    shorts = stock.shorts(desk, MOST_OF_KIND)
    lacking = {case.ref: case for case in shorts}
    last = work.last_scans(desk, seq)
    many = MOST_OF_KIND
    return [
        *shorts,
        *stock.kept_by_held(desk, lacking),
        *stock.locked(desk, lacking, many),
        *work.batches(desk, quiet, last, many),
        *work.packs(desk, quiet, last, many),
        *work.countings(desk, quiet, last, many),
        *work.benches(desk, quiet, many),
        *doubts.holds(desk, many),
        *doubts.prints(desk, many),
        *doubts.printers(desk, many),
        *doubts.reviews(desk, many),
        *doubts.parked(desk, many),
        *doubts.codes(desk, seq, many),
        *doubts.scanners(desk, seq, many),
        *benches.stops(desk, seq, iso(moment - SHIFT), stop_codes(desk), many),
        *books.weights(desk, many),
        *benches.surplus(desk, iso(moment - DAY), many),
        *benches.told(desk, many),
        *returned.inspections(desk, iso(moment - DAY), many),
        *returned.refunds(desk, many),
        *returned.claims(desk, now, many),
        *doubts.labels(desk, iso(moment - UNANSWERED), many),
    ]
