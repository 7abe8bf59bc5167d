"""What is told of each deed at the bench: to the person there, and to the other screens that show what it changed."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, line_counts, pick, rows
from warehouse_app.domain.changes import Touched
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import trade

ALL_OF_PACKING = {Touched.PACK, Touched.PARCEL, Touched.ORDER}
AT_WORK = {Touched.PACK, Touched.ORDER}


@pytest.fixture
def bench(company: Company) -> Bench:
    """Order 1 of two CUP and a PAN waits in tote T1."""
    with company.write() as desk:
        for sku in ("CUP", "PAN", "CAP"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1", [("CUP", 2), ("PAN", 1)]), "T1")
    return Bench(company)


@pytest.mark.parametrize(
    ("before", "deed", "told"),
    [
        ((), "T1", {*ALL_OF_PACKING, Touched.STOCK}),
        (("T1",), "CUP", {*AT_WORK, Touched.STOCK}),
        (("T1", "CUP"), "*2", {*AT_WORK, Touched.STOCK}),
        (("T1", "CUP"), "UNDO", {*AT_WORK, Touched.STOCK}),
        (("T1", "DAMAGED"), "CUP", {*AT_WORK, Touched.STOCK}),
        (("T1",), "PAUSE", AT_WORK),
        (("T1", "PAUSE"), "CONTINUE", ALL_OF_PACKING),
        (("T1", "CUP", "CUP"), "PAN", {*ALL_OF_PACKING, Touched.STOCK, Touched.BATCH, Touched.PRINT}),
        (
            ("T1", "CUP"),
            "FINISH SHORT",
            {*ALL_OF_PACKING, Touched.STOCK, Touched.BATCH, Touched.PRINT, Touched.COUNT},
        ),
        (("T1", "CUP", "CUP", "PAN"), "PRINT AGAIN", {Touched.PRINT}),
        (("T1",), "CAP", set()),
    ],
)
def test_a_deed_tells_the_screens_that_show_what_it_changed(
    bench: Bench, before: tuple[str, ...], deed: str, told: set[Touched]
) -> None:
    for each in before:
        bench.scan(each)
    assert bench.send(deed).changes.touched == told


def test_finishing_short_with_all_there_asks_for_no_count(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "2", [("CUP", 2)]), "T2", but={"CUP": 1})
    assert bench.codes("T2", "CUP") == ["order_opened", "all_in_short"]
    outcome = bench.send("FINISH SHORT")
    assert outcome.value is not None
    assert outcome.value.code == "order_packed"
    assert Touched.COUNT not in outcome.changes.touched


def test_a_packed_order_is_told_with_its_parcel_and_figures(bench: Bench) -> None:
    closed = bench.scan("T1", "CUP", "*2", "PAN")
    assert closed.facts == {
        **{"sku": "PAN", "name": "Name of PAN", "qty": 1, "n": 1},
        **{"order": "1", "parcel": "P00000001", "units": 3, "weight_g": 300, "missing": 0, "left": 0},
    }


def test_a_label_printed_again_is_what_the_bench_said_last_and_can_be_had_again(bench: Bench) -> None:
    bench.scan("T1", "CUP", "*2", "PAN")
    assert bench.scan("PRINT AGAIN").state.last == "printing_again"
    assert bench.codes("PRINT AGAIN") == ["printing_again"]


def test_what_was_cancelled_after_it_was_picked_is_not_missing(company: Company, bench: Bench) -> None:
    """Five were picked into two totes, one is wanted no more: of what lies there, three are written off."""
    with company.write() as desk:
        made = company.order(desk, "2", [("CUP", 5)])
        pick(desk, company, made, "T2", but={"CUP": 2})
        pick(desk, company, made, "T3")
        desk.connection.execute(trade.order_line.update().where(trade.order_line.c.order_id == made).values(cancelled=1))
    bench.scan("T2", "CUP", "FINISH SHORT")
    assert line_counts(company, made) == [("CUP", 2, 1, 0)]
    assert sum(row.qty for row in rows(company, tables.shortage)) == 3
