"""Twins of scales: on a real pseudo-terminal for tests and demos, or in this process, by name, for the lab.

A twin is changed through its model (`twin.model.grams = 1_250`), pulled out and plugged in again.
"""

from __future__ import annotations

import os
import select
import threading
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Self

from warehouse_app.devices.scales.languages import Language
from warehouse_app.devices.scales.links import READ_S, Connect, LinkLostError
from warehouse_app.devices.scales.speaking import Mood, ScaleModel

__all__ = ["LabScale", "Mood", "PtyScale", "ScaleModel", "lab_scale", "twin_line"]

_CHUNK = 4_096
_ENDS_S = 5.0


class PtyScale:
    """A scale on a pseudo-terminal (not on Windows), used as a context manager. `port` stays over plug and unplug."""

    def __init__(self, model: ScaleModel, port: Path) -> None:
        self.model, self.port = model, str(port)
        self._link = port
        self._thread: threading.Thread | None = None
        self._ends: tuple[int, int] | None = None
        self._stop = (-1, -1)

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def plug(self) -> None:
        """Be there, with a line that nobody has opened yet."""
        if self._ends is None:
            self._ends, self._stop = os.openpty(), os.pipe()
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(os.ttyname(self._ends[1]))
            self._thread = threading.Thread(target=self._serve, args=(*self._ends, self._stop[0]), daemon=True)
            self._thread.start()

    def unplug(self) -> None:
        """Be gone: whoever has the line open finds it broken."""
        if self._ends is not None and self._thread is not None:
            os.write(self._stop[1], b"x")
            self._thread.join(_ENDS_S)
            self._link.unlink(missing_ok=True)
            for end in (*self._ends, *self._stop):
                os.close(end)
            self._ends = None

    def say(self, data: bytes) -> None:
        """Send bytes that nobody asked for."""
        if self._ends is not None:
            os.write(self._ends[0], data)

    def _serve(self, master: int, _kept: int, stop: int) -> None:
        """Answer until told to stop. The other end stays open here, so that the line outlives who opens it."""
        while True:
            ready, _, _ = select.select([master, stop], [], [])
            if stop in ready:
                return
            answer = self.model.hear(os.read(master, _CHUNK))
            if answer:
                os.write(master, answer)


class LabScale:
    """A scale of this process: what the lab's slider moves. `plugged` False is one that was pulled out."""

    def __init__(self, name: str) -> None:
        self.name, self.model, self.plugged = name, ScaleModel(), True
        self._said: deque[bytes] = deque()
        self._came = threading.Condition()

    def read(self) -> bytes:
        """Return what it said; wait a moment for it. Raises LinkLostError."""
        with self._came:
            if not self._said:
                self._came.wait(READ_S)
            self._there()
            return self._said.popleft() if self._said else b""

    def write(self, data: bytes) -> None:
        """Tell it. Raises LinkLostError."""
        with self._came:
            self._there()
            answer = self.model.hear(data)
            if answer:
                self._said.append(answer)
                self._came.notify_all()

    def close(self) -> None:
        """Forget what nobody heard."""
        with self._came:
            self._said.clear()

    def opened(self, language: Language) -> Self:
        """Speak a language to whoever opened the line. Raises LinkLostError."""
        self._there()
        self.model.protocol = language.name
        return self

    def _there(self) -> None:
        if not self.plugged:
            raise LinkLostError("unplugged")


_LAB: dict[str, LabScale] = {}
_LAB_LOCK = threading.Lock()


def lab_scale(name: str) -> LabScale:
    """Return the twin of that name in this process; the first who asks makes it."""
    with _LAB_LOCK:
        return _LAB.setdefault(name, LabScale(name))


def twin_line(name: str, language: Language) -> Connect:
    """Return what opens the line to a twin of the lab."""
    return lambda: lab_scale(name).opened(language)
