"""What makes one floor bench of the shared page: its command, its question, what wakes it. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse_app.application.floorwork import FloorScan
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.floorwork import FloorState

CARDS: Mapping[str, str] = {
    "skip": word_of(Card.SKIP),
    "print_again": word_of(Card.PRINT_AGAIN),
    "short": word_of(Card.SHORT),
    "damaged": word_of(Card.DAMAGED),
    "pause": word_of(Card.PAUSE),
    "done": word_of(Card.DONE),
    "close": word_of(Card.CLOSE),
    "found": word_of(Card.FOUND),
    "issue": word_of(Card.ISSUE),
    "next_box": word_of(Card.NEXT_BOX),
    "finish_short": word_of(Card.FINISH_SHORT),
    "take_over": word_of(Card.TAKE_OVER),
    "resume": word_of(Card.CONTINUE),
    "undo": word_of(Card.UNDO),
    "ok": "",
}
"""Deed of the action table -> the word of its command card."""


@dataclass(frozen=True, slots=True)
class FloorWork:
    """One bench: `name` is its work and its screen, `scan` makes its command, `state` reads its station.

    `deeds` are those of the action table that it can ever do: its help card names them, and a card that is expected
    without standing here has no button. `wakes` are the changes made elsewhere after which a bench at rest is read
    again.
    """

    name: str
    scan: Callable[..., FloorScan]
    state: Callable[[Any, str], FloorState]
    deeds: frozenset[str] = frozenset(CARDS)
    wakes: frozenset[str] = frozenset()
    photo: Callable[[Any, str, str], Any] | None = None
    """What a photo taken now shows (desk, station, who), if the bench takes any."""
