"""Receipts at a real window: what came, how it differs, and what nobody knew linked by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.dockbench import Dock, purchase, station
from tests.packbench import inside
from tests.windows import Window, nameless
from warehouse_app.ui.kit.photostrip import PhotoDialog
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.receipts.view import ReceiptsView
from warehouse_app.ui.shell.floorbench.view import FloorBenchView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        for n in range(12):
            company.product(desk, f"8512{n}A", name=f"WHITE HANGING HEART {n}")
        station(desk, "D1")
        for n in range(8):
            lines = [(f"8512{k}A", 20 + n) for k in range(n, n + 4)]
            purchase(desk, f"PO-10{n}", lines, placed_at="2010-12-01T08:00:00.000000Z")
    dock = Dock(company)
    for n in range(8):
        dock.scan(f"PO-10{n}", f"8512{n}A", str(18 + n), f"8512{n + 1}A", "4", "DAMAGED", f"8512{n + 2}A")
        dock.scan("PAUSE")
    dock.scan("PO-107", "4006381333931", "1", "3", "85120A", "1", "DONE", "1")
    return Window(qtbot, company, performer, gate, company.supervisor)


def test_a_thing_set_aside_is_linked_by_keys_alone(window: Window) -> None:
    page = window.go("receipts")
    assert isinstance(page, ReceiptsView)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_Home)
    window.settle()
    assert nameless(page) == []
    detail = page._keeper.state.detail
    assert detail is not None
    assert (detail.row.code, detail.row.waits) == ("RC000008", 1)
    window.press(Qt.Key.Key_F2)
    assert nameless(page) == []
    page.form._fields["sku"].field.setFocus(Qt.FocusReason.TabFocusReason)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.write("85123a")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert page._keeper.state.form is None
    assert inside(window.company, "DOCK")["85123A"] > 0
    assert page._keeper.state.detail is not None
    assert page._keeper.state.detail.row.waits == 0


def test_a_photo_is_taken_at_the_dock_and_looked_at_at_the_desk(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "dent.png"
    Image.new("RGB", (640, 480), "red").save(file)
    page = window.go("receive")
    assert isinstance(page, FloorBenchView)
    assert page.photos is not None
    page.photos.choose_file = lambda then: then(str(file))
    window.scan("PO-106")
    window.scan("85126A")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    window.settle()
    desk = window.go("receipts")
    assert isinstance(desk, ReceiptsView)
    desk.presenter.opened("receipt:RC000007")
    window.settle()
    assert [desk.receipt.photos.item(n).text() for n in range(desk.receipt.photos.count())] == ["Photo 1: 85126A"]
    assert not desk.receipt.photos.item(0).icon().isNull()
    desk.receipt.photos.opened.emit(1)
    window.settle()
    (large,) = desk.findChildren(PhotoDialog)
    assert large.isVisible()
    large.close()
