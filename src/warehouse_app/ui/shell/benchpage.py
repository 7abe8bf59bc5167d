"""The base of bench pages: the scan bar says after 150 ms that it works, a beat every 5 s."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from warehouse_app.ui.kit.scanbar import ScanBar
from warehouse_app.ui.kit.values import ScanLine
from warehouse_app.ui.runtime.benchwork import BenchWork
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_WORKING_AFTER_MS = 150
_BEAT_MS = 5_000
_HELP = "help"


def bench_actions(*own: Action) -> tuple[Action, ...]:
    """Return a bench's commands with those that every bench has. Help is the window's deed, and F1 its key there."""
    return (
        *own,
        Action(_HELP, tr("Help"), "F1", place="bench"),
        Action("undo", tr("Undo"), "Ctrl+Z", place="bench"),
        Action("again", tr("Try the last scan again"), "F4", place="key"),
    )


class BenchPage(Page):
    """A page with a scan bar. Show the bar's line with `show_line`, so that a slow answer can be said in it."""

    beat = Signal()

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__(actions)
        self._line = ScanLine("")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._say_working)
        self._clock = QTimer(self)
        self._clock.setInterval(_BEAT_MS)
        self._clock.timeout.connect(self.beat)

    def attach(self, presenter: Presenter) -> None:
        """Wire the presenter; bench work has a beat as well."""
        super().attach(presenter)
        if isinstance(presenter, BenchWork):
            self.beat.connect(presenter.beat)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.beat.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def show_line(self, line: ScanLine) -> None:
        """Show what to do next and what was heard."""
        self._line = line
        self.scanbar().show_line(line)

    def show_working(self, on: bool) -> None:
        """A shot is on its way, or was answered."""
        if on:
            self._waiting.start(_WORKING_AFTER_MS)
        else:
            self._waiting.stop()
            if self.scanbar().line().state == "working":
                self.scanbar().show_line(self._line)

    def enable(self, names: frozenset[str], disabled: dict[str, str] | None = None) -> None:
        """Show these commands only; keys of the others do nothing. `disabled` names some that wait, with the reason."""
        waiting = disabled or {}
        bar = self.scanbar()
        shown = names | {_HELP}
        bar.show_commands(shown, frozenset(waiting))
        for action in self.table.actions():
            if action.place == "bench" and action.name != _HELP:
                self.table.set_enabled(action.name, action.name in names and action.name not in waiting)
                if action.name in waiting:
                    bar.button(action.name).set_words(action.words, waiting[action.name])

    def rename(self, name: str, words: str) -> None:
        """Say a command in other words, on its button and wherever else it is named."""
        if words != self.table.words(name):
            self.table.set_words(name, words)
            self.scanbar().button(name).set_words(words)

    def _say_working(self) -> None:
        self.scanbar().show_line(replace(self._line, state="working"))

    def scanbar(self) -> ScanBar:
        """Return the scan bar."""
        assert self.area is not None
        return self.area.scanbar
