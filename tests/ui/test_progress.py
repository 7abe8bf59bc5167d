"""A long deed in the window: its strip, Stop by key, what stays done, and the list of notices with its count."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.values import Answer, NoticeValue
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.runtime.tasks import SHOWN_AFTER_S, Task

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, company, performer, gate, company.supervisor)


class Deed:
    """A deed of ten steps that waits before each until it is let go."""

    def __init__(self) -> None:
        self.steps = threading.Semaphore(0)
        self.done = 0
        self.ended: list[object] = []
        self.stopped = 0

    def __call__(self, _session: Session, task: Task) -> int:
        for n in range(10):
            assert self.steps.acquire(timeout=60)
            self.done = n + 1
            task.told(self.done, 10)
        return self.done

    def was_stopped(self) -> None:
        self.stopped += 1


def begin(window: Window, deed: Deed) -> None:
    hands = window.window.context().hands("orders")
    hands.long("Promising stock", deed, deed.ended.append, frozenset({"order"}), stopped=deed.was_stopped)


def test_a_long_deed_shows_how_far_it_is_and_stops_between_two_steps(window: Window) -> None:
    deed, strip = Deed(), window.window.frame.progress
    begin(window, deed)
    deed.steps.release(3)
    assert not strip.isVisible()
    window.until(lambda: strip.isVisible() and deed.done == 3)
    window.until(lambda: strip.words() == "Promising stock, 3 of 10")
    QTest.keyClick(window.window, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
    deed.steps.release(1)
    window.settle()
    assert (deed.done, deed.stopped, deed.ended) == (4, 1, [])
    assert not strip.isVisible()
    assert window.window.inbox.entries()[0].title == "Promising stock: stopped at 4 of 10"


def test_a_short_deed_shows_nothing(window: Window) -> None:
    deed = Deed()
    deed.steps.release(10)
    begin(window, deed)
    window.settle()
    assert deed.ended == [10]
    assert SHOWN_AFTER_S >= 1
    assert window.window.inbox.entries() == ()


def test_trouble_in_the_middle_is_told_and_trying_again_goes_on(window: Window) -> None:
    tries: list[int] = []
    ended: list[object] = []

    def deed(_session: Session, _task: Task) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Trouble("disk_full", database="company.db")
        return "done"

    hands = window.window.context().hands("orders")
    window.go("orders")
    page_hands = window.window.page().presenter._hands  # type: ignore[attr-defined]
    del hands
    page_hands.long("Promising stock", deed, ended.append, frozenset(), stopped=lambda: None)
    window.settle()
    worst = window.window.notices.worst()
    assert worst is not None
    assert worst.title == "The disk with company.db is full"
    QTest.keyClick(window.window, Qt.Key.Key_1, ALT)
    window.settle()
    assert ended == ["done"]
    assert window.window.notices.worst() is None


def test_notices_are_counted_until_read_and_kept_until_dismissed(window: Window) -> None:
    shell = window.window
    assert not shell.bar.bell.isVisible()
    shell.notices.raise_notice(NoticeValue("a", "Printer Zebra-B2 is off", "Switch it on"))
    shell.notices.solve("a")
    assert shell.bar.bell.isVisible()
    assert shell.bar.bell.words() == "1 new"
    QTest.keyClick(shell, Qt.Key.Key_N, ALT)
    assert shell.notice_list.isVisible()
    assert shell.notice_list.titles() == ["Printer Zebra-B2 is off"]
    assert nameless(shell.notice_list) == []
    QTest.keyClick(shell.notice_list, Qt.Key.Key_Escape)
    assert not shell.notice_list.isVisible()
    assert shell.bar.bell.words() == "Notices"
    shell.notice_list.open()
    QApplication.processEvents()
    away = [one for one in shell.notice_list.findChildren(Button) if one.words() == "Dismiss" and one.isVisible()]
    away[0].click()
    assert shell.notice_list.titles() == []
    assert not shell.bar.bell.isVisible()
    shell.notice_list.hide()


def test_an_answer_of_a_notice_is_given_by_the_keyboard(window: Window) -> None:
    heard: list[str] = []
    answers = (Answer("yes", "It is there", ""), Answer("again", "Print again", ""))
    window.window.notices.raise_notice(NoticeValue("p", "Did it print?", "", answers=answers), heard.append)
    QTest.keyClick(window.window, Qt.Key.Key_2, ALT)
    assert heard == ["again"]
