"""What it costs to let an exception wait: never less with more orders, more value, less time or more age."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.exceptions.judge import cost_of_delay, dearest_first, deeds, rests
from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed, Rest
from warehouse_app.ports.clock import iso

NOW = datetime(2010, 12, 6, 12, tzinfo=UTC)
AT = iso(NOW)
kinds = st.sampled_from(CaseKind)
hours = st.integers(-100, 100)


def at(hours_from_now: float) -> str:
    return iso(NOW + timedelta(hours=hours_from_now))


cases = st.builds(
    lambda kind, orders, due, since, value: Case(kind, "x", orders, due, since, value),
    kinds, st.integers(0, 10_000), hours.map(at) | st.just(""), st.integers(-500, 0).map(at) | st.just(""),
    st.integers(0, 10**12),
)  # fmt: skip


@given(cases, st.integers(0, 1000), st.integers(0, 10**9), st.integers(0, 200))
def test_more_that_waits_is_never_cheaper(case: Case, orders: int, value: int, age: int) -> None:
    dearer = replace(case, orders=case.orders + orders, value_minor=case.value_minor + value)
    if case.since:
        dearer = replace(dearer, since=iso(datetime.fromisoformat(case.since) - timedelta(hours=age)))
    assert cost_of_delay(dearer, AT) >= cost_of_delay(case, AT)


@given(cases, hours, st.integers(0, 100))
def test_an_earlier_cut_off_is_never_cheaper(case: Case, due: int, sooner: int) -> None:
    later, earlier = replace(case, due=at(due)), replace(case, due=at(due - sooner))
    assert cost_of_delay(earlier, AT) >= cost_of_delay(later, AT) >= cost_of_delay(replace(case, due=""), AT)


def test_six_orders_that_leave_soon_go_before_sixty_that_leave_next_week() -> None:
    soon = Case(CaseKind.SHORT, "soon", 12, at(1))
    later = Case(CaseKind.SHORT, "later", 60, at(24 * 7))
    paper = Case(CaseKind.PRINT, "paper", 0)
    bench = Case(CaseKind.STOP, "B1.pack", 0, since=at(-1))
    assert [case.ref for case in dearest_first([paper, later, bench, soon], AT)] == [
        "soon",
        "later",
        "B1.pack",
        "paper",
    ]


def test_every_kind_has_a_deed_and_can_be_set_aside() -> None:
    for kind in CaseKind:
        for facts in ({}, {"hold": "address"}, {"state": "unknown"}):
            found = deeds(Case(kind, "x", facts=facts))
            assert len(found) > 1
            assert found[-1] is Deed.REST
            assert len(set(found)) == len(found)
    resting = Case(CaseKind.SHORT, "x", rest=Rest("it comes tomorrow", "", AT, "p"))
    assert deeds(resting)[0] is Deed.WAKE


def test_what_rests_wakes_by_time_or_by_change() -> None:
    case = Case(CaseKind.CODE, "x", mark="7")
    for_good, for_a_while = Rest("ours", "", AT, "p"), Rest("later", at(2), AT, "p")
    assert rests(case, for_good, "7", AT)
    assert not rests(replace(case, mark="8"), for_good, "7", AT)
    assert rests(replace(case, mark="8"), for_a_while, "7", AT)
    assert not rests(case, for_a_while, "7", at(2))
