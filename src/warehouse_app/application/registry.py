"""Scanners and scales, and the profile of a station: all that a bench loads when somebody scans its code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.barcodes.own import can_make
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.registry import (
    LONGEST_CODE,
    LONGEST_NAME,
    BadDevice,
    BadStation,
    CodeIsTaken,
    DeviceRow,
    NoSuchDevice,
    PortIsTaken,
    wrong_field,
)
from warehouse_app.domain.devices.settings import BadSetting, read_back, unit_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import NoSuchStation, PrinterRow, StationRow
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.printer import PrinterCard, PrinterDesk
from warehouse_app.store import devices as printers
from warehouse_app.store import registry
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDevice(Command):
    """Set a scanner or scale up, or change the one of that code; its station stays. `settings` is JSON of its line and
    framing (`domain/devices/settings.py`), what it does not name is as by default, a line it says
    nothing of as the scale's language mostly has it.
    """

    code: str
    kind: str
    road: str
    port: str
    protocol: str = ""
    settings: str = ""
    usb: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachDevice(Command):
    """Give a device to a station, from whichever had it; station "" puts it into the drawer."""

    code: str
    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDevice(Command):
    """Forget a device."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepStation(Command):
    """Make a station, or call the one of that code otherwise."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class StationProfile:
    """A station as a bench loads it: its scanners and scales, and where it prints (None: into the home's folders)."""

    station: StationRow
    devices: tuple[DeviceRow, ...]
    label_printer: PrinterRow | None
    paper_printer: PrinterRow | None


@handles(KeepDevice, right=Right.SETTINGS, answer=DeviceRow)
def keep_device(desk: Desk, command: KeepDevice, _session: Session) -> DeviceRow:
    """Keep a device's card. Raises Refused (BadDevice, CodeIsTaken, PortIsTaken)."""
    row = _judged(command)
    taken = printers.printer(desk, row.code)
    if taken is not None:
        raise Refused(CodeIsTaken(row.code, "printer"))
    before = registry.device(desk, row.code)
    if before is not None and before.card.kind is not row.card.kind:
        raise Refused(CodeIsTaken(row.code, before.card.kind.value))
    row = replace(row, station=before.station if before else "")
    _port_is_free(desk, row)
    registry.keep(desk, row)
    desk.touch(Touched.DEVICE)
    return row


def _judged(command: KeepDevice) -> DeviceRow:
    code = command.code.strip().upper()
    if not can_make(code) or len(code) > LONGEST_CODE:
        raise Refused(BadDevice("code", command.code))
    kind, road = DeviceKind(_word("kind", command.kind, DeviceKind)), Road(_word("road", command.road, Road))
    try:
        line, framing = read_back(command.settings, command.protocol)
        unit = unit_of(command.settings)
    except BadSetting as bad:
        raise Refused(BadDevice(bad.field, bad.value)) from bad
    card = DeviceCard(code, kind, road, command.port.strip(), command.protocol, line, framing, unit)
    row = DeviceRow(card, usb=command.usb.strip(), name=command.label.strip())
    wrong = wrong_field(row)
    if wrong:
        raise Refused(BadDevice(wrong, row.name if wrong == "name" else str(getattr(command, wrong))))
    return row


def _word(field: str, value: str, kind: type[DeviceKind | Road]) -> str:
    if value not in set(kind):
        raise Refused(BadDevice(field, value))
    return value


def _port_is_free(desk: Desk, row: DeviceRow) -> None:
    if not row.station:
        return
    for other in registry.devices_of(desk, row.station):
        if other.code != row.code and other.card.port == row.card.port:
            raise Refused(PortIsTaken(row.card.port, other.code, row.station))


@handles(AttachDevice, right=Right.SETTINGS, answer=DeviceRow)
def attach_device(desk: Desk, command: AttachDevice, _session: Session) -> DeviceRow:
    """Give a device to a station. Raises Refused (NoSuchDevice, NoSuchStation, PortIsTaken)."""
    row, station = _device(desk, command.code), command.station.strip().upper()
    if station and printers.station(desk, station) is None:
        raise Refused(NoSuchStation(command.station))
    row = replace(row, station=station)
    _port_is_free(desk, row)
    registry.keep(desk, row)
    desk.touch(Touched.DEVICE)
    return row


@handles(RemoveDevice, right=Right.SETTINGS, answer=DeviceRow)
def remove_device(desk: Desk, command: RemoveDevice, _session: Session) -> DeviceRow:
    """Forget a device. Raises Refused(NoSuchDevice)."""
    row = _device(desk, command.code)
    registry.forget(desk, row.code)
    desk.touch(Touched.DEVICE)
    return row


@handles(KeepStation, right=Right.SETTINGS, answer=StationRow)
def keep_station(desk: Desk, command: KeepStation, _session: Session) -> StationRow:
    """Make a station, in the warehouse of the first one. Raises Refused(BadStation)."""
    code, name = command.code.strip().upper(), command.label.strip()
    if not can_make(code) or len(code) > LONGEST_CODE:
        raise Refused(BadStation("code", command.code))
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(BadStation("name", command.label))
    known = printers.stations(desk)
    before = next((each for each in known if each.code == code), None)
    warehouse = before.warehouse if before else known[0].warehouse if known else ""
    name = name or (before.name if before else code)
    registry.keep_station(desk, code, warehouse, name)
    desk.touch(Touched.DEVICE)
    return replace(before, name=name) if before else StationRow(code, warehouse, name, "", "")


def _device(desk: Desk, code: str) -> DeviceRow:
    found = registry.device(desk, code.strip().upper())
    if found is None:
        raise Refused(NoSuchDevice(code))
    return found


def device_named(desk: Desk, code: str) -> DeviceRow | None:
    """Return the scanner or scale of that code."""
    return registry.device(desk, code.strip().upper())


def find_devices(desk: Desk) -> tuple[DeviceRow, ...]:
    """Return all scanners and scales, by code."""
    return registry.devices(desk)


def devices_of(desk: Desk, station: str) -> tuple[DeviceRow, ...]:
    """Return the scanners and scales of a station, by code."""
    return registry.devices_of(desk, station.strip().upper())


def profile_of(desk: Desk, station: str) -> StationProfile:
    """Return what a bench loads. Raises Refused(NoSuchStation)."""
    found = printers.station(desk, station.strip().upper())
    if found is None:
        raise Refused(NoSuchStation(station))
    label = printers.printer(desk, found.label_printer) if found.label_printer else None
    paper = printers.printer(desk, found.paper_printer) if found.paper_printer else None
    return StationProfile(found, registry.devices_of(desk, found.code), label, paper)


def profile_if_any(desk: Desk, station: str) -> StationProfile | None:
    """Return what a bench loads, None where nobody has made that station yet."""
    known = printers.station(desk, station.strip().upper())
    return None if known is None else profile_of(desk, station)


def bench_devices(
    desk: Desk, spool: PrinterDesk, station: str, code: str = ""
) -> tuple[tuple[DeviceRow, ...], tuple[PrinterCard, ...]]:
    """Return the scanners, scales and printers of a station, our own folders where it has no printer; or the one of a
    code. Raises Refused (NoSuchStation, NoSuchDevice).
    """
    from warehouse_app.application.devices import card_named  # which draws test prints: no bench loads that to open

    if code.strip():
        row = device_named(desk, code)
        if row is not None:
            return (row,), ()
        try:
            return (), (card_named(desk, spool, code),)
        except Refused as refused:
            raise Refused(NoSuchDevice(code)) from refused
    profile = profile_of(desk, station)
    labels = profile.station.label_printer or spool.labels.code
    papers = profile.station.paper_printer or spool.papers.code
    return profile.devices, tuple(card_named(desk, spool, each) for each in dict.fromkeys((labels, papers)))
