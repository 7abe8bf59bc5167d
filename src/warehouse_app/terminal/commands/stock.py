"""Stock on the command line: who holds a product, and held stock released with a reason."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.commands import kits, moving, replenish
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

_stock = typer.Typer(help="Stock: who holds it, its story, and releasing it.")
Sku = Annotated[str, typer.Argument(help="The product's SKU.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_stock, name="stock")
    replenish.add_to(whole)
    kits.add_to(whole)


@_stock.command("who")
def _who(context: typer.Context, sku: Sku) -> None:
    """Show who holds a product, in every warehouse, and what stands where it cannot be promised."""
    from warehouse_app.application.products import product_detail

    call = call_of(context)
    found = call.runner.ask(lambda desk: product_detail(desk, sku), call.session())
    if call.out.as_json:
        call.out.document([plainly(pool) for pool in found.pools])
        return
    for pool in found.pools:
        words = tr("{warehouse}: {on_hand} can be promised, {promised} promised, {free} free.")
        facts = {"on_hand": pool.on_hand, "promised": pool.promised, "free": pool.free}
        call.out.answer(None, words.format(warehouse=pool.warehouse, **facts))
        rows = [
            (each.order or each.purpose, each.line, each.qty, each.place or tr("any place")) for each in pool.holders
        ]
        call.out.rows(("held by", "line", "units", "where"), rows, tr("Nobody holds it."))
        away = [(each.kind, each.place, each.qty, each.grade) for each in pool.elsewhere]
        call.out.rows(("kind", "place", "units that cannot be promised", "grade"), away)
    if not found.pools:
        call.out.answer(None, tr("Nobody ever had {sku} in stock.").format(sku=found.row.sku))


@_stock.command("story")
def _story(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(help="A product's SKU, or a place.")],
    at: Annotated[str, typer.Option("--at", help="As it was at this moment (ISO; UTC where no zone is named).")] = "",
) -> None:
    """Tell the story of a product or place, as it is or as it was at a moment: what moved, and what lay there."""
    from warehouse_app.application import trail
    from warehouse_app.application.stock import as_it_was, minute_of
    from warehouse_app.domain.ledger.trail import ThingKind

    call = call_of(context)
    session, moment = call.session(), trail.moment(at or call.runner.now())
    moment = minute_of(moment) if at.count(":") == 1 else moment
    found = call.runner.ask(lambda desk: trail.find_thing(desk, thing), session)
    kind: Literal["products", "places"] = "products" if found.kind is ThingKind.PRODUCT else "places"
    then = call.runner.ask(lambda desk: as_it_was(desk, kind, found.ref, moment), session)
    assert then is not None
    if call.out.as_json:
        call.out.document(plainly(then))
        return
    columns = ("place", "sku", "lot", "serial", "grade", "qty")
    call.out.rows(columns, [[getattr(each, name) for name in columns] for each in then.held], tr("Nothing lay there."))
    told = ("at", "qty", "source", "target", "order", "who", "why")
    call.out.rows(told, [[getattr(each, name) for name in told] for each in then.story], tr("Nothing moved yet."))


@_stock.command("release")
def _release(
    context: typer.Context,
    sku: Sku,
    order: Annotated[str, typer.Option("--order", help="The order that holds it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the order's story.")],
    line: Annotated[int, typer.Option("--line", min=0, help="Only this line of the order.")] = 0,
) -> None:
    """Release what an order holds of a product: the order is short, and others can be promised it."""
    from warehouse_app.application.stock import Released, ReleaseStock, held_by

    call = call_of(context)
    session = call.session()
    promises = call.runner.ask(lambda desk: held_by(desk, order, sku, line), session)
    done: list[Released] = []
    for each in promises:
        command = ReleaseStock(id=call.runner.ids.new(), promise=each, reason=reason)
        done.append(call.runner.perform(command, session).done())
    units = sum(each.qty for each in done)
    words = trn(
        "{n} unit of {sku} is free again; order {order} lacks it.",
        "{n} units of {sku} are free again; order {order} lacks them.",
        units,
    )
    call.out.answer([plainly(each) for each in done], words.format(n=units, sku=sku, order=order))


moving.add_to(_stock)  # once: the command line is built anew for each call
