"""The judge of histories knows what could have happened one after the other, and what could not."""

from __future__ import annotations

from random import Random

from tests.faults.linear import Deed, fits


def test_takes_that_share_what_there_is_could_have_happened() -> None:
    assert fits([Deed(0, 10, 3, 3), Deed(1, 9, 3, 2), Deed(2, 8, 3, 0)], 5)


def test_more_than_there_is_could_not() -> None:
    assert not fits([Deed(0, 10, 3, 3), Deed(1, 9, 3, 3)], 5)


def test_who_came_after_a_give_had_ended_must_see_it() -> None:
    give = Deed(0, 1, -2)
    assert not fits([give, Deed(2, 3, 1, 0)], 0)
    assert fits([give, Deed(0, 3, 1, 0)], 0)
    assert fits([give, Deed(2, 3, 1, 1)], 0)


def test_a_take_of_less_than_there_was_could_not() -> None:
    assert not fits([Deed(0, 1, 3, 2)], 5)
    assert fits([Deed(0, 1, 3, 0, whole=True)], 2)
    assert not fits([Deed(0, 1, 3, 2, whole=True)], 2)


def test_long_histories_of_real_counters_fit_and_one_wrong_answer_is_found() -> None:
    dice = Random(5)
    for _ in range(20):
        history, free, now = [], 20, 0
        for _ in range(200):
            now += dice.randint(1, 3)
            asked = dice.choice((-2, -1, 1, 2, 3))
            got = max(0, min(asked, free))
            free -= got if asked > 0 else asked
            history.append(Deed(now - dice.randint(0, 12), now + dice.randint(0, 12), asked, got))
        assert fits(history, 20)
        last = history[-1]
        wrong = Deed(last.begin, last.end, 1_000, 999 if free != 999 else 998)
        assert not fits([*history, wrong], 20)
