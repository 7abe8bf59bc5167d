"""A wire of some length: passes bytes between a port of the loopback and a server's socket, each a little later.

`python -m benchmarks.delaying SOCKET MILLISECONDS` prints its port; a question and its answer together take so many
milliseconds more. Bytes keep their order, and many on the way at once are each late by the same time.
"""

from __future__ import annotations

import selectors
import socket
import sys
import time
from collections import deque

CHUNK = 1 << 16


class Wire:
    """One direction of one connection."""

    def __init__(self, source: socket.socket, target: socket.socket, seconds: float) -> None:
        self.source, self.target, self._late = source, target, seconds
        self._under_way: deque[tuple[float, bytes]] = deque()

    def take(self) -> bool:
        """Take what has come; say whether more can come."""
        data = self.source.recv(CHUNK)
        self._under_way.append((time.perf_counter() + self._late, data))
        return bool(data)

    def due(self) -> float | None:
        """Return when the next bytes arrive."""
        return self._under_way[0][0] if self._under_way else None

    def give(self, now: float) -> None:
        """Hand over what has arrived; an empty piece is the end."""
        while self._under_way and self._under_way[0][0] <= now:
            data = self._under_way.popleft()[1]
            if data:
                self.target.sendall(data)
            else:
                self.target.shutdown(socket.SHUT_WR)


def serve(path: str, seconds: float) -> None:
    """Pass bytes for ever."""
    door = socket.create_server(("127.0.0.1", 0))
    print(door.getsockname()[1], flush=True)
    ears, wires = selectors.DefaultSelector(), list[Wire]()
    ears.register(door, selectors.EVENT_READ)
    while True:
        waits = [at for wire in wires if (at := wire.due()) is not None]
        for key, _ in ears.select(max(0.0, min(waits) - time.perf_counter()) if waits else None):
            if key.data is None:
                wires += _accepted(door, path, seconds, ears)
            elif not _taken(key.data):
                ears.unregister(key.fileobj)
        for wire in wires:
            try:
                wire.give(time.perf_counter())
            except OSError:
                continue


def _accepted(door: socket.socket, path: str, seconds: float, ears: selectors.BaseSelector) -> list[Wire]:
    near, _ = door.accept()
    near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    far = socket.socket(socket.AF_UNIX)
    far.connect(path)
    made = [Wire(near, far, seconds / 2), Wire(far, near, seconds / 2)]
    for wire in made:
        ears.register(wire.source, selectors.EVENT_READ, wire)
    return made


def _taken(wire: Wire) -> bool:
    try:
        return wire.take()
    except OSError:
        return False


if __name__ == "__main__":
    serve(sys.argv[1], float(sys.argv[2]) / 1000)
