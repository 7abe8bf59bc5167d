"""Corruptions planted in near misses, issues, blocked lots, classes of verdicts and what was captured."""

from __future__ import annotations

from tests.planted import Plant, deeds

WHOLE = "near misses, issues, blocked lots and what was captured are whole"
_ISSUE = (
    "INSERT INTO bench_issue (scan_id, at, work, kind) VALUES ('nobody', '2010-12-06T09:00:00.000000Z', 'pack', 'x')"
)
_LOT = "INSERT INTO lot_block (sku, lot, why, at) VALUES ('MUG', 'L1', 'recalled', '2010-12-06T09:00:00.000000Z')"
_CAPTURED = (
    "INSERT INTO captured (scan_id, at, order_id, line_id, pack_id, sku, field, value)"
    " SELECT 'nobody', '2010-12-06T09:00:00.000000Z', order_id, id, 1, sku, 'serial', 'S1' FROM order_line LIMIT 1"
)

VERDICTS: dict[str, tuple[Plant, ...]] = {
    WHOLE: (
        deeds("UPDATE near_miss SET qty = 0"),
        deeds("UPDATE near_miss SET settled_at = at, settled_how = ''"),
        deeds(_ISSUE),
        deeds(_LOT, _LOT),
        deeds(_CAPTURED),
        deeds("INSERT INTO verdict_class (code, klass, at) VALUES ('wrong_item', 'shout', '2010-12-06')"),
    ),
}
