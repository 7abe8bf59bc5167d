"""The deeds of the office in the shop machine, each judged by the naive shop."""

from __future__ import annotations

from tests.mutants import shop_house
from tests.mutants.shop_floor import Floor
from warehouse_app.application import batches, putback
from warehouse_app.application.allocation import AllocateOrder, allocate
from warehouse_app.application.importing import run_import
from warehouse_app.application.importing.undo import undo_import
from warehouse_app.application.orderedit import SetOrder
from warehouse_app.application.orders import CancelOrder, HoldOrder, ShipPart, UnholdOrder
from warehouse_app.application.packing import UnpackParcel
from warehouse_app.application.printing import PrintAgain
from warehouse_app.application.products import RecountPlace
from warehouse_app.application.shipping import OpenManifest, UnloadParcel, close_manifest
from warehouse_app.application.stock import ReleaseStock
from warehouse_app.domain.editing import Change
from warehouse_app.domain.refusals import Refused

WAREHOUSE = "MAIN"


def allocate_one(floor: Floor, code: str) -> None:
    outcome = floor.do(AllocateOrder(id=floor.ids.new(), order_id=floor.order_id(code)))
    order = floor.shop.orders[code]
    assert (outcome.refusal is None) is (order.state == "confirmed"), f"{code} is {order.state}: {outcome.refusal}"
    if outcome.refusal is None:
        floor.shop.allocate(code)
    floor.settle()


def allocate_all(floor: Floor) -> None:
    for each in allocate(floor.runners[0], floor.office).results:
        floor.shop.allocate(each.order)
    floor.settle()


def cancel(floor: Floor, code: str) -> None:
    outcome = floor.do(CancelOrder(id=floor.ids.new(), order_id=floor.order_id(code), reason="test"))
    gone = any(each.order == code and each.state == "handed_over" for each in floor.shop.parcels.values())
    may = floor.shop.orders[code].state == "confirmed" and not gone
    assert (outcome.refusal is None) is may, f"{code} cancelled: {outcome.refusal}"
    if may:
        floor.shop.cancel(code)
    floor.settle()


def hold(floor: Floor, code: str) -> None:
    order = floor.shop.orders[code]
    may = order.state == "confirmed" and not order.holds
    outcome = floor.do(HoldOrder(id=floor.ids.new(), order_id=floor.order_id(code), reason="test"))
    assert (outcome.refusal is None) is may, outcome.refusal
    if may:
        order.holds.add("manual")
    floor.settle()


def unhold(floor: Floor, code: str) -> None:
    order = floor.shop.orders[code]
    outcome = floor.do(UnholdOrder(id=floor.ids.new(), order_id=floor.order_id(code)))
    assert (outcome.refusal is None) is bool(order.holds), outcome.refusal
    order.holds.clear()
    floor.settle()


def ship_part(floor: Floor, code: str, *, part: bool) -> None:
    outcome = floor.do(ShipPart(id=floor.ids.new(), order_id=floor.order_id(code), part=part))
    if outcome.refusal is None:
        floor.shop.orders[code].part = part
    floor.settle()


def edit(floor: Floor, code: str, priority: int) -> None:
    """Change how urgent an order is; no goods move, and a change of what nobody saw is refused."""
    number = floor.order_id(code)
    seen = str(floor.rows(f"SELECT priority FROM orders WHERE id = {number}")[0][0])
    change = Change("priority", seen, str(priority))
    outcome = floor.do(SetOrder(id=floor.ids.new(), order_id=number, changes=(change,)))
    now = floor.rows(f"SELECT priority FROM orders WHERE id = {number}")[0][0]
    assert str(now) == (seen if outcome.refusal else str(priority))
    floor.settle()


def release_stock(floor: Floor, nth: int) -> None:
    """Take held stock away from a line, by the promise that holds it."""
    lines = [each for each in floor.seen.promises if each.line]
    if not lines:
        return
    one = lines[nth % len(lines)]
    outcome = floor.do(ReleaseStock(id=floor.ids.new(), promise=one.id, reason="test"))
    if outcome.refusal is None:
        code, sku = floor.seen.lines[one.line]
        floor.shop.orders[code].lines[sku].promised -= one.qty
    floor.settle()


def recount(floor: Floor, place: str, sku: str, counted: int) -> None:
    count = RecountPlace(id=floor.ids.new(), warehouse=WAREHOUSE, place=place, sku=sku, counted=counted, reason="test")
    floor.do(count).done()
    must = floor.shop.count(place, sku, counted)
    now = floor.look()
    floor.lost(now, sku, must)
    floor.settle(now)


def plan(floor: Floor) -> None:
    """Plan what is ready: nothing moves, and no order waits that is planned."""
    for made in batches.plan(floor.runners[0], floor.office, pause=_no_pause).batches:
        for (code,) in floor.rows(
            "SELECT o.code FROM batch_order bo JOIN orders o ON o.id = bo.order_id "
            f"JOIN batch b ON b.id = bo.batch_id WHERE b.code = '{made.code}'"
        ):
            order = floor.shop.orders[code]
            assert not order.waits, f"{code} was planned though it waits"
            assert order.sum("promised"), f"{code} was planned with nothing promised"
    floor.settle()


def planned(floor: Floor) -> list[int]:
    return [row[0] for row in floor.rows("SELECT id FROM batch WHERE state = 'planned' ORDER BY id")]


def release(floor: Floor, nth: int) -> None:
    found = planned(floor)
    if found:
        try:
            batches.release(floor.runners[1], floor.office, found[nth % len(found)], pause=_no_pause)
        except Refused:
            pass
        else:
            _released(floor, found[nth % len(found)])
        floor.settle()


