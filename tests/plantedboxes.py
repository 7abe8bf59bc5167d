"""Corruptions planted in which box a parcel took."""

from __future__ import annotations

from tests.planted import Plant, deeds

BOXED = "every box that a parcel took is a box, and one that is counted left its place"
_TOOK = "WHERE box_id IS NOT NULL"

BOXES: dict[str, tuple[Plant, ...]] = {
    BOXED: (
        deeds(f"UPDATE pack SET box_id = (SELECT id FROM product WHERE sku = 'MUG') {_TOOK}"),
        deeds(f"UPDATE pack SET box_entry = 'nix' {_TOOK}"),
        deeds(f"UPDATE parcel SET box = 'MUG' WHERE id IN (SELECT parcel_id FROM pack {_TOOK})"),
    ),
}
