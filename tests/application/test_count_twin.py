"""Counts beside a naive twin that sees the shelves: what a count ends with is what stands there, whatever moved.

The twin keeps what really stands where, as two dictionaries; thefts and finds change it behind the books' back, moves
change both. Whenever a place is matched or booked, the books say of it what the twin sees at that moment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.company import Company
from tests.countbench import Counter, on_hand, rows
from tests.countbench import settings as keep
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory
from warehouse_app.store.schema import counting as tables
from warehouse_app.store.schema import ledger as book

pytestmark = pytest.mark.slow

PLACES, SKUS = ("A01", "A02"), ("CUP", "PEN")
MOST_SHOTS = 12
"""After so many scans a place is counted to its end, however much moves there."""

units = st.integers(1, 4)
place, sku = st.sampled_from(PLACES), st.sampled_from(SKUS)
step = st.one_of(
    st.tuples(st.just("steal"), place, sku, units),
    st.tuples(st.just("find"), place, sku, units),
    st.tuples(st.just("move"), place, sku, units),
    st.tuples(st.just("scan"), place, sku, units),
    st.tuples(st.just("done"), place, sku, units),
)


@dataclass
class Shelves:
    """What really stands where, and who counts at which place."""

    company: Company
    real: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    told: set[str] = field(default_factory=set)
    """The products whose number was told at the open place."""
    open: str = ""

    def books(self, where: str) -> dict[str, int]:
        """Return what the books say of a place."""
        return {sku: on_hand(self.company, where, sku) for sku in SKUS}

    def seen(self, where: str) -> dict[str, int]:
        """Return what stands there."""
        return {sku: self.real[where, sku] for sku in SKUS}

    def move(self, where: str, what: str, qty: int) -> None:
        """Carry goods to the other place, if both the books and the shelf have them."""
        other = PLACES[1 - PLACES.index(where)]
        if self.real[where, what] < qty:
            return
        try:
            with self.company.write() as desk:
                ends = (self.company.bin(desk, where).id, self.company.bin(desk, other).id)
                inventory.move(desk, EntryId(self.company.ids.new()), Item(what), qty, ends)
        except Refused:
            return
        self.real[where, what] -= qty
        self.real[other, what] += qty

    def look(self, bench: Counter, what: str) -> None:
        """Count all of a product that stands at the open place now, once."""
        if not self.open:
            return
        qty = self.real[self.open, what]
        if what in self.told:
            return
        bench.scan(what, f"={qty}")
        self.told.add(what)

    def done(self, bench: Counter) -> None:
        """Count what is left, and end the place; where the bench says so, count again."""
        for what in SKUS:
            self.look(bench, what)
        for _try in range(MOST_SHOTS):
            answer = bench.scan("DONE")
            if answer.code == "count_moved_meanwhile":
                again = set(str(answer.facts["sku"]).split(", "))
                self.told -= again
                for what in sorted(again):
                    self.look(bench, what)
                continue
            assert answer.code in ("count_matched", "count_done"), answer
            assert self.books(self.open) == self.seen(self.open)
            self.open, self.told = "", set()
            return


def furnished(folder: Path) -> Company:
    company = Company(folder)
    with company.write() as desk:
        for code in PLACES:
            company.bin(desk, code)
        for each in SKUS:
            company.product(desk, each)
            company.stock(desk, "A01", each, 9)
    keep(company, count_recount_units="1000000", count_ask_over="999999")
    return company


def act(shelves: Shelves, bench: Counter, deed: str, where: str, what: str, qty: int) -> None:
    """Do one step; nobody steals where somebody stands and counts."""
    if deed == "move":
        shelves.move(where, what, qty)
    elif deed in ("steal", "find") and where != shelves.open:
        more = qty if deed == "find" else -qty
        shelves.real[where, what] = max(0, shelves.real[where, what] + more)
    elif deed == "scan" and not shelves.open:
        assert bench.scan(where).code == "count_place_right"
        shelves.open = where
    elif deed == "scan":
        shelves.look(bench, what)
    elif deed == "done" and shelves.open:
        shelves.done(bench)


@example([("scan", "A01", "CUP", 1), ("scan", "A01", "CUP", 1), ("move", "A01", "CUP", 2)])
@settings(max_examples=25)
@given(st.lists(step, max_size=30))
def test_a_place_that_was_counted_is_in_the_books_as_it_stands(steps: list[tuple[str, str, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        company = furnished(Path(folder))
        shelves, bench = Shelves(company), Counter(company)
        for name in SKUS:
            shelves.real["A01", name] = 9
        for each in steps:
            act(shelves, bench, *each)
        if shelves.open:
            shelves.done(bench)
        assert all(row.on_hand >= row.held >= 0 for row in rows(company, book.balance) if not row.outside)
        assert rows(company, book.promise) == []
        sums: dict[int, int] = defaultdict(int)
        for row in rows(company, book.balance):
            sums[row.item_id] += row.on_hand
        assert not any(sums.values())
        assert {row.state for row in rows(company, tables.count_request)} <= {"matched", "posted"}
        company.close()
