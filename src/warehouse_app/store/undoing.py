"""Undoing: the mirror entry, never an edit.

First its reach is found: the later entries that stand on it, and the labels that tell of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import bindparam, or_, select

from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId, Posted
from warehouse_app.domain.ledger.rules import OtherContent, cell_changes
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, Place, PlaceId
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import cells, items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.statement import Statement

MAX_REACH = 20
"""Entries that may be undone together; above, they are undone one by one."""

_e, _l = tables.entry, tables.leg
_ENTRY = Statement(select(_e.c.seq, _e.c.id, _e.c.kind, _e.c.reverses).where(_e.c.id == bindparam("id_is")))
_AT = Statement(select(_e.c.at).where(_e.c.id == bindparam("id_is")))
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
    .where(or_(_l.c.source == bindparam("place_is"), bindparam("any_place") == 0))
    .where(_l.c.item_id == bindparam("item_is"), _e.c.seq > bindparam("after"))
    .where(_r.c.id.is_(None), _e.c.kind != EntryKind.REVERSE.value)
    .order_by(_e.c.seq.desc()),
)


_p = floor.parcel
_LABELS = Statement(
    select(floor.label.c.tracking)
    .join(_p, _p.c.id == floor.label.c.parcel_id)
    .where(_p.c.place_id == bindparam("place_is"), floor.label.c.state != "voided", _p.c.state != "open")
    .where(or_(_p.c.handed_at.is_(None), _p.c.handed_at > bindparam("at_is"))),
)
"""Labels of what is packed. The label of an open parcel came with the goods and says nothing of what lies in it; that
of a parcel that had left before tells nothing of what came back out of it since.
"""


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
    """Later entries or labels stand on this one: undo them together (newest first), void the labels, or do neither."""

    code: ClassVar[str] = "stands_on_it"
    id: str
    later: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands on an entry: later entries, newest first, and the tracking numbers of labels that are not voided."""

    entries: tuple[EntryId, ...] = ()
    labels: tuple[str, ...] = ()


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


def is_reversed(desk: Desk, entry_id: EntryId) -> bool:
    """Tell whether an entry was undone."""
    return _UNDONE.one(desk.connection, id_is=entry_id) is not None


def reach(desk: Desk, entry_id: EntryId) -> Reach:
    """Return what stands on an entry and must be undone first: entries newest first, and labels.

    More than MAX_REACH entries are not all looked for. Raises Refused: NoSuchEntry, AlreadyReversed.
    """
    first = entry(desk, entry_id)
    if first.kind is EntryKind.REVERSE or _UNDONE.one(desk.connection, id_is=entry_id) is not None:
        raise Refused(AlreadyReversed(entry_id))
    chosen: list[Entry] = [first]
    while len(chosen) <= MAX_REACH + 1:
        blocking = _blocking(desk, chosen)
        if blocking is None:
            break
        chosen.append(entry(desk, blocking))
    seqs = {each.id: ledger.find(desk, each.id) or 0 for each in chosen[1:]}
    return Reach(tuple(sorted(seqs, key=lambda each: -seqs[each])), _labels(desk, chosen))


def _blocking(desk: Desk, chosen: list[Entry]) -> EntryId | None:
    """Return the newest entry that must be undone before the chosen ones can be, or None.

    It took away what the mirrors need, or carried outside the container that they need.
    """
    legs = [leg.mirrored() for each in chosen for leg in each.legs]
    after = ledger.find(desk, chosen[0].id) or 0
    known = {each.id for each in chosen}
    for (place_id, item), more in sorted(cell_changes(legs).items()):
        place = places.get(desk, place_id)
        if more == 0 or place.kind in MAY_GO_BELOW_ZERO:
            continue
        blocking = _carried_away(desk, place, after, known)
        if blocking is None and more < 0:
            blocking = _taken_away(desk, place_id, item, more, after, known)
        if blocking is not None:
            return blocking
    return None


def _taken_away(
    desk: Desk, place_id: PlaceId, item: Item, more: int, after: int, known: set[EntryId]
) -> EntryId | None:
    item_id = items.find(desk, item) or 0
    if cells.read(desk, place_id, item_id).on_hand + more >= 0:
        return None
    return _newest(desk, place_id, item_id, after, known)


def _carried_away(desk: Desk, place: Place, after: int, known: set[EntryId]) -> EntryId | None:
    """Return the entry that carried a container outside (handed a parcel over), when it was later."""
    chain = places.chain_upward(desk, place) if place.is_container else (place,)
    if len(chain) == 1 or not chain[-1].is_outside:
        return None
    item = container_item(chain[-2].kind.value, chain[-2].code)
    return _newest(desk, PlaceId(0), items.find(desk, item) or 0, after, known)


def _newest(desk: Desk, place_id: PlaceId, item_id: int, after: int, known: set[EntryId]) -> EntryId | None:
    """Return the newest entry after `after` that took the item from the place (0: from anywhere)."""
    rows = _LATER.all(desk.connection, place_is=place_id, any_place=place_id, item_is=item_id, after=after)
    return next((EntryId(row[0]) for row in rows if EntryId(row[0]) not in known), None)


def _labels(desk: Desk, chosen: list[Entry]) -> tuple[str, ...]:
    touched = {
        end for each in chosen for leg in each.legs if not leg.item.is_container for end in (leg.source, leg.target)
    }
    at = str(_AT.scalar(desk.connection, id_is=chosen[0].id))
    found = [row[0] for place in sorted(touched) for row in _LABELS.all(desk.connection, place_is=place, at_is=at)]
    return tuple(found)


def reverse(
    desk: Desk, entry_id: EntryId, new_id: EntryId, why: str, *, together: bool = False, forced: bool = False
) -> tuple[Posted, ...]:
    """Undo an entry by its mirror, and with `together` all that stands on it (newest first; the entry itself last).

    With `forced` it is not refused for promises of what it brought: who can no longer be served becomes short.

    Raises Refused: NoSuchEntry, AlreadyReversed, StandsOnIt (names the later entries, and labels, which must be
    voided first), or a rule of posting. Promises that the entry used up are not made again.
    """
    if ledger.find(desk, new_id) is not None:
        return _first_answer(desk, entry_id, new_id)
    stands = reach(desk, entry_id)
    if stands.labels or (stands.entries and not together) or len(stands.entries) > MAX_REACH:
        raise Refused(StandsOnIt(entry_id, stands.entries, stands.labels))
    done = []
    for n, each in enumerate((*stands.entries, entry_id)):
        legs = tuple(leg.mirrored() for leg in reversed(entry(desk, each).legs))
        mirror_id = new_id if each == entry_id else EntryId(f"{new_id}.{n}")
        done.append(ledger.post(desk, Entry(mirror_id, EntryKind.REVERSE, legs, why, each), forced=forced))
    return tuple(done)


def _first_answer(desk: Desk, entry_id: EntryId, new_id: EntryId) -> tuple[Posted, ...]:
    if entry(desk, new_id).reverses != entry_id:
        raise Refused(OtherContent(new_id))
    others = [EntryId(f"{new_id}.{n}") for n in range(MAX_REACH)]
    seqs = [(each, ledger.find(desk, each)) for each in (*others, new_id)]
    return tuple(Posted(each, seq, replayed=True) for each, seq in seqs if seq is not None)
