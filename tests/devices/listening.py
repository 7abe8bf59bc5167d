"""What tests of devices hear: everything a device tells, with the thread it came from, and waits with a deadline."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from warehouse_app.devices.scanners import open_scanner
from warehouse_app.devices.scanners.listening import Listener
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Framing, Road
from warehouse_app.ports.device import DeviceState, Ears, RawScan

DEADLINE_S = 60.0
AT = datetime(2010, 12, 6, 9, tzinfo=UTC)


def card(port: object, road: Road = Road.SERIAL, framing: Framing | None = None) -> DeviceCard:
    return DeviceCard("S1", DeviceKind.SCANNER, road, str(port), framing=framing or Framing())


class Heard:
    """Keeps what is told. A device opened by it has ids `id-1`, `id-2`, ..."""

    def __init__(self) -> None:
        self.scans: list[RawScan] = []
        self.states: list[tuple[DeviceState, str]] = []
        self.seen: list[bytes] = []
        self.threads: set[str] = set()
        self._told = threading.Condition()
        self._ids = map("id-{}".format, itertools.count(1))

    def ears(self) -> Ears:
        return Ears(
            scanned=lambda scan: self._keep(self.scans, scan),
            changed=lambda _device, state, why: self._keep(self.states, (state, why)),
            bytes_seen=lambda _device, data: self._keep(self.seen, data),
        )

    def open(self, of: DeviceCard, ms: Callable[[], int] | None = None) -> Listener:
        """Open and start; tell of it only when it is ready or away."""
        device = open_scanner(of, lambda: next(self._ids), lambda: AT)
        if ms is not None:
            device._ms = ms
        device.start(self.ears())
        self.wait(lambda: self.states[-1:] != [] and self.states[-1][0] is not DeviceState.OPENING)
        return device

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        with self._told:
            assert self._told.wait_for(done, DEADLINE_S), (self.scans, self.states, self.seen)

    def wait_scans(self, count: int) -> list[bytes]:
        """Wait for so many scans; return their data."""
        self.wait(lambda: len(self.scans) >= count)
        return [scan.data for scan in self.scans]

    def wait_state(self, state: DeviceState) -> str:
        """Wait until the device is so; return why."""
        self.wait(lambda: self.states[-1:] != [] and self.states[-1][0] is state)
        return self.states[-1][1]

    def _keep(self, kept: list, what: object) -> None:
        with self._told:
            kept.append(what)
            self.threads.add(threading.current_thread().name)
            self._told.notify_all()


def until(done: Callable[[], object]) -> None:
    """Let other threads run until something is so."""
    end = time.monotonic() + DEADLINE_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0)
