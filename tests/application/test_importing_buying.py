"""Suppliers, purchase orders and deliveries come from files: judged record by record, changed, undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.buying import bought, came, do, warehouse
from tests.company import Company
from tests.importers import Importer
from warehouse_app.application.allocation import allocate
from warehouse_app.application.importing import ImportStands, find_imports, undo_import
from warehouse_app.application.importing.values import ImportReport
from warehouse_app.application.purchasing import looking, suppliers
from warehouse_app.application.purchasing.ending import ClosePurchase
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.states import PurchaseState
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store.purchasing import deliveries, pegs
from warehouse_app.store.schema import ledger
from warehouse_app.wording.importing import standing
from warehouse_app.wording.purchasing import event_words

SUPPLIERS = (
    "supplier,name,currency,lead days,minimum,sku,supplier sku,pack,price,from qty,preferred\n"
    "acme,Acme Ltd,GBP,7,250.50,A-1,ac-1,24,1.20,,yes\n"
    "acme,,,,,A-1,,,1.10,48,\n"
    "acme,,,,,B-2,be-2,6,2,,\n"
    "beta,Beta,EUR,3,,A-1,X9,1,1.5,,\n"
)
OTHERWISE = (
    "supplier,phone,sku,pack,price,from qty,preferred\nACME,+44 1,A-1,12,,,\nBETA,,A-1,,1,9,\nBETA,,A-1,,,,yes\n"
)
PURCHASES = (
    "po,supplier,sku,qty,price,due,supplier ref\n"
    "4500017,ACME,ac-1,48,1.10,2010-12-12,AB-7\n"
    "4500017,ACME,B-2,12,,2010-12-20,\n"
    "4500018,BETA,X9,5,,,\n"
)
SSCC = "340123450000000000"
PALLETS = (
    "delivery note,supplier,po,sku,qty,sscc,lot,best before,eta\n"
    f"LS-1,ACME,4500017,A-1,24,(00){SSCC},L7,2011-06-30,2010-12-10\n"
    f"LS-1,ACME,4500017,B-2,12,{SSCC},,,\n"
)


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Importer:
    with company.write() as desk:
        warehouse(desk)
        for sku in ("A-1", "B-2"):
            company.product(desk, sku)
        company.product(desk, "POST", kind="service")
    return Importer(company, tmp_path)


def done(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    kinds = ("created", "updated", "unchanged")
    return {kind: tuple(each[name] for name in kinds) for kind, each in report.changes.items()}  # type: ignore[misc]


def rejected(report: ImportReport) -> list[tuple[int, str, str]]:
    assert all("_" not in str(each.to_json()["say"]) for each in report.rejected)
    return [(each.rejected.line, each.rejected.field, each.rejected.reason) for each in report.rejected]


def order(shop: Importer, code: str) -> Any:
    company = shop.company
    return bought(company, company.runner.ask(lambda desk: looking.purchase_id_of(desk, code), company.supervisor))


def stocked(shop: Importer) -> None:
    """Bring in suppliers and purchase orders."""
    shop.take("suppliers", SUPPLIERS)
    shop.take("purchases", PURCHASES)


CHANGED = PURCHASES.replace("ac-1,48", "A-1,24").replace("B-2,12,,2010-12-20", "A-1,6,,2010-12-21")


def everything(shop: Importer) -> list[list[tuple[Any, ...]]]:
    tables = ("supplier", "supplier_product", "supplier_price", "purchase_order", "purchase_line", "delivery", "peg")
    return [sorted(shop.rows(f"SELECT * FROM {table}"), key=str) for table in tables]


def undo(shop: Importer) -> Any:
    company = shop.company
    number = company.runner.ask(find_imports, company.supervisor, Right.IMPORT)[0].id
    return undo_import(company.runner, company.supervisor, number)


def test_suppliers_come_with_what_they_sell(shop: Importer) -> None:
    report = shop.take("suppliers", SUPPLIERS)
    assert done(report) == {"suppliers": (2, 0, 0), "supplier_products": (3, 0, 0)}
    assert report.by_kind["suppliers"] == 2
    company = shop.company
    number = company.runner.ask(lambda desk: suppliers.supplier_id_of(desk, "acme"), company.supervisor)
    detail = company.runner.ask(lambda desk: suppliers.supplier_detail(desk, number), company.supervisor)
    assert (detail.supplier.name, detail.supplier.minimum_minor, detail.supplier.lead_days) == ("Acme Ltd", 25_050, 7)
    first = detail.products[0]
    assert (first.sku, first.code, first.pack, first.price_of(47), first.price_of(48)) == (
        "A-1",
        "ac-1",
        24,
        12_000,
        11_000,
    )
    assert first.preferred


def test_of_several_warehouses_suppliers_and_products_ask_for_none(shop: Importer) -> None:
    with shop.company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code="SOUTH"))
    assert shop.take("suppliers", SUPPLIERS).rejected_count == 0
    assert shop.take("products", "sku,name\nNEW-1,New\n").rejected_count == 0
    with pytest.raises(Usage, match="import_which_warehouse"):
        shop.take("purchases", PURCHASES)


def test_the_same_files_again_change_nothing(shop: Importer) -> None:
    stocked(shop)
    shop.take("deliveries", PALLETS)
    before = everything(shop)
    assert done(shop.take("suppliers", SUPPLIERS)) == {"suppliers": (0, 0, 2), "supplier_products": (0, 0, 3)}
    assert done(shop.take("purchases", PURCHASES)) == {"purchases": (0, 0, 2)}
    assert done(shop.take("deliveries", PALLETS)) == {"deliveries": (0, 0, 1)}
    assert everything(shop) == before


def test_only_what_a_file_fills_in_changes_a_supplier(shop: Importer) -> None:
    stocked(shop)
    changed = "supplier,phone,sku,pack,preferred\nACME,+44 1,,,\nBETA,,A-1,12,yes\n"
    report = shop.take("suppliers", changed)
    assert done(report) == {"suppliers": (0, 1, 1), "supplier_products": (0, 1, 0)}
    assert [remark.code for remark in report.remarks] == ["preferred_moved"]
    rows = shop.rows("SELECT code, pack, preferred, price_e4 FROM supplier_product ORDER BY code")
    assert [tuple(row) for row in rows] == [("X9", 12, 1, 15_000), ("ac-1", 24, 0, 12_000), ("be-2", 6, 0, 20_000)]


def test_purchase_orders_come_confirmed_with_the_suppliers_own_codes(shop: Importer) -> None:
    shop.take("suppliers", SUPPLIERS)
    report = shop.take("purchases", PURCHASES)
    assert done(report) == {"purchases": (2, 0, 0)}
    assert report.totals == {"units": 65, "value_e4": 48 * 11_000, "lines": 3}
    detail = order(shop, "4500017")
    assert (detail.head.state, detail.head.supplier_ref, detail.head.due_day) == (
        PurchaseState.CONFIRMED, "AB-7", "2010-12-20",
    )  # fmt: skip
    assert [(line.sku, line.qty, line.price_e4, line.due_day) for line in detail.lines] == [
        ("A-1", 48, 11_000, "2010-12-12"), ("B-2", 12, 20_000, "2010-12-20"),
    ]  # fmt: skip
    assert event_words(detail.story[0]).startswith("Came with import ")


def test_an_order_under_way_is_changed_by_the_next_file(shop: Importer) -> None:
    stocked(shop)
    came(shop.company, order(shop, "4500017").head.id, 10)
    changed = PURCHASES.replace("ac-1,48,1.10,2010-12-12", "A-1,24,1.05,2010-12-14").replace("B-2,12,,", "A-1,6,,")
    report = shop.take("purchases", changed)
    assert done(report) == {"purchases": (0, 1, 1)}
    lines = order(shop, "4500017").lines
    assert [(line.n, line.sku, line.qty, line.open, line.due_day) for line in lines] == [
        (1, "A-1", 24, 14, "2010-12-14"), (2, "B-2", 12, 0, "2010-12-20"), (3, "A-1", 6, 6, "2010-12-20"),
    ]  # fmt: skip
    assert "Changed by import" in event_words(order(shop, "4500017").story[-1])
    assert rejected(shop.take("purchases", changed.replace("A-1,24", "A-1,9"))) == [(2, "qty", "less_than_came")]


def test_what_has_ended_is_not_changed_by_a_file(shop: Importer) -> None:
    stocked(shop)
    do(shop.company, ClosePurchase, purchase_id=order(shop, "4500018").head.id).done()
    assert done(shop.take("purchases", PURCHASES)) == {"purchases": (0, 0, 2)}
    assert rejected(shop.take("purchases", PURCHASES.replace("X9,5", "X9,6"))) == [(4, "purchase", "purchase_ended")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("7,ACME,A-1,0,,,", ("qty", "out_of_range")),
        ("7,ACME,A-1,-4,,,", ("qty", "out_of_range")),
        ("7,ACME,A-1,2.5,,,", ("qty", "decimal_quantity")),
        ("7,ACME,A-1,,,,", ("qty", "missing")),
        ("7,ACME,A-1,1,cheap,,", ("price", "not_a_number")),
        ("7,ACME,A-1,1,-1,,", ("price", "out_of_range")),
        ("7,ACME,A-1,1,,2011-02-31,", ("due", "not_a_date")),
        ("7,ACME,NIX,1,,,", ("sku", "unknown_sku")),
        ("7,ACME,POST,1,,,", ("sku", "no_goods")),
        ("7,NOBODY,A-1,1,,,", ("supplier", "unknown_supplier")),
        ("7,,A-1,1,,,", ("supplier", "missing")),
        ("4500017,BETA,A-1,1,,,", ("supplier", "purchase_of_another")),
        ("7,ACME,A-1,1,,,\n7,ACME,ac-1,2,,,", ("sku", "product_twice")),
    ],
)
def test_a_bad_order_is_named_and_loses_no_other(shop: Importer, line: str, found: tuple[str, str]) -> None:
    stocked(shop)
    report = shop.take("purchases", f"po,supplier,sku,qty,price,due,supplier ref\n{line}\n8,ACME,B-2,6,,,\n")
    field, reason = found
    assert (field, reason) in [(name, why) for _line, name, why in rejected(report)], rejected(report)
    assert order(shop, "8").lines[0].qty == 6


def test_a_delivery_told_beforehand_tells_pallets_lots_and_days(shop: Importer) -> None:
    stocked(shop)
    report = shop.take("deliveries", PALLETS)
    assert done(report) == {"deliveries": (1, 0, 0)}
    company = shop.company
    (head,) = company.runner.ask(lambda desk: deliveries.by_sscc(desk, SSCC), company.supervisor)
    assert (head.code, head.supplier_ref, head.purchase, head.due_day) == ("DN00001", "LS-1", "4500017", "2010-12-10")
    first, second = company.runner.ask(lambda desk: deliveries.lines(desk, head.id), company.supervisor)
    lines = order(shop, "4500017").lines
    assert (first.sku, first.qty, first.lot, first.last_ship_day) == ("A-1", 24, "L7", "2011-06-30")
    assert (first.purchase_line_id, second.purchase_line_id) == (lines[0].id, lines[1].id)
    assert [each.code for each in order(shop, "4500017").deliveries] == ["DN00001"]


def test_a_day_that_was_told_is_the_day_somebody_waits_for(shop: Importer) -> None:
    company = shop.company
    with company.write() as desk:
        number = company.order(desk, "1001", [("A-1", 30)])
    stocked(shop)
    allocate(company.runner, company.supervisor)
    shop.take("deliveries", PALLETS)
    allocate(company.runner, company.supervisor)
    found = company.runner.ask(lambda desk: pegs.of_order(desk, number), company.supervisor)
    assert [(each.qty, each.day, each.purchase) for each in found] == [
        (24, "2010-12-10", "4500017"), (6, "2010-12-12", "4500017"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"LS-2,ACME,,A-1,1,{SSCC},,,", ("sscc", "pallet_known")),
        ("LS-2,ACME,,A-1,1,340123450000000001,,,", ("sscc", "bad_sscc")),
        ("LS-2,ACME,99,A-1,1,,,,", ("purchase", "unknown_purchase")),
        ("LS-2,ACME,4500018,A-1,1,,,,", ("purchase", "purchase_of_another")),
        ("LS-2,,,A-1,1,,,,", ("supplier", "missing")),
        ("LS-2,ACME,,A-1,1,,,2011-02-31,", ("expiry", "not_a_date")),
        ("LS-2,ACME,,A-1,0,,,,", ("qty", "out_of_range")),
    ],
)
def test_a_bad_delivery_is_named(shop: Importer, line: str, found: tuple[str, str]) -> None:
    stocked(shop)
    shop.take("deliveries", PALLETS)
    report = shop.take("deliveries", f"{PALLETS.splitlines()[0]}\n{line}\n")
    field, reason = found
    assert [(name, why) for _line, name, why in rejected(report)] == [(field, reason)]


def test_a_delivery_is_told_anew_until_it_comes(shop: Importer) -> None:
    stocked(shop)
    shop.take("deliveries", PALLETS)
    assert done(shop.take("deliveries", PALLETS.replace("A-1,24", "A-1,20"))) == {"deliveries": (0, 1, 0)}
    (head,) = shop.company.runner.ask(lambda desk: deliveries.by_ref(desk, "LS-1"), shop.company.supervisor)
    lines = shop.company.runner.ask(lambda desk: deliveries.lines(desk, head.id), shop.company.supervisor)
    assert [line.qty for line in lines] == [20, 12]
    with shop.company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE delivery SET state = 'arrived'")
    assert rejected(shop.take("deliveries", PALLETS)) == [(2, "delivery", "delivery_came")]


def test_goods_that_are_past_their_day_are_remarked(shop: Importer) -> None:
    stocked(shop)
    report = shop.take("deliveries", PALLETS.replace("2011-06-30", "2010-06-30"))
    assert [remark.code for remark in report.remarks] == ["expired_on_arrival"]


def test_json_tells_the_same_in_objects(shop: Importer) -> None:
    sellers = [
        {
            "supplier": "acme", "name": "Acme Ltd", "products": [
                {"sku": "A-1", "supplier_sku": "ac-1", "pack": 24, "price": 1.2},
                {"sku": "A-1", "price": 1.1, "from_qty": 48},
            ],
        },
    ]  # fmt: skip
    report = shop.take("suppliers", shop.file(json.dumps(sellers), "s.json"))
    assert done(report) == {"suppliers": (1, 0, 0), "supplier_products": (1, 0, 0)}
    orders = [{"po": "9", "supplier": "acme", "lines": [{"sku": "ac-1", "qty": 24, "due": "2010-12-24"}]}]
    told = shop.take("purchases", shop.file(json.dumps(orders), "p.json")).to_json()
    assert (told["created"], told["by_kind"]["purchases"], told["by_kind"]["purchase_lines"]) == (1, 1, 1)
    notes = [{"asn": "L1", "po": "9", "lines": [{"sku": "A-1", "qty": 24, "sscc": SSCC, "expiry": "2011-01-31"}]}]
    assert done(shop.take("deliveries", shop.file(json.dumps(notes), "d.json"))) == {"deliveries": (1, 0, 0)}


def test_a_dry_run_tells_and_writes_nothing(shop: Importer) -> None:
    assert done(shop.take("suppliers", SUPPLIERS, dry_run=True)) == {
        "suppliers": (2, 0, 0), "supplier_products": (3, 0, 0),
    }  # fmt: skip
    assert shop.rows("SELECT * FROM supplier") == []
    shop.take("suppliers", SUPPLIERS)
    assert done(shop.take("purchases", PURCHASES, dry_run=True)) == {"purchases": (2, 0, 0)}
    assert shop.rows("SELECT * FROM purchase_order") == []


@pytest.mark.parametrize(
    ("kind", "first", "then"),
    [
        ("suppliers", SUPPLIERS, OTHERWISE),
        ("purchases", PURCHASES, CHANGED),
        ("deliveries", PALLETS, PALLETS.replace("A-1,24", "A-1,20").replace("2010-12-10", "2010-12-11")),
    ],
)  # fmt: skip
def test_an_import_is_undone_to_what_was_before(shop: Importer, kind: str, first: str, then: str) -> None:
    company = shop.company
    with company.write() as desk:
        company.order(desk, "1001", [("A-1", 30)])
    if kind != "suppliers":
        shop.take("suppliers", SUPPLIERS)
    if kind == "deliveries":
        shop.take("purchases", PURCHASES)
    nothing = everything(shop)
    shop.take(kind, first)
    allocate(company.runner, company.supervisor)
    before = everything(shop)
    shop.take(kind, then)
    assert everything(shop) != before
    undo(shop)
    allocate(company.runner, company.supervisor)
    assert everything(shop)[:-1] == before[:-1]
    assert [peg[1:-1] for peg in everything(shop)[-1]] == [peg[1:-1] for peg in before[-1]]
    imports = company.runner.ask(find_imports, company.supervisor, Right.IMPORT)
    mine = next(each.id for each in imports if each.kind == kind and each.state == "done")
    undo_import(company.runner, company.supervisor, mine)
    allocate(company.runner, company.supervisor)
    assert everything(shop)[:-1] == nothing[:-1]
    days = {row[0] for row in shop.rows("SELECT due_day FROM peg")}
    assert days == ({"2010-12-12"} if kind == "deliveries" else set())


def test_an_import_on_which_something_stands_stays(shop: Importer) -> None:
    stocked(shop)
    came(shop.company, order(shop, "4500017").head.id, 10)
    with pytest.raises(Refused) as no:
        undo(shop)
    assert isinstance(no.value.refusal, ImportStands)
    assert [standing(each) for each in no.value.refusal.stands] == ["Purchase order 4500017 has received goods"]


def test_products_that_are_bought_stay_when_their_import_is_undone(shop: Importer) -> None:
    shop.take("products", "sku,name\nC-3,Jug\n")
    shop.take("suppliers", "supplier,name,sku\nACME,Acme,C-3\n")
    company = shop.company
    imports = company.runner.ask(find_imports, company.supervisor, Right.IMPORT)
    with pytest.raises(Refused) as no:
        undo_import(company.runner, company.supervisor, imports[1].id)
    assert isinstance(no.value.refusal, ImportStands)
    assert [standing(each) for each in no.value.refusal.stands] == ["Product C-3 is bought from a supplier"]
