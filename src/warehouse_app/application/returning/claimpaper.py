"""The paper of a claim, for the carrier."""

from __future__ import annotations

from warehouse_app.application.papers import foreign, sender
from warehouse_app.application.returning.claims import claim_detail, claim_id_of
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.claim import ClaimPaper, ClaimPaperLine, claim_paper
from warehouse_app.domain.zones import local_day
from warehouse_app.store import papers, templates
from warehouse_app.store.desk import Desk
from warehouse_app.wording.claims import kinds


def claim_bytes(desk: Desk, code: str) -> bytes:
    """Return the paper of a claim as PDF. Raises Refused(NoSuchClaim)."""
    return claim_paper(claim_data(desk, code))


def claim_data(desk: Desk, code: str) -> ClaimPaper:
    """Return what the paper of a claim says. Raises Refused(NoSuchClaim)."""
    detail = claim_detail(desk, claim_id_of(desk, code))
    row = detail.row
    houses = papers.warehouses(desk)
    return ClaimPaper(
        company=value_of(desk, "company.name"),
        claim=row.code,
        carrier=row.carrier,
        happened=kinds()[row.kind],
        lines=tuple(ClaimPaperLine(each.sku, each.name, each.qty, each.paid_minor) for each in detail.lines),
        currency=row.currency,
        total_minor=row.amount_minor,
        tracking=foreign(row.tracking, row.parcel),
        parcel=row.parcel,
        order=row.order,
        returned=row.return_code,
        seen=local_day(row.at, papers.zone_of(desk, houses[0]) if houses else "UTC"),
        photos=tuple(str(each.id) for each in detail.photos),
        sender=sender(desk),
        note=row.note,
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "claim"),
    )
