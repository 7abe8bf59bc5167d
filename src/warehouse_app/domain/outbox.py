"""What must follow a commit: one row each, and the three ways a row's turn can end. Pure; the pauses are figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

FIRST_PAUSE_S = 2
"""Pause after the first failure; it doubles with each further one."""

LONGEST_PAUSE_S = 60
"""Longest pause: what waits for a printer goes on at most a minute after the printer is back."""

MOST_FAULTS = 5
"""Failures that no printer or line explains; then a person is asked."""


class OutboxState(StrEnum):
    """Where a row is: waiting for its turn, done, or parked until a person has seen it."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One thing to do. `intent` is its idempotency key, `payload` JSON, `attempts` how often it did not work."""

    id: int
    intent: str
    kind: str
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Done:
    """It is done, once and for all."""


@dataclass(frozen=True, slots=True)
class Later:
    """It did not work; try again after a growing pause, or at `until` (UTC ISO text) where that is named."""

    trouble: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class PutOff:
    """It was not tried, because the same road failed a moment ago; `until` is UTC ISO text."""

    trouble: str
    until: str


@dataclass(frozen=True, slots=True)
class Parked:
    """It cannot go on before a person has looked."""

    trouble: str


Ending: TypeAlias = Done | Later | PutOff | Parked


def pause_after(attempts: int) -> int:
    """Return the seconds to wait after `attempts` failures: 2, 4, 8, ... at most a minute."""
    steps = min(max(attempts, 1) - 1, LONGEST_PAUSE_S.bit_length())
    return min(LONGEST_PAUSE_S, FIRST_PAUSE_S << steps)
