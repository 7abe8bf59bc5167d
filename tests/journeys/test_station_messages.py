"""Messages at a line-mode station: told once, in a line of their own, read by CONTINUE, and in no scan's way."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.crewfloor import Floor
from warehouse_app.application.crew.messages import SendMessage, unseen
from warehouse_app.terminal.spoken import spoken
from warehouse_app.terminal.station import Line, Station, mode_of
from warehouse_app.terminal.stationmessages import LOOK_S


class Clock:
    """A clock of the machine that moves when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def floor(company: Company) -> Floor:
    return Floor(company, orders=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("warehouse_app.terminal.station.time.monotonic", made)
    return made


def station(floor: Floor) -> Station:
    made = Station(floor.company.runner, floor.li, mode_of("pick"))
    made.begin()
    return made


def test_a_message_is_one_line_and_scans_go_on(floor: Floor, clock: Clock) -> None:
    bench = station(floor)
    assert list(bench.told()) == []
    floor.do(SendMessage(id="m", text="Bring \x1b cart".replace("\x1b", "3"), person="p-pick")).done()
    assert list(bench.told()) == [], "asked at most every other second"
    clock.now += LOOK_S
    (line,) = bench.told()
    assert (line["scan"], line["code"], line["class"], line["message"]) == ("", "message", "note", 1)
    assert line["say"].startswith("Maria S.: Bring 3 cart")  # type: ignore[attr-defined]
    assert spoken(line).startswith("NOTE  Maria S.: ")
    clock.now += LOOK_S
    assert list(bench.told()) == [], "told once"
    assert bench.answer(Line(floor.batches[0].code, ""))["code"] == "batch_open"


def test_continue_says_that_it_was_read_where_nothing_else_waits(floor: Floor, clock: Clock) -> None:
    bench = station(floor)
    bench.answer(Line(floor.batches[0].code, ""))
    floor.do(SendMessage(id="m", text="Fire drill at ten")).done()
    clock.now += LOOK_S
    assert len(list(bench.told())) == 1
    assert bench.answer(Line("A02", ""))["code"] == "wrong_place"
    assert bench.answer(Line("", ""))["code"] == "acknowledged", "the Stop goes first"
    told = bench.answer(Line("", ""))
    assert (told["code"], told["verdict"], told["class"]) == ("message_seen", "accepted", None)
    now = floor.company.runner.now()
    assert floor.company.runner.ask(lambda desk: unseen(desk, floor.li, now), floor.li) == ()
    assert bench.answer(Line("CONTINUE", ""))["code"] == "nothing_to_continue"
