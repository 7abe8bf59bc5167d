"""Devices as data: one card a scanner or scale, as it is kept, shown and given to its driver."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from warehouse_app.domain.devices.weights import Unit


class DeviceKind(StrEnum):
    """What a device does; the values are stored."""

    SCANNER = "scanner"
    SCALE = "scale"


class Road(StrEnum):
    """By which road its bytes come: a serial line, USB HID (point of sale), a twin of the lab; the values are stored.

    A scanner that types (keyboard wedge) has no card: it is whatever types fast.
    """

    SERIAL = "serial"
    HID = "hid"
    TWIN = "twin"


class Parity(StrEnum):
    """Parity of a serial line."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"


class Flow(StrEnum):
    """Flow control of a serial line."""

    NONE = "none"
    XONXOFF = "xonxoff"
    RTSCTS = "rtscts"


@dataclass(frozen=True, slots=True)
class Line:
    """How a serial line is set. `baud` is in bits a second, `bits` 7 or 8, `stop` 1 or 2."""

    baud: int = 9_600
    bits: int = 8
    parity: Parity = Parity.NONE
    stop: int = 1
    flow: Flow = Flow.NONE


@dataclass(frozen=True, slots=True)
class Framing:
    """How one scan is cut out of a scanner's bytes. Times are whole milliseconds.

    `prefix` and `suffix` are taken off; an empty `suffix` ends a scan where the line was silent for `silence_ms`.
    `acknowledge`: answer ACK to what was taken and NAK to what was half, for scanners set to wait for it. The same code
    again within `blanking_ms` of its last reading is a double reading, told and not counted.
    """

    prefix: bytes = b""
    suffix: bytes = b"\r"
    silence_ms: int = 50
    acknowledge: bool = False
    blanking_ms: int = 120


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device. `port` is a serial port's path or URL, a HID path, or a twin's name.

    `protocol` is a scale's language (`nci`, `toledo`, `sics`, `adam`, `hid`), "" for a scanner; `framing` is a
    scanner's. `unit` is what a scale's display shows, for the language that does not tell it (`toledo`).
    """

    code: str
    kind: DeviceKind
    road: Road
    port: str
    protocol: str = ""
    line: Line = field(default_factory=Line)
    framing: Framing = field(default_factory=Framing)
    unit: Unit = Unit.KILOGRAM
