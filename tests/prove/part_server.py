"""What networks, servers and other stations do: faults on the line, failovers, races for the last units."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prove.part import Counts, Part

if TYPE_CHECKING:
    from tests.postgres import Server

NONE = ("lost", "doubled", "invented", "oversold")
LONGEST_S = 5.5
"""Five seconds until somebody at a bench is told, and what a busy machine adds."""

AWAY_S = 10.0


@contextmanager
def _server() -> Generator[Server, None, None]:
    from tests import postgres

    started = postgres.start()
    try:
        yield started
    finally:
        started.stop()


def line(seed: int, count: int) -> Counts:
    """Put so many faults between benches and their server."""
    from tests.faults import network

    with _server() as server:
        report = network.run(seed, count, server)
    assert report.sound, report
    assert report.longest_s <= LONGEST_S, report
    truth = report.truth
    told = {"accepted": report.accepted, "unknown": report.given_up_unknown}
    return {"done": count, "lost": truth.lost, "doubled": truth.doubled, "invented": truth.invented, **told}


def failovers(seed: int, count: int) -> Counts:
    """Kill the server so often in the middle of a shift."""
    from tests.faults import failover

    report = failover.run(seed, count)
    assert report.sound, report
    assert report.away_s <= AWAY_S, report
    truth = report.truth
    return {"done": count, "lost": truth.lost, "doubled": truth.doubled, "accepted": report.accepted}


def races(seed: int, count: int) -> Counts:
    """Let 16 processes do so many deeds in all on stock that each of them wants."""
    from tests.faults import races as race

    with _server() as server, server.database() as address, tempfile.TemporaryDirectory() as folder:
        company = race.furnish(Path(folder), address, seed)
        report = race.run(seed, -(-count // race.PROCESSES), company)
        company.close()
    assert report.sound, report
    return {"done": count, "oversold": report.oversold, "again": report.again}


PARTS = (
    Part("network faults", 5_000, 60, line, NONE),
    Part("failovers", 50, 3, failovers, NONE),
    Part("contended allocations", 320_000, 1_600, races, NONE),
)
