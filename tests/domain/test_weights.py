"""Weights: exact conversion to whole grams, what may be taken, and what a person types."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.devices.weights import MOST_GRAMS, Unit, Weight, WeightState, grams_of, typed_grams

_EXACT = {
    Unit.GRAM: Decimal(1),
    Unit.KILOGRAM: Decimal(1_000),
    Unit.POUND: Decimal("453.59237"),
    Unit.OUNCE: Decimal("28.349523125"),
    Unit.MILLIGRAM: Decimal("0.001"),
}
figures = st.decimals(min_value=-9_999, max_value=9_999, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("figure", "unit", "grams"),
    [
        ("1.250", Unit.KILOGRAM, 1_250),
        ("1", Unit.POUND, 454),
        ("2.20", Unit.POUND, 998),
        ("645.2", Unit.OUNCE, 18_291),
        ("0.5", Unit.GRAM, 1),
        ("0.4999", Unit.GRAM, 0),
        ("-0.5", Unit.GRAM, -1),
        ("0.0005", Unit.KILOGRAM, 1),
    ],
)
def test_a_figure_becomes_whole_grams_half_up(figure: str, unit: Unit, grams: int) -> None:
    assert grams_of(Decimal(figure), unit) == grams


@given(figures, st.sampled_from(Unit))
def test_every_figure_is_rounded_once_and_never_by_a_float(figure: Decimal, unit: Unit) -> None:
    exact = (figure * _EXACT[unit]).quantize(Decimal(1), ROUND_HALF_UP)
    assert grams_of(figure, unit) == int(exact)


def test_a_figure_that_no_bench_weighs_is_no_weight() -> None:
    assert grams_of(Decimal(MOST_GRAMS) + 1, Unit.GRAM) is None
    assert grams_of(Decimal(-MOST_GRAMS), Unit.KILOGRAM) is None


@pytest.mark.parametrize("state", WeightState)
def test_only_a_stable_weight_above_zero_may_be_taken(state: WeightState) -> None:
    assert Weight(state, 1_250).takeable is (state is WeightState.STABLE)
    assert not Weight(state, 0).takeable
    assert not Weight(state, -5).takeable
    assert not Weight(state, None).takeable


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("1250 g", 1_250),
        ("1250g", 1_250),
        ("1.25 kg", 1_250),
        ("1,25 KG", 1_250),
        ("2 lb 4 oz", 1_021),
        ("2lbs", 907),
        ("0 g", 0),
    ],
)
def test_a_weight_is_typed_with_its_unit(text: str, grams: int) -> None:
    assert typed_grams(text) == grams


@pytest.mark.parametrize(
    "text", ["", "1250", "4006381333931", "g", "-5 g", "1.2.3 kg", "4 oz 2 lb", "1 kg 5 g", "99999999999 g", "٣ kg"]
)
def test_what_names_no_unit_or_no_figure_is_no_weight(text: str) -> None:
    assert typed_grams(text) is None


@given(st.text(max_size=30))
def test_no_text_makes_it_stumble(text: str) -> None:
    found = typed_grams(text)
    assert found is None or 0 <= found <= MOST_GRAMS
