"""Invariants of the ledger: entries and their legs, cells, pools, promises, serial numbers and containers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text

from warehouse_app.domain.doctoring import Check
from warehouse_app.domain.places import MAX_NESTING
from warehouse_app.store.checks.asking import Question, told
from warehouse_app.store.desk import Desk

QUESTIONS: tuple[Question, ...] = (
    Question(
        "every item sums to zero over all places",
        "SELECT COUNT(DISTINCT item_id) FROM balance",
        "SELECT 'item ' || item_id || ': ' || SUM(on_hand) FROM balance GROUP BY item_id HAVING SUM(on_hand) <> 0",
    ),
    Question(
        "no cell is below zero or below what is held",
        "SELECT COUNT(*) FROM balance",
        "SELECT 'place ' || b.place_id || ' item ' || b.item_id || ': ' || b.on_hand || ' held ' || b.held"
        " FROM balance b JOIN place p ON p.id = b.place_id WHERE b.held < 0"
        " OR b.outside <> CASE WHEN p.kind IN ('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED') THEN 1 ELSE 0 END"
        " OR (p.kind NOT IN ('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED') AND b.on_hand < b.held)",
    ),
    Question(
        "no pool promises more than it holds",
        "SELECT COUNT(*) FROM pool",
        "SELECT sku || ' in ' || warehouse || ' grade ' || grade || ' lot ' || lot || ': ' || on_hand || ' promised '"
        " || promised FROM pool WHERE promised < 0 OR on_hand < promised",
    ),
    Question(
        "every leg has two ends and a quantity",
        "SELECT COUNT(*) FROM leg",
        "SELECT 'entry ' || entry_seq || ' leg ' || n FROM leg WHERE qty <= 0 OR source = target"
        " UNION ALL SELECT 'entry ' || g.entry_seq || ' leg ' || g.n || ' of one serial' FROM item i"
        " JOIN leg g ON g.item_id = i.id WHERE i.serial <> '' AND g.qty <> 1",
    ),
    Question(
        "every entry has legs and a command",
        "SELECT COUNT(*) FROM entry",
        "SELECT 'entry ' || e.id FROM entry e WHERE NOT EXISTS (SELECT 1 FROM leg g WHERE g.entry_seq = e.seq)"
        " OR NOT EXISTS (SELECT 1 FROM command c WHERE c.id = e.command_id)",
    ),
    Question(
        "an entry is undone at most once, and by its mirror",
        "SELECT COUNT(*) FROM entry WHERE reverses IS NOT NULL",
        "SELECT 'entry ' || r.id FROM entry r LEFT JOIN entry e ON e.id = r.reverses WHERE r.reverses IS NOT NULL"
        " AND (e.id IS NULL OR r.kind <> 'reverse'"
        " OR (SELECT COUNT(*) FROM leg WHERE entry_seq = r.seq) <> (SELECT COUNT(*) FROM leg WHERE entry_seq = e.seq)"
        " OR EXISTS (SELECT 1 FROM leg a WHERE a.entry_seq = e.seq AND NOT EXISTS (SELECT 1 FROM leg b"
        " WHERE b.entry_seq = r.seq AND b.item_id = a.item_id AND b.qty = a.qty AND b.source = a.target"
        " AND b.target = a.source AND COALESCE(b.line_id, 0) = COALESCE(a.line_id, 0))))"
        " UNION ALL SELECT 'entry ' || reverses || ' undone ' || COUNT(*) || ' times' FROM entry"
        " WHERE reverses IS NOT NULL GROUP BY reverses HAVING COUNT(*) > 1",
    ),
    Question(
        "every promise fits one of the three scopes",
        "SELECT COUNT(*) FROM promise",
        "SELECT 'promise ' || r.id FROM promise r LEFT JOIN item i ON i.id = r.item_id"
        " LEFT JOIN place p ON p.id = r.place_id WHERE r.qty <= 0"
        " OR r.scope NOT IN ('pool', 'lot', 'cell') OR r.purpose NOT IN ('line', 'transfer', 'work', 'hold')"
        " OR (r.scope = 'pool' AND r.lot <> '*') OR (r.scope = 'lot' AND r.lot IN ('*', ''))"
        " OR (r.scope = 'cell') <> (r.place_id IS NOT NULL) OR (r.scope = 'cell') <> (r.item_id IS NOT NULL)"
        " OR (r.scope = 'cell' AND (i.sku <> r.sku OR i.owner <> r.owner OR i.grade <> r.grade"
        " OR COALESCE(NULLIF(i.lot, ''), '*') <> r.lot OR p.kind NOT IN ('BIN', 'DOCK', 'LPN')"
        " OR (p.kind <> 'LPN' AND p.warehouse <> r.warehouse)))",
    ),
    Question(
        "what is promised to a line exists and is still wanted",
        "SELECT COUNT(*) FROM promise WHERE purpose = 'line'",
        "SELECT 'promise ' || r.id FROM promise r LEFT JOIN order_line l ON l.id = r.ref"
        " LEFT JOIN orders o ON o.id = l.order_id WHERE r.purpose = 'line'"
        " AND (o.id IS NULL OR o.state IN ('cancelled', 'closed'))",
    ),
)

MARKS = Question(
    "the newest mark and the legs since it give the balances",
    "SELECT COUNT(*) FROM stock_mark_cell WHERE mark = (SELECT MAX(seq) FROM stock_mark WHERE kept = 1)",
    "WITH newest (mark) AS (SELECT MAX(seq) FROM stock_mark WHERE kept = 1)"
    " SELECT 'place ' || f.place_id || ' item ' || f.item_id || ' is off by ' || SUM(f.q) FROM ("
    " SELECT place_id, item_id, on_hand AS q FROM stock_mark_cell WHERE mark = (SELECT mark FROM newest)"
    " UNION ALL SELECT target, item_id, qty FROM leg WHERE entry_seq > (SELECT mark FROM newest)"
    " UNION ALL SELECT source, item_id, -qty FROM leg WHERE entry_seq > (SELECT mark FROM newest)"
    " UNION ALL SELECT place_id, item_id, -on_hand FROM balance WHERE (SELECT mark FROM newest) IS NOT NULL) f"
    " JOIN place p ON p.id = f.place_id"
    " WHERE p.kind NOT IN ('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED', 'CUSTOMER', 'PARCEL')"
    " GROUP BY f.place_id, f.item_id HAVING SUM(f.q) <> 0",
)
"""Each mark was made of the one before it and the legs between: what is right at the end was right all the way."""

_STANDS = text(
    "SELECT p.id, s.place_id, p.code FROM serial_at s JOIN place p ON '@' || p.kind = s.sku AND p.code = s.serial"
)
_NO_PLACE = text(
    "SELECT s.sku || ' ' || s.serial FROM serial_at s WHERE s.sku LIKE '@%'"
    " AND NOT EXISTS (SELECT 1 FROM place p WHERE '@' || p.kind = s.sku AND p.code = s.serial)"
)


def containers(desk: Desk) -> Check:
    """Walk upward from every container: it is a place, and stands neither in itself nor deeper than may be."""
    stands = {row[0]: row[1] for row in desk.connection.execute(_STANDS)}

    def broken() -> Iterator[str]:
        for row in desk.connection.execute(_NO_PLACE):
            yield f"container {row[0]} is no place"
        for place_id, first, code in desk.connection.execute(_STANDS):
            at, depth = first, 0
            while at in stands and depth <= MAX_NESTING and at != place_id:
                at, depth = stands[at], depth + 1
            if at == place_id:
                yield f"container {code} stands in itself"
            elif depth >= MAX_NESTING:
                yield f"container {code} stands deeper than {MAX_NESTING}"

    return told("no container stands in itself, or too deep", len(stands), broken())
