"""The labels of a parcel by their templates: the address label, and the label for what comes back."""

from __future__ import annotations

from warehouse_app.documents.label import AddressLabelData, parcel_count_text, recipient_lines, weight_text
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.documents.text import clean


def address_values(data: AddressLabelData) -> Values:
    """Return what the template's names stand for."""
    return {
        "order": data.order,
        "parcel": data.parcel,
        "tracking": data.tracking,
        "sender": data.sender,
        "recipient": recipient_lines(data),
        "customer": data.customer,
        "company": data.sender[0] if data.sender else "",
        "count": parcel_count_text(data),
        "carrier": data.carrier or "–",
        "service": data.service or data.carrier,
        "weight": weight_text(data),
        "computed": "yes" if data.weight_computed else "",
        "ship_date": data.ship_date or "–",
        "reprint": str(data.reprint) if data.reprint else "",
        "slot": data.slot,
        "own_code": "yes" if data.tracking == clean(data.parcel) else "",
    }


def address_label(data: AddressLabelData, own: str = "") -> SetLabel:
    """Set the address label. Raises Usage `code_unprintable` or `code_too_long`: the code stands on it, or none is."""
    return set_label(label_template("address", own), address_values(data))
