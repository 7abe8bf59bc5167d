"""Items moved from one parcel of an order into another, before they are handed over."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, pick, rows, rule, sums_are_zero
from warehouse_app.application.packing import unpack_parcel
from warehouse_app.domain.bench import Verdict
from warehouse_app.store.schema import floor, office


@pytest.fixture
def bench(company: Company) -> Bench:
    """Order 1 in two sealed parcels: a CUP in the first, two CUP and a PAN in the second; order 2 beside."""
    with company.write() as desk:
        for sku in ("CUP", "PAN"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1", [("CUP", 3), ("PAN", 1)]), "T1")
        pick(desk, company, company.order(desk, "2", [("PAN", 1)]), "T2")
    rule(company, "pack.scan_back", "off")
    bench = Bench(company)
    bench.scan("T1", "CUP", "NEXT BOX", "CUP", "CUP", "PAN")
    return bench


def test_items_go_from_parcel_to_parcel_and_both_get_the_label_of_what_they_weigh(
    company: Company, bench: Bench
) -> None:
    before = [row.weight_g for row in rows(company, floor.parcel)]
    assert bench.codes("MOVE", "P00000002", "CUP", "CUP") == ["move_from", "move_items", "move_more", "move_more"]
    moved = bench.scan("P00000001")
    assert (moved.verdict, moved.code, moved.facts["units"]) == (Verdict.ACCEPTED, "goods_moved", 2)
    assert moved.facts["labels"] == "P00000002, P00000001"
    assert (inside(company, "P00000001"), inside(company, "P00000002")) == ({"CUP": 3}, {"PAN": 1})
    assert line_counts(company, 1) == [("CUP", 3, 3, 0), ("PAN", 1, 1, 0)], "all of it is packed still"
    after = [row.weight_g for row in rows(company, floor.parcel)]
    assert (after[0] - before[0], sum(after)) == (before[1] - after[1], sum(before))
    labels = [(row.parcel_id, row.version, row.state) for row in rows(company, floor.label)]
    assert sorted(labels) == [(1, 1, "voided"), (1, 2, "purchased"), (2, 1, "voided"), (2, 2, "purchased")]
    assert {"label:1:2", "label:2:2"} <= {row.intent for row in rows(company, office.outbox)}
    assert sums_are_zero(company)
    done = unpack_parcel(company.runner, company.supervisor, 1, "moved goods go back to their tote")
    assert done.value is not None
    assert inside(company, "T1") == {"CUP": 3}


def test_a_parcel_that_is_emptied_is_given_up_and_an_open_one_takes_goods_in(company: Company, bench: Bench) -> None:
    bench.scan("P00000002", "CONTINUE")
    assert bench.codes("MOVE", "P00000001", "CUP", "P00000002") == [
        "move_from",
        "move_items",
        "move_more",
        "goods_moved",
    ]
    assert inside(company, "P00000002") == {"CUP": 3, "PAN": 1}
    assert [row.state for row in rows(company, floor.parcel)] == ["voided", "open"]
    assert bench.codes("UNDO", "PAN", "P00000001") == ["undone", "order_packed", "cannot_unpack"]


def test_what_is_not_in_the_parcel_and_another_orders_parcel_are_refused(company: Company, bench: Bench) -> None:
    assert Bench(company, "B2", "BEN").scan("T2", "PAN").code == "order_packed"
    assert bench.codes("MOVE", "PAN", "MOVE", "P00000001", "PAN") == [
        "move_from", "no_order_waits", "move_from", "move_items", "not_in_parcel",
    ]  # fmt: skip
    assert bench.codes("CUP", "CUP", "P00000003") == ["move_more", "not_in_parcel", "other_parcel"]
    assert bench.codes("", "P00000001", "", "UNDO") == ["acknowledged", "other_parcel", "acknowledged", "never_mind"]
    assert inside(company, "P00000001") == {"CUP": 1}


def test_while_items_are_moved_the_tote_is_not_what_is_expected(bench: Bench) -> None:
    bench.scan("T2", "MOVE")
    assert [each.code for each in bench.state().expects] == ["UNDO"]
    bench.scan("UNDO")
    assert "PAN" in [each.code for each in bench.state().expects]


def test_undo_takes_back_the_newest_scan_whose_goods_still_lie_in_the_parcel(company: Company, bench: Bench) -> None:
    bench.scan("P00000002", "CONTINUE", "MOVE", "P00000002", "PAN", "P00000001")
    undone = bench.scan("UNDO")
    assert (undone.code, undone.facts["sku"]) == ("undone", "CUP")
    assert bench.codes("UNDO", "UNDO") == ["undone", "reopen_reach"], "PAN lies in the other parcel"
    assert inside(company, "P00000001") == {"CUP": 1, "PAN": 1}
    assert (inside(company, "P00000002"), inside(company, "T1")) == ({}, {"CUP": 2})
    assert line_counts(company, 1) == [("CUP", 3, 1, 0), ("PAN", 1, 1, 0)]
    assert sums_are_zero(company)
