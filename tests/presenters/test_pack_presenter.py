"""The pack screen without a window: shots in, states and tones out."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.packbench import Bench, pick, rule
from warehouse_app.domain.packing.proof import Level, ProofRule
from warehouse_app.domain.people import PersonId, Role
from warehouse_app.domain.training.results import Way
from warehouse_app.store import people, training
from warehouse_app.store.packing import proofs
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import trade
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.screens.pack import guided, labels, proven, shown, sidecards, waits
from warehouse_app.ui.screens.pack.presenter import PackPresenter
from warehouse_app.ui.screens.pack.rows import rows


class Packing(Screen):
    """Order 1001 (A1 twice, B2 once) lies in tote T-1, order 1002 (C3) in T-2; the pack screen of bench B1 shows."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.packer)
        with company.write() as desk:
            for sku in ("A1", "B2", "C3", "D4"):
                company.product(desk, sku)
            self.first = company.order(desk, "1001", [("A1", 2), ("B2", 1)])
            pick(desk, company, self.first, "T-1")
            pick(desk, company, company.order(desk, "1002", [("C3", 1)]), "T-2")
        self.presenter = self.again()

    def again(self) -> PackPresenter:
        """Return the presenter of a program that was just started."""
        made = PackPresenter(self, self.hands("pack"), self.sounds, self.notices, self.now)
        made.shown()
        return made

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.presenter.shot(Shot(text, "wedge"))

    def panel(self) -> tuple[str, str, int, int]:
        said = shown.verdict(self.state)
        return said.kind, said.word, said.done, said.total


@pytest.fixture
def packing(company: Company) -> Packing:
    return Packing(company)


def test_at_rest_the_totes_that_wait_are_numbered(packing: Packing) -> None:
    assert shown.verdict(packing.state).kind == "idle"
    assert [option.words for option in waits.options(packing.state)] == ["T-1", "T-2"]
    assert packing.presenter.keyed("2")
    assert packing.state.now.order.code == "1002"


def test_what_waits_says_whose_it_is_how_much_and_when_it_leaves(packing: Packing) -> None:
    first, second = waits.options(packing.state, "2010-12-08T18:30:00Z")
    assert (first.line, first.mark) == ("Order 1001, 2 lines, 3 units", ChipValue("stop", "1 d 1 h late"))
    assert (second.line, second.mark) == ("Order 1002, 1 line, 1 unit", ChipValue("stop", "1 d 1 h late"))
    assert (
        shown.verdict(packing.state, "2010-12-08T18:30:00Z").why == "2 orders are picked. The next one is 1 d 1 h late."
    )


def test_what_is_asked_of_a_parcel_is_asked_again_where_the_program_was_started_anew(packing: Packing) -> None:
    packing.scan("T-2", "C3", "P00000001")
    asked = shown.verdict(packing.state)
    assert (asked.kind, asked.word, asked.place) == ("asked", "Packed already", "P00000001")
    assert shown.scan_line(packing.state).prompt == "Open it again, or leave it?"
    packing.presenter = packing.again()
    anew = shown.verdict(packing.state)
    assert (anew.word, anew.place, anew.answers) == (asked.word, asked.place, asked.answers)
    packing.presenter.commanded("supervisor")
    assert shown.verdict(packing.state).word == "Packed already", "1 and 2 answer it still"
    packing.scan("MOVE")
    assert shown.verdict(packing.state).word == "Move items"
    packing.scan("P00000001")
    packing.presenter = packing.again()
    assert shown.verdict(packing.state).word.startswith("Out of parcel")
    packing.presenter.commanded("supervisor")
    assert shown.scan_line(packing.state).prompt == "Scan the item that is moved"


def test_what_waits_is_numbered_behind_the_answers_of_a_question(packing: Packing) -> None:
    with packing.company.write() as desk:
        pick(desk, packing.company, packing.company.order(desk, "1003", [("D4", 1)]), "T-3")
    packing.scan("ISSUE")
    assert waits.options(packing.state) == ()
    assert not packing.presenter.keyed("1"), "what waits is not in view while a note is asked for"
    packing.scan("T-2", "C3", "P00000001")
    assert [each.key for each in shown.verdict(packing.state).answers] == ["1", "2"]
    assert [(each.number, each.words) for each in waits.options(packing.state)] == [(3, "T-1"), (4, "T-3")]
    packing.presenter.chosen(4)
    assert packing.state.now.order.code == "1003", "what was touched is opened, and no parcel"


