"""Purchase orders by hand: begun, filled line by line, and changed afterwards.

What changed after confirmation stands in the order's story. Who waits for the goods is told anew in the same command
for the lines that changed, and by the worker for all others.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.purchasing.common import (
    Purchased,
    fields_of,
    line_fields,
    open_order,
    remarks,
    settle,
)
from warehouse_app.application.purchasing.suppliers import LONGEST_CODE, LONGEST_NOTE, goods_of
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import Change, news, words
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import UnknownWarehouse
from warehouse_app.domain.products import Product
from warehouse_app.domain.purchasing.fields import day_of, price_of, qty_of
from warehouse_app.domain.purchasing.refusals import (
    DoubleLine,
    LessThanCame,
    NoSuchLine,
    PurchaseNotOpen,
    PurchaseTaken,
    SupplierUnused,
    TooManyLines,
)
from warehouse_app.domain.purchasing.states import PurchaseState
from warehouse_app.domain.purchasing.values import (
    PurchaseHead,
    PurchaseLine,
    Remark,
    Supplier,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import floor
from warehouse_app.store.purchasing import orders, pegs, suppliers, writing

MOST_LINES = 1000
MOST_AT_ONCE = 200
"""Lines of an order that is made in one command."""


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
    return Purchased(number, code, (*told, *remarks(desk, number, known)))


@handles(AddPurchaseLine, right=Right.PURCHASE, answer=Purchased)
def add_line(desk: Desk, command: AddPurchaseLine, _session: Session) -> Purchased:
    """Add a line.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, NoSuchProduct, DoubleLine, TooManyLines, BadField).
    """
    head = open_order(desk, command.purchase_id)
    known = suppliers.get(desk, head.supplier_id)
    told = _add(desk, head, known, command.line, exact=command.exact)
    added = orders.lines(desk, head.id)[-1]
    if head.state is PurchaseState.CONFIRMED:
        facts: dict[str, str | int] = {"n": added.n, "sku": added.sku, "qty": added.qty, "day": added.due_day}
        orders.log_event(desk, head.id, "line_added", facts)
        pegs.settle(desk, added.sku, head.warehouse)
    desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code, (*told, *remarks(desk, head.id, known)))


@handles(SetPurchaseLine, right=Right.PURCHASE, answer=Purchased)
def set_line(desk: Desk, command: SetPurchaseLine, _session: Session) -> Purchased:
    """Change a line; what changed after confirmation is kept in the story.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, NoSuchLine, ChangedMeanwhile, LessThanCame, BadField).
    """
    head = open_order(desk, command.purchase_id)
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
    return Purchased(head.id, head.code, remarks(desk, head.id, known))


def _tell_line(desk: Desk, head: PurchaseHead, line: PurchaseLine, field: str, after: str) -> None:
    facts: dict[str, str | int] = {"n": line.n, "sku": line.sku, "before": line_fields(line)[field], "after": after}
    orders.log_event(desk, head.id, f"line_{field}", facts)


@handles(DropPurchaseLine, right=Right.PURCHASE, answer=Purchased)
def drop_line(desk: Desk, command: DropPurchaseLine, _session: Session) -> Purchased:
    """Remove a line, or wait for nothing more of it. Raises Refused(NoSuchPurchase, PurchaseNotOpen, NoSuchLine)."""
    head = open_order(desk, command.purchase_id)
    line = _line(desk, head, command.n)
    if head.state is PurchaseState.DRAFT:
        writing.drop_line(desk, line)
    elif line.open:
        writing.change_line(desk, line.id, {"cancelled": line.cancelled + line.open})
        orders.log_event(desk, head.id, "line_dropped", {"n": line.n, "sku": line.sku, "qty": line.open})
        pegs.settle(desk, line.sku, head.warehouse)
    desk.touch(Touched.PURCHASE)
    return Purchased(head.id, head.code, remarks(desk, head.id, suppliers.get(desk, head.supplier_id)))


@handles(SetPurchase, right=Right.PURCHASE, answer=Purchased)
def set_purchase(desk: Desk, command: SetPurchase, _session: Session) -> Purchased:
    """Change the head; the warehouse of a draft only. Lines due with the order before are due with it afterwards.

    Raises Refused(NoSuchPurchase, PurchaseNotOpen, ChangedMeanwhile, UnknownWarehouse, BadField).
    """
    head = open_order(desk, command.purchase_id)
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
        settle(desk, head)


# ------------------------------------------------------------------------------------------------------------ parts


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
