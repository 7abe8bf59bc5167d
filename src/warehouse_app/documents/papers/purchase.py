"""The paper of a purchase order: to whom, what, until when, and the code that opens it at the receiving bench."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.money import amount, price
from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import NOTHING, lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values


@dataclass(frozen=True, slots=True)
class PurchasePaperLine:
    """One line: `theirs` is what the supplier calls the product, `day` an ISO date or ""."""

    sku: str
    theirs: str
    name: str
    qty: int
    price_e4: int
    total_minor: int
    day: str


@dataclass(frozen=True, slots=True)
class PurchasePaper:
    """The facts of one purchase order; `purchase` is its code as a barcode holds it."""

    company: str
    purchase: str
    number: str
    lines: tuple[PurchasePaperLine, ...]
    currency: str
    recipient: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    order_date: str = ""
    due: str = ""
    supplier_ref: str = ""
    warehouse: str = ""
    note: str = ""
    page: str = ""
    template: str = ""


def purchase_paper(data: PurchasePaper) -> bytes:
    """Return the paper as PDF."""
    total = sum(line.total_minor for line in data.lines)
    values: Values = {
        "purchase": data.purchase, "number": data.number, "company": data.company,
        "recipient": data.recipient, "sender": data.sender or (data.company,), "order_date": data.order_date,
        "due": data.due, "supplier_ref": data.supplier_ref, "warehouse": data.warehouse, "currency": data.currency,
        "note": data.note, "total": f"{amount(total, data.currency)} {data.currency}".strip(),
    }  # fmt: skip
    rows = tuple(_row(data, n, line) for n, line in enumerate(data.lines, start=1))
    return render(lay(paper_template("purchase", data.template), values, rows, data.page))


def _row(data: PurchasePaper, n: int, line: PurchasePaperLine) -> Values:
    return {
        "n": str(n),
        "sku": line.sku,
        "theirs": line.theirs or NOTHING,
        "name": line.name,
        "day": line.day or NOTHING,
        "qty": str(line.qty),
        "price": price(line.price_e4, data.currency),
        "amount": amount(line.total_minor, data.currency),
    }
