"""Worker lanes: order kept, answers on the window's thread, failures on their surface, and a clean end."""

from __future__ import annotations

import threading
from functools import partial

from pytestqt.qtbot import QtBot

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.runtime.performer import Performer


def test_deeds_run_elsewhere_and_answer_here(qtbot: QtBot, performer: Performer) -> None:
    ran: list[str] = []
    answered: list[tuple[int, str]] = []

    def deed() -> int:
        ran.append(threading.current_thread().name)
        return 42

    performer.perform(deed, lambda value: answered.append((value, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(answered))
    assert ran == ["store-1"]
    assert answered == [(42, threading.main_thread().name)]


def test_the_store_lane_keeps_order(qtbot: QtBot, performer: Performer) -> None:
    answered: list[int] = []
    for number in range(200):
        performer.perform(partial(int, number), answered.append)
    qtbot.waitUntil(performer.idle)
    assert answered == list(range(200))


def test_a_slow_wire_holds_up_no_scan(qtbot: QtBot, performer: Performer) -> None:
    go, answered = threading.Event(), list[str]()
    performer.perform(lambda: go.wait(10), lambda _: answered.append("wire"), lane="wire")
    performer.perform(lambda: "store", answered.append)
    qtbot.waitUntil(lambda: answered == ["store"])
    go.set()
    qtbot.waitUntil(performer.idle)
    assert answered == ["store", "wire"]


def test_trouble_goes_to_its_asker_or_to_the_shell(qtbot: QtBot, performer: Performer) -> None:
    mine: list[Trouble] = []
    shells: list[Trouble] = []
    performer.troubled.connect(shells.append)

    def off() -> None:
        raise Trouble("printer_off")

    performer.perform(off, lambda _: None, trouble=mine.append)
    performer.perform(off, lambda _: None)
    qtbot.waitUntil(performer.idle)
    assert ([one.code for one in mine], [one.code for one in shells]) == (["printer_off"], ["printer_off"])


def test_a_bug_is_reported_and_the_lane_lives_on(qtbot: QtBot, performer: Performer) -> None:
    bugs: list[BaseException] = []
    answered: list[int] = []
    performer.bug.connect(bugs.append)
    performer.perform(lambda: 1 // 0, answered.append)
    performer.perform(lambda: 1, lambda value: answered.append(value // 0))
    performer.perform(lambda: 2, answered.append)
    qtbot.waitUntil(performer.idle)
    assert ([type(bug) for bug in bugs], answered) == ([ZeroDivisionError, ZeroDivisionError], [2])


def test_stopping_ends_every_thread_and_answers_no_more(qtbot: QtBot) -> None:
    performer, answered = Performer(), list[int]()
    for lane in ("store", "read", "wire"):
        performer.perform(lambda: 1, answered.append, lane=lane)
    assert performer.stop() == []
    performer.perform(lambda: 2, answered.append)
    performer.post(lambda: answered.append(3))
    qtbot.wait(1)
    assert answered == []


def test_another_thread_may_post_to_the_window(qtbot: QtBot, performer: Performer) -> None:
    here: list[str] = []
    thread = threading.Thread(target=lambda: performer.post(lambda: here.append(threading.current_thread().name)))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(here))
    assert here == [threading.main_thread().name]
