"""A text that a person types is found as it stands, also where it holds the signs that LIKE reads as any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, create_engine, literal, select

from warehouse_app.store import patterns
from warehouse_app.store.patterns import begins, begins_in_any_case, holds

TEXTS = st.text("ab%_\\é", max_size=5)
MEMORY = create_engine("sqlite://")


def found(pattern: ColumnElement[bool]) -> bool:
    """Ask a database."""
    with MEMORY.connect() as connection:
        return bool(connection.execute(select(pattern)).scalar_one())


def held(column: str, text: str) -> bool:
    """Say whether all three understand a text as it stands."""
    return (
        found(begins(literal(column), text)) == column.startswith(text)
        and found(begins_in_any_case(literal(column), text)) == column.startswith(text)
        and found(holds(literal(column), text)) == (text in column)
    )


@given(TEXTS, TEXTS)
def test_every_sign_of_a_text_stands_for_itself(column: str, text: str) -> None:
    assert held(column, text)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: text,
        lambda text: text.replace("%", "\\%").replace("_", "\\_"),
        lambda text: text.replace("\\", "\\\\").replace("_", "\\_"),
        lambda text: text.replace("\\", "\\\\").replace("%", "\\%"),
    ],
)
def test_a_planted_fault_is_seen(wrong: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [("ab", "a%"), ("ab", "_b"), ("a\\b", "a\\"), ("a%", "a%"), ("a\\%", "a\\%"), ("a_", "a_")]
    assert all(held(column, text) for column, text in cases)
    monkeypatch.setattr(patterns, "itself", wrong)
    assert not all(held(column, text) for column, text in cases)
