"""A long list at a real window: scrolled, jumped through, read again; columns arranged, rows copied and exported."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window
from warehouse_app.store.schema import trade
from warehouse_app.ui.kit.columnpanel import ColumnPanel
from warehouse_app.ui.kit.listtable import MOST_CHOSEN
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.orders.view import OrdersView
from warehouse_app.ui.shell.listdeeds import ListDeeds

pytestmark = pytest.mark.slow

ROWS = 3_000
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def row(code: str, **more: object) -> dict[str, object]:
    day = "2010-12-06T08:00:00.000000Z"
    facts = {"state": "confirmed", "warehouse": "MAIN", "placed_at": day, "ship_by": day, "content_hash": code}
    return {"channel": "shop", "code": code, "country": "=1+1", "total_minor": 12345, **facts, **more}


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        desk.connection.execute(trade.orders.insert(), [row(f"{n:05d}") for n in range(ROWS)])
    return Window(qtbot, company, performer, gate, company.supervisor)


@pytest.fixture
def page(window: Window) -> OrdersView:
    made = window.go("orders")
    assert isinstance(made, OrdersView)
    made.presenter.viewed("all")  # type: ignore[attr-defined]
    made.presenter.sorted("code", False)  # type: ignore[attr-defined]
    window.settle()
    made.orders.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def shown(page: OrdersView, at: int) -> str:
    return str(page.orders.model().index(at, page.orders.names().index("code")).data())


def test_the_end_is_one_key_away_and_its_row_is_chosen(window: Window, page: OrdersView) -> None:
    assert page.orders.model().rowCount() == ROWS
    assert shown(page, ROWS - 1) == "…"
    QTest.keyClick(page.orders, Qt.Key.Key_End)
    window.settle()
    assert shown(page, ROWS - 1) == f"{ROWS - 1:05d}"
    assert page._presenter._screen.row is not None
    assert page._presenter._screen.row.code == f"{ROWS - 1:05d}"
    QTest.keyClick(page.orders, Qt.Key.Key_Home)
    window.settle()
    assert page._presenter._screen.row.code == "00000"


def test_what_was_not_done_does_not_look_done(window: Window, page: OrdersView) -> None:
    page.orders.clearSelection()
    page.chosen.emit("copy_rows")
    toast = window.window.toast
    assert (toast.words(), toast.refused()) == ("Choose rows first", True)
    QTest.keyClick(page.orders, Qt.Key.Key_Home)
    window.settle()
    page.chosen.emit("copy_rows")
    window.settle()
    assert (toast.words(), toast.refused()) == ("1 row copied", False)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_what_is_told_leaves_the_totals_of_the_list_in_view(
    window: Window, page: OrdersView, size: tuple[int, int]
) -> None:
    window.window.resize(*size)
    window.settle()
    toast, foot = window.window.toast, page._foot
    toast.say("Order 00000 is on hold", undo=True)
    assert foot.text()
    at = QRect(foot.mapTo(window.window, QPoint(0, 0)), foot.size())
    assert not at.intersects(toast.geometry())


def test_an_arrow_on_a_page_just_opened_goes_to_its_list(window: Window, page: OrdersView) -> None:
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(page, Qt.Key.Key_Down)
    window.settle()
    assert page.orders.hasFocus()
    assert page._presenter._screen.row is not None
    assert page._presenter._screen.row.code == "00001"


def test_an_arrow_that_the_list_lets_go_does_not_go_round(window: Window, page: OrdersView) -> None:
    QTest.keyClick(page.orders, Qt.Key.Key_End)
    window.settle()
    QTest.keyClick(page.orders, Qt.Key.Key_Down)
    window.settle()
    assert page.orders.hasFocus()
    assert page._presenter._screen.row is not None
    assert page._presenter._screen.row.code == f"{ROWS - 1:05d}"


def test_what_others_add_moves_neither_the_view_nor_the_choice(window: Window, page: OrdersView) -> None:
    bar = page.orders.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    window.settle()
    top = page.orders.rowAt(0)
    code = shown(page, top)
    page.orders.selectRow(top + 2)
    with window.company.write() as desk:
        desk.connection.execute(trade.orders.insert(), [row(f"-{n}") for n in range(40)])
    window.window.feed.publish(frozenset({"order"}), "elsewhere")
    window.settle()
    assert page.orders.rowAt(0) == top + 40
    assert shown(page, page.orders.rowAt(0)) == code
    window.until(lambda: page.orders.chosen_places() == (top + 42,))


def test_a_head_sorts_in_the_database_and_others_do_not(window: Window, page: OrdersView) -> None:
    head, names = page.orders.horizontalHeader(), page.orders.names()
    head.sectionClicked.emit(names.index("code"))
    window.settle()
    assert shown(page, 0) == f"{ROWS - 1:05d}"
    head.sectionClicked.emit(names.index("stock"))
    window.settle()
    assert shown(page, 0) == f"{ROWS - 1:05d}"


def test_choosing_all_has_a_limit_and_letters_search_nothing(window: Window, page: OrdersView) -> None:
    QTest.keyClick(page.orders, Qt.Key.Key_A, CONTROL)
    assert len(page.orders.chosen_places()) == MOST_CHOSEN
    page.orders.keyboardSearch("02999")
    assert page.orders.currentIndex().row() <= 0
    window.settle()


def test_rows_are_copied_with_their_head_and_no_cell_is_a_formula(window: Window, page: OrdersView) -> None:
    page.orders.selectRow(3)
    QTest.keyClick(page.orders, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.orders, Qt.Key.Key_C, CONTROL)
    window.settle()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    columns = dict(zip(lines[0], lines[1], strict=True))
    assert (columns["Order"], columns["Country"], columns["Value"]) == ("00003", "'=1+1", "123.45")
    assert lines[2][0] == "00004"
    assert len(lines) == 3


def panel_of(page: OrdersView) -> ColumnPanel:
    found = [each for each in page.window().findChildren(ColumnPanel) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_columns_are_arranged_by_keys_and_remembered(window: Window, page: OrdersView) -> None:
    page.table.qt("columns").trigger()
    names = panel_of(page).names()
    assert names.currentItem().text() == "Order"
    QTest.keyClick(names, Qt.Key.Key_Down, ALT)
    QTest.keyClick(names, Qt.Key.Key_Right, ALT)
    QTest.keyClick(names, Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Space)
    QTest.keyClick(names, Qt.Key.Key_Escape)
    window.settle()
    told = [column.title for column in page.orders.in_view() if column.told]
    assert told[:2] == ["Customer", "Order"]
    assert "Country" not in told
    width = page.orders.columnWidth(page.orders.names().index("code"))

    window.window.sign_off()
    window.window.sign_on_as(window.company.supervisor)
    again = window.go("orders")
    assert isinstance(again, OrdersView)
    assert [column.title for column in again.orders.in_view() if column.told] == told
    assert again.orders.columnWidth(again.orders.names().index("code")) == width

    window.window.sign_off()
    window.window.sign_on_as(window.company.packer)
    other = window.go("orders")
    assert isinstance(other, OrdersView)
    assert "Country" in [column.title for column in other.orders.in_view()]


def test_the_columns_go_with_their_table(window: Window, page: OrdersView) -> None:
    page.table.qt("columns").trigger()
    panel_of(page)
    window.go("stock")
    assert not [each for each in window.window.findChildren(ColumnPanel) if each.isVisible()]


def test_a_remembered_sort_that_is_gone_is_told(window: Window, page: OrdersView) -> None:
    page.orders.sort_by("code", descending=True)
    window.settle()
    settings = window.window.house.settings
    key = f"columns:orders:{window.company.supervisor.actor.person}"
    kept = settings.get(key, "")
    settings.put(key, kept.replace('"sort":"code"', '"sort":"shoe size"'))
    assert kept != settings.get(key, "")
    window.window.sign_off()
    window.window.sign_on_as(window.company.supervisor)
    again = window.go("orders")
    assert isinstance(again, OrdersView)
    assert "shoe size" in again.care.accessibleName() + again._presenter._screen.care
    assert again.orders.model().rowCount() > 0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_column_moved_by_the_mouse_stays_where_it_was_put(window: Window, page: OrdersView) -> None:
    head, names = page.orders.horizontalHeader(), page.orders.names()
    head.moveSection(head.visualIndex(names.index("ship_by")), 1)
    head.resizeSection(names.index("ship_by"), 222)
    page.resize(page.width() - 60, page.height())
    assert [column.title for column in page.orders.in_view()][1] == "Leaves"
    assert page.orders.columnWidth(names.index("ship_by")) == 222
    page.orders.head_menu.emit(QPoint(10, 10), "ship_by")
    window.settle()
    for menu in QApplication.topLevelWidgets():
        if type(menu).__name__ == "QMenu":
            menu.close()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_leaves_as_a_file_as_it_is_shown(window: Window, page: OrdersView, tmp_path: Path, form: str) -> None:
    deeds = next(each for each in page.deeds if isinstance(each, ListDeeds))
    deeds.choose_file = lambda _proposed, then: then(str(tmp_path / f"list.{form}"))
    page.presenter.sought("0029")  # type: ignore[attr-defined]
    window.settle()
    page.table.qt("export_list").trigger()
    window.settle()
    if form == "csv":
        with (tmp_path / "list.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
    else:
        from openpyxl import load_workbook

        book = load_workbook(tmp_path / "list.xlsx", read_only=True)
        rows = [list(each) for each in book.active.iter_rows(values_only=True)]
        book.close()
    assert sorted(str(each[0]) for each in rows[1:]) == [f"0029{n}" for n in range(10)]
    strange = next(each for each in rows if str(each[0]) == "00299")
    country = strange[rows[0].index("Country")]
    assert country == ("'=1+1" if form == "csv" else "=1+1")
    assert float(strange[rows[0].index("Value")]) == 123.45
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []
