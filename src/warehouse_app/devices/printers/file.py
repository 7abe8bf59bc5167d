"""A printer that is a folder: each job becomes one whole file named after it, never overwritten, never half there."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from warehouse_app.ports.printer import (
    NOBODY_KNOWS,
    FateResult,
    Language,
    Outcome,
    PrinterCard,
    PrinterKind,
    PrinterStatus,
    SendResult,
)

LONGEST_NAME = 120
MOST_NAMESAKES = 1_000
_AGAIN = re.compile(r"(-copy\d+)?(-\d+)?$")
"""What copies and namesakes have behind the name."""

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
# Names Windows keeps for devices, whatever their extension.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def file_name(key: str) -> str:
    """Return the job's key as a file name that every system takes; two keys of ours never give one name."""
    name = _NOT_IN_NAMES.sub("_", key).strip(".")[:LONGEST_NAME] or "job"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def forget(card: PrinterCard, keys: Sequence[str]) -> int:
    """Remove from a printer's folder what it was given under these keys, with copies and namesakes; return how many."""
    folder, mine = Path(card.target).expanduser(), {file_name(key) for key in keys}
    if card.kind is not PrinterKind.FILE or not mine or not folder.is_dir():
        return 0
    found = [path for path in folder.iterdir() if path.is_file() and _AGAIN.sub("", path.stem) in mine]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


class FilePrinter:
    """Writes jobs into `folder`, which is made when it is missing."""

    def __init__(self, card: PrinterCard, folder: Path) -> None:
        self._folder = folder
        self._ending = {Language.PDF: ".pdf", Language.ESCPOS: ".escpos"}.get(card.language, ".zpl")

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._place(document, key)
        except (OSError, ValueError) as error:
            return SendResult(Outcome.NOT_SENT, "printer_folder", str(self._folder), str(error))
        return SendResult(Outcome.SENT, "", str(path))

    def status(self) -> PrinterStatus:
        place = self._folder
        while not place.exists() and place != place.parent:
            place = place.parent
        return PrinterStatus(known=True, reachable=place.is_dir() and os.access(place, os.W_OK))

    def fate(self, title: str, trace: str) -> FateResult:
        """A file is there or it is not, which `send` has told: the same job again finds its file."""
        return NOBODY_KNOWS

    def _place(self, document: bytes, key: str) -> Path:
        """Write beside, make durable, then give the name; the same job again finds its file and is done."""
        handle, name = tempfile.mkstemp(prefix=".job-", dir=self._folder)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(document)
                file.flush()
                os.fsync(file.fileno())
            for number in range(1, MOST_NAMESAKES):
                suffix = "" if number == 1 else f"-{number}"
                path = self._folder / f"{file_name(key)}{suffix}{self._ending}"
                if _give_name(beside, path):
                    _sync_folder(self._folder)
                    return path
                if path.is_file() and path.read_bytes() == document:
                    return path
        finally:
            beside.unlink(missing_ok=True)
        raise OSError("too many files of one name")


def _give_name(beside: Path, path: Path) -> bool:
    """Name the finished file without ever replacing another; False where the name is taken."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:
        return _give_name_without_links(beside, path)
    return True


def _give_name_without_links(beside: Path, path: Path) -> bool:
    """For file systems without links (FAT, some shares): reserve the name, then move onto our own reservation."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    try:
        beside.replace(path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders refuse it; the file itself is already on the disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
