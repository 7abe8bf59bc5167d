"""The report of returns: counted, weighed against what left, and what it cost, by each thing one can ask by."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.returned import begin_rules, shipped
from warehouse_app.application.returning.report import period, return_report
from warehouse_app.domain.returning.report import By, UnitFacts, summed
from warehouse_app.domain.returning.states import Disposition, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.store.returning import cases, rules, units
from warehouse_app.store.schema import floor, office, returning, trade


def test_what_falls_on_a_unit_is_rounded_once_for_each_return() -> None:
    one = UnitFacts("MUG", "Mug", "GBP", 1, 1, 500, 400, 100, 0, 295, 3)
    other = UnitFacts("BOWL", "", "GBP", 1, 2, 900, 900, 0, 900, 295, 3)
    found = summed(By.PRODUCT, "s", (one, other, one), {"MUG": 40}, part=False)
    told = {row.key: (row.returns, row.units, row.cost_minor, row.per_mille) for row in found.rows}
    assert told == {"BOWL": (1, 2, 900 + 900 + 197, None), "MUG": (1, 2, 800 + 197, 50)}
    assert (found.units, found.rows[0].key) == (4, "BOWL")
    by_reason = summed(By.REASON, "s", (one,), {"a": 30, "b": 10}, part=False)
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
