"""Purchase orders by hand: begun, filled line by line, confirmed, changed afterwards, closed, cancelled.

What changed after confirmation stands in the order's story. Who waits for the goods is told anew in the same command
for the lines that changed, and by the worker for all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse_app.application.listing import ListOf
from warehouse_app.application.purchasing.suppliers import LONGEST_CODE, LONGEST_NOTE, goods_of
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import Change, news, words
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import UnknownWarehouse
from warehouse_app.domain.products import Product
from warehouse_app.domain.purchasing.fields import day_of, price_of, qty_of, written
from warehouse_app.domain.purchasing.refusals import (
    DoubleLine,
    LessThanCame,
    NoSuchLine,
    NothingOrdered,
    PurchaseNotOpen,
    PurchaseTaken,
    SomeCame,
    SupplierUnused,
    TooManyLines,
)
from warehouse_app.domain.purchasing.states import OPEN, PurchaseState, may_become
from warehouse_app.domain.purchasing.values import (
    PurchaseDetail,
    PurchaseHead,
    PurchaseLine,
    PurchaseRow,
    Remark,
    Supplier,
    SupplierProduct,
    remarks_on,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import floor
from warehouse_app.store.purchasing import deliveries, lists, orders, pegs, suppliers, writing

PURCHASES: ListOf[PurchaseRow] = ListOf("purchases", lists.PURCHASES, home="open")
"""The list of all purchase orders."""

MOST_LINES = 1000
MOST_AT_ONCE = 200
"""Lines of an order that is made in one command."""

SETTLED_AT_ONCE = 10
"""Products whose waiting order lines are told anew in the same command; the worker does the others."""

MOST_RECEIPTS = 500
_DAY = 10


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line as a person types it; an empty price is the supplier's, an empty day the order's."""

    sku: str
    qty: str
    price: str = ""
    due_day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePurchase(Command):
    """Begin a purchase order as a draft. An empty code is given out; with `exact` no quantity is rounded to packs."""

    supplier: str
    purchase: str = ""
    warehouse: str = ""
    supplier_ref: str = ""
    due_day: str = ""
    note: str = ""
    lines: tuple[NewLine, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPurchaseLine(Command):
    """Add one line to a draft or to an order that is under way."""

    purchase_id: int
    line: NewLine
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurchaseLine(Command):
    """Change quantity, price or day of a line, each with what the person saw before."""

    purchase_id: int
    n: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPurchaseLine(Command):
    """Remove a line of a draft; of a confirmed order nothing more of it is waited for."""

    purchase_id: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurchase(Command):
    """Change an order's head (`fields_of`), each field with what the person saw before."""

    purchase_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPurchase(Command):
    """Confirm a draft: from now on its goods are expected."""

    purchase_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePurchase(Command):
    """Close an order: what did not come is not waited for any more."""

    purchase_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPurchase(Command):
    """Cancel an order of which nothing came."""

    purchase_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Purchased:
    """The order a deed was done to, and what the supplier would say to it."""

    id: int
    purchase: str
    remarks: tuple[Remark, ...] = ()


@handles(MakePurchase, right=Right.PURCHASE, answer=Purchased)
def make_purchase(desk: Desk, command: MakePurchase, _session: Session) -> Purchased:
    """Write a draft with its lines.

    Raises Refused(NoSuchSupplier, SupplierUnused, PurchaseTaken, UnknownWarehouse, NoSuchProduct, DoubleLine,
    BadField).
    """
    known = suppliers.get(desk, suppliers.id_of(desk, command.supplier))
    if not known.active:
        raise Refused(SupplierUnused(known.code))
    if len(command.lines) > MOST_AT_ONCE:
        raise Refused(TooManyLines(command.purchase, MOST_AT_ONCE))
    code = command.purchase.strip()
    code = words("purchase", code, LONGEST_CODE).upper() if code else writing.new_code(desk)
    if orders.find(desk, code) is not None:
        raise Refused(PurchaseTaken(code))
    values: dict[str, object] = {
        "supplier_ref": words("supplier_ref", command.supplier_ref, LONGEST_CODE, empty=True),
        "due_day": day_of("due_day", command.due_day),
        "note": words("note", command.note, LONGEST_NOTE, empty=True),
        "currency": known.currency,
    }
    number = writing.begin(desk, code, known.id, _warehouse(desk, command.warehouse), values)
    told: list[Remark] = []
    for line in command.lines:
        told += _add(desk, orders.head(desk, number), known, line, exact=command.exact)
    desk.touch(Touched.PURCHASE)
    return Purchased(number, code, (*told, *_remarks(desk, number, known)))


@handles(AddPurchaseLine, right=Right.PURCHASE, answer=Purchased)
def add_line(desk: Desk, command: AddPurchaseLine, _session: Session) -> Purchased:
    """Add a line.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, NoSuchProduct, DoubleLine, TooManyLines, BadField).
    """
    head = _open(desk, command.purchase_id)
    known = suppliers.get(desk, head.supplier_id)
    told = _add(desk, head, known, command.line, exact=command.exact)
    added = orders.lines(desk, head.id)[-1]
    if head.state is PurchaseState.CONFIRMED:
        facts: dict[str, str | int] = {"n": added.n, "sku": added.sku, "qty": added.qty, "day": added.due_day}
        orders.log_event(desk, head.id, "line_added", facts)
        pegs.settle(desk, added.sku, head.warehouse)
    desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code, (*told, *_remarks(desk, head.id, known)))


