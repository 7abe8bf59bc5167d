"""The sheet in its window: it takes gate and keyboard from the page below, and gives them back when it closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from warehouse_app.application.run import Command, NoRight
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.lending.presenter import Lend, LendingPresenter
from warehouse_app.ui.shell.lending.view import LendingSheet

if TYPE_CHECKING:
    from warehouse_app.ui.shell.window import MainWindow

QUIET = frozenset({"look", "notices", "sign_off", "stop_task"})
"""Deeds of the window that go on while the sheet asks."""


class LendingDesk:
    """Opens the sheet over whatever page is in view; the page is dead as long as it asks."""

    def __init__(self, window: MainWindow, gate: ScanGate, lend: Lend) -> None:
        self._window, self._gate = window, gate
        self.sheet = LendingSheet(window)
        self.presenter = LendingPresenter(
            self.sheet, window.performer, lend, window.session, window.house.new_id, window.house.sounds
        )
        self.sheet.use(self.presenter)
        self.sheet.closed = self._closed
        self._before: QWidget | None = None

    def offer(self, command: Command, told: NoRight, done: Callable[[], None]) -> None:
        """Ask for a second person, where somebody is at a page and nobody else is asked already."""
        if not self._window.cards() or self.asks():
            return
        self._window.finder.close()
        self._before = self._window.focusWidget()
        self._window.frame.setEnabled(False)
        self._gate.hold(self.presenter)
        self.presenter.offer(command, told, done)

    def asks(self) -> bool:
        """Say whether the sheet is open."""
        return not self.sheet.isHidden()

    def _closed(self) -> None:
        self._window.frame.setEnabled(True)
        page = self._window.page()
        self._gate.hold(page)
        before, self._before = self._before, None
        inside = before is not None and isValid(before) and page.isAncestorOf(before)
        target = before if inside and before is not None else page
        target.setFocus(Qt.FocusReason.OtherFocusReason)
