"""Words of the lab, whose twins stand in for hardware."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "lab_away": ("No lab runs in this home", "Start one: warehouse lab"),
    "lab_pulled": ("The cable of the {thing} is out", "Plug it in first"),
    "lab_unheard": ("Nobody listens to the scanner", "Give it to the bench: warehouse lab setup"),
    "lab_picture": ("{file} holds no code that can be read", "Choose another picture"),
    "lab_runs": ("A lab runs in this home already", "Use that one, or close it first"),
}
"""Code -> what happened, what to do."""
