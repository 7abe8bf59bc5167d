"""Places: listed, shown with what stands there and who holds it, made one by one, put into the walk, out of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.importing.floor import part_number
from warehouse_app.application.listing import ListOf
from warehouse_app.application.products import NoSuchPlace
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import Change, news, whole, words
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import (
    MADE_BY_HAND,
    BadPlaceKind,
    BadWalk,
    Place,
    PlaceDetail,
    PlaceId,
    PlaceKind,
    PlaceNotEmpty,
    PlaceRow,
    PlaceTaken,
    UnknownWarehouse,
)
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import placelist, places, storagerules
from warehouse_app.store.desk import Desk

PLACES: ListOf[PlaceRow] = ListOf("places", placelist.PLACES)
"""The list of all places."""

LONGEST_CODE = 40
FARTHEST = 1_000_000
"""The highest walking sequence."""

PARTS = ("aisle", "bay", "level")


@dataclass(frozen=True, slots=True)
class PlaceInWarehouses(Refusal):
    """Several warehouses have a place of that code."""

    code: ClassVar[str] = "place_in_warehouses"
    place: str
    warehouses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePlace(Command):
    """Add one place. `warehouse` may be empty where there is only one."""

    place: str
    kind: str = PlaceKind.BIN.value
    warehouse: str = ""
    walk_seq: str = ""
    aisle: str = ""
    bay: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlace(Command):
    """Change where a place lies in the walk, each field with what the person saw before."""

    place_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsePlace(Command):
    """Put an empty place out of use, or into use again."""

    place_id: int
    active: bool


@handles(MakePlace, right=Right.PLACES, answer=str)
def make_place(desk: Desk, command: MakePlace, _session: Session) -> str:
    """Add a place and return its code.

    Raises Refused(UnknownWarehouse, PlaceTaken, BadPlaceKind, BadWalk, BadField).
    """
    code = words("place", command.place, LONGEST_CODE)
    kinds = tuple(sorted(kind.value for kind in MADE_BY_HAND))
    if command.kind.upper() not in kinds:
        raise Refused(BadPlaceKind(command.kind, tuple(kind.lower() for kind in kinds)))
    warehouse = _warehouse(desk, command.warehouse)
    taken = places.by_code(desk, warehouse, code)
    if taken is not None:
        raise Refused(PlaceTaken(code, warehouse))
    layout: dict[str, int | str | None] = {"walk_seq": whole("walk_seq", command.walk_seq, 1, FARTHEST)}
    layout |= {part: _part(code, part, getattr(command, part)) for part in PARTS}
    places.add(desk, warehouse, PlaceKind(command.kind.upper()), code, **layout)
    desk.touch(Touched.PLACE)
    return code


@handles(SetPlace, right=Right.PLACES, answer=str)
def set_place(desk: Desk, command: SetPlace, _session: Session) -> str:
    """Change a place and return its code. Raises Refused(NoSuchPlace, ChangedMeanwhile, BadWalk, BadField)."""
    row = _row(desk, command.place_id)
    found = news(row.code, command.changes, fields_of(row))
    values = {
        name: whole(name, text, 1, FARTHEST) if name == "walk_seq" else _part(row.code, name, text)
        for name, text in found.items()
    }
    if values:
        placelist.change(desk, row.id, values)
        desk.touch(Touched.PLACE)
    return row.code


@handles(UsePlace, right=Right.PLACES, answer=str)
def use_place(desk: Desk, command: UsePlace, _session: Session) -> str:
    """Put a place out of use, or into use again, and return its code. Raises Refused(NoSuchPlace, PlaceNotEmpty)."""
    row = _row(desk, command.place_id)
    if not command.active and row.units:
        raise Refused(PlaceNotEmpty(row.code, row.kinds, row.units))
    if row.active != command.active:
        placelist.change(desk, row.id, {"active": int(command.active)})
        desk.touch(Touched.PLACE)
    return row.code


def fields_of(row: PlaceRow) -> dict[str, str]:
    """Return the fields of a place that can be changed, as text."""
    numbers = {"walk_seq": row.walk_seq, "aisle": row.aisle, "bay": row.bay, "level": row.level}
    return {name: "" if value is None else str(value) for name, value in numbers.items()}


def count_places(desk: Desk) -> dict[str, int]:
    """Return for every view how many places it shows."""
    return placelist.counts(desk)


def place_choices(desk: Desk) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the warehouses and aisles a list can be narrowed to."""
    return placelist.choices(desk)


def place_id_of(desk: Desk, code: str, warehouse: str = "") -> int:
    """Return the row of a place's code. Raises Refused(NoSuchPlace, PlaceInWarehouses)."""
    found = [each for each in places.with_code(desk, code.strip()) if warehouse in ("", each.warehouse)]
    found = [each for each in found if not each.is_outside]
    if not found:
        raise Refused(NoSuchPlace(code))
    if len(found) > 1:
        raise Refused(PlaceInWarehouses(code, tuple(each.warehouse for each in found)))
    return int(found[0].id)


def place_detail(desk: Desk, place_id: int) -> PlaceDetail:
    """Return one place whole. Raises Refused(NoSuchPlace)."""
    row = _row(desk, place_id)
    above = None
    if PlaceKind(row.kind) in _CARRIED:
        above = places.stands_at(desk, _place(row))
    stands = "" if above is None else above.code
    rule, homes = storagerules.place_rule(desk, place_id), storagerules.homes_at(desk, place_id)
    held = placelist.holders(desk, place_id)
    return PlaceDetail(row, placelist.goods(desk, place_id), held, stands, rule, homes)


_CARRIED = frozenset({PlaceKind.TOTE, PlaceKind.CART, PlaceKind.LPN})


def _place(row: PlaceRow) -> Place:
    return Place(PlaceId(row.id), PlaceKind(row.kind), row.warehouse, row.code)


def _row(desk: Desk, place_id: int) -> PlaceRow:
    found = placelist.rows(desk, [place_id])
    if place_id not in found:
        raise Refused(NoSuchPlace(str(place_id)))
    return found[place_id]


def _warehouse(desk: Desk, wanted: str) -> str:
    known, _aisles = placelist.choices(desk)
    chosen = wanted.strip().upper() or (known[0] if len(known) == 1 else "")
    if chosen not in known:
        raise Refused(UnknownWarehouse(wanted, known))
    return chosen


def _part(place: str, field: str, text: str) -> int | None:
    if not text.strip():
        return None
    found = int(text) if text.strip().isdecimal() else part_number(text)
    if found is None:
        raise Refused(BadWalk(place, field, text[:20]))
    return found
