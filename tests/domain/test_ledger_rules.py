"""The form of an entry: how many legs, how much on one, and never from a place to itself."""

from __future__ import annotations

import pytest

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.rules import MAX_LEGS, form_refusal
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.quantities import MAX_QTY

HERE, THERE = PlaceId(1), PlaceId(2)


def refusal(*legs: Leg) -> str:
    """Return the code of what is wrong with an entry of these legs."""
    found = form_refusal(Entry(EntryId("e"), EntryKind.MOVE, legs))
    return "" if found is None else found.code


@pytest.mark.parametrize(("qty", "fits"), [(0, False), (-1, False), (1, True), (MAX_QTY, True), (MAX_QTY + 1, False)])
def test_a_leg_moves_at_least_one_and_at_most_the_largest_number(qty: int, fits: bool) -> None:
    assert (refusal(Leg(Item("A"), HERE, THERE, qty)) == "") is fits


@pytest.mark.parametrize(("count", "fits"), [(0, False), (1, True), (MAX_LEGS, True), (MAX_LEGS + 1, False)])
def test_an_entry_has_at_least_one_leg_and_at_most_the_largest_number(count: int, fits: bool) -> None:
    assert (refusal(*[Leg(Item("A"), HERE, THERE, 1)] * count) == "") is fits


def test_a_leg_has_two_ends_and_a_serial_number_is_one() -> None:
    assert refusal(Leg(Item("A"), HERE, HERE, 1))
    assert refusal(Leg(Item("A", serial="S"), HERE, THERE, 2))
