"""Labels and papers made from the database whenever they are needed: same facts, same bytes; nothing big is kept.

Facts are gathered on a read lane as values; setting them into bytes needs no database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from warehouse_app.application.batches import batch_detail
from warehouse_app.application.instructions.telling import gift_of, order_language, printed_of
from warehouse_app.application.labelfirst import where_it_goes
from warehouse_app.application.settings import value_of
from warehouse_app.documents import pdf, zpl
from warehouse_app.documents.label import AddressLabelData, recipient_lines
from warehouse_app.documents.papers.address import address_label
from warehouse_app.documents.papers.manifest import ManifestData, ManifestParcel
from warehouse_app.documents.papers.manifest import manifest as manifest_paper
from warehouse_app.documents.papers.picklist import PickLine, PickListData, pick_list
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine, packing_slip
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.proof import prove as prove_bytes
from warehouse_app.documents.proof import prove_paper
from warehouse_app.documents.receipt import prove_receipt, slip_receipt
from warehouse_app.documents.verdict import Proof
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, can_make, make, parse
from warehouse_app.domain.picking.values import BatchDetail, PickTask
from warehouse_app.domain.printing.values import Document, NoSuchPaper, PaperUnproven, PaperVoided
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.domain.zones import local_day, local_minute
from warehouse_app.ports.printer import Language
from warehouse_app.store import audit, batches, templates
from warehouse_app.store import papers as facts_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.papers import ParcelFacts

Facts: TypeAlias = AddressLabelData | PackingSlipData | PickListData | ManifestData
DPI: Mapping[Language, int] = MappingProxyType({Language.ZPL203: 203, Language.ZPL300: 300, Language.ZPL600: 600})
WEIGHED = "scale"
"""How a parcel's weight was found, where it was not computed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a document may not be printed: a code for wording, and what it concerns (never personal)."""

    code: str
    detail: str = ""


def own(kind: OwnKind, code: str) -> str:
    """Return the barcode of our own for a code, or the code as it is where it takes none."""
    return make(kind, code) if can_make(code) else code


def bare(kind: OwnKind, text: str) -> str:
    """Return the code in a barcode of our own, or the text itself."""
    read = parse(text.strip().upper())
    return read.body if isinstance(read, OwnCode) and read.kind is kind else text.strip()


def sender(desk: Desk) -> tuple[str, ...]:
    """Return the company's own address, name first, empty lines left out."""
    lines = (value_of(desk, f"company.{part}") for part in ("name", "street", "city", "country"))
    return tuple(line for line in lines if line)


def gather(desk: Desk, document: Document, ref: int, copy: int = 1) -> Facts:
    """Return the facts of one document as they stand now. Raises Refused (NoSuchPaper, PaperVoided)."""
    return _GATHER[document](desk, ref, copy)


def _parcel(desk: Desk, document: Document, ref: int) -> ParcelFacts:
    found = facts_of.parcel(desk, ref)
    if found is None:
        raise Refused(NoSuchPaper(document.value, str(ref)))
    if found.state == ParcelState.VOIDED.value:
        raise Refused(PaperVoided(document.value, found.code))
    return found


def _label(desk: Desk, ref: int, copy: int) -> AddressLabelData:
    parcel = _parcel(desk, Document.LABEL, ref)
    if not parcel.tracking:
        raise Refused(NoSuchPaper(Document.LABEL.value, parcel.code))
    return AddressLabelData(
        order=parcel.order,
        parcel=parcel.code,
        tracking=parcel.tracking,
        sender=sender(desk),
        recipient=parcel.address,
        customer=parcel.customer,
        country=parcel.country,
        number=parcel.n,
        of=parcel.parcels if parcel.complete else 0,
        weight_g=parcel.weight_g,
        weight_computed=parcel.weight_g > 0 and parcel.weight_from != WEIGHED,
        carrier=parcel.carrier,
        service=parcel.service,
        ship_date=local_day(parcel.labelled_at, parcel.zone),
        reprint=copy if copy > 1 else 0,
        template=templates.own(desk, "address"),
        slot=where_it_goes(desk, ref) if parcel.state == ParcelState.AWAITED.value else "",
    )


