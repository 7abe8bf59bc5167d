"""The window from sign-on to sign-off: rights, navigation by keys, one holder of the gate, nothing left behind."""

from __future__ import annotations

import wave
from array import array
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.scanner import SCANNER
from warehouse_app.application.run import Session
from warehouse_app.domain.front import Front
from warehouse_app.domain.people import Actor, PersonId, Right, Role
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.kit import theme
from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.values import ScanLine, Stop
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.runtime.crash import CrashReporter, report_of
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.runtime.sounds import Player, file_of
from warehouse_app.ui.shell import comfort
from warehouse_app.ui.shell.actions import Action, check_key
from warehouse_app.ui.shell.actions import Place as Place_
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext, discover, first_of
from warehouse_app.ui.shell.cover import Cover
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.signon.state import Answer, Denied, Place, Welcome
from warehouse_app.ui.shell.start import Started
from warehouse_app.ui.shell.window import SIGN_ON, MainWindow

PACKER = Session(Actor(PersonId("p1"), "AK", "Anna K.", Role.PACKER, with_pin=False), "B2")
BOSS = Session(Actor(PersonId("p2"), "MS", "Maria S.", Role.SUPERVISOR, with_pin=True), "B2")


class Memory:
    """Settings that last as long as the test."""

    def __init__(self) -> None:
        self.kept = {"look": "light"}

    def get(self, name: str, default: str) -> str:
        return self.kept.get(name, default)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value


