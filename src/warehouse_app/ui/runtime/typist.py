"""A keyboard scanner's twin: it types codes into the window key by key, as a real one does. For demo and training."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def type_code(window: QWidget, code: str) -> None:
    """Type a code and Enter, as fast as a scanner."""
    QTest.keyClicks(window, code)
    type_enter(window)


def type_enter(window: QWidget) -> None:
    """Press Enter."""
    QTest.keyClick(window, Qt.Key.Key_Return)


def settle(idle: Callable[[], bool], limit_s: float) -> bool:
    """Let the application take its events until nothing is under way; tell whether that came in time.

    It sleeps between events, so that the lanes get the processor.
    """
    end = QDeadlineTimer(round(limit_s * 1000))
    QCoreApplication.processEvents()
    while not idle():
        if end.hasExpired():
            return False
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QCoreApplication.processEvents()
    return True