def test_a_stop_is_shown_before_what_was_asked(packing: Packing) -> None:
    packing.scan("T-1", "MOVE", "C3")
    said = shown.verdict(packing.state)
    assert (said.kind, said.word, [each.key for each in said.answers]) == ("asked", "Other order", ["Enter"])
    packing.presenter.keyed("Enter")
    assert shown.verdict(packing.state).word == "Move items"


def test_f2_opens_what_leaves_first_and_goes_on_after_a_pause(packing: Packing) -> None:
    assert shown.go_on_words(packing.state) == "Next order"
    packing.presenter.commanded("resume")
    assert packing.state.now.order.code == "1001"
    packing.presenter.commanded("pause")
    assert shown.go_on_words(packing.state) == "Go on"
    packing.presenter.commanded("resume")
    assert packing.state.open


def test_beside_an_order_stands_its_tote_and_who_began_it_but_not_oneself(packing: Packing) -> None:
    packing.scan("T-1")
    assert "Tote \u2066T\u20111\u2069" in sidecards.cards(packing.state, packing.now())[-1].lines
    assert not [line for line in sidecards.cards(packing.state, packing.now())[-1].lines if "Begun" in line]


def test_an_order_is_packed_by_scans_alone(packing: Packing) -> None:
    packing.scan("T-1")
    assert [(row.code, row.done, row.total) for row in rows(packing.state)] == [("A1", 0, 2), ("B2", 0, 1)]
    packing.scan("A1")
    assert packing.panel() == ("right", "Right item", 1, 3)
    assert [row.last for row in rows(packing.state)] == [True, False]
    packing.scan("A1", "B2")
    assert packing.panel() == ("closed", "Closed", 3, 3)
    assert packing.sounds.played == ["right", "right", "line_complete", "order_complete"]
    assert [option.words for option in waits.options(packing.state)] == ["T-2"]


def test_after_a_stop_in_an_order_begun_the_panel_says_what_is_left(packing: Packing) -> None:
    packing.scan("T-1", "A1")
    packing.presenter = packing.again()
    packing.scan("C3")
    assert packing.presenter.keyed("Enter")
    assert shown.verdict(packing.state).why == "2 items are left. Scan the next one"


def test_a_wrong_item_stops_until_enter_and_says_what_is_needed(packing: Packing) -> None:
    packing.scan("T-1", "D4")
    stop = shown.stop(packing.state)
    assert stop is not None
    assert (stop.word, [item.line for item in stop.needed]) == ("Wrong item", ["A1, 0 of 2", "B2, 0 of 1"])
    packing.scan("A1")
    assert shown.stop(packing.state) is not None
    assert shown.scan_line(packing.state).code != ""
    assert packing.presenter.keyed("Enter")
    assert shown.stop(packing.state) is None
    packing.scan("A1")
    assert packing.panel()[2] == 1
    assert packing.sounds.played == ["right", "stop", "stop", "right"]


def test_another_orders_item_names_its_tote(packing: Packing) -> None:
    packing.scan("T-1", "C3")
    assert shown.stop(packing.state) is None, "it says where the thing belongs: the question panel"
    said = shown.verdict(packing.state)
    assert (said.kind, said.word, said.place_label) == ("asked", "Other order", "Put it in")
    assert said.answers[0].words == "It is in T-2"
    assert shown.scan_line(packing.state).state == "held_ask"
    packing.scan("A1")
    assert packing.state.answer.code == "other_order", "still waits"
    assert packing.presenter.keyed("Enter")
    packing.scan("A1")
    assert packing.panel()[2] == 1


def test_a_note_leaves_the_panel_and_goes_on(packing: Packing) -> None:
    packing.scan("T-1", "A1", "nobody-knows")
    assert packing.panel() == ("right", "Right item", 1, 3)
    assert shown.scan_line(packing.state).state == "note"
    assert packing.sounds.played[-1] == "double_read"
    packing.scan("A1")
    assert packing.panel()[2] == 2


