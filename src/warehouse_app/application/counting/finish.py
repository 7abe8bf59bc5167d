"""A place that was counted to its end: compared with the books at this very command, and what follows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from warehouse_app.application.counting import benchstate, posting
from warehouse_app.application.counting.benchscan import accept_far, count_thing
from warehouse_app.application.counting.benchwork import at_hand, stack_of, with_ask, without_ask, without_place
from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.run import Session
from warehouse_app.application.settings import number_of, value_of
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.judge import Compared, Thresholds, follows
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.counting.values import Lost
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.items import Item
from warehouse_app.domain.quantities import minor_digits
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store import items
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.counting import books, counts
from warehouse_app.store.counting.counts import CountRow, LineRow
from warehouse_app.store.desk import Desk

STANDS_S = 300
"""So long after his last scan a picker is taken to stand at his place."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies open when a place is finished: what was counted, what the books have, what moved meanwhile."""

    lines: tuple[LineRow, ...]
    book: Mapping[int, int]
    moved: frozenset[int]

    @property
    def counted(self) -> Mapping[int, int]:
        """Return the units counted of each thing."""
        return {each.item_id: each.counted for each in self.lines}

    @property
    def unseen(self) -> tuple[int, ...]:
        """Return the things that the books have here and nobody scanned."""
        return tuple(each for each in self.book if each not in self.counted)


def look(desk: Desk, count: CountRow) -> Seen:
    """Return what lies open now."""
    lines = counts.lines(desk, count.id, count.round)
    book = books.cells_of(desk, count.place_id, count.sku)
    since = min((count.started_seq, *(each.since for each in lines)))
    newest = books.moved_since(desk, count.place_id, since)
    by_item = {each.item_id: each for each in lines}
    moved = set()
    for item_id, seq in newest.items():
        line = by_item.get(item_id)
        if (line is not None and seq > line.since) or (line is None and item_id in book and seq > count.started_seq):
            moved.add(item_id)
    moved |= {each.item_id for each in lines if each.book != book.get(each.item_id, 0)}
    return Seen(lines, book, frozenset(moved))


def empty(desk: Desk, command_id: str, session: Session, row: BenchRow, count: CountRow) -> FloorDeed | None:
    """Count a place as empty, by choice; None where something was counted there already."""
    if counts.lines(desk, count.id, count.round):
        return None
    return finish(desk, command_id, session, without_ask(row, sure=True), count)


def finish(desk: Desk, command_id: str, session: Session, row: BenchRow, count: CountRow) -> FloorDeed:
    """Compare what was counted with the books, unless there is something to ask first."""
    seen = look(desk, count)
    if seen.moved:
        return _again(desk, row, count, seen)
    if seen.unseen and not row.recall("sure"):
        return _all_scanned(desk, session, row, count, seen)
    wrong = any(seen.counted.get(each, 0) != qty for each, qty in seen.book.items()) or any(
        seen.book.get(each, 0) != qty for each, qty in seen.counted.items()
    )
    picker = books.picks_here(desk, count.place_id, _long_ago(desk)) if wrong else ""
    if picker:
        return FloorDeed(
            "count_picker_here", {"who": picker, "place": count.place}, verdict=Verdict.ASKED, row=without_ask(row)
        )
    return compare(desk, command_id, session, row, count, seen)


def _long_ago(desk: Desk) -> str:
    return iso(datetime.fromisoformat(desk.at) - timedelta(seconds=STANDS_S))


def _again(desk: Desk, row: BenchRow, count: CountRow, seen: Seen) -> FloorDeed:
    """Forget what was counted of what moved meanwhile: it is counted again, the rest stands."""
    for each in seen.lines:
        if each.item_id in seen.moved:
            counts.drop_line(desk, each.id)
    counts.restart(desk, count, books.last_seq(desk))
    stack = [each for each in stack_of(row) if each[0] not in seen.moved]
    names = ", ".join(sorted({items.get(desk, each).sku for each in seen.moved}))
    facts = {"sku": names, "place": count.place}
    return FloorDeed("count_moved_meanwhile", facts, verdict=Verdict.ASKED, row=without_ask(row, stack=stack))


