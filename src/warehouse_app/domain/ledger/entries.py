"""Legs and entries: the only way stock changes.

A leg carries a whole number above zero from one place to a different one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import Shortage
from warehouse_app.domain.places import PlaceId

EntryId = NewType("EntryId", str)
LineId = NewType("LineId", int)


class EntryKind(StrEnum):
    """Which of the operations of inventory wrote the entry."""

    RECEIVE = "receive"
    MOVE = "move"
    TRANSFORM = "transform"
    RECOUNT = "recount"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Leg:
    """`qty` of `item` goes from `source` to `target`; `line` is the order line it serves, where there is one."""

    item: Item
    source: PlaceId
    target: PlaceId
    qty: int
    line: LineId | None = None

    def mirrored(self) -> Leg:
        """Return the leg that undoes this one."""
        return Leg(self.item, self.target, self.source, self.qty, self.line)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of stock. `id` is made where the deed happened; `reverses` names the entry this one undoes."""

    id: EntryId
    kind: EntryKind
    legs: tuple[Leg, ...]
    why: str = ""
    reverses: EntryId | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """What a posting answers: the entry's number, whether it was there already (rule 1), and who lost a promise."""

    id: EntryId
    seq: int
    replayed: bool = False
    lost: tuple[Shortage, ...] = ()
