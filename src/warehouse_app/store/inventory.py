"""The operations of inventory that are more than a plain posting: recount, forced moves, and reverse with its reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import bindparam, select

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId, Posted
from warehouse_app.domain.ledger.rules import cell_changes
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import cells, items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.statement import Statement

MAX_REACH = 20
"""Entries that may be undone together; above, they are undone one by one."""

_e, _l = tables.entry, tables.leg
_ENTRY = Statement(select(_e.c.seq, _e.c.id, _e.c.kind, _e.c.reverses).where(_e.c.id == bindparam("id_is")))
_LEGS = Statement(
    select(_l.c.item_id, _l.c.source, _l.c.target, _l.c.qty, _l.c.line_id)
    .where(_l.c.entry_seq == bindparam("seq_is"))
    .order_by(_l.c.n),
)
_UNDONE = Statement(select(_e.c.id).where(_e.c.reverses == bindparam("id_is")))
_r = _e.alias()
_LATER = Statement(
    select(_e.c.id)
    .join(_l, _l.c.entry_seq == _e.c.seq)
    .outerjoin(_r, _r.c.reverses == _e.c.id)
    .where(_l.c.source == bindparam("place_is"), _l.c.item_id == bindparam("item_is"), _e.c.seq > bindparam("after"))
    .where(_r.c.id.is_(None), _e.c.kind != EntryKind.REVERSE.value)
    .order_by(_e.c.seq.desc()),
)


@dataclass(frozen=True, slots=True)
class NoSuchEntry(Refusal):
    """There is no entry of that id."""

    code: ClassVar[str] = "no_such_entry"
    id: str


@dataclass(frozen=True, slots=True)
class AlreadyReversed(Refusal):
    """The entry was undone before, or is itself an undoing."""

    code: ClassVar[str] = "already_reversed"
    id: str


@dataclass(frozen=True, slots=True)
class StandsOnIt(Refusal):
    """Later entries stand on this one: undo them together (newest first), or not at all."""

    code: ClassVar[str] = "stands_on_it"
    id: str
    later: tuple[str, ...]


def recount(desk: Desk, entry_id: EntryId, place: PlaceId, item: Item, counted: int, why: str) -> Posted | None:
    """Assert that `place` holds `counted` of `item`; the difference goes to or comes from ADJUST.

    None when it was right.
    """
    if ledger.find(desk, entry_id) is not None:
        return Posted(entry_id, ledger.find(desk, entry_id) or 0, replayed=True)
    difference = counted - cells.read(desk, place, items.number(desk, item)).on_hand
    if difference == 0:
        return None
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    source, target = (adjust, place) if difference > 0 else (place, adjust)
    leg = Leg(item, source, target, abs(difference))
    return ledger.post(desk, Entry(entry_id, EntryKind.RECOUNT, (leg,), why), forced=True)


def entry(desk: Desk, entry_id: EntryId) -> Entry:
    """Return a posted entry with its legs. Raises Refused(NoSuchEntry)."""
    row = _ENTRY.one(desk.connection, id_is=entry_id)
    if row is None:
        raise Refused(NoSuchEntry(entry_id))
    legs = tuple(
        Leg(
            items.get(desk, leg[0]),
            PlaceId(leg[1]),
            PlaceId(leg[2]),
            leg[3],
            None if leg[4] is None else LineId(leg[4]),
        )
        for leg in _LEGS.all(desk.connection, seq_is=row[0])
    )
    return Entry(EntryId(row[1]), EntryKind(row[2]), legs, reverses=None if row[3] is None else EntryId(row[3]))


def reach(desk: Desk, entry_id: EntryId) -> tuple[EntryId, ...]:
    """Return the later entries that must be undone first, newest first, so that `entry_id` can be undone.

    Raises Refused.
    """
    first = entry(desk, entry_id)
    if first.kind is EntryKind.REVERSE or _UNDONE.one(desk.connection, id_is=entry_id) is not None:
        raise Refused(AlreadyReversed(entry_id))
    chosen: list[EntryId] = []
    while True:
        blocking = _blocking(desk, first, chosen)
        if blocking is None:
            break
        chosen.append(blocking)
        if len(chosen) > MAX_REACH:
            break
    seqs = {each: ledger.find(desk, each) or 0 for each in chosen}
    return tuple(sorted(chosen, key=lambda each: -seqs[each]))


def _blocking(desk: Desk, first: Entry, chosen: list[EntryId]) -> EntryId | None:
    """Return the newest entry whose goods are missing where the mirrors would take them from.

    Or None when all can be undone.
    """
    legs = [leg.mirrored() for each in (*(entry(desk, one) for one in chosen), first) for leg in each.legs]
    after = ledger.find(desk, first.id) or 0
    for (place_id, item), more in sorted(cell_changes(legs).items()):
        if more >= 0 or places.get(desk, place_id).kind in MAY_GO_BELOW_ZERO:
            continue
        item_id = items.number(desk, item)
        if cells.read(desk, place_id, item_id).on_hand + more >= 0:
            continue
        rows = _LATER.all(desk.connection, place_is=place_id, item_is=item_id, after=after)
        for row in rows:
            if EntryId(row[0]) not in chosen:
                return EntryId(row[0])
    return None


def reverse(desk: Desk, entry_id: EntryId, new_id: EntryId, why: str, *, together: bool = False) -> tuple[Posted, ...]:
    """Undo an entry by its mirror, and with `together` all that stands on it (newest first).

    Raises Refused: NoSuchEntry, AlreadyReversed, StandsOnIt (names the later entries), or a rule of posting.
    """
    if ledger.find(desk, new_id) is not None:
        return (Posted(new_id, ledger.find(desk, new_id) or 0, replayed=True),)
    later = reach(desk, entry_id)
    if later and (not together or len(later) > MAX_REACH):
        raise Refused(StandsOnIt(entry_id, tuple(later)))
    done = []
    for n, each in enumerate((*later, entry_id)):
        old = entry(desk, each)
        mirror_id = new_id if each == entry_id else EntryId(f"{new_id}.{n}")
        legs = tuple(leg.mirrored() for leg in reversed(old.legs))
        done.append(ledger.post(desk, Entry(mirror_id, EntryKind.REVERSE, legs, why, each)))
    return tuple(done)
