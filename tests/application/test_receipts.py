"""Receipts looked at: listed, shown with their differences and prices; and what stands aside dealt with."""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.dockbench import PALLET, Dock, delivery, purchase, received, station
from tests.packbench import inside, rows
from warehouse_app.application.exporting import export
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.application.receiving import looking, parked
from warehouse_app.application.run import NoRight
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.products import SkuTaken
from warehouse_app.domain.receiving.refusals import AlreadySolved
from warehouse_app.domain.receiving.values import Difference, ReceiptDetail
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import places
from warehouse_app.store.schema import office, purchasing


@pytest.fixture
def dock(company: Company) -> Dock:
    with company.write() as desk:
        for sku in ("A1", "B2", "C3"):
            company.product(desk, sku)
        company.product(desk, "LOTTED", tracking="lot")
        for code, kind in (("DOCK", PlaceKind.DOCK), ("QUARANTINE", PlaceKind.QUARANTINE)):
            places.known(desk, WAREHOUSE, code, kind)
        station(desk, "D1")
        row = {"id": "p-dora", "code": "DORA", "name": "Dora D.", "role": "clerk", "created_at": desk.at}
        desk.connection.execute(office.person.insert().values(**row))
        order = purchase(desk, "PO-1", [("A1", 20), ("B2", 5)])
        told = [{"sku": "A1", "qty": 6, "sscc": PALLET, "price_e4": 12_500}, {"sku": "B2", "qty": 5, "price_e4": 9_000}]
        delivery(desk, "DN-1", told, order)
    return Dock(company)


def detail(dock: Dock, code: str = "RC000001") -> ReceiptDetail:
    found = dock.company.runner.ask(
        lambda desk: looking.receipt_detail(desk, looking.receipt_id_of(desk, code)), dock.session
    )
    assert found is not None
    return found


def seen(dock: Dock, **query: str) -> list[str]:
    asked = ListQuery(**query, descending=True)  # type: ignore[arg-type]
    looking.RECEIPTS.check(asked)
    page = dock.company.runner.ask(lambda desk: looking.RECEIPTS.page(desk, asked, 0, 50), dock.session)
    return [each.code for each in page.rows]


def test_a_receipt_tells_what_came_and_how_it_differs_from_its_paper(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "18", "B2", "5", "B2", "1", "DAMAGED", "A1", "C3", "1", "B2", "UNDO", "??", "1")
    found = detail(dock)
    assert (found.row.paper, found.row.units, found.row.products, found.row.waits) == ("PO-1", 26, 3, 1)
    assert set(found.differences) == {
        Difference("over", "B2", "Name of B2", 1),
        Difference("unordered", "C3", "Name of C3", 1),
        Difference("damaged", "A1", "Name of A1", 1),
        Difference("missing", "A1", "Name of A1", 1),
    }
    assert {each.who for each in found.lines} == {"Dora D."}
    assert sum(each.qty for each in found.lines) == 26
    assert [each.barcode for each in found.parked] == ["??"]


def test_another_price_than_ordered_is_told(dock: Dock) -> None:
    dock.scan(PALLET, "B2", "2")
    found = detail(dock)
    assert (found.row.delivery, found.row.purchase) == ("DN-1", "PO-1")
    prices = [(each.sku, each.qty, each.price_e4, each.order_e4) for each in found.differences if each.what == "price"]
    assert sorted(prices) == [("A1", 6, 12_500, 10_000), ("B2", 2, 9_000, 10_000)]


def test_receipts_are_found_by_view_paper_and_product(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "PAUSE", "1", "C3", "??", "1", "DONE")
    assert seen(dock) == ["RC000002", "RC000001"]
    assert [seen(dock, view=each) for each in ("open", "parked", "differing", "blind")] == [
        *(["RC000001"], ["RC000002"], ["RC000002"], ["RC000002"]),
    ]
    assert seen(dock, text="po-1") == ["RC000001"]
    assert seen(dock, text="c3") == ["RC000002"]
    assert seen(dock, filters=(("supplier", "S1"),)) == ["RC000001"]  # type: ignore[arg-type]
    counts = dock.company.runner.ask(looking.count_receipts, dock.session)
    assert counts == {"all": 2, "open": 1, "parked": 1, "differing": 1, "blind": 1}


