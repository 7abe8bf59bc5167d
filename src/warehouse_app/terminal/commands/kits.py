"""Kits on the command line: what they are made of, built at a bench, taken apart."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

_kit = typer.Typer(help="Kits: recipes, built and taken apart.")
Sku = Annotated[str, typer.Argument(help="The kit's SKU.")]
Place = Annotated[str, typer.Option("--place", help="The bench.")]
House = Annotated[str, typer.Option("--warehouse", help="The warehouse, where several have such a bench.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_kit, name="kit")


@_kit.command("define")
def _define(
    context: typer.Context,
    sku: Sku,
    parts: Annotated[list[str] | None, typer.Argument(help="Each part as SKU=QTY; none: no kit any more.")] = None,
    loose: Annotated[
        bool | None,
        typer.Option(
            "--by-parts/--as-built", help="Sold by its parts, picked and packed one by one; or as it was built."
        ),
    ] = None,
) -> None:
    """Say what a kit is made of; a changed recipe is a new version."""
    from warehouse_app.application.moving.kits import DefineKit

    call = call_of(context)
    made = tuple(_part(each) for each in parts or ())
    command = DefineKit(id=call.runner.ids.new(), sku=sku, parts=made, loose=loose)
    version = call.runner.perform(command, call.session()).done()
    words = tr("{sku} is version {version} now.") if version else tr("{sku} is no kit any more.")
    call.out.answer({"sku": sku, "version": version}, words.format(sku=sku, version=version))


def _part(text: str) -> tuple[str, int]:
    sku, _, qty = text.rpartition("=")
    if not sku or not qty.isascii() or not qty.isdigit():
        raise Usage("kit_part_invalid", part=text[:60])
    return sku, int(qty)


@_kit.command("build")
def _build(
    context: typer.Context,
    sku: Sku,
    place: Place,
    qty: Annotated[int, typer.Option("--qty", help="How many kits.")] = 1,
    warehouse: House = "",
    lot: Annotated[str, typer.Option("--lot", help="The kits' lot.")] = "",
    serial: Annotated[str, typer.Option("--serial", help="The kit's serial number.")] = "",
) -> None:
    """Build kits from what lies at a bench; what is lacking is named as a whole."""
    from warehouse_app.application.moving.kits import BuildKit

    call = call_of(context)
    command = BuildKit(
        id=call.runner.ids.new(), sku=sku, qty=qty, place=place, warehouse=warehouse, lot=lot, serial=serial
    )
    done = call.runner.perform(command, call.session()).done()
    if call.out.as_json:
        call.out.document(plainly(done))
        return
    words = trn("{n} kit {sku} built at {place}.", "{n} kits {sku} built at {place}.", done.qty)
    call.out.answer(None, words.format(n=done.qty, sku=done.sku, place=done.place))
    call.out.rows(("part", "lot", "units used"), done.parts)


@_kit.command("break")
def _break(
    context: typer.Context,
    sku: Sku,
    place: Place,
    qty: Annotated[int, typer.Option("--qty", help="How many kits.")] = 1,
    warehouse: House = "",
    lot: Annotated[str | None, typer.Option("--lot", help="Kits of this lot.")] = None,
    serial: Annotated[str | None, typer.Option("--serial", help="The kit of this serial number.")] = None,
    why: Annotated[str, typer.Option("--why", help="Why; it stays in the story of the goods.")] = "",
) -> None:
    """Take kits apart that lie at a bench."""
    from warehouse_app.application.moving.kits import BreakKit

    call = call_of(context)
    command = BreakKit(
        id=call.runner.ids.new(), sku=sku, qty=qty, place=place, warehouse=warehouse, lot=lot, serial=serial, why=why
    )
    done = call.runner.perform(command, call.session()).done()
    if call.out.as_json:
        call.out.document([plainly(each) for each in done])
        return
    units = sum(each.qty for each in done)
    words = trn("{n} kit {sku} taken apart at {place}.", "{n} kits {sku} taken apart at {place}.", units)
    call.out.answer(None, words.format(n=units, sku=done[0].sku, place=done[0].place))
    call.out.rows(("part", "lot", "units"), [part for each in done for part in each.parts])


@_kit.command("list")
def _list(
    context: typer.Context,
    sku: Annotated[str, typer.Argument(help="Only this kit, with all versions of its recipe.")] = "",
) -> None:
    """List the kits and what they are made of."""
    from warehouse_app.application.moving.kits import find_kits, kit_of

    call = call_of(context)
    session = call.session()
    found = call.runner.ask(lambda desk: kit_of(desk, sku) if sku else find_kits(desk), session)
    if call.out.as_json:
        call.out.document([plainly(each) for each in found])
        return
    rows = [
        (each.sku, each.version, each.active, each.loose, ", ".join(f"{part.qty} {part.sku}" for part in each.parts))
        for each in found
    ]
    call.out.rows(("kit", "version", "active", "by parts", "parts"), rows, tr("There is no kit."))
