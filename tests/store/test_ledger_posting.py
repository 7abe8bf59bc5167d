"""Posting: the three rules, serial numbers, containers, and facts that nobody can change."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from tests.company import WAREHOUSE, Company
from tests.store.ledgerdesk import House
from warehouse_app.domain.bench import Work
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import MAX_MOVED_CELLS, PlaceKind
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store import audit, bench, inventory, items, ledger, places, printing
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA
from warehouse_app.store.schema.ledger import APPEND_ONLY

X = Item("X")
S1 = Item("Z", serial="S1")


@pytest.fixture
def house(company: Company) -> House:
    return House(company)


def test_an_entry_sent_again_changes_nothing_and_answers_as_the_first_time(house: House) -> None:
    entry = Entry(EntryId("e"), EntryKind.RECEIVE, (Leg(X, house.supplier.id, house.a.id, 5),), "w")
    first = house.do(lambda desk: ledger.post(desk, entry))
    before = house.shown()
    again = house.do(lambda desk: ledger.post(desk, entry))
    assert (again.seq, again.replayed) == (first.seq, True)
    assert house.shown() == before


def test_an_id_is_made_once_for_one_deed(house: House) -> None:
    def post(qty: int) -> object:
        entry = Entry(EntryId("e"), EntryKind.RECEIVE, (Leg(X, house.supplier.id, house.a.id, qty),))
        return house.do(lambda desk: ledger.post(desk, entry))

    post(5)
    legs = (Leg(X, house.supplier.id, house.a.id, 6),)
    other = Entry(EntryId("e"), EntryKind.RECEIVE, legs)
    assert house.refused(lambda desk: ledger.post(desk, other)).code == "id_used"


@pytest.mark.parametrize("qty", [0, -1, 1.5, True, 2**53])
def test_a_leg_carries_a_whole_number_above_zero(house: House, qty: int) -> None:
    entry = Entry(EntryId("e"), EntryKind.MOVE, (Leg(X, house.supplier.id, house.a.id, qty),))
    assert house.refused(lambda desk: ledger.post(desk, entry)).code == "bad_leg"


@pytest.mark.parametrize(
    "item", [Item("X", lot="*"), Item("@TOTE"), Item("@NO-CONTAINER")], ids=["all lots", "no serial", "no such kind"]
)
def test_an_item_that_pretends_to_be_something_else_is_no_goods(house: House, item: Item) -> None:
    entry = Entry(EntryId("e"), EntryKind.MOVE, (Leg(item, house.supplier.id, house.a.id, 1),))
    assert house.refused(lambda desk: ledger.post(desk, entry)).code == "bad_leg"


def test_an_entry_without_legs_or_with_equal_ends_is_none(house: House) -> None:
    nothing = Entry(EntryId("e"), EntryKind.MOVE, ())
    assert house.refused(lambda desk: ledger.post(desk, nothing)).code == "empty_entry"
    circle = Entry(EntryId("e"), EntryKind.MOVE, (Leg(X, house.a.id, house.a.id, 1),))
    assert house.refused(lambda desk: ledger.post(desk, circle)).code == "bad_leg"


def test_inside_nothing_goes_below_zero_and_outside_only_the_customer_never_does(house: House) -> None:
    house.receive(X, 5, house.a)
    short = house.refused(lambda desk: inventory.move(desk, EntryId("e"), X, 6, (house.a.id, house.b.id)))
    assert (short.code, short.facts()["on_hand"]) == ("not_enough", 5)
    back = house.refused(lambda desk: inventory.move(desk, EntryId("e"), X, 1, (house.customer.id, house.bench.id)))
    assert back.code == "not_enough"
    untraced = house.do(lambda desk: places.outside(desk, PlaceKind.UNTRACED))
    house.move(X, 2, untraced, house.bench)
    assert house.cell(untraced, X) == (-2, 0)


def test_what_is_sent_in_a_parcel_is_all_that_can_come_back_from_it(house: House) -> None:
    parcel = house.do(lambda desk: places.add(desk, WAREHOUSE, PlaceKind.PARCEL, "P1"))
    house.carry(parcel, house.bench)
    house.receive(X, 3, house.a)
    house.move(X, 3, house.a, parcel)
    house.carry(parcel, house.customer)
    house.move(X, 3, parcel, house.bench)
    assert house.refused(lambda desk: inventory.move(desk, EntryId("e"), X, 1, (parcel.id, house.bench.id))).code == (
        "not_enough"
    )


def test_owner_lot_and_grade_are_kept_apart(house: House) -> None:
    for item in (X, Item("X", owner="GUEST"), Item("X", grade="B"), Item("X", lot="L1")):
        house.receive(item, 2, house.a)
    assert house.pool("X") == (4, 0)
    assert house.pool("X", lot="L1") == (2, 0)
    assert house.pool("X", grade="B") == house.pool("X", owner="GUEST") == (2, 0)


# ------------------------------------------------------------------------------------------------------ serial numbers
def test_a_serial_number_is_in_one_place_whatever_its_lot_or_grade(house: House) -> None:
    house.receive(S1, 1, house.a)
    for again in (S1, Item("Z", lot="L1", serial="S1"), Item("Z", serial="S1", grade="B")):
        no = house.refused(lambda desk, it=again: inventory.receive(desk, EntryId("e"), it, 1, house.b.id))
        assert (no.code, no.facts()["place"]) == ("serial_elsewhere", "A")


def test_a_serial_number_cannot_be_received_twice_in_one_entry(house: House) -> None:
    legs = tuple(Leg(S1, house.supplier.id, place.id, 1) for place in (house.a, house.b))
    entry = Entry(EntryId("e"), EntryKind.RECEIVE, legs)
    assert house.refused(lambda desk: ledger.post(desk, entry)).code == "serial_elsewhere"


def test_two_serial_numbers_swap_places_in_one_entry(house: House) -> None:
    s2 = Item("Z", serial="S2")
    house.receive(S1, 1, house.a)
    house.receive(s2, 1, house.b)
    legs = (Leg(S1, house.a.id, house.b.id, 1), Leg(s2, house.b.id, house.a.id, 1))
    house.do(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.MOVE, legs)))
    assert (house.stands("Z", "S1"), house.stands("Z", "S2")) == ("B", "A")


def test_a_shipped_serial_number_is_not_received_again_but_comes_back(house: House) -> None:
    house.receive(S1, 1, house.a)
    house.move(S1, 1, house.a, house.customer)
    no = house.refused(lambda desk: inventory.receive(desk, EntryId("e"), S1, 1, house.b.id))
    assert (no.code, no.facts()["place"]) == ("serial_elsewhere", "CUSTOMER")
    house.move(S1, 1, house.customer, house.bench)
    assert house.stands("Z", "S1") == "N"


def test_the_legs_of_a_regrading_may_come_in_any_order(house: House) -> None:
    house.receive(S1, 1, house.a)
    worse = Item("Z", serial="S1", grade="B")
    adjust = house.do(lambda desk: places.outside(desk, PlaceKind.ADJUST)).id
    legs = (Leg(worse, adjust, house.a.id, 1), Leg(S1, house.a.id, adjust, 1))
    house.do(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.TRANSFORM, legs)))
    assert (house.stands("Z", "S1"), house.cell(house.a, worse)) == ("A", (1, 0))


# ---------------------------------------------------------------------------------------------------------- containers
def test_a_carried_pallet_takes_its_goods_out_of_the_pool_and_brings_them_back(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 7, house.pallet)
    assert house.pool("X") == (7, 0)
    house.carry(house.pallet, house.bench)
    assert house.pool("X") == (0, 0)
    house.carry(house.pallet, house.b)
    assert house.pool("X") == (7, 0)


def test_what_stands_on_a_dock_can_be_promised_and_promises_follow_it_into_bins(house: House) -> None:
    house.receive(X, 5, house.dock)
    assert house.pool("X") == (5, 0)
    held = house.promise(X, 3, house.dock)
    house.move(X, 5, house.dock, house.a)
    assert (house.pool("X"), house.cell(house.a, X), house.cell(house.dock, X)) == ((5, 3), (5, 3), (0, 0))
    house.move(X, 3, house.a, house.bench, {held.id: 3})
    assert house.pool("X") == (2, 0)


def test_a_pallet_on_a_dock_stays_in_its_pool(house: House) -> None:
    house.carry(house.pallet, house.dock)
    house.receive(X, 7, house.pallet)
    house.promise(X, 2, house.pallet)
    house.carry(house.pallet, house.b)
    assert (house.pool("X"), house.cell(house.pallet, X)) == ((7, 2), (7, 2))


def test_goods_in_totes_are_in_no_pool(house: House) -> None:
    house.carry(house.tote, house.a)
    house.receive(X, 7, house.tote)
    assert house.pool("X") == (0, 0)


def test_a_pallet_in_a_pallet_moves_the_pools_of_both(house: House) -> None:
    inner = house.do(lambda desk: places.add(desk, WAREHOUSE, PlaceKind.LPN, "L2"))
    house.carry(house.pallet, house.a)
    house.carry(inner, house.pallet)
    house.receive(X, 2, house.pallet)
    house.receive(X, 3, inner)
    house.carry(house.pallet, house.bench)
    assert house.pool("X") == (0, 0)
    house.carry(house.pallet, house.b)
    assert house.pool("X") == (5, 0)


def test_goods_unloaded_in_the_entry_that_carries_the_pallet_are_counted_where_they_end(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 7, house.pallet)
    pallet = container_item("LPN", "L")
    legs = (Leg(pallet, house.a.id, house.bench.id, 1), Leg(X, house.pallet.id, house.b.id, 3))
    house.do(lambda desk: ledger.post(desk, Entry(EntryId("e"), EntryKind.MOVE, legs)))
    assert house.pool("X") == (3, 0)


def test_a_pallet_leaves_its_pool_only_with_goods_that_nobody_was_promised(house: House) -> None:
    house.carry(house.pallet, house.a)
    house.receive(X, 4, house.pallet)
    house.receive(X, 4, house.b)
    held = house.promise(X, 3, house.pallet)
    house.carry(house.pallet, house.b)
    pallet = container_item("LPN", "L")
    away = (house.b.id, house.bench.id)
    assert house.refused(lambda desk: inventory.move(desk, EntryId("e"), pallet, 1, away)).code == "not_enough"
    house.move(pallet, 1, house.b, house.bench, {held.id: 3})
    assert house.cell(house.pallet, X) == (4, 0)
    assert house.pool("X") == (4, 0)


def test_a_pallet_of_many_cells_is_moved_in_parts(house: House) -> None:
    house.carry(house.pallet, house.a)
    legs = [Leg(Item(f"I{n}"), house.supplier.id, house.pallet.id, 1) for n in range(MAX_MOVED_CELLS + 1)]
    for part, start in enumerate(range(0, len(legs), 300)):
        entry = Entry(EntryId(f"e{part}"), EntryKind.RECEIVE, tuple(legs[start : start + 300]))
        house.do(lambda desk, it=entry: ledger.post(desk, it))
    pallet = container_item("LPN", "L")
    ends = (house.a.id, house.bench.id)
    assert house.refused(lambda desk: inventory.move(desk, EntryId("m"), pallet, 1, ends)).code == "too_many_at_once"
    assert house.do(lambda desk: inventory.move(desk, EntryId("m"), pallet, 1, (house.a.id, house.b.id))).seq


def test_no_container_stands_in_itself_or_too_deep(house: House) -> None:
    boxes = [house.do(lambda desk, c=f"T{n}": places.add(desk, WAREHOUSE, PlaceKind.TOTE, c)) for n in range(6)]
    house.carry(boxes[0], house.bench)
    for outer, inner in pairwise(boxes[:5]):
        house.carry(inner, outer)
    deep = container_item("TOTE", "T5")
    too_deep = (house.supplier.id, boxes[4].id)
    assert house.refused(lambda desk: inventory.move(desk, EntryId("e"), deep, 1, too_deep)).code == "container_loop"
    loop = container_item("TOTE", "T0")
    ends = (house.bench.id, boxes[2].id)
    assert house.refused(lambda desk: inventory.move(desk, EntryId("e"), loop, 1, ends)).code == "container_loop"
    house.carry(boxes[5], house.bench)
    tower = (house.bench.id, boxes[5].id)
    assert house.refused(lambda desk: inventory.move(desk, EntryId("e"), loop, 1, tower)).code == "container_loop"


def test_two_containers_never_share_a_code(house: House) -> None:
    with pytest.raises(IntegrityError):
        house.do(lambda desk: places.add(desk, "OTHER", PlaceKind.TOTE, "T"))


# ---------------------------------------------------------------------------------------------------- what the law says
def _scanned_and_sealed(desk: Desk) -> None:
    bench.log_scan(desk, work=Work.PACK, device="test", raw="X", verdict="accepted", code="right_item")
    audit.register_writer(desk, "w", "B1", "test", 1)
    audit.append(desk, "w", "Test", "done", "hash", audit.head(desk, "w"))
    audit.put_seal(desk)
    printing.ensure(desk, "label:1:1", "label", "1", "w")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_facts_have_no_update_no_delete_and_no_replace(house: House, table: str) -> None:
    house.receive(X, 5, house.a)
    house.promise(X, 1)
    house.do(_scanned_and_sealed)
    with house.company.store.read() as desk:
        sqlite = desk.connection.dialect.name == "sqlite"
        columns = list(METADATA.tables[table].columns.keys())
        one = desk.connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 1").first()
    assert one is not None
    for deed in (
        f"UPDATE {table} SET {columns[0]} = {columns[0]}",
        f"DELETE FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table}" if sqlite else f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(IntegrityError, match="append-only"):
            house.do(lambda desk, it=deed: desk.connection.exec_driver_sql(it))


def test_a_query_that_would_write_is_stopped_and_leaves_no_number_behind(house: House) -> None:
    new = Item("NEVER-SEEN")
    with pytest.raises((Trouble, DatabaseError)), house.company.store.read() as desk:
        items.number(desk, new)
    assert house.do(lambda desk: items.find(desk, new)) is None
    house.receive(new, 1, house.a)
    assert house.cell(house.a, new) == (1, 0)
