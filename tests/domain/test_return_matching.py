"""Credit notes explained: the last sale first, every unit exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.returning.replay import Match, Noted, Part, Sale, Sums, explain

EARLY = Sale(1, 11, "MUG", 5, "2010-12-01")
LATE = Sale(2, 21, "MUG", 2, "2010-12-05")


def told(parts: tuple[Part, ...]) -> list[tuple[int, Match, int | None]]:
    """Return quantity, explanation and line of each part."""
    return [(part.qty, part.match, part.line_id) for part in parts]


def test_the_last_sale_is_drawn_on_first_and_the_rest_is_named() -> None:
    assert told(explain([Noted(1, "MUG", 9, 100)], [EARLY, LATE])) == [
        (2, Match.MATCHED, 21), (5, Match.MATCHED, 11), (2, Match.ABOVE, None),
    ]  # fmt: skip


def test_two_lines_of_a_note_share_what_is_left() -> None:
    lines = [
        Noted(1, "MUG", 6, 100),
        Noted(2, "MUG", 2, 100),
        Noted(3, "JAR", 1, 100),
        Noted(4, "POST", 1, 5, goods=False),
    ]
    assert told(explain(lines, [EARLY, LATE])) == [
        (2, Match.MATCHED, 21), (4, Match.MATCHED, 11), (1, Match.MATCHED, 11), (1, Match.ABOVE, None),
        (1, Match.BLIND, None), (1, Match.MONEY, None),
    ]  # fmt: skip


SKUS = st.sampled_from(["A", "B", "C"])
NOTES = st.lists(
    st.builds(Noted, st.integers(1, 9), SKUS, st.integers(1, 9), st.integers(0, 999), st.booleans()), max_size=8
)
SALES = st.lists(
    st.builds(Sale, st.integers(1, 3), st.integers(1, 99), SKUS, st.integers(0, 5), st.just("2010-12-01")),
    max_size=8,
    unique_by=lambda each: each.line_id,
)


@given(NOTES, SALES)
def test_every_unit_is_explained_once_and_no_sale_gives_more_than_it_has(lines: list[Noted], sales: list[Sale]) -> None:
    parts = explain(lines, sales)
    sums = Sums()
    sums.count(lines, parts, 1)
    assert sums.agree
    for sale in sales:
        assert sum(each.qty for each in parts if each.line_id == sale.line_id) <= sale.left
