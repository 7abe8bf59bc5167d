"""Marks: stock after one entry, kept so that any past moment is a mark and the legs since, not the whole ledger.

Parcels are left out: what was packed is on its way out, and a year of parcels would be most of every mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from warehouse_app.domain.places import OUTSIDE, PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import health, ledger
from warehouse_app.store.statement import Statement

EVERY = 100_000
"""Entries between two marks."""

PORTION = 500
"""Cells written in one transaction."""

AWAY = frozenset(OUTSIDE | {PlaceKind.PARCEL})
"""Kinds of place whose contents are no stock in the house."""

MOST = 2**62
"""More entries than there will ever be."""

Tail = Callable[[int], str | None]

Cells = dict[tuple[int, int], int]
"""Units by place and item."""

_m, _c, _e, _g, _p = health.stock_mark, health.stock_mark_cell, ledger.entry, ledger.leg, ledger.place
_MARKS = Statement(select(_m.c.seq, _m.c.first_at, _m.c.last_at).where(_m.c.kept == 1).order_by(_m.c.seq))
_NEWEST = Statement(select(func.coalesce(func.max(_m.c.seq), 0)).where(_m.c.kept == 1))
_LAST = Statement(select(func.coalesce(func.max(_e.c.seq), 0)))
_AT = Statement(select(_e.c.at).where(_e.c.seq == bindparam("seq_is")))
_SPAN = Statement(
    select(func.min(_e.c.at), func.max(_e.c.at)).where(_e.c.seq > bindparam("after"), _e.c.seq <= bindparam("until"))
)
_TAIL = Statement(select(func.min(_e.c.at)).where(_e.c.seq > bindparam("after")))
_CELLS = Statement(select(_c.c.place_id, _c.c.item_id, _c.c.on_hand).where(_c.c.mark == bindparam("mark_is")))
_LEGS = Statement(
    select(_g.c.source, _g.c.target, _g.c.item_id, _g.c.qty).where(
        _g.c.entry_seq > bindparam("after"), _g.c.entry_seq <= bindparam("until")
    )
)
_LEGS_AT = Statement(
    select(_g.c.source, _g.c.target, _g.c.item_id, _g.c.qty)
    .join(_e, _e.c.seq == _g.c.entry_seq)
    .where(_g.c.entry_seq > bindparam("after"), _g.c.entry_seq <= bindparam("until"), _e.c.at <= bindparam("at"))
)
_HERE = Statement(
    select(_p.c.id, _p.c.kind, _p.c.warehouse, _p.c.code).where(and_(*(_p.c.kind != kind.value for kind in AWAY)))
)
_BEGIN = Statement(
    insert(_m).values(
        seq=bindparam("seq"), first_at=bindparam("first_at"), last_at=bindparam("last_at"), cells=bindparam("cells")
    )
)
_WRITE = Statement(
    insert(_c).values(
        mark=bindparam("mark"), place_id=bindparam("place"), item_id=bindparam("item"), on_hand=bindparam("on_hand")
    )
)
_KEEP = Statement(update(_m).where(_m.c.seq == bindparam("seq_is")).values(kept=1))
_BEGUN = Statement(select(_m.c.seq).where(_m.c.kept == 0))
_DROP_CELLS = Statement(
    delete(_c).where(
        _c.c.mark == bindparam("mark_is"),
        _c.c.place_id >= bindparam("low"),
        _c.c.place_id < bindparam("high"),
    )
)
_DROP = Statement(delete(_m).where(_m.c.seq == bindparam("seq_is")))
_LOWEST = Statement(select(func.min(_c.c.place_id)).where(_c.c.mark == bindparam("mark_is")))


class Mark(NamedTuple):
    """Stock after an entry; the times of the entries since the mark before lie between the two moments."""

    seq: int
    first_at: str
    last_at: str


class Fixed(NamedTuple):
    """One place that holds stock in the house."""

    kind: str
    warehouse: str
    code: str


def places_here(desk: Desk) -> Mapping[int, Fixed]:
    """Return all places whose contents are stock in the house."""
    return {row[0]: Fixed(*row[1:]) for row in _HERE.all(desk.connection)}


def kept(desk: Desk) -> tuple[Mark, ...]:
    """Return the marks, oldest first."""
    return tuple(Mark(*row) for row in _MARKS.all(desk.connection))


def then(desk: Desk, at: str, here: Mapping[int, Fixed]) -> Cells:
    """Return what stood where at a moment: exactly the legs of all entries that bear that time or an earlier one.

    Right whatever the clocks did: a mark serves only where every entry up to it is of that time or before, and entries
    are left unread only where all of them are later.
    """
    marks = kept(desk)
    low, high = reach(marks, at, lambda after: _TAIL.scalar(desk.connection, after=after))
    cells: Cells = defaultdict(int)
    if low:
        cells.update({(row[0], row[1]): row[2] for row in _CELLS.all(desk.connection, mark_is=low)})
    rows = _LEGS_AT.all(desk.connection, after=low, until=high, at=at)
    return folded(cells, rows, here)


def reach(marks: Sequence[Mark], at: str, tail: Tail) -> tuple[int, int]:
    """Return the mark to begin from (0: none) and the last entry to look at.

    `tail` is asked for the earliest time after an entry, None where there is none.
    """
    low, newest = 0, ""
    for mark in marks:
        newest = max(newest, mark.last_at)
        if newest <= at:
            low = mark.seq
    high = MOST
    later = tail(marks[-1].seq) if marks else ""
    for mark in reversed(marks):
        if later is not None and later <= at:
            break
        high = mark.seq
        later = mark.first_at if later is None else min(later, mark.first_at)
    return low, max(low, high)


def folded(cells: Cells, legs: Iterable[tuple[int, int, int, int]], here: Mapping[int, Fixed]) -> Cells:
    """Return cells with legs added, of places in the house only; zeros are left out."""
    for source, target, item, qty in legs:
        if source in here:
            cells[source, item] -= qty
        if target in here:
            cells[target, item] += qty
    return {cell: qty for cell, qty in cells.items() if qty}


def due(desk: Desk, settled: str) -> int:
    """Return the entry to make the next mark at, 0 for none; entries younger than `settled` may still be arriving."""
    newest = int(_NEWEST.scalar(desk.connection) or 0)
    if int(_LAST.scalar(desk.connection) or 0) - newest < EVERY:
        return 0
    wanted = newest + EVERY
    at = _AT.scalar(desk.connection, seq_is=wanted)
    while at is None:  # numbers that were given out and never used
        wanted += 1
        at = _AT.scalar(desk.connection, seq_is=wanted)
    return wanted if str(at) <= settled else 0


def made(desk: Desk, seq: int) -> tuple[Mark, tuple[tuple[int, int, int], ...]]:
    """Return the mark at an entry with its cells (place, item, units), from the mark before it."""
    before = int(_NEWEST.scalar(desk.connection) or 0)
    cells: Cells = defaultdict(int)
    cells.update({(row[0], row[1]): row[2] for row in _CELLS.all(desk.connection, mark_is=before)})
    legs = _LEGS.all(desk.connection, after=before, until=seq)
    found = folded(cells, legs, places_here(desk))
    span = _SPAN.one(desk.connection, after=before, until=seq)
    assert span is not None
    return Mark(seq, span[0], span[1]), tuple((*cell, qty) for cell, qty in sorted(found.items()))


def begin(desk: Desk, mark: Mark, cells: int) -> None:
    """Begin to write a mark."""
    _BEGIN.run(desk.connection, seq=mark.seq, first_at=mark.first_at, last_at=mark.last_at, cells=cells)


def write(desk: Desk, mark: int, cells: Sequence[tuple[int, int, int]]) -> None:
    """Write some of its cells."""
    _WRITE.run_many(
        desk.connection, [{"mark": mark, "place": each[0], "item": each[1], "on_hand": each[2]} for each in cells]
    )


def keep(desk: Desk, mark: int) -> None:
    """Say that all its cells are written."""
    _KEEP.run(desk.connection, seq_is=mark)


def half_written(desk: Desk) -> int:
    """Return a mark that was begun and not kept, 0 for none."""
    return int(_BEGUN.scalar(desk.connection) or 0)


def drop(desk: Desk, mark: int) -> bool:
    """Take some cells of a mark away, or the mark itself when it has none left; tell whether it is gone."""
    low = _LOWEST.scalar(desk.connection, mark_is=mark)
    if low is None:
        _DROP.run(desk.connection, seq_is=mark)
        return True
    _DROP_CELLS.run(desk.connection, mark_is=mark, low=low, high=low + PORTION // 5)
    return False
