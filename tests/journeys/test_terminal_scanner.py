"""Line mode with a scanner beside standard input: shots go the road of lines, in their turn, by ids of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from tests.company import Company
from tests.journeys.program import Program, one_sentence
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.devices.scanners.twin import PtyScanner
from warehouse_app.domain.refusals import Trouble
from warehouse_app.terminal.station import Line, Station, mode_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("floor") / "home").begin()


class Running:
    """A station that runs; its answers are read one by one."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def type(self, text: str) -> None:
        self._pipe(self.process.stdin).write(f"{text}\n")
        self._pipe(self.process.stdin).flush()

    def answer(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self._pipe(self.process.stdout).readline())
        return told

    def note(self) -> str:
        return self._pipe(self.process.stderr).readline()

    def _pipe(self, pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@contextmanager
def running(program: Program, *words: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", "warehouse_app", "station", "pick", "--badge", program.badge, *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environment(),
        text=True, encoding="utf-8",
    )  # fmt: skip
    with process:
        yield Running(process)
    assert process.returncode == 0


def test_shots_and_lines_are_answered_in_their_turn_and_logged_with_their_device(
    program: Program, tmp_path: Path
) -> None:
    with PtyScanner(tmp_path / "gun") as gun:
        assert program.call("device", "add", "GUN", "--type", "scanner", "--port", str(gun.port)).code == 0
        with running(program, "--scanner", "gun", "--station", "P1") as station:
            station.type("TYPED-1")
            assert station.answer()["scan"] == "TYPED-1"  # by now the scanner is opened
            gun.shoot("SHOT-1")
            shot = station.answer()
            assert (shot["scan"], shot["code"], shot["device"]) == ("SHOT-1", "unknown_barcode", "GUN")
            gun.raw(b"\x1d\r")
            assert station.answer()["code"] == "unreadable", "no Enter comes from a scanner that read nothing"
            station.type("TYPED-2")
            assert "device" not in station.answer()
    rows = [row for row in program.call("export", "scans", "--json").lines if row["station"] == "P1"]
    assert {row["raw"]: row["device"] for row in rows if "-" in row["raw"]} == {
        "TYPED-1": "line", "SHOT-1": "GUN", "TYPED-2": "line",
    }  # fmt: skip


def test_a_scanner_at_a_port_nobody_registered_is_heard_and_told_when_it_goes(program: Program, tmp_path: Path) -> None:
    with PtyScanner(tmp_path / "gun") as gun, running(program, "--scanner", str(gun.port)) as station:
        station.type("")
        assert station.answer()["code"] == "nothing_to_continue"
        gun.shoot("SHOT-2")
        assert station.answer()["device"] == "SCANNER"
        gun.pull()
        assert station.note().startswith("Scanner SCANNER is away. Not plugged in")
        station.type("TYPED-3")
        assert station.answer()["scan"] == "TYPED-3", "lines go on"
        gun.plug()
        assert station.note() == "Scanner SCANNER is back\n"
        gun.shoot("SHOT-3")
        assert station.answer()["scan"] == "SHOT-3"


@pytest.mark.parametrize(("scanner", "code"), [("NOBODY", 1), ("spy:///etc/passwd", 1), ("WEIGHS", 2)])
def test_what_is_no_scanner_is_said_before_the_first_line(program: Program, scanner: str, code: int) -> None:
    assert program.call("device", "add", "WEIGHS", "--type", "scale", "--port", "COM9", "--protocol", "nci").code == 0
    told = program.call("station", "pick", "--badge", program.badge, "--scanner", scanner, stdin="X\n")
    assert (told.code, told.out) == (code, "")
    one_sentence(told)


def test_a_code_whose_deed_is_not_known_is_the_same_deed_when_it_is_scanned_again(company: Company) -> None:
    class Unsure(Runner):
        asked: tuple[str, ...] = ()

        def perform(self, command: Command, session: Session) -> Outcome[Any]:
            self.asked += (command.id,)
            if len(self.asked) <= 2:
                raise Trouble("database_io", database="company.db")
            return super().perform(command, session)

    runner = Unsure(company.store, company.clock, company.ids, company.runner.writer)
    bench = Station(runner, company.picker, mode_of("pick"))
    bench.begin()
    assert bench.answer(Line("B1", "shot-1", "GUN"))["verdict"] == "unknown"
    assert bench.answer(Line("B1", "shot-2", "GUN"))["id"] == "shot-1"
    assert bench.answer(Line("B1", "shot-3", "GUN"))["id"] == "shot-3", "it is known by now"
    assert len(set(runner.asked)) == 2
