"""The lab's window without a window: every deed reaches the twins, and what was printed is drawn and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.lab import LabNow, LabPorts, Print, PrinterMood, ScaleMood, Thing
from warehouse_app.ui.lab.presenter import Eyes, LabPresenter
from warehouse_app.ui.lab.state import MOST_RECENT, LabScreen
from warehouse_app.ui.runtime.inline import InlinePerformer


class Panel:
    """A lab of values alone."""

    def __init__(self) -> None:
        self.state, self.shots, self.made = LabNow(), list[tuple[str, ...]](), list[Print]()
        self.away = False

    def ports(self) -> LabPorts:
        return LabPorts("twin", "scanner", "scale", "127.0.0.1:1", "sics")

    def now(self) -> LabNow:
        if self.away:
            raise Trouble("lab_away")
        return self.state

    def scan(self, *codes: str) -> LabNow:
        if Thing.SCANNER in self.state.pulled:
            raise Trouble("lab_pulled", thing="scanner")
        self.shots.append(codes)
        return self.state

    def weigh(self, grams: int, mood: ScaleMood = ScaleMood.STEADY) -> LabNow:
        return self._be(grams=grams, scale=mood)

    def be(self, mood: PrinterMood) -> LabNow:
        return self._be(printer=mood)

    def plug(self, thing: Thing, *, on: bool) -> LabNow:
        return self._be(pulled=self.state.pulled - {thing} if on else self.state.pulled | {thing})

    def prints(self, after: int = 0) -> tuple[Print, ...]:
        return tuple(each for each in self.made if each.number > after)

    def close(self) -> None:
        """Nothing runs."""

    def printed(self, content: bytes) -> None:
        self.made.append(Print(len(self.made) + 1, content))
        self._be(prints=len(self.made))

    def _be(self, **changed: object) -> LabNow:
        from dataclasses import replace

        self.state = replace(self.state, **changed)  # type: ignore[arg-type]
        return self.state


class Bench:
    def __init__(self) -> None:
        self.panel, self.state = Panel(), LabScreen()
        eyes = Eyes(self.read, self.draw)
        self.presenter = LabPresenter(self, self.panel, InlinePerformer(), eyes)

    def render_state(self, state: LabScreen) -> None:
        self.state = state

    def read(self, picture: bytes) -> tuple[str, ...]:
        if picture == b"no picture":
            raise ValueError
        return tuple(picture.decode().split())

    def draw(self, content: bytes) -> tuple[bytes, ...]:
        if b"^XZ" not in content:
            raise ValueError
        return (content.removesuffix(b"^XZ"),)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_codes_are_scanned_and_scanned_again_by_their_number(bench: Bench) -> None:
    bench.presenter.scan(" A-1 ")
    bench.presenter.scan("B-2 C-3")
    bench.presenter.scan("  ")
    assert bench.panel.shots == [("A-1",), ("B-2", "C-3")]
    assert list(bench.state.recent) == ["C-3", "B-2", "A-1"]
    bench.presenter.again(3)
    assert bench.panel.shots[-1] == ("A-1",)
    assert list(bench.state.recent) == ["A-1", "C-3", "B-2"]
    bench.presenter.again(9)
    for n in range(9):
        bench.presenter.scan(f"N{n}")
    assert len(bench.state.recent) == MOST_RECENT


def test_a_picture_is_scanned_and_one_without_a_code_is_told(bench: Bench) -> None:
    bench.presenter.picture(b"P100-1 OTHER")
    assert bench.panel.shots == [("P100-1",)]
    bench.presenter.picture(b"no picture")
    assert bench.state.wrong
    assert bench.state.told == "There is no code in this picture"


def test_a_pulled_scanner_says_so_and_scans_when_it_is_back(bench: Bench) -> None:
    told = []
    for _ in range(2):
        bench.presenter.plug(Thing.SCANNER)
        bench.presenter.scan("A")
        told.append((bench.state.wrong, bench.state.told))
    assert told == [(True, "The cable of the scanner is out. Plug it in first"), (False, "Scanned A")]


def test_the_scale_and_the_printer_follow(bench: Bench) -> None:
    bench.presenter.weigh(1_250)
    bench.presenter.rest("motion")
    bench.presenter.weigh(1_250)
    bench.presenter.be("jam")
    assert (bench.state.now.grams, bench.state.now.scale) == (1_250, ScaleMood.MOTION)
    assert bench.state.now.printer is PrinterMood.JAM


def test_a_new_print_comes_into_view_drawn_and_read(bench: Bench) -> None:
    bench.presenter.look()
    assert in_view(bench) == (0, ())
    bench.panel.printed(b"P1^XZ")
    bench.panel.printed(b"P2^XZ")
    bench.presenter.look()
    assert in_view(bench) == (2, ("P2",))
    bench.presenter.scan_print()
    assert bench.panel.shots == [("P2",)]
    for _ in range(2):
        bench.presenter.turn(-1)
        assert in_view(bench) == (1, ("P1",))


def test_half_a_print_is_shown_as_such_and_scans_nothing(bench: Bench) -> None:
    bench.panel.printed(b"half of a la")
    bench.presenter.look()
    assert in_view(bench) == (1, ())
    shown = bench.state.shown
    assert shown is not None
    assert not shown.whole
    bench.presenter.scan_print()
    assert bench.panel.shots == []


def in_view(bench: Bench) -> tuple[int, tuple[str, ...]]:
    return bench.state.at, bench.state.seen.codes if bench.state.seen is not None else ()


def test_a_lab_that_ended_is_told(bench: Bench, tmp_path: Path) -> None:
    bench.panel.away = True
    bench.presenter.look()
    assert bench.state.wrong
    assert "warehouse lab" in bench.state.told