def foreign(tracking: str, code: str) -> str:
    """Return a carrier's tracking code; our own barcode of the parcel is none that people follow."""
    return "" if tracking in {code, own(OwnKind.PARCEL, code)} else tracking


def _slip(desk: Desk, ref: int, _copy: int) -> PackingSlipData:
    parcel = _parcel(desk, Document.SLIP, ref)
    lines = facts_of.slip_lines(desk, parcel.order_id, parcel.n)
    to = AddressLabelData("", "", "", recipient=parcel.address, customer=parcel.customer, country=parcel.country)
    return PackingSlipData(
        company=value_of(desk, "company.name"),
        order=parcel.order,
        parcel=parcel.code,
        lines=tuple(SlipLine(*line) for line in lines if line.ordered or line.packed or line.earlier),
        sender=sender(desk),
        recipient=recipient_lines(to),
        customer=parcel.customer,
        order_date=local_day(parcel.placed_at, parcel.zone),
        ship_date=local_day(parcel.labelled_at, parcel.zone),
        tracking=foreign(parcel.tracking, parcel.code),
        number=parcel.n,
        of=parcel.parcels if parcel.complete else 0,
        note=in_the_box(desk, parcel.order_id),
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "slip"),
    )


def in_the_box(desk: Desk, order_id: int) -> str:
    """Return what the slip says besides: the buyer's words, then instructions that are printed."""
    gift = gift_of(desk, order_id)
    return "\n".join(each for each in (gift.note, *printed_of(desk, order_id, order_language(desk, order_id))) if each)


def _pick_list(desk: Desk, ref: int, _copy: int) -> PickListData:
    row = batches.GET.one(desk.connection, id_is=ref)
    if row is None:
        raise Refused(NoSuchPaper(Document.PICKLIST.value, str(ref)))
    detail: BatchDetail = batch_detail(desk, ref)
    if not detail.tasks:
        raise Refused(NoSuchPaper(Document.PICKLIST.value, detail.row.code))
    trips = detail.row.trips
    return PickListData(
        company=value_of(desk, "company.name"),
        batch=own(OwnKind.BATCH, detail.row.code),
        lines=pick_lines(detail.tasks, trips),
        cart=detail.row.cart,
        picker=detail.row.who_name,
        orders=detail.row.orders,
        ship_by=detail.row.ship_day,
        trip="" if trips == 1 else str(trips),
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "picklist"),
    )


def pick_lines(tasks: tuple[PickTask, ...], trips: int = 1) -> tuple[PickLine, ...]:
    """Return one line for each stop at a place for an article, in walking order; slots as "A1×2 B3×4"."""
    groups: dict[tuple[int, str, str], list[PickTask]] = {}
    for task in tasks:
        groups.setdefault((task.trip, task.place, task.sku), []).append(task)
    lines = []
    for (trip, place, sku), group in groups.items():
        into: dict[str, int] = {}
        for task in group:
            into[task.slot] = into.get(task.slot, 0) + task.qty
        slots = " ".join(f"{slot}×{qty}" for slot, qty in into.items() if slot)
        name = group[0].name
        lines.append(PickLine(place, sku, name, sum(into.values()), slots if trips == 1 else f"T{trip} {slots}"))
    return tuple(lines)


def _manifest(desk: Desk, ref: int, _copy: int) -> ManifestData:
    head = facts_of.manifest(desk, ref)
    if head is None:
        raise Refused(NoSuchPaper(Document.MANIFEST.value, str(ref)))
    seal, number = head.seal, facts_of.seal_number(desk, head.seal) if head.seal else None
    if not seal:
        newest = audit.newest_seal(desk)
        number, seal = (newest[0], newest[1]) if newest else (None, "")
    return ManifestData(
        company=value_of(desk, "company.name"),
        manifest=own(OwnKind.MANIFEST, head.code),
        carrier=head.carrier,
        parcels=tuple(
            ManifestParcel(row.code, foreign(row.tracking, row.code), *row[2:])
            for row in facts_of.manifest_rows(desk, ref)
        ),
        closed=local_minute(head.closed_at, head.zone),
        seal=seal,
        seal_number=str(number) if number else "",
        page=value_of(desk, "company.paper"),
        template=templates.own(desk, "manifest"),
    )


