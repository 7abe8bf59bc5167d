"""What office screens are given beside the runner: the printers, the guard of PINs, and what this machine remembers."""

from __future__ import annotations

from typing import Protocol, cast

from warehouse_app.ports.device import DeviceDesk, DeviceHub
from warehouse_app.ports.home import Home
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.ports.secrets import PinGuard


class Tools(Protocol):
    """The open company, as office screens see it."""

    printers: PrinterDesk
    devices: DeviceDesk
    guard: PinGuard
    home: Home

    @property
    def hub(self) -> DeviceHub: ...


def tools_of(given: object) -> Tools:
    """Return what bootstrap handed to the window."""
    return cast("Tools", given)
