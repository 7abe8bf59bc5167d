"""A small company that buys: suppliers, what they sell, and short words for deeds and questions of purchasing."""

from __future__ import annotations

from typing import Any

from tests.company import WAREHOUSE, Company
from warehouse_app.application.purchasing import looking, suppliers
from warehouse_app.application.purchasing.common import Purchased
from warehouse_app.application.purchasing.ending import ConfirmPurchase
from warehouse_app.application.purchasing.orders import MakePurchase, NewLine
from warehouse_app.application.purchasing.suppliers import MakeSupplier, SellProduct
from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.purchasing.values import PurchaseDetail
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import orders as store
from warehouse_app.store.schema import ledger
from warehouse_app.wording.say import say_error


def do(company: Company, command: type[Command], **fields: Any) -> Outcome[Any]:
    """Carry out a command of the supervisor's."""
    return company.runner.perform(command(id=company.ids.new(), **fields), company.supervisor)


def refused(outcome: Outcome[Any]) -> Refusal:
    """Return why a deed was refused; it has words."""
    assert outcome.refusal is not None, outcome.value
    assert "?" not in say_error(outcome.refusal)
    return outcome.refusal


def warehouse(desk: Desk) -> None:
    """Make the warehouse known."""
    desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))


def supplier(company: Company, code: str = "ACME", sells: tuple[str, ...] = (), **more: str) -> int:
    """Make a supplier that sells some products; return its row."""
    do(company, MakeSupplier, supplier=code, called=more.pop("called", f"{code} Ltd"), **more).done()
    number = company.runner.ask(lambda desk: suppliers.supplier_id_of(desk, code), company.supervisor)
    for sku in sells:
        sell(company, number, sku)
    return number


def sell(company: Company, number: int, sku: str, **fields: str) -> None:
    """Let a supplier sell a product."""
    do(company, SellProduct, supplier_id=number, sku=sku, fields=tuple(fields.items())).done()


def buy(company: Company, *lines: tuple[str, int], day: str = "", who: str = "ACME", code: str = "") -> Purchased:
    """Order goods and confirm the order."""
    asked = tuple(NewLine(sku, str(qty)) for sku, qty in lines)
    made: Purchased = do(
        company, MakePurchase, supplier=who, purchase=code, due_day=day, lines=asked, exact=True
    ).done()
    do(company, ConfirmPurchase, purchase_id=made.id).done()
    return made


def bought(company: Company, number: int) -> PurchaseDetail:
    """Return a purchase order whole."""
    return company.runner.ask(lambda desk: looking.purchase_detail(desk, number), company.supervisor)


def came(company: Company, number: int, qty: int, n: int = 1) -> None:
    """Let goods of one line have come."""
    line = bought(company, number).lines[n - 1]
    with company.write() as desk:
        store.add_received(desk, line.id, qty)
