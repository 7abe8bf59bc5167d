"""Invariants of verdicts, near misses, blocked lots and what was captured: each is of something that is there."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "near misses, issues, blocked lots and what was captured are whole",
        "SELECT (SELECT COUNT(*) FROM near_miss) + (SELECT COUNT(*) FROM bench_issue)"
        " + (SELECT COUNT(*) FROM lot_block) + (SELECT COUNT(*) FROM verdict_class)"
        " + (SELECT COUNT(*) FROM captured)",
        "SELECT 'near miss ' || m.id FROM near_miss m WHERE m.qty < 1"
        " OR NOT EXISTS (SELECT 1 FROM scan s WHERE s.id = m.scan_id AND s.code = m.code)"
        " OR COALESCE(m.settled_at, m.at) < m.at OR (m.settled_at IS NOT NULL AND m.settled_how = '')"
        " UNION ALL SELECT 'issue ' || i.id FROM bench_issue i"
        " WHERE NOT EXISTS (SELECT 1 FROM scan s WHERE s.id = i.scan_id)"
        " OR COALESCE(i.settled_at, i.at) < i.at OR (i.settled_at IS NOT NULL AND i.settled_how = '')"
        " UNION ALL SELECT 'lot ' || b.sku || ' ' || b.lot FROM lot_block b WHERE b.why = '' OR b.lot = ''"
        " OR COALESCE(b.released_at, b.at) < b.at OR (b.released_at IS NOT NULL AND b.released_why = '')"
        " UNION ALL SELECT 'lot ' || sku || ' ' || lot || ' is blocked twice' FROM lot_block"
        " WHERE released_at IS NULL GROUP BY sku, lot HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'class of ' || code FROM verdict_class WHERE klass NOT IN ('stop', 'note') OR why = ''"
        " UNION ALL SELECT 'captured ' || c.id FROM captured c WHERE c.value = '' OR c.qty < 1"
        " OR NOT EXISTS (SELECT 1 FROM scan s WHERE s.id = c.scan_id)"
        " OR NOT EXISTS (SELECT 1 FROM order_line l WHERE l.id = c.line_id AND l.order_id = c.order_id)",
    ),
)
