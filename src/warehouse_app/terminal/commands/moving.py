"""Stock moved, corrected, locked away, released and thrown away on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

if TYPE_CHECKING:
    from warehouse_app.application.moving.deeds import StockDeed
    from warehouse_app.application.moving.naming import Named
    from warehouse_app.application.run import Command

Sku = Annotated[str, typer.Argument(help="The product's SKU.")]
Qty = Annotated[int | None, typer.Option("--qty", min=1, help="How many units; all of it where it is not said.")]
Lot = Annotated[str | None, typer.Option("--lot", help="Which lot, where several are there ('' for none).")]
Serial = Annotated[str | None, typer.Option("--serial", help="Which serial number.")]
Grade = Annotated[str | None, typer.Option("--grade", help="Which grade, where several are there.")]
House = Annotated[str, typer.Option("--warehouse", help="The warehouse, where several have a place of that code.")]
Why = Annotated[str, typer.Option("--why", help="Why; it stays in the story of the goods.")]


def add_to(stock: typer.Typer) -> None:
    """Add these commands to those of stock."""
    for name, command in (("move", _move), ("correct", _correct), ("quarantine", _quarantine), ("unlock", _unlock),
                          ("scrap", _scrap)):  # fmt: skip
        stock.command(name)(command)


def named(sku: str, qty: int | None, lot: str | None, serial: str | None, grade: str | None) -> Named:
    """Return goods as the options name them."""
    from warehouse_app.application.moving.naming import Named

    return Named(sku, qty or 0, lot, serial, grade)


def _move(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The place or container it is taken from.")],
    target: Annotated[str, typer.Argument(help="The place or container it goes to.")],
    sku: Annotated[str, typer.Option("--sku", help="What; without it everything, or the container itself.")] = "",
    qty: Qty = None, lot: Lot = None, serial: Serial = None, grade: Grade = None, warehouse: House = "", why: Why = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Also where the place gets full or mixed.")] = False,
) -> None:  # fmt: skip
    """Move goods from one place to another; what is promised goes along."""
    from warehouse_app.application.moving.deeds import MoveStock

    call = call_of(context)
    goods = named(sku, qty, lot, serial, grade) if sku else None
    _do(call, MoveStock(id=call.runner.ids.new(), source=source, target=target, goods=goods, warehouse=warehouse,
                        why=why, anyway=anyway))  # fmt: skip


def _correct(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help="Where it stands.")],
    sku: Sku,
    qty: Qty = None, lot: Lot = None, serial: Serial = None, grade: Grade = None, warehouse: House = "", why: Why = "",
    to_lot: Annotated[str | None, typer.Option("--to-lot", help="The lot it is.")] = None,
    to_serial: Annotated[str | None, typer.Option("--to-serial", help="The serial number it has.")] = None,
    to_grade: Annotated[str | None, typer.Option("--to-grade", help="The grade it is.")] = None,
) -> None:  # fmt: skip
    """Book goods as the lot, serial number or grade that they are; who loses a promise by it is named."""
    from warehouse_app.application.moving.deeds import CorrectStock

    call = call_of(context)
    _do(call, CorrectStock(id=call.runner.ids.new(), place=place, goods=named(sku, qty, lot, serial, grade), why=why,
                           to_lot=to_lot, to_serial=to_serial, to_grade=to_grade, warehouse=warehouse))  # fmt: skip


def _quarantine(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help="Where it stands.")],
    sku: Sku,
    qty: Qty = None, lot: Lot = None, serial: Serial = None, grade: Grade = None, warehouse: House = "", why: Why = "",
) -> None:  # fmt: skip
    """Lock goods away; who loses a promise by it is named."""
    from warehouse_app.application.moving.deeds import QuarantineStock

    call = call_of(context)
    _do(call, QuarantineStock(id=call.runner.ids.new(), place=place, goods=named(sku, qty, lot, serial, grade),
                              why=why, warehouse=warehouse))  # fmt: skip


def _unlock(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="The place it goes to.")],
    sku: Sku,
    qty: Qty = None, lot: Lot = None, serial: Serial = None, grade: Grade = None, warehouse: House = "", why: Why = "",
    source: Annotated[str, typer.Option("--from", help="The quarantine, where there are several.")] = "",
    to_grade: Annotated[str | None, typer.Option("--to-grade", help="The grade it is from now on.")] = None,
) -> None:  # fmt: skip
    """Release goods from quarantine to a place."""
    from warehouse_app.application.moving.deeds import UnlockStock

    call = call_of(context)
    _do(call, UnlockStock(id=call.runner.ids.new(), target=target, goods=named(sku, qty, lot, serial, grade), why=why,
                          to_grade=to_grade, source=source, warehouse=warehouse))  # fmt: skip


def _scrap(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help="Where it stands.")],
    sku: Sku,
    qty: Qty = None, lot: Lot = None, serial: Serial = None, grade: Grade = None, warehouse: House = "", why: Why = "",
) -> None:  # fmt: skip
    """Throw goods away; who loses a promise by it is named."""
    from warehouse_app.application.moving.deeds import ScrapStock

    call = call_of(context)
    _do(call, ScrapStock(id=call.runner.ids.new(), place=place, goods=named(sku, qty, lot, serial, grade), why=why,
                         warehouse=warehouse))  # fmt: skip


def _do(call: Call, command: Command) -> None:
    done: StockDeed = call.runner.perform(command, call.session()).done()
    if call.out.as_json:
        call.out.document(plainly(done))
        return
    words = trn("{n} unit of {what}: {source} to {target}.", "{n} units of {what}: {source} to {target}.", done.qty)
    call.out.answer(None, words.format(n=done.qty, what=done.what or tr("everything"), source=done.source,
                                       target=done.target))  # fmt: skip
    if done.promised:
        again = trn("{n} of them stays promised.", "{n} of them stay promised.", done.promised)
        call.out.answer(None, again.format(n=done.promised))
    rows = [(each.order or each.purpose, each.line, each.qty) for each in done.lost]
    if rows:
        call.out.rows(("lost by", "line", "units"), rows)
