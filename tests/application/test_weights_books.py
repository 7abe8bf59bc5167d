"""Weights in the books beside what parcels taught: found where they are wrong, taken over, or kept with a reason."""

from __future__ import annotations

import random

import pytest

from tests.company import Company
from tests.packbench import rows
from warehouse_app.application.run import Command, NoRight, Outcome
from warehouse_app.application.weights.books import (
    WEIGHTS,
    AcceptWeight,
    KeepWeight,
    count_weights,
    weight_detail,
    weight_of,
)
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.weights.learning import Belief
from warehouse_app.domain.weights.values import EVIDENCE, NothingLearned, WeightMoved, is_wrong
from warehouse_app.store.schema import ledger, weights
from warehouse_app.store.weights import beliefs

AT = "2010-12-06T09:00:00.000000Z"


def learned(company: Company, sku: str, mean: int, parcels: int = 20, doubt: int = 500, vague: int = 0) -> None:
    """Let parcels have taught what a product weighs, in milligrams."""
    with company.write() as desk:
        number = desk.connection.execute(ledger.product.select().where(ledger.product.c.sku == sku)).one().id
        beliefs.keep(desk, {number: (Belief(mean, doubt, 900, parcels, 2 * parcels, vague=vague), AT)}, {})


@pytest.fixture
def house(company: Company) -> Company:
    with company.write() as desk:
        for sku, grams in (("LAMP", 900), ("MUG", 350), ("CARD", None), ("BOWL", 500)):
            company.product(desk, sku, weight_g=grams)
    learned(company, "LAMP", 905_000)
    learned(company, "MUG", 420_000)
    learned(company, "CARD", 12_400)
    learned(company, "BOWL", 700_000, parcels=EVIDENCE - 1)
    return company


def listed(company: Company, view: str) -> list[tuple[str, int | None, int]]:
    query = WEIGHTS.check(ListQuery(view, sort="off"))
    found = company.runner.ask(lambda desk: WEIGHTS.page(desk, query, 0, 50).rows, company.supervisor)
    return [(row.sku, row.off_g, row.learned_g) for row in found]


def do(company: Company, command: Command) -> Outcome[str]:
    return company.runner.perform(command, company.supervisor)


def test_where_the_books_are_wrong_is_listed_with_its_evidence(house: Company) -> None:
    assert listed(house, "wrong") == [("MUG", 70, 420), ("CARD", None, 12)]
    assert [sku for sku, *_ in listed(house, "few")] == ["BOWL"]
    counted = house.runner.ask(count_weights, house.supervisor)
    assert counted == {"wrong": 2, "kept": 0, "few": 1, "all": 4}
    row = house.runner.ask(lambda desk: weight_of(desk, "mug"), house.supervisor)
    assert (row.parcels, row.units, row.off_percent, row.wrong) == (20, 40, 20, True)


def test_what_was_learned_is_taken_into_the_books_once_and_never_over_another_change(house: Company) -> None:
    told = AcceptWeight(id="a1", sku="MUG", grams=420, book_g=300)
    assert do(house, told).refusal == WeightMoved("MUG", 350)
    assert do(house, AcceptWeight(id="a2", sku="MUG", grams=420, book_g=350)).value == "MUG"
    assert {row.sku: row.weight_g for row in rows(house, ledger.product)}["MUG"] == 420
    assert [sku for sku, *_ in listed(house, "wrong")] == ["CARD"]
    assert "AcceptWeight" in {row.name for row in rows(house, ledger.audit)}


def test_books_that_a_person_says_are_right_are_named_again_when_more_is_learned(house: Company) -> None:
    assert isinstance(do(house, KeepWeight(id="k1", sku="MUG", reason=" ")).refusal, BadField)
    assert do(house, KeepWeight(id="k2", sku="MUG", reason="a heavier box that week")).value == "MUG"
    assert [sku for sku, *_ in listed(house, "wrong")] == ["CARD"]
    assert [sku for sku, *_ in listed(house, "kept")] == ["MUG"]
    detail = house.runner.ask(lambda desk: weight_detail(desk, "MUG"), house.supervisor)
    assert (detail.row.kept_why, detail.row.kept_by, detail.parcels) == ("a heavier box that week", "p-sup", ())
    learned(house, "MUG", 460_000)
    assert [sku for sku, *_ in listed(house, "wrong")] == ["MUG", "CARD"]
    do(house, AcceptWeight(id="a", sku="MUG", grams=460, book_g=350))
    assert rows(house, weights.weight_kept) == []


def test_what_nobody_weighed_and_nobody_may_is_refused(house: Company) -> None:
    with house.write() as desk:
        house.product(desk, "VASE")
    for sku, refusal in (("VASE", NothingLearned("VASE")), ("NOPE", NoSuchProduct("NOPE"))):
        with pytest.raises(Refused) as refused, house.store.read() as desk:
            weight_of(desk, sku)
        assert refused.value.refusal == refusal
    command = AcceptWeight(id="x", sku="MUG", grams=1, book_g=350)
    assert isinstance(house.runner.perform(command, house.packer).refusal, NoRight)


def test_the_list_and_the_rule_agree_whatever_was_learned(company: Company) -> None:
    chance, expected = random.Random(7), set()
    for n in range(60):
        book, sku = chance.choice([None, 4, 40, 400, 4_000]), f"P{n:02d}"
        mean = round((book or 200) * 1_000 * chance.choice([1, 1.01, 1.02, 1.05, 1.2, 0.9]))
        belief = Belief(
            mean, chance.choice([60, 2_000, 9_000]), 900, chance.choice([7, 8]), 9, vague=chance.choice([0, 20_000])
        )
        with company.write() as desk:
            company.product(desk, sku, weight_g=book)
        learned(company, sku, mean, belief.parcels, belief.doubt, belief.vague)
        if is_wrong(book, belief):
            expected.add(sku)
    assert {sku for sku, *_ in listed(company, "wrong")} == expected
    assert 5 < len(expected) < 55
