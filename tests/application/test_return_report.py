"""The report of returns: counted, weighed against what left, and what it cost, by each thing one can ask by."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.company import Company
from tests.returned import begin_rules, shipped
from warehouse_app.application.returning.report import period, return_report
from warehouse_app.domain.returning.report import By, Came, Postage, summed
from warehouse_app.domain.returning.states import Disposition, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.store.returning import cases, report, rules, units
from warehouse_app.store.schema import floor, office, purchasing, returning, trade


def test_what_falls_on_a_unit_is_rounded_once_for_each_return() -> None:
    came = (
        Came("MUG", "Mug", "GBP", 1, 2, 1000, 800, 200, 0),
        Came("BOWL", "", "GBP", 1, 2, 900, 900, 0, 900),
    )
    postage = (Postage("MUG", "GBP", 295, 2, 3), Postage("BOWL", "GBP", 295, 2, 3), Postage("BOWL", "EUR", 295, 2, 3))
    found = summed(By.PRODUCT, "s", came, postage, {"MUG": 40})
    told = {row.key: (row.returns, row.units, row.cost_minor, row.per_mille) for row in found.rows}
    assert told == {"BOWL": (1, 2, 900 + 900 + 197, None), "MUG": (1, 2, 800 + 197, 50)}
    assert (found.units, found.rows[0].key) == (4, "BOWL")
    by_reason = summed(By.REASON, "s", came[:1], (), {"a": 30, "b": 10})
    assert by_reason.rows[0].shipped == 40


@pytest.fixture
def back(company: Company) -> str:
    """Ten mugs left by DHL, packed by Anna; three came back, one of them to scrap; return since when."""
    begin_rules(company)
    with company.write() as desk:
        company.product(desk, "MUG")
        order_id = shipped(company, desk, "4711", [("MUG", 10)], currency="GBP")
        desk.connection.execute(trade.order_line.update().values(total_minor=5000))
        desk.connection.execute(floor.parcel.update().values(carrier="DHL"))
        parcel = desk.connection.execute(floor.parcel.select()).one()
        row = {"id": "p-anna", "code": "ANNA", "name": "Anna K.", "role": "packer", "badge_hash": "x"}
        desk.connection.execute(office.person.insert().values(**row, created_at=desk.at))
        pack = {"order_id": order_id, "parcel_id": parcel.id, "station": "B1", "person": "p-anna", "opened_at": desk.at}
        desk.connection.execute(floor.pack.insert().values(**pack))
        line = desk.connection.execute(trade.order_line.select()).one()
        head = cases.begin(
            *(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, "MAIN"),
            order_id=order_id,
            channel="shop",
            currency="GBP",
        )
        more = {"line_id": line.id, "product_id": line.product_id, "reason_id": rules.reasons(desk)[0].id}
        first = units.add(desk, head.id, "MUG", 2, UnitState.GRADED, grade=Grade.OPENED, **more)
        gone = units.add(desk, head.id, "MUG", 1, UnitState.SETTLED, disposition=Disposition.SCRAP, **more)
        units.add(desk, head.id, "MUG", 4, UnitState.EXPECTED, **more)
        units.note(desk, gone, fee_minor=250)
        refund = {"code": "RF1", "return_id": head.id, "state": "sent", "amount_minor": 1545, "currency": "GBP"}
        desk.connection.execute(returning.refund.insert().values(**refund, intent="i", at=desk.at))
        for n, (unit, what, amount) in enumerate(
            ((first, "goods", 1000), (gone, "goods", 250), (None, "postage", 295)), 1
        ):
            values = {"refund_id": 1, "n": n, "unit_id": unit, "what": what, "amount_minor": amount}
            desk.connection.execute(returning.refund_line.insert().values(**values))
    return period(company.runner.now())


@pytest.mark.parametrize(
    ("by", "key", "name"),
    [
        (By.PRODUCT, "MUG", "Name of MUG"), (By.CARRIER, "DHL", ""), (By.CHANNEL, "shop", ""),
        (By.PACKER, "p-anna", "Anna K."), (By.SUPPLIER, "", ""), (By.REASON, None, ""),
    ],
)  # fmt: skip
def test_three_of_ten_came_back_and_what_they_cost(
    company: Company, back: str, by: By, key: str | None, name: str
) -> None:
    with company.write() as desk:
        (row,) = return_report(desk, by, back).rows
        assert return_report(desk, by, "2011-01-01").rows == ()
    assert key is None or (row.key, row.name) == (key, name)
    assert (row.returns, row.units, row.shipped, row.per_mille) == (1, 3, 10, 300)
    assert (row.value_minor, row.refunded_minor, row.fees_minor, row.scrap_minor) == (1500, 1250, 250, 500)
    assert (row.postage_minor, row.cost_minor, row.currency) == (295, 1250 + 500 + 295, "GBP")


def test_what_left_is_counted_from_the_nearest_beginning_of_a_day(company: Company, back: str) -> None:
    left_on = company.clock.moment.date()
    with company.store.read() as desk:
        units = [
            sum(report.left(desk, By.PRODUCT, f"{day}T{time}:00.000000Z").values())
            for day, time in ((left_on, "09:00"), (left_on, "13:00"), (left_on - timedelta(days=1), "23:00"))
        ]
    assert units == [10, 0, 10]


def test_two_products_of_a_supplier_in_one_return_are_one_return(company: Company, back: str) -> None:
    with company.write() as desk:
        company.product(desk, "BOWL")
        order_id = shipped(company, desk, "4712", [("BOWL", 4)], currency="EUR")
        desk.connection.execute(trade.order_line.update().values(total_minor=1001))
        lines = {row.sku: row for row in desk.connection.execute(trade.order_line.select())}
        supplier = purchasing.supplier
        for n, code in enumerate(("FERN", "VALE"), 1):
            desk.connection.execute(supplier.insert().values(id=n, code=code, name=f"{code} Ltd"))
        offers = [
            {"supplier_id": maker, "product_id": line.product_id, "preferred": preferred}
            for line in lines.values() for maker, preferred in ((1, 0), (2, 1))
        ]  # fmt: skip
        desk.connection.execute(purchasing.supplier_product.insert(), offers)
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.SETTLED, "MAIN", order_id=order_id, currency="EUR")
        for sku, qty in (("BOWL", 1), ("BOWL", 2), ("MUG", 1)):
            of = {"line_id": lines[sku].id, "product_id": lines[sku].product_id}
            units.add(desk, head.id, sku, qty, UnitState.SETTLED, **of)
        by_supplier = return_report(desk, By.SUPPLIER, back).rows
        by_product = return_report(desk, By.PRODUCT, back).rows
    told = {(row.key, row.name, row.currency): (row.returns, row.units, row.shipped) for row in by_supplier}
    assert told == {("VALE", "VALE Ltd", "GBP"): (2, 4, 14), ("VALE", "VALE Ltd", "EUR"): (1, 3, 14)}
    worth = {(row.key, row.currency): (row.units, row.value_minor) for row in by_product}
    assert worth == {("MUG", "GBP"): (4, 200 + 100 + 100), ("BOWL", "EUR"): (3, 250 + 501)}
