"""Lines to scales: a serial port by pyserial, USB reports by hidapi. What they raise is `LinkLostError`."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from warehouse_app.devices.scales import hid as reports
from warehouse_app.devices.scales.frames import with_parity
from warehouse_app.domain.devices.cards import DeviceCard, Flow, Line, Parity
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.device import FoundPort

if TYPE_CHECKING:
    from serial import Serial

READ_S = 0.05
"""How long one read waits: so soon a scale that is closed lets go of its line."""

USB = "usb:"
_WRITE_S = 1.0
_REPORT_BYTES = 64
_PARITY = {Parity.NONE: "N", Parity.EVEN: "E", Parity.ODD: "O"}
_DENIED, _BUSY = frozenset({1, 13}), frozenset({11, 16})
"""Numbers of the system's refusals: not permitted, permission denied; locked by another program, busy."""
_SEVEN = 7


class LinkLostError(Exception):
    """The line cannot be had, or broke. `why` has a sentence in `wording/`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Link(Protocol):
    """An open line. Every method but `close` raises LinkLostError where the line is no more."""

    def read(self) -> bytes:
        """Return what came; b"" where nothing came for a moment."""

    def write(self, data: bytes) -> None:
        """Send."""

    def close(self) -> None:
        """Let go of the line."""


Connect = Callable[[], Link]


class SerialLink:
    """An open serial line. `parity` is put on what is sent, where the line itself was opened without."""

    def __init__(self, port: Serial, parity: Parity = Parity.NONE) -> None:
        self._port, self._parity = port, parity

    def read(self) -> bytes:
        """Return what came; the first byte is waited for, the rest is taken as it lies there."""
        with _lost():
            first = bytes(self._port.read(1))
            return first + bytes(self._port.read(self._port.in_waiting)) if first else b""

    def write(self, data: bytes) -> None:
        """Send."""
        with _lost():
            plain = self._parity is Parity.NONE
            self._port.write(data if plain else with_parity(data, odd=self._parity is Parity.ODD))

    def close(self) -> None:
        """Let go of the line."""
        with contextlib.suppress(OSError):
            self._port.close()


def folded(line: Line) -> tuple[Line, Parity]:
    """Return a line as it is opened, and the parity that is then put on and checked here.

    Seven bits with a parity bit are eight bits on the wire: so a flipped bit spoils its frame, where the system would
    pass the byte on.
    """
    if line.bits == _SEVEN and line.parity is not Parity.NONE:
        return Line(line.baud, 8, Parity.NONE, line.stop, line.flow), line.parity
    return line, Parity.NONE


def open_serial(port: str, line: Line) -> SerialLink:
    """Open a serial port. Raises LinkLostError."""
    wire, parity = folded(line)
    with _lost():
        import serial

        wanted: dict[str, Any] = {
            "baudrate": wire.baud,
            "bytesize": wire.bits,
            "parity": _PARITY[wire.parity],
            "stopbits": wire.stop,
            "xonxoff": wire.flow is Flow.XONXOFF,
            "rtscts": wire.flow is Flow.RTSCTS,
            "timeout": READ_S,
            "write_timeout": _WRITE_S,
        }
        name = _name_now(port)
        if "://" in name:
            return SerialLink(serial.serial_for_url(name, **wanted), parity)
        return SerialLink(serial.Serial(name, exclusive=None if sys.platform == "win32" else True, **wanted), parity)


def _name_now(port: str) -> str:
    """Return the system's name of a port now. Raises LinkLostError where it is not plugged in."""
    if port.startswith(USB):
        from serial.tools import list_ports

        wanted = port.removeprefix(USB).upper()
        for each in list_ports.comports():
            told = (f"{each.vid or 0:04X}", f"{each.pid or 0:04X}", (each.serial_number or "").upper())
            if wanted in (":".join(told), ":".join(told[:2])):
                return str(each.device)
        raise LinkLostError("unplugged")
    if os.path.isabs(port) and not os.path.exists(port):  # noqa: PTH110, PTH117 - also \\.\COM10, no path
        raise LinkLostError("unplugged")
    return port


class _lost(contextlib.AbstractContextManager[None]):  # noqa: N801 - read as a word: with _lost()
    """Turns whatever the line raises into LinkLostError: pyserial lets errors of the terminal layer through."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, LinkLostError):
            raise LinkLostError(_why(error)) from error


def _why(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if isinstance(error, ModuleNotFoundError):
        return "serial_missing"
    if isinstance(error, ValueError):
        return "line_setting"
    if number in _DENIED:
        return "no_permission"
    return "busy" if number in _BUSY else "unplugged"


class HidLink:
    """An open USB report stream of hidapi."""

    def __init__(self, device: Any) -> None:  # noqa: ANN401 - hidapi's own device
        self._device = device

    def read(self) -> bytes:
        """Return one report, whole."""
        with _lost():
            return bytes(self._device.read(_REPORT_BYTES, int(READ_S * 1_000)) or b"")

    def write(self, data: bytes) -> None:
        """Say nothing: a postal scale is not asked."""

    def close(self) -> None:
        """Let go of the device."""
        with contextlib.suppress(OSError, ValueError):
            self._device.close()


def hid_library() -> Any:  # noqa: ANN401 - an optional library without types
    """Return hidapi. Raises Trouble where it is not installed."""
    try:
        return importlib.import_module("hid")
    except ImportError as error:  # also where it is there and the system's own library is not
        raise Trouble("hid_missing") from error


def open_hid(library: Any, port: str) -> HidLink:  # noqa: ANN401 - as above
    """Open the scale at a HID path, or the first one there is. Raises LinkLostError."""
    with _lost():
        path = port.encode() if port else next((each["path"] for each in _scales(library)), None)
        if path is None:
            raise LinkLostError("unplugged")
        device = library.device()
        device.open_path(path)
        return HidLink(device)


def find_hid() -> tuple[FoundPort, ...]:
    """Return the USB scales that are plugged in. Raises Trouble where hidapi is not installed."""
    return tuple(
        FoundPort(
            bytes(each["path"]).decode("utf-8", "replace"),
            str(each.get("product_string") or each.get("manufacturer_string") or ""),
            f"{each.get('vendor_id', 0):04x}:{each.get('product_id', 0):04x}",
        )
        for each in _scales(hid_library())
    )


def card_line(card: DeviceCard) -> Connect:
    """Return what opens the serial line of a card."""
    return lambda: open_serial(card.port, card.line)


def _scales(library: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as above
    return [each for each in library.enumerate() if each.get("usage_page") == reports.USAGE_PAGE]
