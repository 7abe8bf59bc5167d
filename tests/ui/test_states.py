"""What people meet when a screen waits, fails, may not be seen, is old or offline: every screen walked through it.

The company is real; between it and the window stands a twin that can hold answers back, lose them, or refuse.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.twins import Memory, Tools
from warehouse_app.application.run import Command, NoRight, Outcome, Session
from warehouse_app.domain.people import Actor, PersonId, Right, Role
from warehouse_app.domain.refusals import Refused, Trouble
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.loads import Loads
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell import pagestate
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.cover import Cover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.window import MainWindow

pytestmark = pytest.mark.slow

SCREENS = [card.name for card in discover() if not card.hidden]
BENCHES = {card.name for card in discover() if card.bench}
EVERYTHING = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
BUSY = Trouble("database_busy", database="company")
AWAY = Trouble("database_io", database="company")
LIMIT_MS = 30_000
LONG_MS = 20
"""What counts as a long wait here: the window takes no event before it is asked what it shows."""

PARTS = 6
"""Each a share of the screens at a window of its own, so that all workers have their part of it."""


class Flaky:
    """A runner whose answers can be held, lost or refused. What it is not asked to spoil goes through."""

    def __init__(self, runner: Any) -> None:
        self._runner = runner
        self.reading: Exception | None = None
        self.saving: Exception | None = None
        self.lose_after: Exception | None = None
        self.tried: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    def ask(self, question: Callable[[Any], Any], session: Session, right: Right = Right.VIEW) -> Any:
        assert self.gate.wait(LIMIT_MS / 1000)
        if self.reading is not None:
            raise self.reading
        return self._runner.ask(question, session, right)

    def perform(self, command: Command, session: Session) -> Outcome[Any]:
        self.tried.append(command.id)
        if self.saving is not None:
            raise self.saving
        outcome: Outcome[Any] = self._runner.perform(command, session)
        if self.lose_after is not None:
            raise self.lose_after
        return outcome

    def perform_many(self, commands: tuple[Command, ...], session: Session) -> Any:
        if self.saving is not None:
            raise self.saving
        return self._runner.perform_many(commands, session)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._runner, name)


class Walk:
    """A window at a flaky company, with everybody's rights."""

    def __init__(self, qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, session: Session) -> None:
        self.qtbot, self.performer, self.flaky = qtbot, performer, Flaky(company.runner)
        self.bugs: list[BaseException] = []
        memory = Memory()
        house = House(
            self.flaky, company.ids.new, lambda _b, _p: Denied(""), SilentPlayer(), memory, Place(bench="B1"),
            Tools(company, memory),
        )  # fmt: skip
        self.window = MainWindow(house, discover(), gate, performer)
        performer.bug.connect(self.bugs.append)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.start()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.window.sign_on_as(session)
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            self.qtbot.waitUntil(self.performer.idle, timeout=LIMIT_MS)
            QApplication.processEvents()
        if self.bugs:
            raise self.bugs[0]

    def go(self, screen: str, *, wait: bool = True) -> Page:
        """Show a screen that was not seen yet."""
        self.window.go(screen)
        if wait:
            self.settle()
        return self.window.page()

    def at_keyboard(self) -> QWidget:
        """Return who has the keyboard, once the window has it: a busy machine may still be handing it over."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found: QWidget | None = QApplication.focusWidget()
        assert found is not None
        return found

    def cover(self) -> Cover:
        found = self.window.page().findChildren(Cover)
        assert len(found) == 1
        return found[0]

    def covered(self) -> bool:
        return self.cover().isVisible()

    def strip(self) -> str:
        strip = self.window.frame.page_strip
        return strip.words() if strip.isVisible() else ""

    def anew(self) -> None:
        """Nothing is wrong any more, and somebody signs on who has seen no screen yet."""
        self.flaky.reading = self.flaky.saving = self.flaky.lose_after = None
        self.flaky.tried.clear()
        self.flaky.gate.set()
        self.settle()
        self.window.sign_off()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.quiet()
        self.window._session = EVERYTHING

    def quiet(self) -> None:
        """No notice stands any more."""
        for key in tuple(self.window.notices._standing):
            self.window.notices.solve(key)

    def touch(self) -> None:
        """Let the screen in view read again, as another window's change would make it."""
        everything = frozenset({"order", "batch", "stock", "pack", "parcel", "manifest", "product", "person", "import"})
        self.window.feed.publish(everything, "elsewhere")
        self.settle()


@pytest.fixture
def walk(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walk]:
    monkeypatch.setattr(pagestate, "QUIET_MS", LONG_MS)
    with company.write() as desk:
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.stock(desk, "A01-01", "A1000", 10)
        company.order(desk, "1001", [("A1000", 3)])
    made = Walk(qtbot, company, performer, gate, EVERYTHING)
    made.anew()
    yield made
    made.flaky.gate.set()
    made.settle()


