"""Devices by command: which there are and who has them, set up, given to a station, forgotten; this machine's ports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.registry import DeviceRow
from warehouse_app.domain.devices.settings import typed, written
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.commands import devicetest
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.say import say

if TYPE_CHECKING:
    from warehouse_app.domain.printing.values import PrinterUse

_device = typer.Typer(help="Scanners, scales and printers.")
Device = Annotated[str, typer.Argument(help="The device.")]
Target = Annotated[
    str, typer.Option("--target", "--port", help="Port of a scanner or scale; address or folder of a printer.")
]
Language = Annotated[
    str,
    typer.Option(
        "--language",
        "--protocol",
        help="Of a printer zpl203, zpl300, zpl600, pdf or escpos; of a scale nci, toledo, sics or adam.",
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help=r"Line and framing of a scanner or scale: baud=9600, parity=even, suffix=\r\n."),
]
COLUMNS = (
    *("code", "type", "kind", "language", "target", "stations"),
    *("labels_of", "papers_of", "waiting", "unknown", "name"),
)
TYPES = ("printer", "scanner", "scale")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_device, name="device")


@_device.command("list")
def _devices(
    context: typer.Context,
    station: Annotated[str, typer.Option(help="Only the devices of this station.")] = "",
) -> None:
    """List scanners, scales and printers, who has them, and what waits; our own folders stand last."""
    from warehouse_app.application.devices import printer_uses, spool_rows
    from warehouse_app.application.registry import find_devices

    call = call_of(context)
    spool = spool_rows(call.company().printers)
    here = station.strip().upper()
    devices, uses = call.runner.ask(lambda desk: (find_devices(desk), printer_uses(desk, spool)), call.session())
    rows = [_device_row(row) for row in devices if not here or row.station == here]
    rows += [_printer_row(use) for use in uses if not here or here in {*use.labels_of, *use.papers_of}]
    call.out.rows(COLUMNS, rows)


def _device_row(row: DeviceRow) -> tuple[object, ...]:
    card = row.card
    stations = (row.station,) if row.station else ()
    return (card.code, card.kind.value, card.road.value, card.protocol, card.port, stations, (), (), 0, 0, row.name)


def _printer_row(use: PrinterUse) -> tuple[object, ...]:
    row, stations = use.row, tuple(sorted({*use.labels_of, *use.papers_of}))
    told = (use.labels_of, use.papers_of, use.waiting, use.unknown, "")
    return (row.code, "printer", row.kind, row.language, row.target, stations, *told)


@_device.command("ports")
def _ports(context: typer.Context) -> None:
    """List the ports of this machine that a scanner or scale may hang on."""
    call = call_of(context)
    rows = [(each.port, each.name, each.usb) for each in call.company().devices.ports()]
    call.out.rows(("port", "name", "usb"), rows, tr("No port was found. Plug the device in, or name its address."))


@_device.command("add")
def _device_add(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The device's code.")],
    target: Target,
    what: Annotated[str, typer.Option("--type", help="printer, scanner or scale.")] = "printer",
    kind: Annotated[str, typer.Option(help="serial, hid or twin; a printer's as documented.")] = "",
    language: Language = "",
    name: Annotated[str | None, typer.Option(help="What people call a scanner or scale.")] = None,
    usb: Annotated[str | None, typer.Option(help="Its USB vendor and product, as `device ports` shows them.")] = None,
    station: Annotated[str, typer.Option(help="Give it to this station at once.")] = "",
    setting: Settings = None,
) -> None:
    """Set up a device, or change one; what is not named of a scanner or scale stays as it was."""
    call = call_of(context)
    if what not in TYPES:
        raise Usage("device_option", option="--type", value=what, wanted=", ".join(TYPES))
    if what == "printer":
        _add_printer(call, code, kind or "tcp", language or "zpl203", target)
        return
    from warehouse_app.application.registry import AttachDevice, KeepDevice, device_named

    session, ids = call.session(), call.runner.ids
    given = _settings(setting or [])
    before = call.runner.ask(lambda desk: device_named(desk, code), session)
    if before is None or before.card.kind.value != what:
        before = DeviceRow(DeviceCard("", DeviceKind(what), Road.SERIAL, ""))
    elif language in {"", before.card.protocol}:
        given = {**json.loads(written(before.card)), **given}
    keep = KeepDevice(
        id=ids.new(), code=code, kind=what, road=kind or before.card.road.value, port=target,
        protocol=language or before.card.protocol, usb=before.usb if usb is None else usb,
        label=before.name if name is None else name, settings=json.dumps(given),
    )  # fmt: skip
    row = call.runner.perform(keep, session).done()
    if station:
        row = call.runner.perform(AttachDevice(id=ids.new(), code=code, station=station), session).done()
    told = tr("{code} hangs at {port}.").format(code=row.code, port=row.card.port)
    call.out.answer(plainly(row), told)


def _add_printer(call: Call, code: str, kind: str, language: str, target: str) -> None:
    from warehouse_app.application.devices import AddPrinter

    command = AddPrinter(id=call.runner.ids.new(), code=code, kind=kind, language=language, target=target)
    row = call.runner.perform(command, call.session()).done()
    told = tr("Printer {code} prints to {target}.").format(code=row.code, target=row.target)
    call.out.answer({"code": row.code, "kind": row.kind, "language": row.language, "target": row.target}, told)


def _settings(given: list[str]) -> dict[str, object]:
    """Return the `name=value` of a device's settings; what each may be is judged where it is kept."""
    values: dict[str, object] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise Usage("device_option", option="--set", value=each, wanted="name=value")
        values[name.strip()] = _value(name.strip(), value)
    return values


