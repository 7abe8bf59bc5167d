"""The lab's things as devices of a bench: set up by the same commands as hardware."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.devices import AddPrinter, SetStationPrinters
from warehouse_app.application.registry import AttachDevice, KeepDevice, profile_of
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.devices.registry import DeviceRow
from warehouse_app.ports.lab import LabPorts
from warehouse_app.wording import tr

SCANNER, SCALE, PRINTER = "LAB-SCANNER", "LAB-SCALE", "LAB-PRINTER"


def set_up_lab(runner: Runner, session: Session, ports: LabPorts, station: str) -> tuple[DeviceRow, ...]:
    """Give the lab's scanner, scale and label printer to a station; done again it changes nothing. Raises Refused."""
    new = runner.ids.new
    profile = runner.ask(lambda desk: profile_of(desk, station), session)
    scanner = KeepDevice(
        id=new(), code=SCANNER, kind="scanner", road=ports.road, port=ports.scanner, label=tr("Lab scanner")
    )
    scale = KeepDevice(
        id=new(), code=SCALE, kind="scale", road=ports.road, port=ports.scale, protocol=ports.language,
        label=tr("Lab scale"),
    )  # fmt: skip
    rows = []
    for keep in (scanner, scale):
        runner.perform(keep, session).done()
        rows.append(runner.perform(AttachDevice(id=new(), code=keep.code, station=station), session).done())
    printer = AddPrinter(id=new(), code=PRINTER, kind="tcp", language="zpl203", target=ports.printer)
    runner.perform(printer, session).done()
    use = SetStationPrinters(id=new(), station=station, label=PRINTER, paper=profile.station.paper_printer)
    runner.perform(use, session).done()
    return tuple(replace(row) for row in rows)
