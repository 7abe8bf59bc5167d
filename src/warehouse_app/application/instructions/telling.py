"""What of the instructions an order is told, and why: for the bench, for papers, and for whoever asks at a desk."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app import wording
from warehouse_app.application.listing import ListOf
from warehouse_app.domain.instructions.choose import Judged, holding, judged
from warehouse_app.domain.instructions.values import (
    MOST_TOLD,
    Care,
    Gift,
    Instruction,
    InstructionRow,
    Moment,
    OrderFacts,
    Told,
)
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.instructions import orders, rules
from warehouse_app.wording.instructions import danger_words, insert_words

INSTRUCTIONS: ListOf[InstructionRow] = ListOf("instructions", rules.INSTRUCTIONS, home="used")
"""The list of all packing instructions."""


def holding_for(desk: Desk, order_id: int) -> tuple[tuple[Judged, ...], OrderFacts]:
    """Return the instructions that hold for an order, with the order as they see it. Nothing is asked where none is."""
    known = rules.rules(desk)
    if not known and not orders.cares(desk):
        return (), OrderFacts()
    facts = orders.facts(desk, order_id)
    return holding(known, facts), facts


def told_of(desk: Desk, order_id: int) -> tuple[Told, ...]:
    """Return all that is told of an order, the most specific first, dangers before all: in the language in use."""
    found, facts = holding_for(desk, order_id)
    dangers = tuple(
        Told(0, danger_words(each.danger), Moment.ITEM, products=(each.sku,), danger=True)
        for each in facts.goods
        if each.danger is not None
    )
    return (*dangers, *(told(each) for each in found))[:MOST_TOLD]


def told(each: Judged) -> Told:
    """Return a rule that holds as the bench tells it, in the language in use."""
    rule = each.rule
    text = rule.text(wording.language())
    if rule.insert:
        text = f"{_ended(text)}{insert_words(rule.insert)}"
    return Told(rule.id, text or rule.name, rule.moment, rule.must, rule.insert, each.products, rule.picture)


def _ended(text: str) -> str:
    """Return words after which a sentence may follow."""
    if not text:
        return ""
    return f"{text} " if text[-1] in ".!?:" else f"{text}. "


def printed_of(desk: Desk, order_id: int, language: str) -> tuple[str, ...]:
    """Return what is printed on the packing slip: instructions that say so, in the recipient's language."""
    found, _facts = holding_for(desk, order_id)
    return tuple(text for each in found if each.rule.printed and (text := each.rule.text(language)))


def why_of(desk: Desk, order_id: int) -> tuple[Judged, ...]:
    """Return every instruction with why it holds for an order, or why not."""
    return judged(rules.rules(desk), orders.facts(desk, order_id))


def instruction_of(desk: Desk, number: int) -> Instruction:
    """Return one instruction. Raises Refused(NoSuchInstruction)."""
    return rules.get(desk, number)


def count_instructions(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many instructions it shows."""
    return rules.counts(desk)


def gift_of(desk: Desk, order_id: int) -> Gift:
    """Return what a buyer asks for."""
    return orders.gift_of(desk, order_id)


def order_language(desk: Desk, order_id: int) -> str:
    """Return the language of whom an order is for; "" where nothing is known."""
    return orders.language_of(desk, order_id)


def care_of(desk: Desk, sku: str) -> Care:
    """Return how a product is packed. Raises Refused(NoSuchProduct)."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku[:40]))
    return orders.care_of(desk, int(product.id))
