"""The receiving bench: opened by a paper or without, counted, corrected, taken back, closed with its differences."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.dockbench import PALLET, Dock, barcode, delivery, purchase, received, rule, station
from tests.packbench import inside, rows, scans, sums_are_zero
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.schema import ledger, purchasing

CASE = "14006381333938"


@pytest.fixture
def dock(company: Company) -> Dock:
    with company.write() as desk:
        for sku in ("A1", "B2", "C3"):
            company.product(desk, sku)
        company.product(desk, "LOTTED", tracking="lot")
        company.product(desk, "NUMBERED", tracking="serial")
        company.product(desk, "FLOUR", base_unit="g")
        barcode(desk, "A1", CASE, 12)
        rule(desk, "LOTTED", min_days=30)
        for code, kind in (("DOCK", PlaceKind.DOCK), ("QUARANTINE", PlaceKind.QUARANTINE)):
            places.known(desk, WAREHOUSE, code, kind)
        station(desk, "D1")
        purchase(desk, "PO-1", [("A1", 20), ("B2", 5)])
        purchase(desk, "PO-2", [("LOTTED", 10), ("NUMBERED", 3), ("FLOUR", 5000)])
    return Dock(company)


def test_a_purchase_order_is_opened_counted_and_closed(dock: Dock) -> None:
    assert dock.codes("PO-1", "A1", "19") == ["receipt_opened", "received", "received"]
    assert dock.codes("B2", "*5", "DONE") == ["received", "received", "receive.finish"]
    assert dock.codes("3", "A1") == ["never_mind", "received"]
    closed = dock.scan("DONE")
    assert (closed.code, closed.verdict) == ("receipt_closed", "done")
    assert closed.facts["units"] == 25
    assert inside(dock.company, "DOCK") == {"A1": 20, "B2": 5}
    assert received(dock.company) == {"A1": 20, "B2": 5, "LOTTED": 0, "NUMBERED": 0, "FLOUR": 0}
    assert [row.state for row in rows(dock.company, purchasing.purchase_order)] == ["closed", "confirmed"]
    assert sums_are_zero(dock.company)


def test_a_case_counts_its_units_and_a_number_says_how_many_pieces(dock: Dock) -> None:
    dock.scan("PO-1", CASE)
    assert next(each.done for each in dock.state().lines if each.code == dock.state().at) == 12
    assert dock.scan("15").facts["qty"] == 15
    assert dock.scan("14").facts["qty"] == 14
    assert inside(dock.company, "DOCK") == {"A1": 14}
    assert dock.scan("0").code == "taken_back"
    assert inside(dock.company, "DOCK") == {}
    assert received(dock.company)["A1"] == 0


def test_undo_takes_scan_after_scan_back(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "B2", "B2")
    assert dock.codes("UNDO", "UNDO", "UNDO", "UNDO") == ["taken_back"] * 3 + ["nothing_to_undo"]
    assert inside(dock.company, "DOCK") == {}
    assert sum(row.qty for row in rows(dock.company, purchasing.receipt_line)) == 0
    assert set(received(dock.company).values()) == {0}


def test_one_scan_sent_twice_counts_once(dock: Dock) -> None:
    dock.scan("PO-1")
    first, again = dock.send("A1", id="same"), dock.send("A1", id="same")
    assert again.replayed
    assert again.value == first.value
    assert inside(dock.company, "DOCK") == {"A1": 1}


def test_more_than_ordered_is_asked_once_and_told(dock: Dock) -> None:
    dock.scan("PO-1", "B2", "5")
    asked = dock.scan("B2")
    assert (asked.code, asked.verdict, asked.facts["over"]) == ("receive.over", "asked", 1)
    assert [each.code for each in asked.state.choices] == ["receive_choice.take", "receive_choice.leave"]
    assert dock.codes("A1", "9", "2") == ["answer_first", "no_such_choice", "never_mind"]
    assert inside(dock.company, "DOCK") == {"B2": 5}
    assert dock.codes("B2", "1", "B2") == ["receive.over", "received_over", "received_over"]
    assert received(dock.company)["B2"] == 7
    line = next(each for each in dock.state().lines if each.code == "B2")
    assert (line.done, line.wanted, line.mark) == (7, 5, "over")
    verdicts = [(row.qty, row.verdict) for row in rows(dock.company, purchasing.receipt_line)]
    assert verdicts[-2:] == [(1, "over"), (1, "over")]


def test_what_nobody_ordered_is_taken_in_set_aside_or_left(dock: Dock) -> None:
    dock.scan("PO-1")
    assert dock.codes("C3", "3") == ["receive.unordered", "never_mind"]
    assert dock.codes("C3", "2") == ["receive.unordered", "parked"]
    assert inside(dock.company, "DOCK") == {}
    assert dock.codes("C3", "1") == ["receive.unordered", "received_unordered"]
    assert inside(dock.company, "DOCK") == {"C3": 1}
    assert [row.barcode for row in rows(dock.company, purchasing.parked)] == ["C3"]
    assert dock.state().lines[-1].mark == "wrong"


def test_damaged_goods_go_to_quarantine_and_count_as_come(dock: Dock) -> None:
    dock.scan("PO-1")
    assert dock.codes("DAMAGED", "B2") == ["receive.damaged", "received_damaged"]
    assert inside(dock.company, "QUARANTINE") == {"B2/DAMAGED": 1}
    assert received(dock.company)["B2"] == 1
    assert dock.codes("DAMAGED", "UNDO", "B2") == ["receive.damaged", "never_mind", "received"]
    assert inside(dock.company, "DOCK") == {"B2": 1}


def test_a_number_after_the_damaged_card_still_corrects_the_scan_before_it(dock: Dock) -> None:
    dock.scan("PO-1", CASE, "DAMAGED", "1")
    assert inside(dock.company, "DOCK") == {"A1": 1}
    assert received(dock.company)["A1"] == 1
    dock.scan("A1")
    assert inside(dock.company, "DOCK") == {"A1": 2}


def test_a_number_corrects_the_scan_of_its_own_bench_whatever_the_same_person_scanned_at_another(dock: Dock) -> None:
    with dock.company.write() as desk:
        station(desk, "D2")
    other = Dock(dock.company, station="D2")
    dock.scan("PO-1", CASE)
    other.scan("PO-1", "B2", "3")
    dock.scan("5")
    assert inside(dock.company, "DOCK") == {"A1": 5, "B2": 3}


@pytest.mark.parametrize("number", ["5", "15", "*2"])
def test_what_was_taken_back_at_another_bench_is_not_corrected_any_more(dock: Dock, number: str) -> None:
    with dock.company.write() as desk:
        station(desk, "D2")
    other = Dock(dock.company, station="D2")
    dock.scan("PO-1", "A1", "12")
    other.scan("PO-1", "UNDO", "UNDO")
    assert inside(dock.company, "DOCK") == {}
    assert dock.scan(number).code == "nothing_to_count"
    assert inside(dock.company, "DOCK") == {}


def test_what_must_be_looked_at_goes_to_quarantine(dock: Dock) -> None:
    with dock.company.write() as desk:
        rule(desk, "B2", inspect=1)
    assert dock.codes("PO-1", "B2") == ["receipt_opened", "received_to_inspect"]
    assert inside(dock.company, "QUARANTINE") == {"B2": 1}


def test_lot_and_day_are_asked_where_the_scan_does_not_say_them(dock: Dock) -> None:
    dock.scan("PO-2")
    assert dock.codes("LOTTED", "L-7") == ["receive.lot", "receive.expiry"]
    assert dock.codes("31.2.2011", "not at all") == ["not_a_day", "not_a_day"]
    assert dock.scan("31.3.2011").code == "received"
    assert dock.scan("LOTTED", "L-7").code == "received"
    assert [(row.lot, row.last_ship_day) for row in rows(dock.company, ledger.lot)] == [("L-7", "2011-03-31")]
    dock.scan("LOTTED", "0012", "110331")
    assert {row.lot for row in rows(dock.company, ledger.item)} >= {"L-7", "0012"}
    assert dock.codes("LOTTED", "A1", "=A1", "2011-05-01") == ["receive.lot", "no_mark", "receive.expiry", "received"]


def test_goods_past_their_day_or_too_near_it_stop_the_bench(dock: Dock) -> None:
    dock.scan("PO-2", "LOTTED", "OLD")
    old = dock.scan("2010-12-05")
    assert (old.code, old.klass) == ("too_old", "stop")
    assert dock.codes("LOTTED", "", "2010-12-20", "", "UNDO") == [
        *("acknowledge_first", "acknowledged", "too_little_life", "acknowledged", "never_mind"),
    ]
    assert inside(dock.company, "DOCK") == {}
    assert dock.codes("DAMAGED", "LOTTED", "OLD", "2010-12-05")[-1] == "received_damaged"
    assert inside(dock.company, "QUARANTINE") == {"LOTTED/DAMAGED": 1}


def test_each_serial_number_comes_in_once(dock: Dock) -> None:
    dock.scan("PO-2")
    assert dock.codes("NUMBERED", "SN-1") == ["receive.serial", "received"]
    again = dock.scan("NUMBERED", "SN-1")
    assert (again.code, again.klass, again.facts["place"]) == ("serial_here", "stop", "DOCK")
    assert dock.codes("", "SN-2", "*2", "3") == ["acknowledged", "received", "one_serial_only", "one_serial_only"]
    assert inside(dock.company, "DOCK") == {"NUMBERED": 2}


def test_what_is_weighed_is_asked_for_its_weight_and_pieces_are_not_weighed(dock: Dock) -> None:
    dock.scan("PO-2")
    assert dock.codes("FLOUR", "2.5 kg") == ["receive.qty", "received"]
    assert inside(dock.company, "DOCK") == {"FLOUR": 2500}
    assert dock.codes("FLOUR", "500") == ["receive.qty", "received"]
    dock.scan("PAUSE", "PO-1", "A1")
    assert dock.scan("2 kg").code == "weight_for_pieces"


def test_goods_without_any_paper(dock: Dock) -> None:
    assert dock.scan("1").code == "receipt_opened_blind"
    assert dock.codes("C3", "7", "DONE") == ["received_unordered", "received_unordered", "receipt_closed"]
    assert inside(dock.company, "DOCK") == {"C3": 7}


def test_a_product_at_a_free_bench_is_asked_for_its_paper(dock: Dock) -> None:
    asked = dock.scan("B2")
    assert [each.facts.get("paper") for each in asked.state.choices] == ["PO-1", None]
    assert dock.scan("1").code == "received"
    assert dock.state().about == "PO-1"
    dock.scan("PAUSE", "C3")
    assert dock.answers[-1].code == "receive.no_paper"
    assert dock.scan("1").code == "received_unordered"


def test_a_paused_receipt_goes_on_by_its_paper_or_its_own_code(dock: Dock) -> None:
    dock.scan("PO-1", "A1")
    assert dock.codes("PAUSE", "PO-1", "B2", "PAUSE", "RC000001") == [
        *("receipt_paused", "receipt_resumed", "received", "receipt_paused", "receipt_resumed"),
    ]
    assert len(rows(dock.company, purchasing.receipt)) == 1
    assert dock.scan("PO-2").code == "receipt_open_here"


def test_a_line_is_confirmed_whole_by_right_only(dock: Dock) -> None:
    dock.scan("PO-1", "A1")
    assert dock.codes("", "1") == ["receive.confirm", "no_right"]
    assert inside(dock.company, "DOCK") == {"A1": 1}
    dock.scan("UNDO")
    chief = Dock(dock.company, dock.station, "MARIA", Role.SUPERVISOR, with_pin=True)
    assert chief.codes("CONTINUE", "1") == ["receive.confirm", "received"]
    assert inside(dock.company, "DOCK") == {"A1": 20}


def test_what_does_not_come_is_left_open_or_given_up(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "18")
    asked = dock.scan("DONE")
    assert (asked.code, asked.facts["missing"]) == ("receive.finish", 7)
    assert dock.codes("2", "1") == ["no_right", "receipt_closed_short"]
    chief = Dock(dock.company, dock.station, "MARIA", Role.SUPERVISOR, with_pin=True)
    assert chief.codes("PO-1", "B2", "DONE", "2")[-1] == "receipt_closed_rest"
    assert [row.state for row in rows(dock.company, purchasing.purchase_order)] == ["closed", "confirmed"]
    assert [(row.received, row.cancelled) for row in rows(dock.company, purchasing.purchase_line)][:2] == [
        *((18, 2), (1, 4)),
    ]
    assert dock.scan("PO-1").code == "paper_closed"


def test_an_unknown_code_is_set_aside_linked_or_made_a_product(dock: Dock) -> None:
    dock.scan("PO-1")
    assert dock.codes("4006381333931", "1", "3") == ["receive.unknown", "parked", "parked"]
    assert [(row.barcode, row.qty) for row in rows(dock.company, purchasing.parked)] == [("4006381333931", 3)]
    assert dock.codes("4006381333931", "2") == ["receive.unknown", "no_right"]
    assert dock.codes("3", "UNDO") == ["no_right", "never_mind"]
    chief = Dock(dock.company, dock.station, "MARIA", Role.SUPERVISOR, with_pin=True)
    assert chief.codes("4006381333931", "2", "A1") == ["receive.unknown", "receive.link", "received"]
    assert chief.codes("NEW-1", "3", "A new thing", "1") == [
        *("receive.unknown", "receive.new_name", "receive.unordered", "received_unordered"),
    ]
    assert inside(dock.company, "DOCK") == {"A1": 1, "NEW-1": 1}


def test_numbers_that_are_codes_stay_codes(dock: Dock) -> None:
    with dock.company.write() as desk:
        dock.company.product(desk, "22423")
    dock.scan("PO-1", "A1")
    assert dock.scan("22423").code == "receive.unordered"
    assert dock.codes("UNDO", "=12") == ["never_mind", "received"]
    assert inside(dock.company, "DOCK") == {"A1": 12}


def test_no_scan_brings_ten_tonnes(dock: Dock) -> None:
    dock.scan("1", CASE)
    assert dock.scan("999999").code == "receive.much"
    assert dock.codes("2", "*9999", "2") == ["never_mind", "receive.much", "never_mind"]
    assert inside(dock.company, "DOCK") == {"A1": 12}


def test_every_shot_is_in_the_log_once(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "nobody knows", "1", "UNDO", "UNDO", "DONE", "1")
    assert [row.code for row in scans(dock.company)] == [each.code for each in dock.answers]


def test_a_gs1_code_says_lot_day_and_measure(dock: Dock) -> None:
    with dock.company.write() as desk:
        barcode(desk, "LOTTED", "04006381333931")
        barcode(desk, "FLOUR", "04012345678901")
    dock.scan("PO-2")
    assert dock.codes("(01)04006381333931(17)110331(10)L-9") == ["received"]
    assert [(row.lot, row.last_ship_day) for row in rows(dock.company, ledger.lot)] == [("L-9", "2011-03-31")]
    assert dock.codes("(01)04006381333931(17)101130(10)L-1", "") == ["too_old", "acknowledged"]
    assert dock.scan("(01)04012345678901(3103)001250").facts["qty"] == 1250
    assert dock.codes("(01)04012345678901(3151)000025", "300") == ["receive.qty", "received"]
    assert inside(dock.company, "DOCK") == {"LOTTED": 1, "FLOUR": 1550}


def test_an_order_closed_meanwhile_has_nothing_on_it(dock: Dock) -> None:
    dock.scan("PO-1", "A1")
    with dock.company.write() as desk:
        table = purchasing.purchase_order
        desk.connection.execute(table.update().where(table.c.code == "PO-1").values(state="closed"))
    assert dock.codes("A1", "1") == ["receive.unordered", "received_unordered"]
    assert received(dock.company)["A1"] == 1


def test_a_question_waits_for_its_answer_and_a_badge_is_none(dock: Dock) -> None:
    dock.scan("PO-2", "LOTTED")
    assert dock.codes("DONE", "", "*2", "DAMAGED") == ["answer_first"] * 4
    assert dock.codes("PAUSE", "PO-2", "LOTTED", "UNDO") == [
        *("receipt_paused", "receipt_resumed", "receive.lot", "never_mind"),
    ]


def test_a_pallet_told_twice_is_of_the_delivery_that_is_taken_in(dock: Dock) -> None:
    told = [{"sku": "A1", "qty": 6, "sscc": PALLET}]
    with dock.company.write() as desk:
        delivery(desk, "ASN-1", told)
        delivery(desk, "ASN-2", told)
    assert dock.scan(PALLET).facts["candidates"] == "delivery (DN-ASN-1-J), delivery (DN-ASN-2-H)"
    assert dock.codes("DN-ASN-2-H", PALLET) == ["receipt_opened", "pallet_received"]
    assert inside(dock.company, PALLET) == {"A1": 6}


def test_a_pallet_told_again_under_another_number_opens_the_delivery_that_still_comes(dock: Dock) -> None:
    told = [{"sku": "A1", "qty": 6, "sscc": PALLET}]
    with dock.company.write() as desk:
        delivery(desk, "ASN-1", told, state="cancelled")
        delivery(desk, "ASN-2", told)
    assert dock.scan(PALLET).facts["paper"] == "ASN-2"
