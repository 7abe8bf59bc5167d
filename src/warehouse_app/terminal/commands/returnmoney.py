"""What a return leads to, on the command line: settled and undone, refunds, credit, work on goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse_app.domain.refusals import Refused
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.domain.returning.values import Settlement

_refund = typer.Typer(help="Money that goes back to customers.")
_work = typer.Typer(help="Work on returned goods.")

Return = Annotated[str, typer.Argument(help="The return's number, as RT000001.")]
Refund = Annotated[str, typer.Argument(help="The refund's number, as RF000001.")]
Why = Annotated[str, typer.Option(help="Why.")]
Most = Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line; those of a return are among the others of returns."""
    from warehouse_app.terminal.commands import returnsuppliers

    whole.add_typer(_refund, name="refund")
    whole.add_typer(_work, name="work")
    whole.command("credit")(_credit)
    returnsuppliers.add_to(whole)


def add_to_returns(returns: typer.Typer) -> None:
    """Add what is done to one return to the commands of returns."""
    for name, deed in (
        *(("preview", _preview), ("choose", _choose), ("settle", _settle), ("undo", _undo), ("ahead", _ahead)),
        *(("sent-back", _sent_back), ("paid", _paid)),
    ):
        returns.command(name)(deed)


def do(call: Call, kind: type[Any], **facts: object) -> Any:  # noqa: ANN401 - the answer of any command
    """Perform a command as whoever calls, and return its answer."""
    session = call.session()
    return call.runner.perform(kind(id=call.runner.ids.new(), **facts), session).done()


def _id_of(call: Call, code: str) -> int:
    from warehouse_app.application.returning.detail import return_named

    return int(call.runner.ask(lambda desk: return_named(desk, code), call.session()).head.id)


def _money(minor: int, currency: str) -> str:
    from warehouse_app.documents.papers.money import amount

    return f"{amount(minor, currency)} {currency}".strip()


# -------------------------------------------------------------------------------------------------------- a settlement


def _preview(context: typer.Context, code: Return) -> None:
    """Show what settling a return would do: money, goods, new orders, and what lacks."""
    call = call_of(context)
    _tell(call, _seen(call, _id_of(call, code)))


def _seen(call: Call, number: int) -> Settlement:
    from warehouse_app.application.returning.settling import preview

    return call.runner.ask(lambda desk: preview(desk, number), call.session())


def _tell(call: Call, told: Settlement) -> None:
    from warehouse_app.application.returning.settling import message_facts
    from warehouse_app.wording.refunds import lack_words, money_rows, ways
    from warehouse_app.wording.returning import dispositions
    from warehouse_app.wording.say import say

    if call.out.as_json:
        call.out.document(plainly(told))
        return
    currency = told.currency
    rows = [
        (money_rows()[each.what], each.sku, each.qty, _money(each.amount_minor, currency),
         _money(each.fee_minor, currency), ways()[each.way])
        for each in told.money
    ]  # fmt: skip
    call.out.rows(("what", "sku", "qty", "amount", "kept", "way"), rows, tr("No money goes back."))
    goods = [(each.sku, each.qty, dispositions()[each.disposition], each.place, each.bin) for each in told.stock]
    call.out.rows(("sku", "qty", "goes", "place", "bin"), goods, tr("No goods move."))
    for order in told.orders:
        for line in order.lines:
            made = tr("New order: {qty} of {sku}, {due} still to be paid")
            due = _money(order.due_minor, currency)
            call.out.answer(None, made.format(qty=line.qty, sku=line.sku, due=due))
    call.out.answer(None, say(told.message, message_facts(told)), *(lack_words(each) for each in told.lacks))


def _choose(
    context: typer.Context,
    code: Return,
    outcome: Annotated[str, typer.Argument(help="refund, exchange, replacement, repair, credit, reject or nothing.")],
    unit: Annotated[list[int] | None, typer.Option(help="Only for this unit (its row).")] = None,
    qty: Annotated[int, typer.Option(min=0, help="Only for so many of it.")] = 0,
    variant: Annotated[str, typer.Option(help="The SKU that is given in exchange.")] = "",
    price: Annotated[str, typer.Option(help="Its price; the price of what came back where none is given.")] = "",
    kept: Annotated[str, typer.Option(help="What is kept of the price in hundredths, instead of the policy's.")] = "",
) -> None:
    """Say what the customer gets."""
    from warehouse_app.application.returning.choosing import ChooseOutcome

    call = call_of(context)
    facts = {"variant": variant, "price": price, "kept": kept, "units": tuple(unit or ()), "qty": qty}
    name = do(call, ChooseOutcome, return_id=_id_of(call, code), outcome=outcome, **facts)
    call.out.answer(
        {"return": name, "outcome": outcome}, tr("What the customer of {name} gets is kept.").format(name=name)
    )


