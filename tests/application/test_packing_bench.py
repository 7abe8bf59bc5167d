"""Packing at the bench: every verdict once, and what the ledger says after it."""

from __future__ import annotations

import json

import pytest

from tests.company import Company, key_of
from tests.packbench import Bench, inside, line_counts, may_part, pick, rows, scans, stands, sums_are_zero, tote
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.packing import PauseBench, UnpackParcel, unpack_parcel
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import allocation
from warehouse_app.store.schema import counting, floor, office, trade
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording import say


@pytest.fixture
def order(company: Company) -> int:
    """Order 4711 in tote T1: two LAMP in two lines, one MUG."""
    with company.write() as desk:
        for sku in ("LAMP", "MUG", "CAP"):
            company.product(desk, sku)
        desk.connection.execute(tables.barcode.insert().values(code="BOX2LAMP", product_id=1, factor=2))
        made = company.order(desk, "4711", [("LAMP", 1), ("LAMP", 1), ("MUG", 1)])
        pick(desk, company, made, "T1")
    return made


@pytest.fixture
def bench(company: Company) -> Bench:
    return Bench(company)


def test_an_order_packed_scan_by_scan_is_closed_labelled_and_its_papers_asked_for(
    company: Company, bench: Bench, order: int
) -> None:
    opened = bench.scan("T1")
    assert (opened.verdict, opened.code, opened.state.phase) == (Verdict.ACCEPTED, "order_opened", Phase.VERIFYING)
    assert opened.state.order is not None
    assert opened.state.order.code == "4711"
    assert opened.state.expects[:2] == (Expect("item", "LAMP"), Expect("item", "MUG"))
    first = bench.scan("LAMP")
    assert (first.code, first.state.done_units, first.state.total_units) == ("right_item", 1, 3)
    assert [(line.n, line.packed) for line in first.state.lines] == [(1, 1)]
    assert bench.codes("mug") == ["right_item"]
    last = bench.scan("LAMP")
    assert (last.verdict, last.code, last.state.phase) == (Verdict.DONE, "order_packed", Phase.CLOSED)
    assert (last.state.weight_g, last.state.tracking, last.state.parcel) == (300, "PA-P00000001-H", "P00000001")
    assert line_counts(company, order) == [("LAMP", 1, 1, 0), ("LAMP", 1, 1, 0), ("MUG", 1, 1, 0)]
    assert inside(company, "P00000001") == {"LAMP": 2, "MUG": 1}
    assert inside(company, "T1") == {}
    assert stands(company, PlaceKind.PARCEL, "P00000001") == stands(company, PlaceKind.TOTE, "T1") == "B1"
    [parcel] = rows(company, floor.parcel)
    assert (parcel.state, parcel.box, parcel.weight_g, parcel.weight_from) == ("labelled", "none", 300, "computed")
    [label] = rows(company, floor.label)
    assert (label.state, label.tracking, label.version) == ("purchased", parcel.tracking, 1)
    asked = {row.intent: json.loads(row.payload)["parcel_id"] for row in rows(company, office.outbox)}
    assert asked == {"label:1:1": 1, "slip:1:1": 1}
    assert bench.state().phase is Phase.IDLE
    assert bench.state().closed is not None
    assert sums_are_zero(company)


def test_a_parcel_with_a_product_of_unknown_weight_says_so(company: Company, bench: Bench, order: int) -> None:
    with company.write() as desk:
        desk.connection.execute(tables.product.update().where(tables.product.c.sku == "MUG").values(weight_g=None))
    bench.scan("4711", "LAMP", "LAMP", "MUG")
    [parcel] = rows(company, floor.parcel)
    assert (parcel.weight_g, parcel.weight_from) == (None, "unknown")


