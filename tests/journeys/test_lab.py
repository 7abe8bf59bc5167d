"""The lab as scripts drive it: real lines, a real socket, and a bench that takes its twins for hardware."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence
from warehouse_app.bootstrap.lab import HomeLab
from warehouse_app.bootstrap.labpanel import FarLab, folder_of
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.devices.scanners import open_scanner
from warehouse_app.documents.codes_in import codes_in
from warehouse_app.documents.preview import pages
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.device import DeviceState, Ears
from warehouse_app.ports.lab import PrinterMood, ScaleMood, Thing
from warehouse_app.system.clock import SystemClock, SystemIds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("lab") / "home").begin()


@pytest.fixture
def lab(program: Program) -> Iterator[HomeLab]:
    machine = Machine()
    with closing(HomeLab(machine.home(program.home), "secret")) as made:
        yield made


def test_without_a_lab_each_deed_says_how_to_start_one(program: Program) -> None:
    for words in (("scan", "A"), ("weigh", "5"), ("printer", "jam"), ("unplug", "scale"), ("status",), ("setup",)):
        told = program.call("lab", *words)
        assert told.code == 3, words
        assert "warehouse lab" in one_sentence(told)


def test_a_bench_works_with_the_lab_as_with_hardware(program: Program, lab: HomeLab) -> None:
    assert program.call("lab", "setup").code == 0
    assert program.call("lab", "setup").code == 0, "done again it changes nothing"
    assert program.call("lab", "weigh", "1250").out == "1250 g lie on the scale.\n"
    told = program.call("device", "test", "--json")
    assert told.code == 0
    rows = {row["code"]: row for row in told.json["devices"]}
    assert rows["LAB-SCANNER"]["ready"]
    assert rows["LAB-SCALE"]["weight"]["grams"] == 1_250
    assert rows["LAB-PRINTER"]["ready"]
    assert program.call("device", "test", "LAB-PRINTER", "--print").code == 0
    (print_,) = lab.prints()
    assert print_.whole
    assert codes_in(pages(print_.content, 1)[0]) == ("TEST",)


def test_what_goes_wrong_with_the_printer_is_told(program: Program, lab: HomeLab, tmp_path: Path) -> None:
    program.call("lab", "setup")
    for mood, ready in (("paper", False), ("open", False), ("pause", False), ("ready", True)):
        assert program.call("lab", "printer", mood).code == 0
        assert program.call("device", "test", "LAB-PRINTER", "--json").json["ready"] is ready, mood
    assert program.call("lab", "printer", "half").code == 0
    assert program.call("device", "test", "LAB-PRINTER", "--print").code == 1
    status = program.call("lab", "status", "--out", tmp_path, "--json").json
    assert [row["whole"] for row in status["printed"]] == [False]
    assert status["printer"] == "ready", "it broke off once"
    assert len(list(tmp_path.glob("*.zpl"))) == 1
    target = lab.ports().printer
    assert program.call("lab", "unplug", "printer").code == 0
    assert program.call("device", "test", "LAB-PRINTER").code == 1
    assert program.call("lab", "plug", "printer").code == 0
    assert lab.ports().printer == target
    assert program.call("device", "test", "LAB-PRINTER").code == 0


def test_a_scanner_that_is_pulled_out_is_back_when_it_is_plugged_in(program: Program, lab: HomeLab) -> None:
    card = DeviceCard("GUN", DeviceKind.SCANNER, Road.SERIAL, lab.ports().scanner)
    heard = Heard()
    scanner = open_scanner(card, SystemIds().new, SystemClock().now)
    scanner.start(heard.ears)
    with closing(scanner):
        heard.until(DeviceState.READY)
        assert program.call("lab", "scan", "4006381333931", "WS-B1-K").code == 0
        assert heard.scans(2) == ["4006381333931", "WS-B1-K"]
        assert program.call("lab", "unplug", "scanner").code == 0
        heard.until(DeviceState.AWAY)
        assert "cable" in one_sentence(program.call("lab", "scan", "A"))
        assert program.call("lab", "plug", "scanner").code == 0
        heard.until(DeviceState.READY)
        program.call("lab", "scan", "A-1")
        assert heard.scans(1) == ["A-1"]


def test_a_picture_is_scanned_and_one_without_a_code_is_told(program: Program, lab: HomeLab, tmp_path: Path) -> None:
    program.call("lab", "setup")
    program.call("device", "test", "LAB-PRINTER", "--print")
    picture = tmp_path / "label.png"
    picture.write_bytes(pages(lab.prints()[-1].content, 1)[0])
    assert program.call("lab", "read", picture).out == "Scanned TEST.\n"
    for name in ("missing.png", "text.png"):
        (tmp_path / "text.png").write_text("no picture")
        told = program.call("lab", "read", tmp_path / name)
        assert told.code == 2
        one_sentence(told)


def test_the_scale_moves_and_takes_no_more_than_it_can(program: Program, lab: HomeLab) -> None:
    program.call("lab", "setup")
    program.call("lab", "weigh", "700", "--moving")
    moving = program.call("device", "test", "LAB-SCALE", "--json").json["devices"][0]
    assert moving["weight"]["state"] == "motion"
    program.call("lab", "weigh", "700", "--over")
    assert program.call("device", "test", "LAB-SCALE", "--json").json["devices"][0]["weight"]["state"] == "over"
    assert lab.now().scale is ScaleMood.OVER


def test_one_lab_a_home_and_nobody_else_reaches_its_panel(program: Program, lab: HomeLab) -> None:
    with pytest.raises(Usage):
        HomeLab(Machine().home(program.home), "other")
    folder = folder_of(program.home)
    panel = folder / "panel.json"
    assert panel.stat().st_mode & 0o077 == 0
    stranger = folder.with_name("stranger")
    stranger.mkdir(exist_ok=True)
    (stranger / panel.name).write_text(panel.read_text().replace("secret", "guess"))
    with pytest.raises(Trouble):
        FarLab(stranger).be(PrinterMood.JAM)
    assert lab.now().printer is PrinterMood.READY
    assert b"lab_away" in lab._panel.answer(b"rubbish")  # type: ignore[union-attr]


def test_a_lab_that_ended_leaves_nothing_and_its_printer_keeps_its_port(program: Program) -> None:
    home = Machine().home(program.home)
    first = HomeLab(home, "a")
    target = first.ports().printer
    first.close()
    first.close()
    assert not (folder_of(program.home) / "panel.json").exists()
    with closing(HomeLab(home, "b")) as second:
        assert second.ports().printer == target
        second.plug(Thing.SCALE, on=False)
        assert second.now().pulled == frozenset({Thing.SCALE})


@pytest.mark.slow
def test_a_lab_without_a_window_serves_until_its_input_ends(program: Program) -> None:
    command = [sys.executable, "-m", "warehouse_app", "lab", "serve", "--json"]
    process = subprocess.Popen(
        command, env=program.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert '"road"' in process.stdout.readline()
    assert program.call("lab", "status").code == 0
    process.communicate("", timeout=60)
    assert process.returncode == 0
    assert program.call("lab", "status").code == 3


class Heard:
    """What a device told, in its order, and waited for."""

    def __init__(self) -> None:
        import queue

        self._states: queue.Queue[DeviceState] = queue.Queue()
        self._scans: queue.Queue[str] = queue.Queue()
        self.ears = Ears(scanned=lambda scan: self._scans.put(scan.data.decode()), changed=self._changed)

    def _changed(self, _code: str, state: DeviceState, _why: str) -> None:
        self._states.put(state)

    def until(self, wanted: DeviceState) -> None:
        while self._states.get(timeout=60) is not wanted:
            pass

    def scans(self, count: int) -> list[str]:
        return [self._scans.get(timeout=60) for _ in range(count)]
