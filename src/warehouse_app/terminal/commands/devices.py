"""Printers by command: which there are and who prints there, set up, changed, forgotten, asked and tried out."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.ports.printer import Outcome, PrinterStatus, SendResult
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.say import say

_device = typer.Typer(help="Printers and other devices.")
Printer = Annotated[str, typer.Argument(help="The printer.")]
COLUMNS = ("code", "kind", "language", "target", "labels_of", "papers_of", "waiting", "unknown")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_device, name="device")


@_device.command("list")
def _devices(context: typer.Context) -> None:
    """List the printers, the stations that print there, and what waits; our own folders stand last."""
    from warehouse_app.application.devices import printer_uses, spool_rows

    call = call_of(context)
    spool = spool_rows(call.company().printers)
    rows = []
    for each in call.runner.ask(lambda desk: printer_uses(desk, spool), call.session()):
        card = (each.row.code, each.row.kind, each.row.language, each.row.target)
        rows.append((*card, each.labels_of, each.papers_of, each.waiting, each.unknown))
    call.out.rows(COLUMNS, rows)


@_device.command("add")
def _device_add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The printer's code.")],
    target: Annotated[str, typer.Option(help="host:port of a tcp printer, the folder of a file printer.")],
    kind: Annotated[str, typer.Option(help="tcp or file.")] = "tcp",
    language: Annotated[str, typer.Option(help="zpl203, zpl300 or pdf.")] = "zpl203",
) -> None:
    """Set up a printer, or change one."""
    from warehouse_app.application.devices import AddPrinter

    call = call_of(context)
    session = call.session()
    command = AddPrinter(id=call.runner.ids.new(), code=code, kind=kind, language=language, target=target)
    row = call.runner.perform(command, session).done()
    told = tr("Printer {code} prints to {target}.").format(code=row.code, target=row.target)
    call.out.answer({"code": row.code, "kind": row.kind, "language": row.language, "target": row.target}, told)


@_device.command("remove")
def _device_remove(context: typer.Context, code: Printer) -> None:
    """Forget a printer that no station and no job uses."""
    from warehouse_app.application.devices import RemovePrinter

    call = call_of(context)
    row = call.runner.perform(RemovePrinter(id=call.runner.ids.new(), code=code), call.session()).done()
    call.out.answer(plainly(row), tr("Printer {code} is forgotten.").format(code=row.code))


@_device.command("station")
def _device_station(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="The station.")],
    labels: Annotated[str, typer.Option(help="The printer of its labels; empty for the spool folder.")] = "",
    papers: Annotated[str, typer.Option(help="The printer of its papers; empty for the spool folder.")] = "",
) -> None:
    """Say where a station prints."""
    from warehouse_app.application.devices import SetStationPrinters

    call = call_of(context)
    command = SetStationPrinters(id=call.runner.ids.new(), station=station, label=labels, paper=papers)
    row = call.runner.perform(command, call.session()).done()
    told = tr("Station {station} prints labels at {labels} and papers at {papers}.")
    spool = tr("the spool folder")
    sentence = told.format(station=row.code, labels=labels or spool, papers=papers or spool)
    call.out.answer({"station": row.code, "labels": labels, "papers": papers}, sentence)


@_device.command("test")
def _device_test(
    context: typer.Context,
    code: Printer,
    send: Annotated[bool, typer.Option("--print", help="Send a test print as well.")] = False,
) -> int:
    """Ask a printer how it is, and (--print) let it print a test; 1 when something stands against printing."""
    from warehouse_app.application.devices import card_named, print_test

    call = call_of(context)
    opened, session = call.company(), call.session()
    card = call.runner.ask(lambda desk: card_named(desk, opened.printers, code), session)
    status = opened.printers.open(card).status()
    sent = None
    if send and status.ready:
        at = call.runner.now()
        sent = print_test(opened.printers, card, at, session.station, call.runner.ids.new())
    _tell(call, card.code, status, sent)
    return 0 if status.ready and (sent is None or sent.outcome is Outcome.SENT) else 1


def _tell(call: Call, code: str, status: PrinterStatus, sent: SendResult | None) -> None:
    if sent is not None and sent.outcome is not Outcome.SENT:
        words = say(sent.reason, {"printer": code, "document": tr("the test print"), "code": "", "target": code})
    elif sent is not None:
        words = tr("{printer} took the test print. Look whether it is whole.")
    elif not status.ready:
        words = tr("{printer} cannot print now. Look at its cable, paper and cover.")
    elif status.known:
        words = tr("{printer} is ready.")
    else:
        words = tr("{printer} can be reached; it does not say how it is.")
    answer = {"printer": code, "ready": status.ready, **plainly(status)}
    if sent is not None:
        answer |= {"sent": sent.outcome.value, "where": sent.where}
    call.out.answer(answer, words.format(printer=code))
