"""The scenes of goods in, put-away, moving and counting, for the guides and to be looked at.

One purchase order comes in with its faults, is put away, moved and counted: at the real window, by scans and keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from warehouse_app.application.floorwork import FloorBench
from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.purchasing.ending import ConfirmPurchase
from warehouse_app.application.purchasing.orders import MakePurchase, NewLine
from warehouse_app.application.purchasing.suppliers import MakeSupplier
from warehouse_app.application.run import Command
from warehouse_app.domain.floorwork import FloorState
from warehouse_app.domain.listing import ListQuery

STATION = "B1"
PURCHASE = "PO-2041"
UNKNOWN = "4006381333931"
PALLET = "00340123450000000017"
OTHER_PLACES = ("A01-01-1", "A01-01-2", "A01-01-3")
ORDERED = (12, 24, 6, 8)
"""Units of the lines of the purchase order; the first is a product that orders wait for."""


class Stage(Protocol):
    """The window and who sits before it, as `make_guides` has them."""

    shift: Any
    window: Any

    def take(self, name: str) -> None:
        """Grab the window as a picture of this name."""

    def look(self, name: str) -> None:
        """Grab what no guide shows, to be looked at."""

    def sign_on(self, role: str) -> None:
        """Let one of the demo's people sign on."""

    def go(self, screen: str) -> Any:  # noqa: ANN401 - a page
        """Show a screen."""

    def scan(self, *codes: str) -> None:
        """Scan one code after the other."""

    def enter(self) -> None:
        """Press Enter."""

    def press(self, keys: str) -> None:
        """Press a key or keys together."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What comes in: the products of the order, and one that nobody ordered."""

    skus: tuple[str, ...]
    other: str


def floor(stage: Stage) -> None:
    """Take every picture of the floor benches."""
    goods = _ordered(stage)
    receiving(stage, goods)
    putting_away(stage, goods)
    moving(stage, goods)
    counting(stage, goods)


def _do(stage: Stage, command: Command) -> Any:  # noqa: ANN401 - whatever the command answers
    return stage.shift.company.runner.perform(command, stage.shift.admin).done()


def _ordered(stage: Stage) -> Goods:
    """Order goods of a supplier: first of all what orders wait for."""
    ids = stage.shift.company.runner.ids
    skus = _wanted(stage, len(ORDERED) + 1)
    _do(stage, MakeSupplier(id=ids.new(), supplier="ROSE", called="Rose & Finch", country="GB", currency="GBP"))
    lines = tuple(NewLine(sku, str(qty)) for sku, qty in zip(skus, ORDERED, strict=False))
    made = _do(stage, MakePurchase(id=ids.new(), supplier="ROSE", purchase=PURCHASE, lines=lines))
    _do(stage, ConfirmPurchase(id=ids.new(), purchase_id=made.id))
    return Goods(skus[: len(ORDERED)], skus[len(ORDERED)])


def _wanted(stage: Stage, count: int) -> tuple[str, ...]:
    """Return products that open orders have, those of short orders first."""
    ask, now = stage.shift.company.runner.ask, stage.shift.company.runner.now()
    found: dict[str, None] = {}
    for view in ("short", "open"):
        query = ListQuery(view, now=now, until=now)
        for row in ask(lambda desk, query=query: find_orders(desk, query), stage.shift.admin):
            detail = ask(lambda desk, row=row: order_detail(desk, row.id), stage.shift.admin)
            found |= dict.fromkeys(line.sku for line in detail.lines)
            if len(found) >= count:
                return tuple(found)[:count]
    return tuple(found)


def at(stage: Stage, bench: FloorBench) -> FloorState:
    """Return what the station shows."""
    found = stage.shift.company.runner.ask(lambda desk: bench.state(desk, STATION), stage.window.session())
    assert isinstance(found, FloorState)
    return found


def receiving(stage: Stage, goods: Goods) -> None:
    """A delivery: opened by its order, counted, more than ordered, not ordered, unknown, damaged, finished short."""
    stage.sign_on("picker")
    stage.go("receive")
    stage.look("goods-in-free")
    stage.scan(PURCHASE)
    stage.take("goods-in-open")
    first, second, third, _ = goods.skus
    stage.scan(first)
    stage.press("1")
    stage.press("2")
    stage.take("goods-in-number")
    stage.enter()
    stage.take("goods-in")
    stage.scan(PALLET)
    stage.take("goods-in-stop")
    stage.enter()
    stage.scan(second)
    stage.press("2")
    stage.press("4")
    stage.enter()
    stage.scan(second)
    stage.take("goods-in-over")
    stage.press("2")
    stage.scan(goods.other)
    stage.look("goods-in-not-ordered")
    stage.press("3")
    stage.scan(UNKNOWN)
    stage.take("goods-in-unknown")
    stage.press("1")
    stage.press("F7")
    stage.look("goods-in-damaged")
    stage.scan(third)
    stage.look("goods-in-was-damaged")
    stage.press("F9")
    stage.take("goods-in-short")
    stage.press("1")
    stage.look("goods-in-closed")
    stage.sign_on("supervisor")
    stage.go("receipts").presenter.opened("receipt:RC000001")
    stage.look("receipts")


def putting_away(stage: Stage, goods: Goods) -> None:
    """The dock is emptied: loaded, walked, another place than the proposed one, the last place."""
    from warehouse_app.application.putaway.bench import BENCH

    stage.sign_on("picker")
    stage.go("putaway")
    stage.take("put-away-dock")
    for sku in goods.skus[:2]:
        stage.scan(sku)
    stage.take("put-away-load")
    stage.press("F9")
    stage.take("put-away")
    proposed = {each.place for each in at(stage, BENCH).lines}
    stage.scan(next(each for each in OTHER_PLACES if each not in proposed))
    stage.take("put-away-other")
    stage.press("Esc")
    for _ in range(8):
        now = at(stage, BENCH)
        if not now.hero:
            break
        stage.scan(now.hero)
    stage.look("put-away-done")


def moving(stage: Stage, goods: Goods) -> None:
    """Goods go from one bin to another, and all of a bin."""
    source, target = _bins(stage, goods.other)
    stage.go("move")
    stage.look("move-free")
    stage.scan(source)
    stage.take("move-from")
    stage.scan(goods.other)
    stage.press("2")
    stage.take("move-number")
    stage.enter()
    stage.take("move")
    stage.scan(target)
    stage.look("move-done")
    stage.scan(target, source)
    stage.look("move-all")
    stage.press("F8")


def _bins(stage: Stage, sku: str) -> tuple[str, str]:
    """Return a bin that holds a product, and one beside it."""
    from warehouse_app.application.products import product_detail

    found = stage.shift.company.runner.ask(lambda desk: product_detail(desk, sku), stage.shift.admin)
    places: Sequence[Any] = found.places
    source = str(places[0].place)
    level = "2" if not source.endswith("2") else "1"
    return source, f"{source[:-1]}{level}"


def counting(stage: Stage, goods: Goods) -> None:
    """A bin is counted: the place, each thing, a number, the question at the end, a bin that is empty."""
    source, _ = _bins(stage, goods.other)
    stage.go("count")
    stage.look("count-free")
    stage.scan(source)
    stage.take("count-place")
    stage.scan(goods.other)
    stage.take("count")
    stage.press("1")
    stage.press("7")
    stage.take("count-number")
    stage.enter()
    stage.look("count-far")
    stage.press("1")
    stage.press("F9")
    stage.take("count-all")
    stage.press("1")
    stage.look("count-done")
