"""The naive shop of goods in, put-away, moving and counting: papers and what people have in their hands.

It knows no bench of the product: each dataclass is what a person could have written on a slip of paper.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MANY = 5
"""A count that differs by more units than that is counted again, by somebody else."""

MOST_ROUNDS = 3


@dataclass
class Bought:
    """A line of a purchase order."""

    ordered: int
    cancelled: int = 0
    received: int = 0

    @property
    def open(self) -> int:
        return max(0, self.ordered - self.cancelled - self.received)


@dataclass
class Purchase:
    """A purchase order, its lines by product."""

    lines: dict[str, Bought]
    state: str = "confirmed"


@dataclass
class Came:
    """What one scan at the dock brought. `gone` is what had ever left that place when it came."""

    sku: str
    qty: int
    hurt: bool
    paper: str
    gone: int

    @property
    def place(self) -> str:
        return "QUARANTINE" if self.hurt else "DOCK"

    @property
    def thing(self) -> str:
        return f"{self.sku}/DAMAGED" if self.hurt else self.sku


@dataclass
class Shot:
    """Goods in the hand at the dock: `before` of them are booked already, one scan counts `unit`."""

    sku: str
    qty: int
    before: int = 0
    hurt: bool = False
    unit: int = 1


@dataclass
class AtDock:
    """A bench at the dock: receipt and its paper, the goods in the hand, and what was booked last (entries of it)."""

    receipt: str = ""
    paper: str = ""
    hand: Shot | None = None
    last: Shot | None = None
    entries: int = 0
    hurt: bool = False
    asked: str = ""
    answered: str = ""


@dataclass
class AtShelf:
    """A trolley: what is on it, the part that was typed, and what can be undone (deed, product, units, place)."""

    load: Counter[str] = field(default_factory=Counter)
    walking: bool = False
    part: int = 0
    asked: str = ""
    last: tuple[str, int] | None = None
    deeds: list[tuple[str, str, int, str]] = field(default_factory=list)


@dataclass
class AtMove:
    """Hands of somebody who moves goods. `undo` is the last move: what, from where, to where; and its task."""

    source: str = ""
    sku: str = ""
    qty: int = 0
    factor: int = 1
    whole: bool = False
    target: str = ""
    asked: str = ""
    undo: tuple[Counter[str], str, str] | None = None
    undo_task: str = ""


@dataclass
class AtCount:
    """A place that is counted: what of, by which count, and scan by scan (product, units of one, units in all)."""

    place: str = ""
    of: str = ""
    number: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    stack: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass
class Found:
    """What the rounds of a count found: how many, the differences of the last one, and where who counted stood.

    `corrected` is how often what was found had been corrected by others when the last round ended.
    """

    place: str
    rounds: int = 0
    people: set[str] = field(default_factory=set)
    more: dict[str, int] = field(default_factory=dict)
    corrected: dict[str, int] = field(default_factory=dict)

    def follows(self, more: dict[str, int]) -> str:
        """Return what must follow from a round that found these differences."""
        wrong = {sku: n for sku, n in more.items() if n}
        before = {sku: n for sku, n in self.more.items() if n}
        agrees = self.rounds > 0 and wrong == before
        large = any(abs(n) > MANY for n in wrong.values())
        if not wrong:
            return "matched"
        if not agrees and self.rounds + 1 < MOST_ROUNDS and (large or self.rounds):
            return "recount"
        if large or not (agrees or not self.rounds):
            return "review"
        return "posted"


@dataclass
class Goods:
    """Papers of goods, and what each of the four benches is at."""

    purchases: dict[str, Purchase] = field(default_factory=dict)
    receipts: dict[str, list[Came]] = field(default_factory=dict)
    tasks: dict[str, tuple[int, int]] = field(default_factory=dict)
    found: dict[int, Found] = field(default_factory=dict)
    dock: AtDock = field(default_factory=AtDock)
    shelf: AtShelf = field(default_factory=AtShelf)
    move: AtMove = field(default_factory=AtMove)
    count: dict[str, AtCount] = field(default_factory=lambda: {"H1": AtCount(), "H2": AtCount()})

    def open(self, sku: str) -> int:
        """Return what is still to come of a product."""
        lines = [each.lines.get(sku) for each in self.purchases.values() if each.state == "confirmed"]
        return sum(line.open for line in lines if line is not None)

    def came(self, paper: str, sku: str, qty: int) -> None:
        """Let the line of a paper know that so much came (below zero: went back); what it does not name it ignores."""
        line = self.purchases[paper].lines.get(sku) if paper in self.purchases else None
        if line is not None:
            line.received += qty
            assert line.received >= 0, f"{paper}: {line.received} {sku} received"

    def close(self, paper: str, *, rest: bool) -> None:
        """End a receipt: with `rest` nothing more is waited for, and a paper of which all came is closed."""
        purchase = self.purchases.get(paper)
        if purchase is None:
            return
        for line in purchase.lines.values():
            line.cancelled += line.open if rest else 0
        if purchase.state == "confirmed" and not any(line.open for line in purchase.lines.values()):
            purchase.state = "closed"
