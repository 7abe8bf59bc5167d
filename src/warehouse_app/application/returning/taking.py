"""Items taken out of the parcel on the table, one entry each: out of the parcel they were sent in, or from UNTRACED.

Promise: more than was sent never comes out of a parcel; what no parcel is known of comes in from UNTRACED and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warehouse_app.application.bench import counted_units
from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning import grading
from warehouse_app.application.returning.here import HAND, LAST, Here, ReturnScan, ask, house
from warehouse_app.domain.barcodes.meaning import Product as Scanned
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, ProductKind, Tracking
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.products import Product
from warehouse_app.domain.receiving.refusals import NotStocked, OneSerialOnly, SerialHere
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import LotSwap, TooManyUnits
from warehouse_app.domain.returning.refusals import SerialSwap
from warehouse_app.domain.returning.states import Finding, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import MOST_UNITS, ReturnHead, Sold, Unit
from warehouse_app.store import carrying, items, ledger, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, sold, sources, units
from warehouse_app.store.returning import places as rooms
from warehouse_app.store.returning.sources import Cell

OTHER = "other"
"""The choice of an unexpected item: another order of the same customer."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What was scanned: so many of a product, with the lot and serial number that were read ("" for none)."""

    sku: str
    qty: int
    lot: str = ""
    serial: str = ""

    def kept(self) -> dict[str, object]:
        """Return it as a bench remembers it."""
        return {"sku": self.sku, "qty": self.qty, "lot": self.lot, "serial": self.serial}


def goods_of(kept: dict[str, object]) -> Goods:
    """Return goods that a bench remembered."""
    return Goods(str(kept["sku"]), int(str(kept["qty"])), str(kept.get("lot", "")), str(kept.get("serial", "")))


@dataclass(frozen=True, slots=True)
class Part:
    """So many units of one origin: a cell of a parcel (None: UNTRACED), the order line, the row that expected them."""

    qty: int
    line_id: int | None = None
    cell: Cell | None = None
    expected: Unit | None = None
    finding: Finding = Finding.NONE


def scanned(desk: Desk, scan: ReturnScan, at: Here, meant: Scanned) -> FloorDeed:
    """Take a scanned product in, or ask what must be known first. Raises Refused."""
    product = _known(desk, meant.sku)
    said = meant.gs1
    lot = (said.lot if said is not None and product.tracking is not Tracking.NONE else "") or ""
    serial = (said.serial if said is not None and product.tracking is Tracking.SERIAL else "") or ""
    return go_on(desk, scan, at, Goods(product.sku, counted_units(meant, product), lot, serial))


def _known(desk: Desk, sku: str) -> Product:
    product = products.find(desk, sku)
    if product is None or product.kind is not ProductKind.GOODS:
        raise Refused(NotStocked(sku))
    return product


def go_on(desk: Desk, scan: ReturnScan, at: Here, goods: Goods) -> FloorDeed:
    """Ask for the lot or serial number that is missing, judge what came, and take it in. Raises Refused."""
    head, product = at.open(), _known(desk, goods.sku)
    if product.tracking is Tracking.SERIAL and goods.serial and goods.qty != 1:
        raise Refused(OneSerialOnly(goods.sku))
    cells = () if head.order_id is None else _cells(desk, head, goods.sku)
    if product.tracking is Tracking.SERIAL and not goods.serial:
        return ask(at, "serial", {"sku": goods.sku, "name": product.name}, goods=replace(goods, qty=1).kept())
    lots = {each.lot for each in cells}
    if product.tracking is Tracking.LOT and not goods.lot and (len(lots) > 1 or not cells):
        return ask(at, "lot", {"sku": goods.sku, "name": product.name}, goods=goods.kept())
    if goods.lot == "" and len(lots) == 1:
        goods = replace(goods, lot=next(iter(lots)))
    if head.order_id is None:
        return take(desk, scan, at, goods, (Part(goods.qty),), product)
    return _of_order(desk, scan, at, goods, cells, product)


def _cells(desk: Desk, head: ReturnHead, sku: str) -> tuple[Cell, ...]:
    """Return where the books have a product in the order's parcels, the parcel on the table first."""
    assert head.order_id is not None, "a known return"
    mine = [each for each in sources.of_order(desk, head.order_id) if each.sku == sku]
    return tuple(sorted(mine, key=lambda each: each.parcel_id != head.parcel_id))


