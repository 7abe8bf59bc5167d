"""Faults planted in the product, one at a time, and for each the walk on which somebody would meet it.

A fault is a patch of the product's own code, as somebody who was wrong might have written it. The shop machine must
find each by its walk at once, and by chance within so many deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.mutants import shop_office, shop_packing, shop_picking
from tests.mutants.shop_day import HOURS, begun, pack_on, pick_on, until_done
from tests.mutants.shop_floor import Floor
from tests.mutants.shop_inward_faults import INWARD
from warehouse_app.application import allocation, picking, pickundo, run, stock
from warehouse_app.application.importing import floor as counting
from warehouse_app.application.packing import PackScan, bench_now, closing, damaged, printing, verifying
from warehouse_app.application.packing.bench_now import BenchNow
from warehouse_app.application.shipping import handing
from warehouse_app.domain.orders.readiness import LineFacts
from warehouse_app.store import cancelling, commands, ledger, lines, plannable, yielding
from warehouse_app.store.importing import standing
from warehouse_app.store.packing import goods

Patch = pytest.MonkeyPatch
MOST_DEEDS = 40_000
"""Deeds after which a fault has survived: far more than any of them ever took, for a seed may be an unlucky one."""

MUG, BOWL = "4006381333931", "5901234123457"


@dataclass(frozen=True)
class Fault:
    """What is planted, the hour at which its walk begins, and the walk."""

    plant: Callable[[Patch], None]
    hour: str
    walk: Callable[[Floor], None]


# Walks.
def packs(floor: Floor) -> None:
    """Pack three orders, and take the last scan of each back once."""
    for code, scans in (
        ("O1", (BOWL, MUG, "UNDO", MUG, "*2", MUG)),
        ("O2", (BOWL, "UNDO", BOWL, BOWL)),
        ("O3", (MUG,)),
    ):
        shop_packing.pack(floor, "B1", code)
        for text in scans:
            shop_packing.pack(floor, "B1", text)


def picks(floor: Floor) -> None:
    """Pick all that is released, taking some scans back."""
    for n in range(40):
        if not pick_on(floor, "P1"):
            return
        if n in (2, 5):
            shop_picking.pick(floor, "P1", "UNDO")


def wrong_slots(floor: Floor) -> None:
    """Put everything into the first tote."""
    until_done(lambda: _slot(floor))


def _slot(floor: Floor) -> bool:
    asked = shop_picking.pick_state(floor, "P1")
    if asked.phase == "slot":
        for wrong in [slot.tote for slot in asked.slots if asked.task and slot.tote != asked.task.tote][:1]:
            shop_picking.pick(floor, "P1", wrong)
            shop_picking.pick(floor, "P1", "")
    return pick_on(floor, "P1")


def cancels(floor: Floor) -> None:
    for code in ("O1", "O4", "O3"):
        shop_office.cancel(floor, code)


def loads_what_was_cancelled(floor: Floor) -> None:
    shop_office.cancel(floor, "O1")
    for parcel in tuple(floor.shop.parcels):
        shop_picking.load(floor, parcel)
        shop_picking.load(floor, "")


def plans_what_is_held(floor: Floor) -> None:
    shop_office.hold(floor, "O1")
    shop_office.plan(floor)
    shop_office.release(floor, 0)


def packs_what_is_held(floor: Floor) -> None:
    shop_packing.pack(floor, "B1", "O1")
    shop_office.hold(floor, "O1")
    shop_packing.pack(floor, "B1", MUG)


def finishes_short(floor: Floor) -> None:
    shop_office.ship_part(floor, "O1", part=True)
    shop_packing.pack(floor, "B1", "O1")
    shop_packing.pack(floor, "B1", BOWL)
    shop_packing.pack(floor, "B1", "FINISH SHORT")


def breaks_one(floor: Floor) -> None:
    shop_packing.pack(floor, "B1", "O1")
    shop_packing.pack(floor, "B1", "DAMAGED")
    shop_packing.pack(floor, "B1", MUG)


def counts_twice(floor: Floor) -> None:
    """A file counts a bin, people pick from it, the file comes again."""
    shop_office.import_stock(floor, "A-1", "MUG", 6)
    shop_office.recount(floor, "A-1", "MUG", 5)
    shop_office.import_stock(floor, "A-1", "MUG", 6)


def counts_less(floor: Floor) -> None:
    """Orders of different strength hold all there is, and a count finds less."""
    shop_office.edit(floor, "O5", 9)
    shop_office.allocate_one(floor, "O5")
    shop_office.allocate_all(floor)
    for place in ("A-1", "B-1"):
        shop_office.recount(floor, place, "MUG", 2)


def allocates_more(floor: Floor) -> None:
    """Promise to an order that has all it wants, while there is more."""
    shop_office.recount(floor, "A-1", "MUG", 6)
    allocates(floor)


def allocates(floor: Floor) -> None:
    shop_office.allocate_one(floor, "O3")
    shop_office.allocate_all(floor)


def releases(floor: Floor) -> None:
    shop_office.release_stock(floor, 0)


def ships(floor: Floor) -> None:
    for parcel in tuple(floor.shop.parcels):
        shop_picking.load(floor, parcel)
    shop_office.hand_over(floor)


def takes_over(floor: Floor) -> None:
    shop_packing.pack(floor, "B1", "O1")
    shop_packing.pack(floor, "B2", "TAKE OVER")
    shop_packing.pack(floor, "B2", "O1")
    shop_packing.pack(floor, "B1", MUG)


def undoes_a_file(floor: Floor) -> None:
    shop_office.import_orders(floor, "N1", (("MUG", 1),))
    shop_office.allocate_one(floor, "N1")
    shop_office.undo_last_import(floor)


def reads_twice(floor: Floor) -> None:
    shop_packing.pack(floor, "B1", "O1")
    shop_packing.pack(floor, "B1", MUG, double=True)


def unpacks(floor: Floor) -> None:
    for parcel in tuple(floor.shop.parcels)[:2]:
        shop_office.unpack(floor, parcel)
    until_done(lambda: pack_on(floor, "B1"))


# Faults.
def a_command_is_done_again(patch: Patch) -> None:
    kept = commands.keep

    def keep(desk: Any, *args: Any) -> None:
        if commands.find(desk, desk.command_id) is None:
            kept(desk, *args)

    patch.setattr(run, "_kept", lambda *_: None)
    patch.setattr(commands, "keep", keep)
    patch.setattr(run.Runner, "_link", lambda *_: None)


def any_deed_gets_the_first_answer(patch: Patch) -> None:
    found = commands.find
    patch.setattr(run, "digest", lambda _: "same")
    assert found is commands.find


def what_is_taken_out_stays_packed(patch: Patch) -> None:
    more = lines.add_packed
    patch.setattr(lines, "add_packed", lambda desk, line, qty: more(desk, line, qty) if qty > 0 else None)


def what_is_put_back_stays_picked(patch: Patch) -> None:
    more = lines.add_picked
    patch.setattr(lines, "add_picked", lambda desk, line, qty: more(desk, line, qty) if qty > 0 else None)


def a_cancelled_order_keeps_its_promises(patch: Patch) -> None:
    patch.setattr(cancelling, "lines_of", lambda *_: ())


def a_cancelled_order_leaves_all_the_same(patch: Patch) -> None:
    class Nothing:
        def run(self, *_: Any, **__: Any) -> None:
            """Void no parcel."""

    patch.setattr(cancelling, "_PARCELS", Nothing())


def a_held_order_is_planned(patch: Patch) -> None:
    facts = plannable.facts_of
    patch.setattr(plannable, "facts_of", lambda *args: replace(facts(*args), held=frozenset()))
    patch.setattr(plannable, "_READY", replace_held())


def replace_held() -> Any:
    """Return the question for what is ready, without a look at holds."""
    from sqlalchemy import select

    from warehouse_app.store.schema import trade
    from warehouse_app.store.statement import Statement

    return Statement(select(trade.orders.c.id).where(trade.orders.c.state == "confirmed").order_by(trade.orders.c.id))


def a_held_order_is_packed(patch: Patch) -> None:
    patch.setattr(verifying, "may_go_on", lambda *_: None)


def a_pick_uses_up_no_promise(patch: Patch) -> None:
    post = ledger.post

    def wrong(desk: Any, entry: Any, consume: Mapping[Any, int] = ledger.NO_PROMISES, **more: Any) -> Any:
        return post(desk, entry, ledger.NO_PROMISES if entry.why == "pick" else consume, **more)

    patch.setattr(ledger, "post", wrong)


def what_is_missing_is_not_written_off(patch: Patch) -> None:
    patch.setattr(closing, "write_off", lambda *_: None)


def a_label_is_printed_twice(patch: Patch) -> None:
    ask = printing.ask_print
    patch.setattr(closing, "ask_print", lambda *args: ask(*args) and ask(*args))


def what_is_damaged_is_good(patch: Patch) -> None:
    patch.setattr(damaged, "GRADE_D", "A")


def any_slot_will_do(patch: Patch) -> None:
    right = picking._tote_scanned

    def wrong(desk: Any, session: Any, _tote: Any, row: Any, task: Any) -> Any:
        from warehouse_app.store import places

        return right(desk, session, places.by_code(desk, "MAIN", task.tote).id, row, task)  # type: ignore[union-attr]

    patch.setattr(picking, "_tote_scanned", wrong)


def a_file_is_believed_again(patch: Patch) -> None:
    take = counting.take_stock
    again = lambda desk, command, *, write: take(desk, replace(command, again=True), write=write)  # noqa: E731
    patch.setattr(counting, "take_stock", again)


def the_strongest_order_loses(patch: Patch) -> None:
    patch.setattr(yielding, "loses_first", lambda promise: (promise.rank, promise.id))


def a_line_is_promised_more_than_it_lacks(patch: Patch) -> None:
    patch.setattr(LineFacts, "short", property(lambda line: max(0, line.qty - line.promised)))


def two_lines_are_promised_the_same_unit(patch: Patch) -> None:
    class Forgetful(dict):
        def __missing__(self, _key: str) -> int:
            return 0

        def __setitem__(self, key: str, value: int) -> None:
            """Forget at once."""

    patch.setattr(allocation, "Counter", Forgetful)


def released_stock_stays_promised(patch: Patch) -> None:
    patch.setattr(stock, "_let_go", lambda *_: None)


def what_leaves_is_not_counted(patch: Patch) -> None:
    patch.setattr(handing, "_shipped", lambda *_: {})


def a_bench_goes_on_with_what_was_taken_over(patch: Patch) -> None:
    patch.setattr(bench_now, "BenchNow", lambda station, row, pack, _mine: BenchNow(station, row, pack, pack))


def the_first_scan_is_undone(patch: Patch) -> None:
    from sqlalchemy import bindparam, select

    from warehouse_app.store.schema import ledger as tables
    from warehouse_app.store.statement import Statement

    first = select(tables.entry.c.id).join(tables.leg, tables.leg.c.entry_seq == tables.entry.c.seq)
    first = first.where(tables.leg.c.target == bindparam("parcel_is"), tables.leg.c.line_id.is_not(None))
    patch.setattr(goods, "_LAST_SCAN", Statement(first.order_by(tables.entry.c.seq).limit(1)))


def an_import_is_undone_under_its_orders(patch: Patch) -> None:
    patch.setattr(standing, "on_made", lambda *_: ([], 0))
    patch.setattr(standing, "on_orders", lambda *_: [])


def a_double_read_counts(patch: Patch) -> None:
    old = run.HANDLERS[PackScan]
    act = lambda desk, scan, session: old.act(desk, replace(scan, double=False), session)  # noqa: E731
    patch.setitem(run.HANDLERS, PackScan, replace(old, act=act))


def a_multiple_counts_one_too_many(patch: Patch) -> None:
    times = verifying.times
    patch.setattr(verifying, "times", lambda desk, scan, session, now, n: times(desk, scan, session, now, n + 1))


def a_pick_undone_gives_no_promise_back(patch: Patch) -> None:
    patch.setattr(pickundo, "_promise_again", lambda *_: None)


FAULTS: dict[str, Fault] = {
    plant.__name__.replace("_", " "): Fault(plant, hour, walk)
    for plant, hour, walk in (
        (a_command_is_done_again, "picked", packs),
        (any_deed_gets_the_first_answer, "picked", packs),
        (what_is_taken_out_stays_packed, "picked", packs),
        (what_is_put_back_stays_picked, "released", picks),
        (a_cancelled_order_keeps_its_promises, "allocated", cancels),
        (a_cancelled_order_leaves_all_the_same, "packed", loads_what_was_cancelled),
        (a_held_order_is_planned, "allocated", plans_what_is_held),
        (a_held_order_is_packed, "picked", packs_what_is_held),
        (a_pick_uses_up_no_promise, "released", picks),
        (what_is_missing_is_not_written_off, "picked", finishes_short),
        (a_label_is_printed_twice, "picked", packs),
        (what_is_damaged_is_good, "picked", breaks_one),
        (any_slot_will_do, "released", wrong_slots),
        (a_file_is_believed_again, "fresh", counts_twice),
        (the_strongest_order_loses, "fresh", counts_less),
        (a_line_is_promised_more_than_it_lacks, "picked", allocates_more),
        (two_lines_are_promised_the_same_unit, "fresh", allocates),
        (released_stock_stays_promised, "allocated", releases),
        (what_leaves_is_not_counted, "packed", ships),
        (a_bench_goes_on_with_what_was_taken_over, "picked", takes_over),
        (the_first_scan_is_undone, "picked", packs),
        (an_import_is_undone_under_its_orders, "fresh", undoes_a_file),
        (a_double_read_counts, "picked", reads_twice),
        (a_multiple_counts_one_too_many, "picked", packs),
        (a_pick_undone_gives_no_promise_back, "released", picks),
        *INWARD,
    )
}


def found_by_chance(fault: str, number: int, patch: Patch, most: int = MOST_DEEDS) -> bool:
    """Search at random with a fault planted; tell whether it was found within so many deeds, however long they take."""
    from tests.mutants.shop_machine import searched

    for hour in HOURS:
        begun(hour).store.close()
    FAULTS[fault].plant(patch)
    try:
        searched(number, most)
    except Exception:  # noqa: BLE001 - whatever shows the fault has found it
        return True
    return False
