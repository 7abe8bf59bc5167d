"""Stock is found by what one types or scans, shown with who holds it, counted, and linked to barcodes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application import allocation, products
from warehouse_app.application.products import LinkBarcode, RecountPlace
from warehouse_app.application.run import Command, NoRight, Outcome
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.products import ProductBarcode
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.stock import StockRow
from warehouse_app.store import ledger, places
from warehouse_app.store import products as store
from warehouse_app.wording.say import say_error


@pytest.fixture
def shop(company: Company) -> Company:
    """Ten A1 in two bins and two at the bench, of which order 1001 is promised four; A10 has none."""
    with company.write() as desk:
        for sku in ("A1", "A10", "C3"):
            company.product(desk, sku)
        company.stock(desk, "A01-01", "A1", 7)
        company.stock(desk, "A01-02", "A1", 3)
        bench = places.add(desk, WAREHOUSE, PlaceKind.BENCH, "B1")
        leg = Leg(Item("A1"), places.outside(desk, PlaceKind.SUPPLIER).id, bench.id, 2)
        ledger.post(desk, Entry(EntryId("b"), EntryKind.RECEIVE, (leg,), "test"))
        company.order(desk, "1001", [("A1", 4)])
    allocation.allocate(company.runner, company.supervisor)
    return company


def do(company: Company, command: type[Command], **more: Any) -> Outcome[Any]:
    return company.runner.perform(command(id=company.ids.new(), **more), company.supervisor)


def found(company: Company, text: str) -> list[str]:
    return [each.sku for each in company.runner.ask(lambda desk: products.find_stock(desk, text), company.picker)]


def test_sums_of_a_product_count_what_stands_inside_and_free_what_may_be_promised(shop: Company) -> None:
    rows = shop.runner.ask(products.find_stock, shop.picker)
    assert rows[0] == StockRow("A1", "Name of A1", on_hand=12, promised=4, free=6, places=3)
    assert rows[1] == StockRow("A10", "Name of A10", 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "skus"),
    [
        ("a1", ["A1", "A10"]),
        ("name of c", ["C3"]),
        ("", ["A1", "A10", "C3"]),
        ("%", []),
        ("_1", []),
        ("zzz", []),
    ],
)
def test_products_are_found_by_the_beginning_of_the_sku_or_a_part_of_the_name(
    shop: Company, text: str, skus: list[str]
) -> None:
    assert found(shop, text) == skus


def test_a_product_shown_whole_tells_places_holders_and_its_units_story(shop: Company) -> None:
    whole = shop.runner.ask(lambda desk: products.product_detail(desk, "a1"), shop.picker)
    assert {(each.place, each.on_hand, each.held) for each in whole.places} == {
        ("A01-01", 7, 0),
        ("A01-02", 3, 0),
        ("B1", 2, 0),
    }
    [pool] = whole.pools
    assert [(each.order, each.qty) for each in pool.holders] == [("1001", 4)]
    assert (pool.on_hand, pool.promised, pool.free, pool.on_hand_total) == (10, 4, 6, 12)
    assert [(each.source, each.target, each.qty) for each in whole.story] == [
        ("SUPPLIER", "B1", 2),
        ("SUPPLIER", "A01-02", 3),
        ("SUPPLIER", "A01-01", 7),
    ]
    with pytest.raises(Refused) as no:
        shop.runner.ask(lambda desk: products.product_detail(desk, "A9"), shop.picker)
    assert say_error(no.value.refusal) == "There is no product A9. Check the SKU, or import it first"


def test_a_linked_barcode_finds_its_product_and_is_what_one_scans(shop: Company) -> None:
    assert do(shop, LinkBarcode, sku="a1", code=" 4006381333931 ").value == "A1"
    assert do(shop, LinkBarcode, sku="A1", code="box-a1", factor=6).value == "A1"
    assert do(shop, LinkBarcode, sku="A1", code="4006381333931").refusal is None
    with shop.store.read() as desk:
        product = store.find(desk, " a1 ")
        assert product is not None
        assert store.barcodes(desk, product.id) == (
            ProductBarcode("04006381333931", "4006381333931", 1),
            ProductBarcode("BOX-A1", "box-a1", 6),
        )
        assert store.scan_code(desk, product.id) == store.scan_code(desk, "A1") == "4006381333931"
        assert store.scan_code(desk, "C3") == "C3"
        assert store.scan_code(desk, "nobody's") == "nobody's"
    assert found(shop, "BOX-A1") == ["A1"]
    assert found(shop, "4006381333931") == ["A1"]


def test_a_barcode_of_two_products_is_not_what_one_scans(shop: Company) -> None:
    for sku in ("A1", "C3"):
        assert do(shop, LinkBarcode, sku=sku, code="SHARED").refusal is None
    with shop.store.read() as desk:
        assert store.scan_code(desk, "A1") == "A1"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"sku": "A9", "code": "X"}, "no_such_product"),
        ({"sku": "A1", "code": "  "}, "bad_barcode"),
        ({"sku": "A1", "code": "X" * 129}, "bad_barcode"),
        ({"sku": "A1", "code": "X\x1dY"}, "unreadable"),
        ({"sku": "A1", "code": "X", "factor": 0}, "bad_barcode"),
        ({"sku": "A1", "code": "SIX", "factor": 1}, "barcode_has_factor"),
    ],
)
def test_a_bad_link_is_refused_with_a_sentence(shop: Company, more: dict[str, Any], code: str) -> None:
    assert do(shop, LinkBarcode, sku="A1", code="SIX", factor=6).refusal is None
    no = do(shop, LinkBarcode, **more).refusal
    assert no is not None
    assert no.code == code
    assert "?" not in say_error(no)


def test_a_count_below_what_is_promised_is_booked_and_the_loser_becomes_a_shortage(shop: Company) -> None:
    counted = {"warehouse": WAREHOUSE, "sku": "A1", "reason": "counted"}
    assert do(shop, RecountPlace, place="A01-01", counted=0, **counted).value == -7
    assert do(shop, RecountPlace, place="A01-01", counted=0, **counted).value == 0
    row = shop.runner.ask(products.find_stock, shop.picker)[0]
    assert (row.on_hand, row.promised, row.free) == (5, 3, 0)
    with shop.store.read() as desk:
        short = allocation.why_short(desk, 1)
    assert short is not None
    assert short.short == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"place": "Z9"}, "no_such_place"),
        ({"sku": "A9"}, "no_such_product"),
        ({"counted": -1}, "bad_count"),
    ],
)
def test_a_count_of_nothing_known_is_refused(shop: Company, more: dict[str, Any], code: str) -> None:
    asked = {"warehouse": WAREHOUSE, "place": "A01-01", "sku": "A1", "counted": 1, "reason": "", **more}
    no = do(shop, RecountPlace, **asked).refusal
    assert no is not None
    assert no.code == code


def test_neither_counting_nor_linking_is_a_pickers_right(shop: Company) -> None:
    link = shop.runner.perform(LinkBarcode(id="l", sku="A1", code="X"), shop.picker)
    count = RecountPlace(id="c", warehouse=WAREHOUSE, place="A01-01", sku="A1", counted=1, reason="")
    assert isinstance(link.refusal, NoRight)
    assert isinstance(shop.runner.perform(count, shop.picker).refusal, NoRight)
