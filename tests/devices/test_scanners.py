"""Scanners on real pseudo-terminals, and twins: every shot once, whole, with its device and its id."""

from __future__ import annotations

import itertools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.devices.listening import AT, Heard, card
from warehouse_app.devices.scanners import find_ports, open_scanner, serial
from warehouse_app.devices.scanners.listening import ACK, NAK, GoneError, Listener
from warehouse_app.devices.scanners.twin import PtyScanner, ScannerTwin, twin
from warehouse_app.domain.devices.cards import DeviceKind, Framing, Road
from warehouse_app.domain.devices.framing import CAN
from warehouse_app.ports.device import DeviceState, RawScan

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

Opens = Callable[..., Listener]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def opened(heard: Heard) -> Iterator[Opens]:
    """Open devices that are closed after the test, with their threads."""
    devices: list[Listener] = []

    def open_(*args: object, **more: object) -> Listener:
        devices.append(heard.open(card(*args, **more)))  # type: ignore[arg-type]
        return devices[-1]

    yield open_
    for device in devices:
        device.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("scanner-")]


@pytest.fixture
def pty(tmp_path: Path) -> Iterator[PtyScanner]:
    with PtyScanner(tmp_path / "scanner") as made:
        yield made


def test_a_shot_on_the_line_is_a_scan_with_its_device_its_time_and_an_id(
    heard: Heard, opened: Opens, pty: PtyScanner
) -> None:
    opened(pty.port)
    pty.shoot("4006381333931")
    heard.wait_scans(1)
    assert heard.scans == [RawScan("S1", b"4006381333931", AT, "id-1")]
    assert heard.threads == {"scanner-S1"}


