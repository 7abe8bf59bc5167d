"""Counting goods into the parcel, scan by scan: right item, `*n`, undo, damaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from warehouse_app.application.bench import counted_units, is_enter
from warehouse_app.application.packing import capturing, closing, parking, proving, standing, takeout
from warehouse_app.application.packing.bench_now import After, BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.packing.state import NEXT_CODES
from warehouse_app.application.run import Session
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.meaning import Kind, Product, Unknown, understand
from warehouse_app.domain.barcodes.read import Unreadable
from warehouse_app.domain.bench import NoMultiScan, NothingToCount, NothingToUndo, Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, sku_key
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.packing.capture import Field, said_alone, said_by, still_asked
from warehouse_app.domain.packing.judge import OpenLine, Shot, Take, may_go_on, take, wrong_item
from warehouse_app.domain.packing.proof import Offer, Proof, Proven
from warehouse_app.domain.packing.refusals import CancelledMeanwhile, OtherOrder, TooManyToPack
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.products import Product as Found
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import inventory, items, ledger, lines, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.packing import foreseen, goods, orders, packs, proofs
from warehouse_app.store.packing.orders import Head

LOOK_ALIKES = 200
"""Missing lines that are compared with a wrong item."""
MOST_LOOKED_AT = 1_000
"""Newest scans of a parcel among which UNDO looks for one whose goods still lie in it."""


def item(desk: Desk, scan: PackScan, session: Session, now: BenchNow, product: Product) -> Deed:
    """Count one scanned item. Raises Refused with the verdict's name."""
    head = going_on(desk, now)
    joined = _join(desk, session, now)
    foreseen.item(desk, head.id, product.sku)
    known = products.find(desk, product.sku)
    shot = Shot(product.sku, "" if known is None else known.name, counted_units(product, known))
    if (deed := takeout.out(desk, scan, now, head, shot)) is not None:
        return deed
    late = marks.expired(product.sku, product.gs1, date.fromisoformat(desk.at[:10]))
    if late is not None:
        raise Refused(late)
    proving.check_case(desk, now, known, shot.qty)
    said, got = product.gs1, dict[str, str]()
    fields = _asked_for(desk, now, head, known, shot)
    if fields:
        got = said_by(product.gs1, date.fromisoformat(desk.at[:10]))
        capturing.check(desk, head, shot.sku, got)
        if still_asked(fields, got):
            return capturing.asked(desk, now, head, shot, fields, got)
        said = capturing.make_known(desk, scan, head, shot, got) or said
    deed = _put_in(desk, scan.id, now, head, shot, "right_item", said=said, traced=capturing.is_traced(known))
    capturing.keep(desk, now, head, deed.line_id, shot, got)
    if deed.closed is not None or deed.asks:
        return deed
    then = remember(desk, now, deed.code, times=None if fields else _repeatable(shot, product.gs1))
    deed = proving.with_offer(desk, then, deed)
    if deed.after is None or joined:
        return deed
    return replace(deed, after=deed.after._replace(now=then))


def _asked_for(desk: Desk, now: BenchNow, head: Head, known: Found | None, shot: Shot) -> tuple[Field, ...]:
    """Return what is asked of a unit that is right; of one that is wrong or too many nothing is asked."""
    if not (capturing.is_traced(known) or now.row.recall("captures")):
        return ()
    selling = orders.selling(desk, head.id, shot.sku)
    if sum(line.left for line in selling) < shot.qty:
        return ()
    here = [items.get(desk, lying.item_id) for line in selling for lying in goods.of_line(desk, line.line_id)]
    return capturing.fields_for(desk, now, head, known, here)


