"""The paper of a claim: to which carrier, for which parcel, which goods, how much, and the photos that show it."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.money import amount
from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values


@dataclass(frozen=True, slots=True)
class ClaimPaperLine:
    """One line: goods, and what was paid for them."""

    sku: str
    name: str
    qty: int
    paid_minor: int


@dataclass(frozen=True, slots=True)
class ClaimPaper:
    """The facts of one claim; `photos` are what the photos are known by, `seen` is a day."""

    company: str
    claim: str
    carrier: str
    happened: str
    lines: tuple[ClaimPaperLine, ...]
    currency: str
    total_minor: int
    tracking: str = ""
    parcel: str = ""
    order: str = ""
    returned: str = ""
    seen: str = ""
    photos: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    note: str = ""
    page: str = ""
    template: str = ""


def claim_paper(data: ClaimPaper) -> bytes:
    """Return the paper as PDF."""
    goods = sum(line.paid_minor for line in data.lines)
    values: Values = {
        "claim": data.claim, "number": data.claim, "company": data.company, "carrier": (data.carrier,),
        "sender": data.sender or (data.company,), "happened": data.happened, "tracking": data.tracking,
        "parcel": data.parcel, "order": data.order, "return": data.returned, "seen": data.seen,
        "photos": ", ".join(data.photos), "currency": data.currency, "note": data.note,
        "goods": _money(goods, data.currency), "total": _money(data.total_minor, data.currency),
    }  # fmt: skip
    rows = tuple(
        {"n": str(n), "sku": line.sku, "name": line.name, "qty": str(line.qty),
         "amount": amount(line.paid_minor, data.currency)}
        for n, line in enumerate(data.lines, start=1)
    )  # fmt: skip
    return render(lay(paper_template("claim", data.template), values, rows, data.page))


def _money(minor: int, currency: str) -> str:
    return f"{amount(minor, currency)} {currency}".strip()
