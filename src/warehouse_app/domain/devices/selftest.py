"""The self-test of a device: its steps, and what each piece of evidence makes of them. Pure; every step can be done
again, and what was learnt of a scanner's framing is kept beside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from warehouse_app.domain.barcodes.own import OwnKind, make, repair_layout
from warehouse_app.domain.devices.cards import DeviceKind, Framing
from warehouse_app.domain.devices.learning import Unlearnt, learn
from warehouse_app.domain.devices.weights import Weight, WeightState

TEST_CODE = make(OwnKind.WORKSTATION, "YZ10")
"""Letters that trade places on wrong keyboards, digits and dashes, proven by its check character, and short enough for
bars of two dots on a screen. No bench has it.
"""

PRINTED_CODE = "TEST"
"""The code on a test print."""

KNOWN_GRAMS = 500
LEAST_OFF_G, OFF_PART = 5, 100
"""A scale is right within 5 g or a hundredth, whichever is more."""

MOST_RAW = 4_096


class Step(StrEnum):
    """The steps of all kinds, in their order."""

    ANSWERS = "answers"
    READS = "reads"
    LAYOUT = "layout"
    ENDS = "ends"
    TWICE = "twice"
    EMPTY = "empty"
    WEIGHS = "weighs"
    PRINTS = "prints"
    READABLE = "readable"


class Mark(StrEnum):
    """How a step stands. `NOTED` passed, with something a person should know."""

    WAITS = "waits"
    PASSED = "passed"
    NOTED = "noted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """One step: how it stands, a code for wording, and its facts."""

    mark: Mark = Mark.WAITS
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether nothing stands against working with it."""
        return self.mark in {Mark.PASSED, Mark.NOTED}


WAITING = Result()
STEPS: Mapping[str, tuple[Step, ...]] = {
    "scanner": (Step.ANSWERS, Step.READS, Step.ENDS, Step.TWICE),
    "wedge": (Step.READS, Step.LAYOUT, Step.TWICE),
    "scale": (Step.ANSWERS, Step.EMPTY, Step.WEIGHS),
    "printer": (Step.ANSWERS, Step.PRINTS, Step.READABLE),
}
"""What is tested of each kind; `wedge` is a scanner that types."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A self-test under way. `raw` is what a scanner sent since its last lesson, `framing` what was learnt."""

    what: str
    results: Mapping[Step, Result] = field(default_factory=dict)
    raw: bytes = b""
    framing: Framing | None = None
    base: Framing = field(default_factory=Framing)
    grams: int = KNOWN_GRAMS

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return its steps."""
        return STEPS[self.what]

    def of(self, step: Step) -> Result:
        """Return how a step stands."""
        return self.results.get(step, WAITING)

    @property
    def now(self) -> Step | None:
        """Return the step that waits for a deed: the first that has not passed; None when all have."""
        return next((step for step in self.steps if not self.of(step).passed), None)

    @property
    def passed(self) -> int:
        """Return how many have passed."""
        return sum(self.of(step).passed for step in self.steps)

    @property
    def whole(self) -> bool:
        """Whether all have passed."""
        return self.now is None


def begun(kind: DeviceKind | str, base: Framing | None = None, grams: int = KNOWN_GRAMS) -> SelfTest:
    """Return a test nothing was done of. `base` is the framing in force."""
    return SelfTest(str(kind), base=base or Framing(), grams=grams)


def judged(test: SelfTest, step: Step, mark: Mark, code: str, /, **facts: object) -> SelfTest:
    """Return the test with a step's result; a step the kind has not got changes nothing."""
    if step not in test.steps:
        return test
    return replace(test, results={**test.results, step: Result(mark, code, facts)})


def answered(test: SelfTest, *, ready: bool, why: str = "") -> SelfTest:
    """The device is there, or is not."""
    if ready:
        return judged(test, Step.ANSWERS, Mark.PASSED, "test_answers")
    return judged(test, Step.ANSWERS, Mark.FAILED, why or "unplugged") if why or test.results else test


def sent(test: SelfTest, data: bytes) -> SelfTest:
    """A scanner sent bytes; they are learnt from when it is `silent`."""
    return replace(test, raw=(test.raw + data)[-MOST_RAW:])


