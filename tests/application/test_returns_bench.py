"""The returns bench by scans and keys alone: found by anything, taken in unit by unit, judged, parked, undone."""

from __future__ import annotations

import gettext
from dataclasses import replace

import pytest

from tests.company import Company
from tests.packbench import sums_are_zero
from tests.returnbench import ReturnBench, balance, bench, goods, head, order, rows, sent
from tests.returned import ask as request
from warehouse_app import wording
from warehouse_app.application.doctor import examine
from warehouse_app.application.returning.identifying import IdentifyReturn
from warehouse_app.application.returning.requests import Asked
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM, Role
from warehouse_app.domain.returning.states import Grade
from warehouse_app.domain.returning.values import Check
from warehouse_app.store.returning import cases, rules

TABLE = "RETURNS"


@pytest.fixture
def desk(company: Company) -> ReturnBench:
    goods(company)
    return bench(company, checks=False)


def expected(at: ReturnBench, code: str, *lines: tuple[str, int]) -> str:
    """Ship an order and let its customer announce a return of it; return the number of the return."""
    number = order(at.company, code, *lines)
    asked = tuple(Asked(sku, str(qty)) for sku, qty in lines)
    return str(request(at.company, number, *asked, session=at.company.supervisor).done().code)


def test_a_known_return_of_one_item_takes_two_scans_and_a_grade(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1))
    opened = desk.scan("S1")
    assert (opened.code, opened.facts["wanted"], opened.state.phase) == ("return_opened", 1, "item")
    taken = desk.scan("MUG")
    assert (taken.code, taken.facts["done"], taken.facts["wanted"], taken.state.phase) == (
        "return_taken",
        1,
        1,
        "grade",
    )
    assert (balance(desk.company, "PS1-1", "MUG"), balance(desk.company, TABLE, "MUG")) == (0, 1)
    graded = desk.scan("1")
    assert (graded.code, graded.state.phase) == ("return_graded", "ready")
    assert rows(desk.company, code) == [("MUG", 1, "graded", "A", "restock")]
    assert sums_are_zero(desk.company)


def test_anything_on_the_parcel_opens_its_return(desk: ReturnBench) -> None:
    sent(desk.company, "S1", ("MUG", "", ""))
    desk.codes("S1", "PAUSE", "")
    for scanned in ("S1", "PS1-1", "TS1", "RT000001", "RS-01"):
        assert desk.scan(scanned).code == "return_resumed"
        assert head(desk.company, "RT000001").state == "received"
        desk.codes("PAUSE", "")


def test_a_slot_opens_what_waits_in_it_and_holds_one_parcel(desk: ReturnBench) -> None:
    for code in ("S1", "S2"):
        order(desk.company, code, ("MUG", 1))
    assert desk.codes("S1", "PAUSE", "", "S2", "PAUSE", "RS-01") == [
        "return_begun", "returns.slot", "return_parked", "return_begun", "returns.slot", "return_slot_taken",
    ]  # fmt: skip
    assert desk.codes("NOWHERE", "") == ["return_bad_slot", "return_parked"]
    assert [line.place for line in desk.answers[-1].state.lines] == ["RS-01", "RS-02"]
    opened = desk.scan("rs-01")
    assert (opened.code, opened.facts["return"], head(desk.company, "RT000001").slot) == (
        "return_resumed",
        "RT000001",
        "",
    )


def test_a_serial_or_a_lot_that_was_not_sent_is_a_stop_with_a_way_on(desk: ReturnBench) -> None:
    sent(desk.company, "S1", ("SAW", "", "9001"), ("MILK", "L1", ""), ("MILK", "L2", ""))
    assert desk.codes("S1", "SAW") == ["return_begun", "returns.serial"]
    swap = desk.scan("9002")
    assert (swap.code, swap.klass, swap.state.stop is not None) == ("serial_swap", "stop", True)
    assert desk.codes("1", "", "1", "6") == [
        "acknowledge_first",
        "acknowledged",
        "return_taken_swapped",
        "return_graded",
    ]
    unit = desk.answers[-1].state.units[0]
    assert (unit.finding, unit.serial, balance(desk.company, "PS1-1", "SAW")) == ("swapped", "9002", 1)
    assert desk.codes("MILK", "L9", "", "2") == ["returns.lot", "lot_swap", "acknowledged", "never_mind"]
    assert desk.codes("MILK", "L2") == ["returns.lot", "return_taken_more"]
    assert (balance(desk.company, "PS1-1", "MILK"), desk.scan("9001").code) == (
        1,
        "return_taken_more",
    )
    assert sums_are_zero(desk.company)


