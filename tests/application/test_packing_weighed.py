"""Weighing at the pack bench: the scale's reading or a typed weight closes the parcel, and nothing that moves does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, may_part, pick, rows, scans, sums_are_zero
from tests.twins import PlainGuard
from warehouse_app.application.doctor import examine
from warehouse_app.application.overriding import Override, permit
from warehouse_app.application.packing import PackAnswer, PackScan, PauseBench
from warehouse_app.application.people import add_user
from warehouse_app.application.registry import KeepStation
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import SYSTEM, Role
from warehouse_app.domain.weights.judging import Allowed
from warehouse_app.domain.weights.values import CheckVerdict
from warehouse_app.store.schema import floor, ledger, weights
from warehouse_app.store.weights import checks
from warehouse_app.wording.say import say


@pytest.fixture
def order(company: Company) -> int:
    """Order 4711 in tote T1: two LAMP of 100 g, one MUG of 350 g. The bench weighs."""
    with company.write() as desk:
        company.product(desk, "LAMP", weight_g=100)
        company.product(desk, "MUG", weight_g=350)
        made = company.order(desk, "4711", [("LAMP", 2), ("MUG", 1)])
        pick(desk, company, made, "T1")
    set_to(company, "pack.weigh", "on")
    set_to(company, "pack.weigh_percent", "0")
    return made


@pytest.fixture
def bench(company: Company, order: int) -> Bench:
    return Bench(company)


def set_to(company: Company, name: str, value: str, station: str = "") -> None:
    command = ChangeSetting(id=company.ids.new(), setting=name, value=value, station=station)
    assert company.runner.perform(command, Session(SYSTEM)).refusal is None


OF_PACKS = (
    "an order is packed at one bench at a time",
    "what is being worked at is claimed, by one bench",
    "a labelled parcel was verified and has its label",
)


def broken(company: Company) -> dict[str, tuple[str, ...]]:
    """Return what the doctor finds at the benches."""
    checks = {check.name: check.broken for check in examine(company.runner, Session(SYSTEM)).checks}
    return {name: checks[name] for name in OF_PACKS if checks[name]}


def on_scale(bench: Bench, grams: int | None, state: WeightState = WeightState.STABLE) -> PackAnswer:
    """Send what the scale S1 says."""
    weight = Weight(state, grams, "" if grams is None else f"{grams / 1000:.3f} kg")
    answer = bench.send(weight.shown, device="S1", weight=weight).value
    assert answer is not None
    return answer


def packed(bench: Bench) -> PackAnswer:
    return bench.scan("T1", "LAMP", "LAMP", "MUG")


def test_the_last_item_asks_for_the_weight_and_the_weight_closes(company: Company, bench: Bench, order: int) -> None:
    last = packed(bench)
    assert (last.verdict, last.code, last.state.phase) == (Verdict.ACCEPTED, "weigh_parcel", Phase.WEIGHING)
    assert last.state.expects[0] == Expect("weight", "800 g")
    assert last.state.weigh is not None
    assert (last.state.weigh.expected_g, last.state.weigh.low_g, last.state.weigh.still_ms) == (800, None, 800)
    assert rows(company, floor.label) == []
    done = on_scale(bench, 1_240)
    assert (done.verdict, done.code, done.state.phase) == (Verdict.DONE, "order_packed", Phase.CLOSED)
    assert done.state.weight_g == 1_240
    [parcel] = rows(company, floor.parcel)
    assert (parcel.state, parcel.weight_g, parcel.weight_from) == ("labelled", 1_240, "scale")
    assert [(row.device, row.raw, row.code) for row in scans(company)][-1] == ("S1", "1.240 kg", "order_packed")
    assert line_counts(company, order) == [("LAMP", 2, 2, 0), ("MUG", 1, 1, 0)]
    assert sums_are_zero(company)
    assert broken(company) == {}


@pytest.mark.parametrize(("text", "grams"), [("1240 g", 1_240), ("1,24 kg", 1_240), ("2 lb 4 oz", 1_021)])
def test_a_weight_may_be_typed_with_its_unit(company: Company, bench: Bench, text: str, grams: int) -> None:
    packed(bench)
    assert bench.scan(text).code == "order_packed"
    [parcel] = rows(company, floor.parcel)
    assert (parcel.weight_g, parcel.weight_from) == (grams, "typed")


@pytest.mark.parametrize("state", [each for each in WeightState if each is not WeightState.STABLE])
def test_what_does_not_stand_still_above_zero_is_never_taken(
    company: Company, bench: Bench, state: WeightState
) -> None:
    packed(bench)
    answer = on_scale(bench, 1_240, state)
    assert (answer.verdict, answer.code, answer.klass) == (Verdict.REFUSED, "weight_not_taken", "note")
    assert answer.facts["problem"] == state.value
    assert say(answer.code, answer.facts).startswith("Not taken: ")
    assert answer.state.phase is Phase.WEIGHING
    assert scans(company)[-1].code == "weight_not_taken"
    assert on_scale(bench, 0).facts["problem"] == "zero"
    assert on_scale(bench, 900).code == "order_packed"


def test_a_figure_without_its_unit_is_asked_for_it(bench: Bench) -> None:
    packed(bench)
    answer = bench.scan("1240")
    assert (answer.code, answer.facts["problem"]) == ("weight_not_taken", "unit")
    assert say(answer.code, answer.facts) == "1240 has no unit. Type it as well: 1240 g"
    assert bench.scan("0 g").facts["problem"] == "zero"


def test_goods_and_totes_wait_until_the_parcel_is_weighed(bench: Bench) -> None:
    packed(bench)
    assert bench.codes("LAMP", "T1", "*2", "FINISH SHORT") == ["weigh_first"] * 4
    assert bench.scan("TAKE OVER").code == "means_nothing_here"
    assert bench.scan("4006381333931").code == "unknown_barcode"
    assert bench.state().phase is Phase.WEIGHING


def test_a_weight_while_none_is_asked_for_is_refused(bench: Bench) -> None:
    assert on_scale(bench, 900).code == "nothing_to_weigh"
    bench.scan("T1")
    assert on_scale(bench, 900).code == "nothing_to_weigh"
    assert bench.scan("900 g").code == "unknown_barcode"


def test_undo_takes_the_last_item_out_again(company: Company, bench: Bench) -> None:
    packed(bench)
    undone = bench.scan("UNDO")
    assert (undone.code, undone.state.phase, undone.state.done_units) == ("undone", Phase.VERIFYING, 2)
    assert bench.codes("MUG") == ["weigh_parcel"]
    assert bench.codes("DAMAGED", "MUG") == ["scan_damaged", "all_in_short"]
    assert inside(company, bench.state().parcel) == {"LAMP": 2}


def test_paused_at_the_scale_it_goes_on_at_the_scale(company: Company, bench: Bench) -> None:
    packed(bench)
    assert bench.scan("PAUSE").state.phase is Phase.PAUSED
    again = bench.scan("CONTINUE")
    assert (again.code, again.state.phase) == ("weigh_parcel", Phase.WEIGHING)
    company.runner.perform(PauseBench(id=company.ids.new()), bench.session)
    assert bench.state().phase is Phase.PAUSED
    elsewhere = Bench(company, "B2", "BORIS")
    assert elsewhere.scan("4711").code == "weigh_parcel"
    assert on_scale(elsewhere, 800).code == "order_packed"
    assert broken(company) == {}


def test_a_new_process_finds_the_parcel_at_the_scale(bench: Bench) -> None:
    packed(bench)
    state = bench.state()
    assert (state.phase, len(state.lines)) == (Phase.WEIGHING, 2)
    assert state.weigh is not None


def test_another_bench_takes_it_over_by_right(company: Company, bench: Bench) -> None:
    packed(bench)
    other = Bench(company, "B2", "BORIS", Role.SUPERVISOR)
    assert other.scan("4711").code == "open_elsewhere"
    assert other.codes("TAKE OVER", "4711") == ["scan_to_take_over", "weigh_parcel"]
    assert bench.scan("900 g").code == "claim_lost"


def test_where_the_next_station_does_not_weigh_it_is_closed(company: Company, bench: Bench) -> None:
    packed(bench)
    bench.scan("PAUSE")
    other = Bench(company, "B2", "BORIS")
    known = company.runner.perform(KeepStation(id=company.ids.new(), code="B2"), Session(SYSTEM))
    assert known.refusal is None
    set_to(company, "pack.weigh", "off", "B2")
    done = other.scan("4711")
    assert (done.code, done.state.weight_g) == ("order_packed", 550)


def test_an_order_cancelled_at_the_scale_is_unpacked(company: Company, bench: Bench) -> None:
    packed(bench)
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE orders SET state = 'cancelled'")
    stopped = on_scale(bench, 900)
    assert (stopped.code, stopped.klass) == ("cancelled_meanwhile", "stop")
    assert on_scale(bench, 900).code == "acknowledge_first"
    assert bench.codes("") == ["unpacked"]
    assert inside(company, "T1") == {"LAMP": 2, "MUG": 1}


def test_an_order_finished_short_is_weighed_too(company: Company, bench: Bench) -> None:
    bench.scan("T1", "LAMP", "MUG")
    may_part(company)
    short = bench.scan("FINISH SHORT")
    assert (short.code, short.state.phase) == ("weigh_parcel", Phase.WEIGHING)
    assert on_scale(bench, 500).code == "order_packed"


def judging(company: Company) -> None:
    """Let the bench judge: books may be off by 5 %, and a box weighs at most 60 g."""
    for name, value in (("pack.weigh_percent", "5"), ("pack.packaging_g", "60"), ("pack.weigh_least_g", "0")):
        set_to(company, name, value)


def test_a_weight_that_differs_asks_and_names_what_is_probably_missing(company: Company, bench: Bench) -> None:
    judging(company)
    state = packed(bench).state.weigh
    assert state is not None
    assert (state.expected_g, state.low_g, state.high_g) == (580, 523, 637)
    light = on_scale(bench, 232)
    assert (light.verdict, light.code, light.facts["problem"]) == (Verdict.ASKED, "weight_differs", "light_likely")
    assert (light.facts["sku"], light.facts["qty"]) == ("MUG", 1)
    assert say(light.code, light.facts).startswith("348 g too light. Likely 1 Name of MUG is missing.")
    assert light.state.weigh is not None
    assert light.state.weigh.asked_g == 232
    assert [(each.kind.value, each.sku) for each in light.state.weigh.causes] == [("missing", "MUG")]
    assert {Expect("command", "CONTINUE"), Expect("command", "COUNT AGAIN")} <= set(light.state.expects)
    heavy = on_scale(bench, 3_000)
    assert (heavy.facts["problem"], heavy.facts["off"]) == ("heavy", 2_420)
    assert bench.scan("UNDO").code == "never_mind"
    assert bench.scan("CONTINUE").code == "nothing_to_continue"
    assert on_scale(bench, 600).code == "order_packed"
    found = [(row.grams, row.verdict, row.teaches, row.cause) for row in rows(company, weights.weight_check)]
    assert found == [(232, "differs", 0, "missing 1 MUG"), (3_000, "differs", 0, ""), (600, "fits", 1, "")]


def test_a_variant_that_lies_in_it_instead_is_named(company: Company, bench: Bench) -> None:
    judging(company)
    with company.write() as desk:
        company.product(desk, "MUH", weight_g=600)
    packed(bench)
    swapped = on_scale(bench, 832)
    assert swapped.facts["problem"] == "heavy_swapped"
    assert say(swapped.code, swapped.facts).startswith(
        "252 g too heavy. Likely a Name of MUH instead of a Name of MUG."
    )


def test_a_scale_that_is_not_at_zero_is_told_by_the_parcels_before(company: Company, bench: Bench) -> None:
    judging(company)
    with company.write() as desk:
        pick(desk, company, company.order(desk, "4712", [("LAMP", 1)]), "T2")
    assert Bench(company, "B2", "BORIS").scan("T2").code == "order_opened"
    with company.write() as desk:
        for _ in range(3):
            may = Allowed(800, 750, 850, judged=True)
            checks.log(replace(desk, station="B1"), 1, 1_010, may, CheckVerdict.KEPT, kept=checks.Kept("so"))
    packed(bench)
    off = on_scale(bench, 793)
    assert off.facts["problem"] == "heavy_tare"
    assert say(off.code, off.facts).endswith("Clear the scale, set it to zero and weigh again. CONTINUE keeps it")


def test_a_weight_that_differs_is_kept_by_a_supervisor_who_says_why(company: Company, bench: Bench) -> None:
    judging(company)
    packed(bench)
    assert bench.codes("2 kg", "CONTINUE") == ["weight_differs", "no_right"]
    boss = Bench(company, "B2", "BORIS", Role.SUPERVISOR, with_pin=True)
    assert boss.codes("TAKE OVER", "4711", "2 kg", "CONTINUE") == [
        "scan_to_take_over", "weigh_parcel", "weight_differs", "weight_why",
    ]  # fmt: skip
    assert boss.scan("LAMP").code == "weigh_first"
    assert boss.codes("CONTINUE", "UNDO") == ["nothing_to_continue", "never_mind"]
    assert boss.codes("2 kg", "CONTINUE", "1") == ["weight_differs", "weight_why", "order_packed"]
    [parcel] = rows(company, floor.parcel)
    assert (parcel.weight_g, parcel.weight_from) == (2_000, "typed")
    kept = rows(company, weights.weight_check)[-1]
    assert (kept.verdict, kept.reason, kept.teaches, kept.who) == ("kept", "counted again, it is right", 0, "p-boris")
    assert broken(company) == {}


def test_a_second_person_lends_the_right_and_stays_named(company: Company, bench: Bench) -> None:
    judging(company)
    guard = PlainGuard()
    second = add_user(company.runner, guard, Session(SYSTEM), name="Maria", role=Role.SUPERVISOR)
    packed(bench)
    bench.scan("2 kg")
    command = PackScan(id=company.ids.new(), text="CONTINUE", device="k")
    told = company.runner.perform(command, bench.session).refusal
    assert isinstance(told, NoRight)
    override = Override(second.pin, "it was weighed by hand", user=second.user)
    permit(company.runner, guard, bench.session, command, told, override)
    done = company.runner.perform(replace(command, id=company.ids.new()), bench.session).value
    assert done is not None
    assert done.code == "order_packed"
    kept = rows(company, weights.weight_check)[-1]
    assert (kept.reason, kept.lent_by != "", kept.lent_by != kept.who) == ("it was weighed by hand", True, True)


def test_counted_again_every_unit_is_scanned_once_more(company: Company, bench: Bench, order: int) -> None:
    judging(company)
    packed(bench)
    assert bench.codes("900 g") == ["weight_differs"]
    out = bench.scan("COUNT AGAIN")
    assert (out.code, out.state.phase, out.state.done_units) == ("count_again", Phase.VERIFYING, 0)
    assert say(out.code, out.facts).startswith("3 units are out of parcel ")
    assert inside(company, "T1") == {"LAMP": 2, "MUG": 1}
    assert bench.scan("UNDO").code == "nothing_to_undo"
    assert line_counts(company, order) == [("LAMP", 2, 0, 0), ("MUG", 1, 0, 0)]
    assert bench.codes("LAMP", "MUG", "MUG", "", "LAMP") == [
        "right_item", "right_item", "over_pick", "acknowledged", "weigh_parcel",
    ]  # fmt: skip
    again = bench.scan("900 g")
    assert again.state.weigh is not None
    assert (again.code, again.state.weigh.counted) == ("weight_differs", True)
    assert sums_are_zero(company)
    assert broken(company) == {}
    boss = Bench(company, "B2", "BORIS", Role.SUPERVISOR, with_pin=True)
    boss.codes("TAKE OVER", "4711", "900 g", "CONTINUE")
    assert boss.scan("the mugs are heavier now").code == "order_packed"
    kept = rows(company, weights.weight_check)[-1]
    assert (kept.reason, kept.teaches) == ("the mugs are heavier now", 1)  # counted twice, it teaches


def test_counted_again_what_was_moved_in_and_the_rest_of_a_case_come_out_too(
    company: Company, bench: Bench, order: int
) -> None:
    bench.scan("T1", "LAMP", "NEXT BOX", "100 g")
    bench.scan("MOVE", "P00000001", "LAMP", "P00000002", "NEXT BOX")
    assert bench.state().phase is Phase.WEIGHING
    out = bench.scan("COUNT AGAIN")
    assert (out.code, out.facts["units"], out.state.done_units) == ("count_again", 1, 0)
    assert (inside(company, "T1"), inside(company, "P00000002")) == ({"LAMP": 2, "MUG": 1}, {})

    with company.write() as desk:
        desk.connection.execute(ledger.barcode.insert().values(code="PAIR", product_id=1, factor=2))
    may_part(company)
    assert bench.scan("PAIR", "DAMAGED", "LAMP", "MUG").code == "weigh_parcel"
    again = bench.scan("COUNT AGAIN")
    assert (again.code, again.facts["units"]) == ("count_again", 2)
    assert inside(company, "T1") == {"LAMP": 1, "MUG": 1}
    assert line_counts(company, order) == [("LAMP", 1, 0, 0), ("MUG", 1, 0, 0)]
    assert sums_are_zero(company)


def test_a_parcel_of_unknown_weight_is_weighed_and_not_judged(company: Company, bench: Bench) -> None:
    judging(company)
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE product SET weight_g = NULL WHERE sku = 'MUG'")
    state = packed(bench).state
    assert state.weigh is not None
    assert (state.weigh.expected_g, state.weigh.learning, state.expects[0]) == (None, True, Expect("weight", ""))
    assert on_scale(bench, 9_000).code == "order_packed"
    assert [(row.verdict, row.teaches) for row in rows(company, weights.weight_check)] == [("learning", 1)]


def test_the_same_reading_sent_again_closes_once(company: Company, bench: Bench) -> None:
    packed(bench)
    weight = Weight(WeightState.STABLE, 700, "0.700 kg")
    first = bench.send("0.700 kg", id="w1", device="S1", weight=weight)
    again = bench.send("0.700 kg", id="w1", device="S1", weight=weight)
    assert first.value == again.value
    assert len(rows(company, floor.label)) == 1
