"""Posting: the one primitive by which stock changes.

Three rules, checked here and enforced by the database's own constraints.

Sources of the idea: double-entry legs with two ends (Tryton's moves), immutability and integers (TigerBeetle), folding
(beancount).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import ModuleType
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.audit import digest
from warehouse_app.domain.ledger.entries import Entry, EntryId, Leg, Posted
from warehouse_app.domain.ledger.promises import PoolKey, PromiseId, Shortage
from warehouse_app.domain.ledger.rules import NotEnough, OtherContent, PoolShort, cell_changes, form_refusal
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, Place, PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import carrying, cells, items, places, promises, yielding
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement, insert_new, link_at

_e = ledger.entry
_FIND = Statement(select(_e.c.seq, _e.c.content).where(_e.c.id == bindparam("id_is")))
_ENTRY = insert_new(_e, "id", "seq")
_LEG = Statement(insert(ledger.leg).values({c.name: bindparam(c.name) for c in ledger.leg.c}))

NO_PROMISES: Mapping[PromiseId, int] = {}

CellKey = tuple[PlaceId, Item]


class Wanted(NamedTuple):
    """What an entry is about to do to cells and holds."""

    changes: Mapping[CellKey, int]
    held: Mapping[CellKey, int]


def post(desk: Desk, entry: Entry, consume: Mapping[PromiseId, int] = NO_PROMISES, *, forced: bool = False) -> Posted:
    """Post an entry, using up promises in the same breath.

    `consume` names promises (at cell scope: of the legs' source cells) and how much of each is used up. With `forced`
    (count, quarantine, recall, expiry, damage) the deed is never refused for promises: those that can no longer be
    kept are released from the lowest rank up and become shortages, named in the answer. Raises Refused with a rule's
    name; then the caller rolls back. Raises ValueError when promises are used up that the legs do not serve (a bug).
    """
    refusal = form_refusal(entry)
    if refusal is not None:
        raise Refused(refusal)
    content = digest(entry)
    there = None if forced else _functions(desk, entry)
    if there is not None:
        seq, replayed = there.post(desk, entry, content, consume)
        if not replayed:
            _note(desk, content)
        return Posted(entry.id, seq, replayed=replayed)
    seq = _write(desk, entry, content)
    if seq is None:
        return _posted_before(desk, entry.id, content)
    lost = _apply(desk, entry, consume, forced=forced)
    _note(desk, content)
    return Posted(entry.id, seq, lost=lost)


def _posted_before(desk: Desk, entry_id: EntryId, content: str) -> Posted:
    """Return the first answer of an entry that is there. Raises Refused(OtherContent)."""
    before = _FIND.one(desk.connection, id_is=entry_id)
    if before is None or before[1] != content:
        raise Refused(OtherContent(entry_id))
    return Posted(entry_id, int(before[0]), replayed=True)


def post_soon(desk: Desk, entry: Entry, consume: Mapping[PromiseId, int] = NO_PROMISES) -> None:
    """Post an entry whose id is new, where a refusal may come up with the next question: one round trip less."""
    there = _functions(desk, entry) if form_refusal(entry) is None else None
    if there is None:
        post(desk, entry, consume)
        return
    content = digest(entry)
    there.post_soon(desk, entry, content, consume)
    _note(desk, content)


def _note(desk: Desk, content: str) -> None:
    desk.entries.append(content)
    desk.touch(Touched.STOCK)


def _functions(desk: Desk, entry: Entry) -> ModuleType | None:
    """Return the functions of a server that post such an entry, None where it is posted step by step."""
    if link_at(desk.connection) is None:
        return None
    from warehouse_app.store.postgresql import primitives

    return primitives if primitives.is_plain(desk, entry.legs) else None


def find(desk: Desk, entry_id: EntryId) -> int | None:
    """Return the number of a posted entry, or None."""
    row = _FIND.one(desk.connection, id_is=entry_id)
    return None if row is None else int(row[0])


def _write(desk: Desk, entry: Entry, content: str) -> int | None:
    """Write the entry with its legs; return its number, None where its id is there."""
    seq = _ENTRY.new_key(
        desk.connection,
        id=entry.id,
        kind=entry.kind.value,
        at=desk.at,
        who=desk.who,
        station=desk.station,
        why=entry.why,
        command_id=desk.command_id,
        reverses=entry.reverses,
        content=content,
    )
    if seq is None:
        return None
    rows = [
        {
            "entry_seq": seq,
            "n": n,
            "item_id": items.number(desk, leg.item),
            "source": leg.source,
            "target": leg.target,
            "qty": leg.qty,
            "line_id": leg.line,
        }
        for n, leg in enumerate(entry.legs)
    ]
    _LEG.run_many(desk.connection, rows)
    return seq


def _apply(desk: Desk, entry: Entry, consume: Mapping[PromiseId, int], *, forced: bool) -> tuple[Shortage, ...]:
    changes = cell_changes(entry.legs)
    held: dict[CellKey, int] = defaultdict(int)
    pools: dict[PoolKey, list[int]] = defaultdict(lambda: [0, 0])
    left = carrying.move(desk, changes, pools)
    _count_pools(desk, changes, pools)
    _consume(desk, consume, held, pools)
    lost: tuple[Shortage, ...] = ()
    if forced:
        lost = yielding.make_room(desk, yielding.Room(changes, held, pools, left), entry.why)
    else:
        _follow_promises(desk, entry, changes, held)
    _change_pools(desk, pools, Wanted(changes, held))
    _change_cells(desk, changes, held)
    carrying.refuse_held(desk, left)
    return lost


def _consume(
    desk: Desk, consume: Mapping[PromiseId, int], held: dict[CellKey, int], pools: dict[PoolKey, list[int]]
) -> None:
    for promise_id, qty in sorted(consume.items()):
        used = promises.consume(desk, promise_id, qty)
        if used.place is not None and used.item is not None:
            held[used.place, used.item] -= qty
        for key in promises.pools_above(used):
            pools[key][1] -= qty
            if pools[key][0] > pools[key][1]:
                message = f"promise {promise_id} is used up by an entry that takes less of {key.sku} from its pool"
                raise ValueError(message)


def _follow_promises(desk: Desk, entry: Entry, changes: Mapping[CellKey, int], held: dict[CellKey, int]) -> None:
    """Re-point promises whose goods move to another place of the same pool, so that a relocation never breaks them."""
    for leg in entry.legs:
        source, target = places.get(desk, leg.source), places.get(desk, leg.target)
        if leg.item.is_container or source.kind in MAY_GO_BELOW_ZERO:
            continue
        warehouse = places.pool_warehouse(desk, source)
        if warehouse is None or warehouse != places.pool_warehouse(desk, target):
            continue
        _follow_leg(desk, leg, warehouse, changes, held)


def _follow_leg(desk: Desk, leg: Leg, warehouse: str, changes: Mapping[CellKey, int], held: dict[CellKey, int]) -> None:
    """Let promises follow one leg; where a pallet just left their warehouse they stay, and the cell refuses."""
    source, target = (leg.source, leg.item), (leg.target, leg.item)
    item_id = items.number(desk, leg.item)
    now = cells.read(desk, leg.source, item_id)
    over = min(leg.qty, now.held + held[source] - (now.on_hand + changes[source]))
    for each in promises.in_cell(desk, leg.source, item_id) if over > 0 else ():
        if each.pool.warehouse != warehouse:
            continue
        qty = min(over, each.qty)
        promises.repoint(desk, each, qty, leg.target)
        held[source] -= qty
        held[target] += qty
        over -= qty
        if over <= 0:
            return


def _count_pools(desk: Desk, changes: Mapping[CellKey, int], pools: dict[PoolKey, list[int]]) -> None:
    for (place_id, item), more in changes.items():
        if item.is_container or more == 0:
            continue
        warehouse = places.pool_warehouse(desk, places.get(desk, place_id))
        if warehouse is not None:
            for key in cells.pools_of(item, warehouse):
                pools[key][0] += more


def _change_pools(desk: Desk, pools: Mapping[PoolKey, list[int]], wanted: Wanted) -> None:
    for key in sorted(pools, key=lambda each: (each.sku, each.warehouse, each.owner, each.grade, each.lot)):
        more, more_promised = pools[key]
        if more == 0 and more_promised == 0:
            continue
        if not cells.change_pool(desk, key, more, more_promised):
            now = cells.read_pool(desk, key)
            short = PoolShort(key.sku, key.warehouse, now.on_hand + more, now.promised + more_promised)
            raise Refused(_short_cell(desk, wanted) or short)


def _short_cell(desk: Desk, wanted: Wanted) -> NotEnough | None:
    """Return the place that lacks the goods, where one does: it tells a person more than the pool."""
    for (place_id, item), more in sorted(wanted.changes.items()):
        place = places.get(desk, place_id)
        if more < 0 and place.kind not in MAY_GO_BELOW_ZERO:
            now = cells.read(desk, place_id, items.number(desk, item))
            if now.on_hand + more < now.held + wanted.held.get((place_id, item), 0):
                return _not_enough(desk, place, item, -more)
    return None


def _change_cells(desk: Desk, changes: Mapping[CellKey, int], held: Mapping[CellKey, int]) -> None:
    for place_id, item in sorted(changes.keys() | held.keys()):
        more, more_held = changes.get((place_id, item), 0), held.get((place_id, item), 0)
        if more == 0 and more_held == 0:
            continue
        place = places.get(desk, place_id)
        item_id = items.number(desk, item)
        if not cells.change(desk, place, item_id, more, more_held):
            raise Refused(_not_enough(desk, place, item, -more))


def _not_enough(desk: Desk, place: Place, item: Item, asked: int) -> NotEnough:
    now = cells.read(desk, place.id, items.number(desk, item))
    return NotEnough(item.sku, place.code, asked, now.on_hand, now.held)
