"""What matters of a part of a walk while the floor is gone through from left to right, and how it changes.

A walk is edges walked once or twice. Of the part to the left of a line all that matters is, for each cross aisle, how
the walk stands where it crosses the line: not there, there with an even or an odd number of ends, and with which of
the others it hangs together (Ratliff and Rosenthal for two cross aisles, Pansart, Catusse and Cambazard for more). Such
a state is a tuple with a number for each cross aisle: 0 not visited, else 2 * component + parity. Changes of states are
worked out once and kept: there are few.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

State = tuple[int, ...]

DONE = -1
"""In every place of the state of a walk that is whole and closed: nothing may come any more."""


class Served(NamedTuple):
    """What a piece of an aisle does to the cross aisles at its two ends: ends it adds (odd or not), whether it comes
    there at all, and whether it joins them.
    """

    front_odd: int
    back_odd: int
    front: bool
    back: bool
    joins: bool


NOTHING = Served(0, 0, front=False, back=False, joins=False)


def blank(crossings: int) -> State:
    """Return the state of a walk that has not begun."""
    return (0,) * crossings


@lru_cache(maxsize=1 << 16)
def served(state: State, front: int, how: Served) -> State | None:
    """Return the state after the piece between cross aisles `front` and the next was served like this."""
    if how is NOTHING or how == NOTHING:
        return state
    if state[0] == DONE:
        return None
    marks = list(state)
    fresh = 2 * (len(marks) + 2)
    for place, comes, odd in ((front, how.front, how.front_odd), (front + 1, how.back, how.back_odd)):
        if comes:
            marks[place] = (marks[place] or fresh + 2 * place) ^ odd
    if how.joins:
        keep, drop = marks[front] >> 1, marks[front + 1] >> 1
        marks = [keep * 2 + (mark & 1) if mark and mark >> 1 == drop else mark for mark in marks]
    return _named(marks)


@lru_cache(maxsize=1 << 16)
def stepped(state: State, place: int, times: int, odd: int, wanted: bool) -> State | None:  # noqa: FBT001
    """Return the state after the step along cross aisle `place` to the next aisle, walked `times`; None: not allowed.

    `odd`: a walk begins or ends where the step begins, so that an odd number of ends is due there; `wanted`: the walk
    has to come there.
    """
    mark = state[place]
    if mark == DONE:
        return state if times == 0 and not odd and not wanted else None
    if (mark & 1) ^ (times & 1) ^ odd or (wanted and not mark and not times):
        return None
    if times and not mark and not wanted:
        return None
    marks = list(state)
    if times:
        marks[place] = (mark & ~1 or 2 * (len(marks) + 2)) | (times & 1)
        return _named(marks)
    marks[place] = 0
    if mark and all(other >> 1 != mark >> 1 for other in marks if other):
        return (DONE,) * len(marks) if not any(marks) else None
    return _named(marks)


def closes(state: State, odd: tuple[int, ...], wanted: tuple[bool, ...]) -> bool:
    """Tell whether a walk is whole when the last aisle was served: one piece, with the ends that are due."""
    if state[0] == DONE:
        return not any(odd) and not any(wanted)
    parts = {mark >> 1 for mark in state if mark}
    return len(parts) == 1 and all(
        (mark & 1) == due and (mark > 0 or not must) for mark, due, must in zip(state, odd, wanted, strict=True)
    )


def _named(marks: list[int]) -> State:
    """Return the state with its components numbered from 1 in order of their first cross aisle."""
    names: dict[int, int] = {}
    for mark in marks:
        if mark:
            names.setdefault(mark >> 1, len(names) + 1)
    return tuple(names[mark >> 1] * 2 + (mark & 1) if mark else 0 for mark in marks)
