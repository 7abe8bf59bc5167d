"""What of returns waits for a person stands on the board of the day and in the queue of exceptions."""

from __future__ import annotations

from tests.company import WAREHOUSE, Company
from warehouse_app.application.exceptions.queue import queue
from warehouse_app.application.returning.claims import draft
from warehouse_app.application.today import board
from warehouse_app.domain.exceptions.judge import deeds
from warehouse_app.domain.exceptions.values import Deed
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import ReturnKind, ReturnState
from warehouse_app.domain.today import NeedKind
from warehouse_app.store.returning import cases
from warehouse_app.store.schema import returning
from warehouse_app.ui.screens.exceptions.shown import behind
from warehouse_app.ui.shell.dayboard import behind_need
from warehouse_app.wording.exceptions import case_about, case_title, kind_words
from warehouse_app.wording.today import need_deed, need_title, need_waits


def test_goods_money_and_claims_of_returns_are_told_and_lead_to_their_pages(company: Company) -> None:
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, slot="R-3", carrier="DHL")
        draft(desk, head.id, ClaimKind.DAMAGE)
        for n, state in enumerate(("failed", "unknown", "confirmed"), 1):
            row = {"code": f"RF{n}", "return_id": head.id, "state": state, "amount_minor": 1500, "currency": "GBP"}
            desk.connection.execute(returning.refund.insert().values(**row, intent=f"i{n}", at=desk.at))
    company.clock.forward(days=6)
    now = company.runner.now()
    with company.write() as desk:
        needs = {each.kind: each for each in board(desk, now, "2010-12-12T00:00:00.000000Z").needs}
        found = {each.name: each for each in queue(desk, now).cases}
    assert {need_title(each) for each in needs.values()} == {
        "1 return waits to be inspected", "2 refunds did not go through", "1 claim has to go out soon"
    }  # fmt: skip
    assert {behind_need(each) for each in needs.values()} == {
        ("returncases", "view:inspect"), ("refunds", "view:failed"), ("claims", "view:soon")
    }  # fmt: skip
    assert need_waits(needs[NeedKind.CLAIM]) == "until 2010-12-13"
    assert {need_deed(each) for each in needs.values()} == {"Look"}

    assert {name: case_title(each) for name, each in found.items()} == {
        "return:RT000001": "Return RT000001 waits to be inspected",
        "refund:RF1": "Refund RF1 did not go through",
        "refund:RF2": "Was refund RF2 paid? Nobody knows",
        "claim:CL00001": "Claim CL00001 on DHL goes out until 2010-12-13",
    }
    assert case_about(found["return:RT000001"]) == "in slot R-3"
    assert behind(found["claim:CL00001"], Deed.LOOK) == ("claims", "claim:CL00001")
    assert [deeds(found[f"refund:RF{n}"])[0] for n in (1, 2)] == [Deed.RETRY, Deed.LOOK]
    assert {kind_words(each.kind) for each in found.values()} == {"Return", "Refund", "Claim"}


def test_what_came_today_or_is_far_off_is_no_exception(company: Company) -> None:
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, carrier="DHL")
        draft(desk, head.id, ClaimKind.DAMAGE)
        now = company.runner.now()
        assert queue(desk, now).cases == ()
        assert [each.kind for each in board(desk, now, "2010-12-06T00:00:00.000000Z").needs] == [NeedKind.RETURN]
