"""The stock of past moments over ten million legs: what one costs the processor, and that it is the sum of all legs.

The legs are written in bulk: arrivals of ten products, and moves between bins, two seconds apart. Marks and averages
are made by the worker's own steps.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.servers import databases, wanted
from sqlalchemy import insert, text

from tests.company import Company
from warehouse_app.application.health import cells_at, stock_then
from warehouse_app.store.health import costs, facts, marks
from warehouse_app.store.schema import ledger, office

LEGS, SMOKE_LEGS = 10_000_000, 250_000
PLACES, PRODUCTS = 20_000, 20_000
ARRIVALS = 100
"""Entries to one arrival of ten products."""

SOLD = 0.8
"""The part of the moves that leave the house; the rest goes to a second bin."""

MOMENTS = 20
MOST_S = 2
CHUNK = 50_000
BEGIN = datetime(2020, 1, 1)  # noqa: DTZ001 - written as UTC
SUPPLIER, CUSTOMER, FIRST_BIN = 1, 2, 3


def at_of(n: int) -> str:
    """Return the time of the n-th entry."""
    return f"{(BEGIN + timedelta(seconds=2 * n)).isoformat()}.000000Z"


def entries(legs: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield entries with their legs, the same each time."""
    dice, seq, written = random.Random(7), 0, 0
    while written < legs:
        seq += 1
        first = seq % ARRIVALS == 1
        made = []
        for n in range(10 if first else 1):
            item = dice.randrange(PRODUCTS) + 1
            home, spare = FIRST_BIN + item % PLACES, FIRST_BIN + (7 * item + 1) % PLACES
            ends = (SUPPLIER, home) if first else (home, CUSTOMER if dice.random() < SOLD else spare)
            if ends[0] == ends[1]:
                ends = (home, CUSTOMER)
            made.append(
                {
                    "entry_seq": seq,
                    "n": n,
                    "item_id": item,
                    "source": ends[0],
                    "target": ends[1],
                    "qty": 100 if first else 1,
                }
            )
        written += len(made)
        kind = "receive" if first else "move"
        own = {"seq": seq, "id": f"e{seq}", "kind": kind, "at": at_of(seq), "who": "p", "command_id": f"e{seq}"}
        yield {**own, "content": "c"}, made


def fill(company: Company, legs: int) -> int:
    """Write the house and its legs; return the number of entries."""
    with company.write() as desk:
        desk.connection.execute(insert(office.company), [{"name": "id", "value": "then"}])
        desk.connection.execute(insert(ledger.warehouse), [{"code": "MAIN"}])
        fixed = [(SUPPLIER, "*", "SUPPLIER", "SUPPLIER"), (CUSTOMER, "*", "CUSTOMER", "CUSTOMER")]
        fixed += [(FIRST_BIN + n, "MAIN", "BIN", f"B{n:05d}") for n in range(PLACES)]
        names = ("id", "warehouse", "kind", "code")
        desk.connection.execute(insert(ledger.place), [dict(zip(names, each, strict=True)) for each in fixed])
        goods = [{"id": n, "sku": f"S{n:05d}", "sku_key": f"S{n:05d}"} for n in range(1, PRODUCTS + 1)]
        desk.connection.execute(insert(ledger.product), goods)
        things = [{"id": each["id"], "sku": each["sku"], "product_id": each["id"]} for each in goods]
        desk.connection.execute(insert(ledger.item), things)
    found, count = entries(legs), 0
    while portion := list(islice(found, CHUNK)):
        with company.write() as desk:
            desk.connection.execute(insert(ledger.entry), [entry for entry, _legs in portion])
            desk.connection.execute(insert(ledger.leg), [leg for _entry, made in portion for leg in made])
        count += len(portion)
    return count


def follow(company: Company) -> int:
    """Make the marks and averages, as the worker does but in longer strides; return the number of marks."""
    costs.ENTRIES = CHUNK
    while True:
        with company.store.read() as desk:
            seq = marks.due(desk, "9999")
            mark, cells = marks.made(desk, seq) if seq else (None, ())
        if mark is None:
            break
        with company.write() as desk:
            marks.begin(desk, mark, len(cells))
            marks.write(desk, mark.seq, cells)
            marks.keep(desk, mark.seq)
    while True:
        with company.write() as desk:
            until = costs.onward(desk, "9999")
            if not until:
                break
            book = costs.read(desk)
            costs.follow(book, costs.crossed(desk, costs.cursor(desk), until), {})
            costs.keep(desk, book, until)
    with company.store.read() as desk:
        return len(marks.kept(desk))


def summed(company: Company, at: str) -> dict[tuple[int, int], int]:
    """Return all cells of a moment, added up leg by leg by the database."""
    words = (
        "SELECT place, item, SUM(q) FROM (SELECT g.target AS place, g.item_id AS item, g.qty AS q FROM leg g"
        " JOIN entry e ON e.seq = g.entry_seq WHERE e.at <= :at UNION ALL SELECT g.source, g.item_id, -g.qty FROM leg g"
        " JOIN entry e ON e.seq = g.entry_seq WHERE e.at <= :at) f WHERE place > :outside GROUP BY place, item"
        " HAVING SUM(q) <> 0"
    )
    with company.store.read() as desk:
        rows = desk.connection.execute(text(words), {"at": at, "outside": CUSTOMER})
        return {(row[0], row[1]): int(row[2]) for row in rows}


def main(*, smoke: bool) -> None:
    """Make the ledger, look back, print the figures."""
    legs, kind = SMOKE_LEGS if smoke else LEGS, wanted()
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as server, server.empty() as address:
        company = Company(Path(name), database=address)
        begin = time.perf_counter()
        count = fill(company, legs)
        filled = time.perf_counter()
        written = follow(company)
        followed = time.perf_counter()
        dice = random.Random(11)
        moments = [at_of(dice.randrange(1, count + 1)) for _ in range(MOMENTS)]
        cells, cells_s, worth_s = 0, list[float](), list[float]()
        for at in moments:
            with company.store.read() as desk:
                start = time.process_time()
                cells = sum(1 for _cell in cells_at(desk, at))
                cells_s.append(time.process_time() - start)
                start = time.process_time()
                stock_then(desk, at)
                worth_s.append(time.process_time() - start)
        with company.store.read() as desk:
            found = marks.then(desk, moments[-1], marks.places_here(desk))
            assert facts.things(desk, [1])[1].sku == "S00001"
        assert found == summed(company, moments[-1]), "a moment is not what its legs add up to"
        company.close()
    goals = [
        {
            "name": f"stock of a past moment over {legs} legs ({kind}), slowest of {MOMENTS}, s",
            "value": max(cells_s),
            "at_most": MOST_S,
        },
        {
            "name": f"stock of a past moment with its worth ({kind}), slowest of {MOMENTS}, s",
            "value": max(worth_s),
            "at_most": MOST_S,
        },
    ]
    facts_ = {"legs": legs, "entries": count, "marks": written, "cells": cells, "filled_s": round(filled - begin, 1)}
    medians = {"cells_s": sorted(cells_s)[MOMENTS // 2], "worth_s": sorted(worth_s)[MOMENTS // 2]}
    print(
        json.dumps(
            {
                "name": "stock_then",
                "database": kind,
                **facts_,
                "followed_s": round(followed - filled, 1),
                **medians,
                "goals": goals,
            }
        )
    )


if __name__ == "__main__":
    import sys

    main(smoke="--smoke" in sys.argv)
