"""A file that is there whole, or not at all: written beside its place under another name, and put there at the end."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from warehouse_app.domain.refusals import Trouble, Usage

BESIDE = ("-wal", "-shm", "-journal", ".turn")
"""How files end that lie beside a database while it is worked on."""

_DATABASE = b"SQLite format 3\0"
"""How a database begins; no paper, list or export takes its place."""


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write a text file. Raises Trouble."""
    with part_of(path) as part, part.open("x", encoding="utf-8", newline="") as file:
        yield file


@contextlib.contextmanager
def whole_binary(path: Path) -> Iterator[BinaryIO]:
    """Write a file of bytes. Raises Trouble."""
    with part_of(path) as part, part.open("xb") as file:
        yield file


@contextlib.contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Yield where to write; what is there at the end of the block takes the file's place. Raises Trouble, Usage."""
    check_target(path)
    if is_database(path):
        raise Usage("file_is_database", file=str(path))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise Trouble("file_not_written", file=str(path), why=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def check_target(path: Path) -> None:
    """Refuse to take the place of a database that is worked on, of what belongs to one, of a device or a pipe.

    Raises Usage, Trouble.
    """
    if not path.name:
        raise Trouble("file_not_written", file=str(path), why=os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Trouble("file_not_written", file=str(path), why=os.strerror(errno.ENOTSUP))
    owners = [path.name.removesuffix(ending) for ending in BESIDE if path.name.endswith(ending)]
    names = [path.name + ending for ending in BESIDE] + [name for name in owners if name]
    if any(path.with_name(name).exists() for name in names):
        raise Usage("file_is_database", file=str(path))


def is_database(path: Path) -> bool:
    """Tell whether a file that can be read begins as a database does; a device or a pipe is left alone."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False
