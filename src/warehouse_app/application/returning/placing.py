"""Where a unit of a return would go: the code of the place, and the bin that put-away proposes."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.putaway.proposing import propose, sought_of
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.returning.states import Disposition
from warehouse_app.domain.returning.values import ReturnHead, StockLine, Unit
from warehouse_app.store import items
from warehouse_app.store import places as all_places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import places


def placed(desk: Desk, head: ReturnHead, unit: Unit, line: StockLine) -> StockLine:
    """Return a line with the code of its place, and the bin where it would be put away; nothing is made for it."""
    code = code_of(desk, head.warehouse, line.disposition)
    if line.disposition is not Disposition.RESTOCK or unit.item_id is None:
        return replace(line, place=code)
    item = replace(items.get(desk, unit.item_id), grade=line.grade)
    sought = sought_of(desk, item, unit.qty, head.warehouse)
    stops = propose(desk, sought).stops if sought is not None else ()
    return replace(line, place=code, bin=stops[0].spot.code if stops else "")


def code_of(desk: Desk, warehouse: str, disposition: Disposition) -> str:
    """Return the code of the place where goods of a return wait that go this way."""
    if disposition is Disposition.RESTOCK:
        return places.DOCK
    if disposition is Disposition.SCRAP:
        return PlaceKind.SCRAP.value
    if disposition is Disposition.QUARANTINE:
        found = (each.code for each in all_places.of_kind(desk, PlaceKind.QUARANTINE) if each.warehouse == warehouse)
        return next(found, PlaceKind.QUARANTINE.value)
    return places.CODES[disposition]
