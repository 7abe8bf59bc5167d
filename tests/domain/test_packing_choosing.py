"""Which of several orders is packed first, on values."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from warehouse_app.domain.packing.choosing import Candidate, for_item, of_slots, of_tote, position

FIRST = Candidate(1, "1", "2010-12-07", left=5)


def ranked(key: object, *each: Candidate) -> list[str]:
    """Return the codes in their order, whatever order they came in."""
    found = {tuple(one.code for one in sorted(some, key=key)) for some in permutations(each)}  # type: ignore[call-overload]
    assert len(found) == 1, "the choice depends on the order in which it was asked"
    return list(found.pop())


def test_an_item_goes_to_what_is_fully_picked_then_leaves_first_then_has_the_fewest_units_left() -> None:
    short = replace(FIRST, order_id=2, code="short", short=True, ship_by="2010-12-01", left=1)
    picking = replace(FIRST, order_id=3, code="picking", picking=True, ship_by="2010-12-01", left=1)
    late = replace(FIRST, order_id=4, code="late", ship_by="2010-12-08", left=1)
    few = replace(FIRST, order_id=5, code="few", left=2)
    assert ranked(for_item, short, picking, late, few, FIRST) == ["few", "1", "late", "picking", "short"]
    away, held = replace(few, code="away", away=True), replace(few, code="held", held=True)
    gone = replace(few, code="gone", gone=True)
    assert ranked(for_item, gone, away, held, short) == ["short", "held", "away", "gone"]


def test_of_a_tote_the_oldest_wave_goes_before_the_earliest_dispatch_and_shorts_go_last() -> None:
    old = replace(FIRST, order_id=2, code="old", wave=3, ship_by="2010-12-09")
    new = replace(FIRST, order_id=3, code="new", wave=4, ship_by="2010-12-01")
    short = replace(FIRST, order_id=4, code="short", wave=1, short=True)
    assert ranked(of_tote, FIRST, new, short, old) == ["old", "new", "1", "short"]


def test_on_a_cart_it_goes_slot_by_slot_and_what_cannot_be_opened_yet_waits() -> None:
    b2, b10 = replace(FIRST, code="b2", slot="B2"), replace(FIRST, order_id=2, code="b10", slot="B10", short=True)
    a1 = replace(FIRST, order_id=3, code="a1", slot="A1", picking=True)
    assert ranked(of_slots, b10, a1, b2) == ["b2", "b10", "a1"]
    assert position("B2") < position("B10") < position("C1")


def test_only_what_waits_and_is_free_opens() -> None:
    assert FIRST.opens
    for no in ({"left": 0}, {"gone": True}, {"held": True}, {"away": True}, {"picking": True}):
        assert not replace(FIRST, **no).opens
