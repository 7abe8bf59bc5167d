"""What every scanner with a line of its own does: open it, listen, cut scans out, and open it again when it was away.

Promise: the thread of a scanner ends when it is closed and never before; nobody starts anything anew after a cable was
pulled; each scan gets its id here, so that every later try is the same deed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from warehouse_app.domain.devices.blanking import Blanking
from warehouse_app.domain.devices.cards import DeviceCard, Framing
from warehouse_app.domain.devices.framing import Frame, Framer
from warehouse_app.ports.device import DeviceState, Ears, RawScan

RETRY_S = 0.25
"""How often one looks whether a scanner that is away is back."""

BEAT_S = 1.0
"""How long one read lasts where nothing is awaited."""

ENDS_S = 5.0
ACK, NAK = b"\x06", b"\x15"

NewId = Callable[[], str]
Now = Callable[[], datetime]


class GoneError(Exception):
    """The line cannot be had, or broke; the reason has a sentence in `wording/`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Wire(Protocol):
    """An open line. Every method raises GoneError where the line is no more."""

    def read(self, wait_s: float) -> bytes:
        """Return what came, at once; b"" where nothing came for so long, or after `wake`."""

    def write(self, data: bytes) -> None:
        """Send."""

    def wake(self) -> None:
        """Let a read under way return; called from another thread."""

    def close(self) -> None:
        """Let go of the line."""


class Cuts(Protocol):
    """Cuts scans out of what a wire reads: `domain.devices.framing.Framer` for bytes."""

    @property
    def wait_ms(self) -> int | None:
        """How long a silence means something now; None where nothing is awaited."""

    def feed(self, data: bytes) -> tuple[Frame, ...]:
        """Take what was read."""

    def silent(self) -> tuple[Frame, ...]:
        """Nothing came for `wait_ms`."""

    def broken(self) -> tuple[Frame, ...]:
        """The line broke."""


class Listener:
    """One scanner. `open_wire` opens its line or raises GoneError; `ms` is a clock that is never set."""

    def __init__(
        self,
        card: DeviceCard,
        open_wire: Callable[[DeviceCard], Wire],
        new_id: NewId,
        now: Now,
        cuts: Callable[[Framing], Cuts] = Framer,
        ms: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        self.card = card
        self._open_wire, self._cuts = open_wire, cuts
        self._new_id, self._now, self._ms = new_id, now, ms
        self._state, self._why = DeviceState.CLOSED, ""
        self._stop = threading.Event()
        self._wire: Wire | None = None
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._blanking = Blanking(card.framing.blanking_ms)
        self._ears = Ears()

    def start(self, ears: Ears) -> None:
        """Begin to listen."""
        if self._thread is not None:
            return
        self._ears, self._state = ears, DeviceState.OPENING
        self._thread = threading.Thread(target=self._run, name=f"scanner-{self.card.code}", daemon=True)
        self._thread.start()

    def state(self) -> DeviceState:
        """Return how it is now."""
        return self._state

    def close(self) -> None:
        """Stop; the thread has ended when this returns."""
        self._stop.set()
        with self._guard:
            if self._wire is not None:
                self._wire.wake()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(ENDS_S)

    def _run(self) -> None:
        self._ears.changed(self.card.code, DeviceState.OPENING, "")
        while not self._stop.is_set():
            try:
                self._listen_once()
            except GoneError as gone:
                self._tell(DeviceState.AWAY, gone.why)
                self._stop.wait(RETRY_S)
        self._tell(DeviceState.CLOSED, "")

    def _listen_once(self) -> None:
        """Open the line and hear it until it breaks or is closed."""
        wire = self._open_wire(self.card)
        with self._guard:
            self._wire = wire
        self._tell(DeviceState.READY, "")
        cuts = self._cuts(self.card.framing)
        try:
            while not self._stop.is_set():
                self._hear(wire, cuts)
        finally:
            with self._guard:
                self._wire = None
            self._scanned(cuts.broken())
            wire.close()

    def _hear(self, wire: Wire, cuts: Cuts) -> None:
        wait = cuts.wait_ms
        data = wire.read(BEAT_S if wait is None else wait / 1000)
        if self._stop.is_set():
            return
        frames = cuts.feed(data) if data else cuts.silent()
        self._scanned(frames)
        if self.card.framing.acknowledge and frames:
            wire.write(b"".join(ACK if frame.whole else NAK for frame in frames))
        if data:
            self._ears.bytes_seen(self.card.code, data)

    def _scanned(self, frames: tuple[Frame, ...]) -> None:
        for frame in frames:
            double = frame.whole and self._blanking.repeated(frame.data, self._ms())
            self._ears.scanned(RawScan(self.card.code, frame.told, self._now(), self._new_id(), double))

    def _tell(self, state: DeviceState, why: str) -> None:
        if (state, why) != (self._state, self._why):
            self._state, self._why = state, why
            self._ears.changed(self.card.code, state, why)
