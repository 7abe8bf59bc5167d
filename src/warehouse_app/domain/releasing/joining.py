"""An urgent order joins a batch that somebody picks already: only where the picker still comes by, and has room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ahead:
    """A stop that still lies before the picker: its number, and where it is (aisle "" where none is known)."""

    seq: int
    place: str
    aisle: str = ""
    y_mm: int = 0


@dataclass(frozen=True, slots=True)
class Want:
    """A place that the urgent order asks for."""

    place: str
    aisle: str = ""
    y_mm: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a new stop goes: behind the stop of that number; `detour_mm` there and back from it."""

    after: int
    detour_mm: int


def seats(ahead: Sequence[Ahead], wanted: Sequence[Want]) -> tuple[Seat, ...] | None:
    """Return behind which stop each wanted place is visited, or None where the batch does not pass one of them.

    The first stop ahead is the one the picker walks to: whatever joins comes behind it. A batch passes a place where it
    stops there, or in the same aisle.
    """
    if not ahead:
        return None
    found = []
    for want in wanted:
        seat = _seat(ahead, want)
        if seat is None:
            return None
        found.append(seat)
    return tuple(found)


def _seat(ahead: Sequence[Ahead], want: Want) -> Seat | None:
    same = [each for each in ahead if each.place == want.place]
    if same:
        return Seat(max(each.seq for each in same), 0)
    near = [each for each in ahead if each.aisle and each.aisle == want.aisle]
    if not near:
        return None
    nearest = min(near, key=lambda each: (abs(each.y_mm - want.y_mm), -each.seq))
    return Seat(nearest.seq, 2 * abs(nearest.y_mm - want.y_mm))
