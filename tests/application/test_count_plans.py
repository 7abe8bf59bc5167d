"""Counts planned, decided and told: each place once, work goes on, who loses goods is named, accuracy is summed."""

from __future__ import annotations

import io

import pytest

from tests.company import WAREHOUSE, Company
from tests.countbench import Counter, on_hand, reasons, rows, settings, states
from warehouse_app.application.allocation import allocate
from warehouse_app.application.counting import decide, plans
from warehouse_app.application.counting.decide import COUNTS, ApproveCount, CountAgain, RejectCount
from warehouse_app.application.doctor import examine
from warehouse_app.application.exporting import export
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.counting.facts import Why
from warehouse_app.domain.counting.values import CountNotIn, CountOutcome, CountOutdated, NoSuchReason, NothingToPlan
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.places import UnknownWarehouse
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory, items, people, places
from warehouse_app.store.counting import counts
from warehouse_app.store.schema import counting as tables


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        people.add_warehouse(desk, WAREHOUSE, "Main")
        for n, code in enumerate(("A01", "A02", "B01"), 1):
            company.bin(desk, code, walk_seq=n, aisle=1 if code[0] == "A" else 2)
        for sku in ("CUP", "JAR"):
            company.product(desk, sku)
        company.stock(desk, "A01", "CUP", 12)
        company.stock(desk, "A02", "JAR", 5)
        company.stock(desk, "B01", "CUP", 30)
    return company


def plan(company: Company, kind: str, about: str = "", most: int = 20, warehouse: str = WAREHOUSE) -> plans.Planned:
    wanted = plans.MakePlan(id=company.ids.new(), warehouse=warehouse, kind=kind, about=about)
    return plans.plan_counts(company.runner, company.supervisor, wanted, most)


@pytest.mark.parametrize(
    ("kind", "about", "many"), [("warehouse", "", 3), ("place", "A02", 1), ("aisle", "1", 2), ("product", "cup", 2)]
)
def test_a_plan_asks_for_each_place_once(shop: Company, kind: str, about: str, many: int) -> None:
    made = plan(shop, kind, about)
    assert made.counts == many
    with pytest.raises(Refused) as again:
        plan(shop, kind, about)
    assert isinstance(again.value.refusal, NothingToPlan)
    [row] = shop.runner.ask(plans.find_plans, shop.supervisor)
    assert (row.code, row.places, row.waiting) == (made.plan, many, many)


@pytest.mark.parametrize(
    ("kind", "about"), [("place", "Z99"), ("zone", "NO"), ("aisle", "x"), ("aisle", ""), ("moon", "")]
)
def test_a_plan_of_nothing_is_refused_and_leaves_nothing(shop: Company, kind: str, about: str) -> None:
    with pytest.raises(Refused) as no:
        plan(shop, kind, about)
    assert isinstance(no.value.refusal, NothingToPlan)
    assert rows(shop, tables.count_plan) == []


def test_a_plan_of_a_warehouse_that_is_not_there_is_refused(shop: Company) -> None:
    with pytest.raises(Refused) as no:
        plan(shop, "today", warehouse="MOON")
    assert isinstance(no.value.refusal, NothingToPlan | UnknownWarehouse)


def test_a_plan_is_walked_in_order_and_its_progress_is_told(shop: Company) -> None:
    plan(shop, "warehouse")
    anna = Counter(shop)
    assert [line.place for line in anna.state().lines] == ["A01", "A02", "B01"]
    assert anna.scan("A01", "CUP", "12", "DONE").state.hero == "A02"
    assert anna.scan("SKIP").state.hero == "B01"
    [row] = shop.runner.ask(plans.find_plans, shop.supervisor)
    assert (row.waiting, row.matched, row.done) == (2, 1, 1)


def test_a_plan_that_is_called_off_leaves_what_was_counted(shop: Company) -> None:
    made = plan(shop, "warehouse")
    Counter(shop).scan("A01", "CUP", "12", "DONE")
    done = plans.call_off(shop.runner, shop.supervisor, made.plan)
    assert done.counts == 2
    assert states(shop) == ["matched", "rejected", "rejected"]


