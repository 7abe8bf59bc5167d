"""Planned batches changed by hand without the screen: the same drafts, the same figures before the deed."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.batcharrange import ArrangeBatches
from warehouse_app.application.plandesk import Gathered, PlannedIn, PlanPart, gather
from warehouse_app.application.plandeskkeep import command_of, shapes_of
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.planning import NoRoom, NotOnePlan, NotTogether, OneOrderOnly, SameBatch
from warehouse_app.domain.picking.values import NoSuchBatch, NotPlannable
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.draft import Draft, Ground, WhatIf, joined_into, moved, parted, what_if, what_if_joined
from warehouse_app.store import orders
from warehouse_app.store.desk import Desk

NEW = "NEW"
"""Named in place of a batch: a new one."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a deed came to: the batches it changed (one without orders is discarded), and the walk more or less."""

    batches: tuple[str, ...]
    more_mm: int | None
    written: bool


def move_order(runner: Runner, session: Session, order: str, batch: str, *, preview: bool = False) -> Moved:
    """Move an order that is ready or planned into a planned batch, or NEW.

    Raises Refused(NoSuchOrder, NoSuchBatch, NotPlannable, NotOnePlan, SameBatch, NoRoom, NoRight).
    """
    found = runner.ask(_read, session, Right.PLAN)
    key = str(runner.ask(lambda desk: orders.id_of(desk, order), session, Right.PLAN))
    part = next((each for each in found.parts if each.order(key) is not None), None)
    if part is None:
        why = next((each for each in found.left_out if each.order == order), NotPlannable(order, "picked"))
        raise Refused(why)
    number = 0 if batch.upper() == NEW else _in(found, part, batch).number
    draft = part.begun()
    here = draft.batch_with(key)
    if here is not None and here.number == number:
        raise Refused(SameBatch(order, batch.upper()))
    told = what_if(part.ground, draft, key, number)
    _check_room(part.ground, told, batch.upper())
    return _write(runner, session, part, draft, moved(part.ground, draft, key, number), told.more_mm, preview=preview)


def merge(runner: Runner, session: Session, batch: str, into: str, *, preview: bool = False) -> Moved:
    """Put a planned batch into another. Raises Refused(NoSuchBatch, NotOnePlan, NoRoom, NoRight)."""
    found = runner.ask(_read, session, Right.PLAN)
    part = _of(found, batch)
    source, target = _in(found, part, batch), _in(found, part, into)
    if source is target:
        raise Refused(NotOnePlan(into.upper()))
    draft = part.begun()
    told = what_if_joined(part.ground, draft, source.number, target.number)
    _check_room(part.ground, told, target.code)
    after = joined_into(part.ground, draft, source.number, target.number)
    return _write(runner, session, part, draft, after, told.more_mm, preview=preview)


def split(runner: Runner, session: Session, batch: str, *, preview: bool = False) -> Moved:
    """Make two of a planned batch, as they are best walked. Raises Refused(NoSuchBatch, OneOrderOnly, NoRight)."""
    found = runner.ask(_read, session, Right.PLAN)
    part = _of(found, batch)
    source, draft = _in(found, part, batch), part.begun()
    after = parted(part.ground, draft, source.number)
    if after is draft:
        raise Refused(OneOrderOnly(source.code))
    more = _difference(draft, after)
    return _write(runner, session, part, draft, after, more, preview=preview)


def _read(desk: Desk) -> Gathered:
    return gather(desk, with_planned=True)


def _of(found: Gathered, batch: str) -> PlanPart:
    """Return the plan that a planned batch belongs to."""
    part = next((each for each in found.parts if _named(each, batch) is not None), None)
    if part is None:
        raise Refused(NoSuchBatch(batch))
    return part


def _in(found: Gathered, part: PlanPart, batch: str) -> PlannedIn:
    """Return a planned batch of one plan."""
    _of(found, batch)
    planned = _named(part, batch)
    if planned is None:
        raise Refused(NotOnePlan(batch.upper()))
    return planned


def _named(part: PlanPart, batch: str) -> PlannedIn | None:
    return next((each for each in part.planned if each.code == batch.upper()), None)


def _check_room(ground: Ground, told: WhatIf, batch: str) -> None:
    if told.fits:
        return
    if told.apart:
        raise Refused(NotTogether(batch))
    if told.orders > ground.capacity.slots:
        raise Refused(NoRoom(batch, "orders", told.orders, ground.capacity.slots))
    raise Refused(NoRoom(batch, "units", told.units, ground.capacity.units))


def _difference(before: Draft, after: Draft) -> int | None:
    known = before.distance_mm is not None and after.distance_mm is not None
    return (after.distance_mm or 0) - (before.distance_mm or 0) if known else None


def _write(
    runner: Runner, session: Session, part: PlanPart, before: Draft, after: Draft, more: int | None, *, preview: bool
) -> Moved:
    if preview:
        changed = {batch.number for batch in after.batches if batch not in before.batches}
        return Moved(tuple(each.code for each in part.planned if each.number in changed), more, written=False)
    touched = {each.id for each in part.planned if before.batch(each.number) != after.batch(each.number)}
    shapes = tuple(each for each in shapes_of(part, after, new=True) if each.batch_id in touched | {0})
    if touched:
        codes = tuple(runner.perform(ArrangeBatches(id=runner.ids.new(), shapes=shapes), session).done())
    else:  # who was ready begins a batch alone: no planned one is concerned
        made = (batch for batch in after.batches if batch not in before.batches)
        keeps = (command_of(runner.ids.new(), part, batch) for batch in made)
        codes = tuple(str(runner.perform(each, session).done()) for each in keeps)
    return Moved(codes, more, written=True)
