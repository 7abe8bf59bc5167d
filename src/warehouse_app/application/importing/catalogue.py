"""Products and customers of a file: made when new, changed only in the fields a file fills in, else left alone.

Barcodes only add up. What changes how stock is counted is refused while the product has stock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from warehouse_app.application.importing import storage
from warehouse_app.application.importing.storage import RuleNews
from warehouse_app.application.importing.values import Noted, NotTaken, Took
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.barcodes import doubts
from warehouse_app.domain.importing.values import BarcodeDraft, CustomerDraft, Fate, ProductDraft
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import catalogue, changes
from warehouse_app.store.importing.catalogue import CustomerKnown, ProductKnown
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.products import lookup_form

FIXED_WHILE_STOCKED = ("base_unit", "tracking", "kind")
PICTURE_ONLY = frozenset({"picture"})
_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProducts(Command):
    """Store products. With `creates_only` those that are there are left alone: the file is about something else."""

    run: int
    creates_only: bool
    drafts: tuple[ProductDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCustomers(Command):
    """Store customers. The audit knows them by code and by which fields were told, not by what."""

    run: int
    creates_only: bool
    contents: tuple[str, ...]
    drafts: tuple[CustomerDraft, ...] = field(metadata=ASIDE, repr=False)


def contents_of(drafts: Sequence[CustomerDraft]) -> tuple[str, ...]:
    """Return what the audit knows of customers."""
    return tuple(f"{each.code} {' '.join(sorted(each.given))}".rstrip() for each in drafts)


@handles(ImportProducts, right=Right.IMPORT, answer=Took)
def _import_products(desk: Desk, command: ImportProducts, _: Session) -> Took:
    return take_products(desk, command, write=True)


@handles(ImportCustomers, right=Right.IMPORT, answer=Took)
def _import_customers(desk: Desk, command: ImportCustomers, _: Session) -> Took:
    return take_customers(desk, command, write=True)


@dataclass(slots=True)
class _Judged:
    """What is to be written of products."""

    fresh: list[ProductDraft] = field(default_factory=list)
    changed: list[tuple[int, Mapping[str, object]]] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    codes: dict[str, list[BarcodeDraft]] = field(default_factory=dict)
    factors: list[tuple[str, int, int, int]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    ruled: dict[str, RuleNews] = field(default_factory=dict)
    known: int = 0


def take_products(desk: Desk, command: ImportProducts, *, write: bool) -> Took:
    """Judge the products and, with `write`, store what is new of them."""
    drafts = _by_picture(desk, command.drafts)
    there = catalogue.products_known(desk, [draft.sku for draft in drafts])
    judged = _Judged()
    fixed = frozenset[int]() if command.creates_only else catalogue.stocked(desk, [each.id for each in there.values()])
    for at, draft in enumerate(drafts):
        known = there.get(draft.sku)
        if known is None and draft.given == PICTURE_ONLY:
            judged.refused.append(NotTaken(at, "sku", draft.sku, "unknown_sku", {"sku": draft.sku}))
        elif known is None:
            judged.fresh.append(draft)
        else:
            judged.known += 1
            if not command.creates_only:
                _compare(at, draft, known, judged, fixed)
        if draft.rules and not (known is not None and command.creates_only):
            news = storage.product_news(desk, draft.rules, None if known is None else known.id)
            judged.ruled |= {draft.sku: news} if news else {}
    taken = {draft.sku: draft for draft in drafts if draft.sku not in {each.value for each in judged.refused}}
    judged.touched |= {sku for sku in judged.ruled if sku in taken and sku in there}
    _judge_codes(desk, judged, taken, there, creates_only=command.creates_only)
    if write:
        _store_products(desk, command.run, judged, there)
    updated, noted = len(judged.touched), tuple(dict.fromkeys(judged.noted))
    fates = () if write else tuple(_fate(draft.sku, taken, there, judged) for draft in drafts)
    refused = tuple(judged.refused)
    return Took(len(judged.fresh), updated, judged.known - updated, refused, noted, fates=fates)


def _fate(sku: str, taken: Mapping[str, ProductDraft], there: Mapping[str, ProductKnown], judged: _Judged) -> Fate:
    if sku not in taken:
        return Fate.REJECTED
    if sku not in there:
        return Fate.CREATED
    return Fate.UPDATED if sku in judged.touched else Fate.UNCHANGED


def _by_picture(desk: Desk, drafts: Sequence[ProductDraft]) -> tuple[ProductDraft, ...]:
    """Name the product of a picture whose file is called like one of its barcodes."""
    pictures = [draft for draft in drafts if draft.given == PICTURE_ONLY]
    if not pictures:
        return tuple(drafts)
    there = catalogue.products_known(desk, [draft.sku for draft in pictures])
    codes = {draft.sku: lookup_form(draft.sku) for draft in pictures if draft.sku not in there}
    found = catalogue.scanned_as(desk, codes.values())
    return tuple(replace(each, sku=found.get(codes.get(each.sku, ""), each.sku)) for each in drafts)


def _compare(at: int, draft: ProductDraft, known: ProductKnown, judged: _Judged, stocked: frozenset[int]) -> None:
    told = catalogue.product_values(draft)
    new = {name: told[name] for name in catalogue.FIELDS if name in draft.given and told[name] != known.values[name]}
    held = next((name for name in FIXED_WHILE_STOCKED if name in new and known.id in stocked), None)
    if held is not None:
        facts = {"field": held.replace("_", " "), "known": str(known.values[held])}
        judged.refused.append(NotTaken(at, held, draft.sku, "fixed_while_stocked", facts))
        judged.known -= 1
    elif new:
        judged.changed.append((known.id, new))
        judged.touched.add(draft.sku)


def _judge_codes(
    desk: Desk,
    judged: _Judged,
    taken: Mapping[str, ProductDraft],
    there: Mapping[str, ProductKnown],
    *,
    creates_only: bool,
) -> None:
    """Sort out barcodes: those a product has already, with another factor, shared with another product, or mistyped."""
    told = {
        sku: _codes(draft, judged)
        for sku, draft in taken.items()
        if draft.barcodes and not (creates_only and sku in there)
    }
    carried = catalogue.barcodes_known(desk, [form for codes in told.values() for form in codes])
    skus = catalogue.products_known(desk, [form for codes in told.values() for form in codes]) if told else {}
    first: dict[str, str] = {}
    for sku, codes in told.items():
        own = there[sku].id if sku in there else -1
        for form, each in codes.items():
            known = carried.get(form, {})
            if form in skus or form in taken or first.setdefault(form, sku) != sku or known.keys() - {own}:
                judged.noted.append(Noted("barcode_shared", f"{each.text} ({sku})"))
            judged.noted += [Noted(doubt, each.text) for doubt in doubts(each)]
            if own not in known:
                judged.codes.setdefault(sku, []).append(each)
            elif known[own] != each.factor:
                judged.factors.append((form, own, each.factor, known[own]))
            else:
                continue
            if sku in there:
                judged.touched.add(sku)


def _codes(draft: ProductDraft, judged: _Judged) -> dict[str, BarcodeDraft]:
    """Return a draft's barcodes in the form they are looked up; its SKU in other letters is scanned anyway."""
    found: dict[str, BarcodeDraft] = {}
    for each in draft.barcodes:
        form = lookup_form(each.text)
        if form != draft.sku and found.setdefault(form, each).factor != each.factor:
            judged.noted.append(Noted("barcode_two_factors", each.text))
    return found


