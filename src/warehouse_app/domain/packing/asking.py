"""Questions of the pack bench that a digit answers, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ISSUE, MISSING, UNKNOWN, LINK, NOTE, CAPTURE = "issue", "missing", "unknown", "link", "note", "capture"
TAKE_OUT, CARRIER = "take_out", "carrier"
"""What a bench asks: it stands in its memory under `next`."""

MOST_CHOICES = 9

Facts = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the digit, its code (words in wording/packing under `choice_<code>`), and what they tell of."""

    n: int
    code: str
    facts: Facts = field(default_factory=dict)

    def kept(self) -> list[Any]:
        """Return it as a bench remembers it."""
        return [self.n, self.code, dict(self.facts)]


def choices_of(kept: Any) -> tuple[Choice, ...]:  # noqa: ANN401 - small JSON facts
    """Return the choices that a bench remembers."""
    return tuple(Choice(int(n), str(code), facts) for n, code, facts in kept or ())
