"""Suppliers, what they sell, purchase orders and deliveries of a file: made when new, changed where told otherwise.

A purchase order that is under way is changed as a person would change it, and its story says so; one that has ended is
not. A delivery is told anew as long as nothing of it came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from warehouse_app.application.importing.values import Facts, Noted, NotTaken, Took
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.buying import SoldDraft, SupplierDraft
from warehouse_app.domain.importing.values import Fate
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.fields import written as price_written
from warehouse_app.domain.quantities import E4, line_total_minor, minor_digits, recounted
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import buying, buying_back, changes
from warehouse_app.store.importing.buying import Goods, SoldKnown
from warehouse_app.store.importing.changes import Change

DEFAULT_CURRENCY = "EUR"
_COLUMNS = {"supplier_name": "name"}
_SOLD = {"supplier_sku": "code", "product_lead_days": "lead_days", "price": "price_e4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSuppliers(Command):
    """Store suppliers. The audit knows them by code."""

    run: int
    contents: tuple[str, ...]
    drafts: tuple[SupplierDraft, ...] = field(metadata=ASIDE, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSold(Command):
    """Store how suppliers sell products."""

    run: int
    drafts: tuple[SoldDraft, ...]


@handles(ImportSuppliers, right=Right.IMPORT, answer=Took)
def _import_suppliers(desk: Desk, command: ImportSuppliers, _: Session) -> Took:
    return take_suppliers(desk, command, write=True)


@handles(ImportSold, right=Right.IMPORT, answer=Took)
def _import_sold(desk: Desk, command: ImportSold, _: Session) -> Took:
    return take_sold(desk, command, write=True)


def take_suppliers(desk: Desk, command: ImportSuppliers, *, write: bool) -> Took:
    """Judge the suppliers and, with `write`, store what is new of them."""
    known = buying.suppliers_known(desk, [draft.code for draft in command.drafts])
    told: dict[str, dict[str, object]] = {}
    fates, noted = [], []
    for draft in command.drafts:
        there = {} if draft.code not in known else known[draft.code].values
        currency, values = _supplier_values(draft, {**there, **told.get(draft.code, {})})
        if "minimum" in draft.given and draft.minimum_e4 % E4 * 10 ** minor_digits(currency) % E4:
            noted.append(Noted("minimum_rounded", f"{price_written(draft.minimum_e4)} {currency}"))
        news = {name: value for name, value in values.items() if there.get(name) != value}
        told.setdefault(draft.code, {}).update(news)
        fates.append(Fate.CREATED if draft.code not in known else Fate.UPDATED if news else Fate.UNCHANGED)
    created = [code for code in told if code not in known]
    changed = [code for code, news in told.items() if code in known and news]
    if write:
        for code in created:
            buying.add_supplier(desk, code, {"name": code, **told[code]}, command.run)
        kept = []
        for code in changed:
            buying.change_supplier(desk, known[code].id, told[code])
            before = {name: known[code].values[name] for name in told[code]}
            kept.append(_change(buying_back.SUPPLIER, known[code].id, before, told[code]))
        changes.keep(desk, command.run, kept)
        if created or changed:
            desk.touch(Touched.SUPPLIER)
    unchanged = len(told) - len(created) - len(changed)
    return Took(len(created), len(changed), unchanged, (), tuple(noted), fates=() if write else tuple(fates))


def _supplier_values(draft: SupplierDraft, known: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return a supplier's currency, and the columns a file tells: the least worth of an order is of that currency."""
    before = str(known.get("currency", DEFAULT_CURRENCY))
    currency = draft.currency or before
    told = [_COLUMNS.get(name, name) for name in draft.given if name != "minimum"]
    values: dict[str, object] = {name: getattr(draft, name) for name in told}
    if "minimum" in draft.given:
        values["minimum_minor"] = line_total_minor(1, draft.minimum_e4, minor_digits(currency))
    elif currency != before:
        values["minimum_minor"] = recounted(int(str(known.get("minimum_minor", 0))), before, currency)
    return currency, values


def _change(kind: str, number: int, before: Mapping[str, object], after: Mapping[str, object]) -> Change:
    return Change(kind, str(number), changes.columns(before), changes.columns(after))


