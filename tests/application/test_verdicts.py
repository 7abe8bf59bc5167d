"""Verdicts as a table: classes of a site, near misses with who picked, several Stops within a minute."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, pick, rows
from warehouse_app.application.exceptions import queue
from warehouse_app.application.run import Session
from warehouse_app.application.verdicts import (
    MISSES,
    ResetVerdictClass,
    SettleMiss,
    SetVerdictClass,
    miss_counts,
    misses_by_picker,
    verdict_table,
)
from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Actor, PersonId, Right, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.store.schema import ledger, verdicts

ADMIN = Session(Actor(PersonId("p-admin"), "ADMIN", "Admin", Role.ADMINISTRATOR, with_pin=True), "B1")
MUG, LAMP, CLOCK = "85123A", "22423", "22960"


@pytest.fixture
def bench(company: Company) -> Bench:
    """A bench with one order of two mugs and a lamp in tote T1, and somebody who packs it."""
    with company.write() as desk:
        for sku, name in ((MUG, "MUG"), (LAMP, "LAMP"), (CLOCK, "CLOCK")):
            company.product(desk, sku, name=name)
        pick(desk, company, company.order(desk, "O1", [(MUG, 2), (LAMP, 1)]), "T1")
    return Bench(company)


def cases(company: Company, kind: CaseKind) -> list[Case]:
    now = company.runner.now()
    found = company.runner.ask(lambda desk: queue(desk, now), company.supervisor, Right.VIEW)
    return [case for case in found.cases if case.kind is kind]


def misses(company: Company, query: ListQuery | None = None) -> tuple[NearMiss, ...]:
    wanted = query or ListQuery(sort="at", descending=True)
    return company.runner.ask(lambda desk: MISSES.page(desk, wanted, 0, 50), company.supervisor).rows


def change(company: Company, code: str, klass: str, reason: str = "peak season") -> str | None:
    command = SetVerdictClass(id=company.ids.new(), verdict=code, klass=klass, reason=reason)
    outcome = company.runner.perform(command, ADMIN)
    return outcome.refusal.code if outcome.refusal else None


def test_a_site_changes_a_class_by_right_and_in_the_audit(bench: Bench) -> None:
    company = bench.company
    bench.scan("T1")
    assert change(company, "not_picked", "stop") is None
    assert change(company, "wrong_item", "note") is None
    assert change(company, "expired", "note") == "class_fixed"
    assert change(company, "nonsense", "note") == "no_such_verdict"
    assert change(company, "wrong_item", "shout") == "no_such_class"
    assert change(company, "over_pick", "note", " ") == "bad_field"

    answer = bench.scan(CLOCK)

    assert (answer.code, answer.klass) == ("wrong_item", "note")
    assert bench.scan(MUG).code == "right_item", "a Note lets the next scan go on"
    told = {each.code: (each, kept) for each, kept in company.runner.ask(verdict_table, company.supervisor)}
    each, kept = told["wrong_item"]
    assert each.changed
    assert kept is not None
    assert (kept.klass, kept.why) == ("note", "peak season")
    links = [row.name for row in rows(company, ledger.audit)]
    assert links.count("SetVerdictClass") == 6

    company.runner.perform(ResetVerdictClass(id=company.ids.new(), verdict="wrong_item"), ADMIN).done()
    assert bench.scan(CLOCK).klass == "stop"


def test_a_supervisor_may_not_change_a_class(bench: Bench) -> None:
    command = SetVerdictClass(id=bench.company.ids.new(), verdict="wrong_item", klass="note", reason="x")
    outcome = bench.company.runner.perform(command, bench.company.supervisor)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "no_right"


def test_a_wrong_item_is_a_near_miss_of_who_picked_what_it_was_taken_for(bench: Bench) -> None:
    company = bench.company
    bench.scan("T1")
    bench.scan(CLOCK)
    bench.scan("")
    bench.scan(MUG)
    bench.scan(MUG)
    bench.scan(MUG)
    bench.scan("")

    over, wrong = misses(company)

    assert (wrong.code, wrong.sku, wrong.order, wrong.station) == ("wrong_item", CLOCK, "O1", "B1")
    assert wrong.for_sku in (MUG, LAMP)
    assert (over.code, over.sku, over.qty, over.for_sku) == ("over_pick", MUG, 1, MUG)
    assert over.picked_at, "who picked the line, and when"
    assert misses(company, ListQuery(filters=(("code", "wrong_item"),))) == (wrong,)
    assert len(rows(company, verdicts.near_miss)) == 2
    by_picker = company.runner.ask(lambda desk: misses_by_picker(desk, "2000"), company.supervisor)
    assert sum(row[3] for row in by_picker) == 2
    with pytest.raises(Refused) as refused:
        MISSES.check(ListQuery(filters=(("nonsense", "x"),)))
    assert refused.value.refusal.code == "not_in_list"


def test_a_surplus_unit_waits_for_a_supervisor_until_it_is_settled(bench: Bench) -> None:
    company = bench.company
    bench.scan("T1")
    bench.scan(CLOCK)
    bench.scan("")

    (case,) = cases(company, CaseKind.SURPLUS)

    assert case.fact("sku") == CLOCK
    assert company.runner.ask(miss_counts, company.supervisor)["open"] == 1
    settle = SettleMiss(id=company.ids.new(), miss=int(case.ref), how="put back to A02")
    company.runner.perform(settle, company.supervisor).done()
    assert cases(company, CaseKind.SURPLUS) == []
    assert misses(company)[0].how == "put back to A02"


def test_three_stops_within_a_minute_go_to_the_queue(bench: Bench) -> None:
    company = bench.company
    bench.scan("T1")
    for _ in range(2):
        bench.scan(CLOCK)
        bench.scan("")
    assert cases(company, CaseKind.STOPS) == []

    bench.scan(CLOCK)
    bench.scan(MUG)  # answered "acknowledge first", which is no Stop of its own

    (case,) = cases(company, CaseKind.STOPS)
    assert (case.fact("station"), case.fact("times")) == ("B1", "3")
