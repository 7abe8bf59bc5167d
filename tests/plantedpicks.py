"""Corruptions planted in the ways of picking, at least three for each of their checks."""

from __future__ import annotations

from tests.planted import Plant, deeds

ZONES = "the zones of a batch are its trips, and end with it"
WALL = "a tote of the wall is one order's"
WAY = "a batch goes a way that is known"
RULES = "what must be scanned is said by rules that are known"
PART = "INSERT INTO batch_part (batch_id, trip, zone, state) SELECT id, {trip}, 'N', '{state}' FROM batch"
SORTED = "UPDATE batch SET way = 'sort'"

PICKS: dict[str, tuple[Plant, ...]] = {
    ZONES: (
        deeds(PART.format(trip=1, state="released")),
        deeds("UPDATE batch SET way = 'zone'", PART.format(trip=1, state="picked")),
        deeds("UPDATE batch SET way = 'zone'", PART.format(trip=99, state="suspended")),
        deeds("UPDATE batch SET way = 'zone'", PART.format(trip=1, state="picking")),
    ),
    WALL: (
        deeds("UPDATE batch_order SET wall_id = tote_id"),
        deeds(SORTED, "UPDATE batch_order SET wall_id = (SELECT MIN(id) FROM place WHERE kind = 'BIN')"),
        deeds(SORTED, "UPDATE batch_order SET wall_id = (SELECT MIN(id) FROM place WHERE kind = 'CART')"),
    ),
    WAY: (
        deeds("UPDATE batch SET way = 'sideways'"),
        deeds("UPDATE batch SET way = 'Zone'"),
        deeds("UPDATE batch SET way = ' '"),
    ),
    RULES: (
        deeds("INSERT INTO product_scan (product_id, place, item, at) SELECT id, 'maybe', '', 'now' FROM product"),
        deeds("INSERT INTO product_scan (product_id, place, item, at) SELECT id, '', '', 'now' FROM product"),
        deeds("INSERT INTO role_scan (role, place, item, at) VALUES ('picker', '', 'every', 'now')"),
    ),
}