def test_a_code_read_twice_in_one_shot_counts_once_and_is_said(packing: Packing) -> None:
    packing.scan("T-1", "A1")
    packing.presenter.shot(Shot("A1", "S1", "read-again", double=True))
    assert packing.panel()[2] == 1
    assert packing.state.answer.code == "double_read"


def test_an_order_packed_before_says_who_did_it_and_when_by_the_clock_on_the_wall(packing: Packing) -> None:
    with packing.company.write() as desk:
        anna = PersonRow(PersonId("p-anna"), "ANNA", "Anna K.", Role.PACKER, "", "", False, 0, "", desk.at)
        people.add(desk, anna)
    Bench(packing.company, station="B9").scan("T-2", "C3")
    packing.scan("T-2")
    assert packing.state.answer.code == "already_packed"
    at = packing.state.answer.facts["when"]
    line = shown.scan_line(packing.state)
    assert line.chip is not None
    wall = figures.stamp(str(at).replace(" UTC", "Z"), packing.now())
    assert line.chip.text.endswith(f"by Anna K. at {wall}")
    assert "UTC" not in line.chip.text


def test_short_asks_what_to_do_and_sends_only_what_may_leave_in_part(packing: Packing) -> None:
    with packing.company.write() as desk:
        desk.connection.execute(trade.orders.update().values(ship_part=1))
    packing.scan("T-1", "A1")
    packing.presenter.commanded("short")
    assert packing.panel()[:2] == ("asked", "Something is missing")
    assert waits.options(packing.state)[0].words == "Look again"
    line = shown.scan_line(packing.state)
    assert line.chip is not None
    assert line.chip.text == "2 units are missing, of 2 products", "not as if all of it were the first one"
    assert shown.verdict(packing.state).item is None
    assert shown.scan_line(packing.state).state == "held_ask"
    packing.presenter.commanded("back")
    assert waits.options(packing.state) == ()
    packing.presenter.commanded("short")
    assert packing.presenter.keyed("1")
    assert "A1" in shown.verdict(packing.state).why, "what to look for, and where"
    assert packing.presenter.keyed("3")
    assert packing.panel()[:2] == ("closed", "Closed")


def test_an_issue_is_told_by_keys_and_a_strange_code_offers_its_product(packing: Packing) -> None:
    packing.scan("T-1", "strange-code")
    assert shown.scan_line(packing.state).prompt.startswith("Scan again (1)")
    assert packing.presenter.keyed("2")
    assert [each.line for each in waits.options(packing.state)] == ["A1", "B2"]
    packing.presenter.commanded("back")
    packing.presenter.commanded("issue")
    assert len(waits.options(packing.state)) == 5
    assert packing.presenter.keyed("5")
    packing.scan("torn carton")
    assert packing.state.answer.code == "issue_noted"
    packing.scan("D4")
    packing.presenter.commanded("supervisor")
    assert packing.state.answer.code == "supervisor_called"
    assert shown.stop(packing.state) is not None, "the Stop goes on waiting"


def test_damaged_pause_and_undo_are_one_key_each(packing: Packing) -> None:
    packing.scan("T-1", "A1")
    packing.presenter.commanded("undo")
    assert rows(packing.state)[0].done == 0
    packing.presenter.commanded("damaged")
    assert packing.panel()[1] == "Scan the damaged item"
    assert packing.presenter.keyed("2")
    packing.presenter.commanded("pause")
    assert packing.panel()[:2] == ("asked", "Paused")
    assert packing.presenter.keyed("Enter")
    assert packing.state.open


def test_what_a_runner_brought_while_the_work_was_paused_is_a_line_to_pack(packing: Packing) -> None:
    with packing.company.write() as desk:
        pick(desk, packing.company, packing.company.order(desk, "1003", [("A1", 1), ("D4", 2)]), "T-3", {"D4": 1})
    packing.scan("T-3", "A1", "D4")
    packing.presenter.commanded("pause")
    with packing.company.write() as desk:
        pick(desk, packing.company, 3, "T-3")
    packing.scan("CONTINUE")
    assert [(row.done, row.total) for row in rows(packing.state)] == [(1, 1), (1, 2)]


