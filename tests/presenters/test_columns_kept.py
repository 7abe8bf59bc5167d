"""How a person has the columns of a table is kept as text that may be damaged, old or of another version."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.ui.kit.columns import VERSION, WIDEST, Arrangement, arranged, from_text, to_text

NAMES = ("code", "customer", "value", "leaves")
_SOME = st.lists(st.sampled_from(NAMES), unique=True)


@given(
    st.builds(
        Arrangement,
        order=_SOME.map(tuple),
        hidden=_SOME.map(frozenset),
        added=_SOME.map(frozenset),
        widths=st.dictionaries(st.sampled_from(NAMES), st.integers(28, WIDEST)).map(lambda w: tuple(sorted(w.items()))),
        sort=st.sampled_from(("", *NAMES)),
        descending=st.booleans(),
    )
)
def test_what_is_kept_comes_back(kept: Arrangement) -> None:
    assert from_text(to_text(kept)) == kept


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_damaged_text_is_as_if_nothing_were_kept(text: str) -> None:
    assert from_text(text) == Arrangement()


@pytest.mark.parametrize(
    "damage",
    [
        {"version": VERSION + 1},
        {"order": "code"},
        {"widths": [1]},
        {"hidden": [1]},
        {"order": ["x"] * 500},
        {"sort": 3},
    ],
)
def test_one_damaged_part_is_harmless(damage: dict[str, object]) -> None:
    whole = json.loads(to_text(Arrangement(order=("value",))))
    assert from_text(json.dumps({**whole, **damage})) == Arrangement()


def test_a_column_that_is_gone_is_left_out_and_a_new_one_stands_at_its_own_place() -> None:
    kept = Arrangement(order=("leaves", "colour", "code"))
    assert arranged(kept, NAMES) == ("leaves", "code", "customer", "value")


def test_the_last_column_in_view_stays() -> None:
    kept = Arrangement().toggled("code", NAMES)
    assert kept.hidden == {"code"}
    assert kept.toggled("value", ["value"]) == kept
    assert kept.toggled("code", ["value"]).added == {"code"}


def test_columns_move_and_widen_within_limits() -> None:
    kept = Arrangement().moved("value", -1, NAMES).moved("value", -9, NAMES)
    assert arranged(kept, NAMES) == ("value", "code", "customer", "leaves")
    assert kept.resized("code", 9_999).width("code") == WIDEST
    assert kept.resized("code", -5).width("code") > 0
