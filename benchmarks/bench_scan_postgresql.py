"""One accepted pack scan on PostgreSQL, durable, through the application, beside a commit of one row there.

The server lies on the disk of the temporary folder, as a real one lies on a disk. Scans and one-row commits take turns,
so that both meet the same disk.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.bench_scan import LINES, Bench, stocked

from tests import postgres
from warehouse_app.store.postgresql.link import link_of

MOST_TRIPS = 4
UNITS = 24


def measure(folder: Path, server: postgres.Server, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each scan and of each one-row commit, and the round trips of each scan."""
    found: dict[str, list[float]] = {"scan": [], "commit": [], "trips": []}
    with server.database() as address:
        stocked(folder, -(-rounds // LINES) + 1, address)
        bench = Bench(folder, address)
        link = _link(bench)
        database = address.partition("@/")[2].partition("?")[0]
        with server.connect(database) as beside:
            beside.execute("CREATE TABLE one_row (id bigint PRIMARY KEY, at text NOT NULL)")
            for n in range(rounds):
                trips, begin = link.trips, time.perf_counter()
                bench.scan(n)
                middle = time.perf_counter()
                beside.execute("INSERT INTO one_row (id, at) VALUES (%s, %s)", (n, "2010-12-06T09:00:00.000000Z"))
                found["commit"].append(time.perf_counter() - middle)
                found["scan"].append(middle - begin)
                found["trips"].append(link.trips - trips)
        bench.company.close()
    return found


def _link(bench: Bench) -> Any:  # noqa: ANN401 - the driver's connection
    with bench.company.store.read() as desk:
        return link_of(desk.connection)


def main() -> None:
    """Print figures and goals as JSON."""
    rounds = 25 if "--smoke" in sys.argv else UNITS * LINES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = postgres.start(folder)
        try:
            found = measure(folder, server, rounds)
        finally:
            server.stop()
    warm = slice(min(20, rounds // 5), None)
    scan, commit = (statistics.median(found[name][warm]) for name in ("scan", "commit"))
    trips = int(statistics.median(found["trips"][warm]))
    figures = {
        "scan_p50_ms": round(scan * 1000, 3),
        "scan_p99_ms": round(sorted(found["scan"][warm])[int(0.99 * len(found["scan"][warm]))] * 1000, 3),
        "one_row_commit_p50_ms": round(commit * 1000, 3),
        "round_trips": trips,
        "rounds": rounds,
    }
    goals = [
        {"name": "scan_p50 / one_row_commit_p50", "value": round(scan / commit, 2), "at_most": 5.0},
        {"name": "round trips of a scan", "value": trips, "at_most": MOST_TRIPS},
    ]
    print(json.dumps({"name": "pack scan on PostgreSQL", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
