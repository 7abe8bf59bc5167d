"""Undoing: the mirror entry, its reach, and what stands in its way."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, pick
from tests.store.ledgerdesk import House
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import inventory, places
from warehouse_app.store.undoing import MAX_REACH, reach

X = Item("X")


@pytest.fixture
def house(company: Company) -> House:
    return House(company)


def test_undoing_posts_the_mirror_and_leaves_the_entry(house: House) -> None:
    first = house.receive(X, 5, house.a)
    moved = house.move(X, 5, house.a, house.b)
    [undone] = house.do(lambda desk: inventory.reverse(desk, moved.id, EntryId("u"), "wrong bin"))
    assert (house.cell(house.a, X), house.cell(house.b, X)) == ((5, 0), (0, 0))
    mirror = house.do(lambda desk: inventory.entry(desk, undone.id))
    assert (mirror.reverses, mirror.legs[0].source, mirror.legs[0].target) == (moved.id, house.b.id, house.a.id)
    assert house.do(lambda desk: inventory.entry(desk, first.id)).legs


def test_an_entry_is_undone_once_and_an_undoing_never(house: House) -> None:
    moved = house.receive(X, 5, house.a)
    house.do(lambda desk: inventory.reverse(desk, moved.id, EntryId("u"), "w"))
    for entry_id in (moved.id, EntryId("u")):
        no = house.refused(lambda desk, it=entry_id: inventory.reverse(desk, it, EntryId("u2"), "w"))
        assert no.code == "already_reversed"
    assert house.refused(lambda desk: inventory.reverse(desk, EntryId("none"), EntryId("u3"), "w")).code == (
        "no_such_entry"
    )


def test_what_stands_on_an_entry_is_named_newest_first_and_undone_together(house: House) -> None:
    first = house.receive(X, 5, house.a)
    second = house.move(X, 5, house.a, house.b)
    third = house.move(X, 2, house.b, house.bench)
    house.receive(Item("OTHER"), 1, house.a)
    no = house.refused(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w"))
    assert (no.code, no.facts()["later"]) == ("stands_on_it", (third.id, second.id))
    done = house.do(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True))
    assert [each.id for each in done] == ["u.0", "u.1", "u"]
    assert house.pool("X") == (0, 0)
    before = house.shown()
    again = house.do(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True))
    assert ([each.id for each in again], house.shown()) == (["u.0", "u.1", "u"], before)
    other = house.refused(lambda desk: inventory.reverse(desk, third.id, EntryId("u"), "w"))
    assert other.code == "id_used"


def test_entries_that_took_other_goods_are_left_alone(house: House) -> None:
    first = house.receive(X, 5, house.a)
    house.receive(X, 5, house.a)
    house.move(X, 5, house.a, house.b)
    assert house.do(lambda desk: reach(desk, first.id)).entries == ()
    house.do(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w"))
    assert house.pool("X") == (5, 0)


def test_more_than_twenty_are_not_undone_together(house: House) -> None:
    first = house.receive(X, 1, house.a)
    ends = house.do(lambda desk: [house.company.bin(desk, f"B{n}") for n in range(MAX_REACH + 1)])
    for source, target in pairwise([house.a, *ends]):
        house.move(X, 1, source, target)
    assert house.refused(lambda desk: inventory.reverse(desk, first.id, EntryId("u"), "w", together=True)).code == (
        "stands_on_it"
    )
    newest = _newest(house)
    near = house.do(lambda desk: inventory.reverse(desk, newest, EntryId("u1"), "w"))
    assert len(near) == 1


def _newest(house: House) -> EntryId:
    with house.company.store.read() as desk:
        return EntryId(str(desk.connection.exec_driver_sql("SELECT id FROM entry ORDER BY seq DESC LIMIT 1").scalar()))


def test_goods_in_a_parcel_that_was_handed_over_are_not_conjured_back(house: House) -> None:
    parcel = house.do(lambda desk: places.add(desk, WAREHOUSE, PlaceKind.PARCEL, "P1"))
    house.carry(parcel, house.bench)
    house.receive(X, 3, house.a)
    packed = house.move(X, 3, house.a, parcel)
    handed = house.carry(parcel, house.customer)
    no = house.refused(lambda desk: inventory.reverse(desk, packed.id, EntryId("u"), "w"))
    assert no.facts()["later"] == (handed.id,)
    house.do(lambda desk: inventory.reverse(desk, packed.id, EntryId("u"), "w", together=True))
    assert (house.stands("@PARCEL", "P1"), house.cell(house.a, X)) == ("N", (3, 0))


def test_goods_promised_meanwhile_stay(house: House) -> None:
    received = house.receive(X, 5, house.a)
    house.promise(X, 1)
    assert house.refused(lambda desk: inventory.reverse(desk, received.id, EntryId("u"), "w")).code == "pool_short"


def test_a_label_stands_on_what_was_packed_and_is_voided_first(company: Company) -> None:
    bench = Bench(company)
    with company.write() as desk:
        company.product(desk, "MUG")
        pick(desk, company, company.order(desk, "4711", [("MUG", 1)]), "T1")
    bench.scan("T1", "MUG")
    with company.store.read() as desk:
        packed = desk.connection.exec_driver_sql("SELECT entry_id FROM scan WHERE entry_id IS NOT NULL").scalar()
        stands = reach(desk, EntryId(str(packed)))
        tracking = desk.connection.exec_driver_sql("SELECT tracking FROM parcel").scalar()
    assert stands.labels == (tracking,)
    house = House(company)
    no = house.refused(lambda desk: inventory.reverse(desk, EntryId(str(packed)), EntryId("u"), "w", together=True))
    assert (no.code, no.facts()["labels"]) == ("stands_on_it", (tracking,))
