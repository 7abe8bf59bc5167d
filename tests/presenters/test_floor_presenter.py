"""The shared floor bench without a window: shots, digits, numbers, Stops, and what its page shows of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import Company
from tests.floorscript import ANSWERS, ASKED, IDLE, ITEM, NUMBER, PLACE, STOPPED, WAITING, Script, told
from tests.hands import Screen
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import Choice, FloorLine
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.runtime.benchwork import Heard
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.shell.floorbench import shown
from warehouse_app.ui.shell.floorbench.presenter import FloorPresenter
from warehouse_app.ui.shell.floorbench.state import FloorScreen, after, found


class Floor(Screen):
    """The bench at station B1, answered by a script."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.packer)
        self.script = Script(company)
        self.runner = self.script  # type: ignore[assignment]
        self.presenter = self.again()

    def again(self) -> FloorPresenter:
        """Return the presenter of a program that was just started."""
        hands = self.hands("count")
        made = FloorPresenter(self.script.work(), self, hands, self.sounds, self.notices, self.now)
        self.wire(made, "count")
        made.shown()
        return made

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.presenter.shot(Shot(text, "wedge"))

    def texts(self) -> list[str]:
        return [text for text, _ in self.script.heard]


@pytest.fixture
def floor(company: Company) -> Floor:
    return Floor(company)


def test_at_rest_the_panel_asks_what_the_bar_asks(floor: Floor) -> None:
    panel, line = shown.panel(floor.state), shown.scan_line(floor.state)
    assert panel is not None
    assert panel.kind == "idle"
    assert panel.word == line.prompt
    assert shown.by_itself(floor.state)
    assert shown.commands(floor.state) == frozenset()


def test_what_waits_is_opened_by_its_number(floor: Floor) -> None:
    floor.script.at = WAITING
    floor.presenter.shown()
    assert [(each.number, each.words) for each in shown.options(floor.state)] == [(1, "Urgent"), (2, "Counted again")]
    assert shown.head(floor.state) == ("Waiting", "Press a number, or scan")
    assert floor.presenter.keyed("1")
    assert not floor.presenter.keyed("9")
    assert floor.texts() == ["1"]


def test_a_scan_lights_its_line_and_says_how_far_it_is(floor: Floor) -> None:
    floor.scan("C7")
    face, rows = shown.face(floor.state), shown.rows(floor.state)
    assert shown.panel(floor.state) is None
    assert (face.word, face.kind, face.far, face.count) == ("Right item", "ok", "8 of 12", "")
    assert [row.last for row in rows] == [True, False, False]
    assert [row.mark.text if row.mark else "" for row in rows] == ["", "For a waiting order", "More than ordered"]
    assert [row.complete for row in rows] == [False, True, False]
    assert shown.head(floor.state)[1] == "18 of 40, 2 more"
    assert shown.lead(floor.state) == (f"{code('C0007')} 18 of 40", 18, 40)
    assert floor.sounds.played == ["right"]


def test_the_place_is_the_biggest_and_the_count_stands_beside_the_product(floor: Floor) -> None:
    floor.scan("PLACE")
    face = shown.face(floor.state)
    assert (face.far, face.note, face.count) == ("A07-14", "12 of 40 there", "8 of 12")
    assert face.item is not None
    assert face.item.line == f"{code('85123A')}, lot {code('7A')}, {code('A07-14')}"


def test_only_the_cards_that_do_something_have_buttons(floor: Floor) -> None:
    floor.scan("C7")
    assert shown.commands(floor.state) == {"damaged", "pause", "done", "undo"}
    floor.presenter.commanded("done")
    assert floor.texts()[-1] == "DONE"
    assert floor.sounds.played[-1] == "order_complete"
    assert shown.commands(floor.state) == frozenset()


