"""Corruptions planted in drawings of warehouses, at least three for their check."""

from __future__ import annotations

from tests.planted import Plant, deeds

DRAWN = "a drawing is whole, of a warehouse that is there"

LAYOUTS: dict[str, tuple[Plant, ...]] = {
    DRAWN: (
        deeds("UPDATE layout SET warehouse = 'MOON'"),
        deeds("UPDATE layout SET body = SUBSTR(body, 1, 40)"),
        deeds("UPDATE layout SET body = ''"),
        deeds("INSERT INTO layout (warehouse, body, at, who) SELECT 'MOON', body, at, who FROM layout"),
    ),
}
