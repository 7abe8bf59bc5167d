"""Where goods are put: each rule alone, which of two preferences is stronger, and no proposal breaks a hard rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.putaway.values import Filled, Goods, Limits, Spot
from warehouse_app.planning.putaway import classes, propose, walking_order

GOODS = Goods("X", 10, "L1", unit_g=100, unit_mm3=1_000)
SOME = Filled(units=3, g=300, mm3=3_000, same=3)


def spot(n: int, **more: object) -> Spot:
    """Return a place, the nearer the smaller its number."""
    return replace(Spot(n, f"P{n:02d}", "MAIN", n * 10), **more)  # type: ignore[arg-type]


def chosen(goods: Goods, *spots: Spot, farthest: int = 100) -> list[tuple[str, int, str]]:
    """Return the stops as place, quantity and reason."""
    return [(each.spot.code, each.qty, each.why) for each in propose(goods, spots, farthest).stops]


def told(goods: Goods, *spots: Spot, farthest: int = 100) -> dict[str, str]:
    """Return what is said of every place."""
    return {each.spot.code: each.told for each in propose(goods, spots, farthest).judged}


def test_the_nearest_empty_place_is_proposed_where_nothing_else_speaks_for_one() -> None:
    assert chosen(GOODS, spot(2), spot(1), spot(3, walk_seq=None)) == [("P01", 10, "empty")]
    assert told(GOODS, spot(2), spot(1)) == {"P01": "empty", "P02": "farther"}


@pytest.mark.parametrize(
    ("better", "why"),
    [
        (spot(9, home=True), "home"),
        (spot(8, filled=SOME), "same_lot"),
        (spot(7, filled=replace(SOME, other_lots=1)), "same_product"),
        (spot(6), "empty"),
    ],
)
def test_its_own_bin_then_the_same_goods_then_another_lot_then_an_empty_place(better: Spot, why: str) -> None:
    beside = spot(1, filled=Filled(units=5, other_products=1))
    assert chosen(GOODS, beside, better)[0] == (better.code, 10, why)
    assert told(GOODS, beside, better)["P01"] == "less_suited"


def test_a_home_is_filled_up_to_its_most_and_the_rest_goes_to_the_reserve() -> None:
    goods = replace(GOODS, has_home=True)
    home = spot(1, home=True, home_most=8, filled=Filled(units=4, same=4))
    assert chosen(goods, home, spot(2), spot(3, use="bulk")) == [("P01", 4, "home"), ("P03", 6, "reserve")]
    full = replace(home, filled=Filled(units=8, same=8))
    assert told(goods, full, spot(3, use="bulk"))["P01"] == "home_full"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"locked": True}, "locked"),
        ({"active": False}, "unused"),
        ({"hazard": "flammable"}, "hazard"),
        ({"others_home": True}, "others_home"),
        ({"mixes_products": False, "filled": Filled(units=1, other_products=1)}, "mixes_products"),
        ({"mixes_lots": False, "filled": Filled(units=1, same=1, other_lots=1)}, "mixes_lots"),
        ({"mixes_owners": False, "filled": Filled(units=1, same=1, other_owners=1)}, "mixes_owners"),
        ({"limits": Limits(units=3), "filled": Filled(units=3, same=3)}, "over_units"),
        ({"limits": Limits(g=250), "filled": Filled(units=2, g=200, same=2)}, "over_weight"),
        ({"limits": Limits(mm3=999)}, "over_volume"),
    ],
)
def test_a_hard_rule_sorts_a_place_out_and_is_named(bad: dict[str, object], code: str) -> None:
    found = propose(GOODS, [spot(1, **bad)])
    assert (found.stops, found.left, found.judged[0].told) == ((), 10, code)


def test_cold_goods_want_cold_and_others_are_not_put_into_cold_places_while_there_are_others() -> None:
    cold, warm = spot(1, climate="cold"), spot(2)
    ice = replace(GOODS, climate="cold")
    assert chosen(ice, cold, warm) == [("P01", 10, "empty")]
    assert told(ice, cold, warm)["P02"] == "climate"
    assert chosen(GOODS, cold, warm) == [("P02", 10, "empty")]
    assert told(GOODS, cold, warm)["P01"] == "cool_place"


def test_what_is_asked_for_often_lies_near_and_what_is_not_leaves_the_near_places_free() -> None:
    near, middle, far = spot(1), spot(4), spot(8)
    assert chosen(replace(GOODS, demand="A"), far, near, middle) == [("P01", 10, "class_a")]
    assert chosen(replace(GOODS, demand="B"), far, near, middle) == [("P04", 10, "class_b")]
    assert chosen(replace(GOODS, demand="C"), far, near, middle) == [("P08", 10, "class_c")]
    assert told(replace(GOODS, demand="C"), far, near, middle)["P01"] == "for_faster"


def test_the_zone_comes_before_nearness_and_a_place_that_takes_all_before_one_that_takes_part() -> None:
    assert chosen(replace(GOODS, zone="glass"), spot(1), spot(5, zone="glass"))[0][0] == "P05"
    assert chosen(GOODS, spot(1, limits=Limits(units=4)), spot(5)) == [("P05", 10, "empty")]
    assert told(GOODS, spot(1, limits=Limits(units=4)), spot(5))["P01"] == "takes_less"


def test_a_pallet_goes_whole_to_the_reserve_and_is_never_split() -> None:
    pallet = Goods("X", 1, unit_g=9_000, unit_mm3=1_000_000, pallet=True)
    assert chosen(pallet, spot(1), spot(5, use="bulk")) == [("P05", 1, "reserve")]
    taken = spot(5, use="bulk", limits=Limits(pallets=1), filled=Filled(pallets=1))
    assert told(pallet, taken)["P05"] == "over_pallets"
    assert told(pallet, spot(6, limits=Limits(g=8_999)))["P06"] == "over_weight"


def test_waiting_orders_are_served_at_the_place_for_them_which_nobody_else_is_sent_to() -> None:
    stage = spot(1, use="stage")
    assert chosen(replace(GOODS, stage=True), stage, spot(2, home=True)) == [("P01", 10, "cross_dock")]
    assert told(GOODS, stage, spot(2)) == {"P01": "for_waiting", "P02": "empty"}


def test_a_tour_goes_along_the_walk_but_to_waiting_orders_first() -> None:
    stops = [(1, 30, "C", False), (2, 10, "A", False), (3, 90, "Z", True), (4, None, "L", False), (5, 10, "A", False)]
    assert walking_order(stops) == (3, 2, 5, 1, 4)


LIMIT = st.none() | st.integers(1, 40)
FILLED = st.builds(
    lambda same, others, lots, owners: Filled(
        units=same + others, g=100 * (same + others), mm3=1_000 * (same + others), same=same,
        other_products=int(others > 0), other_lots=int(same > 0 and lots),
        other_owners=int(owners and same + others > 0),
    ),
    st.integers(0, 6), st.integers(0, 6), st.booleans(), st.booleans(),
)  # fmt: skip
SPOTS = st.lists(
    st.builds(
        lambda n, use, climate, hazard, units, g, filled, flags, most: spot(
            n, use=use, climate=climate, hazard=hazard, limits=Limits(units, None if g is None else g * 100),
            filled=filled, mixes_products=flags[0], mixes_lots=flags[1], mixes_owners=flags[2], locked=flags[3],
            active=flags[4], home=flags[5], others_home=flags[6], home_most=most,
        ),
        st.integers(1, 99), st.sampled_from(["pick", "bulk", "stage"]), st.sampled_from(["", "cold"]),
        st.sampled_from(["", "flammable"]), LIMIT, LIMIT, FILLED, st.tuples(*[st.booleans()] * 7), LIMIT,
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)  # fmt: skip


@given(SPOTS, st.integers(1, 60), st.sampled_from(["", "cold"]), st.sampled_from(["", "flammable"]))
def test_no_proposal_breaks_a_hard_rule_and_every_unit_is_told_of(
    spots: list[Spot], qty: int, climate: str, hazard: str
) -> None:
    goods = replace(GOODS, qty=qty, climate=climate, hazard=hazard)
    found = propose(goods, spots, 1_000)
    assert sum(stop.qty for stop in found.stops) + found.left == qty
    assert len({stop.spot.id for stop in found.stops}) == len(found.stops)
    assert {each.spot.id for each in found.judged} == {each.id for each in spots}
    assert all(each.told for each in found.judged)
    for stop in found.stops:
        where, filled = stop.spot, stop.spot.filled
        assert where.active
        assert not where.locked
        assert where.hazard == hazard
        assert climate in ("", where.climate)
        assert where.home or not where.others_home
        assert where.mixes_products or not filled.other_products
        assert where.mixes_lots or not filled.other_lots
        assert where.mixes_owners or not filled.other_owners
        assert where.limits.units is None or filled.units + stop.qty <= where.limits.units
        assert where.limits.g is None or filled.g + 100 * stop.qty <= where.limits.g
        assert where.use != "stage"


def test_the_few_products_that_make_up_most_of_the_demand_are_a() -> None:
    assert classes({1: 70, 2: 15, 3: 9, 4: 5, 5: 1, 6: 0}) == {1: "A", 2: "A", 3: "B", 4: "B", 5: "C", 6: "C"}
    assert classes({1: 0, 2: 0}) == {1: "C", 2: "C"}
    assert classes({}) == {}