_GATHER: Mapping[Document, Callable[[Desk, int, int], Facts]] = MappingProxyType(
    {
        Document.LABEL: _label,
        Document.SLIP: _slip,
        Document.PICKLIST: _pick_list,
        Document.MANIFEST: _manifest,
    }
)


def render(facts: Facts, language: Language) -> bytes:
    """Return the document's bytes for a printer. Raises Usage (code_unprintable, code_too_long, receipt_signs)."""
    if isinstance(facts, AddressLabelData):
        made = address_label(facts, facts.template)
        if language is Language.PDF:
            return sheets(label_template("address", facts.template), (made,), alone=True)
        return zpl.render(made.model, DPI[language])
    if isinstance(facts, PackingSlipData):
        return slip_receipt(facts) if language is Language.ESCPOS else packing_slip(facts)
    return pick_list(facts) if isinstance(facts, PickListData) else manifest_paper(facts)


def prove(content: bytes, facts: Facts, language: Language) -> Fault | None:
    """Return what is wrong with bytes that are to be printed for these facts, or None."""
    if isinstance(facts, AddressLabelData):
        wanted = address_label(facts, facts.template).expected
        proof = prove_bytes(content, wanted, DPI.get(language, 203))
    elif language is Language.ESCPOS and isinstance(facts, PackingSlipData):
        proof = prove_receipt(content, facts)
    else:
        proof = prove_paper(content, main_code(facts))
    return fault_of(proof)


def fault_of(proof: Proof) -> Fault | None:
    """Return the first thing a proof found wrong, or None; what a text of the paper says is left out."""
    if proof.ok:
        return None
    first = proof.problems[0]
    quotes_code = first.code not in {"outside", "overlap", "unreadable"}  # those quote any text of the paper
    return Fault(f"proof_{first.code}", first.detail if quotes_code else "")


def main_code(facts: PackingSlipData | PickListData | ManifestData) -> str:
    """Return the code a paper is known by: the one at its head."""
    if isinstance(facts, PackingSlipData):
        return facts.order
    return facts.batch if isinstance(facts, PickListData) else facts.manifest


def file_key(facts: Facts, copy: int = 1) -> str:
    """Return a name for the document: letters, digits, `-`, `_` and `.` where the codes have no others."""
    if isinstance(facts, AddressLabelData):
        name = f"label-{facts.parcel}"
    elif isinstance(facts, PackingSlipData):
        name = f"slip-{facts.parcel}"
    elif isinstance(facts, PickListData):
        name = f"picklist-{bare(OwnKind.BATCH, facts.batch)}"
    else:
        name = f"manifest-{bare(OwnKind.MANIFEST, facts.manifest)}"
    return name if copy == 1 else f"{name}-copy{copy}"


def parcel_ref(desk: Desk, code: str, document: Document = Document.LABEL) -> int:
    """Return the parcel of a code, tracking code or barcode. Raises Refused(NoSuchPaper)."""
    found = facts_of.parcel_id(desk, bare(OwnKind.PARCEL, code)) or facts_of.parcel_id(desk, code.strip())
    if found is None:
        raise Refused(NoSuchPaper(document.value, code))
    return found


def label_bytes(desk: Desk, parcel_code: str, form: str, *, dpi: int = 203) -> bytes:
    """Return a parcel's label as `zpl` (203, 300 or 600 dpi), `pdf` or `png`, proven as a printed one is.

    Raises Refused (NoSuchPaper, PaperUnproven), Usage.
    """
    if form not in {"zpl", "pdf", "png"}:
        raise Usage("not_in_this_version", what=form)
    facts = gather(desk, Document.LABEL, parcel_ref(desk, parcel_code))
    language = Language.PDF
    if form == "zpl":
        language = next((each for each, dots in DPI.items() if dots == dpi), Language.ZPL203)
    document = render(facts, language)
    fault = prove(document, facts, language)
    if fault is not None:
        raise Refused(PaperUnproven(Document.LABEL.value, parcel_code, fault.code, fault.detail))
    return pdf.png(document) if form == "png" else document
