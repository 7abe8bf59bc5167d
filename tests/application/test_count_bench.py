"""The count bench: what is there is scanned or typed, compared at that moment, and what follows is said."""

from __future__ import annotations

import pytest

from tests.application.test_picking import Aisle
from tests.company import WAREHOUSE, Company
from tests.countbench import Counter, on_hand, reasons, rows, settings, states
from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import order_detail
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.run import Session
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId, EntryKind
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import cells, inventory, items, places, products
from warehouse_app.store.counting import counts
from warehouse_app.store.schema import counting as tables
from warehouse_app.store.schema import ledger as book
from warehouse_app.store.schema import storage


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        for n, code in enumerate(("A01", "A02", "A03"), 1):
            company.bin(desk, code, walk_seq=n)
        for sku in ("CUP", "PEN", "JAR"):
            company.product(desk, sku)
        company.order(desk, "999", [("CUP", 1), ("PEN", 1), ("JAR", 1)], state="cancelled")
        company.stock(desk, "A01", "CUP", 12)
        company.stock(desk, "A01", "PEN", 3)
        company.stock(desk, "A02", "JAR", 5)
    return company


@pytest.fixture
def anna(shop: Company) -> Counter:
    return Counter(shop)


def test_a_place_that_is_as_the_books_say_is_matched(shop: Company, anna: Counter) -> None:
    assert anna.codes("A01", "CUP", "12", "PEN", "*3", "DONE") == [
        "count_place_right", "count_counted", "count_counted", "count_counted", "count_counted", "count_matched",
    ]  # fmt: skip
    assert states(shop) == ["matched"]
    assert reasons(shop) == []


def test_a_small_difference_is_booked_at_once_with_a_reason(shop: Company, anna: Counter) -> None:
    answer = anna.scan("A01", "CUP", "11", "PEN", "4", "DONE")
    assert answer.verdict.value == "done"
    assert (on_hand(shop, "A01", "CUP"), on_hand(shop, "A01", "PEN")) == (11, 4)
    assert sorted(reasons(shop)) == ["found", "missing"]
    assert states(shop) == ["posted"]


def test_who_counts_blind_is_not_told_what_the_books_have(anna: Counter) -> None:
    shown = anna.scan("A01").state
    assert [line for line in shown.lines if line.wanted] == []
    assert anna.scan("DONE").code == "count_is_that_all"
    assert anna.scan("2").code == "count_goes_on"


def test_who_does_not_count_blind_sees_what_is_expected_and_what_is_unseen(shop: Company, anna: Counter) -> None:
    settings(shop, count_blind="off")
    assert [(line.code, line.wanted, line.mark) for line in anna.scan("A01").state.lines] == [
        ("CUP", 12, "expected"),
        ("PEN", 3, "expected"),
    ]
    answer = anna.scan("CUP", "12", "DONE")
    assert (answer.code, answer.facts["sku"], answer.facts["book"]) == ("count_none_of", "PEN", 3)
    assert anna.scan("1").code == "count_posted"
    assert on_hand(shop, "A01", "PEN") == 0


def test_a_place_is_empty_by_choice(shop: Company, anna: Counter) -> None:
    state = anna.scan("A02").state
    assert [(each.key, each.code) for each in state.choices] == [("1", "count_empty")]
    assert anna.scan("1").code == "count_done"
    assert on_hand(shop, "A02", "JAR") == 0


def test_the_place_scanned_again_finishes_it(anna: Counter) -> None:
    assert anna.codes("A02", "JAR", "5", "A02")[-1] == "count_matched"


def test_an_unexpected_product_is_counted_and_booked(shop: Company, anna: Counter) -> None:
    settings(shop, count_blind="off")
    assert anna.codes("A02", "JAR", "5", "PEN")[-1] == "count_unexpected"
    assert anna.scan("DONE").code == "count_posted"
    assert on_hand(shop, "A02", "PEN") == 1


