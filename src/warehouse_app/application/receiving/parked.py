"""What stands aside at the dock dealt with: linked to a product, made one, or done with otherwise; and pictures kept.

What is linked comes in at once where its product is not told apart by lot or serial number; else it is scanned at the
dock, where these are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.catalogue import MakeProduct, make_product
from warehouse_app.application.products import LinkBarcode, link_barcode
from warehouse_app.application.receiving.booking import note
from warehouse_app.application.receiving.here import Here, due_of
from warehouse_app.application.receiving.serving import MOST_SERVED, serve
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.items import Item, Tracking
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.receiving.judge import spread
from warehouse_app.domain.receiving.refusals import AlreadySolved
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import inventory, places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import deliveries, orders
from warehouse_app.store.receiving import docks, parking, receipts
from warehouse_app.store.receiving.parking import ParkedRow

LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class NothingParked(Refusal):
    """Nothing stands aside under that number."""

    code: ClassVar[str] = "nothing_parked"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkParked(Command):
    """Let a product carry the code of what stands aside, and take it in."""

    parked: int
    sku: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeParked(Command):
    """Make a product of what stands aside (`sku` "": by its code), and take it in."""

    parked: int
    title: str
    sku: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveParked(Command):
    """Say that what stands aside is dealt with: sent back, thrown away, or scanned after all."""

    parked: int
    note: str


@dataclass(frozen=True, slots=True)
class Solved:
    """What became of it: its product ("" for none), and the units that came in (0: it is to be scanned at the dock)."""

    barcode: str
    sku: str
    qty: int


@handles(LinkParked, right=Right.LINK_BARCODE, answer=Solved)
def link_parked(desk: Desk, command: LinkParked, session: Session) -> Solved:
    """Link and take in. Raises Refused(NothingParked, AlreadySolved, NoSuchProduct, BadBarcode, ...)."""
    row = _waiting(desk, command.parked)
    sku = link_barcode(desk, LinkBarcode(id=command.id, sku=command.sku, code=row.barcode, as_it_is=True), session)
    return _take_in(desk, command.id, row, sku)


_MAKES = (Right.PRODUCTS, Right.LINK_BARCODE)


@handles(MakeParked, right=lambda _command: _MAKES, answer=Solved, asks=(_MAKES,))
def make_parked(desk: Desk, command: MakeParked, session: Session) -> Solved:
    """Make a product and take it in. Raises Refused(NothingParked, AlreadySolved, SkuTaken, BadField)."""
    row = _waiting(desk, command.parked)
    sku = make_product(desk, MakeProduct(id=command.id, sku=command.sku or row.barcode, title=command.title), session)
    link_barcode(desk, LinkBarcode(id=command.id, sku=sku, code=row.barcode, as_it_is=True), session)
    return _take_in(desk, command.id, row, sku)


@handles(SolveParked, right=Right.RECEIVE, answer=Solved)
def solve_parked(desk: Desk, command: SolveParked, _session: Session) -> Solved:
    """Note what became of it. Raises Refused(NothingParked, AlreadySolved, BadField)."""
    row = _waiting(desk, command.parked)
    parking.set_note(desk, row.id, words("note", command.note, LONGEST_NOTE))
    parking.solve(desk, row.id)
    desk.touch(Touched.RECEIPT)
    return Solved(row.barcode, "", 0)


def _waiting(desk: Desk, number: int) -> ParkedRow:
    row = parking.get(desk, number)
    if row is None:
        raise Refused(NothingParked(number))
    if row.solved_at is not None:
        raise Refused(AlreadySolved(row.barcode))
    return row


def _take_in(desk: Desk, command_id: str, row: ParkedRow, sku: str) -> Solved:
    """Book what stood aside at the dock, where nothing more must be known of it."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku))
    rule = docks.rule_of(desk, product.sku)
    desk.touch(Touched.RECEIPT)
    if product.tracking is not Tracking.NONE:
        return Solved(row.barcode, product.sku, 0)
    receipt = receipts.get(desk, row.receipt_id)
    place = docks.dock(desk, receipt.warehouse)
    if rule.inspect:
        place = places.known(desk, receipt.warehouse, inventory.QUARANTINE_PLACE, PlaceKind.QUARANTINE)
    entry_id = EntryId(f"{command_id}.1")
    item = Item(product.sku)
    inventory.receive(desk, entry_id, item, row.qty, place.id, receipt.code)
    purchase = None if receipt.purchase_id is None else orders.head(desk, receipt.purchase_id)
    delivery = None if receipt.delivery_id is None else deliveries.head(desk, receipt.delivery_id)
    at = Here("", BenchRow(receipt.id), receipt, purchase, delivery)
    note(desk, receipt, spread(due_of(desk, at, product.sku), row.qty), (item, place), str(entry_id), damaged=False)
    serve(desk, product.sku, receipt.warehouse, 0 if rule.inspect else MOST_SERVED)
    parking.solve(desk, row.id)
    desk.touch(Touched.STOCK, Touched.PURCHASE)
    return Solved(row.barcode, product.sku, row.qty)
