"""The shim between the program and the disk: compiled when it is wanted, steered through a page both sides see."""

from __future__ import annotations

import mmap
import shutil
import struct
import subprocess
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")
_NUMBERS = struct.Struct("8i")


class Kind(IntFlag):
    """What a call is done to, and what it does; as in shim.c."""

    DATABASE = 1
    WAL = 2
    BESIDE = 4
    FOLDER = 8
    OTHER = 16
    ANSWER = 32
    WRITE = 64
    SYNC = 128
    CUT = 256
    REMOVE = 512
    READ = 1024


ANY_FILE = Kind.DATABASE | Kind.WAL | Kind.BESIDE | Kind.OTHER
ANY_DEED = Kind.WRITE | Kind.SYNC | Kind.CUT | Kind.REMOVE


class Fate(IntEnum):
    """What happens to the n-th call; as in shim.c."""

    NONE = 0
    KILL_BEFORE = 1
    KILL_TORN = 2
    KILL_AFTER = 3
    FAIL = 4
    FAIL_TORN = 5


def compiled(folder: Path) -> Path:
    """Return the shim, compiled into a folder; the test is skipped where there is no C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("the shim between program and disk needs a C compiler (gcc)")
    made = folder / "shim.so"
    words = [compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(words, check=True, capture_output=True)
    return made


@dataclass
class Control:
    """The page: which call is the last, or fails."""

    path: Path

    def __post_init__(self) -> None:
        self.path.write_bytes(bytes(_NUMBERS.size))
        with self.path.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), _NUMBERS.size)

    def set(self, n: int, fate: Fate, *, kinds: int = ANY_FILE | ANY_DEED, error: int = 0, stays: bool = False) -> None:
        """Let `fate` meet the n-th call from now on that is of these kinds, and with `stays` all after it."""
        self._page[:] = _NUMBERS.pack(n, int(kinds), int(fate), error, int(stays), 0, 0, 0)

    def clear(self) -> None:
        """Let everything be done from now on, and be counted."""
        self.set(0, Fate.NONE)

    @property
    def happened(self) -> int:
        """How often it did since `set`."""
        return int(_NUMBERS.unpack(self._page[:])[5])

    @property
    def seen(self) -> int:
        """How many calls of these kinds there were since `set`."""
        return int(_NUMBERS.unpack(self._page[:])[6])

    def close(self) -> None:
        """Let the page go."""
        self._page.close()
