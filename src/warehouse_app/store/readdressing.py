"""An order's address written anew, and the labels that were printed with the one before."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, or_, select, update

from warehouse_app.domain.orders.addressing import FIELDS
from warehouse_app.domain.orders.values import Address
from warehouse_app.domain.printing.states import NEVER_LEFT, PrintState
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.shipping.states import LabelState, ParcelState
from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import ahead
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.search import words
from warehouse_app.store.statement import Statement

_a, _o, _k, _n = trade.order_address, trade.orders, floor.parcel, floor.label
_mp, _m, _j = floor.manifest_parcel, floor.manifest, floor.print_job
_SET = Statement(
    update(_a).where(_a.c.order_id == bindparam("order_is")).values({name: bindparam(name) for name in FIELDS})
)
_NEW = Statement(insert(_a).values({"order_id": bindparam("order_id"), **{name: bindparam(name) for name in FIELDS}}))
_COUNTRY = Statement(update(_o).where(_o.c.id == bindparam("order_is")).values(country=bindparam("country")))
_LOADED = Statement(
    select(_k.c.code, _m.c.code)
    .join(_mp, _mp.c.parcel_id == _k.c.id)
    .join(_m, _m.c.id == _mp.c.manifest_id)
    .where(_k.c.order_id == bindparam("order_is"), _k.c.handed_at.is_(None))
    .limit(1)
)
_LABELLED = Statement(
    select(_k.c.id, _k.c.code)
    .where(_k.c.order_id == bindparam("order_is"))
    .where(or_(_k.c.state == ParcelState.LABELLED.value, _k.c.state == ParcelState.SEALED.value))
    .where(_k.c.carrier == HOUSE_CARRIER)
    .order_by(_k.c.id)
)
_SENT_AS = Statement(select(_k.c.service, _k.c.weight_from).where(_k.c.id == bindparam("parcel_is")))
_LEFT = Statement(
    select(func.max(_j.c.copy)).where(
        _j.c.document == Document.LABEL.value, _j.c.ref == bindparam("ref_is"),
        *(_j.c.state != state.value for state in (*sorted(NEVER_LEFT), PrintState.CANCELLED)),
    )
)  # fmt: skip
_LATEST = Statement(
    select(_n.c.version, _n.c.tracking)
    .where(_n.c.parcel_id == bindparam("parcel_is"))
    .order_by(_n.c.version.desc())
    .limit(1)
)
_VOID = Statement(
    update(_n)
    .where(_n.c.parcel_id == bindparam("parcel_is"), _n.c.state != LabelState.VOIDED.value)
    .values(state=LabelState.VOIDED.value)
)
_NEXT = Statement(insert(_n).values({c.name: bindparam(c.name) for c in _n.c if c.name != "id"}))
_FROM = Statement(update(_k).where(_k.c.id == bindparam("parcel_is")).values(label_from=bindparam("copy")))


class Labelled(NamedTuple):
    """A parcel whose label may have left the printer."""

    id: int
    code: str


def write(desk: Desk, order_id: int, address: Address) -> None:
    """Let an order go to an address, and be found by its names."""
    values = {name: getattr(address, name) for name in FIELDS}
    if _SET.run(desk.connection, order_is=order_id, **values).rowcount == 0:
        _NEW.run(desk.connection, order_id=order_id, **values)
    _COUNTRY.run(desk.connection, order_is=order_id, country=address.country)
    words.change(desk, "order", order_id, f"{address.name} {address.company}")


def loaded(desk: Desk, order_id: int) -> tuple[str, str] | None:
    """Return a parcel of the order that stands on a manifest, and the manifest."""
    row = _LOADED.one(desk.connection, order_is=order_id)
    return None if row is None else (row[0], row[1])


def printed_labels(desk: Desk, order_id: int) -> tuple[Labelled, ...]:
    """Return the parcels here whose label was printed, or may have been."""
    rows = (Labelled(*row) for row in _LABELLED.all(desk.connection, order_is=order_id))
    return tuple(each for each in rows if _LEFT.scalar(desk.connection, ref_is=str(each.id)))


def sent_as(desk: Desk, parcel_id: int) -> tuple[str, str]:
    """Return by which service a parcel goes, and where its weight is from."""
    row = _SENT_AS.one(desk.connection, parcel_is=parcel_id)
    return ("", "unknown") if row is None else (str(row[0]), str(row[1]))


def labels_ahead(desk: Desk, order_id: int) -> tuple[ahead.Ahead, ...]:
    """Return the parcels whose label came with their goods, was printed, and is on no sealed parcel yet."""
    return tuple(each for each in ahead.labelled(desk, order_id) if _LEFT.scalar(desk.connection, ref_is=str(each.id)))


def no_label(desk: Desk, parcel_id: int) -> None:
    """Let the label of a parcel that is open be void; it gets another when it is sealed."""
    _VOID.run(desk.connection, parcel_is=parcel_id)


def void_label(desk: Desk, parcel_id: int, copy: int, intent: str) -> None:
    """Let a parcel's label be void; copies from `copy` on, printed by `intent`, are of the next version."""
    latest = _LATEST.one(desk.connection, parcel_is=parcel_id)
    _FROM.run(desk.connection, parcel_is=parcel_id, copy=copy)
    if latest is not None:
        _VOID.run(desk.connection, parcel_is=parcel_id)
        version = int(latest[0]) + 1
        values = {"parcel_id": parcel_id, "version": version, "tracking": latest[1], "at": desk.at}
        state = LabelState.PURCHASED.value
        _NEXT.run(desk.connection, state=state, intent=intent, **values)
