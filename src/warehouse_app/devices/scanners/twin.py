"""Scanners without hardware, for tests, the demo and the lab: one in this program, and one on a real pseudo-terminal.

Both send bytes that go through the framing of the card, can be pulled out and plugged in again, and keep what they
were answered. Shots are safe from any thread.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from warehouse_app.devices.scanners.listening import GoneError
from warehouse_app.domain.devices.cards import DeviceCard, Framing


class _Shots:
    """What one does with a scanner."""

    framing: Framing

    def raw(self, data: bytes) -> None:
        """Send bytes as they are. Raises GoneError where it is pulled out."""
        raise AssertionError

    def shoot(self, *codes: str, aim: str = "") -> None:
        """Scan codes, all in one piece where there are several."""
        framing = self.framing
        self.raw(b"".join(framing.prefix + (aim + code).encode() + framing.suffix for code in codes))


class ScannerTwin(_Shots):
    """A scanner inside this program, by its name: what a card of the road `twin` names as its port."""

    def __init__(self, name: str) -> None:
        self.name, self.framing = name, Framing()
        self._line: _Line | None = None
        self._plugged = True
        self._guard = threading.Lock()
        self.answers = b""

    def raw(self, data: bytes) -> None:
        """Send bytes."""
        with self._guard:
            if self._line is None:
                raise GoneError("unplugged")
            self._line.sent.put(data)

    def pull(self) -> None:
        """Pull it out."""
        with self._guard:
            self._plugged = False
            line, self._line = self._line, None
        if line is not None:
            line.sent.put(None)

    def plug(self) -> None:
        """Plug it in again."""
        with self._guard:
            self._plugged = True

    def opened(self, card: DeviceCard) -> _Line:
        """Return its line, which speaks in the card's framing. Raises GoneError."""
        with self._guard:
            if not self._plugged:
                raise GoneError("unplugged")
            self.framing = card.framing
            self._line = _Line(self)
            return self._line


class _Line:
    """The `Wire` of a twin: None in its queue ends it, an empty piece wakes it."""

    def __init__(self, twin: ScannerTwin) -> None:
        self._twin = twin
        self.sent: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def read(self, wait_s: float) -> bytes:
        try:
            data = self.sent.get(timeout=wait_s)
        except queue.Empty:
            return b""
        if data is None:
            raise GoneError("unplugged")
        return data

    def write(self, data: bytes) -> None:
        self._twin.answers += data

    def wake(self) -> None:
        self.sent.put(b"")

    def close(self) -> None:
        """Nothing is held."""


_TWINS: dict[str, ScannerTwin] = {}
_TWINS_GUARD = threading.Lock()


def twin(name: str) -> ScannerTwin:
    """Return the twin of a name, the same to whoever asks."""
    with _TWINS_GUARD:
        return _TWINS.setdefault(name, ScannerTwin(name))


def open_twin(card: DeviceCard) -> _Line:
    """Open the line of a twin's card. Raises GoneError."""
    return twin(card.port).opened(card)


class PtyScanner(_Shots):
    """A scanner on a pseudo-terminal, which any program can open by `port`: a link that stays when it is pulled out and
    plugged in again. `ends` are the scanner's end and the other. Not on Windows. A context manager.
    """

    def __init__(self, port: Path, framing: Framing | None = None, *, waits: bool = True) -> None:
        self.port, self.framing, self._waits = port, framing or Framing(), waits
        self.ends: tuple[int, int] | None = None
        self.plug()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pull()

    def raw(self, data: bytes) -> None:
        """Send bytes; where nobody reads them it waits, as a scanner does, or raises BlockingIOError."""
        if self.ends is None:
            raise GoneError("unplugged")
        view = memoryview(data)
        while view:
            view = view[os.write(self.ends[0], view) :]

    def answers(self) -> bytes:
        """Return what was answered, once something was."""
        return b"" if self.ends is None else os.read(self.ends[0], 1_024)

    def plug(self) -> None:
        """Plug it in; the port has the same name."""
        import tty

        if self.ends is not None:
            return
        self.ends = os.openpty()
        tty.setraw(self.ends[1])
        os.set_blocking(self.ends[0], self._waits)
        new = self.port.with_name(f"{self.port.name}.new")
        new.symlink_to(os.ttyname(self.ends[1]))
        new.replace(self.port)

    def pull(self) -> None:
        """Pull it out: whoever reads it is told by the system, as with a cable."""
        if self.ends is None:
            return
        ends, self.ends = self.ends, None
        self.port.unlink(missing_ok=True)
        for end in ends:
            with contextlib.suppress(OSError):
                os.close(end)
