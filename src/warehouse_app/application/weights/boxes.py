"""What a parcel lies in, as far as weights ask: its box with filling, other boxes, and what is always put in.

Here the master data of boxes and inserts come in; until a box is chosen for a parcel there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.packs import Pack

NO_BOX = "none"
"""What a parcel's box is called where nobody named one; what lies about such goods is learned as a whole."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its code, and its grams with filling where they are known."""

    code: str = NO_BOX
    grams: int | None = None


def box_of(_desk: Desk, _pack: Pack) -> Box:
    """Return the box of a pack."""
    return Box()


def tare_of(_desk: Desk, _code: str) -> int | None:
    """Return the grams of a box with filling by its code."""
    return None


def other_boxes(_desk: Desk, _pack: Pack) -> tuple[Box, ...]:
    """Return boxes that might have been taken instead of the one that was chosen."""
    return ()


def inserts(_desk: Desk, _pack: Pack) -> tuple[tuple[str, int], ...]:
    """Return what belongs into a parcel beside its goods, by name and grams."""
    return ()
