"""All checks in order, cheapest first, on one steady snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from warehouse_app.domain.doctoring import Check
from warehouse_app.domain.ledger.audit import Anchor
from warehouse_app.ports.clock import iso
from warehouse_app.store.checks import (
    carriers,
    counting,
    crew,
    floor,
    goods_in,
    instructions,
    layouts,
    moving,
    office,
    picking,
    proof,
    purchases,
    refunds,
    returning,
    sound,
    stock,
    trail,
    transfers,
    verdicts,
    weights,
    words,
)
from warehouse_app.store.checks.asking import Question, ask
from warehouse_app.store.desk import Desk
from warehouse_app.store.projections import PROJECTIONS

SKEW = timedelta(minutes=5)
"""How far a time may lie ahead of now."""

STUCK = timedelta(hours=1)
"""What waits longer than this for its turn was put there by a clock that has been set back since."""

SENDING = timedelta(seconds=60)
"""A print job that is being sent for longer than this was forgotten."""


QUESTIONS: tuple[Question, ...] = (
    *floor.ORDERS,
    *floor.PARCELS,
    *carriers.QUESTIONS,
    *stock.QUESTIONS,
    stock.MARKS,
    *counting.COUNTS,
    *office.QUESTIONS,
    *purchases.QUESTIONS,
    *moving.QUESTIONS,
    *picking.QUESTIONS,
    *proof.QUESTIONS,
    *goods_in.QUESTIONS,
    *transfers.QUESTIONS,
    *crew.QUESTIONS,
    *layouts.QUESTIONS,
    *verdicts.QUESTIONS,
    *weights.QUESTIONS,
    *instructions.QUESTIONS,
    *refunds.QUESTIONS,
    *returning.QUESTIONS,
)
"""What is asked in one question each."""


def every_check(desk: Desk, now: datetime, *, deep: bool, anchors: Sequence[Anchor] = ()) -> Iterator[Check]:
    """Yield all checks. `deep` lets the database compare its indexes with its tables as well."""
    moments = {"late": iso(now + SKEW), "stuck": iso(now + STUCK), "sending": iso(now - SENDING)}
    yield sound.laws(desk)
    yield sound.tables(desk)
    roles = sound.stations(desk)
    if roles is not None:
        yield roles
    yield sound.file(desk, deep=deep)
    yield sound.references(desk)
    yield words.state_words(desk)
    for question in QUESTIONS:
        yield ask(desk, question, moments)
    yield stock.containers(desk)
    for each in PROJECTIONS:
        yield ask(desk, Question(each.name, each.examined, each.differing), moments)
    yield from trail_checks(desk, now, anchors=anchors)


def trail_checks(
    desk: Desk, now: datetime, watch: trail.Watch = lambda _rows: None, *, anchors: Sequence[Anchor] = ()
) -> Iterator[Check]:
    """Yield the checks of the audit trail alone; `watch` is told of the rows that were hashed, and may stop it.

    Where there are `anchors` from outside, the seals are compared with them.
    """
    for question in trail.QUESTIONS:
        yield ask(desk, question, {"late": iso(now + SKEW)})
    yield trail.chains(desk, watch)
    yield trail.entries(desk, watch)
    yield trail.seals(desk, watch)
    if anchors:
        yield trail.anchored(desk, anchors)
