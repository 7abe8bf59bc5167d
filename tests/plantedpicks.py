"""Corruptions planted in the ways of picking, at least three for each of their checks."""

from __future__ import annotations

from tests.planted import Plant, deeds

ZONES = "the parts of a batch are its trips, and end with it"
WALL = "a tote of the wall is one order's"
WAY = "a batch goes a way that is known"
RULES = "what must be scanned is said by rules that are known"
PROOFS = "rules of proof speak of what there is"
MARKS = "what was packed without a scan of each was packed"
PROOF = "INSERT INTO proof_rule (product_id, person, role, level, at) VALUES ({of}, '{who}', '{role}', 'first', 'now')"
MARK = (
    "INSERT INTO proof_mark (entry_id, line_id, parcel_id, how, qty) SELECT '{entry}', MIN(l.id), MIN(p.id), 'first', 1"
    " FROM parcel p JOIN order_line l ON l.order_id = p.order_id"
)
PART = "INSERT INTO batch_part (batch_id, trip, zone, state) SELECT id, {trip}, 'N', '{state}' FROM batch"
SORTED = "UPDATE batch SET way = 'sort'"

PICKS: dict[str, tuple[Plant, ...]] = {
    ZONES: (
        deeds(PART.format(trip=1, state="released")),
        deeds("UPDATE batch SET way = 'zone'", PART.format(trip=1, state="picked")),
        deeds("UPDATE batch SET way = 'zone'", PART.format(trip=99, state="suspended")),
        deeds("UPDATE batch SET way = 'zone'", PART.format(trip=1, state="picking")),
        deeds("UPDATE batch SET way = 'parts'", PART.format(trip=99, state="suspended")),
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
    PROOFS: (
        deeds(PROOF.format(of=999_999, who="", role="")),
        deeds(PROOF.format(of=0, who="", role="king")),
        deeds(PROOF.format(of=0, who="system", role="packer")),
    ),
    MARKS: (
        deeds(MARK.format(entry="nowhere")),
        deeds(MARK.format(entry=""), "UPDATE proof_mark SET how = 'none'"),
        deeds(
            "INSERT INTO proof_mark (entry_id, line_id, parcel_id, how, qty) SELECT (SELECT MIN(id) FROM entry),"
            " MAX(l.id), MIN(p.id), 'first', 999999999 FROM parcel p JOIN order_line l ON l.order_id = p.order_id"
        ),
    ),
    RULES: (
        deeds("INSERT INTO product_scan (product_id, place, item, at) SELECT id, 'maybe', '', 'now' FROM product"),
        deeds("INSERT INTO product_scan (product_id, place, item, at) SELECT id, '', '', 'now' FROM product"),
        deeds("INSERT INTO role_scan (role, place, item, at) VALUES ('picker', '', 'every', 'now')"),
    ),
}
