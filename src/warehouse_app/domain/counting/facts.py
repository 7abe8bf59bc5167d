"""What is known of a cell that may be counted, and what is proposed of it, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """The parts of an explanation."""

    DOUBT = "doubt"
    MISS = "miss"
    MOVES = "moves"
    AGE = "age"
    NEVER = "never"
    DEMAND = "demand"
    VALUE = "value"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What is known of one thing in one place. `age_days` None: never counted; `sold` units in the time looked at."""

    place_id: int
    item_id: int
    place: str
    sku: str
    on_hand: int
    demand: int = 0
    unit_e4: int = 0
    doubts: int = 0
    misses: int = 0
    moves: int = 0
    age_days: int | None = None
    sold: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One cell to count, with its expected cost in minor units of `currency`, the chance in thousandths, the reasons.

    A reason is its word and its figure, the strongest first.
    """

    cell: CellFacts
    cost_minor: int
    chance_permille: int
    why: tuple[tuple[Why, int], ...]
    klass: str = ""
    currency: str = ""
