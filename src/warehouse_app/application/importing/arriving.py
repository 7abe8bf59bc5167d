"""Purchase orders and deliveries of a file: each whole or not at all.

An order that is under way is changed as a person would change it, and its story says so; one that has ended is not.
A delivery is told anew as long as nothing of it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warehouse_app.application.importing.naming import Catalogue, Judged
from warehouse_app.application.importing.values import Facts, Noted, Took
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.buying import BuyLineDraft, DeliveryDraft, PurchaseDraft
from warehouse_app.domain.importing.values import Fate
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.states import OPEN, DeliveryState, PurchaseState
from warehouse_app.domain.purchasing.values import PurchaseLine
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import buying, buying_back, changes
from warehouse_app.store.importing.buying import DeliveryKnown, Goods, PurchaseKnown
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.purchasing import orders, pegs

DEFAULT_CURRENCY = "EUR"
_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPurchases(Command):
    """Store purchase orders, each whole. The audit knows them by number and digest."""

    run: int
    warehouse: str
    contents: tuple[str, ...]
    drafts: tuple[PurchaseDraft, ...] = field(metadata=ASIDE, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDeliveries(Command):
    """Store deliveries told beforehand, each whole."""

    run: int
    warehouse: str
    contents: tuple[str, ...]
    drafts: tuple[DeliveryDraft, ...] = field(metadata=ASIDE, repr=False)


def contents_of(drafts: Sequence[PurchaseDraft | DeliveryDraft]) -> tuple[str, ...]:
    """Return what the audit knows of drafts."""
    return tuple(f"{each.code if isinstance(each, PurchaseDraft) else each.ref} {each.content_hash}" for each in drafts)


@handles(ImportPurchases, right=Right.IMPORT, answer=Took)
def _import_purchases(desk: Desk, command: ImportPurchases, _: Session) -> Took:
    return take_purchases(desk, command, write=True)


@handles(ImportDeliveries, right=Right.IMPORT, answer=Took)
def _import_deliveries(desk: Desk, command: ImportDeliveries, _: Session) -> Took:
    return take_deliveries(desk, command, write=True)


# -------------------------------------------------------------------------------------------------- purchase orders


def take_purchases(desk: Desk, command: ImportPurchases, *, write: bool) -> Took:
    """Judge the purchase orders and, with `write`, store what is new of them."""
    drafts = command.drafts
    skus = [line.sku for draft in drafts for line in draft.lines]
    known = Catalogue.of(desk, command.warehouse, [draft.supplier for draft in drafts], skus)
    there = buying.purchases_known(desk, [draft.code for draft in drafts])
    judged = Judged()
    for at, draft in enumerate(drafts):
        why = _purchase_refusal(draft, known, there.get(draft.code))
        if why is not None:
            judged.refuse(at, *why)
        elif draft.code not in there:
            judged.created += 1
            judged.fates.append(Fate.CREATED)
            if write:
                _add_purchase(desk, command.run, draft, known, judged)
        elif there[draft.code].content == draft.content_hash:
            judged.fates.append(Fate.UNCHANGED)
        else:
            _change_purchase(desk, command, at, draft, known, judged, there[draft.code], write=write)
    if write:
        changes.keep(desk, command.run, judged.kept)
        pegs.mark(desk, judged.stale)
        if judged.created or judged.updated:
            desk.touch(Touched.PURCHASE)
    return judged.took(len(drafts), write=write)


def _purchase_refusal(
    draft: PurchaseDraft, known: Catalogue, there: PurchaseKnown | None
) -> tuple[str, str, str, Facts] | None:
    supplier = known.suppliers.get(draft.supplier)
    if supplier is None:
        return "supplier", draft.supplier, "unknown_supplier", {"supplier": draft.supplier}
    if draft.warehouse and draft.warehouse not in known.warehouses:
        return "warehouse", draft.warehouse, "unknown_warehouse", {"warehouse": draft.warehouse}
    if there is not None and there.supplier_id != supplier.id:
        return "supplier", draft.supplier, "purchase_of_another", {"purchase": draft.code}
    ended = there is not None and there.state not in OPEN and there.content != draft.content_hash
    if there is not None and ended:
        return "purchase", draft.code, "purchase_ended", {"purchase": draft.code, "state": there.state.value}
    seen: dict[tuple[str, str], int] = {}
    for line in draft.lines:
        found = known.product(supplier.id, line.sku)
        if not isinstance(found, Goods):
            return "sku", line.sku, *found
        first = seen.setdefault((found.sku, line.due_day), line.source_line)
        if first != line.source_line:
            return "sku", line.sku, "product_twice", {"line": first}
    return None


def _rows(draft: PurchaseDraft, known: Catalogue) -> list[tuple[Goods, BuyLineDraft, int]]:
    """Return the lines with their products and prices; without a price in the file the supplier's is taken."""
    supplier = known.suppliers[draft.supplier].id
    found = []
    for line in draft.lines:
        product = known.product(supplier, line.sku)
        assert isinstance(product, Goods), "judged before"
        sold = known.sold.get((supplier, product.id))
        usual = 0 if sold is None else int(str(sold.values["price_e4"]))
        found.append((product, line, usual if line.price_e4 is None else line.price_e4))
    return found