def test_what_costs_most_where_it_is_wrong_is_counted_first(shop: Company) -> None:
    with shop.write() as desk:
        shop.order(desk, "1001", [("JAR", 4)])
        counts.ask(desk, places.with_code(desk, "A02")[0].id, items.number(desk, Item("JAR")), "short pick")
    made = plan(shop, "today", most=2)
    assert made.proposals[0].cell.place == "A02"
    assert [why for why, _figure in made.proposals[0].why][:2] == [Why.DOUBT, Why.DEMAND]
    assert len(states(shop)) == 2
    assert {row.plan_id for row in rows(shop, tables.count_request)} == {1}


def test_what_was_counted_lately_is_not_due_by_its_cycle(shop: Company) -> None:
    Counter(shop).scan("A01", "CUP", "12", "DONE")
    assert {each.cell.place for each in plan(shop, "abc").proposals} == {"A02", "B01"}


def differ(company: Company, cups: str = "2") -> int:
    """Let two people count and disagree until a supervisor must decide; return the count."""
    settings(company, count_approve_value="0")
    for person, found in (("ANNA", cups), ("LI", cups)):
        Counter(company, f"H-{person}", person).scan("A01", "CUP", found, "DONE")
    return 1


def decided(company: Company, command: object) -> Outcome[CountOutcome]:
    return company.runner.perform(command, company.supervisor)  # type: ignore[arg-type]


def test_a_decision_books_with_its_reason_and_names_who_loses(shop: Company) -> None:
    with shop.write() as desk:
        shop.order(desk, "1001", [("CUP", 42)])
    allocate(shop.runner, shop.supervisor)
    number = differ(shop)
    assert states(shop) == ["review"]
    outcome = decided(shop, ApproveCount(id=shop.ids.new(), count=number, reason="broken")).done()
    assert (outcome.state, outcome.orders) == ("posted", "1001")
    assert (on_hand(shop, "A01", "CUP"), reasons(shop)) == (2, ["broken"])


def test_a_rejected_count_books_nothing_and_holds_nothing(shop: Company) -> None:
    number = differ(shop)
    decided(shop, RejectCount(id=shop.ids.new(), count=number, note="the box stood behind")).done()
    assert on_hand(shop, "A01", "CUP") == 12
    assert (
        shop.runner.ask(lambda desk: desk.connection.exec_driver_sql("SELECT * FROM promise").all(), shop.supervisor)
        == []
    )


def test_what_is_to_be_decided_can_be_counted_once_more(shop: Company) -> None:
    number = differ(shop)
    decided(shop, CountAgain(id=shop.ids.new(), count=number)).done()
    assert Counter(shop, "H3", "BO").codes("A01", "CUP", "12", "DONE")[-1] == "count_matched"


def test_what_is_decided_is_not_decided_again(shop: Company) -> None:
    number = differ(shop)
    decided(shop, ApproveCount(id=shop.ids.new(), count=number)).done()
    for command in (ApproveCount, RejectCount, CountAgain):
        assert isinstance(decided(shop, command(id=shop.ids.new(), count=number)).refusal, CountNotIn)


def test_a_place_that_waits_to_be_decided_is_counted_once_more_and_not_twice(shop: Company) -> None:
    differ(shop)
    assert Counter(shop, "H3", "BO").codes("A01", "CUP", "2", "DONE")[-1] == "count_review"
    assert [row.round for row in rows(shop, tables.count_request)] == [3]
    assert Counter(shop, "H4", "ANNA").scan("A01").code == "own_count"


