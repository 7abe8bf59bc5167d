"""Lots that may not leave, and what is captured while goods are packed, by command."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.people import Right
from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr, trn

_lot = typer.Typer(no_args_is_help=True, help="Lots that may not leave the house: recalled, or doubted.")
_capture = typer.Typer(no_args_is_help=True, help="What is captured while goods are packed: lot, serial, free fields.")
Sku = Annotated[str, typer.Argument(help="The product.")]
Lot = Annotated[str, typer.Argument(help="The lot.")]
Reason = Annotated[str, typer.Option(help="Why.")]
Scope = Annotated[str, typer.Argument(help="product, hazard, channel or all.")]
Ref = Annotated[str, typer.Option("--of", help="The SKU, hazard class or channel.")]
Field = Annotated[str, typer.Argument(help="lot, serial, expiry, or a name of your own.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_lot, name="lot")
    whole.add_typer(_capture, name="capture")


@_lot.command("block")
def _block(context: typer.Context, sku: Sku, lot: Lot, reason: Reason = "") -> None:
    """Let a lot not leave: what could be promised is locked away, and benches stop what is on its way."""
    from warehouse_app.application.verdicts.lots import recall

    call = call_of(context)
    done = recall(call.runner, call.session(), sku, lot, reason, call.company().pause)
    words = trn(
        "Lot {lot} of {sku} may not leave. {n} unit is locked away.",
        "Lot {lot} of {sku} may not leave. {n} units are locked away.",
        done.units,
    ).format(lot=done.lot, sku=done.sku, n=done.units)
    left = tr("Not locked away: {places}").format(places=", ".join(done.left)) if done.left else ""
    answer = {"sku": done.sku, "lot": done.lot, "units": done.units, "places": done.places, "left": list(done.left)}
    call.out.answer(answer, *([words, left] if left else [words]))


@_lot.command("release")
def _release(context: typer.Context, sku: Sku, lot: Lot, reason: Reason = "") -> None:
    """Let a lot leave again; what was locked away is put back with: stock unlock."""
    from warehouse_app.application.verdicts.lots import ReleaseLot

    call = call_of(context)
    command = ReleaseLot(id=call.runner.ids.new(), sku=sku, lot=lot, reason=reason)
    name = call.runner.perform(command, call.session()).done()
    call.out.answer({"sku": name, "lot": lot}, tr("Lot {lot} of {sku} may leave again.").format(lot=lot, sku=name))


@_lot.command("list")
def _list(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those released, too.")] = False,
) -> None:
    """List the lots that may not leave, the newest first."""
    from warehouse_app.application.verdicts.lots import find_lots

    call = call_of(context)
    found = call.runner.ask(lambda desk: find_lots(desk, everything=everything), call.session(), Right.VIEW)
    rows = [
        (each.sku, each.lot, each.why, each.at, each.who, each.released_at, each.released_by, each.released_why)
        for each in found
    ]
    columns = ("sku", "lot", "why", "at", "who", "released_at", "released_by", "released_why")
    call.out.rows(columns, rows, tr("No lot is blocked."))


@_capture.command("rule")
def _rule(
    context: typer.Context,
    scope: Scope,
    field: Field,
    ref: Ref = "",
    mask: Annotated[str, typer.Option(help="How it looks: 9 digit, A letter, # either, * anything.")] = "",
    hint: Annotated[str, typer.Option(help="What the packer reads.")] = "",
    drop: Annotated[bool, typer.Option("--drop", help="Ask for it no more.")] = False,
) -> None:
    """Ask for a value while goods are packed, or no more."""
    from warehouse_app.application.run import Command
    from warehouse_app.application.verdicts.capture import DropCaptureRule, KeepCaptureRule

    call = call_of(context)
    number = call.runner.ids.new()
    command: Command = KeepCaptureRule(id=number, scope=scope, ref=ref, field=field, mask=mask, hint=hint)
    if drop:
        command = DropCaptureRule(id=number, scope=scope, ref=ref, field=field)
    call.runner.perform(command, call.session()).done()
    words = tr("{field} is asked for no more.") if drop else tr("{field} is asked for, from the next order on.")
    call.out.answer({"scope": scope, "ref": ref, "field": field}, words.format(field=field))


@_capture.command("rules")
def _rules(context: typer.Context) -> None:
    """List what is asked for while goods are packed."""
    from warehouse_app.application.verdicts.capture import capture_rules

    call = call_of(context)
    found = call.runner.ask(capture_rules, call.session(), Right.VIEW)
    rows = [(each.scope.value, each.ref, each.field, each.mask, each.hint) for each in found]
    call.out.rows(("scope", "of", "field", "mask", "hint"), rows, tr("Nothing is asked for."))


@_capture.command("list")
def _captured(context: typer.Context, order: Annotated[str, typer.Argument(help="The order.")]) -> None:
    """List what was captured for an order."""
    from warehouse_app.application.orders import order_id_of
    from warehouse_app.application.verdicts.capture import captured_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: captured_of(desk, order_id_of(desk, order)), call.session(), Right.VIEW)
    rows = [(each.sku, each.field, each.value, each.qty, each.at, each.who) for each in found]
    call.out.rows(("sku", "field", "value", "qty", "at", "who"), rows, tr("Nothing was captured."))
