"""What happens to one order, or in one parcel, leaves the others at the bench alone."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, pick, rows, rule, sums_are_zero
from warehouse_app.application.orders import CancelOrder, order_detail
from warehouse_app.domain.people import Role
from warehouse_app.store.schema import floor, trade, weights
from warehouse_app.wording.say import say


@pytest.fixture
def bench(company: Company) -> Bench:
    """Order A of two CUP and a PAN in T1, order B of two PAN in T2."""
    with company.write() as desk:
        for sku in ("CUP", "PAN"):
            company.product(desk, sku, weight_g=100)
        pick(desk, company, company.order(desk, "A", [("CUP", 2), ("PAN", 1)]), "T1")
        pick(desk, company, company.order(desk, "B", [("PAN", 2)]), "T2")
    rule(company, "pack.scan_back", "off")
    return Bench(company)


def cancel(company: Company, order_id: int) -> None:
    company.runner.perform(CancelOrder(id=company.ids.new(), order_id=order_id, reason="no"), company.supervisor).done()


def want(company: Company, sku: str, cancelled: int, order_id: int = 1) -> None:
    """Let fewer of a product be wanted in an order, A unless another is named."""
    line = trade.order_line
    with company.write() as desk:
        these = (line.c.sku == sku, line.c.order_id == order_id)
        desk.connection.execute(line.update().where(*these).values(cancelled=cancelled))
        desk.connection.execute(trade.order_sum.delete())


def parcels(company: Company) -> list[tuple[str, str]]:
    return [(row.code, row.state) for row in rows(company, floor.parcel)]


def test_a_cancelled_parcel_is_unpacked_and_the_live_one_at_hand_stays(company: Company, bench: Bench) -> None:
    bench.scan("T2", "PAN", "PAUSE", "T1", "CUP")
    cancel(company, 2)

    stopped = bench.scan("MOVE", "P00000001")
    assert (stopped.code, stopped.facts["order"]) == ("cancelled_meanwhile", "B")
    done = bench.scan("")

    assert (done.code, done.facts["parcel"], done.facts["totes"]) == ("unpacked", "P00000001", "T2")
    assert parcels(company) == [("P00000001", "voided"), ("P00000002", "open")]
    assert inside(company, "P00000002") == {"CUP": 1}
    assert line_counts(company, 2) == [("PAN", 2, 0, 0)]
    assert bench.codes("CUP", "PAN") == ["right_item", "order_packed"], "the order at hand goes on"


def test_what_was_moved_and_is_wanted_no_more_goes_to_its_tote(company: Company, bench: Bench) -> None:
    bench.scan("T1", "PAN", "NEXT BOX", "CUP", "CUP")
    bench.scan("MOVE", "P00000002", "CUP", "P00000001", "P00000001", "CONTINUE")
    assert inside(company, "P00000001") == {"PAN": 1, "CUP": 1}
    want(company, "CUP", 2)

    out = bench.scan("CUP")

    assert (out.code, out.facts["place"]) == ("order_packed", "T1"), "the other one lies in another parcel"
    assert inside(company, "T1") == {"CUP": 1}
    assert inside(company, "P00000002") == {"CUP": 1}
    assert inside(company, "P00000001") == {"PAN": 1}
    assert sums_are_zero(company)


def lacking(company: Company) -> None:
    """Make order C of two CUP and a POT that never was picked, in T3: it waits for all."""
    with company.write() as desk:
        company.product(desk, "POT")
        made = company.order(desk, "C", [("CUP", 2), ("POT", 1)], ship_part=0)
        pick(desk, company, made, "T3", {"POT": 1})


@pytest.mark.parametrize("cards", [("CUP", "CUP"), ("CUP", "NEXT BOX", "CUP")])
def test_the_next_box_sends_no_order_in_part_without_the_right(
    company: Company, bench: Bench, cards: tuple[str, ...]
) -> None:
    lacking(company)
    assert bench.scan("T3", *cards).code == "all_in_short"
    assert bench.codes("FINISH SHORT", "NEXT BOX") == ["no_right", "no_right"]
    with_right = Bench(company, role=Role.SUPERVISOR, with_pin=True)
    assert with_right.scan("NEXT BOX").code == "order_packed"


def test_what_is_too_many_in_a_sealed_box_holds_up_no_other_and_is_told(company: Company, bench: Bench) -> None:
    bench.scan("T1", "CUP", "CUP", "NEXT BOX")
    want(company, "CUP", 1)

    assert bench.codes("CUP", "PAN") == ["over_pick", "acknowledge_first"]
    assert bench.codes("", "PAN") == ["acknowledged", "order_packed"]

    detail = company.runner.ask(lambda desk: order_detail(desk, 1), bench.session)
    (told,) = [each for each in detail.timeline if "too_many" in each.code]
    assert "sealed parcel: CUP: 1, P00000001" in say(told.code, told.facts)
    assert bench.codes("P00000001", "CONTINUE", "CUP") == ["parcel_shown", "parcel_reopened", "order_packed"]
    assert inside(company, "P00000001") == {"CUP": 1}


def test_of_two_lines_of_a_product_that_one_comes_out_which_lies_in_the_parcel(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        made = company.order(desk, "D", [("CUP", 1), ("CUP", 1), ("PAN", 1)])
        pick(desk, company, made, "T3")
    bench.scan("T3", "CUP", "NEXT BOX", "CUP")
    want(company, "CUP", 1, order_id=3)

    assert bench.codes("CUP", "PAN") == ["taken_out", "order_packed"]

    assert (inside(company, "P00000001"), inside(company, "P00000002")) == ({"CUP": 1}, {"PAN": 1})
    assert inside(company, "T3") == {"CUP": 1}


@pytest.mark.parametrize(("asks", "last"), [("pack.photo", "photo_wanted"), ("pack.weigh", "weigh_parcel")])
def test_an_order_that_changes_while_something_is_asked_closes_with_no_unit_too_many(
    company: Company, bench: Bench, asks: str, last: str
) -> None:
    rule(company, asks, {"pack.photo": "always", "pack.weigh": "on"}[asks])
    answer = {"pack.photo": "CONTINUE", "pack.weigh": "300 g"}[asks]
    bench.scan("T1", "PAN", "CUP")
    assert shot(bench, "CUP") == last
    want(company, "CUP", 1)

    assert shot(bench, answer) == "take_out"
    assert bench.state().asked == "take_out"
    assert shot(bench, "CUP") == last, "asked once more, of what is in it now"
    assert shot(bench, answer.replace("3", "2")) == "order_packed"

    assert inside(company, "P00000001") == {"CUP": 1, "PAN": 1}
    assert len(rows(company, weights.weight_check)) == (asks == "pack.weigh"), "what was too many taught no weight"


def shot(bench: Bench, text: str) -> str:
    """Scan at a bench that has a camera."""
    answer = bench.send(text, camera=True).value
    assert answer is not None
    return answer.code
