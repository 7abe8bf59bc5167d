"""Killed and started again, as often as you like: `run(yard, control, seed, count)`.

A shift is worked scan by scan. At random the process is killed: at some moment of its start, at some moment of a scan,
or by the shim at (before, in the middle of, after) the n-th write or sync of its files. After each death a copy of
what lies there is compared with the shift as it goes without crashes, looked at by the doctor, and the work goes on.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.crash.forks import Running
from tests.journeys.crash.shift import (
    PROBE,
    STATION,
    Shift,
    Step,
    Yard,
    ask,
    copied,
    crash_reports,
    doctor,
    facts,
    gone,
    key,
    on_manifest,
)
from tests.journeys.crash.shim import Control, Fate, Kind
from tests.journeys.crash.windowhands import LOOK

EACH_WRITE = ("each write",)
"""Die at the first write or sync of a scan, in the next life at the second one, until a scan ends before it."""

WAYS = ("moment", "moment", "write", "write", "sync", "start moment", "start write")
MODES = ("pick", "pack", "load")
DEATHS = (Fate.KILL_BEFORE, Fate.KILL_TORN, Fate.KILL_AFTER)
LATER = 7
"""Writes by which a hand-over may come further than the one before: a manifest is handed over within some 30 deaths."""
GOOD_TONES = frozenset({"right", "line_complete", "order_complete"})
MOST_BETWEEN = 4
"""Scans worked in peace before the next death, at most."""


class Broken(AssertionError):  # noqa: N818 - it names a promise
    """A promise was broken."""


@dataclass
class Tally:
    """What a run did and found. `faults` names what broke, each with the seed and kill that repeat it."""

    seed: int
    kills: int = 0
    write: int = 0
    """The write or sync at which the last life of `EACH_WRITE` ended."""

    answered: int = 0
    in_flight: int = 0
    ways: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest_s: float = 0.0


def run(
    yard: Yard,
    control: Control,
    seed: int,
    count: int,
    *,
    plant: str = "",
    at_window: bool = False,
    ways: tuple[str, ...] = WAYS,
    modes: tuple[str, ...] = MODES,
) -> Tally:
    """Kill the program so many times; the first broken promise ends the run. The seed repeats it."""
    dice, tally = random.Random(seed), Tally(seed)
    while tally.kills < count and not tally.faults:
        shift = yard.pack if at_window else yard.shifts[dice.choice(modes)]
        life = (Window if at_window else Life)(yard, control, shift, dice, tally, plant, ways)
        try:
            life.work(count)
        except Broken as broken:
            tally.faults.append(f"seed {seed}, kill {tally.kills}, {shift.mode}: {broken}")
        finally:
            life.close()
    return tally


class Life:
    """One company from the beginning of its shift to the end, over many deaths of the program."""

    longest_start_s = 0.4

    def __init__(
        self,
        yard: Yard,
        control: Control,
        shift: Shift,
        dice: random.Random,
        tally: Tally,
        plant: str,
        ways: tuple[str, ...],
    ) -> None:
        self._yard, self._control, self._shift = yard, control, shift
        self._dice, self._tally, self._plant, self._ways = dice, tally, plant, ways
        self.home = yard.fresh(shift)
        self._copy = yard.folder / "copy"
        self._done = self._kept = 0
        """Scans that were answered, and scans that lay there when it was last looked."""
        self._sent: tuple[str, str] | None = None
        """The line that was not answered, with its id."""
        self._running: Running | None = None
        self._scan_s, self._writes, self._n = 0.02, 30, 0

    def work(self, count: int) -> None:
        """Work and die until the shift is over, or so many deaths have been died."""
        while self._done < len(self._shift.steps) and self._tally.kills < count:
            way = self._dice.choice(self._ways)
            self._begin(way)
            if way.startswith("start"):
                self._die_early(way)
            elif self._resume():
                self._die(way)
            if self._running is not None and self._running.status is not None:
                self._tally.kills += 1
                self._tally.ways[way] += 1
                self._look()
        self._end()

    def close(self) -> None:
        """End what runs."""
        if self._running is not None:
            self._running.close()

    def _begin(self, way: str) -> None:
        self._control.clear()
        if way == "start write":
            self._control.set(self._dice.randint(1, 25), self._dice.choice(DEATHS))
        if self._running is not None:
            self._running.close()
        self._running = self._start()

    def _start(self) -> Running:
        return self._yard.start(self._shift, self.home, plant=self._plant, CRASH_CONTROL=str(self._control.path))

    def _die_early(self, way: str) -> None:
        """Die before the first scan; where the n-th write did not come in time, die now."""
        assert self._running is not None
        if way == "start write":
            time.sleep(self.longest_start_s)
        else:
            time.sleep(self._dice.uniform(0, self.longest_start_s))
        self._running.kill()

    def _resume(self) -> bool:
        """Send the unanswered line again with its id, or look at the screen; either shows where the work stands."""
        assert self._running is not None
        began = time.monotonic()
        if self._sent is not None and self._dice.random() < 0.5:
            answer = ask(self._running, "\t".join(self._sent))
            self._check(answer, self._done)
            self._done += 1
        else:
            self._done = self._kept
            self._same_screen(key(ask(self._running, PROBE)["state"]))
        self._tally.longest_s = max(self._tally.longest_s, time.monotonic() - began)
        self._sent = None
        return self._done < len(self._shift.steps)

    def _die(self, way: str) -> None:
        """Work some scans in peace and then die, in whatever scan it comes."""
        running = self._running
        assert running is not None
        if way in EACH_WRITE:
            self._die_at_the_next(running)
            return
        for _ in range(min(self._dice.randint(0, MOST_BETWEEN), len(self._shift.steps) - self._done)):
            self._scan()
        if self._done == len(self._shift.steps):
            return
        if way == "moment":
            self._send()
            time.sleep(self._dice.uniform(0, 1.3 * self._scan_s))
            running.kill()
            self._hear()
            return
        death = self._dice.choice(DEATHS)
        if way == "sync":
            self._control.set(self._dice.randint(1, 2), death, kinds=Kind.WAL | Kind.DATABASE | Kind.SYNC)
        else:
            self._control.set(self._dice.randint(1, self._writes + 2), death)
        while self._done < len(self._shift.steps):
            self._send()
            if not self._hear():
                running.wait()
                return

    def _die_at_the_next(self, running: Running) -> None:
        while self._done < len(self._shift.steps):
            self._tally.write += 1
            self._control.set(self._tally.write, self._dice.choice(DEATHS))
            self._send()
            if not self._hear():
                running.wait()
                return
            self._tally.write = 0

    def _scan(self) -> None:
        """Scan in peace."""
        self._control.clear()
        began = time.monotonic()
        self._send()
        if not self._hear():
            raise Broken(f"the process ended by itself: {self._errors()}")
        self._scan_s += 0.2 * (time.monotonic() - began - self._scan_s)
        self._writes = max(self._control.seen, 8)

    def _send(self) -> None:
        assert self._running is not None
        self._n += 1
        self._sent = (self._shift.steps[self._done].text, f"own-{self._n}")
        self._running.say("\t".join(self._sent))

    def _hear(self) -> bool:
        """Take the answer to the line that was sent, False where there is none."""
        assert self._running is not None
        answer = self._running.hear()
        if answer is None:
            return False
        self._done += 1
        self._tally.answered += 1
        self._sent = None
        self._check(answer, self._done - 1)
        return True

    def _check(self, answer: dict[str, object], at: int) -> None:
        step = self._shift.steps[at]
        if (answer["verdict"], answer["code"]) != (step.verdict, step.code):
            raise Broken(f"scan {at} was answered {answer['verdict']} {answer['code']}, not {step.code}")
        state = answer["state"]
        assert isinstance(state, dict)
        if key(state) != self._shift.shown[at + 1]:
            raise Broken(f"after scan {at} the screen showed {key(state)}, not {self._shift.shown[at + 1]}")

    def _same_screen(self, shown: dict[str, object]) -> None:
        """A screen that is opened anew shows the next order, not the one just closed."""
        due = self._shift.shown[self._done]
        names = ("expects",) if due.get("phase") == "closed" else tuple(due)
        if any(shown[name] != due[name] for name in names):
            raise Broken(f"after {self._done} scans the work resumed at {shown}, not at {due}")

    def _look(self) -> None:
        """What lies there is the beginning of the shift: all that was answered, and at most the scan in flight."""
        copy = copied(self.home, self._copy)
        try:
            found = facts(copy, self._shift.begun)
        except AssertionError as error:
            raise Broken(str(error)) from None
        least, most = max(self._done, self._kept), self._done + (self._sent is not None)
        if found != self._shift.steps[: len(found)]:
            raise Broken(f"what lies there is not the shift: {[each.text for each in found][-3:]}")
        if not least <= len(found) <= most:
            raise Broken(f"{self._done} scans were answered, {len(found)} are there")
        if self._shift.mode == "load" and not _loaded_as_scanned(found, on_manifest(copy)):
            raise Broken(f"scanned were {[each.text for each in found]}, on the manifest are {on_manifest(copy)}")
        self._tally.in_flight += len(found) - least
        self._kept = len(found)
        if wrong := doctor(self.home, copy):
            raise Broken(f"the doctor found {wrong}")
        if reports := crash_reports(self.home):
            raise Broken(f"a bug was reported: {reports[0]}")

    def _errors(self) -> str:
        assert self._running is not None
        path: Path = self._running.errors
        return path.read_text("utf-8", "replace")[-1000:]

    def _end(self) -> None:
        """Let the process end by itself, and look once more."""
        self._control.clear()
        if self._running is None:
            return
        if self._running.status is None and self._running.finish() != 0:
            raise Broken(f"the program ended with {self._running.status}: {self._errors()}")


def _loaded_as_scanned(found: tuple[Step, ...], there: frozenset[str]) -> bool:
    """Say whether the parcels on the manifest are those that were scanned; each has its own code and the label's."""
    return {each.text for each in found} <= there and len(there) == 2 * len(found)


