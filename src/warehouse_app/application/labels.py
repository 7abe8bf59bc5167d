"""Labels by their templates, in the form that is asked for: of products, places, totes, returns, customs.

Each is proven as a printed one is, but sheets of many: their codes are bars of the same making.
"""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.application.papers import DPI, bare, own, parcel_ref, sender
from warehouse_app.application.returning import putlabel
from warehouse_app.application.settings import value_of
from warehouse_app.application.tradepapers import customs_of, parcel_facts
from warehouse_app.application.units import unit_values
from warehouse_app.documents import pdf, zpl
from warehouse_app.documents.label import AddressLabelData, recipient_lines
from warehouse_app.documents.papers.customs import cn22
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.shapes import LabelTemplate
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.documents.proof import Proof, prove
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.places import EVERYWHERE, PlaceKind
from warehouse_app.domain.printing.values import NoSuchPaper, PaperUnproven
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.domain.returning.refusals import ReturnNotIn
from warehouse_app.domain.returning.states import AWAITED
from warehouse_app.domain.returning.values import ReturnHead
from warehouse_app.store import customers, orders, papers, places, products, templates
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, rules

EVERY = "*"
LABELS = ("product", "place", "tote", "return", "pallet", "putaway", "cn22")
FORMS = ("pdf", "zpl", "png")
"""What there are labels of, and the forms they come in."""

Made = tuple[LabelTemplate, tuple[SetLabel, ...]]


def label_document(desk: Desk, kind: str, ref: str, form: str = "pdf", dpi: int = 203) -> bytes:
    """Return the label of a product, place ("*": every bin), tote or parcel (return, cn22) as `pdf`, `zpl` or `png`.

    `putaway` is of the judged units of a return. Raises Refused (NoSuchPaper, PaperUnproven), Usage.
    """
    if kind == "place":
        found = places_of(desk, ref)
        made = of(desk, kind, ({"place": code, "warehouse": where} for code, where in found))
    elif kind == "product":
        made = of(desk, kind, (product_values(desk, ref),))
    elif kind == "tote":
        made = of(desk, kind, (tote_values(desk, ref),))
    elif kind == "pallet":
        made = of(desk, kind, (unit_values(desk, ref),))
    elif kind == "putaway":
        made = of(desk, kind, (putlabel.values_of_unit(desk, each) for each in putlabel.unit_refs(desk, ref)))
    elif kind == "return":
        made = of(desk, kind, (return_values(desk, ref),))
    else:
        template = label_template("cn22", templates.own(desk, "cn22"))
        made = template, (cn22(customs_of(desk, "cn22", ref)),)
    return in_form(made, kind, ref, form, dpi)


def of(desk: Desk, name: str, things: Iterable[Values]) -> Made:
    """Set the labels of things by the template that holds. Raises Usage."""
    template = label_template(name, templates.own(desk, name))
    return template, tuple(set_label(template, values) for values in things)


def in_form(made: Made, kind: str, ref: str, form: str, dpi: int) -> bytes:
    """Return labels as bytes, proven. Raises Refused(PaperUnproven), Usage."""
    template, labels = made
    if form == "zpl":
        if template.colour or dpi not in DPI.values():
            raise Usage("not_in_this_version", what=f"{kind} --format zpl --dpi {dpi}")
        documents = [zpl.render(label.model, dpi) for label in labels]
        for document, label in zip(documents, labels, strict=True):
            _must_be_good(prove(document, label.expected, dpi), kind, ref)
        return b"".join(documents)
    if form not in FORMS:
        raise Usage("not_in_this_version", what=f"--format {form[:20]}")
    if len(labels) == 1:
        alone = sheets(template, labels, alone=True)
        _must_be_good(prove(alone, labels[0].expected), kind, ref)
        if form == "png":
            return pdf.png(alone)
    document = sheets(template, labels)
    return pdf.png(document) if form == "png" else document


def _must_be_good(proof: Proof, kind: str, ref: str) -> None:
    if not proof.ok:
        first = proof.problems[0]
        raise Refused(PaperUnproven(kind, ref, f"proof_{first.code}", first.detail))


