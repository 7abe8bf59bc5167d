"""Invariants that are one question each: the answer must be no rows. The first column names what is broken."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """`broken` must find nothing; `examined` counts what was looked at."""

    name: str
    examined: str
    broken: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "every item sums to zero over all places",
        "SELECT COUNT(DISTINCT item_id) FROM leg",
        "SELECT 'item ' || item_id || ': ' || SUM(on_hand) FROM balance GROUP BY item_id HAVING SUM(on_hand) <> 0",
    ),
    Question(
        "no cell below zero or below what is held",
        "SELECT COUNT(*) FROM balance",
        "SELECT 'place ' || b.place_id || ' item ' || b.item_id || ': ' || b.on_hand || ' held ' || b.held"
        " FROM balance b JOIN place p ON p.id = b.place_id WHERE b.held < 0 OR"
        " (p.kind NOT IN ('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED') AND b.on_hand < b.held)",
    ),
    Question(
        "no pool promises more than it holds",
        "SELECT COUNT(*) FROM pool",
        "SELECT sku || ' in ' || warehouse || ': ' || on_hand || ' promised ' || promised FROM pool"
        " WHERE promised < 0 OR on_hand < promised",
    ),
    Question(
        "every leg has two ends and a quantity",
        "SELECT COUNT(*) FROM leg",
        "SELECT 'entry ' || entry_seq FROM leg WHERE qty <= 0 OR source = target",
    ),
    Question(
        "every entry has legs and a command",
        "SELECT COUNT(*) FROM entry",
        "SELECT 'entry ' || e.id FROM entry e WHERE NOT EXISTS (SELECT 1 FROM leg WHERE entry_seq = e.seq)"
        " OR e.command_id = ''",
    ),
    Question(
        "an entry is undone at most once, and by its mirror",
        "SELECT COUNT(*) FROM entry WHERE reverses IS NOT NULL",
        "SELECT 'entry ' || r.id FROM entry r JOIN entry e ON e.id = r.reverses WHERE"
        " (SELECT COUNT(*) FROM leg WHERE entry_seq = r.seq) <> (SELECT COUNT(*) FROM leg WHERE entry_seq = e.seq)"
        " OR EXISTS (SELECT 1 FROM leg a WHERE a.entry_seq = e.seq AND NOT EXISTS (SELECT 1 FROM leg b"
        " WHERE b.entry_seq = r.seq AND b.item_id = a.item_id AND b.qty = a.qty AND b.source = a.target"
        " AND b.target = a.source))",
    ),
    Question(
        "promises are for something, in one of three scopes",
        "SELECT COUNT(*) FROM promise",
        "SELECT 'promise ' || p.id FROM promise p WHERE p.qty <= 0 OR p.scope NOT IN ('pool', 'lot', 'cell')"
        " OR (p.scope = 'cell') <> (p.place_id IS NOT NULL)"
        " OR (p.purpose = 'line' AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.id = p.ref))",
    ),
    Question(
        "no line is promised or picked beyond what was ordered",
        "SELECT COUNT(*) FROM order_line",
        "SELECT 'line ' || l.id FROM order_line l LEFT JOIN (SELECT ref, SUM(qty) AS qty FROM promise"
        " WHERE purpose = 'line' GROUP BY ref) p ON p.ref = l.id WHERE l.shipped < 0 OR l.packed < l.shipped"
        " OR l.picked < l.packed OR l.picked + COALESCE(p.qty, 0) > l.qty",
    ),
    Question(
        "cancelled and closed orders hold no promises",
        "SELECT COUNT(*) FROM orders WHERE state IN ('cancelled', 'closed')",
        "SELECT 'order ' || o.code FROM orders o JOIN order_line l ON l.order_id = o.id JOIN promise p"
        " ON p.ref = l.id AND p.purpose = 'line' WHERE o.state IN ('cancelled', 'closed')",
    ),
    Question(
        "a closed order was handed over in whole",
        "SELECT COUNT(*) FROM orders WHERE state = 'closed'",
        "SELECT 'order ' || o.code FROM orders o JOIN order_line l ON l.order_id = o.id"
        " WHERE o.state = 'closed' AND l.kind = 'goods' AND l.shipped < l.qty - l.cancelled",
    ),
    Question(
        "an order is in one open batch at most",
        "SELECT COUNT(*) FROM batch_order",
        "SELECT 'order ' || order_id FROM (SELECT DISTINCT bo.order_id, bo.batch_id FROM batch_order bo JOIN batch b"
        " ON b.id = bo.batch_id WHERE b.state IN ('planned', 'released', 'picking', 'suspended'))"
        " GROUP BY order_id HAVING COUNT(*) > 1",
    ),
    Question(
        "tasks took no more than they asked for",
        "SELECT COUNT(*) FROM task",
        "SELECT 'task ' || code FROM task WHERE picked < 0 OR picked > qty"
        " OR state NOT IN ('open', 'started', 'done', 'short', 'cancelled') OR (state = 'done' AND picked <> qty)",
    ),
    Question(
        "an order is packed at one bench at a time",
        "SELECT COUNT(*) FROM pack",
        "SELECT 'order ' || order_id FROM pack WHERE closed_at IS NULL AND state NOT IN ('closed', 'unpacked')"
        " GROUP BY order_id HAVING COUNT(*) > 1",
    ),
    Question(
        "a parcel holds exactly what was packed into it",
        "SELECT COUNT(*) FROM parcel",
        "SELECT 'parcel ' || k.code FROM parcel k JOIN balance b ON b.place_id = k.place_id"
        " LEFT JOIN (SELECT place_id, item_id, SUM(q) AS q FROM (SELECT target AS place_id, item_id, qty AS q FROM leg"
        " WHERE line_id IS NOT NULL UNION ALL SELECT source, item_id, -qty FROM leg WHERE line_id IS NOT NULL)"
        " GROUP BY place_id, item_id) f ON f.place_id = b.place_id AND f.item_id = b.item_id"
        " WHERE b.on_hand <> COALESCE(f.q, 0)",
    ),
    Question(
        "a tracking code is on one living label",
        "SELECT COUNT(*) FROM label",
        "SELECT 'label ' || tracking FROM label WHERE state <> 'voided' GROUP BY tracking HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'parcel ' || parcel_id FROM label WHERE state <> 'voided'"
        " GROUP BY parcel_id HAVING COUNT(*) > 1",
    ),
    Question(
        "a labelled parcel was verified and has its label",
        "SELECT COUNT(*) FROM parcel WHERE state IN ('labelled', 'manifested', 'handed_over')",
        "SELECT 'parcel ' || k.code FROM parcel k WHERE k.state IN ('labelled', 'manifested', 'handed_over') AND ("
        "NOT EXISTS (SELECT 1 FROM label a WHERE a.parcel_id = k.id AND a.state <> 'voided'"
        " AND a.tracking = k.tracking)"
        " OR NOT EXISTS (SELECT 1 FROM pack q WHERE q.parcel_id = k.id AND q.state = 'closed'))",
    ),
    Question(
        "what a closed manifest lists is with the customer",
        "SELECT COUNT(*) FROM manifest_parcel",
        "SELECT 'parcel ' || k.code FROM manifest_parcel x JOIN manifest m ON m.id = x.manifest_id JOIN parcel k"
        " ON k.id = x.parcel_id LEFT JOIN serial_at s ON s.sku = '@PARCEL' AND s.serial = k.code LEFT JOIN place p"
        " ON p.id = s.place_id WHERE m.state = 'closed' AND (k.handed_at IS NULL OR COALESCE(p.kind, '') <> 'CUSTOMER')"
        " UNION ALL SELECT 'parcel ' || code FROM parcel WHERE handed_at IS NOT NULL"
        " AND id NOT IN (SELECT parcel_id FROM manifest_parcel)",
    ),
    Question(
        "every accepted scan has its entry, every bench's entry its scan",
        "SELECT COUNT(*) FROM scan",
        "SELECT 'scan ' || s.id FROM scan s WHERE s.entry_id IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = s.entry_id)"
        " UNION ALL SELECT 'scan ' || id FROM scan WHERE verdict NOT IN"
        " ('accepted', 'refused', 'asked', 'done', 'unknown')",
    ),
    Question(
        "nothing in the outbox is stuck",
        "SELECT COUNT(*) FROM outbox",
        "SELECT 'job ' || intent FROM outbox WHERE (state = 'done') <> (done_at IS NOT NULL)"
        " OR state NOT IN ('waiting', 'done', 'parked')",
    ),
    Question(
        "every command has its link in the audit trail",
        "SELECT COUNT(*) FROM command",
        "SELECT 'command ' || c.id FROM command c WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.command_id = c.id)"
        " UNION ALL SELECT 'link ' || a.command_id FROM audit a"
        " WHERE NOT EXISTS (SELECT 1 FROM command c WHERE c.id = a.command_id)",
    ),
    Question(
        "whoever acted is known",
        "SELECT COUNT(*) FROM audit",
        "SELECT 'person ' || who FROM (SELECT DISTINCT who FROM audit) WHERE who <> 'system'"
        " AND who NOT IN (SELECT id FROM person)",
    ),
)
