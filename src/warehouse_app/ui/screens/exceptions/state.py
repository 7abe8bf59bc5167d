"""What the exceptions screen knows: the queue under a view, the chosen exception, what is asked beside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.people import Hand
from warehouse_app.application.run import Command
from warehouse_app.domain.exceptions.judge import deeds
from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed, Queue
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.boardreader import Pace
from warehouse_app.wording.exceptions import case_about, case_title

PACE = Pace(700, 40)
"""The queue rests so long between two readings, and this many times as long as one took."""

RESTING = "resting"
MAX_HANDS = 8
_K = CaseKind
VIEWS: dict[str, frozenset[CaseKind]] = {
    "all": frozenset(CaseKind),
    "stock": frozenset({_K.SHORT, _K.RESERVED, _K.DAMAGE, _K.REVIEW, _K.COUNTING, _K.BOOKS}),
    "orders": frozenset({_K.HOLD, _K.WEIGHT, _K.PACK, _K.LABEL}),
    "floor": frozenset({_K.BATCH, _K.STOP, _K.SCANNER, _K.CODE, _K.STOPS, _K.SURPLUS, _K.ISSUE}),
    "prints": frozenset({_K.PRINT, _K.PRINTER}),
    "dock": frozenset({_K.PARKED}),
    "returns": frozenset({_K.RETURN, _K.REFUND, _K.CLAIM}),
}


@dataclass(frozen=True, slots=True)
class ExceptionsScreen:
    """The screen. `queue` is None before the first answer; `asking` a deed that has to be told a person.

    `undo` takes the last deed back.
    """

    queue: Queue | None = None
    view: str = "all"
    text: str = ""
    chosen: str = ""
    asking: Deed | None = None
    hands: tuple[Hand, ...] = ()
    form: FormValue | None = None
    refusal: str = ""
    undo: tuple[Command, ...] = ()
    rights: frozenset[Right] = frozenset()

    @property
    def cases(self) -> tuple[Case, ...]:
        """Return the exceptions of the view that speak of the text, the dearest first."""
        kinds, part = VIEWS.get(self.view, VIEWS["all"]), self.text.strip().casefold()
        found = () if self.queue is None else self.queue.cases
        return tuple(case for case in found if case.kind in kinds and (not part or part in _said(case)))

    @property
    def case(self) -> Case | None:
        """Return the chosen exception."""
        found = () if self.queue is None else self.queue.cases
        return next((case for case in found if case.name == self.chosen), None)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Return what can be done about the chosen one, the main deed first."""
        return () if self.case is None else deeds(self.case)

    @property
    def may(self) -> bool:
        """Say whether who looks may also do something about it."""
        return Right.PLAN in self.rights


def _said(case: Case) -> str:
    return f"{case_title(case)} {case_about(case)} {case.ref}".casefold()


def read(screen: ExceptionsScreen, queue: Queue, *, mine: bool = True) -> ExceptionsScreen:
    """The queue was read. What is settled is let go; the next one stands in its place.

    Where it was not settled here (`mine`) none does: a key that was meant for it does nothing to another.
    """
    before = screen.cases
    now = replace(screen, queue=queue)
    if screen.chosen and now.case is None and not mine:
        return replace(now, chosen="", asking=None, form=None, refusal="")
    if screen.chosen and now.case is None:
        at = next((n for n, case in enumerate(before) if case.name == screen.chosen), 0)
        left = now.cases
        chosen = left[min(at, len(left) - 1)].name if left else ""
        now = replace(now, chosen=chosen, asking=None, form=None)
    return now


def chose(screen: ExceptionsScreen, name: str) -> ExceptionsScreen:
    """Another exception."""
    if name == screen.chosen:
        return screen
    return replace(screen, chosen=name, asking=None, form=None, refusal="")


def viewed(screen: ExceptionsScreen, view: str) -> ExceptionsScreen:
    """Another view; what it does not show is let go."""
    moved = replace(screen, view=view, asking=None, form=None, refusal="")
    kept = any(case.name == moved.chosen for case in moved.cases)
    return moved if kept else replace(moved, chosen="")


def back(screen: ExceptionsScreen) -> ExceptionsScreen:
    """One step back: a form, a question, a refusal, the search, the view."""
    if screen.form is not None or screen.asking is not None or screen.refusal:
        return replace(screen, form=None, asking=None, refusal="")
    if screen.text or screen.view != "all":
        return replace(screen, text="", view="all")
    return replace(screen, chosen="")
