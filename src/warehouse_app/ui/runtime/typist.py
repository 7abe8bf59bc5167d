"""A keyboard scanner's twin: it types codes into the window key by key, as a real one does. For demo and training."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def type_code(window: QWidget, code: str) -> None:
    """Type a code and Enter, as fast as a scanner."""
    QTest.keyClicks(window, code)
    type_enter(window)


def type_enter(window: QWidget) -> None:
    """Press Enter."""
    QTest.keyClick(window, Qt.Key.Key_Return)
