"""Allocation promises what is free to those who rank first, never more, and says of every short line why."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.company import WAREHOUSE, Company
from warehouse_app.application import allocation
from warehouse_app.application.allocation import AllocateOrder, AllocationReport, OrderAllocation
from warehouse_app.application.doctor import examine
from warehouse_app.application.orders import order_detail
from warehouse_app.application.run import NoRight
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import NotAvailable, PoolKey, Purpose, Scope
from warehouse_app.domain.orders.readiness import Readiness
from warehouse_app.domain.orders.values import ShortCause, ShortLine, Unpromisable
from warehouse_app.domain.places import EVERYWHERE, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, inventory, ledger, lines, orders, places, promises
from warehouse_app.store.promising import Wanted, promise_lines
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import trade


def allocate(company: Company, *codes: str) -> AllocationReport:
    return allocation.allocate(company.runner, company.supervisor, codes or None)


def promised(company: Company, sku: str) -> dict[str, int]:
    """Return units promised of a product by order."""
    with company.store.read() as desk:
        promise, line, order = tables.promise, trade.order_line, trade.orders
        query = (
            select(order.c.code, func.sum(promise.c.qty))
            .join_from(promise, line, line.c.id == promise.c.ref)
            .join(order, order.c.id == line.c.order_id)
            .where(promise.c.sku == sku)
            .group_by(order.c.code)
        )
        return {row[0]: int(row[1]) for row in desk.connection.execute(query)}


def shortages(company: Company) -> list[tuple[int, str]]:
    with company.store.read() as desk:
        rows = desk.connection.execute(tables.shortage.select().order_by(tables.shortage.c.id))
        return [(row.qty, row.reason) for row in rows if row.resolved_at is None]


def test_all_that_is_wanted_and_there_is_promised_once(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "1001", [("A1", 3), ("A1", 4)])
    report = allocate(company)
    assert (report.orders, report.promised, report.short) == (1, 7, 0)
    assert report.results[0].readiness is Readiness.GREEN
    assert promised(company, "A1") == {"1001": 7}
    assert allocate(company) == AllocationReport()
    assert allocate(company, "1001").promised == 0
    assert promised(company, "A1") == {"1001": 7}
    with company.store.read() as desk:
        made = promises.made_for(desk, Purpose.LINE, 1)
        assert [(each.scope, each.qty) for each in made] == [(Scope.POOL, 3)]
        logged = desk.connection.execute(tables.promise_log.select()).all()
        assert [(row.promise_id, row.what, row.qty, row.ref) for row in logged] == [
            (1, "made", 3, 1),
            (2, "made", 4, 2),
        ]


def test_the_more_urgent_order_is_served_first_whatever_came_in_first(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "later", [("A1", 6)], ship_by="2010-12-09T17:00:00.000000Z")
        company.order(desk, "sooner", [("A1", 5)], ship_by="2010-12-07T17:00:00.000000Z")
        company.order(desk, "express", [("A1", 4)], ship_by="2010-12-10T17:00:00.000000Z", priority=3)
    report = allocate(company)
    assert [each.order for each in report.results] == ["express", "sooner", "later"]
    assert promised(company, "A1") == {"express": 4, "sooner": 5, "later": 1}
    assert [each.readiness for each in report.results] == [Readiness.GREEN, Readiness.GREEN, Readiness.AMBER]


def test_a_short_line_tells_who_holds_the_stock_and_what_stands_out_of_reach(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "first", [("A1", 8)])
        held = company.order(desk, "second", [("A1", 7)])
        quarantine = places.add(desk, WAREHOUSE, PlaceKind.QUARANTINE, "Q1")
        leg = Leg(Item("A1"), places.outside(desk, PlaceKind.SUPPLIER).id, quarantine.id, 3)
        ledger.post(desk, Entry(EntryId("q"), EntryKind.RECEIVE, (leg,), "test"))
    [_, second] = allocate(company).results
    [line] = second.short
    assert (line.asked, line.promised, line.short, line.cause) == (7, 2, 5, ShortCause.ALL_PROMISED)
    assert line.why is not None
    assert [(each.order, each.qty) for each in line.why.holders] == [("first", 8), ("second", 2)]
    assert line.why.elsewhere == (Unpromisable(WAREHOUSE, "Q1", "QUARANTINE", 3),)
    assert (line.why.on_hand, line.why.free, line.why.on_hand_total) == (10, 0, 13)
    assert shortages(company) == [(5, "all_promised")]
    with company.store.read() as desk:
        told = allocation.why_short(desk, line.line)
        assert isinstance(told, ShortLine)
        assert (told.short, told.why) == (5, line.why)
        assert allocation.why_short(desk, 1) is None
    assert held == 2


@pytest.mark.parametrize(
    ("there", "cause"),
    [("nothing", "never_stocked"), ("gone", "none_left"), ("bench", "stands_elsewhere")],
)
def test_an_empty_pool_says_what_became_of_the_stock(company: Company, there: str, cause: str) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.order(desk, "1001", [("A1", 1)])
        if there != "nothing":
            company.stock(desk, "A01-01", "A1", 2)
            bench = places.add(desk, WAREHOUSE, PlaceKind.BENCH, "B1")
            scrap = places.outside(desk, PlaceKind.SCRAP)
            target = scrap if there == "gone" else bench
            leg = Leg(Item("A1"), company.bin(desk, "A01-01").id, target.id, 2)
            ledger.post(desk, Entry(EntryId("m"), EntryKind.MOVE, (leg,), "test"))
    [result] = allocate(company).results
    assert result.readiness is Readiness.RED
    assert [each.cause.value for each in result.short] == [cause]
    assert shortages(company) == [(1, cause)]


def test_stock_of_another_warehouse_or_grade_is_named_and_not_promised(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 4, grade="B")
        north = places.add(desk, "NORTH", PlaceKind.BIN, "N01")
        leg = Leg(Item("A1"), places.outside(desk, PlaceKind.SUPPLIER).id, north.id, 6)
        ledger.post(desk, Entry(EntryId("n"), EntryKind.RECEIVE, (leg,), "test"))
        company.order(desk, "1001", [("A1", 1)])
    [result] = allocate(company).results
    assert promised(company, "A1") == {}
    why = result.short[0].why
    assert why is not None
    assert {(each.warehouse, each.place, each.qty, each.grade) for each in why.elsewhere} == {
        ("NORTH", "N01", 6, "A"),
        (WAREHOUSE, "A01-01", 4, "B"),
    }


def test_new_stock_resolves_the_shortage_and_less_stock_makes_a_new_one(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 2)
        company.order(desk, "1001", [("A1", 5)])
    allocate(company)
    allocate(company)
    assert shortages(company) == [(3, "all_promised")]
    with company.write() as desk:
        company.stock(desk, "A01-01", "A1", 10)
    assert allocate(company).promised == 3
    assert shortages(company) == []
    with company.write() as desk:
        inventory.recount(desk, EntryId("c"), company.bin(desk, "A01-01").id, Item("A1"), 1, "counted")
    assert shortages(company) == [(3, "counted"), (1, "counted")]
    assert allocate(company).short == 4
    assert sum(qty for qty, _ in shortages(company)) == 4


def test_a_shortage_solved_after_the_clock_was_set_back_did_not_end_before_it_began(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "T-LIGHT")
        company.order(desk, "1001", [("T-LIGHT", 3)])
    allocate(company)
    company.clock.forward(hours=-2)
    with company.write() as desk:
        company.stock(desk, "A01", "T-LIGHT", 3)
    allocate(company)
    assert shortages(company) == []
    with company.store.read() as desk:
        row = desk.connection.execute(tables.shortage.select()).one()
    assert row.resolved_at == row.at


def test_what_is_picked_needs_no_promise(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "1001", [("A1", 5)])
        lines.add_picked(desk, 1, 2)
        leg = Leg(Item("A1"), company.bin(desk, "A01-01").id, places.outside(desk, PlaceKind.SCRAP).id, 2, LineId(1))
        ledger.post(desk, Entry(EntryId("p"), EntryKind.MOVE, (leg,), "test"))
    assert allocate(company).promised == 3
    assert promised(company, "A1") == {"1001": 3}


def test_services_are_not_promised(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "1001", [("POST", 1)])
        desk.connection.execute(trade.order_line.update().values(kind="service"))
        orders.put_hold(desk, order, "manual", "it waits")
    assert allocate(company) == AllocationReport()
    done = company.runner.perform(AllocateOrder(id="a", order_id=order), company.supervisor).done()
    assert done == OrderAllocation("1001", Readiness.GREEN, 0, 0)


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
def test_only_confirmed_orders_are_promised_anything(company: Company, state: str) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "1001", [("A1", 5)], state=state)
    assert allocate(company) == AllocationReport()
    with pytest.raises(Refused) as no:
        allocate(company, "1001")
    assert (no.value.refusal.code, no.value.refusal.facts()["state"]) == ("order_not_open", state)


def test_held_and_unpaid_orders_are_promised_all_the_same(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        order = company.order(desk, "1001", [("A1", 5)], payment="unpaid")
        values = {"order_id": order, "kind": "fraud", "at": "", "who": ""}
        desk.connection.execute(trade.order_hold.insert().values(**values))
    assert allocate(company).promised == 5


def test_an_unknown_order_is_refused_before_anything_is_promised(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        company.order(desk, "1001", [("A1", 5)])
    with pytest.raises(Refused) as no:
        allocate(company, "1001", "9999")
    assert no.value.refusal.code == "no_such_order"
    assert promised(company, "A1") == {}


def test_a_badge_alone_does_not_allocate(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "1001", [("A1", 5)])
    with pytest.raises(Refused) as no:
        allocation.allocate(company.runner, company.picker)
    assert isinstance(no.value.refusal, NoRight)
    outcome = company.runner.perform(AllocateOrder(id="a", order_id=order), company.picker)
    assert outcome.refusal == NoRight("allocate", needs_pin=False)


def test_a_command_sent_twice_promises_once_and_answers_the_same(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 4)
        order = company.order(desk, "1001", [("A1", 5)])
    first = company.runner.perform(AllocateOrder(id="a", order_id=order), company.supervisor)
    again = company.runner.perform(AllocateOrder(id="a", order_id=order), company.supervisor)
    assert again.replayed
    assert again.value == first.value
    assert promised(company, "A1") == {"1001": 4}


def test_a_run_is_cut_into_small_transactions_with_a_pause_between(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 1000)
        for n in range(45):
            company.order(desk, f"O{n:03}", [("A1", 1)])
        company.order(desk, "large", [("A1", 1)] * 200)
    told: list[tuple[int, int]] = []
    pauses: list[float] = []
    allocation.allocate(company.runner, company.supervisor, None, lambda *n: told.append(n), pauses.append)
    assert told == [(20, 46), (40, 46), (45, 46), (46, 46)]
    assert pauses == [allocation.PAUSE_S] * 4


def test_more_than_is_free_is_refused_by_the_pool_itself(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 3)
        order = company.order(desk, "1001", [("A1", 2), ("A1", 2)])
    pool = PoolKey(WAREHOUSE, "A1")
    with company.write() as desk:
        desk.connection.exec_driver_sql("SAVEPOINT deed")
        with pytest.raises(Refused) as no:
            promise_lines(desk, order, [Wanted(1, pool, 2), Wanted(2, pool, 2)], 0)
        assert isinstance(no.value.refusal, NotAvailable)
        desk.connection.exec_driver_sql("ROLLBACK TO deed")
        assert cells.read_pool(desk, pool).promised == 0


def test_what_left_with_a_parcel_is_no_longer_on_hand(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 3)
        parcel = places.add(desk, WAREHOUSE, PlaceKind.PARCEL, "P1")
        customer = places.outside(desk, PlaceKind.CUSTOMER)
        box = Item("@PARCEL", serial="P1")
        supplier = places.outside(desk, PlaceKind.SUPPLIER)
        deeds = (
            Leg(box, supplier.id, company.bin(desk, "A01-01").id, 1),
            Leg(Item("A1"), company.bin(desk, "A01-01").id, parcel.id, 2),
            Leg(box, company.bin(desk, "A01-01").id, customer.id, 1),
        )
        for n, leg in enumerate(deeds):
            ledger.post(desk, Entry(EntryId(f"d{n}"), EntryKind.MOVE, (leg,), "test"))
    with company.store.read() as desk:
        why = allocation.who_holds(desk, "A1", WAREHOUSE)
    assert (why.on_hand, why.on_hand_total, why.elsewhere) == (1, 1, ())
    assert customer.warehouse == EVERYWHERE


SET_UP = {"every entry has legs and a command", "whoever acted is known"}
"""Checks that the test's own way of setting things up breaks."""

WANTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.lists(st.tuples(st.sampled_from(["A1", "B2"]), st.integers(1, 9)), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25)
@given(WANTS, st.integers(1, 30), st.integers(1, 30), st.integers(0, 30))
def test_never_more_is_promised_than_is_there_and_the_strong_are_served_first(
    wants: list[tuple[int, list[tuple[str, int]]]], first: int, second: int, counted: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        company = Company(Path(folder))
        try:
            with company.write() as desk:
                for sku, qty in (("A1", first), ("B2", second)):
                    company.product(desk, sku)
                    company.stock(desk, "A01-01", sku, qty)
                for n, (priority, wanted) in enumerate(wants):
                    company.order(desk, f"O{n}", wanted, priority=priority)
            report = allocate(company)
            served_in_rank_order(wants, {"A1": first, "B2": second}, company)
            for sku, there in (("A1", first), ("B2", second)):
                asked = sum(qty for _, lines_ in wants for name, qty in lines_ if name == sku)
                assert sum(promised(company, sku).values()) == min(asked, there)
            assert report.short == sum(qty for qty, _ in shortages(company))
            with company.write() as desk:
                inventory.recount(desk, EntryId("c"), company.bin(desk, "A01-01").id, Item("A1"), counted, "counted")
            allocate(company)
            asked = sum(qty for _, lines_ in wants for name, qty in lines_ if name == "A1")
            assert sum(promised(company, "A1").values()) == min(asked, counted)
            books = [
                each
                for each in examine(company.runner, company.supervisor).checks
                if not each.ok and each.name not in SET_UP
            ]
            assert not books, books
        finally:
            company.close()


def served_in_rank_order(
    wants: list[tuple[int, list[tuple[str, int]]]], there: dict[str, int], company: Company
) -> None:
    """The promises are those of a plain loop over the orders, the most urgent first."""
    left = dict(there)
    expected: dict[str, dict[str, int]] = {sku: {} for sku in there}
    for n, (_, wanted) in sorted(enumerate(wants), key=lambda pair: (-pair[1][0], pair[0])):
        for sku, qty in wanted:
            got = min(qty, left[sku])
            left[sku] -= got
            if got:
                expected[sku][f"O{n}"] = expected[sku].get(f"O{n}", 0) + got
    assert {sku: promised(company, sku) for sku in there} == expected


def test_an_order_of_services_alone_is_closed_unless_it_is_held(company: Company) -> None:
    """It has nothing to ship, and would stay ready, and be late, for ever."""
    with company.write() as desk:
        for code in ("1001", "1002", "1003"):
            order = company.order(desk, code, [("WRAP", 1)])
            desk.connection.execute(trade.order_line.update().where(trade.order_line.c.order_id == order).values(
                kind="goods" if code == "1003" else "service"
            ))  # fmt: skip
        orders.put_hold(desk, 2, "payment", "not paid")
    assert {each.order for each in allocate(company).results} == {"1001", "1003"}
    found = company.runner.ask(lambda desk: order_detail(desk, 1), company.supervisor)
    assert found.row.state == "closed"
    assert found.timeline[-1].code == "story_nothing_to_ship"
    with company.store.read() as desk:
        assert [orders.head(desk, n).state for n in (2, 3)] == ["confirmed", "confirmed"]
    with company.write() as desk:
        orders.take_hold(desk, 2, "payment")
    assert {each.order for each in allocate(company).results} == {"1002", "1003"}
