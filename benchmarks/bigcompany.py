"""A company of a million orders, made by bulk inserts: products, bins with stock, customers, orders, parcels.

`python -m benchmarks.bigcompany FOLDER [ORDERS]` makes `FOLDER/company.db`, with a million orders in two minutes. The
rows have the shape that imports, picking and packing leave behind; promises are, postings are not. The same
size is the same company every time. Names are invented; a `Store` of any database can be filled.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from psycopg import sql
from sqlalchemy import Table, delete, func, insert, select, update

from warehouse_app.domain.search import words_of
from warehouse_app.ports.clock import iso
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.postgresql.backend import unhurried
from warehouse_app.store.schema import METADATA, floor, given_keys, ledger, office, search, trade

ORDERS = 1_000_000
PRODUCTS, BINS, TOTES = 20_000, 40_000, 2_000
ORDERS_A_CUSTOMER = 4
OPEN_ORDERS = 20_000
"""The newest orders are open (at most one in ten); all others have left."""

LACKING = 50
"""One open order in so many lacks stock; the others are promised all of theirs."""

CHUNK = 5_000
WAREHOUSE, AT = "MAIN", datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
_POOL = {"warehouse": WAREHOUSE, "owner": "HOUSE", "grade": "A"}
_r = ledger.promise
_THINGS = ("cakestand", "lunch box", "t-light holder", "jumbo bag", "mug", "lantern", "clock", "bunting", "tea towel")
_LOOKS = ("regency", "red retrospot", "white hanging", "vintage", "ivory", "pantry", "woodland", "skull", "paisley")
_FIRST = ("anna", "ben", "carla", "david", "emma", "felix", "greta", "henry", "ida", "jonas", "karin", "leon", "maria")
_LAST = ("miller", "smith", "jones", "fischer", "weber", "meyer", "wagner", "becker", "brown", "taylor", "king")
_COUNTRIES = ("United Kingdom", "Germany", "France", "Portugal", "Belgium")


def fill(store: Store, orders: int = ORDERS, lines: int = 2) -> None:
    """Fill an empty company with so many orders of so many lines each."""
    dice = random.Random(7)
    rooms = (_catalogue(dice), _bins(dice), _customers(dice, orders), _orders(dice, orders, lines), _parcels(orders))
    for rows in rooms:
        write(store, rows)
    with store.write(at=iso(AT), who="bench", command_id="sums") as desk:
        if store.path is None:
            unhurried(desk.connection)
        mine = select(func.coalesce(func.sum(_r.c.qty), 0)).where(_r.c.sku == ledger.pool.c.sku).scalar_subquery()
        desk.connection.execute(update(ledger.pool).where(ledger.pool.c.lot == "*").values(promised=mine))
    number_on(store, parcel=left(orders))


def number_on(store: Store, **series: int) -> None:
    """Let what is made next get the numbers after those that were written."""
    with store.write(at=iso(AT), who="bench", command_id="keys") as desk:
        if store.path is None:
            unhurried(desk.connection)
        highest = {name: select(func.coalesce(func.max(key), 0)) for name, key in given_keys().items()}
        found = {name: int(desk.connection.execute(each).scalar_one()) for name, each in highest.items()}
        store.backend.give_on(desk.connection, found)
        desk.connection.execute(delete(office.counter).where(office.counter.c.name.in_(series)))
        desk.connection.execute(insert(office.counter), [{"name": name, "value": n} for name, n in series.items()])


def make(folder: Path, orders: int = ORDERS) -> Path:
    """Make a company in a folder; return its database file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "company.db"
    store = open_store(f"sqlite:///{path}", create=True)
    try:
        fill(store, orders)
    finally:
        store.close()
    return path


Rows = Iterator[tuple[Table, dict[str, Any]]]


def write(store: Store, rows: Rows) -> None:
    """Write rows of several tables in portions, each table by one statement for many."""
    while portion := list(islice(rows, CHUNK)):
        with store.write(at=iso(AT), who="bench", command_id="bulk") as desk:
            for table, values in _by_table(portion):
                if desk.connection.dialect.name == "postgresql":
                    _copy(desk, table, values)
                else:
                    desk.connection.execute(insert(table), values)


def _copy(desk: Desk, table: Table, values: list[dict[str, Any]]) -> None:
    raw: Any = desk.connection.connection.driver_connection
    names = sql.SQL(", ").join(map(sql.Identifier, values[0]))
    words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    raw.execute("SET LOCAL statement_timeout = 0")  # rows of a company that nobody works in yet
    with raw.cursor() as cursor, cursor.copy(words) as copy:
        for row in values:
            copy.write_row(tuple(row.values()))


def _by_table(rows: Iterable[tuple[Table, dict[str, Any]]]) -> Iterable[tuple[Table, list[dict[str, Any]]]]:
    """Sort a portion so that what is referred to comes first, and rows of the same columns stand together."""
    found: dict[Table, dict[tuple[str, ...], list[dict[str, Any]]]] = {}
    for table, values in rows:
        found.setdefault(table, {}).setdefault(tuple(values), []).append(values)
    for table in METADATA.sorted_tables:
        for alike in found.get(table, {}).values():
            yield table, alike


