"""The gate in a real window: bursts never type, press or trigger; typing arrives as if nothing stood in between."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.ui.runtime.scan_gate import KEYBOARD, WEDGE, ScanGate


def _ends_with(field: QLineEdit, sign: str) -> bool:
    return field.text().endswith(sign)


class Bench:
    """A window with a field and two buttons, and a holder that writes down what it hears."""

    def __init__(self, qtbot: QtBot, gate: ScanGate) -> None:
        self.scans: list[tuple[str, str]] = []
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

    def scanned(self, text: str, device: str) -> None:
        self.scans.append((text, device))

    def keyed(self, key: str) -> bool:
        self.keys.append(key)
        return key in self.wants

    def burst(self, target: QWidget, text: str) -> None:
        for sign in text:
            QTest.keyClicks(target, sign)
        QTest.keyClick(target, Qt.Key.Key_Return)


@pytest.fixture
def gate(qapp: QApplication) -> Iterator[ScanGate]:
    made = ScanGate()
    made.install(qapp)
    yield made
    made.remove(qapp)


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
        def scanned(self, text: str, device: str) -> None:
            raise RuntimeError(text)

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
