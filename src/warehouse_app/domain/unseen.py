"""Signs that nobody sees, in texts that come from outside: shown, they would turn a line round, or steer a terminal."""

from __future__ import annotations

DOT = "\N{MIDDLE DOT}"

_BLANKS = dict.fromkeys((*map(ord, "\t\n\v\f\r"), 0x85, 0x2028, 0x2029), " ")
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), DOT)
_TURNS = dict.fromkeys(range(0x202A, 0x202F), DOT)
"""Embeddings and overrides of direction; isolates are what codes are shown in here, and stay."""

_TABLE = {**_CONTROLS, **_TURNS, **_BLANKS}


def seen(text: str) -> str:
    """Return a text on one line, with a middle dot for each sign that nobody sees and that would do something."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)
