"""Where a printer is, as a person writes it on its card; each kind has one form, and every other text is refused.

tcp      host, host:port or [v6]:port (port 9100 where none is named)
serial   the port, and how its line is set where that is not 9600 8N1: "/dev/ttyUSB0 115200 8N1 xonxoff"
usb      the device file: "/dev/usb/lp0"
cups     the queue, and the server where it is another machine: "LASER", "printserver/LASER", "printserver:6310/LASER"
spooler  the printer's name in Windows
file     the whole path of a folder
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath

from warehouse_app.domain.devices.cards import Flow, Line, Parity
from warehouse_app.domain.refusals import Usage

RAW_PORT = 9100
IPP_PORT = 631
LONGEST_QUEUE = 127
_HIGHEST_PORT = 65_535
_BAUDS = frozenset({1_200, 2_400, 4_800, 9_600, 14_400, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800})
_FRAME = re.compile(r"([78])([NEO])([12])")
_PARITIES = {"N": Parity.NONE, "E": Parity.EVEN, "O": Parity.ODD}
_SERIAL_PORT = re.compile(r"/dev/[A-Za-z0-9._/-]+|COM[1-9][0-9]{0,2}")
_DEVICE = re.compile(r"/dev/[A-Za-z0-9._/-]+")
_QUEUE = re.compile(r"[^\s/#?\\'\"]+")
"""What CUPS lets a queue be called, and quotes left out."""


@dataclass(frozen=True, slots=True)
class SerialTarget:
    """A serial port and how its line is set."""

    port: str
    line: Line


@dataclass(frozen=True, slots=True)
class QueueTarget:
    """A queue of a print server."""

    host: str
    port: int
    queue: str


def _wrong(target: str) -> Usage:
    return Usage("printer_target", target=target)


def parse_target(target: str) -> tuple[str, int]:
    """Return host and port of "host", "host:port" or "[v6]:port". Raises Usage `printer_target`."""
    return _address(target, RAW_PORT, target)


def _address(text: str, usual: int, target: str) -> tuple[str, int]:
    host, colon, port = text.strip().rpartition(":")
    if not colon or port.endswith("]"):
        host, port = text.strip(), str(usual)
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not bare or (":" in bare and bare == host) or not (port.isascii() and port.isdigit()):
        raise _wrong(target)
    if any(sign.isspace() or sign in "/@" for sign in bare) or not 0 < int(port[:6]) <= _HIGHEST_PORT:
        raise _wrong(target)
    return bare, int(port)


def parse_serial(target: str) -> SerialTarget:
    """Return port and line of "COM3", "/dev/ttyS0 19200" or "/dev/ttyUSB0 115200 7E1 rtscts". Raises Usage."""
    port, *words = target.split()[:5] or [""]
    if not _SERIAL_PORT.fullmatch(port) or ".." in port:
        raise _wrong(target)
    line = Line()
    for word in words:
        line = _set(line, word, target)
    return SerialTarget(port, line)


def _set(line: Line, word: str, target: str) -> Line:
    frame = _FRAME.fullmatch(word.upper())
    if frame:
        return replace(line, bits=int(frame[1]), parity=_PARITIES[frame[2]], stop=int(frame[3]))
    if word.lower() in set(Flow):
        return replace(line, flow=Flow(word.lower()))
    if word.isascii() and word.isdigit() and int(word[:7]) in _BAUDS:
        return replace(line, baud=int(word))
    raise _wrong(target)


def parse_queue(target: str) -> QueueTarget:
    """Return server and queue of "QUEUE", "host/QUEUE" or "host:port/QUEUE". Raises Usage `printer_target`."""
    server, _, queue = target.strip().rpartition("/")
    if not _QUEUE.fullmatch(queue) or len(queue.encode()) > LONGEST_QUEUE:
        raise _wrong(target)
    host, port = _address(server, IPP_PORT, target) if server else ("localhost", IPP_PORT)
    return QueueTarget(host, port, queue)


def parse_device(target: str) -> str:
    """Return the device file of a USB printer. Raises Usage `printer_target`."""
    path = target.strip()
    if not _DEVICE.fullmatch(path) or ".." in path.split("/"):
        raise _wrong(target)
    return path


def parse_folder(target: str) -> str:
    """Return a folder's whole path. Raises Usage `printer_target`."""
    path = target.strip()
    if not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute() or path.startswith("~")):
        raise _wrong(target)
    return path


def parse_printer_name(target: str) -> str:
    """Return the name of a printer in Windows. Raises Usage `printer_target`."""
    name = target.strip()
    if not name or "," in name or not name.isprintable():
        raise _wrong(target)
    return name


_PARSERS = {
    "tcp": parse_target,
    "serial": parse_serial,
    "usb": parse_device,
    "cups": parse_queue,
    "spooler": parse_printer_name,
    "file": parse_folder,
}


def is_target(kind: str, target: str) -> bool:
    """Tell whether a text names a printer of that kind."""
    try:
        _PARSERS[kind](target)
    except (Usage, KeyError):
        return False
    return True
