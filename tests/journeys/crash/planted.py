"""Faults put into a process before it enters the program: the harness counts only if it finds them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from tests.journeys.crash.windowhands import attach as scanner_at_the_window

__all__ = ["feedback_before_commit", "scanner_at_the_window", "short_log", "synchronous_normal", "two_transactions"]


def feedback_before_commit() -> None:
    """Tell the person that it is done, and then do it."""
    from warehouse_app.application.run import Command, Outcome, Runner, Session
    from warehouse_app.store.desk import Desk
    from warehouse_app.terminal import station

    honest, answer, bench_of = Runner._answer, station.Station.answer, dict[int, Any]()

    def hasty(self: Runner, desk: Desk, command: Command, session: Session) -> Outcome[Any]:
        outcome = honest(self, desk, command, session)
        if (asked := bench_of.get(id(self))) is not None:
            bench, line, own = asked
            told = {"scan": line.text, **bench._told(outcome), "id": own}
            print(json.dumps(told), flush=True)  # noqa: T201 - as the station does, but too early
        return outcome

    def silent(self: station.Station, line: station.Line) -> dict[str, object]:
        bench_of[id(self._runner)] = (self, line, line.id)
        return answer(self, line)

    def all_of_them(company: Any, bench: station.Station, heard: Iterable[station.Line]) -> int:
        bench.begin()
        for line in heard:
            bench.answer(line)
        return 0

    Runner._answer = hasty  # type: ignore[method-assign]
    station.Station.answer = silent  # type: ignore[method-assign]
    station.answer_all = all_of_them


def two_transactions() -> None:
    """Make the goods' way durable by itself, and what belongs to it afterwards."""
    from warehouse_app.application.run import DEED
    from warehouse_app.store import ledger
    from warehouse_app.store.desk import Desk
    from warehouse_app.store.sqlite import driver

    post = ledger.post

    def in_two(desk: Desk, *what: Any, **more: Any) -> Any:
        done = post(desk, *what, **more)
        desk.release(DEED)
        driver.execute(desk.connection, "COMMIT")
        driver.execute(desk.connection, "BEGIN IMMEDIATE")
        desk.savepoint(DEED)
        return done

    ledger.post = in_two


def short_log() -> None:
    """Let the log go into the file every few scans: a shift of some thousand scans would do so as well."""
    from warehouse_app.store.sqlite import backend

    backend.CHECKPOINT_PAGES = 120


def synchronous_normal() -> None:
    """Leave to the disk when it writes what was answered, as common tuning advice has it."""
    from warehouse_app.store.sqlite import backend, creation

    prepare = backend.prepare

    def careless(raw: sqlite3.Connection, _record: object) -> None:
        prepare(raw, _record)
        raw.execute("PRAGMA synchronous=NORMAL")

    backend.prepare = careless
    creation.LAWS.pop("synchronous")
