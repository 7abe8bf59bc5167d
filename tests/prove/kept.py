"""What was proved so far, kept in one JSON file that several shares add to at once."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.prove.part import Part
from warehouse_app.store.sqlite.turn import Turn


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece that was run: what it counted, or the last words of what was found."""

    part: str
    number: int
    seed: int
    commit: str
    seconds: float
    counts: dict[str, int] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    part: Part
    done: int
    counts: dict[str, int]
    pieces: int
    seconds: float
    faults: tuple[Piece, ...]
    commits: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was found and nothing counted that must be zero."""
        return not self.faults and not any(self.counts.get(name, 0) for name in self.part.none)


class Kept:
    """The file, by default `build/prove.json`. Each change reads it, adds and replaces it, one process at a time.

    Where there is none yet, it begins with what was written down before (`docs/prove.json`).
    """

    def __init__(self, path: Path, before: Path | None = None) -> None:
        self.path, self._before = path, before

    def pieces(self) -> list[Piece]:
        """Return every piece that was run, oldest first."""
        there = [each for each in (self.path, self._before) if each is not None and each.exists()]
        if not there:
            return []
        return [Piece(**each) for each in json.loads(there[0].read_text("utf-8"))["pieces"]]

    def write_down(self, target: Path) -> None:
        """Write all that was run into a file that the next machine begins with, a line a piece."""
        told = [json.dumps(_plain(each), ensure_ascii=False) for each in self.pieces()]
        target.write_text('{"pieces": [\n' + ",\n".join(told) + "\n]}\n", "utf-8")

    def add(self, piece: Piece) -> None:
        """Add a piece; one of the same part and number that failed before gives way."""
        with self._turn():
            others = [each for each in self.pieces() if (each.part, each.number) != (piece.part, piece.number)]
            self._write([*others, piece])

    def begin_anew(self) -> None:
        """Forget all."""
        with self._turn():
            self._write([])

    @contextmanager
    def _turn(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        turn = Turn(self.path.with_suffix(".turn"))
        try:
            with turn:
                yield
        finally:
            turn.close()

    def _write(self, pieces: list[Piece]) -> None:
        """Replace the file in one step, so that a stop at any moment leaves the old one or the new one."""
        document: dict[str, Any] = {"totals": _totals(pieces), "pieces": [_plain(each) for each in pieces]}
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix="prove-", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(document, out, indent=1)
            out.write("\n")
        Path(name).replace(self.path)


def _plain(piece: Piece) -> dict[str, Any]:
    return {name: getattr(piece, name) for name in Piece.__slots__}


def _totals(pieces: list[Piece]) -> dict[str, dict[str, int]]:
    totals: dict[str, Counter[str]] = {}
    for each in pieces:
        totals.setdefault(each.part, Counter()).update(each.counts)
    return {name: dict(counted) for name, counted in totals.items()}


def lines(parts: Iterable[Part], pieces: Iterable[Piece]) -> list[Line]:
    """Add up what was reached of each part."""
    told = list(pieces)
    found = []
    for part in parts:
        mine = [each for each in told if each.part == part.name]
        counted: Counter[str] = Counter()
        for each in mine:
            counted.update(each.counts)
        found.append(
            Line(
                part,
                counted["done"],
                dict(counted),
                len(mine),
                sum(each.seconds for each in mine),
                tuple(each for each in mine if each.fault),
                tuple(dict.fromkeys(each.commit for each in mine)),
            )
        )
    return found
