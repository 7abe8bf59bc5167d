"""What the window does in a lesson: its band stands over every screen, what lies on the table under it, the end of all.

Promise: what a key scans goes through the gate like any scanner's code; the lesson is read on a lane, never here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.training.table import LETTERS, TOTE, LessonNow
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.actions import Action, ActionTable
from warehouse_app.ui.shell.lesson import shown
from warehouse_app.ui.shell.lesson.view import Band, GoodsStrip, ReportPage
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ui.shell.window import MainWindow

DEVICE = "table"
_PULSE_MS = 1_000
"""What touches no goods, as to confirm a Stop, is seen so soon."""
_WAKES = frozenset({Touched.PACK, Touched.ORDER, Touched.PARCEL})


class Lesson(Protocol):
    """The lesson whose company the window is open on. Asked on a lane."""

    def now(self) -> LessonNow:
        """Return what lies where now. Raises Trouble."""
        ...


def lesson_actions() -> tuple[Action, ...]:
    """Return the keys that scan what lies on the table."""
    tote = Action(TOTE, tr("Scan the tote"), f"Alt+{TOTE}", place="key")
    goods = (Action(each, tr("Scan item {letter}").format(letter=each), f"Alt+{each}", place="key") for each in LETTERS)
    return (tote, *goods, Action("table", tr("Show or hide the goods"), "Alt+G", place="key"))


class LessonDesk(QObject):
    """Give it the window and the lesson; it hangs band and table into the frame."""

    def __init__(self, window: MainWindow, gate: ScanGate, lesson: Lesson) -> None:
        super().__init__(window)
        self._window, self._gate, self._lesson = window, gate, lesson
        self._now: LessonNow | None = None
        self._hidden = False
        self.band, self.strip, self.page = Band(), GoodsStrip(), ReportPage()
        window.frame.stand_above(self.band, self.strip)
        window.frame.stack.addWidget(self.page)
        self.table = ActionTable(window, lesson_actions(), self._keyed, window=True)
        self.strip.wanted.connect(self._scan)
        self.page.left.connect(window.close)
        self.band.say(shown.band(None))
        self.strip.hide()
        self._pulse = QTimer(self)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self.read)
        window.signed_on.connect(lambda _session: self._begin())
        window.signed_off.connect(self._pulse.stop)
        window.feed.listen(lambda changes, _origin: self.read() if changes & _WAKES else None)

    def _begin(self) -> None:
        self._pulse.start()
        self.read()

    def read(self) -> None:
        """Read what lies where now."""
        self._window.performer.perform(self._lesson.now, self._show, lane="read", trouble=lambda _trouble: None)

    def _show(self, now: LessonNow) -> None:
        was_over = self._now is not None and self._now.over
        self._now = now
        self.band.say(shown.band(now))
        self.strip.show_tiles(() if self._hidden else shown.tiles(now), shown.hint(now))
        if now.over and not was_over:
            self.page.show_report(now.report)
            self.strip.hide()
            self._window.frame.stack.setCurrentWidget(self.page)
            self._window.bar.hide()
            self._gate.hold(self.page)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keyed(self, name: str) -> None:
        if name != "table":
            self._scan(name)
        elif self._now is not None:
            self._hidden = not self._hidden
            self._show(self._now)

    def _scan(self, letter: str) -> None:
        text = shown.scanned(self._now, letter) if self._now is not None else ""
        if text:
            self._gate.heard(text, DEVICE)
