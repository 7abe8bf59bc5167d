"""A draft is changed by hand: every order stays in one batch, and what was told before the deed is what it comes to."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from warehouse_app.planning.batching import CartCapacity, PlanLine, PlanOrder
from warehouse_app.planning.draft import (
    Draft,
    Ground,
    Stay,
    drafted,
    first_draft,
    fixed,
    joined_into,
    left_out,
    moved,
    parted,
    staying,
    taken_in,
    what_if,
    what_if_joined,
)
from warehouse_app.planning.layout import PlacePoint, generate_warehouse, graph_of
from warehouse_app.planning.search.values import Fees

PLACES = generate_warehouse(6, 10, 1)
GRAPH = graph_of(place.point() for place in PLACES)
NO_GRAPH = graph_of(PlacePoint(place.code, sequence=place.sequence) for place in PLACES)


def ground(many: int = 20, capacity: CartCapacity = CartCapacity(4, 40), seed: int = 1) -> Ground:  # noqa: B008 - a value
    dice = random.Random(seed)
    orders = {}
    for n in range(many):
        lines = tuple(PlanLine(f"{n}-{at}", dice.choice(PLACES).code, dice.randint(1, 4)) for at in range(3))
        orders[f"O{n:02d}"] = PlanOrder(f"O{n:02d}", "2011-01-04", lines)
    return Ground(orders, capacity, GRAPH)


def sound(on: Ground, draft: Draft) -> None:
    found = Counter(order for batch in draft.batches for order in batch.orders)
    assert found == Counter(on.orders.keys() - draft.out)
    assert len({batch.number for batch in draft.batches}) == len(draft.batches)
    for batch in draft.batches:
        assert batch.units == sum(on.orders[order].units for order in batch.orders)
        assert batch.distance_mm == batch.cost


@pytest.mark.parametrize("seed", range(6))
def test_what_is_told_before_a_deed_is_what_it_comes_to(seed: int) -> None:
    on = ground(seed=seed)
    draft, dice = first_draft(on), random.Random(seed)
    for _ in range(30):
        order = dice.choice(sorted(on.orders))
        number = dice.choice([0, *(batch.number for batch in draft.batches)])
        told, before = what_if(on, draft, order, number), draft.cost
        if told.fits:
            draft = moved(on, draft, order, number)
            assert draft.cost - before == told.cost == told.more_mm
            sound(on, draft)
        pair = dice.sample([batch.number for batch in draft.batches], 2)
        joined = what_if_joined(on, draft, *pair)
        if joined.fits:
            before = draft.cost
            draft = joined_into(on, draft, *pair)
            assert draft.cost - before == joined.cost
            sound(on, draft)
        draft = parted(on, draft, dice.choice(draft.batches).number)
        sound(on, draft)


def test_an_order_moved_by_hand_stays_where_it_was_put() -> None:
    on = ground()
    draft = first_draft(on)
    draft = moved(on, draft, draft.batches[-1].orders[0], 1)
    kept = draft.batch(1)
    assert kept is not None
    assert kept.fixed
    again = first_draft(on, staying(draft, on), draft)
    assert again.batch(1) == kept
    sound(on, again)


def test_a_full_cart_says_so_before_the_drop() -> None:
    on = ground(capacity=CartCapacity(2, 100))
    draft = first_draft(on)
    told = what_if(on, draft, draft.batches[0].orders[0], draft.batches[1].number)
    assert not told.fits
    assert told.orders == 3


def test_left_out_orders_come_back_where_they_cost_least() -> None:
    on = ground()
    draft = left_out(on, first_draft(on), ["O01", "O02"])
    sound(on, draft)
    assert draft.out == {"O01", "O02"}
    assert draft.distance_mm is not None
    back = taken_in(on, draft, ["O01"])
    sound(on, back)
    assert back.out == {"O02"}
    assert not any(batch.fixed for batch in back.batches)


def test_numbers_stay_with_the_batch_they_were_given_to() -> None:
    on = ground()
    draft = first_draft(on)
    groups = [batch.orders for batch in reversed(draft.batches)]
    swapped = [tuple(reversed(group)) for group in groups]
    again = drafted(on, Stay(), swapped, draft)
    assert [(b.number, set(b.orders)) for b in again.batches] == [(b.number, set(b.orders)) for b in draft.batches]


def test_orders_gone_meanwhile_leave_what_was_fixed_and_what_was_left_out() -> None:
    on = ground()
    draft = fixed(left_out(on, first_draft(on), ["O01"]), 2, on=True)
    batch = draft.batch(2)
    assert batch is not None
    gone = batch.orders[0]
    less = Ground({code: order for code, order in on.orders.items() if code not in (gone, "O01")}, on.capacity, GRAPH)
    stay = staying(draft, less)
    assert stay.out == frozenset()
    assert [each.orders for each in stay.batches] == [batch.orders[1:]]
    sound(less, first_draft(less, stay, draft))


def test_an_order_larger_than_a_cart_goes_in_several_trips_of_its_own() -> None:
    large = PlanOrder("O1", "d", (PlanLine("a", "A01-01-1", 9),))
    small = PlanOrder("O2", "d", (PlanLine("b", "A02-01-1", 1),))
    on = Ground({"O1": large, "O2": small}, CartCapacity(4, 4), GRAPH)
    draft = first_draft(on)
    alone = draft.batch_with("O1")
    assert alone is not None
    assert len(alone.trips) == 3
    assert not what_if(on, draft, "O2", alone.number).fits


def test_without_coordinates_what_if_compares_and_tells_no_metres() -> None:
    on = Ground(ground().orders, CartCapacity(4, 40), NO_GRAPH)
    draft = first_draft(on)
    assert draft.distance_mm is None
    told = what_if(on, draft, draft.batches[0].orders[0], draft.batches[-1].number)
    assert told.more_mm is None


def test_a_batch_of_one_order_cannot_be_parted_nor_joined_with_itself() -> None:
    on = ground(many=1)
    draft = first_draft(on)
    assert parted(on, draft, 1) is draft
    assert joined_into(on, draft, 1, 1) is draft
    assert moved(on, draft, "O00", 1) is draft


def test_nothing_to_plan_is_an_empty_draft() -> None:
    assert first_draft(ground(many=0)) == Draft()


def test_orders_that_nobody_may_pick_together_are_not_put_together() -> None:
    given = list(ground(many=4).orders.values())
    skills = [frozenset({"DG"}), frozenset({"LIFT"}), frozenset(), frozenset()]
    orders = {each.code: replace(each, skills=wanted) for each, wanted in zip(given, skills, strict=True)}
    crews = (frozenset({"DG"}), frozenset({"LIFT"}))
    on = Ground(orders, CartCapacity(4, 40), GRAPH, Fees(crews=crews))
    draft = first_draft(on)
    dangerous, heavy = draft.batch_with("O00"), draft.batch_with("O01")
    assert dangerous is not None
    assert heavy is not None
    assert dangerous is not heavy
    told = what_if(on, draft, "O00", heavy.number)
    assert told.apart
    assert not told.fits
