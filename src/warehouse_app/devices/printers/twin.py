"""A printer's twin on loopback: takes jobs like a label printer on port 9100, and fails in every way on request.

It counts the labels it got whole (`^XZ`), so that a test can say: at most one. Runs in threads of its own until closed.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self


class Mood(StrEnum):
    """What the twin does with the next jobs."""

    ACCEPT = "accept"
    STALL = "stall"
    RESET = "reset"
    SLOW = "slow"
    KEEP_OPEN = "keep_open"


@dataclass(slots=True)
class Behaviour:
    """The mood and its figures: bytes taken before a reset, bytes in one gulp when slow, flags of the `~HS` answer."""

    mood: Mood = Mood.ACCEPT
    reset_after: int = 0
    gulp: int = 1
    pause_ms: int = 50
    answers_status: bool = True
    paper_out: bool = False
    paused: bool = False
    head_open: bool = False
    ribbon_out: bool = False
    buffer_full: bool = False
    formats: int = 0
    remaining: int = 0


_CHUNK = 65_536
_BACKLOG = 16
_SMALL_BUFFER = 4_096
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_QUERY = b"~HS"


@dataclass(slots=True)
class PrinterTwin:
    """A fake printer, used as a context manager. `jobs` are the bytes of each connection, status questions left out.

    `at` is the port it listens on, 0 for any that is free.
    """

    behaviour: Behaviour = field(default_factory=Behaviour)
    jobs: list[bytes] = field(default_factory=list)
    at: int = 0
    _listener: socket.socket = field(init=False, repr=False)
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _arrived: threading.Condition = field(default_factory=threading.Condition, repr=False)
    _threads: list[threading.Thread] = field(default_factory=list, repr=False)

    def __enter__(self) -> Self:
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # A small window, inherited by every connection, so that a stall is felt after a few thousand bytes.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER)
        if sys.platform != "win32":  # a printer that is switched on again takes the port it had a moment ago
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._listener.bind(("127.0.0.1", self.at))
        except OSError:
            self._listener.close()
            raise
        self._listener.listen(_BACKLOG)
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._listener.getsockname()[1])

    @property
    def target(self) -> str:
        """What a printer's card names as target."""
        return f"127.0.0.1:{self.port}"

    def close(self) -> None:
        """Switch the printer off: no connection is taken any more, and its threads end."""
        self._stop.set()
        with contextlib.suppress(OSError):
            # An accept under way on Linux is not woken by a close; one last call wakes it everywhere.
            socket.create_connection(self._listener.getsockname(), 1).close()
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def labels(self) -> int:
        """How many whole labels came, over all jobs."""
        with self._arrived:
            return sum(job.count(b"^XZ") for job in self.jobs)

    def wait_jobs(self, count: int, seconds: float = 5.0) -> bool:
        """Wait until at least `count` jobs have ended, one way or other."""
        with self._arrived:
            return self._arrived.wait_for(lambda: len(self.jobs) >= count, seconds)

    def _start(self, work: object, *values: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=values, name="printer-twin", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self._stop.is_set():
                line.close()
                return
            self._start(self._serve, line)

    def _serve(self, line: socket.socket) -> None:
        got = bytearray()
        with line:
            try:
                self._take(line, got)
            except OSError:
                self._end(bytes(got))
                return
            if self.behaviour.mood is Mood.RESET:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self._end(bytes(got))
            if self.behaviour.mood is Mood.KEEP_OPEN:
                self._stop.wait()

    def _end(self, got: bytes) -> None:
        if got and got != _QUERY:
            with self._arrived:
                self.jobs.append(got)
                self._arrived.notify_all()

    def _take(self, line: socket.socket, got: bytearray) -> None:
        how = self.behaviour
        if how.mood is Mood.STALL:
            self._stop.wait()
            return
        while not self._stop.is_set():
            if how.mood is Mood.RESET and len(got) >= how.reset_after:
                return
            more = line.recv(self._appetite(len(got)))
            if not more:
                return
            got += more
            if bytes(got) == _QUERY and how.answers_status:
                line.sendall(self._status())
            if how.mood is Mood.SLOW:
                self._stop.wait(how.pause_ms / 1000)

    def _appetite(self, so_far: int) -> int:
        how = self.behaviour
        if how.mood is Mood.SLOW:
            return how.gulp
        return max(1, how.reset_after - so_far) if how.mood is Mood.RESET else _CHUNK

    def _status(self) -> bytes:
        how = self.behaviour
        faults = f"030,{how.paper_out:d},{how.paused:d},1245,{how.formats:03d},{how.buffer_full:d}"
        first = f"{faults},0,0,000,0,0,0"
        second = f"000,0,{how.head_open:d},{how.ribbon_out:d},1,2,4,0,{how.remaining:08d},1,000"
        return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (first, second, "1234,0"))