def test_a_wrong_item_stops_the_bench_until_it_is_acknowledged(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1")
    wrong = bench.scan("CAP")
    assert (wrong.verdict, wrong.klass, wrong.code) == (Verdict.REFUSED, "stop", "wrong_item")
    assert wrong.facts["wanted"] == "LAMP Name of LAMP, LAMP Name of LAMP"
    assert wrong.state.stop is not None
    assert wrong.state.expects == (Expect("command", "CONTINUE"),)
    assert bench.codes("LAMP", "T1", "UNDO") == ["acknowledge_first"] * 3
    assert bench.codes("", "LAMP") == ["acknowledged", "right_item"]
    bench.scan("CAP")
    assert bench.codes("CONTINUE") == ["acknowledged"]


@pytest.mark.parametrize("noise", ["\x1d", " \x1d ", "\x1d\x1d\t", "\x1e\x04", "\x0b", "\u00a0", "\u2028", "\x00"])
def test_control_characters_alone_are_no_enter(company: Company, bench: Bench, order: int, noise: str) -> None:
    bench.scan("T1")
    assert bench.codes(noise) == ["unreadable"]
    bench.scan("CAP")
    assert bench.codes(noise, "LAMP") == ["acknowledge_first"] * 2


@pytest.mark.parametrize("enter", ["", " ", " \t "])
def test_blanks_alone_are_an_enter(company: Company, bench: Bench, order: int, enter: str) -> None:
    assert bench.scan("T1", "CAP", enter).code == "acknowledged"


def test_too_many_is_refused_and_nothing_moves(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "MUG")
    before = inside(company, "P00000001")
    over = bench.scan("MUG")
    assert (over.code, over.klass, over.facts["left"]) == ("over_pick", "stop", 0)
    bench.scan("", "LAMP")
    assert bench.scan("BOX2LAMP").facts["left"] == 1
    assert inside(company, "P00000001") == {**before, "LAMP": 1}


def test_a_case_code_counts_its_units_over_several_lines(company: Company, bench: Bench, order: int) -> None:
    answer = bench.scan("T1", "BOX2LAMP")
    assert (answer.code, answer.state.done_units, len(answer.state.lines)) == ("right_item", 2, 2)
    assert line_counts(company, order)[:2] == [("LAMP", 1, 1, 0), ("LAMP", 1, 1, 0)]


def test_an_item_of_another_order_names_the_order_and_its_tote(company: Company, bench: Bench, order: int) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4712", [("CAP", 1)]), "T2")
    bench.scan("T1")
    other = bench.scan("CAP")
    assert (other.code, other.klass) == ("other_order", "stop")
    assert (other.facts["order"], other.facts["tote"]) == ("4712", "T2")


def test_codes_that_mean_nothing_here_are_notes_and_the_next_scan_goes_on(
    company: Company, bench: Bench, order: int
) -> None:
    with company.write() as desk:
        desk.connection.execute(
            floor.batch.insert().values(code="BA1", warehouse="MAIN", planned_at="now", state="closed")
        )
    bench.scan("T1")
    answers = [bench.scan(text) for text in ("nobody-knows", "BA1", "A01", "FOUND", "https://a.example/x")]
    found = [(answer.code, answer.klass) for answer in answers]
    assert found == [
        ("unknown_barcode", "note"),
        ("means_nothing_here", "note"),
        ("means_nothing_here", "note"),
        ("means_nothing_here", "note"),
        ("unreadable", "note"),
    ]
    assert bench.codes("LAMP") == ["right_item"]


def test_a_badge_is_never_kept_as_it_was_scanned(company: Company, bench: Bench, order: int) -> None:
    from warehouse_app.store.lookup import badge_hash

    badge = make(OwnKind.USER, "SECRET77")
    with company.write() as desk:
        person = {"id": "p-x", "code": "X", "role": "packer", "badge_hash": badge_hash("SECRET77"), "created_at": "now"}
        desk.connection.execute(office.person.insert().values(**person))
    bench.scan("T1")
    answer = bench.scan(badge)
    assert (answer.code, answer.scan) == ("means_nothing_here", "badge")
    bench.scan("CAP")
    assert bench.scan(badge).code == "acknowledge_first"
    assert all("SECRET77" not in row.raw for row in scans(company))
    assert all("SECRET77" not in row.outcome for row in rows(company, tables.command))


@pytest.mark.parametrize(
    "shot",
    [
        "US-ABCDEFGHIJKL-7US-ABCDEFGHIJKL-7",
        "US-ABCDEFGHI",
        "LAMPUS-ABCDEFGHIJKL-7",
        "US-ABCDEFGHIJKL-7\x07",
        "USßABCDEFGHIJKLß7",
        "us-abcdefgh",
    ],
)
def test_part_of_a_badge_is_kept_nowhere(company: Company, bench: Bench, order: int, shot: str) -> None:
    answer = bench.scan(shot)
    assert answer.verdict is Verdict.REFUSED
    bench.scan("T1", "CAP")
    kept = [answer.scan, *map(str, answer.facts.values()), bench.scan(shot).scan]
    kept += [row.raw for row in scans(company)] + [row.outcome for row in rows(company, tables.command)]
    assert not [text for text in kept if "ABCDEFG" in text.upper()]


def test_a_double_read_is_counted_once_and_logged(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP")
    outcome = bench.send("LAMP", double=True)
    assert outcome.value is not None
    assert (outcome.value.code, outcome.value.klass) == ("double_read", "note")
    assert line_counts(company, order)[0] == ("LAMP", 1, 1, 0)
    assert scans(company)[-1].code == "double_read"


def test_a_command_sent_twice_answers_the_same_and_changes_nothing(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1")
    first, again = bench.send("LAMP", id="x1"), bench.send("LAMP", id="x1")
    assert again.replayed
    assert again.value == first.value
    assert inside(company, "P00000001") == {"LAMP": 1}
    wrong, again = bench.send("CAP", id="x2"), bench.send("CAP", id="x2")
    assert again.value == wrong.value
    assert again.refusal == wrong.refusal


def test_undo_takes_back_scan_after_scan_until_nothing_is_left(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP", "MUG")
    assert bench.codes("UNDO", "UNDO", "UNDO") == ["undone", "undone", "nothing_to_undo"]
    assert inside(company, "P00000001") == {}
    assert inside(company, "T1") == {"LAMP": 2, "MUG": 1}
    assert line_counts(company, order) == [("LAMP", 1, 0, 0), ("LAMP", 1, 0, 0), ("MUG", 1, 0, 0)]
    assert bench.codes("LAMP", "LAMP", "MUG")[-1] == "order_packed"
    assert bench.codes("UNDO") == ["no_order_open"]


def test_n_after_a_scan_counts_n_in_all_or_not_at_all(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        company.product(desk, "CUP")
        company.product(desk, "RING", multi_scan=0)
        pick(desk, company, company.order(desk, "1", [("CUP", 5), ("CUP", 5), ("RING", 2)]), "T1")
    bench.scan("T1", "CUP")
    counted = bench.scan("*8")
    assert (counted.code, counted.state.done_units) == ("counted", 8)
    assert [(line.n, line.packed) for line in counted.state.lines] == [(1, 5), (2, 3)]
    assert bench.scan("*2").code == "nothing_to_count"
    assert bench.codes("CUP", "*3", "", "*1") == ["right_item", "over_pick", "acknowledged", "nothing_to_count"]
    assert bench.scan("UNDO").state.done_units == 8
    assert bench.scan("UNDO").state.done_units == 1
    assert bench.codes("RING", "*2") == ["right_item", "no_multi_scan"]
    assert bench.codes("CUP", "*1") == ["right_item", "counted"]


def test_a_paused_order_is_resumed_by_continue_or_by_its_tote(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP")
    assert bench.codes("PAUSE", "MUG") == ["pack_paused", "work_paused"]
    assert bench.state().phase is Phase.PAUSED
    assert bench.codes("CONTINUE", "PAUSE", "T1", "LAMP") == [
        "order_resumed", "pack_paused", "order_resumed", "right_item",
    ]  # fmt: skip


def test_another_bench_may_take_over_what_is_paused_and_both_names_are_kept(
    company: Company, bench: Bench, order: int
) -> None:
    other = Bench(company, "B2", "BEN")
    bench.scan("T1", "LAMP")
    elsewhere = other.scan("T1")
    assert (elsewhere.code, elsewhere.facts["station"]) == ("open_elsewhere", "B1")
    bench.scan("PAUSE")
    taken = other.scan("T1")
    assert (taken.code, taken.state.done_units, taken.state.people) == ("taken_over", 1, ("p-anna", "p-ben"))
    assert stands(company, PlaceKind.PARCEL, "P00000001") == stands(company, PlaceKind.TOTE, "T1") == "B2"
    lost = bench.scan("MUG")
    assert (lost.code, lost.klass, lost.facts["station"]) == ("claim_lost", "stop", "B2")
    assert bench.codes("", "MUG") == ["acknowledged", "open_elsewhere"]
    assert other.codes("LAMP", "MUG") == ["right_item", "order_packed"]


def test_a_running_order_is_taken_over_only_by_right(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1")
    ben = Bench(company, "B2", "BEN")
    assert ben.codes("TAKE OVER", "T1") == ["scan_to_take_over", "no_right"]
    assert Bench(company, "B2", "MARIA", Role.SUPERVISOR).codes("TAKE OVER") == ["scan_to_take_over"]
    assert ben.codes("T1") == ["no_right"], "the right was hers, not the bench's"
    boss = Bench(company, "B3", "MARIA", Role.SUPERVISOR)
    assert boss.codes("TAKE OVER", "T1") == ["scan_to_take_over", "taken_over"]
    assert bench.codes("LAMP") == ["claim_lost"]


def test_a_new_process_resumes_at_the_same_line(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP", "CAP")
    again = Bench(company).state()
    assert (again.phase, again.done_units, [line.packed for line in again.lines]) == (Phase.VERIFYING, 1, [1, 0, 0])
    assert again.stop is not None
    assert (again.stop.code, again.stop.facts["sku"]) == ("wrong_item", "CAP")
    assert Bench(company).codes("", "MUG", "LAMP") == ["acknowledged", "right_item", "order_packed"]


def test_the_end_of_the_input_pauses_even_under_a_stop(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "CAP")
    company.runner.perform(PauseBench(id="end"), bench.session).done()
    assert bench.state().phase is Phase.PAUSED
    assert Bench(company, "B2", "BEN").codes("T1") == ["taken_over"]


def test_only_what_is_picked_and_free_can_be_opened(company: Company, bench: Bench, order: int) -> None:
    with company.write() as desk:
        waiting = company.order(desk, "4712", [("CAP", 1)])
        tote(desk, company, "T9")
        held = company.order(desk, "4713", [("CAP", 1)])
        pick(desk, company, held, "T3")
        desk.connection.execute(trade.order_hold.insert().values(order_id=held, kind="address", at="now"))
        gone = company.order(desk, "4714", [("CAP", 1)], state="cancelled")
        pick(desk, company, gone, "T4")
    assert bench.scan("4712").code == "not_picked"
    assert bench.scan("T9").code == "tote_empty"
    assert bench.codes("T3", "") == ["on_hold", "acknowledged"]
    assert bench.codes("4714", "") == ["cancelled", "acknowledged"]
    assert bench.scan("MUG").code == "order_opened"
    assert bench.scan("4713").code == "finish_order_first"
    bench.scan("LAMP", "LAMP", "MUG")
    packed = bench.scan("T1")
    assert (packed.code, packed.facts["parcel"], packed.facts["who"]) == ("already_packed", "P00000001", "p-anna")
    assert bench.scan("P00000001").code == "parcel_shown"
    assert waiting


def test_an_item_opens_the_order_that_is_due_first(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        company.product(desk, "CUP")
        late = company.order(desk, "1", [("CUP", 1)], ship_by="2010-12-09T17:00:00.000000Z")
        more = company.order(desk, "2", [("CUP", 3)])
        few = company.order(desk, "3", [("CUP", 2)])
        for n, each in enumerate((late, more, few), 1):
            pick(desk, company, each, f"T{n}")
    opened = []
    for _ in range(3):
        answer = bench.scan("CUP")
        assert answer.state.order is not None
        opened.append(answer.state.order.code)
        for _unit in range(answer.state.total_units):
            answer = bench.scan("CUP")
        assert answer.code == "order_packed"
    assert opened == ["3", "2", "1"]
    assert bench.scan("CUP").code == "no_order_waits"


def test_an_order_still_being_picked_waits(company: Company, bench: Bench, order: int) -> None:
    with company.write() as desk:
        values = {"code": "BA1", "warehouse": "MAIN", "planned_at": "now", "state": "picking"}
        batch = key_of(desk.connection.execute(floor.batch.insert().values(**values)))
        task = {"batch_id": batch, "order_id": order, "line_id": 1, "place_id": 1, "item_id": 1, "qty": 1}
        desk.connection.execute(floor.task.insert().values(code="BA1-1", seq=1, **task))
    assert bench.scan("T1").code == "not_picked"
    with company.write() as desk:
        desk.connection.execute(floor.task.update().values(state="done"))
        desk.connection.execute(floor.batch.update().values(state="picked"))
        desk.connection.execute(floor.batch_order.insert().values(batch_id=batch, order_id=order, slot="1"))
    assert bench.codes("T1", "LAMP", "LAMP", "MUG")[-1] == "order_packed"
    assert rows(company, floor.batch)[0].state == "closed"


def test_a_hold_stops_the_order_on_the_bench_and_lifting_it_lets_it_go_on(
    company: Company, bench: Bench, order: int
) -> None:
    bench.scan("T1", "LAMP")
    with company.write() as desk:
        desk.connection.execute(trade.order_hold.insert().values(order_id=order, kind="fraud", at="now"))
    assert bench.codes("LAMP", "", "LAMP", "") == ["on_hold", "acknowledged", "on_hold", "acknowledged"]
    with company.write() as desk:
        desk.connection.execute(trade.order_hold.delete())
    assert bench.codes("LAMP") == ["right_item"]


def test_a_cancelled_order_is_unpacked_when_the_packer_confirms(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP", "LAMP")
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(state="cancelled"))
    stop = bench.scan("MUG")
    assert (stop.code, stop.klass, stop.facts["units"]) == ("cancelled_meanwhile", "stop", 2)
    done = bench.scan("")
    assert (done.code, done.verdict, done.facts["totes"], done.state.phase) == ("unpacked", Verdict.DONE, "T1", "idle")
    assert inside(company, "T1") == {"LAMP": 2, "MUG": 1}
    assert [packed for _, _, packed, _ in line_counts(company, order)] == [0, 0, 0]
    assert [row.qty for row in scans(company) if row.verdict != "refused"] == [0, 1, 1, -2]
    assert rows(company, floor.parcel)[0].state == "voided"
    assert rows(company, floor.pack)[0].state == "unpacked"
    assert bench.codes("T1") == ["cancelled"]


def test_a_paused_order_cancelled_meanwhile_is_unpacked_as_well(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP", "PAUSE")
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(state="cancelled"))
    assert bench.codes("T1", "") == ["cancelled", "unpacked"]
    assert inside(company, "T1") == {"LAMP": 2, "MUG": 1}


def test_an_incomplete_order_asks_before_it_leaves(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        company.product(desk, "CUP")
        made = company.order(desk, "1", [("CUP", 3)])
        pick(desk, company, made, "T1", but={"CUP": 1})
        allocation.write_shortage(desk, 1, 1, "none_left")
    bench.scan("T1", "CUP")
    asked = bench.scan("CUP")
    assert (asked.code, asked.verdict, asked.facts["missing"]) == ("all_in_short", Verdict.ACCEPTED, 1)
    assert asked.state.expects[0] == Expect("command", "FINISH SHORT")
    assert bench.state().lines[0].short == "none_left"
    assert bench.codes("FINISH SHORT") == ["no_right"], "the order waits for all, and a packer cannot let it"
    may_part(company)
    assert bench.scan("FINISH SHORT").code == "order_packed"
    assert line_counts(company, made) == [("CUP", 2, 2, 0)]


def test_an_order_that_may_leave_in_parts_closes_by_itself(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        company.product(desk, "CUP")
        pick(desk, company, company.order(desk, "1", [("CUP", 2)], ship_part=1), "T1", but={"CUP": 1})
    assert bench.codes("T1", "CUP")[-1] == "order_packed"


def test_finish_short_writes_off_what_is_not_there_and_asks_for_a_count(
    company: Company, bench: Bench, order: int
) -> None:
    may_part(company)
    bench.scan("T1")
    assert bench.codes("FINISH SHORT") == ["nothing_packed"]
    bench.scan("LAMP")
    done = bench.scan("FINISH SHORT")
    assert (done.code, done.verdict, done.facts["units"], done.facts["missing"]) == ("order_packed", Verdict.DONE, 1, 2)
    assert inside(company, "T1") == {}
    assert line_counts(company, order) == [("LAMP", 1, 1, 0), ("LAMP", 0, 0, 0), ("MUG", 0, 0, 0)]
    assert {row.reason for row in rows(company, counting.count_request)} == {"missing at the bench"}
    assert sorted(row.ref for row in rows(company, tables.shortage)) == [2, 3]
    assert sums_are_zero(company)
    with company.write() as desk:
        pick(desk, company, order, "T2")
    second = bench.scan("T2")
    assert (second.code, second.state.done_units, second.state.total_units) == ("order_opened", 1, 3)
    assert bench.codes("LAMP", "MUG") == ["right_item", "order_packed"]


def test_a_damaged_unit_goes_to_quarantine_and_its_line_is_short(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "MUG")
    assert bench.scan("DAMAGED").verdict is Verdict.ASKED
    assert bench.codes("UNDO", "DAMAGED", "CAP", "", "LAMP") == [
        "never_mind", "scan_damaged", "wrong_item", "acknowledged", "damaged",
    ]  # fmt: skip
    assert inside(company, "QUARANTINE") == {"LAMP/D": 1}
    assert line_counts(company, order) == [("LAMP", 0, 0, 0), ("LAMP", 1, 0, 0), ("MUG", 1, 1, 0)]
    assert bench.scan("LAMP").code == "all_in_short"
    assert bench.codes("DAMAGED", "MUG") == ["scan_damaged", "all_in_short"]
    assert inside(company, "P00000001") == {"LAMP": 1}
    assert sums_are_zero(company)


def test_when_the_only_unit_is_damaged_the_parcel_is_given_up(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        company.product(desk, "CUP")
        pick(desk, company, company.order(desk, "1", [("CUP", 1)]), "T1")
    assert bench.codes("T1", "DAMAGED", "CUP") == ["order_opened", "scan_damaged", "nothing_to_pack"]
    assert bench.state().phase is Phase.IDLE
    assert rows(company, floor.parcel)[0].state == "voided"
    assert stands(company, PlaceKind.PARCEL, "P00000001") == ""


def test_print_again_asks_for_one_more_copy_of_the_last_label(company: Company, bench: Bench, order: int) -> None:
    assert bench.codes("PRINT AGAIN") == ["nothing_to_print"]
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    assert [bench.scan("PRINT AGAIN").facts["copy"] for _ in range(2)] == [2, 3]
    intents = [row.intent for row in rows(company, office.outbox)]
    assert intents == ["label:1:1", "slip:1:1", "label:1:2", "label:1:3"]


def test_a_labelled_parcel_is_unpacked_by_right_and_can_be_packed_again(
    company: Company, bench: Bench, order: int
) -> None:
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    refused = company.runner.perform(UnpackParcel(id="u0", parcel_id=1, reason="r"), bench.session)
    assert refused.refusal is not None
    assert refused.refusal.code == "no_right"
    done = unpack_parcel(company.runner, company.supervisor, 1, "customer changed the order").done()
    assert (done.units, done.totes, done.more) == (3, ("T1",), False)
    assert inside(company, "T1") == {"LAMP": 2, "MUG": 1}
    assert rows(company, floor.label)[0].state == "voided"
    again = unpack_parcel(company.runner, company.supervisor, 1, "twice")
    assert again.refusal is not None
    assert again.refusal.code == "cannot_unpack"
    assert bench.codes("PRINT AGAIN") == ["nothing_to_print"]
    assert bench.codes("T1", "LAMP", "LAMP", "MUG")[-1] == "order_packed"
    assert sums_are_zero(company)


def test_goods_are_never_unpacked_into_a_tote_that_holds_another_order(
    company: Company, bench: Bench, order: int
) -> None:
    bench.scan("T1", "LAMP", "LAMP", "MUG")
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4712", [("CAP", 1)]), "T1")
        tote(desk, company, "T2")
    taken = unpack_parcel(company.runner, company.supervisor, 1, "r")
    assert taken.refusal is not None
    assert (taken.refusal.code, taken.refusal.facts()["order"]) == ("tote_taken", "4712")
    assert inside(company, "P00000001") == {"LAMP": 2, "MUG": 1}
    assert unpack_parcel(company.runner, company.supervisor, 1, "r", "T2").done().totes == ("T2",)
    assert bench.scan("T2").state.total_units == 3
    bench.scan("LAMP", "LAMP")
    assert bench.codes("MUG", "T1") == ["order_packed", "order_opened"]


def test_a_large_parcel_is_unpacked_in_small_parts(company: Company, bench: Bench) -> None:
    many = [(f"S{n}", 1) for n in range(250)]
    with company.write() as desk:
        for sku, _ in many:
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "1", many), "T1")
    bench.scan("T1")
    for sku, _ in many[:-1]:
        assert len(bench.scan(sku).state.lines) == 1
    assert len(bench.state().lines) == 250
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(state="cancelled"))
    assert bench.codes("S249", "", "", "") == ["cancelled_meanwhile", "unpacked_part", "unpacked_part", "unpacked"]
    assert inside(company, "T1") == dict(many)


def test_the_idle_bench_tells_which_totes_wait(company: Company, bench: Bench, order: int) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4710", [("CAP", 1)], ship_by="2010-12-06T17:00:00.000000Z"), "T7")
    assert bench.state().expects == (
        Expect("tote", "T7"), Expect("tote", "T1"), Expect("order", "4710"), Expect("order", "4711"),
    )  # fmt: skip


def test_every_answer_of_the_bench_has_its_words(company: Company, bench: Bench, order: int) -> None:
    bench.scan("T1", "LAMP", "UNDO", "LAMP", "*1", "CAP", "", "PAUSE", "CONTINUE", "DAMAGED", "UNDO", "FINISH SHORT")
    for answer in bench.answers:
        assert "?" not in say.say(answer.code, answer.facts), answer.code
        assert answer.code in say._all_words(), answer.code


def test_a_code_that_names_several_things_is_asked_with_the_codes_that_name_one(
    company: Company, bench: Bench, order: int
) -> None:
    with company.write() as desk:
        company.product(desk, "T1")
    asked = bench.scan("T1")
    assert (asked.verdict, asked.code) == (Verdict.ASKED, "which_one")
    tote_code, product_code = make(OwnKind.TOTE, "T1"), make(OwnKind.PRODUCT, "T1")
    assert asked.facts["candidates"] == f"tote ({tote_code}), product T1 ({product_code})"
    assert bench.codes(tote_code) == ["order_opened"]


def test_a_product_whose_code_looks_like_a_count_can_be_packed(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        company.product(desk, "*3")
        pick(desk, company, company.order(desk, "1", [("*3", 2)]), "T1")
    assert bench.codes("T1", "*3", "*3") == ["order_opened", "right_item", "order_packed"]


@pytest.mark.parametrize("text", ["\0", "LA\0MP", "\0LAMP\0"])
def test_a_zero_of_a_noisy_line_is_judged_and_logged_like_any_scan(
    company: Company, bench: Bench, order: int, text: str
) -> None:
    bench.scan("T1")
    answer = bench.scan(text)
    assert answer.verdict is Verdict.REFUSED
    logged = scans(company)[-1]
    assert (logged.raw, logged.code) == (text.replace("\0", "\N{REPLACEMENT CHARACTER}"), answer.code)
    assert bench.codes("LAMP") == ["right_item"]


def test_the_goods_of_a_cancelled_order_go_into_another_tote_where_theirs_is_not_free(
    company: Company, bench: Bench, order: int
) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4712", [("CAP", 1)]), "T1")
        tote(desk, company, "T2")
        tote(desk, company, "T3")
        pick(desk, company, company.order(desk, "4713", [("CAP", 1)]), "T3")
    bench.scan("4711", "LAMP")
    company.runner.perform(CancelOrder(id="c1", order_id=order, reason="no"), company.supervisor).done()
    assert bench.codes("LAMP", "T2") == ["cancelled_meanwhile", "acknowledge_first"]
    taken = bench.scan("")
    assert (taken.code, taken.state.expects) == ("tote_taken", (Expect("command", "CONTINUE"), Expect("tote", "")))
    assert taken.state.stop is not None
    assert say.say(taken.state.stop.code, taken.state.stop.facts) == (
        "Order 4711 is cancelled. Tote T1 is not free for its goods. Put them into an empty tote and scan it"
    )
    assert bench.codes("LAMP", "T3", "NOTHING") == ["acknowledge_first", "tote_taken", "acknowledge_first"]
    done = bench.scan("T2")
    assert (done.code, done.facts["totes"], done.state.phase, done.state.stop) == ("unpacked", "T2", Phase.IDLE, None)
    assert inside(company, "T2") == {"LAMP": 1}
    assert bench.scan("T1").state.order.code == "4712"  # type: ignore[union-attr]
    assert sums_are_zero(company)
