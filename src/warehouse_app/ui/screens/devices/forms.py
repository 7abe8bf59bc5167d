"""The forms of the devices screen, and the commands they become. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from warehouse_app.application.registry import KeepDevice
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Framing, Parity, Road
from warehouse_app.domain.devices.registry import PROTOCOLS, DeviceRow
from warehouse_app.domain.devices.settings import BAUDS, WITHOUT_UNIT, shown, typed, written
from warehouse_app.domain.devices.weights import Unit
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.screens.devices.state import LABEL, DevicesScreen
from warehouse_app.wording import tr

NEW, SCANNER, SCALE, PRINTER, STATION = "new", "scanner", "scale", "printer", "station"
_YES, _NO = "yes", "no"


def new_device(state: DevicesScreen, number: int) -> FormValue:
    """Return the form of a device at the chosen port, or at an address that is typed."""
    port = state.port
    usb_scanner = port is not None and "scale" not in port.name.lower()
    taken = {each.row.code for each in state.here}
    what = "SCANNER" if port is None or usb_scanner else "SCALE"
    code = next(f"{what}-{state.station}-{n}" for n in range(1, 100) if f"{what}-{state.station}-{n}" not in taken)
    usual = ("", tr("As is usual"))
    kinds = ((SCANNER, tr("Scanner")), *((f"{SCALE}-{name}", protocol(name)) for name in PROTOCOLS))
    fields = (
        FormField("code", tr("Code")),
        FormField("name", tr("Name"), tr("What people call it, as on a sticker.")),
        FormField("what", tr("It is a"), "", kinds),
        *(
            ()
            if port is not None
            else (FormField("port", tr("Port"), tr("COM3, /dev/ttyUSB0 or socket://host:port.")),)
        ),
        FormField("baud", tr("Speed"), "", (usual, *((str(baud), f"{baud} baud") for baud in BAUDS))),
        FormField("parity", tr("Bits and parity"), "", (usual, *_parities())),
    )
    before = {
        "code": code, "name": port.name[:60] if port else "",
        "what": SCANNER if usb_scanner or not port else "scale-nci",
        "baud": "", "parity": "",
    }  # fmt: skip
    return FormValue(NEW, tr("Set up a device"), tr("Save"), fields, before, number=number)


def change_device(row: DeviceRow, number: int) -> FormValue:
    """Return the form of a device as it is set up."""
    card = row.card
    fields: tuple[FormField, ...] = (FormField("name", tr("Name")),)
    before = {"name": row.name, "port": card.port, "protocol": card.protocol}
    if card.road is not Road.TWIN:
        fields += (FormField("port", tr("Port")),)
    if card.kind is DeviceKind.SCALE and card.road is not Road.HID:
        languages = tuple((name, protocol(name)) for name in PROTOCOLS if name != "hid")
        fields += (FormField("protocol", tr("Language"), "", languages),)
    if card.kind is DeviceKind.SCALE and card.protocol in WITHOUT_UNIT:
        shows = ((Unit.KILOGRAM.value, tr("Kilograms")), (Unit.POUND.value, tr("Pounds")))
        fields += (FormField("unit", tr("Display shows"), tr("This language does not tell it."), shows),)
        before["unit"] = card.unit.value
    if card.road is Road.SERIAL:
        fields += (
            FormField("baud", tr("Speed"), "", tuple((str(baud), f"{baud} baud") for baud in BAUDS)),
            FormField("parity", tr("Bits and parity"), "", _parities()),
        )
        before |= {"baud": str(card.line.baud), "parity": f"{card.line.bits}{card.line.parity.value}"}
    if card.kind is DeviceKind.SCANNER:
        fields += (
            FormField("prefix", tr("Before each code")),
            FormField("suffix", tr("After each code"), tr(r"\r is Enter, \t is Tab; the test finds both out.")),
            FormField("blanking_ms", tr("Double-read gap"), tr("Milliseconds in which the same code counts once.")),
            FormField("acknowledge", tr("Answer each scan"), "", ((_NO, tr("No")), (_YES, tr("With ACK and NAK")))),
        )
        framing = card.framing
        before |= {
            "prefix": shown(framing.prefix), "suffix": shown(framing.suffix),
            "blanking_ms": str(framing.blanking_ms), "acknowledge": _YES if framing.acknowledge else _NO,
        }  # fmt: skip
    return FormValue(card.kind.value, row.name or row.code, tr("Save"), fields, before, number=number)


def station_printer(state: DevicesScreen, key: str, number: int) -> FormValue:
    """Return the choice of a station's printer."""
    fits = [row for row in state.all_printers if key == LABEL or row.language == "pdf"]
    choices = (("", tr("Folder of this home")), *((row.code, row.code) for row in fits))
    title = tr("Labels of {station}") if key == LABEL else tr("Papers of {station}")
    field = FormField("printer", tr("Printer"), tr("Printers are set up on the Print jobs screen (F3)."), choices)
    before = {"printer": state.printer_of(key)}
    return FormValue(PRINTER, title.format(station=state.station), tr("Save"), (field,), before, number=number)


