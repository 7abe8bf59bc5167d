"""What a parcel lies in, as far as weights ask: its box, other boxes, and what is always put in.

A parcel names its box once one was chosen for it; before, or where nobody chooses, what lies about the goods is learned
as a whole under the name `NO_BOX`. What belongs into a parcel beside its goods has no weights yet: there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.weights import boxes

NO_BOX = "none"
MOST_BOXES = 40
"""Other boxes that are thought to have been taken instead."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its code, and its grams where they are known; its filling is learned with it."""

    code: str = NO_BOX
    grams: int | None = None


def box_of(desk: Desk, pack: Pack) -> Box:
    """Return the box of a pack."""
    return Box(*boxes.of_parcel(desk, pack.parcel_id))


def tare_of(desk: Desk, code: str) -> int | None:
    """Return the grams of a box by its code."""
    return None if code == NO_BOX else boxes.tare(desk, code)


def other_boxes(desk: Desk) -> tuple[Box, ...]:
    """Return boxes that might have been taken instead of the one that was chosen."""
    return tuple(Box(*each) for each in boxes.in_use(desk, MOST_BOXES))


def inserts(_desk: Desk, _pack: Pack) -> tuple[tuple[str, int], ...]:
    """Return what belongs into a parcel beside its goods, by name and grams."""
    return ()
