"""A disk that fails at one call or at all of them, while a shift is worked: `run(yard, control, seed)`.

Before each scan one call of those to come is chosen (a write, a sync, a cut, a read; of the log or of the database) and
fails with EIO or ENOSPC, once or until the disk is well again. Whatever is answered then, the process lives on; what is
answered "accepted" is kept; what was not done or is not known is scanned again with the same id and then done once.
"""

from __future__ import annotations

import errno
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.crash.kills import GOOD_TONES, window
from tests.journeys.crash.shift import Shift, Yard, ask, copied, crash_reports, doctor, facts, key
from tests.journeys.crash.shim import ANY_DEED, ANY_FILE, Control, Fate, Kind
from tests.journeys.crash.windowhands import LOOK

DATABASE_FILES = Kind.DATABASE | Kind.WAL | Kind.BESIDE
KINDS = (
    DATABASE_FILES | ANY_DEED,
    DATABASE_FILES | ANY_DEED,
    DATABASE_FILES | Kind.SYNC,
    DATABASE_FILES | Kind.READ,
    ANY_FILE | ANY_DEED,
)
ERRORS = (errno.EIO, errno.ENOSPC)
# SQLite itself calls what it cannot read damaged (SQLITE_IOERR_CORRUPTFS).
TROUBLES = frozenset({"disk_full", "database_io", "database_cannot_open", "database_damaged", "database_busy"})
MOST_TRIES = 3
"""Scans that are not done while the disk stays bad."""


@dataclass
class Tally:
    """What a run met: faults that happened, how scans were answered then, and what broke."""

    injected: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def run(yard: Yard, control: Control, seed: int, shift: Shift) -> Tally:
    """Work a whole shift on a bad disk, and compare with the shift on a good one."""
    dice, tally = random.Random(seed), Tally()
    home = yard.fresh(shift)
    control.clear()
    running = yard.start(shift, home, CRASH_CONTROL=str(control.path))
    try:
        ask(running, "")
        for at, step in enumerate(shift.steps):
            line, tries = f"{step.text}\town-{at}", 0
            stays = dice.random() < 0.3
            fate, error = dice.choice((Fate.FAIL, Fate.FAIL_TORN)), dice.choice(ERRORS)
            control.set(dice.randint(1, 60), fate, kinds=dice.choice(KINDS), error=error, stays=stays)
            while (answer := ask(running, line))["verdict"] in {"refused", "unknown"}:
                tally.answers[f"{answer['verdict']} {answer['code']}"] += 1
                if answer["code"] not in TROUBLES:
                    tally.broken.append(f"seed {seed}, scan {at}: {answer['code']}")
                    return tally
                tries += 1
                if tries >= MOST_TRIES or not stays:
                    tally.injected += control.happened
                    control.clear()
            tally.injected += control.happened
            if answer["code"] != step.code or key(answer["state"]) != shift.shown[at + 1]:
                tally.broken.append(f"seed {seed}, scan {at}: {answer['code']}, {key(answer['state'])}")
                return tally
        control.clear()
        if running.finish() != 0:
            tally.broken.append(f"seed {seed}: ended with {running.status}")
    finally:
        running.close()
    tally.broken += looked_at(yard, home, shift)
    return tally


def start(yard: Yard, control: Control, seed: int) -> str:
    """Start on a disk that fails at a random call; return what is wrong with how that ends, "" where nothing is."""
    dice, shift = random.Random(seed), yard.pick
    home = yard.fresh(shift)
    kinds = DATABASE_FILES | Kind.READ if dice.random() < 0.4 else DATABASE_FILES | ANY_DEED
    stays = dice.random() < 0.5
    control.set(dice.randint(1, 20), Fate.FAIL, kinds=kinds, error=dice.choice(ERRORS), stays=stays)
    running = yard.start(shift, home, CRASH_CONTROL=str(control.path))
    try:
        running.say("")
        answer = running.hear()
        control.clear()
        told = running.errors.read_text("utf-8")
        if answer is None:
            plain = len(told.splitlines()) == 1 and "Traceback" not in told and "bug" not in told
            return "" if running.wait() == 3 and plain else f"seed {seed}: exit {running.status}, {told}"
        if running.finish() != 0:
            return f"seed {seed}: exit {running.status}, {told}"
    finally:
        running.close()
    return "".join(doctor(home, copied(home, yard.folder / "after-faults")) + list(crash_reports(home)))


def at_the_window(yard: Yard, control: Control, scans: int) -> list[str]:
    """Pack some scans at the window on a disk that is full, or fails, at every other one; return what is wrong.

    Each scan that could not be done sounds as trouble; scanned again when the disk is well it is done, once.
    """
    home, shift, tones = yard.fresh(yard.pack), yard.pack, list[str]()
    control.clear()
    running = window(yard, home, control)
    try:
        ask(running, LOOK)
        for at in range(scans):
            text = shift.steps[at].text
            if at % 2 == 0:
                error = ERRORS[at // 2 % 2]
                control.set(1, Fate.FAIL, kinds=DATABASE_FILES | ANY_DEED, error=error, stays=True)
                tones.append(ask(running, text)["tone"])
                control.clear()
            tones.append("good" if ask(running, text)["tone"] in GOOD_TONES else "bad")
        left = running.finish()
    finally:
        running.close()
    there = copied(home, yard.folder / "after-faults")
    wrong = [] if left == 0 else [f"exit {left}"]
    if tones != [tone for at in range(scans) for tone in (("trouble", "good") if at % 2 == 0 else ("good",))]:
        wrong.append(f"it sounded {tones}")
    if facts(there, shift.begun) != shift.steps[:scans]:
        wrong.append(f"what lies there is not what was scanned: {facts(there, shift.begun)}")
    return wrong + doctor(home, there) + list(crash_reports(home))


def looked_at(yard: Yard, home: Path, shift: Shift) -> list[str]:
    """Return what is wrong at the end."""
    there = copied(home, yard.folder / "after-faults")
    found = facts(there, shift.begun)
    wrong = [] if found == shift.steps else [f"{len(found)} scans are kept, not {len(shift.steps)}"]
    return wrong + doctor(home, there) + list(crash_reports(home))
