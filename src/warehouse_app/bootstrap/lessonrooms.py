"""Rooms of lessons in a home: each held by its process, what a dead one left swept away, results that wait kept.

A result waits where the database of the company was away when the lesson ended; it is kept when one is next reached.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse_app.application.run import Runner, Session
from warehouse_app.application.training.results import KeepLesson
from warehouse_app.domain.jsonable import decode, encode
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.home import Home
from warehouse_app.system.clock import SystemIds
from warehouse_app.system.home import LocalHome
from warehouse_app.system.locks import claim

FOLDER = "training"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a lesson went, and whose it was; without a name, for it lies in a file."""

    command: KeepLesson
    person: PersonId
    code: str
    role: Role
    station: str
    database: str


class LessonHome(LocalHome):
    """The home of a lesson inside a real one, which keeps its crash reports: this one is gone when the lesson ends."""

    def __init__(self, path: Path, real: Home) -> None:
        super().__init__(path)
        self._real = real

    def crash(self, report: str) -> str:
        """Keep a report in the real home."""
        return self._real.crash(report)


@contextlib.contextmanager
def folder_in(home: Home) -> Iterator[Path]:
    """Hold a folder for one lesson; nothing of it is left afterwards. Raises OSError where there cannot be one."""
    sweep(home)
    rooms = home.path / FOLDER
    rooms.mkdir(exist_ok=True)
    folder = rooms / SystemIds().new()
    held = claim(_lock_of(folder))  # before the folder is there, or another process could sweep it
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            held.close()
        _lock_of(folder).unlink(missing_ok=True)


def sweep(home: Home) -> None:
    """Take away what lessons left whose process died; one that goes on is held, and stays."""
    rooms = home.path / FOLDER
    for folder in [each for each in rooms.glob("*") if each.is_dir()]:
        with contextlib.suppress(OSError):
            held = claim(_lock_of(folder))
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                held.close()
                _lock_of(folder).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def keep(home: Home, runner: Runner, session: Session, command: KeepLesson) -> None:
    """Keep how a lesson went; where the company is out of reach, it waits in the home."""
    try:
        runner.perform(command, session)
    except Trouble:
        actor = session.actor
        waits = Waiting(command, actor.person, actor.code, actor.role, session.station, runner.store.name)
        file = home.path / FOLDER / f"{command.id}.json"
        with contextlib.suppress(OSError):  # a disk that is full as well: nothing more can be done
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(encode(waits)), encoding="utf-8")


def keep_waiting(home: Home, runner: Runner) -> None:
    """Keep the results that wait for this company; one that it refuses waits no longer. Raises nothing."""
    for file in sorted((home.path / FOLDER).glob("*.json")):
        with contextlib.suppress(OSError, Trouble):
            found = _read(file)
            if found is not None and found.database != runner.store.name:
                continue
            if found is not None:
                actor = Actor(found.person, found.code, "", found.role, with_pin=False)
                runner.perform(found.command, Session(actor, found.station))
            file.unlink()


def _read(file: Path) -> Waiting | None:
    """Return a result that waits, None where the file is no such thing."""
    try:
        return decode(Waiting, json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError):
        return None
