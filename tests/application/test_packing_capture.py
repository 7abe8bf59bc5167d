"""Lots, serial numbers, days and free fields captured while goods are packed; lots that may not leave."""

from __future__ import annotations

from datetime import date

import pytest

from tests.company import Company
from tests.packbench import Bench, batch, inside, pick, rows, sums_are_zero, tote
from warehouse_app.application.proofrules import SetProof
from warehouse_app.application.run import Command
from warehouse_app.application.verdicts.capture import DropCaptureRule, KeepCaptureRule, captured_of
from warehouse_app.application.verdicts.lots import ReleaseLot, find_lots, recall
from warehouse_app.domain.bench import Expect
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.packing.capture import Field, NotCaptured, fits, value_of
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import carrying, ledger, lines, places, products
from warehouse_app.store.schema import trade, verdicts
from warehouse_app.ui.runtime.benchwork import Heard
from warehouse_app.ui.screens.pack.shown import scan_line, verdict
from warehouse_app.ui.screens.pack.state import PackScreen, after, found

PHONE, MILK, MUG = "PHONE", "MILK", "MUG"
GTIN = "05012345678900"
SAID = f"]C101{GTIN}21"
OF_LOT = f"]C101{GTIN}10"


@pytest.fixture
def bench(company: Company) -> Bench:
    """A bench, and three orders: two phones with serial numbers, milk by lots, a mug."""
    with company.write() as desk:
        company.product(desk, PHONE, tracking="serial")
        company.product(desk, MILK, tracking="lot")
        company.product(desk, MUG)
    return Bench(company)


def give(bench: Bench, code: str, sku: str, qty: int, into: str, **item: str) -> int:
    """Make an order of one line whose goods lie in a tote, of this lot or serial number."""
    company = bench.company
    with company.write() as desk:
        order = company.order(desk, code, [(sku, qty)])
        place = tote(desk, company, into)
        company.stock(desk, "A01", sku, qty, **item)
        row = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).one()
        leg = Leg(Item(sku, **item), company.bin(desk, "A01").id, place.id, qty, LineId(row.id))
        ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
        lines.add_picked(desk, row.id, qty)
    return order


def barcode(bench: Bench, sku: str) -> None:
    with bench.company.write() as desk:
        found = products.find(desk, sku)
        assert found is not None
        products.add_barcode(desk, found.id, GTIN, 1)


def do(bench: Bench, command: Command) -> None:
    bench.company.runner.perform(command, bench.company.supervisor).done()


def new(bench: Bench) -> str:
    return bench.company.ids.new()


def test_a_serial_number_is_asked_where_nobody_knows_it_and_never_taken_twice(bench: Bench) -> None:
    give(bench, "O1", PHONE, 2, "T1")
    barcode(bench, PHONE)
    bench.scan("T1")
    asked = bench.scan(PHONE)
    assert (asked.code, asked.verdict, asked.facts["field"]) == ("capture", "asked", "serial")
    assert bench.scan("SN-1").code == "right_item"
    assert bench.codes(PHONE, "SN-1") == ["capture", "serial_elsewhere"], "it is in the parcel"
    assert bench.answers[-1].facts["place"] == "P00000001"
    assert bench.codes("", "SN-2") == ["acknowledged", "order_packed"]
    values = [(row.field, row.value) for row in rows(bench.company, verdicts.captured)]
    assert values == [("serial", "SN-1"), ("serial", "SN-2")]


def test_one_gs1_scan_says_all_and_undo_knows_it_still(bench: Bench) -> None:
    give(bench, "O1", PHONE, 2, "T1")
    barcode(bench, PHONE)
    assert bench.codes("T1", f"{SAID}A7", "UNDO", f"{SAID}A7") == [
        *("order_opened", "right_item", "undone", "right_item"),
    ]
    assert bench.codes(f"{SAID}A8") == ["order_packed"]
    assert inside(bench.company, "P00000001") == {PHONE: 2}


def test_what_the_tote_knows_is_verified_and_not_asked_again(bench: Bench) -> None:
    give(bench, "O1", MILK, 2, "T1", lot="L1")
    barcode(bench, MILK)
    assert bench.codes("T1", f"{OF_LOT}L2", "", MILK, f"{OF_LOT}L1") == [
        *("order_opened", "wrong_lot", "acknowledged", "right_item", "order_packed"),
    ]


def test_what_undo_takes_out_is_asked_again_and_what_was_told_of_it_stands_nowhere(bench: Bench) -> None:
    order = give(bench, "O1", PHONE, 2, "T1")
    bench.scan("T1")
    assert bench.codes(PHONE, "SN-WRONG", "UNDO", PHONE, "SN-1") == [
        *("capture", "right_item", "undone", "capture", "right_item"),
    ]
    assert bench.codes(PHONE, "SN-2") == ["capture", "order_packed"]
    told = bench.company.runner.ask(lambda desk: captured_of(desk, order), bench.company.supervisor)
    assert [each.value for each in told] == ["SN-1", "SN-2"]
    assert sums_are_zero(bench.company)
    with bench.company.store.read() as desk:
        assert carrying.serial_at(desk, PHONE, "SN-WRONG") is None


