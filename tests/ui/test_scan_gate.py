"""The gate in a real window: bursts never type, press or trigger; typing arrives as if nothing stood in between."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.scanner import SCANNER
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.runtime.scan_gate import KEYBOARD, WEDGE, ScanGate


def _ends_with(field: QLineEdit, sign: str) -> bool:
    return field.text().endswith(sign)


class Bench:
    """A window with a field and two buttons, and a holder that writes down what it hears."""

    def __init__(self, qtbot: QtBot, gate: ScanGate) -> None:
        self.shots: list[Shot] = []
        self.keys: list[str] = []
        self.presses: list[str] = []
        self.wants: set[str] = set("123456789") | {"Enter"}
        self.gate = gate
        gate.hold(self)
        self.window = QWidget()
        layout = QVBoxLayout(self.window)
        self.field, self.button = QLineEdit(), QPushButton("Go")
        self.button.clicked.connect(lambda: self.presses.append("button"))
        for widget in (self.field, self.button):
            layout.addWidget(widget)
        shortcut = QShortcut(QKeySequence("5"), self.window)
        shortcut.activated.connect(lambda: self.presses.append("shortcut"))
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def shot(self, shot: Shot) -> None:
        self.shots.append(shot)

    @property
    def scans(self) -> list[tuple[str, str]]:
        return [(shot.text, shot.device) for shot in self.shots]

    def keyed(self, key: str) -> bool:
        self.keys.append(key)
        return key in self.wants

    def burst(self, target: QWidget, text: str) -> None:
        with SCANNER.burst():
            QTest.keyClicks(target, text)
            QTest.keyClick(target, Qt.Key.Key_Return)


@pytest.fixture
def bench(qtbot: QtBot, gate: ScanGate) -> Bench:
    return Bench(qtbot, gate)


def test_a_burst_into_a_field_is_a_scan_and_types_nothing(bench: Bench) -> None:
    bench.field.setFocus()
    bench.burst(bench.field, "5012345678900")
    assert (bench.scans, bench.field.text()) == ([("5012345678900", WEDGE)], "")


def test_a_burst_presses_no_button_and_fires_no_shortcut(bench: Bench) -> None:
    bench.button.setFocus(Qt.FocusReason.TabFocusReason)
    bench.burst(bench.button, "5 5 5 5")
    assert (bench.scans, bench.presses) == ([("5 5 5 5", WEDGE)], [])


def test_typing_in_a_field_arrives_after_a_moment(qtbot: QtBot, bench: Bench) -> None:
    bench.field.setFocus()
    for sign in "Ab1":
        QTest.keyClicks(bench.field, sign)
        qtbot.waitUntil(partial(_ends_with, bench.field, sign))
    assert (bench.field.text(), bench.scans, bench.keys) == ("Ab1", [], [])


def test_enter_in_a_field_reaches_the_field(qtbot: QtBot, bench: Bench) -> None:
    bench.field.setFocus()
    with qtbot.waitSignal(bench.field.returnPressed):
        QTest.keyClick(bench.field, Qt.Key.Key_Return)
    assert bench.keys == []


def test_digits_and_enter_outside_fields_go_to_the_holder(qtbot: QtBot, bench: Bench) -> None:
    bench.window.setFocus()
    QTest.keyClicks(bench.window, "2")
    qtbot.waitUntil(lambda: bench.keys == ["2"])
    QTest.keyClick(bench.window, Qt.Key.Key_Enter)
    assert bench.keys == ["2", "Enter"]
    assert bench.presses == []


def test_enter_presses_a_button_that_was_reached_by_tab(bench: Bench) -> None:
    bench.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bench.button, Qt.Key.Key_Return)
    assert (bench.presses, bench.keys) == (["button"], [])


def test_a_held_down_enter_confirms_once(bench: Bench) -> None:
    bench.window.setFocus()
    QTest.keyPress(bench.window, Qt.Key.Key_Return)
    for _ in range(5):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(bench.window, repeat)
    assert bench.keys == ["Enter"]


def test_two_glued_scans_are_two(bench: Bench) -> None:
    bench.burst(bench.window, "11112222")
    bench.burst(bench.window, "33334444")
    assert [text for text, _ in bench.scans] == ["11112222", "33334444"]


def test_a_shortcut_with_a_modifier_passes(qtbot: QtBot, bench: Bench) -> None:
    heard: list[str] = []
    QShortcut(QKeySequence("Ctrl+K"), bench.window).activated.connect(lambda: heard.append("typing"))
    QTest.keyClick(bench.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["typing"]


def test_scans_of_other_devices_and_of_hands_arrive_in_order(qtbot: QtBot, bench: Bench) -> None:
    bench.gate.heard("A1", "serial")
    bench.gate.heard("B2", KEYBOARD)
    qtbot.waitUntil(lambda: len(bench.scans) == 2)
    assert bench.scans == [("A1", "serial"), ("B2", KEYBOARD)]


def test_a_scan_nobody_holds_the_gate_for_is_told(qtbot: QtBot, bench: Bench) -> None:
    bench.gate.hold(None)
    with qtbot.waitSignal(bench.gate.unclaimed) as told:
        bench.burst(bench.window, "5012345678900")
    assert told.args == ["5012345678900", WEDGE]


def test_a_holder_with_a_bug_does_not_stop_the_next_scan(bench: Bench) -> None:
    bugs: list[object] = []
    bench.gate.bug.connect(bugs.append)

    class Broken:
        def shot(self, shot: Shot) -> None:
            raise RuntimeError(shot.text)

        def keyed(self, key: str) -> bool:
            raise RuntimeError(key)

    bench.gate.hold(Broken())
    bench.burst(bench.window, "11112222")
    bench.gate.hold(bench)
    bench.burst(bench.window, "33334444")
    assert (len(bugs), bench.scans) == (1, [("33334444", WEDGE)])


def test_every_one_of_many_fast_scans_is_heard(bench: Bench) -> None:
    bench.field.setFocus()
    sent = [f"50{number:06d}" for number in range(200)]
    for code in sent:
        bench.burst(bench.field, code)
    assert [text for text, _ in bench.scans] == sent
    assert bench.field.text() == ""


def test_a_scan_of_a_device_brings_its_id_and_whether_it_is_a_double_reading(qtbot: QtBot, bench: Bench) -> None:
    bench.gate.heard("A1", "S1", "id-1")
    with qtbot.waitSignal(bench.gate.doubled):
        bench.gate.heard("A1", "S1", "id-2", double=True)
    assert bench.shots == [Shot("A1", "S1", "id-1"), Shot("A1", "S1", "id-2", double=True)]


def pressed_at(bench: Bench, ms: int, text: str) -> None:
    """Type a code whose keys bear this time, as of a window that was busy when they came."""
    for sign in (*text, "\r"):
        key = Qt.Key.Key_Return if sign == "\r" else Qt.Key.Key_A
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(ms)
        QApplication.sendEvent(bench.window, event)


def test_a_code_typed_twice_in_one_shot_is_marked_by_the_time_of_its_keys(bench: Bench) -> None:
    for ms in (1_000, 1_119, 1_300, 1_420):
        pressed_at(bench, ms, "5012345678900")
    assert [shot.double for shot in bench.shots] == [False, True, False, False]


def test_the_window_for_double_readings_is_a_setting(bench: Bench) -> None:
    bench.gate.tune(Habits(double_ms=0))
    for _ in range(2):
        pressed_at(bench, 1_000, "5012345678900")
    assert [shot.double for shot in bench.shots] == [False, False]


def test_a_scanner_that_types_control_characters_fires_no_shortcut(qtbot: QtBot, bench: Bench) -> None:
    """STX as Ctrl+B before the code, ETX as Ctrl+C after it, and a line feed as Ctrl+J after Enter."""
    fired: list[str] = []
    for key in "BCJ":
        QShortcut(QKeySequence(f"Ctrl+{key}"), bench.window).activated.connect(partial(fired.append, key))
    bench.gate.tune(Habits(prefix="\x02"))
    bench.field.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    with SCANNER.burst():
        QTest.keyClick(bench.field, Qt.Key.Key_B, control)
        QTest.keyClicks(bench.field, "4006381333931")
        QTest.keyClick(bench.field, Qt.Key.Key_C, control)
        QTest.keyClick(bench.field, Qt.Key.Key_Return)
        QTest.keyClick(bench.field, Qt.Key.Key_J, control)
    assert (bench.scans, fired, bench.field.text()) == ([("4006381333931", WEDGE)], [], "")
    qtbot.waitUntil(lambda: not bench.gate.mid_scan())
    QTest.keyClick(bench.field, Qt.Key.Key_J, control)
    assert fired == ["J"], "of a person it is one"


def test_a_second_enter_of_the_scanner_answers_no_question(qtbot: QtBot, bench: Bench) -> None:
    bench.window.setFocus()
    with SCANNER.burst():
        QTest.keyClicks(bench.window, "5012345678900")
        for _ in range(2):
            QTest.keyClick(bench.window, Qt.Key.Key_Return)
    assert (len(bench.scans), bench.keys) == (1, [])


def test_our_own_codes_tell_which_keyboard_is_wrong_once_and_when_it_is_right(bench: Bench) -> None:
    told: list[str] = []
    bench.gate.layout_told.connect(told.append)
    own = make(OwnKind.TOTE, "Z0042")
    typed = own.translate(str.maketrans("Z-", "Y\u00df"))
    for code in (own, typed, "5012345678900", typed, own, own.swapcase()):
        bench.burst(bench.window, code)
    assert told == ["german", "", "caps"]