class Told(Presenter):
    """A presenter that writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def shown(self) -> None:
        self.heard.append("shown")

    def hidden(self) -> None:
        self.heard.append("hidden")

    def scanned(self, text: str, device: str) -> None:
        self.heard.append((text, device))

    def keyed(self, key: str) -> bool:
        self.heard.append(key)
        return True

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        self.heard.append((sorted(changes), mine))

    def commanded(self, name: str) -> None:
        self.heard.append(f"deed {name}")

    def opened(self, what: str) -> None:
        self.heard.append(f"open {what}")


class Sheet(Page):
    """A page; as a bench it has an area."""

    def __init__(self, bench: bool) -> None:
        place: Place_ = "bench" if bench else "bar"
        super().__init__((Action("short", "Short", "F6", place=place), Action("help", "Help", "F1", place=place)))
        self.told = Told()
        self.attach(self.told)
        if bench:
            self.use_bench(BenchArea(VerdictPanel()))


def sign_on(badge: str, pin: str | None) -> Answer:
    if badge == "ANNA":
        return Welcome(PACKER, "Anna K.")
    if badge == "MARIA":
        return Welcome(BOSS, "Maria S.")
    return Denied("Nobody has this badge.")


def build(bench: bool) -> Any:
    return lambda _context: Sheet(bench)


CARDS = (
    ScreenCard("orders", "Orders", "inbox", False, frozenset({Right.HOLD_ORDER}), build(False), 10),
    ScreenCard("pack", "Pack", "package-check", True, frozenset({Right.PACK}), build(True), 20),
    ScreenCard("stock", "Stock", "boxes", False, frozenset({Right.STOCK}), build(False), 30),
    ScreenCard("odd", "Odd", "boxes", False, frozenset(), build(False), 90, hidden=True),
)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, gate: ScanGate, performer: Performer) -> MainWindow:
    house = House(None, lambda: "id", sign_on, SilentPlayer(), Memory(), Place(bench="B2"))  # type: ignore[arg-type]
    made = MainWindow(house, CARDS, gate, performer)
    qtbot.addWidget(made)
    made.start()
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def scan(window: QWidget, text: str) -> None:
    with SCANNER.burst():
        QTest.keyClicks(window, text)
        QTest.keyClick(window, Qt.Key.Key_Return)


def told(window: MainWindow) -> list[Any]:
    page = window.page()
    assert isinstance(page, Sheet)
    return page.told.heard


def test_how_the_bench_stands_is_read_when_the_page_was_painted(
    qtbot: QtBot, gate: ScanGate, performer: Performer
) -> None:
    front = Front(warehouse="MAIN", warehouse_name="Main warehouse")
    house = House(None, lambda: "id", sign_on, SilentPlayer(), Memory(), Place(bench="B2"), around=lambda: front)  # type: ignore[arg-type]
    made = MainWindow(house, CARDS, gate, performer)
    qtbot.addWidget(made)
    made.start()
    assert performer.idle()
    with qtbot.waitExposed(made):
        made.show()

    def words() -> set[str]:
        return {each.text() for each in made.sign_on_page.findChildren(QLabel)}

    qtbot.waitUntil(lambda: "Main warehouse" in words())
    assert {"Goods in, picking, packing, loading", "Database"} <= words()


def test_a_badge_scan_opens_the_bench_of_a_packer(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.signed_on):
        scan(window, "ANNA")
    assert [card.name for card in window.cards()] == ["pack"]
    assert told(window) == ["shown"]
    assert not window.rail.isVisible()
    assert window.bar.apps.isVisible()


@pytest.mark.parametrize(
    ("role", "left_open", "opens"),
    [
        (Role.PACKER, "", "pack"),
        (Role.PICKER, "", "pick"),
        (Role.CLERK, "", "pick"),
        (Role.PACKER, "pick", "pick"),
        (Role.PICKER, "pack", "pack"),
        (Role.PACKER, "gone", "pack"),
    ],
)
def test_a_badge_opens_what_was_left_open_here_else_the_bench_of_the_role(
    role: Role, left_open: str, opens: str
) -> None:
    someone = Actor(PersonId("p1"), "AK", "Anna K.", role, with_pin=False)
    allowed = [card for card in discover() if card.allowed(someone.rights)]
    assert first_of(allowed, someone, left_open).name == opens
    desk = replace(someone, role=Role.SUPERVISOR, with_pin=True)
    assert first_of([card for card in discover() if card.allowed(desk.rights)], desk, left_open).name == "today"


def test_an_unknown_badge_stays_at_the_sign_on_page(qtbot: QtBot, window: MainWindow, performer: Performer) -> None:
    scan(window, "NOBODY")
    qtbot.waitUntil(performer.idle)
    assert window.page() is window.sign_on_page
    assert window.cards() == ()


def test_a_supervisor_gets_desks_and_walks_by_keys(window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    assert [card.name for card in window.cards()] == ["orders", "pack", "stock"]
    assert window.rail.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.title.text() == "Pack"
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.title.text() == "Stock"


def test_nobody_sees_a_screen_their_rights_do_not_cover(window: MainWindow) -> None:
    window.go("pack")
    assert window.page() is window.sign_on_page
    window.sign_on_as(PACKER)
    window.go("stock")
    assert "stock" not in window._pages
    assert window.page().findChildren(Cover)[0].sheet.words().startswith('You need the right "stock"')


def test_what_a_desk_said_does_not_stand_on_the_words_of_a_bench(window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    window.toast.say("Batch B00001 is released")
    window.go("stock")
    assert window.toast.isVisible()
    window.go("pack")
    assert not window.toast.isVisible()


def test_only_the_page_in_view_hears_scans_and_keys(window: MainWindow, gate: ScanGate) -> None:
    window.sign_on_as(BOSS)
    orders = told(window)
    window.go("pack")
    scan(window, "5012345")
    SCANNER.rest()  # a second Enter of the scanner itself would be nobody's
    QTest.keyClick(window, Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert told(window) == ["shown", ("5012345", "wedge"), "Enter", "deed short"]
    assert orders == ["shown", "hidden"]


def test_deeds_of_a_page_just_left_stand_nowhere(qapp: QApplication, window: MainWindow) -> None:
    before = {one for one in qapp.topLevelWidgets() if one.isVisible()}
    window.sign_on_as(BOSS)
    window.go("pack")  # before what the first page asked for was laid out
    qapp.processEvents()
    assert {one for one in qapp.topLevelWidgets() if one.isVisible()} == before
    assert QApplication.activeWindow() is window
    window.go("orders")
    assert window.page().table.button("short").isVisible()


def test_a_code_typed_by_hand_arrives_as_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.sign_on_as(PACKER)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    area = window.page().area
    assert area is not None
    assert area.scanbar.typing()
    entry = area.scanbar.findChild(QLineEdit)
    assert entry is not None
    entry.setText("A07-14")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("A07-14", "keyboard") in told(window))


def test_during_a_stop_only_enter_help_and_supervisor_answer(window: MainWindow) -> None:
    window.sign_on_as(PACKER)
    area = window.page().area
    assert area is not None
    area.show_stop(Stop("Wrong item", "Not in this order.", "Put it on shelf R2", "It is on R2"))
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(area.blocking, Qt.Key.Key_Return)
    area.blocking.button.click()
    assert told(window) == ["shown", "Enter", "Enter"]
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()


def test_f1_shows_the_keys_and_esc_closes_them(window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    QTest.keyClick(window.help, Qt.Key.Key_Escape)
    assert not window.help.isVisible()


def test_changes_reach_every_page_that_was_built(window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    window.feed.publish(frozenset({"order"}), "orders")
    window.feed.publish(frozenset({"stock"}), "pack")
    assert told(window)[1:] == [(["order"], True), (["stock"], False)]


def test_going_to_one_thing(window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    window.go("stock", "product:22807")
    assert told(window) == ["shown", "open product:22807"]


def test_light_and_dark_are_switched_and_remembered(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert theme.is_dark()
    assert window.house.settings.get("look", "") == "dark"
    window.toggle_look()
    assert not theme.is_dark()


def test_text_size_is_remembered(window: MainWindow) -> None:
    window.set_text_size(130)
    assert window.house.settings.get("text_size", "") == "130"
    assert window.bar.title.font().pixelSize() == 26


def test_signing_off_leaves_nothing_of_the_person(qtbot: QtBot, window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    window.go("pack")
    with qtbot.waitSignal(window.signed_off):
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert list(window._pages) == [SIGN_ON]
    assert window.cards() == ()
    assert not window.bar.isVisible()


def test_trouble_is_told_with_its_tone_and_can_be_put_away(qtbot: QtBot, window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    window.performer.perform(_printer_off, lambda _: None)
    qtbot.waitUntil(window.frame.strip.isVisible)
    assert window.house.sounds.played == ["trouble"]  # type: ignore[attr-defined]
    worst = window.notices.worst()
    assert worst is not None
    window.notices.solve(worst.key)
    assert not window.frame.strip.isVisible()


def _printer_off() -> None:
    raise Trouble("printer_off", printer="Zebra-B2")


def test_a_window_that_does_not_listen_says_so(window: MainWindow, gate: ScanGate) -> None:
    window.sign_on_as(PACKER)
    area = window.page().area
    assert area is not None
    area.scanbar.show_line(ScanLine("Scan the next item"))
    gate.listening.emit(False)
    assert area.scanbar.prompt.text() == "Touch here to go on scanning"
    area.scanbar.show_line(ScanLine("Scan the next tote"))
    assert area.scanbar.prompt.text() == "Touch here to go on scanning", "news of a bench bring no keys"
    gate.listening.emit(True)
    assert area.scanbar.prompt.text() == "Scan the next tote"


def test_a_wide_window_grows_bench_sizes_and_back(window: MainWindow) -> None:
    from warehouse_app.ui.kit import fonts

    window.resize(1920, 1080)
    assert fonts.is_wide()
    window.resize(1280, 800)
    assert not fonts.is_wide()


def test_every_focusable_widget_of_the_shell_has_a_name(window: MainWindow) -> None:
    window.sign_on_as(BOSS)
    nameless = [
        type(one).__name__
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and not one.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("key", ["5", "A", "Enter", "Return", "Space", "Shift+A", "Tab"])
def test_keys_a_scanner_types_cannot_be_shortcuts(key: str) -> None:
    with pytest.raises(ValueError, match="cannot be a shortcut"):
        check_key(key)


@pytest.mark.parametrize("key", ["", "F6", "Ctrl+Z", "Ctrl+1", "Esc", "Shift+F3", "Ctrl+Shift+L"])
def test_other_keys_can(key: str) -> None:
    check_key(key)


def test_screens_are_found_by_their_cards() -> None:
    found = {card.name: card for card in discover()}
    assert found["gallery"].hidden
    assert len(found) == len(discover())
    assert ScreenContext.__dataclass_fields__["go"]


def test_everything_starts_and_ends_in_order(qtbot: QtBot, qapp: QApplication) -> None:
    house = House(None, lambda: "id", sign_on, SilentPlayer(), Memory(), Place(bench="B2"))  # type: ignore[arg-type]
    started = Started(house, lambda text: text, cards=CARDS)
    started.show()
    started.gate.heard("ANNA", "serial")
    qtbot.waitUntil(lambda: [card.name for card in started.window.cards()] == ["pack"])
    assert started.stop() == []
    assert started.stop() == []
    assert not started.window.isVisible()


def test_the_crash_report_is_saved_once_shown_once_and_closed(qtbot: QtBot, qapp: QApplication) -> None:
    saved: list[str] = []

    def save(text: str) -> str:
        saved.append(text)
        return "report.txt"

    reporter = CrashReporter(save, "version 0.1")
    for _ in range(2):
        try:
            _ = 1 // 0
        except ZeroDivisionError as bug:
            reporter.report(bug)
    dialogs = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "CrashDialog" and one.isVisible()]
    assert (len(saved), len(dialogs)) == (2, 1)
    assert "ZeroDivisionError" in saved[0]
    reporter.close()
    assert not dialogs[0].isVisible()
    assert report_of(ValueError("x"), "about").startswith("about")


def test_every_sound_has_its_file_and_playing_never_waits(qapp: QApplication) -> None:
    names = ("right", "line_complete", "order_complete", "question", "stop", "trouble", "double_read")
    assert [name for name in names if file_of(name) is None] == []  # type: ignore[arg-type]
    silent = Player(enabled=False)
    silent.play("right")
    silent.stop()


def test_tones_are_made_less_loud_or_switched_off_at_this_machine(qapp: QApplication) -> None:
    player, memory = Player(), Memory()
    comfort.apply(memory, player)
    assert player.file("stop") == file_of("stop")
    memory.put("volume", "50")
    comfort.apply(memory, player)
    full, half = file_of("stop"), player.file("stop")
    assert full is not None
    assert half is not None
    assert half != full
    with wave.open(str(full)) as loud, wave.open(str(half)) as soft:
        assert loud.getparams() == soft.getparams()
        many = loud.getnframes()
        peaks = [max(map(abs, array("h", each.readframes(many)))) for each in (loud, soft)]
    assert abs(peaks[1] - peaks[0] // 2) <= 1
    memory.put("sounds", "off")
    comfort.apply(memory, player)
    assert player.file("stop") is None
