"""Scanners with a line of their own: serial, USB HID point of sale, and twins. A keyboard scanner has no driver."""

from __future__ import annotations

from warehouse_app.devices.scanners.listening import Listener, NewId, Now
from warehouse_app.domain.devices.cards import DeviceCard, Road
from warehouse_app.ports.device import FoundPort

__all__ = ["find_ports", "open_scanner"]


def open_scanner(card: DeviceCard, new_id: NewId, now: Now) -> Listener:
    """Return the driver of a card; nothing is touched until it is started. Raises Trouble `hid_library_missing`."""
    if card.road is Road.TWIN:
        from warehouse_app.devices.scanners.twin import open_twin

        return Listener(card, open_twin, new_id, now)
    if card.road is Road.HID:
        from warehouse_app.devices.scanners import hid

        hid.library()
        return Listener(card, hid.open_hid, new_id, now, hid.Reports)
    from warehouse_app.devices.scanners.serial import open_serial

    return Listener(card, open_serial, new_id, now)


def find_ports() -> tuple[FoundPort, ...]:
    """Return the ports a scanner may hang on now: serial lines, then point-of-sale scanners."""
    from warehouse_app.devices.scanners import hid, serial

    return (*serial.find_ports(), *hid.find_hid())
