"""What arrived on a dock serves orders at once: promised, planned, picked by scan, taken back; bins are asked first."""

from __future__ import annotations

import pytest

from tests.application.test_picking import Aisle, no_pause, sound
from tests.company import WAREHOUSE, Company
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import allocation, cells, inventory, items, places
from warehouse_app.store.desk import Desk

KEY = PoolKey(WAREHOUSE, "MUG")


def arrive(company: Company, desk: Desk, qty: int, kind: PlaceKind = PlaceKind.DOCK) -> None:
    """Take goods in at a dock (or another place)."""
    place = places.known(desk, WAREHOUSE, kind.value, kind)
    inventory.receive(desk, EntryId(company.ids.new()), Item("MUG"), qty, place.id)


class Shop(Aisle):
    """A picker's scanner in a company of mugs: some in two bins, more on the dock."""

    def __init__(self, company: Company, *, shelves: tuple[int, int], dock: int, orders: tuple[int, ...]) -> None:
        self.company = company
        with company.write() as desk:
            company.product(desk, "MUG")
            for n, qty in enumerate(shelves, 1):
                if qty:
                    company.stock(desk, f"A0{n}", "MUG", qty)
            arrive(company, desk, dock)
            ids = [company.order(desk, str(n), [("MUG", qty)]) for n, qty in enumerate(orders, 1)]
        self.first = ids[0]
        allocate(company.runner, company.supervisor, pause=no_pause)
        report = batches.plan(company.runner, company.supervisor, pause=no_pause)
        self.batches = [row.code for row in report.batches]
        for row in report.batches:
            batches.release(company.runner, company.supervisor, row.id, pause=no_pause)

    def stops(self) -> list[tuple[str, int]]:
        """Return from where how much is to be picked, in walking order."""
        with self.company.store.read() as desk:
            found = batches.batch_detail(desk, batches.batch_id_of(desk, self.batches[0]))
        return [(task.place, task.qty) for task in found.tasks]


def test_goods_on_a_dock_alone_are_promised_picked_and_the_doctor_is_content(company: Company) -> None:
    shop = Shop(company, shelves=(0, 0), dock=5, orders=(3,))
    assert shop.stops() == [("DOCK", 3)]
    assert shop.follow()[-1] == "batch_picked"
    assert (shop.picked(shop.first), shop.on_hand("DOCK", "MUG")) == ([3], 2)
    assert sound(shop) == []


@pytest.mark.parametrize(
    ("shelves", "asked", "stops"),
    [
        ((5, 0), 3, [("A01", 3)]),
        ((2, 2), 4, [("A01", 2), ("A02", 2)]),
        ((2, 0), 4, [("DOCK", 4)]),
        ((2, 0), 11, [("A01", 2), ("DOCK", 9)]),
    ],
    ids=("one bin has it", "two bins have it", "the dock has all of it", "both together"),
)
def test_a_picker_goes_to_the_dock_only_for_what_the_bins_lack(
    company: Company, shelves: tuple[int, int], asked: int, stops: list[tuple[str, int]]
) -> None:
    shop = Shop(company, shelves=shelves, dock=9, orders=(asked,))
    assert sorted(shop.stops()) == stops


def test_a_pick_from_the_dock_is_undone_to_the_dock(company: Company) -> None:
    shop = Shop(company, shelves=(0, 0), dock=5, orders=(3,))
    shop.scan(shop.batches[0])
    shop.scan("DOCK")
    assert shop.scan("MUG").code == "right_item"
    assert shop.scan("UNDO").code == "undone"
    assert shop.on_hand("DOCK", "MUG") == 5


def test_what_is_put_away_meanwhile_takes_its_promise_along(company: Company) -> None:
    Shop(company, shelves=(0, 0), dock=3, orders=(3,))
    with company.write() as desk:
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        shelf = company.bin(desk, "A01")
        inventory.move(desk, EntryId("away"), Item("MUG"), 3, (dock.id, shelf.id))
        assert cells.read(desk, shelf.id, items.number(desk, Item("MUG"))) == (3, 3)
        assert cells.read_pool(desk, KEY).free == 0


def test_what_must_be_looked_at_first_is_promised_to_nobody(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        arrive(company, desk, 4)
        arrive(company, desk, 2, PlaceKind.QUARANTINE)
        arrive(company, desk, 1, PlaceKind.BENCH)
        assert cells.read_pool(desk, KEY).free == 4
        reason = allocation.explain(desk, WAREHOUSE, "MUG")
    assert {(each.place, each.qty) for each in reason.elsewhere} == {("QUARANTINE", 2), ("BENCH", 1)}
