"""One thing of every kind that the print ledger prints, on the small company of `tests.company`."""

from __future__ import annotations

from dataclasses import dataclass

from tests.company import WAREHOUSE, Company, key_of
from tests.parcels import parcel
from warehouse_app.application.badgeprint import print_badge
from warehouse_app.application.printing import PrintPaper
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.barcodes.commands import Command, barcode_of
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.people import SYSTEM, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.values import Document, PrintAsked
from warehouse_app.domain.returning.states import Disposition, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.ports.secrets import Seal
from warehouse_app.store import people, places
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.people import PersonRow
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import floor, ledger, trade

BADGE = make(OwnKind.USER, "SECRETBODY")
SSCC = "00040123450000000009"


class GlassSeal:
    """Closes a secret so that a test sees whether it was closed: backwards."""

    def closed(self, secret: str) -> str:
        return secret[::-1]

    def opened(self, kept: str) -> str:
        return kept[::-1]


@dataclass(frozen=True, slots=True)
class Thing:
    """What to ask for, and the codes that stand on it."""

    code: str
    codes: frozenset[str]


def everything(company: Company) -> dict[Document, Thing]:
    """Make one thing for each document; return what to ask for."""
    with company.write() as desk:
        for part, value in (("name", "Mugs & Co"), ("street", "Mill Lane 1"), ("city", "LS1 Leeds")):
            kept.keep(desk, f"company.{part}", "", value)
        kept.keep(desk, "company.gs1_prefix", "", "4012345")
        company.product(desk, "MUG", hs_code="691200", origin_country="CN", weight_g=320)
        order = company.order(desk, "1001", [("MUG", 2)], country="Norway", currency="GBP")
        made = parcel(company, desk, order)
        _manifest(desk, made)
        _batch(company, desk, order)
        company.bin(desk, "A01-17-2")
        places.add(desk, WAREHOUSE, PlaceKind.TOTE, "T-0042")
        known = badge_hash("SECRETBODY")
        _judged(desk)
        person = PersonRow(PersonId("p-anna"), "ANNA", "Anna K.", Role.PACKER, known, "", False, 0, "", desk.at)
        people.add(desk, person)
    box, of_box = "P1001-1", make(OwnKind.PARCEL, "P1001-1")
    return {
        Document.LABEL: Thing(box, frozenset({of_box})),
        Document.SLIP: Thing(box, frozenset({"1001"})),
        Document.PICKLIST: Thing("B00001", frozenset({make(OwnKind.BATCH, "B00001"), "A-01"})),
        Document.MANIFEST: Thing("M00000001", frozenset({make(OwnKind.MANIFEST, "M00000001")})),
        Document.INVOICE: Thing("1001", frozenset({"1001"})),
        Document.CN22: Thing(box, frozenset()),
        Document.CN23: Thing(box, frozenset({box})),
        Document.RETURN: Thing(of_box, frozenset({of_box})),
        Document.PRODUCT: Thing("mug", frozenset({"MUG"})),
        Document.PLACE: Thing("A01-17-2", frozenset({"A01-17-2"})),
        Document.TOTE: Thing("t-0042", frozenset({make(OwnKind.TOTE, "T-0042")})),
        Document.PUTAWAY: Thing("RT000001", frozenset({make(OwnKind.RETURN, "RT000001")})),
        Document.COMEBACK: Thing("RT000002", frozenset({make(OwnKind.RETURN, "RT000002")})),
        Document.PALLET: Thing("M00000001", frozenset({SSCC})),
        Document.BADGE: Thing("anna", frozenset({BADGE})),
        Document.CODES: Thing("", frozenset({barcode_of(Command.CONTINUE), barcode_of(Command.UNDO)})),
    }


def _judged(desk: Desk) -> None:
    """Make a return with one unit that has a grade, and one that is announced."""
    head = cases.begin(desk, ReturnKind.BLIND, ReturnState.INSPECTING, WAREHOUSE)
    units.add(desk, head.id, "MUG", 1, UnitState.GRADED, grade=Grade.USED, disposition=Disposition.QUARANTINE)
    cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, WAREHOUSE)


def _manifest(desk: Desk, box: int) -> None:
    values = {"code": "M00000001", "carrier": "HOUSE", "warehouse": WAREHOUSE, "opened_at": desk.at}
    made = key_of(desk.connection.execute(floor.manifest.insert().values(**values)))
    row = {"manifest_id": made, "parcel_id": box, "at": desk.at}
    desk.connection.execute(floor.manifest_parcel.insert().values(**row))


def _batch(company: Company, desk: Desk, order: int) -> None:
    company.stock(desk, "A-01", "MUG", 10)
    item = desk.connection.execute(ledger.item.select().where(ledger.item.c.sku == "MUG")).first()
    line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).first()
    assert item is not None
    assert line is not None
    head = {"code": "B00001", "warehouse": WAREHOUSE, "planned_at": desk.at, "ship_day": "2010-12-07"}
    made = key_of(desk.connection.execute(floor.batch.insert().values(**head)))
    row = {"code": "B00001-001", "batch_id": made, "seq": 1, "line_id": line.id, "order_id": order, "slot": "A1"}
    row |= {"place_id": int(company.bin(desk, "A-01").id), "item_id": item.id, "qty": 2}
    desk.connection.execute(floor.task.insert().values(**row))


def ask(company: Company, document: Document, code: str, *, seal: Seal | None = None, reason: str = "") -> PrintAsked:
    """Ask for a document as a person does. Raises Refused."""
    if document is Document.BADGE:
        return print_badge(company.runner, seal or GlassSeal(), Session(SYSTEM, "B1"), code, BADGE)
    found: PrintAsked = asked(company, document, code, reason=reason).done()
    return found


def asked(
    company: Company, document: Document, code: str, *, station: str = "", reason: str = ""
) -> Outcome[PrintAsked]:
    """Ask for a document by its code, whatever becomes of it."""
    command = PrintPaper(id=company.ids.new(), document=document.value, code=code, reason=reason, at_station=station)
    return company.runner.perform(command, company.packer)
