"""A layout is drawn, changed by one at a time, undone; its places are made; the graph follows the drawing."""

from __future__ import annotations

import json
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
from warehouse_app.domain.layouts.drawing import ordered, simple, with_aisles
from warehouse_app.domain.layouts.files import to_csv, to_json
from warehouse_app.domain.layouts.values import Aisle, ClosedCross, Layout, NoTurn
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.planning.routing import plan_route
from warehouse_app.store import places
from warehouse_app.store.layouts import KEPT
from warehouse_app.wording.say import say_error

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


CLOSED = replace(
    simple(WAREHOUSE, aisles=4, bays=2, levels=1),
    closed=(ClosedCross(0, 1), ClosedCross(2, 0)),
    no_turns=(NoTurn(3, 0, "south", "west"),),
)
"""Behind A01 one cannot walk on to A02, before A03 not to A04; out of A04 nobody turns left."""


def rules(layout: Layout) -> tuple[list[tuple[str, str, int]], list[tuple[str, int]]]:
    """Return what is closed between which aisles, and where a turn is forbidden, by the names of the aisles."""
    names = [aisle.name for aisle in ordered(layout)]
    closed = [(names[gap.aisle], names[gap.aisle + 1], gap.cross) for gap in layout.closed]
    return closed, [(names[turn.aisle], turn.cross) for turn in layout.no_turns]


def test_what_is_closed_and_forbidden_stays_with_its_aisles() -> None:
    kept = with_aisles(CLOSED, CLOSED.aisles[1:])
    assert rules(kept) == ([("A03", "A04", 0)], [("A04", 0)])
    left = with_aisles(CLOSED, (*CLOSED.aisles, Aisle("A00", -4_200, 2, 1)))
    assert rules(left) == ([("A01", "A02", 1), ("A03", "A04", 0)], [("A04", 0)])
    named = replace(CLOSED.aisles[3], name="COLD")
    assert rules(with_aisles(CLOSED, (*CLOSED.aisles[:3], named), {"A04": "COLD"})) == (
        [("A01", "A02", 1), ("A03", "COLD", 0)], [("COLD", 0)]
    )  # fmt: skip
    between = with_aisles(CLOSED, (*CLOSED.aisles, Aisle("A03B", 10_000, 2, 1)))
    assert rules(between) == ([("A01", "A02", 1)], [("A04", 0)]), "they are not beside each other any more"


def test_a_table_of_aisles_leaves_the_rest_as_it_is() -> None:
    assert read_file(to_csv(CLOSED), "aisles.csv", CLOSED, WAREHOUSE) == CLOSED


@pytest.mark.parametrize("name", ["A3000000000", "99999999999999999999"])
def test_an_aisle_with_a_long_number_lies_where_it_is_drawn(house: Company, name: str) -> None:
    assert isinstance(keep(house, Layout(WAREHOUSE, (Aisle(name, 0, 1, 1),))), int)
    assert lay(house) == (2, 0)
    assert view(house).missing == 0


def drawn(**more: object) -> str:
    """Return the file of a drawing in which something is otherwise."""
    return json.dumps({**json.loads(to_json(SMALL)), **more})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (drawn(pattern="{aisle}{bay}{level}" + "x" * 1_900_000), "pattern"),
        (drawn(pattern="{aisle}\n{bay}{level}"), "pattern"),
        (drawn(pattern=" {aisle}-{bay}-{level}"), "pattern"),
        (drawn(pattern=5), "The file holds no drawing"),
        (drawn(aisles=[{"name": ["A"], "x_mm": 0}]), "The file holds no drawing"),
        (drawn(aisles=[{"x_mm": 0}]), "The file holds no drawing"),
        (drawn(aisles=[{"name": "A", "x_mm": 0, "front_open": "no"}]), "aisles[0].front_open cannot be no"),
        (drawn(aisles=[{"name": "A", "x_mm": 1e99}]), "aisles[0].x_mm is a whole number"),
        (drawn(turning="no"), "turning cannot be no"),
        (drawn(blocks=True), "blocks is a whole number"),
        (drawn(start=[0]), "The file holds no drawing"),
        (drawn(end="ab"), "end.x is a whole number"),
        (drawn(pace={"speed_mm_s": 0}), "speed_mm_s is a whole number"),
        (drawn(closed=[{"aisle": 7, "cross": 0}]), "closed[0].aisle is a whole number"),
        ('{"aisles": [\n{"name": "A"\n', "The file cannot be read from line 3 on"),
        ("[" * 100_000, "The file"),
        ('{"aisles": [], "blocks": ' + "9" * 5_000 + "}", "The file holds no drawing"),
        ("x" * 2_000_001, "The file is too large"),
    ],
)
def test_a_hostile_drawing_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Refused) as no:
        read_file(text, "layout.json", None, WAREHOUSE)
    assert say_error(no.value.refusal).startswith(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aisle,x_mm\n" + "A" * 140_000 + ",0\n", "The file cannot be read from line 2 on"),
        ("aisle,x_mm\nA,\n", "aisles[0].x_mm:  is no whole number"),
        ("aisle,x_mm,front_open\nA,0,perhaps\n", "aisles[0].front_open cannot be perhaps"),
        ("name;x\nA;0\n", "file lacks aisle"),
        ("", "file lacks aisle"),
    ],
)
def test_a_hostile_table_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Refused) as no:
        read_file(text, "aisles.csv", None, WAREHOUSE)
    assert say_error(no.value.refusal).startswith(words)


def test_a_table_with_semicolons_is_read_as_spreadsheets_write_it() -> None:
    layout = read_file("aisle;x_mm;bays\nA;0;3\nB;4200;4\n", "aisles.csv", None, WAREHOUSE)
    assert [(aisle.name, aisle.bays) for aisle in layout.aisles] == [("A", 3), ("B", 4)]
