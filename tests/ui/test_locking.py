"""An idle bench locks: nobody packs in another's name, and nothing of the half-packed parcel is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import pick
from tests.scanner import by_hand
from tests.windows import Window
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store.schema import floor
from warehouse_app.ui.runtime import idle
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.window import SIGN_ON

BEN = Session(Actor(PersonId("p-ben"), "BEN", "Ben", Role.PACKER, with_pin=False), "B1")


@pytest.fixture
def half_packed(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    """Return a window at which one of two units is packed."""
    with company.write() as desk:
        for sku in ("A1000", "B2000"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1001", [("A1000", 1), ("B2000", 1)]), "T-0001")
    window = Window(qtbot, company, performer, gate, company.packer)
    window.go("pack")
    window.scan("T-0001")
    window.scan("A1000")
    return window


def packs(window: Window) -> list[tuple[str, str]]:
    with window.company.store.read() as desk:
        return [(row.state, row.people) for row in desk.connection.execute(floor.pack.select())]


def test_the_same_person_goes_on_where_it_was_locked(half_packed: Window) -> None:
    page = half_packed.window.page()
    half_packed.window.lock()
    half_packed.settle()
    assert half_packed.window.page() is half_packed.window.sign_on_page
    assert half_packed.window.session().actor.rights == frozenset()
    assert half_packed.window.sign_on._state.place.left_by.startswith("Anna K. goes on")
    half_packed.window.sign_on_as(half_packed.company.packer)
    half_packed.settle()
    assert half_packed.window.page() is page, "not even a field that was typed in is lost"
    half_packed.scan("B2000")
    assert packs(half_packed) == [("closed", "p-pack")]


def test_another_person_finds_the_order_open_and_both_names_are_kept(half_packed: Window) -> None:
    page = half_packed.window.page()
    half_packed.window.lock()
    half_packed.window.sign_on_as(BEN)
    half_packed.settle()
    assert half_packed.go("pack") is not page
    half_packed.scan("B2000")
    assert [state for state, _people in packs(half_packed)] == ["closed"]
    assert "p-ben" in packs(half_packed)[0][1]
    assert "p-pack" in packs(half_packed)[0][1]


def test_signing_off_at_a_locked_window_drops_what_was_typed_and_frees_it(half_packed: Window) -> None:
    page = half_packed.window.page()
    half_packed.window.lock()
    half_packed.settle()
    assert not half_packed.window.sign_on_page.table.has("training"), "no lesson can begin at this window"
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    by_hand(half_packed.gate)
    QTest.keyClick(half_packed.window, Qt.Key.Key_Q, control | shift)
    half_packed.settle()
    assert not half_packed.window.sign_on._state.place.locked
    half_packed.window.sign_on_as(half_packed.company.packer)
    half_packed.settle()
    assert half_packed.go("pack") is not page


def test_fewer_rights_than_before_begin_anew(half_packed: Window) -> None:
    window = half_packed.window
    with_pin = replace(half_packed.company.packer.actor, with_pin=True)
    window.sign_on_as(Session(with_pin, "B1"))
    half_packed.go("pack")
    page = window.page()
    window.lock()
    window.sign_on_as(half_packed.company.packer)
    half_packed.settle()
    assert half_packed.go("pack") is not page


def test_nobody_at_the_window_for_long_locks_it(half_packed: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "_MINUTE_MS", 30)
    half_packed.window.idle.wait(1)
    half_packed.until(lambda: half_packed.window._current == SIGN_ON)
    half_packed.window.lock()
    assert half_packed.window._current == SIGN_ON, "a locked window is locked once"


def test_a_key_or_a_scan_begins_the_wait_anew_and_zero_never_locks(half_packed: Window) -> None:
    timer = half_packed.window.idle._timer
    assert timer.isActive(), "fifteen minutes where nothing else was set"
    assert timer.interval() == 15 * 60_000
    timer.start(1_000_000)
    half_packed.scan("B2000")
    assert timer.interval() == 1_000_000
    assert timer.remainingTime() > 900_000
    half_packed.window.idle.wait(0)
    half_packed.window.idle.touched()
    assert not timer.isActive()
