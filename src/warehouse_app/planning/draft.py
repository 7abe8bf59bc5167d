"""A plan under the hand of a person: batches with numbers that stay, moved, joined, parted, left out, kept as they are.

Every deed gives a new draft and leaves the old one as it was, so that a step back is the draft before. What a deed
would change in walking is told before it is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from warehouse_app.planning.batching import (
    CartCapacity,
    PlanOrder,
    Trip,
    one_batch,
    plan_batches,
    problem_of,
    walked_mm,
)
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import plan_route, route_cost
from warehouse_app.planning.search.charge import charge
from warehouse_app.planning.search.values import Fees, charges

ONE_CART = 1 << 40
"""Slots and units of a cart on which everything has room: its walk is one trip."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan is made on: the orders of one day in one warehouse, as they came, what a cart holds, the walks."""

    orders: Mapping[str, PlanOrder]
    capacity: CartCapacity
    graph: WarehouseGraph
    fees: Fees = Fees()  # noqa: RUF009 - frozen

    def given(self, codes: Iterable[str]) -> tuple[PlanOrder, ...]:
        """Return these orders, as they came."""
        wanted = set(codes)
        return tuple(order for code, order in self.orders.items() if code in wanted)


@dataclass(frozen=True, slots=True)
class DraftBatch:
    """One batch of a draft. `fixed`: it stays as it is, whatever is worked out. `cost` compares where no metres are."""

    number: int
    orders: tuple[str, ...]
    trips: tuple[Trip, ...]
    cost: int
    fixed: bool = False

    @property
    def distance_mm(self) -> int | None:
        """Return the walk of all its trips; None where no distance is known."""
        return walked_mm(self.trips)

    @property
    def units(self) -> int:
        """Return how many units it picks."""
        return sum(stop.qty for trip in self.trips for stop in trip.stops)

    @property
    def lines(self) -> int:
        """Return how many stops it makes for an order line."""
        return sum(len(trip.stops) for trip in self.trips)


