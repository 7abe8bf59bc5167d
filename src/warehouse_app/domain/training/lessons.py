"""The lesson of five orders: what is ordered, what truly lies in each tote, and what is to be learned by it. Data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LESSON = "first five"
"""The name of the one lesson, as results keep it."""


class Trap(StrEnum):
    """What an order teaches."""

    PLAIN = "plain"
    SEVERAL = "several"
    WRONG = "wrong"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Good:
    """A product of the lesson; its barcode is a GTIN that is given to nobody (prefix 200 is for use in the house)."""

    sku: str
    name: str
    barcode: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class Task:
    """One order. `lies` is what is in the tote, SKU by SKU and unit by unit; `damaged` is the unit that is broken."""

    order: str
    tote: str
    trap: Trap
    lines: tuple[tuple[str, int], ...]
    lies: tuple[str, ...]
    damaged: str = ""

    @property
    def right(self) -> dict[str, int]:
        """Return what belongs into the parcel: what is ordered, there, and whole."""
        wanted = dict(self.lines)
        there = {sku: self.lies.count(sku) - (sku == self.damaged) for sku in wanted}
        return {sku: min(qty, there[sku]) for sku, qty in wanted.items() if min(qty, there[sku]) > 0}

    @property
    def complete(self) -> bool:
        """Tell whether all that is ordered can be packed."""
        return self.right == dict(self.lines)


GOODS: tuple[Good, ...] = (
    Good("T-MUG", "Blue enamel mug", "2000000000015", 240),
    Good("T-BOOK", "Notebook with dots", "2000000000022", 310),
    Good("T-CANDLE", "Beeswax candle", "2000000000039", 120),
    Good("T-LAMP", "Paper lamp shade", "2000000000046", 400),
    Good("T-TEA", "Green tea, 100 g tin", "2000000000053", 160),
    Good("T-SPOON", "Wooden spoon", "2000000000060", 60),
    Good("T-TEA2", "Black tea, 100 g tin", "2000000000077", 160),
    Good("T-BOWL", "Small glass bowl", "2000000000084", 210),
    Good("T-CARD", "Card with envelope", "2000000000091", 20),
    Good("T-VASE", "Tall glass vase", "2000000000107", 520),
    Good("T-SOAP", "Olive oil soap", "2000000000114", 100),
)

_CANDLES = ("T-CANDLE", "T-LAMP", "T-CANDLE", "T-CANDLE")
TASKS: tuple[Task, ...] = (
    Task("TRAIN-1", "TR-1", Trap.PLAIN, (("T-MUG", 1), ("T-BOOK", 1)), ("T-MUG", "T-BOOK")),
    Task("TRAIN-2", "TR-2", Trap.SEVERAL, (("T-CANDLE", 3), ("T-LAMP", 1)), _CANDLES),
    Task("TRAIN-3", "TR-3", Trap.WRONG, (("T-TEA", 1), ("T-SPOON", 1)), ("T-TEA2", "T-SPOON", "T-TEA")),
    Task("TRAIN-4", "TR-4", Trap.MISSING, (("T-BOWL", 2), ("T-CARD", 1)), ("T-BOWL", "T-CARD")),
    Task("TRAIN-5", "TR-5", Trap.DAMAGED, (("T-VASE", 2), ("T-SOAP", 1)), ("T-VASE", "T-SOAP", "T-VASE"), "T-VASE"),
)


def good(sku: str) -> Good:
    """Return a product of the lesson."""
    return next(each for each in GOODS if each.sku == sku)


def task_of(order: str) -> Task | None:
    """Return the task of an order's number."""
    return next((each for each in TASKS if each.order == order), None)
