"""Products are made, changed and listed; barcodes are checked; who changes what another changed is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Company
from warehouse_app.application import catalogue
from warehouse_app.application.catalogue import MakeProduct, SetProduct, UnlinkBarcode
from warehouse_app.application.products import LinkBarcode
from warehouse_app.application.run import Command, NoRight, Outcome
from warehouse_app.domain.bench import UnreadableScan
from warehouse_app.domain.editing import BadField, Change, ChangedMeanwhile
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.products import BadCheckDigit, NoSuchBarcode, NoSuchProduct, ProductRow, SkuTaken
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store.search import look
from warehouse_app.wording.say import say_error


def do(company: Company, command: type[Command], **fields: Any) -> Outcome[Any]:
    return company.runner.perform(command(id=company.ids.new(), **fields), company.supervisor)


def refused(outcome: Outcome[Any]) -> Refusal:
    assert outcome.refusal is not None
    assert "?" not in say_error(outcome.refusal)
    return outcome.refusal


def row(company: Company, sku: str) -> ProductRow:
    today = company.runner.now()
    return company.runner.ask(lambda desk: catalogue.product_card(desk, sku, today), company.picker).row


def listed(company: Company, view: str = "all", **query: Any) -> list[str]:
    asked = ListQuery(view, **query)
    page = company.runner.ask(lambda desk: catalogue.PRODUCTS.page(desk, asked, 0, 100), company.picker)
    return [each.sku for each in page.rows]


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        company.product(desk, "A1", name="Red Mug", weight_g=120, length_mm=90, width_mm=90, height_mm=100)
        company.product(desk, "B2", name="Blue Mug", weight_g=None)
        company.product(desk, "C3", name="Gift Wrap", kind="service", weight_g=None)
        company.stock(desk, "A01-01", "A1", 10)
        company.stock(desk, "A01-02", "A1", 5)
        company.order(desk, "1001", [("A1", 3)])
        company.order(desk, "1002", [("A1", 4)], placed_at="2010-11-30T08:00:00.000000Z")
        company.order(desk, "1003", [("A1", 9)], placed_at="2009-11-30T08:00:00.000000Z")
        company.order(desk, "1004", [("A1", 7)], state="cancelled")
    assert do(company, LinkBarcode, sku="A1", code="4006381333931").refusal is None
    return company


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["A1", "B2", "C3"]),
        ({"view": "in_stock"}, ["A1"]),
        ({"view": "no_stock"}, ["B2"]),
        ({"view": "no_barcode"}, ["B2"]),
        ({"view": "no_weight"}, ["B2"]),
        ({"view": "no such view"}, []),
        ({"text": "mug"}, ["A1", "B2"]),
        ({"text": "b"}, ["B2"]),
        ({"text": "4006381333931"}, ["A1"]),
        ({"text": "%"}, []),
        ({"sort": "name"}, ["B2", "C3", "A1"]),
        ({"sort": "on_hand", "descending": True}, ["A1", "C3", "B2"]),
        ({"filters": (("kind", "service"),)}, ["C3"]),
    ],
)
def test_a_list_of_products_tells_what_lacks(shop: Company, query: dict[str, Any], found: list[str]) -> None:
    assert listed(shop, **query) == found
    if "view" in query and found:
        counts = shop.runner.ask(catalogue.count_products, shop.picker)
        assert counts[query["view"]] == len(found)


def test_a_row_tells_stock_places_and_codes(shop: Company) -> None:
    assert (row(shop, "A1").on_hand, row(shop, "A1").places, row(shop, "A1").barcodes) == (15, 2, ("4006381333931",))


def test_sales_are_told_by_week_without_what_was_cancelled(shop: Company) -> None:
    today = shop.runner.now()
    card = shop.runner.ask(lambda desk: catalogue.product_card(desk, "a1", today), shop.picker)
    assert card.weeks[-2:] == (("2010-11-29", 4), ("2010-12-06", 3))
    assert len(card.weeks) == catalogue.WEEKS
    assert sum(units for _week, units in card.weeks) == 7


def test_a_product_is_made_once_and_found_by_its_name(shop: Company) -> None:
    made = do(shop, MakeProduct, sku=" d4 ", title="Green Lantern", weight_g="250", length_mm="", multi_scan=False)
    assert made.done() == "d4"
    assert (row(shop, "D4").weight_g, row(shop, "D4").length_mm, row(shop, "D4").multi_scan) == (250, None, False)
    with shop.store.read() as desk:
        found = look.by_words(desk, "product", ("lantern",))
    assert found == [row(shop, "D4").id]
    assert refused(do(shop, MakeProduct, sku="D4", title="Another")) == SkuTaken("D4")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"sku": "", "title": "x"}, "empty"),
        ({"sku": "x" * 65, "title": "x"}, "too_long"),
        ({"sku": "@LPN", "title": "x"}, "begins_with_at"),
        ({"sku": "E5", "title": "a\x00b"}, "not_printable"),
        ({"sku": "E5", "title": "x", "weight_g": "1.5"}, "no_number"),
        ({"sku": "E5", "title": "x", "weight_g": "-1"}, "no_number"),
        ({"sku": "E5", "title": "x", "weight_g": "٣"}, "no_number"),
        ({"sku": "E5", "title": "x", "length_mm": "0"}, "out_of_range"),
        ({"sku": "E5", "title": "x", "height_mm": "9" * 30}, "no_number"),
    ],
)
def test_what_no_product_can_be_is_refused_by_field(shop: Company, fields: dict[str, str], problem: str) -> None:
    refusal = refused(do(shop, MakeProduct, **fields))
    assert isinstance(refusal, BadField)
    assert refusal.problem == problem
    assert len(listed(shop)) == 3


def test_the_second_of_two_who_change_one_field_is_told(shop: Company) -> None:
    first = do(shop, SetProduct, sku="A1", changes=(Change("name", "Red Mug", "Red mug, large"),))
    assert first.done() == "A1"
    both = (Change("name", "Red Mug", "Crimson Mug"), Change("weight_g", "120", "130"))
    second = refused(do(shop, SetProduct, sku="A1", changes=both))
    assert second == ChangedMeanwhile("A1", "name", "Red Mug", "Red mug, large")
    assert row(shop, "A1").weight_g == 120
    other = do(shop, SetProduct, sku="A1", changes=(Change("weight_g", "120", "130"),))
    assert other.refusal is None
    assert (row(shop, "A1").name, row(shop, "A1").weight_g) == ("Red mug, large", 130)


def test_two_who_want_the_same_agree(shop: Company) -> None:
    for _ in range(2):
        assert do(shop, SetProduct, sku="A1", changes=(Change("weight_g", "120", ""),)).refusal is None
    assert row(shop, "A1").weight_g is None


def test_a_wrong_check_digit_is_told_and_may_be_kept(shop: Company) -> None:
    refusal = refused(do(shop, LinkBarcode, sku="B2", code="4006381333932"))
    assert refusal == BadCheckDigit("4006381333932", 1)
    assert do(shop, LinkBarcode, sku="B2", code="4006381333932", as_it_is=True).refusal is None
    assert do(shop, LinkBarcode, sku="B2", code="OWN-77").refusal is None


def test_a_shared_barcode_is_told_and_can_be_taken_away(shop: Company) -> None:
    assert do(shop, LinkBarcode, sku="B2", code="4006381333931").refusal is None
    today = shop.runner.now()
    card = shop.runner.ask(lambda desk: catalogue.product_card(desk, "A1", today), shop.picker)
    assert card.shared == (("4006381333931", ("B2",)),)
    assert do(shop, UnlinkBarcode, sku="B2", code="04006381333931").refusal is None
    assert refused(do(shop, UnlinkBarcode, sku="B2", code="X")) == NoSuchBarcode("X", "B2")


def test_linking_a_whole_gs1_code_links_the_number_of_the_item(shop: Company) -> None:
    assert do(shop, LinkBarcode, sku="B2", code="]C1010590123412345710LOT\x1d21S1").refusal is None
    card = shop.runner.ask(lambda desk: catalogue.product_card(desk, "B2", shop.runner.now()), shop.picker)
    assert [(each.code, each.written) for each in card.barcodes] == [("05901234123457", "05901234123457")]
    wrong = refused(do(shop, LinkBarcode, sku="B2", code="(01)05901234123457(17)261331"))
    assert isinstance(wrong, UnreadableScan)
    assert (wrong.problem, wrong.ai) == ("gs1_date", "17")
    assert do(shop, LinkBarcode, sku="B2", code="(01)05901234123457(17)261331", as_it_is=True).refusal is None
    assert do(shop, UnlinkBarcode, sku="B2", code="]E05901234123457").refusal is None


def test_without_the_right_nothing_changes(shop: Company) -> None:
    command = MakeProduct(id="m", sku="Z", title="Z")
    outcome = shop.runner.perform(command, shop.packer)
    assert isinstance(outcome.refusal, NoRight)
    with pytest.raises(Refused) as caught:
        row(shop, "Z")
    assert caught.value.refusal == NoSuchProduct("Z")
