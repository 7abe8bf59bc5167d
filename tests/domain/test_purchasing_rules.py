"""What is decided about purchases without a database: states, sums, packs, and who waits for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.editing import BadField
from warehouse_app.domain.purchasing.fields import (
    amount_of,
    breaks_of,
    price_of,
    written,
    written_amount,
    written_breaks,
)
from warehouse_app.domain.purchasing.pegging import Need, Peg, Supply, pegged
from warehouse_app.domain.purchasing.states import (
    DELIVERY_NEXT,
    NEXT,
    Arrival,
    DeliveryState,
    PurchaseState,
    arrival,
    may_become,
)
from warehouse_app.domain.purchasing.values import PriceBreak, SupplierProduct
from warehouse_app.domain.quantities import hundredths, line_total_minor, recounted
from warehouse_app.domain.refusals import Refused


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.5", "EUR", 12_50),
        ("12,50", "", 12_50),
        ("500", "JPY", 500),
        ("0.125", "KWD", 125),
        ("1250", "JPY", 1_250),
        ("500.00", "JPY", 500),
        ("250000000", "VND", 250_000_000),
    ],
)
def test_an_amount_is_read_in_what_its_currency_counts_in(text: str, currency: str, minor: int) -> None:
    assert amount_of("amount", text, currency) == minor
    assert amount_of("amount", written_amount(minor, currency), currency) == minor


@pytest.mark.parametrize(("text", "currency"), [("500.5", "JPY"), ("1,250", "JPY"), ("1.255", "EUR"), ("1,250", "EUR")])
def test_an_amount_finer_than_its_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(Refused) as no:
        amount_of("amount", text, currency)
    assert isinstance(no.value.refusal, BadField)


def sells(pack: int = 1, least: int = 1) -> SupplierProduct:
    return SupplierProduct(1, 1, "ACME", 1, "A1", "Name", "", pack, least, None, 10_000, preferred=False)


def test_every_state_has_its_row_and_leads_only_to_states_there_are() -> None:
    assert set(NEXT) == set(PurchaseState)
    assert set(DELIVERY_NEXT) == set(DeliveryState)
    assert may_become(PurchaseState.DRAFT, PurchaseState.CONFIRMED)
    assert not may_become(PurchaseState.CANCELLED, PurchaseState.CONFIRMED)
    assert not may_become(PurchaseState.DRAFT, PurchaseState.CLOSED)


def test_how_much_has_come_is_computed() -> None:
    assert arrival([(0, 5), (0, 3)]) is Arrival.NOTHING
    assert arrival([(5, 0), (0, 3)]) is Arrival.PART
    assert arrival([(6, 0), (3, 0)]) is Arrival.ALL


@pytest.mark.parametrize(
    ("qty", "price", "minor"), [(1, 50, 1), (1, 49, 0), (3, 3_333, 100), (10**6, 999_999, 9_999_990_000), (0, 9, 0)]
)
def test_a_line_is_rounded_once_half_up(qty: int, price: int, minor: int) -> None:
    assert line_total_minor(qty, price) == minor


@pytest.mark.parametrize(
    ("minor", "before", "after", "found"),
    [(250_50, "EUR", "JPY", 251), (500, "JPY", "KWD", 500_000), (1_255, "KWD", "EUR", 126), (70, "GBP", "EUR", 70)],
)
def test_a_figure_of_one_currency_is_counted_in_another(minor: int, before: str, after: str, found: int) -> None:
    assert recounted(minor, before, after) == found
    assert hundredths(minor, before) == recounted(minor, before, "GBP")


@pytest.mark.parametrize(
    ("qty", "pack", "least", "ships"), [(37, 24, 1, 48), (48, 24, 1, 48), (1, 1, 1, 1), (5, 6, 3, 18), (19, 6, 3, 24)]
)
def test_a_supplier_ships_whole_packs(qty: int, pack: int, least: int, ships: int) -> None:
    assert sells(pack, least).shipped_as(qty) == ships


@given(st.integers(0, 10**9))
def test_a_price_is_read_as_it_is_written(price: int) -> None:
    assert price_of("price", written(price)) == price


@pytest.mark.parametrize("text", ["1,5", "1.5000", "01.5"])
def test_a_price_is_read_with_point_or_comma(text: str) -> None:
    assert price_of("price", text) == 15_000


@pytest.mark.parametrize("text", ["1.2.3", "£5", "-1", "1e3", "NaN", "\N{ARABIC-INDIC DIGIT ONE}", "1 000", "1000000"])
def test_a_text_that_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(Refused) as no:
        price_of("price", text)
    assert isinstance(no.value.refusal, BadField)


def test_price_breaks_are_read_and_written() -> None:
    found = breaks_of("breaks", " 100: 0.95; 24:1.1 ;")
    assert found == (PriceBreak(24, 11_000), PriceBreak(100, 9_500))
    assert written_breaks(found) == "24: 1.10; 100: 0.95"
    for wrong in ("24", "24:", ":3", "0: 1", "x: 1"):
        with pytest.raises(Refused):
            breaks_of("breaks", wrong)


def test_the_strongest_need_takes_the_earliest_goods() -> None:
    needs = [Need(7, 5), Need(3, 4), Need(9, 1)]
    expected = [Supply(1, "", 10), Supply(2, "2010-12-20", 2), Supply(3, "2010-12-12", 4)]
    assert pegged(needs, expected) == (
        Peg(7, 3, 4, "2010-12-12"),
        Peg(7, 2, 1, "2010-12-20"),
        Peg(3, 2, 1, "2010-12-20"),
        Peg(3, 1, 3, ""),
        Peg(9, 1, 1, ""),
    )


NEEDS = st.lists(
    st.builds(Need, st.integers(1, 50), st.integers(1, 30)), max_size=12, unique_by=lambda one: one.line_id
)
SUPPLIES = st.lists(
    st.builds(Supply, st.integers(1, 50), st.sampled_from(["", "2010-12-12", "2010-12-20"]), st.integers(0, 40)),
    max_size=12,
    unique_by=lambda one: (one.purchase_line_id, one.day),
)


@given(NEEDS, SUPPLIES)
def test_nobody_waits_for_more_than_there_is_nor_than_he_lacks(needs: list[Need], supplies: list[Supply]) -> None:
    found = pegged(needs, supplies)
    for need in needs:
        assert sum(peg.qty for peg in found if peg.line_id == need.line_id) <= need.short
    for supply in supplies:
        mine = [p.qty for p in found if (p.purchase_line_id, p.day) == (supply.purchase_line_id, supply.day)]
        assert sum(mine) <= supply.qty
    whole = min(sum(need.short for need in needs), sum(supply.qty for supply in supplies))
    assert sum(peg.qty for peg in found) == whole
    assert all(peg.qty > 0 for peg in found)
