"""Taking things off the dock: products with their lots and serials, pallets whole or in pieces, totes emptied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.bench import counted_units
from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.putaway import trolley
from warehouse_app.application.putaway.state import LOADING, PUTTING, facts_of, in_order, shown
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.bench import NoMultiScan, NothingToCount, Verdict
from warehouse_app.domain.floorwork import MAX_CHOICES
from warehouse_app.domain.items import Item, Tracking, container_item
from warehouse_app.domain.ledger.rules import SerialElsewhere
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.products import Product
from warehouse_app.domain.putaway.refusals import NothingInIt, NotOnDock, PalletNotHere, SayWhich
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import carrying, cells, items, places, products, putaway
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.putaway import Lying
from warehouse_app.store.shipping import manifests


def remembered(row: BenchRow, **news: Any) -> BenchRow:  # noqa: ANN401 - small JSON facts
    """Return the bench with facts added (None: forgotten); a question that was open is open no more."""
    kept = {**row.memory, "ask": None, "part": None, **news}
    return BenchRow(row.ref, row.stop, {name: each for name, each in kept.items() if each is not None})


def with_undo(row: BenchRow, deed: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the deeds that can be undone with one more."""
    return [*(row.recall("undo") or []), dict(deed)][-trolley.MOST_UNDONE :]


def load_product(desk: Desk, row: BenchRow, meant: meaning.Product) -> FloorDeed:
    """Take what a scan counts of a product off the dock; where several lots lie there, ask which.

    Raises Refused(NotOnDock, WrongLot, WrongSerial, SerialElsewhere, SayWhich, NotWhole).
    """
    product = products.find(desk, meant.sku)
    if product is None:
        raise Refused(NotOnDock(meant.sku, meant.factor, 0, "nothing"))
    warehouse = manifests.home_of(desk, desk.station)
    lying = putaway.lying(desk, product.id, warehouse)
    fit = marks.fitting(meant.sku, meant.gs1, tuple(each.item for each in lying))
    if isinstance(fit, Refusal):
        raise Refused(_elsewhere(desk, product, meant) or fit)
    units = 1 if product.tracking is Tracking.SERIAL else counted_units(meant, product)
    here = [each for each in lying if each.item in fit]
    free = [each for each in here if each.left]
    if not free:
        raise Refused(_not_there(desk, product.sku, units, here))
    if len({each.item for each in free}) > 1:
        return _ask_which(row, product, units, free)
    most = max(free, key=lambda each: each.left)
    return load(desk, row, most.place, most.item, units)


def _elsewhere(desk: Desk, product: Product, meant: meaning.Product) -> Refusal | None:
    """Return where a scanned serial number is, when it is not on the dock."""
    serial = "" if meant.gs1 is None else meant.gs1.serial or ""
    at = carrying.serial_at(desk, product.sku, serial) if serial else None
    return None if at is None else SerialElsewhere(product.sku, serial, places.get(desk, at).code)


def _not_there(desk: Desk, sku: str, units: int, here: Iterable[Lying]) -> NotOnDock:
    for each in here:
        if each.taken:
            other = putaway.taken_by(desk, each.place, each.item, desk.station)
            return NotOnDock(sku, units, 0, "on_trolley", other or desk.station)
        if each.fetched:
            return NotOnDock(sku, units, 0, "for_picker")
    return NotOnDock(sku, units, 0, "nothing")


def _ask_which(row: BenchRow, product: Product, units: int, free: list[Lying]) -> FloorDeed:
    """Ask which lot or serial number it is. Raises Refused(SayWhich) where they are too many for a digit."""
    if len(free) > MAX_CHOICES:
        raise Refused(SayWhich(product.sku, len(free)))
    choices = [
        {
            "key": str(n),
            "code": "putaway_this",
            "facts": {"lot": each.item.lot or each.item.serial or each.item.grade, "left": each.left},
            "load": [each.place, each.item.lot, each.item.serial, each.item.grade, each.item.owner],
        }
        for n, each in enumerate(free, 1)
    ]
    told = ". ".join(f"{each['key']}: {_name(one)}" for each, one in zip(choices, free, strict=True))
    facts = {"sku": product.sku, "lots": told}
    ask = {"what": "which", "sku": product.sku, "units": units, "choices": choices, "facts": facts}
    return FloorDeed("putaway_which", facts, Verdict.ASKED, remembered(row, ask=ask))


