"""Returns as values: the rules they go by, a return with its units, and what settling it would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse_app.domain.photos import PhotoRow
from warehouse_app.domain.returning.states import (
    Disposition,
    Fault,
    Finding,
    Grade,
    Outcome,
    RefundState,
    ReturnKind,
    ReturnState,
    UnitState,
)

MOST_UNITS = 1_000
"""Rows of units of one return."""

MOST_QTY = 1_000_000
"""Units that one row of a return holds at most; more is a slip of the finger."""

LONGEST_WORDS = 2_000
"""Characters kept of what a customer wrote."""

WHOLE_E4 = 10_000
"""All of a price, as a rate."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why goods come back. `evidence` is the claim it makes about packing, "" for none; `texts` by language."""

    id: int
    code: str
    fault: Fault
    evidence: str = ""
    category: str = ""
    n: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)
    dropped: bool = False

    def text(self, language: str) -> str:
        """Return its words in a language, else in English, else its code."""
        return self.texts.get(language) or self.texts.get("en") or self.code


@dataclass(frozen=True, slots=True)
class Rule:
    """What a policy says of one grade. `fee_e4` is kept of the price; `photo` asks for one."""

    grade: Grade
    disposition: Disposition
    stock_grade: str = "A"
    fee_e4: int = 0
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What may come back, and on which terms (see the table `return_policy`). Empty fields hold for all."""

    id: int
    name: str
    channel: str = ""
    category: str = ""
    country: str = ""
    window_days: int = 30
    keep_below_minor: int = 0
    pays: str = "fault"
    postage_back: bool = False
    authorised: bool = True
    exchange_on: str = "receipt"
    tax_e4: int = 0
    instructions: str = ""
    weigh: bool = False
    rules: tuple[Rule, ...] = ()
    dropped: bool = False

    def rule(self, grade: Grade) -> Rule:
        """Return what it says of a grade; what it says nothing of goes to quarantine, nothing kept of its price."""
        found = {each.grade: each for each in self.rules}
        return found.get(grade) or Rule(grade, Disposition.QUARANTINE, grade.value)


@dataclass(frozen=True, slots=True)
class Check:
    """One question of a checklist. Answered with no, goods are no better than `grade` (None: it says nothing)."""

    id: int
    category: str
    n: int
    words: str
    grade: Grade | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    dropped: bool = False

    def text(self, language: str) -> str:
        """Return its words in a language, else in English, else in any."""
        return self.texts.get(language) or self.words


@dataclass(frozen=True, slots=True)
class ReturnHead:
    """One return without its units: the columns of its table."""

    id: int
    code: str
    kind: ReturnKind
    state: ReturnState
    channel: str
    external: str
    order_id: int | None
    customer_id: int | None
    parcel_id: int | None
    policy_id: int | None
    document_id: int | None
    warehouse: str
    outcome: Outcome | None
    carrier: str
    tracking: str
    slot: str
    weight_g: int | None
    damaged: bool
    empty: bool
    currency: str
    decision: str
    override: str
    requested_at: str
    authorised_at: str
    expires_on: str
    received_at: str
    settled_at: str
    closed_at: str
    settle_id: str
    settles: int
    before_known: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of a return: `qty` alike. `source` is the parcel's place it came out of in the books (see the table).

    `variant` is the product given for it in exchange, at `variant_e4` a unit (None: at the price of what came back);
    `kept_e4` what a person keeps of its price, None for what the policy says. `identified`: its line was found when the
    blind return was identified; it holds the finding before, "none" for none.
    """

    id: int
    return_id: int
    line_id: int | None
    product_id: int | None
    item_id: int | None
    sku: str
    name: str
    lot: str
    serial: str
    qty: int
    state: UnitState
    reason_id: int | None
    source_id: int | None
    place_id: int | None
    grade: Grade | None
    finding: Finding
    disposition: Disposition | None
    why: str
    note: str
    outcome: Outcome | None
    fee_minor: int
    entry_id: str
    traced_id: str
    settled_id: str
    variant: str = ""
    variant_name: str = ""
    variant_e4: int | None = None
    kept_e4: int | None = None
    back_id: str = ""
    identified: str = ""


