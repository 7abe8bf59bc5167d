"""Scanners of a bench at its window: real bytes on a pseudo-terminal become deeds with their device and their id."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.company import Company
from tests.packbench import pick
from tests.windows import Window
from warehouse_app.application.registry import AttachDevice, KeepDevice, KeepStation, RemoveDevice
from warehouse_app.application.run import Session
from warehouse_app.application.scanning import habits_of
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.bootstrap.benchdevices import BenchDevices
from warehouse_app.bootstrap.hardware import device_desk
from warehouse_app.bootstrap.hub import Hub
from warehouse_app.devices.scanners.twin import PtyScanner
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.devices.habits import Habits
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ports.device import DeviceState, Ears
from warehouse_app.store.schema import floor
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.wording.scanning import AWAY, KEYBOARDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


class Plugged:
    """A company with its devices, as the program has it."""

    def __init__(self, company: Company) -> None:
        self.runner, self.store = company.runner, company.store
        self.devices = device_desk(company.clock, company.ids)
        self.bugs: list[BaseException] = []
        self.hub = Hub(self.devices.open, self.bugs.append)


def do(company: Company, command: type, **values: Any) -> None:
    company.runner.perform(command(id=company.ids.new(), **values), Session(SYSTEM)).done()


@pytest.fixture
def pty(tmp_path: Path) -> Iterator[PtyScanner]:
    with PtyScanner(tmp_path / "scanner") as made:
        yield made


@pytest.fixture
def packed(company: Company, pty: PtyScanner) -> Company:
    """An order waits at the bench B1, which has a serial scanner."""
    with company.write() as desk:
        company.product(desk, "A1")
        pick(desk, company, company.order(desk, "1001", [("A1", 3)]), "T-1")
    do(company, KeepStation, code="B1")
    do(company, KeepDevice, code="S1", kind="scanner", road="serial", port=str(pty.port))
    do(company, AttachDevice, code="S1", station="B1")
    return company


@pytest.fixture
def window(qtbot: QtBot, packed: Company, performer: Performer, gate: ScanGate) -> Iterator[Window]:
    plugged = Plugged(packed)
    devices = BenchDevices(plugged, "B1")  # type: ignore[arg-type]  # the part of an open company that it needs
    made = Window(qtbot, packed, performer, gate, packed.packer, devices)
    made.window.scanning.start()
    made.settle()
    made.until(lambda: [each.state for each in plugged.hub.now()] == [DeviceState.READY])
    made.go("pack")
    yield made
    made.window.scanning.stop()
    plugged.hub.close()
    assert plugged.bugs == []


def scans(company: Company) -> list[tuple[str, str, str, str]]:
    """Return id, device, code and verdict of each scan that was logged."""
    s = floor.scan.c
    with company.store.read() as desk:
        rows = desk.connection.execute(select(s.id, s.device, s.raw, s.code).order_by(s.seq)).all()
    return [tuple(row) for row in rows]


def notice(window: Window) -> tuple[str, str]:
    worst = window.window.notices.worst()
    return ("", "") if worst is None else (worst.title, worst.line)


def test_a_shot_on_the_line_is_judged_at_the_bench_with_its_device_and_its_own_id(
    window: Window, packed: Company, pty: PtyScanner
) -> None:
    made: list[str] = []
    window.window.house.devices.hub.listen(Ears(scanned=lambda scan: made.append(scan.scan_id)))  # type: ignore[union-attr]
    pty.shoot("T-1")
    window.until(lambda: len(scans(packed)) == 1)
    pty.shoot("A1")
    window.until(lambda: len(scans(packed)) == 2)
    window.settle()
    assert [row[1:] for row in scans(packed)] == [("S1", "T-1", "order_opened"), ("S1", "A1", "right_item")]
    assert [row[0] for row in scans(packed)] == made


def test_a_code_read_twice_in_a_shot_is_logged_twice_and_counted_once(
    window: Window, packed: Company, pty: PtyScanner
) -> None:
    pty.shoot("T-1")
    window.until(lambda: len(scans(packed)) == 1)
    pty.shoot("A1", "A1")
    window.until(lambda: len(scans(packed)) == 3)
    window.settle()
    assert [row[2:] for row in scans(packed)[1:]] == [("A1", "right_item"), ("A1", "double_read")]
    assert window.sounds.played[-1] == "double_read"


def test_half_a_code_is_refused_by_name_and_logged(window: Window, packed: Company, pty: PtyScanner) -> None:
    seen: list[bytes] = []
    window.window.house.devices.hub.listen(Ears(bytes_seen=lambda _device, data: seen.append(data)))  # type: ignore[union-attr]
    pty.raw(b"4006381")
    window.until(lambda: seen == [b"4006381"])
    pty.pull()
    window.until(lambda: len(scans(packed)) == 1)
    assert scans(packed)[0][3] == "unreadable"


def test_a_pulled_scanner_is_told_with_what_to_do_and_so_is_its_return(window: Window, pty: PtyScanner) -> None:
    pty.pull()
    window.until(lambda: notice(window) == ("Scanner S1 is away", AWAY["unplugged"]))
    assert window.sounds.played[-1] == "trouble"
    area = window.window.page().area
    assert area is not None
    assert area.scanbar.prompt.text() == "Type the code, or reconnect the scanner"
    pty.plug()
    window.until(lambda: notice(window) == ("Scanner S1 is back", ""))
    assert area.scanbar.prompt.text() == area.scanbar.line().prompt


def test_a_window_without_the_keyboard_hears_a_scanner_of_its_own(window: Window, pty: PtyScanner) -> None:
    area = window.window.page().area
    assert area is not None
    window.until(lambda: _states(window) == [DeviceState.READY])
    window.gate.listening.emit(False)
    assert area.scanbar.prompt.text() == area.scanbar.line().prompt
    pty.pull()
    window.until(lambda: notice(window)[0] == "Scanner S1 is away")
    assert area.scanbar.prompt.text() == "Touch here to go on scanning"
    window.gate.listening.emit(True)
    assert area.scanbar.prompt.text() == "Type the code, or reconnect the scanner"


def _states(window: Window) -> list[DeviceState]:
    devices = window.window.house.devices
    assert devices is not None
    return [each.state for each in devices.hub.now()]


def test_devices_set_up_or_taken_away_meanwhile_are_heard_or_let_go(
    window: Window, packed: Company, pty: PtyScanner, tmp_path: Path
) -> None:
    do(packed, RemoveDevice, code="S1")
    with PtyScanner(tmp_path / "other") as other:
        do(packed, KeepDevice, code="S2", kind="scanner", road="serial", port=str(other.port))
        do(packed, AttachDevice, code="S2", station="B1")
        window.window.feed.publish(frozenset({"device"}))
        hub = window.window.house.devices.hub  # type: ignore[union-attr]
        window.until(lambda: [(one.card.code, one.state) for one in hub.now()] == [("S2", DeviceState.READY)])
        other.shoot("T-1")
        window.until(lambda: len(scans(packed)) == 1)
        assert scans(packed)[0][1] == "S2"


def test_a_wrong_keyboard_is_told_once_and_the_code_is_understood(window: Window, packed: Company) -> None:
    typed = make(OwnKind.TOTE, "T-1").replace("-", "\u00df")
    window.beam(typed)
    window.until(lambda: len(scans(packed)) == 1)
    assert notice(window)[0] == KEYBOARDS["german"]
    window.window.notices.solve("keyboard-layout")
    window.beam(typed)
    window.until(lambda: len(scans(packed)) == 2)
    assert notice(window) == ("", "")


def test_a_double_reading_where_no_bench_is_shows_no_code(window: Window, pty: PtyScanner) -> None:
    window.window.sign_off()
    pty.shoot("US-SECRET-1", "US-SECRET-1")
    window.until(lambda: "Read twice, taken once" in window.window.toast.accessibleName() + said(window))
    assert "SECRET" not in said(window)


def said(window: Window) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in window.window.toast.findChildren(QLabel))


def test_settings_of_the_station_say_how_its_scanner_types(window: Window, packed: Company, gate: ScanGate) -> None:
    for name, value in (("scan.prefix", r"\x02~"), ("scan.double_ms", "300"), ("scan.gap_ms", "60")):
        do(packed, ChangeSetting, setting=name, value=value, station="B1")
    assert habits_of(packed.runner, "B1") == Habits(60, "\x02~", "", 300)
    assert habits_of(packed.runner, "B2") == Habits()
    window.window.feed.publish(frozenset({"setting"}))
    window.until(lambda: gate._wedge.habits.prefix == "\x02~")
