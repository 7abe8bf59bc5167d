"""The program killed, the power cut, the disk failing, the file damaged: far more often than CI has time for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prove.part import Counts, Part

if TYPE_CHECKING:
    from tests.journeys.crash.shift import Yard
    from tests.journeys.crash.shim import Control


@contextmanager
def _yard(*, window: bool = False) -> Iterator[tuple[Yard, Control]]:
    """Yield a yard of its own, and what steers its shim."""
    from tests.journeys.crash.forks import Forks
    from tests.journeys.crash.shift import Yard
    from tests.journeys.crash.shim import Control, compiled

    with tempfile.TemporaryDirectory(prefix="crash-") as name:
        folder = Path(name).resolve()
        control = Control(folder / "control")
        with Forks(folder, compiled(folder), window=window) as forks:
            yield Yard(folder, forks), control
        control.close()


def _kills(seed: int, count: int, *, window: bool = False, each: bool = False) -> Counts:
    from tests.journeys.crash.kills import EACH_WRITE, WAYS, run

    with _yard(window=window) as (yard, control):
        tally = run(yard, control, seed, count, at_window=window, ways=EACH_WRITE if each else WAYS)
    assert tally.faults == [], tally.faults
    return {"done": tally.kills, "answered": tally.answered, "in flight": tally.in_flight}


def line_kills(seed: int, count: int) -> Counts:
    """Kill the line-mode station."""
    return _kills(seed, count)


def write_kills(seed: int, count: int) -> Counts:
    """Kill it at each write and sync of its scans in turn: a piece has more kills than any scan has writes."""
    return _kills(seed, count, each=True)


def handover_kills(seed: int, count: int) -> Counts:
    """Kill the hand-over of a manifest, and go on with it."""
    from tests.journeys.crash.kills import hand_over

    with _yard() as (yard, control):
        tally = hand_over(yard, control, seed, count)
    assert tally.faults == [], tally.faults
    return {"done": tally.kills, "handed over": tally.answered}


def window_kills(seed: int, count: int) -> Counts:
    """Kill the window."""
    return _kills(seed, count, window=True)


def power_cuts(seed: int, count: int) -> Counts:
    """Cut the power under one recorded shift."""
    from tests.journeys.crash.power import cuts, record

    with _yard() as (yard, _control):
        tally = cuts(record(yard), seed, count, yard.folder / "after-a-cut")
    assert tally.faults == [], tally.faults
    return {"done": tally.cuts, "answered": tally.answered, "lost": tally.lost, "ruined": tally.ruined}


def bad_disks(seed: int, count: int) -> Counts:
    """Work whole shifts on a disk that fails, and start on one."""
    from tests.journeys.crash import faults

    counted = {"done": 0, "injected": 0, "not done at once": 0}
    with _yard() as (yard, control):
        for number in range(count):
            tally = faults.run(yard, control, seed + number, (yard.pick, yard.pack)[number % 2])
            assert tally.broken == [], tally.broken
            assert faults.start(yard, control, seed + number) == ""
            counted["done"] += 1
            counted["injected"] += tally.injected
            counted["not done at once"] += tally.answers.total()
    return counted


def flipped_bits(seed: int, count: int) -> Counts:
    """Turn over single bits of a closed database."""
    from tests.journeys.crash import flips

    with _yard() as (yard, _control):
        tally = flips.run(yard.packed, yard.folder, seed, count)
    assert tally.faults == [], tally.faults
    return {"done": tally.flips, **tally.fates}


PARTS = (
    Part("kills in line mode", 4_000, 50, line_kills),
    Part("kills at each write", 1_000, 125, write_kills),
    Part("kills of a hand-over", 600, 40, handover_kills),
    Part("kills of the window", 400, 20, window_kills),
    Part("power cuts", 10_000, 400, power_cuts, ("lost", "ruined")),
    Part("shifts on a bad disk", 600, 10, bad_disks),
    Part("flipped bits", 20_000, 250, flipped_bits),
)
