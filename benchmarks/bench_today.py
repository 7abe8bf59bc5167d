"""What live counts cost: the window on Today over 20 000 open orders, told twenty times a second that something moved.

The figure is the processor time of the whole window, in per cent of a core, and how often the board was read.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from benchmarks import bigcompany
from PySide6.QtCore import QEventLoop, QTimer

from warehouse_app.application.run import Session
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.bootstrap.window import build
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ui.runtime.typist import settle
from warehouse_app.ui.shell.start import Started

ORDERS, SMALL = 200_000, 2_000
SECONDS, SHORT = 60.0, 3.0
CHANGES_A_SECOND = 20
BOSS = Session(Actor(PersonId("p-sup"), "SUP", "Maria S.", Role.SUPERVISOR, with_pin=True), "B1")


def spend(started: Started, seconds: float) -> float:
    """Let the window live so long while the floor works; return the processor time in per cent of a core."""
    loop, floor = QEventLoop(), QTimer()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    floor.timeout.connect(lambda: started.window.feed.publish(frozenset({"order", "stock", "pack"}), "elsewhere"))
    floor.start(1000 // CHANGES_A_SECOND)
    begin, worked = time.monotonic(), time.process_time()
    loop.exec()
    floor.stop()
    return 100 * (time.process_time() - worked) / (time.monotonic() - begin)


def measure(folder: Path, seconds: float) -> dict[str, float]:
    """Open the window on Today and measure it."""
    machine = Machine()
    company = machine.company(machine.home(folder), "", station="B1")
    started = build(company, "B1", silent=True)
    reads: list[float] = []
    try:
        started.show()
        started.window.sign_on_as(BOSS)
        settle(started.performer.idle, 30)
        started.performer.ended.connect(lambda _lane, _caught: reads.append(time.monotonic()))
        return {"cpu_percent": round(spend(started, seconds), 2), "reads": len(reads)}
    finally:
        started.stop()
        company.close()


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    orders = SMALL if smoke else ORDERS
    with tempfile.TemporaryDirectory() as name:
        bigcompany.make(Path(name), orders)
        found = measure(Path(name), SHORT if smoke else SECONDS)
    facts = {"orders": orders, "open": min(bigcompany.OPEN_ORDERS, orders // 10), "changes_a_second": CHANGES_A_SECOND}
    goals = [{"name": "live counts, per cent of a core", "value": found["cpu_percent"], "at_most": 2}]
    print(json.dumps({"name": "today", "figures": {**facts, **found}, "goals": goals}))


if __name__ == "__main__":
    main()
