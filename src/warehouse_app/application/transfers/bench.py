"""The bench of transfers, at both ends: scan the transfer; then take its goods and send it, or take in what it brought.

In the source warehouse: place, then product. In the target warehouse: a package by its code, or product after product.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.bench import counted_units
from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, refused
from warehouse_app.application.run import Session, handles
from warehouse_app.application.transfers import benchstate, picking, receiving, sending
from warehouse_app.application.transfers.common import line_of, open_package
from warehouse_app.application.transfers.receiving import Fit
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier, word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import (
    MeansNothingHere,
    NoMultiScan,
    NothingToContinue,
    NothingToCount,
    NothingToUndo,
    Verdict,
    Work,
    card_not_here,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import FloorAnswer, NoSuchChoice
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import PlaceFirst
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.transfers.refusals import MoreThanSent, TransferElsewhere, TransferNotIn, WrongTransferPlace
from warehouse_app.domain.transfers.states import ARRIVING, PROMISING, TransferState
from warehouse_app.domain.transfers.values import TransferHead
from warehouse_app.store import places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving.docks import warehouse_of
from warehouse_app.store.transfers import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferScan(FloorScan):
    """One shot at a bench of transfers."""


def _expected(row: BenchRow) -> frozenset[Kind]:
    return frozenset({Kind.TRANSFER, Kind.PLACE} if row.ref is None else {Kind.PLACE, Kind.PRODUCT, Kind.TRANSFER})


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    if isinstance(meant, meaning.CommandMeant):
        return _card(desk, scan.id, row, meant.command)
    if isinstance(meant, meaning.Transfer):
        return _open(desk, session, row, int(meant.transfer))
    if isinstance(meant, meaning.Place):
        return _place(desk, scan.id, session, row, places.get(desk, PlaceId(int(meant.place))))
    if isinstance(meant, Multiplier):
        return _times(desk, scan.id, row, meant.n)
    if isinstance(meant, meaning.Product):
        return _product(desk, scan.id, row, meant)
    raise Refused(MeansNothingHere(type(meant).__name__.lower(), ""))


def _open(desk: Desk, session: Session, row: BenchRow, transfer_id: int) -> FloorDeed:
    """Begin with a transfer, or go on with it, in the warehouse whose turn it is."""
    head = rows.head(desk, transfer_id)
    if head.state not in PROMISING | ARRIVING:
        raise Refused(TransferNotIn(head.code, head.state.value, "worked on"))
    picks = head.state in PROMISING
    wanted, here = head.source if picks else head.target, warehouse_of(desk, session.station)
    if here not in ("", wanted):
        raise Refused(TransferElsewhere(head.code, here, wanted))
    if picks:
        picking.begin(desk, head)
    code = "transfer_picks" if picks else "transfer_arrives"
    kept = {name: each for name, each in row.memory.items() if name not in benchstate.AT_HAND}
    facts: dict[str, str | int | bool | None] = {"transfer": head.code, "source": head.source, "target": head.target}
    return FloorDeed(code, facts, row=BenchRow(head.id, "", kept))


def _head(desk: Desk, row: BenchRow) -> TransferHead | None:
    return None if row.ref is None else rows.head(desk, row.ref)


def _place(desk: Desk, command_id: str, session: Session, row: BenchRow, place: Place) -> FloorDeed:
    """Take a place as the one that is picked from, or a package as what came (or as its transfer's code)."""
    of = rows.of_package(desk, place.id) if place.kind is PlaceKind.LPN else None
    head = _head(desk, row)
    if of is not None and (head is None or of != head.id):
        return _open(desk, session, row, of)
    if head is None:
        raise Refused(MeansNothingHere("place", place.code))
    if head.state in ARRIVING:
        if of is None:
            raise Refused(MeansNothingHere("place", place.code))
        return _whole(desk, command_id, row, head, place.code)
    picks = rows.picks(desk, head.id)
    if not any(each.place_id == place.id for each in picks):
        picking.source_place(desk, head, place.code)
        raise Refused(WrongTransferPlace(place.code, picks[0].place if picks else ""))
    kept = {**row.memory, "place": place.id, "last": None}
    facts: dict[str, str | int | bool | None] = {"place": place.code}
    return FloorDeed("transfer_place", facts, row=replace(row, memory=kept))


def _product(desk: Desk, command_id: str, row: BenchRow, meant: meaning.Product) -> FloorDeed:
    head = _head(desk, row)
    if head is None:
        raise Refused(MeansNothingHere("product", meant.sku))
    factor = counted_units(meant, products.find(desk, meant.sku))
    if head.state in ARRIVING:
        told = meant.gs1
        fit = Fit(
            factor, bool(row.recall("damaged")), lot=(told and told.lot) or "", serial=(told and told.serial) or ""
        )
        return _in(desk, command_id, row, head, meant.sku, fit)
    return _take(desk, command_id, row, head, meant, factor)


def _take(
    desk: Desk, command_id: str, row: BenchRow, head: TransferHead, meant: meaning.Product, qty: int
) -> FloorDeed:
    """Move what was scanned from the place at hand into the package."""
    picks = rows.picks(desk, head.id)
    place_id = row.recall("place")
    if place_id is None:
        raise Refused(PlaceFirst(picks[0].place if picks else ""))
    line, place = line_of(desk, head, meant.sku), places.get(desk, PlaceId(place_id))
    fits = marks.fitting(line.sku, meant.gs1, picking.items_here(desk, line, place))
    if isinstance(fits, Refusal):
        raise Refused(fits)
    done = picking.take(desk, command_id, head, line, place, qty, tuple(fits))
    left = rows.picks(desk, head.id)
    kept = {**row.memory, "last": {"sku": line.sku, "factor": qty, "side": "pick"}, "undo": "pick"}
    if not any(each.place_id == place.id for each in left):
        kept["place"] = None
    facts: dict[str, str | int | bool | None] = {
        "sku": line.sku, "qty": qty, "package": done[-1].package, "left": line.to_pick - qty,
        "place": left[0].place if left else "",
    }  # fmt: skip
    code = "transfer_taken" if left else "transfer_all_taken"
    return FloorDeed(code, facts, row=replace(row, memory=kept), entry_id=done[-1].entry, qty=qty)


def _in(desk: Desk, command_id: str, row: BenchRow, head: TransferHead, sku: str, fit: Fit) -> FloorDeed:
    """Take in what was scanned; where more came than was sent, ask once."""
    line = line_of(desk, head, sku)
    place = receiving.target_place(desk, head, "", damaged=fit.damaged)
    try:
        done = receiving.receive(desk, command_id, head, line, fit, place)
    except Refused as no:
        if not isinstance(no.refusal, MoreThanSent):
            raise
        told = no.refusal
        asked = {"sku": line.sku, "qty": fit.qty, "damaged": fit.damaged, "lot": fit.lot, "serial": fit.serial}
        facts: dict[str, str | int | bool | None] = {"sku": line.sku, "qty": told.asked, "left": told.left}
        return FloorDeed(
            "transfer_ask_over", facts, Verdict.ASKED, row=replace(row, memory={**row.memory, "over": asked})
        )
    undo = "" if fit.damaged or done.over or len(done.entries) != 1 else done.entries[0]
    kept = {**row.memory, "over": None, "damaged": False, "undo": undo,
            "last": {"sku": line.sku, "factor": fit.qty, "side": "in", "damaged": fit.damaged}}  # fmt: skip
    kept["last"] = None if fit.serial or fit.lot else kept["last"]
    facts = {"sku": line.sku, "qty": done.qty, "place": done.place, "left": done.left, "orders": done.served,
             "transfer": head.code}  # fmt: skip
    return _after(row, done.state, "transfer_bad" if fit.damaged else "transfer_in", facts, kept, done.entries)


def _after(
    row: BenchRow,
    state: str,
    code: str,
    facts: dict[str, str | int | bool | None],
    kept: dict[str, object],
    entries: tuple[str, ...],
) -> FloorDeed:
    """Return what came in; a transfer that is over by it is put down."""
    over = state not in (TransferState.SENT.value, TransferState.RECEIVED.value)
    code = "transfer_all_in" if over else f"{code}_served" if facts.get("orders") else code
    now = BenchRow(None, "", {}) if over else replace(row, memory=kept)
    qty = facts["qty"]
    return FloorDeed(code, facts, row=now, entry_id=entries[0] if entries else None, qty=int(qty or 0))


def _whole(desk: Desk, command_id: str, row: BenchRow, head: TransferHead, package: str) -> FloorDeed:
    place = receiving.target_place(desk, head, "", damaged=False)
    done = receiving.receive_whole(desk, command_id, head, package, place)
    facts: dict[str, str | int | bool | None] = {
        "sku": package or head.code, "qty": done.qty, "place": done.place, "left": done.left, "orders": done.served,
        "transfer": head.code,
    }  # fmt: skip
    kept = {**row.memory, "undo": "", "last": None}
    return _after(row, done.state, "transfer_in", facts, kept, done.entries)


def _times(desk: Desk, command_id: str, row: BenchRow, n: int) -> FloorDeed:
    """Count the last scan as `n` in all."""
    last, head = row.recall("last"), _head(desk, row)
    if not last or head is None or n < 1:
        raise Refused(NothingToCount(n))
    known = products.find(desk, last["sku"])
    if known is None or not known.multi_scan:
        raise Refused(NoMultiScan(last["sku"]))
    if n == 1:
        return FloorDeed("transfer_counted", {"n": 1, "sku": last["sku"]}, row=row)
    more = (n - 1) * int(last["factor"])
    if last["side"] == "in":
        return _in(desk, command_id, row, head, last["sku"], Fit(more, bool(last.get("damaged"))))
    return _take(desk, command_id, row, head, meaning.Product(last["sku"]), more)


def _card(desk: Desk, command_id: str, row: BenchRow, card: Card) -> FloorDeed:
    head = _head(desk, row)
    if card is Card.CONTINUE:
        raise Refused(NothingToContinue())
    if head is None:
        raise Refused(card_not_here(word_of(card)))
    if card is Card.PAUSE:
        return FloorDeed("transfer_put_down", {"transfer": head.code}, Verdict.DONE, row=BenchRow(None, "", {}))
    if card is Card.UNDO:
        return _undo(desk, command_id, row, head)
    arrives = head.state in ARRIVING
    if card is Card.DONE:
        return _finish(desk, command_id, head) if arrives else _send(desk, command_id, head)
    if card is Card.DAMAGED and arrives:
        return FloorDeed("transfer_damaged_next", {}, row=replace(row, memory={**row.memory, "damaged": True}))
    if card is Card.NEXT_BOX and not arrives:
        made = open_package(desk, command_id, head, another=True)
        return FloorDeed("transfer_package", {"package": made.code}, row=row)
    raise Refused(card_not_here(word_of(card)))


def _send(desk: Desk, command_id: str, head: TransferHead) -> FloorDeed:
    done = sending.send(desk, command_id, head)
    facts: dict[str, str | int | bool | None] = {
        "transfer": head.code, "units": done.units, "packages": done.packages, "target": done.target,
        "behind": done.left_behind,
    }  # fmt: skip
    return FloorDeed("transfer_sent", facts, Verdict.DONE, row=BenchRow(None, "", {}), entry_id=f"{command_id}.sent")


def _finish(desk: Desk, command_id: str, head: TransferHead) -> FloorDeed:
    if head.state is TransferState.SENT:
        receiving.finish(desk, command_id, head)
    missing = sum(each.on_way for each in rows.lines(desk, head.id))
    code = "transfer_missing" if missing else "transfer_finished"
    return FloorDeed(code, {"transfer": head.code, "units": missing}, Verdict.DONE, row=BenchRow(None, "", {}))


def _undo(desk: Desk, command_id: str, row: BenchRow, head: TransferHead) -> FloorDeed:
    """Undo the last pick of the transfer, or the last receipt of this bench."""
    if row.recall("damaged") or row.recall("over"):
        kept = {**row.memory, "damaged": False, "over": None}
        return FloorDeed("transfer_not_so", {}, row=replace(row, memory=kept))
    entry_id, undo = EntryId(f"{command_id}.undo"), row.recall("undo")
    kept = {**row.memory, "undo": "", "last": None}
    if head.state in ARRIVING:
        if not undo:
            raise Refused(NothingToUndo())
        units = receiving.take_back(desk, entry_id, head, EntryId(str(undo)))
        return FloorDeed("transfer_in_undone", {"qty": units}, row=replace(row, memory=kept), entry_id=entry_id)
    last = rows.last_picks(desk, head.id, 1)
    if not last:
        raise Refused(NothingToUndo())
    leg = picking.unpick(desk, entry_id, head, last[0], again=True)
    place = places.get(desk, leg.source)
    facts: dict[str, str | int | bool | None] = {"qty": leg.qty, "sku": leg.item.sku, "place": place.code}
    kept["place"] = place.id
    return FloorDeed("undone", facts, row=replace(row, memory=kept), entry_id=entry_id)


def _types(desk: Desk, scan: FloorScan, _session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    """Take a typed number for the choice that is asked for, or for how many the last scan was."""
    head = _head(desk, row)
    over = row.recall("over")
    if head is None:
        return None
    if over:
        return _over(desk, scan.id, row, head, number)
    if benchstate.is_ready(desk, head) and number in (1, 2):
        return _card(desk, scan.id, row, Card.DONE if number == 1 else Card.NEXT_BOX)
    return _times(desk, scan.id, row, number) if row.recall("last") else None


def _over(desk: Desk, command_id: str, row: BenchRow, head: TransferHead, number: int) -> FloorDeed:
    told = row.recall("over")
    if number == 1:
        fit = Fit(told["qty"], told["damaged"], over=True, lot=told["lot"], serial=told["serial"])
        return _in(desk, command_id, row, head, told["sku"], fit)
    if number == 2:  # noqa: PLR2004 - the second choice
        return FloorDeed("transfer_not_so", {}, row=replace(row, memory={**row.memory, "over": None}))
    raise Refused(NoSuchChoice(str(number)))


BENCH = FloorBench(Work.TRANSFER, _expected, _does, benchstate.shown, _types)
"""Transfers, for the line mode and the page of floor benches."""


def _refused(desk: Desk, scan: TransferScan, session: Session, refusal: Refusal) -> FloorAnswer:
    return refused(desk, scan, session, refusal, BENCH)


@handles(TransferScan, right=Right.MOVE, answer=FloorAnswer, on_refusal=_refused)
def transfer_scan(desk: Desk, scan: TransferScan, session: Session) -> FloorAnswer:
    """Judge one shot at a bench of transfers. Raises Refused with the verdict's name."""
    desk.touch(Touched.TRANSFER)
    return answered(desk, scan, session, BENCH)
