"""Anchors of the audit trail: one line a seal, appended to a file that lies outside the database."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from warehouse_app.domain.ledger.audit import Anchor, anchor_line, read_anchor
from warehouse_app.domain.refusals import Trouble

NAME = "anchors.jsonl"
"""The file in a home that anchors are kept in where no other is named."""

MOST_BYTES = 16_000_000
"""More of a file is not read: a hundred years of daily anchors have a hundredth of it."""


class AnchorFile:
    """A file that only grows. A line in it that is no anchor is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def kept(self) -> tuple[Anchor, ...]:
        """Return all anchors, oldest first; none where there is no file. Raises Trouble."""
        try:
            with self._path.open("rb") as file:
                text = file.read(MOST_BYTES).decode("utf-8", "replace")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Trouble("file_not_read", file=str(self._path), why=error.strerror or str(error)) from error
        return tuple(found for line in text.splitlines() if (found := read_anchor(line)) is not None)

    def keep(self, anchor: Anchor) -> None:
        """Append one, on the disk before this returns. Raises Trouble."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{anchor_line(anchor)}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Trouble("file_not_written", file=str(self._path), why=error.strerror or str(error)) from error


def newest(anchors: Iterable[Anchor], company: str) -> Anchor | None:
    """Return the newest anchor of a company."""
    return max((each for each in anchors if each.company == company), key=lambda each: each.n, default=None)
