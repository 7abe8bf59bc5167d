"""What a row of the list of batches shows, as a value. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of the list, and what its batch is called ("" where it is in none)."""

    key: str
    code: str
    units: int
    leaves: str
    batch: str


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch: title and walk, what it holds and how long it takes, how full it is and what is special about it.

    `tour` says which line draws its tour.
    """

    number: int
    title: str
    walk: str
    facts: str
    took: str = ""
    note: str = ""
    fixed: bool = False
    tour: int = 0

    def sentence(self) -> str:
        """Return all of it for those who do not see it."""
        return ", ".join(part for part in (self.title, self.walk, self.took, self.facts, self.note) if part)
