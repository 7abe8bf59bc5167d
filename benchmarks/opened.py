"""What `opening.py` asks of the window that was just opened: when its first page was there, what it costs to idle."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from warehouse_app.domain.changes import Touched

LONGEST_S = 30.0
TOUCHES_MS = 1_000
"""So often something is changed elsewhere, as on a busy day, while the cost of idling is taken."""

WARM_S = 2.0
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Painted(QObject):
    """Notes when the window was last painted."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.UpdateRequest:
            self.last = time.monotonic()
        return False


def memory_mb() -> float:
    """Return the memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / (1 << 20)


def turn(seconds: float) -> None:
    """Let the window live for a while, as it does in its own loop."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def measured(idle_s: float) -> dict[str, float]:
    """Return the figures of the window that was just opened."""
    window: Any = next(each for each in QApplication.topLevelWidgets() if hasattr(each, "performer"))
    painted, until = Painted(), time.monotonic() + LONGEST_S
    window.installEventFilter(painted)
    while not window.performer.idle() or not painted.last:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        if time.monotonic() > until:
            raise TimeoutError
    QApplication.processEvents()
    window.repaint()
    ready, worked = time.monotonic(), time.process_time()
    turn(WARM_S)
    idle_mb = memory_mb()
    timer = QTimer()
    timer.timeout.connect(lambda: window.feed.publish(frozenset({Touched.ORDER, Touched.STOCK}), "elsewhere"))
    timer.start(TOUCHES_MS)
    begin, spent = time.monotonic(), time.process_time()
    turn(idle_s)
    share = (time.process_time() - spent) / (time.monotonic() - begin)
    return {
        "ready_ms": (ready - float(os.environ["OPENED_AT"])) * 1000,
        "ready_cpu_ms": worked * 1000,
        "idle_mb": idle_mb,
        "live_percent": share * 100,
        "later_mb": memory_mb(),
    }
