"""All projections written anew from the facts: the facts are folded once, and only what differs is written.

The doctor judges the projections by words of its own (`store.projections`), so a fault here is found by it.
"""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from warehouse_app.store.desk import Desk
from warehouse_app.store.places import PROMISABLE_SQL
from warehouse_app.store.projections import LOSSY, SUMS


class FactsContradict(Exception):  # noqa: N818 - a fact about the facts, answered as a refusal
    """The entries and promises themselves break a law of the ledger."""


class Fold(NamedTuple):
    """What the facts say, in a table of this unit of work: each is made of the ledger and of those before it.

    Its first `keys` columns tell its rows apart.
    """

    name: str
    columns: str
    keys: str
    words: str


FOLDS = (
    Fold(
        "fact_cell",
        "place_id BIGINT NOT NULL, item_id BIGINT NOT NULL, must BIGINT NOT NULL, must_held BIGINT NOT NULL",
        "place_id, item_id",
        "INSERT INTO fact_cell SELECT n.place_id, n.item_id, SUM(n.q), SUM(n.h) FROM ("
        " SELECT target AS place_id, item_id, qty AS q, 0 AS h FROM leg"
        " UNION ALL SELECT source, item_id, -qty, 0 FROM leg"
        " UNION ALL SELECT place_id, item_id, 0, qty FROM promise WHERE scope = 'cell') n"
        " GROUP BY n.place_id, n.item_id HAVING SUM(n.q) <> 0 OR SUM(n.h) <> 0",
    ),
    Fold(
        "fact_serial",
        "sku TEXT NOT NULL, serial TEXT NOT NULL, place_id BIGINT NOT NULL, must BIGINT NOT NULL",
        "sku, serial, place_id",
        "INSERT INTO fact_serial SELECT i.sku, i.serial, c.place_id, SUM(c.must) FROM fact_cell c"
        f" CROSS JOIN place p CROSS JOIN item i WHERE p.id = c.place_id AND p.kind NOT IN {LOSSY}"
        " AND i.id = c.item_id AND i.serial <> ''"
        " GROUP BY i.sku, i.serial, c.place_id HAVING SUM(c.must) <> 0",
    ),
    Fold(
        "fact_home",
        "place_id BIGINT NOT NULL, warehouse TEXT NOT NULL",
        "place_id",
        "INSERT INTO fact_home WITH RECURSIVE pallet (id, place_id) AS MATERIALIZED ("
        " SELECT p.id, s.place_id FROM fact_serial s CROSS JOIN place p"
        " WHERE s.sku = '@LPN' AND s.must > 0 AND p.kind = 'LPN' AND p.code = s.serial),"
        f" home (place_id, warehouse) AS (SELECT id, warehouse FROM place WHERE kind IN {PROMISABLE_SQL}"
        " UNION SELECT l.id, h.warehouse FROM home h JOIN pallet l ON l.place_id = h.place_id)"
        " SELECT place_id, MIN(warehouse) FROM home GROUP BY place_id",
    ),
    Fold(
        "fact_pool",
        "sku TEXT NOT NULL, warehouse TEXT NOT NULL, owner TEXT NOT NULL, grade TEXT NOT NULL, lot TEXT NOT NULL,"
        " must BIGINT NOT NULL, must_promised BIGINT NOT NULL",
        "sku, warehouse, owner, grade, lot",
        "INSERT INTO fact_pool WITH standing AS MATERIALIZED ("
        "SELECT i.sku, h.warehouse, i.owner, i.grade, i.lot, SUM(c.must) AS q"
        " FROM fact_home h CROSS JOIN fact_cell c CROSS JOIN item i"
        " WHERE c.place_id = h.place_id AND i.id = c.item_id AND i.sku NOT LIKE '@%'"
        " GROUP BY i.sku, h.warehouse, i.owner, i.grade, i.lot)"
        " SELECT p.sku, p.warehouse, p.owner, p.grade, p.lot, SUM(p.must), SUM(p.promised) FROM ("
        " SELECT sku, warehouse, owner, grade, '*' AS lot, q AS must, 0 AS promised FROM standing"
        " UNION ALL SELECT sku, warehouse, owner, grade, lot, q, 0 FROM standing WHERE lot <> ''"
        " UNION ALL SELECT sku, warehouse, owner, grade, '*', 0, qty FROM promise"
        " UNION ALL SELECT sku, warehouse, owner, grade, lot, 0, qty FROM promise WHERE lot <> '*') p"
        " GROUP BY p.sku, p.warehouse, p.owner, p.grade, p.lot HAVING SUM(p.must) <> 0 OR SUM(p.promised) <> 0",
    ),
    Fold(
        "fact_gone",
        "place_id BIGINT NOT NULL",
        "place_id",
        "INSERT INTO fact_gone SELECT p.id FROM fact_serial s CROSS JOIN place c CROSS JOIN place p"
        " WHERE s.sku = '@PARCEL' AND s.must > 0"
        " AND c.id = s.place_id AND c.kind = 'CUSTOMER' AND p.kind = 'PARCEL' AND p.code = s.serial GROUP BY p.id",
    ),
    Fold(
        "fact_line",
        "line_id BIGINT NOT NULL, picked BIGINT NOT NULL, packed BIGINT NOT NULL, shipped BIGINT NOT NULL",
        "line_id",
        "INSERT INTO fact_line SELECT n.line_id,"
        " SUM(CASE WHEN p.kind IN ('TOTE', 'CART', 'BENCH', 'PARCEL', 'CUSTOMER') THEN n.q ELSE 0 END),"
        " SUM(CASE WHEN p.kind IN ('PARCEL', 'CUSTOMER') THEN n.q ELSE 0 END),"
        " SUM(CASE WHEN p.kind = 'CUSTOMER' OR (p.kind = 'PARCEL' AND g.place_id IS NOT NULL) THEN n.q ELSE 0 END)"
        " FROM (SELECT line_id, target AS place_id, qty AS q FROM leg WHERE line_id IS NOT NULL"
        " UNION ALL SELECT line_id, source, -qty FROM leg WHERE line_id IS NOT NULL) n"
        " JOIN place p ON p.id = n.place_id LEFT JOIN fact_gone g ON g.place_id = n.place_id GROUP BY n.line_id",
    ),
)