def hand_over(yard: Yard, control: Control, seed: int, count: int, plant: str = "") -> Tally:
    """Kill the hand-over of a manifest so many times, each time some writes or syncs later than the last.

    After each death what lies there is one of the steps of a hand-over without deaths, never an earlier one than
    before; called again it goes on, and what has gone to customers has gone once.
    """
    dice, tally = random.Random(seed), Tally(seed)
    while tally.kills < count and not tally.faults:
        home = yard.folder / f"handover-{seed}-{tally.kills}"
        shutil.copytree(yard.handover.home, home)
        try:
            _hand_over(yard, control, dice, tally, home, count, plant)
        except Broken as broken:
            tally.faults.append(f"seed {seed}, kill {tally.kills}, write {tally.write}: {broken}")
        shutil.rmtree(home)
    return tally


def _hand_over(
    yard: Yard, control: Control, dice: random.Random, tally: Tally, home: Path, count: int, plant: str
) -> None:
    """Hand over one manifest, over many deaths of the program, to its end."""
    at, ways = 0, yard.handover.ways
    tally.write = 0
    while True:
        tally.write += dice.randint(1, LATER)
        if tally.kills < count:
            control.set(tally.write, dice.choice(DEATHS))
        running = yard.hand_over(home, plant=plant, CRASH_CONTROL=str(control.path))
        answer = running.hear()
        ended = running.wait()
        running.close()
        control.clear()
        copy = copied(home, yard.folder / "copy")
        there = gone(copy)
        if there not in ways or ways.index(there) < at or (answer is not None and there != ways[-1]):
            raise Broken(f"what lies there is no step of a hand-over: {there}")
        if wrong := doctor(home, copy) + list(crash_reports(home)):
            raise Broken(f"the doctor found {wrong}")
        at = ways.index(there)
        if ended >= 0:
            if ended != 0 or answer is None:
                raise Broken(f"it ended with {ended}: {running.errors.read_text('utf-8', 'replace')[-1000:]}")
            tally.answered += 1
            return
        tally.kills += 1
        tally.ways["hand over"] += 1
        if at == len(ways) - 1:
            return


