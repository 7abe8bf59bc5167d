"""Weighing at the pack bench: the scale's reading or a typed weight closes the parcel, and nothing that moves does."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, pick, rows, scans, sums_are_zero
from warehouse_app.application.doctor import examine
from warehouse_app.application.packing import PackAnswer, PauseBench
from warehouse_app.application.registry import KeepStation
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import SYSTEM, Role
from warehouse_app.store.schema import floor
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
    assert last.state.expects[0] == Expect("weight", "550 g")
    assert last.state.weigh is not None
    assert (last.state.weigh.expected_g, last.state.weigh.low_g, last.state.weigh.still_ms) == (550, None, 800)
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
    short = bench.scan("FINISH SHORT")
    assert (short.code, short.state.phase) == ("weigh_parcel", Phase.WEIGHING)
    assert on_scale(bench, 500).code == "order_packed"


def test_a_weight_that_differs_asks_and_names_what_is_probably_missing(company: Company, bench: Bench) -> None:
    set_to(company, "pack.weigh_percent", "5")
    set_to(company, "pack.packaging_g", "60")
    state = packed(bench).state.weigh
    assert state is not None
    assert (state.expected_g, state.low_g, state.high_g) == (550, 522, 638)
    light = on_scale(bench, 205)
    assert (light.verdict, light.code, light.facts["problem"]) == (Verdict.ASKED, "weight_differs", "light_likely")
    assert light.facts["sku"] == "MUG"
    assert say(light.code, light.facts).startswith("317 g too light. Likely 1 ")
    assert light.state.weigh is not None
    assert light.state.weigh.asked_g == 205
    assert Expect("command", "CONTINUE") in light.state.expects
    heavy = on_scale(bench, 3_000)
    assert (heavy.facts["problem"], heavy.facts["off"]) == ("heavy", 2_362)
    assert bench.scan("UNDO").code == "never_mind"
    assert bench.scan("CONTINUE").code == "nothing_to_continue"
    assert on_scale(bench, 600).code == "order_packed"


def test_a_person_who_looked_keeps_a_weight_that_differs(company: Company, bench: Bench) -> None:
    set_to(company, "pack.weigh_percent", "5")
    packed(bench)
    assert bench.codes("2 kg", "CONTINUE") == ["weight_differs", "order_packed"]
    [parcel] = rows(company, floor.parcel)
    assert (parcel.weight_g, parcel.weight_from) == (2_000, "typed")


def test_a_parcel_of_unknown_weight_is_weighed_and_not_judged(company: Company, bench: Bench) -> None:
    set_to(company, "pack.weigh_percent", "5")
    with company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE product SET weight_g = NULL WHERE sku = 'MUG'")
    state = packed(bench).state
    assert state.weigh is not None
    assert (state.weigh.expected_g, state.expects[0]) == (None, Expect("weight", ""))
    assert on_scale(bench, 9_000).code == "order_packed"


def test_the_same_reading_sent_again_closes_once(company: Company, bench: Bench) -> None:
    packed(bench)
    weight = Weight(WeightState.STABLE, 700, "0.700 kg")
    first = bench.send("0.700 kg", id="w1", device="S1", weight=weight)
    again = bench.send("0.700 kg", id="w1", device="S1", weight=weight)
    assert first.value == again.value
    assert len(rows(company, floor.label)) == 1
