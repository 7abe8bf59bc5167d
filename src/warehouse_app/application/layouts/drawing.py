"""A drawing is kept whole, version after version; undo takes the newest away. Its places are made in small steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.jsonable import encode
from warehouse_app.domain.layouts.drawing import checked, places_of
from warehouse_app.domain.layouts.files import from_csv, from_json
from warehouse_app.domain.layouts.floor import FloorPlan
from warehouse_app.domain.layouts.values import DrawnLayout, DrawnPlace, Layout, LayoutMoved, NoLayout
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind, UnknownWarehouse
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.layout import PlacePoint, WarehouseGraph, graph_of
from warehouse_app.planning.layoutgraph import derived_layout, floor_plan, graph_of_layout
from warehouse_app.store import layouts, placelist
from warehouse_app.store import places as placestore
from warehouse_app.store.desk import Desk
from warehouse_app.store.layouts import LaidPlace

AT_ONCE, PAUSE_S = 100, 0.002
"""Places that are made in one transaction, and how long benches are let in after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLayout(Command):
    """Keep a drawing of its warehouse. `version` is the one that was seen: 0 where none was drawn."""

    layout: Layout
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLayout(Command):
    """Take the newest drawing away, so that the one before is in force again. `version` is the one that was seen."""

    warehouse: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LayPlaces(Command):
    """Make the places of a drawing from the n-th on, and say of those that are there where they lie."""

    warehouse: str
    version: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class PlacesLaid:
    """How many places were made, how many moved on the map, and where to go on; `left` 0 when all are done."""

    made: int = 0
    changed: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class FloorView:
    """A warehouse's drawing and its map. `drawn` is None where nothing is drawn and no coordinates suggest anything.

    `missing` are places of the drawing that are not there yet, `beside` places that it does not know.
    """

    warehouse: str
    drawn: DrawnLayout | None
    floor: FloorPlan
    places: int = 0
    missing: int = 0
    beside: int = 0


@handles(KeepLayout, right=Right.PLACES, answer=int)
def keep_layout(desk: Desk, command: KeepLayout, _session: Session) -> int:
    """Keep a drawing and return its version. Raises Refused(BadLayout, LayoutMoved, UnknownWarehouse)."""
    layout = checked(command.layout)
    _house(desk, layout.warehouse)
    now = layouts.newest(desk, layout.warehouse)
    if (now.version if now else 0) != command.version:
        raise Refused(LayoutMoved(layout.warehouse))
    if now is not None and now.layout == layout:
        return now.version
    layouts.keep(desk, layout.warehouse, json.dumps(encode(layout), ensure_ascii=False, separators=(",", ":")))
    desk.touch(Touched.PLACE)
    kept = layouts.newest(desk, layout.warehouse)
    return kept.version if kept is not None else 0


@handles(UndoLayout, right=Right.PLACES, answer=int)
def undo_layout(desk: Desk, command: UndoLayout, _session: Session) -> int:
    """Take the newest drawing away and return the version in force, or 0. Raises Refused(NoLayout, LayoutMoved)."""
    now = _drawn(desk, command.warehouse)
    if now.version != command.version:
        raise Refused(LayoutMoved(command.warehouse))
    layouts.drop(desk, now.version)
    desk.touch(Touched.PLACE)
    before = layouts.newest(desk, command.warehouse)
    return before.version if before is not None else 0


@handles(LayPlaces, right=Right.PLACES, answer=PlacesLaid)
def lay_places(desk: Desk, command: LayPlaces, _session: Session) -> PlacesLaid:
    """Make some places of a drawing. Raises Refused(NoLayout, LayoutMoved)."""
    now = _drawn(desk, command.warehouse)
    if now.version != command.version:
        raise Refused(LayoutMoved(command.warehouse))
    drawn = places_of(now.layout)
    part = drawn[command.first : command.first + AT_ONCE]
    done = [_lay(desk, command.warehouse, each) for each in part]
    if any(done):
        desk.touch(Touched.PLACE)
    left = max(0, len(drawn) - command.first - len(part))
    return PlacesLaid(done.count("made"), done.count("changed"), left)


def _lay(desk: Desk, warehouse: str, drawn: DrawnPlace) -> str:
    values: dict[str, int | str | None] = {
        "walk_seq": drawn.sequence, "aisle": drawn.aisle, "bay": drawn.bay, "level": drawn.level,
        "x_mm": drawn.x_mm, "y_mm": drawn.y_mm, "side": drawn.side,
    }  # fmt: skip
    here = layouts.place(desk, warehouse, drawn.code)
    if here is None:
        placestore.add(desk, warehouse, PlaceKind.BIN, drawn.code, **values)
        return "made"
    if here.kind != PlaceKind.BIN.value or all(getattr(here, name) == value for name, value in values.items()):
        return ""
    layouts.lay(desk, here.id, values)
    return "changed"


