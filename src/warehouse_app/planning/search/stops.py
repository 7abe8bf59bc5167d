"""One block of aisles as bits: a bit for each position of an aisle where somebody stops, the depot's among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.planning.block import Block, Spot

WORD = 64


@dataclass(frozen=True, slots=True)
class Bits:
    """Where the bits of each aisle lie. Bit `n` of aisle `a` has number `a * words * 64 + n`; aisles that nobody visits
    are left out, since no shortest walk needs them.
    """

    block: Block
    words: int
    xs: tuple[int, ...]
    at: tuple[int, ...]
    number: dict[Spot, int]
    blind: int

    @property
    def depot(self) -> int:
        """Return the number of the depot's bit."""
        return self.number[self.block.depot]

    @property
    def size(self) -> int:
        """Return how many words all aisles have."""
        return len(self.xs) * self.words

    def masks(self, spots: Iterable[Spot]) -> list[int]:
        """Return the words of a set of stops."""
        found = [0] * self.size
        for spot in spots:
            number = self.number[spot]
            found[number // WORD] |= 1 << number % WORD
        return found


def bits_of(block: Block, spots: Iterable[Spot]) -> Bits:
    """Return the bits for these stops and the depot."""
    ats: dict[int, set[int]] = {block.depot[0]: {block.depot[1]}}
    for aisle, here in spots:
        ats.setdefault(aisle, set()).add(here)
    words = max(-(-len(each) // WORD) for each in ats.values())
    aisles = sorted(ats)
    at = [0] * (len(aisles) * words * WORD)
    number: dict[Spot, int] = {}
    for column, aisle in enumerate(aisles):
        for rank, here in enumerate(sorted(ats[aisle])):
            number[aisle, here] = column * words * WORD + rank
            at[number[aisle, here]] = here
    blind = aisles.index(block.blind) if block.blind in ats and block.blind is not None else -1
    return Bits(block, words, tuple(block.xs[aisle] for aisle in aisles), tuple(at), number, blind)
