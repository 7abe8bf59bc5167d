"""An order that changes on the bench: cancelled with its reason and its bins, fewer wanted, damaged and fetched."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, batch, inside, line_counts, pick, rows
from warehouse_app.application.orders import CancelOrder
from warehouse_app.store.schema import floor, ledger, trade, verdicts

MUG, LAMP = "85123A", "22423"


@pytest.fixture
def bench(company: Company) -> Bench:
    """A bench at which an order of two mugs and a lamp is open, all picked from A01 into T1."""
    with company.write() as desk:
        for sku, name in ((MUG, "WHITE MUG"), (LAMP, "RED LAMP")):
            company.product(desk, sku, name=name)
        pick(desk, company, company.order(desk, "O1", [(MUG, 2), (LAMP, 1)]), "T1")
    found = Bench(company)
    found.scan("T1")
    return found


def want(bench: Bench, sku: str, cancelled: int) -> None:
    """Let fewer of a product be wanted."""
    line = trade.order_line
    with bench.company.write() as desk:
        desk.connection.execute(line.update().where(line.c.sku == sku).values(cancelled=cancelled))
        desk.connection.execute(trade.order_sum.delete())


def test_a_cancelled_order_says_when_by_whom_and_where_its_goods_go(bench: Bench) -> None:
    company = bench.company
    bench.scan(MUG)
    company.runner.perform(CancelOrder(id=company.ids.new(), order_id=1, reason="by mail"), company.supervisor).done()

    stopped = bench.scan(MUG)

    assert (stopped.code, stopped.klass, stopped.facts["units"]) == ("cancelled_meanwhile", "stop", 1)
    assert stopped.facts["when"] == "2010-12-06 09:00 UTC"
    assert stopped.facts["who"] == "shop", "nobody of that id is known in this company: the channel"
    assert stopped.facts["goods"] == f"1 {MUG} A01"
    done = bench.scan("")
    assert (done.code, done.facts["totes"]) == ("unpacked", "T1")
    assert inside(company, "T1") == {MUG: 2, LAMP: 1}


def test_what_is_wanted_no_more_comes_out_before_the_parcel_closes(bench: Bench) -> None:
    company = bench.company
    bench.codes(MUG, MUG)
    want(bench, MUG, 1)

    asked = bench.scan(LAMP)

    assert (asked.code, asked.verdict, asked.facts["units"]) == ("take_out", "asked", 1)
    assert bench.state().asked == "take_out", "the screen goes on asking"
    assert bench.codes("FINISH SHORT") == ["take_out"], "nothing closes it meanwhile"
    assert bench.scan(MUG).code == "order_packed"
    assert inside(company, "P00000001") == {MUG: 1, LAMP: 1}
    assert inside(company, "T1") == {MUG: 1}
    (told,) = rows(company, verdicts.bench_issue)
    assert (told.kind, told.sku) == ("other", MUG)


def test_a_line_that_is_cancelled_whole_is_shown_until_it_is_out(bench: Bench) -> None:
    bench.codes(MUG, LAMP)
    want(bench, LAMP, 1)
    state = bench.state()
    assert [(line.sku, line.required, line.packed) for line in state.lines] == [(MUG, 2, 1), (LAMP, 0, 1)]
    assert state.line_count == 2
    out = bench.scan(LAMP)
    assert (out.code, out.facts["place"]) == ("taken_out", "T1")
    assert [line.sku for line in bench.state().lines] == [MUG]
    assert bench.scan(MUG).code == "order_packed"


def test_a_damaged_unit_is_fetched_anew_where_one_stands(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B07", LAMP, 3)
    bench.codes(MUG, MUG, "DAMAGED")

    out = bench.scan(LAMP)

    assert (out.code, out.facts["place"], out.facts["from"]) == ("all_in_short", "QUARANTINE", "B07")
    (batch,) = rows(company, floor.batch)
    assert batch.state == "released"
    assert line_counts(company, 1)[1] == (LAMP, 0, 0, 0)


@pytest.mark.parametrize("state", ["planned", "released", "picking", "suspended"])
def test_while_a_cart_still_goes_round_for_the_order_another_unit_is_kept_for_a_later_batch(
    bench: Bench, state: str
) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B07", LAMP, 3)
        batch(desk, company, "C1", {1: "A"}, state=state)
    bench.codes(MUG, MUG, "DAMAGED")

    out = bench.scan(LAMP)

    assert (out.code, out.facts["from"], out.facts["problem"]) == ("all_in_short", "", "later")
    assert [each.code for each in rows(company, floor.batch)] == ["C1"]
    assert not rows(company, floor.task)
    assert [(each.purpose, each.qty) for each in rows(company, ledger.promise)] == [("line", 1)]
