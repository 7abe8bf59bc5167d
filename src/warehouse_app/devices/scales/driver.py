"""The one driver of scales: it asks from a thread of its own, and goes on when the scale was pulled out and is back."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.devices.scales.frames import Reader
from warehouse_app.devices.scales.languages import Language
from warehouse_app.devices.scales.links import Connect, Link, LinkLostError
from warehouse_app.domain.devices.cards import DeviceCard
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.ports.device import DeviceState, Ears

SILENT_AFTER = 3
"""Questions without an answer after which a scale counts as away; its line stays open, and it is asked on."""

_ENDS_S = 5.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two questions, for an answer, and until a line that is away is tried again."""

    ask_s: float = 0.15
    answer_s: float = 0.5
    again_s: float = 1.0


class LinkedScale:
    """One scale. `connect` opens its line, or raises LinkLostError; `now` is a clock that is never set."""

    def __init__(
        self,
        card: DeviceCard,
        language: Language,
        connect: Connect,
        pace: Pace | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.card = card
        self._language, self._connect, self._pace, self._now = language, connect, pace or Pace(), now
        self._ears, self._state, self._why = Ears(), DeviceState.CLOSED, ""
        self._last: Weight | None = None
        self._zero = threading.Event()
        self._ends, self._wake = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, ears: Ears) -> None:
        """Begin to ask; a scale that runs already goes on."""
        if self._thread is not None:
            return
        self._ears = ears
        self._ends.clear()
        self._wake.clear()
        self._thread = threading.Thread(target=self._run, name=f"scale {self.card.code}", daemon=True)
        self._tell(DeviceState.OPENING)
        self._thread.start()

    def state(self) -> DeviceState:
        """Return how it is now."""
        return self._state

    def weight(self) -> Weight | None:
        """Return its last reading; None before the first and while it is away."""
        return self._last

    def zero(self) -> None:
        """Ask it to call the weight on it zero, before its next question."""
        self._zero.set()
        self._wake.set()

    def close(self) -> None:
        """Stop; returns when its thread has ended."""
        self._ends.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_ENDS_S)
            self._thread = None

    def _run(self) -> None:
        while not self._ends.is_set():
            try:
                link = self._connect()
            except LinkLostError as lost:
                self._away(lost.why)
            else:
                with contextlib.closing(link):
                    self._talk(link)
            self._rest(self._pace.again_s)
        self._last = None
        self._tell(DeviceState.CLOSED)

    def _talk(self, link: Link) -> None:
        """Ask until the line is lost or the scale is closed."""
        reader, missed = self._language.reader(self.card.unit), 0
        if self._language.reticent:
            self._tell(DeviceState.READY)
        try:
            while not self._ends.is_set():
                self._ask(link)
                if self._listen(link, reader):
                    missed = 0
                elif not self._language.reticent:
                    missed += 1
                    if missed == SILENT_AFTER:
                        self._away("silent")
                if self._language.ask:
                    self._rest(self._pace.ask_s)
        except LinkLostError as lost:
            self._away(lost.why)

    def _ask(self, link: Link) -> None:
        if self._zero.is_set():
            self._zero.clear()
            if self._language.zero:
                link.write(self._language.zero)
        if self._language.ask:
            link.write(self._language.ask)

    def _listen(self, link: Link, reader: Reader) -> bool:
        """Read until a reading came or the time for an answer is over; tell whether one came."""
        until, mute = self._now() + self._pace.answer_s, True
        while not self._ends.is_set():
            data = link.read()
            if data:
                mute = False
                self._ears.bytes_seen(self.card.code, data)
            found = reader.feed(data) if data else ()
            for weight in found:
                self._weighed(weight)
            if found:
                return True
            if self._now() >= until:
                break
        quiet = reader.quiet() if mute and not self._ends.is_set() else None  # noise is no silence: it means nothing
        if quiet is not None:
            self._weighed(quiet)
        return quiet is not None

    def _weighed(self, weight: Weight) -> None:
        self._last = weight
        self._tell(DeviceState.READY)
        self._ears.weighed(self.card.code, weight)

    def _away(self, why: str) -> None:
        self._last = None
        self._tell(DeviceState.AWAY, why)

    def _tell(self, state: DeviceState, why: str = "") -> None:
        if (state, why) != (self._state, self._why):
            self._state, self._why = state, why
            self._ears.changed(self.card.code, state, why)

    def _rest(self, seconds: float) -> None:
        """Wait, unless there is something to do."""
        if not self._ends.is_set() and self._wake.wait(seconds):
            self._wake.clear()