def _all_scanned(desk: Desk, session: Session, row: BenchRow, count: CountRow, seen: Seen) -> FloorDeed:
    """Ask whether that is all. Who counts blind is not told what is missing, nor that something is."""
    blind = benchstate.is_blind(desk, count, session.station)
    first = items.get(desk, seen.unseen[0])
    facts: dict[str, str | int | bool | None] = {"place": count.place, "kinds": len(seen.counted)}
    code = "count_is_that_all"
    if not blind:
        facts |= {"sku": first.sku, "book": seen.book[seen.unseen[0]], "unseen": len(seen.unseen)}
        code = "count_none_of"
    keys = (("1", f"{code}_yes"), ("2", "count_go_on"))
    return FloorDeed(code, facts, verdict=Verdict.ASKED, row=with_ask(row, code, facts, keys))


def answer_open(desk: Desk, command_id: str, session: Session, row: BenchRow, key: str) -> FloorDeed:
    """Answer the open question by a digit."""
    open_ = row.recall("ask")
    count = at_hand(desk, session, row)
    if count is None:
        raise Refused(NoSuchChoice(key))
    if open_["code"] == "count_which":
        thing = Item(*open_["things"][int(key) - 1])
        return count_thing(desk, session, without_ask(row), count, thing, int(open_["units"]))
    if key != "1":
        return FloorDeed("count_goes_on", {"place": count.place}, row=without_ask(row))
    if open_["code"] == "count_far":
        return accept_far(desk, session, row, count)
    if open_["code"] == "count_serial_two":
        counts.set_line(desk, int(open_["line"]), 0)
        counts.rejudge(desk, int(open_["other"]))
        item = items.get(desk, int(open_["item"]))
        return count_thing(desk, session, without_ask(row), count, item, 1)
    return finish(desk, command_id, session, without_ask(row, sure=True), count)


def compare(desk: Desk, command_id: str, session: Session, row: BenchRow, count: CountRow, seen: Seen) -> FloorDeed:
    """Keep what the books had, and let follow what the thresholds say."""
    found = _judged(desk, count, seen)
    before = _differences(desk, count) if count.round > 1 else {}
    state = follows(found, before, count.round, thresholds(desk, session.station))
    wrong = [each for each in found if each.difference]
    value = sum(each.value_minor for each in wrong)
    lost: tuple[Lost, ...] = ()
    if state is CountState.MATCHED:
        posting.let_go(desk, count)
    elif state is CountState.POSTED:
        lost, _others = posting.post(desk, command_id, count)
    else:
        posting.hold_missing(desk, count, {each.item_id: -each.difference for each in wrong if each.difference < 0})
    counts.end_round(desk, count, state, session.actor.person, len(wrong), value)
    desk.touch(Touched.COUNT)
    done = without_place(row, at=count.seq)
    way = benchstate.next_places(desk, session.station, done)
    facts: dict[str, str | int | bool | None] = {
        "place": count.place,
        "kinds": len(wrong),
        "next": way[0].place if way else "",
    }
    named = ", ".join(dict.fromkeys(each.order for each in lost))
    code = f"count_{state.value}"
    if lost:
        code, facts = "count_posted_short", {**facts, "orders": named}
    blind = benchstate.is_blind(desk, count, session.station)
    if blind and not lost and state is CountState.POSTED:
        code = "count_done"
    return FloorDeed(code, facts, verdict=Verdict.DONE, row=done)


def _judged(desk: Desk, count: CountRow, seen: Seen) -> tuple[Compared, ...]:
    for item_id in seen.unseen:
        counts.add_line(desk, count, item_id, 0, count.started_seq, seen.book[item_id])
    found, digits = [], minor_digits(value_of(desk, "company.currency"))
    for each in counts.lines(desk, count.id, count.round):
        compared = Compared(
            each.item_id, each.counted, seen.book.get(each.item_id, 0), books.unit_e4(desk, each.item_id), digits
        )
        counts.judge_line(desk, each.id, compared.book, compared.unit_e4)
        found.append(compared)
    return tuple(found)


def _differences(desk: Desk, count: CountRow) -> Mapping[int, int]:
    """Return what the round before found of each thing."""
    return {each.item_id: each.counted - (each.book or 0) for each in counts.lines(desk, count.id, count.round - 1)}


def thresholds(desk: Desk, station: str) -> Thresholds:
    """Return from which difference on somebody else must look."""
    whole = int(10 ** minor_digits(value_of(desk, "company.currency")))
    return Thresholds(
        number_of(desk, "count.recount_units", station),
        number_of(desk, "count.recount_value", station) * whole,
        number_of(desk, "count.approve_value", station) * whole,
    )
