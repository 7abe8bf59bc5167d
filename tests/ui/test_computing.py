"""What is worked out beside the window: told as it gets better, the last word first, and ended when nobody wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from warehouse_app.ui.runtime import hands as runtime
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.tasks import Tasks


def hands(company: Company, performer: Performer, tasks: Tasks) -> Hands:
    return Hands(
        performer, company.runner, lambda: company.supervisor, ChangeFeed(), company.ids.new, "plan", tasks=tasks
    )


def test_of_many_things_told_at_once_the_window_hears_the_last(
    qtbot: QtBot, company: Company, performer: Performer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "PAINTED_S", 0.0)
    heard: list[int] = []
    ended: list[int] = []

    def work(tell: Callable[[int], None], _stopped: Callable[[], bool]) -> int:
        assert threading.current_thread() is not threading.main_thread()
        for n in range(1_000):
            tell(n)
        return 7

    tasks = Tasks()
    hands(company, performer, tasks).compute(work, heard.append, ended.append)
    assert tasks.running()
    qtbot.waitUntil(lambda: bool(ended))
    assert heard[-1] == 999
    assert heard == sorted(set(heard))
    assert ended == [7]
    assert not tasks.running()


def test_what_is_stopped_is_heard_of_no_more(qtbot: QtBot, company: Company, performer: Performer) -> None:
    heard: list[str] = []
    ended: list[str] = []
    begun = threading.Event()

    def work(tell: Callable[[str], None], stopped: Callable[[], bool]) -> str:
        begun.set()
        while not stopped():
            begun.wait(0.001)
        tell("too late")
        return "over"

    tasks = Tasks()
    task = hands(company, performer, tasks).compute(work, heard.append, ended.append)
    qtbot.waitUntil(begun.is_set)
    task.stop()
    qtbot.waitUntil(lambda: bool(ended))
    qtbot.waitUntil(performer.idle)
    assert heard == []
    assert not tasks.running()


class Painted(QWidget):
    """A widget that remembers when it was painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self._order = order

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._order.append("painted")


def test_the_work_goes_on_when_what_it_told_is_painted(
    qtbot: QtBot, company: Company, performer: Performer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "PAINTED_S", 30.0)
    order: list[str] = []
    widget = Painted(order)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: "painted" in order)
    order.clear()

    def work(tell: Callable[[str], None], _stopped: Callable[[], bool]) -> str:
        tell("told")
        order.append("went on")
        return "over"

    def told(word: str) -> None:
        order.append(word)
        widget.update()

    hands(company, performer, Tasks()).compute(work, told, order.append)
    qtbot.waitUntil(lambda: "over" in order)
    assert order == ["told", "painted", "went on", "over"]
