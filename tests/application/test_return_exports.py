"""Refunds and claims leave as files beside returns; the label of an announced return is a job of the print ledger."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest

from tests.company import Company
from tests.settled import Shop
from warehouse_app.application.exporting import export
from warehouse_app.application.printing import PrintPaper
from warehouse_app.application.returning.claims import draft
from warehouse_app.domain.printing.values import NoSuchPaper, ReasonNeeded, StillWaiting
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.refusals import ReturnNotIn
from warehouse_app.domain.returning.states import ReturnKind, ReturnState
from warehouse_app.store.returning import cases
from warehouse_app.store.schema import floor


@pytest.fixture
def shop(company: Company) -> Shop:
    return Shop(company).open()


def exported(shop: Shop, kind: str, since: str | None = None) -> list[dict[str, Any]]:
    sink = StringIO()
    export(shop.company.runner, shop.company.supervisor, kind, "jsonl", sink, since=since)
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_refunds_and_claims_leave_with_what_they_are_for(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 2), post=395)
    back = shop.back(order, ("MUG", 2))
    with shop.company.write() as desk:
        cases.note(desk, back, carrier="DHL")
        draft(desk, back, ClaimKind.DAMAGE)
    shop.settle(back).done()
    (refund,), (claim,) = exported(shop, "refunds"), exported(shop, "claims")
    assert (refund["return"], refund["order"], refund["customer"], refund["state"]) == (
        "RT000001", "O1", "C1", "approved"
    )  # fmt: skip
    assert (refund["kind"], refund["amount_minor"], refund["currency"]) == ("payment", 2000, "GBP")
    assert refund["lines"] == [{"what": "goods", "sku": "MUG", "qty": 2, "amount_minor": 2000, "fee_minor": 0}]
    assert (claim["code"], claim["return"], claim["order"], claim["carrier"]) == ("CL00001", "RT000001", "O1", "DHL")
    assert (claim["kind"], claim["state"], claim["deadline"]) == ("damage", "draft", "2010-12-13")
    assert exported(shop, "refunds", "2030-01-01") == exported(shop, "claims", "2030-01-01") == []


def test_the_label_of_an_announced_return_prints_once_and_again_with_a_reason(shop: Shop) -> None:
    company = shop.company

    def ask(code: str, reason: str = "") -> Any:
        told = PrintPaper(id=company.ids.new(), document="return", code=code, reason=reason)
        return company.runner.perform(told, company.supervisor)

    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN")
    assert ask(head.code).done().code == head.code
    waits = ask(head.code).refusal
    assert isinstance(waits, StillWaiting)
    assert waits.printer == "LABELS"
    with company.write() as desk:
        desk.connection.execute(floor.print_job.update().values(state="printed"))
    assert isinstance(ask(head.code).refusal, ReasonNeeded)
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE outbox SET done_at = at")
    assert ask(head.code, "lost").done().copy == 2
    assert isinstance(ask("RT000099").refusal, NoSuchPaper)
    with company.write() as desk:
        cases.step(desk, head, ReturnState.RECEIVED)
        other = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, "MAIN")
    assert isinstance(ask(other.code).refusal, ReturnNotIn)
