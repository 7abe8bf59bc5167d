"""Every command of the contract, as typer sees it. What a command needs is imported when it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

import warehouse_app
from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.commands import (
    adjusting,
    box,
    care,
    carriers,
    catalogue,
    claims,
    company,
    counting,
    crew,
    customers,
    devices,
    exceptions,
    floor,
    health,
    imports,
    instructions,
    lab,
    layout,
    looking,
    lots,
    order,
    papers,
    performance,
    photos,
    prints,
    proof,
    purchase,
    receipts,
    releasing,
    returnmoney,
    returns,
    settings,
    stock,
    supplier,
    templates,
    trade,
    trail,
    training,
    transfers,
    verdicts,
    views,
    weights,
)


def _shown(value: bool) -> None:
    if value:
        print(f"warehouse {warehouse_app.__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    _home: Annotated[str, typer.Option("--home", help="The folder of settings, logs, spool and database.")] = "",
    _database: Annotated[str, typer.Option("--database", help="The database's URL, without a password.")] = "",
    _json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    _user: Annotated[str, typer.Option("--user", help="Who acts; the PIN is in --pin-file or WAREHOUSE_PIN.")] = "",
    _pin_file: Annotated[str, typer.Option("--pin-file", help="The file that holds the PIN.")] = "",
    _by: Annotated[
        str, typer.Option("--override-by", help="A second person who lets it be done where a right is lacking.")
    ] = "",
    _by_pin: Annotated[str, typer.Option("--override-pin-file", help="The file that holds that person's PIN.")] = "",
    _why: Annotated[str, typer.Option("--override-reason", help="Why that person lets it be done.")] = "",
    _version: Annotated[bool, typer.Option("--version", callback=_shown, is_eager=True, help="The version.")] = False,
) -> None:
    """Orders in, promised stock, verified parcels out. These options may stand before or after the command."""
    if context.invoked_subcommand is None:
        care.open_window(call_of(context), "", "")


_TRADING = (
    company,
    adjusting,
    settings,
    customers,
    trade,
    imports,
    floor,
    carriers,
    releasing,
    order,
    purchase,
    supplier,
    box,
    catalogue,
    looking,
    stock,
    transfers,
    layout,
    receipts,
    photos,
    instructions,
    counting,
    returns,
    claims,
    returnmoney,
    crew,
    exceptions,
    verdicts,
    lots,
    proof,
    weights,
    performance,
    training,
)


def app(more: Sequence[Callable[..., Any]] = ()) -> typer.Typer:
    """Return the command line with further commands of whoever starts it."""
    whole = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
    whole.callback(invoke_without_command=True)(_root)
    for room in (*_TRADING, papers, templates, devices, lab, prints, trail, views, health, care):
        room.add_to(whole)
    for command in more:
        whole.command(command.__name__.replace("_", "-"))(command)
    return whole
