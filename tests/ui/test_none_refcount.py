"""Qt calls back into Python for each painting and each event; such a call must not eat a reference to None.

PySide 6.12.0 drops one per call on Python before 3.12, and the program aborts after some minutes of work. docs/adr/0005
pins it out; this test is to be passed before the pin is moved.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

CALLS = 2_000
STRAY = 200  # other work of the interpreter moves the count a little, never by a reference a call


class Painted(QWidget):
    """Counts its paintings; the override returns None, as all do."""

    def __init__(self) -> None:
        super().__init__()
        self.paintings = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paintings += 1


class Watcher(QObject):
    """Counts the events it lets pass."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.events += 1
        return False


def references_to_none() -> int:
    return sys.getrefcount(None)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_painting_eats_no_reference_to_none(qtbot: QtBot) -> None:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.resize(8, 8)
    widget.grab()
    before = references_to_none()

    for _ in range(CALLS):
        widget.grab()

    assert widget.paintings > CALLS
    assert before - references_to_none() < STRAY


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_filtering_events_eats_no_reference_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    watcher = Watcher()
    widget.installEventFilter(watcher)
    event = QEvent(QEvent.Type.User)
    QApplication.sendEvent(widget, event)
    before = references_to_none()

    for _ in range(CALLS):
        QApplication.sendEvent(widget, event)

    assert watcher.events > CALLS
    assert before - references_to_none() < STRAY
