"""USB scanners in point-of-sale mode: whole scans in reports, and a sentence where the library for them is missing."""

from __future__ import annotations

import queue
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.devices.listening import AT, Heard, card
from warehouse_app.devices.scanners import find_ports, hid, open_scanner
from warehouse_app.devices.scanners.hid import Reports
from warehouse_app.domain.devices.cards import Road
from warehouse_app.domain.devices.framing import CAN, Frame
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.device import DeviceState
from warehouse_app.wording.say import say_error

USB = "usb:0c2e:0b61:7"


def reports(code: bytes, aim: bytes = b"]C0") -> list[bytes]:
    """Return the reports a scanner sends for a code."""
    parts = [code[at : at + 56] for at in range(0, len(code), 56)] or [b""]
    more = [1] * (len(parts) - 1) + [0]
    return [
        bytes((2, len(part))) + aim + part.ljust(56, b"\0") + bytes((0, 0, goes_on))
        for part, goes_on in zip(parts, more, strict=True)
    ]


class Plugged:
    """A device that hidapi would open: what it is sent comes out of its reads; an error ends it."""

    def __init__(self) -> None:
        self.sent: queue.SimpleQueue[bytes | OSError] = queue.SimpleQueue()
        self.there = True

    def enumerate(self) -> list[dict[str, Any]]:
        told = {"vendor_id": 0x0C2E, "product_id": 0x0B61, "serial_number": "7", "product_string": "Scanner"}
        pos, keyboard = (
            {**told, "path": b"/dev/hidraw3", "usage_page": 0x8C},
            {"path": b"/dev/hidraw1", "usage_page": 1},
        )
        return [{**told, **keyboard}, pos] if self.there else []

    def device(self) -> SimpleNamespace:
        return SimpleNamespace(open_path=self._open, read=self._read, close=lambda: None)

    def _open(self, path: bytes) -> None:
        if path != b"/dev/hidraw3":
            raise OSError("open failed")

    def _read(self, most: int, timeout_ms: int) -> list[int]:
        assert most == 64
        try:
            data = self.sent.get(timeout=timeout_ms / 1000)
        except queue.Empty:
            return []
        if isinstance(data, OSError):
            raise data
        return list(data)


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Plugged:
    made = Plugged()
    monkeypatch.setattr(hid, "library", lambda: made)
    monkeypatch.setattr(hid, "SLICE_MS", 10)
    return made


@given(st.lists(st.binary(min_size=1, max_size=200).map(lambda code: b"7" + code.hex().encode()), max_size=4))
def test_a_code_is_put_together_from_its_reports(codes: list[bytes]) -> None:
    cutter = Reports()
    frames = [frame for code in codes for report in reports(code) for frame in cutter.feed(report)]
    assert frames == [Frame(b"]C0" + code) for code in codes]
    assert cutter.wait_ms is None


def test_a_report_without_identifier_is_a_code_all_the_same() -> None:
    assert Reports().feed(reports(b"A1\r", aim=b"\0\0\0")[0]) == (Frame(b"A1"),)


def test_the_rest_of_a_code_that_does_not_come_leaves_half() -> None:
    cutter = Reports()
    assert cutter.feed(reports(b"7" * 60)[0]) == ()
    assert cutter.wait_ms is not None
    assert cutter.silent() == (Frame(b"]C0" + b"7" * 56, whole=False),)


@given(st.lists(st.binary(max_size=64), max_size=20))
def test_reports_of_any_form_end_nothing(some: list[bytes]) -> None:
    cutter = Reports()
    for report in some:
        cutter.feed(report)
    cutter.broken()
    assert cutter.wait_ms is None


def test_a_shot_is_a_scan_and_a_pull_is_told(plugged: Plugged) -> None:
    heard = Heard()
    device = heard.open(card(USB, Road.HID))
    for report in reports(b"4006381333931"):
        plugged.sent.put(report)
    assert heard.wait_scans(1) == [b"]C04006381333931"]
    plugged.there = False
    plugged.sent.put(reports(b"7" * 60)[0])
    plugged.sent.put(OSError("read error"))
    assert heard.wait_state(DeviceState.AWAY) == "unplugged"
    assert heard.scans[-1].data == b"]C0" + b"7" * 56 + CAN
    plugged.there = True
    heard.wait_state(DeviceState.READY)
    device.close()


def test_a_device_the_account_may_not_open_says_so(plugged: Plugged) -> None:
    heard = Heard()
    device = heard.open(card("/dev/hidraw1", Road.HID))
    assert heard.wait_state(DeviceState.AWAY) == "no_permission"
    device.close()


def test_point_of_sale_scanners_are_found_by_what_lasts(plugged: Plugged) -> None:
    assert [(port.port, port.name, port.usb) for port in hid.find_hid()] == [(USB, "Scanner", "0c2e:0b61")]


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hid", None)
    with pytest.raises(Trouble) as trouble:
        open_scanner(card(USB, Road.HID), lambda: "id", lambda: AT)
    assert "hidapi" in say_error(trouble.value)
    assert not [port for port in find_ports() if port.port == USB]
