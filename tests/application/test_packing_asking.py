"""What a packer says is wrong: missing goods, a code nobody knows, an address, a note, a supervisor called."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, batch, line_counts, pick, rows
from warehouse_app.application.exceptions import queue
from warehouse_app.domain.exceptions.values import CaseKind
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Right, Role
from warehouse_app.store.schema import counting, floor, trade, verdicts
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording.say import say

MUG, LAMP = "85123A", "22423"
STRANGE = "5012345678900"


@pytest.fixture
def bench(company: Company) -> Bench:
    """A bench with one order of two mugs and a lamp in tote T1."""
    with company.write() as desk:
        for sku, name in ((MUG, "WHITE MUG"), (LAMP, "RED LAMP")):
            company.product(desk, sku, name=name)
        order = company.order(desk, "O1", [(MUG, 2), (LAMP, 1)])
        pick(desk, company, order, "T1")
    found = Bench(company)
    found.scan("T1")
    return found


def kinds(bench: Bench) -> list[CaseKind]:
    company = bench.company
    now = company.runner.now()
    found = company.runner.ask(lambda desk: queue(desk, now), company.supervisor, Right.VIEW)
    return [case.kind for case in found.cases]


def counts(bench: Bench) -> list[tuple[str, int, int, int]]:
    return line_counts(bench.company, 1)


def test_missing_goods_are_looked_for_again_with_bins_and_picker_named(bench: Bench) -> None:
    with bench.company.write() as desk:
        bench.company.stock(desk, "B07", LAMP, 3)
    assert bench.codes(MUG, MUG) == ["right_item", "right_item"]

    asked = bench.scan("SHORT")

    assert (asked.code, asked.verdict) == ("what_about_missing", "asked")
    assert [each.code for each in asked.state.choices] == ["look", "fetch", "part", "hold"]
    look = bench.scan("1")
    assert look.code == "look_again"
    assert look.facts["bins"] == "B07 (3)"
    assert look.facts["place"] == "A01"
    assert bench.scan(LAMP).code == "order_packed", "a scan goes on: it was there after all"


def test_a_runner_fetches_what_is_missing_and_the_order_waits_in_its_slot(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B07", LAMP, 3)
    bench.codes(MUG, MUG, "SHORT")

    fetched = bench.scan("2")

    assert (fetched.code, fetched.facts["place"], fetched.facts["tote"]) == ("runner_fetches", "B07", "T1")
    assert bench.state().phase is Phase.IDLE
    (batch,) = rows(company, floor.batch)
    assert batch.state == "released"
    (task,) = rows(company, floor.task)
    assert (task.qty, task.state) == (1, "open")
    assert rows(company, counting.count_request), "the bin it was picked from is counted"
    assert counts(bench) == [(MUG, 2, 2, 0), (LAMP, 0, 0, 0)]
    assert bench.scan("T1").code in ("order_resumed", "all_in_short")


def test_while_a_cart_still_goes_round_for_the_order_what_is_missing_is_kept_for_a_later_batch(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B07", LAMP, 3)
        batch(desk, company, "C1", {1: "A"}, state="picking")
    bench.codes(MUG, MUG, "SHORT")

    kept = bench.scan("2")

    assert (kept.code, kept.facts["problem"], kept.facts["tote"]) == ("runner_fetches", "later", "T1")
    assert [each.code for each in rows(company, floor.batch)] == ["C1"]
    assert not rows(company, floor.task)
    assert [(each.purpose, each.qty) for each in rows(company, tables.promise)] == [("line", 1)]
    assert bench.state().phase is Phase.IDLE


def test_nothing_is_fetched_where_nothing_stands_and_nothing_is_changed(bench: Bench) -> None:
    bench.codes(MUG, MUG, "SHORT")
    answer = bench.scan("2")
    assert (answer.code, answer.klass) == ("nothing_to_fetch", "note")
    assert counts(bench)[1] == (LAMP, 1, 0, 0)
    assert [each.code for each in bench.state().choices] == ["look", "fetch", "part", "hold"], "it is asked still"


def test_what_is_here_is_sent_by_the_order_s_rule_or_by_right(bench: Bench) -> None:
    company = bench.company
    bench.codes(MUG, MUG, "SHORT")
    assert bench.scan("3").code == "no_right"
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(ship_part=1))
    assert bench.scan("3").code == "order_packed"


def test_an_order_is_held_in_its_slot_and_told_to_a_supervisor(bench: Bench) -> None:
    bench.codes(MUG, MUG, "SHORT")
    held = bench.scan("4")
    assert (held.code, held.facts["tote"]) == ("held_in_slot", "T1")
    assert CaseKind.ISSUE in kinds(bench)
    assert bench.state().phase is Phase.IDLE
    assert bench.scan("SHORT").code == "no_order_open"


def test_a_digit_that_answers_nothing_is_a_note(bench: Bench) -> None:
    bench.codes(MUG, "SHORT")
    assert bench.scan("9").code == "no_such_choice"
    assert bench.scan(MUG).code == "right_item", "a scan leaves the question"
    assert bench.state().choices == ()
    assert bench.scan("9").code == "unknown_barcode"


def test_a_strange_code_is_linked_by_right_and_then_scanned(bench: Bench) -> None:
    company = bench.company
    strange = bench.scan(STRANGE)
    assert (strange.code, strange.klass, strange.facts["problem"]) == ("unknown_barcode", "note", "link")
    asked = bench.scan("2")
    assert [each.facts["sku"] for each in asked.state.choices] == [MUG, LAMP]
    assert bench.scan("lam").state.choices[0].facts["sku"] == LAMP, "found by name"
    assert bench.scan("1").code == "no_right"
    boss = Bench(company, person="BOSS", role=Role.SUPERVISOR, with_pin=True)
    assert boss.scan("1").code == "code_linked"
    assert bench.scan(STRANGE).facts["sku"] == LAMP
    assert STRANGE in [row.written or row.code for row in rows(company, tables.barcode)]


def test_a_strange_code_is_scanned_again_or_set_aside(bench: Bench) -> None:
    assert bench.codes(STRANGE, "1", STRANGE, "3") == ["unknown_barcode", "scan_again", "unknown_barcode", "set_aside"]
    assert bench.codes(STRANGE, MUG) == ["unknown_barcode", "right_item"], "a Note lets the next scan go on"


def test_the_issue_card_opens_what_can_be_wrong(bench: Bench) -> None:
    company = bench.company
    asked = bench.scan("ISSUE")
    assert [each.code for each in asked.state.choices] == ["missing", "damaged", "wrong", "address", "other"]
    assert bench.codes("1") == ["what_about_missing"]
    assert bench.codes("ISSUE", "2", "UNDO") == ["what_is_wrong_here", "scan_damaged", "never_mind"]
    assert bench.codes("ISSUE", "3", MUG) == ["what_is_wrong_here", "scan_wrong", "right_item"]
    assert bench.codes("ISSUE", "5", "the carton is wet") == ["what_is_wrong_here", "type_note", "issue_noted"]
    assert CaseKind.ISSUE in kinds(bench)
    assert rows(company, verdicts.bench_issue)[0].note == "the carton is wet"
    assert bench.codes("ISSUE", "UNDO", "ISSUE", "4") == [
        *("what_is_wrong_here", "never_mind", "what_is_wrong_here", "address_hold"),
    ]
    assert bench.state().phase is Phase.IDLE
    assert bench.scan("T1").code == "on_hold"


def test_a_supervisor_is_called_once(bench: Bench) -> None:
    assert bench.codes("SUPERVISOR", "SUPERVISOR", MUG) == ["supervisor_called", "supervisor_called", "right_item"]
    assert kinds(bench).count(CaseKind.ISSUE) == 1


def test_nothing_is_asked_about_an_order_that_is_paused(bench: Bench) -> None:
    with bench.company.write() as desk:
        desk.connection.execute(trade.orders.update().values(ship_part=1))
    assert bench.codes(MUG, "PAUSE", "ISSUE", "1", "3") == [
        *("right_item", "pack_paused", "work_paused", "unknown_barcode", "unknown_barcode"),
    ]
    assert bench.codes("CONTINUE", "ISSUE") == ["order_resumed", "what_is_wrong_here"]


@pytest.mark.parametrize("digit", ["1", "2", "4"])
def test_a_line_that_is_cancelled_while_its_lack_is_asked_about_is_missing_no_more(bench: Bench, digit: str) -> None:
    bench.codes(MUG, MUG, "SHORT")
    with bench.company.write() as desk:
        desk.connection.execute(trade.order_line.update().where(trade.order_line.c.sku == LAMP).values(cancelled=1))
        desk.connection.execute(trade.order_sum.delete())
    answer = bench.scan(digit)
    assert (answer.code, answer.klass) == ("nothing_missing", "note")
    assert bench.scan("3").code == "order_packed", "what is here is all of it"


def test_what_a_runner_fetches_already_is_on_its_way_and_not_asked_for_twice(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B07", LAMP, 1)
    bench.codes(MUG, MUG, "SHORT", "2")
    assert bench.codes("T1", "SHORT")[-1] == "what_about_missing"

    again = bench.scan("2")

    assert (again.code, again.facts["problem"], again.facts["units"], again.facts["tote"]) == (
        *("runner_fetches", "already", 1, "T1"),
    )  # fmt: skip
    assert (
        say(again.code, again.facts) == f"1 unit of {LAMP} is on its way already. Set tote T1 aside. Scan the next tote"
    )
    assert bench.state().phase is Phase.IDLE
    assert [each.state for each in rows(company, floor.batch)] == ["released"]
    assert len(rows(company, floor.task)) == 1


def test_what_is_missing_beside_what_is_on_its_way_is_not_promised_by_it(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B07", LAMP, 1)
    bench.codes(MUG, MUG, "SHORT", "2")
    bench.codes("T1", "DAMAGED", MUG, "SHORT")
    again = bench.scan("2")
    assert (again.code, again.facts["units"], again.facts["sku"]) == ("runner_fetches", 1, LAMP)
