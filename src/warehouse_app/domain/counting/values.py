"""What is said of counts: refusals at the bench and at the desk, and the rows that lists show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.ledger.promises import Shortage
from warehouse_app.domain.refusals import Refusal, RefusalClass

DOUBT_RANK = 99
"""The rank at which goods are held that somebody must count first: they give way before anything else."""

MOST_COUNTED = 999_999
"""Units of one thing that anyone counts in one place."""


def code_of(number: int) -> str:
    """Return what a count is called."""
    return f"K{number:05d}"


@dataclass(frozen=True, slots=True)
class NoSuchCount(Refusal):
    """There is no count of that number."""

    code: ClassVar[str] = "no_such_count"
    count: str


@dataclass(frozen=True, slots=True)
class NoSuchPlan(Refusal):
    """There is no plan of counts of that code."""

    code: ClassVar[str] = "no_such_count_plan"
    plan: str


@dataclass(frozen=True, slots=True)
class NothingToPlan(Refusal):
    """No place answers to what was asked, or all of them wait to be counted already."""

    code: ClassVar[str] = "nothing_to_plan"
    about: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class CountNotIn(Refusal):
    """The count is not in a state from which that can be done."""

    code: ClassVar[str] = "count_not_in"
    count: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class CountMovedOn(Refusal):
    """Fewer are left by the books than were missing: what was found cannot be booked, it must be counted again."""

    code: ClassVar[str] = "count_moved_on"
    count: str
    sku: str
    place: str
    missing: int
    on_hand: int


@dataclass(frozen=True, slots=True)
class CountOutdated(Refusal):
    """The books of that thing were corrected since it was counted: booking it would correct them twice."""

    code: ClassVar[str] = "count_outdated"
    count: str
    sku: str
    place: str


@dataclass(frozen=True, slots=True)
class OwnCount(Refusal):
    """Who counted does not also approve what was found, nor count it again."""

    code: ClassVar[str] = "own_count"
    count: str


@dataclass(frozen=True, slots=True)
class NoSuchReason(Refusal):
    """The reason is none of the list."""

    code: ClassVar[str] = "no_such_reason"
    reason: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceToCountFirst(Refusal):
    """A product was scanned before any place."""

    code: ClassVar[str] = "count_place_first"
    place: str


@dataclass(frozen=True, slots=True)
class PlaceStillOpen(Refusal):
    """Another place was scanned before the one at hand was finished."""

    code: ClassVar[str] = "count_place_open"
    place: str
    scanned: str


@dataclass(frozen=True, slots=True)
class OtherWarehouse(Refusal):
    """The place is of another warehouse than the tour."""

    code: ClassVar[str] = "count_other_warehouse"
    place: str
    warehouse: str
    tour: str


@dataclass(frozen=True, slots=True)
class OtherProduct(Refusal):
    """The count is of one product only, and another was scanned."""

    code: ClassVar[str] = "count_other_product"
    sku: str
    wanted: str


@dataclass(frozen=True, slots=True)
class SerialNeeded(Refusal):
    """The product is counted by serial number, and the scan told none."""

    code: ClassVar[str] = "count_serial_needed"
    sku: str


@dataclass(frozen=True, slots=True)
class LotNeeded(Refusal):
    """The product is counted by lot, and the scan told none."""

    code: ClassVar[str] = "count_lot_needed"
    sku: str


@dataclass(frozen=True, slots=True)
class SerialTwice(Refusal):
    """The serial number was counted here already."""

    code: ClassVar[str] = "count_serial_twice"
    sku: str
    serial: str


@dataclass(frozen=True, slots=True)
class SilentNumber(Refusal):
    """A number was typed before anything was scanned that it could count."""

    code: ClassVar[str] = "count_number_of_what"
    number: str


@dataclass(frozen=True, slots=True)
class NegativeCount(Refusal):
    """Nobody counts less than nothing."""

    code: ClassVar[str] = "count_negative"
    klass: ClassVar[RefusalClass] = "note"
    number: str


@dataclass(frozen=True, slots=True)
class CountNumberTooLarge(Refusal):
    """More than anyone counts of one thing in one place."""

    code: ClassVar[str] = "count_too_large"
    number: str
    most: int


@dataclass(frozen=True, slots=True)
class Lost:
    """An order's line that lost its promise to a count: named in the answer, in its story, on the list of the day."""

    order: str
    line: int
    sku: str
    qty: int


@dataclass(frozen=True, slots=True)
class CountOutcome:
    """What became of a count. `lost` are the promises that could not be kept, `shortages` how many units in all."""

    count: int
    place: str
    state: str
    differences: int = 0
    value_minor: int = 0
    lost: tuple[Lost, ...] = ()
    others: tuple[Shortage, ...] = ()

    @property
    def orders(self) -> str:
        """Return the orders that lost something, for a sentence."""
        return ", ".join(dict.fromkeys(each.order for each in self.lost))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of counts with its progress: `places` in all; waiting, to be counted `again`, to be decided, done."""

    id: int
    code: str
    warehouse: str
    kind: str
    about: str
    state: str
    blind: bool
    at: str
    places: int = 0
    waiting: int = 0
    again: int = 0
    review: int = 0
    matched: int = 0
    posted: int = 0
    rejected: int = 0
    differences: int = 0
    value_minor: int = 0

    @property
    def done(self) -> int:
        """Return how many are at their end."""
        return self.matched + self.posted + self.rejected


@dataclass(frozen=True, slots=True)
class CountListRow:
    """One count in a list. `sku` "" means all that stands there; `people` are the names of who counted.

    `value_minor` is of `currency`, the company's own.
    """

    id: int
    code: str
    place: str
    warehouse: str
    sku: str
    name: str
    state: str
    reason: str
    plan: str
    round: int
    people: str
    differences: int
    value_minor: int
    asked_at: str
    counted_at: str
    note: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class CountedThing:
    """What one round found of one thing."""

    round: int
    who: str
    at: str
    sku: str
    name: str
    lot: str
    serial: str
    grade: str
    counted: int
    book: int | None
    unit_e4: int
    reason: str
    entry: str

    @property
    def difference(self) -> int:
        """Return how many more were counted than the books had; 0 while it is not compared."""
        return 0 if self.book is None else self.counted - self.book


@dataclass(frozen=True, slots=True)
class CountDetail:
    """One count whole: its row, and what each round found. `waiting_orders` may lose goods if it is booked."""

    row: CountListRow
    things: tuple[CountedThing, ...]


@dataclass(frozen=True, slots=True)
class AccuracyRow:
    """How often the books, or a person, were right: things counted, of them right, units and worth that differed."""

    key: str
    name: str
    counted: int
    right: int
    units: int
    value_minor: int

    @property
    def permille(self) -> int:
        """Return how many of a thousand were right."""
        return self.right * 1000 // self.counted if self.counted else 0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Accuracy by place, product or person, the worst first, and by week."""

    by: str
    rows: tuple[AccuracyRow, ...]
    weeks: tuple[AccuracyRow, ...]
    whole: AccuracyRow
