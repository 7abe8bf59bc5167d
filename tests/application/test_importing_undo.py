"""The log of imports, and undoing one that nothing stands on: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.buying import buy, supplier, warehouse
from tests.channels.shopify_rows import export, first
from tests.company import Company
from tests.importers import PRODUCTS, SHOP, SHOP_MAPPING, Importer
from warehouse_app.application.allocation import allocate
from warehouse_app.application.doctor import examine
from warehouse_app.application.importing import (
    ForgetRejected,
    ImportStands,
    find_imports,
    import_detail,
    kept_rejects,
    undo_import,
)
from warehouse_app.application.importing import undo as module
from warehouse_app.application.orders import HoldOrder
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory, places
from warehouse_app.store.importing.rejects import forget_person
from warehouse_app.wording.importing import standing
from warehouse_app.wording.say import say_error

STOCK = "sku,place,qty\nA-1,A01-01,10\nB-2,A01-02,4\n"
TABLES = (
    *(
        "orders",
        "order_line",
        "order_address",
        "order_hold",
        "order_gift",
        "product",
        "barcode",
        "customer",
        "customer_personal",
    ),
    *("place", "document", "document_line", "stock_claim", "balance", "pool", "word"),
)


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Importer:
    made = Importer(company, tmp_path)
    made.take("products", PRODUCTS)
    return made


def everything(shop: Importer) -> dict[str, Any]:
    """Return what a company has, without the places a stock file makes and what stands outside."""
    found: dict[str, Any] = {table: sorted(shop.rows(f"SELECT * FROM {table}"), key=str) for table in TABLES}
    found["stock_claim"] = shop.rows("SELECT place, sku, qty FROM stock_claim")
    found["balance"] = shop.rows("SELECT place_id, item_id, on_hand, held FROM balance WHERE outside = 0")
    found["pool"] = shop.rows("SELECT sku, lot, on_hand, promised FROM pool WHERE on_hand <> 0")
    found["place"] = shop.rows("SELECT code, walk_seq FROM place WHERE kind = 'BIN' AND import_id IS NOT NULL")
    return {table: sorted(rows, key=str) for table, rows in found.items()}


def newest(shop: Importer) -> int:
    company = shop.company
    return company.runner.ask(find_imports, company.supervisor, Right.IMPORT)[0].id


def undo(shop: Importer, number: int = 0) -> Any:
    return undo_import(shop.company.runner, shop.company.supervisor, number or newest(shop))


def stands(shop: Importer, number: int = 0) -> list[str]:
    with pytest.raises(Refused) as caught:
        undo(shop, number)
    assert isinstance(caught.value.refusal, ImportStands)
    assert say_error(caught.value.refusal)
    return [standing(each) for each in caught.value.refusal.stands]


def test_every_import_is_logged_with_who_what_and_how_many(shop: Importer) -> None:
    shop.take("orders", SHOP.replace(";B-2;1;", ";B-2;one;"), mapping=SHOP_MAPPING)
    company = shop.company
    number = newest(shop)
    row = company.runner.ask(lambda desk: import_detail(desk, number), company.supervisor, Right.IMPORT)
    assert (row.kind, row.file, row.state, row.who) == ("orders", "orders.csv", "done", "p-sup")
    assert (row.count("read"), row.count("created"), row.rejected, row.size) == (3, 1, 2, 111)
    assert len(row.digest) == 64
    assert 'sku = "Artikel"' in row.mapping
    assert row.finished_at > row.at
    kept = company.runner.ask(lambda desk: kept_rejects(desk, row.id), company.supervisor, Right.IMPORT)
    assert [(each.rejected.line, each.rejected.reason, each.record[3]) for each in kept] == [
        (2, "order_left_out", "a-1"),
        (3, "not_a_number", "B-2"),
    ]


def test_a_dry_run_is_no_import(shop: Importer) -> None:
    before = newest(shop)
    shop.take("orders", SHOP, mapping=SHOP_MAPPING, dry_run=True)
    assert newest(shop) == before


def test_rejected_records_stand_in_no_chain_and_can_be_forgotten(shop: Importer) -> None:
    bad = SHOP.replace("Ann Lee;06.05.2011;a-1;2", "Ann Lee;06.05.2011;a-1;two")
    shop.take("orders", bad, mapping=SHOP_MAPPING)
    shop.take("orders", bad.replace("Ann Lee", "Ann_Lee"), mapping=SHOP_MAPPING)
    first, second = newest(shop) - 1, newest(shop)
    for table in ("command", "audit", "import_run"):
        assert not [row for row in shop.rows(f"SELECT * FROM {table}") if "Ann" in str(row)]
    with shop.company.write() as desk:
        assert forget_person(desk, 0, ["ann lee", ""]) == 1
    assert shop.rows("SELECT DISTINCT import_id FROM import_rejected WHERE record LIKE '%Ann_Lee%'") == [(second,)]
    assert first
    company = shop.company
    forget = ForgetRejected(id=company.ids.new(), run=second)
    assert company.runner.perform(forget, company.supervisor).done() == 2
    assert shop.rows("SELECT count(*) FROM import_rejected WHERE import_id = " + str(second)) == [(0,)]


@pytest.mark.parametrize(
    ("kind", "content", "more"),
    [
        ("products", "sku,name,barcodes,weight_g\nA-1,Mug,4006381333931*6,\nC-3,Bowl,5012345678900,80\n", {}),
        ("products", "sku,barcodes\nA-1,9990001\n", {}),
        ("customers", "code,name,email,country\nC1,Ann Lee,ann@new.example,GB\nC2,Bob,,DE\n", {}),
        ("places", "code,walk_seq,aisle,parent\nA01-01,7,1,\nX-1,8,2,\nX-2,9,2,X-1\n", {}),
        ("stock", "sku,place,qty\nA-1,A01-01,3\nB-2,A01-02,9\n", {}),
        ("orders", SHOP, {"mapping": SHOP_MAPPING}),
        ("orders", "order,sku,qty,date,gift message,is gift\n9,A-1,1,2011-05-06,Well done,yes\n", {}),
    ],
)
def test_undone_leaves_everything_as_it_was(shop: Importer, kind: str, content: str, more: dict[str, Any]) -> None:
    shop.take("customers", "code,name,email\nC1,Ann,ann@example.com\n")
    shop.take("places", "code,walk_seq\nA01-01,1\nA01-02,2\n")
    shop.take("stock", STOCK)
    before = everything(shop)
    report = shop.take(kind, content, **more)
    assert report.created + report.updated > 0
    assert everything(shop) != before
    undo(shop)
    assert everything(shop) == before
    assert shop.take(kind, content, **more).changes == report.changes
    found = examine(shop.company.runner, shop.company.supervisor)
    assert [each for each in found.checks if not each.ok and each.name != "whoever acted is known"] == []


def test_an_undone_import_is_named_so_and_undone_once(shop: Importer) -> None:
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    undone = undo(shop)
    assert (undone.orders, undone.removed, undone.stayed) == (2, 0, 0)
    assert shop.rows(f"SELECT state, undone_by FROM import_run WHERE id = {newest(shop)}") == [("undone", "p-sup")]
    with pytest.raises(Refused) as caught:
        undo(shop)
    assert "undone before" in say_error(caught.value.refusal)


def test_what_was_short_goes_with_its_order(shop: Importer) -> None:
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    promise(shop)
    assert shop.rows("SELECT count(*) FROM shortage") != [(0,)]
    assert undo(shop).orders == 2
    assert shop.rows("SELECT count(*) FROM shortage") == [(0,)]
    told = {check.name: check.ok for check in examine(shop.company.runner, shop.company.supervisor).checks}
    assert told["a shortage is of a line that is there"]


def hold(shop: Importer) -> None:
    company = shop.company
    order = shop.rows("SELECT id FROM orders WHERE code = '72'")[0][0]
    company.runner.perform(HoldOrder(id=company.ids.new(), order_id=order, reason="x"), company.supervisor).done()


def promise(shop: Importer) -> None:
    allocate(shop.company.runner, shop.company.supervisor)


@pytest.mark.parametrize(
    ("deed", "told"), [(hold, ["Order 72 was held, changed or decided on"]), (promise, ["Order 71 has promised stock"])]
)
def test_orders_that_were_worked_on_stay(shop: Importer, deed: Callable[[Importer], None], told: list[str]) -> None:
    shop.take("stock", "sku,place,qty\nA-1,A01-01,2\n")
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    deed(shop)
    before = everything(shop)
    assert stands(shop) == told
    assert everything(shop) == before


def test_stock_that_moved_or_is_promised_stays(shop: Importer) -> None:
    shop.take("stock", STOCK)
    number = newest(shop)
    with shop.company.write() as desk:
        here = places.known(desk, "MAIN", "A01-01", PlaceKind.BIN).id
        there = places.known(desk, "MAIN", "A09-09", PlaceKind.BIN).id
        inventory.move(desk, EntryId("moved"), Item("A-1"), 1, (here, there))
    assert stands(shop, number) == ["Stock A-1 was moved since"]
    with shop.company.write() as desk:
        inventory.reverse(desk, EntryId("moved"), EntryId("back"), "test")
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    promise(shop)
    assert "Product A-1 has promised stock" in stands(shop, number)


def test_what_changed_since_stays_and_a_later_file_comes_first(shop: Importer) -> None:
    shop.take("products", "sku,name\nA-1,Mug\n")
    first = newest(shop)
    shop.take("products", "sku,name\nA-1,Beaker\n")
    assert stands(shop, first) == ["Product A-1 was changed since"]
    undo(shop)
    undo(shop, first)
    assert shop.rows("SELECT name FROM product WHERE sku = 'A-1'") == [("Cup",)]


def test_products_that_are_ordered_or_stocked_stay(shop: Importer) -> None:
    products = newest(shop)
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    orders = newest(shop)
    shop.take("stock", "sku,place,qty\nB-2,A01-02,1\n")
    assert stands(shop, products) == [
        "Product B-2 was moved since",
        "Product A-1 is ordered elsewhere",
        "Product B-2 is ordered elsewhere",
    ]
    undo(shop, orders)
    assert stands(shop, products) == ["Product B-2 was moved since"]


def test_customers_an_order_file_made_stay_where_others_use_them(shop: Importer) -> None:
    head = "order,customer,sku,qty,placed_at\n"
    shop.take("orders", head + "1,C1,A-1,1,2011-05-06\n2,C2,A-1,1,2011-05-06\n")
    first = newest(shop)
    shop.take("orders", head + "3,C1,A-1,1,2011-05-06\n")
    undone = undo(shop, first)
    assert (undone.orders, undone.removed, undone.stayed) == (2, 1, 1)
    assert shop.rows("SELECT code, import_id FROM customer") == [("C1", None)]


def test_what_comes_between_takes_the_undoing_back(shop: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody promises the last order after the reach was computed: the first ones are confirmed again."""
    monkeypatch.setattr(module, "PORTION_ORDERS", 1)
    shop.take("stock", "sku,place,qty\nA-1,A01-01,1\n")
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    steps: list[int] = []

    def between(_seconds: float) -> None:
        steps.append(1)
        if len(steps) == 2:
            promise(shop)

    company = shop.company
    with pytest.raises(Refused):
        undo_import(company.runner, company.supervisor, newest(shop), between)
    assert shop.rows("SELECT code, state FROM orders ORDER BY code") == [("71", "confirmed"), ("72", "confirmed")]
    assert shop.rows(f"SELECT state FROM import_run WHERE id = {newest(shop)}") == [("done",)]


