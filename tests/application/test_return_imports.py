"""Returns that channels tell of: Shopify's returns and refunds, Amazon's, plain CSV; the same twice changes nothing."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.company import Company
from tests.returned import begin_rules, shipped
from warehouse_app.application.importing import (
    ImportReport,
    ImportRequest,
    import_detail,
    rejected_file,
    run_import,
    undo_import,
)
from warehouse_app.application.importing.undo import ImportStands
from warehouse_app.application.returning.detail import return_named
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.domain.returning.incoming import Said, read
from warehouse_app.domain.returning.states import Outcome, ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import ReturnDetail
from warehouse_app.store.returning import units
from warehouse_app.store.schema import returning


def shopify(**more: Any) -> dict[str, Any]:
    """Return a `Return` as the Admin API answers it."""
    line = {
        "quantity": 1, "returnReason": "SIZE_TOO_SMALL", "returnReasonNote": "", "customerNote": "Zu klein",
        "fulfillmentLineItem": {"lineItem": {"sku": "MUG"}},
    }  # fmt: skip
    tracking = {"deliverable": {"tracking": {"number": "1Z5", "carrierName": "UPS"}}}
    return {
        "id": "gid://shopify/Return/945", "name": "#1001-R1", "status": "OPEN", "order": {"name": "#1001"},
        "returnLineItems": {"edges": [{"node": line}]}, "exchangeLineItems": {"nodes": []},
        "reverseFulfillmentOrders": {"nodes": [{"reverseDeliveries": {"nodes": [tracking]}}]},
    } | more  # fmt: skip


REFUND = {
    "refund": {
        "id": 509562969, "order_id": 1001, "note": "it broke during shipping",
        "refund_line_items": [{"id": 1, "quantity": 2, "line_item": {"sku": "MUG", "price": "199.00"}}],
    }
}  # fmt: skip


def amazon(sku: str, status: str = "CREATED", reason: str = "Missed", rma: str = "rma-1") -> dict[str, Any]:
    """Return one item of External Fulfillment Returns."""
    return {
        "id": f"ee39-{sku}", "merchantSku": sku, "numberOfUnits": 1, "status": status, "returnType": "CUSTOMER",
        "returnSubType": "EXCHANGE", "marketplaceChannelDetails": {"customerOrderId": "407-7727827-8514700"},
        "returnMetadata": {"returnReason": reason, "rmaId": rma},
        "returnShippingInfo": {"reverseTrackingInfo": {"carrierName": "UPSN", "trackingId": "10024773658"}},
    }  # fmt: skip


@pytest.fixture
def sold(company: Company) -> Company:
    """Orders of two channels that left."""
    begin_rules(company)
    with company.write() as desk:
        company.product(desk, "MUG")
        company.product(desk, "BOWL")
        shipped(company, desk, "1001", [("MUG", 3), ("BOWL", 1)], channel="shopify")
        shipped(company, desk, "407-7727827-8514700", [("MUG", 1), ("BOWL", 1)], channel="amazon")
    return company


def bring(company: Company, document: object, channel: str = "", **more: Any) -> ImportReport:
    """Bring in a document, as a file."""
    text = document if isinstance(document, str) else json.dumps(document)
    path = company.folder / f"returns-{company.ids.new()}.dat"
    path.write_text(text, "utf-8")
    intake = FilesIntake(company.folder / "stage", ZoneInfo("UTC"), ZoneInfo("UTC"))
    return run_import(
        company.runner, company.supervisor, intake, ImportRequest((path,), "returns", "auto", channel, **more)
    )


def done(report: ImportReport) -> tuple[int, int, int, int]:
    """Return how many are new, changed, the same, and records that were not taken."""
    return report.created, report.updated, report.unchanged, report.rejected_count


def remarked(report: ImportReport) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return what was decided, with how often and examples."""
    return {each.code: (each.count, each.examples) for each in report.remarks}


def whole(company: Company, code: str = "RT000001") -> ReturnDetail:
    """Return a return whole."""
    with company.store.read() as desk:
        return return_named(desk, code)


def test_a_return_of_shopify_is_announced_once_with_its_reason_and_label(sold: Company) -> None:
    answer = {"data": {"order": {"returns": {"nodes": [shopify()]}}}}
    assert done(bring(sold, answer)) == (1, 0, 0, 0)
    assert done(bring(sold, answer)) == (0, 0, 1, 0)
    found = whole(sold)
    assert (found.order, found.head.state, found.head.tracking) == ("1001", ReturnState.IN_TRANSIT, "1Z5")
    assert [(each.sku, each.qty) for each in found.units] == [("MUG", 1)]
    assert [each.code for each in found.reasons.values()] == ["too_small"]
    assert found.words == "Zu klein"
    assert done(bring(sold, [shopify(status="CANCELED")])) == (0, 1, 0, 0)
    assert whole(sold).head.state is ReturnState.CANCELLED
    off = bring(sold, shopify(status="DECLINED", name="#1001-R2"))
    assert (done(off), "return_off" in remarked(off)) == ((0, 0, 1, 0), True)


def test_a_refund_of_shopify_says_what_was_paid_there(sold: Company) -> None:
    assert done(bring(sold, REFUND)) == (1, 0, 0, 0)
    found = whole(sold)
    assert (found.head.external, found.head.outcome, found.order) == ("refund 509562969", Outcome.NOTHING, "1001")
    assert [(each.sku, each.qty) for each in found.units] == [("MUG", 2)]


