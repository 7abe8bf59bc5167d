"""Invariants of what returns lead to: never more given than was paid, and goods where their work or paper says."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "a refund is the sum of its rows, and one key is one refund",
        "SELECT COUNT(*) FROM refund",
        "SELECT 'refund ' || f.code FROM refund f LEFT JOIN refund_line x ON x.refund_id = f.id"
        " GROUP BY f.id, f.code, f.amount_minor, f.intent, f.state, f.sent_at, f.kind"
        " HAVING f.amount_minor <> COALESCE(SUM(x.amount_minor), 0) OR f.intent = ''"
        " OR (f.state IN ('sent', 'unknown') AND f.sent_at IS NULL)",
    ),
    Question(
        "nothing was given back above what was paid",
        "SELECT COUNT(*) FROM refund_line",
        "SELECT 'line ' || l.id FROM order_line l JOIN refund_line x ON x.line_id = l.id"
        " JOIN refund f ON f.id = x.refund_id WHERE f.state <> 'cancelled' GROUP BY l.id, l.total_minor"
        " HAVING SUM(x.amount_minor) > l.total_minor"
        " UNION ALL SELECT 'order ' || o.code FROM orders o JOIN (SELECT order_id, SUM(amount_minor) AS given"
        " FROM refund WHERE state <> 'cancelled' GROUP BY order_id) g ON g.order_id = o.id"
        " JOIN (SELECT order_id, SUM(total_minor) AS cost FROM order_line GROUP BY order_id) c ON c.order_id = o.id"
        " WHERE g.given > c.cost"
        " UNION ALL SELECT 'refund ' || f.code || ' in ' || f.currency FROM refund f JOIN orders o ON o.id = f.order_id"
        " WHERE f.currency <> o.currency",
    ),
    Question(
        "store credit is what was given of it",
        "SELECT COUNT(*) FROM store_credit",
        "SELECT 'refund ' || f.code FROM refund f LEFT JOIN store_credit c ON c.refund_id = f.id"
        " WHERE f.kind = 'credit' GROUP BY f.id, f.code, f.amount_minor, f.state"
        " HAVING COALESCE(SUM(c.amount_minor), 0) <> CASE WHEN f.state = 'cancelled' THEN 0 ELSE f.amount_minor END"
        " UNION ALL SELECT 'credit ' || c.id FROM store_credit c JOIN refund f ON f.id = c.refund_id"
        " WHERE f.kind <> 'credit' OR f.currency <> c.currency"
        " UNION ALL SELECT 'customer ' || customer_id FROM store_credit GROUP BY customer_id, currency"
        " HAVING SUM(amount_minor) < 0",
    ),
    Question(
        "goods that are worked on stand where their work order says",
        "SELECT COUNT(*) FROM work_order",
        "SELECT 'work ' || MIN(w.code) FROM work_order w LEFT JOIN balance b ON b.place_id = w.place_id"
        " AND b.item_id = w.item_id WHERE w.state = 'open' GROUP BY w.place_id, w.item_id, b.on_hand"
        " HAVING SUM(w.qty) > COALESCE(b.on_hand, 0)"
        " UNION ALL SELECT 'work ' || w.code FROM work_order w WHERE w.state = 'done'"
        " AND (w.result = '' OR w.done_at IS NULL OR NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = w.entry_id))",
    ),
    Question(
        "what went to a supplier left by an entry",
        "SELECT COUNT(*) FROM supplier_return_line",
        "SELECT 'supplier return ' || s.code FROM supplier_return s JOIN supplier_return_line l"
        " ON l.supplier_return_id = s.id WHERE (s.state IN ('sent', 'credited', 'refused')) <>"
        " EXISTS (SELECT 1 FROM entry e WHERE e.id = l.entry_id)"
        " UNION ALL SELECT 'supplier return ' || s.code FROM supplier_return s"
        " WHERE (s.state IN ('sent', 'credited', 'refused') AND s.sent_at IS NULL) OR (s.credit_minor > 0"
        " AND s.state <> 'credited')",
    ),
    Question(
        "an order of a return stands for a line of another",
        "SELECT COUNT(*) FROM return_order_line",
        "SELECT 'line ' || x.line_id FROM return_order_line x JOIN order_line l ON l.id = x.line_id"
        " WHERE x.qty < 1 OR x.of_line = x.line_id OR NOT EXISTS (SELECT 1 FROM return_order r"
        " WHERE r.order_id = l.order_id AND r.return_id = x.return_id AND r.kind = x.kind)",
    ),
)
