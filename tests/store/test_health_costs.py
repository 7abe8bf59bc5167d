"""What products cost follows the ledger entry by entry, kept or not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company, key_of
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import inventory, items, ledger, places
from warehouse_app.store.health import costs
from warehouse_app.store.schema import purchasing


def receive(company: Company, entry: str, sku: str, qty: int, price_e4: int | None) -> None:
    """Take goods in, with the price that the delivery says."""
    with company.write() as desk:
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        inventory.receive(desk, EntryId(entry), Item(sku), qty, dock.id)
        receipt = key_of(
            desk.connection.execute(
                purchasing.receipt.insert().values(code=f"R-{entry}", warehouse=WAREHOUSE, at=desk.at)
            )
        )
        values: dict[str, Any] = {"receipt_id": receipt, "item_id": items.number(desk, Item(sku)), "qty": qty}
        values |= {"place_id": dock.id, "verdict": "right", "price_e4": price_e4, "entry_id": entry, "at": desk.at}
        desk.connection.execute(purchasing.receipt_line.insert().values(**values))


def follow(company: Company) -> None:
    """Keep the averages up to now, as the worker does."""
    with company.write() as desk:
        until = costs.onward(desk, "9999")
        if until:
            book = costs.read(desk)
            costs.follow(book, costs.crossed(desk, costs.cursor(desk), until), costs.asked_prices(desk))
            costs.keep(desk, book, until)


@pytest.fixture
def bought(company: Company) -> Company:
    with company.write() as desk:
        company.product(desk, "MUG")
    receive(company, "e1", "MUG", 10, 20_000)
    receive(company, "e2", "MUG", 30, 40_000)
    return company


def average(company: Company, sku: str = "MUG") -> tuple[int, int | None]:
    with company.store.read() as desk:
        found = costs.up_to_now(desk).now[sku]
    return found.on_hand, found.average_e4


@pytest.mark.parametrize("kept", [False, True])
def test_the_average_follows_what_came(bought: Company, kept: bool) -> None:
    if kept:
        follow(bought)
    assert average(bought) == (40, 35_000)
    receive(bought, "e3", "MUG", 40, 55_000)
    assert average(bought) == (80, 45_000)


def test_keeping_the_averages_changes_nothing_that_is_told(bought: Company) -> None:
    with bought.store.read() as desk:
        before = costs.steps_until(desk, "9999", costs.up_to_now(desk), {})
    follow(bought)
    follow(bought)
    with bought.store.read() as desk:
        assert costs.steps_until(desk, "9999", costs.up_to_now(desk), {}) == before
        assert costs.onward(desk, "9999") == 0


def test_moves_inside_the_house_cost_nothing(bought: Company) -> None:
    with bought.write() as desk:
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        inventory.move(desk, EntryId("m1"), Item("MUG"), 5, (dock.id, bought.bin(desk, "A01").id))
    assert average(bought) == (40, 35_000)


def test_scrap_and_sales_leave_at_the_average(bought: Company) -> None:
    with bought.write() as desk:
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        inventory.scrap(desk, EntryId("s1"), Item("MUG"), 5, dock.id, "broken")
        leg = Leg(Item("MUG"), dock.id, places.outside(desk, PlaceKind.CUSTOMER).id, 15)
        ledger.post(desk, Entry(EntryId("x1"), EntryKind.MOVE, (leg,)))
    assert average(bought) == (20, 35_000)
    with bought.store.read() as desk:
        assert costs.up_to_now(desk).left["MUG"] >= "2010-12-06"


def test_an_arrival_taken_back_takes_from_what_came_before_it(bought: Company) -> None:
    with bought.write() as desk:
        inventory.reverse(desk, EntryId("e2"), EntryId("r1"), "wrong paper")
    assert average(bought) == (10, 20_000)
    with bought.store.read() as desk:
        steps = costs.steps_until(desk, "9999", costs.up_to_now(desk), {})["MUG"]
    assert [step.qty for step in steps] == [-30, 30, 10]
    assert [(each.qty, each.price_e4) for each in costs.arrivals(steps)] == [(10, 20_000)]


def test_without_a_price_on_the_paper_the_supplier_is_asked(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        product = desk.connection.exec_driver_sql("SELECT id FROM product").scalar_one()
        supplier = key_of(desk.connection.execute(purchasing.supplier.insert().values(code="ACME")))
        desk.connection.execute(
            purchasing.supplier_product.insert().values(supplier_id=supplier, product_id=product, price_e4=12_500)
        )
        company.stock(desk, "A01", "MUG", 4)
    assert average(company) == (4, 12_500)


def test_an_order_without_a_price_is_no_gift(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        product = desk.connection.exec_driver_sql("SELECT id FROM product").scalar_one()
        supplier = key_of(desk.connection.execute(purchasing.supplier.insert().values(code="ACME")))
        head = {"code": "PO1", "supplier_id": supplier, "warehouse": WAREHOUSE, "state": "confirmed"}
        order = key_of(desk.connection.execute(purchasing.purchase_order.insert().values(**head, placed_at=desk.at)))
        line = {"purchase_order_id": order, "n": 1, "product_id": product, "sku": "MUG", "qty": 6, "price_e4": 0}
        ordered = key_of(desk.connection.execute(purchasing.purchase_line.insert().values(**line)))
    receive(company, "e1", "MUG", 6, None)
    with company.write() as desk:
        desk.connection.execute(purchasing.receipt_line.update().values(purchase_line_id=ordered))
    assert average(company) == (6, None)


def test_arrivals_are_read_as_far_back_as_what_is_there_came(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
    for n in range(costs.NEWEST + 4):
        receive(company, f"e{n}", "MUG", 1, 1_000 + n)
    follow(company)
    with company.store.read() as desk:
        few = costs.steps_until(desk, "9999", costs.up_to_now(desk), {"MUG": 2})["MUG"]
        all_ = costs.steps_until(desk, "9999", costs.up_to_now(desk), {"MUG": costs.NEWEST + 1})["MUG"]
    assert [step.price_e4 for step in all_] == [1_000 + n for n in reversed(range(costs.NEWEST + 4))]
    assert few == all_[: costs.NEWEST]


def test_a_price_in_another_currency_is_none_of_ours(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        product = desk.connection.exec_driver_sql("SELECT id FROM product").scalar_one()
        supplier = key_of(desk.connection.execute(purchasing.supplier.insert().values(code="YANK", currency="USD")))
        sold = {"supplier_id": supplier, "product_id": product, "price_e4": 12_500}
        desk.connection.execute(purchasing.supplier_product.insert().values(**sold))
    receive(company, "e1", "MUG", 10, 20_000)
    with company.write() as desk:
        desk.connection.execute(purchasing.receipt.update().values(supplier_id=supplier))
    assert average(company) == (10, None)
    with company.write() as desk:
        desk.connection.execute(purchasing.supplier.update().values(currency="EUR"))
    assert average(company) == (10, 20_000)