def test_items_of_one_rma_of_amazon_are_one_return(sold: Company) -> None:
    document = {"returns": [amazon("MUG"), amazon("BOWL", reason="WHO_KNOWS")]}
    report = bring(sold, document)
    assert (done(report), remarked(report)["reason_unmapped"]) == ((1, 0, 0, 0), (1, ("WHO_KNOWS",)))
    found = whole(sold)
    assert (found.head.external, found.head.outcome, len(found.units)) == ("rma-1", Outcome.EXCHANGE, 2)
    assert [each.code for each in found.reasons.values()] == ["late"]
    assert done(bring(sold, {"returns": [amazon("MUG", "IN_TRANSIT"), amazon("BOWL")]})) == (0, 1, 0, 0)


def test_an_order_that_nobody_knows_becomes_a_blind_request_once(sold: Company) -> None:
    rows = "order,sku,qty,reason,words\n9999,MUG,1,too_small,Bitte\n9999,GHOST,2,,\n"
    assert remarked(bring(sold, rows, "shop"))["return_blind"] == (1, ("9999",))
    assert done(bring(sold, rows, "shop")) == (0, 0, 1, 0)
    found = whole(sold)
    assert (found.head.kind, found.head.state, found.order) == (ReturnKind.BLIND, ReturnState.REQUESTED, "")
    assert [(each.sku, each.product_id is None) for each in found.units] == [("MUG", False), ("GHOST", True)]


def test_one_bad_return_loses_none_of_the_others(sold: Company) -> None:
    rows = "return,order,sku,qty\nA,1001,MUG,9\nB,1001,JAR,1\nC,1001,MUG,-1\nD,1001,MUG,x\nE,1001,MUG,1\n"
    foretold, report = bring(sold, rows, dry_run=True), bring(sold, rows)
    assert done(foretold) == done(report) == (1, 0, 0, 4)
    above = "9 of MUG is more than order 1001 sent: 3 may still come back"
    above += ". Take what is more in as goods that nobody knows of"
    told = [(each.rejected.line, each.rejected.reason) for each in report.rejected]
    assert told == [(2, "above_shipped"), (3, "not_of_order"), (4, "out_of_range"), (5, "not_a_number")]
    assert [each.to_json()["say"] for each in report.rejected][:2] == [
        above,
        "JAR was not in order 1001. Look for another order of this customer, or take it in without one",
    ]
    with sold.store.read() as desk:
        kept = rejected_file(desk, report.runs[0])
        assert (import_detail(desk, report.runs[0]).rejected, [row[0] for row in kept]) == (4, ["return", *"ABCD"])


def test_an_import_is_undone_while_nothing_stands_on_it(sold: Company) -> None:
    first = bring(sold, shopify(status="OPEN", reverseFulfillmentOrders={"nodes": []}))
    second = bring(sold, [shopify(), shopify(name="#1001-R9", order={"name": "#9999"})])
    assert (done(first), done(second), whole(sold).head.state) == ((1, 0, 0, 0), (1, 1, 0, 0), ReturnState.IN_TRANSIT)
    undone = undo_import(sold.runner, sold.supervisor, second.runs[0])
    assert (undone.removed, undone.restored) == (1, 1)
    found = whole(sold)
    assert (found.head.state, found.head.tracking, found.words) == (ReturnState.AUTHORISED, "", "Zu klein")
    with sold.store.read() as desk, pytest.raises(Refused):
        return_named(desk, "RT000002")
    with sold.write() as desk:
        unit = units.of_return(desk, found.head.id)[0]
        units.step(desk, unit, UnitState.MISSING)
    with pytest.raises(Refused) as stands:
        undo_import(sold.runner, sold.supervisor, first.runs[0])
    refusal = stands.value.refusal
    assert isinstance(refusal, ImportStands)
    assert [(each.kind, each.code, each.why) for each in refusal.stands] == [("return", "RT000001", "came_back")]
    with sold.write() as desk:
        units.step(desk, units.get(desk, unit.id), UnitState.EXPECTED)
    assert undo_import(sold.runner, sold.supervisor, first.runs[0]).removed == 1
    with sold.store.read() as desk:
        assert desk.connection.execute(returning.return_words.select()).all() == []
        assert import_detail(desk, first.runs[0]).state == "undone"


def test_what_a_channel_agreed_to_is_taken_after_its_days(sold: Company) -> None:
    sold.clock.forward(days=60)
    late = bring(sold, shopify(status="REQUESTED", name="a"))
    assert [each.rejected.reason for each in late.rejected] == ["past_window"]
    assert done(bring(sold, shopify())) == (1, 0, 0, 0)
    assert whole(sold).head.override == "the channel agreed"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "a,b\n1,2\n", "[" * 200, "sku,qty\nMUG,1\n", '{"returns": 5}', '[{"returnLineItems": ['],
)
def test_a_file_without_returns_is_refused(sold: Company, text: str) -> None:
    with pytest.raises(Usage):
        bring(sold, text)


def test_shapes_that_are_odd_are_read_as_far_as_they_go() -> None:
    odd = [{"returnLineItems": 7}, {"returnMetadata": None}, {"refund_line_items": [None, 1, {"quantity": True}]}]
    drafts = read(json.dumps(odd))
    assert [each.kind for each in drafts] == ["shopify", "shopify", "amazon"]
    assert {each.said for each in drafts} == {Said.AGREED}
