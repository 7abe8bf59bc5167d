"""Corruptions planted in counts, at least three for each of their checks."""

from __future__ import annotations

from tests.planted import Plant, deeds

BOOKED = "what a count booked stands in the ledger, and nothing else does"
WORKED = "a count that is matched found no difference, and one at work has its person"
LET_GO = "nothing is held for a count that is at its end"

MATCHED = "(SELECT id FROM count_request WHERE state = 'matched')"

COUNTS: dict[str, tuple[Plant, ...]] = {
    BOOKED: (
        deeds("UPDATE count_line SET counted = counted + 1 WHERE entry_id IS NOT NULL"),
        deeds("UPDATE count_line SET entry_id = 'nobody' WHERE entry_id IS NOT NULL"),
        deeds("UPDATE count_request SET state = 'rejected' WHERE state = 'posted'"),
    ),
    WORKED: (
        deeds(f"UPDATE count_line SET counted = 99 WHERE count_id IN {MATCHED}"),
        deeds("UPDATE count_request SET person = '' WHERE state = 'counting'"),
        deeds("UPDATE count_request SET warehouse = 'MOON'"),
        deeds("UPDATE count_request SET state = 'requested' WHERE state = 'counting'"),
    ),
    LET_GO: (
        deeds("UPDATE count_request SET state = 'rejected' WHERE state = 'recount'"),
        deeds("UPDATE count_request SET state = 'matched' WHERE state = 'recount'"),
        deeds("UPDATE count_request SET state = 'posted' WHERE state = 'recount'"),
    ),
}
