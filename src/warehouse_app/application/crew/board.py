"""The board of the crew, read at once: who is where, on what, since when, how fast today, and what waits for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from warehouse_app.domain.crew.judge import presence, rate
from warehouse_app.domain.crew.values import Ability, AtWork, BenchScan, Board, CrewRow, Message, Presence, WaitingBatch
from warehouse_app.domain.people import BENCH_RIGHTS, ROLE_RIGHTS, Right, Role
from warehouse_app.ports.clock import iso
from warehouse_app.store import scanlog
from warehouse_app.store.crew import abilities, feed, messages
from warehouse_app.store.crew import board as facts
from warehouse_app.store.crew.board import Hand, Scanned
from warehouse_app.store.desk import Desk

MOST_SCANS = 50_000
"""Scans of the day that are added up, the newest."""

_BENCH_DAY = timedelta(hours=16)
"""A bench whose work was not touched for longer is nobody's."""

_WORK = BENCH_RIGHTS - {Right.VIEW, Right.PRINT}
_ORDER = (Presence.STALE, Presence.IDLE, Presence.WORKING, Presence.FREE, Presence.AWAY)
"""What needs a look stands first."""


@dataclass(frozen=True, slots=True)
class _Day:
    """What a person scanned today, and in which spans of ten minutes."""

    station: str = ""
    last: str = ""
    scans: int = 0
    units: int = 0
    slots: frozenset[str] = frozenset()


MOST_FEED = 20
"""Scans of one bench that are shown."""


def bench_scans(desk: Desk, station: str, most: int = MOST_FEED) -> tuple[BenchScan, ...]:
    """Return the last scans of a bench with their verdicts, the newest first; of no bench none."""
    return feed.newest(desk, station, most) if station else ()


def board(desk: Desk, now: str, day: str) -> Board:
    """Return the board as of `now`; `day` is the beginning of the local day, both UTC ISO text."""
    seq = scanlog.first_since(desk, day, MOST_SCANS)
    days = _days(facts.scanned(desk, seq))
    batches = facts.batches(desk)
    since = iso(datetime.fromisoformat(now) - _BENCH_DAY)
    at = _newest((*batches.at, *facts.elsewhere(desk, since)))
    able = abilities.of_everybody(desk)
    standing = messages.listed(desk, now)
    given = _given(batches.waiting)
    rows = [
        _row(each, at.get(each.id), days.get(each.id, _Day()), able.get(each.id, Ability()), now)
        for each in facts.people(desk)
        if _WORK & ROLE_RIGHTS[Role(each.role)]
    ]
    rows = [
        replace(
            row,
            rate=rate(row.units, len(days.get(row.person, _Day()).slots)),
            given=given.get(row.person, ()),
            unseen=_unseen(row, standing),
        )
        for row in rows
    ]
    asked = abilities.of_batches(desk, [each.id for each in batches.waiting[:500]])
    waiting = tuple(replace(each, skills=tuple(sorted(asked.get(each.id, ())))) for each in batches.waiting)
    rows.sort(key=lambda row: (_ORDER.index(row.presence), row.name, row.code))
    return Board(now, tuple(rows), waiting, standing, abilities.skills(desk))


def _row(hand: Hand, at: AtWork | None, day: _Day, able: Ability, now: str) -> CrewRow:
    last = max(day.last, "")
    how = presence(busy=at is not None, last=last, since="" if at is None else at.since, now=now)
    station = at.station if at is not None else day.station
    row = CrewRow(hand.id, hand.code, hand.name, hand.role, how, station, at, last, day.units, day.scans)
    return replace(row, skills=tuple(sorted(able.skills)), caps=able.caps)


def _days(rows: Iterable[Scanned]) -> Mapping[str, _Day]:
    found: dict[str, _Day] = {}
    for row in rows:
        before = found.get(row.who, _Day())
        newest = (row.station, row.last) if row.last >= before.last else (before.station, before.last)
        slots = before.slots | {row.slot}
        found[row.who] = _Day(*newest, before.scans + row.scans, before.units + row.units, slots)
    return found


def _newest(pairs: Iterable[tuple[str, AtWork]]) -> Mapping[str, AtWork]:
    """Return what each person is at; of several things the one that was begun last."""
    found: dict[str, AtWork] = {}
    for person, work in pairs:
        if person not in found or work.since >= found[person].since:
            found[person] = work
    return found


def _given(waiting: Iterable[WaitingBatch]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in waiting:
        if each.person and each.state != "picking":
            found[each.person].append(each.code)
    return {person: tuple(codes) for person, codes in found.items()}


def _unseen(row: CrewRow, standing: Iterable[Message]) -> int:
    """Return how many messages that stand are for the person, or their bench, and were not seen by them."""
    mine = (each for each in standing if each.person == row.person or (each.station and each.station == row.station))
    return sum(row.name not in each.seen and not (each.station and each.seen) for each in mine)
