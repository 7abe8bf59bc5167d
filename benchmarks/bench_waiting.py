"""How long writers wait for each other: ten processes at one file, and sixteen on a server while a client freezes.

What is measured is the waiting alone, not the work: at the file from asking for the turn until it is had, on the server
by its own log of who waited for which lock, for how long, and who held it. A second run of the same writers without
the frozen client tells what they wait for each other anyway.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests import postgres
from tests.faults.races import furnish
from tests.tidy.tree import ROOT

WRITERS, BENCHES = 10, 16
LONGEST_S = 900
_HOLDING = re.compile(r"process (\d+) still waiting for (\w+) on (.+?) after [\d.]+ ms")
_HELD_BY = re.compile(r"DETAIL:\s+Process(?:es)? holding the lock: ([\d, ]+)\.")
_SILENT = re.compile(r"^(\S+ \S+) UTC \[(\d+)\] FATAL: .*idle-in-transaction timeout", re.MULTILINE)
_ENDED = re.compile(r"process (\d+) (?:acquired|failed to acquire) (\w+) on (.+?) after ([\d.]+) ms")


def raced(address: str, kinds: Sequence[str], count: int) -> list[dict[str, Any]]:
    """Let one process of each kind race; return what they tell."""
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.waiter", kind, address, str(n), str(count)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    try:
        for racer in racers:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("go\n")
            racer.stdin.flush()
        return [json.loads(racer.communicate(timeout=LONGEST_S)[0]) for racer in racers]
    finally:
        for racer in racers:
            with suppress(ProcessLookupError):
                racer.kill()


def at_a_file(folder: Path, count: int) -> tuple[list[float], int]:
    """Return how long ten writing processes waited for their turns, in ms, and the most turns others had meanwhile."""
    company = furnish(folder, "", seed=1, processes=WRITERS)
    address = company.address
    company.close()
    told = raced(address, ["turns"] * WRITERS, count)
    waits = sorted(1000 * wait for one in told for wait in one["waits"])
    return waits, max(each for one in told for each in one["overtaken"])


def lock_waits(log: str) -> list[tuple[frozenset[int], float]]:
    """Return each wait for a lock that a server's log tells of: who held it, and how many ms it took."""
    held: dict[tuple[str, ...], frozenset[int]] = {}
    waiting: tuple[str, ...] = ()
    found = []
    for line in log.splitlines():
        if begun := _HOLDING.search(line):
            waiting = begun.groups()
        elif waiting and (holders := _HELD_BY.search(line)):
            held[waiting] = held.get(waiting, frozenset()) | {int(each) for each in holders[1].split(",")}
        elif ended := _ENDED.search(line):
            found.append((held.pop(ended.groups()[:3], frozenset[int]()), float(ended[4])))
    return found


def silences(log: str, frozen: Sequence[tuple[int, float]]) -> list[float]:
    """Return after how many ms the server ended each client that froze."""
    ended = {int(pid): datetime.fromisoformat(f"{at}+00:00").timestamp() for at, pid in _SILENT.findall(log)}
    return sorted(1000 * (ended[pid] - since) for pid, since in frozen if pid in ended)


@dataclass(frozen=True, slots=True)
class Waited:
    """How long sixteen benches waited, in ms, shortest first: for a frozen client, and for each other.

    `silent` is after how long the server ended the client each time it froze.
    """

    frozen: list[float]
    others: list[float]
    silent: list[float]


def on_a_server(server: postgres.Server, folder: Path, count: int, *, frozen: bool) -> Waited:
    """Let sixteen benches want the same goods, with a client that freezes in the middle of its work or without."""
    folder.mkdir()
    log = server.folder / "log"
    with server.database() as address, postgres.in_earnest():
        company = furnish(folder, address, seed=1, processes=BENCHES + 1)
        company.close()
        name = address.partition("@/")[2].partition("?")[0]
        server.run(f'ALTER DATABASE "{name}" SET log_lock_waits = on')
        server.run(f"ALTER DATABASE \"{name}\" SET deadlock_timeout = '2ms'")
        begun = len(log.read_bytes())
        told = raced(address, ["turns"] * BENCHES + (["freezing"] if frozen else []), count)
        words = log.read_bytes()[begun:].decode("utf-8", "replace")
    waits, moments = lock_waits(words), [(pid, at) for one in told for pid, at in one["frozen"]]
    pids = frozenset(pid for pid, _at in moments)
    assert bool(pids) == frozen
    theirs = sorted(took for holders, took in waits if holders & pids)
    return Waited(theirs, sorted(took for holders, took in waits if not holders & pids), silences(words, moments))


def _most(waits: Sequence[float], part: float = 1.0) -> float:
    return round(waits[min(len(waits) - 1, int(part * len(waits)))], 1) if waits else 0.0


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, overtaken = at_a_file(folder, 5 if smoke else 200)
        server = postgres.start()
        try:
            beside = on_a_server(server, folder / "frozen", 5 if smoke else 60, frozen=True)
            without = on_a_server(server, folder / "without", 5 if smoke else 60, frozen=False)
        finally:
            server.stop()
    figures = {
        "file_turns": len(file), "file_p50_ms": _most(file, 0.5), "file_p99_ms": _most(file, 0.99),
        "file_longest_ms": _most(file), "file_overtaken_most": overtaken, "frozen": len(beside.silent),
        "silent_p50_ms": _most(beside.silent, 0.5), "silent_longest_ms": _most(beside.silent),
        "waits_for_frozen": len(beside.frozen), "wait_for_frozen_p50_ms": _most(beside.frozen, 0.5),
        "wait_for_frozen_longest_ms": _most(beside.frozen), "wait_beside_longest_ms": _most(beside.others),
        "wait_without_longest_ms": _most(without.others),
    }  # fmt: skip
    beyond = max(0.0, _most(beside.frozen) - _most(without.others))
    goals = [
        {"name": "longest wait of ten writing processes at one file, ms", "value": _most(file), "at_most": 1000},
        {"name": "a frozen client is ended after, p50, ms", "value": _most(beside.silent, 0.5), "at_most": 100},
        {"name": "longest wait for it beyond the longest without it, ms", "value": round(beyond, 1), "at_most": 100},
    ]
    print(json.dumps({"name": "waiting for others", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
