"""A USB scanner in HID point-of-sale mode, by hidapi (an optional part): it sends whole scans in reports.

The form of a report is the USB HID point-of-sale usage tables', as makers of scanners print it: number 2, the length,
three signs of AIM identifier, up to 56 bytes, and in the last byte whether the code goes on in the next report.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any, Protocol

from warehouse_app.devices.scanners.listening import GoneError
from warehouse_app.devices.scanners.serial import USB
from warehouse_app.domain.devices.cards import DeviceCard, Framing
from warehouse_app.domain.devices.framing import HALF_MS, MAX_FRAME, Frame, cleaned
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.device import FoundPort

USAGE_PAGE = 0x8C
REPORT, SCANNED, MOST, GOES_ON = 64, 2, 56, 63
SLICE_MS = 200
"""How long one read lasts: hidapi has no way to wake it."""


class Handle(Protocol):
    """The part of `hid.device` that is used."""

    def read(self, max_length: int, timeout_ms: int = 0) -> list[int]: ...

    def close(self) -> None: ...


class Reports:
    """Cuts scans out of reports: `Cuts`. Reports of other numbers tell no scan."""

    def __init__(self, framing: Framing | None = None) -> None:
        self._held = b""

    @property
    def wait_ms(self) -> int | None:
        """The rest of a code is awaited as long as that of a serial line."""
        return HALF_MS if self._held else None

    def feed(self, data: bytes) -> tuple[Frame, ...]:
        """Take one report."""
        if len(data) <= SCANNED + 3 or data[0] != SCANNED:
            return ()
        aim, text = data[2:5], data[5 : 5 + min(data[1], MOST)]
        if not self._held and aim.startswith(b"]"):
            self._held = aim
        self._held += text
        if len(self._held) > MAX_FRAME:
            return self.broken()
        if len(data) > GOES_ON and data[GOES_ON] & 1:
            return ()
        whole, self._held = cleaned(self._held), b""
        return (Frame(whole),) if whole else ()

    def silent(self) -> tuple[Frame, ...]:
        """The rest did not come."""
        return self.broken()

    def broken(self) -> tuple[Frame, ...]:
        """The scanner was pulled out."""
        half, self._held = cleaned(self._held), b""
        return (Frame(half, whole=False),) if half else ()


class HidWire:
    """An open HID device: `Wire`."""

    def __init__(self, handle: Handle) -> None:
        self._handle, self._woken = handle, False

    def read(self, wait_s: float) -> bytes:
        """Return the next report."""
        left = round(wait_s * 1000)
        while left > 0:
            with _gone():
                report = bytes(self._handle.read(REPORT, min(left, SLICE_MS)))
            if report or self._woken:
                return report
            left -= SLICE_MS
        return b""

    def write(self, data: bytes) -> None:
        """A scanner of this kind waits for no answer."""

    def wake(self) -> None:
        """Let the read under way return after its slice."""
        self._woken = True

    def close(self) -> None:
        """Let go of the device."""
        with contextlib.suppress(OSError, ValueError):
            self._handle.close()


def library() -> Any:  # noqa: ANN401 - a module without types
    """Return hidapi. Raises Trouble where it is not installed."""
    try:
        return importlib.import_module("hid")
    except ImportError as error:
        raise Trouble("hid_library_missing") from error


def open_hid(card: DeviceCard) -> HidWire:
    """Open the device of a card, by USB identity or by path. Raises GoneError."""
    hid = library()
    named = [each for each in hid.enumerate() if card.port in _names(each)]
    named.sort(key=lambda each: each["usage_page"] != USAGE_PAGE)  # one device may play a keyboard beside
    path = named[0]["path"] if named else None
    if path is None:
        raise GoneError("unplugged")
    with _gone("no_permission"):
        handle = hid.device()
        handle.open_path(path)
    return HidWire(handle)


def find_hid() -> tuple[FoundPort, ...]:
    """Return the point-of-sale scanners that are plugged in; none where the library is missing."""
    try:
        hid = library()
    except Trouble:
        return ()
    found = [each for each in hid.enumerate() if each["usage_page"] == USAGE_PAGE]
    return tuple(
        FoundPort(_names(each)[0], each["product_string"] or _names(each)[0], _names(each)[1].removeprefix(USB))
        for each in found
    )


def _names(device: dict[str, Any]) -> tuple[str, str, str]:
    """Return by what a card may name a device: with its serial number, by vendor and product, by path."""
    usb = f"{USB}{device['vendor_id']:04x}:{device['product_id']:04x}"
    number = device.get("serial_number") or ""
    return (f"{usb}:{number}" if number else usb, usb, bytes(device["path"]).decode(errors="replace"))


@contextlib.contextmanager
def _gone(why: str = "unplugged") -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise GoneError(why) from error
