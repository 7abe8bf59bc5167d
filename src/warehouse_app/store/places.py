"""Places and where containers stand.

Kind, code and warehouse of a place never change, so fixed facts are remembered by the process.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, insert, or_, select

from warehouse_app.domain.items import CONTAINER_MARK, Item, container_item
from warehouse_app.domain.places import (
    CONTAINERS,
    EVERYWHERE,
    MAX_NESTING,
    PROMISABLE_FIXED,
    Place,
    PlaceId,
    PlaceKind,
    PlaceOutOfUse,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

AT_ONCE = 500
"""Places that one question asks for."""

PROMISABLE_KINDS = tuple(sorted(kind.value for kind in PROMISABLE_FIXED))
"""The kinds of fixed places one may promise from, as the database writes them."""

PROMISABLE_SQL = "(" + ", ".join(f"'{kind}'" for kind in PROMISABLE_KINDS) + ")"
"""The same, as SQL writes a list."""


def promisable(kind: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the words by which a column says that a fixed place is one to promise from."""
    return or_(*(kind == each for each in PROMISABLE_KINDS))


_p = ledger.place
COLUMNS = (_p.c.id, _p.c.kind, _p.c.warehouse, _p.c.code, _p.c.walk_seq, _p.c.aisle, _p.c.x_mm, _p.c.y_mm)
BY_ID = Statement(select(*COLUMNS).where(_p.c.id == bindparam("id_is")))
_BY_CODE = Statement(
    select(*COLUMNS).where(_p.c.warehouse == bindparam("warehouse_is"), _p.c.code == bindparam("code_is"))
)
_ANY_CODE = Statement(select(*COLUMNS).where(_p.c.code == bindparam("code_is")).order_by(_p.c.id))
_OF_KIND = Statement(select(*COLUMNS).where(_p.c.kind == bindparam("kind_is")).order_by(_p.c.id))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_MANY = select(*COLUMNS).where(_p.c.id.in_(_IDS))
_CONTAINER = Statement(select(*COLUMNS).where(_p.c.kind == bindparam("kind_is"), _p.c.code == bindparam("code_is")))
_INSERT = Statement(
    insert(_p).values(
        warehouse=bindparam("warehouse"),
        kind=bindparam("kind"),
        code=bindparam("code"),
        walk_seq=bindparam("walk_seq"),
        aisle=bindparam("aisle"),
        bay=bindparam("bay"),
        level=bindparam("level"),
        x_mm=bindparam("x_mm"),
        y_mm=bindparam("y_mm"),
        side=bindparam("side"),
        active=1,
    ),
)
_s = ledger.serial_at
_STANDS = Statement(select(_s.c.place_id).where(_s.c.sku == bindparam("sku_is"), _s.c.serial == bindparam("serial_is")))


def _place(row: Any) -> Place:  # noqa: ANN401 - a database row
    return Place(PlaceId(row[0]), PlaceKind(row[1]), row[2], row[3], row[4], row[5], row[6], row[7])


_ACTIVE = Statement(select(_p.c.active).where(_p.c.id == bindparam("id_is")))


def refuse_unused(desk: Desk, place: Place) -> None:
    """Refuse to put goods into a place that is out of use. Raises Refused(PlaceOutOfUse)."""
    if _ACTIVE.scalar(desk.connection, id_is=place.id) == 0:
        raise Refused(PlaceOutOfUse(place.code))


def get(desk: Desk, place_id: PlaceId) -> Place:
    """Return a place that exists; a missing one is a bug."""
    found = desk.memory.places.get(place_id)
    if found is None:
        row = BY_ID.one(desk.connection, id_is=place_id)
        if row is None:
            message = f"no place {place_id}"
            raise LookupError(message)
        found = _place(row)
        desk.memory.know_place(found)
    return found


