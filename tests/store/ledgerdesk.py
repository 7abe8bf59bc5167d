"""A house of a few places, and short words for deeds of the ledger, for tests that read as behaviour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from tests.company import WAREHOUSE, Company
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, Posted
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import cells, inventory, items, ledger, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables


class House:
    """Bins A and B, a bench N, an LPN L and a tote T that stand nowhere yet, and SUPPLIER and CUSTOMER outside."""

    def __init__(self, company: Company) -> None:
        self.company = company
        with company.write() as desk:
            self.a, self.b = company.bin(desk, "A"), company.bin(desk, "B")
            self.bench = places.add(desk, WAREHOUSE, PlaceKind.BENCH, "N")
            self.dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
            self.pallet = places.add(desk, WAREHOUSE, PlaceKind.LPN, "L")
            self.tote = places.add(desk, WAREHOUSE, PlaceKind.TOTE, "T")
            self.supplier, self.customer = (places.outside(desk, k) for k in (PlaceKind.SUPPLIER, PlaceKind.CUSTOMER))

    def do(self, deed: Callable[..., Any]) -> Any:
        """Do a deed in a transaction of its own."""
        with self.company.write() as desk:
            return deed(desk)

    def refused(self, deed: Callable[..., object]) -> Refusal:
        """Return the refusal that a deed meets; nothing of it has happened."""
        before = self.shown()
        try:
            self.do(deed)
        except Refused as refused:
            assert self.shown() == before
            return refused.refusal
        message = "it was not refused"
        raise AssertionError(message)

    def receive(self, item: Item, qty: int, place: Place) -> Posted:
        """Take goods in."""
        return self.do(lambda desk: inventory.receive(desk, self.entry_id(), item, qty, place.id))

    def move(
        self, item: Item, qty: int, source: Place, target: Place, consume: dict[PromiseId, int] | None = None
    ) -> Any:
        """Post a move of one leg, using up promises."""
        entry = Entry(self.entry_id(), EntryKind.MOVE, (Leg(item, source.id, target.id, qty),))
        return self.do(lambda desk: ledger.post(desk, entry, consume or {}))

    def carry(self, container: Place, target: Place) -> Posted:
        """Carry a container to a place from wherever it stands."""

        def deed(desk: Desk) -> Posted:
            at = places.stands_at(desk, container) or self.supplier
            item = container_item(container.kind.value, container.code)
            return inventory.move(desk, self.entry_id(), item, 1, (at.id, target.id))

        return self.do(deed)

    def promise(self, item: Item, qty: int, place: Place | None = None, *, rank: int = 0, ref: int = 1) -> Promise:
        """Promise from the pool, or from a cell when a place is given."""
        pool = PoolKey(WAREHOUSE, item.sku, item.owner, item.grade)
        scope = Scope.POOL if place is None else Scope.CELL
        exact = None if place is None else item
        at = None if place is None else place.id
        wanted = Promise(PromiseId(0), Purpose.LINE, ref, scope, pool, qty, rank, at, exact)
        return self.do(lambda desk: promises.promise(desk, wanted))

    def entry_id(self) -> EntryId:
        """Return a fresh id."""
        return EntryId(self.company.ids.new())

    def cell(self, place: Place | PlaceId, item: Item) -> tuple[int, int]:
        """Return on hand and held."""
        place_id = place.id if isinstance(place, Place) else place
        with self.company.store.read() as desk:
            found = cells.read(desk, place_id, items.find(desk, item) or 0)
        return found.on_hand, found.held

    def pool(self, sku: str, lot: str = "*", grade: str = "A", owner: str = "HOUSE") -> tuple[int, int]:
        """Return on hand and promised of a pool."""
        with self.company.store.read() as desk:
            found = cells.read_pool(desk, PoolKey(WAREHOUSE, sku, owner, grade, lot))
        return found.on_hand, found.promised

    def shortages(self) -> list[tuple[int, int, str]]:
        """Return demand, quantity and reason of every shortage."""
        with self.company.store.read() as desk:
            rows = desk.connection.execute(tables.shortage.select()).all()
        return [(row.ref, row.qty, row.reason) for row in rows]

    def live(self) -> list[Promise]:
        """Return all promises that live."""
        with self.company.store.read() as desk:
            ids = desk.connection.exec_driver_sql("SELECT id FROM promise ORDER BY id").scalars().all()
            found = [promises.get(desk, PromiseId(each)) for each in ids]
        return [each for each in found if each is not None]

    def stands(self, sku: str, serial: str) -> str | None:
        """Return the code of the place a serial number is in."""
        with self.company.store.read() as desk:
            asked = (
                "SELECT p.code FROM serial_at s JOIN place p ON p.id = s.place_id WHERE s.sku = :k AND s.serial = :n"
            )
            return desk.connection.execute(text(asked), {"k": sku, "n": serial}).scalar()

    def shown(self) -> list[Any]:
        """Return every row of what posting and promising change."""
        names = ("entry", "leg", "balance", "pool", "serial_at", "promise", "promise_log", "shortage")
        with self.company.store.read() as desk:
            return [desk.connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in names]
