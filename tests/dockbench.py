"""Purchase orders, deliveries, and a dock that scans, for tests of goods in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.company import WAREHOUSE, Company, key_of
from tests.scans import Scans
from warehouse_app.application.receiving.bench import BENCH, ReceiveScan
from warehouse_app.domain.floorwork import FloorAnswer, FloorState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import office, purchasing, storage

PALLET, OTHER_PALLET = "340123450000000017", "340123450000000024"
"""Serial shipping container codes with right check digits."""


def supplier(desk: Desk, code: str = "S1") -> int:
    """Return the row of the supplier of that code, made if it is missing."""
    table = purchasing.supplier
    row = desk.connection.execute(table.select().where(table.c.code == code)).first()
    if row is not None:
        return int(row.id)
    return key_of(desk.connection.execute(table.insert().values(code=code, name=f"Supplier {code}")))


def product_id(desk: Desk, sku: str) -> int:
    """Return the row of a product."""
    row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one()
    return int(row.id)


def purchase(desk: Desk, code: str, lines: list[tuple[str, int]], **more: Any) -> int:
    """Make a confirmed purchase order; return its row."""
    values = {"state": "confirmed", "warehouse": WAREHOUSE, "placed_at": "2010-12-01T08:00:00.000000Z", **more}
    table = purchasing.purchase_order
    made = key_of(desk.connection.execute(table.insert().values(code=code, supplier_id=supplier(desk), **values)))
    for n, (sku, qty) in enumerate(lines, 1):
        row = {"purchase_order_id": made, "n": n, "product_id": product_id(desk, sku), "sku": sku, "qty": qty}
        desk.connection.execute(purchasing.purchase_line.insert().values(price_e4=10_000, **row))
    return made


def delivery(desk: Desk, code: str, lines: list[dict[str, Any]], purchase_id: int | None = None, **more: Any) -> int:
    """Tell of a delivery; lines give sku, qty and more, and are tied to the lines of the order by their product."""
    values = {"state": "expected", "warehouse": WAREHOUSE, "at": "2010-12-05T08:00:00.000000Z", **more}
    head = {"code": code, "supplier_id": supplier(desk), "purchase_order_id": purchase_id}
    made = key_of(desk.connection.execute(purchasing.delivery.insert().values(**head, **values)))
    of_order = purchasing.purchase_line
    for n, line in enumerate(lines, 1):
        tied = desk.connection.execute(
            of_order.select().where(of_order.c.purchase_order_id == purchase_id, of_order.c.sku == line["sku"])
        ).first()
        row = {"delivery_id": made, "n": n, "purchase_line_id": None if tied is None else tied.id, **line}
        desk.connection.execute(purchasing.delivery_line.insert().values(**row))
    return made


def rule(desk: Desk, sku: str, **more: Any) -> None:
    """Say what a product asks for when it comes in."""
    desk.connection.execute(storage.product_rule.insert().values(product_id=product_id(desk, sku), **more))


def barcode(desk: Desk, sku: str, code: str, factor: int = 1) -> None:
    """Let a product carry a code."""
    row = {"code": code, "product_id": product_id(desk, sku), "factor": factor, "written": code}
    desk.connection.execute(tables.barcode.insert().values(**row))


def station(desk: Desk, code: str, warehouse: str = WAREHOUSE) -> None:
    """Set a station up, and its warehouse."""
    known = tables.warehouse
    if desk.connection.execute(known.select().where(known.c.code == warehouse)).first() is None:
        desk.connection.execute(known.insert().values(code=warehouse, name=warehouse))
    desk.connection.execute(office.station.insert().values(code=code, warehouse=warehouse, name=code))


@dataclass
class Dock(Scans[FloorAnswer]):
    """One station at the dock with a person, and short words for scanning there."""

    command = ReceiveScan
    station: str = "D1"
    person: str = "DORA"

    def state(self) -> FloorState:
        """Return what the screen of the station shows."""
        return self.company.runner.ask(lambda desk: BENCH.state(desk, self.station), self.session)


def received(company: Company) -> dict[str, int]:
    """Return how much came of each product by the lines of the purchase orders."""
    with company.store.read() as desk:
        found: dict[str, int] = {}
        for row in desk.connection.execute(purchasing.purchase_line.select()).all():
            found[row.sku] = found.get(row.sku, 0) + row.received
    return found
