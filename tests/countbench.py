"""A count bench that scans, and short words for what tests of counting look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.company import Company
from tests.scans import Scans
from warehouse_app.application.counting.bench import BENCH, CountScan
from warehouse_app.domain.floorwork import FloorAnswer, FloorState
from warehouse_app.store import cells, items, places
from warehouse_app.store.schema import counting
from warehouse_app.store.schema import ledger as tables


@dataclass
class Counter(Scans[FloorAnswer]):
    """One station with a person who counts."""

    command = CountScan
    station: str = "H1"

    def state(self) -> FloorState:
        """Return what the station shows."""
        return self.company.runner.ask(lambda desk: BENCH.state(desk, self.station), self.session)


def settings(company: Company, **values: str) -> None:
    """Keep settings of the company: `count_blind="off"` is `count.blind`."""
    from warehouse_app.store import settings as kept

    with company.write() as desk:
        for name, value in values.items():
            kept.keep(desk, name.replace("_", ".", 1), "", value)


def on_hand(company: Company, place: str, sku: str, **item: str) -> int:
    """Return what the books have of a thing in a place."""
    from warehouse_app.domain.items import Item

    with company.store.read() as desk:
        found = items.find(desk, Item(sku, **item))
        return 0 if found is None else cells.read(desk, places.with_code(desk, place)[0].id, found).on_hand


def states(company: Company) -> list[str]:
    """Return the states of all counts, oldest first."""
    return [row.state for row in rows(company, counting.count_request)]


def rows(company: Company, table: Any) -> list[Any]:
    """Return all rows of a table, in the order of their keys."""
    with company.store.read() as desk:
        return list(desk.connection.execute(table.select().order_by(*table.primary_key)).all())


def reasons(company: Company) -> list[str]:
    """Return why each count's entry was posted."""
    return [row.why for row in rows(company, tables.entry) if row.kind == "recount"]
