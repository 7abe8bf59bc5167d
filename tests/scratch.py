"""Where tests write: in memory where there is a disk of it, for at each commit SQLite waits until a disk has it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""What all tests at once leave there at most; containers often have a few megabytes only."""


def memory() -> Path | None:
    """Return the memory disk; None where there is none, or it has no room, or programs may not be run from it."""
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ROOM:
        return None
    return None if os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC else _MEMORY


def of_this_process(prefix: str) -> Path:
    """Return a new folder there, which goes with this process: what stays would fill the memory, run after run."""
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=memory()))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
