"""Proof levels at the bench: what one scan stands for, what is taken on a word, and what the parcel tells of it."""

from __future__ import annotations

import io
import json

import pytest

from tests.company import Company
from tests.packbench import Bench, line_counts, pick
from warehouse_app.application.exporting import export
from warehouse_app.application.packing import pack_state
from warehouse_app.application.proofrules import ClearProof, SetProof, parcel_proof, proof_rules, why
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.packing.proof import Level
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording.say import say


def rule(company: Company, level: str, **named: str) -> str:
    """Keep a rule as a supervisor with his PIN."""
    return company.runner.perform(SetProof(id=company.ids.new(), level=level, **named), supervisor()).done()


def supervisor() -> Session:
    return Session(Actor(PersonId("p-sue"), "SUE", "Sue", Role.SUPERVISOR, with_pin=True), "OFFICE")


@pytest.fixture
def order(company: Company) -> int:
    """Order 4711 in tote T1: six NUT, three BOLT, one LAMP."""
    with company.write() as desk:
        for sku in ("NUT", "BOLT", "LAMP"):
            company.product(desk, sku, multi_scan=0)
        desk.connection.execute(tables.barcode.insert().values(code="CASE3", product_id=1, factor=3))
        made = company.order(desk, "4711", [("NUT", 6), ("BOLT", 3), ("LAMP", 1)])
        pick(desk, company, made, "T1")
    return made


@pytest.fixture
def bench(company: Company) -> Bench:
    return Bench(company)


def test_after_the_first_the_rest_is_counted_by_enter_or_by_a_number(
    company: Company, bench: Bench, order: int
) -> None:
    rule(company, "first", sku="NUT", why="sold by weight")
    rule(company, "first", sku="BOLT")
    bench.scan("T1")
    first = bench.scan("NUT")
    assert first.state.offer is not None
    assert (first.state.offer.what, first.state.offer.qty, first.state.offer.proof.by) == ("rest", 5, "product")
    assert first.state.lines[0].proof is not None
    assert first.state.lines[0].proof.why == "sold by weight"
    assert "the other 5" in say(first.code, first.facts)
    assert Expect("command", "CONTINUE") in first.state.expects
    rest = bench.scan("")
    assert (rest.code, rest.facts["n"], rest.state.done_units, rest.state.offer) == ("counted", 6, 6, None)
    assert bench.codes("BOLT", "*3") == ["right_item", "counted"]
    assert bench.scan("LAMP").verdict is Verdict.DONE
    assert line_counts(company, order) == [("NUT", 6, 6, 0), ("BOLT", 3, 3, 0), ("LAMP", 1, 1, 0)]
    told = company.runner.ask(lambda desk: parcel_proof(desk, "P00000001"), bench.session)
    assert told.weakest == "first"
    assert [(part.sku, part.how, part.units, part.why) for part in told.parts] == [
        ("BOLT", "each", 1, ""), ("BOLT", "first", 2, ""),
        ("LAMP", "each", 1, ""),
        ("NUT", "each", 1, ""), ("NUT", "first", 5, "sold by weight"),
    ]  # fmt: skip
    told_by_file = io.StringIO()
    export(company.runner, supervisor(), "parcels", "jsonl", told_by_file)
    assert json.loads(told_by_file.getvalue())["verified"] == "first"


def test_what_needs_no_scan_is_taken_only_when_a_person_says_so_and_is_marked(
    company: Company, bench: Bench, order: int
) -> None:
    rule(company, "none", sku="NUT")
    opened = bench.scan("T1")
    assert opened.state.done_units == 0
    assert opened.state.offer is not None
    assert (opened.state.offer.what, opened.state.offer.sku, opened.state.offer.qty) == ("unproven", "NUT", 6)
    taken = bench.scan("CONTINUE")
    assert (taken.code, taken.verdict, taken.state.done_units) == ("taken_unproven", Verdict.ACCEPTED, 6)
    assert "not scanned" in say(taken.code, taken.facts)
    assert [(line.sku, line.unproven) for line in taken.state.lines] == [("NUT", 6)]
    assert bench.codes("UNDO") == ["undone"]
    assert [line.unproven for line in bench.state().lines] == [0, 0, 0]
    assert bench.codes("NUT") == ["right_item"], "more than is asked is always allowed"
    assert bench.codes("", "BOLT", "BOLT", "BOLT", "LAMP")[-1] == "order_packed"
    told = company.runner.ask(lambda desk: parcel_proof(desk, "P00000001"), bench.session)
    assert told.weakest == "first", "one was scanned, so the rest of it was counted after the first"


