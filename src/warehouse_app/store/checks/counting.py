"""Invariants of counts: what they say was booked stands in the ledger, and nothing is held for one that is done."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

COUNTS: tuple[Question, ...] = (
    Question(
        "what a count booked stands in the ledger, and nothing else does",
        "SELECT COUNT(*) FROM count_line",
        "SELECT 'count line ' || l.id || ' and entry ' || l.entry_id FROM count_line l"
        " JOIN count_request c ON c.id = l.count_id LEFT JOIN entry e ON e.id = l.entry_id"
        " LEFT JOIN (SELECT g.entry_seq, g.item_id, p.id AS place_id, SUM(CASE WHEN g.target = p.id THEN g.qty"
        " ELSE -g.qty END) AS more FROM leg g JOIN place p ON p.id IN (g.source, g.target)"
        " WHERE g.entry_seq IN (SELECT x.seq FROM count_line y JOIN entry x ON x.id = y.entry_id)"
        " GROUP BY g.entry_seq, g.item_id, p.id) d ON d.entry_seq = e.seq AND d.item_id = l.item_id"
        " AND d.place_id = c.place_id LEFT JOIN item i ON i.id = l.item_id"
        " WHERE l.entry_id IS NOT NULL AND (e.id IS NULL OR e.kind <> 'recount'"
        " OR (i.serial = '' AND COALESCE(d.more, 0) <> l.counted - l.book))"
        " UNION ALL SELECT 'count ' || c.id || ' is ' || c.state || ' and booked' FROM count_line l"
        " JOIN count_request c ON c.id = l.count_id WHERE l.entry_id IS NOT NULL AND c.state <> 'posted'"
        " UNION ALL SELECT 'entry ' || l.entry_id || ' twice' FROM count_line l WHERE l.entry_id IS NOT NULL"
        " GROUP BY l.entry_id HAVING COUNT(*) > 1",
    ),
    Question(
        "a count that is matched found no difference, and one at work has its person",
        "SELECT COUNT(*) FROM count_request",
        "SELECT 'count ' || c.id || ' is matched, line ' || l.id FROM count_request c JOIN count_line l"
        " ON l.count_id = c.id AND l.round = c.round WHERE c.state = 'matched' AND l.counted <> COALESCE(l.book, -1)"
        " UNION ALL SELECT 'count ' || id || ' has nobody' FROM count_request WHERE state = 'counting'"
        " AND (person = '' OR station = '' OR claim < 1 OR started_at IS NULL)"
        " UNION ALL SELECT 'count ' || id || ' is ' || state || ' at a station' FROM count_request"
        " WHERE state <> 'counting' AND (person <> '' OR station <> '')"
        " UNION ALL SELECT 'count ' || id || ' is of no way' FROM count_request WHERE warehouse = ''"
        " UNION ALL SELECT 'count ' || c.id || ' is not of ' || c.warehouse FROM count_request c JOIN place p"
        " ON p.id = c.place_id WHERE p.warehouse <> c.warehouse"
        " UNION ALL SELECT 'place ' || place_id || ' is counted ' || COUNT(*) || ' times at once' FROM count_request"
        " WHERE state = 'counting' GROUP BY place_id HAVING COUNT(*) > 1",
    ),
    Question(
        "nothing is held for a count that is at its end",
        "SELECT COUNT(*) FROM promise WHERE purpose = 'hold'",
        "SELECT 'promise ' || r.id || ' for count ' || c.id FROM promise r JOIN count_request c ON c.id = r.ref"
        " AND c.place_id = r.place_id WHERE r.purpose = 'hold' AND c.state IN ('matched', 'posted', 'rejected')",
    ),
)
