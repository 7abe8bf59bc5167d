"""Which packing instructions hold for an order: what fits, of one topic the most specific; and why not the others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.instructions.choose import Judged, Why, holding, judged
from warehouse_app.domain.instructions.values import Goods, Instruction, OrderFacts

ORDER = OrderFacts("C1", "shop", "GB", "express", (Goods("VASE", "glass"), Goods("JAR", "glass")), 3)


def rule(number: int, **fields: str) -> Instruction:
    return Instruction(number, f"rule {number}", **fields)  # type: ignore[arg-type]


def told(*rules: Instruction, order: OrderFacts = ORDER) -> list[tuple[int, Why, int, tuple[str, ...]]]:
    return [(each.rule.id, each.why, each.by, each.products) for each in judged(rules, order)]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, Why.HOLDS),
        ({"customer": "c1", "channel": "SHOP", "country": "gb", "service": "Express"}, Why.HOLDS),
        ({"customer": "C2"}, Why.CUSTOMER),
        ({"channel": "market", "country": "GB"}, Why.CHANNEL),
        ({"country": "DE"}, Why.COUNTRY),
        ({"service": "slow"}, Why.SERVICE),
        ({"product": "MUG"}, Why.PRODUCT),
        ({"category": "food"}, Why.CATEGORY),
        ({"product": "VASE", "category": "food"}, Why.PRODUCT),
    ],
)
def test_a_rule_fits_or_says_in_one_word_why_not(fields: dict[str, str], why: Why) -> None:
    assert [each.why for each in judged([rule(1, **fields)], ORDER)] == [why]


def test_without_a_topic_all_that_fit_hold_the_most_specific_first() -> None:
    assert [each[0] for each in told(rule(1), rule(2, country="GB"), rule(3, customer="C1"))] == [3, 2, 1]


def test_of_one_topic_the_most_specific_holds_and_the_other_says_who_beat_it() -> None:
    rules = (rule(1, topic="card", country="GB"), rule(2, topic="Card", customer="C1"))
    assert told(*rules) == [(2, Why.HOLDS, 0, ()), (1, Why.OVERRULED, 2, ())]


def test_of_two_that_say_as_much_the_newer_holds() -> None:
    rules = (rule(1, topic="card", country="GB"), rule(2, topic="card", country="GB"))
    assert told(*rules) == [(2, Why.HOLDS, 0, ()), (1, Why.EQUAL, 2, ())]


def test_a_category_keeps_the_products_that_no_product_rule_takes_from_it() -> None:
    found = judged((rule(1, topic="wrap", category="glass"), rule(2, topic="wrap", product="VASE")), ORDER)
    assert found == (
        Judged(rule(2, topic="wrap", product="VASE"), products=("VASE",)),
        Judged(rule(1, topic="wrap", category="glass"), products=("JAR",), lost=("VASE",)),
    )


def test_a_rule_for_the_order_holds_as_long_as_some_goods_have_none_of_their_own() -> None:
    rules = (rule(1, topic="wrap"), rule(2, topic="wrap", category="glass"))
    assert [each[0] for each in told(*rules) if each[1] is Why.HOLDS] == [2, 1]
    whole = OrderFacts(goods=ORDER.goods, kinds=2)
    assert told(*rules, order=whole) == [(2, Why.HOLDS, 0, ("VASE", "JAR")), (1, Why.OVERRULED, 2, ())]


_WORD = st.sampled_from(["", "A", "B"])
_RULES = st.lists(
    st.fixed_dictionaries(
        dict.fromkeys(("product", "customer", "category", "channel", "country", "service", "topic"), _WORD)
    ),
    max_size=8,
)


@given(_RULES, st.integers())
def test_the_order_of_the_rules_changes_nothing_and_each_product_has_one_of_a_topic(
    fields: list[dict[str, str]], seed: int
) -> None:
    rules = [rule(n, **each) for n, each in enumerate(fields, 1)]
    order = OrderFacts("A", "A", "A", "A", (Goods("A", "A"), Goods("B", "")), 2)
    found = judged(rules, order)
    random.Random(seed).shuffle(rules)
    assert judged(rules, order) == found
    assert len(found) == len(rules)
    for topic in {each.rule.topic for each in found} - {""}:
        mine = [each for each in holding(rules, order) if each.rule.topic == topic]
        products = [sku for each in mine for sku in each.products]
        assert len(products) == len(set(products))
        assert sum(not each.products for each in mine) <= 1


def test_words_come_in_the_language_else_in_english_else_in_any() -> None:
    said = Instruction(1, "x", texts={"en": "Wrap it", "de": "Einwickeln"})
    assert (said.text("de"), said.text("fr")) == ("Einwickeln", "Wrap it")
    assert Instruction(1, "x", texts={"de": "Einwickeln"}).text("fr") == "Einwickeln"