def test_of_goods_of_which_one_alone_is_known_each_is_asked_and_is_that_one_once(bench: Bench) -> None:
    company = bench.company
    order = give(bench, "O1", PHONE, 2, "T1")
    with company.write() as desk:
        line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).one().id
        place, adjust = places.with_code(desk, "T1")[0].id, places.outside(desk, PlaceKind.ADJUST).id
        was, now = Item(PHONE), Item(PHONE, serial="SN-1")
        legs = (Leg(was, place, adjust, 1, LineId(line)), Leg(now, adjust, place, 1, LineId(line)))
        ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.TRANSFORM, legs))
    assert bench.codes("T1", PHONE, "SN-1", PHONE, "SN-2") == [
        *("order_opened", "capture", "right_item", "capture", "order_packed"),
    ]
    assert inside(company, "P00000001") == {PHONE: 2}


def test_a_count_is_no_value(bench: Bench) -> None:
    give(bench, "O1", PHONE, 2, "T1")
    assert bench.codes("T1", PHONE, "*2", "SN-1") == ["order_opened", "capture", "nothing_to_count", "right_item"]


OTHER_CODES = (
    *("*0", "]C1", "TO-T1-", "TO-T1-0", "]C1", f"]C101{GTIN[:-1]}121SN-1", "]C1010501234567891721SN-1"),
    *("0105012345678917" + "21SN-1", "]C110LOT", "40063813339315012345678900"),
)
"""What is no serial number: counts, halves of codes, broken and whole GS1 codes of other goods, two codes in one."""


@pytest.mark.parametrize("text", OTHER_CODES)
def test_a_code_of_something_else_is_never_kept_as_the_serial_number(bench: Bench, text: str) -> None:
    give(bench, "O1", PHONE, 1, "T1")
    bench.scan("T1")
    bench.scan(PHONE)
    assert bench.scan(text).code == "not_captured"
    assert bench.answers[-1].state.asked == "capture", "it is asked still"
    assert bench.scan("SN-1").code == "order_packed"


@pytest.mark.parametrize("text", ["]C0SN-7", "]C121SN-7", "SN-7", "]C11730010121SN-7"])
def test_the_serial_number_alone_is_taken_however_the_scanner_says_it(bench: Bench, text: str) -> None:
    give(bench, "O1", PHONE, 1, "T1")
    bench.scan("T1")
    bench.scan(PHONE)
    assert bench.scan(text).code == "order_packed"
    with bench.company.store.read() as desk:
        assert carrying.serial_at(desk, PHONE, "SN-7") is not None


def test_what_looks_as_its_rule_says_is_taken_though_it_looks_like_a_misread_code_as_well() -> None:
    day = date(2026, 1, 1)
    assert value_of(Field("case", "TO-99-#"), "TO-12-A", day) == "TO-12-A"
    assert isinstance(value_of(Field("case"), "TO-12-A", day), NotCaptured)


def test_what_is_captured_of_a_product_is_not_passed_over_where_it_is_not_scanned(bench: Bench) -> None:
    do(bench, KeepCaptureRule(id=new(bench), scope="product", ref=MUG, field="seal"))
    boss = Bench(bench.company, "B9", "SUE", Role.SUPERVISOR, with_pin=True).session
    bench.company.runner.perform(SetProof(id=new(bench), level="none", sku=MUG), boss).done()
    give(bench, "O1", MUG, 2, "T1")
    assert bench.scan("T1").state.offer is None
    assert bench.codes("CONTINUE", MUG, "A-1", MUG, "A-2") == [
        *("nothing_to_continue", "capture", "right_item", "capture", "order_packed"),
    ]


def test_a_value_is_taken_back_or_left_by_another_scan(bench: Bench) -> None:
    give(bench, "O1", PHONE, 1, "T1")
    bench.codes("T1", PHONE)
    assert bench.codes("UNDO", PHONE, PHONE, MUG) == ["never_mind", "capture", "capture", "wrong_item"]


def test_a_recalled_lot_is_locked_away_and_stopped_at_the_bench(bench: Bench) -> None:
    company = bench.company
    give(bench, "O1", MILK, 1, "T1", lot="L1")
    with company.write() as desk:
        company.stock(desk, "B02", MILK, 5, lot="L1")
        company.stock(desk, "B03", MILK, 4, lot="L2")

    done = recall(company.runner, company.supervisor, MILK, "L1", "glass in it", lambda _s: None)

    assert (done.units, done.places, done.left) == (5, 1, ())
    assert inside(company, "B03") == {MILK: 4}
    again = recall(company.runner, company.supervisor, MILK, "L1", "glass in it", lambda _s: None)
    assert again.units == 0, "taken up again it changes nothing"
    stopped = bench.codes("T1", MILK, "")
    assert stopped == ["order_opened", "lot_blocked", "acknowledged"]
    assert bench.answers[1].facts["why"] == "glass in it"
    assert rows(company, verdicts.near_miss)[0].code == "lot_blocked"
    do(bench, ReleaseLot(id=new(bench), sku=MILK, lot="L1", reason="it was another maker"))
    assert bench.scan(MILK).code == "order_packed"
    (kept,) = company.runner.ask(lambda desk: find_lots(desk, everything=True), company.supervisor)
    assert (kept.why, kept.released_why) == ("glass in it", "it was another maker")


