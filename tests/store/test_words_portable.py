"""The doctor's words are understood by every server from PostgreSQL 15 on, which wants each selection named."""

from __future__ import annotations

import re

import pytest

from warehouse_app.store.checks import floor, stock, trail
from warehouse_app.store.projections import PROJECTIONS
from warehouse_app.store.rebuilding import FOLDS, STEPS

WORDS = {
    **{each.name: each.broken for each in (*floor.ORDERS, *floor.PARCELS, *stock.QUESTIONS, *trail.QUESTIONS)},
    **{each.name: each.differing for each in PROJECTIONS},
    **{each.name: each.words for each in FOLDS},
    **{each.words: each.words for each in STEPS},
}
NO_NAMES = {"GROUP", "WHERE", "HAVING", "ORDER", "UNION", "LIMIT", "ON", "JOIN"}


def nameless(words: str) -> list[str]:
    """Return the selections that stand in a FROM or JOIN without a name."""
    found = []
    for match in re.finditer(r"\b(?:FROM|JOIN)\s*\((?=\s*(?:SELECT|WITH)\b)", words):
        depth, at = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(words[at], 0)
            at += 1
        after = re.match(r"\s*(\w+)", words[at:])
        if after is None or after[1] in NO_NAMES:
            found.append(words[match.start() : at][:80])
    return found


@pytest.mark.parametrize("name", WORDS)
def test_every_selection_has_a_name(name: str) -> None:
    assert nameless(WORDS[name]) == []


def test_a_selection_without_a_name_is_found() -> None:
    assert nameless("SELECT a FROM (SELECT (1) AS a) GROUP BY a") == ["FROM (SELECT (1) AS a)"]
