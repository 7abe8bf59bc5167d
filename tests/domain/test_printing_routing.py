"""Patterns of rules: `*` and `?` as people know them, everything else taken by its word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.printing.routing import PrintRule, first_fit, wrong_field


@pytest.mark.parametrize(
    ("pattern", "station", "fits"),
    [
        ("", "B1", True),
        ("B1", "B1", True),
        ("B1", "b1", True),
        ("B1", "B11", False),
        ("PACK-*", "PACK-12", True),
        ("PACK-*", "UNPACK-1", False),
        ("B?", "B1", True),
        ("B?", "B12", False),
        ("*-1", "PACK-1", True),
        ("B.", "B1", False),
    ],
)
def test_a_pattern_fits_as_people_read_it(pattern: str, station: str, fits: bool) -> None:
    assert PrintRule(1, "", "", pattern, "Z").fits("label", "", station) is fits


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_pattern_is_tried_in_no_time_and_never_fails(pattern: str, text: str) -> None:
    assert PrintRule(1, "", pattern, "", "Z").fits("label", text, "B1") in {True, False}
    assert PrintRule(1, "", "*" * 40 + "x", "", "Z").fits("label", "a" * 2_000, "B1") is False


@given(st.text(max_size=40))
def test_a_text_without_signs_for_others_fits_itself(text: str) -> None:
    if not {"*", "?"} & set(text):
        assert PrintRule(1, "", text, "", "Z").fits("label", text, "B1")


def test_the_first_that_fits_decides() -> None:
    rules = (PrintRule(2, "slip", "", "", "A"), PrintRule(1, "paper", "", "", "B"), PrintRule(3, "", "", "", "C"))
    assert first_fit(rules, "slip", "", "B1") == rules[0]
    assert first_fit(rules, "picklist", "", "B1") == rules[1]
    assert first_fit(rules, "label", "", "B1") == rules[2]
    assert first_fit((), "label", "", "B1") is None


def test_a_wrong_field_is_named() -> None:
    assert wrong_field("label", "DHL Express", "PACK-*") == ""
    assert wrong_field("letter", "", "") == "document"
    assert wrong_field("", "\n", "") == "carrier"
    assert wrong_field("", "", "pack 1") == "station"