def captured(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed | None:
    """Take what a unit at hand waits for: a value, or a code that says it; None where the shot is something else.

    Raises Refused (NotCaptured, Expired, LotBlocked, SerialElsewhere).
    """
    waits = None if now.row.stop or is_enter(scan.text) else capturing.pending(now)
    if waits is None:
        return None
    shot, fields, got = waits
    meant = understand(scan.text, DeskLookup(desk), frozenset({Kind.PRODUCT}))
    said = meant.gs1 if isinstance(meant, Product) and meant.sku == shot.sku else None
    if not isinstance(meant, Unknown | Unreadable) and said is None:
        return None
    said = said or said_alone(scan.text)
    head = going_on(desk, now)
    _join(desk, session, now)
    capturing.told(desk, scan, fields, got, said)
    capturing.check(desk, head, shot.sku, got)
    if still_asked(fields, got):
        return capturing.asked(desk, now, head, shot, fields, got)
    known = capturing.make_known(desk, scan, head, shot, got)
    deed = _put_in(desk, scan.id, now, head, shot, "right_item", said=known, traced=True)
    capturing.keep(desk, now, head, deed.line_id, shot, got)
    if deed.closed is None and not deed.asks:
        remember(desk, now, deed.code)
    return deed


def _repeatable(shot: Shot, said: Gs1Fields | None) -> dict[str, str | int] | None:
    """Return what `*n` counts after a scan: units of the same lot; a serial number is counted once."""
    if said is not None and (said.serial or said.unsure):
        return None
    told: dict[str, str | int] = {"sku": shot.sku, "qty": shot.qty}
    return told if said is None or not said.lot else told | {"lot": said.lot}


def times(desk: Desk, scan: PackScan, session: Session, now: BenchNow, n: int) -> Deed:
    """Let the last accepted scan count `n` in all: n-1 more, all of them or none. Raises Refused."""
    before = now.row.recall("times")
    if before is None:
        raise Refused(NothingToCount(n))
    known = products.find(desk, before["sku"])
    asked = None if known is None else proving.counts(desk, now, known)
    if known is None or asked is None:
        raise Refused(NoMultiScan(before["sku"]))
    head = going_on(desk, now)
    _join(desk, session, now)
    if n == 1:
        remember(desk, now, "counted")
        left = orders.counted(desk, head.id).units.left
        return Deed("counted", facts={"n": 1, "sku": known.sku, "left": left}, order_id=head.id)
    shot = Shot(known.sku, known.name, before["qty"] * (n - 1))
    said = Gs1Fields(lot=before["lot"]) if "lot" in before else None
    proven, traced = (Proven.FIRST, asked), capturing.is_traced(known)
    deed = _put_in(desk, scan.id, now, head, shot, "counted", n * before["qty"], said, proven, traced)
    if deed.closed is None and not deed.asks:
        remember(desk, now, deed.code)
    return deed


def agreed(desk: Desk, scan: PackScan, session: Session, now: BenchNow, offer: Offer) -> Deed:
    """Take what was offered without a scan of each unit, because a person says that it is there. Raises Refused."""
    head = going_on(desk, now)
    _join(desk, session, now)
    shot, traced = Shot(offer.sku, offer.name, offer.qty), capturing.is_traced(products.find(desk, offer.sku))
    if offer.what == "rest":
        n, proven = offer.scanned + offer.qty, (Proven.FIRST, offer.proof)
        deed = _put_in(desk, scan.id, now, head, shot, "counted", n, None, proven, traced)
    else:
        deed = _put_in(desk, scan.id, now, head, shot, "taken_unproven", 1, None, (Proven.NONE, offer.proof), traced)
    if deed.closed is None and not deed.asks:
        remember(desk, now, deed.code)
    return deed


def going_on(desk: Desk, now: BenchNow) -> Head:
    """Return the head of the order at hand. Raises Refused when it was cancelled or held meanwhile."""
    pack = now.at_hand()
    head = orders.head(desk, pack.order_id)
    packed_here = goods.units_in(desk, pack.place) if head.now.state == "cancelled" else 0
    refusal = may_go_on(head.now, packed_here)
    if isinstance(refusal, CancelledMeanwhile):
        raise Refused(parking.cancelled(desk, pack, refusal))
    if refusal is not None:
        raise Refused(refusal)
    return head


def _join(desk: Desk, session: Session, now: BenchNow) -> bool:
    """Let a person go on with another's pack; tell whether that changed it."""
    pack = now.at_hand()
    joins = pack.person != session.actor.person
    if joins:
        packs.claim(desk, pack, taken_over=False)
    return joins


def _put_in(
    desk: Desk,
    deed_id: str,
    now: BenchNow,
    head: Head,
    shot: Shot,
    code: str,
    n: int = 1,
    said: Gs1Fields | None = None,
    proven: tuple[Proven, Proof] | None = None,
    traced: bool = False,  # noqa: FBT001, FBT002 - one of many facts of a unit
) -> Deed:
    pack = now.at_hand()
    selling, fit = _selling(desk, head, shot, said, traced=traced)
    takes = take(shot, selling)
    if takes is None:
        raise Refused(stranger(desk, now, head, shot))
    if isinstance(takes, TooManyToPack):
        raise Refused(takes)
    entry_id = EntryId(f"{deed_id}.1")
    left_by = foreseen.left_by(desk, pack, takes, NEXT_CODES)
    ledger.post_soon(desk, Entry(entry_id, EntryKind.MOVE, tuple(legs_of(desk, takes, pack.place, fit))))
    if proven is not None:
        proofs.mark(desk, entry_id, pack.parcel_id, takes, proven[0].value, proven[1])
    for each in takes:
        lines.add_packed(desk, each.line_id, each.qty)
    desk.touch(Touched.PACK, Touched.ORDER)
    foreseen.counted(desk, pack, [each.line_id for each in takes], NEXT_CODES, left_by)
    counted = orders.counted_on(desk, head.id)
    left = counted.units.left
    facts: Facts = {"sku": shot.sku, "name": shot.name, "qty": shot.qty, "left": left, "n": n, "order": head.now.code}
    touched = tuple(each.line_id for each in takes)
    deed = Deed(code, Verdict.ACCEPTED, facts, entry_id, head.id, touched[0], shot.qty, touched)
    return replace(deed, after=After(head, counted)) if left else closing.nothing_left(desk, deed_id, now, head, deed)


def _selling(
    desk: Desk, head: Head, shot: Shot, said: Gs1Fields | None, *, traced: bool
) -> tuple[tuple[OpenLine, ...], Collection[Item] | None]:
    """Return the lines that sell what was scanned, of its lot and serial where the scan says them, and those goods.

    Raises Refused(WrongLot, WrongSerial, LotUnsure) when none of what waits is of them.
    """
    selling = orders.selling(desk, head.id, shot.sku)
    tells = said is not None and bool(said.lot or said.serial or said.unsure)
    if not tells and not traced:
        return selling, None
    there = [
        (line.line_id, items.get(desk, lying.item_id), lying.qty)
        for line in selling
        for lying in goods.of_line(desk, line.line_id)
    ]
    fit = marks.fitting(shot.sku, said, [item for _, item, _ in there])
    if isinstance(fit, Refusal):
        raise Refused(fit)
    fit = capturing.may_leave(desk, shot.sku, capturing.exact(fit, said), said)
    room: Counter[int] = Counter()
    for line_id, item, qty in there:
        room[line_id] += qty if item in fit else 0
    fitting = (replace(line, left=min(line.left, room[line.line_id])) for line in selling if room[line.line_id])
    return tuple(fitting) or selling, fit if there else None


def legs_of(desk: Desk, takes: Iterable[Take], target: PlaceId, only: Collection[Item] | None = None) -> Iterator[Leg]:
    """Yield the legs that take each line's units from where they lie, `only` of these goods; a lack there is a bug."""
    for each in takes:
        rest = each.qty
        for lying in goods.of_line(desk, each.line_id):
            item = items.get(desk, lying.item_id)
            qty = min(rest, lying.qty) if only is None or item in only else 0
            if qty > 0:
                yield Leg(item, PlaceId(lying.place_id), target, qty, LineId(each.line_id))
                rest -= qty
        if rest:
            message = f"line {each.line_id}: {rest} picked units lie nowhere"
            raise LookupError(message)


def stranger(desk: Desk, now: BenchNow, head: Head, shot: Shot) -> Refusal:
    """Return the Stop for a product the order does not sell: another order's, or wrong altogether."""
    other = orders.for_product(desk, sku_key(shot.sku), now.station, but=head.id)
    if other is not None:
        slot = orders.slot_of(desk, other)
        tote = next((places.get(desk, PlaceId(each.place_id)).code for each in goods.of_order(desk, other)), "")
        code = orders.head(desk, other).now.code
        return OtherOrder(shot.sku, shot.name, code, tote, slot, other, "slot" if slot else "")
    return wrong_item(shot, head.now.code, orders.missing(desk, head.id, LOOK_ALIKES))


def undo(desk: Desk, scan: PackScan, now: BenchNow) -> Deed:
    """Take the newest counted scan whose goods still lie in the parcel out of it: the mirror entry.

    Raises Refused(NothingToUndo).
    """
    pack = now.at_hand()
    old = next(standing.still_in(desk, pack.place, goods.scans_in(desk, pack.place, MOST_LOOKED_AT)), None)
    if old is None:
        raise Refused(NothingToUndo())
    entry_id = EntryId(f"{scan.id}.1")
    inventory.reverse(desk, old.id, entry_id, "undone at the bench")
    capturing.unknown_again(desk, scan, old.id)
    for leg in old.legs:
        if leg.line is not None:
            lines.add_packed(desk, leg.line, -leg.qty)
    remember(desk, now, "undone")
    desk.touch(Touched.PACK, Touched.ORDER)
    qty = sum(leg.qty for leg in old.legs)
    touched = tuple(dict.fromkeys(leg.line for leg in old.legs if leg.line is not None))
    left = orders.counted(desk, pack.order_id).units.left
    facts: Facts = {
        "qty": qty,
        "sku": old.legs[0].item.sku,
        "place": places.get(desk, old.legs[0].source).code,
        "left": left,
    }
    return Deed("undone", Verdict.ACCEPTED, facts, entry_id, pack.order_id, touched[0], -qty, touched)
