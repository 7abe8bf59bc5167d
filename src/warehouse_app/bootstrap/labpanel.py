"""The lab's panel between programs: one line of JSON a deed, over loopback, for whoever may read the home.

The lab writes where it listens, and a token, into a file of the home that only this account can read.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import socket
import socketserver
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from warehouse_app.domain.jsonable import decode, encode
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.lab import Lab, LabNow, LabPorts, Print, PrinterMood, ScaleMood, Thing

FILE = "panel.json"
LONGEST, WAIT_S = 100_000, 10.0
_HOST = "127.0.0.1"
T = TypeVar("T")


def folder_of(home: Path) -> Path:
    """Return where the lab of a home lies."""
    return home / "lab"


class Panel:
    """Answers for a lab until closed."""

    def __init__(self, lab: Lab, folder: Path, secret: str) -> None:
        self._lab, self._file, self._secret = lab, folder / FILE, secret
        panel = self

        class Handler(socketserver.StreamRequestHandler):
            timeout = WAIT_S

            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    self.wfile.write(panel.answer(self.rfile.readline(LONGEST)))

        self._server = socketserver.ThreadingTCPServer((_HOST, 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="lab", daemon=True)
        self._thread.start()
        where = json.dumps({"port": self._server.server_address[1], "token": secret})
        new = self._file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(where)
        new.replace(self._file)

    def answer(self, line: bytes) -> bytes:
        """Do one deed, and return what is answered."""
        try:
            asked = json.loads(line)
            if not hmac.compare_digest(str(asked["token"]), self._secret):
                raise Trouble("lab_away")
            found = _DEEDS[asked["deed"]](self._lab, asked["with"])
        except Trouble as trouble:
            told: dict[str, Any] = {"trouble": trouble.code, "facts": trouble.facts}
        except (ValueError, TypeError, KeyError):
            told = {"trouble": "lab_away", "facts": {}}
        else:
            told = {"found": encode(found)}
        return json.dumps(told).encode() + b"\n"

    def close(self) -> None:
        """Answer no more."""
        self._file.unlink(missing_ok=True)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(WAIT_S)


_DEEDS: dict[str, Callable[[Lab, dict[str, Any]], object]] = {
    "ports": lambda lab, _with: lab.ports(),
    "now": lambda lab, _with: lab.now(),
    "scan": lambda lab, given: lab.scan(*map(str, given["codes"])),
    "weigh": lambda lab, given: lab.weigh(int(given["grams"]), ScaleMood(given["mood"])),
    "be": lambda lab, given: lab.be(PrinterMood(given["mood"])),
    "plug": lambda lab, given: lab.plug(Thing(given["thing"]), on=bool(given["on"])),
    "prints": lambda lab, given: lab.prints(int(given["after"])),
}


class FarLab:
    """The `Lab` of another program of this home."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def ports(self) -> LabPorts:
        return self._ask(LabPorts, "ports")

    def now(self) -> LabNow:
        return self._ask(LabNow, "now")

    def scan(self, *codes: str) -> LabNow:
        return self._ask(LabNow, "scan", codes=codes)

    def weigh(self, grams: int, mood: ScaleMood = ScaleMood.STEADY) -> LabNow:
        return self._ask(LabNow, "weigh", grams=grams, mood=mood.value)

    def be(self, mood: PrinterMood) -> LabNow:
        return self._ask(LabNow, "be", mood=mood.value)

    def plug(self, thing: Thing, *, on: bool) -> LabNow:
        return self._ask(LabNow, "plug", thing=thing.value, on=on)

    def prints(self, after: int = 0) -> tuple[Print, ...]:
        return self._ask(tuple[Print, ...], "prints", after=after)

    def close(self) -> None:
        """The lab goes on."""

    def _ask(self, kind: type[T], deed: str, **given: object) -> T:
        try:
            where = json.loads(self._file.read_text("utf-8"))
            with socket.create_connection((_HOST, int(where["port"])), WAIT_S) as line, line.makefile("rwb") as file:
                file.write(json.dumps({"token": where["token"], "deed": deed, "with": given}).encode() + b"\n")
                file.flush()
                told = json.loads(file.readline())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Trouble("lab_away") from error
        if "trouble" in told:
            raise Trouble(told["trouble"], **told["facts"])
        return decode(kind, told["found"])
