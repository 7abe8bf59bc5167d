"""Which orders are let to the floor: cut-offs, channels, lanes, and the judge, beside one who tries every choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.channels import Channel, Lane, Traits, channel_of, lane_of
from warehouse_app.domain.releasing.cutoffs import CutOff, CutOffs, cut_offs
from warehouse_app.domain.releasing.estimates import DEFAULT_PICK, Done, Pace, pace
from warehouse_app.domain.releasing.joining import Ahead, Seat, Want, seats
from warehouse_app.domain.releasing.judge import Crew, Job, Room, Why, fewest_late, judge, on_time

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = range(5)
HALF_PAST_THREE = 15 * 60 + 30
DAY_S = 24 * 3600


def berlin() -> CutOffs:
    """Return a house where carriers come at half past three on working days, and the express at noon on Monday."""
    rows = [CutOff("", day, HALF_PAST_THREE) for day in WEEKDAYS]
    return cut_offs([*rows, CutOff("EXPRESS", 0, 12 * 60)], BERLIN)


def job(n: int, due: int | None, pick: int, pack: int = 0, **more: int | str) -> Job:
    """Return an order of one unit."""
    values: dict[str, int | str] = {"units": 1, **more}
    return Job(n, f"O{n}", due, pick, pack, **values)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------------- cut-offs


def test_an_order_must_be_packed_by_the_last_collection_before_its_promise() -> None:
    offs = berlin()
    assert offs.deadline("2026-11-27T16:00:00.000000Z") == "2026-11-27T14:30:00.000000Z"
    assert offs.deadline("2026-11-27T14:00:00.000000Z") == "2026-11-26T14:30:00.000000Z"
    assert offs.deadline("2026-11-29T12:00:00.000000Z") == "2026-11-27T14:30:00.000000Z", "nobody comes on Sunday"


def test_a_service_with_times_of_its_own_is_not_bound_by_those_of_the_others() -> None:
    offs = berlin()
    assert offs.next("2026-11-24T09:00:00.000000Z", "EXPRESS") == "2026-11-30T11:00:00.000000Z"
    assert offs.next("2026-11-24T09:00:00.000000Z", "PARCEL") == "2026-11-24T14:30:00.000000Z"


def test_where_nobody_said_when_a_carrier_comes_the_promise_counts() -> None:
    moment = "2026-11-27T16:00:00.000000Z"
    assert CutOffs().deadline(moment) == CutOffs().next(moment) == moment
    assert CutOffs().deadline("") == ""


def test_a_collection_keeps_its_local_time_when_clocks_change() -> None:
    offs = cut_offs([CutOff("", day, HALF_PAST_THREE) for day in range(7)], BERLIN)
    assert offs.next("2026-10-24T10:00:00.000000Z") == "2026-10-24T13:30:00.000000Z"
    assert offs.next("2026-10-25T10:00:00.000000Z") == "2026-10-25T14:30:00.000000Z"


@given(ship=st.integers(0, 20_000), now=st.integers(0, 20_000), days=st.sets(st.integers(0, 6), min_size=1))
def test_late_is_whoever_was_promised_before_the_next_collection(ship: int, now: int, days: set[int]) -> None:
    """The board counts by the next collection, the judge by each order's own deadline: both must mean the same."""
    offs = cut_offs([CutOff("", day, HALF_PAST_THREE) for day in days], BERLIN)
    ship_by, moment = (f"2026-11-{1 + n // 1440:02d}T{n // 60 % 24:02d}:{n % 60:02d}:00.000000Z" for n in (ship, now))
    assert (offs.deadline(ship_by) < moment) == (ship_by < offs.next(moment))


def test_a_moved_cut_off_stays_within_its_day() -> None:
    assert berlin().shifted("", 60).days("")[0] == HALF_PAST_THREE + 60
    assert berlin().shifted("", 24 * 60).days("")[0] == 24 * 60 - 1


# ------------------------------------------------------------------------------------------------------------- channels