def places_of(desk: Desk, code: str) -> tuple[tuple[str, str], ...]:
    """Return code and warehouse of the places of that code, or ("*") of every bin. Raises Refused(NoSuchPaper)."""
    if code == EVERY:
        found = papers.bins(desk)
    else:
        where = ((each.code, each.warehouse) for each in places.with_code(desk, bare(OwnKind.PLACE, code)))
        found = tuple(each for each in where if each[1] != EVERYWHERE)
    if not found:
        raise Refused(NoSuchPaper("place", code))
    return found


def place_sheets(desk: Desk, found: Iterable[tuple[str, str]]) -> bytes:
    """Return sheets of labels of these places, each by code and warehouse, as PDF."""
    template, labels = of(desk, "place", ({"place": code, "warehouse": where} for code, where in found))
    return sheets(template, labels)


def product_values(desk: Desk, sku: str) -> Values:
    """Return what a product's label says. Raises Refused(NoSuchPaper)."""
    found = products.find(desk, sku)
    if found is None:
        raise Refused(NoSuchPaper("product", sku))
    return {"sku": found.sku, "name": found.name, "code": products.scan_code(desk, int(found.id))}


def tote_values(desk: Desk, code: str) -> Values:
    """Return what a tote's label says. Raises Refused(NoSuchPaper)."""
    bare_code = bare(OwnKind.TOTE, code).upper()
    found = [each for each in places.with_code(desk, bare_code) if each.kind is PlaceKind.TOTE]
    if not found:
        raise Refused(NoSuchPaper("tote", code))
    made = own(OwnKind.TOTE, found[0].code)
    return {"tote": found[0].code, "code": made, "company": value_of(desk, "company.name")}


def return_values(desk: Desk, code: str) -> Values:
    """Return what the label of a return, or of a parcel that comes back, says.

    Raises Refused (NoSuchPaper, PaperVoided, ReturnNotIn).
    """
    announced = cases.by_code(desk, bare(OwnKind.RETURN, code))
    return return_values_of(desk, parcel_ref(desk, code)) if announced is None else announced_values(desk, announced)


def announced_values(desk: Desk, head: ReturnHead) -> Values:
    """Return what the label of an announced return says: its own code, until when it may come, what to do.

    Raises Refused(ReturnNotIn) for one that is not awaited.
    """
    if head.state not in AWAITED:
        raise Refused(ReturnNotIn(head.code, head.state.value, "label"))
    order = None if head.order_id is None else orders.head(desk, head.order_id)
    address = None if order is None else customers.ship_to(desk, order.id, order.customer_id)
    customer = None if head.customer_id is None else customers.by_id(desk, head.customer_id)
    bought_by = "" if customer is None else customer.code
    lines, country = ((), "") if address is None else (address.lines, address.country)
    to = AddressLabelData("", "", "", recipient=lines, customer=bought_by, country=country)
    return {
        "order": "" if order is None else order.code,
        "parcel": head.code,
        "sender": sender(desk),
        "recipient": recipient_lines(to),
        "customer": bought_by,
        "company": value_of(desk, "company.name"),
        "tracking": head.tracking,
        "code": own(OwnKind.RETURN, head.code),
        "return": head.code,
        "until": head.expires_on,
        "instructions": rules.policy_of(desk, head).instructions,
    }


def return_values_of(desk: Desk, ref: int) -> Values:
    """Return what the return label of a parcel, by its row, says. Raises Refused as `return_values` does."""
    parcel = parcel_facts(desk, "return", ref)
    to = AddressLabelData("", "", "", recipient=parcel.address, customer=parcel.customer, country=parcel.country)
    return {
        "order": parcel.order,
        "parcel": parcel.code,
        "sender": sender(desk),
        "recipient": recipient_lines(to),
        "customer": parcel.customer,
        "company": value_of(desk, "company.name"),
        "tracking": parcel.tracking,
        "code": own(OwnKind.PARCEL, parcel.code),
        "return": "",
        "until": "",
        "instructions": "",
    }
