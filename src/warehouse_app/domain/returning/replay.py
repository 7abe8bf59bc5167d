"""Credit notes of the past matched to what was sold: the customer's last sale first, and what no sale stands for named.

A note may draw on several orders. It becomes one return for each order that it draws on, for a return is capped, paid
back and told by its order; and one of nobody's for what is left, which has no order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Match(StrEnum):
    """How a line of a credit note was explained."""

    MATCHED = "matched"
    """It was sold before, and so many are left of that sale."""
    ABOVE = "above"
    """The customer bought it before, but not so many as come back."""
    BLIND = "blind"
    """The customer is not known, or never bought it before."""
    MONEY = "money"
    """It names no goods: postage, a discount, a fee."""


class Blind(StrEnum):
    """Why no sale stands for a line of a credit note."""

    NOBODY = "nobody"
    """The note names no customer."""
    NEW = "new"
    """The customer had bought nothing by then: the sale is older than the books, or was another's."""
    OTHER = "other"
    """The customer had bought by then, but never this."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of a credit note, its quantity above zero."""

    n: int
    sku: str
    qty: int
    price_e4: int
    goods: bool = True


@dataclass(frozen=True, slots=True)
class Sale:
    """A line of an earlier order of the same customer, and how many of it may still come back."""

    order_id: int
    line_id: int
    sku: str
    left: int
    placed_at: str


@dataclass(frozen=True, slots=True)
class Part:
    """So many units of a line of the note, explained alike; of which order line, where one is known."""

    n: int
    sku: str
    qty: int
    price_e4: int
    match: Match
    order_id: int | None = None
    line_id: int | None = None
    why: Blind | None = None
    """Why it is blind; None for what is not."""

    @property
    def value_e4(self) -> int:
        """Return what it is worth by the note."""
        return self.qty * self.price_e4


def explain(lines: Iterable[Noted], sales: Iterable[Sale], why: Blind = Blind.OTHER) -> tuple[Part, ...]:
    """Return every unit of a note in exactly one part, lines in their order; `why` is said of what is blind."""
    known: dict[str, list[Sale]] = defaultdict(list)
    for sale in sorted(sales, key=lambda each: (each.placed_at, each.order_id, each.line_id), reverse=True):
        known[sale.sku].append(sale)
    taken: Counter[int] = Counter()
    return tuple(part for line in lines for part in _of_line(line, known.get(line.sku, ()), taken, why))


def _of_line(line: Noted, sales: Sequence[Sale], taken: Counter[int], why: Blind) -> list[Part]:
    if not line.goods:
        return [Part(line.n, line.sku, line.qty, line.price_e4, Match.MONEY)]
    qty, found = line.qty, []
    for sale in sales:
        part = min(qty, sale.left - taken[sale.line_id])
        if part > 0:
            taken[sale.line_id] += part
            qty -= part
            found.append(Part(line.n, line.sku, part, line.price_e4, Match.MATCHED, sale.order_id, sale.line_id))
    if qty and sales:
        found.append(Part(line.n, line.sku, qty, line.price_e4, Match.ABOVE))
    elif qty:
        found.append(Part(line.n, line.sku, qty, line.price_e4, Match.BLIND, why=why))
    return found


@dataclass(slots=True)
class Sums:
    """What became of credit notes: lines, units and value by how they were explained. A line may be of two kinds."""

    notes: int = 0
    returns: int = 0
    lines: int = 0
    units: int = 0
    value_e4: int = 0
    of_lines: Counter[str] = field(default_factory=Counter)
    of_units: Counter[str] = field(default_factory=Counter)
    of_value_e4: Counter[str] = field(default_factory=Counter)
    several_orders: int = 0
    refunded_minor: int = 0
    of_blind: Counter[str] = field(default_factory=Counter)
    """Lines that no sale stands for, by why."""
    goods_of_month: Counter[str] = field(default_factory=Counter)
    """Lines of goods by the month of their note."""
    blind_of_month: Counter[str] = field(default_factory=Counter)

    def count(self, lines: Sequence[Noted], parts: Sequence[Part], made: int, month: str = "") -> None:
        """Count a note of a month that became so many returns."""
        self.notes, self.returns, self.lines = self.notes + 1, self.returns + made, self.lines + len(lines)
        self.units += sum(line.qty for line in lines)
        self.value_e4 += sum(line.qty * line.price_e4 for line in lines)
        for part in parts:
            self.of_units[part.match] += part.qty
            self.of_value_e4[part.match] += part.value_e4
        for kind in {(part.n, part.match) for part in parts}:
            self.of_lines[kind[1]] += 1
        blind = {part.n: part.why for part in parts if part.why is not None}
        self.of_blind.update(why.value for why in blind.values())
        self.goods_of_month[month] += sum(line.goods for line in lines)
        self.blind_of_month[month] += len(blind)
        self.several_orders += len({part.order_id for part in parts if part.order_id is not None}) > 1

    @property
    def agree(self) -> bool:
        """Tell whether every unit and every penny was explained exactly once."""
        return sum(self.of_units.values()) == self.units and sum(self.of_value_e4.values()) == self.value_e4
