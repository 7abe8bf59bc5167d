"""Invariants of goods in: receipts say what their entries brought; what papers count of them is in `purchases`."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "receipts say what their entries brought",
        "SELECT COUNT(*) FROM receipt_line",
        # What each entry left in the place, and that what was undone was taken back from the receipt as well.
        "SELECT 'receipt line ' || first || ' of entry ' || entry_id || ': ' || said || ', not ' || brought FROM ("
        "SELECT MIN(l.seq) AS first, l.entry_id, SUM(l.qty) AS said, COALESCE((SELECT SUM(CASE WHEN g.target ="
        " l.place_id THEN g.qty ELSE -g.qty END) FROM entry e JOIN leg g ON g.entry_seq = e.seq"
        " WHERE e.id = l.entry_id AND g.item_id = l.item_id AND (g.target = l.place_id OR g.source = l.place_id)), 0)"
        " AS brought FROM receipt_line l GROUP BY l.entry_id, l.item_id, l.place_id) t WHERE said <> brought"
        " UNION ALL SELECT 'receipt line ' || l.seq || ' was undone' FROM receipt_line l"
        " JOIN entry u ON u.reverses = l.entry_id"
        " WHERE NOT EXISTS (SELECT 1 FROM receipt_line b WHERE b.entry_id = u.id)",
    ),
)
