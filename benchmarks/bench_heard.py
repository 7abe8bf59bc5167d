"""A change at one station until the flow board of another one's window shows it: two processes, one company.

The station is a process of its own that holds an order and lets it go again, each time at a moment that the board
cannot foresee; time begins when its command is committed and ends when the window has painted the other figure. Once
the window only looks on, once it writes commands of its own meanwhile, as at a bench.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.bench_window import Memory
from benchmarks.servers import databases, wanted
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.company import Company
from tests.planday import plan_day
from warehouse_app.application.crew.messages import SendMessage
from warehouse_app.application.run import Runner, Writer
from warehouse_app.bootstrap.ears import Ears
from warehouse_app.system.clock import SystemClock, SystemIds
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.runtime.typist import settle
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.start import OTHERS
from warehouse_app.ui.shell.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, ORDERS, LONGEST_S = 30, 200, 30.0
PAUSE_S = (1.2, 2.6)
OWN_MS = 700
"""So often the window writes a command of its own, where it does."""

STATION = """
import sys, time
from warehouse_app.application.orders import HoldOrder, UnholdOrder
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store.database import open_store
from warehouse_app.system.clock import SystemClock, SystemIds
ids = SystemIds()
runner = Runner(open_store(sys.argv[1]), SystemClock(), ids, Writer("writer-2", "P2", "bench", 2))
who = Session(Actor(PersonId("p-sup"), "SUP", "Maria S.", Role.SUPERVISOR, with_pin=True), "P2")
for n, _line in enumerate(sys.stdin):
    kind = UnholdOrder if n % 2 else HoldOrder
    runner.perform(kind(id=ids.new(), order_id=1, kind="manual", reason="asked by phone"), who).done()
    print(time.monotonic(), flush=True)
"""


def main() -> None:
    """Print figures and goals as JSON."""
    kind, rounds = wanted(), 3 if "--smoke" in sys.argv else ROUNDS
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load()
    theme.apply(app, theme.Look.LIGHT)
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as made, made.empty() as address:
        company = Company(Path(name), database=address or "")
        company.runner = Runner(company.store, SystemClock(), SystemIds(), Writer("writer-1", "B1", "bench", 1))
        plan_day(company, ORDERS, aisles=4, bays=12, ship_by="2010-12-07T17:00:00.000000Z")
        board = Board(company)
        looking = board.measure(rounds, own=False)
        writing = board.measure(rounds, own=True)
        board.close()
        company.close()
    figures = {f"{name}_{key}": value for name, some in (("looking", looking), ("writing", writing))
               for key, value in _told(some).items()}  # fmt: skip
    goals = [
        {"name": "shown elsewhere, window looks on, p50, s", "value": figures["looking_p50_s"], "at_most": 1.0},
        {"name": "shown elsewhere, window writes as well, p50, s", "value": figures["writing_p50_s"], "at_most": 1.0},
    ]
    print(json.dumps({"name": "heard", "figures": {"database": kind, "orders": ORDERS, **figures}, "goals": goals}))


def _told(took: list[float]) -> dict[str, float]:
    some = sorted(took)
    return {"p50_s": round(some[len(some) // 2], 2), "longest_s": round(some[-1], 2)}


class Board:
    """A supervisor before the flow board, and the station that works elsewhere."""

    def __init__(self, company: Company) -> None:
        self.company, self.performer, self.gate = company, Performer(), ScanGate()
        house = House(
            company.runner, company.runner.ids.new, lambda _badge, _pin: Denied(""), SilentPlayer(), Memory(),
            Place(bench="B1"),
        )  # fmt: skip
        self.window = MainWindow(house, discover(), self.gate, self.performer)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.start()
        self.window.sign_on_as(company.supervisor)
        self.window.go("flow")
        settle(self.performer.idle, LONGEST_S)
        self.page: Any = self.window.page()
        feed = self.window.feed
        self.ears = Ears(lambda: company.store.hear("writer-1"), _raise)
        self.ears.start(lambda touched: self.performer.post(lambda: feed.publish(touched, OTHERS)))
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        self.station = subprocess.Popen(
            [sys.executable, "-c", STATION, company.address], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=env,
        )  # fmt: skip
        self.own = QTimer()
        self.own.timeout.connect(self._write)

    def _write(self) -> None:
        """Write something here, on the lane of scans."""
        command = SendMessage(id=self.company.runner.ids.new(), text="Fire drill at ten")
        runner, who = self.company.runner, self.company.supervisor
        self.performer.perform(lambda: runner.perform(command, who), lambda _answer: None)

    def measure(self, rounds: int, *, own: bool) -> list[float]:
        """Return the seconds of each change until it was painted."""
        dice = random.Random(1)
        if own:
            self.own.start(OWN_MS)
        took = [self._once(dice.uniform(*PAUSE_S)) for _ in range(rounds)]
        self.own.stop()
        return took

    def _once(self, pause: float) -> float:
        _turn(pause)
        before = self._held()
        assert self.station.stdin is not None
        assert self.station.stdout is not None
        self.station.stdin.write("\n")
        self.station.stdin.flush()
        committed = float(self.station.stdout.readline())
        until = time.monotonic() + LONGEST_S
        while self._held() == before:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if time.monotonic() > until:
                raise TimeoutError
        self.window.repaint()
        return time.monotonic() - committed

    def _held(self) -> str:
        """Return how many orders are held, as the board shows it."""
        return str(self.page._flow.stages[0].value().count)  # noqa: SLF001 - what a supervisor looks at

    def close(self) -> None:
        """End both."""
        self.station.communicate()
        self.ears.close()
        self.window.close()
        self.performer.stop()


def _turn(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _raise(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main()