def a_short_wait_is_quiet_and_a_long_one_is_told(walk: Walk, screen: str) -> None:
    walk.flaky.gate.clear()
    walk.go(screen, wait=False)
    assert walk.covered()
    assert walk.cover().sheet.words() == ". "
    words = walk.window.page().reading or "Reading"
    walk.qtbot.waitUntil(lambda: words in walk.cover().sheet.words(), timeout=LIMIT_MS // 2)
    walk.flaky.gate.set()
    walk.settle()
    assert not walk.covered()
    assert walk.strip() == ""


def a_screen_that_cannot_be_read_says_why_and_the_keyboard_reads_it_again(walk: Walk, screen: str) -> None:
    walk.flaky.reading = BUSY
    walk.go(screen)
    assert walk.covered()
    assert "The database company is busy" in walk.cover().sheet.words()
    assert walk.at_keyboard() is walk.cover().sheet.buttons()[0]
    walk.flaky.reading = None
    QTest.keyClick(walk.at_keyboard(), Qt.Key.Key_F4 if screen in BENCHES else Qt.Key.Key_F5)
    walk.settle()
    assert not walk.covered()


def a_screen_without_the_right_says_which_and_what_to_do(walk: Walk, screen: str) -> None:
    walk.flaky.reading = Refused(NoRight("view", needs_pin=True))
    walk.go(screen)
    assert walk.covered()
    assert 'You need the right "view"' in walk.cover().sheet.words()
    walk.cover().sheet.buttons()[0].click()
    assert walk.window.cards() == ()


def what_was_shown_stays_and_is_marked_as_old(walk: Walk, screen: str) -> None:
    assert walk.strip() == ""
    walk.flaky.reading = BUSY
    walk.go("orders" if screen != "orders" else "stock")
    walk.go(screen)
    assert not walk.covered()
    assert walk.strip().startswith("As it was at ")
    walk.flaky.reading = None
    walk.window.frame.page_strip.button().click()  # type: ignore[attr-defined]
    walk.settle()
    assert walk.strip() == ""


def a_server_that_is_away_is_told_with_its_time_and_its_end(walk: Walk, screen: str) -> None:
    walk.flaky.reading = walk.flaky.saving = AWAY
    walk.go("orders" if screen != "orders" else "stock")
    walk.go(screen)
    worst = walk.window.notices.worst()
    assert worst is not None
    assert worst.title.startswith("Server away since ")
    walk.flaky.reading = walk.flaky.saving = None
    walk.window.states._ask()
    walk.settle()
    worst = walk.window.notices.worst()
    assert worst is not None
    assert worst.solved
    assert worst.title.startswith("Server is back")
    assert walk.strip() == ""


def answers_that_come_after_the_person_left_touch_nothing(walk: Walk, screen: str) -> None:
    walk.flaky.gate.clear()
    walk.go(screen, wait=False)
    walk.window.sign_off()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    walk.flaky.gate.set()
    walk.settle()
    assert walk.window.page() is walk.window.sign_on_page


STORIES: dict[str, tuple[Callable[[Walk, str], None], ...]] = {
    "read": (
        a_short_wait_is_quiet_and_a_long_one_is_told,
        what_was_shown_stays_and_is_marked_as_old,
        a_server_that_is_away_is_told_with_its_time_and_its_end,
    ),
    "never read": (a_screen_that_cannot_be_read_says_why_and_the_keyboard_reads_it_again,),
    "denied": (a_screen_without_the_right_says_which_and_what_to_do,),
    "left": (answers_that_come_after_the_person_left_touch_nothing,),
}
"""What becomes of a screen from its first sight on, one after the other: to build it takes longer than each of them."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_screen_waits_fails_is_denied_old_and_offline_as_it_should(
    walk: Walk, subtests: pytest.Subtests, part: int
) -> None:
    for screen in SCREENS[part::PARTS]:
        for name, stories in STORIES.items():
            with subtests.test(screen, story=name):
                for story in stories:
                    story(walk, screen)
                    walk.quiet()
            walk.anew()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_deed_of_a_screen_is_lost_in_silence_or_by_a_bug_when_saving_fails(
    walk: Walk, subtests: pytest.Subtests, part: int
) -> None:
    """At a window of its own: deeds open what the next screen would find open."""
    for screen in SCREENS[part::PARTS]:
        with subtests.test(screen):
            no_deed_is_lost_in_silence(walk, walk.go(screen))
        walk.anew()


def no_deed_is_lost_in_silence(walk: Walk, page: Page) -> None:
    walk.flaky.saving = BUSY
    walk.window.notices.solve("scan")
    for action in page.table.actions():
        before = len(walk.flaky.tried)
        if page.table.qt(action.name).isEnabled():
            page.table.qt(action.name).trigger()
            walk.settle()
        if len(walk.flaky.tried) > before:
            worst = walk.window.notices.worst()
            assert worst is not None
            assert "busy" in worst.title
        for child in page.findChildren(Cover):
            assert not child.isVisible()


def test_trying_a_deed_again_writes_it_once_though_its_answer_was_lost(walk: Walk, company: Company) -> None:
    from warehouse_app.application.orders import HoldOrder

    context = walk.window.context()
    loads = Loads()
    loads.on_unsaved(walk.window.states._unsaved)
    told: list[Outcome[Any]] = []
    hands = context.hands("orders")
    hands._loads = loads
    walk.flaky.lose_after = BUSY
    hands.do(HoldOrder(id="hold-1", order_id=1, reason="call first"), told.append)
    walk.settle()
    assert told == []
    walk.flaky.lose_after = None
    walk.window.notices.answered("unsaved:database_busy", "again")
    walk.settle()
    assert [one.replayed for one in told] == [True]
    assert walk.flaky.tried == ["hold-1", "hold-1"]
    assert walk.window.notices.worst() is None


def test_whoever_may_not_see_a_screen_is_told_and_nothing_of_it_is_built(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, subtests: pytest.Subtests
) -> None:
    nobody = Session(Actor(PersonId("p-own"), "OWN", "Olga W.", Role.OWNER, with_pin=False), "B1")
    walk = Walk(qtbot, company, performer, gate, nobody)
    for card in (card for card in discover() if not card.hidden and card.rights):
        with subtests.test(card.name):
            walk.go(card.name)
            if card.allowed(nobody.actor.rights):
                assert not walk.covered()
            else:
                assert "You need the right" in walk.cover().sheet.words()
                assert card.name not in walk.window._pages
