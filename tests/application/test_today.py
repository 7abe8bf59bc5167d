"""The board of the day tells the same stages as each order does, and puts first what is dearest to let wait."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.company import Company
from tests.fullday import Day
from tests.parcels import parcel
from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import HoldOrder, ShipPart, count_views, find_orders
from warehouse_app.application.today import board
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.today import (
    MOST_NEEDS,
    STAGES,
    HourSum,
    Need,
    NeedKind,
    StageOrder,
    Today,
    dearest_first,
    summed,
    whole_hours,
)
from warehouse_app.store import orderlist, orders
from warehouse_app.store.schema import floor, trade

NOW = "2010-12-06T12:00:00.000000Z"
DAY = "2010-12-06T00:00:00.000000Z"


def look(company: Company, now: str = NOW) -> Today:
    return company.runner.ask(lambda desk: board(desk, now, DAY), company.supervisor)


def counts(told: Today) -> dict[Stage, int]:
    return {each.stage: each.count for each in told.stages if each.count}


def told_by_orders(company: Company) -> dict[Stage, int]:
    """Return the stages as every order by itself tells them."""
    with company.store.read() as desk:
        open_ones = desk.connection.execute(trade.orders.select().where(trade.orders.c.state == "confirmed"))
        rows = orderlist.rows(desk, [int(row.id) for row in open_ones])
    return dict(Counter(row.stage for row in rows.values()))


def test_the_stages_are_those_that_each_order_tells(company: Company, tmp_path: Path) -> None:
    Day(company, tmp_path).work()
    told = told_by_orders(company)
    assert counts(look(company)) == {stage: n for stage, n in told.items() if stage in STAGES}


def test_before_the_floor_stock_decides(company: Company) -> None:
    with company.write() as desk:
        for sku in ("MUG", "LAMP"):
            company.product(desk, sku)
        company.stock(desk, "A1", "MUG", 10)
        company.order(desk, "all", [("MUG", 2)])
        company.order(desk, "none", [("LAMP", 1)])
        part = company.order(desk, "part", [("MUG", 1), ("LAMP", 1)])
        held = company.order(desk, "held", [("MUG", 1)])
        service = company.order(desk, "service", [])
        company.order(desk, "waits", [("MUG", 1), ("LAMP", 1)])
    assert counts(look(company)) == {Stage.READY: 1}, "only the order without goods lacks nothing yet"
    allocate(company.runner, company.supervisor)
    company.runner.perform(ShipPart(id="part", order_id=part), company.supervisor).done()
    company.runner.perform(HoldOrder(id="hold", order_id=held, reason="call first"), company.supervisor).done()
    told = look(company)
    assert counts(told) == {Stage.HOLD: 1, Stage.READY: 3}
    assert told.short == 2
    assert told_by_orders(company) == {Stage.HOLD: 1, Stage.READY: 3, Stage.SHORT: 2}
    ready = next(each for each in told.stages if each.stage is Stage.READY)
    assert {one.code for one in ready.first} == {"all", "part", "service"}
    assert service


def test_who_lacks_stock_and_who_is_held_needs_a_person(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "LAMP")
        company.order(desk, "1", [("LAMP", 3)], ship_by="2010-12-06T13:00:00.000000Z")
        company.order(desk, "2", [("LAMP", 1)])
        held = company.order(desk, "3", [("LAMP", 1)])
    allocate(company.runner, company.supervisor)
    company.runner.perform(HoldOrder(id="hold", order_id=held, reason="call first"), company.supervisor).done()
    needs = look(company).needs
    assert [(need.kind, need.orders) for need in needs] == [(NeedKind.SHORT, 3), (NeedKind.HOLD, 1)]
    assert (needs[0].facts["units"], needs[0].due) == (5, "2010-12-06T13:00:00.000000Z")


def test_late_and_soon_are_told_for_what_is_not_packed(company: Company) -> None:
    with company.write() as desk:
        company.order(desk, "late", [("X", 1)], ship_by="2010-12-06T11:59:00.000000Z")
        company.order(desk, "soon", [("X", 1)], ship_by="2010-12-06T13:59:00.000000Z")
        company.order(desk, "later", [("X", 1)], ship_by="2010-12-07T13:59:00.000000Z")
        company.order(desk, "whenever", [("X", 1)], ship_by="")
    told = look(company)
    assert (told.late, told.soon, told.to_go) == (1, 1, 2)
    assert told.needs[0].kind is NeedKind.LATE


def test_parcels_are_counted_by_hour_beside_yesterday(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "1", [("X", 1)], state="closed")
        place = company.bin(desk, "A1").id
        hours = ("2010-12-06T11:05", "2010-12-06T11:55", "2010-12-06T08:10", "2010-12-05T09:00", "2010-12-05T15:00")
        for n, hour in enumerate(hours):
            values = {"code": f"P{n}", "order_id": order, "place_id": place, "labelled_at": f"{hour}:00.000000Z"}
            desk.connection.execute(floor.parcel.insert().values(**values, state="handed_over"))
    told = look(company)
    assert (told.packed, told.packed_yesterday, told.pace, told.best) == (3, 1, 2, 2)
    assert [each.packed for each in told.hours[8:12]] == [1, 0, 0, 2]


def test_only_scans_of_the_day_count(company: Company, tmp_path: Path) -> None:
    Day(company, tmp_path).work()
    with company.store.read() as desk:
        every = desk.connection.execute(floor.scan.select()).all()
    told = look(company)
    assert told.scans == len(every)
    assert told.stopped == sum(row.verdict == "refused" for row in every)
    later = company.runner.ask(
        lambda desk: board(desk, "2010-12-08T12:00:00.000000Z", "2010-12-08T00:00:00.000000Z"), company.supervisor
    )
    assert (later.scans, later.stopped) == (0, 0)


@pytest.mark.parametrize(("to_go", "pace", "done"), [(6, 3, "2010-12-06T14:00:00.000000Z"), (6, 0, ""), (0, 3, "")])
def test_the_end_is_told_at_the_pace_of_the_last_hour(to_go: int, pace: int, done: str) -> None:
    told = Today(NOW, DAY, NOW, hours=(HourSum("2010-12-06T11:00:00.000000Z", pace),), to_go=to_go)
    assert told.done_at == done


def test_what_leaves_sooner_is_dearer_and_the_list_is_bounded() -> None:
    week, hour = "2010-12-12T00:00:00.000000Z", "2010-12-06T13:00:00.000000Z"
    many = Need(NeedKind.SHORT, "A", 5, week)
    few = Need(NeedKind.SHORT, "B", 2, hour)
    count = Need(NeedKind.COUNT, "C", 0, "")
    assert [need.ref for need in dearest_first((count, many, few), NOW)] == ["B", "A", "C"]
    assert len(dearest_first([count] * 99, NOW)) == MOST_NEEDS


def test_a_packed_order_is_late_no_more() -> None:
    order = StageOrder(1, "1", Stage.PACKED, 1, "2010-12-06T11:00:00.000000Z", NOW)
    assert summed(Stage.PACKED, (order,), NOW).late == 0
    assert summed(Stage.PACKING, (order,), NOW).late == 1


def test_hours_without_parcels_are_zero() -> None:
    hours = whole_hours((HourSum("2010-12-06T05:00:00.000000Z", 4),), DAY)
    assert len(hours) == 24
    assert sum(each.packed for each in hours) == 4


def test_late_is_the_same_on_the_board_and_in_the_list_of_orders(company: Company) -> None:
    """Late is what should have left and is not packed; what is held is late wherever its goods lie."""
    with company.write() as desk:
        for sku in ("MUG", "BOWL"):
            company.product(desk, sku)
        early = "2010-12-06T11:59:00.000000Z"
        company.order(desk, "waits", [("MUG", 1)], ship_by=early)
        company.order(desk, "whenever", [("MUG", 1)], ship_by="")
        for code in ("PACKED", "HELD"):
            parcel(company, desk, company.order(desk, code, [("MUG", 1)], ship_by=early))
        orders.put_hold(desk, orders.id_of(desk, "HELD"), "manual", "ask the buyer")
    asked = ListQuery("late", now=NOW)
    listed = company.runner.ask(lambda desk: find_orders(desk, asked), company.supervisor)
    counted = company.runner.ask(lambda desk: count_views(desk, asked), company.supervisor)
    assert sorted(row.code for row in listed) == ["HELD", "waits"]
    assert counted["late"] == look(company).late == 2
