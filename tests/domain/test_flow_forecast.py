"""The forecast against the cut-offs, what-if, and the bottleneck: sums in a row of two machines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.flow import Bucket, Crew, Flow, Pulse, WhatIf, forecasts, late_in, narrow, suggest
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.estimates import Pace
from warehouse_app.domain.today import Today

NOW, NINE, TEN = (f"2026-11-27T{hour:02d}:00:00.000000Z" for hour in (8, 9, 10))
PACE = Pace(60, known=True, samples=9)
CREW = {"MAIN": Crew(1, 1, PACE, PACE)}
DAY = Today(NOW, NOW, NOW)


def bucket(leaves: str, orders: int, to_pick: int, to_pack: int, service: str = "") -> Bucket:
    return Bucket("MAIN", service, leaves, orders, to_pick, to_pack)


def test_the_last_order_is_packed_after_it_was_picked() -> None:
    """Sixty units at one a minute are picked in an hour; the last of ten orders is packed six minutes later."""
    (told,) = forecasts([bucket(TEN, 10, 60, 60)], CREW, NOW)
    assert (told.done_at, told.late) == ("2026-11-27T09:06:00.000000Z", 0)


def test_those_that_miss_the_collection_are_counted() -> None:
    (told,) = forecasts([bucket(NINE, 10, 60, 120)], CREW, NOW)
    assert (told.done_at, told.late) == ("2026-11-27T10:00:00.000000Z", 5)


def test_collections_are_worked_in_the_order_in_which_they_leave() -> None:
    first, second = forecasts([bucket(TEN, 4, 0, 60), bucket(NINE, 4, 0, 60, "EXP")], CREW, NOW)
    assert (first.service, first.late, second.late) == ("EXP", 0, 0)
    assert (first.done_at, second.done_at) == (NINE, TEN)


def test_more_hands_and_a_later_collection_help() -> None:
    work = [bucket(NINE, 10, 0, 120)]
    assert late_in(forecasts(work, CREW, NOW)) == 5
    assert late_in(forecasts(work, CREW, NOW, WhatIf(packers=1))) == 0
    assert late_in(forecasts(work, CREW, NOW, WhatIf(minutes=30))) == 3


def test_who_moves_is_suggested_before_somebody_more() -> None:
    crews = {"MAIN": Crew(2, 1, PACE, PACE)}
    flow = Flow(DAY, (), (bucket(NINE, 10, 0, 120),), crews)
    assert suggest(flow) == (WhatIf(pickers=-1, packers=1), 0)
    assert suggest(Flow(DAY, (), (bucket(NINE, 10, 0, 120),), CREW)) == (WhatIf(packers=1), 0), "one picker stays"
    assert suggest(Flow(DAY, (), (bucket(TEN, 10, 0, 60),), CREW)) is None


def test_the_bottleneck_is_where_most_work_waits() -> None:
    counts = {Stage.READY: 3, Stage.RELEASED: 9, Stage.PICKED: 4, Stage.PACKING: 1}
    picking = narrow([bucket(TEN, 9, 60, 60)], CREW, Pulse(9, 4, 1), counts)
    assert picking is not None
    assert (picking.stage, picking.waits_s, picking.growth) == (Stage.RELEASED, 3600, 5)
    packing = narrow([bucket(TEN, 9, 10, 80)], CREW, Pulse(9, 4, 1), counts)
    assert packing is not None
    assert (packing.stage, packing.waits_s, packing.growth) == (Stage.PICKED, 4200, 3)
    assert narrow([bucket(TEN, 9, 10, 20)], CREW, Pulse(), counts) is None


WORK = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 200), st.integers(0, 200)), max_size=4)


@given(work=WORK, more=st.integers(0, 3))
def test_more_people_never_make_more_late(work: list[tuple[int, int, int]], more: int) -> None:
    buckets = [bucket(f"2026-11-27T{9 + n:02d}:00:00.000000Z", *each, f"S{n}") for n, each in enumerate(work)]
    before = late_in(forecasts(buckets, CREW, NOW))
    assert late_in(forecasts(buckets, CREW, NOW, WhatIf(packers=more))) <= before
    assert late_in(forecasts(buckets, CREW, NOW, WhatIf(pickers=more))) <= before
    for told in forecasts(buckets, CREW, NOW):
        assert 0 <= told.late <= told.orders
        assert (told.late > 0) == (told.done_at > told.leaves)
