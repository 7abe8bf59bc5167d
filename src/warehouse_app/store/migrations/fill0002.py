"""What version 2 must fill in older companies.

The words that products, customers and orders are found by; the pools, which count what stands on docks as well; and
where the counts that were asked for lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse_app.domain.search import words_of

if TYPE_CHECKING:
    from alembic.operations import Operations

_COUNTS = (
    "UPDATE count_request SET warehouse = (SELECT p.warehouse FROM place p WHERE p.id = count_request.place_id),"
    " seq = COALESCE((SELECT p.walk_seq FROM place p WHERE p.id = count_request.place_id), 0)"
)
_LANGUAGE = "UPDATE person SET language = ''"
"""Version 1 wrote one that nobody had chosen."""

_PORTION = 10_000
_NAMES = (
    ("product", "SELECT id, name FROM product"),
    ("customer", "SELECT customer_id, name || ' ' || company FROM customer_personal"),
    ("order", "SELECT order_id, name || ' ' || company FROM order_address"),
)


_DOCKED = """
  WITH RECURSIVE home (place_id, warehouse) AS (
    SELECT id, warehouse FROM place WHERE kind = 'DOCK'
    UNION SELECT p.id, h.warehouse FROM home h JOIN serial_at s ON s.place_id = h.place_id AND s.sku = '@LPN'
      JOIN place p ON p.kind = 'LPN' AND p.code = s.serial),
  standing AS (
    SELECT h.warehouse, i.owner, i.sku, i.grade, i.lot, b.on_hand FROM home h
      JOIN balance b ON b.place_id = h.place_id JOIN item i ON i.id = b.item_id WHERE i.sku NOT LIKE '@%'),
  more AS (
    SELECT warehouse, owner, sku, grade, '*' AS lot, on_hand FROM standing
    UNION ALL SELECT warehouse, owner, sku, grade, lot, on_hand FROM standing WHERE lot <> '')
  INSERT INTO pool (warehouse, owner, sku, grade, lot, on_hand, promised)
    SELECT warehouse, owner, sku, grade, lot, SUM(on_hand), 0 FROM more GROUP BY warehouse, owner, sku, grade, lot
    HAVING SUM(on_hand) > 0
    ON CONFLICT (sku, warehouse, owner, grade, lot) DO UPDATE SET on_hand = pool.on_hand + excluded.on_hand"""


def fill(op: Operations) -> None:
    """Cut every name into its words, and count what stands on docks in the pools."""
    connection = op.get_bind()
    connection.exec_driver_sql(_DOCKED)
    connection.exec_driver_sql(_COUNTS)
    connection.exec_driver_sql(_LANGUAGE)
    for kind, names in _NAMES:
        found = connection.exec_driver_sql(names)
        while portion := found.fetchmany(_PORTION):
            words = [(kind, word, ref) for ref, name in portion for word in words_of(name)]
            if words:
                connection.exec_driver_sql("INSERT INTO word (kind, word, ref) VALUES (?, ?, ?)", words)
