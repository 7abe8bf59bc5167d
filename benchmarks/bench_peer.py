"""Shipments a second beside Tryton, in turn in one run: create, promise, pick, pack, hand over, three lines an order.

Tryton is measured by a script of its own (its path in PEER_SCRIPT, the Python of its environment in PEER_PYTHON);
without them the figures of our side stand alone and no goal is compared. On PostgreSQL both use the same server, by the
same socket, each in a database of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.servers import POSTGRESQL, SQLITE, databases, wanted
from benchmarks.shipping_acts import Shop

from tests import postgres
from tests.company import Company

ROUNDS, ORDERS, PEER_ORDERS = 3, 400, 40
AT_LEAST = {SQLITE: 100, POSTGRESQL: 40}
"""How many times the peer's rate; on PostgreSQL 60 is the aim."""

LONGEST_PEER_S = 900


def peer(folder: Path, orders: int, server: postgres.Server | None, *, again: bool) -> dict[str, Any] | None:
    """Return the peer's document, or None where it is not there."""
    script, python = os.environ.get("PEER_SCRIPT"), os.environ.get("PEER_PYTHON")
    if not script or not python:
        return None
    out = folder / "peer.json"
    words = [
        python,
        script,
        "--db",
        "sqlite" if server is None else "postgresql://postgres@/",
        "--dir",
        str(folder),
        "--n",
        str(orders),
        "--returns",
        "1",
        "--form",
        "0",
    ]
    done = subprocess.run(
        [*words, "--json", str(out), *(["--reuse"] if again else [])],
        check=False, capture_output=True, timeout=LONGEST_PEER_S, env={**os.environ, **_found_at(server)},
    )  # fmt: skip
    if done.returncode:
        print(done.stderr.decode()[-2000:], file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def _found_at(server: postgres.Server | None) -> dict[str, str]:
    """Return the environment by which the peer finds the server."""
    return {} if server is None else {"PGHOST": str(server.host), "PGBIN": str(server.programs)}


def main() -> None:
    """Print figures and goals as JSON."""
    smoke, kind = "--smoke" in sys.argv, wanted()
    orders = 20 if smoke else ORDERS
    rates: list[float] = []
    theirs: list[float] = []
    peer_figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as made, made.empty() as address:
        folder = Path(name)
        (folder / "ours").mkdir()
        company = Company(folder / "ours", database=address)
        shop = Shop(company)
        shop.stock()
        shop.ship(10)
        shop.times = {act: [] for act in shop.times}
        for turn in range(1 if smoke else ROUNDS):
            rates.append(orders / shop.ship(orders))
            found = None if smoke else peer(folder, PEER_ORDERS, made.server, again=turn > 0)
            if found is not None:
                theirs.append(found["shipments_per_s"])
                peer_figures = {"version": found["version"], "stages": found["stages"]}
        acts = shop.figures()
        company.close()
    figures: dict[str, Any] = {
        "database": kind,
        "shipments_per_s": [round(each, 1) for each in rates],
        "acts_ms": acts,
        "peer": peer_figures,
    }
    goals: list[dict[str, object]] = [
        {"name": "p95 of the slowest act, ms", "value": max(each["p95"] for each in acts.values()), "at_most": 10}
    ]
    if theirs:
        figures["peer_shipments_per_s"] = theirs
        ratio = sorted(ours / other for ours, other in zip(rates, theirs, strict=True))[len(theirs) // 2]
        figures["times_the_peer"] = round(ratio, 1)
        share = round(AT_LEAST[kind] / ratio, 2)
        goals.append({"name": f"{AT_LEAST[kind]} times the peer / times the peer", "value": share, "at_most": 1})
    print(json.dumps({"name": "shipments beside a peer", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
