"""Promises: three nested scopes, goods that take their promises along, and who loses when less is there."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.store.ledgerdesk import House
from warehouse_app.domain.items import DAMAGED, EXPIRED, Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import carrying, inventory, ledger, places, promises

X = Item("X")
L1, L2 = Item("Y", lot="L1"), Item("Y", lot="L2")


@pytest.fixture
def house(company: Company) -> House:
    return House(company)


def lot_promise(house: House, lot: str, qty: int, *, rank: int = 0, ref: int = 1) -> Promise:
    wanted = Promise(PromiseId(0), Purpose.LINE, ref, Scope.LOT, PoolKey(WAREHOUSE, "Y", lot=lot), qty, rank)
    return house.do(lambda desk: promises.promise(desk, wanted))


# ------------------------------------------------------------------------------------------------------ nested scopes
def test_availability_is_one_subtraction_at_each_level(house: House) -> None:
    house.receive(L1, 5, house.a)
    house.receive(L2, 5, house.a)
    lot_promise(house, "L1", 4)
    house.promise(Item("Y"), 6)
    assert (house.pool("Y"), house.pool("Y", "L1")) == ((10, 10), (5, 4))
    wanted = Promise(PromiseId(0), Purpose.LINE, 2, Scope.LOT, PoolKey(WAREHOUSE, "Y", lot="L1"), 1, 0)
    no = house.refused(lambda desk: promises.promise(desk, wanted))
    assert (no.code, no.facts()["scope"], no.facts()["free"]) == ("not_available", "pool", 0)


def test_a_promise_is_narrowed_from_pool_to_lot_to_cell_and_widened_again(house: House) -> None:
    house.receive(L1, 5, house.a)
    made = house.promise(Item("Y"), 4)
    lot = house.do(lambda desk: promises.narrow_to_lot(desk, made.id, 3, "L1"))
    assert (lot.scope, house.pool("Y", "L1")) == (Scope.LOT, (5, 3))
    cell = house.do(lambda desk: promises.narrow(desk, lot.id, 2, house.a.id, L1))
    assert (house.cell(house.a, L1), house.pool("Y", "L1"), house.pool("Y")) == ((5, 2), (5, 3), (5, 4))
    wide = house.do(lambda desk: promises.widen(desk, cell, 2, "other bin"))
    assert (wide.scope, house.cell(house.a, L1), house.pool("Y", "L1"), house.pool("Y")) == (
        Scope.POOL, (5, 0), (5, 1), (5, 4),
    )  # fmt: skip
    for each in house.live():
        house.do(lambda desk, it=each: promises.release(desk, it, it.qty, "test"))
    assert (house.pool("Y"), house.pool("Y", "L1"), house.live()) == ((5, 0), (5, 0), [])


def test_a_demand_that_asked_for_its_lot_is_never_widened_past_it(house: House) -> None:
    house.receive(L1, 5, house.a)
    made = lot_promise(house, "L1", 3)
    cell = house.do(lambda desk: promises.narrow(desk, made.id, 3, house.a.id, L1))
    assert cell.lot_asked
    back = house.do(lambda desk: promises.widen(desk, cell, 3, "other bin"))
    assert (back.scope, back.pool.lot, house.pool("Y", "L1")) == (Scope.LOT, "L1", (5, 3))
    assert house.refused(lambda desk: promises.widen(desk, back, 3, "further")).code == "no_such_promise"


def test_a_cell_promise_counts_in_its_lot_even_when_only_the_pool_was_named(house: House) -> None:
    house.receive(L1, 5, house.a)
    house.promise(L1, 4, house.a)
    assert (house.pool("Y", "L1"), house.pool("Y")) == ((5, 4), (5, 4))


def test_only_what_stands_in_a_pool_can_be_held(house: House) -> None:
    house.receive(X, 5, house.a)
    house.receive(X, 5, house.bench)
    made = house.promise(X, 2)
    no = house.refused(lambda desk: promises.narrow(desk, made.id, 2, house.bench.id, X))
    assert (no.code, no.facts()["scope"], no.facts()["free"]) == ("not_available", "cell", 0)


@pytest.mark.parametrize("qty", [0, -3, 5])
def test_a_promise_gives_only_what_it_has(house: House, qty: int) -> None:
    house.receive(X, 9, house.a)
    made = house.promise(X, 4, house.a)
    for deed in (promises.release, promises.widen):
        assert house.refused(lambda desk, do=deed: do(desk, made, qty, "w")).code == "no_such_promise"


def test_a_promise_is_released_where_it_is_now_not_where_it_was_seen(house: House) -> None:
    house.receive(X, 4, house.a)
    seen = house.promise(X, 4, house.a)
    house.move(X, 4, house.a, house.b)
    house.do(lambda desk: promises.release(desk, seen, 4, "cancelled"))
    assert (house.cell(house.b, X), house.pool("X"), house.live()) == ((4, 0), (4, 0), [])


def test_expired_promises_are_released_and_others_stay(house: House) -> None:
    house.receive(X, 9, house.a)
    for ref, until in ((1, "2010-12-06T10:00:00.000000Z"), (2, "2010-12-07T10:00:00.000000Z"), (3, None)):
        wanted = Promise(PromiseId(0), Purpose.HOLD, ref, Scope.POOL, PoolKey(WAREHOUSE, "X"), 2, 0, expires=until)
        house.do(lambda desk, it=wanted: promises.promise(desk, it))
    assert house.do(lambda desk: promises.release_expired(desk, "2010-12-06T12:00:00.000000Z")) == 1
    assert ([each.ref for each in house.live()], house.pool("X")) == ([2, 3], (9, 4))


# --------------------------------------------------------------------------------------------- goods and their promises
def test_free_goods_leave_first_and_promises_follow_the_rest_within_the_pool(house: House) -> None:
    house.receive(X, 10, house.a)
    house.promise(X, 6, house.a)
    house.move(X, 4, house.a, house.b)
    assert (house.cell(house.a, X), house.cell(house.b, X)) == ((6, 6), (4, 0))
    house.move(X, 5, house.a, house.b)
    assert (house.cell(house.a, X), house.cell(house.b, X)) == ((1, 1), (9, 5))
    assert house.pool("X") == (10, 6)


def test_a_pick_uses_its_promise_up_and_others_are_not_taken_from(house: House) -> None:
    house.receive(X, 10, house.a)
    mine, other = house.promise(X, 4, house.a), house.promise(X, 6, house.a, ref=2)
    no = house.refused(lambda desk: inventory.move(desk, EntryId("e"), X, 4, (house.a.id, house.bench.id)))
    assert (no.code, no.facts()["held"]) == ("not_enough", 10)
    house.move(X, 4, house.a, house.bench, {mine.id: 4})
    assert (house.cell(house.a, X), house.pool("X")) == ((6, 6), (6, 6))
    assert [each.id for each in house.live()] == [other.id]


def test_a_promise_is_used_up_only_by_goods_that_leave_its_pool(house: House) -> None:
    house.receive(X, 4, house.a)
    made = house.promise(X, 4)
    with pytest.raises(ValueError, match="used up"):
        house.move(X, 1, house.a, house.bench, {made.id: 4})
    assert house.pool("X") == (4, 4)


def test_goods_promised_from_the_pool_do_not_leave_it_unasked(house: House) -> None:
    house.receive(X, 4, house.a)
    house.promise(X, 3)
    no = house.refused(lambda desk: inventory.move(desk, EntryId("e"), X, 2, (house.a.id, house.bench.id)))
    assert (no.code, no.facts()["promised"]) == ("pool_short", 3)


# --------------------------------------------------------------------------------------------- what is never refused
def test_a_count_releases_the_weakest_promises_wherever_they_are_held(house: House) -> None:
    house.receive(X, 5, house.a)
    house.receive(X, 5, house.b)
    strong = house.promise(X, 5, house.a, rank=0, ref=1)
    house.promise(X, 5, house.b, rank=7, ref=2)
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 2, "count"))
    assert [(each.ref, each.qty) for each in posted.lost] == [(2, 3)]
    assert house.shortages() == [(2, 3, "count")]
    assert (house.pool("X"), house.cell(house.a, X), house.cell(house.b, X)) == ((7, 7), (2, 2), (5, 2))
    assert sum(each.qty for each in house.live() if each.ref == strong.ref) == 5


def test_holds_lose_before_any_line(house: House) -> None:
    house.receive(X, 5, house.a)
    house.promise(X, 3, rank=9, ref=1)
    hold = Promise(PromiseId(0), Purpose.HOLD, 2, Scope.POOL, PoolKey(WAREHOUSE, "X"), 2, 0)
    house.do(lambda desk: promises.promise(desk, hold))
    house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 3, "count"))
    assert house.shortages() == [(2, 2, "count")]


def test_another_lot_keeps_what_did_not_ask_for_its_own(house: House) -> None:
    house.receive(L1, 4, house.a)
    house.receive(L2, 4, house.b)
    lot_promise(house, "L1", 2, ref=1)
    house.promise(L1, 2, house.a, ref=2)
    house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, L1, 1, "count"))
    assert house.shortages() == [(1, 1, "count")]
    kept = [(each.ref, each.scope, each.qty) for each in house.live()]
    assert kept == [(1, Scope.LOT, 1), (2, Scope.POOL, 1), (2, Scope.POOL, 1)]


@pytest.mark.parametrize("deed", ["quarantine", "scrap", "damage"])
def test_goods_are_locked_away_whoever_they_were_promised_to(house: House, deed: str) -> None:
    house.receive(X, 5, house.a)
    house.promise(X, 4, house.a)
    house.do(lambda desk: getattr(inventory, deed)(desk, EntryId("q"), X, 3, house.a.id, deed))
    assert (house.pool("X"), house.cell(house.a, X)) == ((2, 2), (2, 2))
    assert house.shortages() == [(1, 2, deed)]
    assert house.cell(house.a, Item("X", grade=DAMAGED))[0] == (3 if deed == "damage" else 0)


def test_a_whole_pallet_is_quarantined_with_held_goods_on_it(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 5, house.pallet)
    house.receive(X, 2, house.b)
    house.promise(X, 4, house.pallet)
    pallet = container_item("LPN", "L")
    house.do(lambda desk: inventory.quarantine(desk, EntryId("q"), pallet, 1, house.a.id, "smells"))
    assert (house.pool("X"), house.cell(house.pallet, X), house.shortages()) == ((2, 2), (5, 0), [(1, 2, "smells")])


def test_a_lot_is_recalled_from_wherever_it_stands_in_the_house(house: House) -> None:
    house.carry(house.pallet, house.b)
    for place, qty in ((house.a, 1), (house.bench, 2), (house.pallet, 3)):
        house.receive(L1, qty, place)
    house.receive(L2, 1, house.a)
    house.promise(L1, 1, house.a)
    assert house.do(lambda desk: inventory.recall(desk, "r", "Y", "L1", "recall 7")) == 3
    assert house.do(lambda desk: inventory.recall(desk, "r2", "Y", "L1", "recall 7")) == 0
    locked = house.do(lambda desk: places.known(desk, WAREHOUSE, "QUARANTINE", PlaceKind.QUARANTINE))
    assert (house.cell(locked, L1), house.pool("Y"), house.pool("Y", "L1")) == ((6, 0), (1, 1), (0, 0))
    assert house.shortages() == []


def test_a_lot_past_its_last_ship_day_is_regraded_once(house: House) -> None:
    house.receive(L1, 4, house.a)
    house.receive(L2, 4, house.a)
    lot_promise(house, "L1", 3)
    for lot, day in (("L1", "2010-12-05"), ("L2", "2010-12-06")):
        house.do(lambda desk, it=lot, to=day: inventory.know_lot(desk, "Y", it, to))
    assert house.do(lambda desk: inventory.expire_lots(desk, "x", "2010-12-06")) == 1
    assert house.do(lambda desk: inventory.expire_lots(desk, "x2", "2010-12-06")) == 0
    assert (house.pool("Y", "L1"), house.pool("Y"), house.pool("Y", "L1", grade=EXPIRED)) == ((0, 0), (4, 0), (4, 0))
    assert [each[:2] for each in house.shortages()] == [(1, 3)]


def test_no_promise_follows_its_goods_into_another_warehouse(house: House) -> None:
    there = house.do(lambda desk: places.add(desk, "OTHER", PlaceKind.BIN, "C"))
    house.carry(house.pallet, house.a)
    house.receive(X, 5, house.b)
    house.receive(X, 1, house.pallet)
    house.promise(X, 1, house.pallet)
    legs = (Leg(container_item("LPN", "L"), house.a.id, there.id, 1), Leg(X, house.pallet.id, there.id, 1))
    entry = Entry(EntryId("away"), EntryKind.MOVE, legs)
    assert house.refused(lambda desk: ledger.post(desk, entry)).code == "not_enough"
    assert (house.pool("X"), house.cell(house.pallet, X)) == ((6, 1), (1, 1))


# -------------------------------------------------------------------------------------------------------------- counts
def test_a_count_that_agrees_posts_nothing(house: House) -> None:
    house.receive(X, 5, house.a)
    before = house.shown()
    assert house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 5, "count")) is None
    assert house.shown() == before


def test_a_count_sent_again_is_not_counted_again(house: House) -> None:
    house.receive(X, 5, house.a)
    count = lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 3, "count")  # noqa: E731
    house.do(count)
    house.move(X, 3, house.a, house.b)
    assert house.do(count).replayed
    assert house.cell(house.a, X) == (0, 0)
    other = house.refused(lambda desk: inventory.recount(desk, EntryId("c"), house.b.id, X, 3, "count"))
    assert other.code == "id_used"


def test_a_serial_number_found_elsewhere_is_taken_from_where_the_books_had_it(house: House) -> None:
    booked, found = Item("Z", lot="L1", serial="S1"), Item("Z", lot="L2", serial="S1")
    house.receive(booked, 1, house.a)
    house.promise(booked, 1, house.a)
    house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.b.id, found, 1, "count"))
    assert (house.cell(house.a, booked), house.cell(house.b, found), house.stands("Z", "S1")) == ((0, 0), (1, 0), "B")
    assert [each.scope for each in house.live()] == [Scope.POOL]


def test_a_container_found_elsewhere_brings_its_goods_along(house: House) -> None:
    house.carry(house.pallet, house.bench)
    house.receive(X, 4, house.pallet)
    pallet = container_item("LPN", "L")
    house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, pallet, 1, "count"))
    assert (house.pool("X"), house.do(lambda desk: carrying.serial_at(desk, "@LPN", "L"))) == ((4, 0), house.a.id)


@pytest.mark.parametrize(("item", "counted"), [(X, -1), (Item("Z", serial="S1"), 2)])
def test_a_count_that_cannot_be_is_refused(house: House, item: Item, counted: int) -> None:
    no = house.refused(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, item, counted, "count"))
    assert no.code == "bad_leg"
