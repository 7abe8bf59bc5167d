"""Crew, exceptions and messages at a real window: by keys alone, a name for every control, heard from elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.crewfloor import Floor, session
from tests.windows import Window, nameless
from warehouse_app.application.allocation import allocate
from warehouse_app.application.crew.messages import SendMessage, unseen
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.crew.presenter import CrewPresenter
from warehouse_app.ui.screens.crew.view import CrewView
from warehouse_app.ui.screens.exceptions.presenter import ExceptionsPresenter
from warehouse_app.ui.screens.exceptions.view import ExceptionsView
from warehouse_app.ui.shell.messages import MessageDesk

pytestmark = pytest.mark.slow


@pytest.fixture
def floor(company: Company) -> Floor:
    made = Floor(company)
    with company.write() as desk:
        company.order(desk, "2001", [("LAMP", 2)])
    allocate(company.runner, company.supervisor)
    made.begin(scans=1)
    company.clock.forward(minutes=40)
    return made


@pytest.fixture
def window(qtbot: QtBot, floor: Floor, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, floor.company, performer, gate, session("p-sup", "B1", with_pin=True))


def together(window: Window, keys: str) -> None:
    """Press keys together."""
    QTest.keySequence(QApplication.focusWidget() or window.window, QKeySequence(keys))
    window.settle()


def exceptions(window: Window) -> tuple[ExceptionsView, ExceptionsPresenter]:
    """Return the page of exceptions and its presenter."""
    page = window.go("exceptions")
    assert isinstance(page, ExceptionsView)
    assert isinstance(page.presenter, ExceptionsPresenter)
    return page, page.presenter


def names(presenter: ExceptionsPresenter) -> set[str]:
    return {case.name for case in presenter.state.cases}


def test_an_exception_is_set_aside_and_taken_back_by_keys(window: Window) -> None:
    page, presenter = exceptions(window)
    page.grid().setFocus(Qt.FocusReason.TabFocusReason)
    presenter.opened("short:LAMP")
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F8)
    window.settle()
    assert nameless(page) == []
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("comes tomorrow")  # keys as fast as a test's would be a scanner's
    together(window, "Ctrl+S")
    window.until(lambda: "short:LAMP" not in names(presenter))
    assert not page.grab().isNull()
    window.window.toast.undone.emit()
    window.until(lambda: "short:LAMP" in names(presenter))


def test_a_cart_left_alone_is_given_to_another_by_digits(window: Window, floor: Floor) -> None:
    page, presenter = exceptions(window)
    presenter.opened(f"batch:{floor.batches[0].code}")
    window.settle()
    window.press(Qt.Key.Key_F3)
    window.settle()
    hands = [hand.code for hand in presenter.state.hands]
    assert page.keyed(str(hands.index("SAM") + 1))
    window.settle()
    assert floor.scan(floor.batches[0].code, floor.sam).code == "resumed"


def test_the_board_gives_work_and_is_drawn_with_names(window: Window, floor: Floor) -> None:
    page = window.go("crew")
    assert isinstance(page, CrewView)
    assert nameless(page) == []
    presenter = page.presenter
    assert isinstance(presenter, CrewPresenter)
    presenter.chosen("p-sam")
    window.settle()
    window.press(Qt.Key.Key_F3)
    window.settle()
    assert nameless(page) == []
    assert page.keyed("1")
    window.settle()
    row = presenter.state.row
    assert row is not None
    assert row.given == (floor.batches[1].code,)
    for keys in ("F2", "Ctrl+M", "Ctrl+N", "F7"):
        together(window, keys)
        assert nameless(page) == []
        assert not page.grab().isNull()
        together(window, "Esc")
    together(window, "F4")
    assert isinstance(window.window.page(), ExceptionsView)


def test_a_message_from_elsewhere_stands_until_it_is_read_and_holds_no_scan(window: Window, floor: Floor) -> None:
    MessageDesk(window.window)
    floor.do(SendMessage(id="m", text="<b>Fire</b> drill at ten"), session("p-sup", "D9", with_pin=True)).done()
    assert not window.window.frame.strip.isVisible(), "nobody is told what they said"
    window.window.sign_off()
    window.window.sign_on_as(session("p-pick", "B1"))
    window.settle()
    strip = window.window.frame.strip
    assert strip.isVisible()
    assert strip.accessibleName() == "<b>Fire</b> drill at ten. Maria S. says"
    window.go("pick")
    assert strip.isVisible()
    strip.answer(0)
    window.settle()
    assert not strip.isVisible()
    now = floor.company.runner.now()
    li = session("p-pick", "B1")
    assert floor.company.runner.ask(lambda desk: unseen(desk, li, now), li) == ()
