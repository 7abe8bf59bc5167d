"""Whether the database can be reached: since when it is away, and how long it was when it is back. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.runtime.loads import AWAY


@dataclass(frozen=True, slots=True)
class AwayState:
    """`since` is when it went away, as people read it; empty while all is well. `ended` right after it came back."""

    since: str = ""
    ended: bool = False


class AwayWatch:
    """Hears how every deed ended. `clock` returns the time of day as people read it."""

    def __init__(self, clock: Callable[[], str], on_change: Callable[[AwayState], None]) -> None:
        self._clock, self._on_change = clock, on_change
        self._since = ""

    def away(self) -> bool:
        """Say whether the database is away."""
        return bool(self._since)

    def ended(self, caught: BaseException | None) -> None:
        """A deed at the database ended: well (None), in trouble, or in a bug (which proves nothing)."""
        gone = isinstance(caught, Trouble) and caught.code in AWAY
        if gone and not self._since:
            self._since = self._clock()
            self._on_change(AwayState(self._since))
        elif caught is None and self._since:
            since, self._since = self._since, ""
            self._on_change(AwayState(since, ended=True))
