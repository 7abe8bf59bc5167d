"""A TCP proxy that does to a connection what networks do: real sockets on loopback, in a thread of its own.

What a fault did to a connection stays done to it; `heal` lets through new connections, and those that were only slowed.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar

T = TypeVar("T")

CHUNK = 65_536
PATIENCE_S = 10.0
_COMMIT = b"COMMIT"
"""As it goes over the line until it is prepared: the first few of a connection."""

_AT_ONCE = struct.pack("ii", 1, 0)
"""Linger no time: closing resets."""


class Kind(StrEnum):
    """What can happen."""

    NONE = "none"
    DELAY = "delay"
    DROP = "drop"
    RESET = "reset"
    HALF_CLOSE = "half close"
    CUT = "cut"
    CHOP = "chop"
    CUT_COMMIT = "cut commit"
    LOSE_ANSWERS = "lose answers"
    LOSE_ALL = "lose all"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `amount` is milliseconds (delay), bytes to go in either direction (cut, lose all), or whether the
    server still gets the COMMIT whose answer is cut (cut commit).
    """

    kind: Kind = Kind.NONE
    amount: int = 0


NOTHING = Fault()


@dataclass(eq=False)
class _Line:
    """One connection through the proxy."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    left: int | None = None
    cut_resets: bool = False
    committed: bool = False
    lost: set[str] = field(default_factory=set)
    """Directions in which nothing goes through any more: `up` to the server, `down` to the client."""

    def close(self, *, reset: bool) -> None:
        for writer in (self.client, self.server):
            if reset:
                with contextlib.suppress(OSError, AttributeError):
                    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
                writer.transport.abort()
            else:
                writer.close()


class FaultProxy:
    """Listens on a port of loopback and hands on to `upstream`: a path of a unix socket, or a port of loopback."""

    def __init__(self, upstream: Path | int) -> None:
        self._upstream, self._fault = upstream, NOTHING
        self._lines: set[_Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port, self.bytes, self.connections = 0, 0, 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def url(self, database: str) -> str:
        """Return the address of a PostgreSQL database behind the proxy."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}?sslmode=disable&gssencmode=disable"

    def put(self, fault: Fault) -> None:
        """Let it happen to every connection there is, and to new ones until it is healed."""
        self._run(self._put(fault))

    def heal(self) -> None:
        """Let everything through again; what was cut or lost stays so."""
        self.put(NOTHING)

    def up(self) -> None:
        """Listen, on the same port as before."""
        self._run(self._listen())

    def down(self) -> None:
        """Refuse connections and reset those there are, as a machine without a server does."""
        self._run(self._down())

    def _run(self, deed: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(deed, self._loop).result(PATIENCE_S)

    async def _listen(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
            self.port = int(self._server.sockets[0].getsockname()[1])

    async def _down(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
        for line in tuple(self._lines):
            line.close(reset=True)

    async def _end(self) -> None:
        await self._down()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _put(self, fault: Fault) -> None:
        self._fault = fault
        for line in tuple(self._lines):
            self._spoil(line)

    def _spoil(self, line: _Line) -> None:
        kind, amount = self._fault.kind, self._fault.amount
        if kind in (Kind.DROP, Kind.RESET):
            line.close(reset=kind is Kind.RESET)
        elif kind is Kind.HALF_CLOSE:
            line.lost.add("down")
            with contextlib.suppress(OSError):
                line.client.write_eof()
        elif kind in (Kind.CUT, Kind.LOSE_ALL):
            line.left, line.cut_resets = amount, kind is Kind.CUT
        elif kind is Kind.LOSE_ANSWERS:
            line.lost.add("down")

    async def _serve(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        line: _Line | None = None
        try:
            if isinstance(self._upstream, Path):
                answers, server = await asyncio.open_unix_connection(str(self._upstream))
            else:
                answers, server = await asyncio.open_connection("127.0.0.1", self._upstream)
            line = _Line(client, server)
            self._lines.add(line)
            self._spoil(line)
            await asyncio.gather(self._pump(reader, server, line, "up"), self._pump(answers, client, line, "down"))
        except (OSError, asyncio.CancelledError):
            if line is None:
                client.transport.abort()
        finally:
            if line is not None:
                self._lines.discard(line)
                line.close(reset=False)
            self._tasks.discard(task)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, line: _Line, way: str) -> None:
        while chunk := await source.read(CHUNK):
            if way in line.lost:
                continue
            self.bytes += len(chunk)
            if self._fault.kind is Kind.CUT_COMMIT:
                if line.committed or (_COMMIT in chunk and not self._fault.amount):
                    line.close(reset=True)
                    return
                line.committed = _COMMIT in chunk
            if not await self._hand_on(chunk, sink, line):
                return
        if way not in line.lost:  # who lost the other side's bytes does not hear of its end either
            with contextlib.suppress(OSError):
                sink.write_eof()

    async def _hand_on(self, chunk: bytes, sink: asyncio.StreamWriter, line: _Line) -> bool:
        """Write a chunk as the fault lets it; False where the connection is over."""
        if line.left is not None:
            chunk, line.left = chunk[: line.left], max(line.left - len(chunk), 0)
        if self._fault.kind is Kind.DELAY:
            await asyncio.sleep(self._fault.amount / 1000)
        if self._fault.kind is Kind.CHOP:
            for sign in chunk:
                sink.write(bytes((sign,)))
                await sink.drain()
        else:
            sink.write(chunk)
            await sink.drain()
        if line.left == 0:
            if line.cut_resets:
                line.close(reset=True)
                return False
            line.lost.update(("up", "down"))
        return True
