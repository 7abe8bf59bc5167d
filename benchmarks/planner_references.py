"""Makes the best known plans of the planner's instances by long runs, and keeps them in planner_references.json.

    python benchmarks/planner_references.py [ROUNDS] [WORDS]

A reference is the best of all runs so far: each round runs every instance (those whose name has one of the words) with
the next seed and 400 000 steps an order, compiled. A better plan that a benchmark finds is taken over by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.planner_instances import CASES

from warehouse_app.planning.search.anytime import Budget, search

KEPT = Path(__file__).with_suffix(".json")
STEPS_AN_ORDER = 400_000


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    words = sys.argv[2:]
    for _ in range(rounds):
        for case in CASES:
            if words and not any(word in case.name for word in words):
                continue
            known = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
            was = known.get(case.name, {"length": None, "seed": 0, "runs": 0})
            seed, steps = was["runs"] + 1, STEPS_AN_ORDER * case.orders
            found = search(case.problem(), Budget(steps, seed=seed), which="compiled")
            better = was["length"] is None or found.cost < was["length"]
            best = {"length": found.cost, "seed": seed} if better else was
            known[case.name] = {**best, "steps": steps, "runs": seed}
            KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
            print(case.name, was["length"], found.cost, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
