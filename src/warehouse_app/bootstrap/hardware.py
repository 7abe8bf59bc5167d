"""The drivers of scanners and scales by their cards, and the ports of this machine; loaded when one is used."""

from __future__ import annotations

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.clock import Clock, Ids
from warehouse_app.ports.device import Device, DeviceDesk, FoundPort


def device_desk(clock: Clock, ids: Ids) -> DeviceDesk:
    """Return how cards become devices here."""

    def opened(card: DeviceCard) -> Device:
        if card.kind is DeviceKind.SCANNER:
            from warehouse_app.devices.scanners import open_scanner

            return open_scanner(card, ids.new, clock.now)
        raise Trouble("device_no_driver", device=card.code)

    return DeviceDesk(opened, _ports)


def _ports() -> tuple[FoundPort, ...]:
    from warehouse_app.devices.scanners import find_ports

    return find_ports()
