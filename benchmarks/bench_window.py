"""Through the window: a scanner's keys until the pack panel is painted again; and how the window opens and idles.

A real window over a real company, drawn offscreen. A scan's time begins before its first key and ends after the panel
that tells of it was painted; its sound is asked for before that. Beside the order of many lines twenty other benches
have an order open, half packed. `--scans` measures scans alone, without very many orders. On PostgreSQL the server is
half a millisecond away for each round trip. The opening is the real program's: from the start of its process to the
first page with its figures painted, files warm.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import bigcompany
from benchmarks.servers import POSTGRESQL, Databases, databases, wanted
from benchmarks.totes import picked
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from tests.company import Company
from tests.packbench import Bench
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.runtime import pauses
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.protocols import Sound
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.runtime.typist import settle, type_code
from warehouse_app.ui.screens.pack.view import PackView
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
AWAY_MS = 0.5
LINES, MANY_LINES, ORDERS = 25, 10_000, 500_000
LONGEST_S = 30.0
GOALS = {"sqlite": (10, 33), "postgresql": (None, 100)}
"""p50 and p99 of a scan, milliseconds."""

SOUND_MS = 40
"""p99 from the first key to the call that plays the sound."""

BENCHES = 20
READY_MS, IDLE_MB, LIVE_PERCENT = 1_200, 220, 2.0
IDLE_S = 20.0


class Memory:
    """Settings that last as long as the window."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, name: str, default: str) -> str:
        """Return what is remembered."""
        return self._kept.get(name, default)

    def put(self, name: str, value: str) -> None:
        """Remember."""
        self._kept[name] = value


class Heard(SilentPlayer):
    """Remembers when a sound was last asked for: what a loudspeaker adds is its own."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def play(self, sound: Sound) -> None:
        """Remember the sound and the moment."""
        super().play(sound)
        self.at = time.perf_counter()


class PackDesk(QObject):
    """A packer before the window of a company."""

    def __init__(self, company: Company) -> None:
        super().__init__()
        self.company, self.performer, self.gate = company, Performer(), ScanGate()
        self.sounds, self.sounded_ms = Heard(), 0.0
        house = House(
            company.runner, company.ids.new, lambda _badge, _pin: Denied(""), self.sounds, Memory(),
            Place(bench="B1"),
        )  # fmt: skip
        self.window = MainWindow(house, discover(), self.gate, self.performer)
        self._app = QApplication.instance()
        assert isinstance(self._app, QApplication)
        self.gate.install(self._app)
        self.bugs: list[BaseException] = []
        self.performer.bug.connect(self.bugs.append)
        self.gate.bug.connect(self.bugs.append)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.start()
        self.window.sign_on_as(company.packer)
        self.window.go("pack")
        page = self.window.page()
        assert isinstance(page, PackView)
        self.panel: Any = page._panel  # noqa: SLF001 - what a packer looks at
        self.panel.installEventFilter(self)
        self.painted = False
        settle(self.performer.idle, LONGEST_S)
        pauses.keep_short()  # as the program does when its window stands

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that the panel is painted."""
        if event.type() == QEvent.Type.Paint:
            self.painted = True
        return False

    def open(self, tote: str) -> float:
        """Open the order in a tote; return the milliseconds until its lines are on the screen."""
        begin = time.perf_counter()
        type_code(self.window, tote)
        settle(self.performer.idle, LONGEST_S)
        self.window.repaint()
        return (time.perf_counter() - begin) * 1000

    def scan(self, code: str) -> float:
        """Scan a unit; return the milliseconds from its first key to the painted panel that counts it."""
        before = self.panel.verdict().done
        begin = time.perf_counter()
        type_code(self.window, code)
        while self.panel.verdict().done == before or not self.painted:
            if self.panel.verdict().done == before:
                self.painted = False
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if self.bugs:
                raise self.bugs[0]
            if time.perf_counter() - begin > LONGEST_S:
                raise TimeoutError(self.panel.verdict())
        took = (time.perf_counter() - begin) * 1000
        settle(self.performer.idle, LONGEST_S)
        self.sounded_ms = (self.sounds.at - begin) * 1000
        return took

    def close(self) -> None:
        """End everything."""
        settle(self.performer.idle, LONGEST_S)
        assert isinstance(self._app, QApplication)
        self.gate.remove(self._app)
        self.window.close()
        self.performer.stop()
        self.window.deleteLater()


