"""Labels for what has no code: of each unit or case that was scanned last, or of the pallet."""

from __future__ import annotations

from warehouse_app.application import printing
from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.here import ASK, LAST, MOST_LABELS, Here, ask
from warehouse_app.application.run import Session, check
from warehouse_app.application.units import numbered, unit_ref
from warehouse_app.domain.barcodes.gtin import SSCC_LENGTH, check_digit_holds
from warehouse_app.domain.bench import NothingToCount
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import Document, NoSuchPaper
from warehouse_app.domain.receiving.refusals import AnswerFirst, TooManyLabels
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import products, templates
from warehouse_app.store.desk import Desk


def asked(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Print the label of the pallet that was scanned last, or ask how many of its product. Raises Refused."""
    if at.question:
        raise Refused(AnswerFirst(at.question))
    at.open("PRINT AGAIN")
    check(session, Right.PRINT)
    last = at.row.recall(LAST) or {}
    if last.get("pallet"):
        return _pallet(desk, at, str(last["pallet"]))
    if not last.get("sku"):
        raise Refused(NothingToCount(1))
    packs = -(-int(last["qty"]) // max(1, int(last.get("unit", 1))))
    facts: Facts = {"sku": str(last["sku"]), "name": str(last["name"]), "n": min(packs, MOST_LABELS)}
    return ask(at, "labels", facts)


def given(desk: Desk, session: Session, at: Here, n: int) -> FloorDeed:
    """Want so many labels of the product. Raises Refused(TooManyLabels)."""
    if not 0 < n <= MOST_LABELS:
        raise Refused(TooManyLabels(n, MOST_LABELS))
    sku = str(at.asked["facts"]["sku"])
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchPaper(Document.PRODUCT.value, sku))
    printing.want_copies(desk, Document.PRODUCT, str(int(product.id)), session.station, n)
    return FloorDeed("labels_wanted", {"sku": sku, "n": n}, row=at.knows(**{ASK: None}))


def _pallet(desk: Desk, at: Here, code: str) -> FloorDeed:
    """Print a pallet's label with the number it came with; one that has none is given one of ours."""
    known = templates.unit(desk, "container", code)
    if not known and len(code) == SSCC_LENGTH and check_digit_holds(code):
        templates.keep_unit(desk, code, "container", code)
    elif not known:
        numbered(desk, code)
    printing.want_copies(desk, Document.PALLET, str(unit_ref(desk, code)), at.station, 1)
    return FloorDeed("pallet_label_wanted", {"sscc": code}, row=at.row)