def _of_order(
    desk: Desk, scan: ReturnScan, at: Here, goods: Goods, cells: Sequence[Cell], product: Product
) -> FloorDeed:
    head = at.open()
    assert head.order_id is not None, "a known return"
    parts = spread(desk, head, goods, cells)
    if not parts:
        return unexpected(desk, at, goods, product)
    _refuse_swap(desk, head, goods, cells)
    fit = sum(each.qty for each in parts)
    deed = take(desk, scan, at, replace(goods, qty=fit), parts, product)
    if fit == goods.qty or deed.row is None:
        return deed
    rest = unexpected(desk, replace(at, row=deed.row), replace(goods, qty=goods.qty - fit), product)
    return replace(rest, entry_id=deed.entry_id, order_id=deed.order_id, line_id=deed.line_id, qty=deed.qty)


def _refuse_swap(desk: Desk, head: ReturnHead, goods: Goods, cells: Sequence[Cell]) -> None:
    """Refuse what was not sent: a serial number, or a lot, that is in no parcel of the order, though others are."""
    if not cells or head.order_id is None:
        return
    order = sources.order(desk, head.order_id).code
    if goods.serial and goods.serial not in {each.serial for each in cells}:
        raise Refused(SerialSwap(goods.sku, goods.serial, order))
    if goods.lot and not goods.serial and goods.lot not in {each.lot for each in cells}:
        raise Refused(LotSwap(goods.sku, goods.lot, order, goods.qty))


def spread(desk: Desk, head: ReturnHead, goods: Goods, cells: Iterable[Cell]) -> tuple[Part, ...]:
    """Return of which lines and parcels goods are: what was announced first, then what else may come back."""
    assert head.order_id is not None, "a known return"
    lines = [each for each in sold.of_order(desk, head.order_id) if each.sku == goods.sku]
    expected = [each for each in units.of_return(desk, head.id)
                if each.sku == goods.sku and each.state in (UnitState.EXPECTED, UnitState.MISSING)]  # fmt: skip
    wants: list[tuple[int, int | None, Unit | None]] = [(each.qty, each.line_id, each) for each in expected]
    wants += [(each.left, each.line_id, None) for each in lines if each.left]
    return _meet(wants, _matching(goods, cells), goods.qty)


def _matching(goods: Goods, cells: Iterable[Cell]) -> list[tuple[int, Cell | None]]:
    def fits(cell: Cell) -> bool:
        return goods.serial in ("", cell.serial) and goods.lot in ("", cell.lot)

    return [(each.qty, each) for each in cells if fits(each)]


def _meet(
    wants: Sequence[tuple[int, int | None, Unit | None]], there: list[tuple[int, Cell | None]], qty: int
) -> tuple[Part, ...]:
    """Cut a quantity where the line or the parcel changes; what no parcel holds any more is of UNTRACED."""
    parts: list[Part] = []
    for want, line_id, expected in wants:
        left = min(want, qty)
        qty -= left
        while left:
            free, cell = there[0] if there else (left, None)
            n = min(left, free)
            parts.append(Part(n, line_id, cell, expected))
            left -= n
            if there:
                there[:1] = [(free - n, cell)] if free > n else []
    return tuple(parts)


def unexpected(desk: Desk, at: Here, goods: Goods, product: Product) -> FloorDeed:
    """Ask what an item is that this order did not send, or no more of: another order's, or nobody knows."""
    head = at.open()
    assert head.order_id is not None, "a known return"
    lines = [each for each in sold.of_order(desk, head.order_id) if each.sku == goods.sku]
    others = () if head.customer_id is None else sources.others_with(desk, head.customer_id, head.order_id, goods.sku)
    facts: Facts = {
        "sku": goods.sku, "name": product.name, "qty": goods.qty, "order": sources.order(desk, head.order_id).code,
        "shipped": sum(each.shipped for each in lines),
    }  # fmt: skip
    choices = (*(OTHER for _ in others), "unknown", "aside")
    what = "above_sent" if any(each.shipped for each in lines) else "unexpected"
    return ask(at, what, facts, choices=choices, goods=goods.kept(), others=[list(each) for each in others])