def _settle(
    context: typer.Context,
    code: Return,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only shown.")] = False,
) -> None:
    """Settle a return: do what the preview shows."""
    from warehouse_app.application.returning.settling import SettleReturn, digest_of

    call = call_of(context)
    number = _id_of(call, code)
    told = _seen(call, number)
    if not yes:
        _tell(call, told)
        call.out.note(tr("Nothing is done yet: settle it with --yes."))
        return
    done = do(call, SettleReturn, return_id=number, shown=digest_of(told))
    sentence = tr("Return {name} is settled: {refund} go back, {credit} are store credit.")
    given = {"refund": _money(done.refund_minor, done.currency), "credit": _money(done.credit_minor, done.currency)}
    made = (*done.refunds, *done.orders, *done.work)
    call.out.answer(plainly(done), sentence.format(name=done.name, **given), *([", ".join(made)] if made else []))


def _undo(context: typer.Context, code: Return) -> None:
    """Take a settlement back, as long as nothing has gone out."""
    from warehouse_app.application.returning.unsettling import UndoSettlement

    call = call_of(context)
    name = do(call, UndoSettlement, return_id=_id_of(call, code))
    call.out.answer({"return": name, "undone": True}, tr("Return {name} is not settled any more.").format(name=name))


def _ahead(context: typer.Context, code: Return) -> None:
    """Make the orders of an exchange or replacement before the goods are here."""
    from warehouse_app.application.returning.sending import SendAhead

    call = call_of(context)
    made = do(call, SendAhead, return_id=_id_of(call, code))
    call.out.answer({"orders": list(made)}, tr("Made: {orders}.").format(orders=", ".join(made)))


def _sent_back(
    context: typer.Context,
    code: Return,
    tracking: Annotated[str, typer.Option(help="The number under which it left.")] = "",
) -> None:
    """Say that what goes back to the customer has left."""
    from warehouse_app.application.returning.working import SendBack

    call = call_of(context)
    many = do(call, SendBack, return_id=_id_of(call, code), tracking=tracking)
    call.out.answer({"units": many}, tr("{n} sent back to the customer.").format(n=many))


def _paid(
    context: typer.Context,
    order: Annotated[str, typer.Argument(help="The order that was made for an exchange, as RT000001-X1.")],
    reference: Annotated[str, typer.Option(help="By what the payment is found.")],
) -> None:
    """Say that the rest of an exchange was paid: its order goes on."""
    from warehouse_app.application.orders import order_id_of
    from warehouse_app.application.returning.sending import PayDue

    call = call_of(context)
    number = call.runner.ask(lambda desk: order_id_of(desk, order), call.session())
    code = do(call, PayDue, order_id=number, reference=reference)
    call.out.answer({"order": code}, tr("Order {order} is paid and goes on.").format(order=code))


# ------------------------------------------------------------------------------------------------------------- refunds


