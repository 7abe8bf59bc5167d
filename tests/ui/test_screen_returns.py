"""The returns bench at a real window: from a parcel on the table to a graded return, by scans and keys alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.returnbench import bench, goods, head, order, rows
from tests.windows import Window, nameless
from warehouse_app.store.schema import trade
from warehouse_app.ui.kit.theme import Look
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


def grab(window: Window, name: str) -> None:
    folder = os.environ.get("GRAB")
    if not folder:
        return
    for look in (Look.LIGHT, Look.DARK):
        window.window.set_look(look)
        for size in ((1280, 800), (1920, 1080)):
            window.window.resize(*size)
            window.qtbot.wait(300)
            window.window.grab().save(str(Path(folder) / f"{name}-{look.name.lower()}-{size[0]}.png"))
    window.window.set_look(Look.LIGHT)
    window.window.resize(1280, 800)


def test_a_parcel_is_taken_in_by_scans_and_keys_alone(window: Window) -> None:
    page = window.go("returns")
    assert isinstance(page, ReturnsView)
    grab(window, "a-idle")
    window.scan("S1")
    grab(window, "b-open")
    window.scan("MUG")
    grab(window, "c-taken")
    assert nameless(page) == []
    window.press(Qt.Key.Key_1)
    window.scan("MUG")
    window.press(Qt.Key.Key_4)
    grab(window, "d-photo")
    assert page.panel.isVisible()
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_F7)
    window.press(Qt.Key.Key_F10)
    grab(window, "e-change")
    window.press(Qt.Key.Key_6)
    window.press(Qt.Key.Key_2)
    grab(window, "f-work")
    assert not page.money.finish.isEnabled()
    window.press(Qt.Key.Key_F6)
    grab(window, "g-ready")
    assert page.money.finish.isEnabled()
    window.press(Qt.Key.Key_Return)
    grab(window, "g-settled")
    assert head(window.company, "RT000001").state == "settled"
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert head(window.company, "RT000001").state == "inspecting"
    window.press(Qt.Key.Key_F8)
    grab(window, "h-slot")
    window.press(Qt.Key.Key_Return)
    grab(window, "i-parked")
    window.scan("NOBODY KNOWS")
    grab(window, "j-blind")
    window.press(Qt.Key.Key_Escape)
    window.scan("S2")
    window.scan("MUG")
    grab(window, "k-unexpected")
    assert rows(window.company, "RT000001")
