"""Suppliers and purchase orders on the command line: made, filled, confirmed, changed, closed, cancelled, shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.application.purchasing.common import Purchased
    from warehouse_app.application.purchasing.orders import NewLine
    from warehouse_app.domain.purchasing.values import PurchaseDetail

_purchase = typer.Typer(help="Purchase orders: what is ordered from suppliers.")
SHOWN = 50
Code = Annotated[str, typer.Argument(help="The purchase order's number.")]
Exact = Annotated[bool, typer.Option("--exact", help="Leave quantities as they are, whatever packs it ships.")]
Due = Annotated[str, typer.Option(help="The day it is due, as 2010-12-24.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the order's story.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_purchase, name="purchase")


def _line(text: str) -> NewLine:
    """Return a line as it is typed: SKU=QTY, and behind @ a price."""
    from warehouse_app.application.purchasing.orders import NewLine

    sku, equals, rest = text.rpartition("=")
    qty, _at, price = rest.partition("@")
    if not equals:
        raise Usage("purchase_line", text=text[:40])
    return NewLine(sku, qty, price)


@_purchase.command("new")
def _new(
    context: typer.Context,
    supplier: Annotated[str, typer.Argument(help="The supplier's code.")],
    lines: Annotated[list[str] | None, typer.Argument(help="What is ordered, each SKU=QTY or SKU=QTY@PRICE.")] = None,
    code: Annotated[str, typer.Option(help="The order's number; else one is given out.")] = "",
    warehouse: Annotated[str, typer.Option(help="Where it is to come, where there are several.")] = "",
    due: Due = "",
    supplier_ref: Annotated[str, typer.Option(help="The supplier's own number of it.")] = "",
    note: Annotated[str, typer.Option(help="A note.")] = "",
    exact: Exact = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="Confirm it at once.")] = False,
) -> None:
    """Begin a purchase order, with its lines."""
    from warehouse_app.application.purchasing.ending import ConfirmPurchase
    from warehouse_app.application.purchasing.orders import MakePurchase

    call = call_of(context)
    wanted = tuple(_line(text) for text in lines or ())
    head = {"purchase": code, "warehouse": warehouse, "due_day": due, "supplier_ref": supplier_ref, "note": note}
    made = _do(call, lambda new: MakePurchase(id=new, supplier=supplier, lines=wanted, exact=exact, **head))
    if confirm:
        _do(call, lambda new: ConfirmPurchase(id=new, purchase_id=made.id))
    _tell(call, made, tr("Purchase order {purchase} is confirmed.") if confirm else tr("{purchase} is a draft."))


@_purchase.command("add")
def _add(
    context: typer.Context,
    code: Code,
    sku: Annotated[str, typer.Argument(help="The SKU, or what the supplier calls it.")],
    qty: Annotated[str, typer.Argument(help="How many base units.")],
    price: Annotated[str, typer.Option(help="The price of one; else the supplier's.")] = "",
    due: Due = "",
    exact: Exact = False,
) -> None:
    """Add one line."""
    from warehouse_app.application.purchasing.orders import AddPurchaseLine, NewLine

    call = call_of(context)
    number = _id_of(call, code)
    line = NewLine(sku, qty, price, due)
    done = _do(call, lambda new: AddPurchaseLine(id=new, purchase_id=number, line=line, exact=exact))
    _tell(call, done, tr("It is added to purchase order {purchase}."))


@_purchase.command("change")
def _change(
    context: typer.Context,
    code: Code,
    line: Annotated[int, typer.Option(min=0, help="Of this line; else of the whole order.")] = 0,
    qty: Annotated[str | None, typer.Option(help="How many of the line.")] = None,
    price: Annotated[str | None, typer.Option(help="The price of one of the line.")] = None,
    due: Annotated[str | None, typer.Option(help="The day it is due.")] = None,
    supplier_ref: Annotated[str | None, typer.Option(help="The supplier's own number of it.")] = None,
    note: Annotated[str | None, typer.Option(help="A note.")] = None,
    warehouse: Annotated[str | None, typer.Option(help="Where it is to come; of a draft only.")] = None,
) -> None:
    """Change a line, or the order itself; what changes after confirmation stands in its story."""
    from warehouse_app.application.purchasing.common import fields_of, line_fields
    from warehouse_app.application.purchasing.orders import SetPurchase, SetPurchaseLine
    from warehouse_app.domain.purchasing.refusals import NoSuchLine
    from warehouse_app.domain.refusals import Refused

    call = call_of(context)
    detail = _detail(call, code)
    if line:
        mine = next((each for each in detail.lines if each.n == line), None)
        if mine is None:
            raise Refused(NoSuchLine(detail.head.code, line))
        changes = _changes(line_fields(mine), {"qty": qty, "price": price, "due_day": due})
        done = _do(call, lambda new: SetPurchaseLine(id=new, purchase_id=detail.head.id, n=line, changes=changes))
    else:
        told = {"due_day": due, "supplier_ref": supplier_ref, "note": note, "warehouse": warehouse}
        if qty is not None or price is not None:
            raise Usage("purchase_which_line")
        changes = _changes(fields_of(detail.head), told)
        done = _do(call, lambda new: SetPurchase(id=new, purchase_id=detail.head.id, changes=changes))
    _tell(call, done, tr("Purchase order {purchase} is changed."))


@_purchase.command("drop")
def _drop(
    context: typer.Context, code: Code, line: Annotated[int, typer.Argument(min=1, help="The line's number.")]
) -> None:
    """Remove a line of a draft; of a confirmed order wait for nothing more of it."""
    from warehouse_app.application.purchasing.orders import DropPurchaseLine

    call = call_of(context)
    number = _id_of(call, code)
    done = _do(call, lambda new: DropPurchaseLine(id=new, purchase_id=number, n=line))
    _tell(call, done, tr("Nothing more of that line of {purchase} is waited for."))


@_purchase.command("confirm")
def _confirm(context: typer.Context, code: Code) -> None:
    """Confirm a draft: from now on its goods are expected."""
    from warehouse_app.application.purchasing.ending import ConfirmPurchase

    call = call_of(context)
    number = _id_of(call, code)
    done = _do(call, lambda new: ConfirmPurchase(id=new, purchase_id=number))
    _tell(call, done, tr("Purchase order {purchase} is confirmed."))


@_purchase.command("close")
def _close(context: typer.Context, code: Code, reason: Reason = "") -> None:
    """Close an order: what did not come is not waited for any more."""
    from warehouse_app.application.purchasing.ending import ClosePurchase

    call = call_of(context)
    number = _id_of(call, code)
    done = _do(call, lambda new: ClosePurchase(id=new, purchase_id=number, reason=reason))
    _tell(call, done, tr("Purchase order {purchase} is closed."))


@_purchase.command("cancel")
def _cancel(context: typer.Context, code: Code, reason: Reason) -> None:
    """Cancel an order of which nothing came."""
    from warehouse_app.application.purchasing.ending import CancelPurchase

    call = call_of(context)
    number = _id_of(call, code)
    done = _do(call, lambda new: CancelPurchase(id=new, purchase_id=number, reason=reason))
    _tell(call, done, tr("Purchase order {purchase} is cancelled."))


@_purchase.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="open, draft, expected, part, late, arrived, done or all.")] = "open",
    text: Annotated[str, typer.Option(help="Beginning the number, or of a supplier, or a whole SKU.")] = "",
    supplier: Annotated[str, typer.Option(help="Only of this supplier.")] = "",
    warehouse: Annotated[str, typer.Option(help="Only for this warehouse.")] = "",
    sort: Annotated[str, typer.Option(help="due_day, code, supplier, placed_at or state; - before it downwards.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = SHOWN,
    saved: Saved = "",
) -> None:
    """List purchase orders as the window does; filters combine."""
    from warehouse_app.application.purchasing.looking import PURCHASES
    from warehouse_app.domain.purchasing.fields import written_amount

    call = call_of(context)
    told = (("supplier", supplier.upper()), ("warehouse", warehouse.upper()))
    narrowed = tuple((name, value) for name, value in told if value)
    query = ListQuery(view, text, narrowed, sort.removeprefix("-"), sort.startswith("-"), now=call.runner.now())
    query = PURCHASES.check(as_saved(call, "purchases", saved, query))
    rows = call.runner.ask(lambda desk: PURCHASES.page(desk, query, 0, limit).rows, call.session())
    columns = ("code", "state", "arrival", "supplier", "warehouse", "due_day", "lines", "ordered", "received", "total")
    call.out.rows(
        columns,
        [
            (*(row.code, row.state.value, row.arrival.value, row.supplier, row.warehouse, row.due_day, row.lines),
             *(row.ordered, row.received, f"{written_amount(row.total_minor, row.currency)} {row.currency}"))
            for row in rows
        ],
        tr("No purchase order."),
    )  # fmt: skip


@_purchase.command("show")
def _show(context: typer.Context, code: Code) -> None:
    """Show a purchase order: lines with what came and who waits, deliveries, receipts, story."""
    from warehouse_app.domain.purchasing.fields import written
    from warehouse_app.wording.purchasing import delivery_words, event_words, remark_words, state_words

    call = call_of(context)
    found = _detail(call, code)
    if call.out.as_json:
        told = plainly(found)
        told["arrival"] = found.row.arrival.value
        told["waited_for"] = {str(at): list(each) for at, each in found.waited_for.items()}
        for each, line in zip(told["lines"], found.lines, strict=True):
            each |= {"open": line.open, "total_minor": line.total_minor}
        call.out.document(told)
        return
    head = found.head
    words = tr("{code} of {supplier}: {state}, due {day}, for {warehouse}")
    state = state_words(head.state, found.row.arrival)
    facts = {"code": head.code, "supplier": head.supplier_name, "state": state, "warehouse": head.warehouse}
    call.out.answer(None, words.format(**facts, day=head.due_day or tr("no day")))
    lines = [
        (*(each.n, each.sku, each.name, each.supplier_code, each.qty - each.cancelled, each.received, each.open),
         *(found.waited_for.get(each.id, (0, 0))[0], each.due_day, written(each.price_e4)))
        for each in found.lines
    ]  # fmt: skip
    columns = ("n", "sku", "name", "supplier's", "ordered", "received", "open", "waited for", "due", "price")
    call.out.rows(columns, lines, tr("No lines."))
    told_of = [(each.code, each.supplier_ref, delivery_words(each.state), each.due_day) for each in found.deliveries]
    call.out.rows(("delivery", "note", "state", "due"), told_of)
    came = [(each.at, each.sku, each.qty, each.receipt, each.verdict, each.who) for each in found.receipts]
    call.out.rows(("came at", "sku", "qty", "receipt", "verdict", "who"), came)
    call.out.rows(("at", "what", "who"), [(each.at, event_words(each), each.who) for each in found.story])
    for remark in found.remarks:
        call.out.note(remark_words(remark))


def _detail(call: Call, code: str) -> PurchaseDetail:
    from warehouse_app.application.purchasing.looking import purchase_detail, purchase_id_of

    return call.runner.ask(lambda desk: purchase_detail(desk, purchase_id_of(desk, code)), call.session())


def _id_of(call: Call, code: str) -> int:
    from warehouse_app.application.purchasing.looking import purchase_id_of

    return call.runner.ask(lambda desk: purchase_id_of(desk, code), call.session())


def _tell(call: Call, done: Purchased, words: str) -> None:
    """Say what was done, and beside it what the supplier would say."""
    from warehouse_app.wording.purchasing import remark_words

    said = [remark_words(each) for each in done.remarks]
    remarks = [{**plainly(each), "say": words} for each, words in zip(done.remarks, said, strict=True)]
    call.out.answer({"purchase": done.purchase, "remarks": remarks}, words.format(purchase=done.purchase))
    if not call.out.as_json:
        for each in said:
            call.out.note(each)


def _changes(before: dict[str, str], told: dict[str, str | None]) -> tuple[Change, ...]:
    found = tuple(Change(name, before[name], text) for name, text in told.items() if text is not None)
    if not found:
        raise Usage("nothing_to_change")
    return found


def _do(call: Call, command: Callable[[str], Any]) -> Any:  # noqa: ANN401 - the answer of any command
    session = call.session()
    return call.runner.perform(command(call.runner.ids.new()), session).done()
