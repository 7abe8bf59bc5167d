"""The scanners and scales of one bench on this machine: what the company keeps of them, at the ports they hang at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from warehouse_app.application.registry import devices_of
from warehouse_app.application.scanning import habits_of
from warehouse_app.domain.devices.cards import DeviceCard
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.domain.devices.registry import DeviceRow, placed
from warehouse_app.ports.device import DeviceHub, FoundPort

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
        self.hub.use(here(rows, self._company.devices.ports()) if rows else ())


def here(rows: Sequence[DeviceRow], ports: Sequence[FoundPort]) -> tuple[DeviceCard, ...]:
    """Return the cards of a bench's devices at this machine's ports.

    A device that is not plugged in, and whose USB identity no other device of the bench has, is awaited at any port.
    """
    cards: list[DeviceCard] = []
    for each in placed(rows, [(port.port, port.usb) for port in ports]):
        card, usb = each.row.card, each.row.usb
        alone = usb and sum(one.usb == usb for one in rows) == 1
        cards.append(replace(card, port=each.at.port or (f"usb:{usb}" if alone else card.port)))
    return tuple(cards)
