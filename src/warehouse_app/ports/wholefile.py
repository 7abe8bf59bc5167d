"""A file that is there whole, or not at all: written beside its place under another name, and put there at the end."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from warehouse_app.domain.refusals import Trouble


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
    """Yield where to write; what is there at the end of the block takes the file's place. Raises Trouble."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise Trouble("file_not_written", file=str(path), why=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
