"""Invariants of trade and floor: orders, batches, packs, parcels, labels, manifests, scans, and what must follow."""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store.checks.asking import Question

_LIVE_BATCH = "('planned', 'released', 'picking', 'suspended')"
_LIVE_PACK = "('open', 'verifying', 'paused', 'exception', 'hold', 'boxed')"
_LEFT_THE_BENCH = (
    "('labelled', 'manifested', 'handed_over', 'in_transit', 'out_for_delivery', 'delivered', 'exception',"
    " 'returned_to_sender', 'lost')"
)

ORDERS: tuple[Question, ...] = (
    Question(
        "no line is promised or picked beyond what was ordered",
        "SELECT COUNT(*) FROM order_line",
        "SELECT 'line ' || l.id || ': ' || l.qty || ' cancelled ' || l.cancelled || ' picked ' || l.picked"
        " || ' packed ' || l.packed || ' shipped ' || l.shipped || ' promised ' || COALESCE(p.qty, 0)"
        " FROM order_line l LEFT JOIN (SELECT ref, SUM(qty) AS qty FROM promise"
        " WHERE purpose = 'line' GROUP BY ref) p ON p.ref = l.id WHERE l.shipped < 0 OR l.packed < l.shipped"
        " OR l.picked < l.packed OR l.cancelled < 0 OR l.picked + COALESCE(p.qty, 0) >"
        " CASE WHEN l.qty > l.cancelled THEN l.qty - l.cancelled ELSE 0 END",
    ),
    Question(
        "orders add up to their lines",
        "SELECT COUNT(*) FROM orders WHERE state <> 'draft'",
        "SELECT 'order ' || o.code FROM orders o LEFT JOIN (SELECT order_id, COUNT(*) AS lines, SUM(total_minor) AS"
        " total, SUM(CASE WHEN kind = 'goods' THEN qty ELSE 0 END) AS units FROM order_line GROUP BY order_id) l"
        " ON l.order_id = o.id WHERE o.state <> 'draft' AND (COALESCE(l.lines, 0) <> o.lines"
        " OR COALESCE(l.units, 0) <> o.units OR COALESCE(l.total, 0) <> o.total_minor)",
    ),
    Question(
        "a closed order was handed over in whole",
        "SELECT COUNT(*) FROM orders WHERE state = 'closed'",
        "SELECT 'order ' || o.code || ' line ' || l.n FROM orders o JOIN order_line l ON l.order_id = o.id"
        " WHERE o.state = 'closed' AND l.kind = 'goods' AND l.shipped < l.qty - l.cancelled",
    ),
    Question(
        "nothing goes on for a cancelled order",
        "SELECT COUNT(*) FROM orders WHERE state = 'cancelled'",
        "SELECT 'task ' || t.code FROM orders o JOIN task t ON t.order_id = o.id"
        " WHERE o.state = 'cancelled' AND t.state IN ('open', 'started')"
        " UNION ALL SELECT 'order ' || o.code || ' in batch ' || b.code FROM orders o JOIN batch_order x"
        " ON x.order_id = o.id JOIN batch b ON b.id = x.batch_id WHERE o.state = 'cancelled' AND b.state = 'planned'"
        " UNION ALL SELECT 'parcel ' || k.code FROM orders o JOIN parcel k ON k.order_id = o.id"
        " WHERE o.state = 'cancelled' AND k.state NOT IN ('open', 'voided')",
    ),
    Question(
        "nothing was packed to the end for an order on hold",
        "SELECT COUNT(*) FROM order_hold",
        "SELECT 'order ' || o.code || ' held for ' || h.kind FROM order_hold h JOIN orders o ON o.id = h.order_id"
        " JOIN pack k ON k.order_id = o.id WHERE k.state = 'closed' AND k.closed_at > h.at",
    ),
    Question(
        "an order is in one open batch at most",
        "SELECT COUNT(*) FROM batch_order",
        "SELECT 'order ' || order_id FROM (SELECT DISTINCT x.order_id, x.batch_id FROM batch_order x JOIN batch b"
        f" ON b.id = x.batch_id WHERE b.state IN {_LIVE_BATCH}) b GROUP BY order_id HAVING COUNT(*) > 1",
    ),
    Question(
        "tasks took no more than they asked for",
        "SELECT COUNT(*) FROM task",
        "SELECT 'task ' || t.code FROM task t JOIN order_line l ON l.id = t.line_id WHERE t.picked < 0"
        " OR t.picked > t.qty OR (t.state = 'done' AND t.picked <> t.qty) OR l.order_id <> t.order_id",
    ),
    Question(
        "an order is packed at one bench at a time",
        "SELECT COUNT(*) FROM pack",
        f"SELECT 'order ' || order_id FROM pack WHERE state IN {_LIVE_PACK} GROUP BY order_id HAVING COUNT(*) > 1",
    ),
    Question(
        "what is being worked at is claimed, by one bench",
        "SELECT COUNT(*) FROM bench WHERE ref IS NOT NULL",
        "SELECT 'batch ' || code FROM batch WHERE state = 'picking' AND (claim < 1 OR claimed_by = '' OR station = '')"
        " UNION ALL SELECT 'pack ' || id FROM pack WHERE state IN ('verifying', 'boxed', 'labelled')"
        " AND (claim < 1 OR person = '' OR station = '')"
        " UNION ALL SELECT 'bench ' || n.station || ' claims more than was given' FROM bench n JOIN pack k"
        " ON n.work = 'pack' AND k.id = n.ref WHERE {claim} > k.claim"
        " UNION ALL SELECT 'bench ' || n.station || ' claims more than was given' FROM bench n JOIN batch b"
        " ON n.work = 'pick' AND b.id = n.ref AND b.way NOT IN ('zone', 'parts') WHERE {claim} > b.claim"
        " UNION ALL SELECT 'pack ' || n.ref || ' at ' || COUNT(*) || ' benches' FROM bench n JOIN pack k"
        " ON n.work = 'pack' AND k.id = n.ref AND k.state IN ('verifying', 'boxed', 'labelled')"
        " WHERE {claim} = k.claim GROUP BY n.ref HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'batch ' || n.ref || ' at ' || COUNT(*) || ' benches' FROM bench n JOIN batch b"
        " ON n.work = 'pick' AND b.id = n.ref AND b.state = 'picking' AND b.way NOT IN ('zone', 'parts')"
        " WHERE {claim} = b.claim GROUP BY n.ref HAVING COUNT(*) > 1",
    ),
)

