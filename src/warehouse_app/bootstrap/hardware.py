"""The drivers of scanners and scales by their cards, and the ports of this machine; loaded when one is used."""

from __future__ import annotations

import contextlib

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.clock import Clock, Ids
from warehouse_app.ports.device import Device, DeviceDesk, FoundPort, FoundScale


def device_desk(clock: Clock, ids: Ids) -> DeviceDesk:
    """Return how cards become devices here."""

    def opened(card: DeviceCard) -> Device:
        if card.kind is DeviceKind.SCANNER:
            from warehouse_app.devices.scanners import open_scanner

            return open_scanner(card, ids.new, clock.now)
        from warehouse_app.devices.scales import open_scale

        return open_scale(card)

    return DeviceDesk(opened, _ports, _probed)


def _ports() -> tuple[FoundPort, ...]:
    """Return serial lines and USB scanners, then USB scales where the library for them is installed."""
    from warehouse_app.devices import scales, scanners

    found = scanners.find_ports()
    with contextlib.suppress(Trouble):
        found += scales.find_hid()
    return found


def _probed(port: str) -> FoundScale | None:
    from warehouse_app.devices.scales import probe

    found = probe(port)
    return None if found is None else FoundScale(found.protocol, found.line, found.weight)
