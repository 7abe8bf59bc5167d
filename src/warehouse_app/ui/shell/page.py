"""The base of every screen's view: what the shell shows of it in the bars, and the wires from gate and feed to its
presenter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.grid import Grid
from warehouse_app.ui.kit.values import Device
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.shell.actions import Action, ActionTable

_ARROWS = frozenset(
    {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End}
)
STOP_DEEDS = frozenset({"help", "supervisor"})


class Page(QWidget):
    """A screen. Give it its actions; `attach` its presenter; set `subtitle`, `lead`, `devices` for the top bar.

    `reading` says what is awaited when it takes long ("Reading the story"); else it is "Reading" and the title.

    `extra` are deeds that come and go (name, words, icon), offered by the palette beside the table.

    `heard` is told of changes beside the presenter.

    `chosen(name)` is every deed of the action table, whether by key, button or command card.
    """

    chosen = Signal(str)
    bar_changed = Signal()

    def __init__(self, actions: tuple[Action, ...] = ()) -> None:
        super().__init__()
        self.setObjectName("page")
        self.table = ActionTable(self, actions, self._deed)
        self.presenter: Presenter = Presenter()
        self.lead: QWidget | None = None
        self.area: BenchArea | None = None
        self.deeds: tuple[object, ...] = ()
        self.reading = ""
        self.heard: Callable[[frozenset[str]], None] = lambda _changes: None
        self.extra: Callable[[], tuple[tuple[str, str, str], ...]] = tuple
        self._subtitle = ""
        self._devices: tuple[Device, ...] = ()

    def cards(self) -> tuple[tuple[str, str], ...]:
        """Return the command cards it takes, each with the words of its button or ""; none at a desk."""
        told: Mapping[str, str] = getattr(self.presenter, "cards", {})
        found: dict[str, str] = {}
        for deed, word in told.items():
            own = next((each for each in (deed, word.lower().replace(" ", "_")) if self.table.has(each)), "")
            if word and not found.get(word):
                found[word] = self.table.words(own) if own else ""
        return tuple(found.items())

    def attach(self, presenter: Presenter) -> None:
        """Wire the presenter: deeds go to `commanded`, scans, keys and changes by the shell."""
        self.presenter = presenter
        self.chosen.connect(presenter.commanded)

    def use_bench(self, area: BenchArea) -> None:
        """Fill the page with a bench area; its scan bar gets the bench actions."""
        self.area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        area.scanbar.set_commands(self.table.bench_commands())
        area.scanbar.commanded.connect(lambda name: self.table.qt(name).trigger())
        area.blocking.confirmed.connect(lambda: self.keyed("Enter"))

    def subtitle(self) -> str:
        """Return what stands beside the title."""
        return self._subtitle

    def set_subtitle(self, words: str) -> None:
        """Change what stands beside the title ("Bench B2", "Mon 6 Dec")."""
        if words != self._subtitle:
            self._subtitle = words
            self.bar_changed.emit()

    def show_lead(self, lead: QWidget | None) -> None:
        """Change what stands after the title, the steps of the work at hand; None takes it away with its rule."""
        if lead is not self.lead:
            self.lead = lead
            self.bar_changed.emit()

    def devices(self) -> tuple[Device, ...]:
        """Return the devices whose state the top bar shows."""
        return self._devices

    def set_devices(self, devices: tuple[Device, ...]) -> None:
        """Change the devices."""
        if devices != self._devices:
            self._devices = devices
            self.bar_changed.emit()

    def _deed(self, name: str) -> None:
        """Pass a deed on; during a Stop only help and the supervisor answer (UI §4.3)."""
        if self.area is None or not self.area.stopped() or name in STOP_DEEDS:
            self.chosen.emit(name)

    def shot(self, shot: Shot) -> None:
        """Hand a scan to the presenter."""
        self.presenter.shot(shot)

    def keyed(self, key: str) -> bool:
        """Hand a digit or Enter to the presenter."""
        return self.presenter.keyed(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow on a page that was just opened goes to its list: no Tab has to find it first."""
        lists = (one for one in self.findChildren(Grid) if one.isVisible() and one.isEnabled())
        mine = event.key() in _ARROWS and self.area is None and self.hasFocus()  # not what a list itself let go
        if mine and (first := next(lists, None)) is not None:
            chosen = first.currentIndex().isValid()
            first.setFocus(Qt.FocusReason.OtherFocusReason)  # which chooses the first row where none is chosen
            if chosen or not first.currentIndex().isValid():
                QApplication.sendEvent(first, event)
            return
        super().keyPressEvent(event)