PARCELS: tuple[Question, ...] = (
    Question(
        "every box that a parcel took is a box, and one that is counted left its place",
        "SELECT COUNT(*) FROM pack WHERE box_id IS NOT NULL",
        "SELECT 'pack ' || k.id FROM pack k JOIN parcel p ON p.id = k.parcel_id"
        " LEFT JOIN carton c ON c.product_id = k.box_id LEFT JOIN product g ON g.id = c.product_id"
        " WHERE k.box_id IS NOT NULL AND (g.id IS NULL OR p.box <> g.sku OR (k.box_entry <> ''"
        " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = k.box_entry)))",
    ),
    Question(
        "a parcel holds only what was packed for its order",
        "SELECT COUNT(*) FROM parcel",
        "SELECT 'parcel ' || k.code || ' entry ' || g.entry_seq FROM parcel k JOIN leg g ON g.target = k.place_id"
        " LEFT JOIN order_line l ON l.id = g.line_id LEFT JOIN item i ON i.id = g.item_id"
        " WHERE (COALESCE(l.order_id, 0) <> k.order_id OR i.product_id <> l.product_id) AND g.entry_seq NOT IN"
        " (SELECT e.seq FROM return_unit u JOIN entry e ON e.id = u.back_id WHERE u.back_id <> ''"
        " UNION ALL SELECT seq FROM entry WHERE reverses IS NOT NULL)"
        " UNION ALL SELECT 'parcel ' || k.code || ' is empty' FROM parcel k"
        f" WHERE k.state IN {_LEFT_THE_BENCH} AND NOT EXISTS (SELECT 1 FROM leg g WHERE g.target = k.place_id)"
        " UNION ALL SELECT 'parcel ' || k.code || ' is another place' FROM parcel k JOIN place p"
        " ON p.id = k.place_id WHERE p.kind <> 'PARCEL' OR p.code <> k.code",
    ),
    Question(
        "a tracking code is on one living label",
        "SELECT COUNT(*) FROM label",
        "SELECT 'label ' || tracking FROM label WHERE state <> 'voided' GROUP BY tracking HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'parcel ' || parcel_id FROM label WHERE state <> 'voided'"
        " GROUP BY parcel_id HAVING COUNT(*) > 1 UNION ALL SELECT 'parcels ' || MIN(code) || ' and ' || MAX(code)"
        " FROM parcel WHERE tracking <> '' AND state <> 'voided' GROUP BY tracking HAVING COUNT(*) > 1",
    ),
    Question(
        "a label that was printed before packing waits for an open order, and nothing is in its parcel",
        "SELECT COUNT(*) FROM parcel",
        "SELECT 'parcel ' || k.code FROM parcel k JOIN orders o ON o.id = k.order_id WHERE k.state = 'awaited'"
        " AND (o.state <> 'confirmed' OR k.labelled_at IS NULL OR k.weight_g IS NULL"
        " OR NOT EXISTS (SELECT 1 FROM label a JOIN label_ahead w ON w.parcel_id = a.parcel_id"
        " WHERE a.parcel_id = k.id AND a.version = 1 AND a.state <> 'voided' AND a.tracking = k.tracking)"
        " OR EXISTS (SELECT 1 FROM pack q WHERE q.parcel_id = k.id)"
        " OR EXISTS (SELECT 1 FROM leg g WHERE g.target = k.place_id)"
        " OR EXISTS (SELECT 1 FROM parcel x WHERE x.order_id = k.order_id AND x.id <> k.id AND x.state <> 'voided'))"
        " UNION ALL SELECT 'parcel ' || k.code || ' is open with the label of nothing' FROM parcel k"
        " WHERE k.state = 'open' AND k.tracking <> ''"
        " AND NOT EXISTS (SELECT 1 FROM label_ahead w WHERE w.parcel_id = k.id)",
    ),
    Question(
        "a labelled parcel was verified and has its label",
        f"SELECT COUNT(*) FROM parcel WHERE state IN {_LEFT_THE_BENCH}",
        f"SELECT 'parcel ' || k.code FROM parcel k WHERE k.state IN {_LEFT_THE_BENCH} AND ("
        "NOT EXISTS (SELECT 1 FROM label a WHERE a.parcel_id = k.id AND a.state <> 'voided'"
        " AND a.tracking = k.tracking) OR k.labelled_at IS NULL OR (k.weight_g IS NULL AND k.weight_from <> 'unknown')"
        " OR NOT EXISTS (SELECT 1 FROM pack q WHERE q.parcel_id = k.id AND q.state = 'closed'"
        " AND q.closed_at IS NOT NULL))",
    ),
    Question(
        "a sealed parcel waits for the scan of its label, at a bench",
        "SELECT COUNT(*) FROM parcel WHERE state = 'sealed'",
        "SELECT 'parcel ' || k.code FROM parcel k WHERE k.state = 'sealed' AND ("
        "NOT EXISTS (SELECT 1 FROM label a WHERE a.parcel_id = k.id AND a.state <> 'voided'"
        " AND a.tracking = k.tracking) OR k.labelled_at IS NULL OR NOT EXISTS (SELECT 1 FROM pack q"
        " WHERE q.parcel_id = k.id AND q.state = 'labelled' AND q.station <> '' AND q.closed_at IS NULL))"
        " UNION ALL SELECT 'pack ' || q.id || ' of parcel ' || k.code || ', which is ' || k.state"
        " FROM pack q JOIN parcel k ON k.id = q.parcel_id WHERE q.state = 'labelled'"
        " AND k.state NOT IN ('sealed', 'waits_for_label', 'voided')",
    ),
    Question(
        "what a closed manifest lists was handed over",
        "SELECT COUNT(*) FROM manifest_parcel",
        "SELECT 'parcel ' || k.code || ' on ' || m.code FROM manifest_parcel x JOIN manifest m ON m.id = x.manifest_id"
        " JOIN parcel k ON k.id = x.parcel_id LEFT JOIN serial_at s ON s.sku = '@PARCEL' AND s.serial = k.code"
        " LEFT JOIN place p ON p.id = s.place_id WHERE m.state = 'closed' AND (k.handed_at IS NULL"
        " OR k.state IN ('open', 'waits_for_label', 'sealed', 'labelled', 'manifested', 'voided')"
        " OR (k.state = 'handed_over' AND COALESCE(p.kind, '') <> 'CUSTOMER'))"
        " UNION ALL SELECT 'parcel ' || k.code || ' is on no manifest' FROM parcel k WHERE"
        " ((k.handed_at IS NOT NULL AND k.state <> 'before') OR k.state = 'manifested')"
        " AND NOT EXISTS (SELECT 1 FROM manifest_parcel x WHERE x.parcel_id = k.id)",
    ),
    Question(
        "a closed manifest is as it was handed over",
        "SELECT COUNT(*) FROM manifest WHERE state = 'closed'",
        "WITH handed AS MATERIALIZED (SELECT e.why, i.serial FROM place c JOIN leg g ON g.target = c.id"
        " JOIN item i ON i.id = g.item_id JOIN entry e ON e.seq = g.entry_seq"
        " WHERE c.kind = 'CUSTOMER' AND i.sku = '@PARCEL' AND e.why LIKE 'manifest %')"
        " SELECT 'manifest ' || m.code || ' lists ' || k.code FROM manifest m JOIN manifest_parcel x"
        " ON x.manifest_id = m.id JOIN parcel k ON k.id = x.parcel_id WHERE m.state = 'closed'"
        " AND NOT EXISTS (SELECT 1 FROM handed h WHERE h.why = 'manifest ' || m.code AND h.serial = k.code)"
        " UNION ALL SELECT h.why || ' no longer lists ' || h.serial FROM handed h LEFT JOIN manifest m"
        " ON 'manifest ' || m.code = h.why LEFT JOIN parcel k ON k.code = h.serial WHERE NOT EXISTS"
        " (SELECT 1 FROM manifest_parcel x WHERE x.manifest_id = m.id AND x.parcel_id = k.id)"
        " UNION ALL SELECT 'manifest ' || m.code || ' has no seal' FROM manifest m WHERE m.state = 'closed' AND"
        " NOT EXISTS (SELECT 1 FROM seal s WHERE s.hash = m.seal AND s.anchor = 'manifest ' || m.code)",
    ),
    Question(
        "every accepted scan has its entry, every pick and pack its scan",
        "SELECT COUNT(*) FROM scan",
        "SELECT 'scan ' || s.id || ' has no entry' FROM scan s LEFT JOIN entry e ON e.id = s.entry_id"
        " WHERE (s.entry_id IS NOT NULL AND e.id IS NULL)"
        " OR (s.entry_id IS NULL AND s.verdict = 'accepted' AND s.code = 'right_item')"
        " UNION ALL SELECT 'entry ' || e.id || ' has no scan' FROM (SELECT g.entry_seq, SUM(g.qty) AS qty FROM leg g"
        " JOIN place s ON s.id = g.source JOIN place t ON t.id = g.target WHERE g.line_id IS NOT NULL"
        " AND ((s.kind IN ('BIN', 'DOCK', 'LPN') AND t.kind = 'TOTE')"
        " OR (s.kind IN ('TOTE', 'CART', 'BENCH') AND t.kind = 'PARCEL')) GROUP BY g.entry_seq) d"
        " JOIN entry e ON e.seq = d.entry_seq LEFT JOIN scan s ON s.id = e.command_id AND s.entry_id = e.id"
        " WHERE e.kind = 'move' AND COALESCE(s.qty, 0) <> d.qty",
    ),
    Question(
        "what belongs together is of one warehouse and one carrier",
        "SELECT (SELECT COUNT(*) FROM batch_order) + (SELECT COUNT(*) FROM parcel)",
        "SELECT 'order ' || o.code || ' of ' || o.warehouse || ' in batch ' || b.code || ' of ' || b.warehouse"
        " FROM batch_order x JOIN batch b ON b.id = x.batch_id JOIN orders o ON o.id = x.order_id"
        " WHERE b.warehouse <> o.warehouse"
        " UNION ALL SELECT 'parcel ' || k.code || ' stands in ' || p.warehouse || ', its order in ' || o.warehouse"
        " FROM parcel k JOIN place p ON p.id = k.place_id JOIN orders o ON o.id = k.order_id"
        " WHERE p.warehouse <> o.warehouse"
        " UNION ALL SELECT 'batch ' || b.code || ' of ' || b.warehouse || ', wave ' || w.code || ' of ' || w.warehouse"
        " FROM wave_batch x JOIN batch b ON b.id = x.batch_id JOIN wave w ON w.id = x.wave_id"
        " WHERE b.warehouse <> w.warehouse"
        " UNION ALL SELECT 'parcel ' || k.code || ' goes with ' || k.carrier FROM parcel k"
        " LEFT JOIN manifest_parcel x ON x.parcel_id = k.id LEFT JOIN manifest m ON m.id = x.manifest_id"
        f" WHERE k.carrier <> COALESCE(m.carrier, '{HOUSE_CARRIER}') AND (m.id IS NOT NULL OR NOT EXISTS"
        " (SELECT 1 FROM label_purchase b WHERE b.parcel_id = k.id AND b.carrier = k.carrier"
        " AND (k.state = 'voided' OR b.state IN ('wanted', 'sent', 'unknown', 'booked', 'refused', 'bought'))))",
    ),
    Question(
        "nothing in the outbox is stuck or parked without a reason",
        "SELECT COUNT(*) FROM outbox",
        "SELECT 'job ' || intent FROM outbox WHERE (state = 'done') <> (done_at IS NOT NULL)"
        " OR (state = 'parked' AND trouble = '') OR (state = 'waiting' AND next_at > :stuck)"
        " UNION ALL SELECT 'job ' || intent || ' twice' FROM outbox GROUP BY intent HAVING COUNT(*) > 1",
    ),
    Question(
        "every label and manifest was sent to print",
        "SELECT (SELECT COUNT(*) FROM label) + (SELECT COUNT(*) FROM manifest)",
        "SELECT 'label ' || a.intent FROM label a WHERE a.state <> 'voided'"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.intent = a.intent)"
        " UNION ALL SELECT 'manifest ' || m.code FROM manifest m WHERE m.state = 'closed'"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.intent = 'manifest:' || m.id)",
    ),
    Question(
        "no print job is forgotten while it is sent",
        "SELECT COUNT(*) FROM print_job",
        "SELECT 'print job ' || id FROM print_job WHERE state = 'sending' AND changed_at < :sending"
        " UNION ALL SELECT 'copy ' || copy || ' of ' || document || ' ' || ref || ' twice' FROM print_job"
        " GROUP BY document, ref, copy HAVING COUNT(*) > 1",
    ),
)