def silent(test: SelfTest) -> SelfTest:
    """A scanner sends no more: learn how it frames, of the test code."""
    if not test.raw:
        return test
    lesson, raw = learn(test.raw, TEST_CODE, test.base), test.raw
    test = replace(test, raw=b"")
    if isinstance(lesson, Unlearnt):
        if test.of(Step.READS).passed:
            return test
        return judged(test, Step.READS, Mark.FAILED, f"lesson_{lesson.lesson}", seen=raw[:40].decode("latin-1"))
    count = raw.count(TEST_CODE.encode())
    if test.framing == lesson and test.of(Step.READS).passed:
        return _again(test, count)
    test = judged(replace(test, framing=lesson), Step.READS, Mark.PASSED, "test_read", text=TEST_CODE)
    mark = Mark.PASSED if lesson.suffix else Mark.NOTED
    code = "test_ends" if lesson.suffix else "test_ends_by_silence"
    test = judged(
        test, Step.ENDS, mark, code, prefix=lesson.prefix.decode("latin-1"), suffix=lesson.suffix.decode("latin-1"),
        ms=lesson.silence_ms,
    )  # fmt: skip
    return test if count == 1 else _again(test, count - 1)


def _again(test: SelfTest, count: int) -> SelfTest:
    if count == 1:
        return judged(test, Step.TWICE, Mark.PASSED, "test_twice")
    return judged(test, Step.TWICE, Mark.NOTED, "test_doubles", count=count)


def typed(test: SelfTest, text: str) -> SelfTest:
    """A scanner that types typed a code."""
    if text == TEST_CODE:
        if test.of(Step.READS).passed and test.of(Step.LAYOUT).passed:
            return judged(test, Step.TWICE, Mark.PASSED, "test_twice")
        test = judged(test, Step.READS, Mark.PASSED, "test_read", text=text)
        return judged(test, Step.LAYOUT, Mark.PASSED, "test_layout")
    repaired = repair_layout(text)
    if repaired is not None and repaired[0] == TEST_CODE:
        test = judged(test, Step.READS, Mark.PASSED, "test_read", text=text)
        return judged(test, Step.LAYOUT, Mark.NOTED, "test_layout_wrong", layout=repaired[1])
    if text.count(TEST_CODE) > 1:
        return judged(test, Step.READS, Mark.FAILED, "test_glued", seen=text[:40])
    return judged(test, Step.READS, Mark.FAILED, "lesson_other_code", seen=text[:40])


def weighed(test: SelfTest, weight: Weight) -> SelfTest:
    """A scale told a weight."""
    test = judged(test, Step.ANSWERS, Mark.PASSED, "test_answers")
    if not test.of(Step.EMPTY).passed:
        if weight.state is WeightState.ZERO or (weight.state is WeightState.STABLE and weight.grams == 0):
            return judged(test, Step.EMPTY, Mark.PASSED, "test_empty")
        return judged(test, Step.EMPTY, Mark.WAITS, _why_not(weight), shown=weight.shown, grams=weight.grams or 0)
    if test.of(Step.WEIGHS).passed:
        return test
    if not weight.takeable or weight.grams is None:
        return judged(test, Step.WEIGHS, Mark.WAITS, _why_not(weight), shown=weight.shown)
    off = abs(weight.grams - test.grams)
    right = off <= max(LEAST_OFF_G, test.grams // OFF_PART)
    mark, code = (Mark.PASSED, "test_weighs") if right else (Mark.FAILED, "test_weighs_wrong")
    return judged(test, Step.WEIGHS, mark, code, grams=weight.grams, known=test.grams)


def _why_not(weight: Weight) -> str:
    return f"weight_{weight.state.value}"


def heard(test: SelfTest, text: str) -> SelfTest:
    """A scan came while a printer is tested."""
    if test.what != "printer" or not test.of(Step.PRINTS).passed:
        return test
    if text == PRINTED_CODE:
        return judged(test, Step.READABLE, Mark.PASSED, "test_readable")
    return judged(test, Step.READABLE, Mark.FAILED, "lesson_other_code", seen=text[:40])
