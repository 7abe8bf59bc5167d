"""Receipts on the command line: listed, shown whole, and what stands aside at the dock dealt with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands.photos import read, taken
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

if TYPE_CHECKING:
    from warehouse_app.application.run import Command
    from warehouse_app.domain.receiving.values import ParkedThing, ReceiptDetail

SHOWN = 200
"""Rows of a list that is shown."""

_receipt = typer.Typer(no_args_is_help=True, help="Receipts: what came in, and what stands aside at the dock.")
Number = Annotated[int, typer.Argument(help="Its number; see: warehouse receipt parked.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_receipt, name="receipt")


@_receipt.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option("--view", help="all, open, parked, differing, blind.")] = "all",
    supplier: Annotated[str, typer.Option("--supplier", help="Only of this supplier.")] = "",
    warehouse: Annotated[str, typer.Option("--warehouse", help="Only of this warehouse.")] = "",
    search: Annotated[str, typer.Option("--search", help="Paper, note, supplier or product.")] = "",
) -> None:
    """List receipts, newest first."""
    from warehouse_app.application.receiving.looking import RECEIPTS
    from warehouse_app.domain.listing import ListQuery

    call = call_of(context)
    query = ListQuery(view, search, descending=True)
    for name, value in (("supplier", supplier), ("warehouse", warehouse)):
        query = query.narrowed(name, value.strip().upper())
    RECEIPTS.check(query)
    found = call.runner.ask(lambda desk: RECEIPTS.page(desk, query, 0, SHOWN).rows, call.session())
    columns = (
        *("code", "state", "purchase", "delivery", "supplier", "warehouse", "at", "who", "products", "units"),
        *("over", "unordered", "damaged", "waits"),
    )
    call.out.rows(columns, [[getattr(each, name) for name in columns] for each in found], tr("No receipt."))


@_receipt.command("show")
def _show(context: typer.Context, code: Annotated[str, typer.Argument(help="The receipt, as RC000012.")]) -> None:
    """Show one receipt: what came, how it differs from its paper, what stands aside, and its story."""
    from warehouse_app.application.receiving.looking import receipt_detail, receipt_id_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: receipt_detail(desk, receipt_id_of(desk, code)), call.session())
    assert found is not None, "a receipt that was just found"
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    _tell(call, found)


def _tell(call: Call, found: ReceiptDetail) -> None:
    from warehouse_app.wording.say import say

    row = found.row
    one, many = "Receipt {code}, {state}: {units} unit by {paper}", "Receipt {code}, {state}: {units} units by {paper}"
    head = trn(one, many, row.units)
    paper = row.paper or tr("no paper")
    call.out.answer(None, head.format(code=row.code, state=row.state.value, units=row.units, paper=paper))
    for each in found.differences:
        facts = {
            "sku": each.sku,
            "name": each.name,
            "qty": each.qty,
            "price_e4": each.price_e4,
            "order_e4": each.order_e4,
        }
        call.out.note(say(f"receipt_differs.{each.what}", facts))
    columns = ("at", "who", "sku", "lot", "serial", "qty", "verdict", "place")
    lines = [[getattr(each, name) for name in columns] for each in found.lines]
    call.out.rows(columns, lines, tr("Nothing came yet."))
    if found.parked:
        _tell_parked(call, found.parked)


@_receipt.command("parked")
def _parked(context: typer.Context) -> None:
    """List what stands aside at the docks and nobody dealt with."""
    from warehouse_app.application.receiving.looking import all_parked

    call = call_of(context)
    _tell_parked(call, call.runner.ask(all_parked, call.session()))


def _tell_parked(call: Call, found: tuple[ParkedThing, ...]) -> None:
    columns = ("id", "receipt", "barcode", "qty", "note", "photos", "at", "who", "solved_at")
    rows = [[getattr(each, name) for name in columns] for each in found]
    call.out.rows(columns, rows, tr("Nothing stands aside."))


@_receipt.command("link")
def _link(
    context: typer.Context, number: Number, sku: Annotated[str, typer.Argument(help="The product it is.")]
) -> None:
    """Say which product a thing is: it carries the code from now on, and the thing comes in."""
    from warehouse_app.application.receiving.parked import LinkParked

    call = call_of(context)
    _solve(call, LinkParked(id=call.runner.ids.new(), parked=number, sku=sku))


@_receipt.command("make")
def _make(
    context: typer.Context,
    number: Number,
    name: Annotated[str, typer.Argument(help="The name of the new product.")],
    sku: Annotated[str, typer.Option("--sku", help="Its SKU; the code of the thing where it is left out.")] = "",
) -> None:
    """Make a product of a thing nobody knows, and take it in."""
    from warehouse_app.application.receiving.parked import MakeParked

    call = call_of(context)
    _solve(call, MakeParked(id=call.runner.ids.new(), parked=number, title=name, sku=sku.strip()))


@_receipt.command("solve")
def _done(
    context: typer.Context,
    number: Number,
    note: Annotated[str, typer.Option("--note", help="What became of it: sent back, thrown away, ...")],
) -> None:
    """Say that a thing is dealt with, without taking it in."""
    from warehouse_app.application.receiving.parked import SolveParked

    call = call_of(context)
    _solve(call, SolveParked(id=call.runner.ids.new(), parked=number, note=note))


@_receipt.command("photo")
def _photo(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="The picture; - takes one with this machine's camera.")],
    parked: Annotated[int, typer.Option("--parked", min=0, help="The thing that stands aside.")] = 0,
    line: Annotated[int, typer.Option("--line", min=0, help="The line of a receipt (its seq in --json).")] = 0,
    note: Annotated[str, typer.Option("--note", help="What it shows.")] = "",
) -> None:
    """Keep a photo of damaged or unknown goods."""
    from warehouse_app.application.photos import keep_picture
    from warehouse_app.domain.photos import About

    call = call_of(context)
    if bool(parked) == bool(line):
        raise Usage("photo_of_what")
    shelf = call.company().photos
    data = taken(shelf) if file == "-" else read(Path(file))
    about, ref = (About.PARKED, parked) if parked else (About.RECEIPT_LINE, line)
    number = keep_picture(call.runner, call.session(), shelf, data, about, ref, note, Path(file).name)
    call.out.answer({"photo": number}, tr("Photo {n} is kept.").format(n=number))


def _solve(call: Call, command: Command) -> None:
    done = call.runner.perform(command, call.session()).done()
    words = tr("{barcode} is {sku}: {qty} came in.") if done.qty else tr("{barcode} is dealt with.")
    if done.sku and not done.qty:
        words = tr("{barcode} is {sku}. Scan it at the dock: its lot or serial number is asked for there.")
    told = {"barcode": done.barcode, "sku": done.sku, "qty": done.qty}
    call.out.answer(told, words.format(**told))
