"""The floor benches at a real window and a real company: scans and keys alone, from the first to the last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.windows import Window, nameless
from warehouse_app.domain.items import Item
from warehouse_app.store import cells, items, places
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.floorbench.view import FloorBenchView

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        for sku in ("A1000", "B2000"):
            company.product(desk, sku)
        company.stock(desk, "A01-01", "A1000", 10)
        company.stock(desk, "A01-02", "B2000", 5)
    return Window(qtbot, company, performer, gate, company.picker)


def held(company: Company, place: str, sku: str) -> int:
    """Return how much of a product a place holds."""
    with company.store.read() as desk:
        found = places.by_code(desk, WAREHOUSE, place)
        number = items.find(desk, Item(sku))
        return 0 if found is None or number is None else cells.read(desk, found.id, number).on_hand


def bench(window: Window, name: str) -> FloorBenchView:
    page = window.go(name)
    assert isinstance(page, FloorBenchView)
    return page


def test_goods_are_moved_by_scans_and_a_typed_number(window: Window) -> None:
    page = bench(window, "move")
    window.scan("A01-01")
    window.scan("A1000")
    assert page.face.face().item is not None
    window.press(Qt.Key.Key_4)
    assert page.face.face().far == "4"
    window.press(Qt.Key.Key_Return)
    window.scan("A01-02")
    assert held(window.company, "A01-02", "A1000") == 4
    assert window.sounds.played[-1] in {"right", "order_complete"}
    assert nameless(page) == []
