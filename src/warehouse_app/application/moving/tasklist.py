"""The list of move tasks, and one of them with what stands at both its ends."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.moving.hands import named
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import goods, listing, tasks
from warehouse_app.store.placelist import choices

MOVES = ListOf("moves", listing.TASKS, home="live")
"""Move tasks."""

MOST_LINES = 50
"""Kinds of goods that are shown of a place."""


@dataclass(frozen=True, slots=True)
class EndLine:
    """One kind of goods at an end of a move: `end` is from or to."""

    end: str
    place: str
    what: str
    name: str
    on_hand: int
    held: int


@dataclass(frozen=True, slots=True)
class MoveDetail:
    """One task with what stands where it comes from and goes to."""

    task: MoveTask
    ends: tuple[EndLine, ...]


def move_detail(desk: Desk, task_id: int) -> MoveDetail | None:
    """Return one task whole; None where there is none."""
    task = tasks.get(desk, task_id)
    if task is None:
        return None
    ends = [
        EndLine(end, code, named(each.item), each.name, each.on_hand, each.held)
        for end, code, place in (("from", task.source, task.source_id), ("to", task.target, task.target_id))
        for each in goods.lying(desk, place)[:MOST_LINES]
    ]
    return MoveDetail(task, tuple(ends))


def count_moves(desk: Desk) -> dict[str, int]:
    """Return for every view how many tasks it shows."""
    return listing.counts(desk)


def houses(desk: Desk) -> tuple[str, ...]:
    """Return the warehouses there are."""
    return choices(desk)[0]


def task_id_of(desk: Desk, code: str) -> int:
    """Return the row of a task by its code, 0 for none."""
    found = tasks.with_code(desk, code)
    return 0 if found is None else found.id
