"""A bench is left in the middle of a question: the shift ends, or another bench takes the order over."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, line_counts, pick, rows, rule
from warehouse_app.application.packing import PauseBench, UnpackParcel
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Role
from warehouse_app.store.schema import floor


@pytest.fixture
def bench(company: Company) -> Bench:
    """Order 4711 in tote T1: a phone whose serial number nobody knows; order 4712 in T2: two mugs."""
    with company.write() as desk:
        company.product(desk, "PHONE", tracking="serial")
        company.product(desk, "MUG")
        pick(desk, company, company.order(desk, "4711", [("PHONE", 1)]), "T1")
        pick(desk, company, company.order(desk, "4712", [("MUG", 2)], ship_part=1), "T2")
    return Bench(company, role=Role.SUPERVISOR, with_pin=True)


def left(bench: Bench) -> None:
    """Close the window, or end the input."""
    bench.company.runner.perform(PauseBench(id=bench.company.ids.new()), bench.session).done()


def test_a_value_is_not_taken_into_a_paused_parcel(company: Company, bench: Bench) -> None:
    assert bench.codes("T1", "PHONE") == ["order_opened", "capture"]
    left(bench)
    assert bench.codes("SN-1") == ["unknown_barcode"]
    assert line_counts(company, 1) == [("PHONE", 1, 0, 0)]
    assert bench.codes("CONTINUE", "PHONE", "SN-1") == ["order_resumed", "capture", "order_packed"]


@pytest.mark.parametrize("question", [("ISSUE",), ("SHORT",), ("DAMAGED",), ("4006381333931",), ("4006381333931", "2")])
def test_no_question_is_answered_while_the_order_is_paused(bench: Bench, question: tuple[str, ...]) -> None:
    bench.scan("T2", "MUG")
    with bench.company.write() as desk:
        bench.company.stock(desk, "A01", "MUG", 1)
    bench.scan(*question)
    left(bench)
    assert bench.state().asked == ""
    assert bench.state().choices == ()
    assert bench.codes("3", "1") == ["unknown_barcode", "unknown_barcode"]
    assert bench.codes("CONTINUE", "MUG") == ["order_resumed", "order_packed"]


def test_a_stop_waits_through_the_pause(bench: Bench) -> None:
    assert bench.codes("T2", "PHONE") == ["order_opened", "other_order"]
    left(bench)
    state = bench.state()
    assert state.stop is not None
    assert (state.phase, state.stop.code, state.stop.facts["order"]) == (Phase.PAUSED, "other_order", "4711")
    assert bench.codes("", "CONTINUE") == ["acknowledged", "order_resumed"]


@pytest.mark.parametrize("question", ["PHONE", "ISSUE", "DAMAGED"])
def test_an_order_taken_over_and_packed_meanwhile_leaves_no_question_behind(bench: Bench, question: str) -> None:
    bench.scan("T1", question)
    other = Bench(bench.company, "B2", "BEN", role=Role.SUPERVISOR, with_pin=True)
    assert other.codes("TAKE OVER", "T1", "PHONE", "SN-1")[-1] == "order_packed"
    assert bench.codes("1", "", "1") == ["claim_lost", "acknowledged", "unknown_barcode"]
    assert bench.state().phase is Phase.IDLE


def test_the_rest_of_an_order_that_goes_on_elsewhere_is_not_opened_twice(company: Company, bench: Bench) -> None:
    rule(company, "pack.scan_back", "always")
    assert bench.codes("T2", "MUG", "NEXT BOX")[-1] == "scan_label"
    other = Bench(company, "B2", "BEN")
    assert other.scan("4712").code == "order_opened"
    label = bench.state().tracking
    closed = bench.scan(label)
    assert (closed.code, closed.state.phase, closed.facts["order"]) == ("label_applied", Phase.IDLE, "4712")
    assert other.codes("MUG")[-1] == "scan_label"
    assert other.codes(other.state().tracking)[-1] == "order_packed"
    live = [row.order_id for row in rows(company, floor.pack) if row.state == "verifying"]
    assert live == []


def test_a_parcel_unpacked_in_the_office_was_taken_over_by_nobody(company: Company, bench: Bench) -> None:
    rule(company, "pack.scan_back", "always")
    bench.scan("T2", "MUG", "MUG")
    label = bench.state().tracking
    company.runner.perform(UnpackParcel(id="u1", parcel_id=1, reason="wrong goods"), company.supervisor).done()
    assert bench.codes(label, "T2") == ["cannot_unpack", "order_opened"]
