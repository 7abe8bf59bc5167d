"""The returns bench at a real window: from a parcel on the table to a graded return, by scans and keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.returnbench import bench, goods, head, order, rows
from tests.windows import Window, nameless
from warehouse_app.store.schema import floor, trade
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.returns.view import ReturnsView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    goods(company)
    table = bench(company, "B1", checks=False)
    expected(table, "S1", ("MUG", 2), ("LAMP", 1))
    order(company, "S2", ("VASE", 1))
    with company.write() as desk:
        line = trade.order_line
        desk.connection.execute(line.update().values(total_minor=line.c.qty * 1095))
    return Window(qtbot, company, performer, gate, company.packer)


def test_a_parcel_is_taken_in_by_scans_and_keys_alone(window: Window) -> None:
    page = window.go("returns")
    assert isinstance(page, ReturnsView)
    window.scan("S1")
    window.scan("MUG")
    assert nameless(page) == []
    window.press(Qt.Key.Key_1)
    window.scan("MUG")
    window.press(Qt.Key.Key_4)
    assert page.panel.isVisible()
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_F5)
    with window.company.store.read() as desk:
        assert [row.document for row in desk.connection.execute(floor.print_job.select())] == ["putaway"]
    window.press(Qt.Key.Key_F7)
    window.press(Qt.Key.Key_F10)
    window.press(Qt.Key.Key_6)
    window.press(Qt.Key.Key_2)
    assert not page.money.finish.isEnabled()
    window.press(Qt.Key.Key_F6)
    assert page.money.finish.isEnabled()
    window.press(Qt.Key.Key_Return)
    assert head(window.company, "RT000001").state == "settled"
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert head(window.company, "RT000001").state == "inspecting"
    window.press(Qt.Key.Key_F8)
    window.press(Qt.Key.Key_Return)
    window.scan("NOBODY KNOWS")
    window.press(Qt.Key.Key_Escape)
    window.scan("S2")
    window.scan("MUG")
    assert rows(window.company, "RT000001")


def test_a_weight_that_is_far_off_a_unit_before_and_where_goods_are_carried(window: Window) -> None:
    page = window.go("returns")
    assert isinstance(page, ReturnsView)
    window.scan("S1")
    window.press(Qt.Key.Key_F4)  # no scale: it is typed
    window.type("30 g")
    assert page.parcel._title.text() == "Is the box empty?"
    window.scan("MUG")
    window.press(Qt.Key.Key_1)
    window.scan("LAMP")
    window.press(Qt.Key.Key_1)
    QTest.keyClick(page, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    window.settle()
    window.press(Qt.Key.Key_F2)
    window.press(Qt.Key.Key_1)
    window.press(Qt.Key.Key_F6)
    window.press(Qt.Key.Key_Return)
    assert head(window.company, "RT000001").weight_g == 30
    assert sorted((row[0], row[4]) for row in rows(window.company, "RT000001") if row[2] == "settled") == [
        ("LAMP", "restock"), ("MUG", "quarantine"),
    ]  # fmt: skip
    told = " ".join(each.text() for each in page.panel.findChildren(QLabel))
    assert all(each in told for each in ("Carry it", "Quarantine", "Back to stock")), told
