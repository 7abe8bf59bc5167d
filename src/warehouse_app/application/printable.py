"""Everything the print ledger prints: from a code to the row it is of, from the row to facts, bytes and their proof.

A job names its document and its row (`ref`, as text); what it says is gathered anew whenever it is needed. Labels are
set for printers of labels or drawn as pages of their own size; papers are PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from warehouse_app.application import cards, labels, papers, tradepapers
from warehouse_app.application.batches import batch_id_of
from warehouse_app.application.orders import order_id_of
from warehouse_app.application.papers import DPI, Fault, bare, parcel_ref
from warehouse_app.application.people import person_id_of
from warehouse_app.application.places import place_id_of
from warehouse_app.application.returning import putlabel
from warehouse_app.application.units import unit_ref, values_of_unit
from warehouse_app.documents import zpl
from warehouse_app.documents.papers.cards import badge, command_cards
from warehouse_app.documents.papers.customs import cn22, cn23
from warehouse_app.documents.papers.invoice import invoice
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import SetLabel
from warehouse_app.documents.papers.templates.shapes import LabelTemplate
from warehouse_app.documents.proof import prove as prove_bytes
from warehouse_app.documents.proof import prove_paper
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.places import EVERYWHERE, Place, PlaceId, PlaceKind
from warehouse_app.domain.printing.values import BadgeIsSecret, Document, NoSuchPaper, PaperUnproven
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.printer import Language
from warehouse_app.store import papers as facts_of
from warehouse_app.store import people, places, products, templates
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases

THE_SHEET = "1"
"""The row of the sheet of command cards: there is one."""


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """One label as set by its template: the same model goes to every printer. `code` is of what it is."""

    document: Document
    code: str
    template: LabelTemplate
    label: SetLabel


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One paper: `main` is the code it is known by, at its head; `made` sets its facts as PDF."""

    document: Document
    code: str
    main: str
    made: Callable[[], bytes] = field(repr=False)


Facts: TypeAlias = papers.Facts | LabelFacts | SheetFacts


def find(desk: Desk, document: Document, code: str, channel: str | None = None) -> str:
    """Return the row (`ref`) that a document of this code is of. Raises Refused (NoSuchPaper and its like)."""
    of_parcel = partial(parcel_ref, desk, code, document)
    finders: Mapping[Document, Callable[[], int | str]] = {
        Document.PICKLIST: lambda: batch_id_of(desk, bare(OwnKind.BATCH, code)),
        Document.MANIFEST: lambda: _manifest(desk, code),
        Document.INVOICE: lambda: order_id_of(desk, bare(OwnKind.ORDER, code), channel),
        Document.PRODUCT: lambda: _product(desk, code),
        Document.PLACE: lambda: place_id_of(desk, bare(OwnKind.PLACE, code)),
        Document.TOTE: lambda: place_id_of(desk, bare(OwnKind.TOTE, code).upper()),
        Document.PALLET: lambda: unit_ref(desk, code),
        Document.PUTAWAY: lambda: putlabel.unit_refs(desk, code)[0],
        Document.COMEBACK: lambda: cases.known(desk, bare(OwnKind.RETURN, code)).id,
        Document.BADGE: lambda: person_id_of(desk, bare(OwnKind.USER, code)),
        Document.CODES: lambda: THE_SHEET,
    }
    return str(finders.get(document, of_parcel)())


def of_what(desk: Desk, document: Document, code: str) -> Document:
    """Return the document that is meant: the return label of a return's number is that of what is announced."""
    if document is Document.RETURN and cases.by_code(desk, bare(OwnKind.RETURN, code)) is not None:
        return Document.COMEBACK
    return document


def _manifest(desk: Desk, code: str) -> int:
    found = facts_of.manifest_id(desk, bare(OwnKind.MANIFEST, code))
    if found is None:
        raise Refused(NoSuchPaper(Document.MANIFEST.value, code))
    return found


def _product(desk: Desk, code: str) -> int:
    found = products.find(desk, code)
    if found is None:
        raise Refused(NoSuchPaper(Document.PRODUCT.value, code))
    return int(found.id)


def is_ref(document: Document, ref: str) -> bool:
    """Tell whether a text can name the row a document is of."""
    return document is Document.BADGE or (ref.isascii() and ref.isdecimal())


def gather(desk: Desk, document: Document, ref: str, copy: int = 1, secret: str = "") -> Facts:
    """Return the facts of a document as they stand now; `secret` is a badge's code, which nothing keeps.

    Raises Refused (NoSuchPaper, PaperVoided, PaperUnproven: it cannot be set, BadgeIsSecret).
    """
    if document is Document.BADGE:
        return _badge(desk, ref, secret)
    own = _GATHER.get(document)
    return own(desk, int(ref)) if own is not None else papers.gather(desk, document, int(ref), copy)


def can_ask(desk: Desk, document: Document, ref: str) -> None:
    """Raise Refused, as `gather` does, where a document cannot be printed; a badge's code need not be known for it."""
    if document is not Document.BADGE:
        gather(desk, document, ref)
    elif people.by_id(desk, ref) is None:
        raise Refused(NoSuchPaper(document.value, ref))


def _set(document: Document, code: str, things: Callable[[], labels.Made]) -> LabelFacts:
    try:
        template, (label,) = things()
    except Usage as wrong:
        detail = str(wrong.facts.get("text", ""))
        raise Refused(PaperUnproven(document.value, code, wrong.code, detail)) from wrong
    return LabelFacts(document, code, template, label)


