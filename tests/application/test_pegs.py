"""Order lines that are short wait for what is to come: by rank, by day, told again whenever either changes."""

from __future__ import annotations

import pytest

from tests.buying import bought, buy, came, do, supplier, warehouse
from tests.company import WAREHOUSE, Company
from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.purchasing.ending import CancelPurchase, ClosePurchase
from warehouse_app.application.purchasing.looking import expected_of
from warehouse_app.application.purchasing.orders import (
    AddPurchaseLine,
    MakePurchase,
    NewLine,
    SetPurchaseLine,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import Change
from warehouse_app.store.purchasing import pegs
from warehouse_app.wording.purchasing import waits_for

ORDERS = {"1001": 1, "1002": 2, "1003": 3}


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        warehouse(desk)
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 3)
        company.order(desk, "1001", [("A1", 5)])
        company.order(desk, "1002", [("A1", 4)], ship_by="2010-12-06T17:00:00.000000Z")
        company.order(desk, "1003", [("A1", 6)], priority=9, ship_by="2011-01-01T17:00:00.000000Z")
    supplier(company)
    return company


def waiting(company: Company, order: str) -> list[str]:
    found = company.runner.ask(lambda desk: pegs.of_order(desk, ORDERS[order]), company.supervisor)
    return [waits_for(each.qty, each.day, each.purchase) for each in found]


def test_the_strongest_line_waits_for_the_earliest_goods(shop: Company) -> None:
    allocate(shop.runner, shop.supervisor)
    later = buy(shop, ("A1", 20), day="2010-12-20")
    buy(shop, ("A1", 5), day="2010-12-12")
    assert waiting(shop, "1003") == ["3 promised on 2010-12-12 by PO00002"]
    assert waiting(shop, "1002") == ["2 promised on 2010-12-12 by PO00002", "2 promised on 2010-12-20 by PO00001"]
    assert waiting(shop, "1001") == ["5 promised on 2010-12-20 by PO00001"]
    assert bought(shop, later.id).waited_for == {bought(shop, later.id).lines[0].id: (7, 2)}
    expected = shop.runner.ask(lambda desk: expected_of(desk, "A1", WAREHOUSE), shop.supervisor)
    assert [(each.day, each.qty, each.waited_for, each.purchase) for each in expected] == [
        ("2010-12-12", 5, 5, "PO00002"), ("2010-12-20", 20, 7, "PO00001"),
    ]  # fmt: skip


def test_a_draft_is_waited_for_by_nobody(shop: Company) -> None:
    allocate(shop.runner, shop.supervisor)
    do(shop, MakePurchase, supplier="ACME", lines=(NewLine("A1", "20"),)).done()
    assert waiting(shop, "1001") == []


def test_allocation_lets_what_is_still_short_wait(shop: Company) -> None:
    buy(shop, ("A1", 20))
    allocate(shop.runner, shop.supervisor, ("1002",))
    assert waiting(shop, "1002") == ["1 promised by PO00001, no day told"]
    assert waiting(shop, "1003") == ["6 promised by PO00001, no day told"]


def test_a_change_of_the_purchase_is_told_to_those_who_wait(shop: Company) -> None:
    allocate(shop.runner, shop.supervisor)
    made = buy(shop, ("A1", 7), day="2010-12-12")
    changed = do(
        shop, SetPurchaseLine, purchase_id=made.id, n=1, changes=(Change("due_day", "2010-12-12", "2011-01-02"),)
    )
    assert Touched.ORDER in changed.changes.touched
    assert waiting(shop, "1003") == ["3 promised on 2011-01-02 by PO00001"]
    do(shop, SetPurchaseLine, purchase_id=made.id, n=1, changes=(Change("qty", "7", "2"),)).done()
    assert [waiting(shop, order) for order in ("1003", "1002")] == [["2 promised on 2011-01-02 by PO00001"], []]
    do(shop, AddPurchaseLine, purchase_id=made.id, line=NewLine("A1", "9", "", "2010-12-13"), exact=True).done()
    assert waiting(shop, "1003") == ["3 promised on 2010-12-13 by PO00001"]


@pytest.mark.parametrize("deed", [ClosePurchase, CancelPurchase])
def test_nobody_waits_for_an_order_that_ended(shop: Company, deed: type) -> None:
    allocate(shop.runner, shop.supervisor)
    made = buy(shop, ("A1", 7), day="2010-12-12")
    other = buy(shop, ("A1", 4), day="2010-12-24")
    do(shop, deed, purchase_id=made.id, reason="gone").done()
    assert waiting(shop, "1003") == [f"3 promised on 2010-12-24 by {other.purchase}"]
    assert waiting(shop, "1001") == []


def test_who_is_cancelled_waits_no_more_and_the_next_moves_up(shop: Company) -> None:
    allocate(shop.runner, shop.supervisor)
    buy(shop, ("A1", 4), day="2010-12-12")
    assert waiting(shop, "1002") == ["1 promised on 2010-12-12 by PO00001"]
    do(shop, CancelOrder, order_id=ORDERS["1003"], reason="changed his mind").done()
    assert waiting(shop, "1003") == []
    assert waiting(shop, "1002") == ["4 promised on 2010-12-12 by PO00001"]


def test_what_came_in_is_settled_in_the_same_command(shop: Company) -> None:
    allocate(shop.runner, shop.supervisor)
    made = buy(shop, ("A1", 20), day="2010-12-12")
    came(shop, made.id, 15)
    with shop.write() as desk:
        assert pegs.settle(desk, "A1", WAREHOUSE)
        assert not pegs.settle(desk, "A1", WAREHOUSE)
    assert waiting(shop, "1003") == ["3 promised on 2010-12-12 by PO00001"]
    assert waiting(shop, "1001") == []


def test_a_product_marked_twice_is_settled_once(shop: Company) -> None:
    with shop.write() as desk:
        pegs.mark(desk, [("A1", WAREHOUSE), ("A1", WAREHOUSE)])
        pegs.mark(desk, [("A1", WAREHOUSE)])
        assert pegs.stale(desk, 9) == (("A1", WAREHOUSE),)
        assert pegs.settle_some(desk, 9) == 1
        assert pegs.stale(desk, 9) == ()


@pytest.mark.slow
def test_products_that_many_wait_for_are_settled_a_few_at_a_time(company: Company) -> None:
    with company.write() as desk:
        warehouse(desk)
        for sku in ("A1", "B2", "C3"):
            company.product(desk, sku)
            for n in range(pegs.MOST_NEEDS + 10):
                company.order(desk, f"{sku}-{n}", [(sku, 1)])
    supplier(company)
    buy(company, ("A1", 500), ("B2", 500), ("C3", 500))
    with company.write() as desk:
        left = len(pegs.stale(desk, 9))
        told = [desk.connection.exec_driver_sql("SELECT COUNT(*) FROM peg").scalar()]
        while pegs.settle_some(desk, 1):
            told.append(desk.connection.exec_driver_sql("SELECT COUNT(*) FROM peg").scalar())
    assert left == 2
    assert told == [pegs.MOST_NEEDS, 2 * pegs.MOST_NEEDS, 3 * pegs.MOST_NEEDS]
