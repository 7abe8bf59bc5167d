"""A generated warehouse is one block that people can walk, and fast movers lie near the depot."""

from __future__ import annotations

import pytest

from warehouse_app.planning.layout import PlacePoint, generate_warehouse, graph_of, slot_products, warehouse_for
from warehouse_app.planning.routing import plan_route


def test_codes_are_unique_and_tell_where_the_bin_is() -> None:
    places = generate_warehouse(3, 18, 2)
    assert len({place.code for place in places}) == len(places) == 3 * 18 * 2
    by_code = {place.code: place for place in places}
    bin_ = by_code["A03-17-2"]
    assert (bin_.aisle, bin_.bay, bin_.level, bin_.side) == ("A03", 17, 2, "left")
    assert by_code["A03-18-2"].y_mm == bin_.y_mm
    assert by_code["A03-18-2"].side == "right"


def test_the_walking_sequence_is_serpentine_and_without_gaps() -> None:
    places = generate_warehouse(2, 6, 1)
    assert [place.sequence for place in places] == list(range(1, 13))
    ys = [place.y_mm for place in places]
    assert ys == sorted(ys[:6]) + sorted(ys[6:], reverse=True)


def test_wide_aisles_keep_their_codes_sortable() -> None:
    assert generate_warehouse(1, 120, 1)[0].code == "A01-001-1"


@pytest.mark.parametrize("size", [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_nothing_is_no_warehouse(size: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        generate_warehouse(*size)


@pytest.mark.parametrize("products", [0, 1, 160, 161, 3384])
def test_a_warehouse_is_made_large_enough(products: int) -> None:
    places = warehouse_for(products)
    assert products <= len(places) < max(products, 1) + 160


def test_fast_movers_lie_nearest() -> None:
    places = generate_warehouse(3, 10, 2)
    demand = {f"S{number:03}": number // 2 for number in range(60)}
    bins = slot_products(demand, places)
    assert slot_products(dict(reversed(demand.items())), places) == bins
    assert len(set(bins.values())) == 60
    graph = graph_of(place.point() for place in places)
    ranked = sorted(demand, key=lambda sku: (-demand[sku], sku))
    walks = [plan_route(graph, [bins[sku]]).distance_mm or 0 for sku in ranked]
    assert walks == sorted(walks)


def test_more_products_than_bins_share_them() -> None:
    bins = slot_products({f"S{number}": 1 for number in range(25)}, generate_warehouse(1, 10, 1))
    assert len(bins) == 25
    assert len(set(bins.values())) == 10
    with pytest.raises(ValueError):
        slot_products({"S": 1}, [])


def test_docks_stand_at_the_depot_whether_the_bins_have_coordinates_or_not() -> None:
    bins = [place.point() for place in generate_warehouse(2, 4, 1)]
    drawn = graph_of(bins, at_depot=["DOCK"])
    assert plan_route(drawn, [bins[0].code, "DOCK"]).distance_mm == plan_route(drawn, [bins[0].code]).distance_mm
    assert plan_route(drawn, ["DOCK"]).distance_mm == 0
    assert set(plan_route(drawn, ["DOCK", bins[-1].code]).places) == {"DOCK", bins[-1].code}
    listed = graph_of([PlacePoint("A01", sequence=1)], at_depot=["DOCK"])
    assert plan_route(listed, ["A01", "DOCK"]).places == ("DOCK", "A01")
