"""Warehouses: a company begins with one, and may have more; each has its dock and bench from the first moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.people import FIRST_DOCK
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.beginning import LONGEST_CODE, is_code
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.zones import is_zone
from warehouse_app.store import people, placelist, places
from warehouse_app.store.desk import Desk

FIRST_BENCH = "BENCH"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class WarehouseTaken(Refusal):
    """There is a warehouse of that code."""

    code: ClassVar[str] = "warehouse_taken"
    warehouse: str


@dataclass(frozen=True, slots=True)
class BadWarehouse(Refusal):
    """A code of letters, digits and dashes, and a time zone this machine knows: `field` is what is wrong."""

    code: ClassVar[str] = "bad_warehouse"
    field: str
    value: str
    most: int = LONGEST_CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeWarehouse(Command):
    """Add a warehouse, with a dock and a bench."""

    warehouse: str
    title: str = ""
    zone: str = "UTC"


@handles(MakeWarehouse, right=Right.PLACES, answer=str)
def make_warehouse(desk: Desk, command: MakeWarehouse, _session: Session) -> str:
    """Add a warehouse and return its code. Raises Refused(WarehouseTaken, BadWarehouse, BadField)."""
    code = command.warehouse.strip().upper()
    if not is_code(code):
        raise Refused(BadWarehouse("warehouse", command.warehouse[:40]))
    if not is_zone(command.zone):
        raise Refused(BadWarehouse("zone", command.zone[:40]))
    if code in placelist.choices(desk)[0]:
        raise Refused(WarehouseTaken(code))
    people.add_warehouse(desk, code, words("name", command.title or code, LONGEST_NAME), command.zone)
    for kind, place in ((PlaceKind.DOCK, FIRST_DOCK), (PlaceKind.BENCH, FIRST_BENCH)):
        places.known(desk, code, place, kind)
    desk.touch(Touched.PLACE)
    return code


def find_warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the warehouses there are."""
    return placelist.choices(desk)[0]
