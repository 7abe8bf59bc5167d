"""Window tests: no screen needed, one application, and nothing left behind by a test."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.scanner import SCANNER
from warehouse_app.ui.kit import fonts, measures, theme
from warehouse_app.ui.runtime import hush
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate

LIMIT_MS = 30_000
"""What never comes is given up after so long; a busy machine may take some of it."""


hush._HUSH.kept = True  # as all that a run of tests has loaded is (tests/conftest.py)


class PatientBot(QtBot):
    """Waits as long as a busy machine may need, wherever a test does not say for how long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = LIMIT_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = LIMIT_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = LIMIT_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = LIMIT_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """A test leaves no thread, no running timer and no window behind; look and sizes are as at the start.

    Nor does it leave the application told to quit: from then on every wait for an answer would end at once, unanswered.
    """
    fonts.set_text_size(100)
    fonts.set_wide(False)
    measures.set_touch(False)
    measures.set_still(False)
    theme.apply(qapp, theme.Look.LIGHT)
    threads, windows = set(threading.enumerate()), set(map(id, QApplication.topLevelWidgets()))
    yield
    for widget in QApplication.topLevelWidgets():
        if id(widget) not in windows:
            widget.close()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in windows and widget.isVisible()]
    assert not left, f"windows left open: {left}"
    assert not [thread.name for thread in threading.enumerate() if thread not in threads]
    running = [timer for timer in qapp.findChildren(QTimer) if timer.isActive()]
    assert not running, f"timers left running: {running}"
    assert still_waits(), "the application was told to quit"


def still_waits() -> bool:
    """Say whether an event loop still runs until it is ended."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    return loop.exec() == 0


@pytest.fixture
def performer(qapp: QApplication) -> Iterator[Performer]:
    """Real worker lanes, stopped after the test."""
    made = Performer()
    yield made
    assert made.stop() == []


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show a widget at a size and wait until it is there."""

    def show(widget: QWidget, width: int = 1280, height: int = 800) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def gate(qapp: QApplication) -> Iterator[ScanGate]:
    """A gate before every widget, which tells a burst from typing by the scanner's own clock."""
    made = ScanGate(clock=SCANNER)
    made.install(qapp)
    yield made
    made.remove(qapp)