class Step(NamedTuple):
    """One thing that is written; the rows that `counts` are figures that were wrong."""

    words: str
    counts: bool = True


_CELL = "f.place_id = balance.place_id AND f.item_id = balance.item_id"
_SERIAL = "f.sku = serial_at.sku AND f.serial = serial_at.serial AND f.place_id = serial_at.place_id"
_POOL_KEYS = "sku, warehouse, owner, grade, lot"
_POOL = (
    "f.sku = pool.sku AND f.warehouse = pool.warehouse AND f.owner = pool.owner AND f.grade = pool.grade"
    " AND f.lot = pool.lot"
)
_LOSSY = f"(SELECT id FROM place WHERE kind IN {LOSSY})"

FOLLOWING = (
    "DELETE FROM stock_mark_cell",
    "DELETE FROM stock_mark",
    "DELETE FROM cost_step",
    "DELETE FROM cost_now",
    "DELETE FROM left_sum",
    "DELETE FROM weight_product",
    "DELETE FROM weight_packaging",
    "DELETE FROM cost_cursor",
)
"""What the worker makes anew of the facts by itself, step by step."""

STEPS = (
    Step("DELETE FROM balance WHERE on_hand = 0 AND held = 0", counts=False),
    Step(f"DELETE FROM balance WHERE NOT EXISTS (SELECT 1 FROM fact_cell f WHERE {_CELL})"),
    Step(
        "INSERT INTO balance (place_id, item_id, on_hand, held, outside) SELECT f.place_id, f.item_id, f.must,"
        f" f.must_held, CASE WHEN p.kind IN {LOSSY} THEN 1 ELSE 0 END FROM fact_cell f"
        " JOIN place p ON p.id = f.place_id LEFT JOIN balance b ON b.place_id = f.place_id AND b.item_id = f.item_id"
        " WHERE b.place_id IS NULL OR b.on_hand <> f.must OR b.held <> f.must_held"
        " ON CONFLICT (place_id, item_id) DO UPDATE SET on_hand = excluded.on_hand, held = excluded.held,"
        " outside = excluded.outside"
    ),
    Step(f"UPDATE balance SET outside = 1 WHERE outside <> 1 AND place_id IN {_LOSSY}", counts=False),
    Step(f"UPDATE balance SET outside = 0 WHERE outside <> 0 AND place_id NOT IN {_LOSSY}", counts=False),
    Step(f"DELETE FROM serial_at WHERE NOT EXISTS (SELECT 1 FROM fact_serial f WHERE {_SERIAL} AND f.must > 0)"),
    Step(
        "INSERT INTO serial_at (sku, serial, place_id) SELECT f.sku, f.serial, f.place_id FROM fact_serial f"
        f" WHERE f.must > 0 AND NOT EXISTS (SELECT 1 FROM serial_at WHERE {_SERIAL})"
    ),
    Step("DELETE FROM pool WHERE on_hand = 0 AND promised = 0", counts=False),
    Step(f"DELETE FROM pool WHERE NOT EXISTS (SELECT 1 FROM fact_pool f WHERE {_POOL})"),
    Step(
        f"INSERT INTO pool ({_POOL_KEYS}, on_hand, promised)"
        " SELECT f.sku, f.warehouse, f.owner, f.grade, f.lot, f.must, f.must_promised"
        f" FROM fact_pool f LEFT JOIN pool ON {_POOL}"
        " WHERE pool.sku IS NULL OR pool.on_hand <> f.must OR pool.promised <> f.must_promised"
        f" ON CONFLICT ({_POOL_KEYS}) DO UPDATE SET on_hand = excluded.on_hand, promised = excluded.promised"
    ),
    Step(
        "UPDATE order_line SET picked = 0, packed = 0, shipped = 0 WHERE (picked <> 0 OR packed <> 0 OR shipped <> 0)"
        " AND NOT EXISTS (SELECT 1 FROM fact_line f WHERE f.line_id = order_line.id)"
    ),
    Step(
        "UPDATE order_line SET picked = f.picked, packed = f.packed, shipped = f.shipped FROM fact_line f"
        " WHERE f.line_id = order_line.id AND (order_line.picked <> f.picked OR order_line.packed <> f.packed"
        " OR order_line.shipped <> f.shipped)"
    ),
    Step("DELETE FROM order_sum", counts=False),
    *(Step(words, counts=False) for words in FOLLOWING),
)


