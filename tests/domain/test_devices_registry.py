"""Settings of devices as text, and where a device of a profile hangs on another machine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Flow, Framing, Line, Parity, Road
from warehouse_app.domain.devices.registry import DeviceRow, HangsAt, cards_here, hangs_at, placed
from warehouse_app.domain.devices.settings import BAUDS, BadSetting, read_back, shown, typed, unit_of, written
from warehouse_app.domain.devices.weights import Unit

LINES = st.builds(
    Line, st.sampled_from(BAUDS), st.sampled_from((7, 8)), st.sampled_from(Parity), st.sampled_from((1, 2)),
    st.sampled_from(Flow),
)  # fmt: skip
FRAMINGS = st.builds(
    Framing,
    st.binary(max_size=16),
    st.binary(max_size=16),
    st.integers(5, 2_000),
    acknowledge=st.booleans(),
    blanking_ms=st.integers(0, 10_000),
)


@given(LINES, FRAMINGS)
def test_settings_are_read_back_as_they_were_written(line: Line, framing: Framing) -> None:
    card = DeviceCard("G", DeviceKind.SCANNER, Road.SERIAL, "COM1", "", line, framing)
    assert read_back(written(card)) == (line, framing)


def test_only_what_a_device_has_is_written() -> None:
    assert written(DeviceCard("S", DeviceKind.SCALE, Road.HID, "1", "hid")) == "{}"
    assert "baud" not in written(DeviceCard("G", DeviceKind.SCANNER, Road.HID, "1"))
    assert "suffix" not in written(DeviceCard("S", DeviceKind.SCALE, Road.SERIAL, "1", "nci"))


def test_a_scale_whose_language_tells_no_unit_has_it_as_a_setting() -> None:
    pounds = DeviceCard("S", DeviceKind.SCALE, Road.SERIAL, "1", "toledo", unit=Unit.POUND)
    assert unit_of(written(pounds)) is Unit.POUND
    assert unit_of("") is Unit.KILOGRAM
    assert "unit" not in written(DeviceCard("S", DeviceKind.SCALE, Road.SERIAL, "1", "nci"))
    for wrong in ('{"unit": "mg"}', '{"unit": "stone"}', '{"unit": 3}'):
        with pytest.raises(BadSetting):
            unit_of(wrong)


@given(st.binary(max_size=20))
def test_control_signs_are_typed_as_they_are_shown(data: bytes) -> None:
    assert typed(shown(data)) == data
    assert shown(data).isprintable()


def test_people_write_enter_and_tab_as_they_are_used_to() -> None:
    assert typed(r"\x02A\r\n\t") == b"\x02A\r\n\t"
    assert shown(b"\x02A\r\n\t\\") == r"\x02A\r\n\t\\"


@pytest.mark.parametrize("text", ["\\", "\\q", "\\x1", "\\xZZ", "Ж"])
def test_what_is_no_control_sign_is_told(text: str) -> None:
    with pytest.raises(ValueError):
        typed(text)


def row(port: str = "/dev/ttyUSB0", usb: str = "05e0:1701", road: Road = Road.SERIAL) -> DeviceRow:
    return DeviceRow(DeviceCard("GUN", DeviceKind.SCANNER, road, port), "B1", usb)


@pytest.mark.parametrize(
    ("device", "ports", "taken", "where"),
    [
        (row(), [("/dev/ttyUSB0", "05e0:1701")], "", HangsAt("/dev/ttyUSB0")),
        (row(), [("COM4", "05e0:1701"), ("COM5", "0922:8003")], "", HangsAt("COM4")),
        (row(), [("/dev/ttyUSB0", "0922:8003"), ("/dev/ttyUSB1", "05e0:1701")], "", HangsAt("/dev/ttyUSB1")),
        (row(), [("COM4", "05e0:1701"), ("COM5", "05e0:1701")], "", HangsAt("", ("COM4", "COM5"))),
        (row(), [("COM4", "05e0:1701"), ("COM5", "05e0:1701")], "COM4", HangsAt("COM5")),
        (row(), [("COM5", "0922:8003")], "", HangsAt("")),
        (row(), [], "", HangsAt("")),
        (row("COM1", ""), [("COM1", ""), ("COM2", "")], "", HangsAt("COM1")),
        (row("COM1", ""), [("COM2", ""), ("COM3", "")], "", HangsAt("", ("COM2", "COM3"))),
        (row("socket://10.0.0.9:4001", ""), [("COM2", "")], "", HangsAt("socket://10.0.0.9:4001")),
        (row("/srv/lab/scanner", ""), [("COM2", "")], "", HangsAt("/srv/lab/scanner")),
        (row("gun", "", Road.TWIN), [("COM2", "")], "", HangsAt("gun")),
    ],
)
def test_a_profile_finds_its_devices_on_a_machine_that_names_its_ports_otherwise(
    device: DeviceRow, ports: list[tuple[str, str]], taken: str, where: HangsAt
) -> None:
    assert hangs_at(device, ports, frozenset(filter(None, [taken]))) == where


def test_two_alike_devices_get_a_port_each() -> None:
    one, other = row("COM4"), replace(row("COM9"), card=replace(row("COM9").card, code="OTHER"))
    here = placed((other, one), [("COM4", "05e0:1701"), ("COM5", "05e0:1701")])
    assert [(each.row.code, each.card.port, each.asked) for each in here] == [
        ("OTHER", "COM5", False),
        ("GUN", "COM4", False),
    ]


def test_a_device_that_is_not_here_waits_at_its_port_or_is_asked_for() -> None:
    (away,) = placed((row(),), [("COM5", "0922:8003")])
    assert (away.card.port, away.asked) == ("/dev/ttyUSB0", False)
    (asked,) = placed((row("COM1", ""),), [("COM5", ""), ("COM6", "")])
    assert (asked.card.port, asked.asked, asked.at.choices) == ("COM1", True, ("COM5", "COM6"))


@pytest.mark.parametrize(
    ("usb", "ports", "wanted"),
    [
        (("",), [], ["/dev/0"]),
        (("0c2e:0b61",), [], ["usb:0c2e:0b61"]),
        (("0c2e:0b61",), [("/dev/b", "0c2e:0b61")], ["/dev/b"]),
        (("0c2e:0b61", "0c2e:0b61"), [], ["/dev/0", "/dev/1"]),
    ],
)
def test_a_device_is_awaited_where_it_may_come(
    usb: tuple[str, ...], ports: list[tuple[str, str]], wanted: list[str]
) -> None:
    rows = [
        replace(each, card=replace(each.card, code=f"S{n}"))
        for n, each in enumerate(row(f"/dev/{n}", identity) for n, identity in enumerate(usb))
    ]
    assert [card.port for card in cards_here(rows, ports)] == wanted
