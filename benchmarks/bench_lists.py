"""Lists on the screen: 20 000 orders opened and filtered, and a million scrolled, sorted and jumped through.

A real window over a real company, drawn offscreen. Answers are timed from the key to the rows on the screen; pauses are
the times in which the window's thread heard nothing, felt by a timer that should fire every millisecond.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.manyorders import NOW, make
from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.company import Company
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.hush import loading
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.screens.orders.presenter import OrdersPresenter
from warehouse_app.ui.screens.orders.view import OrdersView

LONGEST_MS = 60_000
FILTERS = ("all", "short", "on_hold", "late", "closed", "open")
STEPS, STEP_PX = 400, 176


class Pauses:
    """Feels how long the window's thread heard nothing; how much of it it worked itself; how much the process worked.

    On a machine that is busy with other programs a pause is mostly waiting for a core. What all threads of this process
    worked within it, lanes that answer and lanes that hold Python's lock, is about what it would be on a quiet one.
    """

    def __init__(self) -> None:
        self.longest = self.worked = self.spent = 0.0
        self._before, self._all = time.thread_time(), time.process_time()
        self._timer, self._clock = QTimer(), QElapsedTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._felt)
        self._timer.start(1)
        self._clock.start()

    def _felt(self) -> None:
        now, whole = time.thread_time(), time.process_time()
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self.worked = max(self.worked, (now - self._before) * 1000)
        self.spent = max(self.spent, (whole - self._all) * 1000)
        self._before, self._all = now, whole
        self._clock.restart()

    def during(self, deed: Callable[[], None]) -> tuple[float, float, float]:
        """Return the longest pause in milliseconds while something is done, and the longest works within one."""
        QApplication.processEvents()
        self._felt()
        self.longest = self.worked = self.spent = 0.0
        deed()
        QApplication.processEvents()
        self._felt()
        return self.longest, self.worked, self.spent


class Screen:
    """The orders page over a company of a folder."""

    def __init__(self, folder: Path) -> None:
        with loading():  # as the program opens
            self._open(folder)

    def _open(self, folder: Path) -> None:
        self.company = Company(folder)
        self.company.clock.moment = NOW
        self.performer = Performer()
        self.view = OrdersView(self.company.runner.now)
        session = self.company.supervisor
        hands = Hands(
            self.performer, self.company.runner, lambda: session, ChangeFeed(), self.company.ids.new, "orders"
        )  # fmt: skip
        self.presenter = OrdersPresenter(
            self.view, hands, self.company.runner, lambda _words, _undo: None, lambda _screen, _what: None
        )  # fmt: skip
        self.view.use(self.presenter)
        self.view.resize(1188, 744)
        self.view.show()
        QApplication.processEvents()

    def until(self, done: Callable[[], bool]) -> float:
        """Work until something is so and painted; return the milliseconds it took."""
        begin = time.perf_counter()
        while not done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if (time.perf_counter() - begin) * 1000 > LONGEST_MS:
                raise TimeoutError
        self.view.repaint()
        return (time.perf_counter() - begin) * 1000

    def settled(self) -> bool:
        """Say whether the rows in view are here, and counted."""
        table, feed = self.view.orders, self.presenter.list
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        known = feed.state.extent is not None and not feed.state.waiting and feed.book is table.book()
        last = last if last >= 0 else table.book().total - 1
        return known and all(table.book().row(at) is not None for at in range(max(0, first), last + 1))

    def asked(self, deed: Callable[[], None]) -> float:
        """Return the milliseconds from a deed to the rows it asked for."""
        begin = time.perf_counter()
        deed()
        self.until(self.settled)
        return (time.perf_counter() - begin) * 1000

    def close(self) -> None:
        """End everything."""
        self.until(self.performer.idle)
        self.view.close()
        self.performer.stop()
        self.company.close()


def opened_and_filtered(folder: Path) -> dict[str, float]:
    """Return the milliseconds of opening a list, and of each filter; and of processor, of all threads together."""
    screen = Screen(folder)
    took: dict[str, float] = {}

    def asked(name: str, deed: Callable[[], None]) -> None:
        begin = time.process_time()
        took[name] = screen.asked(deed)
        took[f"{name}, cpu"] = (time.process_time() - begin) * 1000

    asked("open", screen.presenter.shown)
    for view in FILTERS:
        asked(view, lambda view=view: screen.presenter.viewed(view))  # type: ignore[misc]
    asked("text", lambda: screen.presenter.sought("Fischer 12"))
    screen.close()
    return took


def scrolled(folder: Path) -> tuple[dict[str, float], ...]:
    """Return answers, longest pauses, longest own work and longest work of all threads in milliseconds.

    They are of a long list while it is used.
    """
    screen, pauses = Screen(folder), Pauses()
    screen.asked(screen.presenter.shown)
    table, bar = screen.view.orders, screen.view.orders.verticalScrollBar()
    took: dict[str, float] = {}
    paused: dict[str, float] = {}
    worked: dict[str, float] = {}
    spent: dict[str, float] = {}

    def deed(name: str, what: Callable[[], None]) -> None:
        def whole() -> None:
            what()
            screen.until(screen.settled)

        begin = time.perf_counter()
        paused[name], worked[name], spent[name] = pauses.during(whole)
        took[name] = (time.perf_counter() - begin) * 1000

    def wheel() -> None:
        for _ in range(STEPS):
            bar.setValue(bar.value() + STEP_PX)
            QApplication.processEvents()

    def fling() -> None:
        for n in range(60):
            bar.setValue(bar.maximum() * ((n * 37) % 61) // 61)
            QApplication.processEvents()

    def keys() -> None:
        for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            QTest.keyClick(table, key)
            QApplication.processEvents()

    deed("open all", lambda: screen.presenter.viewed("all"))
    deed("scroll", wheel)
    deed("jump to the end", lambda: bar.setValue(bar.maximum()))
    deed("jump to the middle", lambda: bar.setValue(bar.maximum() // 2))
    deed("fling", fling)
    deed("keys", keys)
    deed("read again", lambda: screen.presenter.commanded("refresh"))
    deed("choose all", table.selectAll)
    for sort in ("value", "country", "customer", "ship_by"):
        deed(f"sort by {sort}", lambda sort=sort: screen.presenter.sorted(sort, True))  # type: ignore[misc]
        deed(f"middle by {sort}", lambda: bar.setValue(bar.maximum() // 2))
    deed("filter closed", lambda: screen.presenter.viewed("closed"))
    deed("closed by value", lambda: screen.presenter.sorted("value", False))
    deed("text", lambda: screen.presenter.sought("Fischer 12"))
    screen.close()
    return took, paused, worked, spent


def rounded(found: dict[str, float]) -> dict[str, float]:
    """Return milliseconds with one decimal."""
    return {name: round(value, 1) for name, value in found.items()}


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    kept = next((Path(each.partition("=")[2]) for each in sys.argv if each.startswith("--company=")), None)
    app = QApplication([])
    fonts.load()
    theme.apply(app, theme.Look.LIGHT)
    few, many = (500, 2_000) if smoke else (20_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        make(Path(name) / "few", few, open_every=1)
        runs = [opened_and_filtered(Path(name) / "few") for _ in range(1 if smoke else 5)]
        if kept is None:
            make(Path(name) / "many", many)
        took, paused, worked, spent = scrolled(kept or Path(name) / "many")
    answers = {each: statistics.median(run[each] for run in runs) for each in runs[0]}
    slowest = max(value for name, value in answers.items() if not name.endswith(", cpu"))
    figures: dict[str, Any] = {
        "few_orders": few,
        "open_and_filter_ms": rounded(answers),
        "many_orders": many,
        "answers_ms": rounded(took),
        "pauses_ms": rounded(paused),
        "own_work_ms": rounded(worked),
        "all_work_ms": rounded(spent),
    }
    goals = [
        {"name": f"{few:,} orders open, ms", "value": round(answers["open"], 1), "at_most": 100},
        {"name": f"{few:,} orders, slowest filter, ms", "value": round(slowest, 1), "at_most": 100},
        {"name": f"{many:,} orders, text search, ms", "value": round(took["text"], 1), "at_most": 100},
        {"name": f"{many:,} orders, longest pause, ms", "value": round(max(paused.values()), 1), "at_most": 50},
    ]
    print(json.dumps({"name": "lists", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