def take_sold(desk: Desk, command: ImportSold, *, write: bool) -> Took:
    """Judge what suppliers sell and, with `write`, store what is new of it."""
    who = buying.suppliers_known(desk, [draft.supplier for draft in command.drafts])
    goods = buying.goods(desk, [draft.sku for draft in command.drafts])
    known = buying.sold_known(desk, [each.id for each in goods.values()])
    refused: list[NotTaken] = []
    fresh: list[tuple[int, Goods, SoldDraft]] = []
    changed: list[tuple[SoldKnown, dict[str, object], Goods]] = []
    fates: list[Fate] = []
    for at, draft in enumerate(command.drafts):
        product, supplier = goods.get(draft.sku), who.get(draft.supplier)
        if product is None or product.kind != "goods":
            refused.append(NotTaken(at, "sku", draft.sku, *_no_goods(product, draft.sku)))
            fates.append(Fate.REJECTED)
            continue
        there = None if supplier is None else known.get((supplier.id, product.id))
        if there is None:
            fresh.append((0 if supplier is None else supplier.id, product, draft))
            fates.append(Fate.CREATED)
            continue
        told = buying.sold_values(draft)
        given = {_SOLD.get(name, name) for name in draft.given}
        news = {name: told[name] for name in given if told[name] != there.values[name]}
        fates.append(Fate.UPDATED if news else Fate.UNCHANGED)
        if news:
            changed.append((there, news, product))
    if write:
        _store_sold(desk, command.run, fresh, changed, known)
    unchanged = len(command.drafts) - len(fresh) - len(changed) - len(refused)
    noted = tuple(Noted("preferred_moved", product.sku) for product in _taken_from(fresh, changed, known))
    return Took(len(fresh), len(changed), unchanged, tuple(refused), noted, fates=() if write else tuple(fates))


def _no_goods(product: Goods | None, sku: str) -> tuple[str, Facts]:
    return ("unknown_sku" if product is None else "no_goods"), {"sku": sku}


def _taken_from(
    fresh: Sequence[tuple[int, Goods, SoldDraft]],
    changed: Sequence[tuple[SoldKnown, dict[str, object], Goods]],
    known: Mapping[tuple[int, int], SoldKnown],
) -> list[Goods]:
    """Return the products whose preferred supplier becomes another."""
    wanted = [product for _supplier, product, draft in fresh if draft.preferred]
    wanted += [product for _there, news, product in changed if news.get("preferred")]
    has = {product for (_supplier, product), each in known.items() if each.values["preferred"]}
    return [each for each in wanted if each.id in has]


def _store_sold(
    desk: Desk,
    run: int,
    fresh: Sequence[tuple[int, Goods, SoldDraft]],
    changed: Sequence[tuple[SoldKnown, dict[str, object], Goods]],
    known: Mapping[tuple[int, int], SoldKnown],
) -> None:
    """Write what is new; one supplier of a product stays preferred, the last one told."""
    kept: list[Change] = []
    preferred = {product: each.id for (_supplier, product), each in known.items() if each.values["preferred"]}

    def prefer(product: int, number: int) -> None:
        before = preferred.get(product)
        if before is not None and before != number:
            buying.change_sold(desk, before, {"preferred": 0})
            kept.append(_change(buying_back.SOLD, before, {"preferred": 1}, {"preferred": 0}))
        preferred[product] = number

    for there, news, product in changed:
        if news.get("preferred"):
            prefer(product.id, there.id)
        buying.change_sold(desk, there.id, news)
        kept.append(_change(buying_back.SOLD, there.id, {name: there.values[name] for name in news}, news))
    for supplier, product, draft in fresh:
        values: dict[str, Any] = buying.sold_values(draft)
        number = buying.add_sold(desk, supplier, product.id, {**values, "preferred": 0}, run)
        if draft.preferred:
            prefer(product.id, number)
            buying.change_sold(desk, number, {"preferred": 1})
    changes.keep(desk, run, kept)
    if fresh or changed:
        desk.touch(Touched.SUPPLIER)
