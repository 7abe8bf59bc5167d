"""The devices screen at a real window: by keys and scans alone, a name for every control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, Qt
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.windows import Window, nameless
from warehouse_app.application.registry import AttachDevice, KeepDevice, find_devices
from warehouse_app.application.run import Session
from warehouse_app.documents.codes_in import codes_in
from warehouse_app.domain.devices.selftest import TEST_CODE
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ports.device import FoundPort
from warehouse_app.store import people
from warehouse_app.ui.kit.barcode import BarcodeView
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.devices.view import DevicesView

pytestmark = pytest.mark.slow

ADMIN = Session(SYSTEM, "B1")


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        people.set_company_fact(desk, "id", "c-1")
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    keep = KeepDevice(id="k", code="GUN", kind="scanner", road="serial", port="/dev/ttyACM0", usb="05e0:1701")
    company.runner.perform(keep, ADMIN).done()
    company.runner.perform(AttachDevice(id="a", code="GUN", station="B1"), ADMIN).done()
    made = Window(qtbot, company, performer, gate, ADMIN)
    made.tools.bench.found = (
        FoundPort("/dev/ttyACM0", "Zebra DS2208", "05e0:1701"),
        FoundPort("/dev/ttyUSB0", "FT232 serial", "0403:6001"),
    )
    return made


def devices(window: Window) -> DevicesView:
    page = window.go("devices")
    assert isinstance(page, DevicesView)
    return page


def test_a_scanner_is_tested_by_scans_alone_and_saved_by_a_key(window: Window) -> None:
    page = devices(window)
    gun = window.tools.bench.made["GUN"]
    presenter = page._presenter
    assert nameless(page) == []
    gun.sends(TEST_CODE.encode() + b"\r\n")
    window.until(lambda: presenter.screen.test is not None and presenter.screen.test.framing is not None)
    gun.sends(TEST_CODE.encode() + b"\r\n")
    window.until(lambda: presenter.screen.test is not None and presenter.screen.test.whole)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    page.table.qt("save").trigger()
    window.settle()
    with window.company.store.read() as desk:
        assert find_devices(desk)[0].card.framing.suffix == b"\r\n"


def test_every_state_has_names_and_is_walked_by_arrows(window: Window) -> None:
    page = devices(window)
    page._rows.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in page._rows.rows():
        seen.append(page._presenter.screen.chosen)
        assert nameless(page) == [], seen[-1]
        for deed in ("edit", "new"):
            page._presenter.commanded(deed)
            window.settle()
            assert nameless(page) == [], (seen[-1], deed)
            window.press(Qt.Key.Key_Escape)
        page._rows.setFocus(Qt.FocusReason.TabFocusReason)
        window.press(Qt.Key.Key_Down)
    assert seen == ["device:GUN", "wedge", "label", "paper", "port:/dev/ttyUSB0"]


def test_a_keyboard_scanner_types_the_test_code(window: Window) -> None:
    page = devices(window)
    page._presenter.chosen("wedge")
    window.beam(TEST_CODE)
    window.until(lambda: page._presenter.screen.test is not None and page._presenter.screen.test.passed == 2)


def test_a_port_is_set_up_by_keys_alone(window: Window) -> None:
    page = devices(window)
    page._presenter.chosen("port:/dev/ttyUSB0")
    page.table.qt("new").trigger()
    window.settle()
    window.type("GUN-9")
    window.until(lambda: page._presenter.screen.chosen == "device:GUN-9")


def test_the_bars_on_the_screen_can_be_scanned(qtbot: QtBot) -> None:
    view = BarcodeView()
    qtbot.addWidget(view)
    view.show_code(TEST_CODE)
    view.resize(300, view.sizeHint().height())
    view.show()
    held = QBuffer()
    view.grab().save(held, "PNG")
    assert codes_in(bytes(held.data().data())) == (TEST_CODE,)