def test_after_a_crash_the_bench_resumes_at_the_same_line(packing: Packing) -> None:
    packing.scan("T-1", "A1")
    packing.presenter = packing.again()
    assert packing.panel()[1] == "Recovered"
    assert [(row.done, row.total) for row in rows(packing.state)] == [(1, 2), (0, 1)]
    packing.scan("A1")
    assert packing.panel() == ("right", "Right item", 2, 3)


def test_a_stop_found_again_after_a_crash_still_waits(packing: Packing) -> None:
    packing.scan("T-1", "D4")
    packing.presenter = packing.again()
    stop = shown.stop(packing.state)
    assert stop is not None
    assert stop.word == "Wrong item"


def test_the_same_code_scanned_again_after_a_lost_answer_counts_once(packing: Packing) -> None:
    packing.scan("T-1")
    packing.runner.losses = 2
    packing.scan("A1", "A1", "A1")
    assert packing.panel()[2] == 1
    packing.scan("A1")
    assert packing.panel()[2] == 2


def test_a_lost_answer_is_not_asked_again_once_the_work_went_on(packing: Packing) -> None:
    """F4 long afterwards would count a unit that nobody holds in his hand."""
    packing.scan("T-1")
    packing.runner.refuses = 1
    packing.scan("A1")
    packing.scan("B2")
    assert packing.panel()[2] == 1
    packing.presenter.commanded("again")
    assert packing.panel()[2] == 1


def test_a_lost_answer_is_asked_again_and_counts_once(packing: Packing) -> None:
    packing.scan("T-1")
    packing.runner.losses = 1
    packing.scan("A1")
    assert packing.sounds.played[-1] == "trouble"
    assert packing.notices.worst() is not None
    packing.presenter.commanded("again")
    assert packing.panel() == ("right", "Right item", 1, 3)
    assert packing.notices.worst() is None


def test_no_tone_before_the_outcome(packing: Packing) -> None:
    packing.scan("T-1")
    before = list(packing.sounds.played)
    packing.performer.held = True
    packing.scan("A1")
    assert packing.sounds.played == before
    packing.performer.release()
    assert packing.sounds.played == [*before, "right"]


def test_an_order_of_many_lines_is_read_whole_once(company: Company) -> None:
    packing = Packing(company)
    many = [(f"L{n:03d}", 1) for n in range(60)]
    with company.write() as desk:
        for sku, _ in many:
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "9000", many), "T-9")
    packing.scan("T-9")
    before = packing.runner.asked
    for sku, _ in many[:20]:
        packing.scan(sku)
    assert packing.runner.asked == before
    assert sum(row.done for row in rows(packing.state)) == 20


def test_work_taken_over_elsewhere_is_said(packing: Packing) -> None:
    packing.scan("T-1")
    other = Bench(packing.company, station="B2", person="MARIA", role=packing.company.supervisor.actor.role)
    other.scan("TAKE OVER", "T-1")
    packing.scan("A1")
    stop = shown.stop(packing.state)
    assert stop is not None
    assert stop.word == "Taken over"


def test_where_the_first_is_enough_the_rest_is_counted_by_enter_or_a_digit_and_what_was_not_scanned_is_marked(
    packing: Packing,
) -> None:
    with packing.company.write() as desk:
        proofs.keep(desk, 1, ProofRule(Level.FIRST, "sold by weight", "A1"))
        proofs.keep(desk, 2, ProofRule(Level.NONE, "", "B2"))
    packing.scan("T-1", "A1")
    line = proven.asked_line(packing.state, shown.scan_line(packing.state))
    assert line.prompt == "Is the other 1 there? Press Enter"
    assert line.hint == "First of 2 only: rule for SKU A1 (sold by weight)"
    assert rows(packing.state)[0].code == "A1. First of 2 only: rule for SKU A1 (sold by weight)"
    assert packing.presenter.keyed("2")
    assert packing.panel() == ("right", "Counted as 2", 2, 3)
    line = proven.asked_line(packing.state, shown.scan_line(packing.state))
    assert line.prompt == "1 × Name of B2 there? Press Enter"
    packing.scan("DOCK")
    noted = proven.asked_line(packing.state, shown.scan_line(packing.state))
    assert (noted.state, noted.prompt, noted.chip is not None) == ("note", line.prompt, True), "Enter answers it"
    assert packing.presenter.keyed("Enter")
    assert [row.mark.text for row in rows(packing.state) if row.mark] == ["1 not verified"]


def test_a_box_and_its_label_and_what_is_opened_again_are_said(packing: Packing) -> None:
    rule(packing.company, "pack.scan_back", "always")
    packing.scan("T-1", "A1")
    packing.presenter.commanded("next_box")
    assert packing.state.applying
    panel = labels.panel(packing.state)
    assert (panel.word, panel.head, panel.code) == ("Scan the label", "Parcel 1 is sealed", "PA-P00000001-H")
    assert shown.scan_line(packing.state).prompt == "Scan the label on the box"
    assert [(step.words, step.state) for step in shown.steps(packing.state)][-1] == ("Close", "now")
    packing.scan("P00000001")
    assert sidecards.cards(packing.state, packing.now())[1].label == "Parcel 2 of 2"
    packing.scan("A1", "B2")
    packing.presenter.commanded("undo")
    assert packing.panel()[:2] == ("asked", "Open it again?")
    assert packing.presenter.keyed("2")
    assert packing.state.applying
    packing.presenter.commanded("pause")
    assert shown.verdict(packing.state).why.startswith("Scan it when")
    packing.presenter = packing.again()
    assert shown.verdict(packing.state).why == "1 label is open: scan it."
    packing.scan("P00000002", "P00000002")
    assert packing.panel()[:2] == ("asked", "Packed already")
    assert packing.presenter.keyed("1")
    assert (packing.state.open, packing.state.all_in) == (True, False)
    assert packing.panel()[1] == "Parcel P00000002 is open again, its label is void"
    packing.presenter.commanded("next_box")
    assert packing.state.applying


def test_items_are_moved_into_one_of_the_parcels_that_are_named(packing: Packing) -> None:
    rule(packing.company, "pack.scan_back", "off")
    packing.scan("T-1", "A1", "NEXT BOX", "A1", "MOVE")
    assert shown.verdict(packing.state).why.count("P0000000") == 2
    packing.scan("P00000002")
    assert shown.verdict(packing.state).why == "Scan each item that is moved"
    packing.scan("A1")
    told = shown.verdict(packing.state).why
    assert "P00000001" in told
    assert "P00000002" not in told, "out of this one"


def test_a_guided_packer_sees_the_next_step_alone(packing: Packing) -> None:
    def step() -> tuple[str, str, str]:
        line = proven.asked_line(packing.state, shown.scan_line(packing.state))
        face = guided.face(packing.state, shown.verdict(packing.state, packing.now()), line)
        return ("", "", "") if face is None else (face.word, face.far, face.item.name if face.item else face.lead)

    assert step() == ("", "", ""), "nobody is guided who is not to be"
    with packing.company.write() as desk:
        training.keep_way(desk, packing.session.actor.person, Way(guided=True))
    packing.presenter.shown()
    assert step() == ("", code("T-1"), "Take this tote and scan its code")
    packing.scan("T-1")
    assert step() == ("", "Scan this", "Name of A1")
    packing.scan("NONSENSE")
    assert step()[0].startswith("Unknown")
    packing.scan("A1", "A1")
    assert step() == ("Right item", "Scan this", "Name of B2")
    packing.scan("B2")
    label = f"Put the label on parcel {code('P00000001')}. Then scan the next tote"
    assert step() == ("Closed", code("T-2"), label)
    packing.scan("T-2", "PAUSE")
    assert step() == ("", "", ""), "a question has its own panel"


def test_in_rush_mode_the_bench_at_rest_asks_for_an_item(packing: Packing) -> None:
    assert packing.panel()[:2] == ("idle", "Scan a tote")
    rule(packing.company, "pack.rush", "on")
    packing.presenter.hidden()
    packing.presenter.shown()
    assert packing.panel()[:2] == ("idle", "Scan an item")
    assert shown.scan_line(packing.state).prompt == "Scan an item"
