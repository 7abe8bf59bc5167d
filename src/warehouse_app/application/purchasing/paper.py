"""The paper of a purchase order, for the supplier and for the receiving bench."""

from __future__ import annotations

from warehouse_app.application.papers import bare, own, sender
from warehouse_app.application.purchasing.looking import purchase_detail, purchase_id_of
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.purchase import PurchasePaper, PurchasePaperLine, purchase_paper
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.printing.values import NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import templates
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import suppliers

_DAY = 10


def purchase_bytes(desk: Desk, code: str) -> bytes:
    """Return the paper of a purchase order as PDF. Raises Refused (NoSuchPurchase, NoSuchPaper without a line)."""
    return purchase_paper(purchase_data(desk, code))


def purchase_data(desk: Desk, code: str) -> PurchasePaper:
    """Return what the paper of a purchase order says. Raises Refused as `purchase_bytes` does."""
    detail = purchase_detail(desk, purchase_id_of(desk, bare(OwnKind.PURCHASE, code)))
    head, known = detail.head, suppliers.get(desk, detail.head.supplier_id)
    lines = tuple(
        PurchasePaperLine(
            *(line.sku, line.supplier_code, line.name, line.qty - line.cancelled, line.price_e4, line.total_minor),
            line.due_day,
        )
        for line in detail.lines
        if line.qty > line.cancelled
    )
    if not lines:
        raise Refused(NoSuchPaper("purchase", head.code))
    return PurchasePaper(
        company=value_of(desk, "company.name"),
        purchase=own(OwnKind.PURCHASE, head.code),
        number=head.code,
        lines=lines,
        currency=head.currency,
        recipient=tuple(part for part in (known.name, known.country, known.email, known.phone) if part),
        sender=sender(desk),
        order_date=detail.row.placed_at[:_DAY],
        due=head.due_day,
        supplier_ref=head.supplier_ref,
        warehouse=head.warehouse,
        note=head.note,
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "purchase"),
    )
