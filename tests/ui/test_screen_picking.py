"""Ways of picking and what goes wrong, at the real window: by a wedge scanner and keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.pickfloor import PickFloor
from tests.windows import Window, nameless
from warehouse_app.application.pickforced import SetProductScan
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pick.view import PickView
from warehouse_app.ui.shell.floorbench.view import FloorBenchView

pytestmark = pytest.mark.slow
STOCK = {"A01-01": ("A1000", 20), "A01-02": ("B2000", 20), "A02-01": ("A1000", 9)}
ORDERS = {"1001": [("A1000", 2), ("B2000", 1)], "1002": [("A1000", 1)]}


@pytest.fixture
def floor(company: Company) -> PickFloor:
    """A batch of two orders."""
    return PickFloor(company, ORDERS, STOCK)


@pytest.fixture
def window(qtbot: QtBot, floor: PickFloor, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, floor.company, performer, gate, floor.company.picker)


def pick(window: Window) -> PickView:
    """Return the pick page."""
    page = window.go("pick")
    assert isinstance(page, PickView)
    return page


def now(page: PickView) -> Any:
    """Return what the picker is at."""
    return page.presenter._screen.now  # type: ignore[attr-defined]


def scan(window: Window, *codes: str) -> None:
    """Scan one after the other."""
    for code in codes:
        window.scan(code)
    window.settle()


def to_item(window: Window, page: PickView, batch: str, sku: str) -> None:
    """Open a batch, and stand at the place of a product."""
    scan(window, batch)
    while now(page).task.sku != sku:
        window.press(Qt.Key.Key_F2)
        window.settle()
    scan(window, now(page).task.place)


def test_what_is_wrong_is_asked_and_answered_by_a_digit(window: Window, floor: PickFloor) -> None:
    page = pick(window)
    to_item(window, page, floor.release(), "A1000")
    window.press(Qt.Key.Key_F3)
    window.settle()
    assert page._panel.verdict().word == "What is wrong?"
    assert nameless(page) == []
    window.press(Qt.Key.Key_Escape)
    window.settle()
    assert not page._panel.isVisible()
    window.press(Qt.Key.Key_F3)
    window.settle()
    window.press(Qt.Key.Key_4)
    window.settle()
    assert "place blocked" in [row[3] for row in floor.tasks()]


def test_the_reason_why_each_is_scanned_stands_under_the_name(window: Window, floor: PickFloor) -> None:
    rule = SetProductScan(id="r", sku="A1000", item="each", why="Looks like A1001")
    floor.company.runner.perform(rule, floor.company.supervisor).done()
    page = pick(window)
    to_item(window, page, floor.release(), "A1000")
    assert page._why.isVisible()
    assert "Looks like A1001" in page._why._words.text()
    assert nameless(page) == []


def test_a_total_is_picked_sorted_and_proven_at_the_wall(window: Window, floor: PickFloor) -> None:
    page = pick(window)
    scan(window, floor.release("sort"))
    assert page._into.text() == "Put into tote"
    while now(page).phase != "idle":
        scan(window, now(page).expects[0].code)
    assert page._panel.verdict().word == "Picked"
    wall = window.go("sort")
    assert isinstance(wall, FloorBenchView)
    scan(window, floor.batch.code)
    for _ in range(30):
        state = wall.presenter._screen.now  # type: ignore[attr-defined]
        if state.phase == "idle":
            break
        scan(window, state.expects[0].code)
        state = wall.presenter._screen.now  # type: ignore[attr-defined]
        if state.phase == "slot":
            assert wall.face.face().far == state.hero
    assert floor.drifted() == {}
    assert nameless(wall) == []
