"""The real program, started cheaply: a process that has its modules loaded becomes the program at each request.

Before the fork nothing of the program has run: no home is looked at, no database opened, no thread started. After it
the child has its own environment, arguments and pipes and enters by the program's own door, `__main__.main`. So what
is killed is the whole program; only the second of loading its modules is saved. A `plant` puts a fault into the child
before it enters (tests/journeys/crash/planted.py).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent.parent
LONGEST_S = 60.0
_REQUEST = 1_000_000
_NOT_LOADED = ("warehouse_app.ui", "warehouse_app.store.postgresql", "warehouse_app.store.migrations.v")


class Silence(AssertionError):  # noqa: N818 - it names what was heard
    """The process said nothing for too long."""


class Running:
    """One process of the program: lines in, lines out, and the signal that ends it at once."""

    def __init__(self, server: socket.socket, pid: int, stdin: int, stdout: int, errors: Path) -> None:
        self._server, self.pid, self._in, self._out, self.errors = server, pid, stdin, stdout, errors
        self._rest = b""
        self.status: int | None = None

    def say(self, line: str) -> None:
        """Write one line. A process that is dead hears nothing, which is no fault."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._in, f"{line}\n".encode())

    def hear(self, limit_s: float = LONGEST_S) -> dict[str, Any] | None:
        """Return the next line of JSON, None where the process has ended. Raises Silence."""
        while b"\n" not in self._rest:
            if not select.select([self._out], [], [], limit_s)[0]:
                raise Silence(self.errors.read_text("utf-8", "replace")[-2000:])
            more = os.read(self._out, 1 << 16)
            if not more:
                return None
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def kill(self) -> None:
        """End it now, as a power button would, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def finish(self) -> int:
        """End the input and wait for the exit code."""
        os.close(self._in)
        self._in = -1
        return self.wait()

    def wait(self) -> int:
        """Wait until it is gone and its locks with it; return its exit code, below zero for a signal."""
        if self.status is None:
            self.status = int(json.loads(self._server.recv(64))["status"])
        return self.status

    def close(self) -> None:
        """Give back the pipes; what still runs is killed."""
        if self.status is None:
            self.kill()
        for end in (self._in, self._out):
            if end >= 0:
                with contextlib.suppress(OSError):
                    os.close(end)
        self._in = self._out = -1


class Forks:
    """The process that becomes the program, one child at a time."""

    def __init__(self, folder: Path, shim: Path | None = None, *, window: bool = False) -> None:
        self._folder = folder
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._server, self._n = mine, 0
        self._last: Running | None = None
        environment = {k: v for k, v in os.environ.items() if not k.startswith("WAREHOUSE_")}
        environment |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "error"}
        if shim is not None:
            environment["LD_PRELOAD"] = str(shim)
        words = [sys.executable, "-m", "tests.journeys.crash.forks", str(theirs.fileno()), "window" if window else ""]
        self._process = subprocess.Popen(words, env=environment, pass_fds=[theirs.fileno()], cwd=folder)
        theirs.close()
        assert mine.recv(16) == b"ready"

    def start(self, *words: str, plant: str = "", **environment: str) -> Running:
        """Start the program with these words. One at a time: the one before must have ended."""
        self._n += 1
        errors = self._folder / f"errors-{self._n % 20}.txt"
        in_theirs, in_mine = os.pipe()
        out_mine, out_theirs = os.pipe()
        with errors.open("wb") as told:
            request = json.dumps({"words": words, "environment": environment, "plant": plant}).encode()
            socket.send_fds(self._server, [request], [in_theirs, out_theirs, told.fileno()])
        os.close(in_theirs)
        os.close(out_theirs)
        pid = int(json.loads(self._server.recv(64))["pid"])
        self._last = Running(self._server, pid, in_mine, out_mine, errors)
        return self._last

    def close(self) -> None:
        """End the process, and what is left of its children."""
        if self._last is not None and self._last.status is None:
            self._last.kill()
        self._server.close()
        self._process.wait(LONGEST_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.close()


def serve(server: socket.socket) -> None:
    """Become the program at each request; in the parent return when the harness has gone."""
    server.send(b"ready")
    while True:
        data, handles, _flags, _from = socket.recv_fds(server, _REQUEST, 3)
        if not data:
            return
        pid = os.fork()
        if pid == 0:
            server.close()
            become(json.loads(data), handles)
        for handle in handles:
            os.close(handle)
        server.send(json.dumps({"pid": pid}).encode())
        _pid, status = os.waitpid(pid, 0)
        with contextlib.suppress(OSError):
            server.send(json.dumps({"status": os.waitstatus_to_exitcode(status)}).encode())


def become(request: dict[str, Any], handles: Sequence[int]) -> None:
    """Enter the program by its door. Raises SystemExit with its code, as the program does."""
    for at, handle in enumerate(handles):
        os.dup2(handle, at)
        os.close(handle)
    # What stands for the old pipes and files was made for them.
    sys.stdin, sys.stdout, sys.stderr = (
        open(at, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the process ends
        for at, mode in enumerate(("r", "w", "w"))
    )
    os.environ.update(request["environment"])
    sys.argv = ["warehouse", *request["words"]]
    for name in filter(None, request["plant"].split(",")):
        from tests.journeys.crash import planted

        getattr(planted, name)()
    from warehouse_app.__main__ import main

    main()


def load(*, window: bool) -> None:
    """Load what the program loads as it goes along."""
    import warehouse_app

    left_out = _NOT_LOADED[1:] if window else _NOT_LOADED
    for module in pkgutil.walk_packages(warehouse_app.__path__, "warehouse_app."):
        if not module.name.startswith(left_out) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    with contextlib.suppress(ImportError):
        importlib.import_module("typer._adapters")  # what typer loads when the first option is read
    gc.freeze()  # a child that collects would copy what it shares


if __name__ == "__main__":
    load(window=sys.argv[2] == "window")
    with socket.socket(fileno=int(sys.argv[1])) as mine:
        serve(mine)
