"""Long deeds in the window: the strip that shows how far they are, Stop, and what is told at their end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.states import ProgressStrip
from warehouse_app.ui.runtime.inbox import Inbox
from warehouse_app.ui.runtime.tasks import TOLD_AFTER_S, Task, Tasks, TaskState
from warehouse_app.wording import tr

_LOOK_MS = 200


class Progress(QObject):
    """Looks at the deeds while any runs, a few times a second: no deed sends a signal for every step."""

    def __init__(self, strip: ProgressStrip, tasks: Tasks, inbox: Inbox, parent: QObject) -> None:
        super().__init__(parent)
        self._strip, self._tasks, self._inbox = strip, tasks, inbox
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        strip.stopped.connect(self._stop)
        tasks.on_change(self._changed)
        tasks.on_end(self._ended)

    def look(self) -> None:
        """Show how far the oldest deed is."""
        shown = self._tasks.shown()
        if shown is None:
            self._strip.show_progress("", "")
            return
        more = tr("{n} more").format(n=shown.more) if shown.more else ""
        self._strip.show_progress(shown.words, _far(shown), shown.done, shown.whole, more)
        self._strip.show_stopping(tr("Stops after this step") if shown.stopping else "")

    def stop(self) -> None:
        """The window closes: deeds end at their next step."""
        self._timer.stop()
        self._tasks.stop_all()

    def _changed(self) -> None:
        if self._tasks.running():
            self._timer.start()
        else:
            self._timer.stop()
        self.look()

    def _stop(self) -> None:
        self._tasks.stop()
        self.look()

    def _ended(self, task: Task, stopped: bool) -> None:
        far = _far(task.state())
        if stopped:
            title = tr("{deed}: stopped at {far}").format(deed=task.words, far=far)
            self._inbox.tell(title, tr("What was done stays. Start it again to go on."), "square")
        elif task.seconds() >= TOLD_AFTER_S:
            words = tr("{deed}: ended after {n} s").format(deed=task.words, n=int(task.seconds()))
            self._inbox.tell(words, "", "circle-check")


def _far(state: TaskState) -> str:
    if state.whole:
        return tr("{done} of {whole}").format(done=figures.number(state.done), whole=figures.number(state.whole))
    return tr("{n} s").format(n=state.seconds)
