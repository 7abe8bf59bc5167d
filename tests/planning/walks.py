"""Floors made at random, for the tests of walks."""

from __future__ import annotations

from hypothesis import strategies as st

from warehouse_app.planning.block import Spot
from warehouse_app.planning.walks.grid import Gap, Grid, Shut, Turn

Floor = tuple[Grid, list[Spot]]


@st.composite
def floors(draw: st.DrawFn, *, broken: bool = False, bound: bool = False, most: int = 6) -> Floor:
    """Return a floor and stops on it; `broken`: with walls and gaps; `bound`: with one-way aisles and no turns."""
    xs = tuple(sorted(draw(st.sets(st.integers(0, 25), min_size=1, max_size=4))))
    crossings = tuple(sorted(draw(st.sets(st.integers(0, 25), min_size=2, max_size=5))))
    aisles, crosses = st.integers(0, len(xs) - 1), st.integers(0, len(crossings) - 1)
    blind = frozenset({draw(aisles)} if broken and len(xs) > 1 and draw(st.booleans()) else ())
    spots = st.tuples(
        st.sampled_from([aisle for aisle in range(len(xs)) if aisle not in blind]),
        st.integers(crossings[0], crossings[-1]),
    )
    ends = st.one_of(spots, st.tuples(aisles, st.sampled_from(crossings)))
    start = draw(ends)
    end = draw(st.one_of(st.just(start), ends))
    shut = draw(st.frozensets(st.builds(Shut, aisles, st.integers(0, len(crossings) - 2), st.booleans()), max_size=3))
    gaps = draw(st.frozensets(st.builds(Gap, aisles, crosses), max_size=2))
    looks = st.integers(0, 3)
    grid = Grid(
        xs, crossings, start, end, draw(st.integers(0, 3)), draw(st.integers(0, 3)), blind,
        shut if broken else frozenset(), gaps if broken else frozenset(),
        one_way=tuple(draw(st.dictionaries(aisles, st.sampled_from((1, -1)), max_size=2)).items()) if bound else (),
        turns=draw(st.frozensets(st.builds(Turn, aisles, crosses, looks, looks), max_size=3)) if bound else frozenset(),
        turning=not bound or draw(st.booleans()),
    )  # fmt: skip
    return grid, draw(st.lists(spots, min_size=1, max_size=most, unique=True))