def _released(floor: Floor, batch: int) -> None:
    for code, qty in floor.rows(
        "SELECT o.code, sum(t.qty) FROM task t JOIN orders o ON o.id = t.order_id "
        f"WHERE t.batch_id = {batch} GROUP BY o.code"
    ):
        order = floor.shop.orders[code]
        assert not order.waits, f"{code} was released though it waits"
        away = sum(floor.shop.goods.shelf.load[sku] for sku in order.lines)  # nobody is sent for what is on a trolley
        told = f"{qty} of {code} are to be picked, {order.sum('promised')} are promised, {away} on the trolley"
        assert order.sum("promised") - away <= qty <= order.sum("promised"), told


def plan_and_release(floor: Floor) -> None:
    plan(floor)
    release(floor, 0)


def discard(floor: Floor, nth: int) -> None:
    found = planned(floor)
    if found:
        floor.do(batches.DiscardBatch(id=floor.ids.new(), batch_id=found[nth % len(found)])).done()
        floor.settle()


def _no_pause(_seconds: float) -> None:
    """Nobody else waits in a test of one thread."""


def import_orders(floor: Floor, code: str, lines: tuple[tuple[str, int], ...], times: int = 1) -> None:
    """Import an order, `times` the same file: it is there once."""
    content = shop_house.order_file(((code, lines),))
    for again in range(times):
        report = run_import(floor.runners[0], floor.office, shop_house.intake(), shop_house.request("orders", content))
        if code not in floor.shop.orders:
            assert not again
            assert report.runs
            floor.shop.import_order(code, lines, report.runs[0])
        floor.settle()


def undo_last_import(floor: Floor) -> None:
    """Undo an import of orders: all of it, and only while nothing stands on it."""
    runs = sorted({each.run for each in floor.shop.orders.values() if each.run}, reverse=True)
    if not runs:
        return
    mine = {code: each for code, each in floor.shop.orders.items() if each.run == runs[0]}
    try:
        undo_import(floor.runners[1], floor.office, runs[0])
    except Refused:
        pass
    else:
        for code, each in mine.items():
            assert not each.sum("promised") + each.sum("picked"), f"{code} was removed with goods on it"
            del floor.shop.orders[code]
    floor.settle()


def import_stock(floor: Floor, place: str, sku: str, qty: int) -> None:
    """A file counts a cell; the same words again change nothing, for people may have picked since."""
    content = shop_house.stock_file(((place, sku, qty),))
    asked = shop_house.request("stock", content)
    for _ in range(2):
        run_import(floor.runners[1], floor.office, shop_house.intake(), asked)
        now = floor.look()
        if floor.shop.said.get((place, sku)) != qty:
            floor.shop.said[place, sku] = qty
            must = floor.shop.count(place, sku, qty)
            floor.lost(now, sku, must)
        floor.settle(now)


def unpack(floor: Floor, code: str) -> None:
    number = int(floor.rows(f"SELECT id FROM parcel WHERE code = '{code}'")[0][0])
    outcome = floor.do(UnpackParcel(id=floor.ids.new(), parcel_id=number, reason="test"))
    now, box = floor.look(), floor.shop.parcels[code]
    if outcome.refusal is None:
        assert box.state in ("sealed", "labelled", "voided"), f"{code} was unpacked though {box.state}"
        floor.shop.unpack(code, floor.back_in_totes(now, code))
    floor.settle(now)


def put_back(floor: Floor, code: str) -> None:
    outcome = floor.do(putback.PutBack(id=floor.ids.new(), order_id=floor.order_id(code)))
    lies = any(qty for (order, _, _), qty in floor.shop.in_totes.items() if order == code)
    assert outcome.refusal is None or not lies or outcome.refusal.code != "nothing_in_totes"
    if outcome.refusal is None:
        floor.shop.put_back(code, [(each.sku, each.qty, each.tote, each.place) for each in outcome.done()])
    floor.settle()


def open_manifest(floor: Floor) -> None:
    floor.do(OpenManifest(id=floor.ids.new()), floor.sessions["L1"]).done()
    floor.settle()


def unload(floor: Floor, code: str) -> None:
    number = int(floor.rows(f"SELECT id FROM parcel WHERE code = '{code}'")[0][0])
    outcome = floor.do(UnloadParcel(id=floor.ids.new(), parcel_id=number), floor.sessions["L1"])
    may = floor.shop.parcels[code].state == "manifested"
    assert (outcome.refusal is None) is may, outcome.refusal
    if may:
        floor.shop.parcels[code].state = "labelled"
    floor.settle()


def hand_over(floor: Floor) -> None:
    """Close the open manifest: every parcel on it leaves, or none."""
    found = floor.rows("SELECT id FROM manifest WHERE state <> 'closed' ORDER BY id LIMIT 1")
    if not found:
        return
    outcome = close_manifest(floor.runners[1], floor.office, int(found[0][0]))
    on = [code for code, each in floor.shop.parcels.items() if each.state == "manifested"]
    waits = [code for code in on if floor.shop.orders[floor.shop.parcels[code].order].waits]
    assert (outcome.refusal is None) is (bool(on) and not waits), f"{on} to leave, {waits} wait: {outcome.refusal}"
    if outcome.refusal is None:
        for code in on:
            floor.shop.hand_over(code)
    floor.settle()


def label_again(floor: Floor, code: str) -> None:
    """Somebody in the office prints a label once more: it waits behind the one that is not printed yet."""
    number = floor.rows(f"SELECT id FROM parcel WHERE code = '{code}'")[0][0]
    outcome = floor.do(PrintAgain(id=floor.ids.new(), document="label", ref=str(number), reason="lost"))
    if outcome.refusal is None:
        floor.shop.parcels[code].labels += 1
    floor.settle()
