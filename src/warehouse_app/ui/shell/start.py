"""Starting and ending the window: application, gate, lanes, crash report, in the right order both ways.

Promise: after `stop` no thread runs, no filter stands, no hook is left; it may be called twice.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from warehouse_app.ports.changes import ChangeSource
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.values import Answer, NoticeValue
from warehouse_app.ui.runtime import pauses
from warehouse_app.ui.runtime.crash import CrashReporter
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.cards import ScreenCard, discover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.messages import MessageDesk
from warehouse_app.ui.shell.window import MainWindow
from warehouse_app.wording import tr, trn

LATER_MS = 1_000
"""How long a window that opens keeps the machine to itself."""

OTHERS = "others"
"""The origin of what others changed."""


def application() -> QApplication:
    """Return the one application of the process, made if there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("warehouse")
        app.setQuitOnLastWindowClosed(True)
    return app


class Before:
    """What runs before the window: a loop of its own, until it is ended or its windows are closed.

    Telling the application to quit instead would reach the loop of the window that comes next.
    """

    def __init__(self, app: QApplication) -> None:
        self._app, self._loop = app, QEventLoop()

    def end(self) -> None:
        """End the loop."""
        self._loop.quit()

    def run(self) -> None:
        """Run the loop."""
        self._app.lastWindowClosed.connect(self._loop.quit)
        try:
            self._loop.exec()
        finally:
            self._app.lastWindowClosed.disconnect(self._loop.quit)


class Started:
    """A running window with its gate, lanes and crash reporter. `gate.heard` takes scans of devices from any thread."""

    def __init__(
        self,
        house: House,
        save_report: Callable[[str], str],
        about: str = "",
        cards: tuple[ScreenCard, ...] | None = None,
        scrub: Callable[[str], str] = lambda report: report,
    ) -> None:
        self.app = application()
        fonts.load()
        self.performer, self.gate = Performer(), ScanGate()
        self.window = MainWindow(house, discover() if cards is None else cards, self.gate, self.performer)
        self.messages = MessageDesk(self.window)
        if house.lesson is not None:
            from warehouse_app.ui.shell.lesson.desk import LessonDesk  # loaded for a lesson alone

            self.lesson = LessonDesk(self.window, self.gate, house.lesson)
        self.crash = CrashReporter(save_report, about, self.window, scrub)
        self.performer.bug.connect(self.crash.report)
        self.gate.bug.connect(self.crash.report)
        self.gate.install(self.app)
        self.crash.install()
        self._running = True
        self._others: ChangeSource | None = None

    def hear_others(self, source: ChangeSource) -> None:
        """Let screens hear what others change: it is told from another thread, and published on the window's."""
        self._others, feed = source, self.window.feed
        source.start(lambda touched: self.performer.post(lambda: feed.publish(touched, OTHERS)))

    def later(self, deed: Callable[[], None]) -> None:
        """Do something that nobody waits for, once the first page stands; not at all if the window closes before."""
        QTimer.singleShot(LATER_MS, self.window, deed)

    def show(self) -> None:
        """Show the sign-on page, and hear the scanners of the bench once it stands."""
        self.window.start()
        self.window.show()
        self.later(self.window.scanning.start)

    def offer(self, reports: tuple[str, ...]) -> None:
        """Tell of faults that ended an earlier run, or were never looked at; the report is shown before it is sent."""
        if not reports:
            return
        answers = (Answer("show", tr("Look at the report"), "", primary=True), Answer("leave", tr("Not now"), ""))
        count = trn("The program met a fault", "The program met {n} faults", len(reports))
        line = tr("Nothing is half done. Its report can be read, and sent without anything personal.")

        def answered(name: str) -> None:
            self.window.notices.solve("crash")
            if name == "show":
                self.crash.show(reports[0])

        notice = NoticeValue("crash", count.format(n=len(reports)), line, "wrench", answers, rank=1)
        self.window.notices.raise_notice(notice, answered)

    def run(self) -> int:
        """Show the window, run until it is closed, end everything; return the exit code."""
        self.show()
        pauses.keep_short()
        try:
            return self.app.exec()
        finally:
            self.stop()

    def stop(self) -> list[str]:
        """End everything; return the names of threads that did not end in time (none, if all is well)."""
        if not self._running:
            return []
        self._running = False
        if self._others is not None:
            self._others.close()
        self.crash.remove()
        self.gate.remove(self.app)
        self.window.close()
        late = self.performer.stop()
        self.window.deleteLater()
        return late