def test_a_serial_alone_is_enough_to_find_and_to_take_it(desk: ReturnBench) -> None:
    sent(desk.company, "S1", ("SAW", "", "9001"))
    assert desk.codes("9001", "9001") == ["return_begun", "return_taken_more"]
    assert balance(desk.company, "PS1-1", "SAW") == 0


def test_more_than_was_sent_is_asked_about_and_never_leaves_the_parcel_twice(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 2))
    assert desk.codes("S1", "MUG", "MUG", "MUG") == [
        "return_begun", "return_taken_more", "return_taken_more", "returns.above_sent",
    ]  # fmt: skip
    assert [each.code for each in desk.answers[-1].state.choices] == ["returns_choice.unknown", "returns_choice.aside"]
    assert desk.scan("LAMP").code == "answer_first"
    assert desk.codes("1", "2") == ["return_taken_unknown", "return_graded"]
    assert rows(desk.company, "RT000001")[-1] == ("MUG", 1, "graded", "B", "quarantine")
    assert (balance(desk.company, "PS1-1", "MUG"), balance(desk.company, TABLE, "MUG")) == (0, 3)
    assert sums_are_zero(desk.company)


def test_an_item_of_another_order_of_the_customer_is_offered_by_number(desk: ReturnBench) -> None:
    with desk.company.write() as write:
        from warehouse_app.store.schema import trade

        write.connection.execute(trade.customer.insert().values(id=7, code="C7"))
    order(desk.company, "S1", ("MUG", 1), customer_id=7)
    order(desk.company, "S2", ("LAMP", 1), customer_id=7)
    assert desk.codes("S1", "LAMP") == ["return_begun", "returns.unexpected"]
    choice = desk.answers[-1].state.choices[0]
    assert (choice.code, choice.facts) == ("returns_choice.other", {"order": "S2"})
    assert desk.codes("1", "1") == ["return_taken_other", "return_graded"]
    assert (balance(desk.company, "PS2-1", "LAMP"), balance(desk.company, TABLE, "LAMP")) == (0, 1)


def test_an_undelivered_parcel_with_a_whole_seal_is_taken_in_at_one_key(desk: ReturnBench) -> None:
    sent(desk.company, "S1", ("MUG", "", ""), ("SAW", "", "9001"))
    asked = desk.scan("TS1")
    assert (asked.code, asked.state.phase) == ("returns.undelivered", "undelivered")
    assert desk.scan("1").code == "return_sealed"
    assert rows(desk.company, "RT000001") == [
        ("MUG", 1, "graded", "A", "restock"),
        ("SAW", 1, "graded", "A", "restock"),
    ]
    assert (head(desk.company, "RT000001").kind, balance(desk.company, TABLE, "SAW")) == ("undelivered", 1)
    assert desk.scan("UNDO").code == "return_taken_back"
    assert (rows(desk.company, "RT000001"), balance(desk.company, "PS1-1", "SAW")) == ([], 1)


def test_a_blind_parcel_gets_a_number_and_a_slot_and_is_identified_later(desk: ReturnBench) -> None:
    assert desk.codes("JD014600006281", "1", "") == ["returns.blind", "returns.slot", "return_parked"]
    assert (head(desk.company, "RT000001").kind, head(desk.company, "RT000001").slot) == ("blind", "RS-01")
    assert desk.codes("RS-01", "MUG", "1", "LAMP", "2") == [
        "return_resumed", "return_taken_unknown", "return_graded", "return_taken_unknown", "return_graded",
    ]  # fmt: skip
    assert balance(desk.company, TABLE, "MUG") == 1
    order(desk.company, "S1", ("MUG", 2))
    found = desk.scan("S1")
    assert (found.code, found.facts["order"]) == ("returns.identify", "S1")
    told = desk.scan("1")
    assert (told.code, told.facts["qty"], told.facts["left"]) == ("return_identified_part", 1, 1)
    assert (balance(desk.company, "PS1-1", "MUG"), balance(desk.company, TABLE, "MUG")) == (1, 1)
    untraced = head(desk.company, "RT000001")
    assert (untraced.state, untraced.order_id is not None, sums_are_zero(desk.company)) == ("inspecting", True, True)
    assert desk.scan("MUG").code == "return_taken_more"


