"""Items moved between parcels of an order: scan the parcel they come out of, the items, the parcel they go into.

Promise: nothing moves before the target is scanned; then all of it does, in one entry. A sealed parcel gets a new
label, for what it weighs has changed; the loading bench refuses it until that label was printed.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from warehouse_app.application.bench import counted_units
from warehouse_app.application.packing import relabelling, unpacking
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.packing.printing import ask_print
from warehouse_app.application.settings import is_on
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.meaning import Meaning
from warehouse_app.domain.bench import OpenElsewhere, Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.packing.judge import may_go_on
from warehouse_app.domain.packing.refusals import CannotUnpack, NoSuchParcel, NotInParcel, OtherParcel
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import boxes, items, ledger, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.packs import Pack

MOVE = "move"
"""What the bench remembers while items are moved between parcels."""

_SEALED = unpacking.TAKEN_APART


def begin(desk: Desk, now: BenchNow) -> Deed:
    """Ask for the parcel that something comes out of."""
    return _asked(desk, now, "move_from", {}, {}, None if now.mine is None else now.mine.order_id)


def scanned(desk: Desk, scan: PackScan, now: BenchNow, meant: Meaning) -> Deed | None:
    """Take a scan while items are moved; None where nothing is moved, or the scan is about something else."""
    if now.row.recall("next") != MOVE or now.phase not in (Phase.IDLE, Phase.VERIFYING):
        return None
    move: dict[str, Any] = dict(now.row.recall(MOVE) or {})
    if isinstance(meant, meaning.Parcel):
        pack = _movable(desk, now, int(meant.parcel))
        return _from(desk, now, pack) if "from" not in move else _into(desk, scan, now, move, pack)
    if isinstance(meant, meaning.Product) and "from" in move:
        return _item(desk, now, move, meant)
    return None


def _asked(desk: Desk, now: BenchNow, code: str, move: dict[str, Any], facts: Facts, order_id: int | None) -> Deed:
    """Ask for the next scan, and keep in mind what is in the hand, and what was asked."""
    remember(desk, now, code, next=MOVE, about={**facts, "asks": code}, **{MOVE: move})
    return Deed(code, Verdict.ASKED, facts, order_id=order_id)


def _movable(desk: Desk, now: BenchNow, parcel_id: int) -> Pack:
    """Return a parcel that goods may still go out of and into. Raises Refused."""
    pack = packs.of_parcel(desk, parcel_id)
    if pack is None:
        raise Refused(NoSuchParcel(str(parcel_id)))
    if pack.parcel_state is ParcelState.OPEN and pack.station != now.station:
        raise Refused(OpenElsewhere(pack.parcel, packs.person_code(desk, pack.person), pack.station))
    if pack.parcel_state is not ParcelState.OPEN and pack.parcel_state not in _SEALED:
        raise Refused(CannotUnpack(pack.parcel, pack.parcel_state.value))
    stays = may_go_on(orders.head(desk, pack.order_id).now, goods.units_in(desk, pack.place))
    if stays is not None:
        raise Refused(stays)
    return pack


def _from(desk: Desk, now: BenchNow, pack: Pack) -> Deed:
    move = {"from": pack.parcel_id, "items": []}
    return _asked(desk, now, "move_items", move, {"parcel": pack.parcel}, pack.order_id)


def _item(desk: Desk, now: BenchNow, move: dict[str, Any], product: meaning.Product) -> Deed:
    """Take an item out of the parcel into the hand. Raises Refused(NotInParcel, WrongLot, WrongSerial, LotUnsure)."""
    pack = _movable(desk, now, int(move["from"]))
    inside = _inside(desk, pack)
    inside.subtract({(line, item): qty for line, item, qty in move["items"]})
    there = [(key, items.get(desk, key[1])) for key, qty in sorted(inside.items()) if qty > 0]
    there = [(key, item) for key, item in there if item.sku.upper() == product.sku.upper()]
    fit = marks.fitting(product.sku, product.gs1, [item for _, item in there]) if there else ()
    if isinstance(fit, Refusal):
        raise Refused(fit)
    units = counted_units(product, products.find(desk, product.sku))
    fitting = [key for key, item in there if item in fit]
    if sum(inside[key] for key in fitting) < units:
        raise Refused(NotInParcel(product.sku, pack.parcel, sum(inside[key] for key in fitting)))
    rest, taken = units, list(move["items"])
    for line, item in fitting:
        qty = min(rest, inside[line, item])
        if qty:
            taken.append([line, item, qty])
            rest -= qty
    facts: Facts = {"sku": product.sku, "qty": units, "units": sum(each[2] for each in taken), "parcel": pack.parcel}
    return _asked(desk, now, "move_more", {**move, "items": taken}, facts, pack.order_id)


def _inside(desk: Desk, pack: Pack) -> Counter[tuple[int, int]]:
    """Return what lies in a parcel, by line and item."""
    found: Counter[tuple[int, int]] = Counter()
    for each in goods.in_parcel(desk, pack.place):
        found[each.line_id, each.item_id] += each.qty
    return found


def _into(desk: Desk, scan: PackScan, now: BenchNow, move: dict[str, Any], target: Pack) -> Deed:
    """Move what is in the hand. Raises Refused(OtherParcel, NotInParcel)."""
    source = _movable(desk, now, int(move["from"]))
    if target.order_id != source.order_id or target.id == source.id or not move["items"]:
        raise Refused(OtherParcel(target.parcel, source.parcel, orders.head(desk, source.order_id).now.code))
    wanted: Counter[tuple[int, int]] = Counter()
    for line, item, qty in move["items"]:
        wanted[line, item] += qty
    if any(_inside(desk, source)[key] < qty for key, qty in wanted.items()):
        raise Refused(NotInParcel(items.get(desk, next(iter(wanted))[1]).sku, source.parcel, 0))
    legs = tuple(
        Leg(items.get(desk, item), source.place, target.place, qty, LineId(line))
        for (line, item), qty in sorted(wanted.items())
    )
    entry_id = EntryId(f"{scan.id}.1")
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, "moved to another parcel"))
    desk.touch(Touched.PACK, Touched.PARCEL, Touched.ORDER)
    again = [each.parcel for each in (source, target) if _weighs_other(desk, scan, each)]
    remember(desk, now, "goods_moved")
    facts: Facts = {
        "units": wanted.total(), "parcel": source.parcel, "target": target.parcel, "labels": ", ".join(again),
        "problem": "labels" if again else "",
    }  # fmt: skip
    return Deed("goods_moved", Verdict.ACCEPTED, facts, entry_id, source.order_id)


def _weighs_other(desk: Desk, scan: PackScan, pack: Pack) -> bool:
    """Give a sealed parcel the label of what it weighs now; one in which nothing lies is given up. Tell whether."""
    if pack.parcel_state not in _SEALED:
        return False
    if goods.is_empty(desk, pack.place):
        unpacking.void_empty(desk, f"{scan.id}.2", pack)
        return False
    if is_on(desk, "pack.slip", desk.station):
        ask_print(desk, "slip", pack.parcel_id)
    goods_g = goods.weight_in(desk, pack.place)
    weight = None if goods_g is None else goods_g + boxes.tare_of(desk, pack.id)
    weighed = (weight, "unknown" if weight is None else "computed")
    relabelling.anew(desk, pack, weighed)
    desk.touch(Touched.PRINT)
    return True
