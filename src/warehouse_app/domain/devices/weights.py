"""What a scale says: a weight in whole grams, and whether it may be taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WeightState(StrEnum):
    """How a reading stands. Only `STABLE` may be taken as a weight."""

    STABLE = "stable"
    MOTION = "motion"
    ZERO = "zero"
    NEGATIVE = "negative"
    UNDER = "under"
    OVER = "over"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Weight:
    """One reading. `grams` is None where the scale gave no figure (over, under, faulty); `shown` is what its display
    says, as "1.250 kg".
    """

    state: WeightState
    grams: int | None
    shown: str = ""

    @property
    def takeable(self) -> bool:
        """Tell whether this may become the weight of a thing."""
        return self.state is WeightState.STABLE and self.grams is not None and self.grams > 0
