"""Scanners and scales are set up by who may change settings, belong to one station, and are read back as they were."""

from __future__ import annotations

import importlib
import json

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.devices import AddPrinter, SetStationPrinters
from warehouse_app.application.registry import (
    AttachDevice,
    KeepDevice,
    KeepStation,
    RemoveDevice,
    devices_of,
    find_devices,
    profile_of,
)
from warehouse_app.application.run import Command, NoRight, Outcome, Session
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Flow, Framing, Line, Parity, Road
from warehouse_app.domain.devices.registry import (
    BadDevice,
    BadStation,
    CodeIsTaken,
    DeviceRow,
    NoSuchDevice,
    PortIsTaken,
)
from warehouse_app.domain.devices.weights import Unit
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import people
from warehouse_app.store.schema import ledger
from warehouse_app.wording.devices import WORDS
from warehouse_app.wording.say import say_error

ADMIN = Session(SYSTEM, "B1")


def do(company: Company, command: Command, who: Session = ADMIN) -> Outcome[object]:
    return company.runner.perform(command, who)


def scanner(company: Company, code: str = "GUN", port: str = "/dev/ttyUSB0", **more: str) -> KeepDevice:
    values = {"code": code, "kind": "scanner", "road": "serial", "port": port, **more}
    return KeepDevice(id=company.ids.new(), **values)


def scale(company: Company, **more: str) -> KeepDevice:
    values = {"code": "SCALE", "kind": "scale", "road": "serial", "port": "COM3", "protocol": "sics", **more}
    return KeepDevice(id=company.ids.new(), **values)


def attach(company: Company, code: str, station: str) -> Outcome[object]:
    return do(company, AttachDevice(id=company.ids.new(), code=code, station=station))


@pytest.fixture
def floor(company: Company) -> Company:
    with company.write() as desk:
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    return company


def test_a_device_comes_back_as_it_was_set_up(floor: Company) -> None:
    line = {"baud": 2_400, "bits": 7, "parity": "even", "stop": 2, "flow": "rtscts"}
    framing = {"prefix": "\x02", "suffix": "\x03\r\n", "silence_ms": 80, "acknowledge": True, "blanking_ms": 0}
    kept = do(
        floor, scanner(floor, "gun", settings=json.dumps(line | framing), usb="05e0:1701", label=" Bench gun ")
    ).done()
    card = DeviceCard(
        "GUN",
        DeviceKind.SCANNER,
        Road.SERIAL,
        "/dev/ttyUSB0",
        "",
        Line(2_400, 7, Parity.EVEN, 2, Flow.RTSCTS),
        Framing(b"\x02", b"\x03\r\n", 80, acknowledge=True, blanking_ms=0),
    )
    assert kept == DeviceRow(card, "", "05e0:1701", "Bench gun")
    do(floor, scale(floor)).done()
    with floor.store.read() as desk:
        assert find_devices(desk)[0] == kept
        assert find_devices(desk)[1].card == DeviceCard("SCALE", DeviceKind.SCALE, Road.SERIAL, "COM3", "sics")


def test_a_scale_keeps_what_its_display_shows(floor: Company) -> None:
    do(floor, scale(floor, protocol="toledo", settings='{"unit": "lb"}')).done()
    with floor.store.read() as desk:
        assert find_devices(desk)[0].card.unit is Unit.POUND


def test_a_station_loads_its_devices_and_printers(floor: Company) -> None:
    do(floor, scanner(floor)).done()
    do(floor, scale(floor)).done()
    do(floor, scanner(floor, "SPARE", "/dev/ttyUSB1")).done()
    do(floor, AddPrinter(id="p", code="ZEBRA", kind="tcp", language="zpl203", target="10.0.0.9")).done()
    do(floor, SetStationPrinters(id="s", station="B1", label="ZEBRA", paper="")).done()
    assert attach(floor, "gun", "b1").refusal is None
    assert attach(floor, "SCALE", "B1").refusal is None
    with floor.store.read() as desk:
        profile = profile_of(desk, "b1")
        assert [row.code for row in profile.devices] == ["GUN", "SCALE"]
        assert profile.label_printer is not None
        assert profile.label_printer.code == "ZEBRA"
        assert profile.paper_printer is None
        with pytest.raises(Refused):
            profile_of(desk, "B9")


def test_a_device_moves_to_another_station_and_keeps_it_when_changed(floor: Company) -> None:
    assert do(floor, KeepStation(id="st", code="b2", label="By the door")).refusal is None
    do(floor, scanner(floor)).done()
    attach(floor, "GUN", "B1").done()
    attach(floor, "GUN", "B2").done()
    do(floor, scanner(floor, port="/dev/ttyUSB7")).done()
    with floor.store.read() as desk:
        assert devices_of(desk, "B1") == ()
        assert [row.card.port for row in devices_of(desk, "B2")] == ["/dev/ttyUSB7"]
    attach(floor, "GUN", "").done()
    with floor.store.read() as desk:
        assert devices_of(desk, "B2") == ()
        assert len(find_devices(desk)) == 1
    do(floor, RemoveDevice(id="r", code="GUN")).done()
    assert do(floor, RemoveDevice(id="r2", code="GUN")).refusal == NoSuchDevice("GUN")


