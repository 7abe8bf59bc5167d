"""Time and fresh ids, asked for from outside so that domain, planning and application stay repeatable."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the time now, aware, in UTC."""
        ...


class Ids(Protocol):
    """Makes ids that nobody made before."""

    def new(self) -> str:
        """Return a fresh id of lower-case letters, digits and `-`."""
        ...

    def secret(self, bits: int) -> int:
        """Return a random whole number of so many bits, fit for badges and tokens."""
        ...


def iso(moment: datetime) -> str:
    """Return UTC ISO text of fixed width, so that text order is time order."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
