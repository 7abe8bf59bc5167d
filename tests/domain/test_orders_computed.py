"""What is computed of an order from the quantities of its lines: light, fulfilment, stage and rank."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.orders.readiness import (
    Fulfilment,
    LineFacts,
    OrderFacts,
    Readiness,
    Stage,
    fulfilment,
    rank_of,
    readiness,
    stage,
)
from warehouse_app.domain.orders.states import NEXT, OPEN, OrderState, may_become
from warehouse_app.domain.orders.values import Address


@st.composite
def lines(draw: st.DrawFn) -> LineFacts:
    qty = draw(st.integers(1, 50))
    cancelled = draw(st.integers(0, qty))
    picked = draw(st.integers(0, qty - cancelled))
    promised = draw(st.integers(0, qty - cancelled - picked))
    packed = draw(st.integers(0, picked))
    shipped = draw(st.integers(0, packed))
    kind = draw(st.sampled_from(["goods", "goods", "service", "shipping"]))
    return LineFacts(kind, qty, cancelled, promised, picked, packed, shipped)


@given(st.lists(lines(), max_size=8))
def test_the_light_is_green_exactly_when_no_goods_line_is_short(found: list[LineFacts]) -> None:
    short = sum(line.short for line in found if line.kind == "goods")
    covered = sum(line.covered for line in found if line.kind == "goods")
    light = readiness(found)
    assert (light is Readiness.GREEN) == (short == 0)
    assert (light is Readiness.RED) == (short > 0 and covered == 0)


@given(st.lists(lines(), max_size=8))
def test_only_what_was_handed_over_counts_as_fulfilled(found: list[LineFacts]) -> None:
    goods = [line for line in found if line.kind == "goods" and line.qty > line.cancelled]
    told = fulfilment(found)
    assert (told is Fulfilment.NONE) == (not any(line.shipped for line in goods))
    assert (told is Fulfilment.ALL) == (
        any(line.shipped for line in goods) and all(line.shipped == line.qty - line.cancelled for line in goods)
    )


def test_services_and_cancelled_lines_never_make_an_order_short() -> None:
    assert readiness([LineFacts("service", 3), LineFacts("goods", 2, cancelled=2)]) is Readiness.GREEN
    assert readiness([]) is Readiness.GREEN


def test_a_surplus_on_one_line_does_not_hide_what_another_lacks() -> None:
    assert readiness([LineFacts("goods", 2, picked=4), LineFacts("goods", 2)]) is Readiness.AMBER


FULL = OrderFacts(wanted=5, covered=5)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (FULL, Stage.READY),
        (OrderFacts(wanted=5), Stage.SHORT),
        (OrderFacts(wanted=5, covered=3), Stage.SHORT),
        (OrderFacts(wanted=5, covered=3, ship_part=True), Stage.READY),
        (OrderFacts(wanted=5, ship_part=True), Stage.SHORT),
        (replace(FULL, held=True), Stage.HOLD),
        (replace(FULL, batches=frozenset({"planned"})), Stage.READY),
        (replace(FULL, batches=frozenset({"released"})), Stage.RELEASED),
        (replace(FULL, picked=2, batches=frozenset({"picking"})), Stage.PICKING),
        (replace(FULL, picked=2, batches=frozenset({"suspended"})), Stage.PICKING),
        (replace(FULL, picked=5, batches=frozenset({"picked"})), Stage.PICKED),
        (replace(FULL, picked=3, batches=frozenset({"picked"})), Stage.READY),
        (replace(FULL, picked=3, batches=frozenset({"picked", "released"})), Stage.RELEASED),
        (replace(FULL, picked=3, covered=4, batches=frozenset({"picked"})), Stage.PICKED),
        (replace(FULL, picked=3, covered=4, ship_part=True, batches=frozenset({"picked"})), Stage.READY),
        (replace(FULL, picked=5, packed=2, packing=True, parcels=1), Stage.PACKING),
        (replace(FULL, picked=5, packed=5, parcels=1), Stage.PACKED),
        (replace(FULL, picked=5, packed=5, parcels=2, manifested=1), Stage.PACKED),
        (replace(FULL, picked=5, packed=5, parcels=1, manifested=1), Stage.MANIFESTED),
        (replace(FULL, picked=5, packed=5, shipped=5, parcels=1, manifested=1, handed=1), Stage.SHIPPED),
    ],
)
def test_one_word_says_how_far_a_confirmed_order_is(facts: OrderFacts, word: Stage) -> None:
    assert stage(OrderState.CONFIRMED, facts) is word


def test_what_was_decided_goes_before_what_is_computed() -> None:
    assert stage(OrderState.CANCELLED, OrderFacts(held=True)) is Stage.CANCELLED
    assert stage(OrderState.CLOSED, OrderFacts()) is Stage.SHIPPED
    assert stage(OrderState.DRAFT, OrderFacts(held=True)) is Stage.DRAFT


def test_an_ended_order_goes_nowhere() -> None:
    assert {state for state in OrderState if OrderState.CANCELLED in NEXT[state]} == OPEN
    assert all(not NEXT[state] for state in set(OrderState) - OPEN)
    assert may_become(OrderState.DRAFT, OrderState.CONFIRMED)
    assert not may_become(OrderState.DRAFT, OrderState.CLOSED)


def test_priority_goes_before_the_day_and_the_day_before_nothing() -> None:
    early, late = "2010-12-06T17:00:00.000000Z", "2010-12-07T17:00:00.000000Z"
    assert rank_of(1, late) < rank_of(0, early) < rank_of(0, late) < rank_of(0, "some day")
    assert rank_of(99, early) == rank_of(9, early)
    assert 0 <= rank_of(9, "1999-01-01T00:00:00Z") < rank_of(-3, "9999-01-01T00:00:00") < 2**31


def test_an_address_leaves_out_what_is_not_there() -> None:
    assert Address(name="A. Buyer", city="Leeds", postcode="LS1", country="GB").lines == ("A. Buyer", "Leeds LS1", "GB")
