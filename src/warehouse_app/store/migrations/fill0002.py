"""What version 2 must fill: the words that products, customers and orders of older companies are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse_app.domain.search import words_of

if TYPE_CHECKING:
    from alembic.operations import Operations

_PORTION = 10_000
_NAMES = (
    ("product", "SELECT id, name FROM product"),
    ("customer", "SELECT customer_id, name || ' ' || company FROM customer_personal"),
    ("order", "SELECT order_id, name || ' ' || company FROM order_address"),
)


def fill(op: Operations) -> None:
    """Cut every name into its words."""
    connection = op.get_bind()
    for kind, names in _NAMES:
        found = connection.exec_driver_sql(names)
        while portion := found.fetchmany(_PORTION):
            words = [(kind, word, ref) for ref, name in portion for word in words_of(name)]
            if words:
                connection.exec_driver_sql("INSERT INTO word (kind, word, ref) VALUES (?, ?, ?)", words)
