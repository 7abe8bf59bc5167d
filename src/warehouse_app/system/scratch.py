"""Scratch folders inside a home, one a process; what a process that was killed left behind is swept by the next one."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from warehouse_app.domain.refusals import Trouble
from warehouse_app.system.locks import FileClaim, claim

_LOCK = ".lock"
_OLD = ("intake-*", "look-*")
"""Folders of programs that held no claim on theirs."""

_JOB = ".job-*"
"""Papers half written to a folder that stands for a printer."""

OLD_AFTER_S = 86_400
"""What nobody holds a claim on is left behind if it was not written to for a day."""


class Scratch:
    """The scratch folder of one process under `folder`, made when it is first asked for. Close it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Lock()
        self._mine: tuple[Path, FileClaim] | None = None

    def take(self) -> Path:
        """Return this process's own folder. Raises Trouble."""
        with self._turn:
            if self._mine is None:
                self._mine = self._made()
            return self._mine[0]

    def _made(self) -> tuple[Path, FileClaim]:
        mine = self._folder / f"run-{secrets.token_hex(8)}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            held = claim(mine.with_suffix(_LOCK))
            if held is None:
                raise AssertionError(mine)  # nobody else knows the name
            mine.mkdir()
        except OSError as error:
            raise Trouble("import_no_space", why=error.strerror or str(error)) from error
        return mine, held

    def sweep(self, papers: Sequence[Path] = ()) -> None:
        """Delete what dead processes left, here and (half a job) in the folders of papers; never fails."""
        if not self._folder.is_dir():
            return
        for lock in self._folder.glob(f"run-*{_LOCK}"):
            with contextlib.suppress(OSError):
                held = claim(lock)
                if held is not None:
                    _remove(lock.with_suffix(""), lock, held)
        aged = [each for name in _OLD for each in self._folder.glob(name)]
        for each in (*aged, *(job for folder in papers for job in folder.glob(_JOB))):
            with contextlib.suppress(OSError):
                if time.time() - each.stat().st_mtime > OLD_AFTER_S:
                    shutil.rmtree(each) if each.is_dir() else each.unlink()

    def close(self) -> None:
        """Delete this process's folder."""
        with self._turn:
            if self._mine is not None:
                mine, held = self._mine
                self._mine = None
                with contextlib.suppress(OSError):
                    _remove(mine, mine.with_suffix(_LOCK), held)


def _remove(folder: Path, lock: Path, held: FileClaim) -> None:
    """Delete a folder and then its lock, which is held until nothing is left to be mistaken for somebody's."""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):  # a lock that is held cannot be deleted everywhere
        lock.unlink()
    held.close()
    with contextlib.suppress(OSError):
        lock.unlink(missing_ok=True)
