"""Questions about parcels and manifests, for lists, screens, labels and papers. All for `Runner.ask`."""

from __future__ import annotations

from warehouse_app.application.settings import value_of
from warehouse_app.domain.shipping.values import (
    ManifestDetail,
    ManifestRow,
    ParcelContent,
    ParcelDetail,
    ParcelRow,
)
from warehouse_app.store import papers
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders
from warehouse_app.store.shipping import lists
from warehouse_app.wording.shipping import recipient_of

_SENDER = ("company.name", "company.street", "company.city", "company.country")


def find_parcels(
    desk: Desk, *, state: str = "", order_id: int = 0, manifest: str = "", text: str = "", limit: int = 200
) -> tuple[ParcelRow, ...]:
    """Return parcels, newest first. `text` is part of a parcel's number, a tracking code or an order's number."""
    return lists.parcels(desk, state, order_id, manifest, text.strip(), limit)


def find_manifests(desk: Desk, *, state: str = "", carrier: str = "", limit: int = 200) -> tuple[ManifestRow, ...]:
    """Return manifests, newest first."""
    return lists.manifests(desk, state, carrier, limit)


def manifest_detail(desk: Desk, code: str) -> ManifestDetail | None:
    """Return a manifest with its parcels, by its number; None when there is none. Personal."""
    row = lists.manifest(desk, code)
    if row is None:
        return None
    number = papers.seal_number(desk, row.seal) if row.seal else None
    return ManifestDetail(row, value_of(desk, "company.name"), number, lists.on_manifest(desk, row.id))


def parcel_detail(desk: Desk, code: str) -> ParcelDetail | None:
    """Return all that a label or slip says of a parcel, by its number or tracking code. Personal."""
    parcel_id = papers.parcel_id(desk, code)
    row = None if parcel_id is None else lists.parcel(desk, parcel_id)
    facts = None if parcel_id is None else papers.parcel(desk, parcel_id)
    if row is None or facts is None:
        return None
    head = orders.head(desk, row.order_id)
    sender = tuple(value_of(desk, name) for name in _SENDER)
    return ParcelDetail(
        row=row,
        sender=tuple(line for line in sender if line),
        company=sender[0],
        recipient=facts.address or recipient_of(facts.customer, facts.country),
        customer=facts.customer,
        country=facts.country,
        order_date=facts.placed_at,
        ship_by=head.shown.ship_by,
        note=head.shown.note,
        of=facts.parcels if facts.complete else 0,
        contents=_contents(desk, row),
    )


def _contents(desk: Desk, row: ParcelRow) -> tuple[ParcelContent, ...]:
    place = lists.place_of(desk, row.id)
    here: dict[int, int] = {}
    for each in goods.in_parcel(desk, place):
        here[each.line_id] = here.get(each.line_id, 0) + each.qty
    return tuple(
        ParcelContent(
            line_id=line.line_id,
            n=line.n,
            sku=line.sku,
            name=line.name,
            ordered=line.ordered,
            packed=here.get(line.line_id, 0),
            elsewhere=line.packed - here.get(line.line_id, 0),
        )
        for line in orders.lines(desk, row.order_id)
    )
