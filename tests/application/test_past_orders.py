"""Orders that left before the books began: closed, in a parcel at the customer, and no stock has changed."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.returned import ask, begin_rules
from warehouse_app.application import pastorders
from warehouse_app.application.pastorders import ShippedBefore, leave_all
from warehouse_app.application.returning.requests import Asked
from warehouse_app.store.checks import run
from warehouse_app.store.schema import floor, ledger, trade


@pytest.fixture
def past(company: Company) -> Company:
    """A company with some orders of last year, one of this, and one of goods with serial numbers."""
    begin_rules(company)
    with company.write() as desk:
        for sku, more in (("MUG", {}), ("BOWL", {}), ("CAM", {"tracking": "serial"})):
            company.product(desk, sku, **more)
        company.stock(desk, "A-1", "MUG", 5)
        for n in range(1, 5):
            company.order(
                desk, f"O{n}", [("MUG", n), ("BOWL", 1), ("MUG", 2)], placed_at=f"2009-0{n}-01T08:00:00.000000Z"
            )
        company.order(desk, "CAMS", [("CAM", 1)], placed_at="2009-05-01T08:00:00.000000Z")
        company.order(desk, "NOW", [("MUG", 1)])
    return company


def test_they_are_closed_and_can_come_back_and_nothing_else_changes(
    past: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pastorders, "MOST_LINES", 4)
    done = leave_all(past.runner, past.supervisor, "2010-01-01")
    assert (done.orders, done.units, done.left_out) == (4, 22, (("CAMS", "tracked"),))
    with past.store.read() as desk:
        rows = desk.connection.execute(trade.orders.select().order_by(trade.orders.c.id)).all()
        assert [each.state for each in rows] == ["closed"] * 4 + ["confirmed"] * 2
        boxes = desk.connection.execute(floor.parcel.select()).all()
        assert [(each.state, each.handed_at[:10]) for each in boxes] == [
            ("before", f"2009-0{n}-01") for n in range(1, 5)
        ]
        pools = desk.connection.execute(ledger.pool.select().where(ledger.pool.c.lot == "*")).all()
        assert [(each.sku, each.on_hand, each.promised) for each in pools] == [("MUG", 5, 0)]
        broken = {each.name: each.broken for each in run.every_check(desk, past.clock.now(), deep=False) if not each.ok}
    about_tests = {"every entry has legs and a command", "whoever acted is known", "orders add up to their lines"}
    assert not broken.keys() - about_tests, broken
    again = leave_all(past.runner, past.supervisor, "2010-01-01")
    assert (again.orders, again.units) == (0, 0)
    answer = ask(past, 2, Asked("MUG", "4"), session=past.supervisor, override="It was our fault").done()
    assert answer.units == 4
    refusal = ask(past, 3, Asked("MUG", "6"), session=past.supervisor, override="x").refusal
    assert refusal is not None
    assert refusal.code == "above_shipped"


def test_a_day_that_is_none_and_a_person_without_the_right_are_refused(past: Company) -> None:
    for day, session in (("soon", past.supervisor), ("2010-01-01", past.packer)):
        refusal = past.runner.perform(ShippedBefore(id=f"x{day}", day=day), session).refusal
        assert refusal is not None
