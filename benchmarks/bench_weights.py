"""How well parcels are told right from wrong by their weight, learned from nothing but parcels: a simulation.

A catalogue of products with true weights and a spread from unit to unit; books of which some are plainly wrong and the
others a little; boxes whose weight varies, filling as it falls, a scale with steps, and packers who leave a unit out or
put one more in. Parcels are judged as at the bench, and what is taken there teaches.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from warehouse_app.domain.weights.causes import Around, CauseKind, Kind, causes
from warehouse_app.domain.weights.judging import Policy, allowed
from warehouse_app.domain.weights.learning import Belief, Part, from_book, learned, packaging, variance_mg2
from warehouse_app.domain.weights.values import EVIDENCE, is_wrong

POLICY = Policy(percent=10, packaging_g=500, least_g=5, share_tenths=5, sigmas=3)
BOXES = {"S": 90, "M": 180, "L": 320}
SEED, TRIED = 8, 3_000
FAULTS = 0.005
"""The share of parcels that are packed wrong while learning."""

LIGHTEST_G = 25
"""A unit lighter than this is not asked to be missed: the figures of heavier ones stand beside it."""


@dataclass
class World:
    """Products as they are, and what the books and the parcels say of them."""

    chance: random.Random
    true_g: list[float]
    spread: list[float]
    books: list[int]
    wrong: set[int]
    step_g: int
    known_boxes: bool
    beliefs: dict[int, Belief] = field(default_factory=dict)
    boxes: dict[str, Belief] = field(default_factory=dict)

    def belief(self, product: int) -> Belief:
        """Return what is believed of a product."""
        return self.beliefs.get(product) or from_book(self.books[product], POLICY.percent, POLICY.sigmas)

    def packing(self, box: str) -> tuple[str, Belief]:
        """Return what is believed of a box; where no box is known all of them are one."""
        name = box if self.known_boxes else ""
        found = self.boxes.get(name)
        return name, found or packaging(BOXES[box] if self.known_boxes else None, POLICY.packaging_g)

    def weigh(self, goods: Sequence[tuple[int, int]], box: str) -> int:
        """Return what the scale says."""
        whole = BOXES[box] * self.chance.gauss(1, 0.02) + self.chance.uniform(0, 20)
        for product, qty in goods:
            whole += sum(self.true_g[product] * self.chance.gauss(1, self.spread[product]) for _ in range(qty))
        whole += self.chance.gauss(0, 0.5)
        return max(1, round(whole / self.step_g) * self.step_g)


def made(seed: int, products: int, wrong_percent: int, *, boxes: bool) -> World:
    """Return a world whose scale shows steps of 5 g."""
    chance = random.Random(seed)
    true = [min(4_000.0, max(4.0, math.exp(chance.gauss(5.3, 1.1)))) for _ in range(products)]
    wrong = {each for each in range(products) if chance.random() * 100 < wrong_percent}
    books = [
        max(1, round(each * (chance.choice((0.5, 0.7, 1.4, 2.0)) if n in wrong else chance.gauss(1, 0.015))))
        for n, each in enumerate(true)
    ]
    return World(chance, true, [chance.uniform(0.002, 0.015) for _ in true], books, wrong, 5, boxes)


def basket(world: World) -> tuple[list[tuple[int, int]], str]:
    """Return the goods of an order and its box: most have one or two lines, and some products are wanted often."""
    chance = world.chance
    lines = min(8, 1 + int(chance.expovariate(0.9)))
    seen: dict[int, int] = {}
    for _ in range(lines):
        product = int(len(world.true_g) * chance.random() ** 2)
        seen[product] = 1 if chance.random() < 0.75 else chance.randint(2, 6)
    grams = sum(world.true_g[product] * qty for product, qty in seen.items())
    return list(seen.items()), "S" if grams < 400 else "M" if grams < 1_500 else "L"


def disturbed(world: World, goods: list[tuple[int, int]], change: int) -> tuple[list[tuple[int, int]], int]:
    """Return the goods with one unit too many or too few, and of which product."""
    product, _qty = world.chance.choice(goods)
    return [(each, qty + (change if each == product else 0)) for each, qty in goods], product


@dataclass
class Count:
    """Parcels of one kind: how many, how many were asked about, how often the first cause named was right."""

    parcels: int = 0
    asked: int = 0
    named: int = 0
    right: int = 0

    def told(self) -> dict[str, float | int]:
        """Return the figures."""
        share = 100 * self.asked / max(1, self.parcels)
        right = round(100 * self.right / max(1, self.named), 1)
        return {
            "parcels": self.parcels, "asked_percent": round(share, 2), "named": self.named,
            "named_right_percent": right,
        }  # fmt: skip


def one(world: World, count: Count, wrong: CauseKind | None, *, teaches: bool = False) -> None:
    """Pack, judge and learn from one parcel. A right one that is asked about is counted again and taken."""
    goods, box = basket(world)
    real, product = (goods, -1) if wrong is None else disturbed(world, goods, 1 if wrong is CauseKind.EXTRA else -1)
    if wrong is not None and world.true_g[product] < LIGHTEST_G:
        return
    name, packed = world.packing(box)
    parts, pack = [Part(world.belief(each), qty) for each, qty in goods], Part(packed)
    grams = world.weigh(real, box)
    may = allowed(parts, pack, POLICY, world.step_g)
    count.parcels += 1
    holds = may.holds(grams)
    if not holds:
        count.asked += 1
        kinds = [Kind(str(each), "", world.belief(each), qty) for each, qty in goods]
        variance = variance_mg2((*parts, pack), world.step_g)
        found = causes(grams - may.expected, variance, kinds, Around())
        count.named += bool(found)
        count.right += bool(found) and (found[0].kind, found[0].sku, found[0].qty) == (wrong, str(product), 1)
    if teaches and (holds or wrong is None):
        after = learned((*parts, pack), grams, world.step_g)
        world.beliefs.update(zip((each for each, _qty in goods), after, strict=False))
        world.boxes[name] = after[-1]


def run(world: World, parcels: int, tried: int = TRIED) -> dict[str, Any]:
    """Return the figures of a world: of its first parcels, and after so many."""
    first, later, fresh, missing, extra = Count(), Count(), Count(), Count(), Count()
    for n in range(parcels):
        fault = world.chance.random()
        wrong = CauseKind.MISSING if fault < FAULTS / 2 else CauseKind.EXTRA if fault < FAULTS else None
        one(world, (first if n < parcels // 20 else later) if wrong is None else Count(), wrong, teaches=True)
    for _ in range(tried):
        one(world, fresh, None)
        one(world, missing, CauseKind.MISSING)
        one(world, extra, CauseKind.EXTRA)
    found = {each for each, belief in world.beliefs.items() if is_wrong(world.books[each], belief)}
    right = {each for each, true in enumerate(world.true_g) if abs(world.books[each] - true) <= max(2, true * 0.02)}
    told = {each for each in world.wrong if each in world.beliefs and world.beliefs[each].parcels >= EVIDENCE}
    return {
        "first_parcels": first.told(), "later_parcels": later.told(), "right_after": fresh.told(),
        "one_missing": missing.told(), "one_too_many": extra.told(),
        "books": {"wrong": len(world.wrong), "wrong_with_evidence": len(told), "found": len(found & world.wrong),
                  "blamed_unjustly": len(found & right)},
    }  # fmt: skip


def main() -> None:
    """Print the figures as JSON."""
    smoke = "--smoke" in sys.argv
    parcels = 600 if smoke else 20_000
    known = run(made(SEED, 60 if smoke else 400, 10, boxes=True), parcels)
    unknown = run(made(SEED, 60 if smoke else 400, 10, boxes=False), parcels)
    goals = [
        {"name": "boxes known: right parcels asked about, %", "value": known["right_after"]["asked_percent"],
         "at_most": 1.0},
        {"name": "boxes known: parcels with a unit of 25 g or more missing not asked about, %",
         "value": 100 - known["one_missing"]["asked_percent"], "at_most": 5.0},
        {"name": "boxes known: parcels with such a unit too many not asked about, %",
         "value": 100 - known["one_too_many"]["asked_percent"], "at_most": 5.0},
        {"name": "boxes not known: right parcels asked about, %", "value": unknown["right_after"]["asked_percent"],
         "at_most": 3.0},
        {"name": "boxes not known: a unit missing not asked about, %",
         "value": 100 - unknown["one_missing"]["asked_percent"], "at_most": 40.0},
        {"name": "books that are right and were blamed", "value": known["books"]["blamed_unjustly"], "at_most": 2},
    ]  # fmt: skip
    print(json.dumps({"parcels": parcels, "boxes_known": known, "boxes_not_known": unknown, "goals": goals}, indent=1))


if __name__ == "__main__":
    main()
