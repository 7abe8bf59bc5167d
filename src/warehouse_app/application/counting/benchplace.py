"""Places at the count bench: begun, left, taken over."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.counting import benchstate
from warehouse_app.application.counting.benchwork import name_of, with_ask, without_place
from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import NothingToContinue, OpenElsewhere, Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.states import WAITING, CountState
from warehouse_app.domain.counting.values import OtherWarehouse, OwnCount, code_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.counting import books, counts
from warehouse_app.store.counting.counts import CountRow
from warehouse_app.store.desk import Desk

BY_HAND = "by hand"
"""Why a place is counted that nobody asked for."""


def arrive(desk: Desk, session: Session, row: BenchRow, place_id: int) -> FloorDeed:
    """Begin the count of a place: the one that is asked for, or one of one's own accord.

    Raises Refused(OtherWarehouse, OwnCount).
    """
    place = places.get(desk, PlaceId(place_id))
    tour = benchstate.warehouse_of(desk, session.station, row)
    if tour and tour != place.warehouse:
        raise Refused(OtherWarehouse(place.code, place.warehouse, tour))
    open_ = counts.at_place(desk, place_id)
    busy = next((each for each in open_ if each.state is CountState.COUNTING), None)
    if busy is not None and (busy.station, busy.person) != (session.station, session.actor.person):
        return _open_elsewhere(desk, row, busy)
    if busy is not None:
        counts.leave(desk, busy)
        open_ = counts.at_place(desk, place_id)
    return begin(desk, session, row, _waiting(desk, session, open_, place_id))


def _open_elsewhere(desk: Desk, row: BenchRow, busy: CountRow) -> FloorDeed:
    """Say who counts there, and offer to take it over."""
    facts = {"what": busy.place, "who": name_of(desk, busy.person), "station": busy.station}
    keys = (("1", "count_take_over"), ("2", "count_leave_it"))
    asked = with_ask(row, "open_elsewhere", facts, keys, elsewhere=busy.id)
    return FloorDeed("open_elsewhere", facts, verdict=Verdict.REFUSED, row=asked)


def _waiting(desk: Desk, session: Session, open_: tuple[CountRow, ...], place_id: int) -> CountRow:
    """Return the count to begin: one that is asked for, a second one before a first; else a new one.

    One of the whole place that waits to be decided is counted once more: two of them would correct the books twice.
    """
    mine = session.actor.person
    waiting = [each for each in open_ if each.state in WAITING or (each.state is CountState.REVIEW and not each.sku)]
    waiting.sort(key=lambda each: (each.state is CountState.REQUESTED, bool(each.sku), each.id))
    others = [each for each in waiting if each.state is CountState.REQUESTED or mine not in each.people]
    if others:
        return _again(desk, others[0])
    if waiting:
        raise Refused(OwnCount(code_of(waiting[0].id)))
    made = counts.get(desk, counts.ask(desk, place_id, None, BY_HAND))
    assert made is not None, "a count that was just asked for"
    return made


def _again(desk: Desk, count: CountRow) -> CountRow:
    """Return a count to be begun; one that waited to be decided is counted once more instead."""
    if count.state is not CountState.REVIEW:
        return count
    counts.decide(desk, count, CountState.RECOUNT, "")
    return counts.get(desk, count.id) or count


def begin(desk: Desk, session: Session, row: BenchRow, count: CountRow) -> FloorDeed:
    """Claim a count for this station. Raises Refused(OpenElsewhere) where another was faster."""
    if not counts.start(desk, count, session.actor.person, session.station, books.last_seq(desk)):
        now = counts.get(desk, count.id) or count
        raise Refused(OpenElsewhere(count.place, name_of(desk, now.person), now.station))
    desk.touch(Touched.COUNT)
    facts = {"warehouse": count.warehouse, "at": count.seq, "claim": count.claim + 1, "stack": []}
    bench_row = replace(without_place(row, **facts), ref=count.id)
    code = "count_of_product" if count.sku else "count_place_right"
    why = books.locked_why(desk, count.place_id)
    if why is not None:
        code = "count_place_locked"
    return FloorDeed(code, {"place": count.place, "sku": count.sku, "note": why or ""}, row=bench_row)


def put_down(desk: Desk, row: BenchRow, count: CountRow, *, skip: bool) -> FloorDeed:
    """Leave a place: what was counted of it is forgotten, and it is to be counted as before."""
    counts.leave(desk, count)
    desk.touch(Touched.COUNT)
    code = "count_skipped" if skip else "count_put_down"
    at = count.seq if skip else count.seq - 1
    return FloorDeed(code, {"place": count.place}, row=without_place(row, at=at))


def take_over(desk: Desk, session: Session, row: BenchRow) -> FloorDeed:
    """Take over the place that was refused last because another counts it: what he counted is forgotten.

    Raises Refused(NothingToContinue, NoRight).
    """
    asked = row.recall("ask") or {}
    count = counts.get(desk, int(asked["elsewhere"])) if "elsewhere" in asked else None
    if row.ref is not None or count is None or count.state is not CountState.COUNTING:
        raise Refused(NothingToContinue())
    if count.person != session.actor.person:
        check(session, Right.TAKE_OVER)
    counts.leave(desk, count)
    again = counts.get(desk, count.id)
    assert again is not None, "a count that is there"
    return replace(begin(desk, session, row, again), verdict=Verdict.ACCEPTED)
