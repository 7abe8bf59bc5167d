"""Invariants of the ways of picking: zones against their batch, totes of the wall, and rules of what is scanned."""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from warehouse_app.domain.picking.scanrules import ItemScan, PlaceScan
from warehouse_app.domain.picking.ways import SHARED, Way
from warehouse_app.store.checks.asking import Question

_PLACE = ", ".join(f"'{each.value}'" for each in PlaceScan)
_ITEM = ", ".join(f"'{each.value}'" for each in ItemScan)
_WAY = ", ".join(f"'{each.value}'" for each in Way)
_SHARED = ", ".join(f"'{each.value}'" for each in sorted(SHARED))
_RULES = (
    "(SELECT 'product ' || product_id AS whose, place, item FROM product_scan"
    " UNION ALL SELECT role, place, item FROM role_scan)"
)

QUESTIONS: tuple[Question, ...] = (
    Question(
        "the parts of a batch are its trips, and end with it",
        "SELECT (SELECT COUNT(*) FROM batch) + (SELECT COUNT(*) FROM batch_part)",
        "SELECT 'batch ' || b.code || ' part ' || q.zone FROM batch_part q JOIN batch b ON b.id = q.batch_id"
        f" WHERE b.way NOT IN ({_SHARED}) OR q.trip > b.trips OR q.trip < 1"
        " OR (q.state = 'picking' AND (q.claim < 1 OR COALESCE(q.person, '') = '' OR q.station = ''))"
        " OR (q.state = 'picked' AND q.picked_at IS NULL) OR (b.state IN ('picked', 'closed') AND q.state <> 'picked')"
        " UNION ALL SELECT 'batch ' || b.code || ' has open tasks in a picked part' FROM batch_part q JOIN batch b"
        " ON b.id = q.batch_id JOIN task t ON t.batch_id = b.id AND t.trip = q.trip"
        " WHERE q.state = 'picked' AND t.state IN ('open', 'started')"
        f" UNION ALL SELECT 'batch ' || b.code || ' is picked in parts and has none' FROM batch b"
        f" WHERE b.way IN ({_SHARED})"
        " AND b.state IN ('released', 'picking', 'suspended') AND NOT EXISTS"
        " (SELECT 1 FROM batch_part q WHERE q.batch_id = b.id)"
        " UNION ALL SELECT 'bench ' || n.station || ' claims more than was given' FROM bench n JOIN batch b"
        f" ON n.work = 'pick' AND b.id = n.ref AND b.way IN ({_SHARED})"
        " WHERE {claim} > (SELECT MAX(q.claim) FROM batch_part q WHERE q.batch_id = b.id)",
    ),
    Question(
        "a tote of the wall is one order's",
        "SELECT COUNT(*) FROM batch_order",
        "SELECT 'tote ' || p.code || ' of order ' || x.order_id FROM batch_order x JOIN batch b ON b.id = x.batch_id"
        " JOIN place p ON p.id = x.wall_id WHERE p.kind <> 'TOTE' OR b.way NOT IN ('sort', 'zone')"
        " UNION ALL SELECT 'tote ' || wall_id || ' for ' || COUNT(*) || ' orders' FROM (SELECT DISTINCT x.wall_id,"
        " x.order_id FROM batch_order x JOIN batch b ON b.id = x.batch_id WHERE x.wall_id IS NOT NULL"
        " AND b.state NOT IN ('closed', 'discarded')) w GROUP BY wall_id HAVING COUNT(*) > 1",
    ),
    Question(
        "a batch goes a way that is known",
        "SELECT COUNT(*) FROM batch",
        f"SELECT 'batch ' || code || ': ' || way FROM batch WHERE way NOT IN ('', {_WAY})",
    ),
    Question(
        "what must be scanned is said by rules that are known",
        f"SELECT (SELECT COUNT(*) FROM product) + (SELECT COUNT(*) FROM {_RULES} r)",
        f"SELECT r.whose || ': ' || r.place || ' ' || r.item FROM {_RULES} r WHERE (r.place = '' AND r.item = '')"
        f" OR r.place NOT IN ('', {_PLACE}) OR r.item NOT IN ('', {_ITEM})",
    ),
)
