"""One order is taken out of a planned batch: it can be planned again, the others stay, and an empty batch is gone."""

from __future__ import annotations

import pytest

from tests.company import Company
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batchdrop import DropFromBatch, Dropped
from warehouse_app.application.batches import find_batches, plan, release
from warehouse_app.application.orders import order_detail, order_id_of
from warehouse_app.domain.orders.refusals import NotPlanned
from warehouse_app.domain.refusals import Refusal


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        for code in ("1001", "1002"):
            company.order(desk, code, [("A1", 2)])
    allocate(company.runner, company.supervisor)
    plan(company.runner, company.supervisor, pause=lambda _s: None)
    return company


def drop(company: Company, code: str) -> Dropped | Refusal | None:
    order = company.runner.ask(lambda desk: order_id_of(desk, code), company.supervisor)
    outcome = company.runner.perform(DropFromBatch(id=company.ids.new(), order_id=order), company.supervisor)
    return outcome.refusal or outcome.value


def batches(company: Company) -> dict[str, tuple[str, int]]:
    found = company.runner.ask(lambda desk: find_batches(desk, (), 100), company.supervisor)
    return {row.code: (row.state, row.orders) for row in found}


def test_an_order_is_taken_out_and_planned_again(shop: Company) -> None:
    assert drop(shop, "1001") == Dropped("1001", "B00001", discarded=False)
    assert batches(shop) == {"B00001": ("planned", 1)}
    told = shop.runner.ask(lambda desk: order_detail(desk, order_id_of(desk, "1001")), shop.supervisor)
    assert (told.row.stage, told.timeline[-1].code) == ("Ready", "story_dropped")
    plan(shop.runner, shop.supervisor, pause=lambda _s: None)
    assert batches(shop) == {"B00001": ("planned", 1), "B00002": ("planned", 1)}


def test_a_batch_left_without_orders_is_discarded(shop: Company) -> None:
    drop(shop, "1001")
    assert drop(shop, "1002") == Dropped("1002", "B00001", discarded=True)
    assert batches(shop) == {"B00001": ("discarded", 0)}


def test_an_order_on_the_floor_or_in_no_batch_stays_where_it_is(shop: Company) -> None:
    (row,) = shop.runner.ask(lambda desk: find_batches(desk, ("planned",), 100), shop.supervisor)
    release(shop.runner, shop.supervisor, row.id, pause=lambda _s: None)
    assert drop(shop, "1001") == NotPlanned("1001")
