"""Turns at a file, watched: how often others were served while one process waited, whatever the machine's speed.

A number beside the lock counts the turns; it is looked at when a process asks, and moved on by whoever has the turn.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from warehouse_app.store.sqlite.turn import Turn

_SIZE = 8


class Watched:
    """The turns of this process. `overtaken` counts for each how many others had theirs meanwhile."""

    def __init__(self, database: Path) -> None:
        self.overtaken: list[int] = []
        self.waits_s: list[float] = []
        self._file = os.open(database.with_suffix(".turns"), os.O_RDWR | os.O_CREAT)
        enter = Turn.__enter__

        def watched(turn: Turn) -> None:
            asked, began = self._number(), time.perf_counter()
            enter(turn)
            self.waits_s.append(time.perf_counter() - began)
            now = self._number()
            self.overtaken.append(now - asked)
            os.pwrite(self._file, (now + 1).to_bytes(_SIZE, "big"), 0)

        Turn.__enter__ = watched  # type: ignore[method-assign]

    def _number(self) -> int:
        return int.from_bytes(os.pread(self._file, _SIZE, 0), "big")
