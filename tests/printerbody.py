"""A label printer with a memory, a roll and a cable, on a real socket: what truly came out is known.

It takes whole formats into its memory and prints them while nothing is wrong; switched off it forgets what it holds.
"""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
from dataclasses import dataclass, field

_FORMAT = re.compile(rb"\^XA.*?\^XZ", re.DOTALL)
_RESET = struct.pack("ii", 1, 0)
_QUERY = b"~HS"
_CHUNK = 65_536
WHOLE = -1


@dataclass(slots=True)
class PrinterBody:
    """`printed` are the labels that came out, in order. `cut_at`: the next job's line is reset after so many bytes;
    `WHOLE` once it has the whole label. `jams_on`: the next label that comes jams it. `deaf`: the next job is taken by
    nobody.
    """

    printed: list[bytes] = field(default_factory=list)
    memory: list[bytes] = field(default_factory=list)
    fault: str = ""
    cut_at: int | None = None
    jams_on: str = ""
    deaf: bool = False
    port: int = 0
    _listener: socket.socket | None = None
    _threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _release: threading.Event = field(default_factory=threading.Event)

    @property
    def on(self) -> bool:
        """Whether it is switched on and has its cable."""
        return self._listener is not None

    @property
    def target(self) -> str:
        """What its card names."""
        return f"127.0.0.1:{self.port}"

    def plug(self) -> None:
        """Switch it on: with an empty memory."""
        if self.on:
            return
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(16)
        self.port = int(listener.getsockname()[1])
        self._listener = listener
        self._threads = [each for each in self._threads if each.is_alive()]
        self._begin(self._accept, listener)

    def unplug(self) -> None:
        """Switch it off: what it held is gone."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes the accept under way
            listener.close()
        with self._lock:
            self.memory.clear()

    def close(self) -> None:
        """Switch it off for good; its threads end."""
        self.unplug()
        self._release.set()
        for thread in self._threads:
            thread.join(5)

    def mend(self) -> None:
        """Clear the jam, load a roll, close the head: what it holds comes out."""
        with self._lock:
            self.fault = ""
            self._print()

    def jam(self, fault: str) -> None:
        """`paper`, `head` or `pause`: it takes jobs into its memory and prints none."""
        with self._lock:
            self.fault = fault

    def wake(self) -> None:
        """Let go of the jobs that nobody took; they are lost."""
        self.deaf = False
        self._release.set()
        self._release = threading.Event()

    def _print(self) -> None:
        if not self.fault:
            self.printed += self.memory
            self.memory.clear()

    def _begin(self, work: object, *values: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=values, name="printer-body", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            self._begin(self._serve, line)

    def _serve(self, line: socket.socket) -> None:
        got = b""
        with line, contextlib.suppress(OSError):
            while more := line.recv(_CHUNK):
                got += more
                if got == _QUERY:
                    line.sendall(self._status())
                    continue
                if self.deaf:
                    self._release.wait(10)
                    return
                if self._cuts(got):
                    self._take(got if self.cut_at == WHOLE else got[: self.cut_at])
                    self.cut_at = None
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    return
            if got and got != _QUERY:
                self._take(got)

    def _cuts(self, got: bytes) -> bool:
        if self.cut_at is None:
            return False
        return b"^XZ" in got if self.cut_at == WHOLE else len(got) >= self.cut_at

    def _take(self, got: bytes) -> None:
        with self._lock:
            self.fault, self.jams_on = self.fault or self.jams_on, ""
            self.memory += _FORMAT.findall(got)
            self._print()

    def _status(self) -> bytes:
        with self._lock:
            paper, head, paused = (self.fault == each for each in ("paper", "head", "pause"))
            first = f"030,{paper:d},{paused:d},1245,{len(self.memory):03d},0,0,0,000,0,0,0"
            second = f"000,0,{head:d},0,0,2,4,0,00000000,1,000"
        return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (first, second, "1234,0"))