def _add_purchase(desk: Desk, run: int, draft: PurchaseDraft, known: Catalogue, judged: Judged) -> None:
    supplier = known.suppliers[draft.supplier]
    warehouse = draft.warehouse or known.warehouse
    rows = _rows(draft, known)
    head = {
        "code": draft.code, "supplier_id": supplier.id, "warehouse": warehouse, "state": draft.state,
        "currency": draft.currency or str(supplier.values["currency"] or DEFAULT_CURRENCY),
        "supplier_ref": draft.supplier_ref, "due_day": _last_day(draft), "note": draft.note,
        "placed_at": f"{draft.placed_at}T00:00:00.000000Z" if draft.placed_at else desk.at,
        "confirmed_at": desk.at if draft.state == PurchaseState.CONFIRMED.value else None,
        "content_hash": draft.content_hash, "import_id": run or None,
    }  # fmt: skip
    lines = [(line.n, each.id, each.sku, line.qty, price, line.due_day) for each, line, price in rows]
    number = buying.add_purchase(desk, head, lines)
    orders.log_event(desk, number, "imported", {"import": run})
    judged.stale += [(each.sku, warehouse) for each, _line, _price in rows]


def _last_day(draft: PurchaseDraft) -> str:
    return max(line.due_day for line in draft.lines)


def _change_purchase(
    desk: Desk,
    command: ImportPurchases,
    at: int,
    draft: PurchaseDraft,
    known: Catalogue,
    judged: Judged,
    there: PurchaseKnown,
    *,
    write: bool,
) -> None:
    """Bring an order that is under way to what the file tells now; lines it leaves out are not waited for any more."""
    lines = orders.lines(desk, there.id)
    rows = _rows(draft, known)
    pairs, new, gone = _paired(lines, rows)
    low = next(((line, row) for line, row, _price in pairs if row.qty < line.received), None)
    if low is not None:
        line, row = low
        facts: Facts = {"n": line.n, "received": line.received}
        judged.refuse(at, "qty", str(row.qty), "less_than_came", facts)
        return
    judged.updated += 1
    judged.fates.append(Fate.UPDATED)
    if not write:
        return
    before = buying.purchase_now(desk, there.id) or {}
    pegs.forget_purchase(desk, there.id)
    for line, row, price in pairs:
        values = {"qty": row.qty, "price_e4": price, "due_day": row.due_day, "cancelled": 0}
        buying.change_line(desk, there.id, line.n, values)
    for line in gone:
        buying.change_line(desk, there.id, line.n, {"cancelled": max(0, line.qty - line.received)})
    last = max((line.n for line in lines), default=0)
    fresh = [(last + n, each.id, each.sku, row.qty, price, row.due_day) for n, (each, row, price) in enumerate(new, 1)]
    buying.add_lines(desk, there.id, fresh)
    buying.change_purchase(desk, there.id, _head_news(draft))
    orders.log_event(desk, there.id, "changed_by_import", {"import": command.run})
    after = buying.purchase_now(desk, there.id) or {}
    judged.kept.append(Change(buying_back.PURCHASE, str(there.id), changes.columns(before), changes.columns(after)))
    judged.stale += [(each.sku, there.warehouse) for each, _row, _price in rows]
    judged.stale += [(line.sku, there.warehouse) for line in gone]


