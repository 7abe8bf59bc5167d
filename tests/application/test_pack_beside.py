"""What the pack screen says beside the state of its bench, on both databases: what waits, and whose work is open."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, pick
from warehouse_app.application.packing import pack_beside
from warehouse_app.domain.packing.values import PackBeside, Waiting
from warehouse_app.domain.people import PersonId, Role
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow


@pytest.fixture
def bench(company: Company) -> Bench:
    """Three orders are picked; 4712 leaves first, 4711 lies in two totes."""
    with company.write() as desk:
        for sku in ("LAMP", "MUG"):
            company.product(desk, sku)
        both = company.order(desk, "4711", [("LAMP", 2), ("MUG", 3)])
        pick(desk, company, both, "T1", {"MUG": 3})
        pick(desk, company, both, "T2")
        early = company.order(desk, "4712", [("MUG", 1)], ship_by="2010-12-06T09:00:00.000000Z")
        pick(desk, company, early, "T3")
        pick(desk, company, company.order(desk, "4713", [("MUG", 1)]), "T4")
        row = PersonRow(PersonId("p-li"), "LI-W", "Li W.", Role.PACKER, "", "", False, 0, "", desk.at)
        people.add(desk, row)
    return Bench(company)


def beside(bench: Bench) -> PackBeside:
    person = bench.session.actor.person
    return bench.company.runner.ask(lambda desk: pack_beside(desk, bench.station, person), bench.session)


def test_what_waits_is_told_with_its_order_its_size_and_when_it_leaves(bench: Bench) -> None:
    late, usual = "2010-12-06T09:00:00.000000Z", "2010-12-07T17:00:00.000000Z"
    assert beside(bench).waiting == (
        Waiting("T3", "4712", late, 1, 1),
        Waiting("T1", "4711", usual, 2, 5),
        Waiting("T2", "4711", usual, 2, 5),
        Waiting("T4", "4713", usual, 1, 1),
    )
    assert beside(bench).orders == 3
    assert [each.tote for each in beside(bench).waiting] == [
        each.code for each in bench.state().expects if each.kind == "tote"
    ]


def test_what_is_open_at_another_bench_does_not_wait(bench: Bench) -> None:
    Bench(bench.company, "B2", "LI").scan("T3")
    assert [each.order for each in beside(bench).waiting] == ["4711", "4711", "4713"]


def test_an_open_order_says_its_totes_and_who_began_it(bench: Bench) -> None:
    li = Bench(bench.company, "B1", "LI")
    li.scan("T1", "LAMP")
    assert beside(li) == PackBeside(channel="shop", totes=("T1", "T2"))
    li.scan("PAUSE")
    bench.scan("T1")
    told = beside(bench)
    assert (told.others, told.begun) == (("Li W.",), True)
