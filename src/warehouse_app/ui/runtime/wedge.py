"""Telling a keyboard scanner from a person by the time between keys: a pure state machine, without Qt and without a
clock.

Promise: every key that goes in comes out exactly once and in order, either inside a `Scan` or as one of the keys of a
`Typed`. A scan is a burst of at least `least` characters, each at most `gap_ms` after the one before, ended by Enter
or Tab; a burst of at least `bare` characters counts as a scan also without an ending (some scanners send none).
"""

from __future__ import annotations

from dataclasses import dataclass, field

ENDINGS = frozenset({"\r", "\n", "\t"})
DEFAULT_GAP_MS = 35
DEFAULT_LEAST = 2
"""A code of three letters is a scan too, else its Enter would answer the question on the screen, or end a Stop."""

DEFAULT_BARE = 8


@dataclass(frozen=True, slots=True)
class Key:
    """One key press: its character, and what the caller needs to play it again (kept, never looked at)."""

    char: str
    token: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """A burst: the text without its ending."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys that a person pressed, in order."""

    keys: tuple[Key, ...]

    @property
    def text(self) -> str:
        """Return the characters of the keys."""
        return "".join(key.char for key in self.keys)


Heard = Scan | Typed


class Wedge:
    """Feed it keys with their times (`key`) and the passing of time (`tick`); it answers with what they meant."""

    def __init__(self, gap_ms: int = DEFAULT_GAP_MS, least: int = DEFAULT_LEAST, bare: int = DEFAULT_BARE) -> None:
        self._gap, self._least, self._bare = gap_ms, least, bare
        self._held: list[Key] = []
        self._last_ms = 0

    @property
    def holding(self) -> bool:
        """Say whether keys are held back; the caller must `tick` after the gap has passed."""
        return bool(self._held)

    @property
    def in_burst(self) -> bool:
        """Say whether the held keys already look like a scanner's."""
        return len(self._held) >= self._least

    def key(self, key: Key, t_ms: int) -> tuple[Heard, ...]:
        """Take one key at a time in milliseconds; times never run backwards for long."""
        out = list(self.tick(t_ms))
        self._last_ms = t_ms
        if key.char not in ENDINGS:
            self._held.append(key)
            return tuple(out)
        held, self._held = self._held, []
        if len(held) >= self._least:
            out.append(Scan("".join(one.char for one in held)))
        else:
            out.append(Typed((*held, key)))
        return tuple(out)

    def tick(self, t_ms: int) -> tuple[Heard, ...]:
        """Say what time it is; held keys come out once the gap is over."""
        if not self._held or t_ms - self._last_ms <= self._gap:
            return ()
        return self.flush()

    def flush(self) -> tuple[Heard, ...]:
        """Let go of the held keys at once (the window lost the focus, a shortcut was pressed)."""
        if not self._held:
            return ()
        held, self._held = tuple(self._held), []
        if len(held) >= self._bare:
            return (Scan("".join(key.char for key in held)),)
        return (Typed(held),)
