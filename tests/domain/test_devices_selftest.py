"""The self-test of devices: what each piece of evidence makes of its steps."""

from __future__ import annotations

import importlib

import pytest

from warehouse_app.domain.devices import selftest as st
from warehouse_app.domain.devices.cards import Framing
from warehouse_app.domain.devices.learning import Lesson
from warehouse_app.domain.devices.selftest import TEST_CODE, Mark, SelfTest, Step
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.wording.devices import PROMPTS, STEPS, WORDS

CODE = TEST_CODE.encode()


def marks(test: SelfTest) -> list[str]:
    return [test.of(step).mark.value for step in test.steps]


def shot(test: SelfTest, data: bytes) -> SelfTest:
    return st.silent(st.sent(test, data))


def scanner() -> SelfTest:
    return st.answered(st.begun("scanner"), ready=True)


def test_a_scanner_is_learnt_from_two_scans() -> None:
    test = scanner()
    assert test.now is Step.READS
    test = st.silent(st.sent(st.sent(test, b"\x02" + CODE[:5]), CODE[5:] + b"\r\n"))
    assert test.framing == Framing(b"\x02", b"\r\n")
    assert test.now is Step.TWICE
    test = shot(test, b"\x02" + CODE + b"\r\n")
    assert test.whole
    assert test.passed == len(test.steps)


def test_one_pull_that_sends_two_codes_is_told_and_no_fault() -> None:
    test = shot(scanner(), CODE + b"\r" + CODE + b"\r")
    assert test.of(Step.TWICE).mark is Mark.PASSED, "two scans before it was asked for count as both"
    test = shot(shot(scanner(), CODE + b"\r"), (CODE + b"\r") * 3)
    assert test.of(Step.TWICE).mark is Mark.NOTED
    assert test.of(Step.TWICE).facts["count"] == 3


def test_a_scanner_without_an_ending_is_noted() -> None:
    test = shot(scanner(), CODE)
    assert test.of(Step.ENDS).mark is Mark.NOTED
    assert test.framing is not None
    assert test.framing.suffix == b""


@pytest.mark.parametrize(
    ("data", "lesson"),
    [
        (b"4006381333931\r", Lesson.OTHER),
        (CODE[:6] + b"\r", Lesson.HALF),
        (bytes(byte | 0x80 for byte in CODE) + b"\r", Lesson.PARITY),
        (b"\xff\xfe\x80\x91" * 5, Lesson.GARBAGE),
    ],
)
def test_what_cannot_be_learnt_from_is_named_and_scanned_again(data: bytes, lesson: Lesson) -> None:
    test = shot(scanner(), data)
    assert test.of(Step.READS) == st.Result(Mark.FAILED, f"lesson_{lesson.value}", test.of(Step.READS).facts)
    assert test.now is Step.READS
    assert shot(test, CODE + b"\r").of(Step.READS).passed
    passed = shot(scanner(), CODE + b"\r")
    assert shot(passed, data).of(Step.READS).passed, "a later stray scan takes nothing back"


def test_a_keyboard_scanner_shows_its_layout() -> None:
    test = st.typed(st.begun("wedge"), TEST_CODE)
    assert marks(test) == ["passed", "passed", "waits"]
    assert st.typed(test, TEST_CODE).whole
    german = TEST_CODE.translate(str.maketrans("YZ-", "ZYß"))
    wrong = st.typed(st.begun("wedge"), german)
    assert wrong.of(Step.LAYOUT).mark is Mark.NOTED
    assert wrong.of(Step.LAYOUT).facts["layout"] == "german"
    assert st.typed(st.begun("wedge"), "4006381333931").of(Step.READS).code == "lesson_other_code"
    assert st.typed(st.begun("wedge"), TEST_CODE + TEST_CODE).of(Step.READS).code == "test_glued"


def weight(state: WeightState, grams: int | None) -> Weight:
    return Weight(state, grams, f"{grams} g")


def test_a_scale_shows_zero_and_then_a_known_weight() -> None:
    test = st.begun("scale")
    test = st.weighed(test, weight(WeightState.STABLE, 120))
    assert marks(test) == ["passed", "waits", "waits"]
    assert test.of(Step.EMPTY).code == "weight_stable"
    test = st.weighed(test, weight(WeightState.ZERO, 0))
    test = st.weighed(test, weight(WeightState.MOTION, 480))
    assert test.of(Step.WEIGHS).code == "weight_motion", "a weight in motion is never taken"
    test = st.weighed(test, weight(WeightState.STABLE, 494))
    assert test.of(Step.WEIGHS).mark is Mark.FAILED
    test = st.weighed(test, weight(WeightState.STABLE, 496))
    assert test.whole
    assert st.weighed(test, weight(WeightState.ZERO, 0)).whole, "taken off again it stays passed"


def test_a_heavier_known_weight_may_be_a_hundredth_off() -> None:
    test = st.weighed(st.begun("scale", grams=5_000), weight(WeightState.ZERO, 0))
    assert st.weighed(test, weight(WeightState.STABLE, 5_050)).whole
    assert not st.weighed(test, weight(WeightState.STABLE, 5_051)).whole


def test_a_printer_is_scanned_back() -> None:
    test = st.answered(st.begun("printer"), ready=True)
    assert st.heard(test, "TEST") == test, "nothing was printed yet"
    test = st.judged(test, Step.PRINTS, Mark.PASSED, "test_printed")
    assert st.heard(test, "OTHER").of(Step.READABLE).mark is Mark.FAILED
    assert st.heard(test, "TEST").whole


def test_a_device_that_is_away_says_why() -> None:
    test = st.answered(st.begun("scale"), ready=False, why="busy")
    assert test.of(Step.ANSWERS) == st.Result(Mark.FAILED, "busy")
    assert st.answered(test, ready=True).of(Step.ANSWERS).passed
    assert st.judged(test, Step.PRINTS, Mark.PASSED, "x") == test, "a scale does not print"


def test_every_step_reason_and_prompt_has_its_words() -> None:
    assert set(STEPS) == {step.value for step in Step}
    assert set(PROMPTS) == {*STEPS, ""}
    told = {f"lesson_{lesson.value}" for lesson in Lesson} | {f"weight_{state.value}" for state in WeightState}
    text = str(importlib.import_module("warehouse_app.domain.devices.selftest").__file__)
    import re
    from pathlib import Path

    told |= set(re.findall(r'"(test_[a-z_]+)"', Path(text).read_text(encoding="utf-8")))
    assert told <= set(WORDS)
