"""A computer becomes the bench whose code is scanned at its sign-on page, and that bench's devices are its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.program import Program
from warehouse_app.bootstrap import window
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.bootstrap.window import Door, Move
from warehouse_app.bootstrap.wire import Company
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.bench import Work
from warehouse_app.ui.shell.signon.state import Denied


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    made = Program(tmp_path_factory.mktemp("bench") / "home").begin()
    assert made.call("device", "station", "B2", "--name", "By the door").code == 0
    return made


@pytest.fixture
def company(program: Program) -> Iterator[Company]:
    machine = Machine()
    with closing(machine.company(machine.home(program.home), "", station="B1")) as opened:
        opened.home.machine.put("station", "B1")
        yield opened


def said(company: Company, move: Move, station: str) -> str:
    answer = Door(company, "B1", move)(make(OwnKind.WORKSTATION, station), None)
    assert isinstance(answer, Denied)
    return answer.words


def test_the_code_of_another_bench_makes_this_computer_that_bench(company: Company) -> None:
    move, left = Move(company, "B1"), []
    move.leave = lambda: left.append(True)
    assert said(company, move, "B2") == "This computer becomes bench B2"
    assert (move.to, left) == ("B2", [True])
    assert company.home.machine.get("station", "") == "B2"


def test_what_cannot_be_is_told_and_nothing_changes(company: Company) -> None:
    move = Move(company, "B1")
    assert "already" in said(company, move, "B1")
    assert "no station B9" in said(company, move, "B9")
    held = company.claim("B2", Work.PACK)
    assert held is not None
    assert "B2" in said(company, move, "B2")
    held.close()
    assert move.to == ""
    assert company.home.machine.get("station", "") == "B1"
    assert isinstance(Door(company, "B1")("rubbish", None), Denied)


def test_the_window_opens_again_as_that_bench_and_is_it_from_then_on(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine, opened = Machine(), list[str]()
    machine.environment = {"QT_QPA_PLATFORM": "offscreen"}
    home = machine.home(program.home)
    home.machine.put("station", "B1")

    def run(company: Company, station: str, screen: str, move: Move, *_more: object) -> int:
        opened.append(station)
        if station == "B1":
            said(company, move, "B2")
        return 0

    monkeypatch.setattr(window, "run", run)
    assert window.show(machine, home, "") == 0
    assert window.show(machine, home, "") == 0
    assert window.show(machine, home, "", station="B1") == 0
    assert opened == ["B1", "B2", "B2", "B1", "B2"]