def test_a_case_counts_its_units_and_a_number_counts_cases(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        cup = products.find(desk, "CUP")
        assert cup is not None
        products.add_barcode(desk, cup.id, "CASE-CUP", 6)
    assert anna.scan("A01", "CASE-CUP").facts["total"] == 6
    assert anna.scan("2").facts["total"] == 12
    assert anna.scan("CUP").facts["total"] == 13
    assert anna.scan("UNDO").facts["total"] == 12


def test_undo_takes_back_scan_by_scan(anna: Counter) -> None:
    anna.scan("A01", "CUP", "CUP", "PEN")
    assert [anna.scan("UNDO").facts["sku"] for _ in range(3)] == ["PEN", "CUP", "CUP"]
    assert anna.scan("UNDO").code == "nothing_to_undo"


def test_a_place_left_is_to_be_counted_from_the_beginning(shop: Company, anna: Counter) -> None:
    assert anna.codes("A01", "CUP", "SKIP") == ["count_place_right", "count_counted", "count_skipped"]
    assert states(shop) == ["requested"]
    assert rows(shop, tables.count_line) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-3", "count_negative"),
        ("=-3", "count_negative"),
        ("9999999", "unknown_barcode"),
        ("NOBODY-KNOWS", "unknown_barcode"),
        ("*0", "unreadable"),
        ("A02", "count_place_open"),
        ("ISSUE", "means_nothing_here"),
    ],
)
def test_what_is_no_count_is_refused_and_nothing_is_lost(anna: Counter, text: str, code: str) -> None:
    anna.scan("A01", "CUP", "7")
    assert anna.scan(text).code == code
    assert anna.state().lines[0].done == 7


@pytest.mark.parametrize(
    ("text", "code"), [("CUP", "count_place_first"), ("Z99", "unknown_barcode"), ("DONE", "count_tour_ended")]
)
def test_without_a_place_a_way_on_is_said(anna: Counter, text: str, code: str) -> None:
    assert anna.scan(text).code == code


def test_a_number_before_any_scan_counts_nothing(anna: Counter) -> None:
    assert anna.codes("A01", "12")[-1] == "count_number_of_what"


