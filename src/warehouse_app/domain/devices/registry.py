"""Which devices a station has, as they are kept; where they hang on this machine; and the noes of setting them up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.refusals import Refusal

LONGEST_CODE = 30
LONGEST_PORT = 300
LONGEST_NAME = 60
PROTOCOLS = ("nci", "toledo", "sics", "adam", "hid")
"""Languages of scales."""
_USB = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_ELSEWHERE = re.compile(r"/(?!dev/)")
"""A path that is no port of the system: what lies there was laid there on purpose, as the lab's lines are."""

_SCHEMES = frozenset({"socket", "rfc2217", "loop"})
"""Addresses of serial lines that reach no file: `spy://` of the library would write one."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device as kept: its card, its station ("": in the drawer), its USB vendor and product, what people call it."""

    card: DeviceCard
    station: str = ""
    usb: str = ""
    name: str = ""

    @property
    def code(self) -> str:
        """Its code."""
        return self.card.code


@dataclass(frozen=True, slots=True)
class HangsAt:
    """Where a device of a profile hangs on this machine: its `port`, or "" and the `choices` a person is asked for."""

    port: str
    choices: tuple[str, ...] = ()


def hangs_at(row: DeviceRow, ports: Sequence[tuple[str, str]], taken: frozenset[str] = frozenset()) -> HangsAt:
    """Say at which of this machine's ports (port, usb) a device hangs; ports in `taken` are others'.

    The USB identity goes before the port's name, which changes with the order of plugging in: the same model at one
    port alone is it. An address, a twin, and a device without a USB identity keep the port they were given.
    """
    if row.card.road is Road.TWIN or _SCHEME.match(row.card.port) or _ELSEWHERE.match(row.card.port):
        return HangsAt(row.card.port)
    free = [(port, usb) for port, usb in ports if port not in taken]
    if not row.usb:
        known = row.card.port in {port for port, _usb in free}
        return HangsAt(row.card.port if known else "", () if known else tuple(port for port, _usb in free))
    alike = tuple(port for port, usb in free if usb == row.usb)
    if row.card.port in alike:
        return HangsAt(row.card.port)
    return HangsAt(alike[0]) if len(alike) == 1 else HangsAt("", alike)


@dataclass(frozen=True, slots=True)
class Placed:
    """A device of a profile on this machine."""

    row: DeviceRow
    at: HangsAt

    @property
    def card(self) -> DeviceCard:
        """Return its card with the port it hangs at here; one that is not here waits at the port it was given."""
        return replace(self.row.card, port=self.at.port) if self.at.port else self.row.card

    @property
    def asked(self) -> bool:
        """Whether a person has to say at which port it is."""
        return not self.at.port and bool(self.at.choices)


def placed(rows: Sequence[DeviceRow], ports: Sequence[tuple[str, str]]) -> tuple[Placed, ...]:
    """Say where the devices of a profile hang on this machine; no two get one port, those that are sure come first."""
    found: dict[str, HangsAt] = {}
    for sure in (True, False):
        for row in rows:
            taken = frozenset(at.port for at in found.values() if at.port)
            at = hangs_at(row, ports, taken)
            if row.code not in found and (not sure or at.port == row.card.port):
                found[row.code] = at
    return tuple(Placed(row, found[row.code]) for row in rows)


def cards_here(rows: Sequence[DeviceRow], ports: Sequence[tuple[str, str]]) -> tuple[DeviceCard, ...]:
    """Return the cards of a bench's devices at this machine's ports.

    A device that is not plugged in, and whose USB identity no other device of the bench has, is awaited at any port.
    """
    cards = []
    for each in placed(rows, ports):
        usb = each.row.usb
        alone = usb and not each.at.port and sum(one.usb == usb for one in rows) == 1
        cards.append(replace(each.row.card, port=f"usb:{usb}") if alone else each.card)
    return tuple(cards)


def wrong_field(row: DeviceRow) -> str:
    """Return which field of a device cannot be right, or ""; its code is judged where codes are."""
    card = row.card
    if not _is_port(card):
        return "port"
    fits = card.protocol in PROTOCOLS if card.kind is DeviceKind.SCALE else not card.protocol
    if not fits or (card.kind is DeviceKind.SCALE and (card.protocol == "hid") != (card.road is Road.HID)):
        return "protocol"
    if row.usb and not _USB.fullmatch(row.usb):
        return "usb"
    return "" if len(row.name) <= LONGEST_NAME and row.name.isprintable() else "name"


def _is_port(card: DeviceCard) -> bool:
    if not card.port or len(card.port) > LONGEST_PORT or not card.port.isprintable() or card.port != card.port.strip():
        return False
    scheme = _SCHEME.match(card.port)
    return scheme is None or (card.road is Road.SERIAL and scheme[1].lower() in _SCHEMES)


@dataclass(frozen=True, slots=True)
class BadDevice(Refusal):
    """A device cannot be so: `field` is code, kind, road, port, protocol, usb, name, or one of its settings."""

    code: ClassVar[str] = "bad_device"
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class NoSuchDevice(Refusal):
    """No scanner or scale has that code."""

    code: ClassVar[str] = "no_such_device"
    device: str


@dataclass(frozen=True, slots=True)
class CodeIsTaken(Refusal):
    """Another device has that code: `kind` is what it is."""

    code: ClassVar[str] = "device_code_taken"
    device: str
    kind: str


@dataclass(frozen=True, slots=True)
class PortIsTaken(Refusal):
    """Another device of the station hangs at that port."""

    code: ClassVar[str] = "device_port_taken"
    port: str
    device: str
    station: str


@dataclass(frozen=True, slots=True)
class BadStation(Refusal):
    """A station cannot be so: `field` is code or name."""

    code: ClassVar[str] = "bad_station"
    field: str
    value: str
