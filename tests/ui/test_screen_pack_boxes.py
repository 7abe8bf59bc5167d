"""The box step at the pack bench's real window: measured, suggested, drawn, taken by key, by touch and by code."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.application.test_packing_boxes import SIZED, make_box, set_to
from tests.company import Company
from tests.packbench import pick
from tests.windows import Window, nameless
from warehouse_app.application.cartons import advising
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.presenter import PackPresenter
from warehouse_app.ui.screens.pack.view import PackView

pytestmark = pytest.mark.slow


@pytest.fixture
def packed(company: Company) -> Company:
    advising.KNOWN.forget()
    make_box(company, "S", "200x160x120", tare_g="90", cost="0.30", barcode="BOX-S")
    make_box(company, "L", "500x400x300", tare_g="400", cost="0.90", barcode="BOX-L")
    with company.write() as desk:
        company.product(desk, "LAMP", name="Night lamp", weight_g=100, **SIZED)
        company.product(desk, "MUG", name="Red mug", weight_g=350)
        for n in ("1", "2"):
            pick(desk, company, company.order(desk, f"100{n}", [("LAMP", 2), ("MUG", 1)]), f"T-000{n}")
    set_to(company, "pack.box", "suggest")
    return company


def test_a_box_is_measured_for_suggested_drawn_and_taken(
    qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate
) -> None:
    window = Window(qtbot, packed, performer, gate, packed.packer)
    page = window.go("pack")
    assert isinstance(page, PackView)
    window.scan("T-0001")
    window.scan("LAMP")
    window.type("*2")
    window.scan("MUG")
    assert page._panel.verdict().word == "Measure Red mug"
    window.type("90x90x90")
    window.until(lambda: page._hero.currentWidget() is page._boxes)
    assert page.area is not None
    assert not page.area.scanbar.typing()
    told = "All 3 items are right. Take Box S. Press a number or scan the box, 0 for none"
    window.until(lambda: page._boxes.accessibleName() == told)
    fit = page._fit.value()
    assert [(each.n, each.words, each.how) for each in fit.lines] == [
        (1, "Red mug", "put first"),
        (2, "2 × Night lamp", "put first"),
    ]
    assert len(fit.parts) == 3
    assert "Red mug" in page._fit._picture.accessibleName()
    assert nameless(page) == []
    assert isinstance(page.presenter, PackPresenter)
    shot = page.presenter.command("shot", "1", "keyboard", double=False)
    assert shot.offered == (("S",), ("L",)), "a number means what stands there"
    window.press(Qt.Key.Key_9)
    assert page._hero.currentWidget() is page._boxes
    window.press(Qt.Key.Key_1)
    assert page._panel.verdict().kind == "closed"
    window.scan("T-0002")
    window.until(lambda: page._state.ahead is not None)
    window.scan("LAMP")
    window.type("*2")
    window.scan("MUG")
    window.until(lambda: page._hero.currentWidget() is page._boxes)
    window.scan("BOX-L")
    assert page._panel.verdict().kind == "closed"
