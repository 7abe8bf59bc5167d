"""Scanners and scales as the program sees them: each speaks from a thread of its own, says how it is, and never raises.

A device that is pulled out is `AWAY` and comes back by itself when it is there again: nobody starts anything anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from warehouse_app.domain.devices.cards import DeviceCard, Line
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.refusals import Trouble


class DeviceState(StrEnum):
    """How a device is."""

    OPENING = "opening"
    READY = "ready"
    AWAY = "away"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RawScan:
    """One shot of a scanner, with the id of the deed it asks for: every later try is the same deed.

    `double` marks the same code again within the blanking window: it is told and logged, never counted.
    """

    device: str
    data: bytes
    at: datetime
    scan_id: str
    double: bool = False


@dataclass(frozen=True, slots=True)
class FoundPort:
    """A port that a device may hang on: its address, what the system calls it, its USB vendor and product as hex."""

    port: str
    name: str
    usb: str = ""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told, from the device's own thread: scans, weights, states, and (for people who look) the live bytes."""

    scanned: Callable[[RawScan], None] = lambda _scan: None
    weighed: Callable[[str, Weight], None] = lambda _device, _weight: None
    changed: Callable[[str, DeviceState, str], None] = lambda _device, _state, _why: None
    bytes_seen: Callable[[str, bytes], None] = lambda _device, _data: None


class Device(Protocol):
    """One scanner or scale."""

    card: DeviceCard

    def start(self, ears: Ears) -> None:
        """Begin to listen on a thread of its own; returns at once."""

    def state(self) -> DeviceState:
        """Return how it is now."""

    def close(self) -> None:
        """Stop; returns when its thread has ended."""


class Scale(Device, Protocol):
    """A scale."""

    def zero(self) -> None:
        """Ask it to call the weight on it zero; the answer comes as a weight."""

    def weight(self) -> Weight | None:
        """Return its last reading, None before the first and while it is away."""


OpenDevice = Callable[[DeviceCard], Device]
FindPorts = Callable[[], tuple[FoundPort, ...]]


def _no_device(card: DeviceCard) -> Device:
    raise Trouble("device_no_driver", device=card.code)


@dataclass(frozen=True, slots=True)
class FoundScale:
    """How a scale at a port speaks: its language, its line, and the first thing it said."""

    protocol: str
    line: Line
    weight: Weight


def _no_scale(_port: str) -> FoundScale | None:
    return None


@dataclass(frozen=True, slots=True)
class DeviceDesk:
    """All that scanners and scales are given from outside: how a card becomes a device, and this machine's ports.

    `open` raises Trouble or Usage where this machine has no driver for it; nothing is touched before the device is
    started. `probe` asks whatever hangs at a serial port in every language of scales, for some seconds, and changes
    nothing there; it raises Trouble where the port cannot be had.
    """

    open: OpenDevice = _no_device
    ports: FindPorts = tuple
    probe: Callable[[str], FoundScale | None] = _no_scale


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """A device of the hub as it is: its card, its state with the reason, and a scale's last weight."""

    card: DeviceCard
    state: DeviceState
    why: str = ""
    weight: Weight | None = None


class DeviceHub(Protocol):
    """The devices of this bench, started; a window and a line-mode station have one each.

    A device whose card did not change goes on when others are used. Ears are told from the devices' own threads.
    """

    def use(self, cards: Sequence[DeviceCard]) -> None:
        """Let these devices run, and no others."""

    def now(self) -> tuple[DeviceNow, ...]:
        """Return how each is, in the order of the cards."""

    def scale(self) -> Scale | None:
        """Return the bench's scale, the first where it has several."""

    def listen(self, ears: Ears) -> Callable[[], None]:
        """Tell these ears as well, until the function that is returned is called."""

    def close(self) -> None:
        """Stop them all."""
