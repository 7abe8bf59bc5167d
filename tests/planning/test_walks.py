"""Walks through many cross aisles, past walls, one-way aisles and forbidden turns are as short as the best of all."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.walks import Floor, floors
from warehouse_app.planning import block as one_block
from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.walks import blocks, frontier, pieces
from warehouse_app.planning.walks.grid import Gap, Grid, Shut, Turn, grid_of
from warehouse_app.planning.walks.table import best_order, good_order, length_of, table_of
from warehouse_app.planning.walks.ways import ANY, NEVER, corners, net_of, reached


def oracle(grid: Grid, spots: list[Spot]) -> int | None:
    """The least length over all orders of visit, by Held and Karp on distances by Dijkstra."""
    table = table_of(grid, spots)
    length = NEVER if table is None else best_order(table)[0]
    return None if length >= NEVER else length + grid.entry + grid.leave


def walked(grid: Grid, order: tuple[Spot, ...]) -> int:
    """The true length of the walk through these spots in this order."""
    table = table_of(grid, order)
    assert table is not None
    return length_of(table, [table.spots.index(spot) for spot in order])[0] + grid.entry + grid.leave


@given(st.one_of(floors(), floors(broken=True)))
def test_the_walk_is_as_short_as_the_best_of_all_orders(case: Floor) -> None:
    grid, spots = case
    assert blocks.shortest_length(grid, spots) == oracle(grid, spots)


@given(st.one_of(floors(), floors(broken=True)), st.randoms(use_true_random=False))
def test_the_told_order_is_as_long_as_told_in_whatever_order_one_asks(case: Floor, random: object) -> None:
    grid, spots = case
    walk = blocks.shortest_walk(grid, spots)
    assert walk == blocks.shortest_walk(grid, spots[::-1])
    if walk is not None:
        assert sorted(walk.spots) == sorted(spots)
        assert walk.length == walked(grid, walk.spots) == blocks.shortest_length(grid, spots)


@given(floors())
def test_two_cross_aisles_are_one_block(case: Floor) -> None:
    grid, spots = case
    aisle = grid.start[0]
    block = Block(grid.xs, grid.crossings[0], grid.crossings[-1], (aisle, grid.start[1]), entry=2)
    assert blocks.shortest_length(grid_of(block), spots) == one_block.shortest_length(block, spots)
    assert grid_of(block).block() == block


@given(floors(bound=True, most=4))
def test_of_one_way_aisles_and_forbidden_turns_the_best_of_all_orders_is_told(case: Floor) -> None:
    grid, spots = case
    table = table_of(grid, spots)
    if table is None:
        return
    length, order = best_order(table)
    assert length == min(length_of(table, each)[0] for each in permutations(range(len(table.groups))))
    if length < NEVER:
        path = [(grid.xs[aisle], at) for aisle, at in corners(net_of(grid, spots), order)]
        assert sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(path)) == length


@given(st.one_of(floors(broken=True), floors(bound=True)))
def test_what_a_walk_reaches_and_only_that_is_no_island(case: Floor) -> None:
    grid, spots = case
    alone = {spot for spot in spots if oracle(grid, [spot]) is not None}
    assert reached(grid, spots) == alone


@given(floors(bound=True), st.integers(0, 3))
def test_the_search_never_tells_less_than_the_best_and_the_same_for_a_seed(case: Floor, seed: int) -> None:
    grid, spots = case
    table = table_of(grid, spots)
    if table is not None:
        found = good_order(table, 5, seed)
        assert found == good_order(table, 5, seed)
        assert found[0] >= best_order(table)[0]


def test_a_long_search_finds_no_shorter_walk_through_four_blocks() -> None:
    grid = Grid(tuple(range(0, 40, 5)), (0, 12, 24, 36, 48), (0, 0), (0, 0))
    spots = [(3 * n % 8, (7 * n + n * n) % 48) for n in range(1, 26)]
    table = table_of(grid, spots)
    assert table is not None
    exact = blocks.shortest_length(grid, spots)
    assert exact is not None
    assert exact <= good_order(table, 60)[0] <= exact * 1.05


# Each fault stands for a slip in the programme; the oracle must see every one of them.
CASES: list[Floor] = [
    (Grid((0, 30), (0, 10, 20), (0, 0), (0, 0)), [(0, 1), (1, 1)]),
    (Grid((0, 5, 9), (0, 10, 20), (0, 0), (2, 20)), [(0, 3), (1, 12), (2, 4), (1, 18)]),
    (Grid((0, 3, 6, 9), (0, 6, 12, 18), (1, 0), (1, 0)), [(0, 2), (0, 16), (3, 2), (3, 16), (2, 9)]),
    (Grid((0, 4), (0, 8, 16), (0, 4), (1, 12)), [(0, 12), (1, 2), (0, 2)]),
    (Grid((0, 4, 8), (0, 9, 18), (1, 9), (1, 9)), [(0, 4), (2, 4), (0, 14), (2, 14)]),
]


def _faulty_steps(state: frontier.State, place: int, times: int, odd: int, wanted: bool) -> frontier.State | None:
    return None if times == 2 else frontier.stepped(state, place, times, odd, wanted)


def _faulty_ends(state: frontier.State, odd: tuple[int, ...], wanted: tuple[bool, ...]) -> bool:
    return state[0] == frontier.DONE or all((m & 1) == o and (m > 0 or not w) for m, o, w in zip(state, odd, wanted, strict=True))  # fmt: skip  # noqa: E501


def _faulty_ways(chain: tuple[int, ...], odd: frozenset[int], front: bool, back: bool) -> list[pieces.Way]:
    return [way for way in pieces.ways(chain, odd, front, back) if way.served.joins or way.cost == 0]


@pytest.mark.parametrize(
    ("name", "wrong"), [("stepped", _faulty_steps), ("closes", _faulty_ends), ("ways", _faulty_ways)]
)
def test_a_planted_fault_is_seen_by_the_oracle(name: str, wrong: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(blocks.shortest_length(grid, spots) == oracle(grid, spots) for grid, spots in CASES)
    monkeypatch.setattr(blocks, name, wrong)
    assert any(blocks.shortest_length(grid, spots) != oracle(grid, spots) for grid, spots in CASES)


def test_a_blind_alley_is_left_as_it_was_entered() -> None:
    grid = Grid((0, 5), (0, 20), (0, 0), (0, 0), shut=frozenset({Shut(1, 0, back=True)}))
    assert blocks.shortest_length(grid, [(0, 19), (1, 18)]) == 2 * (19 + 5 + 18)


def test_a_walled_in_place_has_no_walk() -> None:
    walls = frozenset({Shut(1, 0, back=False), Shut(1, 0, back=True)})
    grid = Grid((0, 5), (0, 20), (0, 0), (0, 0), shut=walls)
    assert blocks.shortest_walk(grid, [(1, 4)]) is None
    assert reached(grid, [(1, 4), (0, 4)]) == {(0, 4)}
    gap = Grid((0, 5), (0, 20), (0, 0), (0, 0), gaps=frozenset({Gap(0, 0), Gap(0, 1)}))
    assert blocks.shortest_length(gap, [(1, 4)]) is None


def test_one_who_may_not_turn_round_in_an_aisle_turns_at_a_cross_aisle() -> None:
    grid = Grid((0, 5), (0, 20), (0, 0), (0, 0), turning=False)
    table = table_of(grid, [(0, 3)])
    assert table is not None
    assert best_order(table)[0] == 2 * 20
    left_out = Grid((0, 5), (0, 20), (0, 0), (0, 0), turns=frozenset({Turn(1, 0, 2, 3)}))
    table = table_of(left_out, [(1, 20)])
    assert table is not None
    assert best_order(table)[0] == 50


def test_the_net_names_every_corner() -> None:
    grid = Grid((0, 5), (0, 20), (0, 0), (0, 0))
    net = net_of(grid, [(1, 15)])
    assert corners(net, [((0, 0), ANY), ((1, 15), ANY)]) == [(0, 0), (1, 0), (1, 15)]
