"""Invariants of moving: tasks against benches and places, and kits against what their entries used and made."""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

_NET = (
    "(SELECT w.id AS id, i.product_id AS product_id, SUM(CASE WHEN g.source = w.place_id THEN g.qty ELSE -g.qty END)"
    " AS net FROM kit_work w JOIN entry e ON e.id = w.entry_id JOIN leg g ON g.entry_seq = e.seq"
    " AND (g.source = w.place_id OR g.target = w.place_id) JOIN item i ON i.id = g.item_id"
    " GROUP BY w.id, i.product_id)"
)
"""What an entry took from its bench (above zero) or brought there, by product."""

_SIGN = "CASE WHEN w.what = 'built' THEN 1 ELSE -1 END"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "a move task is whole, and ended when it says so",
        "SELECT COUNT(*) FROM move_task",
        "SELECT 'task ' || code FROM move_task WHERE done > qty OR (state = 'done' AND done <> qty)"
        " OR (state IN ('open', 'taken')) <> (ended_at IS NULL) OR (state = 'taken') > (person <> '')"
        " UNION ALL SELECT 'task ' || t.code || ' leaves ' || t.warehouse FROM move_task t JOIN place s"
        " ON s.id = t.source JOIN place p ON p.id = t.target WHERE t.state IN ('open', 'taken')"
        " AND ((s.kind = 'BIN' AND s.warehouse <> t.warehouse) OR (p.kind = 'BIN' AND p.warehouse <> t.warehouse))",
    ),
    Question(
        "a move task is at one bench at most",
        "SELECT COUNT(*) FROM bench WHERE work = 'move' AND ref IS NOT NULL",
        "SELECT 'bench ' || n.station || ' has task ' || n.ref FROM bench n LEFT JOIN move_task t ON t.id = n.ref"
        " WHERE n.work = 'move' AND n.ref IS NOT NULL AND (t.id IS NULL"
        " OR (t.state = 'taken' AND t.station <> n.station) OR t.state IN ('open', 'done', 'short'))",
    ),
    Question(
        "kits conserve: what was used is what the recipe says",
        "SELECT COUNT(*) FROM kit_work",
        "SELECT 'kit work ' || w.id || ' part ' || p.part_id FROM kit_work w JOIN kit_part p"
        f" ON p.product_id = w.product_id AND p.version = w.version LEFT JOIN {_NET} n ON n.id = w.id"
        f" AND n.product_id = p.part_id WHERE COALESCE(n.net, 0) <> {_SIGN} * w.qty * p.qty"
        f" UNION ALL SELECT 'kit work ' || w.id || ' itself' FROM kit_work w LEFT JOIN {_NET} n ON n.id = w.id"
        f" AND n.product_id = w.product_id WHERE COALESCE(n.net, 0) <> -({_SIGN}) * w.qty"
        f" UNION ALL SELECT 'kit work ' || w.id || ' product ' || n.product_id FROM kit_work w JOIN {_NET} n"
        " ON n.id = w.id WHERE n.product_id <> w.product_id AND NOT EXISTS (SELECT 1 FROM kit_part p"
        " WHERE p.product_id = w.product_id AND p.version = w.version AND p.part_id = n.product_id)",
    ),
    Question(
        "a kit has one active recipe at most, and every recipe has parts",
        "SELECT COUNT(*) FROM kit",
        "SELECT 'kit ' || product_id FROM kit WHERE active = 1 GROUP BY product_id HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'kit ' || k.product_id || ' version ' || k.version FROM kit k WHERE NOT EXISTS"
        " (SELECT 1 FROM kit_part p WHERE p.product_id = k.product_id AND p.version = k.version)",
    ),
    Question(
        "a kit that is sold by its parts has a line of each, and shares its money among them",
        "SELECT COUNT(*) FROM order_kit_part",
        "SELECT 'line ' || p.line_id || ' of kit line ' || p.kit_line_id FROM order_kit_part p"
        " JOIN order_line l ON l.id = p.line_id JOIN order_line k ON k.id = p.kit_line_id"
        " WHERE l.order_id <> k.order_id OR l.kind <> 'goods' OR k.kind <> 'service' OR l.total_minor <> 0"
        " OR l.qty <> k.qty * p.each OR k.product_id IS NOT NULL"
        " UNION ALL SELECT 'kit line ' || k.id || ' of ' || k.total_minor FROM order_line k"
        " JOIN (SELECT kit_line_id, SUM(share_minor) AS shares FROM order_kit_part GROUP BY kit_line_id) s"
        " ON s.kit_line_id = k.id JOIN orders o ON o.id = k.order_id"
        " WHERE o.state <> 'draft' AND s.shares <> k.total_minor"
        " UNION ALL SELECT 'order ' || o.order_id || ' kit ' || o.product_id || ' version ' || o.version"
        " FROM order_kit o LEFT JOIN kit r ON r.product_id = o.product_id AND r.version = o.version"
        " WHERE r.loose IS NULL OR r.loose <> 1"
        " UNION ALL SELECT 'order ' || o.id || ' line ' || k.n || ' lacks parts' FROM order_kit x"
        " JOIN orders o ON o.id = x.order_id JOIN product g ON g.id = x.product_id"
        " JOIN order_line k ON k.order_id = o.id AND k.product_id IS NULL AND k.sku = g.sku_key"
        " WHERE o.state <> 'draft' AND (SELECT COUNT(*) FROM order_kit_part p WHERE p.kit_line_id = k.id)"
        " <> (SELECT COUNT(*) FROM kit_part r WHERE r.product_id = x.product_id AND r.version = x.version)",
    ),
)
