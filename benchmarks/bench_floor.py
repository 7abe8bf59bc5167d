"""Through the window at goods in: a scanner's keys until the face of the bench is painted with the new figure.

A real window over a real company on SQLite, drawn offscreen, with a purchase order of as many lines as a bench shows.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.bench_window import LONGEST_S, Memory
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from tests.company import WAREHOUSE, Company
from tests.dockbench import purchase
from warehouse_app.domain.floorwork import MAX_LINES
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.runtime import pauses
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.runtime.typist import settle, type_code
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.floorbench.view import FloorBenchView
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.window import MainWindow

ROUNDS, SMOKE_ROUNDS = 300, 20
UNITS = 1_000
P50_MS, P99_MS = 33, 100
_WARM_SHARE = 5


class FloorDesk(QObject):
    """A person before the goods-in bench of a company."""

    def __init__(self, app: QApplication, company: Company) -> None:
        super().__init__()
        self._app, self.performer, self.gate = app, Performer(), ScanGate()
        denied, sounds = Denied(""), SilentPlayer()
        house = House(company.runner, company.ids.new, lambda _b, _p: denied, sounds, Memory(), Place(bench="B1"))
        self.window = MainWindow(house, discover(), self.gate, self.performer)
        self.gate.install(app)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.start()
        self.window.sign_on_as(company.packer)
        self.window.go("receive")
        page = self.window.page()
        assert isinstance(page, FloorBenchView)
        self.face, self.painted = page.face, False
        self.face.installEventFilter(self)
        settle(self.performer.idle, LONGEST_S)
        pauses.keep_short()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note that the face is painted."""
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False

    def scan(self, code: str) -> float:
        """Scan a unit; return the milliseconds from its first key to the painted face that counts it."""
        before, begin = self.face.face(), time.perf_counter()
        type_code(self.window, code)
        while self.face.face() == before or not self.painted:
            self.painted = self.painted and self.face.face() != before
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - begin > LONGEST_S:
                raise TimeoutError(self.face.face())
        took = (time.perf_counter() - begin) * 1000
        self.painted = False
        settle(self.performer.idle, LONGEST_S)
        return took

    def open(self, paper: str) -> None:
        """Open a receipt."""
        type_code(self.window, paper)
        settle(self.performer.idle, LONGEST_S)

    def close(self) -> None:
        """End everything."""
        settle(self.performer.idle, LONGEST_S)
        self.gate.remove(self._app)
        self.window.close()
        self.performer.stop()
        self.window.deleteLater()


def scans(app: QApplication, folder: Path, rounds: int) -> dict[str, float]:
    """Return the figures of a receipt of as many lines as a bench shows."""
    company = Company(folder)
    skus = [f"SKU{n:05d}" for n in range(MAX_LINES)]
    with company.write() as desk:
        for sku in skus:
            company.product(desk, sku)
        places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        purchase(desk, "PO-1", [(sku, UNITS) for sku in skus])
    desk_ = FloorDesk(app, company)
    desk_.open("PO-1")
    took = [desk_.scan(skus[(n * 7) % len(skus)]) for n in range(rounds)]
    desk_.close()
    company.close()
    warm = sorted(took[rounds // _WARM_SHARE :])
    return {
        "p50_ms": round(warm[len(warm) // 2], 2),
        "p99_ms": round(warm[int(0.99 * len(warm))], 2),
        "worst_ms": round(warm[-1], 1),
    }


def main() -> None:
    """Print figures and goals as JSON."""
    app = QApplication([])
    fonts.load()
    theme.apply(app, theme.Look.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        figures = scans(app, Path(name), SMOKE_ROUNDS if "--smoke" in sys.argv else ROUNDS)
    goals = [
        {"name": "p50 of a scan at goods in, ms", "value": figures["p50_ms"], "at_most": P50_MS},
        {"name": "p99 of a scan at goods in, ms", "value": figures["p99_ms"], "at_most": P99_MS},
    ]
    print(json.dumps({"name": "goods in through the window", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