def window(yard: Yard, home: Path, control: Control) -> Running:
    """Start the window with a scripted scanner, and let the packer sign on by badge."""
    running = yard.forks.start(
        *("gui", "--station", STATION),
        plant="short_log,scanner_at_the_window",
        WAREHOUSE_HOME=str(home),
        CRASH_UNDER=str(home),
        CRASH_CONTROL=str(control.path),
        QT_QPA_PLATFORM="offscreen",
    )
    running.say(yard.crew.packer)
    return running


class Window(Life):
    """The same at the window: keys go in, tones come out, and the bench shows where the work stands."""

    longest_start_s = 1.5

    def _start(self) -> Running:
        return window(self._yard, self.home, self._control)

    def _resume(self) -> bool:
        assert self._running is not None
        began = time.monotonic()
        self._running.say(LOOK)
        told = self._running.hear()
        if told is None:
            raise Broken(f"the window ended by itself: {self._errors()}")
        self._done, self._sent = self._kept, None
        self._same_screen(key(told["state"]))
        self._tally.longest_s = max(self._tally.longest_s, time.monotonic() - began)
        return self._done < len(self._shift.steps)

    def _send(self) -> None:
        assert self._running is not None
        self._sent = (self._shift.steps[self._done].text, "")
        self._running.say(self._sent[0])

    def _check(self, answer: dict[str, object], at: int) -> None:
        if answer["tone"] not in GOOD_TONES:
            raise Broken(f"scan {at} sounded {answer['tone']}")
