"""Every document by one name: what the command line and screens ask for, in the form they want."""

from __future__ import annotations

from warehouse_app.application import cards, labels, tradepapers
from warehouse_app.application.batches import batch_id_of
from warehouse_app.application.papers import bare, gather, parcel_ref, render
from warehouse_app.application.purchasing.paper import purchase_bytes
from warehouse_app.application.returning.claimpaper import claim_bytes
from warehouse_app.application.returning.supplierpaper import supplier_back_bytes
from warehouse_app.documents import pdf
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.printing.values import Document, NoSuchPaper
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.printer import Language
from warehouse_app.store import papers
from warehouse_app.store.desk import Desk

PAPERS = ("picklist", "slip", "invoice", "manifest", "cn23", "badge", "codes", "purchase", "claim", "supplierback")
DOCUMENTS = (*PAPERS, *labels.LABELS)
"""Everything that `document_bytes` makes; papers have no ZPL."""


def document_bytes(
    desk: Desk, kind: str, ref: str, *, badge: str = "", form: str = "pdf", dpi: int = 203, channel: str | None = None
) -> bytes:
    """Return a document as `pdf`, `png` (its first page) or, for a label, `zpl`.

    `picklist` of a batch, `slip`, `return`, `cn22` and `cn23` of a parcel, `invoice` of an order, `manifest`, paper of
    a `purchase` order, of a `claim` or of goods for their supplier (`supplierback`), `badge` of a person (`badge` is
    its code, known only when it is made), the label of a `place` ("*": every bin), a `product` or a `tote`, or the
    sheet of `codes`. Raises Refused (NoSuchPaper, NoSuchBatch, NoSuchOrder, NoSuchPurchase, NoSuchClaim,
    NoSuchSupplierReturn, BadgeIsSecret, PaperUnproven), Usage (not_in_this_version, label_rows).
    """
    if kind in labels.LABELS:
        return labels.label_document(desk, kind, ref, form, dpi)
    if kind not in PAPERS:
        raise Usage("not_in_this_version", what=kind)
    if form not in {"pdf", "png"}:
        raise Usage("not_in_this_version", what=f"{kind} --format {form[:20]}")
    made = _paper(desk, kind, ref, badge, channel)
    return pdf.png(made) if form == "png" else made


def _paper(desk: Desk, kind: str, ref: str, badge: str, channel: str | None) -> bytes:
    if kind == "picklist":
        return render(gather(desk, Document.PICKLIST, batch_id_of(desk, bare(OwnKind.BATCH, ref))), Language.PDF)
    if kind == "slip":
        return render(gather(desk, Document.SLIP, parcel_ref(desk, ref, Document.SLIP)), Language.PDF)
    if kind == "manifest":
        found = papers.manifest_id(desk, bare(OwnKind.MANIFEST, ref))
        if found is None:
            raise Refused(NoSuchPaper(kind, ref))
        return render(gather(desk, Document.MANIFEST, found), Language.PDF)
    if kind == "purchase":
        return purchase_bytes(desk, ref)
    if kind == "claim":
        return claim_bytes(desk, ref)
    if kind == "supplierback":
        return supplier_back_bytes(desk, ref)
    if kind == "invoice":
        return tradepapers.invoice_bytes(desk, ref, channel)
    if kind == "cn23":
        return tradepapers.cn23_bytes(desk, ref)
    return cards.badge_card(desk, ref, badge) if kind == "badge" else cards.command_sheet(desk)
