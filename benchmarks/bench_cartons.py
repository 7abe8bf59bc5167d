"""Carton volume beside py3dbp on the same orders, in the same process; processor time of an answer; every one checked.

py3dbp (MIT) packs into boxes it is given, so it is asked as well as it can be asked: for each order every box from the
smallest on, with its items in both orders it knows, until all is in; where no box holds everything the one with most
items is shut and the rest asked anew. It knows no support, so its boxes may hold what stands in the air; ours may not.
Install it by the extra `bench`; without it the volumes are told alone, and why.

Goods are the measured products of a real marketplace where its file lies beside this tree, else made up in their shape.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from tests.planning.cartons import faults
from warehouse_app.domain.cartons.values import Box, Goods, Rules, Size
from warehouse_app.planning.cartonisation import advise
from warehouse_app.planning.native import load

GIVEN = Path(__file__).resolve().parents[2] / "shared/data/orders/olist_products_dims_weights.csv.gz"
ORDERS, SEED, LONGEST_MM, LARGEST_MM3 = 600, 20_231, 500, 20_000_000
UNITS = (1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30)
LADDER = (
    *((150, 100, 70), (200, 150, 100), (220, 160, 60), (250, 200, 100), (250, 200, 150), (300, 200, 100)),
    *((300, 200, 150), (300, 220, 200), (350, 250, 100), (350, 250, 200), (400, 300, 150), (400, 300, 200)),
    *((400, 300, 300), (500, 300, 200), (500, 400, 200), (500, 400, 300), (500, 400, 400), (600, 400, 300)),
    *((600, 400, 400), (700, 500, 400), (800, 600, 500), (1000, 600, 600)),
)
BOXES = tuple(
    Box(
        f"B{n:02}",
        Size(long, wide, high),
        Size(long + 8, wide + 8, high + 12),
        tare_g=long * wide // 300,
        most_g=60_000,
        cost_e4=(long * wide + wide * high + long * high) // 100,
    )
    for n, (long, wide, high) in enumerate(LADDER)
)
Product = tuple[Size, int]


@dataclass(frozen=True, slots=True)
class Run:
    """One order answered: milliseconds, outer volumes, choices with a fault, and whether volume is what is paid for."""

    took: float
    volume: int = 0
    peer: int | None = None
    wrong: int = 0
    by_volume: bool = False


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    rules, stock = Rules(), products()
    dice = Random(SEED)
    orders = [basket(dice, stock) for _n in range(12 if smoke else ORDERS)]
    theirs = their_packer()
    runs = [answered(order, rules, theirs) for order in orders]
    took = sorted(run.took for run in runs)
    p99 = round(took[len(took) * 99 // 100], 2)
    figures: dict[str, Any] = {
        "goods": GIVEN.name if GIVEN.exists() else "made up",
        "orders": len(orders),
        "compiled": load.is_compiled(),
        "p50_ms": round(took[len(took) // 2], 2),
        "p99_ms": p99,
        "slowest_ms": round(took[-1], 2),
        "paid_by_volume_percent": round(100 * sum(run.by_volume for run in runs) / len(orders)),
    }
    goals = [
        {"name": "answers with a fault", "value": sum(run.wrong for run in runs), "at_most": 0},
        {"name": "p99 of an answer, orders of up to 30 units, processor, ms", "value": p99, "at_most": 50},
    ]
    both = [(run.volume, run.peer) for run in runs if run.volume and run.peer]
    if both:
        ours, peers = (sum(each) for each in zip(*both, strict=True))
        figures |= {"litres": round(ours / 1e6), "py3dbp_litres": round(peers / 1e6)}
        figures["mean_of_ratios"] = round(mean(mine / peer for mine, peer in both), 3)
        goals.append({"name": "carton volume / py3dbp's", "value": round(ours / peers, 3), "at_most": 0.8})
    else:
        figures["py3dbp"] = "not installed (extra `bench`): its volumes are left out"
    print(json.dumps({"name": "cartons", "figures": figures, "goals": goals}))


def answered(order: Sequence[Goods], rules: Rules, theirs: Callable[[Sequence[Goods]], int | None] | None) -> Run:
    """Answer one order, check what was answered, and ask the other packer."""
    begun = time.process_time()
    advice = advise(order, BOXES, rules)
    took = 1000 * (time.process_time() - begun)
    if not advice.choices:
        return Run(took)
    first = advice.choices[0]
    return Run(
        took,
        first.volume,
        None if theirs is None else theirs(order),
        sum(bool(faults(choice, order, BOXES, rules)) for choice in advice.choices),
        all(each.dim_g > each.gross_g for each in first.boxes),
    )


def products() -> list[Product]:
    """Return sizes and weights of real products that a parcel can hold, or made-up ones."""
    if not GIVEN.exists():
        dice = Random(SEED)
        sizes = [Size(*(int(dice.lognormvariate(5, 0.5)) for _n in range(3))) for _k in range(5_000)]
        return [(size, max(20, size.volume // 6_000)) for size in sizes if max(size) <= LONGEST_MM]
    found = []
    with gzip.open(GIVEN, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told = [row[f"product_{name}"] for name in ("length_cm", "width_cm", "height_cm", "weight_g")]
            if all(told):
                long, wide, high, grams = (int(float(each)) for each in told)
                size = Size(long * 10, wide * 10, high * 10)
                if max(size) <= LONGEST_MM and size.volume <= LARGEST_MM3:
                    found.append((size, max(1, grams)))
    return found


def basket(dice: Random, stock: Sequence[Product]) -> tuple[Goods, ...]:
    """Return an order of up to 30 units."""
    left = dice.choice(UNITS)
    found: list[Goods] = []
    while left:
        count = min(left, dice.choice((1, 1, 1, 2, 3, 4)))
        size, grams = dice.choice(stock)
        found.append(Goods(f"I{len(found):02}", size, grams, count))
        left -= count
    return tuple(found)


def their_packer() -> Callable[[Sequence[Goods]], int | None] | None:
    """Return what packs an order by py3dbp and tells the outer volume; None where it is not installed."""
    try:
        from py3dbp import Bin, Item, Packer
    except ImportError:
        return None

    def packed(box: Box, left: Sequence[tuple[str, Size, int]], *, bigger_first: bool) -> set[str]:
        packer = Packer()
        packer.add_bin(Bin(box.code, *box.inner, box.most_g))
        for name, size, grams in left:
            packer.add_item(Item(name, *size, grams))
        packer.pack(bigger_first=bigger_first, number_of_decimals=0)
        return {item.name for item in packer.bins[0].items}

    def fullest(left: Sequence[tuple[str, Size, int]]) -> tuple[set[str], Box]:
        inside, used = set[str](), BOXES[0]
        for box in sorted(BOXES, key=lambda each: each.outer.volume):
            for bigger_first in (True, False):
                found = packed(box, left, bigger_first=bigger_first)
                inside, used = (found, box) if len(found) > len(inside) else (inside, used)
                if len(inside) == len(left):
                    return inside, used
        return inside, used

    def volume(order: Sequence[Goods]) -> int | None:
        left = [(f"{g.item}.{n}", g.size or Size(0, 0, 0), g.weight_g) for g in order for n in range(g.count)]
        whole = 0
        while left:
            inside, used = fullest(left)
            if not inside:
                return None
            whole += used.outer.volume
            left = [each for each in left if each[0] not in inside]
        return whole

    return volume


if __name__ == "__main__":
    main()
