"""Adjustments at a real window: one posted and taken back, then all of them, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.countbench import on_hand
from tests.importers import Importer
from tests.windows import Window, nameless
from warehouse_app.store import people
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.adjustments.view import AdjustmentsView

pytestmark = pytest.mark.slow

HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, tmp_path: Path) -> Window:
    with company.write() as desk:
        people.add_warehouse(desk, WAREHOUSE, "Main")
        company.product(desk, "22423")
        company.stock(desk, "A01", "22423", 50)
    rows = "".join(f"53638{n},22423,damages,-{n + 1},2010-12-0{n + 1} 09:00:00,0,,United Kingdom\n" for n in range(8))
    order = "536365,22423,CAKE STAND,2,2010-12-01 08:26:00,10.95,17850,United Kingdom\n"
    Importer(company, tmp_path).take("adjustments", HEAD + order + rows)
    return Window(qtbot, company, performer, gate, company.supervisor)


def test_adjustments_are_posted_and_taken_back_by_keys_alone(window: Window) -> None:
    page = window.go("adjustments")
    assert isinstance(page, AdjustmentsView)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_Home)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F2)
    assert on_hand(window.company, "A01", "22423") == 49
    window.press(Qt.Key.Key_F10)
    assert on_hand(window.company, "A01", "22423") == 50
    window.press(Qt.Key.Key_F7)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert on_hand(window.company, "A01", "22423") == 50 - 36
    assert page._keeper.state.counts[0] == ("all", 8)
    assert dict(page._keeper.state.counts)["waiting"] == 0
