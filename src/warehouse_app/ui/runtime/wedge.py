"""Telling a keyboard scanner from a person by the time between keys: a pure state machine, without Qt and without a
clock.

Promise: every key that goes in comes out exactly once and in order, either inside a `Scan` or as one of the keys of a
`Typed`. A scan is a burst of at least `least` characters, each at most `gap_ms` after the one before, ended by Enter
or Tab; a burst of at least `bare` characters counts as a scan also without an ending (some scanners send none).
What a scanner sends around its codes (`Habits`) belongs to the scan and not to its text, and so does a second ending
right after the first: an Enter too many would answer the question on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from warehouse_app.domain.devices.framing import CAN, KEPT
from warehouse_app.domain.devices.habits import Habits

ENDINGS = frozenset({"\r", "\n", "\t"})
DEFAULT_LEAST = 2
"""A code of three letters is a scan too, else its Enter would answer the question on the screen, or end a Stop."""

DEFAULT_BARE = 8
_LINES = "".join(chr(code) for code in (*range(0x20), 0x7F) if code not in KEPT)
"""Control characters that a scanner types around a code, and no label holds."""

NO_CODE = CAN.decode()
"""Ends what is no code, so that nobody takes blanks for an Enter."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key press: its character, and what the caller needs to play it again (kept, never looked at)."""

    char: str
    token: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """A burst: the text without what the scanner puts around it, and the time of its last key."""

    text: str
    at_ms: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys that a person pressed, in order."""

    keys: tuple[Key, ...]

    @property
    def text(self) -> str:
        """Return the characters of the keys."""
        return _text(self.keys)


Heard = Scan | Typed


class Wedge:
    """Feed it keys with their times (`key`) and the passing of time (`tick`); it answers with what they meant."""

    def __init__(self, habits: Habits | None = None, least: int = DEFAULT_LEAST, bare: int = DEFAULT_BARE) -> None:
        self.habits = habits or Habits()
        self._least, self._bare = least, bare
        self._held: list[Key] = []
        self._last_ms = 0
        self._ended = False

    @property
    def holding(self) -> bool:
        """Say whether keys are held back; the caller must `tick` after the gap has passed."""
        return bool(self._held)

    @property
    def in_burst(self) -> bool:
        """Say whether the held keys already look like a scanner's."""
        return len(self._held) >= self._least

    def goes_on(self, t_ms: int) -> bool:
        """Say whether a key of now would belong to a scan: to one that is coming, or that just ended."""
        return (self.in_burst or self._ended) and t_ms - self._last_ms <= self.habits.gap_ms

    def key(self, key: Key, t_ms: int) -> tuple[Heard, ...]:
        """Take one key at a time in milliseconds; times never run backwards for long."""
        out = list(self.tick(t_ms))
        ended, self._ended = self._ended and t_ms - self._last_ms <= self.habits.gap_ms, False
        self._last_ms = t_ms
        if key.char not in ENDINGS:
            self._held.append(key)
            return (*out, *self._suffixed())
        held, self._held = self._held, []
        if len(held) >= self._least:
            out.append(self._scan(held))
        elif held or not ended:
            out.append(Typed((*held, key)))
        else:
            self._ended = True
        return tuple(out)

    def tick(self, t_ms: int) -> tuple[Heard, ...]:
        """Say what time it is; held keys come out once the gap is over."""
        if not self._held or t_ms - self._last_ms <= self.habits.gap_ms:
            return ()
        return self.flush()

    def flush(self) -> tuple[Heard, ...]:
        """Let go of the held keys at once (the window lost the focus, a shortcut was pressed)."""
        if not self._held:
            return ()
        held, self._held = self._held, []
        prefix = self.habits.prefix
        known = prefix and _text(held).startswith(prefix) and len(held) >= len(prefix) + self._least
        if len(held) >= self._bare or known:
            scan = self._scan(held)
            self._ended = False
            return (scan,)
        return (Typed(tuple(held)),)

    def _suffixed(self) -> tuple[Heard, ...]:
        """A suffix ends a burst, also one that no Enter follows."""
        suffix = self.habits.suffix
        if not suffix or not _text(self._held).endswith(suffix) or len(self._held) < self._least + len(suffix):
            return ()
        held, self._held = self._held, []
        return (self._scan(held),)

    def _scan(self, held: list[Key]) -> Scan:
        """Return the scan of these keys; an ending right after them is its own."""
        self._ended = True
        text = _text(held).removeprefix(self.habits.prefix).removesuffix(self.habits.suffix).strip(_LINES)
        return Scan(text if text.strip() else _text(held) + NO_CODE, self._last_ms)


def _text(keys: Iterable[Key]) -> str:
    return "".join(key.char for key in keys)
