"""The devices screen without a window: found, set up, tested by doing, watched, forgotten."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.devicebench import PuppetBench
from tests.hands import Screen
from tests.parcels import spool
from warehouse_app.application.devices import AddPrinter, SetStationPrinters
from warehouse_app.application.registry import AttachDevice, KeepDevice, find_devices
from warehouse_app.application.run import Runner, Session
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.domain.devices.cards import Line
from warehouse_app.domain.devices.selftest import PRINTED_CODE, TEST_CODE, Step
from warehouse_app.domain.devices.weights import WeightState
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.device import FoundPort
from warehouse_app.ports.lab import LabPorts
from warehouse_app.store import people
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.devices import shown
from warehouse_app.ui.screens.devices.presenter import DevicesPresenter
from warehouse_app.ui.screens.devices.state import LABEL, WEDGE, DevicesScreen, ported, profiled

ADMIN = Session(SYSTEM, "B1")
PORTS = (
    FoundPort("/dev/ttyACM0", "Zebra DS2208", "05e0:1701"),
    FoundPort("/dev/ttyUSB0", "FT232 serial", "0403:6001"),
)
CODE = TEST_CODE.encode()


@dataclass
class PuppetLab:
    """Virtual devices that are where they say, and are shown."""

    shown: int = 0
    away: bool = False

    def start(self) -> LabPorts:
        if self.away:
            raise Trouble("lab_away")
        return LabPorts("twin", "scanner", "scale", "127.0.0.1:9100", "sics")

    def show(self) -> None:
        self.shown += 1


@dataclass
class House:
    """What the presenter asks of the window."""

    screen: Screen
    lab: PuppetLab | None = None

    def house(self) -> Runner:
        return self.screen.company.runner

    def now(self) -> str:
        return self.screen.now()

    def toast(self, words: str, undo: bool) -> None:
        self.screen.toast(words, undo)

    def go(self, name: str, what: str) -> None:
        self.screen.told.append(f"go {name}")


class Devices(Screen):
    """The screen of an administrator at B1."""

    def __init__(self, company: Company, folder: Path, ports: tuple[FoundPort, ...] = PORTS) -> None:
        super().__init__(company, ADMIN)
        self.bench = PuppetBench(spool(folder), ports)
        self.rests: list[int] = []
        self.house = House(self)
        self.presenter = DevicesPresenter(self, self.hands("devices"), self.performer, self.bench, "B1", self.house)
        self.wire(self.presenter, "devices")
        self.presenter.shown()

    def rest(self, ms: int) -> None:
        self.rests.append(ms)

    def rested(self, *pieces: bytes) -> None:
        """The chosen scanner sends, and is silent after."""
        self.bench.made[self.state.device.row.code].sends(*pieces)
        assert self.rests
        self.presenter.rested()

    @property
    def titles(self) -> list[str]:
        return [plain(row.title) for row in shown.devices(self.state)]

    def row(self, key: str) -> tuple[str, str]:
        row = next(row for row in shown.devices(self.state) if row.key == key)
        return plain(row.line), row.said

    def step(self, step: Step) -> str:
        return shown.result_words(self.state.test, step)


@pytest.fixture
def floor(company: Company) -> Company:
    with company.write() as desk:
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    return company


def set_up(company: Company, code: str, kind: str, port: str, language: str = "", usb: str = "") -> None:
    keep = KeepDevice(id=company.ids.new(), code=code, kind=kind, road="serial", port=port, protocol=language, usb=usb)
    company.runner.perform(keep, ADMIN).done()
    company.runner.perform(AttachDevice(id=company.ids.new(), code=code, station="B1"), ADMIN).done()


@pytest.fixture
def bench(floor: Company, tmp_path: Path) -> Devices:
    set_up(floor, "GUN", "scanner", "/dev/ttyACM0", usb="05e0:1701")
    set_up(floor, "SCALE", "scale", "/dev/ttyUSB0", "sics")
    return Devices(floor, tmp_path)


def test_an_empty_bench_shows_what_every_bench_has_and_what_is_plugged_in(floor: Company, tmp_path: Path) -> None:
    devices = Devices(floor, tmp_path)
    assert devices.titles == [
        *("Keyboard scanner", "Label printer", "Paper printer"),
        *("Zebra DS2208", "FT232 serial"),
    ]
    assert shown.head(devices.state) == ("3 devices", "2 work")
    assert devices.state.chosen == WEDGE
    assert shown.barcode(devices.state) == TEST_CODE


def test_the_first_device_is_chosen_though_the_ports_were_found_before_it_was_read(bench: Devices) -> None:
    early = ported(DevicesScreen(station="B1"), PORTS)
    assert profiled(early, ((), bench.state.profile, ())).chosen == "device:GUN"


def test_a_found_port_is_set_up_and_tested_at_once(floor: Company, tmp_path: Path) -> None:
    devices = Devices(floor, tmp_path)
    devices.presenter.chosen("port:/dev/ttyACM0")
    assert shown.asked(devices.state)[0] == "Set it up"
    devices.presenter.commanded("new")
    form = devices.state.form
    assert (form.before["code"], form.before["name"]) == ("SCANNER-B1-1", "Zebra DS2208")
    devices.presenter.saved({**form.before, "code": "scanner b1"})
    assert "cannot be" in devices.state.form.refusals["code"]
    devices.presenter.saved(dict(form.before))
    assert devices.state.form is None
    assert devices.state.chosen == "device:SCANNER-B1-1"
    assert devices.row("device:SCANNER-B1-1") == ("ttyACM0, answers", "works")
    assert devices.state.test.now is Step.READS
    with floor.store.read() as desk:
        (row,) = find_devices(desk)
    assert (row.station, row.usb) == ("B1", "05e0:1701")


def test_a_scanner_is_learnt_and_what_was_found_is_saved(bench: Devices, floor: Company) -> None:
    assert bench.state.chosen == "device:GUN"
    bench.rested(b"\x02" + CODE[:5], CODE[5:] + b"\r\n")
    assert bench.step(Step.ENDS) == r"After each code comes \r\n, before it \x02"
    assert "".join(text for _figures, text in shown.live(bench.state.live)).endswith("··")
    assert shown.deeds(bench.state)["save"] == ""
    bench.rested(b"\x02" + CODE + b"\r\n")
    assert bench.state.test.whole
    assert shown.asked(bench.state)[0] == "Save what was found"
    bench.presenter.commanded("save")
    with floor.store.read() as desk:
        gun = find_devices(desk)[0]
    assert (gun.card.framing.prefix, gun.card.framing.suffix) == (b"\x02", b"\r\n")
    assert bench.bench.made["GUN"].card == gun.card, "it runs so at once"
    assert shown.asked(bench.state)[0] == "Everything works"


def test_a_wrong_scan_says_what_to_do_and_is_done_again(bench: Devices) -> None:
    bench.rested(b"4006381333931\r")
    assert shown.asked(bench.state) == ("Scan this code", "Another code came. Scan the code that is shown here.")
    bench.rested(CODE + b"\r")
    assert bench.state.test.of(Step.READS).passed
    bench.presenter.commanded("test")
    assert bench.state.test.now is Step.READS


def test_a_scale_shows_what_it_weighs_and_is_tested_with_any_weight(bench: Devices) -> None:
    bench.presenter.chosen("device:SCALE")
    scale = bench.bench.made["SCALE"]
    scale.weighs(0, WeightState.ZERO)
    assert shown.asked(bench.state)[0] == "Put 500 g on"
    bench.presenter.known_weight(1_000)
    assert shown.asked(bench.state)[0] == "Put 1000 g on"
    scale.weighs(990, WeightState.MOTION)
    assert not bench.state.test.whole
    scale.weighs(998)
    assert bench.state.test.whole
    assert shown.reading(bench.state) == "0.998 kg"
    assert bench.row("device:SCALE") == ("ttyUSB0, 0.998 kg", "works")
    bench.presenter.commanded("zero")
    assert scale.zeros == 1


def test_a_device_pulled_out_says_so_and_is_back_by_itself(bench: Devices) -> None:
    gun = bench.bench.made["GUN"]
    gun.away()
    assert bench.row("device:GUN") == ("Not plugged in", "does not work")
    assert bench.step(Step.ANSWERS).startswith("Not plugged in")
    gun.start(gun.ears)
    assert bench.row("device:GUN") == ("ttyACM0, answers", "works")


def test_a_keyboard_scanner_needs_no_set_up(bench: Devices) -> None:
    bench.presenter.chosen(WEDGE)
    bench.presenter.scanned(TEST_CODE, "GUN")
    assert bench.state.test.passed == 0, "that was another scanner"
    bench.presenter.scanned(TEST_CODE, "wedge")
    bench.presenter.scanned(TEST_CODE, "wedge")
    assert bench.state.test.whole
    assert shown.deeds(bench.state)["edit"] == "It needs no set-up"


def test_a_label_is_printed_and_scanned_back(floor: Company, tmp_path: Path) -> None:
    with PrinterTwin() as printer:
        add = AddPrinter(id="p", code="ZEBRA", kind="tcp", language="zpl203", target=printer.target)
        floor.runner.perform(add, ADMIN).done()
        floor.runner.perform(SetStationPrinters(id="s", station="B1", label="ZEBRA", paper=""), ADMIN).done()
        devices = Devices(floor, tmp_path)
        assert devices.row(LABEL)[1] == "works"
        devices.presenter.chosen(LABEL)
        devices.presenter.commanded("print")
        assert printer.labels() == 1
        assert not re.search(rb"\dT\d|\d\.\d{6}Z", printer.jobs[0])  # a time as papers show it
        assert shown.asked(devices.state)[0] == "Scan the code on that label"
        devices.presenter.scanned(PRINTED_CODE, "wedge")
        assert devices.state.test.whole
    devices.presenter.commanded("test")
    assert devices.row(LABEL)[1] == "does not work"


def test_without_hardware_one_key_sets_up_virtual_devices_and_shows_them(company: Company, tmp_path: Path) -> None:
    lab, devices = PuppetLab(), Devices(company, tmp_path)
    assert not devices.presenter.has_lab
    devices.house.lab = lab
    for _ in range(2):
        devices.presenter.commanded("virtual")
    assert {"Lab scanner", "Lab scale"} <= set(devices.titles)
    assert devices.state.printer_of(LABEL) == "LAB-PRINTER"
    assert (devices.state.chosen, lab.shown) == ("device:LAB-SCANNER", 2)
    assert devices.state.busy == ""


def test_virtual_devices_that_cannot_start_say_why_and_change_nothing(bench: Devices) -> None:
    lab = PuppetLab(away=True)
    bench.house.lab = lab
    bench.presenter.commanded("virtual")
    assert bench.state.refusal
    assert (bench.state.busy, lab.shown) == ("", 0)
    assert "Lab scanner" not in bench.titles


def test_a_station_is_given_another_printer(bench: Devices) -> None:
    bench.presenter.chosen(LABEL)
    bench.presenter.commanded("edit")
    assert [value for value, _words in bench.state.form.fields[0].choices] == [""]
    bench.presenter.saved({"printer": ""})
    assert bench.state.form is None
    bench.presenter.commanded("printers")
    assert bench.told[-1] == "go prints"


def test_a_scale_is_asked_how_it_speaks(floor: Company, tmp_path: Path) -> None:
    devices = Devices(floor, tmp_path, (*PORTS, FoundPort("BUSY", "Other")))
    devices.presenter.chosen("port:/dev/ttyUSB0")
    devices.presenter.commanded("ask")
    before = devices.state.form.before
    assert (before["what"], before["baud"], before["code"]) == ("scale-sics", "4800", "SCALE-B1-1")
    devices.presenter.saved(dict(before))
    with floor.store.read() as desk:
        (row,) = find_devices(desk)
    assert (row.card.protocol, row.card.line) == ("sics", Line(4_800))
    devices.presenter.chosen("port:BUSY")
    devices.presenter.commanded("ask")
    assert "Another program" in devices.state.refusal
    devices.bench.scale = None
    devices.presenter.chosen("port:/dev/ttyACM0")
    devices.presenter.commanded("ask")
    assert "Nothing at" in devices.state.refusal


def test_a_machine_that_calls_its_ports_otherwise_asks_once(floor: Company, tmp_path: Path) -> None:
    set_up(floor, "GUN", "scanner", "COM9")
    devices = Devices(floor, tmp_path)
    devices.bench.made["GUN"].away()
    assert devices.row("device:GUN")[0] == "Say at which port it is"
    assert [plain(option.words) for option in shown.options(devices.state)] == ["ttyACM0", "ttyUSB0"]
    assert not devices.presenter.keyed("9")
    assert devices.presenter.keyed("1")
    assert devices.row("device:GUN") == ("ttyACM0, answers", "works")


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(bench: Devices) -> None:
    bench.presenter.commanded("edit")
    values = dict(bench.state.form.before)
    bench.presenter.saved({**values, "suffix": "\\q"})
    assert "Write" in bench.state.form.refusals["suffix"]
    bench.presenter.saved({**values, "blanking_ms": "soon"})
    assert "cannot be" in bench.state.form.refusals["blanking_ms"]
    bench.presenter.saved({**values, "suffix": "\\n", "acknowledge": "yes", "name": "Bench gun"})
    assert bench.titles[0] == "Bench gun"
    assert bench.state.device.card.framing.acknowledge


def test_forgetting_is_asked(bench: Devices) -> None:
    bench.presenter.commanded("forget")
    assert [option.number for option in shown.options(bench.state)] == [1, 2]
    bench.presenter.keyed("2")
    assert len(bench.titles) == 5
    bench.presenter.commanded("forget")
    bench.presenter.keyed("1")
    assert "GUN" not in bench.titles
    assert bench.bench.hub.now()[0].card.code == "SCALE"


def test_out_of_view_nothing_is_heard(bench: Devices) -> None:
    bench.presenter.hidden()
    seen = len(bench.states)
    bench.bench.made["GUN"].sends(b"x")
    bench.bench.made["GUN"].away()
    assert len(bench.states) == seen
    bench.presenter.shown()
    assert bench.row("device:GUN")[1] == "does not work"


def test_a_bench_nobody_has_made_is_made_with_its_first_device(company: Company, tmp_path: Path) -> None:
    devices = Devices(company, tmp_path)
    assert devices.titles[0] == "Keyboard scanner"
    devices.presenter.chosen("port:/dev/ttyACM0")
    devices.presenter.commanded("new")
    devices.presenter.saved(dict(devices.state.form.before))
    assert devices.row("device:SCANNER-B1-1") == ("ttyACM0, answers", "works")
