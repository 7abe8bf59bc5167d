"""The rules by which documents find their printer, in their order."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, insert, select, update

from warehouse_app.domain.printing.routing import MOST_RULES, PrintRule
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office
from warehouse_app.store.statement import Statement

_r = office.print_rule
_RULES = Statement(
    select(_r.c.id, _r.c.document, _r.c.carrier, _r.c.station, _r.c.printer)
    .order_by(_r.c.position, _r.c.id)
    .limit(MOST_RULES)
)
_NEXT = Statement(select(func.coalesce(func.max(_r.c.position), 0) + 1))
_ADD = Statement(
    insert(_r).values(
        position=bindparam("position"), document=bindparam("document"), carrier=bindparam("carrier"),
        station=bindparam("station"), printer=bindparam("printer"),
    )
)  # fmt: skip
_PLACE = Statement(update(_r).where(_r.c.id == bindparam("id_is")).values(position=bindparam("position")))
_REMOVE = Statement(delete(_r).where(_r.c.id == bindparam("id_is")))
_CARRIER_OF_PARCEL = Statement(select(floor.parcel.c.carrier).where(floor.parcel.c.id == bindparam("id_is")))
_CARRIER_OF_MANIFEST = Statement(select(floor.manifest.c.carrier).where(floor.manifest.c.id == bindparam("id_is")))
_u = floor.shipping_unit
_CARRIER_OF_UNIT = Statement(
    select(floor.manifest.c.carrier)
    .select_from(_u.join(floor.manifest, floor.manifest.c.code == _u.c.ref))
    .where(_u.c.id == bindparam("id_is"), _u.c.what == "manifest")
)


def rules(desk: Desk) -> tuple[PrintRule, ...]:
    """Return all rules, the first that is asked first."""
    return tuple(PrintRule(*row) for row in _RULES.all(desk.connection))


def add(desk: Desk, document: str, carrier: str, station: str, printer: str) -> PrintRule:
    """Write a rule behind all others."""
    position = int(_NEXT.scalar(desk.connection) or 1)
    values = {"document": document, "carrier": carrier, "station": station, "printer": printer}
    _ADD.run(desk.connection, position=position, **values)
    return rules(desk)[-1]


def put_in_order(desk: Desk, numbers: tuple[int, ...]) -> None:
    """Let the rules be asked in the order of these numbers."""
    for position, number in enumerate(numbers, 1):
        _PLACE.run(desk.connection, id_is=number, position=position)


def remove(desk: Desk, number: int) -> None:
    """Take a rule away."""
    _REMOVE.run(desk.connection, id_is=number)


def carrier_of(desk: Desk, ref: int, *, manifest: bool) -> str:
    """Return the carrier of a parcel or manifest, "" before it has one."""
    asked = _CARRIER_OF_MANIFEST if manifest else _CARRIER_OF_PARCEL
    return str(asked.scalar(desk.connection, id_is=ref) or "")


def carrier_of_unit(desk: Desk, ref: int) -> str:
    """Return the carrier of the manifest whose pallet it is, "" of a pallet of none."""
    return str(_CARRIER_OF_UNIT.scalar(desk.connection, id_is=ref) or "")
