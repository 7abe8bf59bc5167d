"""What a scale says, in words: the figure, and its state where it does not stand still."""

from __future__ import annotations

import pytest

from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.wording.say import say, words_of
from warehouse_app.wording.scales import reads


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (Weight(WeightState.STABLE, 1_250, "1.250 kg"), "1.250 kg"),
        (Weight(WeightState.MOTION, 1_250, "1.250 kg"), "1.250 kg: It moves"),
        (Weight(WeightState.ZERO, 0, "0.000 kg"), "0.000 kg: Nothing is on the scale"),
        (Weight(WeightState.OVER, None), "Too heavy for this scale"),
    ],
)
def test_a_reading_is_said_with_its_state(weight: Weight, words: str) -> None:
    assert reads(weight) == words


@pytest.mark.parametrize("state", WeightState)
def test_every_state_says_what_to_do(state: WeightState) -> None:
    what, deed = words_of(f"weight_reads.{state.value}", {"shown": "1 kg"})
    assert what
    assert deed


def test_what_was_typed_too_long_does_not_bury_the_sentence() -> None:
    said = say("no_such_order", {"order": "9" * 5_000})
    assert len(said) < 400
    assert said.endswith("\N{HORIZONTAL ELLIPSIS}. Check the number")