@_refund.command("list")
def _refunds(
    context: typer.Context,
    state: Annotated[
        str, typer.Option(help="proposed, approved, sent, confirmed, failed, unknown or cancelled; all where none.")
    ] = "",
    limit: Most = 50,
) -> None:
    """List refunds."""
    from warehouse_app.application.returning.refunding import refund_list
    from warehouse_app.wording.refunds import ways
    from warehouse_app.wording.returning import refund_states

    call = call_of(context)
    found = call.runner.ask(lambda desk: refund_list(desk, state, limit), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    rows = [
        (each.code, each.return_code, each.order, refund_states()[each.state], ways()[each.kind],
         _money(each.amount_minor, each.currency), each.reference, each.trouble)
        for each in found
    ]  # fmt: skip
    columns = ("refund", "return", "order", "state", "way", "amount", "reference", "trouble")
    call.out.rows(columns, rows, tr("There is no such refund."))


@_refund.command("show")
def _shown(context: typer.Context, code: Refund) -> None:
    """Show one refund and what it is for."""
    from warehouse_app.application.returning.refunding import refund_detail
    from warehouse_app.wording.refunds import money_rows
    from warehouse_app.wording.returning import refund_states

    call = call_of(context)
    found = call.runner.ask(lambda desk: refund_detail(desk, code), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    row = found.row
    told = tr("{code} of {name}, order {order}: {amount}, {state}")
    facts = {"code": row.code, "name": row.return_code, "order": row.order, "state": refund_states()[row.state]}
    call.out.answer(None, told.format(amount=_money(row.amount_minor, row.currency), **facts))
    lines = [
        (money_rows()[each.what], each.sku, each.qty, _money(each.amount_minor, row.currency),
         _money(each.fee_minor, row.currency))
        for each in found.lines
    ]  # fmt: skip
    call.out.rows(("what", "sku", "qty", "amount", "kept"), lines)


def _refund_done(context: typer.Context, kind: str, code: str, **facts: object) -> None:
    from warehouse_app.application.returning import refunding
    from warehouse_app.wording.returning import refund_states

    call = call_of(context)
    name = do(call, getattr(refunding, kind), refund=code, **facts)
    row = call.runner.ask(lambda desk: refunding.refund_detail(desk, name), call.session()).row
    told = tr("Refund {code} is {state}.").format(code=name, state=refund_states()[row.state])
    call.out.answer(plainly(row), told)


@_refund.command("approve")
def _approve(context: typer.Context, code: Refund) -> None:
    """Let a refund be paid that somebody proposed."""
    _refund_done(context, "ApproveRefund", code)


@_refund.command("retry")
def _retry(context: typer.Context, code: Refund) -> None:
    """Ask once more for a refund that failed, under the same key."""
    _refund_done(context, "RetryRefund", code)


@_refund.command("confirm")
def _confirm(
    context: typer.Context,
    code: Refund,
    reference: Annotated[str, typer.Option(help="By what the payment is found.")],
) -> None:
    """Say that a refund was paid by hand."""
    _refund_done(context, "ConfirmRefund", code, reference=reference)


@_refund.command("fail")
def _fail(context: typer.Context, code: Refund, why: Why) -> None:
    """Say of a refund of which nobody knew that it was not paid."""
    _refund_done(context, "FailRefund", code, why=why)


@_refund.command("cancel")
def _cancel(context: typer.Context, code: Refund, why: Why) -> None:
    """Give up a refund that has not gone out."""
    _refund_done(context, "CancelRefund", code, why=why)


@_refund.command("add")
def _add(
    context: typer.Context,
    code: Return,
    amount: Annotated[str, typer.Argument(help="How much, as 5.00.")],
    why: Why,
    currency: Annotated[str, typer.Option(help="Its currency: the one in which it was paid.")] = "",
) -> None:
    """Give money back besides what was settled."""
    from warehouse_app.application.returning.refunding import GiveRefund

    call = call_of(context)
    name = do(call, GiveRefund, return_id=_id_of(call, code), amount=amount, currency=currency, why=why)
    call.out.answer({"refund": name}, tr("Refund {code} is written.").format(code=name))


def _credit(context: typer.Context, customer: Annotated[str, typer.Argument(help="The customer's number.")]) -> None:
    """Show what a customer may still spend, and how it came about."""
    from warehouse_app.application.erasing import NoSuchCustomer
    from warehouse_app.application.returning.refunding import credit_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: credit_of(desk, customer), call.session())
    if found is None:
        raise Refused(NoSuchCustomer(customer[:80]))
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    left = ", ".join(_money(minor, currency) for currency, minor in found.balances.items())
    call.out.answer(None, tr("{customer} may still spend: {left}").format(customer=found.customer, left=left or "0"))
    rows = [(each.at, _money(each.amount_minor, each.currency), each.why, each.refund) for each in found.rows]
    call.out.rows(("at", "amount", "why", "refund"), rows, tr("There never was any credit."))


# ---------------------------------------------------------------------------------------------------------------- work


@_work.command("list")
def _jobs(
    context: typer.Context,
    state: Annotated[str, typer.Option(help="open, done or cancelled.")] = "open",
    limit: Most = 50,
) -> None:
    """List work on returned goods."""
    from warehouse_app.application.returning.working import work_list

    call = call_of(context)
    found = call.runner.ask(lambda desk: work_list(desk, state, limit), call.session())
    columns = ("code", "kind", "return_code", "sku", "name", "serial", "qty", "note", "result", "cost_minor")
    call.out.rows(columns, [tuple(getattr(each, name) for name in columns) for each in found], tr("No work waits."))


@_work.command("done")
def _job_done(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The work order's number, as WO000001.")],
    result: Annotated[str, typer.Option(help="restock, scrap or send-back.")],
    cost: Annotated[str, typer.Option(help="What it cost, as 3.50.")] = "",
    grade: Annotated[str, typer.Option(help="The grade as which it is sold again: A to F.")] = "A",
    note: Annotated[str, typer.Option(help="What was done.")] = "",
) -> None:
    """Say what became of goods that were worked on."""
    from warehouse_app.application.returning.working import FinishWork

    call = call_of(context)
    name = do(call, FinishWork, work=code, result=result, cost=cost, grade=grade, note=note)
    call.out.answer({"work": name, "result": result}, tr("Work {code} is done.").format(code=name))
