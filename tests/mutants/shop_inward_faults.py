"""Faults planted where goods come in, are put away, moved, filled up and counted, and the walks that meet them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import bindparam, select

from tests.mutants import shop_counting, shop_dock, shop_moving, shop_office, shop_shelf
from tests.mutants.shop_floor import Floor
from tests.mutants.shop_inward import count_place
from warehouse_app.application.counting import benchplace, finish, posting
from warehouse_app.application.moving import cards, carrying, deeds, hands, naming, putting
from warehouse_app.application.receiving import booking, counting, serving, taking, undoing
from warehouse_app.domain.counting import judge
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.items import GRADE_A
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.moving.refusals import MoreThanThere
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.receiving.judge import Judged, spread
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, inventory, items, ledger, places, putaway
from warehouse_app.store.counting import books
from warehouse_app.store.moving import tasks
from warehouse_app.store.receiving import closing, waiting
from warehouse_app.store.schema import ledger as schema
from warehouse_app.store.statement import Statement

Patch = pytest.MonkeyPatch
MUG, CASE, BOWL = "4006381333931", "9780201379624", "5901234123457"


# Walks.
def _scans(scan: Callable[[Floor, str], Any], floor: Floor, *texts: str) -> None:
    for text in texts:
        if scan(floor, text).klass == "stop":
            scan(floor, "CONTINUE")


def lacks(floor: Floor) -> None:
    """Let all orders be promised what there is while hardly a mug is there; the latest is the most urgent."""
    for place in ("A-1", "B-1"):
        shop_office.recount(floor, place, "MUG", 0)
    shop_office.edit(floor, "O5", 9)
    shop_office.allocate_all(floor)


def receives_for_some(floor: Floor) -> None:
    """Fewer mugs come in than orders wait for, by a paper; then some are taken back."""
    lacks(floor)
    paper = shop_dock.buy(floor, (("MUG", 5), ("BOWL", 1)))
    _scans(shop_dock.receive, floor, paper, MUG, "*2", "UNDO", MUG, "3", "2", "UNDO", "DAMAGED", MUG, CASE, "DONE", "2")


def receives_too_much(floor: Floor) -> None:
    paper = shop_dock.buy(floor, (("MUG", 2),))
    _scans(shop_dock.receive, floor, paper, CASE, "1", "UNDO", MUG, MUG, "DONE")


def puts_away(floor: Floor) -> None:
    """Mugs that orders wait for come in, are put away where it is proposed and elsewhere, and one is taken back."""
    lacks(floor)
    _scans(shop_dock.receive, floor, "1", CASE, "*2", "DONE")
    _scans(shop_shelf.put_away, floor, MUG, "*3", "DONE", "2", "B-2", "UNDO", "B-2", "DOCK", MUG, "DONE", "A-2", "A-2")


def moves(floor: Floor) -> None:
    """Carry promised stock, then everything of a bin, and back again."""
    shop_office.allocate_all(floor)
    _scans(shop_moving.move, floor, "A-1", MUG, "*2", "B-2", "UNDO", "A-1", MUG, "A-1", "B-2", "B-2", "B-2", "A-2")
    _scans(shop_moving.move, floor, "UNDO")


def fills_up(floor: Floor) -> None:
    """A forward bin is low: the plan says so once, and is done in two parts."""
    shop_office.recount(floor, "C-1", "MUG", 6)
    shop_office.recount(floor, "A-1", "MUG", 1)
    shop_moving.refill(floor)
    shop_moving.refill(floor)
    _scans(shop_moving.move, floor, "1", "C-1", MUG, "2", "A-1")
    shop_moving.refill(floor)
    _scans(shop_moving.move, floor, "1", "C-1", MUG, "A-1", "UNDO")


def counts_less_by_hand(floor: Floor) -> None:
    """All is promised, and who counts finds one less: nobody stops him, and the weakest loses."""
    shop_office.allocate_all(floor)
    _scans(lambda at, text: shop_counting.count(at, "H1", text), floor, "B-1", MUG, "3", "B-1")
    count_place(floor, "A-2", "BOWL", 1)


def counts_far_off(floor: Floor) -> None:
    """A count differs by many: another counts again, and the office decides."""
    shop_office.recount(floor, "C-1", "MUG", 9)
    count_place(floor, "C-1", "MUG", 1)
    count_place(floor, "B-1", "LAMP", 7)
    _scans(lambda at, text: shop_counting.count(at, "H1", text), floor, "C-1", "PAUSE")
    shop_office.recount(floor, "B-2", "MUG", 9)
    _scans(lambda at, text: shop_counting.count(at, "H1", text), floor, "B-2", MUG, "2", "LAMP", "2", "B-2", "B-2")
    shop_counting.decide(floor, 0, "approve")


def counts_beside_a_trolley(floor: Floor) -> None:
    """Goods of the dock are on a trolley while the dock is counted, and are put down afterwards."""
    _scans(shop_dock.receive, floor, "1", BOWL, "3", MUG, "DONE")
    _scans(shop_shelf.put_away, floor, BOWL, "2", MUG)
    count_place(floor, "DOCK", "BOWL", 1)
    _scans(lambda at, text: shop_counting.count(at, "H1", text), floor, "DOCK", "DOCK", "1")
    _scans(shop_shelf.put_away, floor, "DONE", "A-2", "A-2")


def takes_a_place_over(floor: Floor) -> None:
    """One counts a place, a supervisor takes it over, and the first goes on elsewhere."""
    for station, text in (("H1", "A-1"), ("H2", "A-1"), ("H2", "TAKE OVER"), ("H1", "A-1"), ("H1", "CONTINUE")):
        shop_counting.count(floor, station, text)
    shop_counting.count(floor, "H1", "B-1")
    shop_counting.count(floor, "H2", MUG)


def locks_away(floor: Floor) -> None:
    """Promised goods are locked away, thrown away and released."""
    shop_office.edit(floor, "O5", 9)
    shop_office.allocate_all(floor)
    shop_moving.lock(floor, "A-1", "MUG", 2)
    shop_moving.scrap(floor, "B-1", "MUG", 1)
    shop_moving.unlock(floor, "B-2", "MUG", 1)
    _scans(shop_dock.receive, floor, "1", "DAMAGED", MUG, "DONE")
    shop_moving.unlock(floor, "B-2", "MUG/DAMAGED", 1)


# Faults.
def what_comes_in_serves_the_weakest_first(patch: Patch) -> None:
    lines = waiting.lines
    patch.setattr(waiting, "lines", lambda *args: tuple(reversed(lines(*args))))


def a_receipt_serves_nobody(patch: Patch) -> None:
    patch.setattr(booking, "MOST_SERVED", 0)


def a_served_order_stays_short(patch: Patch) -> None:
    patch.setattr(serving, "_settle", lambda *_: None)


def what_came_is_waited_for_still(patch: Patch) -> None:
    for module in (serving, undoing):
        patch.setattr(module, "pegs", SimpleNamespace(settle=lambda *_: False))


def a_receipt_undone_stays_received(patch: Patch) -> None:
    patch.setattr(undoing, "came", lambda *_: None)


def a_receipt_undone_leaves_the_goods(patch: Patch) -> None:
    patch.setattr(undoing, "_mirror", lambda *_: None)


def what_is_damaged_at_the_dock_is_good(patch: Patch) -> None:
    patch.setattr(booking, "DAMAGED", GRADE_A)


def what_is_too_much_is_counted_nowhere(patch: Patch) -> None:
    patch.setattr(taking, "spread", lambda due, qty, lot="": _less(due, qty, lot))


def _less(due: Any, qty: int, lot: str) -> Any:
    parts = spread(due, qty, lot)
    return tuple(each for each in parts if each.judged is not Judged.OVER) or parts


def a_number_counts_what_was_there_again(patch: Patch) -> None:
    patch.setattr(counting, "go_on", lambda desk, scan, at, shot: taking.go_on(desk, scan, at, _one_more(shot)))


def _one_more(shot: Any) -> Any:
    return replace(shot, qty=shot.qty + shot.before)


def a_rest_given_up_is_waited_for(patch: Patch) -> None:
    patch.setattr(closing, "cancel", lambda *_: None)


def promises_stay_behind_when_goods_are_put_away(patch: Patch) -> None:
    def by_counting(desk: Any, entry: str, item: Any, qty: int, way: Any) -> None:
        adjust = places.outside(desk, PlaceKind.ADJUST).id
        for n, (source, target) in enumerate(((way[0], adjust), (adjust, way[1]))):
            posted = Entry(EntryId(f"{entry}{n or ''}"), EntryKind.MOVE, (Leg(item, source, target, qty),))
            ledger.post(desk, posted, forced=True)

    patch.setattr(inventory, "move", by_counting)


def what_is_put_down_stays_on_the_trolley(patch: Patch) -> None:
    patch.setattr(putaway, "shrink", lambda *_: None)


def goods_are_put_where_it_was_proposed(patch: Patch) -> None:
    move = inventory.move

    def wrong(desk: Any, entry: Any, item: Any, qty: int, way: Any) -> Any:
        first = next(each for each in places.of_kind(desk, PlaceKind.BIN) if each.id != way[0])
        return move(desk, entry, item, qty, (way[0], first.id))

    patch.setattr(inventory, "move", wrong)


def a_put_away_undone_leaves_the_goods(patch: Patch) -> None:
    patch.setattr(inventory, "reverse", lambda *_, **__: None)


def a_move_undone_leaves_the_goods(patch: Patch) -> None:
    patch.setattr(cards, "carry_back", lambda desk, old, _new: inventory.entry(desk, old))


def only_one_kind_goes_when_everything_goes(patch: Patch) -> None:
    taken = hands.taken
    patch.setattr(hands, "taken", lambda desk, now: taken(desk, now)[:1])


def all_of_it_is_what_one_scan_counts(patch: Patch) -> None:
    patch.setattr(hands, "all_of", lambda _desk, now: now.qty)


def what_is_promised_cannot_be_carried(patch: Patch) -> None:

    def wrong(desk: Any, entry: Any, source: Any, target: Any, what: Any, why: str = "") -> Any:
        for each, qty in what:
            if qty > each.free:
                raise Refused(MoreThanThere(each.item.sku, source.code, qty, each.free))
        return carrying.carry(desk, entry, source, target, what, why)

    patch.setattr(putting, "carry", wrong)


def a_move_is_planned_twice(patch: Patch) -> None:
    add = tasks.add
    patch.setattr(tasks, "add", lambda desk, draft: (add(desk, draft), add(desk, draft)))


def a_move_that_was_done_waits_again(patch: Patch) -> None:
    patch.setattr(tasks, "did", lambda *_: None)


def a_count_is_refused_for_promises(patch: Patch) -> None:
    recount = inventory.recount

    def wrong(desk: Any, entry: Any, place: Any, item: Any, qty: int, why: str) -> Any:
        less = cells.read(desk, place, items.number(desk, item)).on_hand - qty
        if less <= 0:
            return recount(desk, entry, place, item, qty, why)
        leg = Leg(item, place, places.outside(desk, PlaceKind.ADJUST).id, less)
        return ledger.post(desk, Entry(entry, EntryKind.RECOUNT, (leg,), why))

    patch.setattr(inventory, "recount", wrong)


def the_first_count_is_believed(patch: Patch) -> None:

    def wrong(*args: Any) -> CountState:
        state = judge.follows(*args)
        return CountState.POSTED if state is CountState.RECOUNT else state

    patch.setattr(finish, "follows", wrong)


def the_same_person_counts_again(patch: Patch) -> None:
    def first(_desk: Any, _session: Any, open_: Any, _place: int) -> Any:
        return open_[0]

    right = benchplace._waiting
    patch.setattr(benchplace, "_waiting", lambda *args: (first if args[2] else right)(*args))


def who_lost_a_place_counts_no_other(patch: Patch) -> None:
    patch.setattr("warehouse_app.application.counting.bench.without_place", lambda row: row)


def what_is_on_a_trolley_is_missing(patch: Patch) -> None:
    cell = schema.balance.c
    stands = select(cell.item_id, cell.on_hand).where(cell.place_id == bindparam("place_is"), cell.on_hand != 0)
    patch.setattr(books, "_ALL", Statement(stands))


def what_is_missing_can_be_promised(patch: Patch) -> None:
    patch.setattr(posting, "hold_missing", lambda *_: None)


def what_was_approved_is_not_booked(patch: Patch) -> None:
    patch.setattr(posting, "_book", lambda *_: ())


def what_is_released_stays_damaged(patch: Patch) -> None:
    patch.setattr(deeds, "marked", lambda _text: "")


def all_of_it_is_thrown_away(patch: Patch) -> None:

    def wrong(*args: Any) -> Any:
        found, _qty = naming.goods_named(*args)
        return found, found.on_hand

    patch.setattr(deeds, "goods_named", wrong)


INWARD: tuple[tuple[Callable[[Patch], None], str, Callable[[Floor], None]], ...] = (
    (what_comes_in_serves_the_weakest_first, "fresh", receives_for_some),
    (a_receipt_serves_nobody, "fresh", receives_for_some),
    (a_served_order_stays_short, "fresh", receives_for_some),
    (what_came_is_waited_for_still, "fresh", receives_for_some),
    (a_receipt_undone_stays_received, "fresh", receives_for_some),
    (a_receipt_undone_leaves_the_goods, "fresh", receives_for_some),
    (what_is_damaged_at_the_dock_is_good, "fresh", receives_for_some),
    (what_is_too_much_is_counted_nowhere, "fresh", receives_too_much),
    (a_number_counts_what_was_there_again, "fresh", receives_for_some),
    (a_rest_given_up_is_waited_for, "fresh", receives_for_some),
    (promises_stay_behind_when_goods_are_put_away, "fresh", puts_away),
    (what_is_put_down_stays_on_the_trolley, "fresh", puts_away),
    (goods_are_put_where_it_was_proposed, "fresh", puts_away),
    (a_put_away_undone_leaves_the_goods, "fresh", puts_away),
    (a_move_undone_leaves_the_goods, "fresh", moves),
    (only_one_kind_goes_when_everything_goes, "fresh", moves),
    (all_of_it_is_what_one_scan_counts, "fresh", moves),
    (what_is_promised_cannot_be_carried, "released", moves),
    (a_move_is_planned_twice, "fresh", fills_up),
    (a_move_that_was_done_waits_again, "fresh", fills_up),
    (a_count_is_refused_for_promises, "fresh", counts_less_by_hand),
    (the_first_count_is_believed, "fresh", counts_far_off),
    (the_same_person_counts_again, "fresh", counts_far_off),
    (who_lost_a_place_counts_no_other, "fresh", takes_a_place_over),
    (what_is_on_a_trolley_is_missing, "fresh", counts_beside_a_trolley),
    (what_is_missing_can_be_promised, "fresh", counts_far_off),
    (what_was_approved_is_not_booked, "fresh", counts_far_off),
    (what_is_released_stays_damaged, "fresh", locks_away),
    (all_of_it_is_thrown_away, "fresh", locks_away),
)
"""What is planted, the hour at which its walk begins, and the walk."""
