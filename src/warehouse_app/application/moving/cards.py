"""Command cards and choices at a moving bench: undo, put down, and the task that is offered, taken, skipped, short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.moving import hands, tasks
from warehouse_app.application.moving.carrying import carry_back
from warehouse_app.application.moving.hands import Hands
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import NothingToContinue, NothingToUndo, Verdict, card_not_here
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.places import Place
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import places
from warehouse_app.store.desk import Desk

Deed = Callable[[Desk, str, Session, Hands], FloorDeed]


def played(desk: Desk, command_id: str, session: Session, now: Hands, card: Card) -> FloorDeed:
    """Do what a card says. Raises Refused where it is no answer here."""
    if card is Card.CONTINUE:
        raise Refused(NothingToContinue())
    deed = _CARDS.get(card)
    if deed is None:
        raise Refused(card_not_here(word_of(card)))
    return deed(desk, command_id, session, now)


def _undo(desk: Desk, command_id: str, session: Session, now: Hands) -> FloorDeed:
    """Put down what is in the hands; with empty hands undo the last move of this bench."""
    if now.source or now.task:
        return _put_down(desk, command_id, session, now)
    if not now.undo:
        raise Refused(NothingToUndo())
    entry_id = EntryId(f"{command_id}.undo")
    old = carry_back(desk, EntryId(now.undo), entry_id)
    tasks.reopen(desk, now.undo_task, old)
    leg = old.legs[0]
    facts: dict[str, str | int | bool | None] = {
        "qty": sum(each.qty for each in old.legs), "what": hands.named(leg.item),
        "place": places.get(desk, leg.source).code,
    }  # fmt: skip
    empty = Hands(here=now.here, walk=now.walk)
    return FloorDeed("move_undone", facts, row=hands.row_of(empty), entry_id=entry_id)


def _put_down(desk: Desk, _command_id: str, session: Session, now: Hands) -> FloorDeed:
    if not (now.source or now.task):
        raise Refused(NothingToUndo())
    tasks.give_back(desk, session, now.task)
    return FloorDeed("move_put_down", {}, row=hands.row_of(now.put_down()))


def _skip(desk: Desk, _command_id: str, session: Session, now: Hands) -> FloorDeed:
    code = tasks.skip(desk, session, now)
    return FloorDeed("move_skipped", {"task": code}, row=hands.row_of(now.put_down()))


def _short(desk: Desk, _command_id: str, session: Session, now: Hands) -> FloorDeed:
    facts = tasks.short(desk, session, now)
    return FloorDeed("move_short", facts, row=hands.row_of(now.put_down()))


_CARDS: dict[Card, Deed] = {
    Card.UNDO: _undo,
    Card.PAUSE: _put_down,
    Card.DONE: _put_down,
    Card.SKIP: _skip,
    Card.SHORT: _short,
}


def chosen(desk: Desk, _command_id: str, session: Session, now: Hands, number: int) -> FloorDeed | None:
    """Take a digit for what is offered: take the next task, or leave it for later; None where nothing is offered."""
    if now.phase != "idle" or tasks.offered(desk, session, now) is None:
        return None
    if number == 1:
        task = tasks.take(desk, session, now)
        facts: dict[str, str | int | bool | None] = {
            "task": task.code,
            "place": task.source,
            "what": task.what,
            "qty": task.left,
            "target": task.target,
        }
        return FloorDeed("move_task_taken_up", facts, Verdict.ACCEPTED, row=hands.row_of(replace(now, task=task.id)))
    if number == 2:  # noqa: PLR2004 - the second choice
        return _skip(desk, _command_id, session, now)
    raise Refused(NoSuchChoice(str(number)))


def take_for(desk: Desk, session: Session, now: Hands, place: Place) -> Hands:
    """Take the task at hand along; a place that is the source of the offered task takes that one up."""
    offer = None if now.task else tasks.offered(desk, session, now)
    if offer is not None and offer.source_id == place.id:
        return replace(now, task=tasks.take(desk, session, now).id)
    return now


def wanted_of(desk: Desk, now: Hands, item_id: int) -> int:
    """Return how many units the task at hand still asks for of an item, 0 where none does."""
    return tasks.wanted(desk, now.task, now.source, item_id)