def kept(new_id: str, state: DevicesScreen, values: Mapping[str, str]) -> KeepDevice:
    """Return the command of a form that was filled in. Raises ValueError of a prefix or suffix nobody can type."""
    form, device, port = state.form, state.device, state.port
    assert form is not None
    if form.name == NEW:
        kind, _, language = values["what"].partition("-")
        where = port.port if port is not None else values.get("port", "")
        road = Road.HID if language == "hid" or where.startswith("usb:") else Road.SERIAL
        settings: dict[str, object] = _line(values) if road is Road.SERIAL else {}
        return KeepDevice(
            id=new_id, code=values["code"], kind=kind, road=road.value, port=where, protocol=language,
            usb=port.usb if port is not None else "", label=values["name"], settings=json.dumps(settings),
        )  # fmt: skip
    assert device is not None
    card = device.row.card
    settings = json.loads(written(card)) | (_line(values) if "baud" in values else {})
    if "unit" in values:
        settings["unit"] = values["unit"]
    if card.kind is DeviceKind.SCANNER:
        settings |= {name: typed(values[name]).decode("latin-1") for name in ("prefix", "suffix")}
        gap = values["blanking_ms"].strip()
        settings |= {"blanking_ms": int(gap) if gap.isdecimal() else gap, "acknowledge": values["acknowledge"] == _YES}
    where = values.get("port", card.port)
    usb = device.row.usb if where == card.port else next((each.usb for each in state.ports if each.port == where), "")
    return _keep(new_id, device.row, where, values.get("protocol", card.protocol), settings, usb, values["name"])


def framed(new_id: str, row: DeviceRow, framing: Framing) -> KeepDevice:
    """Return the command that keeps what was learnt of a scanner's framing."""
    card: DeviceCard = replace(row.card, framing=framing)
    return _keep(new_id, row, card.port, card.protocol, json.loads(written(card)), row.usb, row.name)


def moved(new_id: str, row: DeviceRow, port: str, usb: str) -> KeepDevice:
    """Return the command that keeps at which port of this machine a device hangs."""
    return _keep(new_id, row, port, row.card.protocol, json.loads(written(row.card)), usb, row.name)


def _keep(
    new_id: str, row: DeviceRow, port: str, language: str, settings: Mapping[str, object], usb: str, name: str
) -> KeepDevice:
    card = row.card
    return KeepDevice(
        id=new_id, code=card.code, kind=card.kind.value, road=card.road.value, port=port, protocol=language,
        usb=usb, label=name, settings=json.dumps(settings),
    )  # fmt: skip


def _line(values: Mapping[str, str]) -> dict[str, object]:
    speed: dict[str, object] = {"baud": int(values["baud"])} if values["baud"] else {}
    parity = values["parity"]
    return speed | ({"bits": int(parity[:1]), "parity": parity[1:]} if parity else {})


def _parities() -> tuple[tuple[str, str], ...]:
    words = {Parity.NONE: tr("no parity"), Parity.EVEN: tr("even parity"), Parity.ODD: tr("odd parity")}
    return tuple(
        (f"{bits}{parity.value}", tr("{bits} bits, {parity}").format(bits=bits, parity=words[parity]))
        for bits in (8, 7)
        for parity in Parity
    )


def protocol(name: str) -> str:
    """Return what a language of scales is called."""
    return {
        "nci": tr("Scale: NCI, Weigh-Tronix"),
        "toledo": tr("Scale: Toledo 8213, 8217"),
        "sics": tr("Scale: Mettler-Toledo SICS"),
        "adam": tr("Scale: Adam, A&D"),
        "hid": tr("Scale: USB postal scale"),
    }.get(name, name)
