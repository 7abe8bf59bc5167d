"""A lesson through its window: keys alone, the band on every screen, and the report that ends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.cut import cut_labels
from tests.scanner import by_hand
from tests.twins import Memory, PlainGuard
from tests.windows import LIMIT_MS
from warehouse_app.application.run import Session
from warehouse_app.bootstrap.training import Room, lesson_of
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.training.results import Way
from warehouse_app.store import training
from warehouse_app.system.home import LocalHome
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.view import PackView
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.lesson.desk import LessonDesk
from warehouse_app.ui.shell.signon.state import Denied, Place, Welcome
from warehouse_app.ui.shell.window import MainWindow

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
KIM = Session(Actor(PersonId("p-kim"), "KIM", "Kim Oh", Role.PACKER, with_pin=False), "B1")


class School:
    """The window of a lesson, and somebody at its keyboard."""

    def __init__(self, qtbot: QtBot, performer: Performer, gate: ScanGate, lesson: Room) -> None:
        company = lesson.company
        house = House(
            company.runner, company.runner.ids.new, lambda _badge, _pin: Denied(""), SilentPlayer(), Memory(),
            Place(bench="B1"), company, lesson=lesson,
        )  # fmt: skip
        cards = tuple(card for card in discover() if card.name == "pack")
        self.qtbot, self.performer, self.gate = qtbot, performer, gate
        self.window = MainWindow(house, cards, gate, performer)
        self.desk = LessonDesk(self.window, gate, lesson)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.start()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.window.sign_on_as(lesson.session, stays=True)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(self.performer.idle, timeout=LIMIT_MS)
        QApplication.processEvents()

    def press(self, *keys: str) -> None:
        """Press keys: a letter is held with Alt, as the strip says."""
        for key in keys:
            code = {"Enter": Qt.Key.Key_Return, "F6": Qt.Key.Key_F6, "F7": Qt.Key.Key_F7, "3": Qt.Key.Key_3}.get(key)
            by_hand(self.gate)
            QTest.keyClick(self.window, code or getattr(Qt.Key, f"Key_{key}"), NONE if code else ALT)
            by_hand(self.gate)
            self.settle()


@pytest.mark.slow
def test_the_first_five_orders_are_packed_by_keys_alone(
    qtbot: QtBot, performer: Performer, gate: ScanGate, company: Company, tmp_path: Path
) -> None:
    with company.write() as desk:
        training.keep_way(desk, KIM.actor.person, Way(guided=True))

    class Real:
        runner, home, guard = company.runner, LocalHome(tmp_path / "home"), PlainGuard()

    with lesson_of(Real(), KIM) as lesson:
        school = School(qtbot, performer, gate, lesson)
        page, band = school.window.page(), school.desk.band
        assert isinstance(page, PackView)
        assert band.isVisible()
        assert band.accessibleName() == "Training. Nothing here is real. Order 1 of 5."
        assert page.area is not None
        assert page.area.middle is not None
        assert not page.area.middle.isVisible(), "who is guided sees the next step alone"
        school.press("T", "A", "B")
        assert "Order 2" in band.accessibleName()
        school.press("T", "A", "C", "D", "B")
        school.press("T", "A")
        assert page.area.stopped()
        assert cut_labels(page, bool) == [], "a Stop is whole also below the strip of the lesson"
        assert band.isVisible(), "a Stop covers the work area alone"
        school.press("Enter", "B", "C")
        school.press("T", "A", "B", "F6", "3")
        school.press("T", "F7", "A", "B", "C")
        assert school.desk.page.isVisible()
        assert school.desk.page.accessibleName().startswith("All 5 orders packed right")
        assert lesson.report().passed
        assert school.window.isVisible()
        school.press("Enter")
        assert not school.window.isVisible()
    with company.store.read() as desk:
        [kept] = training.results(desk, 9)
        assert (kept.right, kept.stops, kept.answered) == (5, 3, 3)


def test_at_sign_on_a_key_or_a_supervisor_makes_it_a_lesson() -> None:
    from warehouse_app.ui.runtime.inline import InlinePerformer
    from warehouse_app.ui.shell.signon.presenter import SignOnPresenter

    class View:
        def show_state(self, state: object) -> None:
            self.state = state

        def show_place(self, place: Place) -> None: ...

    trains = [False]
    learned: list[Session] = []
    packed: list[Session] = []
    presenter = SignOnPresenter(
        View(), InlinePerformer(), lambda _badge, _pin: Welcome(KIM, "Kim", trains=trains[0]), packed.append, Place(),
        train=learned.append,
    )  # fmt: skip
    presenter.shown()
    presenter.scanned("KIM", "GUN")
    presenter.training_wanted()
    presenter.scanned("KIM", "GUN")
    presenter.training_wanted()
    presenter.stepped_back()
    trains[0] = True
    presenter.scanned("KIM", "GUN")
    assert (len(packed), len(learned)) == (1, 2)


def test_no_lesson_closes_a_locked_window_with_what_was_typed() -> None:
    from warehouse_app.ui.runtime.inline import InlinePerformer
    from warehouse_app.ui.shell.signon.presenter import SignOnPresenter
    from warehouse_app.ui.shell.signon.state import SignOnState

    class View:
        state = SignOnState()

        def show_state(self, state: SignOnState) -> None:
            self.state = state

        def show_place(self, place: Place) -> None: ...

    view, trains, begun = View(), [True], list[Session]()
    presenter = SignOnPresenter(
        view, InlinePerformer(), lambda _badge, _pin: Welcome(KIM, "Kim", trains=trains[0]), begun.append, Place(),
        train=begun.append,
    )  # fmt: skip
    presenter.at(Place(locked=True))
    presenter.shown()
    presenter.scanned("KIM", "GUN")
    assert "would be lost" in view.state.refusal
    presenter.stepped_back()
    assert not view.state.refusal
    presenter.training_wanted()
    assert "would be lost" in view.state.refusal
    assert not view.state.training
    assert begun == []
    presenter.at(Place())
    presenter.scanned("KIM", "GUN")
    assert begun == [KIM]