def test_books_that_were_corrected_meanwhile_are_not_corrected_twice(shop: Company) -> None:
    number = differ(shop)
    with shop.write() as desk:
        place = places.with_code(desk, "A01")[0]
        inventory.recount(desk, EntryId(shop.ids.new()), place.id, Item("CUP"), 4, "found by hand")
    refused = decided(shop, ApproveCount(id=shop.ids.new(), count=number)).refusal
    assert isinstance(refused, CountOutdated)
    assert on_hand(shop, "A01", "CUP") == 4
    decided(shop, RejectCount(id=shop.ids.new(), count=number)).done()


def test_a_reason_is_of_the_list(shop: Company) -> None:
    number = differ(shop)
    refused = decided(shop, ApproveCount(id=shop.ids.new(), count=number, reason="gremlins")).refusal
    assert isinstance(refused, NoSuchReason)


def test_who_counts_may_not_decide(shop: Company) -> None:
    number = differ(shop)
    outcome = shop.runner.perform(ApproveCount(id=shop.ids.new(), count=number), Counter(shop).session)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "no_right"


def test_the_list_finds_counts_by_view_place_and_text(shop: Company) -> None:
    differ(shop)
    Counter(shop).scan("A02", "JAR", "5", "DONE")

    def found(query: ListQuery) -> list[str]:
        return [
            row.place for row in shop.runner.ask(lambda desk: COUNTS.page(desk, query, 0, 50).rows, shop.supervisor)
        ]

    assert found(ListQuery("review")) == ["A01"]
    assert found(ListQuery("all", text="K00002")) == ["A02"]
    assert found(ListQuery("all", text="A0")) == ["A01", "A02"]
    assert found(ListQuery("all").narrowed("product", "JAR")) == ["A02"]
    told = shop.runner.ask(lambda desk: COUNTS.extent(desk, ListQuery()).total, shop.supervisor)
    assert told == 2


def test_a_count_is_shown_with_what_each_round_found(shop: Company) -> None:
    differ(shop)
    found = shop.runner.ask(lambda desk: decide.count_detail(desk, 1), shop.supervisor)
    assert found is not None
    assert [(each.round, each.counted, each.book, each.difference) for each in found.things] == [
        (2, 2, 12, -10),
        (1, 2, 12, -10),
    ]


def test_accuracy_is_told_of_books_and_people(shop: Company) -> None:
    Counter(shop, "H1", "ANNA").scan("A01", "CUP", "3", "DONE")
    Counter(shop, "H2", "LI").scan("A01", "CUP", "12", "DONE")
    Counter(shop, "H1", "ANNA").scan("A02", "JAR", "4", "DONE")

    def told(by: str) -> dict[str, tuple[int, int]]:
        found = shop.runner.ask(lambda desk: decide.accuracy(desk, by, "2010-01-01"), shop.supervisor)
        return {each.key: (each.counted, each.right) for each in found.rows}

    assert told("place") == {"A01": (1, 0), "A02": (1, 0)}
    assert told("product") == {"CUP": (1, 0), "JAR": (1, 0)}
    assert told("person") == {"p-anna": (2, 1), "p-li": (1, 1)}
    whole = shop.runner.ask(lambda desk: decide.accuracy(desk, "place", "2010-01-01"), shop.supervisor)
    assert [(week.key, week.counted) for week in whole.weeks] == [("2010-12-06", 2)]


def test_counts_leave_with_their_lines(shop: Company) -> None:
    differ(shop)
    out = io.StringIO()
    assert export(shop.runner, shop.supervisor, "counts", "jsonl", out) == 1
    assert '"place": "A01"' in out.getvalue()
    assert '"counted": 2' in out.getvalue()


def test_the_doctor_finds_nothing_after_counts_of_all_kinds(shop: Company) -> None:
    made_up = {"whoever acted is known", "every entry has legs and a command"}
    number = differ(shop)
    decided(shop, ApproveCount(id=shop.ids.new(), count=number)).done()
    Counter(shop).scan("A02", "JAR", "4", "DONE")
    report = examine(shop.runner, Session(SYSTEM))
    assert [each.name for each in report.checks if not each.ok and each.name not in made_up] == []