def test_two_devices_of_a_station_share_no_port(floor: Company) -> None:
    do(floor, scanner(floor)).done()
    do(floor, scanner(floor, "OTHER")).done()
    attach(floor, "GUN", "B1").done()
    assert attach(floor, "OTHER", "B1").refusal == PortIsTaken("/dev/ttyUSB0", "GUN", "B1")
    do(floor, scanner(floor, "OTHER", "COM9")).done()
    attach(floor, "OTHER", "B1").done()
    assert do(floor, scanner(floor, "OTHER")).refusal == PortIsTaken("/dev/ttyUSB0", "GUN", "B1")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": "A B"}, "code"),
        ({"code": "X" * 31}, "code"),
        ({"kind": "camera"}, "kind"),
        ({"road": "bluetooth"}, "road"),
        ({"port": " "}, "port"),
        ({"port": "/dev/tty\nUSB0"}, "port"),
        ({"port": "spy://COM1?file=/tmp/x"}, "port"),
        ({"port": "socket://10.0.0.9:4001", "road": "hid"}, "port"),
        ({"protocol": "sics"}, "protocol"),
        ({"kind": "scale"}, "protocol"),
        ({"kind": "scale", "protocol": "hid"}, "protocol"),
        ({"kind": "scale", "protocol": "sics", "road": "hid"}, "protocol"),
        ({"usb": "05E0:1701"}, "usb"),
        ({"label": "a\x1bb"}, "name"),
        ({"settings": "{"}, "settings"),
        ({"settings": "[]"}, "settings"),
        ({"settings": '{"speed": 1}'}, "settings"),
        ({"settings": '{"baud": 9601}'}, "baud"),
        ({"settings": '{"bits": true}'}, "bits"),
        ({"settings": '{"parity": "mark"}'}, "parity"),
        ({"settings": '{"suffix": "\\u0416"}'}, "suffix"),
        ({"settings": '{"prefix": "' + "a" * 17 + '"}'}, "prefix"),
        ({"settings": '{"silence_ms": 0}'}, "silence_ms"),
        ({"settings": '{"acknowledge": 1}'}, "acknowledge"),
    ],
)
def test_a_device_that_cannot_be_right_is_refused(floor: Company, more: dict[str, str], field: str) -> None:
    refusal = do(floor, scanner(floor, **more)).refusal
    assert isinstance(refusal, BadDevice)
    assert refusal.field == field


def test_a_code_names_one_device_or_printer(floor: Company) -> None:
    do(floor, AddPrinter(id="p", code="ZEBRA", kind="tcp", language="zpl203", target="10.0.0.9")).done()
    do(floor, scanner(floor)).done()
    assert do(floor, scanner(floor, "ZEBRA")).refusal == CodeIsTaken("ZEBRA", "printer")
    assert do(floor, scale(floor, code="GUN")).refusal == CodeIsTaken("GUN", "scanner")
    printer = AddPrinter(id="q", code="GUN", kind="tcp", language="zpl203", target="10.0.0.9")
    assert do(floor, printer).refusal == CodeIsTaken("GUN", "scanner")


def test_a_device_needs_a_station_that_is_there(floor: Company) -> None:
    do(floor, scanner(floor)).done()
    assert attach(floor, "GUN", "B9").refusal == NoSuchStation("B9")
    assert attach(floor, "NONE", "B1").refusal == NoSuchDevice("NONE")
    assert do(floor, KeepStation(id="a", code="B 9")).refusal == BadStation("code", "B 9")
    assert do(floor, KeepStation(id="b", code="B9", label="x" * 61)).refusal == BadStation("name", "x" * 61)


def test_a_packer_sets_nothing_up(floor: Company) -> None:
    commands: tuple[Command, ...] = (
        scanner(floor),
        AttachDevice(id="a", code="GUN", station="B1"),
        RemoveDevice(id="b", code="GUN"),
        KeepStation(id="c", code="B2"),
    )
    for command in commands:
        assert isinstance(do(floor, command, floor.packer).refusal, NoRight)


def test_every_setting_up_stands_in_the_audit(floor: Company) -> None:
    do(floor, scanner(floor)).done()
    attach(floor, "GUN", "B1").done()
    attach(floor, "GUN", "B9")
    with floor.store.read() as desk:
        rows = desk.connection.execute(ledger.audit.select().order_by(ledger.audit.c.seq)).mappings().all()
    told = [(row["name"], row["verdict"]) for row in rows if row["name"] in {"KeepDevice", "AttachDevice"}]
    assert told == [("KeepDevice", "done"), ("AttachDevice", "done"), ("AttachDevice", "no_such_station")]


def test_every_no_of_devices_has_its_words() -> None:
    module = importlib.import_module("warehouse_app.domain.devices.registry")
    noes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Refusal)]
    assert len(noes) > 5
    for no in noes:
        if no is not Refusal:
            assert no.code in WORDS, no
            assert "?" not in say_error(no(*("X" for _ in no.__slots__)))
