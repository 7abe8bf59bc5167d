"""What a bench says about a shot that is no usable code: a sentence of its own for each problem, and what to do."""

from __future__ import annotations

import pytest

from warehouse_app.domain.barcodes.gs1_problems import Gs1Problem
from warehouse_app.domain.barcodes.read import Problem
from warehouse_app.domain.bench import MeansNothingHere, UnreadableScan
from warehouse_app.wording.say import say, say_error


@pytest.mark.parametrize("problem", [*Problem, *Gs1Problem])
def test_every_problem_of_a_shot_is_said_in_words_and_not_by_its_code(problem: Problem | Gs1Problem) -> None:
    told = say("unreadable", {"problem": problem, "length": 10_000, "ai": "10", "other": "01"})

    assert told != say("unreadable", {"length": 10_000})
    assert problem.value not in told
    assert "_" not in told
    assert ". " in told


def test_a_problem_without_words_of_its_own_still_gets_the_common_sentence() -> None:
    assert say("unreadable", {"problem": "new_one", "length": 1}) == "This is not a code. Scan it again"


def test_the_length_is_named_where_it_is_the_problem() -> None:
    assert "10000" in say_error(UnreadableScan(Problem.TOO_LONG, 10_000, "XXX"))


def test_a_code_without_shown_text_leaves_no_gap_in_the_sentence() -> None:
    assert say_error(MeansNothingHere("badge", "")) == "This badge is no answer here. Scan what the screen asks for"
