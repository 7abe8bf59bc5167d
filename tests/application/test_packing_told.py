"""What is told of each deed at the bench: to the person there, and to the other screens that show what it changed."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, line_counts, may_part, pick, rows, scans
from warehouse_app.application.packing import PauseBench
from warehouse_app.application.packing.bench_now import BenchNow
from warehouse_app.domain.bench import MAX_EXPECTS, Expect
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Role
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.schema import ledger as tables

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
        (("T1", "DAMAGED", "CUP", "DAMAGED", "CUP", "DAMAGED"), "PAN", {*ALL_OF_PACKING, Touched.STOCK}),
        (("T1",), "CAP", {Touched.NEAR_MISS}),
    ],
)
def test_a_deed_tells_the_screens_that_show_what_it_changed(
    bench: Bench, before: tuple[str, ...], deed: str, told: set[Touched]
) -> None:
    for each in before:
        bench.scan(each)
    may_part(bench.company)
    assert bench.send(deed).changes.touched == told


def test_finishing_short_with_all_there_asks_for_no_count(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "2", [("CUP", 2)]), "T2", but={"CUP": 1})
    assert bench.codes("T2", "CUP") == ["order_opened", "all_in_short"]
    may_part(company)
    outcome = bench.send("FINISH SHORT")
    assert outcome.value is not None
    assert outcome.value.code == "order_packed"
    assert Touched.COUNT not in outcome.changes.touched


def test_a_packed_order_is_told_with_its_parcel_and_figures(bench: Bench) -> None:
    closed = bench.scan("T1", "CUP", "*2", "PAN")
    assert closed.facts == {
        "sku": "PAN",
        "name": "Name of PAN",
        "qty": 1,
        "n": 1,
        "order": "1",
        "parcel": "P00000001",
        "units": 3,
        "weight_g": 300,
        "missing": 0,
        "left": 0,
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
        desk.connection.execute(
            trade.order_line.update().where(trade.order_line.c.order_id == made).values(cancelled=1)
        )
    may_part(company)
    bench.scan("T2", "CUP", "FINISH SHORT")
    assert line_counts(company, made) == [("CUP", 2, 1, 0)]
    assert sum(row.qty for row in rows(company, tables.shortage)) == 3


@pytest.mark.parametrize(
    ("before", "text", "code", "facts"),
    [
        ((), "*2", "no_order_open", {"deed": "*2"}),
        ((), "UNDO", "no_order_open", {"deed": "UNDO"}),
        (("T1", "PAUSE"), "*2", "work_paused", {"parcel": "P00000001"}),
        (("T1",), "BA1", "means_nothing_here", {"kind": "batch", "text": "BA1", "problem": ""}),
        (("T1",), "NEXT BOX", "nothing_packed", {"order": "1"}),
        ((), "NEXT BOX", "no_order_open", {"deed": "NEXT BOX"}),
        (("T1",), "TAKE OVER", "means_nothing_here", {"kind": "card", "text": "TAKE OVER", "problem": "take_over"}),
        ((), "BA1", "nothing_waits_on", {"kind": "batch", "text": "BA1"}),
        (("T1", "CUP"), "P00000001", "means_nothing_here", {"kind": "parcel", "text": "P00000001", "problem": ""}),
        (
            ("T1", "CUP", "*2", "PAN", "T2"),
            "P00000001",
            "means_nothing_here",
            {"kind": "parcel", "text": "P00000001", "problem": ""},
        ),
    ],
)
def test_a_refusal_repeats_what_was_scanned_and_counts_nothing(
    company: Company, bench: Bench, before: tuple[str, ...], text: str, code: str, facts: dict[str, str]
) -> None:
    with company.write() as desk:
        desk.connection.execute(
            floor.batch.insert().values(code="BA1", warehouse="MAIN", planned_at="now", state="closed")
        )
        pick(desk, company, company.order(desk, "2", [("CAP", 1)]), "T2")
    boss = Bench(company, person="MARIA", role=Role.SUPERVISOR)
    for each in before:
        boss.scan(each)
    answer = boss.scan(text)
    assert (answer.code, answer.scan, answer.facts) == (code, text, facts)
    assert (scans(company)[-1].raw, scans(company)[-1].qty) == (text, 0)


def test_a_parcel_that_is_being_packed_elsewhere_is_not_called_packed(bench: Bench) -> None:
    bench.scan("T1", "CUP")
    assert Bench(bench.company, "B2", "BEN").codes("P00000001") == ["open_elsewhere"]
    bench.scan("CUP", "PAN")
    assert Bench(bench.company, "B2", "BEN").codes("P00000001") == ["parcel_shown"]


def test_the_bench_says_what_it_asks_for_and_what_it_did_last(bench: Bench) -> None:
    said = []
    for text in ("T1", "CUP", "*1", "UNDO", "DAMAGED", "UNDO", "CUP", "PAUSE", "CONTINUE"):
        state = bench.scan(text).state
        said.append((state.asked, state.last))
    assert said == [
        *[("", "order_opened"), ("", "right_item"), ("", "counted"), ("", "undone"), ("damaged", "scan_damaged")],
        *[("", "never_mind"), ("", "right_item"), ("", "pack_paused"), ("", "order_resumed")],
    ]


def test_never_mind_takes_the_question_for_the_damaged_item_back(company: Company, bench: Bench) -> None:
    assert bench.codes("T1", "DAMAGED", "UNDO", "CUP")[-2:] == ["never_mind", "right_item"]


def test_a_count_is_told_with_all_it_counted(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        desk.connection.execute(tables.barcode.insert().values(code="BOX2CUP", product_id=1, factor=2))
        pick(desk, company, company.order(desk, "2", [("CUP", 7)]), "T2")
    bench.scan("T2", "CUP")
    assert bench.scan("*1").facts == {"n": 1, "sku": "CUP", "left": 6}
    assert bench.codes("*2") == ["nothing_to_count"]
    bench.scan("BOX2CUP")
    counted = bench.scan("*2")
    assert (counted.facts["n"], counted.facts["qty"], counted.facts["left"]) == (4, 2, 2)


def test_two_people_at_one_bench_pack_one_order_and_both_are_named_at_once(bench: Bench) -> None:
    ben = Bench(bench.company, "B1", "BEN")
    bench.scan("T1", "CUP")
    assert ben.scan("CUP").state.people == ("p-anna", "p-ben")
    assert bench.codes("UNDO") == ["undone"]
    assert ben.codes("CUP", "PAN") == ["right_item", "order_packed"]
    [pack] = rows(bench.company, floor.pack)
    assert (pack.people, pack.claim) == ("p-anna p-ben", 1)


def test_a_paused_bench_expects_continue_or_its_order(bench: Bench) -> None:
    bench.scan("T1", "PAUSE")
    assert bench.state().expects == (Expect("command", "CONTINUE"), Expect("order", "1"))


def test_the_end_of_the_shift_pauses_once_and_shows_it(company: Company, bench: Bench) -> None:
    bench.scan("T1", "CUP")
    first = company.runner.perform(PauseBench(id="end"), bench.session)
    assert (first.done().phase, first.done().done_units) == (Phase.PAUSED, 1)
    assert first.changes.touched == AT_WORK
    again = company.runner.perform(PauseBench(id="end again"), bench.session)
    assert again.done().phase is Phase.PAUSED
    assert not again.changes


def test_of_many_that_wait_half_are_named_by_their_orders(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        for n in range(MAX_EXPECTS + 5):
            pick(desk, company, company.order(desk, f"M{n:02}", [("CUP", 1)]), f"TOTE{n:02}")
    kinds = [each.kind for each in bench.state().expects]
    assert kinds == ["tote"] * (MAX_EXPECTS // 2) + ["order"] * (MAX_EXPECTS // 2)


def test_what_waits_in_few_totes_is_named_whole(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        for n in range(MAX_EXPECTS // 2):
            pick(desk, company, company.order(desk, "2" if n else "3", [("CUP", 1)], channel=str(n)), f"TOTE{n:02}")
    kinds = [each.kind for each in bench.state().expects]
    assert (kinds.count("tote"), len(kinds)) == (MAX_EXPECTS // 2 + 1, len(kinds))


def test_who_confirms_second_that_a_cancelled_order_goes_back_unpacks_nothing(company: Company, bench: Bench) -> None:
    other = Bench(company, "B2", "BEN")
    bench.scan("T1", "CUP", "PAUSE")
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(state="cancelled"))
    assert bench.codes("T1") == other.codes("T1") == ["cancelled"]
    assert (bench.codes(""), other.codes("")) == (["unpacked"], ["acknowledged"])


def test_without_a_pack_there_is_none_at_hand() -> None:
    with pytest.raises(LookupError, match="no pack"):
        BenchNow("B1", BenchRow(), None, None).at_hand()
