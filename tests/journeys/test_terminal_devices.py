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


def test_what_is_not_named_stays_as_it_was(program: Program) -> None:
    """A company that names the printer of its papers must not lose that of its labels by it."""
    assert program.call("device", "add", "ZEBRA", "--target", "10.0.0.9").code == 0
    assert program.call("device", "add", "OFFICE", "--kind", "cups", "--target", "LASER", "--language", "pdf").code == 0
    assert program.call("device", "station", "B3", "--name", "Third", "--labels", "ZEBRA").code == 0
    assert program.call("device", "station", "B3", "--papers", "OFFICE").code == 0
    both = {"station": "B3", "labels": "ZEBRA", "papers": "OFFICE"}
    assert program.call("device", "station", "B3", "--json").json == both, "to ask changes nothing"
    assert program.call("device", "station", "B3", "--name", "Third bench", "--json").json == both
    assert program.call("device", "station", "B3", "--labels", "", "--json").json == {**both, "labels": ""}


def test_a_scale_keeps_its_unit_and_line_when_it_gets_another_port(program: Program) -> None:
    add = ("device", "add", "T1", "--type", "scale", "--port")
    named = ("--protocol", "toledo", "--set", "unit=lb", "--set", "baud=2400", "--name", "Big", "--usb", "05e0:1701")
    assert program.call(*add, "COM3", *named).code == 0
    moved = program.call(*add, "COM4", "--json").json
    assert (moved["card"]["port"], moved["card"]["unit"], moved["card"]["line"]["baud"]) == ("COM4", "lb", 2_400)
    assert (moved["card"]["protocol"], moved["name"], moved["usb"]) == ("toledo", "Big", "05e0:1701")
    other = program.call(*add, "COM4", "--protocol", "adam", "--json").json
    assert other["card"]["line"]["baud"] == 4_800, "another language has another usual line"


@pytest.mark.parametrize(("language", "line"), [("nci", (9_600, 7, "even")), ("sics", (9_600, 8, "none"))])
def test_a_scale_is_asked_on_the_usual_line_of_its_language(
    program: Program, language: str, line: tuple[int, int, str]
) -> None:
    add = ("device", "add", f"S-{language}", "--type", "scale", "--port", "COM3", "--protocol", language, "--json")
    found = program.call(*add).json["card"]["line"]
    assert (found["baud"], found["bits"], found["parity"]) == line


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


@pytest.mark.parametrize(
    ("words", "what", "deed"),
    [
        (("X", "--type", "scale", "--port", "COM1"), "A scale cannot speak so", "nci, toledo, sics or adam"),
        (("X", "--type", "scanner", "--port", "COM1", "--set", "baud=9601"), "9601 is no speed", "from 300 to 921600"),
        (("X", "--type", "scanner", "--port", "COM1", "--set", "foo=1"), "no setting foo", "prefix, suffix"),
        (("x y", "--type", "scanner", "--port", "COM1"), "x y cannot be a device's code", "capital letters"),
        (("X", "--target", "host:99999"), "host:99999", "host:port"),
        (("X", "--target", "h", "--language", "zpl"), "does not take zpl", "zpl203"),
    ],
)
def test_what_cannot_be_says_what_can(program: Program, words: tuple[str, ...], what: str, deed: str) -> None:
    told = one_sentence(program.call("device", "add", *words))
    assert what in told
    assert deed in told


def test_a_device_nobody_set_up_is_called_a_device(program: Program) -> None:
    assert "There is no device NOWHERE" in one_sentence(program.call("device", "test", "NOWHERE"))
