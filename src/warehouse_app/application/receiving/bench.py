"""The receiving bench: every shot judged at one place, with its one answer."""

from __future__ import annotations

from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, refused
from warehouse_app.application.packing import nothing_here
from warehouse_app.application.receiving import (
    asking,
    counting,
    finishing,
    labelling,
    opening,
    pallets,
    taking,
    undoing,
    unknown,
)
from warehouse_app.application.receiving.here import HURT, WORK, Here, ReceiveScan, here
from warehouse_app.application.receiving.state import state
from warehouse_app.application.run import Session, handles
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier, word_of
from warehouse_app.domain.barcodes.gtin import SSCC_LENGTH, check_digit_holds
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.bench import NothingToContinue, UnknownBarcode, Verdict, card_not_here
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.receiving.refusals import AnswerFirst, PalletUnknown
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import bench, lookup, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import receipts

__all__ = ["BENCH", "ReceiveScan", "receive_scan"]


def _expected(row: BenchRow) -> frozenset[Kind]:
    """A paper is expected where none is open, else goods; a pallet always."""
    return frozenset({Kind.PURCHASE, Kind.DELIVERY} if row.ref is None else {Kind.DELIVERY, Kind.PRODUCT})


def _supplier(desk: Desk, row: BenchRow) -> int | None:
    """A supplier's own codes are known while its goods are taken in; a free bench knows all of them."""
    if row.ref is None:
        return 0
    return receipts.get(desk, row.ref).supplier_id or 0


def _reads(desk: Desk, scan: FloorScan, session: Session, row: BenchRow) -> FloorDeed | None:
    return asking.text_given(desk, _of(scan), session, here(desk, session.station, row))


def _types(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    return asking.number_given(desk, _of(scan), session, here(desk, session.station, row), number)


def _lost(desk: Desk, _scan: FloorScan, session: Session, row: BenchRow, told: UnknownBarcode) -> FloorDeed | None:
    """A receipt's own code, a pallet nobody told of, or goods that nobody knows."""
    at = here(desk, session.station, row)
    receipt = receipts.by_code(desk, told.text)
    if receipt is not None:
        return opening.by_receipt(desk, at, receipt)
    code = read(told.text)
    sscc = code.gs1.sscc if isinstance(code, Barcode) and code.gs1 is not None else None
    if sscc or (len(told.text) == SSCC_LENGTH and check_digit_holds(told.text)):
        raise Refused(PalletUnknown(sscc or told.text))
    if at.question:
        raise Refused(AnswerFirst(at.question))
    return None if at.receipt is None else unknown.asked(at, told.text)


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    at, shot = here(desk, session.station, row), _of(scan)
    if isinstance(meant, meaning.CommandMeant):
        return _card(desk, shot, session, at, meant.command)
    if at.question == "link" and isinstance(meant, meaning.Product):
        return unknown.linked(desk, shot, session, at, meant)
    if at.question:
        raise Refused(AnswerFirst(at.question))
    if isinstance(meant, Multiplier):
        return counting.times(desk, shot, at, meant.n)
    if isinstance(meant, meaning.Product):
        if at.receipt is None:
            return opening.by_product(desk, at, meant)
        return taking.scanned(desk, shot, at, meant)
    return _paper(desk, shot, at, meant)


def _paper(desk: Desk, scan: ReceiveScan, at: Here, meant: Meaning) -> FloorDeed:
    if isinstance(meant, meaning.Purchase):
        return opening.by_purchase(desk, at, int(meant.purchase))
    if isinstance(meant, meaning.Delivery):
        if meant.sscc:
            return pallets.take(desk, scan, at, int(meant.delivery), meant.sscc)
        return opening.by_delivery(desk, at, int(meant.delivery))
    if isinstance(meant, meaning.Place):
        place = places.get(desk, PlaceId(int(meant.place)))
        if place.kind is PlaceKind.DOCK:
            return opening.set_dock(desk, at, place)
        if place.kind is PlaceKind.LPN:
            pallets.refuse_seen(desk, place)
            raise Refused(PalletUnknown(place.code))
    raise Refused(nothing_here(desk, scan, meant))


def _card(desk: Desk, scan: ReceiveScan, session: Session, at: Here, card: Card) -> FloorDeed:
    if card is Card.UNDO:
        return undoing.undo(desk, scan, session, at)
    if card is Card.PAUSE:
        at.open(word_of(card))
        return FloorDeed("receipt_paused", {"paper": at.paper}, Verdict.DONE, BenchRow(None, "", {}))
    if card in (Card.DONE, Card.CLOSE):
        return finishing.finish(desk, session, at)
    if card is Card.DAMAGED:
        at.open(word_of(card))
        if at.question:
            raise Refused(AnswerFirst(at.question))
        return FloorDeed("receive.damaged", {}, Verdict.ASKED, at.knows(**{HURT: True}))
    if card is Card.CONTINUE:
        deed = counting.confirm_asked(desk, at)
        if deed is None:
            raise Refused(AnswerFirst(at.question) if at.question else NothingToContinue())
        return deed
    if card is Card.PRINT_AGAIN:
        return labelling.asked(desk, session, at)
    raise Refused(card_not_here(word_of(card)))


def _of(scan: FloorScan) -> ReceiveScan:
    assert isinstance(scan, ReceiveScan), "the bench is given its own scans"
    return scan


BENCH = FloorBench(WORK, _expected, _does, state, _types, _supplier, _reads, _lost)
"""What makes the receiving bench."""


def _refused(desk: Desk, scan: ReceiveScan, session: Session, refusal: Refusal) -> FloorAnswer:
    return refused(desk, scan, session, refusal, BENCH)


@handles(
    ReceiveScan,
    right=Right.RECEIVE,
    also=(Right.PURCHASE, Right.LINK_BARCODE, Right.PRODUCTS, Right.PRINT),
    answer=FloorAnswer,
    on_refusal=_refused,
    ahead=lambda scan, session: (bench.ahead_of(session.station, WORK), *lookup.ahead_of(scan.text)),
)
def receive_scan(desk: Desk, scan: ReceiveScan, session: Session) -> FloorAnswer:
    """Judge one shot at the dock and do what it asks for. Raises Refused with the verdict's name."""
    return answered(desk, scan, session, BENCH)
