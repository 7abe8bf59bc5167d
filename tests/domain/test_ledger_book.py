"""The naive book and the pure rules of posting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.book import Book
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope, loses_first
from warehouse_app.domain.ledger.rules import cell_changes, folded, serial_moves
from warehouse_app.domain.places import Place, PlaceId, PlaceKind

SUPPLIER, A, LPN, BENCH, B, DOCK = (PlaceId(n) for n in range(1, 7))
PLACES = {
    SUPPLIER: Place(SUPPLIER, PlaceKind.SUPPLIER, "*", "SUPPLIER"),
    A: Place(A, PlaceKind.BIN, "W", "A"),
    LPN: Place(LPN, PlaceKind.LPN, "W", "L"),
    BENCH: Place(BENCH, PlaceKind.BENCH, "W", "N"),
    DOCK: Place(DOCK, PlaceKind.DOCK, "W", "D"),
    B: Place(B, PlaceKind.BIN, "W", "B"),
}
X = Item("X")
POOL = PoolKey("W", "X")
legs = st.builds(
    Leg,
    item=st.sampled_from((X, Item("Y", lot="L1"))),
    source=st.sampled_from((SUPPLIER, A)),
    target=st.sampled_from((LPN, BENCH, B)),
    qty=st.integers(1, 50),
)


def entry(n: int, *moves: Leg) -> Entry:
    return Entry(EntryId(f"e{n}"), EntryKind.MOVE, moves)


def promise(qty: int, place: PlaceId | None = None, **more: int) -> Promise:
    scope = Scope.POOL if place is None else Scope.CELL
    item = None if place is None else X
    return Promise(PromiseId(more.get("id", 1)), Purpose.LINE, 1, scope, POOL, qty, more.get("rank", 0), place, item)


@given(st.lists(legs, max_size=20))
def test_every_item_sums_to_zero_over_all_places(moves: list[Leg]) -> None:
    sums: dict[Item, int] = {}
    for (_, item), qty in cell_changes(moves).items():
        sums[item] = sums.get(item, 0) + qty
    assert not any(sums.values())
    assert folded(moves) == {cell: qty for cell, qty in cell_changes(moves).items() if qty}


@given(st.lists(legs, min_size=1, max_size=20))
def test_mirrors_undo_what_they_mirror(moves: list[Leg]) -> None:
    assert folded([*moves, *(leg.mirrored() for leg in moves)]) == {}


def test_the_net_of_a_serial_number_does_not_depend_on_lot_grade_or_order() -> None:
    old, new = Item("Z", serial="S"), Item("Z", lot="L", serial="S", grade="B")
    there, back = Leg(old, A, SUPPLIER, 1), Leg(new, SUPPLIER, A, 1)
    for moves in ((there, back), (back, there)):
        assert serial_moves(cell_changes(moves)) == {("Z", "S"): {}}
    assert serial_moves(cell_changes((Leg(old, A, B, 1),))) == {("Z", "S"): {A: -1, B: 1}}


def test_a_book_knows_what_stands_in_its_pools() -> None:
    pallet = container_item("LPN", "L")
    book = Book(PLACES, (entry(1, Leg(pallet, SUPPLIER, A, 1), Leg(X, SUPPLIER, LPN, 4), Leg(X, SUPPLIER, BENCH, 9)),))
    assert (book.supply()[POOL], book.free(POOL), book.broken()) == (4, 4, ())
    away = book.with_entry(entry(2, Leg(pallet, A, BENCH, 1)))
    assert away.supply().get(POOL, 0) == 0
    on_dock = book.with_entry(entry(2, Leg(pallet, A, DOCK, 1), Leg(X, SUPPLIER, DOCK, 2)))
    assert (on_dock.supply()[POOL], on_dock.broken()) == (6, ())


def test_a_book_says_no_to_what_breaks_a_rule_and_lets_promises_follow() -> None:
    book = Book(PLACES, (entry(1, Leg(X, SUPPLIER, A, 5)),), (promise(3, A),))
    assert book.judged(entry(2, Leg(X, A, BENCH, 3)), {}) is None
    assert book.judged(entry(2, Leg(X, A, BENCH, 3)), {PromiseId(1): 3}) is not None
    assert book.judged(entry(1, Leg(X, A, BENCH, 1)), {}) is None
    moved = book.judged(entry(2, Leg(X, A, B, 5)), {})
    assert moved is not None
    assert moved.held() == {(B, X): 3}


def test_a_book_counts_what_cannot_be_kept() -> None:
    book = Book(PLACES, (entry(1, Leg(X, SUPPLIER, A, 5)),), (promise(3, A), promise(4, id=2)))
    assert book.must_lose(POOL) == 2
    assert book.broken()


def test_holds_lose_first_then_the_weakest_then_the_youngest() -> None:
    hold = Promise(PromiseId(4), Purpose.HOLD, 1, Scope.POOL, POOL, 1, 0)
    lines = [promise(1, id=1, rank=0), promise(1, id=2, rank=5), promise(1, id=3, rank=5)]
    assert [each.id for each in sorted([*lines, hold], key=loses_first)] == [4, 3, 2, 1]
