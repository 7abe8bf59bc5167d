"""What a returns desk asks among a million orders and 98 000 returns: its lists, their counts, the report, what waits.

Each question is asked in turn, some rounds, first looks left out; the figure is the median of the processor, on
PostgreSQL with the server's process. Lists are read as the pages read them: their length, then a slice.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import bigcompany, bigreturns
from benchmarks.bigcompany import AT
from benchmarks.servers import databases, processor, wanted

from warehouse_app.application.returning import report
from warehouse_app.domain.listing import PAGE, ListQuery
from warehouse_app.domain.returning.report import By
from warehouse_app.ports.clock import iso
from warehouse_app.store import listing
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Listing
from warehouse_app.store.returning import claims, lists, waiting

ROUNDS, SMALL, MOST_MS, MOST_REPORT_MS = 5, 2_000, 50, 1_000
Question = Callable[[Desk], object]
LISTS: dict[str, Listing[Any]] = {"returns": lists.RETURNS, "refunds": lists.REFUNDS, "claims": claims.CLAIMS}
NARROWED = {
    "returns": (("state", "closed"), ("carrier", "DPD"), ("channel", "shop"), ("warehouse", "MAIN")),
    "refunds": (("state", "confirmed"), ("kind", "payment"), ("currency", "GBP")),
    "claims": (("carrier", "DPD"), ("kind", "damage")),
}
TEXTS = {
    "returns": ("RT04", "RMA-500000", "1Z0000500000", "RS-402", "5500000", "C110001", "20777", "nothing"),
    "refunds": ("RF04", "RT049900", "5500000", "nothing"),
    "claims": ("CL04", "RT049907", "5500000", "P00499070", "HX0000499070GB", "nothing"),
}


def _read(of: Listing[Any], query: ListQuery) -> Question:
    def question(desk: Desk) -> object:
        found = listing.extent(desk, of, query)
        return found, listing.page(desk, of, query, 0, PAGE, total=found.total)

    return question


def _report(by: By, since: str) -> Question:
    return lambda desk: report.return_report(desk, by, since)


def questions() -> Iterator[tuple[str, Question]]:
    """Yield what is asked, by name."""
    now = iso(AT)
    for name, of in LISTS.items():
        for view in sorted(of.views):
            yield f"{name}: {view}", _read(of, ListQuery(view, now=now))
        for sort in of.sorts:
            yield f"{name}: by {sort}", _read(of, ListQuery("all", sort=sort, descending=True, now=now))
        for each in NARROWED[name]:
            yield f"{name}: {each[0]} {each[1]}", _read(of, ListQuery("all", filters=(each,), now=now))
        for text in TEXTS[name]:
            yield f"{name}: text {text}", _read(of, ListQuery("all", text=text, now=now))
    yield "returns: counts", lists.count_returns
    yield "refunds: counts", lists.count_refunds
    yield "claims: counts", lambda desk: claims.counts(desk, now)
    yield "returns: channels", lists.channels
    yield "claims: carriers", claims.carriers
    yield "waiting: counts", lambda desk: waiting.counted(desk, now)
    yield "waiting: returns", lambda desk: waiting.to_inspect(desk, now, 200)
    yield "waiting: refunds", lambda desk: waiting.stuck(desk, 200)
    yield "waiting: claims", lambda desk: waiting.due(desk, now, 200)
    for days in (30, 90, 365):
        since = iso(AT - timedelta(days=days))
        yield from ((f"report: {by.value}, {days} days", _report(by, since)) for by in By)


def ask(store: Store, rounds: int) -> dict[str, float]:
    """Return the milliseconds of each question, the slowest first."""
    with store.read() as desk:
        worked = processor(desk)
    found = {}
    for name, question in questions():
        took = []
        for _ in range(2 if name.startswith("report") else rounds):
            before = worked()
            with store.read() as desk:
                question(desk)
            took.append((worked() - before) * 1000)
        found[name] = round(median(took[1:]), 1)
        sys.stderr.write(f"{name}: {found[name]}\n")
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def main() -> None:
    """Print figures and goals as JSON; `--orders N` for another size."""
    orders = SMALL if "--smoke" in sys.argv else bigcompany.ORDERS
    if "--orders" in sys.argv:
        orders = int(sys.argv[sys.argv.index("--orders") + 1])
    kind = wanted()
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as server, server.empty() as address:
        store = open_store(address or f"sqlite:///{name}/company.db", create=True)
        bigreturns.fill(store, orders)
        bigreturns.follow(store)
        found = ask(store, ROUNDS)
        store.close()
    slow, told = (max(ms for each, ms in found.items() if each.startswith("report") is it) for it in (False, True))
    goals = [
        {
            "name": f"the slowest list, count or search of returns ({kind}), processor, ms",
            "value": slow,
            "at_most": MOST_MS,
        },
        {"name": f"the slowest report of returns ({kind}), processor, ms", "value": told, "at_most": MOST_REPORT_MS},
    ]
    print(
        json.dumps({"name": "returns desk", "figures": {"database": kind, "orders": orders, **found}, "goals": goals})
    )


if __name__ == "__main__":
    main()