@handles(SetPurchaseLine, right=Right.PURCHASE, answer=Purchased)
def set_line(desk: Desk, command: SetPurchaseLine, _session: Session) -> Purchased:
    """Change a line; what changed after confirmation is kept in the story.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, NoSuchLine, ChangedMeanwhile, LessThanCame, BadField).
    """
    head = _open(desk, command.purchase_id)
    line = _line(desk, head, command.n)
    found = news(f"{head.code} {line.n}", command.changes, line_fields(line))
    values: dict[str, object] = {}
    if "qty" in found:
        values |= {"qty": qty_of("qty", found["qty"]) + line.cancelled}
        if qty_of("qty", found["qty"]) < line.received:
            raise Refused(LessThanCame(head.code, line.n, line.received))
    if "price" in found:
        values["price_e4"] = price_of("price", found["price"])
    if "due_day" in found:
        values["due_day"] = day_of("due_day", found["due_day"])
        _refuse_double(desk, head, line.sku, str(values["due_day"]), but=line.n)
    if values:
        writing.change_line(desk, line.id, values)
        if head.state is PurchaseState.CONFIRMED:
            for field, after in found.items():
                _tell_line(desk, head, line, field, after)
            pegs.settle(desk, line.sku, head.warehouse)
        desk.touch(Touched.PURCHASE)
    known = suppliers.get(desk, head.supplier_id)
    return Purchased(head.id, head.code, _remarks(desk, head.id, known))


def _tell_line(desk: Desk, head: PurchaseHead, line: PurchaseLine, field: str, after: str) -> None:
    facts: dict[str, str | int] = {"n": line.n, "sku": line.sku, "before": line_fields(line)[field], "after": after}
    orders.log_event(desk, head.id, f"line_{field}", facts)


@handles(DropPurchaseLine, right=Right.PURCHASE, answer=Purchased)
def drop_line(desk: Desk, command: DropPurchaseLine, _session: Session) -> Purchased:
    """Remove a line, or wait for nothing more of it. Raises Refused(NoSuchPurchase, PurchaseNotOpen, NoSuchLine)."""
    head = _open(desk, command.purchase_id)
    line = _line(desk, head, command.n)
    if head.state is PurchaseState.DRAFT:
        writing.drop_line(desk, line)
    elif line.open:
        writing.change_line(desk, line.id, {"cancelled": line.cancelled + line.open})
        orders.log_event(desk, head.id, "line_dropped", {"n": line.n, "sku": line.sku, "qty": line.open})
        pegs.settle(desk, line.sku, head.warehouse)
    desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code, _remarks(desk, head.id, suppliers.get(desk, head.supplier_id)))


@handles(SetPurchase, right=Right.PURCHASE, answer=Purchased)
def set_purchase(desk: Desk, command: SetPurchase, _session: Session) -> Purchased:
    """Change the head; the warehouse of a draft only. Lines due with the order before are due with it afterwards.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, ChangedMeanwhile, UnknownWarehouse, BadField).
    """
    head = _open(desk, command.purchase_id)
    found = news(head.code, command.changes, fields_of(head))
    values: dict[str, object] = {}
    for field, text in found.items():
        if field == "warehouse":
            if head.state is not PurchaseState.DRAFT:
                raise Refused(PurchaseNotOpen(head.code, head.state.value))
            values[field] = _warehouse(desk, text)
        elif field == "due_day":
            values[field] = day_of(field, text)
        else:
            values[field] = words(field, text, LONGEST_NOTE if field == "note" else LONGEST_CODE, empty=True)
    if values:
        writing.change(desk, head.id, values)
        if "due_day" in values:
            _follow(desk, head, str(values["due_day"]))
        if head.state is PurchaseState.CONFIRMED:
            for field, after in found.items():
                facts = {"before": fields_of(head)[field], "after": after}
                orders.log_event(desk, head.id, f"changed_{field}", facts)
        desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code)