def _head_news(draft: PurchaseDraft) -> dict[str, object]:
    told = {"supplier_ref": draft.supplier_ref, "note": draft.note, "currency": draft.currency}
    given = {name: value for name, value in told.items() if value}
    return {**given, "due_day": _last_day(draft), "content_hash": draft.content_hash}


_Row = tuple[Goods, BuyLineDraft, int]


def _paired(
    lines: Sequence[PurchaseLine], rows: Sequence[_Row]
) -> tuple[list[tuple[PurchaseLine, BuyLineDraft, int]], list[_Row], list[PurchaseLine]]:
    """Return which line is which row of the file (of one product the first is the first), what is new, what is gone."""
    waiting: dict[str, list[PurchaseLine]] = defaultdict(list)
    for line in lines:
        waiting[line.sku].append(line)
    pairs, new = [], []
    for each, row, price in rows:
        if waiting[each.sku]:
            pairs.append((waiting[each.sku].pop(0), row, price))
        else:
            new.append((each, row, price))
    return pairs, new, [line for some in waiting.values() for line in some]


# ------------------------------------------------------------------------------------------------------- deliveries


def take_deliveries(desk: Desk, command: ImportDeliveries, *, write: bool) -> Took:
    """Judge the deliveries and, with `write`, store what is new of them."""
    drafts = command.drafts
    skus = [line.sku for draft in drafts for line in draft.lines]
    known = Catalogue.of(desk, command.warehouse, [draft.supplier for draft in drafts if draft.supplier], skus)
    there = buying.deliveries_known(desk, [draft.ref for draft in drafts])
    bought = buying.purchases_known(desk, [code for draft in drafts for code in buying.named_purchases(draft)])
    pallets = buying.pallets_known(desk, [line.sscc for draft in drafts for line in draft.lines if line.sscc])
    judged = Judged()
    for at, draft in enumerate(drafts):
        supplier = _supplier_of(draft, known, bought)
        if not isinstance(supplier, int):
            judged.refuse(at, *supplier)
            continue
        mine = there.get((supplier, draft.ref))
        why = _delivery_refusal(draft, known, supplier, bought, pallets, mine)
        if why is not None:
            judged.refuse(at, *why)
        elif mine is not None and mine.content == draft.content_hash:
            judged.fates.append(Fate.UNCHANGED)
        else:
            judged.created += mine is None
            judged.updated += mine is not None
            judged.fates.append(Fate.CREATED if mine is None else Fate.UPDATED)
            _note(desk, draft, judged)
            if write:
                _store_delivery(desk, command, draft, supplier, known, judged, bought, mine)
    if write:
        changes.keep(desk, command.run, judged.kept)
        pegs.mark(desk, judged.stale)
        if judged.created or judged.updated:
            desk.touch(Touched.PURCHASE)
    return judged.took(len(drafts), write=write)


def _note(desk: Desk, draft: DeliveryDraft, judged: Judged) -> None:
    today = desk.at[:_DAY]
    past = [line for line in draft.lines if today and line.last_ship_day and line.last_ship_day < today]
    judged.noted += [Noted("expired_on_arrival", f"{line.sku} {line.last_ship_day}") for line in past[:1]]