@dataclass(frozen=True, slots=True)
class Sold:
    """One order line as a return sees it: how much left, how much of that is announced or back, and what was paid.

    `paid_minor` is what the line cost, `refunded_minor` what of it was or is being paid back.
    """

    line_id: int
    order_id: int
    n: int
    sku: str
    name: str
    kind: str
    qty: int
    shipped: int
    announced: int
    returned: int
    paid_minor: int
    refunded_minor: int

    @property
    def left(self) -> int:
        """Return how many units may still be announced or come back."""
        return max(0, self.shipped - self.announced - self.returned)


@dataclass(frozen=True, slots=True)
class RefundRow:
    """One refund in a list."""

    id: int
    code: str
    return_id: int
    return_code: str
    order: str
    kind: str
    state: RefundState
    amount_minor: int
    tax_minor: int
    currency: str
    provider: str
    reference: str
    trouble: str
    at: str
    who: str
    sent_at: str
    answered_at: str


@dataclass(frozen=True, slots=True)
class Event:
    """One deed in the story of a return."""

    at: str
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ReturnDetail:
    """One return whole. `order` and `customer` are their codes, "" where unknown; `words` are the customer's.

    `message` is what the customer is told once it is settled: JSON of a code of wording with its facts.
    """

    head: ReturnHead
    order: str
    customer: str
    parcel: str
    words: str
    sender: str
    units: tuple[Unit, ...]
    refunds: tuple[RefundRow, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    policy: Policy | None = None
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    message: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """An order as money knows it: what was paid for it, and what of that was, or is being, given back."""

    order_id: int
    code: str
    currency: str
    paid_minor: int
    refunded_minor: int


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides what settling a return does.

    `lines` are, by the order line of a unit, the line whose money it stands for: its own, or for a replacement the line
    that was replaced. `before` is how many units of each such line were settled earlier, `ahead` how many of each line
    a new order was made for already. `photos` and `unanswered` are by unit.
    """

    head: ReturnHead
    policy: Policy
    units: tuple[Unit, ...]
    lines: Mapping[int, Sold] = field(default_factory=dict)
    before: Mapping[int, int] = field(default_factory=dict)
    orders: Mapping[int, Paid] = field(default_factory=dict)
    others: Mapping[int, tuple[Sold, ...]] = field(default_factory=dict)
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    photos: Mapping[int, int] = field(default_factory=dict)
    unanswered: Mapping[int, int] = field(default_factory=dict)
    ahead: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What one row of money would be. `what` is goods, postage, difference or goodwill; fees are taken off already.

    `way` is where it goes: payment (back to the original payment), credit (store credit), or exchange (it pays for
    what is sent instead). `line_id` is the order line of which it was paid.
    """

    what: str
    sku: str
    name: str
    qty: int
    amount_minor: int
    fee_minor: int = 0
    line_id: int | None = None
    unit_id: int | None = None
    order_id: int = 0
    way: str = "payment"


@dataclass(frozen=True, slots=True)
class StockLine:
    """Where units would go: `place` is the code of the place, `bin` where put-away proposes to carry them.

    `grade` is the grade of stock they would be of.
    """

    unit_id: int
    sku: str
    name: str
    qty: int
    disposition: Disposition
    place: str
    bin: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class NewOrderLine:
    """One line of an order that a return gives rise to; `price_e4` of one unit. `of_line` is the line it stands for."""

    sku: str
    name: str
    qty: int
    price_e4: int
    total_minor: int = 0
    unit_id: int | None = None
    of_line: int | None = None


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order that a return would give rise to, in the place of `order_id`.

    `due_minor` is what the customer still owes for it: it is held until that is paid. `waits` says that it is held
    until the goods are here.
    """

    kind: str
    lines: tuple[NewOrderLine, ...]
    due_minor: int = 0
    waits: bool = False
    order_id: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """What must still be done before a return can be settled: `code` for wording, `qty` of how many, of which thing."""

    code: str
    qty: int = 0
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settling a return would do, money, stock and words, before anything is done.

    `refund_minor` goes back to the payment, `tax_minor` of it is tax; `credit_minor` becomes store credit, and
    `capped_minor` is what was asked above what was paid. `message` is a code of `wording`, with `facts` for its words.
    `kept` says that the goods stay with the customer. Nothing may lack.
    """

    money: tuple[MoneyLine, ...] = ()
    refund_minor: int = 0
    tax_minor: int = 0
    credit_minor: int = 0
    capped_minor: int = 0
    currency: str = ""
    stock: tuple[StockLine, ...] = ()
    orders: tuple[NewOrder, ...] = ()
    message: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    lacks: tuple[Lack, ...] = ()
    kept: bool = False
