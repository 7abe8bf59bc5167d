"""Stock of any past moment, found from marks: exactly what all legs up to it add up to, whatever the clocks did."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.company import Company
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.health import facts, marks
from warehouse_app.store.health.marks import MOST, Cells, Mark


def named(desk: Desk, cells: Cells) -> dict[tuple[str, str], int]:
    """Return cells by code of place and SKU."""
    here, things = marks.places_here(desk), facts.things(desk, (item for _place, item in cells))
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (place, item), qty in cells.items():
        found[here[place].code, things[item].sku] += qty
    return dict(found)


def stood(company: Company, at: str) -> dict[tuple[str, str], int]:
    with company.store.read() as desk:
        return named(desk, marks.then(desk, at, marks.places_here(desk)))


def mark_now(company: Company) -> None:
    """Write a mark at the newest entry."""
    with company.write() as desk:
        seq = int(desk.connection.execute(text("SELECT MAX(seq) FROM entry")).scalar_one())
        mark, cells = marks.made(desk, seq)
        marks.begin(desk, mark, len(cells))
        marks.write(desk, mark.seq, cells)
        marks.keep(desk, mark.seq)


def now(company: Company) -> str:
    return company.runner.now()


def take(company: Company, sku: str, qty: int, source: str, target: str) -> None:
    with company.write() as desk:
        leg = Leg(Item(sku), company.bin(desk, source).id, company.bin(desk, target).id, qty)
        ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))


@pytest.fixture
def moved(company: Company) -> list[str]:
    """Return the moments of a small history with marks in it."""
    moments = [now(company)]
    with company.write() as desk:
        company.product(desk, "MUG")
        company.stock(desk, "A01", "MUG", 10)
    moments.append(now(company))
    mark_now(company)
    take(company, "MUG", 4, "A01", "B01")
    moments.append(now(company))
    take(company, "MUG", 1, "B01", "A01")
    mark_now(company)
    moments.append(now(company))
    take(company, "MUG", 7, "A01", "C01")
    moments.append(now(company))
    return moments


def test_every_moment_is_what_it_was(company: Company, moved: list[str]) -> None:
    assert [stood(company, at) for at in moved] == [
        {},
        {("A01", "MUG"): 10},
        {("A01", "MUG"): 6, ("B01", "MUG"): 4},
        {("A01", "MUG"): 7, ("B01", "MUG"): 3},
        {("B01", "MUG"): 3, ("C01", "MUG"): 7},
    ]


def test_now_is_what_the_balances_say(company: Company, moved: list[str]) -> None:
    with company.store.read() as desk:
        shown = named(desk, facts.cells_now(desk))
    assert shown == stood(company, moved[-1])


def test_a_mark_that_is_not_whole_is_not_used(company: Company, moved: list[str]) -> None:
    with company.write() as desk:
        seq = int(desk.connection.execute(text("SELECT MAX(seq) FROM entry")).scalar_one())
        mark, cells = marks.made(desk, seq)
        marks.begin(desk, mark, len(cells))
        assert marks.half_written(desk) == seq
    assert stood(company, moved[-1]) == {("B01", "MUG"): 3, ("C01", "MUG"): 7}
    with company.write() as desk:
        while not marks.drop(desk, seq):
            pass
        assert marks.half_written(desk) == 0


def test_what_stands_in_a_container_counts_where_the_container_stands(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        supplier = places.outside(desk, PlaceKind.SUPPLIER).id
        pallet = places.add(desk, "MAIN", PlaceKind.LPN, "L-1")
        bin_ = company.bin(desk, "A01").id
        legs = (Leg(container_item("LPN", "L-1"), supplier, bin_, 1), Leg(Item("MUG"), supplier, pallet.id, 6))
        ledger.post(desk, Entry(EntryId("e1"), EntryKind.RECEIVE, legs))
        here, cells = marks.places_here(desk), facts.cells_now(desk)
        homes = facts.homes(cells, here, facts.things(desk, (item for _place, item in cells)))
        assert homes[int(pallet.id)] == "MAIN"


TIMES = st.lists(st.integers(0, 9), min_size=1, max_size=30)


@given(TIMES, st.sets(st.integers(0, 29), max_size=6), st.integers(-1, 10))
def test_no_entry_is_overlooked_or_taken_too_early_whatever_the_clocks_did(
    times: list[int], cut: set[int], at: int
) -> None:
    """Entries 1, 2, ... bear these times; marks stand after some of them."""
    ends = sorted(end + 1 for end in cut if end < len(times))
    found = []
    for before, end in zip([0, *ends], ends, strict=False):
        window = times[before:end]
        found.append(Mark(end, str(min(window)), str(max(window))))
    low, high = marks.reach(found, str(at), lambda after: min(map(str, times[after:]), default=None))
    wanted = {n for n, time in enumerate(times, 1) if str(time) <= str(at)}
    read = set(range(1, low + 1)) | {n for n in wanted if low < n <= high}
    assert read == wanted
    assert high == MOST or high in {mark.seq for mark in found}
