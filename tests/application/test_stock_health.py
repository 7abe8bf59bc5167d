"""Stock health asked: now and then, worth and age, what comes and who waits; and what the worker does for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company, key_of
from tests.parcels import spool, work
from warehouse_app.application.health import cells_at, following, health, stock_then, value_days
from warehouse_app.domain.health.ageing import Ahead
from warehouse_app.domain.health.values import DayValue, Health, HealthRow, ThenRow
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Usage
from warehouse_app.store import inventory, ledger, places
from warehouse_app.store.health import costs, marks
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import purchasing


def offer(company: Company, sku: str, price_e4: int) -> int:
    """Let a supplier ask a price for a product; return the supplier's row."""
    with company.write() as desk:
        product = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one().id
        supplier = key_of(desk.connection.execute(purchasing.supplier.insert().values(code=f"S-{sku}")))
        desk.connection.execute(
            purchasing.supplier_product.insert().values(supplier_id=supplier, product_id=product, price_e4=price_e4)
        )
    return supplier


def expect(company: Company, supplier: int, sku: str, qty: int, day: str) -> None:
    """Let some of a product be on its way."""
    with company.write() as desk:
        product = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one().id
        values = {"code": f"PO-{sku}-{day}", "supplier_id": supplier, "warehouse": WAREHOUSE, "state": "confirmed"}
        order = key_of(desk.connection.execute(purchasing.purchase_order.insert().values(**values, placed_at=desk.at)))
        line: dict[str, Any] = {"purchase_order_id": order, "n": 1, "product_id": product, "sku": sku, "qty": qty}
        desk.connection.execute(purchasing.purchase_line.insert().values(**line, due_day=day))


@pytest.fixture
def stocked(company: Company) -> Company:
    with company.write() as desk:
        desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE))
        company.product(desk, "MUG")
        company.product(desk, "MILK")
    supplier = offer(company, "MUG", 25_000)
    expect(company, supplier, "MUG", 20, "2010-12-10")
    with company.write() as desk:
        company.stock(desk, "A01", "MUG", 8)
        company.stock(desk, "A02", "MILK", 6, lot="L1")
        inventory.know_lot(desk, "MILK", "L1", "2010-12-20")
        company.order(desk, "1", [("MUG", 11)], ship_by="2010-12-08T17:00:00.000000Z")
    return company


def asked(company: Company, at: str = "") -> Health:
    with company.store.read() as desk:
        return health(desk, at or company.runner.now())


def row(company: Company, sku: str, at: str = "") -> HealthRow:
    return next(each for each in asked(company, at).rows if each.sku == sku)


def test_a_product_is_told_with_its_worth_what_comes_and_who_waits(stocked: Company) -> None:
    mug = row(stocked, "MUG")
    assert (mug.on_hand, mug.free, mug.expected, mug.expected_day, mug.short) == (8, 8, 20, "2010-12-10", 11)
    assert (mug.value_minor, mug.fifo_minor, mug.unpriced) == (2_000, 2_000, 0)
    assert mug.ahead == (Ahead("", 0), Ahead("2010-12-10", 17))
    assert mug.ages.units[0] == 8


def test_a_lot_that_ends_soon_and_units_without_a_price_are_named(stocked: Company) -> None:
    milk = row(stocked, "MILK")
    assert (milk.expires, milk.expiring, milk.unpriced, milk.value_minor) == ("2010-12-20", 6, 6, 0)


def test_what_nobody_takes_for_half_a_year_is_dead(stocked: Company) -> None:
    assert not row(stocked, "MUG").is_dead
    assert row(stocked, "MUG", "2011-07-01T00:00:00.000000Z").is_dead


def test_goods_of_other_owners_have_no_worth(stocked: Company) -> None:
    with stocked.write() as desk:
        stocked.stock(desk, "A03", "MUG", 5, owner="THEIRS")
    assert row(stocked, "MUG").on_hand == 8
    with stocked.store.read() as desk:
        owners = {cell.owner: cell.on_hand for cell in cells_at(desk, "9999") if cell.sku == "MUG"}
    assert owners == {"HOUSE": 8, "THEIRS": 5}


def test_stock_is_told_as_it_stood(stocked: Company) -> None:
    then = stocked.runner.now()
    with stocked.write() as desk:
        leg = Leg(Item("MUG"), stocked.bin(desk, "A01").id, places.outside(desk, PlaceKind.SCRAP).id, 3)
        ledger.post(desk, Entry(EntryId("s1"), EntryKind.MOVE, (leg,)))
    with stocked.store.read() as desk:
        before = {each.sku: each for each in stock_then(desk, then).rows}
        after = {each.sku: each.units for each in stock_then(desk, "9999").rows}
    assert before["MUG"] == ThenRow(WAREHOUSE, "MUG", "Name of MUG", 8, 25_000, 200_000, 200_000, 0)
    assert after["MUG"] == 5


def test_goods_nobody_can_explain_are_listed(stocked: Company) -> None:
    with stocked.write() as desk:
        leg = Leg(Item("MUG"), places.outside(desk, PlaceKind.UNTRACED).id, stocked.bin(desk, "A01").id, 2)
        ledger.post(desk, Entry(EntryId("u1"), EntryKind.MOVE, (leg,)))
    assert [(each.sku, each.units) for each in asked(stocked).untraced] == [("MUG", 2)]


def test_each_day_is_worth_what_lay_there_at_its_end(stocked: Company) -> None:
    with stocked.store.read() as desk:
        days = value_days(desk, "2010-12-05", "2010-12-06")
    assert days == (
        DayValue("2010-12-05", WAREHOUSE, 0, 0, 0),
        DayValue("2010-12-06", WAREHOUSE, 14, 2_000, 6),
    )


@pytest.mark.parametrize(("first", "last"), [("2010-12-06", "2010-12-05"), ("2010-01-01", "2010-12-31"), ("x", "y")])
def test_days_that_are_none_are_told(stocked: Company, first: str, last: str) -> None:
    with stocked.store.read() as desk, pytest.raises(Usage):
        value_days(desk, first, last)


def test_the_worker_keeps_averages_and_marks_of_what_is_settled(
    stocked: Company, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "EVERY", 2)
    before = asked(stocked)
    work(stocked, spool(tmp_path / "spool"))
    with stocked.store.read() as desk:
        assert (costs.cursor(desk), marks.kept(desk)) == (0, ())
    stocked.clock.forward(seconds=following.SETTLED.total_seconds() + following.LOOK_EVERY_S)
    for _ in range(4):  # averages, weights, what left, marks: one step a turn
        work(stocked, spool(tmp_path / "spool"))
        stocked.clock.forward(seconds=following.LOOK_EVERY_S)
    with stocked.store.read() as desk:
        assert costs.cursor(desk) == 2
        assert [mark.seq for mark in marks.kept(desk)] == [2]
    after = asked(stocked, before.at)
    assert after == before