@dataclass(frozen=True, slots=True)
class Draft:
    """The batches, and the orders a person left out."""

    batches: tuple[DraftBatch, ...] = ()
    out: frozenset[str] = frozenset()

    @property
    def distance_mm(self) -> int | None:
        """Return the walk of all batches; None where no distance is known."""
        lengths = [batch.distance_mm for batch in self.batches]
        known = [length for length in lengths if length is not None]
        return sum(known) if len(known) == len(lengths) else None

    @property
    def cost(self) -> int:
        """Return what compares two drafts on one ground."""
        return sum(batch.cost for batch in self.batches)

    def batch(self, number: int) -> DraftBatch | None:
        """Return the batch of a number."""
        return next((batch for batch in self.batches if batch.number == number), None)

    def batch_with(self, order: str) -> DraftBatch | None:
        """Return the batch that an order is in."""
        return next((batch for batch in self.batches if order in batch.orders), None)

    def next_number(self) -> int:
        """Return a number that no batch has."""
        return max((batch.number for batch in self.batches), default=0) + 1


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a deed would come to: the walk more or less, and whether the cart has room (how full it would be).

    `apart`: nobody may pick these orders together.
    """

    more_mm: int | None
    cost: int
    orders: int
    units: int
    fits: bool
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """What stays when a draft is worked out again: batches as they are, and whom a person left out."""

    batches: tuple[DraftBatch, ...] = ()
    out: frozenset[str] = field(default_factory=frozenset)

    def free(self, ground: Ground) -> tuple[PlanOrder, ...]:
        """Return the orders that may still go anywhere, as they came."""
        taken = self.out.union(*(batch.orders for batch in self.batches))
        return tuple(order for code, order in ground.orders.items() if code not in taken)


def staying(draft: Draft, ground: Ground) -> Stay:
    """Return what stays of a draft on this ground; orders gone meanwhile are taken out of its fixed batches."""
    kept = []
    for batch in draft.batches:
        here = tuple(order for order in batch.orders if order in ground.orders)
        if batch.fixed and here:
            kept.append(batch if here == batch.orders else of_orders(ground, batch.number, here, fixed=True))
    return Stay(tuple(kept), draft.out & ground.orders.keys())


def carried(ground: Ground, draft: Draft) -> Draft:
    """Return the draft on a ground that was read anew: orders that are gone leave it, new ones are in no batch yet."""
    kept = []
    for batch in draft.batches:
        here = tuple(order for order in batch.orders if order in ground.orders)
        if here:
            kept.append(of_orders(ground, batch.number, here, fixed=batch.fixed))
    return Draft(tuple(kept), draft.out & ground.orders.keys())


def fits(ground: Ground, order: str) -> bool:
    """Say whether a cart holds this order on one trip."""
    given, cart = ground.orders[order], ground.capacity
    return given.units <= cart.units and given.slots <= cart.slots


def begun_with(ground: Ground, begun: Draft, more: Draft) -> Draft:
    """Return a draft of the batches it began with and more, these under numbers of their own."""
    batches = list(begun.batches)
    used = {batch.number for batch in batches}
    for batch in more.batches:
        number = batch.number if batch.number not in used else max(used) + 1
        used.add(number)
        batches.append(batch if number == batch.number else replace(batch, number=number))
    return Draft(tuple(sorted(batches, key=lambda batch: batch.number)), more.out & ground.orders.keys())


def first_draft(ground: Ground, stay: Stay | None = None, before: Draft | None = None) -> Draft:
    """Return a draft that can be used at once: what stays, and the other orders grouped by what they save."""
    stay = stay or Stay()
    planned = plan_batches(stay.free(ground), ground.capacity, ground.graph, fees=ground.fees)
    return drafted(ground, stay, [batch.orders for batch in planned], before)


def drafted(ground: Ground, stay: Stay, groups: Iterable[Sequence[str]], before: Draft | None = None) -> Draft:
    """Return a draft of what stays and these groups; a group keeps the number of the batch it is most like."""
    given = [tuple(group) for group in groups if group]
    known = {} if before is None else {batch.orders: batch for batch in before.batches if not batch.fixed}
    numbers = _numbers(given, before, {batch.number for batch in stay.batches})
    made = [
        replace(known[group], number=number) if group in known else of_orders(ground, number, group)
        for number, group in zip(numbers, given, strict=True)
    ]
    return Draft(tuple(sorted((*stay.batches, *made), key=lambda batch: batch.number)), stay.out)


def _numbers(groups: Sequence[tuple[str, ...]], before: Draft | None, taken: set[int]) -> list[int]:
    """Return a number for each group: of the old batch it shares most orders with, else the next free one."""
    old = () if before is None else tuple(batch for batch in before.batches if batch.number not in taken)
    where = {order: batch.number for batch in old for order in batch.orders}
    shared: dict[tuple[int, int], int] = {}
    for at, group in enumerate(groups):
        for order in group:
            if order in where:
                shared[at, where[order]] = shared.get((at, where[order]), 0) + 1
    found: dict[int, int] = {}
    used = set(taken)
    for (at, number), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if at not in found and number not in used:
            found[at] = number
            used.add(number)
    free = (number for number in range(1, len(groups) + len(used) + 1) if number not in used)
    return [found[at] if at in found else next(free) for at in range(len(groups))]


def what_if(ground: Ground, draft: Draft, order: str, number: int) -> WhatIf:
    """Return what moving an order into a batch would come to; batch 0 is a new one."""
    source, target = draft.batch_with(order), draft.batch(number)
    if source is not None and source.number == number:
        return WhatIf(0, 0, len(source.orders), source.units, fits=True)
    before = [each for each in (source, target) if each is not None]
    rest = () if source is None else tuple(each for each in source.orders if each != order)
    joined = (*target.orders, order) if target is not None else (order,)
    return _compared(ground, before, (rest, joined), joined)


def what_if_joined(ground: Ground, draft: Draft, number: int, into: int) -> WhatIf:
    """Return what putting one batch into another would come to."""
    pair = [each for each in (draft.batch(into), draft.batch(number)) if each is not None]
    joined = tuple(order for each in pair for order in each.orders)
    return _compared(ground, pair, (joined,), joined)


def moved(ground: Ground, draft: Draft, order: str, number: int) -> Draft:
    """Return the draft with an order in another batch (0: a new one), which stays as it is from then on."""
    source, target = draft.batch_with(order), draft.batch(number)
    if source is not None and source.number == number:
        return draft
    made = number or draft.next_number()
    joined = (*target.orders, order) if target is not None else (order,)
    others = [batch for batch in draft.batches if batch not in (source, target)]
    if source is not None and len(source.orders) > 1:
        rest = tuple(each for each in source.orders if each != order)
        others.append(of_orders(ground, source.number, rest, fixed=source.fixed))
    return _with(draft, (*others, of_orders(ground, made, joined, fixed=True)), draft.out - {order})


def joined_into(ground: Ground, draft: Draft, number: int, into: int) -> Draft:
    """Return the draft with one batch put into another."""
    source, target = draft.batch(number), draft.batch(into)
    if source is None or target is None or source is target:
        return draft
    others = [batch for batch in draft.batches if batch not in (source, target)]
    return _with(draft, (*others, of_orders(ground, into, (*target.orders, *source.orders), fixed=True)), draft.out)


def parted(ground: Ground, draft: Draft, number: int) -> Draft:
    """Return the draft with a batch in two of about the same number of orders, as they are best walked."""
    batch = draft.batch(number)
    if batch is None or len(batch.orders) < 2:  # noqa: PLR2004 - one order cannot be parted
        return draft
    half = CartCapacity(-(-len(batch.orders) // 2), ONE_CART)
    first = set(plan_batches(ground.given(batch.orders), half, ground.graph, fees=ground.fees)[0].orders)
    parts = [tuple(o for o in batch.orders if (o in first) is wanted) for wanted in (True, False)]
    others = [each for each in draft.batches if each is not batch]
    made = [
        of_orders(ground, each, part, fixed=True)
        for each, part in zip((number, draft.next_number()), parts, strict=True)
    ]
    return _with(draft, (*others, *made), draft.out)


def left_out(ground: Ground, draft: Draft, orders: Iterable[str]) -> Draft:
    """Return the draft without these orders."""
    gone = frozenset(orders) & ground.orders.keys()
    kept = []
    for batch in draft.batches:
        rest = tuple(order for order in batch.orders if order not in gone)
        if rest == batch.orders:
            kept.append(batch)
        elif rest:
            kept.append(of_orders(ground, batch.number, rest, fixed=batch.fixed))
    return Draft(tuple(kept), draft.out | gone)


def taken_in(ground: Ground, draft: Draft, orders: Iterable[str]) -> Draft:
    """Return the draft with orders that were left out: each goes where it costs least, or into a batch of its own."""
    for order in orders:
        if order in draft.out:
            open_ = [each.number for each in draft.batches]
            asked = [(what_if(ground, draft, order, number), number) for number in open_]
            fits = [(each.cost, number) for each, number in asked if each.fits]
            fixed = {each.number for each in draft.batches if each.fixed}
            draft = moved(ground, draft, order, min(fits)[1] if fits else 0)
            draft = _let_go(draft, fixed)
    return draft


def _let_go(draft: Draft, fixed: set[int]) -> Draft:
    """Return the draft with only these batches fixed: who was taken in was put nowhere by hand."""
    return replace(draft, batches=tuple(replace(each, fixed=each.number in fixed) for each in draft.batches))


def fixed(draft: Draft, number: int, *, on: bool) -> Draft:
    """Return the draft with a batch that stays as it is, or no longer does."""
    return replace(
        draft, batches=tuple(replace(each, fixed=on) if each.number == number else each for each in draft.batches)
    )


def _with(draft: Draft, batches: Iterable[DraftBatch], out: frozenset[str]) -> Draft:
    return replace(draft, batches=tuple(sorted(batches, key=lambda batch: batch.number)), out=out)


def _compared(
    ground: Ground, before: Sequence[DraftBatch], after: Iterable[tuple[str, ...]], joined: tuple[str, ...]
) -> WhatIf:
    capacity, units = ground.capacity, sum(ground.orders[order].units for order in joined)
    old, new = [each.distance_mm for each in before], [_walk(ground, orders) for orders in after]
    lengths = [each[0] for each in new]
    known = None not in old and None not in lengths
    more = sum(each or 0 for each in lengths) - sum(each or 0 for each in old) if known else None
    room = len(joined) == 1 or (len(joined) <= capacity.slots and units <= capacity.units)
    apart = not _together(ground, joined)
    cost = sum(each[1] for each in new) - sum(each.cost for each in before)
    return WhatIf(more, cost, len(joined), units, room and not apart, apart)


def _together(ground: Ground, orders: Sequence[str]) -> bool:
    """Say whether there may be somebody who picks these orders on one trip."""
    given = [ground.orders[order] for order in orders]
    if not ground.fees.crews and not any(order.shuns for order in given):
        return True
    problem = problem_of(given, ground.capacity, ground.graph, ground.fees)
    return charge(charges(problem), range(len(given))) is not None


def of_orders(ground: Ground, number: int, orders: tuple[str, ...], *, fixed: bool = False) -> DraftBatch:
    """Return a batch of exactly these orders, slot by slot, walked the shortest way."""
    given = [ground.orders[order] for order in orders]
    planned = one_batch(given[0].day, given, ground.capacity, ground.graph)
    distance = planned.distance_mm
    cost = distance if distance is not None else route_cost(ground.graph, _places(ground, orders))
    return DraftBatch(number, orders, planned.trips, cost, fixed)


def _places(ground: Ground, orders: Iterable[str]) -> list[str]:
    return [line.place for order in orders for line in ground.orders[order].lines]


def _walk(ground: Ground, orders: Iterable[str]) -> tuple[int | None, int]:
    """Return the walk through all places of these orders on one trip: metres where known, and what compares it."""
    places = _places(ground, orders)
    if not places:
        return 0, 0
    distance = plan_route(ground.graph, places).distance_mm
    return distance, distance if distance is not None else route_cost(ground.graph, places)
