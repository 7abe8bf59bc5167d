"""What the benches of goods in, put-away, moving and counting share: one state that any of them shows, one answer.

They differ in their rules; a person at any of them sees where the hands are, one question, and a list of what is to
be done. So one line mode and one page serve all four.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from warehouse_app.domain.bench import Answer, Expect
from warehouse_app.domain.refusals import Refusal

MAX_LINES = 200
"""Lines a state shows; how many there are besides is in `more`."""

MAX_CHOICES = 9
"""A question is answered by a digit."""

LONGEST_NUMBER = 6
"""Digits of a number that a person types; a longer run of digits is a code."""


@dataclass(frozen=True, slots=True)
class FloorStop:
    """An answer that waits for its acknowledgement."""

    code: str
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to an open question: the digit `key` (1 to 9), a code that is worded, and its facts."""

    key: str
    code: str
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FloorLine:
    """One thing to do or done: a product (or pallet), where, `done` of `wanted` units (0: as many as there are).

    `mark` is a worded code that says what is special ("over", "cross_dock", "damaged", "counted"), or "".
    """

    code: str
    name: str = ""
    place: str = ""
    done: int = 0
    wanted: int = 0
    lot: str = ""
    serial: str = ""
    expiry: str = ""
    mark: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class FloorState:
    """What a floor bench shows.

    `phase` names the question ("idle", "place", "item", "qty", "target"); with `ask` facts it is worded under
    "<work>.<phase>" (what to do in five words, and a second line). `hero` is the one biggest thing (a place, a
    quantity), `lines` the work at hand, newest or next first, `about` the paper at hand (purchase order, count), whose
    head is worded under "<work>.about" with `facts` and `about` itself. `last` is the code that was said last;
    `at` is the code of the line at hand or touched last, the first with that code. A line's `mark` is worded under
    "mark.<mark>", a choice under its own code.

    `choices` answer the question of the phase; where they are `offered` they are no question, only what a digit does
    besides (so are those of the phase "idle": what waits).

    `expects` names every card that does something now (kind "command", `word_of`): a screen shows the buttons of these
    alone. In the phase "qty", or with an Expect of the kind "number", a number may be typed.
    """

    station: str
    work: str
    phase: str = "idle"
    about: str = ""
    hero: str = ""
    hero_note: str = ""
    ask: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    lines: tuple[FloorLine, ...] = ()
    more: int = 0
    choices: tuple[Choice, ...] = ()
    offered: bool = False
    done: int = 0
    wanted: int = 0
    last: str = ""
    at: str = ""
    stop: FloorStop | None = None
    expects: tuple[Expect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorAnswer(Answer):
    """The one answer to a scan at a floor bench."""

    state: FloorState


@dataclass(frozen=True, slots=True)
class NoSuchChoice(Refusal):
    """The digit answers nothing that is asked."""

    code: ClassVar[str] = "no_such_choice"
    key: str


@dataclass(frozen=True, slots=True)
class NoNumberAsked(Refusal):
    """A number was typed where none is asked for."""

    code: ClassVar[str] = "no_number_asked"
    number: str


def number_of(text: str) -> int | None:
    """Return the whole number a person typed (`12` or `=12`), or None where the text is none.

    A run of digits longer than six is a code; an equals sign in front says that it is a number, whatever its products
    are called.
    """
    body = text.strip()
    digits = body.removeprefix("=")
    if not digits.isascii() or not digits.isdigit() or len(digits) > LONGEST_NUMBER:
        return None
    return int(digits)
