"""One way for all who carry goods: what may go where, one entry, and pick tasks that follow what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.moving.judge import Coming, consequence, is_told, wrong_kind
from warehouse_app.domain.moving.refusals import MoveLocked, NotMovedTo, TargetElsewhere
from warehouse_app.domain.places import Place
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory, items, ledger, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import goods, picks
from warehouse_app.store.moving.goods import Lying


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried: the entry, units, units of them that stay promised, pick tasks that go elsewhere now."""

    entry: EntryId
    units: int
    promised: int
    tasks: int


def check_source(desk: Desk, source: Place) -> None:
    """Refuse to take goods from a locked place, or one that gives none. Raises Refused(MoveLocked, NotMovedTo)."""
    problem = wrong_kind(source)
    if problem:
        raise Refused(NotMovedTo(source.code, f"from_{problem}"))
    _refuse_locked(desk, source)


def check_target(desk: Desk, source: Place, target: Place) -> None:
    """Refuse a place of another warehouse, one out of use or locked, and one that takes no moved goods.

    Raises Refused(TargetElsewhere, PlaceOutOfUse, MoveLocked, NotMovedTo).
    """
    problem = wrong_kind(target)
    if problem:
        raise Refused(NotMovedTo(target.code, problem))
    here, there = goods.house(desk, source), goods.house(desk, target)
    if here != there:
        raise Refused(TargetElsewhere(target.code, there, here))
    for each in places.chain_upward(desk, target):
        places.refuse_unused(desk, each)
    _refuse_locked(desk, target)


def _refuse_locked(desk: Desk, place: Place) -> None:
    for each in places.chain_upward(desk, place):
        locked = None if each.is_outside else goods.room(desk, each.id).locked
        if locked is not None:
            raise Refused(MoveLocked(each.code, locked))


def what_becomes(desk: Desk, target: Place, what: Sequence[tuple[Lying, int]]) -> tuple[str, str]:
    """Return what the target becomes that it should not, and what is told of it all the same; "" for nothing."""
    there = [(each.item, each.on_hand) for each in goods.lying(desk, target.id)]
    coming = [Coming(each.item, qty, _unit_g(desk, each)) for each, qty in what]
    return consequence(goods.room(desk, target.id), there, coming), is_told(there, coming)


def _unit_g(desk: Desk, lying: Lying) -> int:
    known = None if lying.item.is_container else products.find(desk, lying.item.sku)
    return 0 if known is None else known.weight_g or 0


def carry(
    desk: Desk, entry_id: EntryId, source: Place, target: Place, what: Sequence[tuple[Lying, int]], why: str = ""
) -> Carried:
    """Carry goods from one place to another as one entry; promises and pick tasks follow. Raises Refused of posting."""
    before = [task for each, _ in what if each.held for task in picks.waiting(desk, source.id, each.item_id)]
    legs = tuple(Leg(each.item, source.id, target.id, qty) for each, qty in what)
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, why))
    tasks, _lost = picks.follow(desk, before)
    units = sum(qty for each, qty in what if not each.item.is_container)
    promised = sum(max(0, qty - each.free) for each, qty in what)
    if tasks:
        desk.touch(Touched.BATCH)
    return Carried(entry_id, units, promised, tasks)


def carry_container(desk: Desk, entry_id: EntryId, container: Place, target: Place, why: str = "") -> Carried:
    """Carry a container with all that is in it: one leg. Raises Refused of posting."""
    at = places.stands_at(desk, container)
    if at is None:
        raise Refused(NotMovedTo(container.code, "nowhere"))
    if at.id == target.id:
        raise Refused(NotMovedTo(target.code, "stands_there"))
    item = container_item(container.kind.value, container.code)
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (Leg(item, at.id, target.id, 1),), why))
    inside = goods.lying(desk, container.id)
    units = sum(each.on_hand for each in inside if not each.item.is_container)
    return Carried(entry_id, units, sum(each.held for each in inside), 0)


def carry_back(desk: Desk, entry_id: EntryId, new_id: EntryId) -> Entry:
    """Undo a carry by its mirror, and return it; promises and pick tasks follow. Raises Refused of undoing."""
    old = inventory.entry(desk, entry_id)
    before = [
        task
        for leg in old.legs
        if not leg.item.is_container
        for task in picks.waiting(desk, leg.target, items.number(desk, leg.item))
    ]
    inventory.reverse(desk, entry_id, new_id, "move undone")
    if picks.follow(desk, before)[0]:
        desk.touch(Touched.BATCH)
    return old
