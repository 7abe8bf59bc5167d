"""What becomes of returned goods at a real window, by keys alone: work done, and goods sent to their supplier."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.company import Company
from tests.scanner import by_hand
from tests.settled import Shop
from tests.windows import Window, nameless
from warehouse_app.domain.returning.states import Disposition, SupplierReturnState
from warehouse_app.store.schema import ledger, purchasing
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.returnwork.view import WorkPage
from warehouse_app.ui.screens.supplierreturns.view import SupplierReturnsView

pytestmark = pytest.mark.slow


def with_ctrl(window: Window, page: QWidget, key: Qt.Key) -> None:
    """Press a key with Ctrl where the keyboard is."""
    by_hand(window.gate)
    QTest.keyClick(QApplication.focusWidget() or page, key, Qt.KeyboardModifier.ControlModifier)
    window.settle()


def test_goods_are_worked_on_and_sent_to_their_supplier_by_keys(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, tmp_path: Path
) -> None:
    shop = Shop(company).open()
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code="MAIN", name="Main"))
        desk.connection.execute(purchasing.supplier.insert().values(code="ACME", name="Acme", currency="GBP"))
        mug = select(ledger.product.c.id).where(ledger.product.c.sku == "MUG").scalar_subquery()
        desk.connection.execute(purchasing.supplier_product.insert().values(supplier_id=1, product_id=mug))
    order = shop.ship("O1", ("MUG", 3), ("LAMP", 1))
    window = Window(qtbot, company, performer, gate, company.supervisor)

    page = window.go("returnwork")
    assert isinstance(page, WorkPage)
    assert page.lists.currentWidget() is page.empty
    shop.settle(shop.back(order, ("LAMP", 1), disposition=Disposition.REFURBISH)).done()
    shop.settle(shop.back(order, ("MUG", 2), disposition=Disposition.VENDOR)).done()
    window.press(Qt.Key.Key_F5)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_Home)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F6)
    cost = page.form._fields["cost"].field
    assert isinstance(cost, QLineEdit)
    cost.setText("1.20")
    with_ctrl(window, page, Qt.Key.Key_S)
    assert (shop.at("REFURBISH", "LAMP"), shop.at("RETURNS-IN", "LAMP")) == ({}, {"A": 1})
    assert page._keeper.state.detail is not None
    assert page._keeper.state.detail.cost_minor == 120

    page = window.go("supplierreturns")
    assert isinstance(page, SupplierReturnsView)
    with_ctrl(window, page, Qt.Key.Key_N)
    assert nameless(page) == []
    with_ctrl(window, page, Qt.Key.Key_S)
    file = tmp_path / "back.pdf"
    page.deeds[2].choose_file = lambda _proposed, then: then(str(file))  # type: ignore[attr-defined]
    window.press(Qt.Key.Key_F9)
    window.until(file.exists)
    window.settle()
    assert file.read_bytes().startswith(b"%PDF")
    window.press(Qt.Key.Key_F8)
    with_ctrl(window, page, Qt.Key.Key_S)
    assert (shop.at("VENDOR", "MUG"), shop.at("SUPPLIER", "MUG")) == ({}, {"A": -21})
    window.press(Qt.Key.Key_F10)
    with_ctrl(window, page, Qt.Key.Key_S)
    assert page._keeper.state.detail is not None
    assert page._keeper.state.detail.row.state is SupplierReturnState.REFUSED
    assert nameless(page) == []
    shop.healthy()
