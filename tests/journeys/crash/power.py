"""The power fails at any moment: what was written but not synced may be lost, torn or there, in any mixture.

`record` lets the unmodified program work a shift and keeps every write and sync of its database, with every answer in
its place between them. `cuts` plays the record up to a random moment and makes the files as a disk might leave them:
of each file all is there up to its last sync; each later write is lost (40 %), torn at sectors of 512 bytes (20 %) or
there. A log that was removed may be back until its folder was synced. `-shm` is gone, as after any start.
Not modelled: a disk that says it has synced and has not.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.crash.shift import PROBE, Shift, Step, Yard, ask, doctor, facts
from tests.journeys.crash.shim import Kind

SECTOR = 512
LOST, TORN = 0.4, 0.6
_GOOD = (b'"verdict": "accepted"', b'"verdict": "done"')
_HEAD = struct.Struct("iiqq")
_UNITS = 3 + 2 + 1 + 1
"""Scans of an order at the pack bench: the tote, and its units."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One call of the program: what was done to which file; of an answer its bytes."""

    kind: Kind
    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """The database before, every deed since, and the scans that were worked."""

    before: bytes
    deeds: tuple[Deed, ...]
    steps: tuple[Step, ...]


@dataclass
class File:
    """A file on the disk: what is safe, and what was done to it since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Deed] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is safe now."""
        for deed in self.since:
            _put(self.safe, deed, deed.data)
        self.since.clear()

    def after_a_cut(self, dice: random.Random) -> bytearray:
        """Return what may be found of it."""
        found = bytearray(self.safe)
        for deed in self.since:
            luck = dice.random()
            if luck < LOST:
                continue
            if luck < TORN and deed.kind & Kind.WRITE:
                for at in range(0, len(deed.data), SECTOR):
                    if dice.random() < 0.5:
                        part = deed.data[at : at + SECTOR]
                        _put(found, Deed(deed.kind, deed.offset + at, len(part), part), part)
            else:
                _put(found, deed, deed.data)
        return found


def _put(file: bytearray, deed: Deed, data: bytes) -> None:
    if deed.kind & Kind.CUT:
        del file[deed.length :]
        file.extend(bytes(deed.length - len(file)))
        return
    if len(file) < deed.offset:
        file.extend(bytes(deed.offset - len(file)))
    file[deed.offset : deed.offset + len(data)] = data


class Disk:
    """The database and its log, as deed follows deed."""

    def __init__(self, before: bytes) -> None:
        self.database, self.wal, self.there = File(bytearray(before)), File(), False
        self.removed: File | None = None
        """A log whose removal the folder may not know yet."""
        self.answered = 0

    def do(self, deed: Deed) -> None:
        """Let it happen."""
        kind = deed.kind
        if kind & Kind.ANSWER:
            self.answered += sum(any(good in line for good in _GOOD) for line in deed.data.split(b"\n"))
        elif kind & Kind.FOLDER:
            self.removed = None
        elif kind & Kind.REMOVE:
            self.removed, self.wal, self.there = self.wal, File(), False
        else:
            file = self.wal if kind & Kind.WAL else self.database
            self.there = self.there or bool(kind & Kind.WAL)
            file.sync() if kind & Kind.SYNC else file.since.append(deed)

    def cut(self, dice: random.Random, home: Path) -> None:
        """Leave in a folder what may be found when the power is back."""
        home.mkdir(exist_ok=True)
        for old in home.glob("company.db*"):
            old.unlink()
        (home / "company.db").write_bytes(self.database.after_a_cut(dice))
        wal = self.wal if self.there else None
        if self.removed is not None and dice.random() < 0.5:
            wal = self.removed
        if wal is not None:
            (home / "company.db-wal").write_bytes(wal.after_a_cut(dice))


def record(yard: Yard, plant: str = "") -> Record:
    """Let the program pick everything and then pack everything, ended and begun again between some orders."""
    home, path = yard.fresh(yard.pick), yard.folder / f"record-{plant}"
    path.unlink(missing_ok=True)
    before = (home / "company.db").read_bytes()
    _work(yard, yard.pick, home, path, plant, len(yard.pick.steps))
    _work(yard, yard.pack, home, path, plant, 2 * _UNITS)
    return Record(before, tuple(read(path)), yard.pick.steps + yard.pack.steps)


def _work(yard: Yard, shift: Shift, home: Path, path: Path, plant: str, between: int) -> None:
    for begin in range(0, len(shift.steps), between):
        running = yard.start(shift, home, plant=plant, CRASH_RECORD=str(path))
        for step in shift.steps[begin : begin + between]:
            answer = ask(running, step.text)
            assert answer["code"] == step.code, answer
        ask(running, PROBE)
        assert running.finish() == 0
        running.close()


def read(path: Path) -> Iterator[Deed]:
    """Yield the deeds of a record."""
    data, at = path.read_bytes(), 0
    while at < len(data):
        kind, size, offset, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        yield Deed(Kind(kind), offset, length, data[at : at + size])
        at += size


@dataclass
class Tally:
    """What a run of cuts found. `lost` counts cuts that lost an answered scan, `ruined` those that left no database."""

    cuts: int = 0
    answered: int = 0
    lost: int = 0
    ruined: int = 0
    faults: list[str] = field(default_factory=list)


def cuts(record: Record, seed: int, count: int, home: Path, *, whole: bool = True) -> Tally:
    """Cut the power at so many moments; with `whole` the program opens what is left in `home`, and its doctor looks."""
    dice, tally = random.Random(seed), Tally()
    disk, at = Disk(record.before), 0
    for moment in sorted(dice.randrange(len(record.deeds) + 1) for _ in range(count)):
        while at < moment:
            disk.do(record.deeds[at])
            at += 1
        disk.cut(random.Random(f"{seed} {tally.cuts}"), home)
        tally.cuts += 1
        tally.answered += disk.answered
        _look(record, disk, home, tally, whole=whole)
    return tally


def _look(record: Record, disk: Disk, home: Path, tally: Tally, *, whole: bool) -> None:
    """Let the program open what is left, and compare."""
    try:
        if whole and (wrong := doctor(home, home)):
            tally.ruined += 1
            tally.faults.append(f"cut {tally.cuts}: {wrong}")
            return
        found = facts(home, 0)
    except Exception as error:  # noqa: BLE001 - whatever cannot be read is ruined
        tally.ruined += 1
        tally.faults.append(f"cut {tally.cuts}: {error}")
        return
    if found != record.steps[: len(found)] or len(found) > disk.answered + 1:
        tally.faults.append(f"cut {tally.cuts}: what is left is not the shift")
    if len(found) < disk.answered:
        tally.lost += 1
        tally.faults.append(f"cut {tally.cuts}: {disk.answered} scans were answered, {len(found)} are there")