def _supplier_of(
    draft: DeliveryDraft, known: Catalogue, bought: Mapping[str, PurchaseKnown]
) -> int | tuple[str, str, str, Facts]:
    """Return whose delivery it is: the supplier named, or that of its purchase orders; or why nobody's."""
    for code in buying.named_purchases(draft):
        if code not in bought:
            return "purchase", code, "unknown_purchase", {"purchase": code}
    if draft.supplier and draft.supplier not in known.suppliers:
        return "supplier", draft.supplier, "unknown_supplier", {"supplier": draft.supplier}
    whose = {bought[code].supplier_id for code in buying.named_purchases(draft)}
    if draft.supplier:
        whose |= {known.suppliers[draft.supplier].id}
    if len(whose) > 1:
        return "purchase", draft.ref, "purchase_of_another", {"purchase": ", ".join(buying.named_purchases(draft))}
    return whose.pop()


def _delivery_refusal(
    draft: DeliveryDraft,
    known: Catalogue,
    supplier: int,
    bought: Mapping[str, PurchaseKnown],
    pallets: Mapping[str, tuple[int, str]],
    mine: DeliveryKnown | None,
) -> tuple[str, str, str, Facts] | None:
    if draft.warehouse and draft.warehouse not in known.warehouses:
        return "warehouse", draft.warehouse, "unknown_warehouse", {"warehouse": draft.warehouse}
    if mine is not None and mine.content != draft.content_hash and mine.state is not DeliveryState.EXPECTED:
        return "delivery", draft.ref, "delivery_came", {"delivery": draft.ref}
    for line in draft.lines:
        found = known.product(supplier, line.sku)
        if not isinstance(found, Goods):
            return "sku", line.sku, *found
        if line.purchase and bought[line.purchase].state is not PurchaseState.CONFIRMED:
            state = bought[line.purchase].state.value
            return "purchase", line.purchase, "purchase_ended", {"purchase": line.purchase, "state": state}
        other = pallets.get(line.sscc)
        if other is not None and (mine is None or other[0] != mine.id):
            return "sscc", line.sscc, "pallet_known", {"sscc": line.sscc, "delivery": other[1]}
    return None


def _store_delivery(
    desk: Desk,
    command: ImportDeliveries,
    draft: DeliveryDraft,
    supplier: int,
    known: Catalogue,
    judged: Judged,
    bought: Mapping[str, PurchaseKnown],
    mine: DeliveryKnown | None,
) -> None:
    named = [bought[code] for code in buying.named_purchases(draft)]
    warehouse = draft.warehouse or (named[0].warehouse if named else known.warehouse)
    lines = []
    for line in draft.lines:
        product = known.product(supplier, line.sku)
        assert isinstance(product, Goods), "judged before"
        wanted = bought[line.purchase].id if line.purchase else None
        served = orders.serves(desk, product.sku, warehouse, supplier, wanted)
        lines.append((line.n, product.sku, line.qty, line.sscc, line.lot, line.last_ship_day, served, line.price_e4))
        judged.stale.append((product.sku, warehouse))
    head: dict[str, object] = {
        "purchase_order_id": named[0].id if len(named) == 1 else None, "warehouse": warehouse,
        "due_day": draft.due_day, "content_hash": draft.content_hash,
    }  # fmt: skip
    if mine is None:
        facts = {**head, "supplier_id": supplier, "supplier_ref": draft.ref, "import_id": command.run or None}
        buying.add_delivery(desk, facts, lines)
        return
    before = buying.delivery_now(desk, mine.id) or {}
    judged.stale += [(str(line["sku"]), warehouse) for line in before["lines"]]
    buying.put_delivery(desk, mine.id, head, lines)
    after = buying.delivery_now(desk, mine.id) or {}
    judged.kept.append(Change(buying_back.DELIVERY, str(mine.id), changes.columns(before), changes.columns(after)))
