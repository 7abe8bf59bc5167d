"""The scanners and scales of one bench on this machine: what the company keeps of them, at the ports they hang at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse_app.application.registry import devices_of
from warehouse_app.application.scanning import habits_of
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.domain.devices.registry import cards_here
from warehouse_app.ports.device import DeviceHub

if TYPE_CHECKING:
    from warehouse_app.bootstrap.wire import Company


class BenchDevices:
    """The `BenchDevices` of the real program."""

    def __init__(self, company: Company, station: str) -> None:
        self._company, self._station = company, station

    @property
    def hub(self) -> DeviceHub:
        """The devices that run."""
        return self._company.hub

    def habits(self) -> Habits:
        """Return how the keyboard scanner types. Raises Trouble."""
        return habits_of(self._company.runner, self._station)

    def use(self) -> None:
        """Let the devices run that the bench has now. Raises Trouble."""
        with self._company.store.read() as desk:
            rows = devices_of(desk, self._station)
        ports = [(port.port, port.usb) for port in self._company.devices.ports()] if rows else []
        self.hub.use(cards_here(rows, ports))
