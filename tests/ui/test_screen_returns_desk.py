"""The pages of returns at a real window, by keys alone: each opens, names all its controls, and does its deed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.returned import ask, begin_rules, shipped
from tests.windows import Window, nameless
from warehouse_app.application.returning.claims import draft
from warehouse_app.application.returning.requests import Asked
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import ReturnState
from warehouse_app.store.returning import cases, rules
from warehouse_app.store.schema import floor, ledger, returnrules, trade
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.claims.view import ClaimsView
from warehouse_app.ui.screens.returncases.view import CasesView
from warehouse_app.ui.screens.returnrules.view import RulesView
from warehouse_app.ui.screens.whyreturned.view import WhyView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    """A request that waits for a yes, and a claim to be sent."""
    begin_rules(company)
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
        desk.connection.execute(returnrules.return_policy.update().values(authorised=0))
        company.product(desk, "MUG")
        order_id = shipped(company, desk, "4711", [("MUG", 2)])
        desk.connection.execute(trade.order_line.update().values(total_minor=1000))
        desk.connection.execute(floor.parcel.update().values(carrier="DHL"))
        wrong = next(each for each in rules.reasons(desk) if each.evidence == "wrong_item")
    code = ask(company, order_id, Asked("MUG", "1", wrong.code)).done().code
    with company.write() as desk:
        draft(desk, cases.known(desk, code).id, ClaimKind.DAMAGE)
    return Window(qtbot, company, performer, gate, company.supervisor)


def test_every_page_of_returns_is_worked_by_keys(window: Window) -> None:
    page = window.go("returncases")
    assert isinstance(page, CasesView)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_End)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_F6)
    seen = page._keeper.state.detail
    assert seen is not None
    assert seen.row.state is ReturnState.AUTHORISED
    page.case.tabs.chosen.emit("why")
    window.settle()
    assert page.case._why.rows() > 2
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert nameless(page) == []
    window.press(Qt.Key.Key_Escape)

    page = window.go("claims")
    assert isinstance(page, ClaimsView)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_End)
    window.settle()
    window.press(Qt.Key.Key_F8)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert dict(page._keeper.state.counts)["sent"] == 1
    assert nameless(page) == []

    page = window.go("whyreturned")
    assert isinstance(page, WhyView)
    window.press(Qt.Key.Key_F9)
    assert page._presenter.state.days == 365
    assert nameless(page) == []

    page = window.go("returnrules")
    assert isinstance(page, RulesView)
    page.list_table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list_table, Qt.Key.Key_Home)
    window.settle()
    window.press(Qt.Key.Key_F2)
    assert page._keeper.state.form is not None
    assert nameless(page) == []
