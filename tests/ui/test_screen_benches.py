"""The benches at a real window: a scripted wedge scanner types, whatever has the focus; keys alone do as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.packbench import Bench, pick, rows, rule
from tests.presenters.test_pick_presenter import released
from tests.windows import Window, nameless
from warehouse_app.store.schema import floor
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.manifest.view import ManifestView
from warehouse_app.ui.screens.pack.view import PackView
from warehouse_app.ui.screens.pick.view import PickView

pytestmark = pytest.mark.slow


@pytest.fixture
def packed(company: Company) -> Company:
    """Order 1001 lies in tote T-0001, order 1002 in T-0002."""
    with company.write() as desk:
        for sku in ("A1000", "B2000", "C3000", "D4000"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1001", [("A1000", 2), ("B2000", 1)]), "T-0001")
        pick(desk, company, company.order(desk, "1002", [("C3000", 1)]), "T-0002")
    return company


@pytest.fixture
def window(qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate) -> Window:
    return Window(qtbot, packed, performer, gate, packed.packer)


def pack_view(window: Window) -> PackView:
    page = window.go("pack")
    assert isinstance(page, PackView)
    return page


def focused() -> QLineEdit:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def verdict(page: PackView) -> tuple[str, int, int]:
    said = page._panel.verdict()
    return said.word, said.done, said.total


def test_the_first_order_is_packed_by_a_wedge_scanner(window: Window) -> None:
    page = pack_view(window)
    window.scan("T-0001")
    assert [row.code for row in page._lines.rows()] == ["A1000", "B2000"]
    for code in ("A1000", "A1000", "B2000"):
        window.scan(code)
    assert verdict(page) == ("Closed", 3, 3)
    assert window.sounds.played == ["right", "right", "line_complete", "order_complete"]
    window.scan("T-0002")
    assert [row.code for row in page._lines.rows()] == ["C3000"]


def test_an_order_goes_into_two_boxes_and_the_scan_of_each_label_closes_it(window: Window) -> None:
    rule(window.company, "pack.scan_back", "always")
    page = pack_view(window)
    window.scan("T-0001")
    window.scan("A1000")
    window.press(Qt.Key.Key_F3)
    assert page._hero.currentWidget() is page._label
    shown = page._label.label()
    assert (shown.word, shown.code) == ("Scan the label", "PA-P00000001-H")
    assert nameless(page) == []
    QTest.keyClick(window.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert page._panel.verdict().word == "Open it again?"
    window.press(Qt.Key.Key_2)
    window.scan("PA-P00000001-H")
    for code in ("A1000", "B2000"):
        window.scan(code)
    window.scan("PA-P00000001-H")
    assert page.area is not None
    assert page.area.stopped()
    window.press(Qt.Key.Key_Return)
    window.scan("PA-P00000002-F")
    assert page._panel.verdict().word == "Closed"
    assert [row.state for row in rows(window.company, floor.parcel)] == ["labelled", "labelled"]
    assert window.sounds.played[-1] == "order_complete"


def test_a_stop_covers_the_work_until_enter(window: Window) -> None:
    page = pack_view(window)
    window.scan("T-0001")
    window.scan("D4000")
    assert page.area is not None
    assert page.area.stopped()
    window.scan("A1000")
    assert page.area.stopped()
    assert window.sounds.played[-2:] == ["stop", "stop"]
    window.press(Qt.Key.Key_Return)
    assert not page.area.stopped()
    window.scan("A1000")
    assert verdict(page)[1:] == (1, 3)


def test_the_enter_of_a_short_code_ends_no_stop(window: Window) -> None:
    page = pack_view(window)
    window.scan("T-0001")
    window.scan("D4000")
    assert page.area is not None
    window.scan("MUG")
    window.scan("M1")
    assert page.area.stopped()


def test_a_count_is_typed_by_hand_behind_a_scan(window: Window) -> None:
    page = pack_view(window)
    window.scan("T-0001")
    window.scan("A1000")
    window.write("*")
    assert page.area is not None
    assert page.area.scanbar.typing()
    assert focused().text() == "*"
    window.type("2")
    window.settle()
    assert verdict(page)[1] == 2


def test_a_scan_never_types_into_the_field_that_has_the_focus(window: Window) -> None:
    page = pack_view(window)
    assert page.area is not None
    QTest.keyClick(window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = focused()
    assert page.area.scanbar.typing()
    window.scan("T-0001", into=field)
    assert page._lines.rows()
    assert field.text() == ""


def test_keys_alone_open_count_and_finish_short(window: Window) -> None:
    page = pack_view(window)
    window.press(Qt.Key.Key_1)
    assert page._lines.rows()
    QTest.keyClick(window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert focused().isVisible()
    window.type("A1000")
    assert verdict(page)[1] == 1
    window.press(Qt.Key.Key_F6)
    assert page._panel.verdict().kind == "asked"
    window.press(Qt.Key.Key_4)
    assert page._panel.verdict().word.endswith("missing"), "it is held in its slot, and the bench is free"


def test_every_key_of_a_verifying_bench_says_what_it_does(window: Window) -> None:
    page = pack_view(window)
    window.scan("T-0001")
    window.scan("A1000")
    window.press(Qt.Key.Key_F7)
    assert page._panel.verdict().word == "Scan the damaged item"
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_F8)
    assert page._panel.verdict().word == "Paused"
    window.press(Qt.Key.Key_Return)
    QTest.keyClick(window.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert page._lines.rows()[0].done == 0


def test_f1_opens_the_keys_of_the_bench(window: Window) -> None:
    pack_view(window)
    window.press(Qt.Key.Key_F1)
    assert window.window.help.isVisible()
    window.press(Qt.Key.Key_Escape)


def test_a_batch_is_picked_by_a_wedge_scanner(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    codes = released(company)
    window = Window(qtbot, company, performer, gate, company.picker)
    page = window.go("pick")
    assert isinstance(page, PickView)
    window.scan(codes[0])
    for _ in range(40):
        now = page.presenter._screen.now  # type: ignore[attr-defined]
        if now.phase == "idle":
            break
        window.scan(now.expects[0].code)
    assert page._panel.verdict().word == "Picked"
    assert not nameless(page)


def test_a_mis_hit_of_too_few_makes_nothing_short(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    codes = released(company)
    window = Window(qtbot, company, performer, gate, company.picker)
    page = window.go("pick")
    assert isinstance(page, PickView)
    window.scan(codes[0])
    task = page.presenter._screen.now.task  # type: ignore[attr-defined]
    window.press(Qt.Key.Key_F6)
    assert page.presenter._screen.now.task == task, "F6 before the place is a key without a deed"  # type: ignore[attr-defined]
    window.scan(task.place)
    window.press(Qt.Key.Key_F6)
    assert page._panel.isVisible()
    assert page._panel.verdict().word == "Too few?"
    assert not nameless(page)
    window.press(Qt.Key.Key_Escape)
    assert not page._panel.isVisible()
    window.press(Qt.Key.Key_F6)
    window.press(Qt.Key.Key_1)
    window.settle()
    assert page.presenter._screen.now.task.id != task.id  # type: ignore[attr-defined]


def test_parcels_are_loaded_and_handed_over_by_scans_and_keys(
    qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate
) -> None:
    parcel = Bench(packed, station="B9").scan("T-0002", "C3000").state.tracking
    window = Window(qtbot, packed, performer, gate, packed.supervisor)
    page = window.go("manifest")
    assert isinstance(page, ManifestView)
    window.scan(parcel)
    assert page._panel.verdict().word == "Loaded"
    window.press(Qt.Key.Key_F9)
    assert page._panel.verdict().word == "Hand over?"
    window.press(Qt.Key.Key_1)
    window.settle()
    assert page._panel.verdict().word == "Handed over"
    assert not nameless(page)


def test_everything_that_takes_the_keyboard_has_a_name(window: Window) -> None:
    page = pack_view(window)
    assert nameless(page) == []
    window.scan("T-0001")
    assert nameless(page) == []
    window.scan("D4000")
    assert nameless(page) == []
