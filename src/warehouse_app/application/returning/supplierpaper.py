"""The paper that goes with goods to their supplier."""

from __future__ import annotations

from warehouse_app.application.papers import sender
from warehouse_app.application.returning.suppliers import supplier_return_detail
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.supplierback import SupplierBackLine, SupplierBackPaper, supplier_back_paper
from warehouse_app.domain.printing.values import NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.zones import local_day
from warehouse_app.store import papers, templates
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import suppliers


def supplier_back_bytes(desk: Desk, code: str) -> bytes:
    """Return the paper of a return to a supplier as PDF. Raises Refused(NoSuchSupplierReturn, NoSuchPaper)."""
    return supplier_back_paper(supplier_back_data(desk, code))


def supplier_back_data(desk: Desk, code: str) -> SupplierBackPaper:
    """Return what the paper says. Raises Refused(NoSuchSupplierReturn, NoSuchPaper where nothing goes back)."""
    found = supplier_return_detail(desk, code)
    row, known = found.row, suppliers.get(desk, found.row.supplier_id)
    if not found.lines:
        raise Refused(NoSuchPaper("supplierback", row.code))
    sold = {each.sku: each.code for each in suppliers.sold_by(desk, known.id, [line.sku for line in found.lines])}
    return SupplierBackPaper(
        company=value_of(desk, "company.name"),
        number=row.code,
        lines=tuple(
            SupplierBackLine(line.sku, sold.get(line.sku, ""), line.name, line.serial, line.qty, line.why)
            for line in found.lines
        ),
        recipient=tuple(part for part in (known.name, known.country, known.email, known.phone) if part),
        sender=sender(desk),
        reference=row.reference,
        sent=local_day(row.sent_at, papers.zone_of(desk, row.warehouse)),
        note=row.note,
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "supplierback"),
    )
