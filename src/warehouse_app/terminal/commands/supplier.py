"""Suppliers on the command line: made, changed, listed, shown with what they sell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

_supplier = typer.Typer(help="Suppliers, and what they sell.")
Code = Annotated[str, typer.Argument(help="The supplier's code.")]
Sku = Annotated[str, typer.Argument(help="The product's SKU.")]
Field = Annotated[str | None, typer.Option(help="Another value; empty takes it away.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_supplier, name="supplier")


@_supplier.command("add")
def _add(
    context: typer.Context,
    code: Code,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    country: Annotated[str, typer.Option(help="Its country, as DE.")] = "",
    currency: Annotated[str, typer.Option(help="The currency of its prices.")] = "EUR",
    lead_days: Annotated[str, typer.Option(help="Days from order to arrival.")] = "",
    minimum: Annotated[str, typer.Option(help="The least worth of one order, as 250.00.")] = "",
    email: Annotated[str, typer.Option(help="Where orders are sent.")] = "",
    phone: Annotated[str, typer.Option(help="Its telephone number.")] = "",
    note: Annotated[str, typer.Option(help="A note.")] = "",
) -> None:
    """Add a supplier."""
    from warehouse_app.application.purchasing.suppliers import MakeSupplier

    call = call_of(context)
    told = {"country": country, "currency": currency, "lead_days": lead_days, "minimum": minimum}
    more = {"email": email, "phone": phone, "note": note}
    made = _do(call, lambda new: MakeSupplier(id=new, supplier=code, called=name, **told, **more))
    call.out.answer({"supplier": made}, tr("Supplier {supplier} is there.").format(supplier=made))


@_supplier.command("change")
def _change(
    context: typer.Context,
    code: Code,
    name: Field = None,
    country: Field = None,
    currency: Field = None,
    lead_days: Field = None,
    minimum: Field = None,
    email: Field = None,
    phone: Field = None,
    note: Field = None,
    use: Annotated[bool | None, typer.Option(help="Whether it is in use.")] = None,
) -> None:
    """Change a supplier, or put it out of use."""
    from warehouse_app.application.purchasing.suppliers import SetSupplier, UseSupplier, fields_of, supplier_detail

    call = call_of(context)
    number = _id_of(call, code)
    known = call.runner.ask(lambda desk: supplier_detail(desk, number), call.session()).supplier
    told = {"name": name, "country": country, "currency": currency, "lead_days": lead_days, "minimum": minimum}
    told |= {"email": email, "phone": phone, "note": note}
    before = fields_of(known)
    changes = tuple(Change(field, before[field], text) for field, text in told.items() if text is not None)
    if changes:
        _do(call, lambda new: SetSupplier(id=new, supplier_id=number, changes=changes))
    if use is not None:
        _do(call, lambda new: UseSupplier(id=new, supplier_id=number, active=use))
    call.out.answer({"supplier": known.code, "changed": [each.field for each in changes]},
                    tr("Supplier {supplier} is changed.").format(supplier=known.code))  # fmt: skip


@_supplier.command("sells")
def _sells(
    context: typer.Context,
    code: Code,
    sku: Sku,
    called: Annotated[str | None, typer.Option("--code", help="The supplier's own code of it.")] = None,
    pack: Annotated[str | None, typer.Option(help="Base units in what it ships.")] = None,
    least: Annotated[str | None, typer.Option(help="Packs in one order at least.")] = None,
    lead_days: Annotated[str | None, typer.Option(help="Days from order to arrival, where they differ.")] = None,
    price: Annotated[str | None, typer.Option(help="The price of one base unit.")] = None,
    breaks: Annotated[str | None, typer.Option(help="Price breaks, as '24: 1.10; 100: 0.95'.")] = None,
    preferred: Annotated[bool | None, typer.Option(help="Whether it is bought here first.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="It sells it no more.")] = False,
) -> None:
    """Say how a supplier sells a product."""
    from warehouse_app.application.purchasing.suppliers import SellNoMore, SellProduct

    call = call_of(context)
    number = _id_of(call, code)
    if remove:
        gone = _do(call, lambda new: SellNoMore(id=new, supplier_id=number, sku=sku))
        call.out.answer({"sku": gone, "removed": True}, tr("{sku} is sold there no more.").format(sku=gone))
        return
    told = {"code": called, "pack": pack, "least": least, "lead_days": lead_days, "price": price, "breaks": breaks}
    if preferred is not None:
        told["preferred"] = "yes" if preferred else "no"
    fields = tuple((name, text) for name, text in told.items() if text is not None)
    done = _do(call, lambda new: SellProduct(id=new, supplier_id=number, sku=sku, fields=fields))
    call.out.answer({"sku": done, "fields": [name for name, _text in fields]},
                    tr("How {sku} is sold there is kept.").format(sku=done))  # fmt: skip


@_supplier.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="used, waiting, unused or all.")] = "used",
    text: Annotated[str, typer.Option(help="Beginning the code, or within the name.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 50,
) -> None:
    """List suppliers."""
    from warehouse_app.application.purchasing.suppliers import SUPPLIERS

    call = call_of(context)
    query = SUPPLIERS.check(ListQuery(view, text))
    rows = call.runner.ask(lambda desk: SUPPLIERS.page(desk, query, 0, limit).rows, call.session())
    columns = ("code", "name", "country", "currency", "lead_days", "active", "products", "waiting")
    call.out.rows(columns, [tuple(getattr(row, name) for name in columns) for row in rows], tr("No supplier."))


@_supplier.command("show")
def _show(context: typer.Context, code: Code) -> None:
    """Show a supplier and what it sells."""
    from warehouse_app.application.purchasing.suppliers import sold_fields, supplier_detail
    from warehouse_app.domain.purchasing.fields import written_amount

    call = call_of(context)
    number = _id_of(call, code)
    found = call.runner.ask(lambda desk: supplier_detail(desk, number), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    known = found.supplier
    words = trn(
        "{code}, {name}: {days} days, {minimum} {currency} at least, {n} order waits",
        "{code}, {name}: {days} days, {minimum} {currency} at least, {n} orders wait",
        found.waiting,
    )
    least = written_amount(known.minimum_minor, known.currency)
    facts = {"code": known.code, "name": known.name, "days": known.lead_days, "currency": known.currency}
    call.out.answer(None, words.format(**facts, minimum=least, n=found.waiting))
    columns = ("sku", "name", "code", "pack", "least", "lead_days", "price", "breaks", "preferred")
    rows = [
        (each.sku, each.name, *(sold_fields(each)[name] for name in columns[2:-1]), tr("yes") if each.preferred else "")
        for each in found.products
    ]
    call.out.rows(columns, rows, tr("It sells nothing that is known."))


def _id_of(call: Call, code: str) -> int:
    from warehouse_app.application.purchasing.suppliers import supplier_id_of

    return call.runner.ask(lambda desk: supplier_id_of(desk, code), call.session())


def _do(call: Call, command: Callable[[str], Any]) -> Any:  # noqa: ANN401 - the answer of any command
    session = call.session()
    return call.runner.perform(command(call.runner.ids.new()), session).done()
