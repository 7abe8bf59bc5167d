"""What presenters may lean on, without Qt: a performer of deeds, a change feed, sounds. Tests give twins of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")
Lane = Literal["store", "read", "wire", "compute"]
Sound = Literal["right", "line_complete", "order_complete", "question", "stop", "trouble", "double_read"]


class Performs(Protocol):
    """Runs `fn` away from the window and hands its result to `then` on the window's own thread.

    Trouble goes to `trouble` if given, else to the shell's notices; any other exception is a bug
    and goes to the crash report.
    """

    def perform(
        self,
        fn: Callable[[], T],
        then: Callable[[T], None],
        *,
        lane: Lane = "store",
        trouble: Callable[[Any], None] | None = None,
    ) -> None: ...

    def post(self, fn: Callable[[], None]) -> None:
        """Call `fn` on the window's own thread; safe from any other."""

    def when_painted(self, fn: Callable[[], None]) -> None:
        """Call `fn` when what was changed until now is painted. Call on the window's own thread."""


@runtime_checkable
class Tunes(Protocol):
    """Can be switched off, and made less loud."""

    def tune(self, percent: int) -> None:
        """Play so loud, in percent; 0 is silent."""
        ...


class Plays(Protocol):
    """Plays one of the named sounds and returns at once; a new one stops the old one."""

    def play(self, sound: Sound) -> None: ...


@dataclass(frozen=True, slots=True)
class Shot:
    """One scan as it comes through the gate. `scan_id` is the id of the deed where the device made one; `double`: the
    device read the code twice in one shot, this is the second reading, which is told and not counted.
    """

    text: str
    device: str
    scan_id: str = ""
    double: bool = False


class Holds(Protocol):
    """A presenter (or page) that holds the scan gate: all scans, digits and Enter go to it and to it alone."""

    def shot(self, shot: Shot) -> None: ...

    def keyed(self, key: str) -> bool:
        """Take "0".."9" or "Enter"; return whether it was of use here (else it goes to the focused widget)."""
        ...
