"""The first start at a real window, by keys alone, over a real machine: the company is there whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.windows import nameless
from warehouse_app.application import beginning, care
from warehouse_app.application.run import Session
from warehouse_app.application.sign_on import sign_on
from warehouse_app.bootstrap.firststart import LocalMaker, begin_at, first_wish
from warehouse_app.bootstrap.wire import look, open_company
from warehouse_app.domain.beginning import Beginning
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.system.home import LocalHome
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.shell.firststart.presenter import Ended, FirstStartPresenter
from warehouse_app.ui.shell.firststart.view import FirstStartWindow

WISH = Beginning("The Sample Shop", "MAIN", "Europe/London", "GBP", "Ada Admin", 2, 10, 3)


@pytest.fixture
def home(tmp_path: Path) -> LocalHome:
    return LocalHome(tmp_path / "home")


class Start:
    """A first start driven by the keyboard."""

    def __init__(self, qtbot: QtBot, performer: Performer, home: LocalHome, folder: Path) -> None:
        self.qtbot, self.performer, self.ended = qtbot, performer, list[Ended]()
        self.maker, self.badge = LocalMaker(home), folder / "badge.pdf"
        self.window = FirstStartWindow(("Europe/London", "UTC"), str(home.path / "demo"), lambda _name: str(self.badge))
        self.page = FirstStartPresenter(self.window, performer, self.maker, first_wish(home, ""), self.ended.append)
        self.window.use(self.page)
        self.page.begin()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.qtbot.waitUntil(self.performer.idle, timeout=60_000)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)


@pytest.fixture
def start(qtbot: QtBot, performer: Performer, home: LocalHome, tmp_path: Path) -> Iterator[Start]:
    made = Start(qtbot, performer, home, tmp_path)
    yield made
    made.window.hide()


def test_a_company_is_begun_by_keys_alone(start: Start, home: LocalHome) -> None:
    steps = [start.page.state().step]
    start.write("1")
    start.write("The Sample Shop")
    for text in ("", "Ada Admin", "", "", ""):
        assert nameless(start.window) == []
        start.press(Qt.Key.Key_Return)
        steps.append(start.page.state().step)
        start.write(text)
    assert steps == ["way", "place", "person", "floor", "printer", "check"]
    start.press(Qt.Key.Key_Return)
    state = start.page.state()
    assert state.step == "made", state
    new = state.new
    assert new is not None
    company = open_company(home)
    try:
        actor = sign_on(company.runner, company.guard, badge=new.badge, pin=new.pin)
        assert actor.name == "Ada Admin"
    finally:
        company.close()


def test_a_key_held_down_does_not_run_through_the_steps(start: Start) -> None:
    start.write("1")
    start.write("Shop")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(start.window, held)
    assert start.page.state().step == "company"


def test_esc_goes_back_a_step_and_leaves_at_the_first(start: Start, home: LocalHome) -> None:
    start.write("1")
    start.write("Shop")
    start.press(Qt.Key.Key_Return)
    assert start.page.state().step == "place"
    start.press(Qt.Key.Key_Escape)
    assert start.page.state().step == "company"
    assert start.page.state().wish.begin.company == "Shop"
    start.press(Qt.Key.Key_Escape)
    start.press(Qt.Key.Key_Escape)
    assert start.ended == [Ended("left")]
    assert not home.database.exists()


def test_a_field_that_appears_while_one_types_does_not_take_the_keyboard(start: Start) -> None:
    start.page.way(1)
    start.page.answered("company", "Shop")
    start.page.answered("admin", "Ada")
    for _ in range(4):
        start.press(Qt.Key.Key_Return)
    assert start.page.state().step == "printer"
    start.write("192.168.1.40:9100")
    assert start.page.state().wish.begin.printer == "192.168.1.40:9100"


def test_a_refusal_that_wraps_stands_whole_under_its_field(start: Start) -> None:
    start.page.way(1)
    start.page.answered("company", "Shop")
    start.page.answered("admin", "Ada")
    for _ in range(4):
        start.press(Qt.Key.Key_Return)
    start.write("the grey one beside the door")
    start.press(Qt.Key.Key_Return)
    row = start.window._rows["printer"]
    reason, below = row._reason, row._help
    assert reason.text().endswith("192.168.1.40:9100")
    assert reason.height() >= reason.heightForWidth(reason.width())
    assert below.geometry().top() > row.field.geometry().bottom()


def test_the_badge_is_saved_as_a_paper_to_print(start: Start) -> None:
    start.page.way(1)
    start.page.answered("company", "Shop")
    start.page.answered("admin", "Ada Admin")
    for _ in range(6):
        start.press(Qt.Key.Key_Return)
    assert start.page.state().step == "made", start.page.state()
    start.window._badge.click()
    start.qtbot.waitUntil(start.badge.exists, timeout=60_000)
    assert start.badge.read_bytes().startswith(b"%PDF")


def test_a_company_begun_has_its_zone_currency_and_bins(home: LocalHome) -> None:
    begin_at(home, f"sqlite:///{home.database}", WISH)
    company = open_company(home)
    try:
        facts = company.runner.ask(lambda desk: desk.connection.exec_driver_sql(
            "SELECT (SELECT timezone FROM warehouse), (SELECT count(*) FROM place WHERE kind = 'BIN'), "
            "(SELECT value FROM setting WHERE name = 'company.currency')").one(), Session(SYSTEM))  # fmt: skip
        assert tuple(facts) == ("Europe/London", 60, "GBP")
    finally:
        company.close()
    assert not list(home.path.glob("*.part*"))


def test_a_beginning_that_fails_half_way_leaves_no_file(home: LocalHome, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise Trouble("disk_full", database="company.db")

    monkeypatch.setattr(beginning, "generate_places", full)
    with pytest.raises(Trouble, match="disk_full"):
        begin_at(home, f"sqlite:///{home.database}", WISH)
    assert list(home.path.glob("company.db*")) == []
    monkeypatch.undo()
    assert begin_at(home, f"sqlite:///{home.database}", WISH).user == "ADA-ADMIN"


def test_a_company_is_never_begun_over_another_file(home: LocalHome, tmp_path: Path) -> None:
    foreign = tmp_path / "letters.txt"
    foreign.write_text("not a database")
    with pytest.raises(Usage, match="begin_there"):
        begin_at(home, f"sqlite:///{foreign}", WISH)
    assert foreign.read_text() == "not a database"


def test_the_place_that_was_chosen_is_remembered_for_the_next_start(home: LocalHome, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'shop.db'}"
    maker = LocalMaker(home)
    assert look(home, url) == "free"
    begin_at(home, url, WISH)
    maker.adopt(url)
    assert look(home, url) == "company"
    company = open_company(home)
    try:
        assert care.version(company.runner, Session(SYSTEM)) >= 1
        assert company.store.name.endswith("shop.db")
    finally:
        company.close()
    maker.adopt(f"sqlite:///{home.database}")
    assert home.kept_database() == ""
