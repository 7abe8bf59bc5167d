"""A code at the dock that nobody knows: set aside under it, linked to a product, or made one; the latter by right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from warehouse_app.application.catalogue import MakeProduct, make_product
from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.products import LinkBarcode, link_barcode
from warehouse_app.application.receiving.here import LAST, Here, ReceiveScan, ask
from warehouse_app.application.receiving.taking import go_on, shot_from
from warehouse_app.application.run import Session, check
from warehouse_app.domain.barcodes.meaning import Product as Scanned
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import parking

LONGEST_CODE = 128


def asked(at: Here, text: str) -> FloorDeed:
    """Ask what becomes of goods whose code nobody knows."""
    return ask(at, "unknown", {"barcode": text[:LONGEST_CODE]})


def park(desk: Desk, _scan: ReceiveScan, _session: Session, at: Here) -> FloorDeed:
    """Set the goods aside under their code."""
    barcode = _barcode(at)
    parked = parking.park(desk, at.open(barcode).id, barcode, 1)
    desk.touch(Touched.RECEIPT)
    return FloorDeed("parked", {"barcode": barcode, "qty": 1}, row=at.done(**{LAST: {"parked": parked}}))


def link(_desk: Desk, _scan: ReceiveScan, session: Session, at: Here) -> FloorDeed:
    """Ask which product carries the code. Raises Refused(NoRight)."""
    check(session, Right.LINK_BARCODE)
    return ask(at, "link", {"barcode": _barcode(at)}, by=session.actor.person)


def linked(desk: Desk, scan: ReceiveScan, session: Session, at: Here, meant: Scanned) -> FloorDeed:
    """Let the product carry the code from now on, and take one of it in. Raises Refused."""
    if at.asked.get("by") != session.actor.person:
        check(session, Right.LINK_BARCODE)
    link_barcode(desk, LinkBarcode(id=scan.id, sku=meant.sku, code=_barcode(at)), session)
    free = replace(at, row=at.done())
    return go_on(desk, scan, free, shot_from(desk, free, Scanned(meant.sku)))


def new(_desk: Desk, _scan: ReceiveScan, session: Session, at: Here) -> FloorDeed:
    """Ask for the name of a new product. Raises Refused(NoRight)."""
    check(session, Right.PRODUCTS)
    return ask(at, "new_name", {"barcode": _barcode(at)}, by=session.actor.person)


def named(desk: Desk, scan: ReceiveScan, session: Session, at: Here, name: str) -> FloorDeed:
    """Make a product of the code, and take one of it in. Raises Refused."""
    if at.asked.get("by") != session.actor.person:
        check(session, Right.PRODUCTS)
    sku = make_product(desk, MakeProduct(id=scan.id, sku=_barcode(at), title=name), session)
    link_barcode(desk, LinkBarcode(id=scan.id, sku=sku, code=_barcode(at), as_it_is=True), session)
    free = replace(at, row=at.done())
    return go_on(desk, scan, free, shot_from(desk, free, Scanned(sku)))


def _barcode(at: Here) -> str:
    return str((at.asked.get("facts") or {}).get("barcode", ""))


DOES: Mapping[str, Callable[[Desk, ReceiveScan, Session, Here], FloorDeed]] = {"park": park, "link": link, "new": new}
"""Choice -> what it does."""
