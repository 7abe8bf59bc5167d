"""The scenes of transfers: one is on its way and lacks something, another is a draft, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from warehouse_app.application.products import find_stock
from warehouse_app.application.transfers import orders, picking, receiving, sending
from warehouse_app.application.transfers.common import transfer_id_of
from warehouse_app.application.warehouses import MakeWarehouse, find_warehouses
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.transfers.values import Asked
from warehouse_app.store import cells

PARTS = 2
"""What is free of a product is sent in so many transfers."""

MOST = 4
"""Units of a product in one transfer."""

OTHER = "EAST"


class Stage(Protocol):
    """The window and who sits before it, as `make_guides` has them."""

    shift: Any

    def look(self, name: str) -> None:
        """Grab what no guide shows, to be looked at."""

    def go(self, screen: str, what: str = "") -> Any:  # noqa: ANN401 - a page
        """Show a screen."""


def _free(desk: Any, warehouse: str, sku: str) -> int:  # noqa: ANN401 - the application's desk
    """Return what the warehouse could still promise: the list of stock counts all that stands within the walls."""
    return cells.read_pool(desk, PoolKey(warehouse, sku)).free


def transferring(stage: Stage) -> None:
    """Goods for a second warehouse: the list, one on its way, what came of it, one that lacks a unit, a new one."""
    company, admin = stage.shift.company, stage.shift.admin
    runner = company.runner

    def do(make: Any, **values: Any) -> Any:  # noqa: ANN401 - any command, any answer
        return runner.perform(make(id=runner.ids.new(), **values), admin).done()

    home = runner.ask(find_warehouses, admin)[0]
    do(MakeWarehouse, warehouse=OTHER, title="East hall")
    found: Sequence[Any] = runner.ask(lambda desk: find_stock(desk, limit=400), admin)
    free = {row.sku: runner.ask(partial(_free, warehouse=home, sku=row.sku), admin) for row in found}
    best = sorted(free, key=lambda sku: (-free[sku], sku))[:3]
    asked = tuple(Asked(sku, min(MOST, free[sku] // PARTS)) for sku in best)
    codes = [
        do(orders.NewTransfer, source=home, target=OTHER, lines=asked[:n], due_day="2030-01-07", note="Van at four")
        for n in (3, 2, 1)
    ]
    numbers = [runner.ask(lambda desk, code=code: transfer_id_of(desk, code), admin) for code in codes]
    for number in numbers[:2]:
        do(orders.ConfirmTransfer, transfer_id=number)
    picking.pick_all(runner, admin, numbers[0], company.pause)
    picking.start(runner, admin, numbers[1], company.pause)
    do(sending.SendTransfer, transfer_id=numbers[0])
    do(receiving.ReceiveTransfer, transfer_id=numbers[0], sku=best[0], qty=asked[0].qty - 1)
    do(receiving.ReceiveTransfer, transfer_id=numbers[0], sku=best[1], qty=1, damaged=True)
    page = stage.go("transfers", f"transfer:{codes[0]}")
    stage.look("transfers")
    page.presenter.tabbed("story")
    stage.look("transfers-story")
    page.presenter.tabbed("lines")
    page.presenter.commanded("receive")
    stage.look("transfers-receive")
    page.presenter.commanded("back")
    page.presenter.scanned(codes[1], "wedge")
    page.presenter.tabbed("picks")
    stage.look("transfers-picks")
    page.presenter.tabbed("lines")
    page.presenter.commanded("new")
    stage.look("transfers-new")
    page.presenter.commanded("back")
