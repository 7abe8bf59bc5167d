"""Where tests write: in memory where there is a disk of it, for at each commit SQLite waits until a disk has it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""What all tests at once leave there at most; containers often have a few megabytes only."""


def memory() -> Path | None:
    """Return the memory disk; None where there is none, or it has no room, or programs may not be run from it."""
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _ROOM:
        return None
    return None if os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC else _MEMORY
