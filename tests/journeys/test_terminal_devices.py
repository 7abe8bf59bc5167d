"""Scanners, scales and stations by command."""

from __future__ import annotations

import pytest

from tests.journeys.program import Program, one_sentence


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("devices") / "home").begin()


def test_a_bench_is_set_up_by_command(program: Program) -> None:
    gun = ("device", "add", "gun", "--type", "scanner", "--port", "/dev/ttyACM7", "--usb", "05e0:1701")
    told = program.call(*gun, "--set", "baud=115200", "--set", r"suffix=\r\n", "--set", "acknowledge=yes", "--json")
    assert told.json["card"]["line"]["baud"] == 115_200
    assert told.json["card"]["framing"]["suffix"] == "\r\n"
    assert told.json["card"]["framing"]["acknowledge"] is True
    assert program.call("device", "station", "B2", "--name", "By the door").code == 0
    assert program.call("device", "attach", "GUN", "--station", "b2").out == "GUN belongs to station B2.\n"
    scale = ("device", "add", "SCALE", "--type", "scale", "--port", "COM3", "--language", "sics", "--station", "B2")
    assert program.call(*scale).out == "SCALE hangs at COM3.\n"
    listed = program.call("device", "list", "--station", "B2", "--json").json
    assert [(row["code"], row["type"], row["kind"], row["target"]) for row in listed[:2]] == [
        ("GUN", "scanner", "serial", "/dev/ttyACM7"),
        ("SCALE", "scale", "serial", "COM3"),
    ]
    assert [row["code"] for row in listed[2:]] == ["LABELS", "PAPERS"], "where nothing else is said, into our folders"
    assert len(listed) == 4
    assert {"printer", "scale"} <= {row["type"] for row in program.call("device", "list", "--json").json}
    assert program.call("device", "detach", "SCALE").out == "SCALE belongs to no station.\n"
    assert program.call("device", "remove", "scale").out == "SCALE is forgotten.\n"


def test_ports_are_listed_as_what_is_plugged_in(program: Program) -> None:
    told = program.call("device", "ports", "--json")
    assert told.code == 0
    assert all(set(row) == {"port", "name", "usb"} for row in told.json)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("device", "add", "X", "--type", "camera", "--port", "COM1"), 2),
        (("device", "add", "X", "--type", "scanner", "--port", "COM1", "--set", "baud"), 2),
        (("device", "add", "X", "--type", "scanner", "--port", "COM1", "--set", r"suffix=\q"), 2),
        (("device", "add", "X", "--type", "scanner", "--port", "COM1", "--set", "baud=9601"), 1),
        (("device", "add", "X", "--type", "scanner", "--port", "COM1", "--set", "acknowledge=maybe"), 1),
        (("device", "add", "X", "--type", "scale", "--port", "COM1"), 1),
        (("device", "add", "LABELS1", "--type", "scanner", "--kind", "usb", "--port", "COM1"), 1),
        (("device", "attach", "NOWHERE", "--station", "B1"), 1),
        (("device", "detach", "NOWHERE"), 1),
        (("device", "remove", "NOWHERE"), 1),
        (("device", "station", "B 7", "--name", "x"), 1),
    ],
)
def test_what_cannot_be_is_one_sentence(program: Program, words: tuple[str, ...], code: int) -> None:
    told = program.call(*words)
    assert told.code == code, told.err
    assert "?" not in one_sentence(told)
