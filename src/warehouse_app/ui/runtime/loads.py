"""What one screen is reading, and what became of it: from this the shell knows which state people meet. No Qt.

Promise: a question that failed is asked again by `retry` exactly as it was asked last; what a screen showed once stays
shown and is marked as old; a screen that never had an answer says why instead of looking empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from warehouse_app.application.run import NoRight
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.wording.say import words_of

PageKind = Literal["ready", "loading", "trouble", "no_right"]
Again = Callable[[], None]
AWAY = frozenset({"database_away", "database_cannot_open", "database_io", "server_away"})
"""Troubles that mean the database cannot be reached at all: the whole window is offline."""


@dataclass(frozen=True, slots=True)
class PageState:
    """What a page shows instead of itself, or beside itself.

    `title` says what happened and `line` what to do; `old` is when the page was last true, where it is no longer sure
    to be; `reading` while something is asked; `pin` where the person's own PIN would give the missing right.
    """

    kind: PageKind = "ready"
    title: str = ""
    line: str = ""
    old: str = ""
    reading: bool = False
    pin: bool = False
    away: bool = False


class Loads:
    """The questions of one screen. `clock` returns the time of day as people read it."""

    def __init__(self, clock: Callable[[], str] = lambda: "") -> None:
        self._clock = clock
        self._open = 0
        self._last = ""
        self._came = False
        self._again: dict[object, Again] = {}
        self._failed: dict[object, Trouble] = {}
        self._denied: Refusal | None = None
        self._hearers: list[Callable[[PageState], None]] = []
        self._unsaved: Callable[[Trouble, Again], None] | None = None
        self.over = False

    def close(self) -> None:
        """The page is gone: what is still on its way is of no use to anybody."""
        self.over = True
        self._hearers.clear()

    def on_change(self, hearer: Callable[[PageState], None]) -> None:
        """Hear the state now and after every change."""
        self._hearers.append(hearer)
        hearer(self.state())

    def on_unsaved(self, hearer: Callable[[Trouble, Again], None]) -> None:
        """Hear of every deed that was not written, with what tries it again."""
        self._unsaved = hearer

    def began(self, question: object, again: Again) -> None:
        """A question is on its way; `again` would ask it once more."""
        self._open += 1
        self._again[question] = again
        self._tell()

    def came(self, question: object) -> None:
        """It was answered."""
        self._open -= 1
        self._failed.pop(question, None)
        self._came, self._last, self._denied = True, self._clock(), None
        self._tell()

    def troubled(self, question: object, trouble: Trouble) -> None:
        """It was not answered."""
        self._open -= 1
        self._failed[question] = trouble
        self._tell()

    def denied(self, question: object, refusal: Refusal) -> bool:
        """It was refused; return whether the whole page says so, because there is nothing else to see."""
        self._open -= 1
        self._failed.pop(question, None)
        whole = isinstance(refusal, NoRight) and not self._came
        self._denied = refusal if whole else None
        self._tell()
        return whole

    def unsaved(self, trouble: Trouble, again: Again) -> None:
        """A deed was not written: tell the person."""
        if self._unsaved is not None:
            self._unsaved(trouble, again)

    def retry(self) -> None:
        """Ask again what was not answered."""
        for question in tuple(self._failed):
            self._again[question]()

    def state(self) -> PageState:
        """Return what is to be shown now."""
        reading = self._open > 0
        if self._denied is not None:
            what, deed = words_of(self._denied.code, self._denied.facts())
            pin = isinstance(self._denied, NoRight) and self._denied.needs_pin
            return PageState("no_right", what, deed, pin=pin)
        if self._failed:
            trouble = next(iter(self._failed.values()))
            what, deed = words_of(trouble.code, trouble.facts)
            old = self._last if self._came else ""
            kind: PageKind = "ready" if self._came else "trouble"
            return PageState(kind, what, deed, old, reading, away=trouble.code in AWAY)
        return PageState("ready" if self._came or not reading else "loading", reading=reading)

    def _tell(self) -> None:
        now = self.state()
        for hearer in self._hearers:
            hearer(now)