def test_an_order_belongs_to_the_first_channel_that_fits() -> None:
    channels = (
        Channel("COLD", zone="cold", rank=1), Channel("URGENT", least_priority=5, rank=2),
        Channel("TODAY", days=0, rank=3),
    )  # fmt: skip
    assert channel_of(channels, Traits("MAIN", "shop", "", 9, 0, "cold")) == "COLD"
    assert channel_of(channels, Traits("MAIN", "shop", "", 9, 0)) == "URGENT"
    assert channel_of(channels, Traits("MAIN", "shop", "", 0, 0)) == "TODAY"
    assert channel_of(channels, Traits("MAIN", "shop", "", 0, 1)) == ""


@pytest.mark.parametrize(
    ("stage", "late", "today", "priority", "lane"),
    [
        (Stage.PACKED, True, True, 0, Lane.DONE), (Stage.READY, True, True, 9, Lane.LATE),
        (Stage.HOLD, False, True, 9, Lane.WAITING), (Stage.SHORT, False, True, 0, Lane.WAITING),
        (Stage.READY, False, True, 9, Lane.PRIORITY), (Stage.READY, False, True, 0, Lane.TODAY),
        (Stage.READY, False, False, 0, Lane.LATER),
    ],
)  # fmt: skip
def test_an_order_stands_in_one_lane(stage: Stage, late: bool, today: bool, priority: int, lane: Lane) -> None:
    assert lane_of(stage, late=late, today=today, priority=priority, in_floor=False) is lane


def test_what_is_picked_stands_in_released() -> None:
    assert lane_of(Stage.PICKING, late=False, today=True, priority=9, in_floor=True) is Lane.RELEASED


# ----------------------------------------------------------------------------------------------------------------- pace


def test_the_pace_is_the_median_of_what_was_done() -> None:
    done = [Done(60, 3600), Done(30, 600), Done(100, 3600), Done(90, 3600), Done(10, 3600)]
    assert pace(done, DEFAULT_PICK) == Pace(90, known=True, samples=5)


def test_too_little_work_tells_nothing() -> None:
    assert pace([Done(60, 3600)] * 4, DEFAULT_PICK) == Pace(DEFAULT_PICK, known=False, samples=4)
    assert pace([Done(60, 3)] * 20, DEFAULT_PICK).known is False, "nobody picks a unit a second for a minute"
    assert Pace(0, known=True, samples=9).seconds(3) > 0


# ------------------------------------------------------------------------------------------------------------ the judge

JOBS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 60)), st.integers(1, 20), st.integers(0, 20)), max_size=8
).map(lambda found: [job(n, *each) for n, each in enumerate(found)])


def most_on_time(jobs: Sequence[Job], crew: Crew) -> int:
    """Try every choice."""
    by_due = sorted(jobs, key=lambda each: each.until)
    for size in range(len(jobs), 0, -1):
        if any(on_time(chosen, crew) for chosen in combinations(by_due, size)):
            return size
    return 0


@given(jobs=JOBS, pickers=st.integers(1, 3), waits=st.integers(0, 20))
def test_with_one_machine_no_choice_has_fewer_late(jobs: list[Job], pickers: int, waits: int) -> None:
    alone = [job(each.order_id, each.due, each.pick) for each in jobs]
    crew = Crew(pickers, 1, waits)
    making, off = fewest_late(alone, crew)
    assert on_time(making, crew)
    assert len(making) == most_on_time(alone, crew)
    assert sorted(each.order_id for each in (*making, *off)) == [each.order_id for each in alone]


@given(jobs=JOBS, pickers=st.integers(1, 3), packers=st.integers(1, 3))
def test_with_two_machines_whoever_is_said_to_be_in_time_is(jobs: list[Job], pickers: int, packers: int) -> None:
    crew = Crew(pickers, packers)
    making, off = fewest_late(jobs, crew)
    assert on_time(making, crew)
    assert len(making) + len(off) == len(jobs)
    assert len(making) >= most_on_time(jobs, crew) - 1, "at most one of eight worse than the best there is"


