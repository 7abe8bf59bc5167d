"""The scenes of planning: a day's orders become batches, one is moved, the plan is kept, for the guides and to be seen.

The orders are made from what lies free in the demo's bins, after everything else was shown.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from typing import Any, Protocol

from warehouse_app.application.allocation import allocate
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.application.products import find_stock
from warehouse_app.application.settings import ChangeSetting

ORDERS, SEED, FIRST = 48, 5, 541_601
CART_UNITS = 60
SECONDS = 3
DAY = "2010-12-07"


class Stage(Protocol):
    """The window and who sits before it, as `make_guides` has them."""

    shift: Any

    def take(self, name: str) -> None:
        """Grab the window as a picture of this name."""

    def look(self, name: str) -> None:
        """Grab what no guide shows, to be looked at."""

    def sign_on(self, role: str) -> None:
        """Let one of the demo's people sign on."""

    def go(self, screen: str, what: str = "") -> Any:  # noqa: ANN401 - a page
        """Show a screen."""

    def settle(self) -> None:
        """Let the window finish what it does."""


def planning(stage: Stage) -> None:
    """Plan a day: at rest, an order on its way to another batch, kept and changed by hand."""
    _orders(stage)
    stage.sign_on("administrator")
    page = stage.go("plan")
    stage.settle()
    presenter = page.presenter
    presenter.chosen(2)
    stage.take("plan")
    presenter.order_chosen(page.orders.rows_model().key_of(4))
    presenter.commanded("move")
    stage.take("plan-move")
    presenter.commanded("back")
    presenter.commanded("keep")
    stage.settle()
    stage.settle()
    presenter.chosen(3)
    presenter.commanded("part")
    stage.look("plan-kept")
    presenter.commanded("undo")


def _orders(stage: Stage) -> None:
    """Import orders of one to eight lines and promise their stock; what a cart holds is set to a small one."""
    company, admin = stage.shift.company, stage.shift.admin
    runner = company.runner
    for name, value in (("plan.cart_units", CART_UNITS), ("plan.seconds", SECONDS)):
        runner.perform(ChangeSetting(id=runner.ids.new(), setting=name, value=str(value)), admin).done()
    found: Sequence[Any] = runner.ask(lambda desk: find_stock(desk, limit=4_000), admin)
    free = {row.sku: row.on_hand - row.promised for row in found if row.on_hand - row.promised > 0}
    dice = random.Random(SEED)  # noqa: S311 - the same orders each time
    path = stage.shift.out / "day.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("order", "sku", "qty", "placed_at", "ship_by"))
        for n in range(ORDERS):
            for sku in dice.sample(sorted(free), min(len(free), dice.randint(1, 8))):
                qty = min(free[sku], dice.randint(1, 4))
                if qty > 0:
                    free[sku] -= qty
                    writer.writerow((FIRST + n, sku, qty, "2010-12-06", DAY))
    run_import(runner, admin, company.intake, ImportRequest((path,), "orders", "auto", warehouse="MAIN"))
    allocate(runner, admin, None, None, company.pause)
