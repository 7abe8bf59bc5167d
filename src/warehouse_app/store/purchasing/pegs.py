"""Pegs: which short order lines wait for which purchase lines, made anew by rank for one product at a time."""

from __future__ import annotations

from warehouse_app.store.desk import Desk


def settle(desk: Desk, sku: str, warehouse: str) -> None:
    """Make the pegs of a product in a warehouse anew: after purchases, needs or promises of it have changed."""
