"""Command cards: a closed list with barcode texts that never change once printed, and the plain words a keyboard may
type instead.

`*n` is the multiplier: the next or last counted scan counts n. It is a typed key, not a card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from warehouse_app.domain.barcodes.own import OwnKind, make

MAX_MULTIPLIER = 9999
_MULTIPLIER = re.compile(r"\*[0-9]+")


class Command(StrEnum):
    """What a command card tells the bench; the value is the body of its barcode."""

    CONTINUE = "CONTINUE"
    ISSUE = "ISSUE"
    NEXT_BOX = "NEXT-BOX"
    FINISH_SHORT = "FINISH-SHORT"
    DAMAGED = "DAMAGED"
    UNDO = "UNDO"
    PRINT_AGAIN = "PRINT-AGAIN"
    PAUSE = "PAUSE"
    SUPERVISOR = "SUPERVISOR"
    SHORT = "SHORT"
    FOUND = "FOUND"
    SKIP = "SKIP"
    DONE = "DONE"
    CLOSE = "CLOSE"
    TAKE_OVER = "TAKE-OVER"
    FULL_TOTE = "FULL-TOTE"
    GET_WORK = "GET-WORK"
    MOVE = "MOVE"
    PHOTO = "PHOTO"
    COUNT_AGAIN = "COUNT-AGAIN"
    CHANGE = "CHANGE"
    OUTCOME = "OUTCOME"
    PREVIOUS = "PREVIOUS"


@dataclass(frozen=True, slots=True)
class Multiplier:
    """`*n`: count n of the product at once; 1 <= n <= MAX_MULTIPLIER."""

    n: int


@dataclass(frozen=True, slots=True)
class BadMultiplier:
    """`*n` with n of zero or over MAX_MULTIPLIER."""

    text: str


_BARCODES: Mapping[Command, str] = MappingProxyType(
    {command: make(OwnKind.COMMAND, command.value) for command in Command}
)
_BODIES: Mapping[str, Command] = MappingProxyType({command.value: command for command in Command})
_ALIASES: Mapping[str, Command] = MappingProxyType(
    {
        "DONE TRIP": Command.DONE,
        "FINISH": Command.DONE,
        "REPRINT": Command.PRINT_AGAIN,
        "TAKEOVER": Command.TAKE_OVER,
        "FULL": Command.FULL_TOTE,
    },
)
_WORDS: Mapping[str, Command] = MappingProxyType(
    {command.value.replace("-", " "): command for command in Command} | dict(_ALIASES),
)


def barcode_of(command: Command) -> str:
    """Return the text on the card of `command`, for example `CM-CONTINUE-x` with its check character."""
    return _BARCODES[command]


def word_of(command: Command) -> str:
    """Return the plain word of `command` as a keyboard types it, for example `NEXT BOX`."""
    return command.value.replace("-", " ")


def command_of_body(body: str) -> Command | None:
    """Return the command of a proven own code's body; None for a card this version does not know."""
    return _BODIES.get(body)


def command_of_word(text: str) -> Command | None:
    """Return the command that a typed word names; case, `-`, `_` and the number of blanks do not matter."""
    return _WORDS.get(" ".join(text.replace("-", " ").replace("_", " ").upper().split()))


def multiplier_of(text: str) -> Multiplier | BadMultiplier | None:
    """Return the multiplier that `*n` types, BadMultiplier when n is out of reach, None when `text` is no
    multiplier.
    """
    if _MULTIPLIER.fullmatch(text) is None:
        return None
    digits = text[1:].lstrip("0")
    if not digits or len(digits) > len(str(MAX_MULTIPLIER)) or int(digits) > MAX_MULTIPLIER:
        return BadMultiplier(text[:12])
    return Multiplier(int(digits))
