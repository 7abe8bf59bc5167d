"""Runs every benchmark of this folder, one process each, one after the other, and gathers their JSON.

A benchmark is a script `bench_*.py` that prints one JSON document to standard output (see README.md). A missed goal is
reported and makes the exit code 1 only with `--strict`: figures are compared as ratios within one run, never as a timed
test. A benchmark that fails to run always makes it 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LONGEST_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure against its limit; both in the unit that the name ends with."""

    name: str
    value: float
    at_most: float

    @property
    def met(self) -> bool:
        """Tell whether the figure keeps its limit."""
        return self.value <= self.at_most

    def __str__(self) -> str:
        mark = "ok  " if self.met else "MISS"
        return f"  {mark} {self.name}: {self.value:.2f}, at most {self.at_most:g}"


def goals_of(document: dict[str, object]) -> list[Goal]:
    """Read the goals of a benchmark's document; one without goals has none."""
    rows = document.get("goals", [])
    assert isinstance(rows, list), "goals is a list"
    return [Goal(str(row["name"]), float(row["value"]), float(row["at_most"])) for row in rows]


def _environment() -> dict[str, str]:
    """Let benchmarks use the small company of the tests."""
    paths = [str(HERE.parent), str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def run_one(script: Path, out: Path, *, smoke: bool) -> list[Goal] | None:
    """Run one benchmark, keep its document in `out`, and return its goals; None when it did not run to its end."""
    command = [sys.executable, str(script), *(["--smoke"] if smoke else [])]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired:
        print(f"{script.stem}: not done after {LONGEST_SECONDS} s")
        return None
    if done.returncode != 0:
        print(f"{script.stem}: failed with {done.returncode}\n{done.stderr[-2000:]}")
        return None
    try:
        document = json.loads(done.stdout)
        goals = goals_of(document)
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        print(f"{script.stem}: its answer is not the JSON that README.md asks for ({error})")
        return None
    (out / f"{script.stem}.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return goals


def chosen_scripts(folder: Path, only: Sequence[str]) -> list[Path]:
    """Return the benchmarks whose name contains one of the words, or all of them."""
    scripts = sorted(folder.glob("bench_*.py"))
    return [script for script in scripts if not only or any(word in script.stem for word in only)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for and print one line a goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="words in the names of the benchmarks to run; none means all")
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--smoke", action="store_true", help="small sizes: proves that they run, measures nothing")
    parser.add_argument("--strict", action="store_true", help="a missed goal makes the exit code 1")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    failed = missed = 0
    for script in chosen_scripts(chosen.folder, chosen.only):
        goals = run_one(script, chosen.out, smoke=chosen.smoke)
        if goals is None:
            failed += 1
            continue
        print(script.stem, *goals, sep="\n", flush=True)
        missed += sum(not goal.met for goal in goals)
    print(
        f"{failed} failed to run, {missed} goals missed" + (" (small sizes: no figure counts)" if chosen.smoke else "")
    )
    return 1 if failed or (chosen.strict and missed and not chosen.smoke) else 0


if __name__ == "__main__":
    sys.exit(main())
