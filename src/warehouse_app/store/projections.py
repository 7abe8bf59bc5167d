"""Projections compared with the facts: cells, pools, serial places, line counters. `rebuilding` writes them anew.

The database folds legs and promises in sets, so that a million legs take seconds; nothing here reads one projection to
judge another. `differences` only looks.
"""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import text

from warehouse_app.store.desk import Desk
from warehouse_app.store.places import PROMISABLE_SQL


class Projection(NamedTuple):
    """One projection: what is shown and what the facts say, side by side. `differing` names each wrong figure."""

    name: str
    examined: str
    differing: str


LOSSY = "('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED')"
"""Kinds of place that may go below zero, and where a serial number is forgotten."""

_NET = """
  SELECT target AS place_id, item_id, qty AS q, line_id FROM leg
  UNION ALL SELECT source, item_id, -qty, line_id FROM leg"""

_HOME = f"""
  net (place_id, item_id, q, line_id) AS ({_NET}),
  pallet (id, place_id) AS MATERIALIZED (
    SELECT p.id, n.place_id FROM item i JOIN place p ON p.kind = 'LPN' AND p.code = i.serial
      JOIN net n ON n.item_id = i.id WHERE i.sku = '@LPN' GROUP BY p.id, n.place_id HAVING SUM(n.q) > 0),
  home (place_id, warehouse) AS (
    SELECT id, warehouse FROM place WHERE kind IN {PROMISABLE_SQL}
    UNION SELECT l.id, h.warehouse FROM home h JOIN pallet l ON l.place_id = h.place_id)"""
"""Places that pools count: bins, docks, and the LPNs that stand on them."""

_CELLS = f"""
  SELECT place_id, item_id, SUM(on_hand) AS on_hand, SUM(held) AS held,
         SUM(must) AS must, SUM(must_held) AS must_held FROM (
    SELECT place_id, item_id, on_hand, held, 0 AS must, 0 AS must_held FROM balance
    UNION ALL SELECT place_id, item_id, 0, 0, q, 0 FROM ({_NET}) n
    UNION ALL SELECT place_id, item_id, 0, 0, 0, qty FROM promise WHERE scope = 'cell') c
  GROUP BY place_id, item_id"""

_POOLS = """
  SELECT sku, warehouse, owner, grade, lot, SUM(on_hand) AS on_hand, SUM(promised) AS promised,
         SUM(must) AS must, SUM(must_promised) AS must_promised FROM (
    SELECT sku, warehouse, owner, grade, lot, on_hand, promised, 0 AS must, 0 AS must_promised FROM pool
    UNION ALL SELECT sku, warehouse, owner, grade, '*', 0, 0, q, 0 FROM standing
    UNION ALL SELECT sku, warehouse, owner, grade, lot, 0, 0, q, 0 FROM standing WHERE lot <> ''
    UNION ALL SELECT sku, warehouse, owner, grade, '*', 0, 0, 0, qty FROM promise
    UNION ALL SELECT sku, warehouse, owner, grade, lot, 0, 0, 0, qty FROM promise WHERE lot <> '*') p
  GROUP BY sku, warehouse, owner, grade, lot"""

_STANDING = f"""
  WITH RECURSIVE {_HOME},
  standing AS MATERIALIZED (
    SELECT i.sku, h.warehouse, i.owner, i.grade, i.lot, SUM(n.q) AS q
    FROM net n JOIN home h ON h.place_id = n.place_id JOIN item i ON i.id = n.item_id
    WHERE i.sku NOT LIKE '@%'
    GROUP BY i.sku, h.warehouse, i.owner, i.grade, i.lot)"""

_SERIALS = f"""
  SELECT sku, serial, place_id, SUM(shown) AS shown, SUM(must) AS must FROM (
    SELECT sku, serial, place_id, 1 AS shown, 0 AS must FROM serial_at
    UNION ALL SELECT i.sku, i.serial, n.place_id, 0, n.q FROM item i JOIN ({_NET}) n ON n.item_id = i.id
      JOIN place p ON p.id = n.place_id WHERE i.serial <> '' AND p.kind NOT IN {LOSSY}) s
  GROUP BY sku, serial, place_id"""

