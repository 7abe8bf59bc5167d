"""The doctor on a million legs: how long it takes, how much memory, and that it finds nothing.

The company is made in this process and examined in another, whose memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import bigledger
from benchmarks.servers import SQLITE, databases, wanted

from tests.company import Company

SMOKE_LEGS = 20_000
MOST_S, MOST_MB = 20, 500


def examined(folder: Path, address: str) -> dict[str, object]:
    """Examine the company of a folder; return seconds by check, the processor's seconds and the peak of memory."""
    from warehouse_app.store.checks import run

    company = Company(folder, database=address)
    company.clock.moment = company.clock.moment.replace(year=2026, month=11, day=27)
    took: dict[str, float] = {}
    broken: list[str] = []
    begin = last = time.perf_counter()
    with company.store.read() as desk:
        for check in run.every_check(desk, company.clock.now(), deep=False):
            now = time.perf_counter()
            took[check.name], last = round(now - last, 3), now
            broken += [] if check.ok else [f"{check.name}: {check.broken[:2]}"]
    figures = {"seconds": time.perf_counter() - begin, "processor_s": time.process_time(), "broken": broken}
    company.close()
    slowest = dict(sorted(took.items(), key=lambda each: -each[1])[:8])
    return {**figures, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "slowest": slowest}


def main(*, smoke: bool) -> None:
    """Make the company, look at it, print the figures."""
    legs = SMOKE_LEGS if smoke else bigledger.LEGS
    kind = wanted()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with databases(folder, kind) as server, server.empty() as address:
            company = Company(folder, database=address)
            begin = time.perf_counter()
            bigledger.fill(company.store, legs)
            made = time.perf_counter() - begin
            company.close()
            words = [sys.executable, __file__, "--examine", name, *([address] if address else [])]
            done = subprocess.run(words, capture_output=True, text=True, check=True)
            size = (folder / "company.db").stat().st_size if kind == SQLITE else 0
    found = json.loads(done.stdout)
    assert not found["broken"], found["broken"]
    goals = [
        {"name": f"doctor on {legs} legs ({kind}), s", "value": found["seconds"], "at_most": MOST_S},
        {"name": f"memory of the doctor on {legs} legs ({kind}), MB", "value": found["mb"], "at_most": MOST_MB},
    ]
    facts = {"legs": legs, "database": kind, "made_s": round(made, 1), "file_mb": size // 1_000_000}
    print(json.dumps({"name": "doctor", **facts, **found, "goals": goals}))


if __name__ == "__main__":
    if "--examine" in sys.argv:
        print(json.dumps(examined(Path(sys.argv[2]), *(sys.argv[3:] or [""]))))
    else:
        main(smoke="--smoke" in sys.argv)
