"""The story of a purchase order's goods, by scans and keys at the real window: dock, trolley, moves, pick, counts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.application import test_goods_story as story
from tests.application.test_goods_story import Floor
from tests.buying import buy, supplier
from tests.company import Company
from tests.windows import Window
from warehouse_app.application.allocation import allocate
from warehouse_app.application.counting.bench import CountScan
from warehouse_app.application.moving.bench import MoveScan
from warehouse_app.application.picking import PickScan
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.receiving.bench import ReceiveScan
from warehouse_app.application.run import Command, Session
from warehouse_app.domain.bench import Answer
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.wording.say import say

pytestmark = pytest.mark.slow

SCREENS: dict[type[Command], str] = {
    ReceiveScan: "receive",
    PutAwayScan: "putaway",
    MoveScan: "move",
    CountScan: "count",
    PickScan: "pick",
}


class WindowFloor(Floor):
    """A house whose every scan goes through its window: codes by a wedge scanner, numbers and answers by keys."""

    def __init__(self, company: Company, window: Window) -> None:
        super().__init__(company)
        self.window, self.here = window, ("", "", "")

    def scan(self, kind: type[Command], at: str, who: str, text: str) -> Answer:
        """Scan or type once at the screen of the bench; who is another signs on first."""
        page: Any = self._at(SCREENS[kind], at, who)
        if not text:
            self.window.press(Qt.Key.Key_Return)
        elif kind is not PickScan and text.removeprefix("*").isdecimal() and len(text) <= len("*99999"):
            self._number(page, text.removeprefix("*"))
        else:
            self.window.scan(text)
        answer = page.presenter._screen.answer
        assert isinstance(answer, Answer)
        told = say(answer.code, answer.facts)
        assert told.casefold() != answer.code.replace("_", " "), told
        self.said.append(answer)
        return answer

    def _at(self, screen: str, at: str, who: str) -> object:
        if self.here != (screen, at, who):
            self.here = (screen, at, who)
            actor = Actor(PersonId(f"p-{who.lower()}"), who, who.title(), Role.CLERK, with_pin=False)
            self.window.window.sign_on_as(Session(actor, at))
            self.window.settle()
            self.window.go(screen)
        return self.window.window.page()

    def _number(self, page: Any, digits: str) -> None:
        for n, digit in enumerate(digits, 1):
            before = self.company.ids.n
            self.window.write(digit)
            self.window.until(lambda n=n, before=before: self._heard(page, digits[:n], before))  # type: ignore[misc]
        self.window.settle()
        if page.presenter._screen.typed:
            self.window.press(Qt.Key.Key_Return)

    def _heard(self, page: Any, typed: str, before: int) -> bool:
        """Tell whether a digit became part of a number, or answered what was asked."""
        return page.presenter._screen.typed == typed or self.company.ids.n > before


@pytest.fixture
def floor(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Floor:
    made = WindowFloor(company, Window(qtbot, company, performer, gate, company.supervisor))
    supplier(company, sells=("MUG", "BOWL", "MILK", "CAM"))
    with company.write() as desk:
        company.order(desk, "1001", [("MUG", 10), ("MILK", 4)])
        company.order(desk, "1002", [("MUG", 6), ("CAM", 1)], ship_by="2010-12-09T17:00:00.000000Z")
        company.order(desk, "1003", [("MUG", 8)], ship_by="2010-12-19T17:00:00.000000Z")
    allocate(company.runner, company.supervisor)
    made.bought = buy(company, ("MUG", 30), ("BOWL", 5), ("MILK", 12), ("CAM", 2), day="2010-12-08", code="PO-1")
    return made


@pytest.mark.timeout(600)
def test_the_story_of_goods_is_worked_at_the_window(floor: Floor) -> None:
    chapters = (
        *(story.first_delivery, story.second_delivery, story.third_delivery, story.put_away),
        *(story.fill_up, story.pick, story.count_short, story.mend),
    )
    for chapter in chapters:
        chapter(floor)
        floor.healthy()
