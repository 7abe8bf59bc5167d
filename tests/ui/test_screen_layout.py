"""The layout screen at a real window: drawn, changed and undone by keys alone, a name for every control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import people
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.layout import shown
from warehouse_app.ui.screens.layout.screen import CARD
from warehouse_app.ui.screens.layout.view import LayoutView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        people.set_company_fact(desk, "id", "c-1")
        people.add_warehouse(desk, WAREHOUSE, "Main")
    return Window(qtbot, company, performer, gate, Session(SYSTEM, "B1"))


def together(window: Window, keys: str) -> None:
    """Press keys together."""
    QTest.keySequence(QApplication.focusWidget() or window.window, QKeySequence(keys))
    window.settle()


def typed(window: Window, field: str, text: str) -> None:
    """Type into a field of the form."""
    line = next(one for one in window.window.findChildren(QLineEdit) if one.accessibleName() == field)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    line.setText(text)  # keys as fast as a test's would be a scanner's


def test_a_warehouse_is_drawn_changed_and_undone_by_keys_alone(window: Window) -> None:
    page = window.go("layout")
    assert isinstance(page, LayoutView)
    assert page.empty.isVisible()
    together(window, "Ctrl+N")
    typed(window, "Aisles", "3")
    typed(window, "Bays", "4")
    together(window, "Ctrl+S")
    assert page.aisles.isVisible()
    assert "0 places" not in page.map.accessibleName()
    together(window, "F9")
    assert page.map.accessibleName() == "96 places; 3 aisles"
    page.aisles.setFocus(Qt.FocusReason.TabFocusReason)
    page.aisles.selectRow(2)
    window.settle()
    together(window, "F2")
    typed(window, "Levels", "9")
    together(window, "Ctrl+S")
    assert "Drawn, not made yet" in [label for label, _value in _facts(page)]
    together(window, "Ctrl+Z")
    assert nameless(page) == []


def _facts(page: LayoutView) -> list[tuple[str, str]]:
    return list(shown.facts(page._presenter.state))


def test_a_picker_sees_no_layout_screen(company: Company) -> None:
    assert not CARD.allowed(company.picker.actor.rights)
    assert CARD.allowed(company.supervisor.actor.rights)
