"""Shopify's export of orders, recognised by its header: what each of its words means for a warehouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.channels.shopify_rows import after, export, first
from tests.channels.test_channels_files import Read
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing import shopify
from warehouse_app.domain.importing.values import OrderDraft
from warehouse_app.domain.instructions.values import Gift
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest
from warehouse_app.wording.importing import WORDS, reason, remark

Take = Callable[..., Read]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    intake = FilesIntake(tmp_path / "stage", ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"))

    def one(*rows: dict[str, str], without: tuple[str, ...] = (), channel: str = "") -> Read:
        path = tmp_path / "orders_export.csv"
        path.write_text(export(*rows, without=without), encoding="utf-8")
        return Read(intake.open(path, IntakeRequest("orders", channel=channel)))

    return one


def order(found: Read) -> OrderDraft:
    assert found.refused == []
    assert len(found.orders) == 1
    return found.orders[0]


def lines(found: Read) -> list[tuple[str, str, int, int]]:
    return [(line.sku, line.kind, line.qty, line.price_e4) for line in order(found).lines]


def test_rows_of_an_order_become_one_with_its_address_and_time(take: Take) -> None:
    found = take(first(), after())
    told = order(found)
    assert lines(found) == [("A-1", "goods", 2, 125_000), ("B-2", "goods", 1, 40_000)]
    assert (told.code, told.channel, told.payment, told.state, told.holds) == (
        "#1001",
        "shopify",
        "paid",
        "confirmed",
        (),
    )
    assert told.placed_at == datetime(2026, 5, 4, 7, 59, tzinfo=UTC)
    assert told.address is not None
    assert (told.address.postcode, told.address.phone, told.address.region) == ("01067", "+49 351 1234", "SN")
    assert (told.address.street1, told.address.street2, told.address.email) == ("Weg 1", "Hof", "mara@example.org")
    assert found.totals["units"] == 3
    assert remark(found.remarks["apostrophes"]).startswith("1 code had an apostrophe")
    assert order(take(first(), channel="shop-de")).channel == "shop-de"


def test_rows_may_stand_anywhere_in_the_file(take: Take) -> None:
    found = take(first(), first(name="#1002", id="556"), after(), after(name="#1002"))
    assert [[line.source_line for line in each.lines] for each in found.orders] == [[2, 4], [3, 5]]


@pytest.mark.parametrize(
    ("word", "payment", "holds"),
    [
        ("paid", "paid", []),
        ("authorized", "authorised", []),
        ("Pending", "unpaid", [("payment", "payment_pending")]),
        ("partially_paid", "unpaid", [("payment", "payment_partial")]),
        ("expired", "unpaid", [("payment", "payment_expired")]),
        ("refunded", "refunded", [("payment", "payment_refunded")]),
        ("voided", "failed", [("payment", "payment_voided")]),
        ("partially_refunded", "part refunded", []),
        ("", "paid", []),
    ],
)
def test_payment_of_the_shop_is_kept_and_holds_what_must_not_leave(
    take: Take, word: str, payment: str, holds: list[tuple[str, str]]
) -> None:
    told = order(take(first(financial_status=word)))
    assert told.payment == payment
    assert [(hold.kind, hold.reason) for hold in told.holds] == holds
    assert (told.payment_reason == "not_in_file") is (word == "")


@pytest.mark.parametrize(
    ("cells", "state", "holds"),
    [
        ({"fulfillment_status": "fulfilled"}, "closed", []),
        ({"cancelled_at": "2026-05-05 10:00:00 +0200", "financial_status": "voided"}, "cancelled", []),
        ({"cancelled_at": "2026-05-05 10:00:00 +0200", "refunded_amount": "25.00"}, "cancelled", []),
        ({"fulfillment_status": "restocked"}, "confirmed", ["restocked_in_shop"]),
        ({"fulfillment_status": "on_hold"}, "confirmed", ["waits_in_shop"]),
        ({"financial_status": "partially_refunded", "refunded_amount": "4.00"}, "confirmed", ["partly_refunded"]),
        ({"risk_level": "High"}, "confirmed", ["risk_high"]),
        ({"shipping_address1": "", "shipping_street": ""}, "confirmed", ["address_missing"]),
        ({"fulfillment_status": "fulfilled", "shipping_address1": "", "shipping_street": ""}, "closed", []),
    ],
)
def test_what_the_shop_has_done_is_never_done_again(
    take: Take, cells: dict[str, str], state: str, holds: list[str]
) -> None:
    found = take(first(**cells))
    told = order(found)
    assert (told.state, [hold.reason for hold in told.holds]) == (state, holds)
    assert (f"orders_{state}" in found.remarks) is (state != "confirmed")


def test_partly_fulfilled_order_ships_the_rest_only(take: Take) -> None:
    rows = first(fulfillment_status="partial", lineitem_fulfillment_status="fulfilled"), after()
    assert (order(take(*rows)).done, order(take(*rows)).holds) == (frozenset({1}), ())
    unclear = order(take(first(fulfillment_status="partial", lineitem_fulfillment_status="partial"), after()))
    assert [hold.reason for hold in unclear.holds] == ["partly_fulfilled"]


def test_lines_that_need_no_shipping_are_services_and_zero_lines_are_gone(take: Take) -> None:
    tip = after(lineitem_name="Tip", lineitem_sku="", lineitem_requires_shipping="false", lineitem_price="1.2345")
    found = take(first(), tip, after(lineitem_quantity="0"))
    assert lines(found) == [("A-1", "goods", 2, 125_000), ("SERVICE", "service", 1, 12_345)]
    assert found.remarks["lines_taken_out"].count == 1


def test_gift_card_alone_needs_no_address(take: Take) -> None:
    blank = {"shipping_address1": "", "shipping_street": "", "lineitem_requires_shipping": "false", "lineitem_sku": ""}
    assert order(take(first(**blank))).holds == ()


@pytest.mark.parametrize(
    ("cells", "beside"),
    [
        ({"subtotal": "25.00", "total": "25.00"}, []),
        ({"subtotal": "25.00", "shipping": "4.90", "total": "29.90"}, [("SHIPPING", "shipping", 49_000)]),
        ({"subtotal": "20.00", "discount_amount": "5.00", "total": "20.00"}, [("DISCOUNT", "discount", -50_000)]),
        (
            {"subtotal": "20.00", "discount_amount": "5.00", "lineitem_discount": "2.00", "total": "20.00"},
            [("DISCOUNT", "discount", -20_000), ("DISCOUNT", "discount", -30_000)],
        ),
        (
            {"subtotal": "18.00", "discount_amount": "5.00", "lineitem_discount": "2.00", "total": "18.00"},
            [("DISCOUNT", "discount", -20_000), ("DISCOUNT", "discount", -50_000)],
        ),
        ({"subtotal": "25.00", "taxes": "3.99", "total": "25.00"}, []),
        ({"subtotal": "25.00", "taxes": "3.99", "total": "28.99"}, [("TAXES", "service", 39_900)]),
        (
            {"subtotal": "25.00", "taxes": "3.99", "duties": "1.01", "shipping": "1.00", "total": "31.00"},
            [("SHIPPING", "shipping", 10_000), ("TAXES", "service", 39_900), ("DUTIES", "service", 10_100)],
        ),
    ],
)
def test_money_adds_up_to_the_total_of_the_file(
    take: Take, cells: dict[str, str], beside: list[tuple[str, str, int]]
) -> None:
    found = take(first(**cells))
    told = order(found)
    assert [(line.sku, line.kind, line.price_e4) for line in told.lines[1:]] == beside
    assert "totals_differ" not in found.remarks
    total = int(cells["total"].replace(".", "")) * 100
    assert sum(line.qty * line.price_e4 for line in told.lines) == total


def test_total_that_does_not_add_up_is_told(take: Take) -> None:
    assert take(first(subtotal="25.00", total="26.00")).remarks["totals_differ"].examples == ("#1001",)


def test_goods_without_sku_are_refused_by_name_and_nothing_of_the_order_is_lost(take: Take) -> None:
    found = take(first(), after(lineitem_sku="", lineitem_name="Mystery"), first(name="#1002", id="7"))
    assert [each.code for each in found.orders] == ["#1002"]
    assert found.reasons == [(2, "", "order_left_out"), (3, "line_sku", "line_without_sku")]
    assert "Mystery" in reason(found.refused[1])
    assert len(found.records) == 3


@pytest.mark.parametrize(
    ("rows", "field", "why"),
    [
        ((first(lineitem_price="-1"),), "line_price", "out_of_range"),
        ((first(lineitem_quantity="1.5"),), "line_qty", "decimal_quantity"),
        ((first(lineitem_quantity=""),), "line_qty", "missing"),
        ((first(created_at=""),), "placed_at", "missing"),
        ((first(created_at="soon"),), "placed_at", "not_a_date"),
        ((first(financial_status="barter"),), "payment", "unknown_word"),
        ((first(fulfillment_status="teleported"),), "fulfilment", "unknown_word"),
        ((first(lineitem_quantity="0"),), "line_sku", "order_without_lines"),
        ((first(), first(id="556")), "id", "order_disagrees"),
        ((first(lineitem_sku="5.01E+12"),), "line_sku", "mangled_code"),
    ],
)
def test_what_cannot_be_is_refused_whole_and_alone(
    take: Take, rows: tuple[dict[str, str], ...], field: str, why: str
) -> None:
    found = take(*rows, first(name="#1002", id="7"))
    assert [each.code for each in found.orders] == ["#1002"]
    assert (field, why) in [(each.field, each.reason) for each in found.refused]
    assert len(found.refused) == len(rows)


def test_missing_columns_are_named(take: Take) -> None:
    with pytest.raises(Usage) as caught:
        take(first(), without=("Lineitem sku", "Created at"))
    assert caught.value.facts["missing"] == "Lineitem sku, Created at"
    found = take(first(), without=("Financial Status", "Cancelled at", "Lineitem requires shipping", "Vendor"))
    assert found.remarks["columns_assumed"].examples == (
        "Financial Status",
        "Cancelled at",
        "Lineitem requires shipping",
    )
    assert order(found).payment_reason == "not_in_file"


def test_currencies_tags_and_notes(take: Take) -> None:
    other = first(name="#1002", id="7", currency="GBP", notes="Ring twice", tags="gift, express")
    found = take(first(), other)
    assert [(each.currency, each.note) for each in found.orders] == [("EUR", ""), ("GBP", "gift, express")]
    assert found.remarks["notes_left"].examples == ("#1002",)


def test_a_gift_message_is_taken_from_the_attributes_and_no_other_note(take: Take) -> None:
    said = "Delivery date: 2026-05-09\nGift message: Dear Ann,\nall the best\nIs gift: Yes"
    found = take(
        first(note_attributes=said, notes="Ring twice"),
        first(name="#1002", note_attributes="gift-note: " + "long " * 101 + "\nhide prices: no"),
        first(name="#1003", note_attributes="Gift: for my mum"),
    )
    assert found.orders[0].gift == Gift("Dear Ann, all the best", no_prices=True)
    assert (len(found.orders[1].gift.note), found.orders[1].gift.no_prices) == (499, False)
    assert not found.orders[2].gift
    assert found.remarks["notes_left"].examples == ("#1001", "#1003")
    assert found.remarks["gift_note_cut"].examples == ("#1002",)
    assert remark(found.remarks["gift_note_cut"]).startswith("The gift note of 1 order was too long and cut")
    assert order(take(first(note_attributes=said))).content_hash == order(take(first())).content_hash


def test_payment_and_fate_are_no_content_but_lines_and_address_are(take: Take) -> None:
    plain = order(take(first())).content_hash
    moved = {"financial_status": "pending", "fulfillment_status": "fulfilled", "tags": "x", "paid_at": "2026-05-05"}
    assert order(take(first(**moved))).content_hash == plain
    assert order(take(first(lineitem_quantity="3"))).content_hash != plain
    assert order(take(first(shipping_city="Leipzig"))).content_hash != plain


def test_every_hold_has_its_words() -> None:
    reasons = {
        hold.reason
        for payment in (*shopify.PAYMENT, "")
        for fulfilment in shopify.FULFILMENT
        for risk in ("high", "low")
        for hold in shopify.standing(payment, fulfilment, cancelled=False, refunded=True, risk=risk).holds
    }
    assert {f"remark_{each}" for each in reasons} <= WORDS.keys()
    assert reasons >= shopify.PAYMENT_HOLDS
