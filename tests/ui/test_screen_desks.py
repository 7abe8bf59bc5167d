"""The desks at a real window: keys alone, a scan while a field has the focus, a name for every control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window, nameless
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.batches.view import BatchesView
from warehouse_app.ui.screens.orders.view import OrdersView
from warehouse_app.ui.screens.stock.view import StockView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.product(desk, "B2000", name="JUMBO BAG")
        company.stock(desk, "A01-01", "A1000", 10)
        company.order(desk, "1001", [("A1000", 3)])
        company.order(desk, "1002", [("A1000", 2), ("B2000", 1)])
    return Window(qtbot, company, performer, gate, company.supervisor)


def orders(window: Window) -> OrdersView:
    page = window.go("orders")
    assert isinstance(page, OrdersView)
    page.presenter.viewed("open")  # type: ignore[attr-defined]
    window.settle()
    return page


def test_setting_stock_back_says_what_to_choose_first(window: Window) -> None:
    page = window.go("stock")
    assert isinstance(page, StockView)
    QTest.keyClick(window.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.care.isVisible()
    assert "Choose" in page.care._words.text()
    page._presenter.opened("product:A1000")
    window.settle()
    assert not page.care.isVisible()
    QTest.keyClick(window.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.detail.time
    assert not page.care.isVisible()


def typed(window: Window, text: str) -> None:
    """Type by hand into the field that has the focus."""
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.write(text)


def test_an_order_is_allocated_and_released_by_keys_alone(window: Window) -> None:
    page = orders(window)
    window.press(Qt.Key.Key_F9)
    page._orders.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_Down)
    if page._presenter._screen.row is None:
        window.press(Qt.Key.Key_Down)
    row = page._presenter._screen.row
    assert row is not None
    if row.code != "1001":
        window.press(Qt.Key.Key_Up)
    window.press(Qt.Key.Key_F2)
    window.settle()
    stages = {each.code: each.stage.value for each in page.orders.book().rows()}
    assert "Released" in stages.values()


def test_space_marks_orders(window: Window) -> None:
    page = orders(window)
    page._orders.setFocus(Qt.FocusReason.TabFocusReason)
    page._orders.selectRow(0)
    window.press(Qt.Key.Key_Space)
    assert len(page._presenter._screen.marked) == 1
    window.press(Qt.Key.Key_Escape)
    assert not page._presenter._screen.marked


def test_search_waits_until_typing_rests(window: Window) -> None:
    page = orders(window)
    QTest.keyClick(window.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    typed(window, "1002")
    window.until(lambda: [row.code for row in page.orders.book().rows()] == ["1002"])
    assert nameless(page) == []


def test_a_scan_opens_the_order_and_types_nothing(window: Window) -> None:
    page = orders(window)
    page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.beam("1002", page.search)
    window.until(lambda: page._presenter._screen.row is not None)
    assert page.search.text() == ""
    window.settle()


def test_cancelling_is_typed_twice(window: Window) -> None:
    page = orders(window)
    page._presenter.opened("order:1001")
    window.settle()
    window.press(Qt.Key.Key_F10)
    typed(window, "Changed her mind")
    window.press(Qt.Key.Key_Return)
    typed(window, "1001")
    assert nameless(page) == []
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert "1001" not in [row.code for row in page.orders.book().rows()]


def test_batches_and_stock_have_names_for_every_control(window: Window) -> None:
    for screen, kind in (("batches", BatchesView), ("stock", StockView)):
        page = window.go(screen)
        assert isinstance(page, kind)
        assert nameless(page) == []


def test_a_product_is_opened_by_a_scan_whatever_has_the_focus(window: Window) -> None:
    page = window.go("stock")
    assert isinstance(page, StockView)
    page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.beam("A1000", page.search)
    window.until(lambda: page._presenter._screen.line is not None)
    window.settle()
    assert page.search.text() == ""
    assert page.detail.name.text().startswith("Regency")
