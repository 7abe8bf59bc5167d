"""Messages to one bench, one person or everybody: told until they are seen, taken back or over."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.crewfloor import Floor, session
from warehouse_app.application.crew.messages import SeeMessage, SendMessage, TakeBackMessage, find_messages, unseen
from warehouse_app.application.run import Session


@pytest.fixture
def floor(company: Company) -> Floor:
    made = Floor(company, orders=1)
    made.begin(scans=1)
    return made


def told(floor: Floor, by: Session) -> list[str]:
    runner = floor.company.runner
    now = runner.now()
    return [each.text for each in runner.ask(lambda desk: unseen(desk, by, now), by)]


def test_a_message_reaches_whom_it_is_for_until_they_saw_it(floor: Floor) -> None:
    sup, li, sam = floor.company.supervisor, floor.li, floor.sam
    all_ = floor.do(SendMessage(id="m1", text="Fire drill at 10")).done()
    one = floor.do(SendMessage(id="m2", text="Call me", person="p-sam")).done()
    bench = floor.do(SendMessage(id="m3", text="Bring cart 3", station="p1")).done()
    assert told(floor, li) == ["Fire drill at 10", "Bring cart 3"]
    assert told(floor, sam) == ["Fire drill at 10", "Call me"]
    assert told(floor, sup) == [], "nobody is told what they said"
    floor.do(SeeMessage(id="s1", message=all_), li).done()
    floor.do(SeeMessage(id="s2", message=bench), li).done()
    floor.do(SeeMessage(id="s3", message=bench), li).done()
    assert told(floor, li) == []
    assert told(floor, session("p-pack", "P1")) == ["Fire drill at 10"], "what is for a bench was seen there"
    with floor.company.store.read() as desk:
        seen = {each.id: each.seen for each in find_messages(desk, floor.company.runner.now())}
    assert seen == {all_: ("Li W.",), one: (), bench: ("Li W.",)}


def test_a_message_is_over_with_its_time_or_when_taken_back(floor: Floor) -> None:
    floor.do(SendMessage(id="m1", text="Ten minutes", minutes=10)).done()
    floor.do(SendMessage(id="m2", text="Gone")).done()
    floor.do(TakeBackMessage(id="t", sent="m2")).done()
    assert told(floor, floor.li) == ["Ten minutes"]
    refusal = floor.do(TakeBackMessage(id="t2", sent="m2")).refusal
    assert refusal is not None
    assert refusal.code == "no_such_message"
    floor.company.clock.forward(minutes=11)
    assert told(floor, floor.li) == []
    with floor.company.store.read() as desk:
        assert find_messages(desk, floor.company.runner.now()) == ()
        assert len(find_messages(desk, floor.company.runner.now(), everything=True)) == 2


@pytest.mark.parametrize("text", ["", "  ", "x" * 301, "red\x1b[31m", "turned \u202ethis way"])
def test_what_is_no_sentence_is_not_sent(floor: Floor, text: str) -> None:
    assert floor.do(SendMessage(id="m", text=text)).refusal is not None


def test_hostile_words_are_kept_as_words(floor: Floor) -> None:
    words = "<b>now</b> {who} =1+1 %s"
    floor.do(SendMessage(id="m", text=words)).done()
    assert told(floor, floor.li) == [words]


def test_nobody_writes_to_a_bench_that_is_not_there_or_without_the_right(floor: Floor) -> None:
    refusal = floor.do(SendMessage(id="m", text="x", station="P99")).refusal
    assert refusal is not None
    assert refusal.code == "no_such_bench"
    refusal = floor.do(SendMessage(id="m2", text="x"), floor.li).refusal
    assert refusal is not None
    assert refusal.code == "no_right"
    assert floor.do(SeeMessage(id="s", message=999), floor.li).refusal is not None
