"""Which instructions an order has: those that fit, the most specific first; of one topic the most specific alone. Pure.

Promise: the same rules and facts give the same answer in any order of the rules, and every rule that does not hold says
why in one word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from warehouse_app.domain.instructions.values import Goods, Instruction, OrderFacts

_WEIGHT = {"product": 32, "customer": 16, "category": 8, "service": 4, "channel": 2, "country": 1}


class Why(StrEnum):
    """Why an instruction holds for an order, or does not."""

    HOLDS = "holds"
    PRODUCT = "product"
    CATEGORY = "category"
    CUSTOMER = "customer"
    CHANNEL = "channel"
    COUNTRY = "country"
    SERVICE = "service"
    OVERRULED = "overruled"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule judged. `by` is the rule that overrules it, `products` those that it is about, none for the whole order.

    Overruled for some products only it holds for the others, and `lost` names those it lost.
    """

    rule: Instruction
    why: Why = Why.HOLDS
    by: int = 0
    products: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether it is told."""
        return self.why is Why.HOLDS


def specific(rule: Instruction) -> int:
    """Return how specific a rule is: a product says more than a customer, a customer more than a category, ..."""
    return sum(weight for name, weight in _WEIGHT.items() if getattr(rule, name))


def judged(rules: Iterable[Instruction], facts: OrderFacts) -> tuple[Judged, ...]:
    """Return every rule judged for an order: those that hold first, the most specific of them before the others."""
    fit: list[Judged] = []
    unfit: list[Judged] = []
    for rule in rules:
        seen = _fits(rule, facts)
        (fit if seen.holds else unfit).append(seen)
    told = _by_topic(fit, facts)
    return tuple(sorted((*told, *unfit), key=lambda each: (not each.holds, -specific(each.rule), each.rule.id)))


def holding(rules: Iterable[Instruction], facts: OrderFacts) -> tuple[Judged, ...]:
    """Return the rules that hold, the most specific first."""
    return tuple(each for each in judged(rules, facts) if each.holds)


def _fits(rule: Instruction, facts: OrderFacts) -> Judged:
    for name in ("customer", "channel", "country", "service"):
        wanted = getattr(rule, name)
        if wanted and wanted.casefold() != getattr(facts, name).casefold():
            return Judged(rule, Why(name))
    if not rule.of_goods:
        return Judged(rule)
    mine = tuple(each.sku for each in facts.goods if _about(rule, each))
    if not mine:
        return Judged(rule, Why.PRODUCT if rule.product else Why.CATEGORY)
    return Judged(rule, products=mine)


def _about(rule: Instruction, goods: Goods) -> bool:
    by_product = not rule.product or rule.product == goods.sku
    return by_product and (not rule.category or rule.category.casefold() == goods.category.casefold())


def _by_topic(fit: list[Judged], facts: OrderFacts) -> list[Judged]:
    """Let of each topic only the most specific hold, product by product; the newest of those that are equally so."""
    topics: dict[str, list[Judged]] = defaultdict(list)
    for each in fit:
        topics[each.rule.topic.casefold()].append(each)
    told = topics.pop("", [])
    for rivals in topics.values():
        told += _of_topic(sorted(rivals, key=lambda each: (-specific(each.rule), -each.rule.id)), facts)
    return told


def _of_topic(rivals: list[Judged], facts: OrderFacts) -> list[Judged]:
    """Judge rivals, the strongest first: each takes what is left for it, the whole order or some of its products."""
    held: dict[str, Judged] = {}
    whole: Judged | None = None
    found = []
    for each in rivals:
        if each.products:
            left = tuple(sku for sku in each.products if sku not in held)
            lost = tuple(sku for sku in each.products if sku in held)
            if left:
                held |= dict.fromkeys(left, each)
                found.append(replace(each, products=left, lost=lost))
            else:
                found.append(_beaten(each, held[each.products[0]]))
            continue
        by = whole or (next(iter(held.values())) if held and len(held) >= facts.kinds else None)
        if by is None:
            whole = each
            found.append(each)
        else:
            found.append(_beaten(each, by))
    return found


def _beaten(loser: Judged, winner: Judged) -> Judged:
    even = specific(loser.rule) == specific(winner.rule)
    return replace(loser, why=Why.EQUAL if even else Why.OVERRULED, by=winner.rule.id)