def _follow(desk: Desk, head: PurchaseHead, day: str) -> None:
    """Let the lines that were due with their order be due with it on its new day."""
    for line in orders.lines(desk, head.id):
        if line.due_day == head.due_day and line.open:
            writing.change_line(desk, line.id, {"due_day": day})
    if head.state is PurchaseState.CONFIRMED:
        _settle(desk, head)


@handles(ConfirmPurchase, right=Right.PURCHASE, answer=Purchased)
def confirm_purchase(desk: Desk, command: ConfirmPurchase, _session: Session) -> Purchased:
    """Confirm a draft. Without a day its lines are due after the time the supplier takes.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, NothingOrdered).
    """
    head = orders.head(desk, command.purchase_id)
    if not may_become(head.state, PurchaseState.CONFIRMED) or head.state is not PurchaseState.DRAFT:
        raise Refused(PurchaseNotOpen(head.code, head.state.value))
    lines = orders.lines(desk, head.id)
    if not lines:
        raise Refused(NothingOrdered(head.code))
    known = suppliers.get(desk, head.supplier_id)
    _date(desk, head, lines, known)
    orders.set_state(desk, head.id, PurchaseState.CONFIRMED)
    orders.log_event(desk, head.id, "confirmed", {"lines": len(lines)})
    _settle(desk, head)
    desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code, _remarks(desk, head.id, known))


def _date(desk: Desk, head: PurchaseHead, lines: Iterable[PurchaseLine], known: Supplier) -> None:
    """Give every line its day: its own, the order's, or that on which the supplier should have brought it."""
    if head.due_day:
        writing.due_day(desk, head.id, head.due_day)
        return
    today = date.fromisoformat(desk.at[:_DAY])
    sold = _sold(desk, head.supplier_id, lines)
    days = []
    for line in lines:
        own = sold[line.sku].lead_days if line.sku in sold else None
        lead = known.lead_days if own is None else own
        day = line.due_day or ((today + timedelta(days=lead)).isoformat() if lead else "")
        if day != line.due_day:
            writing.change_line(desk, line.id, {"due_day": day})
        days.append(day)
    if any(days):
        writing.change(desk, head.id, {"due_day": max(days)})


@handles(ClosePurchase, right=Right.PURCHASE, answer=Purchased)
def close_purchase(desk: Desk, command: ClosePurchase, _session: Session) -> Purchased:
    """Close an order, its rest cancelled. Raises Refused(NoSuchPurchase, PurchaseNotOpen)."""
    head = orders.head(desk, command.purchase_id)
    if head.state is not PurchaseState.CONFIRMED:
        raise Refused(PurchaseNotOpen(head.code, head.state.value))
    reason = words("reason", command.reason, LONGEST_NOTE, empty=True)
    _end(desk, head, PurchaseState.CLOSED, reason)
    return Purchased(head.id, head.code)


@handles(CancelPurchase, right=Right.PURCHASE, answer=Purchased)
def cancel_purchase(desk: Desk, command: CancelPurchase, _session: Session) -> Purchased:
    """Cancel an order of which nothing came. Raises Refused(NoSuchPurchase, PurchaseNotOpen, SomeCame, BadField)."""
    head = _open(desk, command.purchase_id)
    reason = words("reason", command.reason, LONGEST_NOTE)
    received = sum(line.received for line in orders.lines(desk, head.id))
    if received:
        raise Refused(SomeCame(head.code, received))
    _end(desk, head, PurchaseState.CANCELLED, reason)
    return Purchased(head.id, head.code)


def _end(desk: Desk, head: PurchaseHead, state: PurchaseState, reason: str) -> None:
    pegs.forget_purchase(desk, head.id)
    lost = writing.cancel_rest(desk, head.id)
    orders.set_state(desk, head.id, state)
    orders.log_event(desk, head.id, state.value, {"qty": lost, "why": reason})
    _settle_some(desk)
    desk.touch(Touched.PURCHASE, Touched.ORDER)


# ------------------------------------------------------------------------------------------------------------ parts


def _open(desk: Desk, purchase_id: int) -> PurchaseHead:
    head = orders.head(desk, purchase_id)
    if head.state not in OPEN:
        raise Refused(PurchaseNotOpen(head.code, head.state.value))
    return head


def _line(desk: Desk, head: PurchaseHead, n: int) -> PurchaseLine:
    found = next((line for line in orders.lines(desk, head.id) if line.n == n), None)
    if found is None:
        raise Refused(NoSuchLine(head.code, n))
    return found