def _value(name: str, text: str) -> object:
    if name in {"prefix", "suffix"}:
        try:
            return typed(text).decode("latin-1")
        except ValueError as error:
            raise Usage(
                "device_option", option=f"--set {name}", value=text, wanted=r"text, \r, \n, \t, \x02"
            ) from error
    if name == "acknowledge":
        return {"yes": True, "no": False}.get(text.strip().lower(), text)
    return int(text) if text.strip().isdecimal() else text.strip()


@_device.command("probe")
def _probe(context: typer.Context, port: Annotated[str, typer.Argument(help="A serial port.")]) -> int:
    """Find out how the scale at a port speaks; nothing is changed there. 1 when nothing answers."""
    call = call_of(context)
    call.session()
    found = call.company().devices.probe(port)
    if found is None:
        call.out.answer({"port": port, "found": None}, say("scale_nothing", {"port": port}))
        return 1
    told = tr("A scale answers as {protocol}, {baud} baud, {bits} bits, parity {parity}: {shown}.")
    line = found.line
    facts = {"protocol": found.protocol, "baud": line.baud, "bits": line.bits, "parity": line.parity.value}
    call.out.answer({"port": port, "found": plainly(found)}, told.format(**facts, shown=found.weight.shown))
    return 0


@_device.command("attach")
def _device_attach(
    context: typer.Context,
    code: Device,
    station: Annotated[str, typer.Option(help="The station that has it from now on.")],
) -> None:
    """Give a scanner or scale to a station, from whichever had it."""
    _attach(call_of(context), code, station)


@_device.command("detach")
def _device_detach(context: typer.Context, code: Device) -> None:
    """Take a scanner or scale from its station; it stays set up."""
    _attach(call_of(context), code, "")


def _attach(call: Call, code: str, station: str) -> None:
    from warehouse_app.application.registry import AttachDevice

    command = AttachDevice(id=call.runner.ids.new(), code=code, station=station)
    row = call.runner.perform(command, call.session()).done()
    words = tr("{code} belongs to station {station}.") if row.station else tr("{code} belongs to no station.")
    call.out.answer(plainly(row), words.format(code=row.code, station=row.station))


@_device.command("remove")
def _device_remove(context: typer.Context, code: Device) -> None:
    """Forget a scanner or scale, or a printer that no station and no job uses."""
    from warehouse_app.application.devices import RemovePrinter
    from warehouse_app.application.registry import RemoveDevice, device_named

    call = call_of(context)
    session = call.session()
    if call.runner.ask(lambda desk: device_named(desk, code), session) is not None:
        row = call.runner.perform(RemoveDevice(id=call.runner.ids.new(), code=code), session).done()
        call.out.answer(plainly(row), tr("{code} is forgotten.").format(code=row.code))
        return
    printer = call.runner.perform(RemovePrinter(id=call.runner.ids.new(), code=code), session).done()
    call.out.answer(plainly(printer), tr("Printer {code} is forgotten.").format(code=printer.code))


@_device.command("station")
def _device_station(
    context: typer.Context,
    station: Annotated[str, typer.Argument(help="The station.")],
    labels: Annotated[str | None, typer.Option(help="The printer of its labels; '' for the spool folder.")] = None,
    papers: Annotated[str | None, typer.Option(help="The printer of its papers; '' for the spool folder.")] = None,
    name: Annotated[str | None, typer.Option(help="Make the station where it is missing, and call it so.")] = None,
) -> None:
    """Make a station, say where it prints, or ask where it does; a printer that is not named stays."""
    from warehouse_app.application.devices import SetStationPrinters
    from warehouse_app.application.registry import KeepStation, profile_of

    call = call_of(context)
    session, ids = call.session(), call.runner.ids
    if name is not None:
        call.runner.perform(KeepStation(id=ids.new(), code=station, label=name), session).done()
    row = call.runner.ask(lambda desk: profile_of(desk, station), session).station
    if labels is not None or papers is not None:
        label = row.label_printer if labels is None else labels
        paper = row.paper_printer if papers is None else papers
        command = SetStationPrinters(id=ids.new(), station=station, label=label, paper=paper)
        row = call.runner.perform(command, session).done()
    told = tr("Station {station} prints labels at {labels} and papers at {papers}.")
    spool = tr("the spool folder")
    sentence = told.format(station=row.code, labels=row.label_printer or spool, papers=row.paper_printer or spool)
    call.out.answer({"station": row.code, "labels": row.label_printer, "papers": row.paper_printer}, sentence)


@_device.command("stand-in")
def _device_stand_in(
    context: typer.Context,
    code: Device,
    stand_in: Annotated[str, typer.Argument(help="The printer that takes over by one key; none to have none.")] = "",
) -> None:
    """Name the printer that takes over while this one cannot print."""
    from warehouse_app.application.print_standin import SetStandIn

    call = call_of(context)
    command = SetStandIn(id=call.runner.ids.new(), printer=code, stand_in=stand_in)
    row = call.runner.perform(command, call.session()).done()
    words = tr("{stand_in} stands in for {printer}.") if row.stand_in else tr("Nobody stands in for {printer}.")
    call.out.answer(plainly(row), words.format(printer=row.code, stand_in=row.stand_in))


devicetest.add_to(_device)  # once: the command line is built anew for each call
