"""The page of one's own day at a real window: one's own figures alone, and those of all by right, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import Bench, pick
from tests.windows import Window, nameless
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.performance import shown
from warehouse_app.ui.screens.performance.view import PerformanceView

pytestmark = pytest.mark.slow


def page_of(window: Window) -> PerformanceView:
    page = window.go("performance")
    assert isinstance(page, PerformanceView)
    window.until(lambda: page._presenter.state.report is not None)
    window.settle()
    return page


def test_a_packer_sees_the_own_day_and_a_supervisor_all(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    with company.write() as desk:
        company.product(desk, "LAMP")
        for code in ("1", "2"):
            pick(desk, company, company.order(desk, code, [("LAMP", 2)]), f"T{code}")
    mine, other = Bench(company), Bench(company, "B2", "BORIS")
    for bench, tote in ((mine, "T1"), (other, "T2")):
        for text in (tote, "LAMP", "LAMP"):
            company.clock.forward(seconds=20)
            bench.scan(text)
    packer = Window(qtbot, company, performer, gate, mine.session)
    packer.go("pack")
    QTest.keyClick(packer.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    packer.until(lambda: isinstance(packer.window.page(), PerformanceView))
    page = page_of(packer)
    state = page._presenter.state
    assert [view.name for view in shown.views(state)] == ["me"]
    assert [(row.key, row.units) for row in state.rows] == [("p-anna", 2)]
    assert ("Units", "2") in shown.facts(state.row, company.runner.now()) if state.row else False
    assert nameless(page) == []
    packer.press(Qt.Key.Key_F9)
    packer.until(lambda: page._presenter.state.week and page._presenter.state.report is not None)
    packer.window.close()
    boss = Window(qtbot, company, performer, gate, company.supervisor)
    page = page_of(boss)
    assert [view.name for view in shown.views(page._presenter.state)] == ["me", "person", "bench", "product"]
    for view, keys in (("person", ["p-anna", "p-boris"]), ("bench", ["B1", "B2"]), ("product", ["LAMP"])):
        page._presenter.viewed(view)
        boss.until(lambda: page._presenter.state.report is not None)
        assert [row.key for row in page._presenter.state.rows] == keys
    boss.settle()