def rebuild(desk: Desk) -> int:
    """Write all projections anew from the facts; return how many figures were wrong.

    It takes as long as the ledger is large, also on a server that gives other units of work some seconds.

    Raises FactsContradict when the facts themselves break a law; the caller rolls back, and nothing changed.
    """
    with _roomy(desk), _folded(desk):
        wrong = int(desk.connection.execute(text(WRONG_SUMS)).scalar_one())
        try:
            for step in STEPS:
                done = desk.connection.execute(text(step.words))
                wrong += done.rowcount if step.counts else 0
        except IntegrityError as error:
            raise FactsContradict from error
    return wrong


_DIFFERING = SUMS.differing
WRONG_SUMS = f"SELECT COUNT(*) FROM ({_DIFFERING}) s"
"""The sums of an order are compared with its lines as they are found."""


@contextmanager
def _folded(desk: Desk) -> Iterator[None]:
    """Hold what the facts say in tables that are gone with this unit of work."""
    server = desk.connection.dialect.name == "postgresql"
    for fold in FOLDS:
        keys = "" if server else f", PRIMARY KEY ({fold.keys})"
        how = "ON COMMIT DROP" if server else "WITHOUT ROWID"
        desk.connection.execute(text(f"CREATE TEMPORARY TABLE {fold.name} ({fold.columns}{keys}) {how}"))
        desk.connection.execute(text(fold.words))
        if server:
            desk.connection.execute(text(f"ANALYZE {fold.name}"))
    yield
    for fold in FOLDS:
        desk.connection.execute(text(f"DROP TABLE {fold.name}"))


ROOM_KIB = 262_144
"""Memory for pages and sorting meanwhile: a ledger is folded in one pass where its sums have room."""


@contextmanager
def _roomy(desk: Desk) -> Iterator[None]:
    """Give this unit of work time and memory as the company is large."""
    if desk.connection.dialect.name == "postgresql":
        from warehouse_app.store.postgresql.backend import unhurried  # not loaded where there is no server

        unhurried(desk.connection)
        desk.connection.execute(text(f"SET LOCAL work_mem = '{ROOM_KIB}kB'"))
        # What it last knew of a table that is being filled is that it was empty: row by row, that takes for ever.
        desk.connection.execute(text("SET LOCAL enable_nestloop = off"))
        yield
        return
    before = desk.connection.execute(text("PRAGMA cache_size")).scalar_one()
    desk.connection.execute(text(f"PRAGMA cache_size = -{ROOM_KIB}"))
    try:
        yield
    finally:
        desk.connection.execute(text(f"PRAGMA cache_size = {before}"))
