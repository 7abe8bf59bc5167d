"""Corruptions planted in packing instructions, gifts, and how products are packed."""

from __future__ import annotations

from tests.planted import Plant, deeds

INSTRUCTIONS: dict[str, tuple[Plant, ...]] = {
    "a packing instruction says something, and what was confirmed asked for it": (
        deeds("DELETE FROM instruction_text"),
        deeds("UPDATE instruction SET moment = 'item'"),
        deeds("INSERT INTO order_gift (order_id, note, no_prices) VALUES (1, '', 0)"),
        deeds("UPDATE product_care SET category = ''"),
        deeds(
            "UPDATE instruction SET dropped_at = '2000-01-01T00:00:00.000000Z'",
            "INSERT INTO pack_confirm (pack_id, instruction_id, at, who)"
            " SELECT id, 1, '2010-12-06T09:00:00.000000Z', person FROM pack LIMIT 1",
        ),
    ),
}
