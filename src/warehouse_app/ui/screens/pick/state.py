"""What the pick screen knows: where the picker is, the last answer, what waits. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from warehouse_app.domain.picking.scanrules import ItemScan
from warehouse_app.domain.picking.values import BatchRow, PickAnswer, PickState
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.runtime.benchwork import Heard

MAX_CHOICES = 9
ENDED = frozenset(
    {"batch_picked", "batch_to_sort", "batch_to_pack", "batch_to_weigh", "part_picked", "parts_picked", "cart_picked"}
)
"""Answers with which a picker's part of a batch is over."""


@dataclass(frozen=True, slots=True)
class PickScreen:
    """The screen. `now` is the picker's state; `answer` the last one with the refusal's own fields; `waiting` batches.

    `finished` is the batch picked last, told until the next shot; `recovered` says that the state was found, not made.
    `asking` is a question of the screen itself (too few).
    """

    bench: str = ""
    now: PickState | None = None
    answer: PickAnswer | None = None
    refusal: Refusal | None = None
    heard: Heard = field(default_factory=Heard)
    waiting: tuple[BatchRow, ...] = ()
    finished: str = ""
    cart: str = ""
    recovered: bool = False
    asking: str = ""

    @property
    def stopped(self) -> bool:
        """Say whether a Stop waits for its acknowledgement."""
        return self.now is not None and bool(self.now.stop)

    @property
    def at_shelf(self) -> bool:
        """Say whether the place was scanned, so that the picker can know what is missing there."""
        return self.now is not None and self.now.phase == "item"

    @property
    def idle(self) -> bool:
        """Say whether no batch is open here."""
        return self.now is None or self.now.phase == "idle"


def found(screen: PickScreen, now: PickState) -> PickScreen:
    """The station's state was read: at the start, or after someone else's doing."""
    recovered = screen.now is None and now.phase != "idle"
    going_on = screen.recovered and now.phase != "idle"
    return replace(screen, now=now, recovered=recovered or going_on, asking="")


def listed(screen: PickScreen, rows: tuple[BatchRow, ...]) -> PickScreen:
    """The batches one may start were read: one's own first, then the pool, most urgent first."""
    return replace(screen, waiting=rows[:MAX_CHOICES])


def after(screen: PickScreen, answer: PickAnswer, refusal: Refusal | None, heard: Heard) -> PickScreen:
    """A shot was answered."""
    before = screen.now.cart if screen.now is not None else ""
    finished = str(answer.facts.get("batch") or "") if answer.code in ENDED else ""
    if answer.code == "acknowledge_first":  # the Stop stays as it was; only the bar tells of the shot
        return replace(screen, now=answer.state, heard=heard)
    return replace(
        screen,
        now=answer.state,
        answer=answer,
        refusal=refusal,
        heard=heard,
        finished=finished,
        cart=answer.state.cart or before,
        recovered=False,
        asking="",
    )


def asked(screen: PickScreen, question: str) -> PickScreen:
    """The screen asks before a deed that cannot be taken back; no question takes it away."""
    return replace(screen, asking=question)


def choice(screen: PickScreen, key: str) -> str:
    """Return the code of the batch behind a digit, or nothing."""
    at = int(key) - 1 if key.isdigit() else -1
    return screen.waiting[at].code if screen.idle and 0 <= at < len(screen.waiting) else ""


def next_one(screen: PickScreen) -> str:
    """Return the code of the batch that is picked next, if none is open: the first of the list."""
    return screen.waiting[0].code if screen.idle and screen.waiting and not screen.stopped else ""


def answer_of(screen: PickScreen, key: str) -> bool:
    """Say whether a digit answers the question of the bench: what is wrong, or whether the place is empty."""
    now = screen.now
    return now is not None and any(each.key == key for each in now.choices)


def by_hand(now: PickState) -> bool:
    """Say whether the goods at hand are confirmed by a key, and not by a scan."""
    return now.phase == "item" and now.task is not None and now.task.forced.item is ItemScan.NONE
