"""Learned weights on the command line: where books are wrong, what parcels say, and the decision about it."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.listing import ListQuery
from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

_weights = typer.Typer(help="What products weigh as parcels taught, beside the books.")
Sku = Annotated[str, typer.Argument(help="The product's SKU.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_weights, name="weights")


@_weights.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="wrong, kept, few or all.")] = "wrong",
    text: Annotated[str, typer.Option(help="Beginning the SKU, or within the name.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 50,
) -> None:
    """List products whose weight in the books differs from what parcels weighed, the most wrong first."""
    from warehouse_app.application.weights.books import WEIGHTS

    call = call_of(context)
    query = WEIGHTS.check(ListQuery(view, text, sort="off"))
    rows = call.runner.ask(lambda desk: WEIGHTS.page(desk, query, 0, limit).rows, call.session())
    columns = (
        "sku", "name", "book_g", "learned_g", "off_g", "off_percent", "spread_mg", "doubt_mg", "parcels", "units",
        "last_at", "wrong", "kept_why",
    )  # fmt: skip
    told = [tuple(getattr(row, name) for name in columns) for row in rows]
    call.out.rows(columns, told, tr("No weight in the books is wrong, as far as parcels tell."))


@_weights.command("show")
def _show(context: typer.Context, sku: Sku) -> None:
    """Show what was learned of one product, and the newest parcels behind it."""
    from warehouse_app.application.weights.books import weight_detail

    call = call_of(context)
    found = call.runner.ask(lambda desk: weight_detail(desk, sku), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    row = found.row
    words = trn(
        "{sku} weighs {grams} g as {n} parcel tells; the books say {book}.",
        "{sku} weighs {grams} g as {n} parcels tell; the books say {book}.",
        row.parcels,
    )
    book = tr("nothing") if row.book_g is None else f"{row.book_g} g"
    call.out.answer(None, words.format(sku=row.sku, grams=row.learned_g, n=row.parcels, book=book))
    columns = ("parcel", "at", "grams", "expected_g", "units")
    call.out.rows(columns, [tuple(each) for each in found.parcels], tr("No parcel is kept any more."))


@_weights.command("accept")
def _accept(
    context: typer.Context,
    sku: Sku,
    grams: Annotated[int | None, typer.Option(min=1, help="Another weight than the learned one, in grams.")] = None,
) -> None:
    """Let the books say what was learned."""
    from warehouse_app.application.weights.books import AcceptWeight, weight_of

    call = call_of(context)
    row = call.runner.ask(lambda desk: weight_of(desk, sku), call.session())
    wanted = row.learned_g if grams is None else grams
    command = AcceptWeight(id=call.runner.ids.new(), sku=row.sku, grams=wanted, book_g=row.book_g)
    done = call.runner.perform(command, call.session()).done()
    said = tr("The books say {grams} g of {sku} now.").format(grams=wanted, sku=done)
    call.out.answer({"sku": done, "weight_g": wanted, "before": row.book_g}, said)


@_weights.command("keep")
def _keep(
    context: typer.Context, sku: Sku, reason: Annotated[str, typer.Option(help="Why the books are right.")]
) -> None:
    """Say that the books are right; the product is named again only when what is learned moves further."""
    from warehouse_app.application.weights.books import KeepWeight

    call = call_of(context)
    command = KeepWeight(id=call.runner.ids.new(), sku=sku, reason=reason)
    done = call.runner.perform(command, call.session()).done()
    call.out.answer({"sku": done, "kept": True}, tr("The weight of {sku} stays as it is.").format(sku=done))
