"""The crew screen without a window: the board, work given by digits, carts suspended, messages, skills and limits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Company
from tests.crewfloor import Floor, session
from tests.hands import Screen
from warehouse_app.application.crew.giving import GiveBatch
from warehouse_app.application.crew.messages import SeeMessage
from warehouse_app.application.people import find_hands
from warehouse_app.domain.crew.values import Presence
from warehouse_app.domain.people import Right
from warehouse_app.ui.screens.crew import shown
from warehouse_app.ui.screens.crew.presenter import CrewPresenter

DAY = "2010-12-06T00:00:00.000000Z"


class Desk(Screen):
    """A supervisor before the board; Li picks the first of two batches."""

    def __init__(self, company: Company, number: str = "p-sup") -> None:
        super().__init__(company, session(number, "D1", with_pin=True))
        self.floor = Floor(company)
        self.answer = self.floor.begin(scans=1)
        self.went: list[tuple[str, str]] = []
        self.wakes: list[int] = []
        self.presenter = CrewPresenter(
            self, self.hands("crew"), company.runner, lambda screen, what: self.went.append((screen, what)),
            lambda _now: DAY, self.toast, clock=lambda: 0.0,
        )  # fmt: skip
        self.wire(self.presenter, "crew")
        self.presenter.shown()

    def wake_in(self, ms: int) -> None:
        """Keep when to wake."""
        self.wakes.append(ms)

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.state.rows]

    @property
    def facts(self) -> dict[str, str]:
        return dict(shown.facts(self.state.row, self.company.runner.now()))


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_views_and_search_narrow_the_board(desk: Desk) -> None:
    assert desk.names == ["Li W.", "Anna K.", "Maria S.", "Sam P."]
    assert [view.count for view in shown.views(desk.state)] == [4, 1, 0, 0, 3]
    desk.presenter.viewed("work")
    assert desk.names == ["Li W."]
    desk.presenter.commanded("back")
    desk.presenter.sought("p1")
    assert desk.names == ["Li W."]
    desk.presenter.sought("nobody")
    assert shown.empty(desk.state)[0] == "Nobody in this view"


def test_one_person_is_told_with_what_they_are_at(desk: Desk) -> None:
    desk.presenter.chosen("p-pick")
    batch = desk.floor.batches[0].code
    assert desk.facts["On"] == f"Picking {batch}"
    assert desk.facts["Done"] == "0 of 4 units"
    assert desk.facts["Is given at most"] == "no limit"
    assert shown.chip(desk.state.row).kind == "ok"
    desk.company.clock.forward(minutes=31)
    desk.presenter.minute()
    desk.presenter.rested()
    assert desk.state.row.presence is Presence.STALE


def test_the_last_scans_of_a_bench_stand_beside_its_person_also_those_that_moved_nothing(desk: Desk) -> None:
    desk.presenter.chosen("p-pick")
    told = [(scan.raw, scan.verdict) for scan in desk.state.scans]
    assert told == [("A01", "accepted"), (desk.floor.batches[0].code, "accepted")]
    desk.floor.scan("A02")
    desk.presenter.rested()
    newest = desk.state.scans[0]
    assert (newest.raw, newest.verdict, newest.who) == ("A02", "refused", "Li W.")
    chips: list[Any] = [shown.scan_columns()[2].show(scan) for scan in desk.state.scans]
    assert (chips[0].kind, chips[0].text) == ("stop", "Wrong place")
    desk.presenter.chosen("p-sam")
    assert desk.state.scans == ()


def test_who_is_chosen_while_the_board_is_read_is_read_at_once(desk: Desk) -> None:
    desk.performer.held = True
    desk.presenter.commanded("refresh")
    desk.presenter.chosen("p-pick")
    desk.performer.release()
    desk.performer.release()
    assert desk.state.scans, "the next thing that moves is not waited for"


def test_work_is_given_by_digits_and_taken_back(desk: Desk) -> None:
    assert shown.reasons(desk.state)["assign"] == "Choose a person first"
    desk.presenter.chosen("p-sam")
    desk.presenter.commanded("assign")
    offered = shown.options(desk.state, desk.company.runner.now())
    assert [option.words for option in offered] == [desk.floor.batches[1].code, desk.floor.batches[0].code]
    assert offered[1].line.endswith("taken over from Li W.")
    assert desk.presenter.keyed("1")
    assert desk.state.row.given == (desk.floor.batches[1].code,)
    assert desk.told[-1].endswith("is for Sam P.")
    desk.presenter.commanded("undo")
    desk.presenter.rested()
    assert desk.state.row.given == ()


def test_a_digit_gives_the_batch_that_stood_beside_it_when_it_was_offered(desk: Desk) -> None:
    desk.presenter.chosen("p-sam")
    desk.presenter.commanded("assign")
    first = desk.floor.batches[1]
    desk.floor.do(GiveBatch(id="g", batch_id=first.id, person="p-pick", was="")).done()
    desk.presenter.minute()
    desk.presenter.rested()
    offered = shown.options(desk.state, desk.company.runner.now())
    assert [option.words for option in offered] == [each.code for each in reversed(desk.floor.batches)]
    assert desk.presenter.keyed("1")
    assert first.code in desk.state.refusal, "somebody else was faster: it is told, and no other batch is given"
    assert desk.state.row.given == ()


def test_a_cart_that_is_picked_is_taken_over_or_rests(desk: Desk) -> None:
    desk.presenter.chosen("p-sam")
    desk.presenter.commanded("assign")
    assert desk.presenter.keyed("2")
    assert desk.floor.scan(desk.answer.state.expects[0].code).code == "claim_lost"
    assert desk.floor.scan(desk.floor.batches[0].code, desk.floor.sam).code == "resumed"
    desk.presenter.minute()
    desk.presenter.rested()
    desk.presenter.commanded("suspend")
    assert desk.told[-1] == f"Batch {desk.floor.batches[0].code} rests"
    assert shown.reasons(desk.state)["suspend"] == "They pick no cart"


def test_a_message_goes_to_a_person_a_bench_or_everybody(desk: Desk) -> None:
    desk.presenter.chosen("p-pick")
    desk.presenter.commanded("message")
    assert [words for _name, words in desk.state.form.fields[1].choices] == ["Li W.", "Bench P1", "Everybody"]
    desk.presenter.saved({"text": " ", "to": "person", "minutes": "60"})
    assert desk.state.form.refusals["text"]
    desk.presenter.saved({"text": "Bring cart 3", "to": "bench", "minutes": "60"})
    (message,) = desk.state.messages
    assert (message.text, message.station, message.person) == ("Bring cart 3", "P1", "")
    assert desk.state.row.unseen == 1
    desk.floor.do(SeeMessage(id="seen", message=message.id), desk.floor.li).done()
    desk.presenter.minute()
    desk.presenter.rested()
    assert desk.state.row.unseen == 0
    desk.presenter.chosen("")
    desk.presenter.picked_message(message.id)
    assert shown.message_words(desk.state) == "Bring cart 3\nRead by Li W."
    desk.presenter.commanded("take_back")
    assert desk.state.messages == ()


def test_skills_and_limits_are_kept_and_held_to(desk: Desk) -> None:
    desk.presenter.commanded("skill")
    desk.presenter.saved({"skill": "", "name": "x"})
    assert desk.state.form.refusals["skill"]
    desk.presenter.saved({"skill": "dg", "name": "Dangerous goods"})
    desk.presenter.commanded("needs")
    desk.presenter.saved({"sku": "MUG", "skills": "DG"})
    desk.presenter.chosen("p-sam")
    desk.presenter.commanded("assign")
    desk.presenter.keyed("1")
    assert "it needs DG" in desk.state.refusal
    desk.presenter.commanded("change")
    assert desk.state.form.fields[0].help == "DG"
    desk.presenter.saved({"skills": "dg", "units": "many"})
    assert desk.state.form.refusals["units"]
    desk.presenter.saved({"skills": "dg", "batches": "2", "orders": "", "units": "40", "kg": "12"})
    assert desk.facts["Skills"] == "DG"
    assert desk.facts["Is given at most"] == "2 batches, 40 units, 12.00 kg"
    desk.presenter.commanded("assign")
    desk.presenter.keyed("1")
    assert desk.state.row.given == (desk.floor.batches[1].code,)


def test_exceptions_are_one_key_away_and_changes_are_heard_within_a_second(desk: Desk) -> None:
    desk.presenter.commanded("exceptions")
    assert desk.went == [("exceptions", "")]
    before = len(desk.states)
    desk.feed.publish(frozenset({"batch"}), "elsewhere")
    assert len(desk.states) == before
    assert 0 < desk.wakes[-1] <= 1_000
    desk.presenter.rested()
    assert len(desk.states) == before + 1


def test_hands_are_found_for_a_right(desk: Desk) -> None:
    with desk.company.store.read() as reading:
        assert {hand.code for hand in find_hands(reading, Right.PICK)} == {"SUP", "LI", "SAM", "ANNA"}
