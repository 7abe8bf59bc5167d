"""The imports page at a real window: keys alone, choices above columns, cells mended in place, a file dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.importers import PRODUCTS, SHOP, Importer
from tests.windows import Window, nameless
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.imports.preview import MOST_PAGES, PAGE
from warehouse_app.ui.screens.imports.view import ImportsView

pytestmark = pytest.mark.slow


@pytest.fixture
def importer(company: Company, tmp_path: Path) -> Importer:
    made = Importer(company, tmp_path)
    made.take("products", PRODUCTS)
    return made


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, importer: Importer) -> Window:
    assert importer.folder == company.folder
    return Window(qtbot, company, performer, gate, company.supervisor)


def page_of(window: Window) -> ImportsView:
    page = window.go("imports")
    assert isinstance(page, ImportsView)
    return page


def opened(window: Window, importer: Importer, content: str, name: str = "shop.csv") -> ImportsView:
    page = page_of(window)
    page.presenter.choose(str(importer.file(content, name)))  # type: ignore[attr-defined]
    window.settle()
    window.settle()
    return page


def test_the_log_is_shown_and_every_control_has_a_name(window: Window) -> None:
    page = page_of(window)
    assert page.log.table.rows_model().total() == 1
    assert nameless(page) == []


def test_a_column_is_pointed_at_a_field_by_keys(window: Window, importer: Importer) -> None:
    page = opened(window, importer, SHOP.replace("Nr;", "Zeichen;"))
    choice = page.file.preview.head.choices()[0]
    assert choice.currentText() == "Not used"
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_Down)
    window.until(lambda: choice.currentText() == "Order number")
    window.settle()
    assert page._presenter.state.mapping is not None
    assert page._presenter.state.mapping.rule("order") is not None
    assert nameless(page) == []


def test_the_first_record_stands_below_the_choices(window: Window, importer: Importer) -> None:
    head = "order;sku;qty;placed_at;street1;postcode;city;country"
    page = opened(window, importer, f"{head}\n9001;A1;2;2010-12-06;Way 1;1010;Wien;AT\n")
    preview = page.file.preview
    assert preview.viewport().geometry().top() >= preview.head.geometry().bottom()


def test_a_cell_is_mended_in_place_and_imported(window: Window, importer: Importer) -> None:
    page = opened(window, importer, "sku,name,weight_g\nC-3,Bowl,heavy\nD-4,Jug,90\n")
    preview = page.file.preview
    assert preview.is_wrong(2, 2)
    preview.go(0, 2)
    preview.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(preview, Qt.Key.Key_F2)
    editor = preview.findChild(QLineEdit)
    assert editor is not None
    editor.setText("120")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    window.until(lambda: len(page._presenter.state.mends) == 1)
    window.settle()
    assert not preview.is_wrong(2, 2)
    QTest.keyClick(window.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: page._presenter.state.mode == "result")
    window.settle()
    assert importer.rows("SELECT weight_g FROM product WHERE sku = 'C-3'") == [(120,)]
    assert page.log.table.rows_model().total() == 2
    assert nameless(page) == []


def test_a_file_is_dropped(window: Window, importer: Importer) -> None:
    page = page_of(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(importer.file("sku,name\nC-3,Bowl\n", "dropped.csv")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))
    window.settle()
    assert page._presenter.state.source is not None
    assert page._presenter.state.source.name == "dropped.csv"
    window.press(Qt.Key.Key_Escape)
    assert page._presenter.state.mode == "log"


def test_a_long_file_is_shown_from_pages_and_holds_few(window: Window, importer: Importer) -> None:
    rows = "".join(f"P{n},Name {n}\n" for n in range(60_000))
    page = opened(window, importer, f"sku,name\n{rows}", "long.csv")
    window.until(lambda: page._presenter.state.ready)
    model = page.file.preview.rows
    assert model.rowCount() == 60_000
    for first in range(0, 60_000, 1_000):
        model.record(first)
    window.settle()
    assert len(model._pages) <= MOST_PAGES
    page.file.preview.go(59_999, 0)
    QApplication.processEvents()
    window.until(lambda: model.record(59_999) is not None)
    found = model.record(59_999)
    assert found is not None
    assert found[0].cells == ("P59999", "Name 59999")
    assert PAGE * MOST_PAGES < 60_000


def test_how_a_file_is_read_is_said_in_the_form(window: Window, importer: Importer) -> None:
    page = opened(window, importer, "sku,weight\nC-3,2\nD-4,3\n")
    reading = page.file.reading
    page.file._turn("read")
    page.file.preview.go(0, 1)
    window.settle()
    reading._factor.setText("many")
    reading._factor.editingFinished.emit()
    assert "above zero" in reading._factor.accessibleDescription()
    reading._factor.setText("1000")
    reading._factor.editingFinished.emit()
    window.settle()
    mapping = page._presenter.state.mapping
    assert mapping is not None
    rule = mapping.rule("weight_g")
    assert rule is not None
    assert rule.factor == "1000"
    assert nameless(page) == []


def test_signing_off_lets_go_of_the_file(window: Window, importer: Importer) -> None:
    opened(window, importer, "sku,name\nC-3,Bowl\n")
    assert list((importer.folder / "stage").iterdir())
    window.window.sign_off()
    window.until(lambda: not list((importer.folder / "stage").iterdir()))


def test_what_an_import_did_stands_close_together_whatever_room_is_left(window: Window, importer: Importer) -> None:
    page = page_of(window)
    window.window.resize(1920, 1080)
    window.settle()
    page.presenter.opened("import:1")
    window.settle()
    facts = page.log._facts
    assert facts.isVisible()
    assert facts.height() == facts.heightForWidth(facts.width())
