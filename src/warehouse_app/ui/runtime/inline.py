"""A performer that does everything at once on the caller's thread: the twin for presenter tests and for drawing
screens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.runtime.protocols import Lane, Sound

T = TypeVar("T")


class InlinePerformer:
    """Performs at once. `held` set to True collects deeds instead; `release()` then does them in order."""

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self.troubles: list[Trouble] = []
        self._waiting: list[Callable[[], None]] = []

    def perform(
        self,
        fn: Callable[[], T],
        then: Callable[[T], None],
        *,
        lane: Lane = "store",
        trouble: Callable[[Any], None] | None = None,
    ) -> None:
        """Do it now, or keep it for `release`."""

        def deed() -> None:
            try:
                result = fn()
            except Trouble as caught:
                (trouble or self.troubles.append)(caught)
            else:
                then(result)

        if self.held:
            self._waiting.append(deed)
        else:
            deed()

    def post(self, fn: Callable[[], None]) -> None:
        """Do it now; there is one thread."""
        fn()

    def when_painted(self, fn: Callable[[], None]) -> None:
        """Do it now; nothing is painted."""
        fn()

    def release(self) -> None:
        """Do what was kept, in order."""
        waiting, self._waiting = self._waiting, []
        for deed in waiting:
            deed()


class SilentPlayer:
    """Remembers what would have been heard."""

    def __init__(self) -> None:
        self.played: list[Sound] = []

    def play(self, sound: Sound) -> None:
        """Remember the sound."""
        self.played.append(sound)
