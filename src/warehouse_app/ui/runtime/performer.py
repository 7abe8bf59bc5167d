"""Worker lanes: deeds run away from the window, results come back to it.

Promise: the store lane has one thread and keeps order; reads have two, the wire four, what is computed one. `then`
runs on the GUI thread, by one queued signal, in the order the lane finished. `stop` ends every thread or says which
did not end; nothing runs `then` after it.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.runtime.protocols import Lane

T = TypeVar("T")
SWITCH_S = 0.0005
"""How long a thread keeps the interpreter while another waits for it, once something is computed beside the window."""

FRAME_MS = 20
"""From a change until it is painted: one picture of a screen, and a little."""

_THREADS: dict[Lane, int] = {"store": 1, "read": 2, "wire": 4, "compute": 1}


@dataclass(frozen=True, slots=True)
class _Deed:
    fn: Callable[[], Any]
    then: Callable[[Any], None]
    trouble: Callable[[Any], None] | None
    lane: Lane


@dataclass(frozen=True, slots=True)
class _Done:
    deed: _Deed
    result: Any
    caught: BaseException | None


class Performer(QObject):
    """The lanes of one window. `troubled(Trouble)` and `bug(exception)` are the shell's two surfaces for failure.

    `ended(lane, exception or None)` tells of every deed, before its answer is delivered.
    """

    troubled = Signal(object)
    bug = Signal(object)
    ended = Signal(str, object)
    busy_changed = Signal(int)
    _done = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queues: dict[Lane, queue.SimpleQueue[_Deed | None]] = {}
        self._threads: list[threading.Thread] = []
        self._open = 0
        self._stopped = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def perform(
        self,
        fn: Callable[[], T],
        then: Callable[[T], None],
        *,
        lane: Lane = "store",
        trouble: Callable[[Any], None] | None = None,
    ) -> None:
        """Run `fn` on a lane; hand its result to `then` here. Call on the GUI thread. After `stop` it does nothing."""
        if self._stopped:
            return
        self._open += 1
        self.busy_changed.emit(self._open)
        self._lane(lane).put(_Deed(fn, then, trouble, lane))

    def post(self, fn: Callable[[], None]) -> None:
        """Run `fn` on the GUI thread soon. May be called from any thread (device readers, notify listeners)."""
        self._posted.emit(fn)

    def when_painted(self, fn: Callable[[], None]) -> None:
        """Run `fn` here when what was changed until now is painted: lists are laid out first, and Qt waits 5 ms."""
        QTimer.singleShot(FRAME_MS, self, lambda: self._call(fn))

    def idle(self) -> bool:
        """Say whether every deed has been delivered."""
        return self._open == 0

    def stop(self, wait_s: float = 5.0) -> list[str]:
        """Let running deeds end, start no more, join the threads; return the names of threads that did not end."""
        self._stopped = True
        for lane, waiting in self._queues.items():
            for _ in range(_THREADS[lane]):
                waiting.put(None)
        for thread in self._threads:
            thread.join(wait_s)
        late = [thread.name for thread in self._threads if thread.is_alive()]
        self._threads.clear()
        self._queues.clear()
        return late

    @staticmethod
    def _share() -> None:
        """Let what is computed in Python give way to the window within a millisecond, not five.

        A paint gives up the interpreter at each stroke and waits for it again; at the usual pace fifty strokes beside
        a busy lane took a quarter of a second.
        """
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH_S))

    def _lane(self, lane: Lane) -> queue.SimpleQueue[_Deed | None]:
        if lane not in self._queues:
            if lane == "compute":
                self._share()
            waiting: queue.SimpleQueue[_Deed | None] = queue.SimpleQueue()
            self._queues[lane] = waiting
            for number in range(_THREADS[lane]):
                name = f"{lane}-{number + 1}"
                thread = threading.Thread(target=self._work, args=(waiting,), name=name, daemon=True)
                self._threads.append(thread)
                thread.start()
        return self._queues[lane]

    def _work(self, waiting: queue.SimpleQueue[_Deed | None]) -> None:
        while (deed := waiting.get()) is not None:
            if self._stopped:
                continue
            try:
                done = _Done(deed, deed.fn(), None)
            except BaseException as caught:  # noqa: BLE001 - the lane lives on; the window shows what happened
                done = _Done(deed, None, caught)
            if not self._stopped:
                self._done.emit(done)

    def _deliver(self, done: _Done) -> None:
        if self._stopped:
            return
        self._open -= 1
        self.busy_changed.emit(self._open)
        try:
            self.ended.emit(done.deed.lane, done.caught)
            if isinstance(done.caught, Trouble):
                (done.deed.trouble or self.troubled.emit)(done.caught)
            elif done.caught is not None:
                self.bug.emit(done.caught)
            else:
                done.deed.then(done.result)
        except Exception as caught:  # noqa: BLE001 - a presenter's bug must not stop the window
            self.bug.emit(caught)

    def _call(self, fn: Callable[[], None]) -> None:
        if self._stopped:
            return
        try:
            fn()
        except Exception as caught:  # noqa: BLE001 - as above
            self.bug.emit(caught)
