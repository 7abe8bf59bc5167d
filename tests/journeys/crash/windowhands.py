"""Hands and ears at the real window, put into its process before it starts: a scripted wedge scanner, and the tones.

A line of input is typed key by key into whatever has the focus, as a scanner does, and ended with Enter. Each tone is
told on standard output in the moment the window would play it. The line `?pack` goes to the pack bench once somebody is
signed on, as a hand at the rail does, and tells what it shows once no deed is under way. The end of the input closes
the window.
"""

from __future__ import annotations

import json
import os
from typing import Any

from tests.scanner import SCANNER

LOOK = "?pack"
BENCH = "pack"
_LOOK_AGAIN_MS = 5


def tell(told: dict[str, Any]) -> None:
    """Write one line at once."""
    os.write(1, f"{json.dumps(told)}\n".encode())


def attach() -> None:
    """Let tones be told, and the scanner be plugged in once the window is shown."""
    from warehouse_app.ui.runtime.protocols import Sound
    from warehouse_app.ui.runtime.scan_gate import ScanGate
    from warehouse_app.ui.runtime.sounds import Player
    from warehouse_app.ui.shell.start import Started

    show, make = Started.show, ScanGate.__init__

    def made(self: ScanGate, parent: Any = None) -> None:
        make(self, parent, clock=SCANNER)

    def told(self: Player, sound: Sound) -> None:
        tell({"tone": sound})

    def shown(self: Started) -> None:
        show(self)
        self.scanner = _scanner(self)  # type: ignore[attr-defined]

    Player.play = told  # type: ignore[method-assign]
    Started.show = shown  # type: ignore[method-assign]
    ScanGate.__init__ = made  # type: ignore[method-assign, assignment]


def _scanner(started: Any) -> Any:
    from PySide6.QtCore import QSocketNotifier

    rest = b""

    def heard() -> None:
        nonlocal rest
        more = os.read(0, 1 << 16)
        if not more:
            notifier.setEnabled(False)
            started.window.close()
            return
        *lines, rest = (rest + more).split(b"\n")
        for line in lines:
            _take(started, line.decode())

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(heard)
    return notifier


def _take(started: Any, line: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    if line == LOOK:
        _look(started)
        return
    target = QApplication.focusWidget() or started.window
    with SCANNER.burst():
        QTest.keyClicks(target, line)
        QTest.keyClick(target, Qt.Key.Key_Return)


def _look(started: Any) -> None:
    from PySide6.QtCore import QTimer

    from warehouse_app.terminal.plainly import plainly

    window = started.window
    if window._session is not None and window._current != BENCH:
        window.go(BENCH)
    page = window._pages.get(BENCH)
    now = getattr(getattr(getattr(page, "presenter", None), "_screen", None), "now", None)
    if not started.performer.idle() or now is None:
        QTimer.singleShot(_LOOK_AGAIN_MS, lambda: _look(started))
        return
    tell({"screen": BENCH, "state": plainly(now)})
