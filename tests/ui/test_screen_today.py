"""The board of the day at a real window: by keys, with a name for every control, and the plot's round figures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window, nameless
from warehouse_app.application.allocation import allocate
from warehouse_app.ui.kit.charts import ticks
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.today.view import TodayView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.stock(desk, "A01-01", "A1000", 10)
        company.order(desk, "1001", [("A1000", 3)])
        company.order(desk, "1002", [("A1000", 30)])
    allocate(company.runner, company.supervisor)
    return Window(qtbot, company, performer, gate, company.supervisor)


def test_a_supervisor_begins_with_today_and_a_packer_does_not_see_it(window: Window) -> None:
    assert isinstance(window.window.page(), TodayView)
    window.window.sign_off()
    window.window.sign_on_as(window.company.packer)
    assert "today" not in [card.name for card in window.window.cards()]


def test_columns_are_walked_by_keys_and_enter_opens_an_order(window: Window) -> None:
    page = window.go("today")
    assert isinstance(page, TodayView)
    column = page._flow.stages[1]
    column.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(column, Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    assert window.window.bar.title.text() == "Orders"
    window.settle()


def test_f4_goes_to_the_first_need_and_enter_does_its_deed(window: Window) -> None:
    page = window.go("today")
    assert isinstance(page, TodayView)
    window.press(Qt.Key.Key_F4)
    assert page._waits.rows[0].deed.hasFocus()
    window.press(Qt.Key.Key_Return)
    assert window.window.bar.title.text() == "Stock"
    window.settle()


def test_every_control_has_a_name(window: Window) -> None:
    assert nameless(window.go("today")) == []


@pytest.mark.parametrize(
    ("most", "found"),
    [(0, (0, 1, 2, 3)), (3, (0, 1, 2, 3)), (4, (0, 2, 4, 6)), (16, (0, 10, 20, 30)), (299, (0, 100, 200, 300))],
)
def test_the_lines_of_a_plot_are_round_figures(most: int, found: tuple[int, ...]) -> None:
    assert ticks(most) == found
