"""Projections are nothing but the facts folded: compared with them, and written anew from them alone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.company import WAREHOUSE, Company
from tests.packbench import pick
from warehouse_app.application.doctor import FactsBroken, RebuildProjections
from warehouse_app.application.run import NoRight, Session
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.audit import Link, digest, link_hash
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import ledger, places, projections, promises, rebuilding
from warehouse_app.store.checks import trail
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import trade

SHOWN = (tables.balance, tables.pool, tables.serial_at, trade.order_line)


@pytest.fixture
def stocked(company: Company) -> Company:
    """Return a company with lots, serial numbers, a pallet in a bin, picked goods, and promises in all scopes."""
    with company.write() as desk:
        for sku in ("MUG", "MILK", "CAMERA"):
            company.product(desk, sku)
        company.stock(desk, "A01", "MILK", 5, lot="L1")
        company.stock(desk, "A01", "CAMERA", 1, serial="S1")
        pick(desk, company, company.order(desk, "1", [("MUG", 3)]), "T1", {"MUG": 1})
        _pallet(desk, company)
        line = company.order(desk, "2", [("MILK", 6)])
        pool = PoolKey(WAREHOUSE, "MILK")
        wanted = Promise(PromiseId(0), Purpose.LINE, line, Scope.POOL, pool, 6, 1)
        made = promises.promise(desk, wanted)
        promises.narrow_to_lot(desk, made.id, 2, "L2")
        promises.narrow(desk, made.id, 3, company.bin(desk, "A01").id, Item("MILK", "L1"))
    return company


def _pallet(desk: Desk, company: Company) -> None:
    supplier = places.outside(desk, PlaceKind.SUPPLIER).id
    pallet = places.add(desk, WAREHOUSE, PlaceKind.LPN, "L-1")
    legs = (
        Leg(container_item("LPN", "L-1"), supplier, company.bin(desk, "A02").id, 1),
        Leg(Item("MILK", "L2"), supplier, pallet.id, 7),
    )
    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.RECEIVE, legs, "pallet"))


def rows(company: Company) -> list[set[Any]]:
    with company.store.read() as desk:
        found = [{tuple(row) for row in desk.connection.execute(table.select())} for table in SHOWN]
    empty_pools = {row for row in found[1] if not row[5] and not row[6]}
    return [found[0], found[1] - empty_pools, found[2], found[3]]


def rebuild(company: Company) -> Any:
    return company.runner.perform(RebuildProjections(id=company.ids.new()), Session(SYSTEM))


def test_what_posting_keeps_is_what_the_facts_say(stocked: Company) -> None:
    with stocked.store.read() as desk:
        assert list(projections.differences(desk)) == []


def test_from_nothing_all_is_written_as_it_was(stocked: Company) -> None:
    before = rows(stocked)
    with stocked.write() as desk:
        for table in SHOWN[:3]:
            desk.connection.execute(table.delete())
        desk.connection.execute(trade.order_line.update().values(picked=0, packed=0, shipped=0))
    assert rebuild(stocked).value == sum(len(each) for each in before[:3]) + 1
    assert rows(stocked) == before
    assert rebuild(stocked).value == 0


def test_each_wrong_figure_is_named_with_what_the_facts_say(stocked: Company) -> None:
    with stocked.write() as desk:
        desk.connection.exec_driver_sql("UPDATE pool SET on_hand = 99 WHERE lot = 'L2'")
        desk.connection.exec_driver_sql("UPDATE order_line SET packed = 1 WHERE picked = 2")
        assert [told for _name, told in projections.differences(desk)] == [
            "MILK in MAIN grade A lot L2 shows 99 promised 2, facts say 7 promised 2",
            "line 1 shows picked 2 packed 1 shipped 0, facts say 2, 0, 0",
        ]


@pytest.mark.parametrize("kind", [PlaceKind.DOCK, PlaceKind.BENCH])
def test_a_pallet_taken_to_the_dock_stays_in_the_pools_and_to_a_bench_leaves_them(
    stocked: Company, kind: PlaceKind
) -> None:
    with stocked.write() as desk:
        bin_, dock = stocked.bin(desk, "A02").id, places.known(desk, WAREHOUSE, f"{kind}-1", kind).id
        for promise in promises.in_pool(desk, PoolKey(WAREHOUSE, "MILK")):
            promises.release(desk, promise, promise.qty, "test")
        leg = Leg(container_item("LPN", "L-1"), bin_, dock, 1)
        ledger.post(desk, Entry(EntryId("away"), EntryKind.MOVE, (leg,)))
        ledger.post(
            desk,
            Entry(
                EntryId("in"),
                EntryKind.RECEIVE,
                (Leg(Item("MILK", "L2"), places.outside(desk, PlaceKind.SUPPLIER).id, dock, 5),),
            ),
        )
        assert list(projections.differences(desk)) == []
    before = rows(stocked)
    assert rebuild(stocked).value == 0
    assert rows(stocked) == before


def test_a_rebuild_takes_its_time_on_a_server_and_the_next_deed_has_its_limit_again(stocked: Company) -> None:
    if stocked.store.path is not None:
        pytest.skip("a file has no such limit")
    limits = []
    for deed in (rebuilding.rebuild, lambda _desk: 0):
        with stocked.write() as desk:
            deed(desk)
            limits.append(desk.connection.execute(text("SELECT current_setting('statement_timeout')")).scalar())
    assert limits == ["0", "2s"]


def test_facts_that_break_a_law_are_refused_and_nothing_changes(stocked: Company) -> None:
    before = rows(stocked)
    with stocked.write() as desk:
        legs = tables.leg.insert().values(
            entry_seq=1, n=9, item_id=1, source=stocked.bin(desk, "A02").id, target=1, qty=5
        )
        desk.connection.execute(legs)
    outcome = rebuild(stocked)
    assert isinstance(outcome.refusal, FactsBroken)
    assert rows(stocked) == before


def test_only_who_may_care_for_the_database_rebuilds(stocked: Company) -> None:
    outcome = stocked.runner.perform(RebuildProjections(id="mine"), stocked.supervisor)
    assert isinstance(outcome.refusal, NoRight)


@pytest.mark.parametrize("why", ["", 'with "quotes"', "ünï \\ \n\t\x7f ☂"])
def test_an_entry_put_together_by_hand_is_hashed_as_any_value(why: str) -> None:
    items = {1: Item("MUG"), 2: Item('"S"', lot="\\", serial="é", grade="D")}
    legs = (Leg(items[1], 5, 6, 7), Leg(items[2], 6, 5, 1, LineId(3)))  # type: ignore[arg-type]
    entry = Entry(EntryId("e.1"), EntryKind.REVERSE, legs, why, EntryId("e"))
    found = [(1, "e.1", "reverse", why, "e", "", 1, 5, 6, 7, None), (1, "e.1", "reverse", why, "e", "", 2, 6, 5, 1, 3)]
    texts = {number: trail.canonical(item) for number, item in items.items()}
    assert digest(entry) == trail.hashed(trail.entry_text(found, texts))


def test_a_link_put_together_by_hand_is_hashed_as_any_link() -> None:
    link = Link("w", 7, "c", "2010", "p", "B1", "Deed", "done", "v", "e")
    row = [getattr(link, name) for name in Link.__slots__]
    assert trail.hashed(trail.link_text("before", row)) == link_hash("before", link)
