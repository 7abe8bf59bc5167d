"""Weighing a packed parcel: which reading is taken, and when. What it may weigh is `domain/weights`. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.devices.weights import Weight, WeightState, is_unclear, typed_grams
from warehouse_app.domain.refusals import Refusal, Refused

READINGS = 3
"""Equal readings after which a weight stands still, however little time they took: a digit may be lost on the way."""


@dataclass(frozen=True, slots=True)
class WeighFirst(Refusal):
    """Something else was scanned while the parcel waits to be weighed."""

    code: ClassVar[str] = "weigh_first"
    parcel: str


@dataclass(frozen=True, slots=True)
class NothingToWeigh(Refusal):
    """A scale's weight came while no parcel waits for one."""

    code: ClassVar[str] = "nothing_to_weigh"


@dataclass(frozen=True, slots=True)
class TooManyToCount(Refusal):
    """A parcel has more kinds of goods than can be taken out in one step: it is unpacked instead."""

    code: ClassVar[str] = "too_many_to_count"
    parcel: str


@dataclass(frozen=True, slots=True)
class WeightNotTaken(Refusal):
    """A reading that is no weight: `problem` is its state (motion, zero, negative, under, over, faulty) or `unit`."""

    code: ClassVar[str] = "weight_not_taken"
    problem: str
    shown: str = ""


def read_typed(text: str) -> Weight | None:
    """Return the weight that a person typed with its unit, as a reading; None where it is none.

    Raises Refused(WeightNotTaken) for one that may be a thousand or a fraction.
    """
    if is_unclear(text):
        raise Refused(WeightNotTaken("either", " ".join(text.split())))
    grams = typed_grams(text)
    if grams is None:
        return None
    return Weight(WeightState.STABLE if grams else WeightState.ZERO, grams, f"{grams} g")


def is_bare_figure(text: str) -> bool:
    """Tell whether a text may be a weight whose unit was forgotten: a code is longer."""
    figure = text.strip().replace(",", ".", 1)
    return len(figure) <= 7 and figure.replace(".", "", 1).isdecimal()  # noqa: PLR2004 - 99 999.9


def judged(weight: Weight) -> WeightNotTaken | None:
    """Return why a reading is not taken, None where it is: it must stand still, above zero."""
    if weight.takeable:
        return None
    state = WeightState.ZERO if weight.state is WeightState.STABLE else weight.state
    return WeightNotTaken(state.value, weight.shown)


class Waits(StrEnum):
    """What must be seen on a scale before a weight is taken by itself again."""

    NOTHING = ""
    CHANGE = "change"
    EMPTY = "empty"


_EMPTY = frozenset({WeightState.ZERO, WeightState.NEGATIVE, WeightState.UNDER})


@dataclass(frozen=True, slots=True)
class Standing:
    """Readings of a scale followed until one stands still: equal, takeable, often enough and for long enough.

    Who packs on the scale scans the last item before it lies in the box: so something must move after it (`CHANGE`).
    And a parcel that was taken may be left lying: the scale must be seen empty before the next one (`EMPTY`).
    """

    weight: Weight | None = None
    since_ms: int = 0
    count: int = 0
    waits: Waits = Waits.CHANGE

    def after(self, weight: Weight | None, now_ms: int) -> Standing:
        """Follow the next reading; None: the scale is away."""
        before, waits = self.weight, self.waits
        same = weight is not None and before is not None and _said(weight) == _said(before)
        emptied = weight is not None and weight.state in _EMPTY
        changed = waits is Waits.CHANGE and weight is not None and before is not None and not same
        if emptied or changed:
            waits = Waits.NOTHING
        if same:
            return Standing(weight, self.since_ms, self.count + 1, waits)
        return Standing(weight, now_ms, int(weight is not None), waits)

    def begun(self) -> Standing:
        """A parcel is to be weighed now: what lies there already is not yet all of it, unless nothing does."""
        return replace(self, waits=Waits.CHANGE) if self.waits is Waits.NOTHING and not self.empty else self

    def taken(self) -> Standing:
        """The weight was taken."""
        return replace(self, waits=Waits.EMPTY)

    @property
    def empty(self) -> bool:
        """Tell whether nothing lies on the scale."""
        return self.weight is not None and self.weight.state in _EMPTY

    def stands(self, now_ms: int, still_ms: int) -> bool:
        """Tell whether it may be taken by itself now."""
        ready = self.weight is not None and self.weight.takeable and self.waits is Waits.NOTHING
        return ready and self.count >= READINGS and now_ms - self.since_ms >= still_ms


def _said(weight: Weight) -> tuple[WeightState, int | None]:
    return weight.state, weight.grams
