"""Claims on a name between processes: a locked file, freed by the system when its process dies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class FileClaim:
    """A held claim."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def close(self) -> None:
        """Give it back."""
        self._file.close()


def claim(path: Path) -> FileClaim | None:
    """Lock the file of a name, made if missing; None when another process (or another claim) has it."""
    file = path.open("a+b")
    if _lock(file.fileno()):
        return FileClaim(file)
    file.close()
    return None


def claim_in(folder: Path, name: str) -> FileClaim | None:
    """Lock the file of a name in a folder, made if missing. Raises OSError where that cannot be."""
    folder.mkdir(exist_ok=True)
    plain = "".join(sign if sign.isalnum() or sign in "-_" else f"%{ord(sign):x}" for sign in name)
    return claim(folder / f"{plain[:120]}.lock")
