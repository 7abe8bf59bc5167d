"""What the tests of scales share: every state of a twin with what a reader must make of it, and an ear that waits."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from warehouse_app.devices.scales.speaking import Mood, ScaleModel
from warehouse_app.domain.devices.cards import Parity
from warehouse_app.domain.devices.weights import GRAMS, Unit, Weight, WeightState
from warehouse_app.ports.device import DeviceState, Ears

SERIAL = ("nci", "toledo", "sics", "adam")
SPEAKING = (Mood.STEADY, Mood.MOTION, Mood.OVER, Mood.UNDER, Mood.FAULTY)
PATIENCE_S = 60.0
"""Longer than any machine takes: no test waits for it to pass."""


def scales(protocols: Sequence[str] = SERIAL, parities: Sequence[Parity] = tuple(Parity)) -> SearchStrategy[ScaleModel]:
    """Return scales in every state, of these languages and lines: drawn so, for nothing has to be thrown away."""
    return st.builds(
        ScaleModel,
        protocol=st.sampled_from(protocols),
        grams=st.integers(-3_000, 30_000),
        mood=st.sampled_from(SPEAKING),
        unit=st.sampled_from((Unit.KILOGRAM, Unit.POUND)),
        decimals=st.sampled_from((2, 3)),
        parity=st.sampled_from(parities),
    )


models = scales()


def copied(model: ScaleModel) -> ScaleModel:
    """Return a twin that has printed nothing yet."""
    return ScaleModel(model.protocol, model.grams, model.mood, model.unit, model.decimals, model.parity, model.zeroed)


def spoken(model: ScaleModel) -> bytes:
    """Return what it answers to one question, parity bits and all."""
    from warehouse_app.devices.scales.languages import LANGUAGES

    return copied(model).hear(LANGUAGES[model.protocol].ask)


def grams_shown(model: ScaleModel) -> int:
    """Return the grams that its display says, which are rounded to its decimals."""
    exact = Fraction(model.shown) * GRAMS[model.unit]
    whole = int(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def expected(model: ScaleModel) -> Weight | None:
    """Return the state and grams that a reader must make of its answer: the truth, told without any reader."""
    grams = grams_shown(model)
    plain = model.protocol == "adam" and model.mood in (Mood.UNDER, Mood.FAULTY)
    if plain:
        return None
    if model.mood is Mood.STEADY:
        zero = Fraction(model.shown) == 0
        state = WeightState.ZERO if zero else WeightState.NEGATIVE if grams < 0 else WeightState.STABLE
        if model.protocol == "adam":
            state = WeightState.MOTION  # one figure alone is not yet a weight
        told = None if model.protocol == "toledo" and state is WeightState.NEGATIVE else grams
        return Weight(state, told)
    if model.mood is Mood.MOTION:
        if model.protocol == "nci" and model.shown.startswith("-"):
            return Weight(WeightState.NEGATIVE, grams)  # its status says below zero, which is worse
        return Weight(WeightState.MOTION, None if model.protocol == "toledo" else grams)
    state = {Mood.OVER: WeightState.OVER, Mood.UNDER: WeightState.UNDER, Mood.FAULTY: WeightState.FAULTY}[model.mood]
    if model.protocol == "toledo" and state is WeightState.UNDER:
        state = WeightState.NEGATIVE
    return Weight(state, None)


def told(weight: Weight) -> tuple[WeightState, int | None]:
    """Return of a reading what decides: its state and its grams."""
    return weight.state, weight.grams


class Hearing:
    """Everything a scale said, in order; waits for what is awaited."""

    def __init__(self) -> None:
        self.heard: queue.Queue[Weight | tuple[DeviceState, str]] = queue.Queue()
        self.bytes = b""
        self.seen: list[Weight | tuple[DeviceState, str]] = []

    def ears(self) -> Ears:
        """Return the ears to start a scale with."""

        def saw(_device: str, data: bytes) -> None:
            self.bytes += data

        return Ears(
            weighed=lambda _device, weight: self.heard.put(weight),
            changed=lambda _device, state, why: self.heard.put((state, why)),
            bytes_seen=saw,
        )

    def until(self, awaited: Callable[[Weight | tuple[DeviceState, str]], bool]) -> Weight | tuple[DeviceState, str]:
        """Return the first thing heard from now on that is awaited."""
        while True:
            each = self.heard.get(timeout=PATIENCE_S)
            self.seen.append(each)
            if awaited(each):
                return each

    def until_weight(self, state: WeightState, grams: int | None) -> Weight:
        """Wait for a reading."""
        found = self.until(lambda each: isinstance(each, Weight) and told(each) == (state, grams))
        assert isinstance(found, Weight)
        return found

    def until_state(self, state: DeviceState, why: str = "") -> None:
        """Wait for a change of state."""
        self.until(lambda each: each == (state, why))
