"""The weights page at a real window: the list, the parcels behind it, and both decisions by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.application.test_weights_books import learned
from tests.company import Company
from tests.packbench import rows
from tests.windows import Window, nameless
from warehouse_app.store.schema import ledger, weights
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.weights.view import WeightsView

pytestmark = pytest.mark.slow


def test_the_books_are_put_right_or_kept_by_keys(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    with company.write() as desk:
        for sku, grams in (("MUG", 350), ("LAMP", 900), ("CARD", None)):
            company.product(desk, sku, weight_g=grams)
    for sku, mean in (("MUG", 420_000), ("LAMP", 903_000), ("CARD", 12_400)):
        learned(company, sku, mean)
    window = Window(qtbot, company, performer, gate, company.supervisor)
    page = window.go("weights")
    assert isinstance(page, WeightsView)
    assert page._presenter.state.counts == (("wrong", 2), ("kept", 0), ("few", 0), ("all", 3))
    window.beam("MUG")
    window.until(lambda: page._presenter.state.detail is not None)
    assert nameless(page) == []
    window.press(Qt.Key.Key_F6)
    window.press(Qt.Key.Key_Return)
    assert {row.sku: row.weight_g for row in rows(company, ledger.product)} == {"MUG": 420, "LAMP": 900, "CARD": None}
    window.beam("CARD")
    window.until(lambda: getattr(page._presenter.state.row, "sku", "") == "CARD")
    window.settle()
    window.press(Qt.Key.Key_F10)
    window.write("nobody sells it alone")
    window.press(Qt.Key.Key_Return)
    assert [row.reason for row in rows(company, weights.weight_kept)] == ["nobody sells it alone"]
    assert page._presenter.state.counts == (("wrong", 0), ("kept", 1), ("few", 0), ("all", 3))
    window.settle()
