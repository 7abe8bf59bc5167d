"""The box step of the pack bench: suggested, taken by number or code, measured once, counted off, weighed with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, pick, rows, sums_are_zero
from warehouse_app.application.cartons import advising
from warehouse_app.application.cartons.masters import MakeBox
from warehouse_app.application.doctor import examine
from warehouse_app.application.packing import PauseBench, work_ahead
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import boxes, ledger, places
from warehouse_app.store.schema import cartons, floor, storage, trade
from warehouse_app.wording.say import say

SIZED = {"length_mm": 100, "width_mm": 80, "height_mm": 60}


def set_to(company: Company, name: str, value: str) -> None:
    command = ChangeSetting(id=company.ids.new(), setting=name, value=value)
    assert company.runner.perform(command, Session(SYSTEM)).refusal is None


def make_box(company: Company, sku: str, inner: str, **more: Any) -> None:
    command = MakeBox(id=company.ids.new(), sku=sku, inner=inner, called=f"Box {sku}", **more)
    assert company.runner.perform(command, Session(SYSTEM)).refusal is None


@pytest.fixture
def bench(company: Company) -> Bench:
    """Order 4711 in tote T1: two LAMP of 100 g, one MUG; boxes S and L with codes, 20 of S in the books."""
    advising.KNOWN.forget()
    make_box(company, "S", "200x160x120", tare_g="90", cost="0.30", counted="yes", barcode="BOX-S")
    make_box(company, "L", "500x400x300", tare_g="400", cost="0.90", barcode="BOX-L")
    with company.write() as desk:
        company.product(desk, "LAMP", weight_g=100, **SIZED)
        company.product(desk, "MUG", weight_g=350, **SIZED)
        made = company.order(desk, "4711", [("LAMP", 2), ("MUG", 1)])
        pick(desk, company, made, "T1")
        company.stock(desk, "B07", "S", 20)
    set_to(company, "pack.box", "suggest")
    return Bench(company)


def ahead(bench: Bench) -> Any:
    return bench.company.runner.ask(lambda desk: work_ahead(desk, bench.station), bench.session)


def packed(bench: Bench) -> Any:
    """Scan the whole order in; return the last answer."""
    return bench.scan("T1", "LAMP", "LAMP", "MUG")


def taken(company: Company) -> dict[str, int]:
    """Return how many of a box stand where."""
    with company.store.read() as desk:
        return {each.sku: each.on_hand for each in boxes.in_use(desk)}


def doctor_is_well(company: Company) -> bool:
    checks = examine(company.runner, Session(SYSTEM)).checks
    return all(check.ok for check in checks if "box" in check.name or "parcel" in check.name or "zero" in check.name)


def test_the_box_worked_out_ahead_is_suggested_after_the_last_item(bench: Bench) -> None:
    bench.scan("T1")
    assert ahead(bench).ready
    answer = bench.scan("LAMP", "LAMP", "MUG")
    assert (answer.code, answer.verdict, answer.state.phase) == ("choose_box", Verdict.ACCEPTED, Phase.BOXING)
    boxing = answer.state.boxing
    assert boxing is not None
    assert boxing.suggested is not None
    assert [(each.n, each.codes) for each in boxing.choices] == [(1, ("S",)), (2, ("L",))]
    (plan,) = boxing.suggested.boxes
    assert (plan.gross_g, plan.bodies, [each.sku for each in plan.items]) == (640, (), ["LAMP", "MUG"])
    assert say(answer.code, answer.facts) == "All items are right. Take Box S. Press its number, or scan the box"
    assert answer.state.expects[:2] == (Expect("box", "S"), Expect("box", "L"))
    whole = bench.state().boxing
    assert whole is not None
    assert whole.suggested is not None
    assert len(whole.suggested.boxes[0].bodies) == 3


def test_a_scan_never_works_it_out(bench: Bench) -> None:
    boxing = packed(bench).state.boxing
    assert boxing is not None
    assert (boxing.ready, boxing.suggested) == (False, None)
    assert [each.codes for each in boxing.choices] == [("S",), ("L",)]
    whole = bench.state().boxing
    assert whole is not None
    assert whole.ready


@pytest.mark.parametrize("shot", ["1", "BOX-S", "S"])
def test_a_box_is_taken_by_number_or_code_counted_off_and_weighed_with(bench: Bench, shot: str) -> None:
    packed(bench)
    answer = bench.scan(shot)
    assert (answer.code, answer.verdict) == ("order_packed", Verdict.DONE)
    assert answer.facts["weight_g"] == 640
    company = bench.company
    assert taken(company)["S"] == 19
    (pack,) = rows(company, floor.pack)
    assert pack.box_entry
    assert [parcel.box for parcel in rows(company, floor.parcel)] == ["S"]
    assert sums_are_zero(company)
    assert doctor_is_well(company)


def test_a_number_takes_the_box_that_stood_there_whatever_was_worked_out_meanwhile(bench: Bench) -> None:
    set_to(bench.company, "pack.box_kilo", "0")
    make_box(bench.company, "CHEAP", "300x200x160", cost="0.10")
    seen = packed(bench).state.boxing
    assert seen is not None
    assert seen.offered == (("S",), ("CHEAP",), ("L",))
    now = bench.state().boxing  # another process worked it out
    assert now is not None
    assert now.offered[0] == ("CHEAP",)
    gone = bench.send("4", offered=seen.offered).value
    assert gone is not None
    assert gone.code == "no_box_of_number"
    assert bench.send("1", offered=seen.offered).value is not None
    assert [parcel.box for parcel in rows(bench.company, floor.parcel)] == ["S"]


def test_a_box_that_the_books_do_not_have_is_taken_all_the_same(bench: Bench) -> None:
    company = bench.company
    make_box(company, "M", "300x200x200", counted="yes")
    packed(bench)
    assert bench.scan("M").code == "order_packed"
    assert taken(company)["M"] == 0
    assert sums_are_zero(company)
    assert doctor_is_well(company)


def test_boxes_that_are_damaged_or_of_another_owner_do_not_hide_ours(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "B08", "S", 2, grade="B")
        company.stock(desk, "B09", "S", 2, owner="ACME")
        for item in (Item("S", grade="B"), Item("S", owner="ACME")):
            place = company.bin(desk, "B08" if item.grade == "B" else "B09").id
            leg = Leg(item, place, places.outside(desk, PlaceKind.ADJUST).id, 2)
            ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,), "thrown away"))
    packed(bench)
    assert bench.scan("1").code == "order_packed"
    assert inside(company, "B07") == {"S": 19}


def test_what_is_no_box_is_told_and_nothing_is_lost(bench: Bench) -> None:
    packed(bench)
    assert bench.codes("7", "MUG", "T1", "FINISH SHORT") == [
        "no_box_of_number",
        "not_a_box",
        "box_first",
        "box_first",
    ]
    assert bench.state().phase is Phase.BOXING
    set_to(bench.company, "pack.box", "scan")
    assert bench.codes("1", "BOX-L") == ["box_scan_only", "order_packed"]


def test_a_box_that_does_not_carry_the_goods_is_refused(bench: Bench) -> None:
    make_box(bench.company, "WEAK", "300x200x200", most_g="500")
    packed(bench)
    assert bench.codes("WEAK", "1") == ["box_too_heavy", "order_packed"]


def test_what_fits_nowhere_is_no_dead_end(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.product(desk, "POLE", weight_g=50, length_mm=2_000, width_mm=40, height_mm=40)
        pick(desk, company, company.order(desk, "700", [("POLE", 1)]), "W1")
    bench.scan("W1")
    ahead(bench)
    boxing = bench.scan("POLE").state.boxing
    assert boxing is not None
    assert (boxing.suggested, [each.codes[0] for each in boxing.choices]) == (None, ["S", "L"])
    assert boxing.unfit == (("POLE", "too_large"),)
    assert bench.scan("0").code == "order_packed"
    assert [parcel.box for parcel in rows(company, floor.parcel)] == ["none"]


def test_undo_takes_the_last_item_out_and_pause_comes_back_to_the_question(bench: Bench) -> None:
    packed(bench)
    assert bench.scan("UNDO").code == "undone"
    assert bench.scan("MUG").code == "choose_box"
    bench.company.runner.perform(PauseBench(id="p"), bench.session)
    assert bench.state().phase is Phase.PAUSED
    assert bench.scan("CONTINUE").state.phase is Phase.BOXING


def test_another_box_after_the_scale_gives_the_first_one_back(bench: Bench) -> None:
    set_to(bench.company, "pack.weigh", "on")
    packed(bench)
    assert bench.scan("1").state.phase is Phase.WEIGHING
    assert taken(bench.company)["S"] == 19
    assert bench.scan("UNDO", "MUG").code == "choose_box"
    assert bench.scan("BOX-L").state.phase is Phase.WEIGHING
    assert taken(bench.company)["S"] == 20
    assert bench.scan("950 g").code == "order_packed"
    assert sums_are_zero(bench.company)
    assert doctor_is_well(bench.company)


def test_what_is_wanted_no_more_comes_out_after_the_box_was_named_and_one_box_is_used(bench: Bench) -> None:
    packed(bench)
    with bench.company.write() as desk:
        line = trade.order_line
        desk.connection.execute(line.update().where(line.c.sku == "LAMP").values(cancelled=1))
        desk.connection.execute(trade.order_sum.delete())
    assert bench.codes("BOX-S", "LAMP", "BOX-S") == ["take_out", "choose_box", "order_packed"]
    assert taken(bench.company)["S"] == 19
    assert doctor_is_well(bench.company)


def test_a_size_nobody_knows_is_asked_once_and_learned(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.product(desk, "ODD", weight_g=50)
        company.product(desk, "ROD", weight_g=50)
        for n in ("1", "2"):
            pick(desk, company, company.order(desk, f"500{n}", [("ODD", 1), ("ROD", 1)]), f"U{n}")
    answer = bench.scan("U1", "ODD", "ROD")
    assert (answer.code, answer.facts["sku"]) == ("measure_item", "ODD")
    assert answer.state.expects[0] == Expect("size", "ODD")
    assert bench.codes("3", "900x900") == ["measure_first", "unknown_barcode"]
    assert bench.scan("120 x 80 x 40").code == "item_measured"
    state = bench.state()
    assert state.boxing is not None
    assert state.boxing.measure is not None
    assert state.boxing.measure.sku == "ROD"
    answer = bench.scan("0")
    assert (answer.code, answer.state.boxing.measure) == ("measure_left", None)  # type: ignore[union-attr]
    assert bench.scan("1").code == "order_packed"
    assert [(row.length_mm, row.station) for row in rows(company, cartons.measured)] == [(120, "B1")]
    assert bench.scan("U2", "ODD", "ROD").facts["sku"] == "ROD"


def test_goods_that_need_two_boxes_are_told_so(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        for sku, apart in (("PAINT", "paint"), ("BREAD", "food")):
            company.product(desk, sku, weight_g=50, **SIZED)
            product = boxes_id(desk, sku)
            desk.connection.execute(storage.product_rule.insert().values(product_id=product, apart=apart))
        pick(desk, company, company.order(desk, "600", [("PAINT", 1), ("BREAD", 1)]), "V1")
    bench.scan("V1")
    found = ahead(bench)
    assert [each.codes for each in found.choices] == [("S", "S")]
    answer = bench.scan("PAINT", "BREAD", "1")
    assert (answer.code, answer.facts["boxes"]) == ("several_boxes", 2)


def boxes_id(desk: Any, sku: str) -> int:
    from warehouse_app.store import products

    found = products.find(desk, sku)
    assert found is not None
    return int(found.id)


def test_without_boxes_or_policy_nothing_is_asked(bench: Bench) -> None:
    set_to(bench.company, "pack.box", "off")
    assert packed(bench).code == "order_packed"


def test_each_parcel_of_an_order_takes_its_own_box_and_one_opened_again_is_asked_anew(bench: Bench) -> None:
    company = bench.company
    set_to(company, "pack.scan_back", "off")
    answer = bench.scan("T1", "LAMP", "NEXT BOX")
    assert (answer.code, answer.state.phase) == ("choose_box", Phase.BOXING)
    assert bench.scan("1").state.box == 2
    answer = bench.scan("LAMP", "MUG")
    assert answer.code == "choose_box"
    assert bench.scan("BOX-L").code == "order_packed"
    assert [parcel.box for parcel in rows(company, floor.parcel)] == ["S", "L"]
    first = rows(company, floor.parcel)[0]
    bench.scan(first.tracking, "CONTINUE")
    assert bench.scan("FINISH SHORT").state.phase is Phase.BOXING
    assert bench.scan("BOX-L").state.phase in (Phase.CLOSED, Phase.IDLE)
    assert taken(company)["S"] == 20
    assert sums_are_zero(company)
    assert doctor_is_well(company)


def test_without_a_camera_and_a_box_worked_out_it_still_asks_which_box(company: Company, bench: Bench) -> None:
    set_to(company, "pack.photo", "always")
    answer = packed(bench)
    assert say(answer.code, answer.facts) == "All items are right. Which box? Press its number, or scan the box"
