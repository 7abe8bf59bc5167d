"""The scenes of suppliers and purchase orders, to be looked at: they order what the demo's orders lack."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.purchasing.ending import ConfirmPurchase
from warehouse_app.application.purchasing.looking import purchase_detail
from warehouse_app.application.purchasing.orders import MakePurchase, NewLine, SetPurchaseLine
from warehouse_app.application.purchasing.suppliers import MakeSupplier, SellProduct, supplier_id_of
from warehouse_app.application.run import Command
from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery

SELLERS = (("QUILL", "Quill & Sons Ltd", "GB"), ("MEADOW", "Meadow Imports", "NL"), ("HARBOUR", "Harbour Craft", "DE"))
DUE = ("2010-12-13", "2010-12-04", "2010-12-20", "2011-01-10")
MOST = 12


def buying(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Order what orders lack, and look at the pages of it."""
    skus = _wanted(stage)
    made = _ordered(stage, skus)
    stage.sign_on("administrator")
    stage.go("purchases")
    stage.look("purchases")
    stage.go("purchases", f"purchase:{made}")
    stage.look("purchase")
    for key, name in (("F6", "purchase-line"), ("Esc", ""), ("Ctrl+N", "purchase-new"), ("Esc", "")):
        stage.press(key)
        if name:
            stage.look(name)
    stage.go("purchases", f"purchase:{made}")
    stage.press("F8")
    stage.look("purchase-close")
    stage.press("Esc")
    stage.go("suppliers", "supplier:QUILL")
    stage.look("suppliers")


def _do(stage: Any, command: Command) -> Any:  # noqa: ANN401 - whatever the command answers
    return stage.shift.company.runner.perform(command, stage.shift.admin).done()


def _wanted(stage: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """Return products of open orders, those that are short first."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    now, found = runner.now(), dict[str, None]()
    for view in ("short", "open"):
        query = ListQuery(view, now=now, until=now)
        for row in runner.ask(lambda desk, query=query: find_orders(desk, query), admin):
            detail = runner.ask(lambda desk, row=row: order_detail(desk, row.id), admin)
            found |= dict.fromkeys(line.sku for line in detail.lines if line.kind == "goods")
    return tuple(found)[:MOST]


def _ordered(stage: Any, skus: tuple[str, ...]) -> str:  # noqa: ANN401 - as above
    runner, admin = stage.shift.company.runner, stage.shift.admin
    ids = runner.ids
    for n, (code, name, country) in enumerate(SELLERS):
        told = {"country": country, "currency": "GBP", "lead_days": str(7 + n), "minimum": "250"}
        _do(stage, MakeSupplier(id=ids.new(), supplier=code, called=name, **told))
        number = runner.ask(lambda desk, code=code: supplier_id_of(desk, code), admin)
        for at, sku in enumerate(skus):
            fields = (
                ("code", f"{code[:2]}-{at + 101}"),
                ("pack", "12"),
                ("price", f"{at + 1}.25"),
                ("breaks", "96: 0.95"),
            )
            _do(stage, SellProduct(id=ids.new(), supplier_id=number, sku=sku, fields=fields))
    codes = []
    for n, day in enumerate(DUE):
        lines = tuple(NewLine(sku, str(24 + 12 * at)) for at, sku in enumerate(skus[n * 2 : n * 2 + 5]))
        supplier = SELLERS[n % len(SELLERS)][0]
        made = _do(stage, MakePurchase(id=ids.new(), supplier=supplier, due_day=day, lines=lines))
        codes.append(made)
        if n < len(DUE) - 1:
            _do(stage, ConfirmPurchase(id=ids.new(), purchase_id=made.id))
    first = codes[0]
    line = runner.ask(lambda desk: purchase_detail(desk, first.id), admin).lines[0]
    change = Change("qty", str(line.qty), str(line.qty + 7))
    _do(stage, SetPurchaseLine(id=ids.new(), purchase_id=first.id, n=1, changes=(change,)))
    allocate(runner, admin)
    return str(first.purchase)
