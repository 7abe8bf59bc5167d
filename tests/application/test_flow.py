"""The flow board tells the same stages as each order does, and every order stands in one lane of its channel."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.company import WAREHOUSE, Company
from tests.fullday import Day
from warehouse_app.application.allocation import allocate
from warehouse_app.application.flow import lane_orders, read_flow
from warehouse_app.application.orders import HoldOrder, find_orders
from warehouse_app.application.releasing.rules import KeepChannel, SetCutOff
from warehouse_app.application.today import board
from warehouse_app.domain.flow import Flow
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.channels import Channel, Lane
from warehouse_app.store.schema import ledger, storage, trade

NOW, DAY = "2010-12-06T12:00:00.000000Z", "2010-12-06T00:00:00.000000Z"
NOON_PLUS = "2010-12-06T13:00:00.000000Z"


def look(company: Company, now: str = NOW) -> Flow:
    return company.runner.ask(lambda desk: read_flow(desk, now, DAY), company.supervisor)


def lanes(told: Flow) -> dict[str, dict[Lane, int]]:
    """Return by channel the lanes that have orders."""
    return {each.channel: {lane: n for lane, n in each.lanes.items() if n} for each in told.channels}


def house(company: Company) -> None:
    """Make a warehouse of goods in two zones."""
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE, timezone="UTC"))
        for sku in ("COLD", "DRY"):
            company.product(desk, sku)
            company.stock(desk, f"BIN-{sku}", sku, 100)
        cold = desk.connection.execute(ledger.product.select().where(ledger.product.c.sku == "COLD")).first()
        assert cold is not None
        desk.connection.execute(storage.product_rule.insert().values(product_id=cold.id, zone="cold"))


def orders(company: Company, *wanted: tuple[str, str], ship_by: str = NOON_PLUS, **more: object) -> list[int]:
    """Make orders of one unit each and promise their stock."""
    with company.write() as desk:
        found = [company.order(desk, code, [(sku, 1)], ship_by=ship_by, **more) for code, sku in wanted]
    allocate(company.runner, company.supervisor)
    return found


def test_the_stages_are_those_of_the_day(company: Company, tmp_path: Path) -> None:
    Day(company, tmp_path).work()
    told = look(company)
    day = company.runner.ask(lambda desk: board(desk, NOW, DAY), company.supervisor)
    assert told.today == day
    with company.store.read() as desk:
        found = desk.connection.execute(trade.orders.select().where(trade.orders.c.state == "confirmed")).all()
    assert sum(sum(each.lanes.values()) for each in told.channels) == len(found)
    led_to(company, told)


def led_to(company: Company, told: Flow, now: str = NOW) -> None:
    """Each figure of the board leads to exactly the orders that it counts."""
    ask, by = company.runner.ask, company.supervisor
    for each in told.today.stages:
        query = ListQuery("open", filters=(("stage", each.stage.value),), now=now)
        rows = ask(lambda desk, query=query: find_orders(desk, query), by)  # type: ignore[misc]
        assert ([row.stage for row in rows], each.stage) == ([each.stage] * each.count, each.stage)
    for row in told.channels:
        for lane, count in row.lanes.items():
            held = ask(lambda desk, row=row, lane=lane: lane_orders(desk, now, row.channel, lane), by)  # type: ignore[misc]
            assert (row.channel, lane, len(held.orders)) == (row.channel, lane, count)
            among = ListQuery("open", filters=(("among", ",".join(map(str, held.orders)) or "0"),), now=now)
            assert len(ask(lambda desk, among=among: find_orders(desk, among), by)) == count  # type: ignore[misc]


def test_every_order_stands_in_one_lane_of_its_channel(company: Company) -> None:
    house(company)
    for channel in (Channel("COLD", zone="cold", rank=1), Channel("FAST", least_priority=5, rank=2)):
        company.runner.perform(KeepChannel(id=f"c-{channel.code}", channel=channel), company.supervisor).done()
    held, *_more = orders(company, ("1", "DRY"), ("2", "COLD"), ("3", "DRY"))
    orders(company, ("4", "DRY"), ship_by="2010-12-08T12:00:00.000000Z")
    orders(company, ("5", "DRY"), ship_by="2010-12-06T11:00:00.000000Z")
    orders(company, ("6", "DRY"), priority=7)
    orders(company, ("7", "DRY"), priority=2)
    company.runner.perform(
        HoldOrder(id="hold", order_id=held, kind="manual", reason="ask first"), company.supervisor
    ).done()
    assert lanes(look(company)) == {
        "COLD": {Lane.TODAY: 1}, "FAST": {Lane.PRIORITY: 1},
        "": {Lane.WAITING: 1, Lane.TODAY: 1, Lane.LATER: 1, Lane.LATE: 1, Lane.PRIORITY: 1},
    }  # fmt: skip
    assert look(company).late_at == {Stage.READY: 1}


def test_a_channel_of_days_takes_what_leaves_within_them(company: Company) -> None:
    house(company)
    for channel in (Channel("TODAY", days=0, rank=1), Channel("THREE", days=2, rank=2)):
        company.runner.perform(KeepChannel(id=f"c-{channel.code}", channel=channel), company.supervisor).done()
    for day in (6, 7, 8, 9):
        orders(company, (f"{day}", "DRY"), ship_by=f"2010-12-{day:02d}T20:00:00.000000Z")
    assert lanes(look(company)) == {"TODAY": {Lane.TODAY: 1}, "THREE": {Lane.LATER: 2}, "": {Lane.LATER: 1}}


def test_what_leaves_with_the_next_collection_is_told_by_service(company: Company) -> None:
    house(company)
    for n, (service, minute) in enumerate((("", 15 * 60 + 30), ("EXP", 12 * 60 + 30))):
        command = SetCutOff(id=f"cut-{n}", warehouse="", service=service, weekdays=tuple(range(7)), minute=minute)
        company.runner.perform(command, company.supervisor).done()
    evening = "2010-12-06T20:00:00.000000Z"
    orders(company, ("1", "DRY"), ("2", "DRY"), ship_by=evening)
    orders(company, ("3", "DRY"), ship_by=evening, service="EXP")
    orders(company, ("4", "DRY"), ship_by="2010-12-08T12:00:00.000000Z")
    told = look(company)
    assert [(each.service, each.leaves[11:16], each.orders) for each in told.forecasts()] == [
        ("EXP", "12:30", 1), ("", "15:30", 2),
    ]  # fmt: skip
    ready = next(each for each in told.today.stages if each.stage is Stage.READY)
    assert ready.soon == 1, "the express leaves within two hours"
    assert Counter({lane: n for each in told.channels for lane, n in each.lanes.items()})[Lane.TODAY] == 3


def test_an_empty_house_has_an_empty_board(company: Company) -> None:
    told = look(company)
    assert (told.forecasts(), told.narrow, told.late_at, told.buckets) == ((), None, {}, ())
