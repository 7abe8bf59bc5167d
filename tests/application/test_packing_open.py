"""Which order a tote or an item opens at the bench, where there is more than one to choose from."""

from __future__ import annotations

import pytest

from tests.company import Company, key_of
from tests.packbench import Bench, pick
from warehouse_app.store.schema import floor

SOON, LATER = "2010-12-06T17:00:00.000000Z", "2010-12-08T17:00:00.000000Z"


@pytest.fixture
def bench(company: Company) -> Bench:
    with company.write() as desk:
        for sku in ("CUP", "PAN"):
            company.product(desk, sku)
    return Bench(company)


def still_picked(company: Company, order: int) -> None:
    """Let one task of an order be open."""
    with company.write() as desk:
        values = {"code": "BA1", "warehouse": "MAIN", "planned_at": "now", "state": "picking"}
        batch = key_of(desk.connection.execute(floor.batch.insert().values(**values)))
        task = {"batch_id": batch, "order_id": order, "line_id": 1, "place_id": 1, "item_id": 1, "qty": 1}
        desk.connection.execute(floor.task.insert().values(code="BA1-1", seq=1, **task))


def test_of_two_orders_in_one_tote_the_one_that_leaves_first_is_opened(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        for code, ship_by in (("late", LATER), ("soon", SOON)):
            pick(desk, company, company.order(desk, code, [("CUP", 1)], ship_by=ship_by), "T1")
    opened = bench.scan("T1")
    assert (opened.code, opened.facts["order"], opened.facts["ship_by"]) == ("order_opened", "soon", SOON)


def test_an_order_that_is_still_being_picked_lets_one_that_is_not_go_first(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        picked = company.order(desk, "soon", [("CUP", 2)], ship_by=SOON)
        pick(desk, company, picked, "T1", but={"CUP": 1})
        pick(desk, company, company.order(desk, "late", [("CUP", 1)], ship_by=LATER), "T1")
    still_picked(company, picked)
    opened = bench.scan("T1")
    assert (opened.code, opened.facts["order"]) == ("order_opened", "late")


def test_a_tote_opens_the_order_that_lies_in_it_now(company: Company, bench: Bench) -> None:
    """Goods of an order that are in a second tote do not count for the first, which has been used again."""
    with company.write() as desk:
        both = company.order(desk, "both", [("CUP", 1), ("PAN", 1)], ship_by=SOON)
        pick(desk, company, both, "T1", but={"PAN": 1})
        pick(desk, company, both, "T2")
    Bench(company, "B2", "BEN").scan("T1", "CUP", "PAUSE")
    with company.write() as desk:
        pick(desk, company, company.order(desk, "next", [("CUP", 1)], ship_by=LATER), "T1")
    assert bench.scan("T1").facts["order"] == "next"


def test_an_item_that_no_order_waits_for_is_named(bench: Bench) -> None:
    nobody = bench.scan("CUP")
    assert (nobody.code, nobody.facts) == ("no_order_waits", {"sku": "CUP", "name": "Name of CUP"})