def lay_all(
    runner: Runner, session: Session, warehouse: str, pause: Callable[[float], None],
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> PlacesLaid:  # fmt: skip
    """Make all places of a drawing, part by part; taken up again it changes nothing that is done already.

    Raises Refused(NoLayout, LayoutMoved, NoRight), Trouble.
    """
    now = runner.ask(lambda desk: _drawn(desk, warehouse), session, Right.PLACES)
    made = changed = first = 0
    left, whole = 1, len(places_of(now.layout))
    while left:
        command = LayPlaces(id=runner.ids.new(), warehouse=warehouse, version=now.version, first=first)
        part = runner.perform(command, session).done()
        made, changed, left, first = made + part.made, changed + part.changed, part.left, first + AT_ONCE
        told(whole - left, whole)
        pause(PAUSE_S)
    return PlacesLaid(made, changed)


def read_file(text: str, name: str, basis: Layout | None, warehouse: str) -> Layout:
    """Return the drawing of a file: CSV by its name, else JSON. Raises Refused(BadLayout)."""
    if name.lower().endswith(".csv"):
        return from_csv(text, basis or Layout(warehouse, ()))
    return from_json(text, warehouse)


def drawn_or_derived(desk: Desk, warehouse: str) -> DrawnLayout | None:
    """Return the drawing in force, else what the coordinates suggest; None for neither. For `Runner.ask`."""
    _house(desk, warehouse)
    found = layouts.newest(desk, warehouse)
    if found is not None:
        return found
    suggested = derived_layout(warehouse, [_point(place, n) for n, place in enumerate(_bins(desk, warehouse), 1)])
    return None if suggested is None else DrawnLayout(suggested)


def graph_for(desk: Desk, warehouse: str) -> WarehouseGraph:
    """Return the walking graph of a warehouse: of its drawing, else of its bins' coordinates, else of their sequence.

    Docks are where the walk begins and ends, wherever they were drawn.
    """
    laid = layouts.places(desk, warehouse)
    return _graph(layouts.newest(desk, warehouse), laid)


def floor_of(desk: Desk, warehouse: str) -> FloorView:
    """Return a warehouse's drawing and map. Raises Refused(UnknownWarehouse). For `Runner.ask`."""
    laid = layouts.places(desk, warehouse)
    drawn = drawn_or_derived(desk, warehouse)
    kept = drawn if drawn is not None and drawn.drawn else None
    graph = _graph(kept, laid)
    bins = [place for place in laid if place.kind == PlaceKind.BIN.value]
    points = [(_point(place, n), place.side) for n, place in enumerate(bins, 1)]
    floor = floor_plan(graph, points, kept.layout if kept else None)
    if kept is None:
        return FloorView(warehouse, drawn, floor, len(bins))
    codes = {place.code for place in places_of(kept.layout)}
    here = {place.code for place in bins}
    return FloorView(warehouse, drawn, floor, len(bins), len(codes - here), len(here - codes))


def preview(layout: Layout) -> FloorPlan:
    """Return the map of a drawing that is not kept yet, with the places it would give. Raises Refused(BadLayout)."""
    places = places_of(checked(layout))
    points = [PlacePoint(p.code, str(p.aisle), p.x_mm, p.y_mm, p.sequence) for p in places]
    graph = graph_of_layout(layout, points)
    return floor_plan(graph, [(point, p.side) for point, p in zip(points, places, strict=True)], layout)


def _graph(drawn: DrawnLayout | None, laid: tuple[LaidPlace, ...]) -> WarehouseGraph:
    bins = [place for place in laid if place.kind == PlaceKind.BIN.value]
    docks = [place.code for place in laid if place.kind == PlaceKind.DOCK.value]
    points = [_point(place, n) for n, place in enumerate(bins, 1)]
    if drawn is not None:
        return graph_of_layout(drawn.layout, points, docks)
    return graph_of(points, at_depot=docks)


def _point(place: LaidPlace, n: int) -> PlacePoint:
    aisle = None if place.aisle is None else str(place.aisle)
    return PlacePoint(place.code, aisle, place.x_mm, place.y_mm, place.walk_seq or n)


def _bins(desk: Desk, warehouse: str) -> list[LaidPlace]:
    return [place for place in layouts.places(desk, warehouse) if place.kind == PlaceKind.BIN.value]


def _drawn(desk: Desk, warehouse: str) -> DrawnLayout:
    found = layouts.newest(desk, warehouse)
    if found is None:
        raise Refused(NoLayout(warehouse))
    return found


def _house(desk: Desk, warehouse: str) -> None:
    known, _aisles = placelist.choices(desk)
    if warehouse not in known:
        raise Refused(UnknownWarehouse(warehouse, known))