def named(kind: str, ref: int, name: str) -> Rows:
    """Yield the words by which something is found."""
    for word in words_of(name):
        yield search.word, {"kind": kind, "word": word, "ref": ref}


def _catalogue(dice: random.Random) -> Rows:
    yield office.company, {"name": "id", "value": "big"}
    yield ledger.warehouse, {"code": WAREHOUSE}
    for n in range(1, PRODUCTS + 1):
        sku, name = f"{20_000 + n}", f"{dice.choice(_LOOKS)} {dice.choice(_THINGS)} no {n}".upper()
        yield ledger.product, {"id": n, "sku": sku, "sku_key": sku, "name": name, "weight_g": 120}
        yield ledger.barcode, {"code": f"0{5_000_000_000_000 + n}", "product_id": n}
        yield ledger.item, {"id": n, "sku": sku, "product_id": n}
        for lot in ("*", ""):
            yield ledger.pool, {**_POOL, "sku": sku, "lot": lot, "on_hand": 480, "promised": 0}
        yield from named("product", n, name)


def _bins(dice: random.Random) -> Rows:
    for n in range(1, BINS + 1):
        aisle, rest = divmod(n - 1, 2_000)
        bay, level = divmod(rest, 20)
        code = f"{chr(65 + aisle % 26)}{aisle:02d}-{bay:02d}-{level:02d}"
        where = {"aisle": aisle, "bay": bay, "level": level, "x_mm": aisle * 3_000, "y_mm": bay * 1_200}
        yield ledger.place, {"id": n, "warehouse": WAREHOUSE, "kind": "BIN", "code": code, "walk_seq": n, **where}
    for n in range(1, TOTES + 1):
        yield ledger.place, {"id": BINS + n, "warehouse": WAREHOUSE, "kind": "TOTE", "code": f"T-{n:04d}"}
    for n in range(1, PRODUCTS + 1):
        for at in {dice.randrange(1, BINS + 1), dice.randrange(1, BINS + 1)}:
            yield ledger.balance, {"place_id": at, "item_id": n, "on_hand": 240}


def _customers(dice: random.Random, orders: int) -> Rows:
    for n in range(1, orders // ORDERS_A_CUSTOMER + 1):
        name = f"{dice.choice(_FIRST).title()} {dice.choice(_LAST).title()} {dice.choice(_LAST)}{n % 977}"
        country = dice.choice(_COUNTRIES)
        yield trade.customer, {"id": n, "code": f"C{10_000 + n}", "country": country}
        yield trade.customer_personal, {"customer_id": n, "name": name, "country": country}
        yield from named("customer", n, name)


def left(orders: int) -> int:
    """Return how many of the orders, the oldest, have left."""
    return orders - min(OPEN_ORDERS, orders // 10)


def _orders(dice: random.Random, orders: int, lines: int) -> Rows:
    for n in range(1, orders + 1):
        is_open = n > left(orders)
        placed = AT - timedelta(minutes=(orders - n) // 2)
        head = {"id": n, "channel": "shop", "code": str(5_000_000 + n), "state": "confirmed" if is_open else "closed"}
        when = {
            "placed_at": iso(placed),
            "ship_by": iso(placed + timedelta(hours=30)),
            "country": dice.choice(_COUNTRIES),
        }
        customer = 1 + (n * 7_919) % max(1, orders // ORDERS_A_CUSTOMER)
        sums = {"units": 3 * lines, "lines": lines, "total_minor": 895 * lines, "content_hash": str(n)}
        yield trade.orders, {
            **head, **when, **sums, "payment": "paid", "customer_id": customer, "warehouse": WAREHOUSE,
            "closed_at": None if is_open else iso(placed + timedelta(hours=20)),
        }  # fmt: skip
        for at in range(1, lines + 1):
            product = dice.randrange(1, PRODUCTS + 1)
            gone = 0 if is_open else 3
            done = {"picked": gone, "packed": gone, "shipped": gone, "price_e4": 29_500, "total_minor": 895}
            sku, row = f"{20_000 + product}", (n - 1) * lines + at
            line = {"id": row, "order_id": n, "n": at, "product_id": product, "sku": sku, "qty": 3}
            yield trade.order_line, {**line, **done}
            if is_open and n % LACKING:
                yield _r, {**_POOL, "sku": sku, "lot": "*", "purpose": "line", "ref": row, "scope": "pool", "qty": 3}
            elif is_open:
                short = {"purpose": "line", "ref": row, "qty": 3, "reason": "none_left", "command_id": "bulk"}
                yield ledger.shortage, {**short, "at": iso(AT)}


def _parcels(orders: int) -> Rows:
    first = BINS + TOTES
    for n in range(1, left(orders) + 1):
        code = f"P{n:08d}"
        yield ledger.place, {"id": first + n, "warehouse": WAREHOUSE, "kind": "PARCEL", "code": code}
        handed = iso(AT - timedelta(minutes=(orders - n) // 2 - 60))
        facts = {"state": "handed_over", "tracking": f"HX{n:010d}GB", "labelled_at": handed, "handed_at": handed}
        yield floor.parcel, {"id": n, "code": code, "order_id": n, "place_id": first + n, **facts}


if __name__ == "__main__":
    made = make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ORDERS)
    sys.stderr.write(f"{made}\n")
