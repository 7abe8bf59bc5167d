"""Returns on the command line: announced, decided, listed, shown, found by any code, their label."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.terminal.commands import return_photos, return_replay, return_rules, returncauses, returnmoney
from warehouse_app.terminal.commands.papers import MaybeOut, Reason, print_document
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

SHOWN = 50
"""Rows of a list that is shown."""

returns = typer.Typer(help="Returns: goods that come back, and the rules they go by.")
return_rules.add_to(returns)
Code = Annotated[str, typer.Argument(help="The return's number, as RT000001.")]
Lines = Annotated[list[str] | None, typer.Argument(help="What comes back, as SKU=QUANTITY.")]
Reasons = Annotated[
    list[str] | None,
    typer.Option("--reason", help="Why: a code of `warehouse return reason list`, or SKU=CODE for one product."),
]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(returns, name="return")


@returns.command("request")
def _request(
    context: typer.Context,
    order: Annotated[str, typer.Argument(help="The order's number.")],
    lines: Lines = None,
    reason: Reasons = None,
    outcome: Annotated[
        str, typer.Option(help="What the customer wants: refund, exchange, replacement, repair, credit.")
    ] = "",
    words: Annotated[str, typer.Option(help="What the customer wrote.")] = "",
    channel: Annotated[str | None, typer.Option(help="The order's channel, where several have its code.")] = None,
    external: Annotated[str, typer.Option(help="What the channel calls this return.")] = "",
    override: Annotated[str, typer.Option(help="Why it is taken although the policy says no.")] = "",
) -> None:
    """Announce that goods of an order come back."""
    from warehouse_app.application.orders import order_id_of
    from warehouse_app.application.returning.requests import RequestReturn
    from warehouse_app.wording.returning import states

    call = call_of(context)
    number = call.runner.ask(lambda desk: order_id_of(desk, order, channel), call.session())
    done = _do(
        call, RequestReturn, order_id=number, lines=_asked(lines, reason), outcome=outcome, words=words,
        external=external, override=override,
    )  # fmt: skip
    told = tr("Return {code} of order {order} is {state}.").format(
        code=done.code, order=order, state=states()[done.state]
    )
    until = [tr("It may come until {day}.").format(day=done.expires_on)] if done.expires_on else []
    call.out.answer(plainly(done), told, *until)


def _asked(lines: list[str] | None, reasons: list[str] | None) -> tuple[Any, ...]:
    from warehouse_app.application.returning.requests import Asked

    whole, of_sku = "", {}
    for each in reasons or ():
        sku, mark, code = each.rpartition("=")
        if mark:
            of_sku[sku.upper()] = code
        else:
            whole = each
    found = []
    for each in lines or ():
        sku, mark, qty = each.rpartition("=")
        if not mark:
            raise Usage("usage", problem=f"{each[:40]}: SKU=QUANTITY")
        found.append(Asked(sku, qty, of_sku.get(sku.upper(), whole)))
    return tuple(found)


@returns.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="requested, awaited, inspect, parked, settled, over or all.")] = "all",
    text: Annotated[str, typer.Option(help="A number of the return, its order, customer, product or slot.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option("--filter", help="channel, state, kind, warehouse or carrier, as state=received."),
    ] = None,
    sort: Annotated[str, typer.Option(help="code, state, requested_at, expires_on, received_at or slot.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = SHOWN,
    saved: Saved = "",
) -> None:
    """List returns."""
    from warehouse_app.application.returning.lists import RETURNS

    call = call_of(context)
    filters = tuple((name, value) for name, _mark, value in (each.partition("=") for each in where or ()))
    query = RETURNS.check(as_saved(call, "returncases", saved, ListQuery(view, text, filters, sort)))
    found = call.runner.ask(lambda desk: list(islice(RETURNS.walk(desk, query), limit)), call.session())
    columns = (
        *("code", "kind", "state", "order", "customer", "channel", "external", "units", "here", "graded", "outcome"),
        *("expires_on", "slot", "requested_at"),
    )
    rows = [tuple(getattr(each, name) for name in columns) for each in found]
    call.out.rows(columns, rows, tr("There is no return."))


@returns.command("show")
def _show(context: typer.Context, code: Code) -> None:
    """Show one return whole."""
    from warehouse_app.application.returning.detail import return_named
    from warehouse_app.wording.refunds import message_words
    from warehouse_app.wording.returning import dispositions, grades, outcomes, states, unit_states
    from warehouse_app.wording.returnstory import told as told_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: return_named(desk, code), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    head = found.head
    told = tr("{code} is {state}: order {order}, customer {customer}, parcel {parcel}").format(
        code=head.code, state=states()[head.state], order=found.order or "-", customer=found.customer or "-",
        parcel=found.parcel or "-",
    )  # fmt: skip
    against = told_of("", head.override)[1]
    said = (found.words, head.decision, against, message_words(found.message))
    call.out.answer(None, told, *(each for each in said if each))
    reasons = {number: each.code for number, each in found.reasons.items()}
    columns = ("sku", "qty", "state", "reason", "grade", "disposition", "outcome", "lot", "serial")
    rows = [
        (each.sku, each.qty, unit_states()[each.state], reasons.get(each.reason_id or 0, ""),
         "" if each.grade is None else grades()[each.grade],
         "" if each.disposition is None else dispositions()[each.disposition],
         "" if each.outcome is None else outcomes()[each.outcome], each.lot, each.serial)
        for each in found.units
    ]  # fmt: skip
    call.out.rows(columns, rows)
    call.out.rows(
        ("at", "what", "why", "who"), [(each.at, *told_of(each.what, each.why), each.who) for each in found.events]
    )


@returns.command("find")
def _find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Any code on the parcel or in it, or the customer's name.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many.")] = 20,
) -> None:
    """Say whose parcel it may be, the likeliest first."""
    from warehouse_app.application.returning.detail import find_candidates

    call = call_of(context)
    found = call.runner.ask(lambda desk: find_candidates(desk, text, limit), call.session())
    rows = [
        (each.by.name.lower(), each.return_code, each.return_state, each.order, each.channel, each.order_state,
         each.parcel, each.customer, each.sku, each.serial, each.at)
        for each in found
    ]  # fmt: skip
    columns = (
        *("by", "return", "state", "order", "channel", "order_state", "parcel", "customer", "sku", "serial", "at"),
    )
    call.out.rows(
        columns, rows, tr("Nobody is known by {text}: take it in as goods that nobody announced.").format(text=text)
    )


@returns.command("authorise")
def _authorise(context: typer.Context, code: Code) -> None:
    """Say yes to a return."""
    from warehouse_app.application.returning.requests import AuthoriseReturn

    _decide(call_of(context), AuthoriseReturn, code, tr("Return {code} may come."))


@returns.command("reject")
def _reject(context: typer.Context, code: Code, why: Annotated[str, typer.Option(help="Why it may not come.")]) -> None:
    """Say no to a return, and why."""
    from warehouse_app.application.returning.requests import RejectReturn

    _decide(call_of(context), RejectReturn, code, tr("Return {code} is rejected."), why=why)


@returns.command("cancel")
def _cancel(context: typer.Context, code: Code, why: Annotated[str, typer.Option(help="Why.")] = "") -> None:
    """Note that the customer keeps the goods after all."""
    from warehouse_app.application.returning.requests import CancelReturn

    _decide(call_of(context), CancelReturn, code, tr("Return {code} is cancelled."), why=why)


@returns.command("identify")
def _identify(
    context: typer.Context,
    code: Code,
    order: Annotated[str, typer.Argument(help="The order it turned out to be of.")],
) -> None:
    """Say which order a parcel was of that nobody knew; what it sent is proven by the books."""
    from warehouse_app.application.returning.identifying import IdentifyReturn

    call = call_of(context)
    proven = _do(call, IdentifyReturn, return_code=code, order=order)
    words = trn("{n} unit of the return is proven.", "{n} units of the return are proven.", proven)
    call.out.answer({"return": code.strip().upper(), "order": order.strip(), "proven": proven}, words.format(n=proven))


@returns.command("unidentify")
def _unidentify(
    context: typer.Context,
    code: Code,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only shown.")] = False,
) -> None:
    """Take back of which order a parcel was said to be: nobody knows it again, as long as nothing stands on it."""
    from warehouse_app.application.returning.unidentifying import UnidentifyReturn, whose

    call = call_of(context)
    told = call.runner.ask(lambda desk: whose(desk, code), call.session())
    facts = {"return": told.name, "order": told.order, "units": told.qty, "done": yes}
    if not yes:
        words = trn(
            "Return {name} would not be of order {order} any more: {n} unit goes back to its parcel in the books.",
            "Return {name} would not be of order {order} any more: {n} units go back to its parcel in the books.",
            told.qty,
        )
        call.out.answer(facts, words.format(name=told.name, order=told.order, n=told.qty))
        call.out.note(tr("Nothing is done yet: do it with --yes."))
        return
    _do(call, UnidentifyReturn, return_code=code)
    call.out.answer(facts, tr("Nobody knows whose return {name} is.").format(name=told.name))


@returns.command("sent")
def _sent(
    context: typer.Context,
    code: Code,
    carrier: Annotated[str, typer.Option(help="The carrier.")] = "",
    tracking: Annotated[str, typer.Option(help="The number on its label.")] = "",
) -> None:
    """Note that the goods are on their way."""
    from warehouse_app.application.returning.requests import SendReturn

    call = call_of(context)
    _decide(call, SendReturn, code, tr("Return {code} is on its way."), carrier=carrier, tracking=tracking)


@returns.command("expire")
def _expire(context: typer.Context) -> None:
    """Let returns expire whose last day is over; the worker does so by itself."""
    from warehouse_app.application.returning.expiring import ExpireReturns

    call = call_of(context)
    codes: list[str] = []
    more = True
    while more:
        done = _do(call, ExpireReturns)
        codes += done.codes
        more = done.more
        call.company().pause(0.002)
    told = trn("{n} return expired.", "{n} returns expired.", len(codes)).format(n=len(codes))
    call.out.answer({"expired": codes}, told)


@returns.command("replay")
def _replay(
    context: typer.Context,
    channel: Annotated[str, typer.Option(help="Only the credit notes of this channel.")] = "",
    announce: Annotated[
        bool, typer.Option("--announce", help="Only announce them: the goods are still to come.")
    ] = False,
    lines: Annotated[Path | None, typer.Option("--lines", help="A CSV file that names what each line is.")] = None,
) -> None:
    """Make returns of the credit notes that files brought: each is matched to what its customer had bought before."""
    return_replay.replay(call_of(context), channel, announce, lines)


@returns.command("label")
def _label(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The return's number, or that of the parcel sent.")],
    out: MaybeOut = None,
    form: Annotated[str, typer.Option("--format", help="zpl, pdf or png.")] = "pdf",
    dpi: Annotated[int, typer.Option(help="Of a ZPL printer: 203, 300 or 600.")] = 203,
    printed: Annotated[bool, typer.Option("--print", help="Print it at the printer of labels.")] = False,
    station: Annotated[str, typer.Option(help="The station that prints it, with --print.")] = "",
    reason: Reason = "",
) -> None:
    """Print the label that the customer sticks on what comes back, or write it to a file."""
    from warehouse_app.application.labels import label_document
    from warehouse_app.domain.people import Right

    call = call_of(context)
    if printed:
        print_document(call, "return", code, station=station, reason=reason)
    if out is None:
        if not printed:
            raise Usage("out_or_print")
        return
    content = call.runner.ask(lambda desk: label_document(desk, "return", code, form, dpi), call.session(), Right.PRINT)
    write_bytes(out, content)
    call.out.answer({"file": str(out), "bytes": len(content)}, tr("Written to {file}.").format(file=out))


def _decide(call: Call, command: Any, code: str, words: str, **more: Any) -> None:  # noqa: ANN401 - a command's fields
    from warehouse_app.application.returning.requests import return_id_of

    number = call.runner.ask(lambda desk: return_id_of(desk, code), call.session())
    done = _do(call, command, return_id=number, **more)
    call.out.answer({"return": done}, words.format(code=done))


def _do(call: Call, command: Any, **fields: Any) -> Any:  # noqa: ANN401 - the answer of any command
    return call.runner.perform(command(id=call.runner.ids.new(), **fields), call.session()).done()


return_photos.add_to_returns(returns)
returnmoney.add_to_returns(returns)
returncauses.add_to_returns(returns)
