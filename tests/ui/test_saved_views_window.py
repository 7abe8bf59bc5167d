"""Saved views at a real window: kept by keys alone, chosen from the menu and from the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ui.kit import theme
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.orders.view import OrdersView
from warehouse_app.ui.shell.listpage import ListPage
from warehouse_app.ui.shell.savedviews import SavedViews

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        company.product(desk, "A1")
        for code in ("1001", "1002"):
            company.order(desk, code, [("A1", 1)])
    return Window(qtbot, company, performer, gate, Session(SYSTEM, "B1"))


def keep(window: Window, page: ListPage, name: str) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, CONTROL)
    window.settle()
    typing = QApplication.focusWidget()
    assert isinstance(typing, QLineEdit)
    typing.setText(name)
    window.press(Qt.Key.Key_Return)


def asked(page: OrdersView) -> str:
    return page._presenter.kept().view


def test_a_view_is_kept_by_keys_and_chosen_from_the_menu_and_the_palette(window: Window) -> None:
    page = window.go("orders")
    assert isinstance(page, OrdersView)
    saved = page.deeds[1]
    assert isinstance(saved, SavedViews)
    page.views.chosen.emit("all")
    window.settle()
    keep(window, page, "Morning")
    assert saved.button.words() == "Morning"
    assert nameless(page) == []
    page.views.chosen.emit("late")
    window.settle()
    assert saved.button.words() == "Views"
    menu = saved.menu()
    choice = next(each for each in menu.actions() if each.text() == "Morning")
    choice.trigger()
    window.settle()
    assert asked(page) == "all"
    page.views.chosen.emit("late")
    window.settle()
    finder = window.window.finder
    finder.open("Morning")
    window.settle()
    finder.presenter.entered()
    window.settle()
    assert asked(page) == "all"
    assert saved.button.words() == "Morning"


def test_every_list_keeps_views(window: Window) -> None:
    for screen in ("products", "places", "stock", "prints", "manifests", "people", "audit"):
        page = window.go(screen)
        assert isinstance(page, ListPage)
        keep(window, page, "Mine")
        saved = next(each for each in page.deeds if isinstance(each, SavedViews))
        assert [each.list for each in saved.keeper.state.views] == [screen]
        assert saved.keeper.state.opened is not None
        assert not saved.keeper.state.changed, screen


def test_what_was_looked_for_is_marked_in_the_list(window: Window) -> None:
    page = window.go("orders")
    assert isinstance(page, OrdersView)
    page._presenter.reopen(ListQuery("all", "100"))
    window.settle()
    assert list(page.orders.marked) == ["100"]
    rect = page.orders.visualRect(page.orders.model().index(0, 1))
    grabbed = page.orders.viewport().grab(rect).toImage()
    seen = {grabbed.pixelColor(x, y).name() for x in range(grabbed.width()) for y in range(grabbed.height())}
    assert theme.colour("ask_soft").name() in seen
    page._presenter.reopen(ListQuery("all"))
    window.settle()
    assert not page.orders.marked