def of_other(desk: Desk, scan: ReturnScan, at: Here, goods: Goods, order_id: int) -> FloorDeed:
    """Take goods in of another order of the same customer."""
    lines = [each for each in sold.of_order(desk, order_id) if each.sku == goods.sku and each.left]
    cells = [each for each in sources.of_order(desk, order_id) if each.sku == goods.sku]
    parts = _meet([(each.left, each.line_id, None) for each in lines], _matching(goods, cells), goods.qty)
    fit = sum(each.qty for each in parts)
    if fit < goods.qty:
        parts = (*parts, Part(goods.qty - fit, finding=Finding.NOT_OURS))
    deed = take(desk, scan, at, goods, parts, _known(desk, goods.sku))
    if deed.code != "return_taken_more":
        return deed
    return replace(deed, code="return_taken_other", facts={**deed.facts, "order": sources.order(desk, order_id).code})


def as_unknown(desk: Desk, scan: ReturnScan, at: Here, goods: Goods, finding: Finding) -> FloorDeed:
    """Take goods in that no order line stands for: nobody knows of them, or they were swapped.

    A serial number comes out of the parcel in which the books have it, whosesoever that was.
    """
    cell = sources.of_serial(desk, goods.sku, goods.serial) if goods.serial else None
    part = Part(goods.qty, None, cell, finding=finding)
    return take(desk, scan, at, goods, (part,), _known(desk, goods.sku))


def nameless(desk: Desk, at: Here, text: str) -> FloorDeed:
    """Keep something with the return that no product of ours is: a row of its own, and nothing in the books."""
    head = at.open()
    _refuse_many(desk, head)
    made = units.add(desk, head.id, text, 1, UnitState.RECEIVED, finding=Finding.NOT_OURS)
    _begun(desk, head)
    row = at.did("take", entry="", rows=[[made, False]], memory={HAND: made, LAST: text})
    return FloorDeed("return_kept_unknown", {"sku": text, "qty": 1}, row=row, qty=1)


def take(desk: Desk, scan: ReturnScan, at: Here, goods: Goods, parts: Sequence[Part], product: Product) -> FloorDeed:
    """Post one entry to the bench, and write the rows of it. The last row is in hand from now on."""
    head = at.open()
    _refuse_many(desk, head)
    entry_id = EntryId(f"{scan.id}.in")
    table = rooms.bench(desk, house(desk, at)).id
    legs = tuple(_leg(desk, goods, each, table) for each in parts)
    _refuse_in_house(desk, goods, legs)
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, "return"))
    rows = [_row(desk, head, product, part, leg, entry_id) for part, leg in zip(parts, legs, strict=True)]
    _begun(desk, head)
    desk.touch(Touched.RETURN, Touched.STOCK)
    kept = {HAND: rows[-1][0], LAST: goods.sku}
    deed = at.did("take", entry=entry_id, rows=rows, memory=kept)
    return FloorDeed(
        _said(parts), _facts(desk, head, goods, product, parts), row=deed, entry_id=entry_id,
        order_id=head.order_id, line_id=parts[-1].line_id, qty=goods.qty,
    )  # fmt: skip


def _leg(desk: Desk, goods: Goods, part: Part, table: PlaceId) -> Leg:
    if part.cell is not None:
        return Leg(items.get(desk, part.cell.item_id), PlaceId(part.cell.place_id), table, part.qty)
    return Leg(Item(goods.sku, goods.lot, goods.serial), places.outside(desk, PlaceKind.UNTRACED).id, table, part.qty)


def _refuse_in_house(desk: Desk, goods: Goods, legs: Sequence[Leg]) -> None:
    """Refuse a serial number that stands here by the books: it was never away, or was taken in before."""
    at = carrying.serial_at(desk, goods.sku, goods.serial) if goods.serial else None
    if at is not None and at not in {leg.source for leg in legs}:
        raise Refused(SerialHere(goods.sku, goods.serial, places.get(desk, at).code))


def _row(desk: Desk, head: ReturnHead, product: Product, part: Part, leg: Leg, entry_id: str) -> tuple[int, bool]:
    """Write the row of a part; return it, and whether it had been expected."""
    item_id = items.number(desk, leg.item)
    if part.expected is None:
        made = units.add(
            desk, head.id, product.sku, part.qty, UnitState.RECEIVED, product_id=product.id, line_id=part.line_id,
            item_id=item_id, source_id=leg.source, place_id=leg.target, entry_id=entry_id, finding=part.finding,
        )  # fmt: skip
        return made, False
    mine = units.split(desk, units.get(desk, part.expected.id), part.qty)
    units.step(desk, mine, UnitState.RECEIVED, head.code)
    units.note(desk, mine.id, item_id=item_id, entry_id=entry_id, source_id=leg.source, place_id=leg.target)
    return mine.id, True


def _refuse_many(desk: Desk, head: ReturnHead) -> None:
    if len(units.of_return(desk, head.id)) >= MOST_UNITS:
        raise Refused(TooManyUnits(MOST_UNITS))


def _begun(desk: Desk, head: ReturnHead) -> None:
    """Let a return be inspected from its first item on; one that was decided is open once more."""
    if head.empty:
        cases.note(desk, head.id, empty=False)
    if head.state in (ReturnState.RECEIVED, ReturnState.DECIDED) and _may_inspect(head):
        cases.step(desk, head, ReturnState.INSPECTING)
    desk.touch(Touched.RETURN)


def _may_inspect(head: ReturnHead) -> bool:
    """Say whether it is known whose it is: a blind one stays received until then."""
    return head.kind is not ReturnKind.BLIND or head.order_id is not None


def _said(parts: Sequence[Part]) -> str:
    if any(each.finding is Finding.SWAPPED for each in parts):
        return "return_taken_swapped"
    if all(each.line_id is None for each in parts):
        return "return_taken_unknown"
    return "return_taken" if any(each.expected for each in parts) else "return_taken_more"


def _facts(desk: Desk, head: ReturnHead, goods: Goods, product: Product, parts: Sequence[Part]) -> Facts:
    mine = [each for each in units.of_return(desk, head.id) if each.sku == goods.sku]
    came = sum(each.qty for each in mine if each.state not in (UnitState.EXPECTED, UnitState.MISSING))
    return {
        "sku": goods.sku, "name": product.name, "qty": goods.qty, "lot": goods.lot, "serial": goods.serial,
        "done": came, "wanted": sum(each.qty for each in mine), "untraced": sum(p.qty for p in parts if p.cell is None),
        "return": head.code,
    }  # fmt: skip


def sealed(desk: Desk, scan: ReturnScan, at: Here, cells: Sequence[Cell]) -> FloorDeed:
    """Take in all that the books have in an undelivered parcel whose seal is whole: sealed goods, at one key."""
    head = at.open()
    assert head.order_id is not None, "a parcel of ours"
    table, entry_id = rooms.bench(desk, house(desk, at)).id, EntryId(f"{scan.id}.in")
    lines = {each.line_id: each for each in sold.of_order(desk, head.order_id)}
    left = {number: each.left for number, each in lines.items()}
    legs, rows = [], []
    for cell in cells:
        item, qty = items.get(desk, cell.item_id), cell.qty
        legs.append(Leg(item, PlaceId(cell.place_id), table, qty))
        for line_id, n in _share(lines, left, cell.sku, qty):
            product = _known(desk, cell.sku)
            made = units.add(
                desk, head.id, cell.sku, n, UnitState.RECEIVED, product_id=product.id, line_id=line_id,
                item_id=cell.item_id, source_id=cell.place_id, place_id=table, entry_id=entry_id,
            )  # fmt: skip
            rows.append([made, False])
    if len(rows) > MOST_UNITS:
        raise Refused(TooManyUnits(MOST_UNITS))
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, tuple(legs), "return"))
    for number, _ in rows:
        unit = units.get(desk, int(number))
        proposed = grading.policy_of(desk, at, unit).rule(Grade.SEALED).disposition
        grading.put(desk, head.code, unit, Grade.SEALED, proposed)
    _begun(desk, head)
    desk.touch(Touched.STOCK)
    row = at.did("take", entry=entry_id, rows=rows, memory={HAND: rows[-1][0]})
    facts: Facts = {"qty": sum(each.qty for each in cells), "return": head.code, "grade": Grade.SEALED.value}
    return FloorDeed("return_sealed", facts, row=row, entry_id=entry_id, order_id=head.order_id)


def _share(lines: dict[int, Sold], left: dict[int, int], sku: str, qty: int) -> list[tuple[int | None, int]]:
    """Return of which lines so many units of a product are; what none has left for is of none."""
    found: list[tuple[int | None, int]] = []
    for number, line in lines.items():
        n = min(left[number], qty) if line.sku == sku else 0
        if n:
            left[number] -= n
            qty -= n
            found.append((number, n))
    return [*found, (None, qty)] if qty else found
