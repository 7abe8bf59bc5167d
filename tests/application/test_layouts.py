"""A layout is drawn, changed by one at a time, undone; its places are made; the graph follows the drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.layouts.drawing import (
    FloorView,
    KeepLayout,
    UndoLayout,
    drawn_or_derived,
    floor_of,
    graph_for,
    lay_all,
    preview,
    read_file,
)
from warehouse_app.application.run import Session
from warehouse_app.application.warehouses import MakeWarehouse
from warehouse_app.domain.layouts.drawing import simple
from warehouse_app.domain.layouts.values import Aisle, Layout
from warehouse_app.domain.refusals import Refusal
from warehouse_app.planning.routing import plan_route
from warehouse_app.store import places
from warehouse_app.store.layouts import KEPT

SMALL = simple(WAREHOUSE, aisles=2, bays=3, levels=2)


def keep(company: Company, layout: Layout, version: int = 0, session: Session | None = None) -> Refusal | int:
    """Keep a drawing; return its version, or why not."""
    command = KeepLayout(id=company.ids.new(), layout=layout, version=version)
    outcome = company.runner.perform(command, session or company.supervisor)
    return outcome.refusal or int(outcome.value or 0)


def view(company: Company) -> FloorView:
    with company.store.read() as desk:
        return floor_of(desk, WAREHOUSE)


@pytest.fixture
def house(company: Company) -> Company:
    """A company with one bin."""
    company.runner.perform(MakeWarehouse(id="house", warehouse=WAREHOUSE), company.supervisor).done()
    with company.write() as desk:
        company.bin(desk, "A01-01-1")
    return company


def lay(company: Company) -> tuple[int, int]:
    done = lay_all(company.runner, company.supervisor, WAREHOUSE, lambda _seconds: None)
    return done.made, done.changed


def test_a_drawing_is_kept_and_its_places_are_made(house: Company) -> None:
    first = keep(house, SMALL)
    assert isinstance(first, int)
    shown = view(house)
    assert (shown.places, shown.missing, shown.beside) == (1, 23, 0)
    assert lay(house) == (23, 1)
    assert lay(house) == (0, 0)
    shown = view(house)
    assert (shown.places, shown.missing, shown.beside) == (24, 0, 0)
    assert shown.floor.remarks == ()
    with house.store.read() as desk:
        place = places.by_code(desk, WAREHOUSE, "A02-06-2")
        route = plan_route(graph_for(desk, WAREHOUSE), ["A02-06-2", "A01-01-1"])
    assert place is not None
    assert (place.aisle, place.x_mm, place.y_mm) == (2, 4_200, 2 * 2_700 + 1_350)
    assert route.method == "exact_one_block"


def test_who_saw_an_older_drawing_is_told(house: Company) -> None:
    first = keep(house, SMALL)
    assert isinstance(first, int)
    again = keep(house, replace(SMALL, blocks=2))
    assert getattr(again, "code", "") == "layout_moved"
    second = keep(house, replace(SMALL, blocks=2), first)
    assert isinstance(second, int)
    assert second > first
    assert keep(house, replace(SMALL, blocks=2), second) == second


def test_undo_brings_the_drawing_before_back_and_then_none(house: Company) -> None:
    first = keep(house, SMALL)
    assert isinstance(first, int)
    second = keep(house, replace(SMALL, blocks=3), first)
    assert isinstance(second, int)
    for version, back in ((second, first), (first, 0)):
        command = UndoLayout(id=house.ids.new(), warehouse=WAREHOUSE, version=version)
        assert house.runner.perform(command, house.supervisor).value == back
    gone = house.runner.perform(UndoLayout(id="u", warehouse=WAREHOUSE, version=first), house.supervisor)
    assert gone.refusal is not None
    assert gone.refusal.code == "no_layout"


def test_only_so_many_versions_are_kept(house: Company) -> None:
    version = 0
    for n in range(KEPT + 3):
        kept = keep(house, replace(SMALL, bay_mm=2_000 + n), version)
        assert isinstance(kept, int)
        version = kept
    undone = 0
    while version:
        command = UndoLayout(id=house.ids.new(), warehouse=WAREHOUSE, version=version)
        version, undone = int(house.runner.perform(command, house.supervisor).value or 0), undone + 1
    assert undone == KEPT


def test_a_picker_draws_nothing_and_no_warehouse_is_made_by_drawing(house: Company) -> None:
    refused = keep(house, SMALL, session=house.picker)
    assert getattr(refused, "code", "") == "no_right"
    elsewhere = keep(house, replace(SMALL, warehouse="MOON"))
    assert getattr(elsewhere, "code", "") == "unknown_warehouse"


def test_a_drawing_that_cannot_be_is_refused(house: Company) -> None:
    refused = keep(house, replace(SMALL, aisles=(Aisle("A", 0), Aisle("A", 4_000))))
    assert getattr(refused, "code", "") == "bad_layout"


def test_without_a_drawing_the_coordinates_suggest_one(company: Company) -> None:
    company.runner.perform(MakeWarehouse(id="house", warehouse=WAREHOUSE), company.supervisor).done()
    with company.write() as desk:
        for aisle in (1, 2):
            for bay in range(4):
                company.bin(desk, f"B{aisle}{bay}", aisle=aisle, x_mm=aisle * 4_000, y_mm=500 + bay * 1_000)
        suggested = drawn_or_derived(desk, WAREHOUSE)
    assert suggested is not None
    assert not suggested.drawn
    assert [(aisle.name, aisle.x_mm, aisle.bays) for aisle in suggested.layout.aisles] == [
        ("A01", 4_000, 4), ("A02", 8_000, 4)
    ]  # fmt: skip
    shown = view(company)
    assert [aisle.name for aisle in shown.floor.aisles] == ["A01", "A02"]
    assert shown.floor.start == (4_000, -1_000)


def test_places_without_coordinates_are_remarked(house: Company) -> None:
    shown = view(house)
    assert shown.drawn is None
    assert dict(shown.floor.remarks) == {"unplaced": 1, "no_graph": 1}


def test_an_aisle_no_walk_reaches_is_marked(house: Company) -> None:
    walled = replace(SMALL, aisles=(SMALL.aisles[0], replace(SMALL.aisles[1], front_open=False, back_open=False)))
    floor = preview(walled)
    assert {spot.aisle for spot in floor.spots if spot.island} == {"2"}
    assert dict(floor.remarks) == {"islands": 12}


def test_a_file_of_either_kind_is_read() -> None:
    assert read_file("aisle,x_mm,bays\nA,0,2\n", "x.CSV", SMALL, WAREHOUSE).aisles == (Aisle("A", 0, 2),)
    assert read_file('{"aisles": [{"name": "A", "x_mm": 0}]}', "x.json", None, WAREHOUSE).aisles == (Aisle("A", 0),)