def test_a_number_is_typed_digit_by_digit_and_ended_by_enter(floor: Floor) -> None:
    floor.scan("NUMBER")
    assert floor.state.counts
    assert shown.face(floor.state).far == "–"
    assert not floor.presenter.keyed("Enter")
    for key in ("1", "2", "9"):
        assert floor.presenter.keyed(key)
    floor.presenter.commanded("erase")
    floor.presenter.commanded("8")
    assert shown.face(floor.state).far == "128"
    assert floor.texts() == ["NUMBER"]
    floor.presenter.commanded("enter")
    assert floor.texts()[-1] == "128"
    assert floor.state.typed == ""


def test_nothing_there_is_a_number_as_well(floor: Floor) -> None:
    floor.scan("NUMBER")
    assert floor.presenter.keyed("0")
    assert floor.presenter.keyed("Enter")
    assert floor.texts()[-1] == "0"


def test_a_number_that_was_begun_is_dropped_by_esc_and_by_a_scan(floor: Floor) -> None:
    floor.scan("NUMBER")
    floor.presenter.keyed("4")
    floor.presenter.commanded("back")
    assert floor.state.typed == ""
    floor.presenter.keyed("5")
    floor.scan("C7")
    assert floor.state.typed == ""
    assert not floor.presenter.keyed("5")


def test_where_a_number_may_be_typed_the_list_stays_until_it_is_begun(floor: Floor) -> None:
    floor.script.at = replace(PLACE, expects=(Expect("place", "A07-14"), Expect("number", "")))
    floor.presenter.shown()
    assert not floor.state.pads
    assert shown.face(floor.state).far == "A07-14"
    floor.presenter.commanded("number")
    assert floor.state.pads
    floor.presenter.commanded("number")
    assert not floor.state.pads
    floor.presenter.keyed("3")
    assert floor.state.pads
    assert shown.face(floor.state).far == "3"


def test_where_nothing_but_a_number_is_asked_for_enter_takes_what_is_proposed(floor: Floor) -> None:
    floor.script.at = replace(PLACE, phase="labels", expects=(Expect("number", ""), Expect("command", "UNDO")))
    floor.presenter.shown()
    assert floor.state.pads
    assert shown.face(floor.state).far == "A07-14"
    assert floor.presenter.keyed("Enter")
    assert floor.texts() == [""]


def test_no_number_is_longer_than_the_bench_reads(floor: Floor) -> None:
    floor.scan("NUMBER")
    for _ in range(9):
        floor.presenter.keyed("7")
    assert floor.state.typed == "777777"


def test_a_question_of_two_answers_stands_on_the_panel(floor: Floor) -> None:
    floor.scan("ASK")
    panel = shown.panel(floor.state)
    assert panel is not None
    assert (panel.kind, panel.place, [each.key for each in panel.answers]) == ("asked", "7", ["1", "2"])
    assert not shown.listed(floor.state)
    assert shown.scan_line(floor.state).hint == "Press 1 or 2"
    assert floor.sounds.played == ["question"]
    assert floor.presenter.keyed("1")
    assert floor.texts()[-1] == "1"


def test_a_question_of_many_answers_is_a_list(floor: Floor) -> None:
    floor.scan("MANY")
    panel = shown.panel(floor.state)
    assert panel is not None
    assert (panel.kind, panel.answers) == ("asked", ())
    assert [each.number for each in shown.options(floor.state)] == [1, 2, 3, 4, 5]
    assert shown.scan_line(floor.state).hint == "Press 1 to 5"
    floor.presenter.chosen(1)
    assert floor.texts()[-1] == "1"


def test_what_is_offered_is_no_question_and_stands_below_the_lines(floor: Floor) -> None:
    floor.script.at = replace(PLACE, choices=(Choice("1", "mark.done"),), offered=True)
    floor.presenter.shown()
    assert shown.panel(floor.state) is None
    assert [each.words for each in shown.offers(floor.state)] == ["Done"]
    assert shown.options(floor.state) == ()
    assert shown.scan_line(floor.state).state == "ready"
    assert floor.presenter.keyed("1")
    assert floor.texts() == ["1"]


