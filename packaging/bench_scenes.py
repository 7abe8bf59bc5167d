"""The scenes of other ways at the pack bench: labels that come first, items moved between parcels, and rush mode."""

from __future__ import annotations

import csv
from typing import Any

from floor_scenes import Stage  # type: ignore[import-not-found]

from warehouse_app.application import batches
from warehouse_app.application.addressing import SetAddress
from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import order_id_of
from warehouse_app.application.packing import pack_state
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.shipping import find_parcels
from warehouse_app.application.stock import PRODUCTS
from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.packing.values import PackState

KINDS = 3
"""Products of these orders."""

ADDRESS = {"customer": "C1", "customer_name": "Ann Wood", "street": "Mill Lane 1", "city": "Leeds",
            "postcode": "LS1 4AP",
           "country": "United Kingdom"}  # fmt: skip


def other_ways(stage: Stage) -> None:
    """Release some orders with their labels, and pack them so; move an item from box to box; pack in a rush."""
    first, second, third = _goods(stage)
    orders = {
        "L1": ((first, 1), (second, 2)), "L2": ((first, 2),), "L3": ((third, 1), (second, 3)),
        "R1": ((third, 1),), "R2": ((third, 1),),
    }  # fmt: skip
    _import(stage, orders)
    _rule(stage, "pack.label_first", "on")
    totes = _to_the_bench(stage, ("L1", "L2", "L3"))
    _rule(stage, "pack.label_first", "off")
    totes |= _to_the_bench(stage, ("R1", "R2"))
    stage.sign_on("packer")
    stage.go("pack")
    _labels_first(stage)
    _moved(stage, totes["L3"])
    _rush(stage, third)


def _labels_first(stage: Stage) -> None:
    """A label opens its order and stays on its parcel; another one is void, for the parcel is not what it was for."""
    labels = _labels(stage)
    stage.scan(labels["L2"])
    stage.look("pack-first-label")
    _all_in(stage)
    stage.look("pack-first-kept")
    stage.scan(labels["L1"])
    stage.scan(_now(stage).expects[0].code)
    stage.press("F3")
    stage.look("pack-first-next")
    _all_in(stage)
    stage.scan(_now(stage).tracking)
    stage.scan(labels["L1"])
    _elsewhere(stage, "L3")
    stage.scan(labels["L3"])
    stage.look("pack-first-void")
    stage.enter()


def _moved(stage: Stage, tote: str) -> None:
    """MOVE: out of one parcel, the item, into the other one."""
    stage.scan(tote)
    stage.scan(_now(stage).expects[0].code)
    stage.press("F3")
    now = _now(stage)
    before = now.boxes[0].parcel
    goods = now.expects[0].code
    stage.scan(goods)
    stage.press("Shift+F3")
    stage.look("pack-move")
    stage.scan(now.parcel)
    stage.look("pack-move-items")
    stage.scan(goods)
    stage.look("pack-move-more")
    stage.scan(before)
    stage.look("pack-moved")
    _all_in(stage)
    while _now(stage).phase == "applying":
        stage.scan(_now(stage).tracking)


def _rush(stage: Stage, sku: str) -> None:
    """Rush mode: an item at rest is a parcel."""
    _rule(stage, "pack.rush", "on")
    stage.press("F8")
    stage.look("pack-rush")
    stage.scan(sku)
    stage.look("pack-rush-done")
    stage.scan("4006381333931")
    stage.look("pack-rush-unknown")
    _rule(stage, "pack.rush", "off")


def _elsewhere(stage: Stage, order: str) -> None:
    """Let an order go to another address: the label that was printed for it is void."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    number = runner.ask(lambda desk: order_id_of(desk, order), admin)
    changes = (Change("street", ADDRESS["street"], "High Street 9"),)
    runner.perform(SetAddress(id=runner.ids.new(), order_id=number, changes=changes, reason="moved"), admin).done()


def _all_in(stage: Stage) -> None:
    for _ in range(9):
        now = _now(stage)
        if now.phase != "verifying" or not now.expects:
            return
        stage.scan(now.expects[0].code)


def _goods(stage: Stage) -> list[str]:
    """Return some products that are free."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    rows = runner.ask(lambda desk: PRODUCTS.page(desk, ListQuery(PRODUCTS.home), 0, 500).rows, admin)
    return [row.sku for row in sorted(rows, key=lambda row: -row.free)[:KINDS]]


def _import(stage: Stage, orders: dict[str, tuple[tuple[str, int], ...]]) -> None:
    path, today = stage.shift.out / "more-orders.csv", stage.shift.company.runner.now()[:10]
    with path.open("w", encoding="utf-8", newline="") as file:
        made = csv.writer(file)
        made.writerow(("order", "sku", "qty", "placed_at", "ship_by", "price", *ADDRESS))
        for order, lines in orders.items():
            made.writerows((order, sku, qty, today, today, "1.00", *ADDRESS.values()) for sku, qty in lines)
    stage.shift._import("orders", path)  # noqa: SLF001 - the demo's own import


def _to_the_bench(stage: Stage, codes: tuple[str, ...]) -> dict[str, str]:
    """Promise, release and pick orders; return the tote of each."""
    runner, shift = stage.shift.company.runner, stage.shift
    admin = Session(shift.admin.actor, "B1")
    ids = tuple(runner.ask(lambda desk, one=code: order_id_of(desk, one), admin) for code in codes)
    allocate(runner, admin, codes, None, shift.company.pause)
    made = batches.plan(runner, admin, orders=ids, pause=shift.company.pause).batches
    released = tuple(batches.release(runner, admin, each.id, pause=shift.company.pause) for each in made)
    shift.print_out()
    shift.pick(released)
    found: dict[str, str] = {}
    for code in released:
        detail: Any = runner.ask(
            lambda desk, one=code: batches.batch_detail(desk, batches.batch_id_of(desk, one)),
            admin,
        )
        found |= {slot.order: slot.tote for slot in detail.orders}
    return found


def _labels(stage: Stage) -> dict[str, str]:
    """Return the tracking code of each parcel that awaits its goods."""
    found = stage.shift.company.runner.ask(lambda desk: find_parcels(desk, state="awaited", limit=9), stage.shift.admin)
    return {each.order: each.tracking for each in found}


def _rule(stage: Stage, name: str, value: str) -> None:
    runner = stage.shift.company.runner
    runner.perform(ChangeSetting(id=runner.ids.new(), setting=name, value=value), stage.shift.admin).done()


def _now(stage: Stage) -> PackState:
    session = stage.window.session()
    found: PackState = stage.shift.company.runner.ask(lambda desk: pack_state(desk, session.station), session)
    return found