def test_two_codes_in_one_shot_are_two_deeds(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    opened(pty.port)
    pty.shoot("11112222", "33334444")
    assert heard.wait_scans(2) == [b"11112222", b"33334444"]
    assert [scan.scan_id for scan in heard.scans] == ["id-1", "id-2"]


def test_a_silence_ends_a_code_that_has_no_ending(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    pty.framing = Framing(suffix=b"")
    opened(pty.port, framing=pty.framing)
    pty.shoot("4006381333931")
    assert heard.wait_scans(1) == [b"4006381333931"]


def test_separators_arrive_and_identifiers_too(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    pty.framing = Framing(prefix=b"\x02", suffix=b"\x03")
    opened(pty.port, framing=pty.framing)
    pty.shoot("0104006381333931\x1d10A", aim="]C1")
    assert heard.wait_scans(1) == [b"]C10104006381333931\x1d10A"]


def test_the_same_code_twice_in_a_shot_is_told_and_marked(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    opened(pty.port)
    pty.shoot("A1", "A1", "A1", "B2")
    heard.wait_scans(4)
    assert [scan.double for scan in heard.scans] == [False, True, True, False]
    assert len({scan.scan_id for scan in heard.scans}) == 4


def test_two_equal_things_scanned_one_after_the_other_both_count(heard: Heard, pty: PtyScanner) -> None:
    times = iter((1_000, 1_120))
    device = heard.open(card(pty.port), ms=lambda: next(times))
    pty.shoot("A1", "A1")
    heard.wait_scans(2)
    device.close()
    assert [scan.double for scan in heard.scans] == [False, False]


def test_a_pulled_scanner_is_away_and_comes_back_by_itself(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    opened(pty.port)
    for number in range(3):
        pty.pull()
        assert heard.wait_state(DeviceState.AWAY) == "unplugged"
        pty.plug()
        heard.wait_state(DeviceState.READY)
        pty.shoot(f"A{number}")
        assert heard.wait_scans(number + 1)[-1] == b"A%d" % number


def test_a_code_cut_by_the_pull_is_told_as_half(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    opened(pty.port)
    pty.raw(b"40063")
    heard.wait(lambda: heard.seen == [b"40063"])
    pty.pull()
    assert heard.wait_scans(1) == [b"40063" + CAN]


def test_a_scanner_that_is_not_there_yet_is_heard_when_it_comes(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    pty.pull()
    device = opened(pty.port)
    assert (device.state(), heard.states[-1]) == (DeviceState.AWAY, (DeviceState.AWAY, "unplugged"))
    pty.plug()
    heard.wait_state(DeviceState.READY)
    pty.shoot("A1")
    assert heard.wait_scans(1) == [b"A1"]


def test_a_line_that_another_program_has_is_busy_until_it_is_free(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    from serial import Serial

    with Serial(str(pty.port), exclusive=True):
        opened(pty.port)
        assert heard.wait_state(DeviceState.AWAY) == "busy"
    heard.wait_state(DeviceState.READY)


def test_what_was_taken_is_acknowledged_and_what_was_half_is_not(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    pty.framing = Framing(prefix=b"\x02", suffix=b"\x03", acknowledge=True)
    opened(pty.port, framing=pty.framing)
    pty.shoot("A1")
    assert pty.answers() == ACK
    pty.raw(b"A1\x03")
    assert pty.answers() == NAK


def test_nothing_is_answered_where_nobody_asks_for_it(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    opened(pty.port)
    pty.shoot("A1")
    heard.wait(lambda: len(heard.seen) == 1)
    os.set_blocking(pty.ends[0], False)  # type: ignore[index]
    with pytest.raises(BlockingIOError):
        pty.answers()


def test_closing_ends_the_thread_while_it_waits(heard: Heard, pty: PtyScanner) -> None:
    device = heard.open(card(pty.port))
    device.close()
    device.close()
    assert device.state() is DeviceState.CLOSED
    assert heard.states[-1] == (DeviceState.CLOSED, "")
    assert not [thread for thread in threading.enumerate() if thread.name == "scanner-S1"]


def test_many_codes_one_after_the_other_come_once_and_in_order(heard: Heard, opened: Opens, pty: PtyScanner) -> None:
    """Half a minute of a scanner that reads fifty codes a second, sent as fast as the line takes them."""
    opened(pty.port)
    codes = [f"PA-{number:08d}" for number in range(1_500)]
    for code in codes:
        pty.shoot(code)
    assert heard.wait_scans(len(codes)) == [code.encode() for code in codes]
    assert not [scan for scan in heard.scans if scan.double]
    assert len({scan.scan_id for scan in heard.scans}) == len(codes)


@given(
    st.lists(st.text("0123456789ABCXYZ-\x1d", min_size=1, max_size=30), min_size=1, max_size=8),
    st.lists(st.integers(0, 300), max_size=6),
)
@settings(max_examples=15)
def test_however_the_line_cuts_the_bytes_each_code_comes_once(
    tmp_path_factory: pytest.TempPathFactory, codes: list[str], cuts: list[int]
) -> None:
    heard = Heard()
    with PtyScanner(tmp_path_factory.mktemp("line") / "scanner") as pty:
        device = heard.open(card(pty.port))
        data = b"".join(code.encode() + b"\r" for code in codes)
        ends = sorted({0, len(data), *(cut % len(data) for cut in cuts)})
        for start, end in itertools.pairwise(ends):
            pty.raw(data[start:end])
            heard.wait(lambda end=end: len(b"".join(heard.seen)) == end)  # type: ignore[misc]
        device.close()
    blank = [
        code.encode() if code.strip("\x1d") else code.encode() + CAN for code in codes
    ]  # separators alone: no code
    assert [scan.data for scan in heard.scans] == blank


# Ports.
class Plugged:
    """A port as pyserial tells of it."""

    def __init__(self, device: object, usb: tuple[int, int, str] | None = None, product: str = "") -> None:
        self.device, self.product, self.manufacturer, self.description = str(device), product, None, "n/a"
        self.vid: int | None = usb[0] if usb else None
        self.pid: int | None = usb[1] if usb else None
        self.serial_number: str | None = usb[2] if usb else None


def test_a_scanner_known_by_its_usb_identity_is_found_at_any_socket(
    heard: Heard, opened: Opens, pty: PtyScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = [Plugged("/dev/ttyS0"), Plugged("/dev/ttyX", (0x0C2E, 0x0B61, "8"))]
    monkeypatch.setattr(serial, "_comports", lambda: ports)
    opened("usb:0c2e:0B61:7")
    assert heard.states[-1] == (DeviceState.AWAY, "unplugged")
    ports.append(Plugged(pty.port, (0x0C2E, 0x0B61, "7")))
    heard.wait_state(DeviceState.READY)
    pty.shoot("A1")
    assert heard.wait_scans(1) == [b"A1"]


def test_ports_are_named_by_what_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    device = tmp_path / "ttyACM0"
    device.touch()
    by_id = tmp_path / "by-id"
    by_id.mkdir()
    link = by_id / "usb-Maker_Scanner_7-if00"
    link.symlink_to(device)
    monkeypatch.setattr(serial, "BY_ID", by_id)
    plugged = [Plugged(device, (0x0C2E, 0x0B61, "7"), "Scanner"), Plugged("/dev/ttyS9")]
    monkeypatch.setattr(serial, "_comports", lambda: plugged)
    found = [(port.port, port.name, port.usb) for port in find_ports()]
    assert found == [(str(link), "Scanner", "0c2e:0b61"), ("/dev/ttyS9", "/dev/ttyS9", "")]


@pytest.mark.parametrize(
    ("port", "why"),
    [("/dev/nowhere/ttyUSB9", "unplugged"), ("/dev/null", "unplugged"), ("nonsense://x", "line_setting")],
)
def test_a_line_that_cannot_be_had_says_why(port: str, why: str) -> None:
    with pytest.raises(GoneError) as gone:
        serial.open_serial(card(port))
    assert gone.value.why == why


# Twins in this program.
def test_a_twin_speaks_through_the_framing_of_its_card(heard: Heard, opened: Opens) -> None:
    opened("lab", Road.TWIN, framing=Framing(prefix=b"\x02", suffix=b"", acknowledge=True))
    twin("lab").shoot("A1")
    assert heard.wait_scans(1) == [b"A1"]
    heard.wait(lambda: len(heard.seen) == 1)
    assert twin("lab").answers == ACK


def test_a_twin_is_pulled_and_plugged_like_the_real_thing(heard: Heard, opened: Opens) -> None:
    mine: ScannerTwin = twin("pulled")
    opened("pulled", Road.TWIN)
    mine.pull()
    assert heard.wait_state(DeviceState.AWAY) == "unplugged"
    with pytest.raises(GoneError):
        mine.shoot("A1")
    mine.plug()
    heard.wait_state(DeviceState.READY)
    mine.shoot("A1", "B2")
    assert heard.wait_scans(2) == [b"A1", b"B2"]


def test_the_driver_of_a_card_touches_nothing_before_it_is_started() -> None:
    device = open_scanner(card("/dev/nowhere"), lambda: "id", lambda: AT)
    assert (device.card.kind, device.state()) == (DeviceKind.SCANNER, DeviceState.CLOSED)
    device.close()
