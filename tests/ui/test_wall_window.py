"""The put wall at the pack bench, through the real window: slot for an item, the next item, the order of a slot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import tote
from tests.pickfloor import PickFloor, follow, picker
from tests.windows import Window
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.view import PackView


@pytest.mark.slow
def test_an_item_of_a_tote_to_sort_is_told_its_slot_and_the_full_slot_is_packed(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    orders = {"1001": [("A1000", 1)], "1002": [("A1000", 1), ("B2000", 1)]}
    floor = PickFloor(company, orders, {"A01-01": ("A1000", 9), "A01-02": ("B2000", 9)})
    floor.release("sort")
    follow(picker("line", company))
    with company.write() as desk:
        for code in ("W-0001", "W-0002"):
            tote(desk, company, code)
    window = Window(qtbot, company, performer, gate, company.packer)
    page = window.go("pack")
    assert isinstance(page, PackView)
    assert page.area is not None
    window.scan("B2000")
    panel = page._panel.verdict()
    assert (panel.kind, panel.place_label, panel.place) == ("asked", "Slot", "A2")
    assert page.area.scanbar.line().prompt == "Stand an empty tote there and scan it"
    window.scan("W-0002")
    assert page._panel.verdict().word == "1 in A2"
    assert [(row.name, row.done, row.total) for row in page._lines.rows()] == [("Slot A1", 0, 1), ("Slot A2", 1, 2)]
    window.scan("A1000")
    window.press(Qt.Key.Key_Escape)
    assert page._panel.verdict().place == "A1"
    window.scan("W-0001")
    panel = page._panel.verdict()
    assert (panel.word, panel.why) == (
        "Slot A1 is complete", "Order 1001 can be packed: scan tote W-0001, or the next item",
    )  # fmt: skip
    window.scan("W-0001")
    assert page._panel.verdict().word == "Order 1001"
    window.scan("A1000")
    assert page._panel.verdict().word == "Closed"
    window.scan("A1000")
    assert page._panel.verdict().place == "A2"
