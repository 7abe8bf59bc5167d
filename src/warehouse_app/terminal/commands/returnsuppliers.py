"""Goods that go back to their supplier, on the command line: gathered, sent, credited, listed."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.commands.returnmoney import Most, do
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr

_supplier = typer.Typer(help="Goods that go back to their supplier.")
Number = Annotated[str, typer.Argument(help="Its number, as SR000001.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_supplier, name="supplier-return")


@_supplier.command("new")
def _new(
    context: typer.Context,
    supplier: Annotated[str, typer.Argument(help="The supplier's code.")],
    warehouse: Annotated[str, typer.Option(help="The warehouse, where there are several.")] = "",
    note: Annotated[str, typer.Option(help="A note for the supplier.")] = "",
    gather: Annotated[bool, typer.Option("--all", help="With all that waits and that the supplier sells.")] = False,
) -> None:
    """Begin a return to a supplier."""
    from warehouse_app.application.returning.suppliers import NewSupplierReturn

    call = call_of(context)
    code = do(call, NewSupplierReturn, supplier=supplier, warehouse=warehouse, note=note, gather=gather)
    call.out.answer({"supplier_return": code}, tr("Return to a supplier {code} is begun.").format(code=code))


@_supplier.command("add")
def _add_goods(
    context: typer.Context,
    code: Number,
    name: Annotated[
        str, typer.Argument(help="The return's number, as RT000001; all that the supplier sells where none.")
    ] = "",
) -> None:
    """Add what of a customer's return waits for the supplier."""
    from warehouse_app.application.returning.suppliers import AddToSupplierReturn

    call = call_of(context)
    many = do(call, AddToSupplierReturn, supplier_return=code, return_code=name)
    call.out.answer({"units": many}, tr("{n} added.").format(n=many))


@_supplier.command("send")
def _send(
    context: typer.Context,
    code: Number,
    reference: Annotated[str, typer.Option(help="The supplier's number for it.")] = "",
) -> None:
    """Say that the goods have left for the supplier."""
    from warehouse_app.application.returning.suppliers import SendSupplierReturn

    call = call_of(context)
    name = do(call, SendSupplierReturn, supplier_return=code, reference=reference)
    call.out.answer({"supplier_return": name}, tr("{code} has left for the supplier.").format(code=name))


@_supplier.command("credit")
def _credited(
    context: typer.Context,
    code: Number,
    amount: Annotated[str, typer.Option(help="How much, as 40.00; nothing where the supplier refused.")] = "",
) -> None:
    """Say what the supplier credited."""
    from warehouse_app.application.returning.suppliers import CreditSupplierReturn

    call = call_of(context)
    name = do(call, CreditSupplierReturn, supplier_return=code, amount=amount)
    call.out.answer({"supplier_return": name}, tr("What the supplier said to {code} is kept.").format(code=name))


@_supplier.command("cancel")
def _given_up(context: typer.Context, code: Number) -> None:
    """Give up a return to a supplier that has not left."""
    from warehouse_app.application.returning.suppliers import CancelSupplierReturn

    call = call_of(context)
    name = do(call, CancelSupplierReturn, supplier_return=code)
    call.out.answer({"supplier_return": name}, tr("{code} is given up.").format(code=name))


@_supplier.command("list")
def _supplier_list(context: typer.Context, limit: Most = 50) -> None:
    """List the newest returns to suppliers."""
    from warehouse_app.application.returning.suppliers import supplier_return_list

    call = call_of(context)
    found = call.runner.ask(lambda desk: supplier_return_list(desk, limit), call.session())
    columns = ("code", "supplier", "state", "warehouse", "units", "reference", "credit_minor", "sent_at")
    rows = [tuple(getattr(each, name) for name in columns) for each in found]
    call.out.rows(columns, rows, tr("There is no return to a supplier."))


@_supplier.command("show")
def _supplier_show(context: typer.Context, code: Number) -> None:
    """Show one return to a supplier."""
    from warehouse_app.application.returning.suppliers import supplier_return_detail

    call = call_of(context)
    found = call.runner.ask(lambda desk: supplier_return_detail(desk, code), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    columns = ("n", "sku", "name", "serial", "qty", "place", "why")
    call.out.rows(columns, [tuple(getattr(each, name) for name in columns) for each in found.lines], tr("Nothing."))
