"""The put wall at the pack bench: goods of a batch that are still to be sorted go into their slots from here.

It is the deed of the wall's own bench (`application.sorting`) with the memory of that bench: what is begun here goes on
there, and UNDO reaches what was put. A slot that is complete opens its order as every tote does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from warehouse_app.application.floorwork import WHO, FloorDeed
from warehouse_app.application.packing import ways
from warehouse_app.application.packing.bench_now import BenchNow, Deed, PackScan
from warehouse_app.application.run import Session
from warehouse_app.application.settings import is_on
from warehouse_app.application.sorting import bench as sorter
from warehouse_app.application.sorting import state, wall
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import FloorState, number_of
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.sorting.values import StillApart, StillToSort
from warehouse_app.store import bench, sorting
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

HERE = "at_pack"
"""What the wall's memory says of a batch that is sorted at the pack bench of the station."""

_CARDS = frozenset({Card.UNDO, Card.PAUSE, Card.SHORT, Card.DONE})
_FINER = frozenset({"sorted_order", "sorted_all", "part_alone"})
"""Words that go on otherwise where the order can be packed on the spot."""


def at(desk: Desk, now: BenchNow) -> BenchRow | None:
    """Return what is sorted at a pack bench; None where nothing is, or the bench is at an order or a question."""
    if now.phase is not Phase.IDLE or now.row.stop or now.row.recall("next"):
        return None
    row = bench.read(desk, now.station, Work.SORT)
    return row if row.ref is not None and (row.recall(HERE) or row.recall("hand")) else None


def expected(row: BenchRow | None, otherwise: frozenset[Kind]) -> frozenset[Kind]:
    """Return what a shot is most likely at the wall; at a bench without one what it is otherwise."""
    if row is None:
        return otherwise
    return frozenset({Kind.TOTE}) if row.recall("hand") else frozenset({Kind.PRODUCT})


def typed(desk: Desk, scan: PackScan, session: Session, row: BenchRow | None) -> Deed | None:
    """Take a typed number for how many are in the hand; None where nothing is, or the text is a code."""
    number = None if row is None else number_of(scan.text)
    if row is None or number is None or sorter.BENCH.types is None:
        return None
    done = sorter.BENCH.types(desk, _as_sorted(scan), session, row, number)
    return None if done is None else _kept(desk, session, row, done)


def does(desk: Desk, scan: PackScan, session: Session, row: BenchRow | None, meant: Meaning) -> Deed | None:
    """Do at the wall what a code means there; None where it means what it means at every pack bench.

    Raises Refused: what is in the hand goes into its slot before anything else (PutItFirst), and as the wall refuses.
    """
    if row is None or not _is_for_wall(desk, row, meant):
        return None
    return _sorted(desk, scan, session, row, meant)


def _is_for_wall(desk: Desk, row: BenchRow, meant: Meaning) -> bool:
    if isinstance(meant, meaning.CommandMeant):
        return meant.command in _CARDS
    if isinstance(meant, (meaning.Product, Multiplier)):
        return True
    hand, now = row.recall("hand"), wall.read(desk, row)
    if not hand or now is None:
        return False
    if not isinstance(meant, meaning.Tote):
        raise Refused(now.put_first(hand["order"]))
    return True


def or_sorted(
    desk: Desk, scan: PackScan, session: Session, now: BenchNow, meant: Meaning, deed: Callable[[], Deed]
) -> Deed:
    """Do a deed; where goods that still lie apart forbid it, they are sorted here. Raises Refused."""
    try:
        return deed()
    except Refused as refused:
        begun = _begun(desk, scan, session, now, meant, refused.refusal)
        if begun is None:
            raise
        return begun


def _begun(
    desk: Desk, scan: PackScan, session: Session, now: BenchNow, meant: Meaning, refusal: Refusal
) -> Deed | None:
    """Open the batch at the wall, or its next tote; None where that is not what the shot asked for."""
    free = now.phase is Phase.IDLE and not now.row.recall("next")
    if not free or not isinstance(refusal, StillToSort | StillApart) or not is_on(desk, "pack.wall", now.station):
        return None
    row, begin = bench.read(desk, now.station, Work.SORT), partial(_sorted, desk, scan, session)
    if isinstance(meant, meaning.Tote):
        return None if _stands_in_slot(desk, int(meant.tote)) else begin(row, meant)
    if isinstance(meant, meaning.Product):
        return _item(desk, now, meant, begin)
    if isinstance(meant, (meaning.Cart, meaning.Batch)):
        found = ways.order_of(desk, now, meant)
        batch = None if found is None else found[1]
        return None if batch is None else begin(row, meaning.Batch(str(batch.id)))
    return None


def _stands_in_slot(desk: Desk, tote: int) -> bool:
    """Tell whether a tote is an order's at the wall: then the refusal says what is still missing in it."""
    batch = sorting.batch_of_tote(desk, tote)
    return batch is not None and any(each.wall_id == tote for each in sorting.slots(desk, batch))


def _item(desk: Desk, now: BenchNow, meant: meaning.Product, begin: Callable[[BenchRow, Meaning], Deed]) -> Deed | None:
    """Begin with an item in the hand: the tote it came out of is the one of its batch that holds it."""
    batch = sorting.batch_of_order(desk, ways.by_product(desk, meant.sku, now.station))
    there = None if batch is None else wall.read(desk, BenchRow(batch))
    if there is None or there.zones:
        return None
    tote = next((each.place_id for each in there.unsorted if each.sku.upper() == meant.sku.upper()), None)
    if tote is None:
        return None
    begin(bench.read(desk, now.station, Work.SORT), meaning.Tote(str(tote)))
    return begin(bench.read(desk, now.station, Work.SORT), meant)


def _sorted(desk: Desk, scan: PackScan, session: Session, row: BenchRow, meant: Meaning) -> Deed:
    return _kept(desk, session, row, sorter.BENCH.does(desk, _as_sorted(scan), session, row, meant))


def _as_sorted(scan: PackScan) -> sorter.SortScan:
    return sorter.SortScan(id=scan.id, text=scan.text, device=scan.device)


def _kept(desk: Desk, session: Session, before: BenchRow, done: FloorDeed) -> Deed:
    """Keep what the wall is at, as its own bench does, and say it as the pack bench says things."""
    row = done.row or before
    memory = {**row.memory, "said": done.code, WHO: session.actor.person, HERE: True}
    bench.write(desk, session.station, Work.SORT, replace(row, memory=memory))
    desk.touch(Touched.BATCH)
    facts = {**done.facts, "problem": "pack"} if done.code in _FINER else done.facts
    return Deed(
        done.code, done.verdict, facts, done.entry_id, done.order_id, done.line_id, done.qty, work=Work.SORT
    )  # fmt: skip


def shown(desk: Desk, now: BenchNow) -> FloorState | None:
    """Return the wall as a pack bench at rest shows it."""
    return None if at(desk, now) is None else state.shown(desk, now.station)
