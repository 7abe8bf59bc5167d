"""Performance of people: everybody's own day is theirs to see; those of others are behind a right.

Nothing is kept for it: it is read from the log of scans and from near misses, by span.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from warehouse_app.application.run import Runner, Session
from warehouse_app.application.settings import number_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.performance.tally import figures
from warehouse_app.domain.performance.values import By, Figures, Report
from warehouse_app.ports.clock import iso
from warehouse_app.store import performance as facts
from warehouse_app.store import scanlog
from warehouse_app.store.desk import Desk

MOST_SCANS = 400_000
"""Scans of a span that are added up, the newest."""

PAUSE = "people.pause_s"
FAR = "9999"


def own_day(runner: Runner, session: Session, since: str, until: str = "") -> Report:
    """Return the figures of whoever asks, and of nobody else. Raises Refused(NoRight) where nobody is signed on."""
    person = session.actor.person
    return runner.ask(lambda desk: of_person(desk, person, since, until), session, Right.VIEW)


def everybody(runner: Runner, session: Session, by: By, since: str, until: str = "") -> Report:
    """Return the figures of all people, benches or products. Raises Refused(NoRight)."""
    return runner.ask(lambda desk: of_all(desk, by, since, until), session, Right.PERFORMANCE)


def of_person(desk: Desk, person: str, since: str, until: str = "") -> Report:
    """Return the figures of one person. For `Runner.ask`, by whoever may see them."""
    first, end, part = _span(desk, since, until)
    code, name = facts.people(desk).get(person, (person, person))
    shots = facts.shots_of(desk, person, first, end)
    rows = figures(shots, number_of(desk, PAUSE), lambda _key: name or code)
    return Report(By.PERSON, since, until, _with_misses(desk, By.PERSON, rows, since, until), part)


def of_all(desk: Desk, by: By, since: str, until: str = "") -> Report:
    """Return the figures of all, who moved most first. For `Runner.ask` with the right."""
    first, end, part = _span(desk, since, until)
    names = {key: name or code for key, (code, name) in facts.people(desk).items()} if by is By.PERSON else {}
    rows = figures(facts.shots(desk, by, first, end), number_of(desk, PAUSE), lambda key: names.get(key, key))
    told = _with_misses(desk, by, rows, since, until)
    return Report(by, since, until, tuple(sorted(told, key=lambda row: (row.work, -row.units, row.name))), part)


def _span(desk: Desk, since: str, until: str) -> tuple[int, int, bool]:
    end = scanlog.first_since(desk, until) if until else scanlog.last(desk) + 1
    first = scanlog.first_since(desk, since)
    return max(first, end - MOST_SCANS), end, end - first > MOST_SCANS


def _with_misses(desk: Desk, by: By, rows: list[Figures], since: str, until: str) -> tuple[Figures, ...]:
    """Return the figures with what was stopped; a bench stops things while it packs, and pickers hear of theirs."""
    stopped = facts.stopped(desk, by, since, until or FAR)
    slips: Mapping[str, int] = facts.slips(desk, since, until or FAR) if by is By.PERSON else {}
    return tuple(
        replace(
            row,
            stopped=stopped.get(row.key, 0) if row.work == "pack" else 0,
            slips=slips.get(row.key, 0) if row.work == "pick" else 0,
        )
        for row in rows
    )


def day_of(now: str) -> str:
    """Return the beginning of the local day, as UTC ISO text."""
    begin = datetime.fromisoformat(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return iso(begin.astimezone(UTC))
