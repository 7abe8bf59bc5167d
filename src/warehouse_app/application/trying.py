"""A template tried with a real thing: what its paper would look like, before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from warehouse_app.application import labels, tradepapers
from warehouse_app.application.batches import batch_id_of
from warehouse_app.application.orders import order_id_of
from warehouse_app.application.papers import bare, gather, parcel_ref, prove, render
from warehouse_app.application.purchasing.paper import purchase_data
from warehouse_app.application.returning import putlabel
from warehouse_app.application.returning.claimpaper import claim_data
from warehouse_app.application.returning.supplierpaper import supplier_back_data
from warehouse_app.application.templates import MOST_PAGES, Tried, own_page, try_template
from warehouse_app.application.units import unit_values
from warehouse_app.documents.papers.claim import claim_paper
from warehouse_app.documents.papers.customs import cn22, cn23
from warehouse_app.documents.papers.invoice import invoice
from warehouse_app.documents.papers.purchase import purchase_paper
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.supplierback import supplier_back_paper
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.trial import problems_of
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.documents.preview import pages
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.printing.values import Document, NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.templates import TemplateFault
from warehouse_app.ports.printer import Language
from warehouse_app.store import papers
from warehouse_app.store.desk import Desk

Made = tuple[bytes, tuple[TemplateFault, ...]]


def try_shown(desk: Desk, name: str, text: str, ref: str = "") -> Tried:
    """Draw a text with a real thing, or with the sample where `ref` is empty, and say what is wrong.

    Raises Refused (NoSuchTemplate, and whatever the paper itself refuses), Usage.
    """
    sample = try_template(name, text, own_page(desk))
    if not ref or name not in REAL or (sample.faults and not sample.pages):
        return sample
    made, faults = REAL[name](desk, text, ref)
    return Tried(pages(made, MOST_PAGES), faults)


def _gathered(document: Document, ref_of: Callable[[Desk, str], int]) -> Callable[[Desk, str, str], Made]:
    def made(desk: Desk, text: str, ref: str) -> Made:
        facts: Any = replace(gather(desk, document, ref_of(desk, ref)), template=text)
        content = render(facts, Language.PDF)
        fault = prove(content, facts, Language.PDF)
        found = () if fault is None else (TemplateFault(fault.code.replace("proof_", "template_"), 0, fault.detail),)
        return content, found

    return made


def _label(name: str, values_of: Callable[[Desk, str], Values]) -> Callable[[Desk, str, str], Made]:
    return lambda desk, text, ref: _set(name, text, lambda template: set_label(template, values_of(desk, ref)))


def _set(name: str, text: str, setting: Callable[[Any], SetLabel]) -> Made:
    template = label_template(name, text)
    label = setting(template)
    faults = (TemplateFault(f"template_{each.code}", 0, each.detail) for each in problems_of(template, label))
    return sheets(template, (label,)), tuple(faults)


def _cn22(desk: Desk, text: str, ref: str) -> Made:
    facts = replace(tradepapers.customs_of(desk, "cn22", ref), template=text)
    return _set("cn22", text, lambda _template: cn22(facts))


def _invoice(desk: Desk, text: str, ref: str) -> Made:
    return invoice(replace(tradepapers.invoice_data(desk, order_id_of(desk, ref)), template=text)), ()


def _purchase(desk: Desk, text: str, ref: str) -> Made:
    return purchase_paper(replace(purchase_data(desk, ref), template=text)), ()


def _claim(desk: Desk, text: str, ref: str) -> Made:
    return claim_paper(replace(claim_data(desk, ref), template=text)), ()


def _supplier_back(desk: Desk, text: str, ref: str) -> Made:
    return supplier_back_paper(replace(supplier_back_data(desk, ref), template=text)), ()


def _cn23(desk: Desk, text: str, ref: str) -> Made:
    return cn23(replace(tradepapers.customs_of(desk, "cn23", ref), template=text)), ()


def _manifest(desk: Desk, ref: str) -> int:
    found = papers.manifest_id(desk, bare(OwnKind.MANIFEST, ref))
    if found is None:
        raise Refused(NoSuchPaper("manifest", ref))
    return found


def _place(desk: Desk, ref: str) -> Values:
    code, warehouse = labels.places_of(desk, ref)[0]
    return {"place": code, "warehouse": warehouse}


REAL: Mapping[str, Callable[[Desk, str, str], Made]] = MappingProxyType(
    {
        "address": _gathered(Document.LABEL, parcel_ref),
        "slip": _gathered(Document.SLIP, parcel_ref),
        "picklist": _gathered(Document.PICKLIST, lambda desk, ref: batch_id_of(desk, bare(OwnKind.BATCH, ref))),
        "manifest": _gathered(Document.MANIFEST, _manifest),
        "invoice": _invoice,
        "purchase": _purchase,
        "claim": _claim,
        "supplierback": _supplier_back,
        "cn22": _cn22,
        "cn23": _cn23,
        "pallet": _label("pallet", unit_values),
        "putaway": _label("putaway", putlabel.values_of),
        "product": _label("product", labels.product_values),
        "place": _label("place", _place),
        "tote": _label("tote", labels.tote_values),
        "return": _label("return", labels.return_values),
    }
)
"""Template -> how it is drawn with a real thing; what is not here has a sample only."""
