"""The invoice of an order: every line with its price and amount, rounded once a line, and their sum. No tax is made up.

What an order does not say (a tax, a number of its own) does not stand on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.money import amount, digits_of, price
from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.domain.quantities import line_total_minor
from warehouse_app.wording.papers import tr


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line of the order, without what was cancelled of it. Discounts are lines below zero."""

    sku: str
    name: str
    qty: int
    price_e4: int
    goods: bool = True


@dataclass(frozen=True, slots=True)
class InvoiceData:
    """The facts of one invoice; `number` is the order's. Dates come as the text to show."""

    company: str
    number: str
    lines: tuple[InvoiceLine, ...]
    currency: str = ""
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    customer: str = ""
    order_date: str = ""
    ship_date: str = ""
    payment: str = ""
    page: str = ""
    template: str = ""

    def total_minor(self) -> int:
        """Return what is owed: the sum of the lines, each rounded once."""
        return sum(self.line_minor(line) for line in self.lines)

    def line_minor(self, line: InvoiceLine) -> int:
        """Return what is owed for a line."""
        return line_total_minor(line.qty, line.price_e4, digits_of(self.currency))


def invoice(data: InvoiceData) -> bytes:
    """Return the invoice as PDF. Its code is the order's."""
    others = [line for line in data.lines if not line.goods]
    goods = sum(data.line_minor(line) for line in data.lines if line.goods)
    values: Values = {
        "number": data.number,
        "order": data.number,
        "company": data.company,
        "sender": data.sender or (data.company,),
        "recipient": data.recipient,
        "customer": data.customer,
        "order_date": data.order_date,
        "ship_date": data.ship_date,
        "payment": tr(data.payment) if data.payment else "",
        "currency": data.currency,
        "goods": f"{amount(goods, data.currency)} {data.currency}".strip() if others else "",
        "total": f"{amount(data.total_minor(), data.currency)} {data.currency}".strip(),
    }
    rows = tuple(_row(data, n, line) for n, line in enumerate(data.lines, start=1))
    return render(lay(paper_template("invoice", data.template), values, rows, data.page))


def _row(data: InvoiceData, n: int, line: InvoiceLine) -> Values:
    return {
        "n": str(n),
        "sku": line.sku,
        "name": line.name,
        "qty": str(line.qty),
        "price": price(line.price_e4, data.currency),
        "amount": amount(data.line_minor(line), data.currency),
    }
