"""The returns bench as values: what it shows of the parcel on the table, and what a clerk's scan is refused with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from warehouse_app.domain.bench import Answer
from warehouse_app.domain.floorwork import FloorState
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.refusals import Refusal, RefusalClass
from warehouse_app.domain.returning.states import Disposition, Finding, Grade, Outcome
from warehouse_app.domain.returning.values import Check, Settlement

WORST: Mapping[Grade, int] = MappingProxyType({grade: at for at, grade in enumerate(Grade)})
"""How bad a grade is: of two the later one holds."""

UNCHECKED = frozenset({Grade.SEALED, Grade.WRONG_PRODUCT})
"""Grades at which no checklist is asked: nobody opens what is sealed, and a wrong product answers nothing."""


def open_checks(asked: Iterable[Check], grade: Grade) -> tuple[Check, ...]:
    """Return which questions of a checklist are still asked of goods of a grade.

    What could force no worse grade than they have is skipped; a question that forces none is there for its answer.
    """
    if grade in UNCHECKED:
        return ()
    return tuple(each for each in asked if each.grade is None or WORST[each.grade] > WORST[grade])


NEVER_SOLD_AGAIN = frozenset({Finding.COUNTERFEIT, Finding.DANGEROUS, Finding.NOT_OURS})
"""Findings after which goods never go back to stock, whatever their grade."""

ALLOWED: Mapping[Finding, frozenset[Disposition]] = MappingProxyType(
    {each: frozenset({Disposition.QUARANTINE, Disposition.SCRAP, Disposition.VENDOR, Disposition.SEND_BACK})
     for each in NEVER_SOLD_AGAIN}
)  # fmt: skip
"""Where goods may go after such a finding; after any other, everywhere."""

CHANGED = ("better", "worse", "customer", "supplier")
"""Why a clerk sends goods elsewhere than policy does: the answers that have a key. Anything else is typed."""

PHOTOS = frozenset({"photo", "blind_photo"})
"""Questions that a photo answers, or CONTINUE without one."""

OFFERED = (
    *(Outcome.REFUND, Outcome.EXCHANGE, Outcome.REPLACEMENT, Outcome.REPAIR, Outcome.CREDIT, Outcome.REJECT),
)  # fmt: skip
"""What a customer can get, in the order of the keys."""


@dataclass(frozen=True, slots=True)
class BenchUnit:
    """One row of units at the bench. `hand`: the one that a grade is for. `goes` is where policy, or a clerk, sends it.

    `photo` says that policy asks for a photo of it, and there is none yet.
    """

    id: int
    sku: str
    name: str
    qty: int
    state: str
    lot: str = ""
    serial: str = ""
    grade: str = ""
    finding: str = ""
    goes: str = ""
    why: str = ""
    note: str = ""
    reason: str = ""
    outcome: str = ""
    photos: int = 0
    photo: bool = False
    hand: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class BenchReturn:
    """The return on the table. `until` is the last day on which it may come (ISO), "" for none; `claim` the last day
    for a claim on the carrier. `words` are the customer's: shown, and kept in no answer. `weighs`: parcels are weighed
    at this table; `expected_g` is what it should weigh where that is known, `weight_says` a `Hint`.
    """

    id: int
    code: str
    kind: str
    state: str
    order: str = ""
    customer: str = ""
    parcel: str = ""
    carrier: str = ""
    tracking: str = ""
    weight_g: int | None = None
    until: str = ""
    damaged: bool = False
    empty: bool = False
    claim: str = ""
    outcome: str = ""
    override: str = ""
    photos: tuple[str, ...] = ()
    words: str = field(default="", metadata=ASIDE)
    weighs: bool = False
    expected_g: int | None = None
    weight_says: str = ""


@dataclass(frozen=True, slots=True)
class IntakeState(FloorState):
    """What the returns bench shows: the return, its units, and what settling it now would do."""

    open: BenchReturn | None = None
    units: tuple[BenchUnit, ...] = ()
    preview: Settlement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeAnswer(Answer):
    """The one answer to a scan at the returns bench."""

    state: IntakeState


@dataclass(frozen=True, slots=True)
class ReturnOpenHere(Refusal):
    """Another return is on the table."""

    code: ClassVar[str] = "return_open_here"
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class NoReturnOpen(Refusal):
    """Nothing is on the table."""

    code: ClassVar[str] = "no_return_open"


@dataclass(frozen=True, slots=True)
class NoUnitInHand(Refusal):
    """A grade was given before anything was scanned."""

    code: ClassVar[str] = "no_unit_in_hand"


@dataclass(frozen=True, slots=True)
class KeyAtRest(Refusal):
    """A number key was pressed while nothing is on the table and nothing is asked."""

    code: ClassVar[str] = "return_key_at_rest"
    key: str


@dataclass(frozen=True, slots=True)
class NotGradedYet(Refusal):
    """What was asked for follows a grade."""

    code: ClassVar[str] = "not_graded_yet"
    sku: str


@dataclass(frozen=True, slots=True)
class ReturnOver(Refusal):
    """It was settled, cancelled or rejected, and another parcel came. Who may override can take it all the same."""

    code: ClassVar[str] = "return_over"
    klass: ClassVar[RefusalClass] = "stop"
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class TooLate(Refusal):
    """The days in which an order may come back are over. Who may override can take it all the same."""

    code: ClassVar[str] = "return_too_late"
    klass: ClassVar[RefusalClass] = "stop"
    order: str
    until: str


@dataclass(frozen=True, slots=True)
class LotSwap(Refusal):
    """The lot is not one that was sent in this order: other goods came back."""

    code: ClassVar[str] = "lot_swap"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    lot: str
    order: str
    qty: int = 1


@dataclass(frozen=True, slots=True)
class SlotTaken(Refusal):
    """Another parcel lies in the slot."""

    code: ClassVar[str] = "return_slot_taken"
    slot: str
    name: str


@dataclass(frozen=True, slots=True)
class BadSlot(Refusal):
    """The text is no name of a slot."""

    code: ClassVar[str] = "return_bad_slot"
    text: str


@dataclass(frozen=True, slots=True)
class NoneMissing(Refusal):
    """Nothing is expected that is not here."""

    code: ClassVar[str] = "return_nothing_missing"
    name: str


@dataclass(frozen=True, slots=True)
class NotSoldAgain(Refusal):
    """Goods with such a finding never go there."""

    code: ClassVar[str] = "not_sold_again"
    sku: str
    finding: str


@dataclass(frozen=True, slots=True)
class TooManyUnits(Refusal):
    """A return has as many rows as it may have."""

    code: ClassVar[str] = "too_many_return_units"
    most: int


@dataclass(frozen=True, slots=True)
class NotOfBlind(Refusal):
    """Whose it is, is known already."""

    code: ClassVar[str] = "return_known"
    name: str
    order: str