def _add(desk: Desk, head: PurchaseHead, known: Supplier, line: NewLine, *, exact: bool) -> list[Remark]:
    product = goods_of(desk, line.sku, known.id)
    qty = qty_of("qty", line.qty)
    day = day_of("due_day", line.due_day) or head.due_day
    _refuse_double(desk, head, product.sku, day)
    sold = next(iter(suppliers.sold_by(desk, known.id, [product.sku])), None)
    told: list[Remark] = []
    if sold is not None and not exact and (becomes := sold.shipped_as(qty)) != qty:
        code = "packs_rounded" if qty % sold.pack else "least_rounded"
        told.append(Remark(code, {"sku": product.sku, "pack": sold.pack, "qty": qty, "becomes": becomes}))
        qty = becomes
    price = price_of("price", line.price) if line.price.strip() else 0 if sold is None else sold.price_of(qty)
    _write(desk, head, product, qty, price, day)
    return told


def _write(desk: Desk, head: PurchaseHead, product: Product, qty: int, price: int, day: str) -> None:
    n = writing.add_line(desk, head.id, int(product.id), product.sku, qty, price, day)
    if n > MOST_LINES:
        raise Refused(TooManyLines(head.code, MOST_LINES))


def _refuse_double(desk: Desk, head: PurchaseHead, sku: str, day: str, but: int = 0) -> None:
    for each in orders.lines_of_sku(desk, head.id, sku):
        if each.due_day == day and each.n != but and (each.open or head.state is PurchaseState.DRAFT):
            raise Refused(DoubleLine(head.code, sku, each.n))


def _warehouse(desk: Desk, asked: str) -> str:
    known = floor.warehouses(desk)
    chosen = asked.strip().upper() or (known[0] if len(known) == 1 else "")
    if chosen not in known:
        raise Refused(UnknownWarehouse(asked, known))
    return chosen


def _sold(desk: Desk, supplier_id: int, lines: Iterable[PurchaseLine]) -> dict[str, SupplierProduct]:
    return {each.sku: each for each in suppliers.sold_by(desk, supplier_id, [line.sku for line in lines])}


def _remarks(desk: Desk, purchase_id: int, known: Supplier) -> tuple[Remark, ...]:
    lines = orders.lines(desk, purchase_id)
    return remarks_on(lines, _sold(desk, known.id, lines), known)


def _settle(desk: Desk, head: PurchaseHead) -> None:
    pegs.mark_purchase(desk, head.id)
    _settle_some(desk)


def _settle_some(desk: Desk) -> None:
    pegs.settle_some(desk, SETTLED_AT_ONCE)


def fields_of(head: PurchaseHead) -> dict[str, str]:
    """Return the fields of an order's head that can be changed, as text."""
    told = {"due_day": head.due_day, "supplier_ref": head.supplier_ref, "note": head.note}
    return {**told, "warehouse": head.warehouse}


def line_fields(line: PurchaseLine) -> dict[str, str]:
    """Return the fields of a line that can be changed, as text; the quantity is what is still meant to come or came."""
    return {"qty": str(line.qty - line.cancelled), "price": written(line.price_e4), "due_day": line.due_day}


# -------------------------------------------------------------------------------------------------------- questions


def purchase_id_of(desk: Desk, code: str) -> int:
    """Return the row of a purchase order's code. Raises Refused(NoSuchPurchase)."""
    return orders.id_of(desk, code)


def purchase_detail(desk: Desk, purchase_id: int) -> PurchaseDetail:
    """Return one purchase order whole. Raises Refused(NoSuchPurchase)."""
    head = orders.head(desk, purchase_id)
    known = suppliers.get(desk, head.supplier_id)
    return PurchaseDetail(
        head,
        lists.rows(desk, [head.id])[head.id],
        orders.lines(desk, head.id),
        deliveries.of_purchase(desk, head.id),
        lists.receipts_of(desk, head.id, MOST_RECEIPTS),
        orders.events(desk, head.id),
        _remarks(desk, head.id, known) if head.state in OPEN else (),
        pegs.of_purchase(desk, head.id),
    )


def count_purchases(desk: Desk, now: str) -> Mapping[str, int]:
    """Return for every view how many purchase orders it shows at `now`."""
    return lists.counts(desk, now)


def purchase_choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the suppliers and warehouses a list can be narrowed to."""
    return lists.choices(desk)


def expected_of(desk: Desk, sku: str, warehouse: str) -> tuple[pegs.Expected, ...]:
    """Return what is to come of a product in a warehouse, the earliest day first."""
    return pegs.expected(desk, sku, warehouse)
