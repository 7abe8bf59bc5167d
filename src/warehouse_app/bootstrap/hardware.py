"""The drivers of scanners and scales by their cards, and the ports of this machine; loaded when one is used."""

from __future__ import annotations

from warehouse_app.domain.devices.cards import DeviceCard
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.clock import Clock, Ids
from warehouse_app.ports.device import Device, DeviceDesk


def device_desk(_clock: Clock, _ids: Ids) -> DeviceDesk:
    """Return how cards become devices here."""

    def opened(card: DeviceCard) -> Device:
        raise Trouble("device_no_driver", device=card.code)

    return DeviceDesk(opened)
