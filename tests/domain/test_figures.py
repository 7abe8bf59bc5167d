"""Figures with decimals as people type them: read by one rule, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.devices.weights import is_unclear, typed_grams
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.figures import may_be_either, per_cent, scaled, typed
from warehouse_app.domain.packing.weighing import WeightNotTaken, read_typed
from warehouse_app.domain.purchasing.fields import amount_of, breaks_of, price_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.wording.say import say_error


def refusal(reads: object, *given: object) -> BadField:
    with pytest.raises(Refused) as no:
        reads(*given)  # type: ignore[operator]
    assert isinstance(no.value.refusal, BadField)
    assert "?" not in say_error(no.value.refusal)
    return no.value.refusal


@pytest.mark.parametrize(
    ("text", "e4"),
    [("12.5", 125_000), ("12,50", 125_000), ("1.250", 12_500), ("0,125", 1_250), ("1250,5", 12_505_000),
     ("1,2500", 12_500), ("1234,567", 12_345_670), ("007.5", 75_000), ("", 0)],
)  # fmt: skip
def test_the_point_is_the_mark_and_a_comma_that_can_be_nothing_else_too(text: str, e4: int) -> None:
    assert price_of("price", text) == scaled("price", text, 4) == e4


@pytest.mark.parametrize("text", ["1,250", "12,345", "1,250.00", "1,234,567", "1 250", "999,999"])
def test_what_may_be_a_thousand_or_a_fraction_is_refused(text: str) -> None:
    assert may_be_either(text)
    for reads in (price_of, amount_of):
        assert refusal(reads, "price", text) == BadField("price", text, "either")
    assert refusal(per_cent, "fee", f"{text} %", 10_000).problem == "either"
    assert refusal(breaks_of, "breaks", f"24: {text}").problem == "either"


@pytest.mark.parametrize(
    ("mark", "text", "read"), [(",", "1.250", "1 250"), (",", "1,250", "1.250"), (".", "1,250", "1 250")]
)
def test_a_form_reads_by_the_mark_of_its_language(mark: str, text: str, read: str) -> None:
    assert typed(text, mark) == read


@pytest.mark.parametrize(("text", "e4"), [("15", 1_500), ("12.5 %", 1_250), ("12,5", 1_250), ("", 0), ("100", 10_000)])
def test_a_share_is_typed_in_per_cent(text: str, e4: int) -> None:
    assert per_cent("fee", text, 10_000) == e4


@pytest.mark.parametrize("text", ["100.01", "101", "-1", "1e1", "1_0", "NaN", "12.345", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_what_is_no_share_is_refused(text: str) -> None:
    assert refusal(per_cent, "fee", text, 10_000) == BadField("fee", text, "out_of_range", 100)


@pytest.mark.parametrize(
    ("text", "grams"), [("1.250 kg", 1_250), ("1,25 kg", 1_250), ("0,125 kg", 125), ("1250 g", 1_250), ("1.5 g", 2)]
)
def test_a_weight_is_read_by_the_same_rule(text: str, grams: int) -> None:
    assert typed_grams(text) == grams
    assert not is_unclear(text)


@pytest.mark.parametrize("text", ["1,250 kg", "1,250 g", "1.250 g", "1.250g", "12,500 lb", "2 lb 1,250 oz"])
def test_a_weight_that_may_be_either_is_refused_and_no_code(text: str) -> None:
    assert typed_grams(text) is None
    with pytest.raises(Refused) as no:
        read_typed(text)
    assert no.value.refusal == WeightNotTaken("either", text)
    assert "thousands" in say_error(no.value.refusal)


@given(st.integers(0, 10**9 - 1))
def test_what_the_house_writes_it_reads(cents: int) -> None:
    text = f"{cents // 100}.{cents % 100:02d}"
    assert amount_of("amount", text, "EUR") == cents
    assert typed(text) == text


@given(st.text("0123456789., ", max_size=12))
def test_no_text_is_read_as_two_figures(text: str) -> None:
    """A figure is read as its digits with one mark stand there, or not at all."""
    try:
        found = scaled("price", text, 4)
    except Refused:
        return
    bare = text.strip().replace(",", ".")
    assert bare.count(".") <= 1
    assert found == round(float(bare or "0") * 10_000)
