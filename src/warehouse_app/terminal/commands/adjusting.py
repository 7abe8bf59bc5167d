"""Adjustments on the command line: those that files told of, posted with reasons or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

if TYPE_CHECKING:
    from warehouse_app.application.adjusting import Adjusted
    from warehouse_app.domain.counting.adjustments import AdjustmentRow

_adjust = typer.Typer(no_args_is_help=True, help="Adjustments from files: listed, posted, taken back.")
Warehouse = Annotated[str, typer.Option("--warehouse", help="The warehouse, where there are several.")]
SHOWN = 20


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_adjust, name="adjust")


@_adjust.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option("--view", help="waiting, posted or all.")] = "waiting",
) -> None:
    """List the adjustments that are not posted yet, with the reason that each would be given."""
    from warehouse_app.application.adjusting import find_adjustments

    call = call_of(context)
    found = call.runner.ask(lambda desk: find_adjustments(desk, view), call.session())
    columns = ("code", "channel", "state", "at", "note", "reason", "units")
    rows = [[*(getattr(each, name) for name in columns), _goods(each)] for each in found]
    call.out.rows((*columns, "goods"), rows, tr("No adjustment waits."))


def _goods(row: AdjustmentRow) -> str:
    return ", ".join(f"{qty:+d} {sku}" for sku, qty in row.goods)


@_adjust.command("post")
def _post(
    context: typer.Context,
    codes: Annotated[list[str] | None, typer.Argument(help="Adjustments by their number; none: all that wait.")] = None,
    warehouse: Warehouse = "",
) -> None:
    """Post adjustments: the stock changes, with a reason; what would go below zero is named and left."""
    from warehouse_app.application.adjusting import post_kept

    call = call_of(context)
    house = warehouse_of(call, warehouse)
    done = post_kept(call.runner, call.session(), house, tuple(codes or ()), pause=call.company().pause)
    tell(call, done)


@_adjust.command("undo")
def _undo(context: typer.Context, code: Annotated[str, typer.Argument(help="The adjustment's number.")]) -> None:
    """Take a posted adjustment back: the stock is as before, and it can be posted again."""
    from warehouse_app.application.adjusting import UnpostAdjustment, adjustment_of

    call = call_of(context)
    session = call.session()
    number = call.runner.ask(lambda desk: adjustment_of(desk, code), session)
    done = call.runner.perform(UnpostAdjustment(id=call.runner.ids.new(), document=number), session).done()
    call.out.answer({"adjustment": done}, tr("Adjustment {code} is taken back.").format(code=done))


def warehouse_of(call: Call, asked: str) -> str:
    """Return the warehouse that is meant, the only one where none is named. Raises Usage."""
    from warehouse_app.application.counting.plans import warehouses

    known = call.runner.ask(warehouses, call.session())
    if asked.strip():
        if asked.strip().upper() not in known:
            raise Usage("import_warehouse_unknown", warehouse=asked, known=", ".join(known))
        return asked.strip().upper()
    if len(known) != 1:
        raise Usage("import_which_warehouse", known=", ".join(known))
    return known[0]


def tell(call: Call, done: Adjusted) -> None:
    """Say what was posted, by reason, what was left and why, and who lacks goods by it."""
    from warehouse_app.wording.counting import left_words

    words = trn(
        "{n} adjustment posted: {fewer} units fewer, {more} more.",
        "{n} adjustments posted: {fewer} units fewer, {more} more.",
        done.posted,
    ).format(n=done.posted, fewer=done.fewer, more=done.more)
    orders = ", ".join(dict.fromkeys(each.order for each in done.lost))
    short = (tr("Now short: {orders}.").format(orders=orders),) if orders else ()
    left = [left_words(each.document, each.sku, each.why, each.asked, each.there) for each in done.left]
    more = [tr("And {n} more: see --json.").format(n=len(left) - SHOWN)] if len(left) > SHOWN else []
    call.out.answer(plainly(done), words, *short, *left[:SHOWN], *more)
