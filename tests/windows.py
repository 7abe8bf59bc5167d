"""A real window over a real company, and a scripted wedge scanner that types into whatever has the focus.

The gate given to it goes by the clock of `SCANNER`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.scanner import SCANNER, by_hand
from tests.twins import Memory, PlainGuard, Tools
from warehouse_app.application.run import Session
from warehouse_app.bootstrap.window import Lender
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.scanning import BenchDevices
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.window import MainWindow

LIMIT_MS = 30_000
"""What never comes is given up after so long; a busy machine may take some of it."""


class Window:
    """Someone is signed on at a window of the company."""

    def __init__(
        self,
        qtbot: QtBot,
        company: Company,
        performer: Performer,
        gate: ScanGate,
        session: Session,
        devices: BenchDevices | None = None,
    ) -> None:
        self.qtbot, self.company, self.performer, self.sounds = qtbot, company, performer, SilentPlayer()
        self.gate = gate
        self.bugs: list[BaseException] = []
        self.memory = Memory()
        self.tools = Tools(company, self.memory)
        house = House(
            company.runner, company.ids.new, lambda _badge, _pin: Denied(""), self.sounds, self.memory,
            Place(bench="B1"), self.tools, lend=Lender(company.runner, PlainGuard()), devices=devices,
        )  # fmt: skip
        self.window = MainWindow(house, discover(), gate, performer)
        performer.bug.connect(self.bugs.append)
        gate.bug.connect(self.bugs.append)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.start()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.window.sign_on_as(session)
        self.settle()

    def go(self, screen: str) -> QWidget:
        """Show a screen and return its page."""
        self.window.go(screen)
        self.settle()
        return self.window.page()

    def settle(self) -> None:
        """Wait until every deed is done and shown."""
        self.until(self.performer.idle)
        QApplication.processEvents()
        self.until(self.performer.idle)
        if self.bugs:
            raise self.bugs[0]

    def until(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(done, timeout=LIMIT_MS)

    def scan(self, code: str, into: QWidget | None = None) -> None:
        """Type a code and Enter as fast as a scanner, into whatever has the focus."""
        before = self.company.ids.n
        self.beam(code, into)
        self.until(lambda: self.company.ids.n > before)
        self.settle()

    def beam(self, code: str, into: QWidget | None = None) -> None:
        """Type a code and Enter as fast as a scanner, and wait for no command: a badge may make none."""
        target = into or QApplication.focusWidget() or self.window
        with SCANNER.burst():
            QTest.keyClicks(target, code)
            QTest.keyClick(target, Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type by hand into what has the focus, and Enter."""
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def write(self, text: str) -> None:
        """Type by hand into what has the focus: slower than a scanner, so that the gate lets it through."""
        for sign in text:
            by_hand(self.gate)
            QTest.keyClicks(QApplication.focusWidget() or self.window, sign)
        by_hand(self.gate)

    def press(self, key: Qt.Key) -> None:
        """Press one key by hand, after whatever was scanned."""
        by_hand(self.gate)
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        by_hand(self.gate)
        self.settle()


def nameless(page: QWidget) -> list[str]:
    """Return the widgets in view that take the keyboard and have no name for a screen reader."""
    wants = (page, *page.findChildren(QWidget))
    found = [each for each in wants if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisibleTo(page)]
    return [f"{type(each).__name__} {each.objectName()}" for each in found if not named(each)]


def named(widget: QWidget) -> bool:
    """Say whether a widget, or for the inside of a view its owner, has a name."""
    owner = widget.parentWidget()
    inside = widget.objectName().startswith("qt_") or type(widget).__name__ in {"_Head", "QHeaderView", "QScrollBar"}
    return bool(widget.accessibleName()) or (inside and owner is not None)
