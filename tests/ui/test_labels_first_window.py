"""A label that came with its tote, at the pack bench's real window: it opens the order, stays, or is thrown away."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import batch, pick, rule
from tests.parcels import spool, work
from tests.windows import Window
from warehouse_app.application import labelfirst
from warehouse_app.store.schema import ledger
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.view import PackView

pytestmark = pytest.mark.slow


def test_a_label_opens_its_order_and_the_bench_says_what_becomes_of_it(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    rule(company, "pack.label_first", "on")
    rule(company, "pack.packaging_g", "20")
    with company.write() as desk:
        company.product(desk, "LAMP", name="Night lamp")
        made = [company.order(desk, code, [("LAMP", 4)], ship_part=1) for code in ("1001", "1002", "1003")]
        for n, order in enumerate(made, 1):
            pick(desk, company, order, f"T-000{n}")
        labelfirst.ask(desk, batch(desk, company, "BA1", dict(zip(made, ("A1", "A2", "A3"), strict=True))))
    work(company, spool(company.folder / "spool"))
    window = Window(qtbot, company, performer, gate, company.supervisor)
    page = window.go("pack")
    assert isinstance(page, PackView)
    window.scan("P00000002")
    assert page._panel.verdict().word == "Order 1002, its label is printed"
    window.scan("LAMP")
    window.type("*4")
    told = page._panel.verdict()
    assert (told.kind, told.word) == ("closed", "Closed")
    assert told.item is not None
    assert told.item.line == "Put on the label that came with it"
    window.scan("P00000001")
    window.scan("LAMP")
    window.scan("NEXT BOX")
    assert page._panel.verdict().word == "Throw the old label away: it is void"
    assert "Put the new label on P00000001" in page._panel.verdict().why
    window.scan("LAMP")
    window.type("*3")
    window.scan("P00000004")
    window.scan("P00000001")
    with company.write() as desk:
        desk.connection.execute(ledger.product.update().values(weight_g=900))
    window.scan("P00000003")
    window.scan("LAMP")
    window.type("*4")
    told = page._panel.verdict()
    assert (told.kind, told.word) == ("closed", "New label")
    assert told.item is not None
    assert told.item.line == "Throw the old label away, put the new one on"