def test_a_code_of_digits_is_a_code_unless_it_says_it_is_a_number(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        shop.product(desk, "22423")
        shop.stock(desk, "A02", "22423", 2)
    anna.scan("A02", "22423")
    assert anna.scan("22423").facts["total"] == 2
    anna.scan("UNDO")
    assert anna.scan("=2").facts["total"] == 2


def test_a_number_far_from_the_books_is_asked_about_by_name(shop: Company, anna: Counter) -> None:
    settings(shop, count_blind="off")
    answer = anna.scan("A01", "CUP", "1200")
    assert (answer.code, answer.facts["number"], answer.facts["book"]) == ("count_far", 1200, 12)
    assert anna.codes("2", "12")[-1] == "count_counted"
    assert anna.codes("900", "1") == ["count_far", "count_counted"]
    assert anna.state().lines[0].done == 900


def test_who_counts_blind_types_such_a_number_twice(anna: Counter) -> None:
    answer = anna.scan("A01", "CUP", "1200")
    assert (answer.code, "book" in answer.facts) == ("count_repeat", False)
    assert anna.codes("1300", "1300") == ["count_repeat", "count_counted"]


def test_a_large_difference_is_counted_by_another_person(shop: Company, anna: Counter) -> None:
    assert anna.codes("A01", "CUP", "2", "PEN", "3", "DONE")[-1] == "count_recount"
    assert on_hand(shop, "A01", "CUP") == 12
    assert anna.state().hero != "A01"  # nobody is sent where somebody else is to count
    assert anna.scan("A01").code == "own_count"
    li = Counter(shop, "H2", "LI")
    assert li.codes("A01", "CUP", "2", "PEN", "3", "DONE")[-1] == "count_done"
    assert on_hand(shop, "A01", "CUP") == 2
    assert states(shop) == ["posted"]


def test_the_second_count_may_find_that_the_first_was_wrong(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "CUP", "2", "PEN", "3", "DONE")
    assert Counter(shop, "H2", "LI").codes("A01", "CUP", "12", "PEN", "3", "DONE")[-1] == "count_matched"


def test_after_three_counts_that_differ_a_supervisor_decides(shop: Company, anna: Counter) -> None:
    codes = []
    for person, cups in (("ANNA", "2"), ("LI", "3"), ("BO", "4")):
        codes += Counter(shop, f"H-{person}", person).codes("A01", "CUP", cups, "PEN", "3", "DONE")[-1:]
    assert codes == ["count_recount", "count_recount", "count_review"]
    assert states(shop) == ["review"]


def test_what_is_missing_is_held_until_it_is_decided(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "CUP", "2", "PEN", "3", "DONE")
    with shop.store.read() as desk:
        cell = cells.read(desk, places.with_code(desk, "A01")[0].id, items.find(desk, Item("CUP")) or 0)
    assert (cell.on_hand, cell.held) == (12, 10)
    Counter(shop, "H2", "LI").scan("A01", "CUP", "12", "PEN", "3", "DONE")
    assert rows(shop, book.promise) == []


def test_a_count_is_never_refused_for_promises_and_names_who_loses(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        order = shop.order(desk, "1001", [("JAR", 5)])
    allocate(shop.runner, shop.supervisor)
    answer = anna.scan("A02", "JAR", "3", "DONE")
    assert (answer.code, answer.facts["orders"]) == ("count_posted_short", "1001")
    story = shop.runner.ask(lambda desk: order_detail(desk, order), shop.supervisor).timeline
    assert "2 x JAR, A02" in [each.facts.get("why") for each in story]
    with shop.store.read() as desk:
        found = desk.connection.exec_driver_sql("SELECT qty, reason FROM shortage WHERE resolved_at IS NULL").all()
    assert [tuple(row) for row in found] == [(2, "missing")]


def moved(company: Company, sku: str, qty: int, source: str, target: str) -> None:
    with company.write() as desk:
        ends = (company.bin(desk, source).id, company.bin(desk, target).id)
        inventory.move(desk, EntryId(company.ids.new()), Item(sku), qty, ends)


def test_what_moves_while_it_is_counted_is_counted_again_and_the_rest_stands(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "CUP", "12", "PEN", "3")
    moved(shop, "CUP", 2, "A01", "A03")
    answer = anna.scan("DONE")
    assert (answer.code, answer.facts["sku"]) == ("count_moved_meanwhile", "CUP")
    assert [(line.code, line.done) for line in answer.state.lines] == [("PEN", 3)]
    assert anna.codes("CUP", "10", "DONE")[-1] == "count_matched"


def test_what_moved_before_its_first_scan_does_not_spoil_the_count(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "PEN", "3")
    moved(shop, "CUP", 2, "A01", "A03")
    assert anna.codes("CUP", "10", "DONE")[-1] == "count_matched"


def test_goods_put_there_while_the_place_is_counted_are_not_taken_for_missing(shop: Company, anna: Counter) -> None:
    anna.scan("A02", "JAR", "5")
    moved(shop, "PEN", 1, "A01", "A02")
    assert anna.scan("DONE").code == "count_moved_meanwhile"
    assert anna.codes("PEN", "DONE")[-1] == "count_matched"


def test_what_moves_after_the_count_stays_moved_when_it_is_booked(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "CUP", "2", "PEN", "3", "DONE")
    moved(shop, "CUP", 1, "A01", "A03")
    Counter(shop, "H2", "LI").scan("A01", "CUP", "1", "PEN", "3", "DONE")
    assert on_hand(shop, "A01", "CUP") == 1


def test_two_people_do_not_count_one_place_unless_one_takes_it_over(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "CUP", "12")
    li = Counter(shop, "H2", "LI")
    answer = li.scan("A01")
    assert (answer.code, answer.facts["station"]) == ("open_elsewhere", "H1")
    assert li.scan("1").code == "no_right"
    boss = Counter(shop, "H3", "MARIA", Role.SUPERVISOR)
    assert boss.codes("A01", "TAKE OVER") == ["open_elsewhere", "count_place_right"]
    assert anna.scan("CUP").code == "claim_lost"
    assert anna.codes("CONTINUE", "A02") == ["acknowledged", "count_place_right"]
    assert boss.codes("CUP", "12", "PEN", "3", "DONE")[-1] == "count_matched"


def test_a_place_of_another_warehouse_is_not_of_this_tour(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        places.add(desk, "NORTH", PlaceKind.BIN, "N01")
    anna.scan("A02", "JAR", "5", "DONE")
    assert anna.scan("N01").code == "count_other_warehouse"
    assert anna.codes("DONE", "N01")[-1] == "count_place_right"


def test_a_locked_place_is_counted_all_the_same_and_told(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        place = places.with_code(desk, "A02")[0].id
        values = {"place_id": place, "locked": 1, "locked_why": "shelf bent"}
        desk.connection.execute(storage.place_rule.insert().values(**values))
    answer = anna.scan("A02")
    assert (answer.code, answer.facts["note"]) == ("count_place_locked", "shelf bent")
    assert anna.codes("JAR", "4", "DONE")[-1] == "count_done"
    assert on_hand(shop, "A02", "JAR") == 4


def test_a_count_asked_for_after_a_short_pick_is_of_that_product_alone(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        place = places.with_code(desk, "A01")[0]
        counts.ask(desk, place.id, items.number(desk, Item("CUP")), "short pick")
    assert (anna.state().hero, anna.state().hero_note) == ("A01", "CUP")
    assert anna.codes("A01", "PEN", "12", "DONE") == [
        "count_of_product", "count_other_product", "count_counted", "count_matched",
    ]  # fmt: skip


def test_lots_are_told_apart_and_asked_for(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        shop.product(desk, "TEA", tracking="lot")
        shop.stock(desk, "A03", "TEA", 4, lot="L1")
        shop.stock(desk, "A03", "TEA", 6, lot="L2")
    answer = anna.scan("A03", "TEA")
    assert (answer.code, [each.code for each in answer.state.choices]) == ("count_which", ["L1", "L2"])
    assert anna.codes("1", "4", "TEA", "l2", "6", "DONE")[-1] == "count_matched"


def test_lots_and_serial_numbers_that_no_code_tells_are_scanned_or_typed(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        shop.product(desk, "CAM", tracking="serial")
        shop.product(desk, "MILK", tracking="lot")
        shop.stock(desk, "A03", "CAM", 1, serial="SN-1")
        shop.stock(desk, "A03", "CAM", 1, serial="77")
    assert anna.codes("A03", "CAM", "SN-1", "CAM", "77") == [
        "count_place_right", "count_serial_needed", "count_counted", "count_serial_needed", "count_counted",
    ]  # fmt: skip
    assert anna.codes("SN-9")[-1] == "unknown_barcode"
    assert anna.codes("MILK", "L9", "4")[-2:] == ["count_counted", "count_counted"]
    marks = sorted((each.code, each.lot or each.serial, each.done) for each in anna.scan("XX").state.lines)
    assert marks == [("CAM", "77", 1), ("CAM", "SN-1", 1), ("MILK", "L9", 4)]


def test_a_serial_number_counted_in_two_places_is_asked_about(shop: Company, anna: Counter) -> None:
    with shop.write() as desk:
        shop.product(desk, "CAM", tracking="serial")
        cam = products.find(desk, "CAM")
        assert cam is not None
        products.add_barcode(desk, cam.id, "4006381333931", 1)
        shop.stock(desk, "A03", "CAM", 1, serial="S1")
    code = "]C101040063813339312" + "1S1"
    assert anna.codes("A03", "CAM")[-1] == "count_serial_needed"
    assert anna.codes(code, code) == ["count_counted", "count_serial_twice"]
    li = Counter(shop, "H2", "LI")
    assert li.codes("A02", "JAR", "5", code)[-1] == "count_serial_two"
    assert li.codes("1", "DONE")[-1] == "count_done"
    assert on_hand(shop, "A02", "CAM", serial="S1") == 1
    assert on_hand(shop, "A03", "CAM", serial="S1") == 0


def test_a_picker_who_stands_there_is_waited_for_where_the_count_differs(company: Company) -> None:
    aisle = Aisle(company)
    aisle.scan(aisle.batches[0])
    place = aisle.scan("x").state.expects[0].code
    aisle.scan(place)
    sku = {"A01-01": "A1", "A01-02": "B2", "A02-01": "B2"}[place]
    there = aisle.on_hand(place, sku)
    anna = Counter(company)
    answer = anna.scan(place, sku, str(there - 1), "DONE")
    assert (answer.code, answer.facts["who"]) == ("count_picker_here", "P1")
    assert anna.codes("UNDO", sku, str(there), "DONE")[-1] == "count_matched"


def test_posting_uses_the_ledger_alone(shop: Company, anna: Counter) -> None:
    anna.scan("A01", "CUP", "11", "PEN", "3", "DONE")
    [line] = [row for row in rows(shop, tables.count_line) if row.counted != row.book]
    with shop.store.read() as desk:
        entry = inventory.entry(desk, EntryId(line.entry_id))
    assert entry.kind is EntryKind.RECOUNT
    assert [leg.qty for leg in entry.legs] == [1]


def test_what_is_on_a_trolley_is_not_missing_on_the_dock(company: Company) -> None:
    with company.write() as desk:
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        company.product(desk, "BOWL")
        inventory.receive(desk, EntryId("in"), Item("BOWL"), 5, dock.id)
    trolley = Session(company.picker.actor, "P1")

    def put_away(text: str) -> str:
        told = company.runner.perform(PutAwayScan(id=company.ids.new(), text=text), trolley).value
        assert isinstance(told, FloorAnswer)
        return told.code

    with company.write() as desk:
        company.bin(desk, "C77")
    assert [put_away(text) for text in ("BOWL", "*4")] == ["putaway_loaded", "putaway_loaded"]
    counter = Counter(company)
    assert counter.codes("DOCK", "BOWL", "=1", "DONE")[-1] == "count_matched"
    assert counter.codes("DOCK", "BOWL", "=1")[-1] == "count_counted"
    assert [put_away(text) for text in ("DONE", "C77")] == ["putaway_tour", "putaway_put"]
    assert counter.scan("DONE").code == "count_moved_meanwhile"
    assert counter.codes("BOWL", "=1", "DONE")[-1] == "count_matched"
    assert (on_hand(company, "DOCK", "BOWL"), on_hand(company, "C77", "BOWL")) == (1, 4)
