"""A small real company for tests, on SQLite in a file or on the database named.

Its clock stands still until told, and its ids count.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import CursorResult, text

from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.domain.items import Item, sku_key
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.store import ledger, places
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import trade

WAREHOUSE = "MAIN"
UNHURRIED = text("SET LOCAL idle_in_transaction_session_timeout = 0")
"""Said to a server before a company is set up."""


def key_of(done: CursorResult[Any]) -> int:
    """Return the row number that an INSERT was given."""
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


@cache
def laid() -> bytes:
    """Return the file of an empty company, made once a process: to lay all tables takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "laid.db"
        open_store(f"sqlite:///{path}", create=True).close()
        return path.read_bytes()


class StillClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.moment = datetime(2010, 12, 6, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment, one microsecond later each time, so that order is kept."""
        self.moment += timedelta(microseconds=1)
        return self.moment

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**by)


class CountingIds:
    """Ids that count."""

    def __init__(self) -> None:
        self.n = 0

    def new(self) -> str:
        """Return the next id."""
        self.n += 1
        return f"id-{self.n:06d}"

    def secret(self, bits: int) -> int:
        """Return a number that was not given before."""
        self.n += 1
        return (self.n * 0x9E3779B97F4A7C15) % (1 << bits)


class Company:
    """A store with its runner, and short words for what tests need to be there."""

    def __init__(self, folder: Path, name: str = "company.db", database: str = "") -> None:
        self.folder, self.clock, self.ids = folder, StillClock(), CountingIds()
        self.address = database or f"sqlite:///{folder / name}"
        if not database and not (folder / name).exists():
            (folder / name).write_bytes(laid())
        self.store: Store = open_store(self.address, create=True)
        self.runner = Runner(self.store, self.clock, self.ids, Writer("writer-1", "B1", "test", 1))
        self.supervisor = Session(Actor(PersonId("p-sup"), "SUP", "Maria S.", Role.SUPERVISOR, with_pin=True), "B1")
        self.packer = Session(Actor(PersonId("p-pack"), "ANNA", "Anna K.", Role.PACKER, with_pin=False), "B1")
        self.picker = Session(Actor(PersonId("p-pick"), "LI", "Li W.", Role.PICKER, with_pin=False), "P1")

    def product(self, desk: Desk, sku: str, **more: object) -> None:
        """Make a product."""
        values = {"sku": sku, "sku_key": sku_key(sku), "name": f"Name of {sku}", "weight_g": 100, **more}
        desk.connection.execute(tables.product.insert().values(**values))

    def bin(self, desk: Desk, code: str, **layout: int) -> Place:
        """Return the bin of that code, made if missing."""
        return places.by_code(desk, WAREHOUSE, code) or places.add(desk, WAREHOUSE, PlaceKind.BIN, code, **layout)

    def stock(self, desk: Desk, place: str, sku: str, qty: int, **item: str) -> None:
        """Receive goods from the supplier straight into a bin."""
        leg = Leg(Item(sku, **item), places.outside(desk, PlaceKind.SUPPLIER).id, self.bin(desk, place).id, qty)
        ledger.post(desk, Entry(EntryId(self.ids.new()), EntryKind.RECEIVE, (leg,), "test"))

    def order(self, desk: Desk, code: str, lines: list[tuple[str, int]], **more: object) -> int:
        """Make a confirmed, paid order of goods; return its row number."""
        values = {
            "channel": "shop",
            "code": code,
            "state": "confirmed",
            "payment": "paid",
            "warehouse": WAREHOUSE,
            "placed_at": "2010-12-06T08:00:00.000000Z",
            "ship_by": "2010-12-07T17:00:00.000000Z",
            "content_hash": code,
            "units": sum(qty for _, qty in lines),
            "lines": len(lines),
            **more,
        }
        order_id = key_of(desk.connection.execute(trade.orders.insert().values(**values)))
        for n, (sku, qty) in enumerate(lines, 1):
            product = desk.connection.execute(
                tables.product.select().where(tables.product.c.sku == sku),
            ).first()
            row = {"order_id": order_id, "n": n, "sku": sku, "qty": qty, "price_e4": 10_000}
            row["product_id"] = product.id if product else None
            desk.connection.execute(trade.order_line.insert().values(**row))
        return order_id

    @contextmanager
    def write(self) -> Iterator[Desk]:
        """Open a unit of work for setting things up: tried once, so no server ends it for a pause of a busy machine."""
        with self.store.write(at=self.runner.now(), who="test", station="", command_id=self.ids.new()) as desk:
            if desk.connection.dialect.name == "postgresql":
                desk.connection.execute(UNHURRIED)
            yield desk

    def close(self) -> None:
        """Close the database."""
        self.store.close()
