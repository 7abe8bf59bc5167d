"""How goods differ from their paper, pure: what is told on a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warehouse_app.domain.receiving.values import Came, Difference, ReceiptLine


def differences(
    came: Sequence[Came], missing: Iterable[tuple[str, str, int]], lines: Iterable[ReceiptLine]
) -> tuple[Difference, ...]:
    """Return every difference once: what is too much, not ordered, damaged, missing (SKU, name, units), or dearer."""
    found = []
    for each in came:
        told = {"over": each.over, "unordered": each.unordered, "damaged": each.damaged}
        found += [Difference(what, each.sku, each.name, qty) for what, qty in told.items() if qty > 0]
    found += [Difference("missing", sku, name, qty) for sku, name, qty in missing if qty > 0]
    return (*found, *_prices(lines))


def _prices(lines: Iterable[ReceiptLine]) -> tuple[Difference, ...]:
    """Return a difference for each product and pair of prices, with the units that are left of it."""
    units: dict[tuple[str, str, int, int], int] = {}
    for line in lines:
        if line.dearer:
            key = (line.sku, line.name, line.price_e4 or 0, line.order_e4 or 0)
            units[key] = units.get(key, 0) + line.qty
    return tuple(
        Difference("price", sku, name, qty, price, order) for (sku, name, price, order), qty in units.items() if qty > 0
    )
