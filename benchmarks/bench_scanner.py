"""A scanner on a serial line: from its bytes to the decoded code in the window's thread, and whether each comes once.

Another process writes codes to a real pseudo-terminal at a steady pace, each with the moment it was sent; the product
listens with its driver, its hub and its gate, decodes the code in the thread of the window, and judges each as a scan
of the pack bench, durably, while the next ones come. In turn with it the same writer is read bare, by one loop that
does nothing else: the floor of this machine. `--seconds 600` is the long run: thirty thousand codes at fifty a second.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sql

from tests.company import Company
from tests.tidy.tree import ROOT

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PER_SECOND, TURNS = 50, 4
LATE_S = 30
"""How long after the last code one waits for what is still under way."""


def write(line: int, first: int, count: int) -> None:
    """Send codes at a steady pace; each tells its number and when it was sent."""
    begun = time.monotonic_ns()
    for n in range(count):
        time.sleep(max(0.0, (begun + n * 1_000_000_000 // PER_SECOND - time.monotonic_ns()) / 1e9))
        os.write(line, f"{first + n:06d}.{time.monotonic_ns()}\r".encode())


def writing(line: int, first: int, count: int) -> subprocess.Popen[bytes]:
    """Let another process write to a line that is open here."""
    asked = [sys.executable, "-m", "benchmarks.bench_scanner", "--write", str(line), str(first), str(count)]
    return subprocess.Popen(asked, pass_fds=(line,), cwd=ROOT)


def ended(writer: subprocess.Popen[bytes]) -> None:
    """Wait for the writer. Raises where it failed."""
    assert writer.wait(LATE_S) == 0


def age_ms(code: str) -> float:
    """Return how long ago a code was sent."""
    return (time.monotonic_ns() - int(code.partition(".")[2])) / 1e6


def bare(first: int, count: int) -> list[float]:
    """Read the writer's line with nothing between; return the age of each code."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    writer = writing(ours, first, count)
    ages: list[float] = []
    held = b""
    while len(ages) < count:
        ready, _, _ = select.select([theirs], [], [], LATE_S)
        assert ready, "the writer sends nothing"
        *codes, held = (held + os.read(theirs, 4_096)).split(b"\r")
        ages += [age_ms(code.decode()) for code in codes]
    ended(writer)
    os.close(ours)
    os.close(theirs)
    return ages


