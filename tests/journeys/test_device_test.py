"""`warehouse device test` at a bench of real lines: a pseudo-terminal that is a scanner, a socket that is a printer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.program import Program
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.devices.scales.twin import Mood, PtyScale, ScaleModel
from warehouse_app.devices.scanners.twin import PtyScanner
from warehouse_app.domain.devices.cards import Framing
from warehouse_app.domain.devices.selftest import PRINTED_CODE, TEST_CODE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("bench") / "home").begin()


@pytest.fixture
def gun(program: Program, tmp_path: Path) -> Iterator[PtyScanner]:
    with PtyScanner(tmp_path / "gun", Framing(b"\x02", b"\r\n")) as scanner:
        add = ("device", "add", "GUN", "--type", "scanner", "--port", scanner.port, "--station", "B1")
        assert program.call(*add).code == 0
        yield scanner


def test_without_a_terminal_it_looks_and_says_what_stands_against_work(program: Program, gun: PtyScanner) -> None:
    told = program.call("device", "test", "--json")
    assert told.code == 0
    assert told.json["ok"] is True
    scanner, labels, papers = told.json["devices"]
    assert (scanner["code"], scanner["state"], scanner["ready"]) == ("GUN", "ready", True)
    assert (labels["code"], papers["code"]) == ("LABELS", "PAPERS")
    gun.pull()
    away = program.call("device", "test", "gun", "--seconds", "0.1", "--json")
    assert away.code == 1
    (row,) = away.json["devices"]
    assert (row["state"], row["why"]) == ("away", "unplugged")
    assert "Plug it in" in row["say"]


def test_a_printer_that_is_off_stands_against_work(program: Program, gun: PtyScanner) -> None:
    with PrinterTwin() as printer:
        target = printer.target
        assert program.call("device", "add", "ZEBRA", "--target", target).code == 0
        assert program.call("device", "station", "B1", "--labels", "ZEBRA").code == 0
        assert program.call("device", "test", "--json").code == 0
    told = program.call("device", "test", "--json")
    assert told.code == 1
    assert [row["code"] for row in told.json["devices"] if not row["ready"]] == ["ZEBRA"]
    assert program.call("device", "station", "B1", "--labels", "", "--papers", "").code == 0


@pytest.fixture
def scale(program: Program, tmp_path: Path) -> Iterator[PtyScale]:
    with PtyScale(ScaleModel("sics", grams=1_250), tmp_path / "scale") as made:
        yield made
    program.call("device", "remove", "SCALE")


def test_a_scale_is_found_out_set_up_and_read(program: Program, gun: PtyScanner, scale: PtyScale) -> None:
    found = program.call("device", "probe", scale.port, "--json").json["found"]
    assert (found["protocol"], found["weight"]["grams"]) == ("sics", 1_250)
    add = ("device", "add", "SCALE", "--type", "scale", "--port", scale.port, "--protocol", "sics", "--station", "B1")
    assert program.call(*add).code == 0
    told = program.call("device", "test", "SCALE", "--json")
    assert told.code == 0
    assert told.json["devices"][0]["weight"]["grams"] == 1_250
    scale.model.mood = Mood.SILENT
    assert program.call("device", "probe", scale.port).code == 1


def test_a_station_nobody_has_is_told(program: Program) -> None:
    assert program.call("device", "test", "--station", "B77").code == 1
    assert program.call("device", "test", "NOWHERE").code == 1


class Walked:
    """A walk as a person sees it: what is said, and what is done when it is asked for."""

    def __init__(self, program: Program, *words: str) -> None:
        command = [sys.executable, "-m", "warehouse_app", "device", "test", "--walk", *words]
        self._process = subprocess.Popen(
            command, env=program.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.said: list[str] = []

    def until(self, words: str, then: Callable[[], None]) -> None:
        """Read on until something is said, then do it."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line.rstrip())
            if words in line:
                then()
                return
        raise AssertionError(self.said)

    def types(self, line: str = "") -> None:
        """Type a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def end(self) -> int:
        """Read to its end; return the exit code."""
        rest, _ = self._process.communicate(timeout=60)
        self.said += rest.splitlines()
        return self._process.returncode


@pytest.mark.slow
def test_a_walk_through_a_bench_learns_the_scanner_weighs_and_scans_the_label_back(
    program: Program, gun: PtyScanner, scale: PtyScale
) -> None:
    add = ("device", "add", "SCALE", "--type", "scale", "--port", scale.port, "--protocol", "sics", "--station", "B1")
    assert program.call(*add).code == 0
    with PrinterTwin() as printer:
        assert program.call("device", "add", "ZEBRA", "--target", printer.target).code == 0
        assert program.call("device", "station", "B1", "--labels", "ZEBRA", "--papers", "").code == 0
        walk = Walked(program)
        walk.until("Scan this code", lambda: gun.shoot("4006381333931"))
        walk.until("Another code came", lambda: gun.shoot(TEST_CODE))
        walk.until("Scan this code again", lambda: gun.shoot(TEST_CODE))
        walk.until("Take everything off", lambda: setattr(scale.model, "grams", 0))
        walk.until("Put 500 g on", lambda: setattr(scale.model, "grams", 502))
        walk.until("502 g for 500 g", lambda: None)
        walk.until("Scan the code on that label", lambda: gun.shoot(PRINTED_CODE))
        walk.until("Scan the code on that label", walk.types)  # the papers' own folder prints no label to scan
        assert walk.end() == 1, "one step was left out"
        assert printer.labels() == 1
    assert program.call("device", "station", "B1", "--labels", "").code == 0
    said = "\n".join(walk.said)
    assert r"--set 'prefix=\x02' --set 'suffix=\r\n'" in said
    assert "+ Prints bars that scan: Its bars were read" in said


@pytest.mark.slow
def test_a_walk_takes_another_weight_and_ends_when_nobody_is_there(program: Program, scale: PtyScale) -> None:
    program.call("device", "remove", "GUN")
    scale.model.grams = 0
    add = ("device", "add", "SCALE", "--type", "scale", "--port", scale.port, "--protocol", "sics", "--station", "B1")
    assert program.call(*add).code == 0
    assert program.call("device", "station", "B1", "--labels", "", "--papers", "").code == 0
    walk = Walked(program)
    walk.until("An empty line goes on", lambda: None)
    walk.until("Put 500 g on", lambda: walk.types("1,25 kg"))
    walk.until("Put 1250 g on", lambda: setattr(scale.model, "grams", 1_250))
    walk.until("1250 g for 1250 g", lambda: None)
    assert walk.end() == 1, "the end of input leaves out what is still asked, at this device and at all others"
