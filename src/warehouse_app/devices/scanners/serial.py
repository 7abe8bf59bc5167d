"""A serial line, or a USB scanner that plays one, by pyserial."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse_app.devices.scanners.listening import GoneError
from warehouse_app.domain.devices.cards import DeviceCard, Flow, Line, Parity
from warehouse_app.ports.device import FoundPort

if TYPE_CHECKING:
    from serial import Serial

BY_ID = Path("/dev/serial/by-id")
USB = "usb:"
"""A port that is whatever device of a USB vendor and product is plugged in: `usb:VVVV:PPPP`, or with `:SERIAL`."""

_WRITE_S = 1.0
_PARITY = {Parity.NONE: "N", Parity.EVEN: "E", Parity.ODD: "O"}
_DENIED, _BUSY = frozenset({1, 13}), frozenset({11, 16})
"""Numbers of the system's refusals: not permitted, permission denied; locked by another program, busy."""


@contextlib.contextmanager
def _gone() -> Iterator[None]:
    """Turn whatever pyserial, or the terminal layer below it, raises into GoneError."""
    try:
        yield
    except GoneError:
        raise
    except Exception as error:
        raise GoneError(_why(error)) from error


class SerialWire:
    """An open serial line."""

    def __init__(self, port: Serial) -> None:
        self._port = port

    def read(self, wait_s: float) -> bytes:
        """Return what came; the first byte is waited for, the rest is taken as it lies there."""
        with _gone():
            if self._port.timeout != wait_s:
                self._port.timeout = wait_s
            first = bytes(self._port.read(1))
            return first + bytes(self._port.read(self._port.in_waiting)) if first else b""

    def write(self, data: bytes) -> None:
        """Send."""
        with _gone():
            self._port.write(data)

    def wake(self) -> None:
        """Let the read under way return."""
        with contextlib.suppress(OSError, AttributeError):
            self._port.cancel_read()

    def close(self) -> None:
        """Let go of the line."""
        with contextlib.suppress(OSError):
            self._port.close()


def open_serial(card: DeviceCard) -> SerialWire:
    """Open the line of a card. Raises GoneError."""
    with _gone():
        return SerialWire(_opened(_port_of(card.port), card.line))


def _opened(port: str, line: Line) -> Serial:
    import serial

    wanted: dict[str, Any] = {
        "baudrate": line.baud,
        "bytesize": line.bits,
        "parity": _PARITY[line.parity],
        "stopbits": line.stop,
        "xonxoff": line.flow is Flow.XONXOFF,
        "rtscts": line.flow is Flow.RTSCTS,
        "write_timeout": _WRITE_S,
    }
    if "://" in port:
        return serial.serial_for_url(port, **wanted)
    opened = serial.Serial(port, exclusive=None if sys.platform == "win32" else True, **wanted)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        opened.set_low_latency_mode(True)  # for adapters that wait 16 ms before they pass bytes on; others lack it
    return opened


def _port_of(port: str) -> str:
    """Return the system's name of a port now. Raises GoneError where it is not plugged in."""
    if port.startswith(USB):
        wanted = port.removeprefix(USB).upper().split(":")
        for each in _comports():
            if wanted == _usb_of(each).upper().split(":")[: len(wanted)]:
                return str(each.device)
        raise GoneError("unplugged")
    if os.path.isabs(port) and not os.path.exists(port):  # noqa: PTH110, PTH117 - also \\.\COM10, no path
        raise GoneError("unplugged")
    return port


def find_ports() -> tuple[FoundPort, ...]:
    """Return the serial ports of this machine, by names that stay when a cable goes into another socket."""
    lasting = _lasting()
    return tuple(
        FoundPort(lasting.get(os.path.realpath(each.device)) or _lasting_usb(each), _words_of(each), _usb_of(each, 2))
        for each in _comports()
    )


def _comports() -> list[Any]:
    from serial.tools import list_ports

    return sorted(list_ports.comports())


def _lasting() -> dict[str, str]:
    """Return the names by id that udev gives, by the device each leads to."""
    with contextlib.suppress(OSError):
        return {os.path.realpath(link): str(link) for link in sorted(BY_ID.iterdir())}
    return {}


def _lasting_usb(port: Any) -> str:  # noqa: ANN401 - pyserial's own value
    """Windows gives a device another COM number at another socket: there its USB identity is the lasting name."""
    usb = _usb_of(port)
    return f"{USB}{usb}" if sys.platform == "win32" and usb else str(port.device)


def _usb_of(port: Any, parts: int = 3) -> str:  # noqa: ANN401 - pyserial's own value
    if port.vid is None or port.pid is None:
        return ""
    told = (f"{port.vid:04x}", f"{port.pid:04x}", port.serial_number or "")
    return ":".join(each for each in told[:parts] if each)


def _words_of(port: Any) -> str:  # noqa: ANN401 - pyserial's own value
    told = [each for each in (port.manufacturer, port.product) if each]
    return " ".join(told) or (port.description if port.description != "n/a" else "") or str(port.device)


def _why(error: Exception) -> str:
    """Name what a line raised. pyserial lets a bug of a driver through as TypeError or termios.error: unplugged."""
    number = getattr(error, "errno", None)
    if isinstance(error, ModuleNotFoundError):
        return "serial_missing"
    if isinstance(error, ValueError):
        return "line_setting"
    if number in _DENIED:
        return "no_permission"
    return "busy" if number in _BUSY else "unplugged"
