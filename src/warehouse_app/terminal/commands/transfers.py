"""Transfers between warehouses on the command line: ordered, confirmed, picked, sent, received, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

SHOWN = 50
"""Rows of a list that is shown."""

_transfer = typer.Typer(help="Transfers: goods from one warehouse to another.")
Code = Annotated[str, typer.Argument(help="The transfer's code, or that of one of its packages.")]
Lines = Annotated[list[str] | None, typer.Argument(help="What goes, as SKU=QUANTITY.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_transfer, name="transfer")


@_transfer.command("new")
def _new(
    context: typer.Context,
    source: Annotated[str, typer.Option("--from", help="The warehouse the goods leave.")],
    target: Annotated[str, typer.Option("--to", help="The warehouse they go to.")],
    lines: Lines = None,
    due: Annotated[str, typer.Option(help="The day they should be there (YYYY-MM-DD).")] = "",
    note: Annotated[str, typer.Option(help="A note for who picks and receives.")] = "",
    confirm: Annotated[bool, typer.Option("--confirm", help="Confirm it at once.")] = False,
) -> None:
    """Draft a transfer; with --confirm its goods are promised at once."""
    from warehouse_app.application.transfers.orders import ConfirmTransfer, NewTransfer
    from warehouse_app.domain.transfers.values import Asked

    call = call_of(context)
    asked = tuple(Asked(sku, qty) for sku, qty in _pairs(lines))
    code = _do(call, NewTransfer, source=source, target=target, lines=asked, due_day=due, note=note)
    if confirm:
        number = _id(call, code)
        _do(call, ConfirmTransfer, transfer_id=number)
    told = tr("Transfer {code} is confirmed.") if confirm else tr("Transfer {code} is a draft.")
    call.out.answer({"transfer": code, "state": "confirmed" if confirm else "draft"}, told.format(code=code))


@_transfer.command("set")
def _set(context: typer.Context, code: Code, lines: Lines = None) -> None:
    """Change what a draft asks for: SKU=QUANTITY; 0 takes the product off."""
    from warehouse_app.application.transfers.orders import SetTransferLine

    call = call_of(context)
    number = _id(call, code)
    for sku, qty in _pairs(lines):
        _do(call, SetTransferLine, transfer_id=number, sku=sku, qty=qty)
    _show_after(call, number)


@_transfer.command("confirm")
def _confirm(context: typer.Context, code: Code) -> None:
    """Promise the goods of a draft in the warehouse they leave."""
    from warehouse_app.application.transfers.orders import ConfirmTransfer

    call = call_of(context)
    number = _id(call, code)
    done = _do(call, ConfirmTransfer, transfer_id=number)
    call.out.answer({"transfer": done, "state": "confirmed"}, tr("Transfer {code} is confirmed.").format(code=done))


@_transfer.command("pick")
def _pick(
    context: typer.Context,
    code: Code,
    lines: Lines = None,
    place: Annotated[str, typer.Option(help="The place they are taken from.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Take everything as proposed.")] = False,
    lot: Annotated[str, typer.Option(help="Only this lot.")] = "",
    serial: Annotated[str, typer.Option(help="Only this serial number.")] = "",
    another: Annotated[bool, typer.Option("--next-package", help="Fill another package from now on.")] = False,
) -> None:
    """Say from where the goods are taken; with --place and SKU=QUANTITY, or with --all, take them."""
    from warehouse_app.application.transfers import picking

    call = call_of(context)
    session, pause, number = call.session(), call.company().pause, _id(call, code)
    pairs = _pairs(lines)
    if bool(pairs) != bool(place) or (pairs and everything):
        raise Usage("usage", problem="give --place with SKU=QUANTITY, or --all")
    if another:
        _do(call, picking.NextPackage, transfer_id=number)
    if everything:
        units = picking.pick_all(call.runner, session, number, pause)
        call.out.note(trn("{n} unit picked.", "{n} units picked.", units).format(n=units))
    elif not pairs:
        picking.start(call.runner, session, number, pause)
    for sku, qty in pairs:
        where = {"place": place, "lot": lot, "serial": serial}
        _do(call, picking.PickTransfer, transfer_id=number, sku=sku, qty=qty, **where)
    _show_after(call, number)


@_transfer.command("put-back")
def _put_back(context: typer.Context, code: Code) -> None:
    """Take everything out of the packages again, to where it came from."""
    from warehouse_app.application.transfers import picking

    call = call_of(context)
    number = _id(call, code)
    while _do(call, picking.PutBackTransfer, transfer_id=number):
        call.company().pause(picking.PAUSE_S)
    _show_after(call, number)


@_transfer.command("send")
def _send(context: typer.Context, code: Code) -> None:
    """Let what was picked leave; what was not picked stays."""
    from warehouse_app.application.transfers.sending import SendTransfer

    call = call_of(context)
    number = _id(call, code)
    done = _do(call, SendTransfer, transfer_id=number)
    words = trn(
        "Transfer {code} left for {target}: {units} in {packages} package, {behind} left behind.",
        "Transfer {code} left for {target}: {units} in {packages} packages, {behind} left behind.",
        done.packages,
    )
    units = trn("{n} unit", "{n} units", done.units).format(n=done.units)
    told = words.format(
        code=done.transfer, target=done.target, units=units, packages=done.packages, behind=done.left_behind
    )
    call.out.answer(plainly(done), told)


@_transfer.command("receive")
def _receive(
    context: typer.Context,
    code: Code,
    lines: Lines = None,
    everything: Annotated[bool, typer.Option("--all", help="All that is on its way came as it was sent.")] = False,
    damaged: Annotated[bool, typer.Option("--damaged", help="These came damaged: they go into quarantine.")] = False,
    over: Annotated[bool, typer.Option("--over", help="More came than was sent, and it was counted twice.")] = False,
    lot: Annotated[str, typer.Option(help="Of this lot.")] = "",
    serial: Annotated[str, typer.Option(help="With this serial number.")] = "",
    place: Annotated[str, typer.Option(help="Where they are put; the dock where none is named.")] = "",
    finish: Annotated[bool, typer.Option("--finish", help="Nothing more is expected to come.")] = False,
) -> None:
    """Take in what came: SKU=QUANTITY, or --all, or a package by its code with --all."""
    from warehouse_app.application.transfers import receiving

    call = call_of(context)
    number, pairs = _id(call, code), _pairs(lines)
    if not (pairs or everything or finish) or (pairs and everything):
        raise Usage("usage", problem="give SKU=QUANTITY, --all or --finish")
    if everything:
        package = code if code.strip().upper().count("-") else ""
        _receive_all(call, number, package, place)
    for sku, qty in pairs:
        how: dict[str, Any] = {"damaged": damaged, "over": over, "lot": lot, "serial": serial, "place": place}
        _do(call, receiving.ReceiveTransfer, transfer_id=number, sku=sku, qty=qty, **how)
    if finish and _state(call, number) == "sent":
        _do(call, receiving.FinishTransfer, transfer_id=number)
    _show_after(call, number)


def _receive_all(call: Call, number: int, package: str, place: str) -> None:
    from warehouse_app.application.transfers import picking
    from warehouse_app.application.transfers.receiving import ReceivePackage

    _do(call, ReceivePackage, transfer_id=number, package=package, place=place)
    while not package and _state(call, number) == "sent":
        call.company().pause(picking.PAUSE_S)
        _do(call, ReceivePackage, transfer_id=number, package=package, place=place)


@_transfer.command("close")
def _close(
    context: typer.Context,
    code: Code,
    reason: Annotated[str, typer.Option(help="Why what did not come is written off.")] = "",
) -> None:
    """End a transfer that was received; what is missing is written off with the reason."""
    from warehouse_app.application.transfers.orders import CloseTransfer

    call = call_of(context)
    number = _id(call, code)
    done = _do(call, CloseTransfer, transfer_id=number, reason=reason)
    call.out.answer({"transfer": done, "state": "closed"}, tr("Transfer {code} is closed.").format(code=done))


@_transfer.command("cancel")
def _cancel(
    context: typer.Context,
    code: Code,
    reason: Annotated[str, typer.Option(help="Why; it stands in its story.")] = "",
) -> None:
    """Cancel a transfer that did not leave; what was picked goes back to where it came from."""
    from warehouse_app.application.transfers.picking import cancel_whole

    call = call_of(context)
    done = cancel_whole(call.runner, call.session(), _id(call, code), reason, call.company().pause)
    call.out.answer({"transfer": done, "state": "cancelled"}, tr("Transfer {code} is cancelled.").format(code=done))


@_transfer.command("show")
def _show(context: typer.Context, code: Code) -> None:
    """Show a transfer: its lines with what became of them, what is to be picked, its packages and its deeds."""
    call = call_of(context)
    _show_after(call, _id(call, code))


@_transfer.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="Which of them, as the chips of the window.")] = "open",
    text: Annotated[str, typer.Option(help="Only those with this code or SKU.")] = "",
    sort: Annotated[str, typer.Option(help="Sorted by this column; with - before it downwards.")] = "-code",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = SHOWN,
    saved: Saved = "",
) -> None:
    """List transfers: open, draft, to_pick, on_way, differences, done or all."""
    from itertools import islice

    from warehouse_app.application.transfers.queries import TRANSFERS
    from warehouse_app.domain.listing import ListQuery

    call = call_of(context)
    told = ListQuery(view, text, (), sort.removeprefix("-"), sort.startswith("-"))
    query = TRANSFERS.check(as_saved(call, TRANSFERS.name, saved, told))
    rows = call.runner.ask(lambda desk: list(islice(TRANSFERS.walk(desk, query), limit)), call.session())
    columns = (
        "code",
        "source",
        "target",
        "state",
        "due_day",
        "lines",
        "asked",
        "sent",
        "received",
        "on_way",
        "missing",
    )
    shown = [tuple(getattr(row, name) for name in columns) for row in rows]
    call.out.rows(columns, shown, tr("No transfer."))


def _pairs(lines: list[str] | None) -> list[tuple[str, int]]:
    found = []
    for text in lines or ():
        sku, equals, qty = text.rpartition("=")
        if not equals or not sku or not qty.isascii() or not qty.isdigit() or len(qty) > 12:  # noqa: PLR2004 - absurd
            raise Usage("usage", problem=f"{text} is not SKU=QUANTITY")
        found.append((sku, int(qty)))
    return found


def _do(call: Call, make: Callable[..., Any], **values: Any) -> Any:  # noqa: ANN401 - any command, any answer
    return call.runner.perform(make(id=call.runner.ids.new(), **values), call.session()).done()


def _id(call: Call, code: str) -> int:
    from warehouse_app.application.transfers.common import transfer_id_of

    return call.runner.ask(lambda desk: transfer_id_of(desk, code), call.session())


def _state(call: Call, number: int) -> str:
    from warehouse_app.application.transfers.queries import transfer_detail

    return call.runner.ask(lambda desk: transfer_detail(desk, number), call.session()).head.state.value


def _show_after(call: Call, number: int) -> None:
    from warehouse_app.application.transfers.queries import transfer_detail
    from warehouse_app.wording.transfers import DEEDS, STATES

    found = call.runner.ask(lambda desk: transfer_detail(desk, number), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    head = found.head
    words = tr("Transfer {code} from {source} to {target}: {state}")
    told = words.format(code=head.code, source=head.source, target=head.target, state=tr(STATES[head.state]))
    call.out.answer(None, told)
    columns = ("sku", "qty", "picked", "sent", "received", "damaged", "over", "lost", "on_way")
    call.out.rows(columns, [tuple(getattr(each, name) for name in columns) for each in found.lines], tr("No product."))
    call.out.rows(
        ("take from", "sku", "lot", "serial", "units"),
        [(each.place, each.sku, each.lot, each.serial, each.qty) for each in found.picks],
    )
    call.out.rows(("package", "stands", "units"), [(each.code, each.stands, each.units) for each in found.packages])
    call.out.rows(("short", "units"), found.short)
    deeds = [
        (each.at, tr(DEEDS[what]) if (what := _what(each.what)) else each.what, each.qty or "", each.sku, each.who,
         each.reason)
        for each in reversed(found.deeds)
    ]  # fmt: skip
    call.out.rows(("at", "what", "units", "sku", "who", "why"), deeds)


def _what(word: str) -> Any:  # noqa: ANN401 - a deed's word, or None
    from warehouse_app.domain.transfers.states import What

    return What(word) if word in set(What) else None
