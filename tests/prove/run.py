"""The long figures: `make prove [SHARE=k/n] [ONLY="word ..."] [MINUTES=m] [PROVE=--anew]`.

Runs what is still missing of a share, one piece after the other, each in a process of its own, until the time is up,
and ends with one table. Stop it as you like: what is finished is kept in build/prove.json, and the next call goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.prove.kept import Kept, Line, Piece, lines
from tests.prove.part import HERE, PACKAGE, Part, parts

ROOT = HERE.parent.parent
KEPT, BEFORE = ROOT / "build" / "prove.json", ROOT / "docs" / "prove.json"
LONGEST_MINUTES = 30.0
SEED = 20_101_206
LAST_WORDS = 4_000
"""How much of what a failing piece printed is kept."""

HEAD = ("part", "reached", "goal", "share", "counts", "minutes", "commits", "")


def seed_of(base: int, part: Part, number: int) -> int:
    """Return the seed of a piece: the same for the same base, part and number, on every machine."""
    if part.in_order:
        return number * part.piece
    return base + number * 1_009 + sum(part.name.encode()) * 1_000_003


def missing(part: Part, done: Sequence[Piece], share: tuple[int, int]) -> list[int]:
    """Return the pieces of a share that are not done or have failed, in order."""
    k, n = share
    there = {each.number for each in done if each.part == part.name and not each.fault}
    return [number for number in range(part.pieces) if number % n == k - 1 and number not in there]


def in_turn(chosen: Sequence[Part], done: Sequence[Piece], share: tuple[int, int]) -> Iterator[tuple[Part, int]]:
    """Yield the missing pieces, every part advancing at the same rate: a stopped run has a bit of each."""
    waiting = [
        ((place + 1) / part.pieces, rank, part, number)
        for rank, part in enumerate(chosen)
        for place, number in enumerate(range(share[0] - 1, part.pieces, share[1]))
        if number in set(missing(part, done, share))
    ]
    for _, _, part, number in sorted(waiting, key=lambda each: each[:2]):
        yield part, number


def run_piece(part: Part, number: int, base: int, package: str = PACKAGE) -> Piece:
    """Run one piece in a process of its own and return what became of it."""
    seed, began = seed_of(base, part, number), time.monotonic()
    command = [sys.executable, "-m", "tests.prove.one", part.name, str(seed), str(part.count(number))]
    command += [] if package == PACKAGE else ["--package", package]
    fault, counts = "", {}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            timeout=part.limit_s,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        fault = f"not done after {part.limit_s} s"
    else:
        if done.returncode == 0:
            counts = json.loads(done.stdout.splitlines()[-1])
        else:
            fault = (done.stdout + done.stderr)[-LAST_WORDS:]
    return Piece(part.name, number, seed, commit(), round(time.monotonic() - began, 1), counts, fault)


def environment() -> dict[str, str]:
    """Return what a piece runs in: this tree first on the path, no screen."""
    paths = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    there = os.pathsep.join(path for path in paths if path)
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": there}


def commit() -> str:
    """Return the commit at hand, marked where files differ from it; "" outside version control."""
    try:
        asked = ["git", "describe", "--always", "--dirty=+", "--abbrev=10", "--exclude=*"]
        return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def table(told: Sequence[Line]) -> str:
    """Return the table in Markdown, as it may stand in docs/reliability.md."""
    rows = [HEAD, ("---",) * len(HEAD)]
    for each in told:
        counts = ", ".join(f"{name} {count:,}" for name, count in sorted(each.counts.items()) if name != "done")
        verdict = "not begun" if not each.pieces else "ok" if each.sound else f"**{len(each.faults) or ''} FAULT**"
        percent = f"{100 * each.done / each.part.whole:.1f} %"
        minutes, commits = f"{each.seconds / 60:.0f}", " ".join(each.commits[-3:])
        told_row = (f"{each.done:,}", f"{each.part.whole:,}", percent, counts, minutes, commits, verdict)
        rows.append((each.part.name, *told_row))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def prove(
    found: dict[str, Part], kept: Kept, share: tuple[int, int], minutes: float, base: int, package: str = PACKAGE
) -> bool:
    """Run what is missing of a share until the time is up; tell whether no fault is known."""
    late = time.monotonic() + 60 * minutes
    try:
        for part, number in in_turn(list(found.values()), kept.pieces(), share):
            if time.monotonic() > late:
                break
            piece = run_piece(part, number, base, package)
            kept.add(piece)
            told = f"FAULT\n{piece.fault}" if piece.fault else " ".join(f"{k}={v}" for k, v in piece.counts.items())
            print(f"{part.name} {number + 1}/{part.pieces} seed {piece.seed}, {piece.seconds} s: {told}", flush=True)
    except KeyboardInterrupt:
        print("stopped; the same command goes on")
    told_lines = lines(found.values(), kept.pieces())
    print(table(told_lines))
    for line in told_lines:
        for fault in line.faults:
            again = f"{fault.part!r} {fault.seed} {line.part.count(fault.number)}"
            print(f"again: {Path(sys.executable).name} -m tests.prove.one {again}")
    return all(line.sound for line in told_lines)


def share_of(text: str) -> tuple[int, int]:
    """Read `k/n`. Raises ValueError where it is none."""
    k, _, n = text.partition("/")
    share = int(k), int(n)
    if not 1 <= share[0] <= share[1]:
        message = f"{text} is no share"
        raise ValueError(message)
    return share


def main(arguments: Sequence[str]) -> int:
    """Prove, and return 1 where a fault is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="words: only parts whose name contains one of them")
    parser.add_argument("--share", type=share_of, default=(1, 1))
    parser.add_argument("--minutes", type=float, default=LONGEST_MINUTES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--anew", action="store_true", help="forget what was reached so far")
    parser.add_argument("--table", action="store_true", help="run nothing, show the table")
    parser.add_argument("--write", action="store_true", help=f"and write what was reached into docs/{BEFORE.name}")
    asked = parser.parse_args(arguments)
    kept = Kept(KEPT, BEFORE)
    if asked.anew:
        kept.begin_anew()
    found = {name: part for name, part in parts().items() if not asked.only or any(word in name for word in asked.only)}
    minutes = 0 if asked.table or asked.write else asked.minutes
    sound = prove(found, kept, asked.share, minutes, asked.seed)
    if asked.write:
        kept.write_down(BEFORE)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
