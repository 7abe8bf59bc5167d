"""Orders picked into totes, and a bench that scans, for tests of packing and shipping."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.company import WAREHOUSE, Company
from warehouse_app.application import packing
from warehouse_app.application.packing import PackAnswer, PackScan
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import carrying, items, ledger, lines, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.schema import ledger as tables

DOCK = "DOCK"


def tote(desk: Desk, company: Company, code: str) -> Any:
    """Return the tote of that code; a new one stands at the dock."""
    found = places.by_code(desk, WAREHOUSE, code)
    if found is None:
        found = places.add(desk, WAREHOUSE, PlaceKind.TOTE, code)
        dock = places.known(desk, WAREHOUSE, DOCK, PlaceKind.DOCK)
        leg = Leg(container_item("TOTE", code), places.outside(desk, PlaceKind.SUPPLIER).id, dock.id, 1)
        ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
    return found


def pick(desk: Desk, company: Company, order_id: int, code: str, but: dict[str, int] | None = None) -> None:
    """Pick an order into a tote from bin A01, all of it but what `but` leaves behind."""
    into = tote(desk, company, code)
    rows = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order_id)).all()
    for row in rows:
        qty = row.qty - row.picked - (but or {}).get(row.sku, 0)
        if qty > 0:
            company.stock(desk, "A01", row.sku, qty)
            leg = Leg(Item(row.sku), company.bin(desk, "A01").id, into.id, qty, LineId(row.id))
            ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
            lines.add_picked(desk, row.id, qty)


@dataclass
class Bench:
    """One station with a person, and short words for scanning there."""

    company: Company
    station: str = "B1"
    person: str = "ANNA"
    role: Role = Role.PACKER
    answers: list[PackAnswer] = field(default_factory=list)

    @property
    def session(self) -> Session:
        """Return who scans here."""
        actor = Actor(PersonId(f"p-{self.person.lower()}"), self.person, self.person.title(), self.role, with_pin=False)
        return Session(actor, self.station)

    def send(self, text: str, **more: Any) -> Outcome[PackAnswer]:
        """Scan, and return the whole outcome."""
        scan_id = more.pop("id", None) or self.company.ids.new()
        return self.company.runner.perform(PackScan(id=scan_id, text=text, **more), self.session)

    def scan(self, *texts: str) -> PackAnswer:
        """Scan one after the other, and return the last answer."""
        for text in texts:
            outcome = self.send(text)
            assert outcome.value is not None, outcome.refusal
            self.answers.append(outcome.value)
        return self.answers[-1]

    def codes(self, *texts: str) -> list[str]:
        """Scan one after the other, and return the codes of the answers."""
        return [self.scan(text).code for text in texts]

    def state(self) -> packing.PackState:
        """Return what the screen of the station shows."""
        return self.company.runner.ask(lambda desk: packing.pack_state(desk, self.station), self.session)


def line_counts(company: Company, order_id: int) -> list[tuple[str, int, int, int]]:
    """Return SKU, picked, packed and shipped of each line."""
    with company.store.read() as desk:
        found = desk.connection.execute(
            trade.order_line.select().where(trade.order_line.c.order_id == order_id).order_by(trade.order_line.c.n)
        ).all()
    return [(row.sku, row.picked, row.packed, row.shipped) for row in found]


def inside(company: Company, code: str) -> dict[str, int]:
    """Return what stands in a place, by SKU (grade D marked)."""
    with company.store.read() as desk:
        place = places.with_code(desk, code)[0]
        found: dict[str, int] = {}
        for item_id, qty in carrying.contents(desk, place.id):
            item = items.get(desk, item_id)
            name = item.sku if item.grade == "A" else f"{item.sku}/{item.grade}"
            found[name] = found.get(name, 0) + qty
    return found


def stands(company: Company, kind: PlaceKind, code: str) -> str:
    """Return the code of the place where a container stands."""
    with company.store.read() as desk:
        container = next(place for place in places.with_code(desk, code) if place.kind is kind)
        at = places.stands_at(desk, container)
    return "" if at is None else at.code


def rows(company: Company, table: Any) -> list[Any]:
    """Return all rows of a table, in the order of their keys."""
    with company.store.read() as desk:
        return list(desk.connection.execute(table.select().order_by(*table.primary_key)).all())


def scans(company: Company) -> list[Any]:
    """Return the scan log, oldest first."""
    return rows(company, floor.scan)


def sums_are_zero(company: Company) -> bool:
    """Tell whether every item's balances over all places add up to zero."""
    totals: dict[int, int] = {}
    for row in rows(company, tables.balance):
        totals[row.item_id] = totals.get(row.item_id, 0) + row.on_hand
    return not any(totals.values())
