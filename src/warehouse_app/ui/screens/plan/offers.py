"""Which batches are offered for an order, or for a whole batch: those that cost least, best first. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.planning.draft import DraftBatch, Ground, what_if, what_if_joined
from warehouse_app.ui.screens.plan.state import OFFERS, Desk, Offer

WEIGHED = 40
"""Batches whose walk is worked out before they are offered: those that already lead where the order leads."""


def for_order(desk: Desk, order: str) -> tuple[Offer, ...]:
    """Return the batches that may take an order, and a new one."""
    ground, draft = desk.part.ground, desk.draft
    here = draft.batch_with(order)
    others = [batch for batch in draft.batches if batch is not here]
    near = _nearest(ground, (order,), others)
    found = [Offer(batch.number, what_if(ground, draft, order, batch.number)) for batch in near]
    alone = here is not None and here.orders == (order,)
    new = () if alone else (Offer(0, what_if(ground, draft, order, 0)),)
    return (*_best(found)[: OFFERS - len(new)], *new)


def for_batch(desk: Desk, number: int) -> tuple[Offer, ...]:
    """Return the batches that one may be put into."""
    ground, draft = desk.part.ground, desk.draft
    batch = draft.batch(number)
    if batch is None:
        return ()
    others = [each for each in draft.batches if each is not batch]
    near = _nearest(ground, batch.orders, others)
    return _best([Offer(each.number, what_if_joined(ground, draft, number, each.number)) for each in near])[:OFFERS]


def _best(found: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return those a cart has room for, the one that costs least first."""
    fitting = (offer for offer in found if offer.comes_to.fits)
    return tuple(sorted(fitting, key=lambda offer: (offer.comes_to.cost, offer.number)))


def _nearest(ground: Ground, orders: Iterable[str], batches: list[DraftBatch]) -> list[DraftBatch]:
    if len(batches) <= WEIGHED:
        return batches
    wanted = _aisles(ground, orders)
    return sorted(batches, key=lambda each: -len(wanted & _aisles(ground, each.orders)))[:WEIGHED]


def _aisles(ground: Ground, orders: Iterable[str]) -> frozenset[object]:
    """Return where orders lead: aisles, or places where no aisle is known."""
    places = (line.place for order in orders for line in ground.orders[order].lines)
    return frozenset(ground.graph.spots[each][0] if each in ground.graph.spots else each for each in places)