def _name(each: Lying) -> str:
    return each.item.serial or each.item.lot or each.item.grade


def chosen_by(asked: Mapping[str, Any], text: str) -> Mapping[str, Any] | None:
    """Return the choice whose lot or serial number was scanned; what is the digit of one means the digit."""
    said = text.strip()
    if any(each["key"] == said for each in asked["choices"]):
        return None
    name = said.removeprefix("=").casefold()
    return next((each for each in asked["choices"] if str(each["facts"]["lot"]).casefold() == name), None)


def load_chosen(desk: Desk, row: BenchRow, asked: Mapping[str, Any], choice: Mapping[str, Any]) -> FloorDeed:
    """Take the lot that was chosen off the dock."""
    place, lot, serial, grade, owner = choice["load"]
    item = Item(asked["sku"], lot, serial, grade, owner)
    return load(desk, row, PlaceId(place), item, 1 if serial else int(asked["units"]))


def load(desk: Desk, row: BenchRow, source: PlaceId, item: Item, units: int) -> FloorDeed:
    """Take units of an item more onto the trolley. Raises Refused(NotOnDock)."""
    there = left_at(desk, source, item)
    if units > there:
        raise Refused(NotOnDock(shown(item.sku, item.serial), units, there))
    now = sum(each.qty for each in trolley.carried(desk, desk.station, source, item))
    warehouse = manifests.home_of(desk, desk.station)
    trolley.set_load(desk, warehouse, source, item, now + units)
    number = items.number(desk, item)
    undo = with_undo(row, {"do": "load", "source": source, "item": number, "qty": units})
    last = {"source": source, "item": number, "units": units}
    after = remembered(row, phase=LOADING, last=last, undo=undo, chosen=None)
    return replace(loaded(desk, source, item), row=after, qty=units)


def left_at(desk: Desk, source: PlaceId, item: Item) -> int:
    """Return what of a cell nobody has taken yet, and no picker will come for."""
    number = items.number(desk, item)
    on_hand = cells.read(desk, source, number).on_hand
    fetched = sum(putaway.fetched(desk, source, number).values())
    return max(0, on_hand - putaway.taken(desk, source, item) - fetched)


def loaded(desk: Desk, source: PlaceId, item: Item) -> FloorDeed:
    """Return what is said of an item on the trolley: how many, and where they go."""
    mine = {each.id for each in trolley.carried(desk, desk.station, source, item)}
    stops = [each for each in in_order(putaway.tour(desk, desk.station)) if each.id in mine]
    if not stops:
        return FloorDeed("putaway_back", {"sku": shown(item.sku, item.serial), "place": places.get(desk, source).code})
    total = sum(each.qty for each in stops)
    held = _waiting(desk, source, item, total)
    facts = {**facts_of(stops[0]), "qty": total, "stops": len(stops), "waiting": held}
    code = "putaway_loaded_waiting" if held and stops[0].why != "cross_dock" else "putaway_loaded"
    return FloorDeed(code, facts)


def _waiting(desk: Desk, source: PlaceId, item: Item, total: int) -> int:
    """Return for how many units of what is loaded orders wait; of a pallet all that is on it."""
    if not item.is_container:
        return min(total, cells.read(desk, source, items.number(desk, item)).held)
    pallet = places.container_place(desk, item).id
    return sum(cells.read(desk, pallet, item_id).held for item_id, _qty in carrying.contents(desk, pallet))


