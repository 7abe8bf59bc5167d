"""Deaths of the process itself (a segmentation fault, an abort): the interpreter writes where, for the next start."""

from __future__ import annotations

import contextlib
import faulthandler
from pathlib import Path
from typing import IO

NAME = "fault.txt"


class FaultFile:
    """Watches this process; `taken` returns what the last one left."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._file: IO[str] | None = None

    def taken(self) -> str:
        """Return what a process that died here wrote, and forget it."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="backslashreplace").strip()
            self._path.unlink()
        except OSError:
            return ""
        return text

    def watch(self) -> None:
        """Have the interpreter write its stacks here if the process dies. Without the file nothing is watched."""
        with contextlib.suppress(OSError):
            self._file = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)

    def end(self) -> None:
        """The process ends well: nothing is left."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()
