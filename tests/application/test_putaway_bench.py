"""What lies on the dock is loaded and put away by scans; every other place, number and thing has its sentence."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.run import Session
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.store import cells, items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import storage
from warehouse_app.wording.say import say


class Dock:
    """A warehouse with six bins in the walk, and a person with a trolley at its dock."""

    def __init__(self, company: Company) -> None:
        self.company = company
        with company.write() as desk:
            desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE, name="Main"))
            self.place = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
            for n in range(1, 7):
                company.bin(desk, f"A{n:02d}", walk_seq=n * 10, aisle=1)

    def goods(self, sku: str, qty: int, *, at: str = "DOCK", **item: str) -> None:
        """Let goods stand somewhere; the product is made where it is missing."""
        with self.company.write() as desk:
            if not desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).first():
                self.company.product(desk, sku)
            target = places.by_code(desk, WAREHOUSE, at)
            assert target is not None
            leg = Leg(Item(sku, **item), places.outside(desk, PlaceKind.SUPPLIER).id, target.id, qty)
            ledger.post(desk, Entry(EntryId(self.company.ids.new()), EntryKind.RECEIVE, (leg,), "test"))

    def product(self, sku: str, **more: object) -> None:
        """Make a product with facts of its own."""
        with self.company.write() as desk:
            self.company.product(desk, sku, **more)

    def rule(self, place: str, **values: object) -> None:
        """Give a place a rule."""
        with self.company.write() as desk:
            found = places.by_code(desk, WAREHOUSE, place)
            assert found is not None
            desk.connection.execute(storage.place_rule.insert().values(place_id=found.id, **values))

    def asks(self, sku: str, **values: object) -> None:
        """Give a product a rule."""
        with self.company.write() as desk:
            row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one()
            desk.connection.execute(storage.product_rule.insert().values(product_id=row.id, **values))

    def home(self, sku: str, place: str, **values: object) -> None:
        """Make a place a home of a product."""
        with self.company.write() as desk:
            row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one()
            found = places.by_code(desk, WAREHOUSE, place)
            assert found is not None
            desk.connection.execute(storage.home_place.insert().values(product_id=row.id, place_id=found.id, **values))

    def container(self, desk: Desk, kind: PlaceKind, code: str, at: str = "DOCK") -> Place:
        """Let a pallet or tote stand somewhere."""
        made, where = places.add(desk, WAREHOUSE, kind, code), places.by_code(desk, WAREHOUSE, at)
        assert where is not None
        leg = Leg(container_item(kind.value, code), places.outside(desk, PlaceKind.SUPPLIER).id, where.id, 1)
        ledger.post(desk, Entry(EntryId(self.company.ids.new()), EntryKind.RECEIVE, (leg,), "test"))
        return made

    def pallet(self, code: str, *goods: tuple[str, int], kind: PlaceKind = PlaceKind.LPN) -> None:
        """Let a pallet (or tote) with goods stand on the dock."""
        with self.company.write() as desk:
            self.container(desk, kind, code)
        for sku, qty in goods:
            self.goods(sku, qty, at=code)

    def scan(self, text: str, session: Session | None = None) -> FloorAnswer:
        """Scan once and return the answer; every answer has words."""
        command = PutAwayScan(id=self.company.ids.new(), text=text)
        answer = self.company.runner.perform(command, session or self.company.picker).value
        assert isinstance(answer, FloorAnswer)
        told = say(answer.code, answer.facts)
        assert "?" not in told.replace("Which is it?", ""), told
        assert told.casefold() != answer.code.replace("_", " "), told
        return answer

    def scans(self, *texts: str) -> list[str]:
        """Scan one after the other and return the codes of the answers."""
        return [self.scan(text).code for text in texts]

    def at(self, place: str, sku: str, **item: str) -> int:
        """Return what a place holds."""
        with self.company.store.read() as desk:
            found = places.by_code(desk, WAREHOUSE, place)
            number = items.find(desk, Item(sku, **item))
            return 0 if found is None or number is None else cells.read(desk, found.id, number).on_hand


@pytest.fixture
def dock(company: Company) -> Dock:
    """Return a dock with a person."""
    return Dock(company)


def test_a_scan_of_the_goods_and_one_of_the_proposed_place_is_all(dock: Dock) -> None:
    dock.goods("X", 12)
    loaded = dock.scan("X")
    assert (loaded.code, loaded.facts["place"]) == ("putaway_loaded", "A01")
    assert dock.scan("12").facts["qty"] == 12
    assert dock.scan("DONE").state.hero == "A01"
    done = dock.scan("A01")
    assert (done.code, done.verdict.value) == ("putaway_put", "done")
    assert (dock.at("DOCK", "X"), dock.at("A01", "X")) == (0, 12)


def test_goods_stay_on_the_dock_in_the_books_until_they_are_put_down(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.scan("X")
    dock.scan("5")
    assert dock.at("DOCK", "X") == 5
    refused = dock.scan("X")
    assert (refused.code, refused.facts["there"]) == ("not_on_dock", 0)