def test_of_two_that_need_the_same_time_the_less_urgent_is_put_off() -> None:
    making, off = fewest_late([job(1, 10, 10), job(2, 10, 10, priority=5)], Crew())
    assert [each.order_id for each in making] == [2]
    assert [each.order_id for each in off] == [1]


def test_late_ones_are_named_with_the_reason() -> None:
    jobs = [
        job(1, 100, 60), job(2, 100, 60), job(3, -5, 10), job(4, 100, 1, why="held"), job(5, 100, 1, why="short"),
        job(6, 100, 1, why="not_paid"), job(7, 2 * DAY_S, 60), job(8, 2 * DAY_S, 60, why="short"),
    ]  # fmt: skip
    found = judge(jobs, Crew(), Room(), DAY_S)
    named = {each.code: each.why for each in found.late}
    assert named == {
        "O2": Why.NO_TIME, "O3": Why.PAST_DUE, "O4": Why.HELD, "O5": Why.SHORT, "O6": Why.NOT_PAID,
    }  # fmt: skip
    assert [each.code for each in found.release] == ["O1", "O3", "O2", "O7"], "what is late anyway makes nothing late"


def test_the_floor_takes_no_more_than_its_limits() -> None:
    jobs = [job(n, 1_000 * n, 1, units=4) for n in range(1, 6)]
    found = judge(jobs, Crew(), Room(units=9), DAY_S)
    assert [each.code for each in found.release] == ["O1", "O2"]
    assert {each.why for each in found.waits} == {Why.OVER_LIMIT}
    assert len(judge(jobs, Crew(), Room(batches=1, orders_a_batch=3), DAY_S).release) == 3
    assert judge(jobs, Crew(), Room(batches=0), DAY_S).release == ()


def test_a_zone_that_is_full_holds_up_its_own_orders_only() -> None:
    cold, dry = Job(1, "O1", 100, 1, 1, 4, zones={"cold": 4}), Job(2, "O2", 200, 1, 1, 4, zones={"": 4})
    found = judge([cold, dry], Crew(), Room(zones={"cold": 3}), DAY_S)
    assert [each.code for each in found.release] == ["O2"]
    assert [(each.code, each.why) for each in found.late] == [("O1", Why.OVER_LIMIT)]


def test_an_order_larger_than_an_empty_floor_may_take_goes_alone() -> None:
    huge = job(1, 1_000, 1, units=50)
    assert judge([huge], Crew(), Room(units=9, empty=True), DAY_S).release == (huge,)
    assert judge([huge], Crew(), Room(units=9), DAY_S).release == ()


def test_a_wave_goes_whole_whatever_the_limits() -> None:
    jobs = [Job(n, f"O{n}", 1_000, 1, 1, 5, whole=True) for n in range(3)]
    found = judge([*jobs, job(9, 2_000, 1, units=5)], Crew(), Room(units=9), DAY_S)
    assert [each.code for each in found.release] == ["O0", "O1", "O2"]
    assert [each.code for each in found.waits] == ["O9"]


def test_nothing_to_do_is_no_trouble() -> None:
    assert judge([], Crew(0, 0), Room(), DAY_S).release == ()


# -------------------------------------------------------------------------------------------------------------- joining

AHEAD = (Ahead(3, "A1", "1", 100), Ahead(4, "A2", "1", 500), Ahead(7, "B1", "2", 300))


def test_who_joins_comes_behind_the_stop_that_the_picker_walks_to() -> None:
    assert seats(AHEAD, [Want("A1", "1", 100)]) == (Seat(3, 0),)


def test_a_place_in_an_aisle_still_ahead_is_passed() -> None:
    assert seats(AHEAD, [Want("A9", "1", 450), Want("B1", "2", 300)]) == (Seat(4, 100), Seat(7, 0))


def test_a_batch_that_misses_one_place_is_not_joined() -> None:
    assert seats(AHEAD, [Want("A1", "1", 100), Want("C1", "3", 0)]) is None
    assert seats(AHEAD, [Want("X", "", 0)]) is None, "where no aisle is known, only the same place is passed"
    assert seats((), [Want("A1", "1", 100)]) is None