def test_free_fields_and_days_are_asked_by_rule_and_look_as_the_rule_says(bench: Bench) -> None:
    company = bench.company
    do(bench, KeepCaptureRule(id=new(bench), scope="product", ref=MUG, field="Batch", mask="AA-99", hint="on the base"))
    do(bench, KeepCaptureRule(id=new(bench), scope="channel", ref="shop", field="expiry"))
    do(bench, KeepCaptureRule(id=new(bench), scope="hazard", ref="acid", field="seal"))
    with company.write() as desk:
        order = company.order(desk, "O1", [(MUG, 1)])
        pick(desk, company, order, "T1")
    assert bench.codes("T1", MUG, "oops", "QX-17") == ["order_opened", "capture", "not_captured", "capture"]
    assert bench.codes("31 Dec", "2001-01-01", "", "111231") == [
        *("not_captured", "expired", "acknowledged", "order_packed"),
    ]
    told = company.runner.ask(lambda desk: captured_of(desk, order), company.supervisor)
    assert [(each.field, each.value) for each in told] == [("batch", "QX-17"), ("expiry", "2011-12-31")]
    do(bench, DropCaptureRule(id=new(bench), scope="channel", ref="shop", field="expiry"))
    with pytest.raises(Refused):
        do(bench, DropCaptureRule(id=new(bench), scope="channel", ref="shop", field="expiry"))
    with pytest.raises(Refused):
        do(bench, KeepCaptureRule(id=new(bench), scope="moon", ref="x", field="x"))


@pytest.mark.parametrize(
    ("mask", "value", "good"),
    [
        ("", "anything", True), ("AA-99", "QX-17", True), ("AA-99", "QX-1", False), ("AA-99", "Q1-17", False),
        ("##*", "a1 and more", True), ("##*", "a", False), ("99", "\u0663\u0664", False),
    ],
)  # fmt: skip
def test_a_mask_says_how_a_value_looks(mask: str, value: str, good: bool) -> None:
    assert fits(mask, value) is good


def test_what_is_asked_stands_in_the_state_so_that_another_process_asks_the_same(bench: Bench) -> None:
    give(bench, "O1", PHONE, 1, "T1")
    bench.codes("T1", PHONE, "SUPERVISOR")
    state = bench.state()
    assert (state.asked, state.ask["field"], state.ask["sku"]) == ("capture", "serial", PHONE)
    assert state.expects[0] == Expect("value", "serial")
    seen = found(PackScreen(), state)
    assert verdict(seen).word == "PHONE needs its serial"
    assert scan_line(seen).prompt == "Scan it, or type it"


def test_the_code_to_be_linked_is_told_after_other_words_too(bench: Bench) -> None:
    give(bench, "O1", MUG, 1, "T1")
    bench.codes("T1", "4006381333931", "2", "SUPERVISOR")
    assert bench.state().ask["text"] == "4006381333931"
    seen = after(PackScreen(), bench.answers[-1], None, Heard())
    assert verdict(seen).word == "Which product carries \u20664006381333931\u2069?"


def test_after_a_stop_the_question_is_asked_in_its_own_words_again(bench: Bench) -> None:
    give(bench, "O1", PHONE, 1, "T1")
    assert bench.codes("T1", PHONE, MUG, "") == ["order_opened", "capture", "wrong_item", "acknowledged"]
    seen = after(PackScreen(), bench.answers[-1], None, Heard())
    assert verdict(seen).word == "PHONE needs its serial"


def picked_for_good(bench: Bench, sku: str, **item: str) -> None:
    """Give an order whose goods were checked while they were picked, in tote T1."""
    order = give(bench, "O1", sku, 2, "T1", **item)
    with bench.company.write() as desk:
        batch(desk, bench.company, "BA1", {order: ""}, way="pack")


def test_what_was_checked_while_it_was_picked_leaves_only_where_it_may(bench: Bench) -> None:
    picked_for_good(bench, MILK, lot="L1")
    recall(bench.company.runner, bench.company.supervisor, MILK, "L1", "glass in it", lambda _s: None)
    assert bench.codes("T1", MILK, "") == ["order_opened", "lot_blocked", "acknowledged"]
    do(bench, ReleaseLot(id=new(bench), sku=MILK, lot="L1", reason="it was another maker"))
    assert bench.codes(MILK, MILK) == ["right_item", "order_packed"]


def test_what_was_checked_while_it_was_picked_is_still_captured(bench: Bench) -> None:
    do(bench, KeepCaptureRule(id=new(bench), scope="product", ref=MUG, field="seal"))
    picked_for_good(bench, MUG)
    assert bench.codes("T1", MUG, "A-1") == ["order_opened", "capture", "right_item"]


def test_what_was_checked_while_it_was_picked_and_may_leave_is_in_at_once(bench: Bench) -> None:
    picked_for_good(bench, MILK, lot="L1")
    assert bench.codes("T1") == ["order_packed"]
