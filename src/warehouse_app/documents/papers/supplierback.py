"""The paper that goes with goods to their supplier: what comes back, and why."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import NOTHING, lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values


@dataclass(frozen=True, slots=True)
class SupplierBackLine:
    """One kind of goods; `theirs` is what the supplier calls it, `why` why it goes back."""

    sku: str
    theirs: str
    name: str
    serial: str
    qty: int
    why: str


@dataclass(frozen=True, slots=True)
class SupplierBackPaper:
    """The facts of one return to a supplier."""

    company: str
    number: str
    lines: tuple[SupplierBackLine, ...]
    recipient: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    reference: str = ""
    sent: str = ""
    note: str = ""
    page: str = ""
    template: str = ""


def supplier_back_paper(data: SupplierBackPaper) -> bytes:
    """Return the paper as PDF."""
    values: Values = {
        "number": data.number, "company": data.company, "recipient": data.recipient,
        "sender": data.sender or (data.company,), "reference": data.reference, "sent": data.sent, "note": data.note,
        "total": str(sum(line.qty for line in data.lines)),
    }  # fmt: skip
    rows = tuple(
        {"n": str(n), "sku": line.sku, "theirs": line.theirs or NOTHING, "name": line.name,
         "serial": line.serial or NOTHING, "qty": str(line.qty), "why": line.why or NOTHING}
        for n, line in enumerate(data.lines, start=1)
    )  # fmt: skip
    return render(lay(paper_template("supplierback", data.template), values, rows, data.page))