def test_what_stands_aside_is_linked_and_comes_in(dock: Dock) -> None:
    dock.scan("PO-1", "4006381333931", "1", "3")
    company = dock.company
    link = parked.LinkParked(id="link", parked=1, sku="a1")
    assert isinstance(company.runner.perform(link, dock.session).refusal, NoRight)
    done = company.runner.perform(parked.LinkParked(id="again", parked=1, sku="a1"), company.supervisor).done()
    assert done == parked.Solved("4006381333931", "A1", 3)
    assert inside(company, "DOCK") == {"A1": 3}
    assert received(company) == {"A1": 3, "B2": 0}
    assert dock.scan("4006381333931").code == "received"
    later = parked.SolveParked(id="later", parked=1, note="again")
    assert company.runner.perform(later, dock.session).refusal == AlreadySolved("4006381333931")


def test_what_stands_aside_becomes_a_product(dock: Dock) -> None:
    dock.scan("1", "NEW-1", "1", "2")
    company = dock.company
    taken = parked.MakeParked(id="taken", parked=1, title="Vase", sku="A1")
    assert company.runner.perform(taken, company.supervisor).refusal == SkuTaken("A1")
    done = company.runner.perform(parked.MakeParked(id="made", parked=1, title="Vase"), company.supervisor).done()
    assert done == parked.Solved("NEW-1", "NEW-1", 2)
    assert inside(company, "DOCK") == {"NEW-1": 2}


def test_what_is_told_apart_by_lot_is_scanned_at_the_dock(dock: Dock) -> None:
    dock.scan("1", "LOT-CODE", "1")
    company = dock.company
    done = company.runner.perform(parked.LinkParked(id="link", parked=1, sku="LOTTED"), company.supervisor).done()
    assert done == parked.Solved("LOT-CODE", "LOTTED", 0)
    assert [each.id for each in company.runner.ask(looking.all_parked, dock.session)] == [1]
    assert dock.codes("LOT-CODE", "L-1") == ["receive.lot", "received_unordered"]
    solved = parked.SolveParked(id="solved", parked=1, note="scanned after all")
    assert company.runner.perform(solved, dock.session).done().barcode == "LOT-CODE"
    assert company.runner.ask(looking.all_parked, dock.session) == ()


def test_receipts_leave_as_a_file(dock: Dock) -> None:
    dock.scan("PO-1", "A1", "B2", "UNDO")
    sink = io.StringIO()
    assert export(dock.company.runner, dock.company.supervisor, "receipts", "csv", sink) == 3
    lines = sink.getvalue().splitlines()
    assert lines[0].startswith("receipt,state,warehouse,purchase_order,delivery,supplier")
    told = [dict(zip(lines[0].split(","), line.split(","), strict=True)) for line in lines[1:]]
    assert [(each["sku"], each["qty"].strip("'")) for each in told] == [("A1", "1"), ("B2", "1"), ("B2", "-1")]


def test_a_receipt_that_is_not_there_is_told(dock: Dock) -> None:
    with pytest.raises(Refused):
        detail(dock, "RC999999")
    assert rows(dock.company, purchasing.receipt) == []


def test_a_delivery_of_several_orders_closes_all_that_are_whole(dock: Dock) -> None:
    company = dock.company
    with company.write() as desk:
        purchase(desk, "PO-2", [("C3", 2)])
        made = delivery(desk, "DN-2", [{"sku": "C3", "qty": 2}, {"sku": "B2", "qty": 1}])
        of_order, told = purchasing.purchase_line, purchasing.delivery_line
        for sku in ("C3", "B2"):
            line = desk.connection.execute(of_order.select().where(of_order.c.sku == sku)).one()
            mine = told.update().where(told.c.delivery_id == made, told.c.sku == sku)
            desk.connection.execute(mine.values(purchase_line_id=line.id))
    assert dock.codes("DN-2", "C3", "2", "B2", "DONE")[-1] == "receipt_closed"
    assert [(row.code, row.state) for row in rows(company, purchasing.purchase_order)] == [
        *(("PO-1", "confirmed"), ("PO-2", "closed")),
    ]


def test_a_price_told_by_a_file_is_compared_with_what_was_ordered(dock: Dock, tmp_path: Path) -> None:
    path = tmp_path / "asn.csv"
    path.write_text("delivery,purchase,sku,qty,price\nLS 9,PO-1,A1,4,1.25\nLS 9,PO-1,B2,5,1.00\n", "utf-8")
    intake, request = FilesIntake(tmp_path / "intake", UTC, UTC), ImportRequest((path,), "deliveries")
    assert run_import(dock.company.runner, dock.company.supervisor, intake, request).rejected == ()
    dock.scan("LS 9", "A1", "4", "B2", "5", "DONE")
    assert detail(dock).differences == (Difference("price", "A1", "Name of A1", 4, 12_500, 10_000),)
