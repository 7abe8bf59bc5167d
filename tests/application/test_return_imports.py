"""Returns that channels tell of: Shopify's returns and refunds, Amazon's, plain CSV; the same twice changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.company import Company
from tests.returned import begin_rules, shipped
from warehouse_app.application.returning.detail import return_named
from warehouse_app.application.returning.incoming import Report, bring_all
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.incoming import Said, read
from warehouse_app.domain.returning.states import Outcome, ReturnKind, ReturnState
from warehouse_app.domain.returning.values import ReturnDetail


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


def bring(company: Company, document: object, channel: str = "") -> Report:
    """Bring in a document."""
    text = document if isinstance(document, str) else json.dumps(document)
    return bring_all(company.runner, company.supervisor, read(text), channel)


def whole(company: Company, code: str = "RT000001") -> ReturnDetail:
    """Return a return whole."""
    with company.store.read() as desk:
        return return_named(desk, code)


def test_a_return_of_shopify_is_announced_once_with_its_reason_and_label(sold: Company) -> None:
    answer = {"data": {"order": {"returns": {"nodes": [shopify()]}}}}
    assert bring(sold, answer).fates == {"created": 1}
    assert bring(sold, answer).fates == {"unchanged": 1}
    found = whole(sold)
    assert (found.order, found.head.state, found.head.tracking) == ("1001", ReturnState.IN_TRANSIT, "1Z5")
    assert [(each.sku, each.qty) for each in found.units] == [("MUG", 1)]
    assert [each.code for each in found.reasons.values()] == ["too_small"]
    assert found.words == "Zu klein"
    assert bring(sold, [shopify(status="CANCELED")]).fates == {"changed": 1}
    assert whole(sold).head.state is ReturnState.CANCELLED
    assert bring(sold, shopify(status="DECLINED", name="#1001-R2")).fates == {"off": 1}


def test_a_refund_of_shopify_says_what_was_paid_there(sold: Company) -> None:
    assert bring(sold, REFUND).fates == {"created": 1}
    found = whole(sold)
    assert (found.head.external, found.head.outcome, found.order) == ("refund 509562969", Outcome.NOTHING, "1001")
    assert [(each.sku, each.qty) for each in found.units] == [("MUG", 2)]


def test_items_of_one_rma_of_amazon_are_one_return(sold: Company) -> None:
    document = {"returns": [amazon("MUG"), amazon("BOWL", reason="WHO_KNOWS")]}
    report = bring(sold, document)
    assert (report.fates, report.unmapped) == ({"created": 1}, {"WHO_KNOWS": 1})
    found = whole(sold)
    assert (found.head.external, found.head.outcome, len(found.units)) == ("rma-1", Outcome.EXCHANGE, 2)
    assert [each.code for each in found.reasons.values()] == ["late"]
    assert bring(sold, {"returns": [amazon("MUG", "IN_TRANSIT"), amazon("BOWL")]}).fates == {"changed": 1}


def test_an_order_that_nobody_knows_becomes_a_blind_request_once(sold: Company) -> None:
    rows = "order,sku,qty,reason,words\n9999,MUG,1,too_small,Bitte\n9999,GHOST,2,,\n"
    assert bring(sold, rows, "shop").fates == {"blind": 1}
    assert bring(sold, rows, "shop").fates == {"unchanged": 1}
    found = whole(sold)
    assert (found.head.kind, found.head.state, found.order) == (ReturnKind.BLIND, ReturnState.REQUESTED, "")
    assert [(each.sku, each.product_id is None) for each in found.units] == [("MUG", False), ("GHOST", True)]


def test_one_bad_return_loses_none_of_the_others(sold: Company) -> None:
    rows = "return,order,sku,qty\nA,1001,MUG,9\nB,1001,JAR,1\nC,1001,MUG,-1\nD,1001,MUG,x\nE,1001,MUG,1\n"
    report = bring(sold, rows)
    assert report.fates == {"refused": 4, "created": 1}
    assert [each[2].code for each in report.refused] == [
        "above_shipped", "not_of_order", "bad_return_qty", "bad_return_qty",
    ]  # fmt: skip


def test_what_a_channel_agreed_to_is_taken_after_its_days(sold: Company) -> None:
    sold.clock.forward(days=60)
    assert bring(sold, shopify(status="REQUESTED", name="a")).refused[0][2].code == "past_window"
    assert bring(sold, shopify()).fates == {"created": 1}
    assert whole(sold).head.override == "the channel agreed"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "a,b\n1,2\n",
        "sku,qty\nMUG,1\n",
        "[" * 200,
        '{"returns": 5}',
        "order,sku,qty,secret\n1,2,3,4\n",
    ],
)
def test_a_file_without_returns_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read(text)


def test_shapes_that_are_odd_are_read_as_far_as_they_go() -> None:
    odd = [{"returnLineItems": 7}, {"returnMetadata": None}, {"refund_line_items": [None, 1, {"quantity": True}]}]
    drafts = read(json.dumps(odd))
    assert [each.kind for each in drafts] == ["shopify", "shopify", "amazon"]
    assert {each.said for each in drafts} == {Said.AGREED}
