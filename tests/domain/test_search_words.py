"""The words a name is found by, and the bounds of all texts that begin alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.search import LONGEST_WORD, MOST_WORDS, asked, range_of, wanted_words, words_of

SIGNS = st.characters(codec="utf-8")
UTF8 = st.text(SIGNS, min_size=1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("REGENCY CAKESTAND 3 TIER", ("regency", "cakestand", "tier")),
        ("Käthe Müller-Lüdenscheidt", ("kathe", "muller", "ludenscheidt")),
        ("T-LIGHT HOLDER, WHITE", ("light", "holder", "white")),
        ("Straße 東京 倉庫", ("strasse", "東京", "倉庫")),
        ("a b c", ()),
        ("", ()),
        ("cake cake CAKE", ("cake",)),
    ],
)
def test_a_name_is_cut_into_words(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def test_a_name_keeps_a_bounded_number_of_bounded_words() -> None:
    assert len(words_of(" ".join(f"word{n}" for n in range(99)))) == MOST_WORDS
    assert words_of("x" * 500) == ("x" * LONGEST_WORD,)


def test_what_is_asked_for_may_be_a_single_letter_still_growing() -> None:
    assert wanted_words("ann l") == ("ann", "l")


def test_nothing_unprintable_is_asked_for() -> None:
    assert asked("  53\x00 99\n") == "53 99"


@given(UTF8, st.text(SIGNS))
def test_every_text_that_begins_alike_lies_within_the_bounds(prefix: str, rest: str) -> None:
    low, before = range_of(prefix)
    assert low.encode() <= (prefix + rest).encode()
    assert (prefix + rest).encode() < before.encode() or prefix[-1] == "\U0010ffff"


@given(UTF8, UTF8)
def test_no_other_text_lies_within_the_bounds(prefix: str, other: str) -> None:
    low, before = range_of(prefix)
    if not other.startswith(prefix) and prefix[-1] != "\U0010ffff":
        assert not low.encode() <= other.encode() < before.encode()
