"""The list of notices: everything a person should know and may not have read yet. Only the person takes one away.

Pure, without Qt. What is kept is text that was shown; it holds no secrets, for notices never do.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

MOST = 200
"""Notices kept; beyond it the oldest that were read go first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice. `at` is the day and time as people read them, `ended` when what it tells of was over."""

    number: int
    at: str
    title: str
    line: str = ""
    icon: str = "bell"
    read: bool = False
    ended: str = ""


class Inbox:
    """`clock` returns day and time as people read them; `keep` remembers the list as text."""

    def __init__(self, clock: Callable[[], str] = lambda: "", keep: Callable[[str], None] = lambda _text: None) -> None:
        self._clock, self._keep = clock, keep
        self._entries: list[Entry] = []
        self._standing: dict[str, int] = {}
        self._last = 0
        self._hearers: list[Callable[[], None]] = []

    def recall(self, text: str) -> None:
        """Take back what was remembered; a text that cannot be read is none."""
        try:
            self._entries = [_entry(each) for each in json.loads(text or "[]")][-MOST:]
        except (ValueError, TypeError, RecursionError):
            self._entries = []
        self._last = max((each.number for each in self._entries), default=0)
        self._tell()

    def on_change(self, hearer: Callable[[], None]) -> None:
        """Hear of every change."""
        self._hearers.append(hearer)

    def tell(self, title: str, line: str = "", icon: str = "bell", key: str = "") -> None:
        """Put a notice on the list. One with the `key` of a standing one replaces its words and is unread again."""
        number = self._standing.get(key, 0) if key else 0
        at = next((n for n, each in enumerate(self._entries) if each.number == number), -1)
        if at >= 0:
            old = self._entries[at]
            if (old.title, old.line) == (title, line):
                return
            self._entries[at] = replace(old, title=title, line=line, icon=icon, read=False)
        else:
            self._last += 1
            self._entries.append(Entry(self._last, self._clock(), title, line, icon))
            if key:
                self._standing[key] = self._last
            self._trim()
        self._changed()

    def over(self, key: str) -> None:
        """What a standing notice told of is over; the notice stays until the person takes it away."""
        number = self._standing.pop(key, 0)
        if number:
            self._each(lambda one: replace(one, ended=self._clock()) if one.number == number else one)

    def read_all(self) -> None:
        """The person looked at the list."""
        if self.unread():
            self._each(lambda one: replace(one, read=True))

    def dismiss(self, number: int) -> None:
        """The person takes one away."""
        self._entries = [one for one in self._entries if one.number != number]
        self._changed()

    def dismiss_read(self) -> None:
        """The person takes away all that was read and does not stand any more."""
        standing = set(self._standing.values())
        self._entries = [one for one in self._entries if not one.read or one.number in standing]
        self._changed()

    def unread(self) -> int:
        """Return how many were not read yet."""
        return sum(not one.read for one in self._entries)

    def entries(self) -> tuple[Entry, ...]:
        """Return the notices, newest first."""
        return tuple(reversed(self._entries))

    def _each(self, change: Callable[[Entry], Entry]) -> None:
        self._entries = [change(one) for one in self._entries]
        self._changed()

    def _trim(self) -> None:
        while len(self._entries) > MOST:
            at = next((n for n, one in enumerate(self._entries) if one.read), 0)
            del self._entries[at]

    def _changed(self) -> None:
        self._keep(json.dumps([asdict(one) for one in self._entries], ensure_ascii=False))
        self._tell()

    def _tell(self) -> None:
        for hearer in self._hearers:
            hearer()


def _entry(told: dict[str, object]) -> Entry:
    """Return a notice as it was kept. Raises TypeError where it is none."""
    entry = Entry(**told)  # type: ignore[arg-type]
    texts = (entry.at, entry.title, entry.line, entry.icon, entry.ended)
    if (
        type(entry.number) is not int
        or type(entry.read) is not bool
        or not all(isinstance(each, str) for each in texts)
    ):
        raise TypeError(told)
    return entry