def _return(desk: Desk, ref: int) -> LabelFacts:
    values = labels.return_values_of(desk, ref)
    return _set(Document.RETURN, str(values["parcel"]), lambda: labels.of(desk, "return", (values,)))


def _comeback(desk: Desk, ref: int) -> LabelFacts:
    try:
        head = cases.get(desk, ref)
    except LookupError as gone:
        raise Refused(NoSuchPaper(Document.COMEBACK.value, str(ref))) from gone
    values = labels.announced_values(desk, head)
    return _set(Document.COMEBACK, head.code, lambda: labels.of(desk, "return", (values,)))


def _cn22(desk: Desk, ref: int) -> LabelFacts:
    data = tradepapers.customs_of_parcel(desk, "cn22", ref)
    template = label_template("cn22", data.template)
    return _set(Document.CN22, data.parcel, lambda: (template, (cn22(data),)))


def _product_label(desk: Desk, ref: int) -> LabelFacts:
    try:
        sku = str(products.by_id(desk, ref).sku)
    except LookupError as gone:
        raise Refused(NoSuchPaper(Document.PRODUCT.value, str(ref))) from gone
    values = labels.product_values(desk, sku)
    return _set(Document.PRODUCT, sku, lambda: labels.of(desk, "product", (values,)))


def _at(desk: Desk, document: Document, ref: int) -> Place:
    try:
        found = places.get(desk, PlaceId(ref))
    except LookupError as gone:
        raise Refused(NoSuchPaper(document.value, str(ref))) from gone
    if found.warehouse == EVERYWHERE or (document is Document.TOTE and found.kind is not PlaceKind.TOTE):
        raise Refused(NoSuchPaper(document.value, found.code))
    return found


def _place(desk: Desk, ref: int) -> LabelFacts:
    found = _at(desk, Document.PLACE, ref)
    values = {"place": found.code, "warehouse": found.warehouse}
    return _set(Document.PLACE, found.code, lambda: labels.of(desk, "place", (values,)))


def _tote(desk: Desk, ref: int) -> LabelFacts:
    code = _at(desk, Document.TOTE, ref).code
    return _set(Document.TOTE, code, lambda: labels.of(desk, "tote", (labels.tote_values(desk, code),)))


def _pallet(desk: Desk, ref: int) -> LabelFacts:
    values = values_of_unit(desk, ref)
    return _set(Document.PALLET, str(values["sscc"]), lambda: labels.of(desk, "pallet", (values,)))


def _putaway(desk: Desk, ref: int) -> LabelFacts:
    values = putlabel.values_of_unit(desk, ref)
    return _set(Document.PUTAWAY, str(values["return"]), lambda: labels.of(desk, "putaway", (values,)))


def _invoice(desk: Desk, ref: int) -> SheetFacts:
    data = tradepapers.invoice_data(desk, ref)
    return SheetFacts(Document.INVOICE, data.number, data.number, partial(invoice, data))


def _cn23(desk: Desk, ref: int) -> SheetFacts:
    data = tradepapers.customs_of_parcel(desk, "cn23", ref)
    return SheetFacts(Document.CN23, data.parcel, data.tracking, partial(cn23, data))


def _codes(desk: Desk, _ref: int) -> SheetFacts:
    found = cards.sheet_cards()
    made = partial(command_cards, found, templates.own(desk, "codes"))
    return SheetFacts(Document.CODES, "sheet", found[0].code, made)


def _badge(desk: Desk, ref: str, secret: str) -> SheetFacts:
    person = people.by_id(desk, ref)
    if person is None:
        raise Refused(NoSuchPaper(Document.BADGE.value, ref))
    if not secret:
        raise Refused(BadgeIsSecret(person.code))
    data = cards.badge_data(desk, person, secret)
    return SheetFacts(Document.BADGE, person.code, data.code, partial(badge, data, templates.own(desk, "badge")))


_GATHER: Mapping[Document, Callable[[Desk, int], Facts]] = MappingProxyType(
    {
        Document.INVOICE: _invoice,
        Document.CN22: _cn22,
        Document.CN23: _cn23,
        Document.RETURN: _return,
        Document.COMEBACK: _comeback,
        Document.PRODUCT: _product_label,
        Document.PLACE: _place,
        Document.TOTE: _tote,
        Document.PALLET: _pallet,
        Document.PUTAWAY: _putaway,
        Document.CODES: _codes,
    }
)


def render(facts: Facts, language: Language) -> bytes:
    """Return the document's bytes for a printer. Raises Usage as `papers.render` does."""
    if isinstance(facts, SheetFacts):
        return facts.made()
    if not isinstance(facts, LabelFacts):
        return papers.render(facts, language)
    if language is Language.PDF:
        return sheets(facts.template, (facts.label,), alone=True)
    return zpl.render(facts.label.model, DPI[language])


def prove(content: bytes, facts: Facts, language: Language) -> Fault | None:
    """Return what is wrong with bytes that are to be printed for these facts, or None."""
    if isinstance(facts, SheetFacts):
        return papers.fault_of(prove_paper(content, facts.main))
    if isinstance(facts, LabelFacts):
        return papers.fault_of(prove_bytes(content, facts.label.expected, DPI.get(language, 203)))
    return papers.prove(content, facts, language)


def file_key(facts: Facts, copy: int = 1) -> str:
    """Return a name for the document, as `papers.file_key` does."""
    if not isinstance(facts, SheetFacts | LabelFacts):
        return papers.file_key(facts, copy)
    name = f"{facts.document.value}-{facts.code}"
    return name if copy == 1 else f"{name}-copy{copy}"
