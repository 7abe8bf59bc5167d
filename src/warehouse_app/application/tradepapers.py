"""Papers of trade: the invoice of an order, and the customs declarations of a parcel."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from warehouse_app.application.orders import order_detail, order_id_of
from warehouse_app.application.papers import foreign, parcel_ref, sender
from warehouse_app.application.settings import value_of
from warehouse_app.documents.label import AddressLabelData, recipient_lines
from warehouse_app.documents.papers.customs import CustomsData, CustomsLine, cn23
from warehouse_app.documents.papers.invoice import InvoiceData, InvoiceLine, invoice
from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.printing.values import NoSuchPaper, PaperVoided
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.domain.zones import local_day
from warehouse_app.store import customs, papers, templates
from warehouse_app.store.desk import Desk
from warehouse_app.store.papers import ParcelFacts

PAYMENTS: Mapping[str, str] = MappingProxyType(
    {
        "unpaid": "to be paid",
        "authorised": "to be paid",
        "paid": "paid",
        "part refunded": "paid",
        "refunded": "refunded",
        "failed": "to be paid",
    }
)
"""How an order is paid -> the word on its invoice."""


def invoice_bytes(desk: Desk, code: str, channel: str | None = None) -> bytes:
    """Return the invoice of an order as PDF. Raises Refused (NoSuchOrder, OrderInChannels, NoSuchPaper)."""
    return invoice(invoice_data(desk, order_id_of(desk, code, channel)))


_NOT_CLOSED = frozenset({ParcelState.VOIDED.value, ParcelState.AWAITED.value, ParcelState.OPEN.value})


def invoice_data(desk: Desk, order_id: int) -> InvoiceData:
    """Return what the invoice of an order says. Raises Refused (NoSuchOrder, NoSuchPaper where nothing is left)."""
    order = order_detail(desk, order_id)
    left = [(line, line.qty - line.cancelled) for line in order.lines if not line.kit_n]
    lines = tuple(
        InvoiceLine(line.sku, line.name, qty, line.price_e4, line.kind == ProductKind.GOODS.value or line.is_kit)
        for line, qty in left
        if qty
    )
    if not lines:
        raise Refused(NoSuchPaper("invoice", order.row.code))
    zone = papers.zone_of(desk, order.warehouse)
    closed = [each for each in order.parcels if each.state not in _NOT_CLOSED]
    shipped = max((each.labelled_at for each in closed), default="")
    address = order.address.lines if order.address else ()
    to = AddressLabelData("", "", "", recipient=address, customer=order.row.customer, country=order.row.country)
    return InvoiceData(
        company=value_of(desk, "company.name"),
        number=order.row.code,
        lines=lines,
        currency=order.row.currency,
        sender=sender(desk),
        recipient=recipient_lines(to),
        customer=order.row.customer,
        order_date=local_day(order.row.placed_at, zone),
        ship_date=local_day(shipped, zone),
        payment=PAYMENTS.get(order.row.payment, ""),
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "invoice"),
    )


def cn23_bytes(desk: Desk, parcel: str) -> bytes:
    """Return the customs declaration CN23 of a parcel as PDF. Raises Refused (NoSuchPaper, PaperVoided)."""
    return cn23(customs_of(desk, "cn23", parcel))


def customs_of(desk: Desk, form: str, code: str) -> CustomsData:
    """Return what the declaration (`cn22` or `cn23`) of a parcel says. Raises Refused (NoSuchPaper, PaperVoided)."""
    return customs_of_parcel(desk, form, parcel_ref(desk, code))


def customs_of_parcel(desk: Desk, form: str, ref: int) -> CustomsData:
    """Return what the declaration of a parcel, by its row, says. Raises Refused as `customs_of` does."""
    parcel = parcel_facts(desk, form, ref)
    lines = tuple(CustomsLine(*line) for line in customs.lines(desk, parcel.order_id, parcel.n))
    if not lines:
        raise Refused(NoSuchPaper(form, parcel.code))
    to = AddressLabelData("", "", "", recipient=parcel.address, customer=parcel.customer, country=parcel.country)
    return CustomsData(
        company=value_of(desk, "company.name"),
        order=parcel.order,
        parcel=parcel.code,
        lines=lines,
        currency=customs.currency(desk, parcel.order_id),
        sender=sender(desk),
        recipient=recipient_lines(to),
        customer=parcel.customer,
        country=parcel.country,
        tracking=foreign(parcel.tracking, parcel.code) or parcel.code,
        date=local_day(parcel.labelled_at or desk.at, parcel.zone),
        weight_g=parcel.weight_g,
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, form),
    )


def parcel_facts(desk: Desk, form: str, ref: int) -> ParcelFacts:
    """Return a parcel that papers are made of. Raises Refused (NoSuchPaper, PaperVoided)."""
    found = papers.parcel(desk, ref)
    if found is None:
        raise Refused(NoSuchPaper(form, str(ref)))
    if found.state == ParcelState.VOIDED.value:
        raise Refused(PaperVoided(form, found.code))
    return found