_LINES = """
  WITH gone AS MATERIALIZED (
    SELECT p.id FROM (
      SELECT g.item_id, 1 AS q FROM place c JOIN leg g ON g.target = c.id WHERE c.kind = 'CUSTOMER'
      UNION ALL SELECT g.item_id, -1 FROM place c JOIN leg g ON g.source = c.id WHERE c.kind = 'CUSTOMER') g
    CROSS JOIN item i CROSS JOIN place p
    WHERE i.id = g.item_id AND i.sku = '@PARCEL' AND p.code = i.serial AND '@' || p.kind = i.sku
    GROUP BY p.id HAVING SUM(g.q) > 0)
  SELECT line_id, SUM(picked) AS picked, SUM(packed) AS packed, SUM(shipped) AS shipped,
         SUM(must_picked) AS must_picked, SUM(must_packed) AS must_packed, SUM(must_shipped) AS must_shipped FROM (
    SELECT id AS line_id, picked, packed, shipped, 0 AS must_picked, 0 AS must_packed, 0 AS must_shipped
    FROM order_line
    UNION ALL SELECT n.line_id, 0, 0, 0,
      CASE WHEN p.kind IN ('TOTE', 'CART', 'BENCH', 'PARCEL', 'CUSTOMER') THEN n.q ELSE 0 END,
      CASE WHEN p.kind IN ('PARCEL', 'CUSTOMER') THEN n.q ELSE 0 END,
      CASE WHEN p.kind = 'CUSTOMER' OR (p.kind = 'PARCEL' AND p.id IN (SELECT id FROM gone)) THEN n.q ELSE 0 END
      FROM (
        SELECT line_id, target AS place_id, qty AS q FROM leg WHERE line_id IS NOT NULL
        UNION ALL SELECT line_id, source, -qty FROM leg WHERE line_id IS NOT NULL) n
      JOIN place p ON p.id = n.place_id) l
  GROUP BY line_id"""

_WRONG_LINE = "picked <> must_picked OR packed <> must_packed OR shipped <> must_shipped"

_SUMS = """
  SELECT s.order_id, s.ordered, s.packed, s.to_pack, s.missing, s.lines, COALESCE(SUM(w.wanted), 0) AS must_ordered,
         COALESCE(SUM(w.packed), 0) AS must_packed,
         COALESCE(SUM(CASE WHEN w.required > w.packed THEN w.required - w.packed ELSE 0 END), 0) AS must_pack,
         COALESCE(SUM(w.wanted - w.required), 0) AS must_miss,
         COALESCE(SUM(CASE WHEN w.wanted > 0 THEN 1 ELSE 0 END), 0) AS must_lines
    FROM order_sum s LEFT JOIN (
      SELECT order_id, packed, qty - cancelled AS wanted,
             CASE WHEN picked < qty - cancelled THEN picked ELSE qty - cancelled END AS required
        FROM order_line WHERE kind = 'goods') w ON w.order_id = s.order_id
   GROUP BY s.order_id, s.ordered, s.packed, s.to_pack, s.missing, s.lines"""

_WRONG_SUM = (
    "ordered <> must_ordered OR packed <> must_packed OR to_pack <> must_pack OR missing <> must_miss"
    " OR lines <> must_lines"
)

SUMS = Projection(
    "the sums kept of an order are those of its lines",
    "SELECT COUNT(*) FROM order_sum",
    "SELECT 'order ' || order_id || ' keeps ordered ' || ordered || ' packed ' || packed || ' to pack ' || to_pack"
    " || ' missing ' || missing || ' lines ' || lines || ', its lines say ' || must_ordered || ', ' || must_packed"
    f" || ', ' || must_pack || ', ' || must_miss || ', ' || must_lines FROM ({_SUMS}) f WHERE {_WRONG_SUM}",
)

PROJECTIONS = (
    Projection(
        "balances and holds are what the entries and promises say",
        "SELECT COUNT(*) FROM balance",
        "SELECT 'place ' || place_id || ' item ' || item_id || ' shows ' || on_hand || ' held ' || held"
        f" || ', facts say ' || must || ' held ' || must_held FROM ({_CELLS} HAVING SUM(on_hand) <> SUM(must)"
        " OR SUM(held) <> SUM(must_held)) f",
    ),
    Projection(
        "every serial number is in one place",
        "SELECT COUNT(*) FROM serial_at",
        "SELECT sku || ' ' || serial || ' at place ' || place_id || ' shows ' || shown || ', facts say ' || must"
        f" FROM ({_SERIALS} HAVING SUM(shown) <> SUM(must)) f",
    ),
    Projection(
        "pools are what the entries and promises say",
        "SELECT COUNT(*) FROM pool",
        f"{_STANDING} SELECT sku || ' in ' || warehouse || ' grade ' || grade || ' lot ' || lot || ' shows ' || on_hand"
        f" || ' promised ' || promised || ', facts say ' || must || ' promised ' || must_promised FROM ({_POOLS}"
        " HAVING SUM(on_hand) <> SUM(must) OR SUM(promised) <> SUM(must_promised)) f",
    ),
    Projection(
        "order lines count what the entries moved",
        "SELECT COUNT(*) FROM order_line",
        "SELECT 'line ' || line_id || ' shows picked ' || picked || ' packed ' || packed || ' shipped ' || shipped"
        " || ', facts say ' || must_picked || ', ' || must_packed || ', ' || must_shipped"
        f" FROM ({_LINES}) f WHERE {_WRONG_LINE}",
    ),
    SUMS,
)


def differences(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield every wrong figure: the projection's name, and what is shown beside what the facts say."""
    for each in PROJECTIONS:
        for row in desk.connection.execute(text(each.differing)):
            yield each.name, str(row[0])
