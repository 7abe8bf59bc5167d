"""What follows from a count: nothing, another person counts, a supervisor decides, or the difference is booked.

Pure: the figures come from the bench, the thresholds from the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.quantities import line_total_minor

MOST_ROUNDS = 3
"""After so many counts that all differ a supervisor decides."""

FAR_TIMES, FAR_UNITS = 10, 20
"""A number is far from the books when it is so many times as large, and so many units more."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Above which difference who must look. Units of one product; values in minor units of the company's currency.

    Zero means that any difference is above it.
    """

    recount_units: int = 5
    recount_minor: int = 5_000
    approve_minor: int = 10_000


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing in the place: what was counted, what the books had at that moment, and what one unit is worth.

    `digits` are those of the company's currency.
    """

    item_id: int
    counted: int
    book: int
    unit_e4: int = 0
    digits: int = 2

    @property
    def difference(self) -> int:
        """Return how many more were counted than the books have."""
        return self.counted - self.book

    @property
    def value_minor(self) -> int:
        """Return what the difference is worth, without its sign, in minor units."""
        return line_total_minor(abs(self.difference), self.unit_e4, self.digits)


def far_from(number: int, book: int, limit: int) -> bool:
    """Tell whether a typed number is so large that the person is asked: above the limit, or far above the books."""
    return number > limit or (number > book * FAR_TIMES and number - book > FAR_UNITS)


def follows(found: Iterable[Compared], before: Mapping[int, int], rounds: int, limits: Thresholds) -> CountState:
    """Return where a count goes that was just compared. `before` has the differences that the round before found.

    Another person's count that finds the same is believed: the value alone says whether a supervisor must agree. Of
    what nobody knows the worth of, the units say it.
    """
    found = tuple(found)
    wrong = [each for each in found if each.difference]
    if not wrong:
        return CountState.MATCHED
    value = sum(each.value_minor for each in wrong)
    agrees = rounds > 1 and {each.item_id: each.difference for each in wrong} == {
        item: more for item, more in before.items() if more
    }
    large = value > limits.recount_minor or any(abs(each.difference) > limits.recount_units for each in wrong)
    if not agrees and rounds < MOST_ROUNDS and (large or rounds > 1):
        return CountState.RECOUNT
    unpriced = any(not each.unit_e4 and abs(each.difference) > limits.recount_units for each in wrong)
    if value > limits.approve_minor or unpriced or not (agrees or rounds == 1):
        return CountState.REVIEW
    return CountState.POSTED
