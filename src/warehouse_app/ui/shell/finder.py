"""The palette in its window: which deeds and screens it offers, who holds the scan gate, and where a hit leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.ui.shell.palette.presenter import PalettePresenter
from warehouse_app.ui.shell.palette.state import Deed
from warehouse_app.ui.shell.palette.view import PaletteOverlay
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ui.shell.window import MainWindow

ORIGIN = "palette"
_KEYED = 9
_PAGE, _WINDOW = "page:", "window:"


class Finder:
    """Opens the palette over whatever page is in view, and gives gate and keyboard back when it closes."""

    def __init__(self, window: MainWindow, table: ActionTable, gate: ScanGate) -> None:
        self._window, self._table, self._gate = window, table, gate
        self.overlay = PaletteOverlay(window, lambda: window.context().now())
        self.presenter = PalettePresenter(self.overlay, window.context().hands(ORIGIN), self)
        self.overlay.use(self.presenter)
        self.overlay.closed = self._closed
        self._before: QWidget | None = None

    def open(self, text: str = "") -> None:
        """Open it; during a Stop nothing opens."""
        area = self._window.page().area
        if not self._window.cards() or (area is not None and area.stopped()):
            return
        if self.overlay.isHidden():
            self._before = self._window.focusWidget()
        self._gate.hold(self.presenter)
        self.overlay.open_palette(text)

    def close(self) -> None:
        """Close it, if it is open."""
        self.overlay.close_palette()

    def deeds(self) -> tuple[Deed, ...]:
        """Return screens and actions: of the page first, then of the window."""
        page = self._window.page().table
        screens = tuple(
            Deed(card.name, tr(card.title), card.icon, f"Ctrl {at}" if at <= _KEYED else "", screen=True)
            for at, card in enumerate(self._window.cards(), 1)
        )
        kept = tuple(Deed(f"{_PAGE}{name}", words, icon) for name, words, icon in self._window.page().extra())
        return (
            *screens,
            *kept,
            *_deeds(page, _PAGE),
            *(one for one in _deeds(self._table, _WINDOW) if not _is_go(one.name)),
        )

    def do(self, deed: Deed) -> None:
        """Go to a screen, or do an action as its key would."""
        if deed.screen:
            self._window.go(deed.name)
            return
        place, _, name = deed.name.partition(":")
        page = self._window.page()
        table = self._table if f"{place}:" == _WINDOW else page.table
        if table.has(name):
            table.qt(name).trigger()
        else:
            page.chosen.emit(name)

    def may_go(self, screen: str) -> bool:
        """Say whether the person may see a screen."""
        return any(card.name == screen for card in self._window.cards())

    def go(self, screen: str, what: str) -> None:
        """Show one thing on its screen."""
        self._window.go(screen, what)

    @staticmethod
    def copy(text: str) -> None:
        """Put a text into the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def _closed(self) -> None:
        page = self._window.page()
        self._gate.hold(page)
        before, self._before = self._before, None
        inside = before is not None and isValid(before) and page.isAncestorOf(before)
        target = before if inside and before is not None else page
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _deeds(table: ActionTable, place: str) -> tuple[Deed, ...]:
    return tuple(
        Deed(
            f"{place}{one.name}", table.words(one.name), one.icon or "command", one.key_words(), table.reason(one.name)
        )
        for one in table.own()
    )


def _is_go(name: str) -> bool:
    bare = name.removeprefix(_WINDOW)
    return bare.startswith("go") and bare[2:].isdigit()
