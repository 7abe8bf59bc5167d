"""Orders of kits that are sold by their parts: the kit's line keeps the money, lines of its parts follow it.

The content of an order is what its file says, so that an order stays the same one when a recipe changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from warehouse_app.domain.importing.values import KitLine, OrderDraft, OrderLineDraft
from warehouse_app.domain.moving.kits import Recipe
from warehouse_app.domain.quantities import line_total_minor, minor_digits


def exploded(draft: OrderDraft, recipes: Mapping[str, Recipe]) -> OrderDraft:
    """Return an order with the lines of the parts behind those of its kits, all numbered anew; `recipes` by SKU.

    A kit within a kit is taken as it was built: one step, so that what is sold by its parts is always what can be seen
    in its recipe.
    """
    lines: list[OrderLineDraft] = []
    parts: list[KitLine] = []
    kits: dict[int, int] = {}
    done: set[int] = set()
    for line in draft.lines:
        recipe = recipes.get(line.sku) if line.kind == "goods" else None
        kit_n = len(lines) + 1
        over = line.n in draft.done
        if over:
            done.add(kit_n)
        if recipe is None:
            lines.append(line._replace(n=kit_n))
            continue
        kits[recipe.product] = recipe.version
        lines.append(line._replace(n=kit_n, kind="service", description=line.description or recipe.name))
        total = line_total_minor(line.qty, line.price_e4, minor_digits(draft.currency))
        shares = shared(total, [part.qty for part in recipe.parts])
        for part, share in zip(recipe.parts, shares, strict=True):
            n, qty = len(lines) + 1, line.qty * part.qty
            lines.append(OrderLineDraft(n, part.sku, part.sku, part.name, "goods", qty, 0, line.source_line))
            parts.append(KitLine(n, kit_n, part.qty, share))
            if over:
                done.add(n)
    if not kits:
        return draft
    return replace(
        draft, lines=tuple(lines), parts=tuple(parts), kits=tuple(kits.items()), done=frozenset(done)
    )  # fmt: skip


def shared(total: int, weights: Iterable[int]) -> tuple[int, ...]:
    """Return a sum of money in shares by weight, which add up to it."""
    found: list[int] = []
    each = list(weights)
    whole, weight = sum(each), 0
    for one in each:
        before = total * weight // whole
        weight += one
        found.append(total * weight // whole - before)
    return tuple(found)