def set_quantity(desk: Desk, row: BenchRow, qty: int) -> FloorDeed:
    """Let what was loaded last be so many units; 0 puts it back on the dock.

    Raises Refused(NotOnDock, NothingToCount).
    """
    last = row.recall("last")
    if not last:
        raise Refused(NothingToCount(qty))
    source, item = PlaceId(last["source"]), items.get(desk, last["item"])
    now = sum(each.qty for each in trolley.carried(desk, desk.station, source, item))
    most = 1 if item.serial else now + left_at(desk, source, item)
    if qty > most:
        raise Refused(NotOnDock(shown(item.sku, item.serial), qty, most))
    trolley.set_load(desk, manifests.home_of(desk, desk.station), source, item, qty)
    undo = with_undo(row, {"do": "load", "source": source, "item": last["item"], "qty": qty - now})
    after = remembered(row, undo=undo, last={**last, "units": qty})
    return replace(loaded(desk, source, item), row=after, qty=qty)


def times(desk: Desk, row: BenchRow, n: int) -> FloorDeed:
    """Count the scan before as `n`. Raises Refused(NoMultiScan, NothingToCount, NotOnDock)."""
    last = row.recall("last")
    if not last or n < 1:
        raise Refused(NothingToCount(n))
    source, item = PlaceId(last["source"]), items.get(desk, last["item"])
    product = None if item.is_container else products.find(desk, item.sku)
    if product is None or not product.multi_scan or item.serial:
        raise Refused(NoMultiScan(shown(item.sku, item.serial)))
    if n == 1:
        return loaded(desk, source, item)
    deed = load(desk, row, source, item, (n - 1) * int(last["units"]))
    return replace(deed, row=remembered(deed.row or row, last=last))


def load_pallet(desk: Desk, row: BenchRow, pallet: Place) -> FloorDeed:
    """Take a pallet off the dock whole; it can be broken up while it is the last thing loaded.

    Raises Refused(PalletNotHere, NothingInIt).
    """
    source = _on_dock(desk, pallet)
    if not carrying.contents(desk, pallet.id):
        raise Refused(NothingInIt(pallet.code))
    deed = load(desk, row, source.id, container_item(pallet.kind.value, pallet.code), 1)
    choices = [{"key": "1", "code": "putaway_break_up", "facts": {"pallet": pallet.code}}]
    ask = {"what": "pallet", "pallet": pallet.id, "choices": choices}
    return replace(deed, row=remembered(deed.row or row, ask=ask))


def load_contents(desk: Desk, row: BenchRow, container: Place) -> FloorDeed:
    """Take all that lies in a pallet or tote onto the trolley, piece by piece. Raises Refused(PalletNotHere, ...)."""
    source = _on_dock(desk, container)
    whole = container_item(container.kind.value, container.code)
    for each in trolley.carried(desk, desk.station, source.id, whole):
        putaway.drop(desk, each.id)
    found = [(items.get(desk, item_id), qty) for item_id, qty in carrying.contents(desk, container.id)]
    loose = [(item, qty - putaway.taken(desk, container.id, item)) for item, qty in found if not item.is_container]
    loose = [(item, qty) for item, qty in loose if qty > 0]
    if not loose:
        raise Refused(NothingInIt(container.code))
    warehouse, undo = manifests.home_of(desk, desk.station), row
    for item, qty in loose:
        trolley.set_load(desk, warehouse, container.id, item, qty)
        deed = {"do": "load", "source": container.id, "item": items.number(desk, item), "qty": qty}
        undo = remembered(undo, undo=with_undo(undo, deed))
    units = sum(qty for _item, qty in loose)
    facts: Facts = {"pallet": container.code, "kinds": len(loose), "qty": units}
    after = remembered(undo, phase=LOADING, last=None, chosen=None)
    return FloorDeed("putaway_broken_up", facts, row=after, qty=units)


def _on_dock(desk: Desk, container: Place) -> Place:
    """Return the dock on which a container stands. Raises Refused(PalletNotHere)."""
    at = places.stands_at(desk, container)
    warehouse = manifests.home_of(desk, desk.station)
    if at is None or at.kind is not PlaceKind.DOCK or at.warehouse != warehouse:
        raise Refused(PalletNotHere(container.code, "" if at is None else at.code))
    return at


def start(desk: Desk, row: BenchRow) -> FloorDeed:
    """Begin to walk the tour: from now on a number is what is put down."""
    first = in_order(putaway.tour(desk, desk.station))[0]
    after = remembered(row, phase=PUTTING, last=None, chosen=None)
    return FloorDeed("putaway_tour", facts_of(first), row=after)