def scans(company: Company, code: str, skus: Sequence[str], rounds: int) -> dict[str, float]:
    """Return the figures of packing an order of these products through the window."""
    tote = picked(company, code, skus, -(-rounds // len(skus)) + 1)
    desk = PackDesk(company)
    opened = desk.open(tote)
    took, sounded = [], []
    for n in range(rounds):
        took.append(desk.scan(skus[n % len(skus)]))
        sounded.append(desk.sounded_ms)
    desk.close()
    first = min(20, rounds // 5)
    warm, heard = sorted(took[first:]), sorted(sounded[first:])
    return {
        "opened_ms": round(opened, 1),
        "p50_ms": round(warm[len(warm) // 2], 2),
        "p99_ms": round(warm[int(0.99 * len(warm))], 2),
        "worst_ms": round(warm[-1], 1),
        "sound_p50_ms": round(heard[len(heard) // 2], 2),
        "sound_p99_ms": round(heard[int(0.99 * len(heard))], 2),
    }


def plain(folder: Path, address: str, lines: int, rounds: int, benches: int = 0) -> dict[str, float]:
    """Return the figures in a small company, of an order of so many lines, with so many benches at work beside."""
    company = Company(folder, database=address)
    skus = [f"SKU{n:05d}" for n in range(lines)]
    with company.write() as desk:
        for sku in skus:
            company.product(desk, sku)
    for n in range(benches):
        tote = picked(company, f"8{n:03}", skus[:LINES], 2)
        Bench(company, station=f"C{n}", person=f"P{n}").scan(tote, *skus[:LINES])
    found = scans(company, "9001", skus, rounds)
    company.close()
    return found


def crowded(folder: Path, address: str, orders: int, rounds: int) -> dict[str, float]:
    """Return the figures in a company of very many orders."""
    company = Company(folder, database=address)
    company.clock.moment = bigcompany.AT
    bigcompany.fill(company.store, orders)
    skus = [f"{20_000 + n}" for n in range(1, LINES + 1)]
    found = scans(company, "9001", skus, rounds)
    company.close()
    return found


def opening(folder: Path, runs: int, idle_s: float) -> dict[str, float]:
    """Return the best of some openings of the real program, and what it costs while it idles."""
    home = folder / "home"
    words = [sys.executable, "-m", "warehouse_app", "--home", str(home), "demo", "--no-window", "--orders", "20"]
    here = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*words, "--out", str(folder / "papers")], check=True, capture_output=True, cwd=ROOT, env=here)
    told: list[dict[str, float]] = []
    for n in range(runs):
        last = n + 1 == runs
        command = [sys.executable, "-m", "benchmarks.opening", str(idle_s if last else 0.1), str(home)]
        env = {**here, "OPENED_AT": str(time.monotonic())}
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=env)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        told.append(json.loads(done.stdout))
    ready = sorted(each["ready_ms"] for each in told)
    return {
        "ready_p50_ms": round(ready[len(ready) // 2]),
        "ready_best_ms": round(ready[0]),
        "ready_cpu_ms": round(min(each["ready_cpu_ms"] for each in told)),
        "idle_mb": round(told[-1]["idle_mb"]),
        "later_mb": round(told[-1]["later_mb"]),
        "live_percent": round(told[-1]["live_percent"], 2),
    }


def all_scans(made: Databases, folder: Path, kind: str, *, smoke: bool) -> dict[str, dict[str, float]]:
    """Return the figures of each company: small, with an order of many lines, with very many orders."""
    rounds, many, orders = (25, 300, 2_000) if smoke else (500, MANY_LINES, ORDERS)
    late = AWAY_MS if kind == POSTGRESQL else 0.0
    found: dict[str, dict[str, float]] = {}
    cases = ["order of 25 lines", f"order of {many} lines, {BENCHES} benches beside"]
    cases += [f"{orders} orders beside"] if "--scans" not in sys.argv else []
    for name in cases:
        place = folder / name.replace(" ", "-")
        place.mkdir()
        with made.empty(late) as address:
            if name.endswith("orders beside"):
                found[name] = crowded(place, address, orders, rounds)
            else:
                small = name.startswith("order of 25 ")
                found[name] = plain(place, address, LINES if small else many, rounds, 0 if small else BENCHES)
        print(name, found[name], file=sys.stderr)
    return found


def main() -> None:
    """Print figures and goals as JSON."""
    smoke, kind = "--smoke" in sys.argv, wanted()
    app = QApplication([])
    fonts.load()
    theme.apply(app, theme.Look.LIGHT)
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as made:
        packed = all_scans(made, Path(name), kind, smoke=smoke)
        opens = kind != POSTGRESQL and "--scans" not in sys.argv
        opened = opening(Path(name), 1 if smoke else 7, 1.0 if smoke else IDLE_S) if opens else {}
    median, late = GOALS[kind]
    goals: list[dict[str, Any]] = []
    for case, each in packed.items():
        if median is not None:
            goals.append({"name": f"p50 of a scan, {case}, ms", "value": each["p50_ms"], "at_most": median})
        goals.append({"name": f"p99 of a scan, {case}, ms", "value": each["p99_ms"], "at_most": late})
        sound = {"name": f"p99 of a scan until its sound, {case}, ms", "value": each["sound_p99_ms"]}
        goals.append({**sound, "at_most": SOUND_MS if kind == "sqlite" else late})
    if opened:
        goals += [
            {"name": "window ready, p50 of seven starts, ms", "value": opened["ready_p50_ms"], "at_most": READY_MS},
            {"name": "memory of the idle window, MB", "value": opened["idle_mb"], "at_most": IDLE_MB},
            {"name": "a screen of live counts, % of a core", "value": opened["live_percent"], "at_most": LIVE_PERCENT},
        ]
    figures = {"database": kind, "scans": packed, "opening": opened}
    print(json.dumps({"name": "through the window", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
