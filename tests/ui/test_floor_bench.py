"""The shared floor bench as a page: driven by scans and keys alone, by touch for gloves, and whole at every size."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.cut import cut_labels, squeezed
from tests.floorscript import ITEM, NUMBER, Script
from tests.hands import Screen
from tests.scanner import SCANNER, by_hand
from tests.windows import nameless
from warehouse_app import wording
from warehouse_app.domain.floorwork import MAX_LINES, FloorLine
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.choice import Choice
from warehouse_app.ui.kit.numberpad import PadKey
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.floorbench.presenter import FloorPresenter
from warehouse_app.ui.shell.floorbench.state import FloorScreen, found
from warehouse_app.ui.shell.floorbench.view import FloorBenchView
from warehouse_app.wording.pseudo import PseudoCatalogue

LEAST = 64


class FloorWindow:
    """A bench page alone in its window, which holds the gate; its bench follows a script."""

    def __init__(self, company: Company, gate: ScanGate, shown: Callable[..., QWidget]) -> None:
        self.script, kit = Script(company), Screen(company, company.packer)
        kit.runner = self.script  # type: ignore[assignment]
        self.page = FloorBenchView(self.script.work(), company.runner.now, "B1")
        hands = kit.hands("count")
        self.presenter = FloorPresenter(self.script.work(), self.page, hands, kit.sounds, kit.notices, kit.now)
        self.page.use(self.presenter)
        self.presenter.shown()
        gate.hold(self.page)
        self.gate = gate
        shown(self.page, 1280, 743)
        self.page.setFocus()

    def scan(self, text: str) -> None:
        """Type a code as fast as a scanner."""
        with SCANNER.burst():
            QTest.keyClicks(self.page, text)
            QTest.keyClick(self.page, Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        """Press one key by hand."""
        by_hand(self.gate)
        QTest.keyClick(self.page, key)
        by_hand(self.gate)

    def texts(self) -> list[str]:
        """Return every shot."""
        return [text for text, _ in self.script.heard]


@pytest.fixture
def floor(company: Company, gate: ScanGate, shown: Callable[..., QWidget], qtbot: QtBot) -> FloorWindow:
    return FloorWindow(company, gate, shown)


@pytest.fixture
def long_words() -> Iterator[None]:
    wording.use(PseudoCatalogue())
    yield
    wording.use(gettext.NullTranslations())


def test_a_scanner_alone_opens_counts_and_is_stopped(floor: FloorWindow) -> None:
    floor.scan("PLACE")
    assert floor.page.face.face().far == "A07-14"
    floor.scan("WRONG")
    assert floor.page.area is not None
    assert floor.page.area.stopped()
    floor.press(Qt.Key.Key_Return)
    assert not floor.page.area.stopped()
    assert floor.texts() == ["PLACE", "WRONG", ""]


def test_a_number_is_typed_by_keys_alone(floor: FloorWindow) -> None:
    floor.scan("NUMBER")
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_2, Qt.Key.Key_8):
        floor.press(key)
    assert floor.page.face.face().far == "128"
    floor.press(Qt.Key.Key_Return)
    assert floor.texts() == ["NUMBER", "128"]


def test_a_number_is_typed_by_touch_with_gloves(floor: FloorWindow) -> None:
    floor.scan("NUMBER")
    keys = {key.words(): key for key in floor.page.pad.findChildren(PadKey)}
    assert all(min(key.width(), key.height()) >= LEAST for key in keys.values())
    for word in ("1", "2", "9", "Take one back", "8", "Enter"):
        QTest.mouseClick(keys[word], Qt.MouseButton.LeftButton)
    assert floor.texts() == ["NUMBER", "128"]


def test_nine_answers_are_nine_targets_in_a_low_window(floor: FloorWindow) -> None:
    floor.page.resize(1024, 660)
    floor.scan("MANY")
    rows = floor.page.choices.findChildren(Choice)
    assert len(rows) == 5
    assert all(row.height() >= LEAST for row in rows)
    floor.press(Qt.Key.Key_1)
    assert floor.texts() == ["MANY", "1"]


def test_every_widget_that_takes_the_keyboard_has_a_name(floor: FloorWindow) -> None:
    for code in ("C7", "NUMBER", "ASK", "MANY", "WRONG"):
        floor.scan(code)
        assert nameless(floor.page) == []


@pytest.mark.parametrize("size", [(1024, 660), (1280, 743), (1920, 1015)])
def test_no_word_is_lost_in_a_long_language_from_right_to_left(
    size: tuple[int, int], floor: FloorWindow, long_words: None
) -> None:
    fonts.set_wide(size[0] >= 1600)
    floor.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    floor.page.resize(*size)
    fonts.refresh(floor.page)
    for code in ("PLACE", "C7", "NUMBER", "ASK", "MANY", "WRONG"):
        floor.scan(code)
        QApplication.processEvents()
        assert (floor.page.width(), floor.page.height()) == size
        assert cut_labels(floor.page) == []
        assert squeezed(floor.page) == []


def test_two_hundred_lines_are_shown_and_the_touched_one_is_in_view(floor: FloorWindow) -> None:
    lines = tuple(FloorLine(f"SKU{n:03}", f"Product {n}", done=n, wanted=n + 1) for n in range(MAX_LINES))
    floor.page.render_state(found(FloorScreen("count"), replace(ITEM, lines=lines, at="SKU180")))
    shown_lines = floor.page.lines
    at = next(n for n, row in enumerate(shown_lines.rows()) if row.last)
    assert shown_lines.viewport().rect().intersects(shown_lines.visualRect(shown_lines.model().index(at, 0)))
    floor.page.render_state(found(FloorScreen("count"), NUMBER))
    assert len(shown_lines.rows()) == len(NUMBER.lines)
