"""Proof levels through the real window: the first scanned, the rest confirmed, what was not scanned marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import Bench, pick
from tests.windows import Window, nameless
from warehouse_app.domain.packing.proof import Level, ProofRule
from warehouse_app.store.packing import proofs
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.boxes.view import BoxesView
from warehouse_app.ui.screens.lessons.view import LessonsView
from warehouse_app.ui.screens.nearmisses.view import MissesView
from warehouse_app.ui.screens.orders.view import OrdersView
from warehouse_app.ui.screens.pack.view import PackView
from warehouse_app.ui.shell.paperdeeds import PaperDeeds
from warehouse_app.wording.proof import how_words


def shown_rows(table: Table) -> list[Any]:
    """Return what a table shows."""
    model = table.rows_model()
    return [model.row(at) for at in range(model.rowCount())]


@pytest.mark.slow
def test_first_is_scanned_and_the_rest_confirmed_and_what_was_not_scanned_stays_marked(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    with company.write() as desk:
        for sku in ("A1000", "B2000", "C3000"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1001", [("A1000", 6), ("B2000", 2), ("C3000", 1)]), "T-0001")
        proofs.keep(desk, 1, ProofRule(Level.FIRST, "sold by weight", "A1000"))
        proofs.keep(desk, 2, ProofRule(Level.NONE, "", "B2000"))
    window = Window(qtbot, company, performer, gate, company.packer)
    page = window.go("pack")
    assert isinstance(page, PackView)
    assert page.area is not None
    window.scan("T-0001")
    assert page.area.scanbar.line().prompt == "2 × Name of B2000 there? Press Enter"
    window.scan("A1000")
    assert page.area.scanbar.line().prompt == "Are the other 5 there? Press Enter"
    assert page.area.scanbar.line().hint == "First of 6 only: rule for SKU A1000 (sold by weight)"
    window.press(Qt.Key.Key_Return)
    assert [row.done for row in page._lines.rows()] == [6, 0, 0]
    window.press(Qt.Key.Key_Return)
    assert [row.mark.text if row.mark else "" for row in page._lines.rows()] == ["", "2 not verified", ""]
    window.scan("C3000")
    assert page._panel.verdict().word == "Closed"
    window.window.go("orders", "order:1001")
    window.settle()
    orders = window.window.page()
    assert isinstance(orders, OrdersView)
    window.until(orders.detail.isVisible)
    orders.detail.tabbed.emit("packed")
    told = orders.detail.checked
    window.until(lambda: len(shown_rows(told.proven)) == 4)
    assert [(one.sku, one.units, how_words(one.how)) for one in shown_rows(told.proven)] == [
        ("A1000", 1, "Scanned"), ("A1000", 5, "Counted after the first scan"),
        ("B2000", 2, "Not scanned"), ("C3000", 1, "Scanned"),
    ]  # fmt: skip
    assert not told.captured.isVisible(), "nothing was captured"


@pytest.mark.slow
def test_what_the_commands_tell_of_packing_stands_in_the_window_too(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, tmp_path: Path
) -> None:
    with company.write() as desk:
        for sku in ("A1", "B2"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "O1", [("A1", 1)]), "T1")
    Bench(company).codes("T1", "B2", "")
    window = Window(qtbot, company, performer, gate, company.supervisor)
    misses = window.go("nearmisses")
    assert isinstance(misses, MissesView)
    window.press(Qt.Key.Key_F3)
    window.until(lambda: misses.by_person.people.isVisible() and len(shown_rows(misses.by_person.people)) == 1)
    assert nameless(misses) == []
    lessons = window.go("lessons")
    assert isinstance(lessons, LessonsView)
    asked: list[str] = []
    papers = lessons.deeds[-1]
    assert isinstance(papers, PaperDeeds)
    papers.choose_file = lambda name, _then: asked.append(name)
    lessons.table.qt("sheet").trigger()
    window.until(lambda: asked == ["training-sheet.pdf"])
    boxes = window.go("boxes")
    assert isinstance(boxes, BoxesView)
    file = tmp_path / "boxes.csv"
    file.write_text("box,inner\nS,200x150x100\nM,wide\n")
    boxes.choose_file = lambda then: then(str(file))
    boxes.table.qt("import").trigger()
    window.until(lambda: boxes.file.lines.isVisible() and len(shown_rows(boxes.file.lines)) == 1)
    assert shown_rows(boxes.file.lines)[0].line == 3
    window.press(Qt.Key.Key_Escape)
    window.until(lambda: not boxes.file.isVisible())