def learn(desk: Desk, place_ids: Collection[PlaceId]) -> None:
    """Read many places at once, so that `get` knows them."""
    unknown = [place_id for place_id in place_ids if place_id not in desk.memory.places]
    for at in range(0, len(unknown), AT_ONCE):
        for row in desk.connection.execute(_MANY, {"ids": unknown[at : at + AT_ONCE]}):
            desk.memory.know_place(_place(row))


def by_code(desk: Desk, warehouse: str, code: str) -> Place | None:
    """Return the place of that code in the warehouse, as written."""
    row = _BY_CODE.one(desk.connection, warehouse_is=warehouse, code_is=code)
    return None if row is None else _place(row)


def with_code(desk: Desk, code: str) -> tuple[Place, ...]:
    """Return the places of that code in any warehouse."""
    return tuple(_place(row) for row in _ANY_CODE.all(desk.connection, code_is=code))


def of_kind(desk: Desk, kind: PlaceKind) -> tuple[Place, ...]:
    """Return all places of a kind, oldest first."""
    return tuple(_place(row) for row in _OF_KIND.all(desk.connection, kind_is=kind.value))


def outside(desk: Desk, kind: PlaceKind) -> Place:
    """Return the one outside place of a kind (SUPPLIER, CUSTOMER, ADJUST, ...)."""
    return known(desk, EVERYWHERE, kind.value, kind)


def known(desk: Desk, warehouse: str, code: str, kind: PlaceKind) -> Place:
    """Return the place of that code, made now if it is missing."""
    remembered = desk.memory.outside.get(kind)
    if remembered is not None:
        return remembered
    found = by_code(desk, warehouse, code)
    if found is None:
        found = add(desk, warehouse, kind, code)
    desk.memory.know_place(found)
    return found


def add(desk: Desk, warehouse: str, kind: PlaceKind, code: str, **layout: int | str | None) -> Place:
    """Make a place. `layout` may give walk_seq, aisle, bay, level, x_mm, y_mm, side."""
    values: dict[str, object] = dict.fromkeys(("walk_seq", "aisle", "bay", "level", "x_mm", "y_mm"))
    values |= {"side": "", **layout}
    made = _INSERT.key(desk.connection, warehouse=warehouse, kind=kind.value, code=code, **values)
    row = [made, kind.value, warehouse, code, *(values[name] for name in ("walk_seq", "aisle", "x_mm", "y_mm"))]
    return _place(row)


def container_place(desk: Desk, item: Item) -> Place:
    """Return the place that a container's item is."""
    kind = item.sku.removeprefix(CONTAINER_MARK)
    row = _CONTAINER.one(desk.connection, kind_is=kind, code_is=item.serial)
    if row is None:
        message = f"no container {item.serial}"
        raise LookupError(message)
    return _place(row)


def stands_at(desk: Desk, container: Place) -> Place | None:
    """Return where a container stands, or None before it was ever put anywhere."""
    item = container_item(container.kind.value, container.code)
    found = _STANDS.scalar(desk.connection, sku_is=item.sku, serial_is=item.serial)
    return None if found is None else get(desk, PlaceId(found))


def chain_upward(desk: Desk, place: Place) -> tuple[Place, ...]:
    """Return the place and all it stands in, innermost first, at most MAX_NESTING + 2 long."""
    chain = [place]
    while chain[-1].is_container and len(chain) <= MAX_NESTING + 1:
        above = stands_at(desk, chain[-1])
        if above is None:
            break
        chain.append(above)
    return tuple(chain)


def pool_warehouse(desk: Desk, place: Place) -> str | None:
    """Return the warehouse whose pools count what stands here: bins, docks and LPNs on them; None elsewhere."""
    if place.kind in PROMISABLE_FIXED:
        return place.warehouse
    if place.kind is PlaceKind.LPN:
        above = stands_at(desk, place)
        return None if above is None else pool_warehouse(desk, above)
    return None


def is_container_kind(kind: PlaceKind) -> bool:
    """Tell whether places of this kind are carried about."""
    return kind in CONTAINERS
