"""A board that is read as a whole, and again once something moved: many changes in a row are one reading. No Qt.

After each reading it rests, the longer the dearer the reading was, so that live boards cost little however busy the
house is; what moved meanwhile is read when the rest is over.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol, TypeVar

from warehouse_app.domain.people import Right
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Pace:
    """A reading is followed by a rest `share` times as long, of at least `least_ms` and at most `most_ms` (0: any)."""

    least_ms: int
    share: int
    most_ms: int = 0

    def rest_after(self, took_ms: int) -> int:
        """Return how long the board rests after a reading."""
        rest = max(self.least_ms, took_ms * self.share)
        return min(rest, self.most_ms) if self.most_ms else rest


class BoardView(Protocol):
    """What the presenter of a board asks of its page."""

    def wake_in(self, ms: int) -> None:
        """Call `rested` after so long; 0 takes it back."""


class BoardReader(Presenter):
    """Subclasses say in `read` what is asked, by `ask`. `wakes` are the changes after which the board is old."""

    def __init__(
        self, board: BoardView, hands: Hands, wakes: frozenset[str], pace: Pace, clock: Callable[[], float] = monotonic
    ) -> None:
        self._board, self._hands, self._wakes, self._pace, self._clock = board, hands, wakes, pace, clock
        self._in_view = self._reading = self._resting = self._stale = self._was_read = False

    @abstractmethod
    def read(self) -> None:
        """Read the board."""

    def ask(self, question: Callable[[Any], V], then: Callable[[V], None], right: Right = Right.VIEW) -> None:
        """Ask for the board. `then` shows it, or asks again for another one; the rest follows."""
        self._reading, self._stale = True, False
        clock = self._clock

        def timed(desk: Any) -> tuple[V, int]:  # noqa: ANN401 - the application's desk
            begin = clock()
            found = question(desk)
            return found, round((clock() - begin) * 1000)

        self._hands.ask(
            timed, lambda answer: self._came(*answer, then), right=right, failed=lambda _trouble: self._missed()
        )

    def _came(self, found: V, took_ms: int, then: Callable[[V], None]) -> None:
        self._reading = False
        then(found)
        if not self._reading:
            first, self._was_read = not self._was_read, True  # which paid for what is made once, and tells nothing
            self._resting = True
            self._board.wake_in(self._pace.rest_after(0 if first else took_ms))

    def _missed(self) -> None:
        """It was not read: the page says why, and may ask again."""
        self._reading, self._stale = False, True

    def again(self) -> None:
        """Read it now, unless it is being read."""
        if not self._reading:
            self.read()

    def stir(self) -> None:
        """What is shown is old: it is read now, or after the rest."""
        self._stale = True
        if self._in_view and not self._reading and not self._resting:
            self.read()

    def shown(self) -> None:
        """Read the board."""
        self._in_view = True
        self.read()

    def hidden(self) -> None:
        """Out of view: nothing is read."""
        self._in_view, self._resting = False, False
        self._board.wake_in(0)

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something moved, here or elsewhere."""
        if changes & self._wakes:
            self.stir()

    def rested(self) -> None:
        """The rest is over."""
        self._resting = False
        if self._stale:
            self.stir()

    def minute(self) -> None:
        """A minute went by: what was soon may be late now, who scanned a while ago may be idle."""
        self.stir()
