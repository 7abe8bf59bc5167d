"""What happens to one order, or in one parcel, leaves the others at the bench alone."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, pick, rows, rule, sums_are_zero
from warehouse_app.application.orders import CancelOrder
from warehouse_app.domain.people import Role
from warehouse_app.store.schema import floor, trade


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


def want(company: Company, sku: str, cancelled: int) -> None:
    """Let fewer of a product be wanted in order A."""
    line = trade.order_line
    with company.write() as desk:
        these = (line.c.sku == sku, line.c.order_id == 1)
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

    assert (out.code, out.facts["place"]) == ("taken_out", "T1")
    assert inside(company, "T1") == {"CUP": 1}
    assert inside(company, "P00000002") == {"CUP": 1}
    assert bench.scan("CUP").code != "taken_out", "nothing of it is left in this parcel"
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
