"""How an answer is told (class, tone, panel), which are near misses, and which class a site may change. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.refusals import Refusal, RefusalClass

Tone = Literal["right", "line_complete", "order_complete", "question", "stop", "trouble", "double_read"]
CLASSES: tuple[RefusalClass, ...] = ("stop", "note")
STOPS_A_MINUTE = 3
"""So many Stops within a minute at one bench go to the supervisor's queue."""

NEAR_MISSES = frozenset(
    {
        "wrong_item",
        "other_order",
        "over_pick",
        "wrong_lot",
        "wrong_serial",
        "expired",
        "lot_blocked",
        "serial_elsewhere",
    }
)
"""Refusals of goods that were in the hand and would have gone wrong: kept with who picked them."""

SURPLUS = frozenset({"wrong_item", "over_pick"})
"""Near misses after which a unit lies at the bench that no order there wants."""

FIXED = frozenset(
    {
        *("acknowledge_first", "nothing_to_continue", "double_read", "which_one", "no_right", "id_used"),
        *("claim_lost", "cancelled", "cancelled_meanwhile", "lot_blocked", "expired", "serial_elsewhere"),
        *("no_such_choice", "take_out_first"),
    }
)
"""Refusals whose class stays: a bench works by it, or what it stops is never a matter of taste."""

_LINE = frozenset({"item_complete", "item_done", "line_complete", "trip_picked"})
_SILENT = frozenset({"acknowledged", "paused", "skipped", "resumed", "nothing_to_undo", "nothing_wrong", "take_photo"})


class Panel(StrEnum):
    """Where an answer is told on the screen."""

    RIGHT = "right"
    QUESTION = "question"
    LINE = "line"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the table: an answer's code, what it is, how it is told. `klass` is None for what is no refusal."""

    code: str
    verdict: Verdict
    klass: RefusalClass | None
    changed: bool = False

    @property
    def tone(self) -> Tone | None:
        """Return its tone."""
        return tone(self.verdict, self.klass, self.code)

    @property
    def panel(self) -> Panel:
        """Return where it is told."""
        return panel(self.verdict, self.klass, self.code)

    @property
    def acknowledged(self) -> bool:
        """Tell whether it waits for Enter or the CONTINUE card."""
        return self.klass == "stop" and self.verdict is Verdict.REFUSED

    @property
    def near_miss(self) -> bool:
        """Tell whether it is kept as a near miss."""
        return self.code in NEAR_MISSES

    @property
    def may_change(self) -> bool:
        """Tell whether a site may change its class."""
        return self.klass is not None and self.code not in FIXED


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One row of the table of verdicts. `own` is the program's class, `here` whether the pack bench says it; who made
    it another class, when, and why.
    """

    id: int
    told: Told
    own: str
    here: bool
    why: str = ""
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ClassFixed(Refusal):
    """The class of that verdict is the same everywhere."""

    code: ClassVar[str] = "class_fixed"
    verdict: str


@dataclass(frozen=True, slots=True)
class NoSuchVerdict(Refusal):
    """No bench says no with that code."""

    code: ClassVar[str] = "no_such_verdict"
    verdict: str


@dataclass(frozen=True, slots=True)
class NoSuchClass(Refusal):
    """A verdict is a Stop or a Note."""

    code: ClassVar[str] = "no_such_class"
    klass_asked: str


def tone(verdict: Verdict, klass: RefusalClass | None, code: str, *, line_complete: bool = False) -> Tone | None:
    """Return the tone of an answer: the one table for all benches. A Note has the tick; what is silent returns None."""
    if verdict is Verdict.UNKNOWN:
        return "trouble"
    if verdict is Verdict.ASKED:
        return "question"
    if verdict is Verdict.REFUSED:
        return "stop" if klass == "stop" else "double_read"
    if code in _SILENT:
        return None
    if verdict is Verdict.DONE:
        return "order_complete"
    return "line_complete" if line_complete or code in _LINE else "right"


AMBER = frozenset({"other_order"})
"""Stops that say where the thing belongs: told on the question panel, and acknowledged all the same."""


def panel(verdict: Verdict, klass: RefusalClass | None, code: str) -> Panel:
    """Return where an answer is told on the screen."""
    if verdict is Verdict.ASKED or (code in AMBER and klass == "stop"):
        return Panel.QUESTION
    if verdict is Verdict.REFUSED:
        return Panel.BLOCKING if klass == "stop" else Panel.LINE
    return Panel.RIGHT


def class_in_force(refusal: Refusal, changed: str | None) -> RefusalClass:
    """Return the class of a refusal: the site's, where it may have one of its own."""
    if changed is None or refusal.code in FIXED:
        return refusal.klass
    return "stop" if changed == "stop" else "note"
