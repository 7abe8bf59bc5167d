"""What the ledger keeps and tells of each deed beside the figures: the log of promises, shortages, and refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import WAREHOUSE, Company
from tests.store.ledgerdesk import House
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.ledger.rules import MAX_LEGS
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import cells, inventory, items, ledger, places, projections, promises, undoing
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.undoing import MAX_REACH, reach

X, W = Item("X"), Item("W")
L1, L2 = Item("Y", lot="L1"), Item("Y", lot="L2")
POOL = PoolKey(WAREHOUSE, "X")
ASKED = Promise(PromiseId(0), Purpose.LINE, 1, Scope.POOL, POOL, 2, 0)
OF_LOT = replace(ASKED, pool=PoolKey(WAREHOUSE, "Y", lot="L1"), scope=Scope.LOT)


@pytest.fixture
def house(company: Company) -> House:
    return House(company)


def log(house: House) -> list[tuple[str, int, str, int | None, str]]:
    """Return what the log of promises says: what, how many, scope, place and why."""
    with house.company.store.read() as desk:
        found = desk.connection.execute(tables.promise_log.select().order_by(tables.promise_log.c.seq)).all()
    return [(row.what, row.qty, row.scope, row.place_id, row.why) for row in found]


def right(house: House) -> bool:
    """Tell whether the projections are what the facts say."""
    with house.company.store.read() as desk:
        return list(projections.differences(desk)) == []


# ------------------------------------------------------------------------------------------------ the log of promises
def test_every_turn_of_a_promise_is_in_its_log(house: House) -> None:
    house.receive(X, 9, house.a)
    made = house.promise(X, 6)
    held = house.do(lambda desk: promises.narrow(desk, made.id, 4, house.a.id, X))
    house.move(X, 6, house.a, house.b)
    away = next(each for each in house.live() if each.place == house.b.id)
    house.do(lambda desk: promises.widen(desk, away, 1, "other bin"))
    used = next(each for each in house.live() if each.place == house.a.id)
    house.move(X, 2, house.a, house.bench, {used.id: 2})
    house.do(lambda desk: promises.release(desk, made, 1, "cancelled"))
    a, b = house.a.id, house.b.id
    assert (away.qty, used.qty, held.qty) == (1, 3, 4)
    assert log(house) == [
        *[("made", 6, "pool", None, ""), ("narrowed", 4, "cell", a, ""), ("moved", 1, "cell", b, "")],
        *[("widened", 1, "pool", None, "other bin"), ("consumed", 2, "cell", a, "")],
        ("released", 1, "pool", None, "cancelled"),
    ]
    assert right(house)


def test_a_promise_that_follows_all_its_goods_stays_the_same_promise(house: House) -> None:
    house.receive(X, 4, house.a)
    made = house.promise(X, 4, house.a)
    house.move(X, 4, house.a, house.b)
    assert [(each.id, each.place, each.qty) for each in house.live()] == [(made.id, house.b.id, 4)]
    assert log(house)[-1] == ("moved", 4, "cell", house.b.id, "")


def test_goods_take_as_many_promises_along_as_must_go_with_them(house: House) -> None:
    house.receive(X, 7, house.a)
    for ref, qty in ((1, 2), (2, 2), (3, 2)):
        house.promise(X, qty, house.a, ref=ref)
    house.move(X, 4, house.a, house.b)
    assert (house.cell(house.a, X), house.cell(house.b, X)) == ((3, 3), (4, 3))
    assert sorted((each.ref, each.place, each.qty) for each in house.live()) == [
        (1, house.b.id, 2), (2, house.a.id, 1), (2, house.b.id, 1), (3, house.a.id, 2),
    ]  # fmt: skip
    assert right(house)


def test_a_promise_that_is_used_up_in_the_same_entry_takes_no_other_along(house: House) -> None:
    house.receive(X, 6, house.a)
    mine = house.promise(X, 2, house.a)
    house.promise(X, 1, house.a, ref=2)
    legs = (Leg(X, house.a.id, house.bench.id, 2), Leg(X, house.a.id, house.b.id, 3))
    house.do(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.MOVE, legs), {mine.id: 2}))
    assert [(each.ref, each.place, each.qty) for each in house.live()] == [(2, house.a.id, 1)]
    assert right(house)


def test_a_promise_is_read_back_as_it_was_made(house: House) -> None:
    house.receive(L1, 5, house.a)
    for wanted in (
        replace(OF_LOT, purpose=Purpose.HOLD, ref=7, rank=3, expires="2010-12-06T10:00:00.000000Z"),
        replace(OF_LOT, scope=Scope.CELL, place=house.a.id, item=L1),
    ):
        made = house.do(lambda desk, it=wanted: promises.promise(desk, it))
        with house.company.store.read() as desk:
            assert promises.get(desk, made.id) == made
            assert promises.made_for(desk, wanted.purpose, wanted.ref) == (made,)
        assert replace(made, id=wanted.id, lot_asked=False) == wanted


def test_what_is_narrowed_to_a_lot_is_logged_and_cannot_be_narrowed_to_another(house: House) -> None:
    house.receive(L1, 5, house.a)
    house.receive(L2, 5, house.a)
    made = house.promise(Item("Y"), 4)
    lot = house.do(lambda desk: promises.narrow_to_lot(desk, made.id, 3, "L1"))
    assert log(house)[-1] == ("narrowed", 3, "lot", None, "")
    assert [(each.id, each.qty) for each in house.live()] == [(made.id, 1), (lot.id, 3)]
    for other in ("L2", "L1"):
        assert house.refused(lambda desk, it=other: promises.narrow_to_lot(desk, lot.id, 1, it)).code == (
            "no_such_promise"
        )
    for no_lot in ("", "*"):
        assert house.refused(lambda desk, it=no_lot: promises.narrow_to_lot(desk, made.id, 1, it)).code == (
            "no_such_promise"
        )


def test_a_lot_with_less_free_is_told_with_what_it_has(house: House) -> None:
    house.receive(L1, 2, house.a)
    house.receive(L2, 5, house.b)
    made = house.promise(Item("Y"), 4)
    no = house.refused(lambda desk: promises.narrow_to_lot(desk, made.id, 3, "L1"))
    assert (no.code, no.facts()) == ("not_available", {"sku": "Y", "scope": "lot", "asked": 3, "free": 2})


def test_a_cell_with_less_free_is_told_with_what_it_has(house: House) -> None:
    house.receive(L1, 2, house.a)
    house.receive(L1, 3, house.b)
    made = house.promise(Item("Y"), 4)
    no = house.refused(lambda desk: promises.narrow(desk, made.id, 3, house.a.id, L1))
    assert (no.code, no.facts()) == ("not_available", {"sku": "Y", "scope": "cell", "asked": 3, "free": 2})
    house.do(lambda desk: promises.narrow_to_lot(desk, made.id, 4, "L1"))
    no = house.refused(lambda desk: promises.promise(desk, OF_LOT))
    assert (no.facts()["scope"], no.facts()["asked"], no.facts()["free"]) == ("pool", 2, 1)


def test_a_lot_promised_elsewhere_is_not_held_in_a_cell_that_has_it(house: House) -> None:
    house.receive(L1, 7, house.a)
    house.receive(L2, 5, house.b)
    house.do(lambda desk: promises.promise(desk, replace(OF_LOT, qty=6)))
    made = house.promise(Item("Y"), 3)
    no = house.refused(lambda desk: promises.narrow(desk, made.id, 3, house.a.id, L1))
    assert (no.code, no.facts()) == ("not_available", {"sku": "Y", "scope": "lot", "asked": 3, "free": 1})


def test_a_promise_of_one_product_or_cell_is_not_narrowed_to_another(house: House) -> None:
    for item in (X, W, Item("X", grade="B"), Item("X", owner="GUEST"), L1, L2):
        house.receive(item, 5, house.a)
    made = house.promise(X, 2)
    for item in (W, Item("X", grade="B"), Item("X", owner="GUEST")):
        no = house.refused(lambda desk, it=item: promises.narrow(desk, made.id, 1, house.a.id, it))
        assert no.code == "no_such_promise"
    lot = house.do(lambda desk: promises.promise(desk, OF_LOT))
    assert house.refused(lambda desk: promises.narrow(desk, lot.id, 1, house.a.id, L2)).code == "no_such_promise"
    cell = house.do(lambda desk: promises.narrow(desk, lot.id, 1, house.a.id, L1))
    assert house.refused(lambda desk: promises.narrow(desk, cell.id, 1, house.b.id, L1)).code == "no_such_promise"


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ASKED, qty=0),
        replace(ASKED, place=PlaceId(1)),
        replace(ASKED, item=X),
        replace(ASKED, pool=replace(POOL, lot="L1")),
        replace(ASKED, scope=Scope.LOT),
        replace(ASKED, scope=Scope.LOT, pool=replace(POOL, lot="")),
        replace(ASKED, scope=Scope.CELL, place=PlaceId(1)),
        replace(ASKED, scope=Scope.CELL, item=X),
        replace(ASKED, scope=Scope.CELL, item=W, place=PlaceId(1)),
        replace(ASKED, scope=Scope.CELL, item=X, place=PlaceId(1), qty=0),
    ],
    ids=lambda wrong: f"{wrong.scope} {wrong.pool.lot} {wrong.place} {wrong.item and wrong.item.sku} {wrong.qty}",
)
def test_a_promise_that_contradicts_itself_is_a_bug(house: House, wrong: Promise) -> None:
    house.receive(X, 5, house.a)
    before = house.shown()
    with pytest.raises(ValueError, match="promise"):
        house.do(lambda desk: promises.promise(desk, wrong))
    assert house.shown() == before


def test_a_lot_asked_for_is_remembered_and_one_that_came_by_narrowing_is_not(house: House) -> None:
    house.receive(L1, 5, house.a)
    asked = house.do(lambda desk: promises.promise(desk, OF_LOT))
    free = house.promise(Item("Y"), 1)
    lot = house.do(lambda desk: promises.narrow_to_lot(desk, free.id, 1, "L1"))
    with house.company.store.read() as desk:
        assert [promises.get(desk, each.id).lot_asked for each in (asked, lot)] == [True, False]  # type: ignore[union-attr]


# ------------------------------------------------------------------------------------------------------------ refusals
def test_goods_that_come_in_with_it_do_not_hide_what_leaves_a_promise_unkept(house: House) -> None:
    house.receive(X, 4, house.a)
    house.promise(X, 3)
    legs = (Leg(W, house.supplier.id, house.b.id, 1), Leg(X, house.a.id, house.bench.id, 2))
    no = house.refused(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.MOVE, legs)))
    assert (no.code, no.facts()) == ("pool_short", {"sku": "X", "warehouse": WAREHOUSE, "on_hand": 2, "promised": 3})


def test_what_uses_its_own_promise_up_and_takes_more_is_told_what_the_pool_lacks(house: House) -> None:
    house.receive(X, 5, house.a)
    mine = house.promise(X, 2, house.a)
    house.promise(X, 3)
    entry = Entry(EntryId("e"), EntryKind.MOVE, (Leg(X, house.a.id, house.bench.id, 3),))
    no = house.refused(lambda desk: ledger.post(desk, entry, {mine.id: 2}))
    assert (no.code, no.facts()) == ("pool_short", {"sku": "X", "warehouse": WAREHOUSE, "on_hand": 2, "promised": 3})


def test_of_several_places_the_one_that_lacks_the_goods_is_told(house: House) -> None:
    house.receive(X, 4, house.a)
    house.receive(X, 1, house.b)
    house.promise(X, 3)
    legs = (Leg(X, house.a.id, house.bench.id, 1), Leg(X, house.b.id, house.bench.id, 2))
    no = house.refused(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.MOVE, legs)))
    assert (no.code, no.facts()) == (
        "not_enough", {"sku": "X", "place": "B", "asked": 2, "on_hand": 1, "held": 0},
    )  # fmt: skip


def test_a_place_that_has_less_than_is_taken_is_told_with_what_it_has_and_holds(house: House) -> None:
    house.receive(X, 5, house.a)
    house.receive(X, 5, house.b)
    house.promise(X, 2, house.a)
    no = house.refused(lambda desk: inventory.move(desk, EntryId("e"), X, 4, (house.a.id, house.bench.id)))
    assert (no.code, no.facts()) == (
        "not_enough", {"sku": "X", "place": "A", "asked": 4, "on_hand": 5, "held": 2},
    )  # fmt: skip


def test_a_promise_is_not_used_up_beyond_what_it_has(house: House) -> None:
    house.receive(X, 5, house.a)
    made = house.promise(X, 2, house.a)
    entry = Entry(EntryId("e"), EntryKind.MOVE, (Leg(X, house.a.id, house.bench.id, 3),))
    no = house.refused(lambda desk: ledger.post(desk, entry, {made.id: 3}))
    assert (no.code, no.facts()) == ("no_such_promise", {"id": made.id, "asked": 3})


def test_what_is_posted_is_told_to_the_screens_of_stock(house: House) -> None:
    with house.company.write() as desk:
        inventory.receive(desk, EntryId("e"), X, 1, house.a.id)
        assert (Touched.STOCK in desk.touched, len(desk.entries)) == (True, 1)


def test_an_entry_of_as_many_legs_as_may_be_is_one_fact(house: House) -> None:
    legs = tuple(Leg(Item(f"I{n}"), house.supplier.id, house.a.id, n + 1) for n in range(MAX_LEGS))
    house.do(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.RECEIVE, legs, "w")))
    assert house.do(lambda desk: undoing.entry(desk, EntryId("e"))).legs == legs


def test_containers_are_counted_in_no_pool(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 3, house.pallet)
    house.carry(house.pallet, house.b)
    house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.bench.id, container_item("LPN", "L"), 1, "count"))
    with house.company.store.read() as desk:
        assert not [row for row in desk.connection.execute(tables.pool.select()) if row.sku.startswith("@")]
    assert right(house)


def test_a_place_that_was_emptied_is_no_longer_listed(house: House) -> None:
    house.receive(X, 3, house.a)
    made = house.promise(X, 3, house.a)
    house.move(X, 3, house.a, house.bench, {made.id: 3})
    house.receive(W, 1, house.b)
    house.do(lambda desk: inventory.scrap(desk, EntryId("s"), W, 1, house.b.id, "broken"))
    with house.company.store.read() as desk:
        inside = {row.place_id for row in desk.connection.execute(tables.balance.select()) if not row.outside}
    assert inside == {house.bench.id}


def test_goods_that_only_pass_through_a_place_leave_nothing_there(house: House) -> None:
    house.receive(X, 3, house.a)
    legs = (Leg(X, house.a.id, house.bench.id, 2), Leg(X, house.bench.id, house.b.id, 2))
    house.do(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.MOVE, legs)))
    with house.company.store.read() as desk:
        inside = {row.place_id for row in desk.connection.execute(tables.balance.select()) if not row.outside}
    assert inside == {house.a.id, house.b.id}


# ------------------------------------------------------------------------------------------------------- what gives way
def test_what_gives_way_is_taken_from_the_weakest_first_and_only_as_much_as_must_be(house: House) -> None:
    house.receive(X, 9, house.a)
    for ref, rank, qty in ((1, 5, 3), (2, 1, 3), (3, 5, 3)):
        house.promise(X, qty, house.a, rank=rank, ref=ref)
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 5, "count"))
    assert sorted((each.purpose, each.ref, each.qty, each.reason) for each in posted.lost) == [
        (Purpose.LINE, 1, 1, "count"),
        (Purpose.LINE, 3, 3, "count"),
    ]
    assert sorted((each.ref, each.qty) for each in house.live()) == [(1, 2), (2, 3)]
    assert [each.scope for each in house.live() if each.ref == 2] == [Scope.CELL], "the strongest keeps its place"
    assert sorted(house.shortages()) == [(1, 1, "count"), (3, 3, "count")]
    assert right(house)


def test_what_another_place_can_keep_is_widened_and_nobody_loses(house: House) -> None:
    house.receive(X, 4, house.a)
    house.receive(X, 4, house.b)
    house.promise(X, 4, house.a)
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 1, "count"))
    assert (posted.lost, house.cell(house.a, X), house.pool("X")) == ((), (1, 1), (5, 4))
    assert sorted((each.scope, each.qty) for each in house.live()) == [(Scope.CELL, 1), (Scope.POOL, 3)]
    assert right(house)


def test_as_many_promises_are_widened_as_the_place_cannot_keep(house: House) -> None:
    house.receive(X, 9, house.a)
    house.receive(X, 9, house.b)
    for ref in (1, 2, 3):
        house.promise(X, 3, house.a, ref=ref)
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 5, "count"))
    assert (posted.lost, house.cell(house.a, X), house.pool("X")) == ((), (5, 5), (14, 9))
    assert right(house)


def test_as_many_promises_of_a_lot_go_to_another_as_it_cannot_keep(house: House) -> None:
    house.receive(L1, 4, house.a)
    house.receive(L2, 4, house.b)
    for ref in (1, 2):
        made = house.promise(Item("Y"), 2, ref=ref)
        house.do(lambda desk, it=made: promises.narrow_to_lot(desk, it.id, 2, "L1"))
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, L1, 2, "count"))
    assert (posted.lost, house.pool("Y", "L1"), house.pool("Y")) == ((), (2, 2), (6, 4))
    assert sorted((each.scope, each.qty) for each in house.live()) == [(Scope.LOT, 2), (Scope.POOL, 2)]


def test_the_last_unit_that_a_lot_cannot_keep_goes_to_another_as_well(house: House) -> None:
    house.receive(L1, 4, house.a)
    house.receive(L2, 4, house.b)
    for ref in (1, 2):
        made = house.promise(Item("Y"), 2, ref=ref)
        house.do(lambda desk, it=made: promises.narrow_to_lot(desk, it.id, 2, "L1"))
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, L1, 1, "count"))
    assert (posted.lost, house.pool("Y", "L1"), house.pool("Y")) == ((), (1, 1), (5, 4))


def test_nothing_is_given_back_that_was_not_set_aside(house: House) -> None:
    house.receive(X, 5, house.a)
    house.promise(X, 2, house.a)
    with pytest.raises(ValueError, match="does not hold 3"):
        house.do(lambda desk: cells.let_go(desk, house.a.id, items.number(desk, X), 3))
    with pytest.raises(ValueError, match="does not promise 3"):
        house.do(lambda desk: cells.give_back_pool(desk, POOL, 3))
    assert (house.cell(house.a, X), house.pool("X")) == ((5, 2), (5, 2))


def test_a_forced_entry_that_uses_its_own_promise_up_takes_nobody_elses(house: House) -> None:
    house.receive(X, 5, house.a)
    mine = house.promise(X, 2, house.a)
    house.promise(X, 3, house.a, ref=2)
    scrap = house.do(lambda desk: places.outside(desk, PlaceKind.SCRAP))
    entry = Entry(EntryId("e"), EntryKind.MOVE, (Leg(X, house.a.id, scrap.id, 2),), "broken")
    posted = house.do(lambda desk: ledger.post(desk, entry, {mine.id: 2}, forced=True))
    assert (posted.lost, house.cell(house.a, X), house.pool("X")) == ((), (3, 3), (3, 3))
    assert [(each.ref, each.qty, each.scope) for each in house.live()] == [(2, 3, Scope.CELL)]
    assert right(house)


def test_free_goods_are_missed_before_any_promise(house: House) -> None:
    house.receive(X, 6, house.a)
    house.promise(X, 4, house.a)
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, X, 4, "count"))
    assert (posted.lost, [each.qty for each in house.live()], len(log(house))) == ((), [4], 1)


def test_a_pallet_locked_away_leaves_its_promises_to_other_places(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 4, house.pallet)
    house.receive(X, 3, house.b)
    house.promise(X, 4, house.pallet)
    pallet = container_item("LPN", "L")
    posted = house.do(lambda desk: inventory.quarantine(desk, EntryId("q"), pallet, 1, house.a.id, "leaks"))
    assert [(each.qty, each.reason) for each in posted.lost] == [(1, "leaks")]
    assert (house.cell(house.pallet, X), house.pool("X")) == ((4, 0), (3, 3))
    assert right(house)


def test_a_promise_of_a_lot_loses_when_the_lot_lacks_and_of_the_pool_when_all_lack(house: House) -> None:
    house.receive(L1, 3, house.a)
    house.receive(L2, 3, house.b)
    house.do(lambda desk: promises.promise(desk, replace(OF_LOT, qty=3)))
    house.promise(Item("Y"), 3, ref=2, rank=9)
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("c"), house.a.id, L1, 1, "count"))
    assert [(each.ref, each.qty) for each in posted.lost] == [(1, 2)]
    posted = house.do(lambda desk: inventory.recount(desk, EntryId("d"), house.b.id, L2, 1, "count"))
    assert [(each.ref, each.qty) for each in posted.lost] == [(2, 2)]
    assert right(house)


# -------------------------------------------------------------------------------------------------------------- undoing
def test_an_undoing_sent_again_answers_as_the_first_time(house: House) -> None:
    moved = house.receive(X, 5, house.a)
    undo = lambda desk: inventory.reverse(desk, moved.id, EntryId("u"), "w")  # noqa: E731
    [first] = house.do(undo)
    [again] = house.do(undo)
    assert (again.id, again.seq, again.replayed, first.replayed) == (first.id, first.seq, True, False)
    for other in (EntryId("none"), EntryId("u")):
        assert house.refused(lambda desk, it=other: inventory.reverse(desk, it, EntryId("u"), "w")).code == "id_used"


def test_whether_an_entry_was_undone_is_told(house: House) -> None:
    kept, undone = house.receive(X, 5, house.a), house.receive(X, 5, house.b)
    house.do(lambda desk: inventory.reverse(desk, undone.id, EntryId("u"), "w"))
    with house.company.store.read() as desk:
        assert [undoing.is_reversed(desk, each.id) for each in (kept, undone)] == [False, True]


def test_an_entry_is_read_back_with_its_lines_and_what_it_undid(house: House) -> None:
    moved = house.receive(X, 5, house.a)
    house.do(lambda desk: inventory.reverse(desk, moved.id, EntryId("u"), "w"))
    with house.company.store.read() as desk:
        first, mirror = (undoing.entry(desk, each) for each in (moved.id, EntryId("u")))
    assert (first.kind, first.reverses, first.legs) == (
        EntryKind.RECEIVE, None, (Leg(X, house.supplier.id, house.a.id, 5),),
    )  # fmt: skip
    assert (mirror.kind, mirror.reverses, mirror.legs) == (
        EntryKind.REVERSE, moved.id, (Leg(X, house.a.id, house.supplier.id, 5),),
    )  # fmt: skip


def test_what_stands_in_other_places_or_came_before_is_not_in_the_way(house: House) -> None:
    house.receive(X, 3, house.b)
    house.move(X, 1, house.b, house.bench)
    first = house.receive(X, 2, house.a)
    house.move(X, 1, house.b, house.bench)
    assert house.do(lambda desk: reach(desk, first.id)).entries == ()


def test_of_what_was_taken_only_the_newest_that_must_go_is_in_the_way(house: House) -> None:
    first = house.receive(X, 3, house.a)
    second = house.receive(X, 2, house.a)
    taken = [house.move(X, 1, house.a, house.bench) for _ in range(3)]
    assert house.do(lambda desk: reach(desk, second.id)).entries == ()
    assert house.do(lambda desk: reach(desk, first.id)).entries == (taken[2].id,)
    house.do(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True))
    assert (house.cell(house.a, X), house.cell(house.bench, X)) == ((0, 0), (2, 0))
    assert right(house)


def test_what_left_on_a_pallet_is_not_conjured_back_out_of_its_parcel(house: House) -> None:
    parcel = house.do(lambda desk: places.add(desk, WAREHOUSE, PlaceKind.PARCEL, "P1"))
    house.carry(house.pallet, house.a)
    house.carry(parcel, house.pallet)
    house.receive(X, 3, house.b)
    packed = house.move(X, 3, house.b, parcel)
    handed = house.carry(house.pallet, house.customer)
    assert house.do(lambda desk: reach(desk, packed.id)).entries == (handed.id,)


def test_what_was_taken_off_a_pallet_is_not_put_back_onto_one_that_left(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 1, house.pallet)
    moved = house.move(X, 1, house.pallet, house.b)
    left = house.carry(house.pallet, house.customer)
    assert house.do(lambda desk: reach(desk, moved.id)).entries == (left.id,)


def test_what_came_from_outside_since_is_not_in_the_way_of_taking_back_what_went_there(house: House) -> None:
    house.receive(X, 5, house.a)
    back = house.move(X, 2, house.a, house.supplier)
    house.receive(X, 3, house.b)
    assert house.do(lambda desk: reach(desk, back.id)).entries == ()
    house.do(lambda desk: inventory.reverse(desk, back.id, EntryId("u"), "it stays"))
    assert house.cell(house.a, X) == (5, 0)


def test_of_more_than_can_be_undone_together_one_more_is_named(house: House) -> None:
    first = house.receive(X, MAX_REACH + 5, house.a)
    for _ in range(MAX_REACH + 5):
        house.move(X, 1, house.a, house.bench)
    no = house.refused(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True))
    assert len(no.facts()["later"]) == MAX_REACH + 1  # type: ignore[arg-type]


def test_exactly_as_many_as_may_be_are_undone_together(house: House) -> None:
    first = house.receive(X, MAX_REACH + 1, house.a)
    for _ in range(MAX_REACH):
        house.move(X, 1, house.a, house.bench)
    assert len(house.do(lambda desk: reach(desk, first.id)).entries) == MAX_REACH
    done = house.do(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True))
    assert len(done) == MAX_REACH + 1
    again = house.do(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True))
    assert [each.seq for each in again] == [each.seq for each in done]
    assert house.pool("X") == (0, 0)
