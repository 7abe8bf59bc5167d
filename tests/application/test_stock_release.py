"""Held stock released: by right and with a reason, never under a picker's hands, and the loss is visible."""

from __future__ import annotations

import pytest

from tests.company import Company
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate, who_holds, why_short
from warehouse_app.application.orders import order_detail
from warehouse_app.application.run import NoRight, Outcome, Session
from warehouse_app.application.stock import Released, ReleaseStock, held_by
from warehouse_app.domain.orders.refusals import BeingPicked, HoldsNothing, ReasonMissing
from warehouse_app.domain.refusals import Refused


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "1001", [("A1", 8)])
        company.order(desk, "1002", [("A1", 5)], ship_by="2010-12-09T17:00:00.000000Z")
    allocate(company.runner, company.supervisor)
    return company


def promise(company: Company, order: str = "1001") -> int:
    return company.runner.ask(lambda desk: held_by(desk, order, "a1"), company.supervisor)[0]


def release(
    company: Company, number: int, reason: str = "goes to 1002", who: Session | None = None
) -> Outcome[Released]:
    command = ReleaseStock(id=company.ids.new(), promise=number, reason=reason)
    return company.runner.perform(command, who or company.supervisor)


def test_what_is_released_is_free_and_the_line_is_short(shop: Company) -> None:
    done = release(shop, promise(shop)).done()
    assert done == Released("1001", 1, "A1", 8)
    pool = shop.runner.ask(lambda desk: who_holds(desk, "A1", "MAIN"), shop.supervisor)
    assert (pool.promised, pool.free) == (2, 8)
    short = shop.runner.ask(lambda desk: why_short(desk, 1), shop.supervisor)
    assert short is not None
    assert short.short == 8
    story = shop.runner.ask(lambda desk: order_detail(desk, 1), shop.supervisor).timeline
    assert "goes to 1002" in [each.facts.get("why") for each in story]


def test_the_shortage_of_a_line_stays_one_however_often(shop: Company) -> None:
    release(shop, promise(shop, "1002"), "others first")
    with shop.store.read() as desk:
        open_ones = desk.connection.exec_driver_sql("SELECT ref, qty FROM shortage WHERE resolved_at IS NULL").all()
    assert [tuple(row) for row in open_ones] == [(2, 5)]


def test_the_units_can_be_promised_to_another_order(shop: Company) -> None:
    release(shop, promise(shop)).done()
    allocate(shop.runner, shop.supervisor, ("1002",))
    pool = shop.runner.ask(lambda desk: who_holds(desk, "A1", "MAIN"), shop.supervisor)
    assert {each.order for each in pool.holders} == {"1002"}
    assert sum(each.qty for each in pool.holders) == 5


def test_without_a_reason_or_the_right_nothing_is_released(shop: Company) -> None:
    number = promise(shop)
    assert isinstance(release(shop, number, "  ").refusal, ReasonMissing)
    assert isinstance(release(shop, number, who=shop.picker).refusal, NoRight)
    assert promise(shop) == number


def test_what_somebody_is_sent_to_pick_is_not_released(shop: Company) -> None:
    for row in batches.plan(shop.runner, shop.supervisor, orders=(1,), pause=lambda _s: None).batches:
        batches.release(shop.runner, shop.supervisor, row.id, pause=lambda _s: None)
    refusal = release(shop, promise(shop)).refusal
    assert isinstance(refusal, BeingPicked)
    assert refusal.order == "1001"


def test_a_promise_that_is_gone_is_refused(shop: Company) -> None:
    number = promise(shop)
    release(shop, number).done()
    refusal = release(shop, number).refusal
    assert refusal is not None
    assert refusal.code == "no_such_promise"
    with pytest.raises(Refused) as caught:
        promise(shop)
    assert isinstance(caught.value.refusal, HoldsNothing)
