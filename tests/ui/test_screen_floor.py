"""The floor benches at a real window and a real company: scans and keys alone, from the first to the last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.dockbench import purchase
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.items import Item
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
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
        places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        purchase(desk, "PO-1", [("A1000", 12), ("B2000", 5)])
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


def scan(window: Window, *codes: str) -> None:
    """Scan one code after the other."""
    for code in codes:
        window.scan(code)


def number(window: Window, digits: str) -> None:
    """Type a number by hand, and Enter."""
    for digit in digits:
        window.press(Qt.Key(ord(digit)))
    window.press(Qt.Key.Key_Return)


def test_a_delivery_comes_in_by_scans_numbers_and_keys(window: Window) -> None:
    page = bench(window, "receive")
    scan(window, "PO-1", "A1000")
    assert page.face.face().far == "1 of 12"
    number(window, "12")
    assert page.face.face().far == "12 of 12"
    assert held(window.company, "DOCK", "A1000") == 12
    window.press(Qt.Key.Key_F9)
    assert page.panel.verdict().kind == "asked"
    assert page.scanbar().line().state == "held_ask"
    window.press(Qt.Key.Key_1)
    assert page.panel.verdict().kind == "closed"
    assert nameless(page) == []


def test_what_came_in_is_put_away_to_the_place_that_is_shown(window: Window) -> None:
    page = bench(window, "receive")
    scan(window, "PO-1", "A1000")
    number(window, "12")
    page = bench(window, "putaway")
    scan(window, "A1000")
    number(window, "12")
    window.press(Qt.Key.Key_F9)
    place = page.face.face().far
    before = held(window.company, place, "A1000")
    scan(window, place)
    assert held(window.company, place, "A1000") == before + 12
    assert held(window.company, "DOCK", "A1000") == 0
    assert nameless(page) == []


def test_goods_are_moved_by_scans_and_a_typed_number(window: Window) -> None:
    page = bench(window, "move")
    scan(window, "A01-01", "A1000")
    assert page.face.face().item is not None
    number(window, "4")
    scan(window, "A01-02")
    assert held(window.company, "A01-02", "A1000") == 4
    assert page.panel.verdict().kind == "closed"
    assert nameless(page) == []


def test_a_place_is_counted_and_its_books_are_right(window: Window) -> None:
    page = bench(window, "count")
    scan(window, "A01-01", "A1000")
    number(window, "10")
    assert page.face.face().count == "10 so far"
    window.press(Qt.Key.Key_F9)
    if page.panel.verdict().kind == "asked":
        window.press(Qt.Key.Key_1)
    assert "A01-01" in (page.panel.verdict().word + page.face.face().word)
    assert held(window.company, "A01-01", "A1000") == 10
    assert nameless(page) == []


@pytest.mark.parametrize("name", ["receive", "putaway", "move", "count"])
def test_nobody_without_the_right_sees_the_bench(window: Window, name: str) -> None:
    assert name in {card.name for card in window.window.cards()}
    owner = Actor(PersonId("p-owner"), "PAT", "Pat C.", Role.OWNER, with_pin=True)
    window.window.sign_on_as(Session(owner, "B1"))
    assert name not in {card.name for card in window.window.cards()}
    page = window.go(name)
    assert not isinstance(page, FloorBenchView)