def test_where_each_is_scanned_neither_case_codes_nor_counts_are_taken(
    company: Company, bench: Bench, order: int
) -> None:
    assert bench.codes("T1", "CASE3") == ["order_opened", "right_item"], "without a rule a case code counts"
    bench.scan("UNDO", "PAUSE")
    rule(company, "first", sku="NUT")
    rule(company, "each", role="packer", why="peak hands")
    with company.write() as desk:
        people.add(desk, PersonRow(PersonId("p-anna"), "ANNA", "Anna K.", Role.PACKER, "", "", False, 0, "", desk.at))
    bench.scan("T1")
    refused = bench.scan("CASE3")
    assert (refused.code, refused.klass, refused.facts["problem"]) == ("scan_each", "note", "role")
    assert (
        say(refused.code, refused.facts)
        == "Every unit is scanned by people of your role. Scan them one by one. peak hands"
    )
    assert bench.codes("NUT", "*2", "") == ["right_item", "scan_each", "nothing_to_continue"]


def test_rules_are_changed_by_right_alone_and_explained(company: Company, bench: Bench, order: int) -> None:
    with pytest.raises(Refused):
        company.runner.perform(SetProof(id=company.ids.new(), level="none", sku="NUT"), bench.session).done()
    for refused, named in (
        ("twice", {"sku": "NUT"}), ("none", {"sku": "NOTHING"}), ("none", {"station": "B99"}),
        ("none", {"person": "NOBODY"}), ("none", {"role": "king"}),
    ):  # fmt: skip
        with pytest.raises(Refused):
            rule(company, refused, **named)
    rule(company, "none", sku="NUT", why="cheap")
    rule(company, "each")
    kept = company.runner.ask(proof_rules, bench.session)
    assert [(each.sku, each.level, each.why) for each in kept] == [("", "each", ""), ("NUT", "none", "cheap")]
    asked = company.runner.ask(lambda desk: why(desk, "NUT"), bench.session)
    assert (asked.level, asked.by, asked.why) == (Level.NONE, "product", "cheap")
    clear = ClearProof(id=company.ids.new(), sku="NUT")
    assert company.runner.perform(clear, supervisor()).done() == "NUT"
    assert company.runner.ask(lambda desk: why(desk, "NUT"), bench.session).by == "house"
    with pytest.raises(Refused):
        company.runner.perform(ClearProof(id=company.ids.new(), sku="NUT"), supervisor()).done()


def colleagues(company: Company) -> None:
    with company.write() as desk:
        for code in ("ANNA", "BEN"):
            row = PersonRow(
                PersonId(f"p-{code.lower()}"), code, code.title(), Role.PACKER, "", "", False, 0, "", desk.at
            )
            people.add(desk, row)


def test_who_goes_on_with_anothers_order_packs_by_his_own_rules(company: Company, bench: Bench, order: int) -> None:
    colleagues(company)
    rule(company, "none", person="ANNA")
    rule(company, "each", person="BEN")
    ben = Bench(company, person="BEN")
    assert bench.scan("T1").state.offer is not None
    seen = company.runner.ask(lambda desk: pack_state(desk, "B1", "p-ben"), ben.session)
    assert (seen.offer, bench.state().offer is None) == (None, False)
    refused = ben.scan("CONTINUE")
    assert (refused.code, refused.state.offer) == ("nothing_to_continue", None)
    assert ben.codes("NUT", "*2", "CASE3") == ["right_item", "scan_each", "scan_each"]
    assert bench.codes("*2", "NUT") == ["nothing_to_count", "right_item"]


@pytest.mark.parametrize(("first", "then"), [((), "CONTINUE"), (("NUT",), "*2")])
def test_who_takes_or_counts_units_of_anothers_order_is_named(
    company: Company, bench: Bench, order: int, first: tuple[str, ...], then: str
) -> None:
    colleagues(company)
    rule(company, "none", sku="NUT")
    bench.codes("T1", *first)
    taken = Bench(company, person="BEN").scan(then)
    assert (taken.verdict, taken.state.people) == (Verdict.ACCEPTED, ("ANNA", "BEN"))


def test_a_parcel_tells_of_the_units_that_are_in_it_and_of_none_that_were_moved_away(
    company: Company, bench: Bench, order: int
) -> None:
    rule(company, "none", sku="NUT")

    def told(parcel: str) -> list[tuple[str, str, int]]:
        proof = company.runner.ask(lambda desk: parcel_proof(desk, parcel), bench.session)
        return [(part.sku, part.how, part.units) for part in proof.parts]

    bench.scan("T1", "CONTINUE", "BOLT", "NEXT BOX")
    bench.scan("MOVE", "P00000001", "NUT", "NUT", "P00000002")
    assert told("P00000001") == [("BOLT", "each", 1), ("NUT", "none", 4)]
    assert told("P00000002") == [("NUT", "each", 2)], "each was scanned as it was moved"
    assert [line.unproven for line in bench.state().lines] == [4, 0, 0]

    bench.scan("MOVE", "P00000001", "CASE3", "NUT", "P00000002")
    assert told("P00000001") == [("BOLT", "each", 1)]
    assert [line.unproven for line in bench.state().lines] == [0, 0, 0]
    file = io.StringIO()
    export(company.runner, supervisor(), "parcels", "jsonl", file)
    assert [json.loads(row)["verified"] for row in file.getvalue().splitlines()] == ["each", "each"]
