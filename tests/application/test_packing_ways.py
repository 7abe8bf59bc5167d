"""Ways in to the pack bench: tote, cart, batch, item; what opens by itself after it; one scan a parcel in a rush."""

from __future__ import annotations

import pytest

from tests.company import Company, key_of
from tests.packbench import Bench, batch, inside, may_part, pick, rows, rule, sums_are_zero
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.schema import floor, releasing

SOON, LATER = "2010-12-07T17:00:00.000000Z", "2010-12-09T17:00:00.000000Z"


@pytest.fixture
def bench(company: Company) -> Bench:
    with company.write() as desk:
        for sku in ("CUP", "PAN", "CAP"):
            company.product(desk, sku)
    return Bench(company)


def test_an_item_goes_to_what_is_fully_picked_first(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        pick(desk, company, company.order(desk, "short", [("CUP", 3)], ship_by=SOON), "T1", but={"CUP": 1})
        pick(desk, company, company.order(desk, "late", [("CUP", 1)], ship_by=LATER), "T2")
    opened = bench.scan("CUP")
    assert opened.state.order is not None
    assert opened.state.order.code == "late"


def test_the_next_order_of_a_tote_opens_by_itself(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        made = {}
        for code, ship_by, but in (("1", LATER, 0), ("2", SOON, 0), ("3", SOON, 1)):
            made[code] = company.order(desk, code, [("CUP", 1 + but)], ship_by=ship_by)
            pick(desk, company, made[code], "T1", but={"CUP": but})
        wave = key_of(desk.connection.execute(releasing.wave.insert().values(code="W1", warehouse="MAIN", at="now")))
        first = batch(desk, company, "BA1", {made["1"]: "A1"})
        desk.connection.execute(releasing.wave_batch.insert().values(batch_id=first, wave_id=wave))
    opened = bench.scan("T1")
    assert opened.facts["order"] == "1", "its wave is the oldest"
    following = bench.scan("CUP")
    assert (following.verdict, following.code, following.facts["next"]) == (Verdict.DONE, "packed_next", "2")
    assert (following.state.phase, following.state.parcel, following.state.lines) == (
        Phase.VERIFYING, "P00000002", (),
    )  # fmt: skip
    again = bench.scan("PRINT AGAIN")
    assert (again.code, again.facts["parcel"], again.state.phase) == (
        "printing_again", "P00000001", Phase.VERIFYING,
    )  # fmt: skip
    assert bench.scan("CUP").facts["next"] == "3", "what is short comes last"
    assert bench.codes("CUP", "FINISH SHORT") == ["all_in_short", "no_right"]
    may_part(company)
    assert bench.codes("FINISH SHORT") == ["order_packed"]
    assert inside(company, "T1") == {}
    assert sums_are_zero(company)


def test_the_scan_of_the_label_opens_the_next_order(company: Company, bench: Bench) -> None:
    rule(company, "pack.scan_back", "always")
    with company.write() as desk:
        for code in ("1", "2"):
            pick(desk, company, company.order(desk, code, [("CUP", 1)]), "T1")
    assert bench.codes("T1", "CUP", "P00000001", "CUP", "P00000002") == [
        "order_opened", "scan_label", "packed_next", "scan_label", "order_packed",
    ]  # fmt: skip


def test_an_order_named_by_itself_opens_no_other(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        for code in ("1", "2"):
            pick(desk, company, company.order(desk, code, [("CUP", 1)]), "T1")
    assert bench.codes("2", "CUP", "CUP", "CUP") == ["order_opened", "order_packed", "order_opened", "order_packed"]


def test_a_cart_is_packed_slot_by_slot_and_so_is_a_batch(company: Company, bench: Bench) -> None:
    with company.write() as desk:
        made = {code: company.order(desk, code, [("CUP", 1)]) for code in ("1", "2", "3", "4")}
        for code, order_id in made.items():
            pick(desk, company, order_id, f"T{code}")
        slots = {made["1"]: "B10", made["2"]: "B2", made["3"]: "A1"}
        batch(desk, company, "BA1", slots, cart="C-1")
        batch(desk, company, "BA2", {made["4"]: "A1"})
        for cart in ("C-1", "C-2"):
            places.add(desk, "MAIN", PlaceKind.CART, cart)
    opened = bench.scan("C-1")
    assert (opened.code, opened.facts["order"], opened.facts["slot"]) == ("order_opened", "3", "A1")
    assert [bench.scan("CUP").facts.get("slot") for _ in range(3)] == ["B2", "B10", None]
    assert bench.codes("C-1", "C-2") == ["nothing_waits_on"] * 2
    assert bench.codes("BA2", "CUP", "BA2") == ["order_opened", "order_packed", "nothing_waits_on"]


def test_in_a_rush_one_scan_packs_a_parcel_of_one_item(company: Company, bench: Bench) -> None:
    rule(company, "pack.rush", "on")
    with company.write() as desk:
        for code in ("1", "2", "3"):
            pick(desk, company, company.order(desk, code, [("CUP", 1)]), "T1")
        pick(desk, company, company.order(desk, "4", [("PAN", 2)]), "T2")
    answers = [bench.scan("CUP") for _ in range(3)]
    assert [answer.code for answer in answers] == ["order_packed"] * 3
    assert [answer.state.phase for answer in answers] == [Phase.CLOSED] * 3
    assert [(row.state, row.order_id) for row in rows(company, floor.parcel)] == [("labelled", n) for n in (1, 2, 3)]
    wrong = bench.scan("CUP")
    assert (wrong.code, wrong.klass) == ("nobody_waits", "stop")
    assert bench.codes("PAN", "", "PAN", "PAN", "PAN") == [
        "acknowledge_first", "acknowledged", "order_opened", "right_item", "order_packed",
    ]  # fmt: skip
    assert sums_are_zero(company)


def test_in_a_rush_each_label_may_be_asked_for(company: Company, bench: Bench) -> None:
    rule(company, "pack.rush", "on")
    rule(company, "pack.scan_back", "always")
    with company.write() as desk:
        for code in ("1", "2"):
            pick(desk, company, company.order(desk, code, [("CUP", 1)]), "T1")
    assert bench.codes("CUP", "CUP", "P00000001", "CUP", "P00000002") == [
        "scan_label", "apply_first", "order_packed", "scan_label", "order_packed",
    ]  # fmt: skip
