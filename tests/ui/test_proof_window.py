"""Proof levels through the real window: the first scanned, the rest confirmed, what was not scanned marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import pick
from tests.windows import Window
from warehouse_app.domain.packing.proof import Level, ProofRule
from warehouse_app.store.packing import proofs
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.view import PackView


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
