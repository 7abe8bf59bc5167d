"""The counts screen at a real window: planned, decided and looked at by keys alone, a name for every control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.countbench import Counter, on_hand, settings, states
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import people
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.counts.view import CountsView

pytestmark = pytest.mark.slow


@pytest.fixture
def house(company: Company) -> Company:
    """A place that two people found far too small, and one that is right."""
    with company.write() as desk:
        people.set_company_fact(desk, "id", "c-1")
        people.add_warehouse(desk, WAREHOUSE, "Main")
        for n, code in enumerate(("A01", "A02", "B01"), 1):
            company.bin(desk, code, walk_seq=n, aisle=1)
        for sku in ("CUP", "JAR"):
            company.product(desk, sku)
        company.stock(desk, "A01", "CUP", 42)
        company.stock(desk, "A02", "JAR", 5)
        company.order(desk, "999", [("CUP", 1), ("JAR", 1)], state="cancelled")
    settings(company, count_approve_value="5")
    for person in ("ANNA", "LI"):
        Counter(company, f"H-{person}", person).scan("A01", "CUP", "12", "DONE")
    Counter(company).scan("A02", "JAR", "5", "DONE")
    return company


@pytest.fixture
def window(qtbot: QtBot, house: Company, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, house, performer, gate, Session(SYSTEM, "B1"))


def together(window: Window, keys: str) -> None:
    """Press keys together."""
    QTest.keySequence(QApplication.focusWidget() or window.window, QKeySequence(keys))
    window.settle()


def counts(window: Window) -> CountsView:
    page = window.go("counts")
    assert isinstance(page, CountsView)
    return page


def test_what_two_people_found_is_booked_by_keys_alone(window: Window) -> None:
    page = counts(window)
    page.keeper.viewed("review")
    window.settle()
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    page.list_table.selectRow(0)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F2)
    window.settle()
    assert nameless(page) == []
    together(window, "Ctrl+S")
    assert states(window.company) == ["posted", "matched"]
    assert on_hand(window.company, "A01", "CUP") == 12


def test_a_plan_is_made_in_the_window(window: Window) -> None:
    page = counts(window)
    together(window, "Ctrl+N")
    assert page.keeper.state.form is not None
    page.keeper.saved({"kind": "warehouse", "about": "", "most": "x", "blind": "yes"})
    window.settle()
    form = page.keeper.state.form
    assert form is not None
    assert form.refusals
    page.keeper.saved({"kind": "warehouse", "about": "", "most": "20", "blind": "yes"})
    window.settle()
    assert page.keeper.state.form is None
    assert [plan.places for plan in page.keeper.overview.plans] == [2]


def test_every_page_beside_the_list_is_drawn_with_names(window: Window) -> None:
    page = counts(window)
    page.keeper.opened("count:K00001")
    for tab in ("found", "plans", "today", "accuracy"):
        page.keeper.tabbed(tab)
        window.settle()
        assert nameless(page) == []
        assert not page.grab().isNull()
    assert page.keeper.overview.accuracy.whole.counted == 1