def test_what_is_not_in_the_parcel_is_marked_and_an_empty_box_is_one_key(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1), ("LAMP", 2))
    assert desk.codes("S1", "MUG", "1", "SHORT") == ["return_opened", "return_taken", "return_graded", "return_missing"]
    assert rows(desk.company, code)[-1][:3] == ("LAMP", 2, "missing")
    assert desk.codes("UNDO", "LAMP", "UNDO") == ["return_expected_again", "return_taken", "return_taken_back"]
    assert [each[:3] for each in rows(desk.company, code)] == [("MUG", 1, "graded"), ("LAMP", 2, "expected")]
    empty = expected(desk, "S2", ("MUG", 1))
    assert desk.codes("PAUSE", "", "S2", "SHORT", "1") == [
        "returns.slot", "return_parked", "return_opened", "returns.absent", "return_empty",
    ]  # fmt: skip
    assert (head(desk.company, empty).empty, rows(desk.company, empty)[0][2]) == (1, "missing")


def test_what_came_out_of_a_labelled_parcel_goes_back_into_it_when_it_is_taken_back(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 1))
    desk.codes("S1", "MUG", "MUG", "1")
    assert desk.codes("UNDO", "UNDO") == ["return_taken_back", "return_taken_back"]
    assert (rows(desk.company, "RT000001"), balance(desk.company, "PS1-1", "MUG")) == ([], 1)
    assert desk.codes("MUG", "1") == ["return_taken_more", "return_graded"]
    found = {each.name: each for each in examine(desk.company.runner, Session(SYSTEM)).checks}
    assert found["a parcel holds only what was packed for its order"].ok


def test_what_is_found_changed_and_noted_of_the_unit_in_hand(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 1), ("LAMP", 1))
    desk.codes("S1", "MUG", "1")
    assert desk.codes("ISSUE", "1") == ["returns.issue", "return_finding"]
    assert rows(desk.company, "RT000001")[0][4] == "quarantine"
    assert desk.codes("CHANGE", "1") == ["returns.change", "not_sold_again"]
    assert desk.codes("7", "fell apart in the hand") == ["returns.change_why", "return_changed"]
    assert desk.answers[-1].state.units[0].why == "fell apart in the hand"
    assert desk.codes("UNDO", "UNDO") == ["return_judged_before", "return_judged_before"]
    assert rows(desk.company, "RT000001")[0][4] == "restock"
    assert desk.codes("ISSUE", "7", "foot cracked") == ["returns.issue", "returns.note", "return_noted"]
    assert desk.codes("OUTCOME", "5") == ["returns.outcome_unit", "return_outcome"]
    unit = desk.answers[-1].state.units[0]
    assert (unit.note, unit.outcome) == ("foot cracked", "credit")
    assert desk.codes("LAMP", "SKIP", "4") == ["return_taken_more", "return_in_hand", "return_graded"]


def test_a_photo_is_asked_for_where_policy_asks_and_somebody_can_take_one(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 1))
    desk.codes("S1", "MUG")
    asked = desk.shot("4", camera=True)
    assert (asked.code, asked.state.units[0].photo) == ("returns.photo", True)
    take = desk.shot("PHOTO", camera=True)
    assert (take.code, take.facts["about"]) == ("take_photo", "return_unit")
    assert desk.codes("CONTINUE", "DAMAGED", "DAMAGED") == [
        "photo_passed",
        "return_box_damaged_alone",
        "return_box_whole",
    ]


def test_a_free_bench_answers_what_leads_nowhere(desk: ReturnBench) -> None:
    for text, code in (
        ("", "nothing_to_continue"),
        ("UNDO", "nothing_to_undo"),
        ("PAUSE", "no_return_open"),
        ("\x1b[31m", "unreadable"),
    ):
        assert desk.scan(text).code == code
    assert desk.codes("NOBODY", "2") == ["returns.blind", "never_mind"]


def test_what_has_not_left_or_is_too_late_or_over_is_said_and_a_way_on_is_there(desk: ReturnBench) -> None:
    with desk.company.write() as write:
        desk.company.order(write, "S0", [("MUG", 1)])
    assert desk.scan("S0").code == "return_not_shipped"
    order(desk.company, "S1", ("MUG", 1))
    desk.company.clock.forward(days=60)
    late = desk.scan("S1")
    assert (late.code, late.klass) == ("return_too_late", "stop")
    assert desk.codes("", "1") == ["acknowledged", "no_right"]
    assert desk.codes("2", "") == ["returns.slot", "return_parked"]
    assert desk.codes("S1", "") == ["return_expired", "acknowledged"]
    boss = ReturnBench(desk.company, desk.station, "SUP", Role.SUPERVISOR, with_pin=True)
    assert boss.codes("1", "MUG") == ["return_resumed", "return_taken_more"]
    assert head(desk.company, "RT000001").override == "expired"


