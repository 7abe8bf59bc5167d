"""Products and places at a real window: keys alone, forms that keep what was typed, a name for every control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.windows import Window, nameless
from warehouse_app.store.schema import ledger
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.places.view import PlacesView
from warehouse_app.ui.screens.products.view import ProductsView
from warehouse_app.ui.screens.transfers.view import TransfersView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
        company.product(desk, "A1000", name="REGENCY CAKESTAND")
        company.product(desk, "B2000", name="JUMBO BAG", weight_g=None)
        company.bin(desk, "A01-02", walk_seq=2)
        company.stock(desk, "A01-01", "A1000", 10)
    return Window(qtbot, company, performer, gate, company.supervisor)


def typed(window: Window, text: str) -> None:
    """Type by hand into the field that has the focus."""
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.write(text)


def test_a_weight_is_given_by_keys_alone(window: Window) -> None:
    page = window.go("products")
    assert isinstance(page, ProductsView)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_End)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F2)
    assert nameless(page) == []
    page.form._fields["weight_g"].field.setFocus(Qt.FocusReason.TabFocusReason)
    typed(window, "77")
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    detail = page._keeper.state.detail
    assert detail is not None
    assert (detail.card.row.sku, detail.card.row.weight_g) == ("B2000", 77)


def test_what_is_typed_stays_when_it_is_refused(window: Window) -> None:
    page = window.go("products")
    assert isinstance(page, ProductsView)
    page.table.qt("make").trigger()
    window.settle()
    page.form._fields["sku"].field.setFocus(Qt.FocusReason.TabFocusReason)
    typed(window, "A1000")
    page.form.save()
    window.settle()
    assert page.form.values()["sku"] == "A1000"
    assert page.form._fields["sku"]._refusal.isVisibleTo(page)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    window.settle()
    assert page._keeper.state.form is None


def test_a_place_is_found_by_its_label_and_has_names_for_every_control(window: Window) -> None:
    page = window.go("places")
    assert isinstance(page, PlacesView)
    page.shot(Shot("A01-01", "wedge"))
    window.settle()
    assert page._keeper.state.detail is not None
    assert [each.sku for each in page._keeper.state.detail.goods] == ["A1000"]
    assert nameless(page) == []
    page.table.qt("make").trigger()
    window.settle()
    assert nameless(page) == []


def test_a_transfer_is_made_and_sent_by_keys_and_every_control_has_a_name(window: Window) -> None:
    with window.company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code="SOUTH"))
    page = window.go("transfers")
    assert isinstance(page, TransfersView)
    page.table.qt("new").trigger()
    window.settle()
    assert nameless(page) == []
    page.form._fields["lines"].field.setFocus(Qt.FocusReason.TabFocusReason)
    typed(window, "A1000=4")
    page.form.save()
    window.settle()
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8):
        window.press(key)
    detail = page._keeper.state.detail
    assert detail is not None
    assert (detail.head.state.value, detail.row.sent) == ("sent", 4)
    assert nameless(page) == []
    window.press(Qt.Key.Key_F9)
    assert page._keeper.state.detail is not None
    assert page._keeper.state.detail.head.state.value == "closed"
