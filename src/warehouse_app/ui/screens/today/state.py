"""What the screen of the day knows: the board, and how it may rest before it is read again. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.people import Right
from warehouse_app.domain.today import Today
from warehouse_app.ui.runtime.boardreader import Pace

PACE = Pace(2_000, 60)
"""A reading that took so long is followed by a rest this many times as long: live counts cost under 2 % of a core."""


@dataclass(frozen=True, slots=True)
class TodayScreen:
    """The screen; `board` is None before the first answer."""

    board: Today | None = None
    rights: frozenset[Right] = frozenset()