def test_a_stop_names_both_places_and_waits_for_enter(floor: Floor) -> None:
    floor.scan("PLACE", "WRONG")
    stop = shown.stop(floor.state)
    assert stop is not None
    assert (stop.word, stop.at, stop.wanted) == ("Wrong place", "A07-13", "A07-14")
    assert shown.scan_line(floor.state).state == "held_stop"
    assert floor.sounds.played[-1] == "stop"
    assert not floor.presenter.keyed("1")
    assert floor.presenter.keyed("Enter")
    assert floor.texts()[-1] == ""
    assert shown.stop(floor.state) is None
    assert shown.face(floor.state).word == "Right place"


def test_a_scan_during_a_stop_is_named_and_not_taken(floor: Floor) -> None:
    waits = told(STOPPED, "acknowledge_first", Verdict.REFUSED, "stop", stop="wrong_place")
    stopped = after(FloorScreen("count"), ANSWERS["WRONG"], Heard("WRONG"))
    again = after(stopped, waits, Heard("C7"))
    line = shown.scan_line(again)
    assert line.code == code("C7")
    assert line.chip is not None
    assert line.chip.text == "Not taken"


def test_a_note_leaves_the_verdict_and_is_said_in_the_bar(floor: Floor) -> None:
    floor.scan("C7", "NOTE")
    assert shown.face(floor.state).word == "Right item"
    line = shown.scan_line(floor.state)
    assert line.state == "note"
    assert line.chip is not None
    assert line.chip.text == "Nothing to undo"
    assert floor.sounds.played[-1] == "double_read"


def test_what_was_finished_stays_until_the_next_scan(floor: Floor) -> None:
    done = replace(IDLE, done=40, wanted=40)
    closed = after(FloorScreen("count", ITEM), told(done, "paused", Verdict.DONE, batch="C0007"), Heard("DONE"))
    panel = shown.panel(closed)
    assert panel is not None
    assert (panel.kind, panel.done, panel.total) == ("closed", 40, 40)
    undone = after(closed, ANSWERS["UNDO"], Heard("UNDO"))
    panel = shown.panel(undone)
    assert panel is not None
    assert (panel.kind, panel.icon) == ("idle", "undo-2")


def test_a_line_that_becomes_complete_has_its_own_tone(floor: Floor) -> None:
    part = replace(PLACE, lines=(FloorLine("85123A", done=11, wanted=12),))
    whole = replace(PLACE, lines=(FloorLine("85123A", done=12, wanted=12),))
    before = found(FloorScreen("count"), part)
    assert after(before, told(whole, "right_item", left=0), Heard()).line_complete
    assert not after(found(before, whole), told(whole, "right_item", left=0), Heard()).line_complete


def test_work_that_was_open_goes_on_after_a_crash(floor: Floor) -> None:
    floor.script.at = PLACE
    floor.again()
    assert shown.face(floor.state).word == "Goes on where it stopped"
    assert shown.scan_line(floor.state).hint.startswith("Recovered")


def test_a_shot_without_an_answer_keeps_its_id(floor: Floor) -> None:
    floor.script.losses = 1
    floor.scan("C7")
    assert floor.notices.worst() is not None
    floor.presenter.commanded("again")
    first, second = floor.script.heard
    assert first == second
    assert floor.state.now == ITEM


def test_a_bench_at_rest_hears_what_others_did_and_an_open_one_does_not(floor: Floor) -> None:
    floor.script.at = WAITING
    floor.feed.publish(frozenset({Touched.COUNT.value}), "others")
    assert floor.state.now == WAITING
    floor.scan("C7")
    floor.script.at = NUMBER
    floor.feed.publish(frozenset({Touched.COUNT.value}), "others")
    assert floor.state.now == ITEM


def test_another_screen_opens_a_paper_here(floor: Floor) -> None:
    floor.presenter.opened("count:C7")
    assert floor.texts() == ["C7"]


def test_a_phase_without_words_is_asked_as_any_bench_asks(floor: Floor) -> None:
    nowhere = found(FloorScreen("nowhere"), replace(ASKED, work="nowhere"))
    panel = shown.panel(nowhere)
    assert panel is not None
    assert panel.word == "Scan the next product"
