"""Projections compared with the facts, and written anew from them: cells, pools, serial places, line counters.

The database folds legs and promises in sets, so that a million legs take seconds; nothing here reads one projection to
judge another. `differences` only looks.
"""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from warehouse_app.store.desk import Desk
from warehouse_app.store.places import PROMISABLE_SQL


class FactsContradict(Exception):  # noqa: N818 - a fact about the facts, answered as a refusal
    """The entries and promises themselves break a law of the ledger."""


class Projection(NamedTuple):
    """One projection: what is shown and what the facts say, side by side. `differing` names each wrong figure.

    `fill` writes it anew where that is asked for, from an empty table (or, for counters, in place).
    """

    name: str
    examined: str
    differing: str
    empty: str
    fill: str


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

PROJECTIONS = (
    Projection(
        "balances and holds are what the entries and promises say",
        "SELECT COUNT(*) FROM balance",
        "SELECT 'place ' || place_id || ' item ' || item_id || ' shows ' || on_hand || ' held ' || held"
        f" || ', facts say ' || must || ' held ' || must_held FROM ({_CELLS} HAVING SUM(on_hand) <> SUM(must)"
        " OR SUM(held) <> SUM(must_held)) f",
        "DELETE FROM balance",
        "INSERT INTO balance (place_id, item_id, on_hand, held, outside) SELECT f.place_id, f.item_id, f.must,"
        f" f.must_held, CASE WHEN p.kind IN {LOSSY} THEN 1 ELSE 0 END FROM ({_CELLS}) f"
        " JOIN place p ON p.id = f.place_id WHERE f.must <> 0 OR f.must_held <> 0",
    ),
    Projection(
        "every serial number is in one place",
        "SELECT COUNT(*) FROM serial_at",
        "SELECT sku || ' ' || serial || ' at place ' || place_id || ' shows ' || shown || ', facts say ' || must"
        f" FROM ({_SERIALS} HAVING SUM(shown) <> SUM(must)) f",
        "DELETE FROM serial_at",
        f"INSERT INTO serial_at (sku, serial, place_id) SELECT sku, serial, place_id FROM ({_SERIALS}"
        " HAVING SUM(must) > 0) f",
    ),
    Projection(
        "pools are what the entries and promises say",
        "SELECT COUNT(*) FROM pool",
        f"{_STANDING} SELECT sku || ' in ' || warehouse || ' grade ' || grade || ' lot ' || lot || ' shows ' || on_hand"
        f" || ' promised ' || promised || ', facts say ' || must || ' promised ' || must_promised FROM ({_POOLS}"
        " HAVING SUM(on_hand) <> SUM(must) OR SUM(promised) <> SUM(must_promised)) f",
        "DELETE FROM pool",
        f"INSERT INTO pool (sku, warehouse, owner, grade, lot, on_hand, promised) {_STANDING}"
        f" SELECT sku, warehouse, owner, grade, lot, must, must_promised FROM ({_POOLS}) f"
        " WHERE must <> 0 OR must_promised <> 0",
    ),
    Projection(
        "order lines count what the entries moved",
        "SELECT COUNT(*) FROM order_line",
        "SELECT 'line ' || line_id || ' shows picked ' || picked || ' packed ' || packed || ' shipped ' || shipped"
        " || ', facts say ' || must_picked || ', ' || must_packed || ', ' || must_shipped"
        f" FROM ({_LINES}) f WHERE {_WRONG_LINE}",
        "",
        "UPDATE order_line SET picked = f.must_picked, packed = f.must_packed, shipped = f.must_shipped"
        f" FROM (SELECT * FROM ({_LINES}) w WHERE {_WRONG_LINE}) f WHERE f.line_id = order_line.id",
    ),
    Projection(
        "the sums kept of an order are those of its lines",
        "SELECT COUNT(*) FROM order_sum",
        "SELECT 'order ' || order_id || ' keeps ordered ' || ordered || ' packed ' || packed || ' to pack ' || to_pack"
        " || ' missing ' || missing || ' lines ' || lines || ', its lines say ' || must_ordered || ', ' || must_packed"
        f" || ', ' || must_pack || ', ' || must_miss || ', ' || must_lines FROM ({_SUMS}) f WHERE {_WRONG_SUM}",
        "DELETE FROM order_sum",
        "",
    ),
)


FOLLOWING = (
    "DELETE FROM stock_mark_cell",
    "DELETE FROM stock_mark",
    "DELETE FROM cost_step",
    "DELETE FROM cost_now",
    "DELETE FROM weight_product",
    "DELETE FROM weight_packaging",
    "DELETE FROM cost_cursor",
)
"""What the worker makes anew of the facts by itself, step by step."""


def differences(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield every wrong figure: the projection's name, and what is shown beside what the facts say."""
    for each in PROJECTIONS:
        for row in desk.connection.execute(text(each.differing)):
            yield each.name, str(row[0])


def rebuild(desk: Desk) -> int:
    """Write all projections anew from the facts; return how many figures were wrong.

    It takes as long as the ledger is large, also on a server that gives other units of work some seconds.

    Raises FactsContradict when the facts themselves break a law; the caller rolls back, and nothing changed.
    """
    if desk.connection.dialect.name == "postgresql":
        from warehouse_app.store.postgresql.backend import unhurried  # not loaded where there is no server

        unhurried(desk.connection)
    wrong = sum(1 for _each in differences(desk))
    try:
        for each in PROJECTIONS:
            for statement in (each.empty, each.fill):
                if statement:
                    desk.connection.execute(text(statement))
        for statement in FOLLOWING:
            desk.connection.execute(text(statement))
    except IntegrityError as error:
        raise FactsContradict from error
    return wrong