class Product:
    """The pack bench of a company that hears a serial scanner."""

    def __init__(self, folder: Path) -> None:
        from warehouse_app.bootstrap.hardware import device_desk
        from warehouse_app.bootstrap.hub import Hub
        from warehouse_app.devices.scanners.twin import PtyScanner
        from warehouse_app.ports.device import Ears
        from warehouse_app.system.clock import SystemClock, SystemIds
        from warehouse_app.ui.runtime.performer import Performer
        from warehouse_app.ui.runtime.scan_gate import ScanGate
        from warehouse_app.ui.shell.start import application

        self.app, self.company = application(), Company(folder)
        self.gate, self.performer, self.pty = ScanGate(), Performer(), PtyScanner(folder / "scanner")
        self.gate.hold(self)
        self.heard: list[str] = []
        self.ages: list[float] = []
        self.doubles = self.judged = 0
        self.faults: list[BaseException] = []
        self.performer.bug.connect(self.faults.append)
        self.hub = Hub(device_desk(SystemClock(), SystemIds()).open, self.faults.append)
        self.hub.listen(Ears(scanned=self._scanned))

    def _scanned(self, scan: Any) -> None:  # noqa: ANN401 - loaded late
        from warehouse_app.domain.barcodes.read import decoded

        self.gate.heard(decoded(scan.data), scan.device, scan.scan_id, double=scan.double)

    def shot(self, shot: Any) -> None:  # noqa: ANN401 - loaded late
        """A code came through the gate: decode it, and judge it on the store lane."""
        from warehouse_app.application.packing import PackScan
        from warehouse_app.domain.barcodes.read import read

        code: Any = read(shot.text)
        self.ages.append(age_ms(code.text))
        self.heard.append(code.text)
        self.doubles += shot.double
        command = PackScan(id=shot.scan_id, text=shot.text, device=shot.device, double=shot.double)
        self.performer.perform(lambda: self.company.runner.perform(command, self.company.packer), self._done)

    def keyed(self, _key: str) -> bool:
        """No key is of use."""
        return False

    def _done(self, _outcome: object) -> None:
        self.judged += 1

    def open(self) -> None:
        """Open the line."""
        from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
        from warehouse_app.ports.device import DeviceState

        self.hub.use([DeviceCard("S1", DeviceKind.SCANNER, Road.SERIAL, str(self.pty.port))])
        self.until(lambda: self.hub.now()[0].state is DeviceState.READY)
        self.run(900_000, PER_SECOND // 2)  # what is loaded at the first scan of a day is not the scanner's

    def run(self, first: int, count: int) -> list[float]:
        """Hear the writer; return the age of each code in the window's thread."""
        before = len(self.ages)
        ends = self.pty.ends
        assert ends is not None
        writer = writing(ends[0], first, count)
        self.until(lambda: self.judged >= before + count, count / PER_SECOND + LATE_S)
        ended(writer)
        return self.ages[before:]

    def until(self, done: Callable[[], bool], seconds: float = LATE_S) -> None:
        """Run the window's loop until something is so, or too late."""
        from PySide6.QtCore import QEventLoop, QTimer

        end, loop, looks = time.monotonic() + seconds, QEventLoop(), QTimer()
        looks.timeout.connect(lambda: loop.quit() if done() or self.faults or time.monotonic() > end else None)
        looks.start(20)
        loop.exec()
        looks.stop()

    def logged(self) -> tuple[int, int]:
        """Return how many scans the log has, and of how many codes."""
        from warehouse_app.store.schema import floor

        s = floor.scan.c
        with self.company.store.read() as desk:
            row = desk.connection.execute(sql(func.count(), func.count(func.distinct(s.raw)))).one()
        return int(row[0]), int(row[1])

    def close(self) -> None:
        """End everything."""
        self.hub.close()
        self.pty.pull()
        self.performer.stop()
        self.company.close()


def measured(folder: Path, seconds: int) -> dict[str, Any]:
    """Run product and floor in turn."""
    product = Product(folder)
    product.open()
    each = max(PER_SECOND // 2, seconds * PER_SECOND // TURNS)
    ours: list[float] = []
    floor: list[float] = []
    try:
        product.heard.clear()
        for turn in range(TURNS):
            floor += bare(1, min(each, 20 * PER_SECOND))
            ours += product.run(turn * each, each)
        sent, (rows, codes) = TURNS * each, product.logged()
        early = len(product.ages) - len(ours)
    finally:
        product.close()
    if product.faults:
        raise product.faults[0]
    heard = {int(code.partition(".")[0]) for code in product.heard}
    return {
        "sent": sent, "a_second": PER_SECOND, "lost": sent - len(heard),
        "doubled": len(product.heard) - len(heard) + product.doubles + rows - codes, "logged": rows - early,
        "out_of_order": sum(a > b for a, b in zip(product.heard, product.heard[1:], strict=False)),
        "scan_p50_ms": round(statistics.median(ours), 3), "scan_p90_ms": round(_part(ours, 90), 3),
        "scan_p99_ms": round(_part(ours, 99), 3), "scan_longest_ms": round(max(ours), 3),
        "bare_p50_ms": round(statistics.median(floor), 3), "bare_p90_ms": round(_part(floor, 90), 3),
        "bare_p99_ms": round(_part(floor, 99), 3), "bare_longest_ms": round(max(floor), 3),
    }  # fmt: skip


def _part(values: list[float], per_cent: int) -> float:
    return sorted(values)[len(values) * per_cent // 100]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--seconds", type=int, default=40)
    parser.add_argument("--write", nargs=3, type=int)
    asked = parser.parse_args()
    if asked.write:
        write(*asked.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), 2 if asked.smoke else asked.seconds)
    goals = [
        {"name": "bytes to decoded scan, p99, ms", "value": figures["scan_p99_ms"], "at_most": 5.0},
        {"name": "scan_p50 / bare_p50", "value": round(figures["scan_p50_ms"] / figures["bare_p50_ms"], 2),
         "at_most": 10.0},
        {"name": "codes lost, doubled or out of order",
         "value": figures["lost"] + figures["doubled"] + figures["out_of_order"], "at_most": 0},
    ]  # fmt: skip
    json.dump({"name": "serial scanner", "figures": figures, "goals": goals}, sys.stdout)


if __name__ == "__main__":
    main()
