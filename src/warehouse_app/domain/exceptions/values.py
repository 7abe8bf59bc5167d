"""The queue of exceptions: what each is of, what it costs to let it wait, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


class CaseKind(StrEnum):
    """What can go off the plan."""

    SHORT = "short"
    """Orders lack a product."""
    RESERVED = "reserved"
    """Held orders keep what others lack."""
    DAMAGE = "damage"
    """Goods stand in quarantine, and nobody said what becomes of them."""
    CODE = "code"
    """A code was scanned that nobody knows."""
    WEIGHT = "weight"
    """A parcel weighs too much or too little, and the bench waits for a decision."""
    HOLD = "hold"
    """An order is held: its address, a doubt, a wish."""
    PRINT = "print"
    """A paper did not come out, or nobody knows whether it did."""
    PRINTER = "printer"
    """A printer is away; another prints for it."""
    BATCH = "batch"
    """A cart rests, or nobody took it."""
    PACK = "pack"
    """An order rests half packed."""
    STOP = "stop"
    """A bench stands still: a Stop waits for somebody to see it."""
    COUNTING = "counting"
    """A place was begun to be counted and left."""
    REVIEW = "review"
    """A count found a difference that somebody has to decide."""
    PARKED = "parked"
    """Goods at the dock that nobody knows."""
    SCANNER = "scanner"
    """A scanner sends what cannot be read."""
    STOPS = "stops"
    """Several Stops within a minute at one bench."""
    SURPLUS = "surplus"
    """A unit lies at a bench, and no order there wants it."""
    ISSUE = "issue"
    """A bench told something, or calls somebody."""
    BOOKS = "books"
    """Parcels contradict the weight of a product in the books."""
    RETURN = "return"
    """A return lies there, and nobody inspects it."""
    REFUND = "refund"
    """Money did not go back, or nobody knows whether it did."""
    LABEL = "label"
    """A carrier refused a label, does not answer, or does not take one back."""
    CLAIM = "claim"
    """The days in which something can be claimed of a carrier run out."""


class Deed(StrEnum):
    """What can be done about one."""

    ALLOCATE = "allocate"
    SHIP_PART = "ship_part"
    COUNT = "count"
    FREE = "free"
    LINK = "link"
    UNHOLD = "unhold"
    CORRECT = "correct"
    PRINTED = "printed"
    PRINT_AGAIN = "print_again"
    RETRY = "retry"
    CANCEL = "cancel"
    USE_AGAIN = "use_again"
    GIVE = "give"
    POOL = "pool"
    PUT_DOWN = "put_down"
    APPROVE = "approve"
    COUNT_AGAIN = "count_again"
    REJECT = "reject"
    SOLVE = "solve"
    SETTLE = "settle"
    SCRAP = "scrap"
    UNLOCK = "unlock"
    MESSAGE = "message"
    LOOK = "look"
    ACCEPT = "accept"
    KEEP = "keep"
    REST = "rest"
    WAKE = "wake"


@dataclass(frozen=True, slots=True)
class Rest:
    """Why one is set aside, until when ("": until something about it changes), since when and by whom."""

    reason: str
    until: str
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class Case:
    """One exception. `ref` names it among its kind; `orders` wait for it, the first of them leaves `due`.

    `value_minor` is what waits with it, in hundredths of whatever currencies; `mark` changes with what is known of it,
    so that a new turn wakes one that rests; `facts` fill its sentence in `wording/exceptions`. Times are UTC ISO text.
    """

    kind: CaseKind
    ref: str
    orders: int = 0
    due: str = ""
    since: str = ""
    value_minor: int = 0
    mark: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    cost: int = 0
    rest: Rest | None = None

    @property
    def name(self) -> str:
        """Return what it is called: "short:85123A"."""
        return f"{self.kind}:{self.ref}"

    def fact(self, name: str) -> str:
        """Return one fact as text, "" where it has none of that name."""
        return str(self.facts.get(name, ""))


@dataclass(frozen=True, slots=True)
class Queue:
    """All of them, the dearest first. `resting` counts those set aside, `more` says that a kind has more than told."""

    at: str
    cases: tuple[Case, ...] = ()
    resting: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a deed is told besides: a person's code, a reason or note, a product, a place, and how long it rests."""

    person: str = ""
    reason: str = ""
    sku: str = ""
    place: str = ""
    hours: int = 0


@dataclass(frozen=True, slots=True)
class NoSuchCase(Refusal):
    """There is no exception of that name any more."""

    code: ClassVar[str] = "no_such_case"
    case: str


@dataclass(frozen=True, slots=True)
class NotForCase(Refusal):
    """That deed does not help here; `deeds` are those that do."""

    code: ClassVar[str] = "not_for_case"
    case: str
    deed: str
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseNeeds(Refusal):
    """The deed has to be told something; `field` is reason, sku, place or person."""

    code: ClassVar[str] = "case_needs"
    case: str
    field: str
