"""What is answered to the question for a box: a number, the code of a box, or a size that was measured."""

from __future__ import annotations

from warehouse_app.application.cartons import advising
from warehouse_app.application.packing import boxing, closing, verifying
from warehouse_app.application.packing.bench_now import BOX, BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.meaning import Meaning
from warehouse_app.domain.cartons.bench import (
    BoxFirst,
    Boxing,
    BoxPolicy,
    BoxScanOnly,
    BoxTooHeavy,
    MeasureFirst,
    NoBoxOfNumber,
    NotABox,
    SeveralBoxes,
)
from warehouse_app.domain.cartons.boxes import BoxRow, is_sides, sides_of, sides_text
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import boxes, inventory, items, ledger, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

LEAVE_OUT = "0"
"""What is typed for a size that nobody measures now, and for none of the boxes."""

USED, OTHER_BOX = "box of parcel {parcel}", "another box was taken for parcel {parcel}"


def typed(desk: Desk, scan: PackScan, now: BenchNow) -> Deed | None:
    """Take a number or three sides while a box is asked for; None where the shot is something else. Raises Refused."""
    if now.row.stop or now.phase is not Phase.BOXING:
        return None
    text, policy = scan.text.strip(), advising.policy_of(desk, now.station)
    found = boxing.state_of(desk, now, policy)
    if found.measure is not None and (is_sides(text) or text == LEAVE_OUT):
        return _measured(desk, scan, now, found.measure.sku)
    if not (text.isascii() and text.isdigit() and len(text) == 1):
        return None
    if found.measure is not None:
        raise Refused(MeasureFirst(found.measure.sku, found.measure.name))
    if text == LEAVE_OUT and policy is BoxPolicy.SUGGEST:
        return _no_box(desk, scan, now)
    if policy is BoxPolicy.SCAN:
        raise Refused(BoxScanOnly(now.at_hand().parcel))
    return _numbered(desk, scan, now, found, int(text))


def scanned(desk: Desk, scan: PackScan, now: BenchNow, meant: Meaning) -> Deed:
    """Take the code of a box. Raises Refused(BoxFirst, NotABox, BoxTooHeavy)."""
    if not isinstance(meant, meaning.Product):
        raise Refused(BoxFirst(now.at_hand().parcel))
    product = products.find(desk, meant.sku)
    row = None if product is None else boxes.get(desk, product.id)
    if row is None:
        raise Refused(NotABox(meant.sku))
    return _choose(desk, scan, now, row)


def _numbered(desk: Desk, scan: PackScan, now: BenchNow, found: Boxing, n: int) -> Deed:
    """Take the box that stood under a number where it was pressed: meanwhile others may have been worked out."""
    offered = scan.offered or found.offered
    codes = offered[n - 1] if 0 < n <= len(offered) else ()
    rows = {each.sku: each for each in boxes.in_use(desk)}
    if not codes or any(code not in rows for code in codes):  # put out of use meanwhile
        raise Refused(NoBoxOfNumber(str(n)))
    if len(codes) > 1:
        raise Refused(SeveralBoxes(len(codes), " + ".join(rows[code].name or code for code in codes)))
    return _choose(desk, scan, now, rows[codes[0]])


def _no_box(desk: Desk, scan: PackScan, now: BenchNow) -> Deed:
    """Go on without any of the boxes: the goods go as they are, or into one that nobody keeps."""
    head, pack = verifying.going_on(desk, now), now.at_hand()
    _give_back(desk, scan.id, pack)
    boxes.put_box(desk, pack.id, pack.parcel_id, None)
    facts: Facts = {"parcel": pack.parcel, "order": head.now.code}
    return closing.boxed(desk, now, head, Deed("order_packed", facts=facts, order_id=head.id))


def _measured(desk: Desk, scan: PackScan, now: BenchNow, sku: str) -> Deed:
    """Keep three sides of goods, or leave them out; then the next question. Raises Refused(BadField)."""
    text, known = scan.text.strip(), products.find(desk, sku)
    left_out = list(now.row.recall(boxing.LEFT_OUT) or ())
    code, facts = "measure_left", dict[str, str | int | bool | None](sku=sku)
    if text == LEAVE_OUT:
        left_out.append(sku)
    elif known is not None:
        size = sides_of("size", text)
        boxes.learn(desk, int(known.id), size)
        code, facts = "item_measured", {"sku": sku, "sides": sides_text(size)}
    remember(desk, now, code, next=BOX, **{boxing.LEFT_OUT: left_out})
    desk.touch(Touched.PACK, Touched.PRODUCT)
    return Deed(code, facts=facts, order_id=now.at_hand().order_id, asks=True)


def _choose(desk: Desk, scan: PackScan, now: BenchNow, row: BoxRow) -> Deed:
    """Put the parcel into a box, and go on with it. Raises Refused(BoxTooHeavy), and what stops its order."""
    head, pack = verifying.going_on(desk, now), now.at_hand()
    grams = boxing.basket(desk, pack).grams
    if grams > row.most_g:
        raise Refused(BoxTooHeavy(row.sku, row.most_g, grams))
    _give_back(desk, scan.id, pack)
    boxes.put_box(desk, pack.id, pack.parcel_id, row, _use_up(desk, scan.id, pack, head, row))
    desk.touch(Touched.PACK, Touched.STOCK)
    facts: Facts = {"box": row.name or row.sku, "parcel": pack.parcel, "order": head.now.code}
    return closing.boxed(desk, now, head, Deed("order_packed", facts=facts, order_id=head.id))


def _use_up(desk: Desk, deed_id: str, pack: Pack, head: Head, row: BoxRow) -> str:
    """Book a box off where most of them stand; where the books have none, out of the difference, so that both agree.

    Return the entry; a box that is not counted has none.
    """
    if not row.counted:
        return ""
    cell = boxes.cell(desk, head.warehouse, row.id, row.sku)
    if cell is None:
        source, item = places.outside(desk, PlaceKind.ADJUST).id, Item(row.sku)
    else:
        source, item = PlaceId(cell[0]), items.get(desk, cell[1])
    used = places.outside(desk, PlaceKind.ISSUED).id
    entry = Entry(
        EntryId(f"{deed_id}.box"), EntryKind.MOVE, (Leg(item, source, used, 1),), USED.format(parcel=pack.parcel)
    )
    ledger.post(desk, entry)
    return entry.id


def _give_back(desk: Desk, deed_id: str, pack: Pack) -> None:
    """Book back a box that was taken for this parcel before."""
    before = boxes.of_pack(desk, pack.id)[1]
    if not before:
        return
    legs = tuple(leg.mirrored() for leg in inventory.entry(desk, EntryId(before)).legs)
    why = OTHER_BOX.format(parcel=pack.parcel)
    ledger.post(desk, Entry(EntryId(f"{deed_id}.unbox"), EntryKind.MOVE, legs, why))
