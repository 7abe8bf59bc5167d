"""Invariants of purchasing: what came is what receipts brought, and nobody waits for goods that are not to come."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "purchase lines count what their receipts brought",
        "SELECT COUNT(*) FROM purchase_line",
        "SELECT 'purchase order ' || o.code || ' line ' || l.n || ': ' || l.received || ' counted, '"
        " || COALESCE(r.qty, 0) || ' received' FROM purchase_line l JOIN purchase_order o ON o.id = l.purchase_order_id"
        " LEFT JOIN (SELECT purchase_line_id, SUM(qty) AS qty FROM receipt_line GROUP BY purchase_line_id) r"
        " ON r.purchase_line_id = l.id WHERE l.received <> COALESCE(r.qty, 0)"
        " UNION ALL SELECT 'purchase order ' || o.code || ' line ' || l.n || ': ' || l.cancelled || ' of ' || l.qty"
        " || ' cancelled' FROM purchase_line l JOIN purchase_order o ON o.id = l.purchase_order_id"
        " WHERE l.cancelled > l.qty"
        " UNION ALL SELECT 'delivery ' || d.code || ' line ' || l.n FROM delivery_line l JOIN delivery d"
        " ON d.id = l.delivery_id LEFT JOIN (SELECT delivery_line_id, SUM(qty) AS qty FROM receipt_line"
        " GROUP BY delivery_line_id) r ON r.delivery_line_id = l.id WHERE l.received <> COALESCE(r.qty, 0)",
    ),
    Question(
        "nobody waits for more than is to come, or than he ordered",
        "SELECT COUNT(*) FROM peg",
        "SELECT 'purchase order ' || o.code || ' line ' || l.n || ' is waited for by ' || SUM(p.qty) FROM peg p"
        " JOIN purchase_line l ON l.id = p.purchase_line_id JOIN purchase_order o ON o.id = l.purchase_order_id"
        " GROUP BY o.code, o.state, l.id, l.n, l.qty, l.cancelled, l.received"
        " HAVING o.state <> 'confirmed' OR SUM(p.qty) > l.qty - l.cancelled - l.received"
        " UNION ALL SELECT 'line ' || l.id || ' waits for ' || SUM(p.qty) FROM peg p"
        " JOIN order_line l ON l.id = p.line_id GROUP BY l.id, l.qty, l.cancelled, l.kind"
        " HAVING l.kind <> 'goods' OR SUM(p.qty) > l.qty - l.cancelled"
        " UNION ALL SELECT 'line ' || l.id || ' waits for ' || b.sku || ' in ' || o.warehouse FROM peg p"
        " JOIN order_line l ON l.id = p.line_id JOIN orders s ON s.id = l.order_id"
        " JOIN purchase_line b ON b.id = p.purchase_line_id JOIN purchase_order o ON o.id = b.purchase_order_id"
        " WHERE l.sku <> b.sku OR s.warehouse <> o.warehouse"
        " UNION ALL SELECT 'transfer ' || t.code || ' line ' || b.n || ' is waited for by ' || SUM(p.qty) FROM peg p"
        " JOIN transfer_line b ON b.id = p.transfer_line_id JOIN transfer t ON t.id = b.transfer_id"
        " GROUP BY t.code, t.state, b.id, b.n, b.qty, b.sent, b.received, b.damaged, b.lost"
        " HAVING t.state NOT IN ('confirmed', 'picking', 'sent') OR SUM(p.qty) > CASE WHEN t.state = 'sent'"
        " THEN b.sent - b.received - b.damaged - b.lost ELSE b.qty END"
        " UNION ALL SELECT 'line ' || l.id || ' waits for ' || b.sku || ' in ' || t.target FROM peg p"
        " JOIN order_line l ON l.id = p.line_id JOIN orders s ON s.id = l.order_id"
        " JOIN transfer_line b ON b.id = p.transfer_line_id JOIN transfer t ON t.id = b.transfer_id"
        " WHERE l.sku <> b.sku OR s.warehouse <> t.target",
    ),
    Question(
        "a supplier sells a product in one way, and one of them is preferred",
        "SELECT COUNT(*) FROM supplier_product",
        "SELECT 'product ' || g.sku || ' has ' || COUNT(*) || ' preferred suppliers' FROM supplier_product s"
        " JOIN product g ON g.id = s.product_id WHERE s.preferred = 1 GROUP BY g.sku HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'supplier ' || s.code || ' sells a service ' || g.sku FROM supplier_product p"
        " JOIN supplier s ON s.id = p.supplier_id JOIN product g ON g.id = p.product_id WHERE g.kind <> 'goods'"
        " UNION ALL SELECT 'purchase order ' || o.code || ' orders ' || l.sku FROM purchase_line l"
        " JOIN purchase_order o ON o.id = l.purchase_order_id JOIN product g ON g.id = l.product_id"
        " WHERE l.sku <> g.sku",
    ),
    Question(
        "a decision on a purchase order has its command",
        "SELECT COUNT(*) FROM purchase_event",
        "SELECT 'event ' || v.id || ' ' || v.what FROM purchase_event v"
        " WHERE NOT EXISTS (SELECT 1 FROM command c WHERE c.id = v.command_id)",
    ),
)