def test_two_returns_are_never_mixed_and_bad_codes_change_nothing(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 1))
    order(desk.company, "S2", ("LAMP", 1))
    desk.scan("S1")
    assert desk.codes("S2", "PS2-1", "*0", "1", "9", "NOBODY", "NOBODY", "2") == [
        "return_open_here", "return_open_here", "unreadable", "no_unit_in_hand", "no_such_choice", "returns.nameless",
        "answer_first", "never_mind",
    ]  # fmt: skip
    assert rows(desk.company, "RT000001") == []


def test_another_table_takes_a_return_over_and_the_first_is_free(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 1))
    desk.codes("S1", "MUG")
    other = ReturnBench(desk.company, "R2")
    assert other.codes("S1", "1") == ["return_resumed", "no_unit_in_hand"]
    assert desk.scan("MUG").state.about == ""
    with desk.company.store.read() as read:
        assert cases.known(read, "RT000001").state.value == "inspecting"


def test_what_still_has_no_grade_is_taken_in_hand_before_it_is_settled(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 3))
    assert desk.codes("S1", "MUG", "MUG", "1", "DONE", "1", "DONE") == [
        "return_begun", "return_taken_more", "return_taken_more", "return_graded", "return_in_hand", "return_graded",
        "return_settled",
    ]  # fmt: skip


def test_a_bench_settles_nothing_while_a_unit_has_no_grade(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 1))
    assert desk.codes("S1", "", "MUG", "DONE") == ["return_begun", "return_lacks", "return_taken_more", "return_lacks"]


def test_a_checklist_is_asked_with_yes_and_no_and_its_worst_answer_holds(company: Company) -> None:
    goods(company)
    desk = bench(company)
    order(company, "S1", ("MUG", 2))
    assert desk.codes("S1", "MUG", "1") == ["return_begun", "return_taken_more", "return_graded"]
    asked = desk.codes("MUG", "2")
    while desk.answers[-1].code == "returns.check":
        asked += desk.codes("2")
    assert asked[:2] == ["return_taken_more", "returns.check"]
    assert asked[-1] == "return_graded"
    assert rows(company, "RT000001")[1][3] > "B"


def test_a_checklist_speaks_what_is_spoken_here_to_whoever_has_no_language_of_their_own(company: Company) -> None:
    goods(company)
    desk = bench(company, checks=False)
    with company.write() as made:
        rules.add_check(made, Check(0, "", 1, "", Grade.DAMAGED, {"en": "Is it whole?", "de": "Ist es ganz?"}))
    order(company, "S1", ("MUG", 1))
    german = gettext.NullTranslations()
    german._info = {"language": "de"}  # type: ignore[attr-defined]
    wording.use(german)
    try:
        desk.codes("S1", "MUG", "2")
    finally:
        wording.use(gettext.NullTranslations())
    assert desk.answers[-1].facts["check"] == "Ist es ganz?"


def test_questions_that_could_not_make_the_grade_worse_are_skipped_and_lack_nothing(company: Company) -> None:
    goods(company)
    desk = bench(company, checks=False)
    with company.write() as made:
        for n, grade in enumerate((Grade.USED, Grade.DAMAGED, Grade.PARTS_MISSING), 1):
            texts = {"en": f"Is it better than {grade.value}?"}
            rules.add_check(made, Check(0, "", n, "", grade, texts))
    order(company, "S1", ("MUG", 1))
    desk.codes("S1", "MUG")
    assert desk.codes("4", "1") == ["returns.check", "return_graded"]
    assert desk.answers[-2].facts["check"] == "Is it better than E?"
    assert (desk.answers[-2].facts["n"], desk.answers[-2].facts["of"]) == (1, 1)
    shown = desk.answers[-1].state.preview
    assert shown is not None
    assert "check" not in {each.code for each in shown.lacks}
    assert desk.codes("2", "1", "2", "1") == ["returns.check"] * 3 + ["return_graded"]  # C, then no better than D
    assert desk.codes("2", "1", "1", "2") == ["returns.check"] * 3 + ["return_graded"]
    assert rows(company, "RT000001")[0][3] == "E"
    assert desk.codes("5") == ["return_graded"]


