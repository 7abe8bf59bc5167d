"""A damaged unit at the bench: which one is taken out, where it goes, and what is told of it."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, inside, line_counts, pick, rows, scans, sums_are_zero
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.schema import ledger as tables


@pytest.fixture
def bench(company: Company) -> Bench:
    return Bench(company)


def waits(company: Company, *lines: tuple[str, int], but: dict[str, int] | None = None) -> int:
    """Return an order of these lines, picked into T1 but for what is left behind."""
    with company.write() as desk:
        for sku in dict.fromkeys(sku for sku, _ in lines):
            company.product(desk, sku)
        order = company.order(desk, "1", list(lines))
        pick(desk, company, order, "T1", but)
    return order


def test_a_damaged_unit_in_the_tote_is_named_with_where_it_goes_and_its_line_is_short(
    company: Company, bench: Bench
) -> None:
    order = waits(company, ("CUP", 2), ("PAN", 1))
    bench.scan("T1", "DAMAGED")
    damaged = bench.scan("CUP")
    assert (damaged.verdict, damaged.code) == (Verdict.ACCEPTED, "damaged")
    assert damaged.facts == {"sku": "CUP", "name": "Name of CUP", "place": "QUARANTINE", "left": 2, "order": "1"}
    assert [(row.ref, row.qty, row.reason) for row in rows(company, tables.shortage)] == [
        (1, 1, "damaged at the bench")
    ]
    assert line_counts(company, order) == [("CUP", 1, 0, 0), ("PAN", 1, 0, 0)]
    assert (scans(company)[-1].qty, damaged.state.last, damaged.state.asked) == (0, "damaged", "")
    assert bench.codes("CUP", "PAN") == ["right_item", "all_in_short"]


def test_when_none_is_in_the_tote_the_damaged_unit_comes_out_of_the_parcel(company: Company, bench: Bench) -> None:
    order = waits(company, ("CUP", 1), ("PAN", 1))
    bench.scan("T1", "CUP", "DAMAGED", "CUP")
    assert line_counts(company, order) == [("CUP", 0, 0, 0), ("PAN", 1, 0, 0)]
    assert inside(company, "P00000001") == {}
    assert inside(company, "QUARANTINE") == {"CUP/D": 1}
    assert (scans(company)[-1].qty, scans(company)[-1].line_id) == (-1, 1)
    assert sums_are_zero(company)


def test_of_two_lines_the_one_whose_unit_is_in_the_parcel_loses_it(company: Company, bench: Bench) -> None:
    order = waits(company, ("CUP", 1), ("CUP", 1), ("PAN", 1))
    bench.scan("T1", "CUP", "UNDO", "DAMAGED", "CUP", "CUP")
    assert line_counts(company, order)[:2] == [("CUP", 0, 0, 0), ("CUP", 1, 1, 0)]
    bench.scan("DAMAGED", "CUP")
    assert line_counts(company, order)[:2] == [("CUP", 0, 0, 0), ("CUP", 0, 0, 0)]
    assert inside(company, "QUARANTINE") == {"CUP/D": 2}


def test_a_unit_that_was_never_picked_cannot_be_damaged_here(company: Company, bench: Bench) -> None:
    waits(company, ("CUP", 1), ("PAN", 1), but={"CUP": 1})
    bench.scan("T1", "DAMAGED")
    over = bench.scan("CUP")
    assert (over.code, over.facts["name"], over.facts["asked"], over.facts["left"]) == (
        "over_pick", "Name of CUP", 1, 0,
    )  # fmt: skip
    assert inside(company, "T1") == {"PAN": 1}


def test_damaged_goods_stay_in_their_warehouse(company: Company, bench: Bench) -> None:
    waits(company, ("CUP", 2), ("PAN", 2))
    with company.write() as desk:
        places.add(desk, "FAR", PlaceKind.QUARANTINE, "Q-FAR")
    bench.scan("T1", "DAMAGED", "CUP")
    assert inside(company, "QUARANTINE") == {"CUP/D": 1}
    assert inside(company, "Q-FAR") == {}


def test_a_warehouse_with_a_place_for_damaged_goods_uses_it(company: Company, bench: Bench) -> None:
    waits(company, ("CUP", 2))
    with company.write() as desk:
        for warehouse, code in (("FAR", "Q-FAR"), (WAREHOUSE, "Q-HERE")):
            places.add(desk, warehouse, PlaceKind.QUARANTINE, code)
    bench.scan("T1", "DAMAGED")
    assert bench.scan("CUP").facts["place"] == "Q-HERE"
    assert inside(company, "Q-HERE") == {"CUP/D": 1}


def test_a_parcel_given_up_leaves_the_bench_free_for_the_next_order(company: Company, bench: Bench) -> None:
    waits(company, ("CUP", 1))
    assert bench.scan("T1", "DAMAGED", "CUP").state.last == "nothing_to_pack"
    with company.write() as desk:
        pick(desk, company, company.order(desk, "2", [("CUP", 1)]), "T2")
    assert bench.codes("T2", "CUP") == ["order_opened", "order_packed"]


def test_undo_passes_over_the_scan_of_a_unit_that_was_damaged(company: Company, bench: Bench) -> None:
    order = waits(company, ("CUP", 1), ("PAN", 1), ("JUG", 1))
    bench.scan("T1", "PAN", "CUP", "DAMAGED", "CUP")
    undone = bench.scan("UNDO")
    assert (undone.code, undone.facts["sku"]) == ("undone", "PAN")
    assert bench.scan("UNDO").code == "nothing_to_undo"
    assert line_counts(company, order) == [("CUP", 0, 0, 0), ("PAN", 1, 0, 0), ("JUG", 1, 0, 0)]
    assert sums_are_zero(company)
