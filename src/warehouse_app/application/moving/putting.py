"""The last scan of a move: the target, its consequences told or asked, the entry, and the task it fulfils."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.moving import hands, tasks
from warehouse_app.application.moving.carrying import carry, carry_container, check_source, check_target, what_becomes
from warehouse_app.application.moving.hands import Hands
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.moving.refusals import MoreThanThere, NotInPlace
from warehouse_app.domain.places import Place, PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving.goods import Lying

Facts = Mapping[str, str | int | bool | None]


def put(desk: Desk, command_id: str, session: Session, now: Hands, target: Place, *, meant: bool = False) -> FloorDeed:
    """Carry what is at hand to `target`; where it would become what it should not, ask first unless it is `meant`."""
    source = hands.source_of(desk, now)
    check_source(desk, source)
    check_target(desk, source, target)
    what = hands.taken(desk, now)
    _refuse_gone(desk, now, source, what)
    problem, told = what_becomes(desk, target, what)
    if problem and not meant:
        asking = replace(now, asked=problem, target=target.id)
        return FloorDeed(f"move_ask_{problem}", {"place": target.code}, Verdict.ASKED, row=hands.row_of(asking))
    entry_id = EntryId(f"{command_id}.1")
    aside = places.pool_warehouse(desk, source) is not None and places.pool_warehouse(desk, target) is None
    done = carry(desk, entry_id, source, target, what)
    task = tasks.fulfil(desk, session, now, target, what)
    facts: dict[str, str | int | bool | None] = {
        "qty": done.units or 1, "source": source.code, "place": target.code, "promised": done.promised,
        "what": hands.named(what[0][0].item) if len(what) == 1 else str(len(what)), "told": problem or told,
        "picks": done.tasks, "task": task.code,
    }  # fmt: skip
    after = replace(now.put_down(), undo=entry_id, undo_task=task.id, walk=target.walk_seq or now.walk)
    return FloorDeed(
        _code(aside=aside, promised=done.promised, task=task.code, told=told), facts,
        Verdict.DONE, row=hands.row_of(after), entry_id=entry_id, qty=done.units,
    )  # fmt: skip


def _code(*, aside: bool, promised: int, task: str, told: str) -> str:
    """Return what is told of a move: the one thing that a person should know of it."""
    if task:
        return "move_task_done"
    if promised:
        return "moved_promised"
    if aside:
        return "moved_aside"
    return f"moved_{told}" if told else "moved"


def _refuse_gone(desk: Desk, now: Hands, source: Place, what: tuple[tuple[Lying, int], ...]) -> None:
    """Refuse what somebody else took meanwhile."""
    if not what:
        item = items.get(desk, now.items[0]) if now.items else None
        raise Refused(NotInPlace("" if item is None else hands.named(item), source.code))
    for each, qty in what:
        if qty > each.on_hand:
            raise Refused(MoreThanThere(each.item.sku, source.code, qty, each.on_hand))


def put_all_the_same(desk: Desk, command_id: str, session: Session, now: Hands) -> FloorDeed:
    """Carry it to the place that was asked about: it is meant so."""
    target = places.get(desk, PlaceId(now.target))
    return put(desk, command_id, session, replace(now, asked="", target=0), target, meant=True)


def put_container(desk: Desk, command_id: str, session: Session, now: Hands, target: Place) -> FloorDeed:
    """Carry the container that was scanned as the source, with all that is in it."""
    container = hands.source_of(desk, now)
    check_source(desk, container)
    check_target(desk, container, target)
    entry_id = EntryId(f"{command_id}.1")
    at = places.stands_at(desk, container)
    done = carry_container(desk, entry_id, container, target)
    task = tasks.fulfil_container(desk, session, now, container, target)
    facts: Facts = {
        "what": container.code, "qty": 1, "units": done.units, "source": "" if at is None else at.code,
        "place": target.code, "promised": done.promised, "task": task.code,
    }  # fmt: skip
    after = replace(now.put_down(), undo=entry_id, undo_task=task.id, walk=target.walk_seq or now.walk)
    code = "move_task_done" if task.code else "moved_container"
    return FloorDeed(code, facts, row=hands.row_of(after), entry_id=entry_id, qty=done.units)
