"""What the panel of a printed label shows. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.ui.kit.values import Answer


@dataclass(frozen=True, slots=True)
class LabelValue:
    """The deed in far words, what it does, the label as a drawing (its lines, its code), facts, and the answers."""

    word: str
    why: str
    lines: tuple[str, ...] = ()
    code: str = ""
    head: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    answers: tuple[Answer, ...] = ()
