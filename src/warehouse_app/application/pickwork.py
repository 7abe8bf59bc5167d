"""Get-work: the next best batch for a person, by urgency, skills and caps."""

from __future__ import annotations

from warehouse_app.application.run import Session
from warehouse_app.domain.crew.judge import unfit
from warehouse_app.domain.picking.values import BatchRow, NothingInPool
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, pickwork
from warehouse_app.store.crew import abilities
from warehouse_app.store.desk import Desk

LOOKED_AT = 40
"""Batches of the pool that are looked at, most urgent first."""


def next_batch(desk: Desk, session: Session) -> int:
    """Return the batch this person picks next: their own, else the first of the pool that is fit for them.

    Raises Refused(NothingInPool, LacksSkill, OverCap).
    """
    me = session.actor
    ability, why = abilities.of_person(desk, me.person), None
    found = pickwork.waiting(desk, me.person, LOOKED_AT)
    for each in found:
        no = None if each.mine else unfit(ability, abilities.demand(desk, each.id, me.person), each.code, me.name)
        if no is None:
            return each.id
        why = why or no
    raise Refused(why or NothingInPool(len(found)))


def waiting(desk: Desk, person: str, most: int) -> tuple[BatchRow, ...]:
    """Return the batches a person may begin or go on with, in the order in which they would be given."""
    return batches.rows_of(desk, tuple(each.id for each in pickwork.waiting(desk, person, most)))
