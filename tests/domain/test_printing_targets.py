"""Each kind of printer has one way to say where it is; every other text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.devices.cards import Flow, Line, Parity
from warehouse_app.domain.printing.targets import (
    QueueTarget,
    SerialTarget,
    is_target,
    parse_queue,
    parse_serial,
)
from warehouse_app.domain.refusals import Usage


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("COM3", SerialTarget("COM3", Line())),
        (" /dev/ttyS0  19200 ", SerialTarget("/dev/ttyS0", Line(19_200))),
        ("/dev/serial/by-id/usb-Zebra_ZD420-0", SerialTarget("/dev/serial/by-id/usb-Zebra_ZD420-0", Line())),
        (
            "/dev/ttyUSB0 115200 7e2 RTSCTS",
            SerialTarget("/dev/ttyUSB0", Line(115_200, 7, Parity.EVEN, 2, Flow.RTSCTS)),
        ),
    ],
)
def test_a_serial_printer_names_its_port_and_its_line(target: str, found: SerialTarget) -> None:
    assert parse_serial(target) == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("LASER", QueueTarget("localhost", 631, "LASER")),
        ("server/Zebra-1", QueueTarget("server", 631, "Zebra-1")),
        ("127.0.0.1:6310/pdf", QueueTarget("127.0.0.1", 6310, "pdf")),
        ("[::1]:6310/pdf", QueueTarget("::1", 6310, "pdf")),
    ],
)
def test_a_queue_names_its_server_where_it_is_another(target: str, found: QueueTarget) -> None:
    assert parse_queue(target) == found


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("serial", ""),
        ("serial", "ttyS0"),
        ("serial", "/dev/../etc/passwd"),
        ("serial", "COM0"),
        ("serial", "COM3 9601"),
        ("serial", "COM3 9N1"),
        ("serial", "COM3 fast"),
        ("usb", "/dev/usb/../../etc/passwd"),
        ("usb", "/etc/passwd"),
        ("usb", "lp0"),
        ("usb", "/dev/usb/lp 0"),
        ("cups", ""),
        ("cups", "a b"),
        ("cups", "host:99999/q"),
        ("cups", "/q?x"),
        ("cups", "q#1"),
        ("cups", "http://h/q"),
        ("cups", "q" * 200),
        ("spooler", ""),
        ("spooler", "a,b"),
        ("spooler", "a\nb"),
        ("file", "labels"),
        ("file", ""),
        ("tcp", "a b"),
        ("bluetooth", "printer"),
    ],
)
def test_what_names_no_printer_is_refused(kind: str, target: str) -> None:
    assert not is_target(kind, target)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("usb", "/dev/usb/lp0"),
        ("spooler", "ZDesigner GK420d"),
        ("spooler", "\\\\server\\Zebra"),
        ("file", "~/labels"),
        ("file", "C:\\labels"),
        ("tcp", "zebra-1"),
    ],
)
def test_what_names_one_is_taken(kind: str, target: str) -> None:
    assert is_target(kind, target)


@given(st.sampled_from(["tcp", "serial", "usb", "cups", "spooler", "file"]), st.text(max_size=60))
def test_any_text_is_a_target_or_none(kind: str, target: str) -> None:
    assert is_target(kind, target) in {True, False}


def test_a_wrong_target_is_told_as_it_was_written() -> None:
    with pytest.raises(Usage, match="printer_target") as told:
        parse_serial("nowhere 1")
    assert told.value.facts == {"target": "nowhere 1"}