def _store_products(desk: Desk, run: int, judged: _Judged, there: Mapping[str, ProductKnown]) -> None:
    ids = catalogue.add_products(desk, judged.fresh, run) | {sku: known.id for sku, known in there.items()}
    before = {known.id: known.values for known in there.values()}
    kept: list[Change] = []
    for product, values in judged.changed:
        catalogue.change_product(desk, product, values)
        old = {name: before[product][name] for name in values}
        kept.append(Change(changes.PRODUCT, str(product), changes.columns(old), changes.columns(values)))
    catalogue.add_barcodes(
        desk, [(each.text, ids[sku], each.factor) for sku, codes in judged.codes.items() for each in codes]
    )
    for sku in judged.codes.keys() & there.keys():
        told = {lookup_form(each.text): each.factor for each in judged.codes[sku]}
        kept += [Change(changes.BARCODE, f"{ids[sku]} {form}", "", str(factor)) for form, factor in told.items()]
    for sku in judged.ruled.keys() & ids.keys():
        changed = storage.store_product(desk, ids[sku], judged.ruled[sku])
        kept += changed if sku in there else ()
    for form, product, factor, old_factor in judged.factors:
        catalogue.change_factor(desk, form, product, factor)
        kept.append(Change(changes.BARCODE, f"{product} {form}", str(old_factor), str(factor)))
    changes.keep(desk, run, kept)
    if judged.fresh or judged.touched:
        desk.touch(Touched.PRODUCT)


def take_customers(desk: Desk, command: ImportCustomers, *, write: bool) -> Took:
    """Judge the customers and, with `write`, store what is new of them."""
    drafts = {draft.code: draft for draft in command.drafts}
    there = catalogue.customers_known(desk, drafts)
    fresh = [draft for code, draft in drafts.items() if code not in there]
    changed = []
    for code, known in there.items():
        country, personal = _news(drafts[code], known)
        if not command.creates_only and (country != known.country or personal):
            changed.append((known, country, personal))
    if write and (fresh or changed):
        catalogue.add_customers(desk, fresh, command.run)
        for known, country, personal in changed:
            catalogue.change_customer(desk, known, country, personal)
        changes.keep(desk, command.run, [_customer_change(*each) for each in changed])
        desk.touch(Touched.CUSTOMER)
    new, other = {draft.code for draft in fresh}, {known.id for known, _, _ in changed}
    fates = (
        ()
        if write
        else tuple(
            Fate.CREATED if each.code in new else Fate.UPDATED if there[each.code].id in other else Fate.UNCHANGED
            for each in command.drafts
        )
    )
    return Took(len(fresh), len(changed), len(there) - len(changed), fates=fates)


def _customer_change(known: CustomerKnown, country: str, personal: Mapping[str, str]) -> Change:
    old = {name: (known.personal or _EMPTY).get(name, "") for name in personal}
    before = changes.columns({"country": known.country, "personal": old})
    return Change(
        changes.CUSTOMER, str(known.id), before, changes.columns({"country": country, "personal": dict(personal)})
    )


def _news(draft: CustomerDraft, known: CustomerKnown) -> tuple[str, dict[str, str]]:
    """Return the country and the personal columns that differ from what is known."""
    told = catalogue.personal_values(draft)
    given = set(catalogue.PERSONAL) if draft.address else {"name", "email", "phone"} & draft.given
    given -= {name for name in ("name", "email", "phone") if not told[name]}
    before = known.personal or _EMPTY
    country = draft.country if "country" in draft.given else known.country
    return country, {
        name: told[name] for name in catalogue.PERSONAL if name in given and told[name] != before.get(name, "")
    }
