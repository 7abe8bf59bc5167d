"""A second person lets a refused deed be done at the window of the first: by badge, PIN and reason, keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.company import Company
from tests.packbench import Bench, pick
from tests.presenters.test_pick_presenter import released
from tests.twins import PlainGuard
from tests.windows import Window, nameless
from warehouse_app.application.allocation import AllocateOrder
from warehouse_app.application.people import NewUser, add_user
from warehouse_app.application.run import Session
from warehouse_app.application.stock import held_by
from warehouse_app.domain.people import SYSTEM, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.schema import office
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack.view import PackView
from warehouse_app.ui.screens.pick.view import PickView
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.view import StockView
from warehouse_app.ui.shell.lending.view import LendingSheet

pytestmark = pytest.mark.slow


@pytest.fixture
def boss(company: Company) -> NewUser:
    return add_user(company.runner, PlainGuard(), Session(SYSTEM), name="Maria", role=Role.SUPERVISOR)


@pytest.fixture
def elsewhere(company: Company) -> Company:
    """Order 1001 is being packed at another bench."""
    with company.write() as desk:
        company.product(desk, "A1000")
        pick(desk, company, company.order(desk, "1001", [("A1000", 2)]), "T-0001")
    Bench(company, station="B2", person="p-other").codes("T-0001", "A1000")
    return company


@pytest.fixture
def window(qtbot: QtBot, elsewhere: Company, boss: NewUser, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, elsewhere, performer, gate, elsewhere.packer)


def sheet(window: Window) -> LendingSheet:
    assert window.window.lending is not None
    return window.window.lending.sheet


def asked(window: Window) -> bool:
    return not sheet(window).isHidden()


def take_over(window: Window) -> None:
    """Ask for the order of another bench."""
    window.scan("TAKE OVER")
    assert not asked(window), "whose work it is, is not said yet"
    window.scan("T-0001")


def lend(window: Window, who: NewUser, reason: str = "she is ill", pin: str = "") -> None:
    window.beam(who.badge)
    window.type(pin or who.pin)
    window.type(reason)
    window.settle()


def permits(company: Company) -> list[tuple[str, str, str, bool]]:
    """Return who was let do what and why, and whether it was used."""
    with company.store.read() as desk:
        rows = desk.connection.execute(select(office.permit)).all()
    return [(row.person, row.right_, row.reason, row.used_by is not None) for row in rows]


def chip(page: PackView) -> str:
    """Return what the scan bar says of the last shot."""
    found = page.scanbar().line().chip
    return "" if found is None else found.text


def test_an_order_is_taken_over_by_a_second_persons_badge_and_pin(window: Window, boss: NewUser) -> None:
    page = window.go("pack")
    assert isinstance(page, PackView)
    take_over(window)
    assert asked(window)
    assert window.sounds.played[-1] == "question"
    lend(window, boss)
    assert not asked(window)
    assert permits(window.company) == [("p-pack", "take over", "she is ill", True)]
    assert page._panel.verdict().word == "Order 1001 is yours now"


def test_esc_leaves_it_refused_and_the_bench_goes_on(window: Window) -> None:
    page = window.go("pack")
    assert isinstance(page, PackView)
    take_over(window)
    window.press(Qt.Key.Key_Escape)
    assert not asked(window)
    assert permits(window.company) == []
    assert chip(page) == 'You need the right "take over"'
    window.scan("T-9999")
    assert chip(page) != 'You need the right "take over"', "the next scan is heard by the bench"


def test_goods_and_keys_of_the_bench_reach_nobody_while_it_asks(window: Window) -> None:
    page = window.go("pack")
    assert isinstance(page, PackView)
    take_over(window)
    before = window.company.ids.n
    window.beam("A1000")
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F2, Qt.Key.Key_F1):
        window.press(key)
    assert window.company.ids.n == before, "no command was made"
    assert "no badge" in sheet(window).badge.accessibleDescription()
    assert sheet(window).badge.text() == "", "a scan never types into a field"
    assert window.window.help.isHidden()
    for _ in range(8):
        window.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert sheet(window).isAncestorOf(focused)


def test_a_wrong_pin_is_told_and_typed_again(window: Window, boss: NewUser) -> None:
    window.go("pack")
    take_over(window)
    lend(window, boss, pin="000")
    assert asked(window)
    assert sheet(window).pin.accessibleDescription().startswith("Badge, code or PIN is wrong")
    assert QApplication.focusWidget() is sheet(window).pin
    assert sheet(window).pin.text() == ""
    window.type(boss.pin)
    assert sheet(window).reason.text() == "she is ill", "what was right is not asked for again"
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert not asked(window)


def test_who_lacks_the_right_lends_nothing_and_neither_does_half_a_proof(window: Window, company: Company) -> None:
    other = add_user(company.runner, PlainGuard(), Session(SYSTEM), name="Ben", role=Role.PACKER)
    window.go("pack")
    take_over(window)
    lend(window, other)
    assert sheet(window).badge.accessibleDescription() == "This person has not the right either. Scan another badge"
    window.beam(other.badge)
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Return)
    assert "PIN as well" in sheet(window).pin.accessibleDescription()
    assert permits(company) == []


def test_the_sheet_is_named_for_screen_readers_and_shows_no_badge(window: Window, boss: NewUser) -> None:
    window.go("pack")
    take_over(window)
    assert nameless(sheet(window)) == []
    assert (
        sheet(window).accessibleName().startswith('You need the right "take over". Take over work that another began')
    )
    window.beam(boss.badge)
    assert sheet(window).badge.text() == ""
    assert sheet(window).badge.accessibleName() == "Badge, Badge read"


def test_a_window_that_locks_or_goes_elsewhere_asks_no_more(window: Window, boss: NewUser) -> None:
    window.go("pack")
    take_over(window)
    window.beam(boss.badge)
    window.window.lock()
    assert not asked(window)
    window.window.sign_on_as(window.company.packer)
    window.go("pack")
    take_over(window)
    assert asked(window)
    assert sheet(window).badge.accessibleName() == "Badge, Scan the badge, or type its code", "nothing is remembered"


def test_signing_off_while_it_asks_takes_the_sheet_away(window: Window) -> None:
    window.go("pack")
    take_over(window)
    window.window.sign_off()
    assert not asked(window)
    assert window.window.cards() == ()
    window.window.sign_on_as(window.company.packer)
    window.go("pack")
    assert not asked(window)


def test_goods_found_while_picking_are_booked_by_a_second_person(
    qtbot: QtBot, company: Company, boss: NewUser, performer: Performer, gate: ScanGate
) -> None:
    (batch,) = released(company)
    window = Window(qtbot, company, performer, gate, company.picker)
    page = window.go("pick")
    assert isinstance(page, PickView)
    window.scan(batch)
    window.press(Qt.Key.Key_F9)
    assert not asked(window)
    page.table.qt("found").trigger()
    window.settle()
    assert asked(window)
    lend(window, boss, reason="fell behind the shelf")
    assert permits(company) == [("p-pick", "found goods", "fell behind the shelf", True)]
    window.scan("A1000")
    assert page.scanbar().line().chip is not None


def test_held_stock_is_released_at_the_stock_screen_by_a_second_person(
    qtbot: QtBot, company: Company, boss: NewUser, performer: Performer, gate: ScanGate
) -> None:
    with company.write() as desk:
        company.product(desk, "A1000")
        company.stock(desk, "A01-01", "A1000", 10)
        order = company.order(desk, "1001", [("A1000", 3)])
    company.runner.perform(AllocateOrder(id="promised", order_id=order), company.supervisor).done()
    window = Window(qtbot, company, performer, gate, company.packer)
    page = window.go("stock")
    assert isinstance(page, StockView)
    page.presenter.opened("holders:A1000")
    window.settle()
    presenter = page._presenter
    assert presenter._screen.detail is not None
    assert presenter._screen.product is not None
    presenter.held(shown.held(presenter._screen.product)[0].holder)
    assert page.table.qt("release").isEnabled()
    page.table.qt("release").trigger()
    window.settle()
    window.type("needed for a sample")
    window.settle()
    assert asked(window)
    lend(window, boss)
    assert not asked(window)
    assert presenter._screen.releasing is None
    with company.store.read() as desk, pytest.raises(Refused, match="holds_nothing"):
        held_by(desk, "1001", "A1000")
