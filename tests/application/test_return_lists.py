"""The lists of returns and of refunds: views, texts, filters and counts."""

from __future__ import annotations

from tests.company import WAREHOUSE, Company
from warehouse_app.application.returning.lists import (
    REFUNDS,
    RETURNS,
    count_refunds,
    count_returns,
    return_channels,
)
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.returning.states import Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import returning


def test_returns_are_found_by_view_text_and_filter_with_their_sums(company: Company) -> None:
    with company.write() as desk:
        order_id = company.order(desk, "4711", [("MUG", 3)])
        asked = cases.begin(
            desk, ReturnKind.CUSTOMER, ReturnState.REQUESTED, WAREHOUSE, order_id=order_id, channel="shop"
        )
        units.add(desk, asked.id, "MUG", 2, UnitState.EXPECTED)
        blind = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, slot="R-3", tracking="TT88")
        units.add(desk, blind.id, "MUG", 2, UnitState.RECEIVED)
        units.add(desk, blind.id, "BOWL", 1, UnitState.GRADED, grade=Grade.USED)
        found = {
            text: [row.code for row in RETURNS.walk(desk, ListQuery("all", text))]
            for text in ("RT", "rt000002", "4711", "R-3", "TT88", "bowl", "%")
        }
        (parked,) = RETURNS.walk(desk, ListQuery("parked"))
        assert next(RETURNS.walk(desk, ListQuery("all", filters=(("channel", "shop"),)))).units == 2
        assert return_channels(desk) == ("shop",)
        counts = count_returns(desk)
    assert found == {
        "RT": ["RT000001", "RT000002"], "rt000002": ["RT000002"], "4711": ["RT000001"], "R-3": ["RT000002"],
        "TT88": ["RT000002"], "bowl": ["RT000002"], "%": [],
    }  # fmt: skip
    assert (parked.units, parked.here, parked.graded, parked.received_at[:10]) == (3, 3, 1, "2010-12-06")
    assert {name: counts[name] for name in ("requested", "inspect", "parked", "awaited", "all")} == {
        "requested": 1, "inspect": 1, "parked": 1, "awaited": 0, "all": 2
    }  # fmt: skip


def test_refunds_are_found_by_where_the_money_is(company: Company) -> None:
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, WAREHOUSE)
        for n, state in enumerate(("proposed", "approved", "sent", "failed", "unknown", "confirmed"), 1):
            row = {"code": f"RF{n:05d}", "return_id": head.id, "state": state, "amount_minor": 100 * n}
            row |= {"currency": "GBP", "intent": f"i{n}", "at": desk.at, "reference": f"ref {n}"}
            desk.connection.execute(returning.refund.insert().values(**row))
        told = {view: [row.code for row in REFUNDS.walk(desk, ListQuery(view))] for view in ("waiting", "unknown")}
        assert told == {"waiting": ["RF00001", "RF00002"], "unknown": ["RF00005"]}
        assert [row.code for row in REFUNDS.walk(desk, ListQuery("all", "ref 4"))] == ["RF00004"]
        assert len(list(REFUNDS.walk(desk, ListQuery("all", "rt000001")))) == 6
        assert count_refunds(desk)["waiting"] == 2
