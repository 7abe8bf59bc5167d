"""Exceptions about the books: weights that parcels contradict."""

from __future__ import annotations

from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.domain.listing import ListQuery
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import page
from warehouse_app.store.weights.lists import WEIGHTS

NONE = -1
"""What stands for a weight that no book has."""


def weights(desk: Desk, many: int) -> tuple[Case, ...]:
    """Return products whose weight in the books is to be looked at, the most wrong first."""
    rows = page(desk, WEIGHTS, ListQuery("wrong"), 0, many).rows
    return tuple(
        Case(
            CaseKind.BOOKS, row.sku, since=row.last_at, mark=f"{row.book_g}",
            facts={
                "sku": row.sku, "name": row.name, "book_g": NONE if row.book_g is None else row.book_g,
                "learned_g": row.learned_g, "parcels": row.parcels,
            },
        )
        for row in rows
    )  # fmt: skip
