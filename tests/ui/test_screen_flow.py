"""The flow board at a real window: by keys alone, live when another station works, with a name for every control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.windows import Window, nameless
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batches import find_batches
from warehouse_app.store.schema import ledger
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.flow.view import FlowView

pytestmark = pytest.mark.slow
TODAY = "2010-12-06T20:00:00.000000Z"


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE, timezone="UTC"))
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.stock(desk, "A01-01", "A1000", 10)
        company.order(desk, "1001", [("A1000", 3)], ship_by=TODAY)
        company.order(desk, "1002", [("A1000", 30)], ship_by=TODAY)
    allocate(company.runner, company.supervisor)
    return Window(qtbot, company, performer, gate, company.supervisor)


def flow(window: Window) -> FlowView:
    page = window.go("flow")
    assert isinstance(page, FlowView)
    return page


def test_orders_are_released_by_keys_after_a_look(window: Window) -> None:
    page = flow(window)
    assert page._flow.stages[1].value().count == "1"
    window.press(Qt.Key.Key_F2)
    assert page._left.currentIndex() == 1
    assert page._head.text() == "Release 1 order"
    window.press(Qt.Key.Key_F2)
    window.settle()
    found = window.company.runner.ask(find_batches, window.company.supervisor)
    assert [row.state for row in found] == ["released"]
    assert page._left.currentIndex() == 0


def test_columns_are_walked_by_keys_and_enter_opens_the_list(window: Window) -> None:
    page = flow(window)
    column = page._flow.stages[1]
    column.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(column, Qt.Key.Key_Return)
    window.settle()
    assert window.window.bar.title.text() == "Orders"


def test_a_channel_leads_by_enter_and_a_number_to_the_orders_of_a_lane(window: Window) -> None:
    page = flow(window)
    page._lanes.setFocus(Qt.FocusReason.TabFocusReason)
    page._lanes.choose_row(0)
    QTest.keyClick(page._lanes, Qt.Key.Key_Return)
    assert page._left.currentIndex() == 2
    assert nameless(page) == []
    window.press(Qt.Key.Key_1)
    assert window.window.bar.title.text() == "Orders"


def test_what_if_stays_pressed_until_it_is_asked_again(window: Window) -> None:
    page = flow(window)
    window.press(Qt.Key.Key_F7)
    assert page.table.button("packer").isChecked()
    assert page._advice.text().startswith("1 packer more.")
    window.press(Qt.Key.Key_F7)
    assert not page.table.button("packer").isChecked()


def test_every_control_has_a_name(window: Window) -> None:
    assert nameless(flow(window)) == []
