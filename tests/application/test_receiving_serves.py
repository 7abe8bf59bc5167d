"""What comes in serves waiting orders in the same command, by rank; and whole pallets, of which each comes in once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.dockbench import OTHER_PALLET, PALLET, Dock, delivery, purchase, received, rule, station
from tests.packbench import inside, rows, sums_are_zero
from tests.parcels import spool, work
from warehouse_app.application.allocation import allocate
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import inventory, places
from warehouse_app.store.schema import floor, ledger, office, purchasing

LATE, SOON = "2010-12-09T17:00:00.000000Z", "2010-12-07T17:00:00.000000Z"


@pytest.fixture
def dock(company: Company) -> Dock:
    with company.write() as desk:
        for sku in ("A1", "B2"):
            company.product(desk, sku)
        company.product(desk, "LOTTED", tracking="lot")
        company.product(desk, "NUMBERED", tracking="serial")
        for code, kind in (("DOCK", PlaceKind.DOCK), ("DOCK-2", PlaceKind.DOCK), ("QUARANTINE", PlaceKind.QUARANTINE)):
            places.known(desk, WAREHOUSE, code, kind)
        places.known(desk, "FAR", "DOCK", PlaceKind.DOCK)
        station(desk, "D1")
        order = purchase(desk, "PO-1", [("A1", 20), ("B2", 5), ("LOTTED", 10)])
        lines = [
            {"sku": "A1", "qty": 12, "sscc": PALLET},
            {"sku": "LOTTED", "qty": 10, "sscc": PALLET, "lot": "L-1", "last_ship_day": "2011-06-30"},
            {"sku": "B2", "qty": 5, "sscc": OTHER_PALLET},
        ]
        delivery(desk, "DN-1", lines, order, supplier_ref="LS 4711")
        delivery(desk, "DN-FAR", [{"sku": "A1", "qty": 1, "sscc": ""}], warehouse="FAR")
    return Dock(company)


def promised(company: Company) -> dict[str, int]:
    """Return the units promised by order."""
    with company.store.read() as desk:
        found = desk.connection.exec_driver_sql(
            "SELECT o.code, SUM(r.qty) FROM promise r JOIN order_line l ON l.id = r.ref"
            " JOIN orders o ON o.id = l.order_id WHERE r.purpose = 'line' GROUP BY o.code"
        ).all()
    return {code: int(qty) for code, qty in found}


def short(company: Company) -> list[int]:
    """Return the open shortages."""
    return [row.qty for row in rows(company, ledger.shortage) if row.resolved_at is None]


def wait(company: Company) -> None:
    """Let three orders wait for A1: 2001 placed first, 2002 more urgent, 2003 later."""
    with company.write() as desk:
        company.order(desk, "2001", [("A1", 3)], ship_by=SOON, placed_at="2010-12-05T08:00:00.000000Z")
        company.order(desk, "2002", [("A1", 2)], ship_by=LATE, priority=5)
        company.order(desk, "2003", [("A1", 4)], ship_by=SOON, placed_at="2010-12-05T09:00:00.000000Z")
    allocate(company.runner, company.supervisor)


def test_waiting_orders_are_served_by_rank_in_the_same_command(dock: Dock) -> None:
    wait(dock.company)
    assert sorted(short(dock.company)) == [2, 3, 4]
    got = dock.scan("PO-1", "A1")
    assert (got.code, got.facts["serves"], got.facts["orders"]) == ("received_for_orders", 1, "2002")
    assert dock.state().lines[0].mark == "cross_dock"
    assert dock.scan("6").facts["orders"] == "2002 (1), 2001 (3), 2003 (1)"
    assert promised(dock.company) == {"2001": 3, "2002": 2, "2003": 1}
    assert short(dock.company) == [3]
    dock.scan("A1", "5")
    assert promised(dock.company) == {"2001": 3, "2002": 2, "2003": 4}
    assert short(dock.company) == []


def test_a_scan_taken_back_takes_the_weakest_promise_back(dock: Dock) -> None:
    wait(dock.company)
    dock.scan("PO-1", "A1", "5", "A1", "2")
    assert promised(dock.company) == {"2001": 3, "2002": 2, "2003": 2}
    assert dock.codes("UNDO", "UNDO") == ["taken_back", "taken_back"]
    assert promised(dock.company) == {"2001": 3, "2002": 2}
    assert sum(short(dock.company)) == 4
    assert received(dock.company)["A1"] == 5


def test_what_stands_apart_serves_nobody(dock: Dock) -> None:
    wait(dock.company)
    dock.scan("PO-1", "DAMAGED", "A1")
    assert promised(dock.company) == {}
    with dock.company.write() as desk:
        rule(desk, "A1", inspect=1)
    assert dock.scan("A1").code == "received_to_inspect"
    assert promised(dock.company) == {}


def test_a_pallet_comes_in_whole_and_stands_on_the_dock(dock: Dock) -> None:
    wait(dock.company)
    got = dock.scan(f"(00){PALLET}")
    assert (got.code, got.facts["qty"], got.facts["serves"]) == ("pallet_for_orders", 22, 9)
    assert inside(dock.company, PALLET) == {"A1": 12, "LOTTED": 10}
    assert received(dock.company) == {"A1": 12, "B2": 0, "LOTTED": 10}
    assert dock.state().about == "DN-1"
    again = dock.scan(PALLET)
    assert (again.code, again.klass, again.facts["place"]) == ("pallet_seen", "stop", "DOCK")
    assert dock.codes("", OTHER_PALLET, "DONE") == ["acknowledged", "pallet_received", "receipt_closed"]
    assert [row.state for row in rows(dock.company, purchasing.delivery)] == ["arrived", "expected"]
    assert sums_are_zero(dock.company)


def test_a_pallet_taken_back_can_come_again(dock: Dock) -> None:
    wait(dock.company)
    dock.scan("LS 4711", PALLET)
    assert dock.scan("UNDO").code == "taken_back"
    assert inside(dock.company, PALLET) == {}
    assert promised(dock.company) == {}
    assert received(dock.company)["A1"] == 0
    assert dock.scan(PALLET).code == "pallet_for_orders"
    assert inside(dock.company, PALLET) == {"A1": 12, "LOTTED": 10}


def test_pieces_of_a_pallet_and_the_rest_of_it(dock: Dock) -> None:
    dock.scan("DN-1", "A1", "4", PALLET)
    assert inside(dock.company, PALLET) == {"A1": 8, "LOTTED": 10}
    assert inside(dock.company, "DOCK") == {"A1": 4, "@LPN": 1}
    assert dock.codes("PAUSE", "DN-1", "B2", "5") == ["receipt_paused", "receipt_resumed", "received", "received"]
    assert dock.codes("DONE", "DN-1") == ["receipt_closed", "paper_closed"]


def test_pallets_nobody_told_of_or_meant_for_elsewhere_stop_the_bench(dock: Dock) -> None:
    foreign = dock.scan("340123450000000031")
    assert (foreign.code, foreign.klass) == ("pallet_unknown", "stop")
    assert dock.codes("", "DN-FAR", "") == ["acknowledged", "paper_elsewhere", "acknowledged"]
    with dock.company.write() as desk:
        purchase(desk, "PO-2", [("A1", 1)])
    assert dock.codes("PO-2", PALLET, "") == ["receipt_opened", "pallet_unknown", "acknowledged"]


def test_a_pallet_comes_under_its_purchase_order_too(dock: Dock) -> None:
    assert dock.codes("PO-1", OTHER_PALLET) == ["receipt_opened", "pallet_received"]
    assert received(dock.company)["B2"] == 5


def test_what_a_supplier_did_not_tell_is_scanned_piece_by_piece(dock: Dock) -> None:
    with dock.company.write() as desk:
        delivery(desk, "DN-2", [{"sku": "NUMBERED", "qty": 2, "sscc": "340123450000000048"}])
        delivery(desk, "DN-3", [{"sku": "LOTTED", "qty": 2, "sscc": "340123450000000055"}])
        old = {"sku": "LOTTED", "qty": 2, "lot": "L-0", "last_ship_day": "2010-12-01", "sscc": "340123450000000062"}
        delivery(desk, "DN-4", [old])
    assert dock.codes("340123450000000048", "340123450000000055", "340123450000000062") == [
        *("pallet_untold", "pallet_untold", "too_old"),
    ]
    assert rows(dock.company, purchasing.receipt) == []
    assert dock.codes("", "DN-2", "NUMBERED", "S1", "NUMBERED", "S2", "DONE")[-2:] == ["received", "receipt_closed"]


def test_a_case_of_numbered_goods_asks_for_each_number(dock: Dock) -> None:
    dock.scan("1")
    with dock.company.write() as desk:
        numbered = desk.connection.execute(ledger.product.select().where(ledger.product.c.sku == "NUMBERED")).one()
        row = {"code": "BOX", "product_id": numbered.id, "factor": 3, "written": "BOX"}
        desk.connection.execute(ledger.barcode.insert().values(**row))
    assert dock.codes("BOX", "S1", "S2", "S2") == [
        "receive.serial",
        "received_unordered",
        "received_unordered",
        "serial_here",
    ]
    assert dock.codes("", "S3", "NUMBERED") == ["acknowledged", "received_unordered", "receive.serial"]
    assert inside(dock.company, "DOCK") == {"NUMBERED": 3}


def test_another_dock_is_chosen_by_its_code(dock: Dock) -> None:
    assert dock.codes("DOCK-2", "PO-1", "A1") == ["dock_set", "receipt_opened", "received"]
    assert inside(dock.company, "DOCK-2") == {"A1": 1}


def test_what_was_carried_on_cannot_be_taken_back(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "2")
    with dock.company.write() as desk:
        ends = (places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK).id, dock.company.bin(desk, "A01").id)
        inventory.move(desk, EntryId("carried"), Item("A1"), 2, ends)
    assert dock.scan("UNDO").code == "moved_on"
    assert received(dock.company)["A1"] == 2


def jobs(dock: Dock) -> list[str]:
    """Return the documents of the print jobs."""
    return [row.document for row in rows(dock.company, floor.print_job)]


def test_each_unit_or_case_that_has_no_code_gets_a_label(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "4")
    asked = dock.scan("REPRINT")
    assert (asked.code, asked.facts["n"]) == ("receive.labels", 4)
    assert dock.codes("0", "51", "") == ["too_many_labels", "too_many_labels", "labels_wanted"]
    assert dock.codes("PRINT AGAIN", "2") == ["receive.labels", "labels_wanted"]
    assert jobs(dock) == ["product"] * 6
    assert dock.scan("A1").code == "received"


def test_a_pallet_gets_a_label_with_the_number_it_came_with(dock: Dock) -> None:
    assert dock.codes(PALLET, "PRINT AGAIN", "PRINT AGAIN") == [
        *("pallet_received", "pallet_label_wanted", "pallet_label_wanted"),
    ]
    assert jobs(dock) == ["pallet", "pallet"]
    kept = [(row.code, row.what, row.ref) for row in rows(dock.company, floor.shipping_unit)]
    assert kept == [(PALLET, "container", PALLET)]


def test_nothing_is_labelled_before_something_came(dock: Dock) -> None:
    assert dock.codes("PRINT AGAIN", "PO-1", "PRINT AGAIN") == ["no_receipt_open", "receipt_opened", "nothing_to_count"]


def test_the_worker_serves_those_that_one_scan_did_not_reach(dock: Dock, tmp_path: Path) -> None:
    company = dock.company
    with company.write() as desk:
        for n in range(150):
            company.order(desk, f"3{n:03d}", [("B2", 1)], priority=n % 10)
        purchase(desk, "PO-9", [("B2", 200)])
    got = dock.scan("PO-9", "B2", "140")
    assert got.facts["serves"] == 60
    work(company, spool(tmp_path / "spool"))
    found = promised(company)
    assert sum(found.values()) == 140
    assert {code for code in found if int(code) % 10 == 9} == {f"3{n:03d}" for n in range(9, 150, 10)}
    assert len([code for code in found if int(code) % 10 == 0]) == 5, "the weakest wait on"


def test_a_worker_row_nobody_can_read_is_parked(dock: Dock, tmp_path: Path) -> None:
    with dock.company.write() as desk:
        desk.put_outbox("serve:x", "serve", "no JSON")
    work(dock.company, spool(tmp_path / "spool"))
    assert [(row.state, row.trouble) for row in rows(dock.company, office.outbox)] == [("parked", "outbox_payload")]
