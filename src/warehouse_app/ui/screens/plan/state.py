"""What the plan screen knows: a draft for each warehouse and ship day, what is chosen, what is worked out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.application.plandesk import Gathered, PlanPart, ReadyOrder
from warehouse_app.application.plandeskkeep import KeptBatch
from warehouse_app.application.plandeskwork import Worked
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.planning.draft import Draft, DraftBatch, Stay, WhatIf, begun_with, carried, left_out
from warehouse_app.planning.naive import NaivePlan, naive_plan

Scope = Literal["all", "batch", "out"]
STEPS_BACK = 50
"""Drafts that are kept to go back to."""

OFFERS = 9
"""Batches that are offered for an order, by the number keys."""


NOTHING_STAYS = Stay()


@dataclass(frozen=True, slots=True)
class Desk:
    """One plan at work. `past` are the drafts before each deed of a hand.

    `bound` holds while the orders left out and the batches that stayed are those of when it was found (`bound_of`).
    """

    part: PlanPart
    draft: Draft
    naive: NaivePlan
    past: tuple[Draft, ...] = ()
    bound: int | None = None
    bound_of: Stay = NOTHING_STAYS
    seconds: float = 0.0
    steps: int = 0

    @property
    def key(self) -> str:
        """Return the key of its part."""
        return self.part.key

    @property
    def unkept(self) -> bool:
        """Say whether there is something to keep: batches not planned yet, or planned ones changed."""
        new = any(self.part.planned_as(batch.number) is None for batch in self.draft.batches)
        return new or self.part.is_changed(self.draft)

    @property
    def lower(self) -> int | None:
        """Return what no plan of the same orders is shorter than; None while it is not known."""
        now = {batch.orders for batch in self.draft.batches}
        same = self.bound_of.out == self.draft.out and all(batch.orders in now for batch in self.bound_of.batches)
        known = self.bound is not None and same and not self.waiting
        return min(self.bound or 0, self.draft.cost) if known else None

    @property
    def waiting(self) -> tuple[ReadyOrder, ...]:
        """Return the orders that are in no batch and were not left out: they came after the plan was made."""
        placed = {order for batch in self.draft.batches for order in batch.orders} | self.draft.out
        return tuple(order for order in self.part.orders if order.key not in placed)


@dataclass(frozen=True, slots=True)
class Offer:
    """A batch offered for what is chosen (0: a new one), and what taking it would come to."""

    number: int
    comes_to: WhatIf


@dataclass(frozen=True, slots=True)
class PlanScreen:
    """The screen. `working` is the key of the plan that is worked out now; `asking` is "", move or join.

    `stale` counts orders that became ready and that no longer are, since they were read, and planned batches that are
    others.
    """

    desks: tuple[Desk, ...] = ()
    left_out: tuple[NotPlannable, ...] = ()
    seconds: int = 0
    key: str = ""
    chosen: int = 0
    order: str = ""
    scope: Scope = "all"
    text: str = ""
    working: str = ""
    asking: str = ""
    offers: tuple[Offer, ...] = ()
    told: str = ""
    refusal: str = ""
    busy: str = ""
    stale: tuple[int, int, int] = (0, 0, 0)
    seen: frozenset[int] = frozenset()
    kept: tuple[KeptBatch, ...] = ()
    loaded: bool = False
    rights: frozenset[Right] = frozenset()

    @property
    def desk(self) -> Desk | None:
        """Return the plan in view."""
        return next((desk for desk in self.desks if desk.key == self.key), None)

    @property
    def batch(self) -> DraftBatch | None:
        """Return the chosen batch."""
        desk = self.desk
        return None if desk is None else desk.draft.batch(self.chosen)

    @property
    def ready(self) -> ReadyOrder | None:
        """Return the chosen order."""
        desk = self.desk
        return None if desk is None else desk.part.order(self.order)

    @property
    def orders(self) -> tuple[ReadyOrder, ...]:
        """Return the orders of the list: of this scope, with these words."""
        return tuple(order for order in self.scoped(self.scope) if self.text.upper() in order.code.upper())

    def scoped(self, scope: Scope) -> tuple[ReadyOrder, ...]:
        """Return the orders of a scope."""
        desk, batch = self.desk, self.batch
        if desk is None:
            return ()
        if scope == "out":
            return tuple(order for order in desk.part.orders if order.key in desk.draft.out)
        if scope == "batch":
            here = () if batch is None else batch.orders
            return tuple(order for key in here if (order := desk.part.order(key)) is not None)
        return desk.part.orders


def gathered(screen: PlanScreen, found: Gathered) -> PlanScreen:
    """What can be planned was read; drafts that were at work go on with the orders that are still there."""
    before = {desk.key: desk for desk in screen.desks}
    desks = tuple(_desk(part, before.get(part.key)) for part in found.parts)
    key = screen.key if any(desk.key == screen.key for desk in desks) else (desks[0].key if desks else "")
    fresh = replace(
        screen, desks=desks, left_out=found.left_out, seconds=found.seconds, key=key,
        stale=(0, 0, 0), seen=found.seen, loaded=True, asking="", offers=(),
    )  # fmt: skip
    return _settled(fresh)


def _desk(part: PlanPart, before: Desk | None) -> Desk:
    if before is None:
        return Desk(part, part.begun(), part.naive)
    if before.part.planned != part.planned:
        return compared(replace(before, part=part, draft=_rebegun(part, before), past=(), bound=None))
    same = before.part.ground.orders == part.ground.orders
    draft = before.draft if same else carried(part.ground, before.draft)
    made = replace(
        before, part=part, draft=draft, past=before.past if same else (), bound=before.bound if same else None
    )
    return compared(made)


def _rebegun(part: PlanPart, before: Desk) -> Draft:
    """Return the planned batches as they are now, and the others of the draft with the orders that still are free."""
    begun = part.begun()
    taken = {order for batch in begun.batches for order in batch.orders}
    free = tuple(batch for batch in before.draft.batches if before.part.planned_as(batch.number) is None)
    rest = left_out(before.part.ground, Draft(free), taken)
    return begun_with(part.ground, begun, carried(part.ground, replace(rest, out=before.draft.out - taken)))


def compared(desk: Desk) -> Desk:
    """Return the plan beside the naive one of the same orders."""
    placed = {order for batch in desk.draft.batches for order in batch.orders}
    if not placed or len(placed) == len(desk.part.orders):
        return replace(desk, naive=desk.part.naive)
    ground = desk.part.ground
    return replace(desk, naive=naive_plan(ground.given(placed), ground.capacity, ground.graph))


def with_desk(screen: PlanScreen, desk: Desk) -> PlanScreen:
    """Return the screen with one plan changed."""
    return _settled(replace(screen, desks=tuple(desk if each.key == desk.key else each for each in screen.desks)))


def worked(screen: PlanScreen, key: str, found: Worked) -> PlanScreen:
    """A better draft was found."""
    desk = next((each for each in screen.desks if each.key == key), None)
    if desk is None:
        return screen
    made = replace(desk, draft=found.draft, seconds=found.seconds, steps=found.steps)
    if found.bound is not None:
        fixed = tuple(batch for batch in found.draft.batches if batch.fixed)
        made = replace(made, bound=found.bound, bound_of=Stay(fixed, found.draft.out))
    return with_desk(screen, compared(made) if found.draft.out != desk.draft.out or desk.waiting else made)


def edited(screen: PlanScreen, draft: Draft) -> PlanScreen:
    """A hand changed the draft: the one before is kept to go back to."""
    desk = screen.desk
    if desk is None or draft == desk.draft:
        return replace(screen, asking="", offers=())
    made = replace(desk, draft=draft, past=(*desk.past, desk.draft)[-STEPS_BACK:])
    return with_desk(replace(screen, asking="", offers=(), refusal=""), compared(made))


def undone(screen: PlanScreen) -> PlanScreen:
    """One step back."""
    desk = screen.desk
    if desk is None or not desk.past:
        return screen
    made = replace(desk, draft=desk.past[-1], past=desk.past[:-1])
    return with_desk(replace(screen, asking="", offers=(), refusal=""), compared(made))


def viewed(screen: PlanScreen, key: str) -> PlanScreen:
    """Another plan."""
    return _settled(replace(screen, key=key, chosen=0, order="", scope="all", asking="", offers=(), refusal=""))


def chose(screen: PlanScreen, number: int) -> PlanScreen:
    """Another batch."""
    return replace(screen, chosen=number, asking="", offers=(), refusal="")


def asked(screen: PlanScreen, question: str, offers: tuple[Offer, ...] = ()) -> PlanScreen:
    """A question is asked; none takes it away."""
    return replace(screen, asking=question, offers=offers, refusal="")


def refused(screen: PlanScreen, words: str) -> PlanScreen:
    """A deed was refused."""
    return replace(screen, refusal=words, busy="", asking="", offers=())


def _settled(screen: PlanScreen) -> PlanScreen:
    """Return the screen with a batch chosen that is there, and no order that is gone."""
    desk = screen.desk
    batches = () if desk is None else desk.draft.batches
    numbers = [batch.number for batch in batches]
    chosen = screen.chosen if screen.chosen in numbers else (numbers[0] if numbers else 0)
    order = screen.order if desk is not None and desk.part.order(screen.order) is not None else ""
    return replace(screen, chosen=chosen, order=order)
