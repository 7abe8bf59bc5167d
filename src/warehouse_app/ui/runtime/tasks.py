"""Deeds that take longer than a moment: how far they are, and how a person stops them between two steps. No Qt.

Promise: a deed is stopped only where it says how far it is, or where it pauses between two small transactions, so
nothing is left half done; what was done stays.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SHOWN_AFTER_S = 1.0
"""What ends sooner is not announced."""
TOLD_AFTER_S = 10.0
"""Nobody watches longer than this: the end of such a deed goes to the list of notices."""


class Stopped(Exception):  # noqa: N818 - a person's wish, not an error
    """The person stopped the deed; raised inside it, at its next step."""


@dataclass(frozen=True, slots=True)
class TaskState:
    """How far a deed is. `whole` is 0 where nobody knows how much there is."""

    words: str
    done: int
    whole: int
    seconds: int
    stopping: bool
    more: int = 0


class Task:
    """One running deed. `told` and `pause` are called by the deed, `stop` by the window: any thread may."""

    def __init__(self, words: str, clock: Callable[[], float] = time.monotonic, *, quiet: bool = False) -> None:
        self.words, self.quiet = words, quiet
        self._clock, self._since = clock, clock()
        self._wanted = threading.Event()
        self._far = (0, 0)

    def told(self, done: int, whole: int = 0) -> None:
        """Say how far the deed is. Raises Stopped."""
        self._far = (done, whole)
        self._go_on()

    def pause(self, seconds: float) -> None:
        """Wait between two steps. Raises Stopped."""
        self._wanted.wait(seconds)
        self._go_on()

    def stop(self) -> None:
        """Ask the deed to end at its next step."""
        self._wanted.set()

    def stopping(self) -> bool:
        """Say whether it was asked to end."""
        return self._wanted.is_set()

    def seconds(self) -> float:
        """Return for how long it has been running."""
        return self._clock() - self._since

    def state(self, more: int = 0) -> TaskState:
        """Return how far it is; `more` deeds run beside it."""
        done, whole = self._far
        return TaskState(self.words, done, whole, int(self.seconds()), self._wanted.is_set(), more)

    def _go_on(self) -> None:
        if self._wanted.is_set():
            raise Stopped


class Tasks:
    """The running deeds of a window, and who is told when one ended. GUI thread only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._running: list[Task] = []
        self._hearers: list[Callable[[], None]] = []
        self._enders: list[Callable[[Task, bool], None]] = []

    def on_change(self, hearer: Callable[[], None]) -> None:
        """Hear when a deed began or ended."""
        self._hearers.append(hearer)

    def on_end(self, hearer: Callable[[Task, bool], None]) -> None:
        """Hear of each end: the deed, and whether a person stopped it."""
        self._enders.append(hearer)

    def begin(self, words: str, *, quiet: bool = False) -> Task:
        """Note that a deed runs; `words` say what ("Promising stock"). A `quiet` one is told of by its own page."""
        task = Task(words, self._clock, quiet=quiet)
        self._running.append(task)
        self._tell()
        return task

    def end(self, task: Task, *, stopped: bool = False) -> None:
        """Note that it ended."""
        if task in self._running:
            self._running.remove(task)
            for hearer in () if task.quiet else self._enders:
                hearer(task, stopped)
            self._tell()

    def shown(self) -> TaskState | None:
        """Return the oldest deed that runs long enough to be shown."""
        slow = self._slow()
        return slow[0].state(len(slow) - 1) if slow else None

    def running(self) -> bool:
        """Say whether any deed runs."""
        return bool(self._running)

    def stop(self) -> None:
        """Stop the deed that is shown."""
        for task in self._slow()[:1]:
            task.stop()

    def stop_all(self) -> None:
        """Stop every deed: the window closes."""
        for task in self._running:
            task.stop()

    def _slow(self) -> list[Task]:
        return [task for task in self._running if not task.quiet and task.seconds() >= SHOWN_AFTER_S]

    def _tell(self) -> None:
        for hearer in self._hearers:
            hearer()
