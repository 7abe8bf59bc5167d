"""The scan of the printed label closes its parcel; a wrong one stops; what was left open is found again."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, pick, rows, rule, sums_are_zero
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.packing.values import Phase
from warehouse_app.store.schema import floor, office


@pytest.fixture
def orders(company: Company) -> tuple[int, int]:
    """Order 4711 in T1 (two LAMP, one MUG) and order 4712 in T2 (one CAP)."""
    with company.write() as desk:
        for sku in ("LAMP", "MUG", "CAP"):
            company.product(desk, sku)
        first = company.order(desk, "4711", [("LAMP", 2), ("MUG", 1)])
        second = company.order(desk, "4712", [("CAP", 1)])
        pick(desk, company, first, "T1")
        pick(desk, company, second, "T2")
    return first, second


@pytest.fixture
def bench(company: Company) -> Bench:
    return Bench(company)


def states(company: Company) -> list[tuple[str, str, str]]:
    """Return code and state of each parcel, and the state of its pack."""
    packs = {row.parcel_id: row.state for row in rows(company, floor.pack)}
    return [(row.code, row.state, packs[row.id]) for row in rows(company, floor.parcel)]


def test_the_scan_of_its_label_closes_a_parcel(company: Company, bench: Bench, orders: tuple[int, int]) -> None:
    rule(company, "pack.scan_back", "always")
    last = bench.scan("T1", "LAMP", "LAMP", "MUG")
    assert (last.verdict, last.code, last.state.phase) == (Verdict.ACCEPTED, "scan_label", Phase.APPLYING)
    assert last.state.expects[0] == Expect("parcel", "PA-P00000001-H")
    assert [each.parcel for each in last.state.labels] == ["P00000001"]
    assert states(company) == [("P00000001", "sealed", "labelled")]
    assert bench.codes("MUG", "T2", "4712", "*2", "DAMAGED") == ["apply_first"] * 5
    closed = bench.scan("pa-p00000001-h")
    assert (closed.verdict, closed.code, closed.state.phase) == (Verdict.DONE, "order_packed", Phase.CLOSED)
    assert closed.facts["units"] == 3
    assert states(company) == [("P00000001", "labelled", "closed")]
    assert line_counts(company, orders[0]) == [("LAMP", 2, 2, 0), ("MUG", 1, 1, 0)]
    assert bench.scan("T2").code == "order_opened"


def test_the_label_of_another_parcel_is_a_stop_that_names_the_right_one(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    assert Bench(company, "B2", "BEN").scan("T2", "CAP").code == "order_packed"
    rule(company, "pack.scan_back", "always")
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    wrong = bench.scan("PA-P00000001-H")
    assert (wrong.code, wrong.klass) == ("wrong_label", "stop")
    assert wrong.facts == {"parcel": "P00000001", "order": "4712", "wanted": "P00000002", "wanted_order": "4711"}
    assert bench.codes("P00000002", "", "P00000002") == ["acknowledge_first", "acknowledged", "order_packed"]


def test_a_label_prints_again_while_it_is_asked_for_and_every_copy_closes(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "always")
    bench.scan("T2", "CAP")
    again = bench.scan("PRINT AGAIN")
    assert (again.code, again.facts["copy"], again.state.phase) == ("printing_again", 2, Phase.APPLYING)
    assert [row.state for row in rows(company, floor.label)] == ["purchased"]
    assert bench.scan("PA-P00000001-H").code == "order_packed"
    assert {row.intent for row in rows(company, office.outbox)} == {"label:1:1", "slip:1:1", "label:1:2"}


def test_an_open_label_outlives_the_process_and_a_pause(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "always")
    bench.scan("T2", "CAP")
    again = Bench(company)
    assert (again.state().phase, again.state().parcel) == (Phase.APPLYING, "P00000001")
    left = again.scan("PAUSE")
    assert (left.code, left.state.phase, left.state.expects[0]) == (
        "label_left", Phase.IDLE, Expect("parcel", "PA-P00000001-H"),
    )  # fmt: skip
    assert Bench(company, "B2", "BEN").codes("T2", "P00000001") == ["label_waits"] * 2
    assert again.scan("T1").code == "order_opened"
    closed = again.scan("P00000001")
    assert (closed.code, closed.state.phase) == ("label_applied", Phase.VERIFYING)
    assert again.codes("LAMP", "*2", "MUG", "PAUSE") == ["right_item", "counted", "scan_label", "label_left"]
    assert again.codes("T1", "P00000002", "T1") == ["scan_label", "order_packed", "already_packed"]


def test_the_next_box_takes_the_rest_and_both_labels_are_asked_for(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    assert bench.codes("T1", "NEXT BOX") == ["order_opened", "nothing_packed"]
    bench.scan("LAMP")
    box = bench.scan("NEXT BOX")
    assert (box.code, box.facts["before"], box.facts["parcel"], box.facts["left"]) == (
        "next_box", "P00000001", "P00000002", 2,
    )  # fmt: skip
    assert (box.state.box, box.state.done_units, box.state.total_units) == (2, 1, 3)
    sealed = bench.scan("LAMP", "MUG")
    assert (sealed.code, sealed.state.parcel) == ("scan_label", "P00000002")
    assert [each.parcel for each in sealed.state.labels] == ["P00000001", "P00000002"]
    assert [(each.parcel, each.n, each.units) for each in bench.state().boxes] == [
        ("P00000001", 1, 1), ("P00000002", 2, 2),
    ]  # fmt: skip
    assert bench.codes("P00000001", "", "P00000002") == ["wrong_label", "acknowledged", "next_label"]
    assert bench.scan("P00000001").code == "order_packed"
    assert states(company) == [("P00000001", "labelled", "closed"), ("P00000002", "labelled", "closed")]
    assert [inside(company, code) for code in ("P00000001", "P00000002")] == [{"LAMP": 1}, {"LAMP": 1, "MUG": 1}]
    assert sums_are_zero(company)


def test_where_each_label_is_scanned_the_next_box_opens_with_it(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "always")
    assert bench.codes("T1", "LAMP", "NEXT BOX") == ["order_opened", "right_item", "scan_label"]
    opened = bench.scan("P00000001")
    assert (opened.code, opened.state.parcel) == ("next_box", "P00000002")
    assert bench.codes("MUG", "LAMP", "P00000002") == ["right_item", "scan_label", "order_packed"]


def test_where_no_label_is_scanned_the_next_box_opens_at_once(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "off")
    assert bench.codes("T1", "LAMP", "NEXT BOX", "LAMP", "MUG") == [
        "order_opened", "right_item", "next_box", "right_item", "order_packed",
    ]  # fmt: skip


def test_a_sealed_parcel_is_opened_again_after_its_reach_is_told(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    shown = bench.scan("P00000001")
    assert (shown.verdict, shown.code, shown.facts["who"]) == (Verdict.ASKED, "parcel_shown", "p-anna")
    assert bench.codes("UNDO", "CONTINUE") == ["never_mind", "nothing_to_continue"]
    bench.scan("P00000001")
    opened = bench.scan("CONTINUE")
    assert (opened.code, opened.state.phase, opened.state.parcel) == (
        "parcel_reopened", Phase.VERIFYING, "P00000001",
    )  # fmt: skip
    assert [(row.state, row.version) for row in rows(company, floor.label)] == [("voided", 1)]
    assert states(company) == [("P00000001", "open", "verifying")]
    assert bench.codes("UNDO", "UNDO", "LAMP") == ["undone", "undone", "right_item"]
    assert bench.scan("MUG").code == "order_packed"
    assert [(row.state, row.version, row.intent) for row in rows(company, floor.label)] == [
        ("voided", 1, "label:1:1"), ("purchased", 2, "label:1:2"),
    ]  # fmt: skip
    bench.scan("P00000001", "CONTINUE")
    assert bench.scan("NEXT BOX").code == "order_packed", "nothing was taken out of it"


def test_undo_while_a_label_is_asked_for_tells_its_reach_and_opens_the_parcel(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "always")
    bench.scan("T2", "CAP")
    asked = bench.scan("UNDO")
    assert (asked.verdict, asked.code, asked.facts["parcel"]) == (Verdict.ASKED, "reopen_reach", "P00000001")
    assert bench.codes("UNDO", "UNDO", "CONTINUE") == ["never_mind", "reopen_reach", "parcel_reopened"]
    assert bench.codes("UNDO", "CAP", "P00000001") == ["undone", "scan_label", "order_packed"]


def test_undo_in_an_empty_next_box_opens_the_one_before(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "off")
    assert bench.codes("T1", "LAMP", "NEXT BOX", "LAMP", "UNDO") == [
        "order_opened", "right_item", "next_box", "right_item", "undone",
    ]  # fmt: skip
    asked = bench.scan("UNDO")
    assert (asked.code, asked.facts["parcel"]) == ("reopen_reach", "P00000001")
    assert bench.scan("CONTINUE").state.parcel == "P00000001"
    assert states(company) == [("P00000001", "open", "verifying"), ("P00000002", "voided", "unpacked")]
    assert bench.codes("LAMP", "P00000001", "MUG") == ["right_item", "means_nothing_here", "order_packed"]


def test_a_box_of_an_order_that_is_packed_elsewhere_stays_sealed(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "off")
    bench.scan("T1", "LAMP", "NEXT BOX")
    assert Bench(company, "B2", "BEN").codes("P00000001", "CONTINUE") == ["parcel_shown", "open_elsewhere"]


def test_while_a_label_waits_a_supervisor_is_called_and_a_photo_is_taken(
    company: Company, bench: Bench, orders: tuple[int, int]
) -> None:
    rule(company, "pack.scan_back", "always")
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    photo = bench.scan("PHOTO")
    assert (photo.code, photo.facts["thing"]) == ("take_photo", "P00000001")
    called = bench.scan("SUPERVISOR")
    assert (called.code, called.state.phase) == ("supervisor_called", Phase.APPLYING)
    assert bench.codes("ISSUE", "PA-P00000001-H") == ["apply_first", "order_packed"]
