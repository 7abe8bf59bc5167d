"""Orders picked into totes, and a bench that scans, for tests of packing and shipping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.company import WAREHOUSE, Company, key_of
from tests.scans import Scans
from warehouse_app.application import packing
from warehouse_app.application.packing import PackAnswer, PackScan
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.people import Role
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


def batch(desk: Desk, company: Company, code: str, slots: dict[int, str], **more: Any) -> int:
    """Write a picked batch whose orders stand in slots of a cart."""
    row = {"code": code, "warehouse": "MAIN", "planned_at": "now", "state": "picked", "picked_at": "now", **more}
    made = key_of(desk.connection.execute(floor.batch.insert().values(**row)))
    for order_id, slot in slots.items():
        values = {"batch_id": made, "order_id": order_id, "slot": slot}
        desk.connection.execute(floor.batch_order.insert().values(**values))
    return made


@dataclass
class Bench(Scans[PackAnswer]):
    """One station with a person, and short words for scanning there."""

    command = PackScan
    station: str = "B1"
    role: Role = Role.PACKER

    def state(self) -> packing.PackState:
        """Return what the screen of the station shows."""
        return self.company.runner.ask(lambda desk: packing.pack_state(desk, self.station), self.session)


def may_part(company: Company) -> None:
    """Let every order leave in part."""
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(ship_part=1))


def rule(company: Company, name: str, value: str) -> None:
    """Set a rule of all benches."""
    admin = Bench(company, "B9", "ADA", Role.ADMINISTRATOR, with_pin=True).session
    company.runner.perform(ChangeSetting(id=company.ids.new(), setting=name, value=value), admin).done()


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