def test_enter_settles_what_was_shown_and_undo_puts_it_on_the_table_again(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 2), ("LAMP", 1))
    desk.codes("S1", "MUG", "1", "MUG", "4")
    lacks = desk.scan("")
    assert (lacks.code, lacks.facts["lack"], lacks.facts["sku"]) == ("return_lacks", "expected", "LAMP")
    shown = desk.scan("SHORT").state.preview
    assert shown is not None
    assert shown.lacks == ()
    done = desk.scan("")
    assert (done.verdict.value, head(desk.company, code).state) == ("done", "settled")
    assert (balance(desk.company, TABLE, "MUG"), balance(desk.company, "RETURNS-IN", "MUG")) == (0, 1)
    assert desk.scan("UNDO").code == "return_unsettled"
    assert (balance(desk.company, TABLE, "MUG"), balance(desk.company, "RETURNS-IN", "MUG")) == (2, 0)
    assert desk.answers[-1].state.about == code
    assert sums_are_zero(desk.company)


def test_a_known_return_of_one_item_is_settled_with_two_scans_and_two_keys(desk: ReturnBench) -> None:
    expected(desk, "S1", ("MUG", 1))
    assert desk.codes("S1", "MUG", "1", "")[-1].startswith("return_settled")


def test_an_exchange_needs_the_variant_that_is_scanned(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1))
    assert desk.codes("S1", "MUG", "1", "OUTCOME", "2", "VASE") == [
        "return_opened", "return_taken", "return_graded", "returns.outcome_unit", "returns.variant", "return_exchange",
    ]  # fmt: skip
    shown = desk.answers[-1].state.preview
    assert shown is not None
    assert [(each.kind, each.lines[0].sku) for each in shown.orders] == [("exchange", "VASE")]
    assert desk.scan("DONE").code.startswith("return_settled")
    assert head(desk.company, code).state == "settled"
    assert desk.codes("RT000001", "") == ["return_over", "acknowledged"]


def test_the_office_says_whose_a_blind_return_is_and_the_bench_goes_on_with_it(desk: ReturnBench) -> None:
    desk.codes("NOBODY-1", "1", "", "RS-01", "MUG", "1")
    order(desk.company, "S1", ("MUG", 1))
    done = IdentifyReturn(id="whose", return_code="RT000001", order="S1")
    assert desk.company.runner.perform(done, desk.company.supervisor).done() == 1
    again = replace(done, id="whose-again")
    refused = desk.company.runner.perform(again, desk.company.supervisor).refusal
    assert refused is not None
    assert refused.code == "return_known"
    assert (balance(desk.company, "PS1-1", "MUG"), balance(desk.company, TABLE, "MUG")) == (0, 1)
    assert desk.scan("").code.startswith("return_")
    assert sums_are_zero(desk.company)


def test_a_wrong_order_that_proves_nothing_is_no_dead_end_and_two_blind_parcels_are_two(desk: ReturnBench) -> None:
    desk.codes("NOBODY-1", "1", "", "NOBODY-2", "1", "")
    assert desk.codes("RS-01", "RS-02") == ["return_resumed", "return_open_here"]
    order(desk.company, "S1", ("LAMP", 1))
    order(desk.company, "S2", ("MUG", 1))
    assert desk.codes("MUG", "1", "S1", "1") == [
        "return_taken_unknown", "return_graded", "returns.identify", "return_identified_part",
    ]  # fmt: skip
    assert desk.codes("S2", "1", "S1") == ["returns.identify", "return_identified", "return_open_here"]
    assert (balance(desk.company, "PS2-1", "MUG"), balance(desk.company, TABLE, "MUG")) == (0, 1)
    assert sums_are_zero(desk.company)


def test_a_number_key_at_rest_says_so_and_does_nothing(desk: ReturnBench) -> None:
    for key in "1259":
        told = desk.scan(key)
        assert (told.code, told.klass, told.state.choices) == ("return_key_at_rest", "note", ())
    order(desk.company, "S1", ("MUG", 1))
    assert desk.codes("S1", "8", "1", "MUG", "9", "1") == [
        "return_begun", "no_such_choice", "no_unit_in_hand", "return_taken_more", "no_such_choice", "return_graded",
    ]  # fmt: skip


def test_so_many_in_all_are_one_row_and_one_grade(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 3))
    assert desk.codes("S1", "MUG", "*3", "1") == ["return_opened", "return_taken", "return_taken", "return_graded"]
    assert rows(desk.company, code) == [("MUG", 3, "graded", "A", "restock")]
    assert desk.codes("UNDO", "UNDO") == ["return_judged_before", "return_taken_back"]
    assert (rows(desk.company, code)[0][:3], balance(desk.company, "PS1-1", "MUG")) == (("MUG", 3, "expected"), 3)
    assert sums_are_zero(desk.company)
