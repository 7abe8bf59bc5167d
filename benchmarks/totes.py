"""An order picked into a tote that waits at the pack bench, of any number of lines, in any company."""

from __future__ import annotations

from collections.abc import Sequence

from tests.company import WAREHOUSE, Company
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import ledger, lines, places
from warehouse_app.store.schema import floor, trade

AT_ONCE = 200


def picked(company: Company, code: str, skus: Sequence[str], units: int) -> str:
    """Make an order of so many units of each product and let it wait, picked; return its tote."""
    tote_code = f"TB-{code}"
    with company.write() as desk:
        order_id = company.order(desk, code, [(sku, units) for sku in skus])
        tote = places.add(desk, WAREHOUSE, PlaceKind.TOTE, tote_code)
        supplier = places.outside(desk, PlaceKind.SUPPLIER)
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        box = Leg(container_item("TOTE", tote_code), supplier.id, dock.id, 1)
        ledger.post(desk, Entry(EntryId(f"tote-{code}"), EntryKind.RECEIVE, (box,)))
        batch = {"code": f"B-{code}", "state": "picked", "warehouse": WAREHOUSE, "planned_at": company.runner.now()}
        made = desk.connection.execute(floor.batch.insert().values(**batch)).inserted_primary_key
        assert made is not None
        slot = {"batch_id": made[0], "order_id": order_id, "slot": "A1", "tote_id": tote.id}
        desk.connection.execute(floor.batch_order.insert().values(**slot))
        found = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order_id)).all()
    for start in range(0, len(found), AT_ONCE):
        rows = found[start : start + AT_ONCE]
        with company.write() as desk:
            legs = tuple(Leg(Item(row.sku), supplier.id, tote.id, row.qty, LineId(row.id)) for row in rows)
            ledger.post(desk, Entry(EntryId(f"picked-{code}-{start}"), EntryKind.RECEIVE, legs))
            for row in rows:
                lines.add_picked(desk, row.id, row.qty)
    return tote_code