def test_reversed_stock_is_posted_again_when_something_comes_between(
    shop: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PORTION_ENTRIES", 1)
    shop.take("stock", STOCK)
    steps: list[int] = []

    def between(_seconds: float) -> None:
        steps.append(1)
        if len(steps) == 2:
            with shop.company.write() as desk:
                here = places.known(desk, "MAIN", "A01-01", PlaceKind.BIN).id
                there = places.known(desk, "MAIN", "A09-09", PlaceKind.BIN).id
                inventory.move(desk, EntryId("moved"), Item("A-1"), 1, (here, there))

    company = shop.company
    with pytest.raises(Refused):
        undo_import(company.runner, company.supervisor, newest(shop), between)
    assert shop.rows("SELECT sku, on_hand FROM pool WHERE lot = '*' ORDER BY sku") == [("A-1", 10), ("B-2", 4)]
    with shop.company.write() as desk:
        inventory.reverse(desk, EntryId("moved"), EntryId("back"), "test")
    assert undo(shop).entries == 2
    assert shop.rows("SELECT sku, on_hand FROM pool WHERE lot = '*' AND on_hand > 0") == []


def test_an_undoing_that_was_cut_off_is_gone_on_with(shop: Importer) -> None:
    before = everything(shop)
    shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    steps: list[int] = []

    def dying(_seconds: float) -> None:
        steps.append(1)
        if len(steps) == 3:
            raise KeyboardInterrupt

    company = shop.company
    with pytest.raises(KeyboardInterrupt):
        undo_import(company.runner, company.supervisor, newest(shop), dying)
    undo(shop)
    assert everything(shop) == before


def test_undoing_needs_its_right_and_a_number(shop: Importer) -> None:
    with pytest.raises(Refused) as caught:
        undo_import(shop.company.runner, shop.company.packer, newest(shop))
    assert caught.value.refusal.code == "no_right"
    with pytest.raises(Refused) as caught:
        undo(shop, 999)
    assert "no import 999" in say_error(caught.value.refusal)


def test_orders_a_shop_told_of_as_over_go_as_well(shop: Importer) -> None:
    before = everything(shop)
    orders = export(
        first(),
        first(Name="#1002", cancelled_at="2026-05-05 10:00:00 +0200"),
        first(Name="#1003", fulfillment_status="fulfilled"),
    )
    assert shop.take("orders", orders).created == 3
    assert dict(shop.rows("SELECT code, state FROM orders")) == {
        "#1001": "confirmed",
        "#1002": "cancelled",
        "#1003": "closed",
    }
    undo(shop)
    assert everything(shop) == before


def test_a_payment_a_later_file_moved_on_is_put_back(shop: Importer) -> None:
    shop.take("orders", export(first(financial_status="pending")))
    before = everything(shop)
    assert shop.take("orders", export(first(financial_status="paid"))).updated == 1
    paid = newest(shop)
    assert everything(shop) != before
    undo(shop, paid)
    assert without_times(everything(shop)) == without_times(before)
    shop.take("orders", export(first(financial_status="paid")))
    shop.take("orders", export(first(financial_status="refunded")))
    assert stands(shop, newest(shop) - 1) == ["Order #1001 was changed since"]


def without_times(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out when a hold was put, which is anew."""
    return {**found, "order_hold": [row[:3] for row in found["order_hold"]]}


def test_orders_that_wait_for_goods_are_removed_and_the_goods_are_for_others(shop: Importer) -> None:
    company = shop.company
    with company.write() as desk:
        warehouse(desk)
        company.order(desk, "1001", [("A-1", 3)])
    supplier(company)
    shop.take("orders", "order,sku,qty,placed_at,customer\n9001,A-1,4,2010-12-01,C1\n")
    buy(company, ("A-1", 5))
    waits = "SELECT o.code, peg.qty FROM peg JOIN order_line l ON l.id = peg.line_id JOIN orders o ON o.id = l.order_id"
    assert sorted(shop.rows(waits)) == [("1001", 1), ("9001", 4)]
    undo(shop)
    assert shop.rows("SELECT code FROM orders") == [("1001",)]
    allocate(company.runner, company.supervisor)
    assert shop.rows(waits) == [("1001", 3)]
