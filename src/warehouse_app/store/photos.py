"""Photos of things: which there are, of what, one kept, one dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, ScalarSelect, Select, Table, bindparam, delete, func, insert, or_, select

from warehouse_app.domain.photos import About, PhotoRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, instructions, purchasing, returning, trade
from warehouse_app.store.schema import photos as schema
from warehouse_app.store.statement import Statement

_p = schema.photo
_LINK: Mapping[About, Column[Any]] = {
    About.RECEIPT_LINE: _p.c.receipt_line_id,
    About.PARKED: _p.c.parked_id,
    About.PARCEL: _p.c.parcel_id,
    About.ORDER_LINE: _p.c.order_line_id,
    About.ORDER: _p.c.order_id,
    About.RETURN: _p.c.return_id,
    About.RETURN_UNIT: _p.c.return_unit_id,
}
_THING: Mapping[About, Column[Any]] = {
    About.RECEIPT_LINE: purchasing.receipt_line.c.seq,
    About.PARKED: purchasing.parked.c.id,
    About.PARCEL: floor.parcel.c.id,
    About.ORDER_LINE: trade.order_line.c.id,
    About.ORDER: trade.orders.c.id,
    About.RETURN: returning.returns.c.id,
    About.RETURN_UNIT: returning.return_unit.c.id,
}
_THERE = {about: Statement(select(key).where(key == bindparam("ref"))) for about, key in _THING.items()}
_NEW = {
    about: Statement(
        insert(_p).values(
            {name: bindparam(name) for name in ("digest", "size", "note", "at", "who", "station")}
            | {column.name: bindparam("ref")}
        )
    )
    for about, column in _LINK.items()
}
_COUNT = {about: Statement(select(func.count()).where(column == bindparam("ref"))) for about, column in _LINK.items()}
_COLUMNS = (_p.c.digest, _p.c.size, _p.c.note, _p.c.at, _p.c.who)


def _rows(about: About) -> Select[Any]:
    return select(_p.c.id, _LINK[about], *_COLUMNS).order_by(_p.c.id)


_OF = {about: Statement(_rows(about).where(column == bindparam("ref"))) for about, column in _LINK.items()}
_OF_RECEIPT = {
    About.RECEIPT_LINE: Statement(
        _rows(About.RECEIPT_LINE)
        .join(purchasing.receipt_line, purchasing.receipt_line.c.seq == _p.c.receipt_line_id)
        .where(purchasing.receipt_line.c.receipt_id == bindparam("receipt_is"))
    ),
    About.PARKED: Statement(
        _rows(About.PARKED)
        .join(purchasing.parked, purchasing.parked.c.id == _p.c.parked_id)
        .where(purchasing.parked.c.receipt_id == bindparam("receipt_is"))
    ),
}
_ITS_ORDER = {
    About.PARCEL: _p.c.parcel_id.in_(select(floor.parcel.c.id).where(floor.parcel.c.order_id == bindparam("order_is"))),
    About.ORDER_LINE: _p.c.order_line_id.in_(
        select(trade.order_line.c.id).where(trade.order_line.c.order_id == bindparam("order_is"))
    ),
    About.ORDER: _p.c.order_id == bindparam("order_is"),
}
_OF_RETURN = {
    About.RETURN: Statement(_rows(About.RETURN).where(_p.c.return_id == bindparam("return_is"))),
    About.RETURN_UNIT: Statement(
        _rows(About.RETURN_UNIT)
        .join(returning.return_unit, returning.return_unit.c.id == _p.c.return_unit_id)
        .where(returning.return_unit.c.return_id == bindparam("return_is"))
    ),
}
_RETURNED = select(returning.returns.c.id).where(returning.returns.c.order_id == bindparam("order_is"))
_ITS_RETURNS = {
    About.RETURN: _p.c.return_id.in_(_RETURNED),
    About.RETURN_UNIT: _p.c.return_unit_id.in_(
        select(returning.return_unit.c.id).where(returning.return_unit.c.return_id.in_(_RETURNED))
    ),
}
_OF_RETURNS = tuple(Statement(_rows(about).where(asked)) for about, asked in _ITS_RETURNS.items())
_OF_ORDER = {about: Statement(_rows(about).where(asked)) for about, asked in _ITS_ORDER.items()}
_FORGET = tuple(Statement(delete(_p).where(asked)) for asked in (*_ITS_ORDER.values(), *_ITS_RETURNS.values()))
_ONE = Statement(select(_p.c.id, *_LINK.values(), *_COLUMNS).where(_p.c.id == bindparam("id_is")))
_SHOWS = select(instructions.instruction.c.id).where(instructions.instruction.c.picture == bindparam("digest_is"))
_USES = Statement(
    select(
        select(func.count()).where(_p.c.digest == bindparam("digest_is")).scalar_subquery()
        + select(func.count()).select_from(_SHOWS.subquery()).scalar_subquery()
    )
)
_DROP = Statement(delete(_p).where(_p.c.id == bindparam("id_is")))


def there(desk: Desk, about: About, ref: int) -> bool:
    """Tell whether what a photo is to show is there."""
    return _THERE[about].one(desk.connection, ref=ref) is not None


def count(desk: Desk, about: About, ref: int) -> int:
    """Return how many photos there are of a thing."""
    return int(_COUNT[about].scalar(desk.connection, ref=ref))


def keep(desk: Desk, about: About, ref: int, digest: str, size: int, note: str) -> int:
    """Note a photo of a thing; return its number."""
    told = {"at": desk.at, "who": desk.who, "station": desk.station}
    return _NEW[about].key(desk.connection, ref=ref, digest=digest, size=size, note=note, **told)


def drop(desk: Desk, photo: int) -> bool:
    """Forget a photo; tell whether there was one."""
    return _DROP.run(desk.connection, id_is=photo).rowcount == 1


def uses(desk: Desk, digest: str) -> int:
    """Return how many photos, and packing instructions, have the picture of a digest."""
    return int(_USES.scalar(desk.connection, digest_is=digest))


def get(desk: Desk, photo: int) -> PhotoRow | None:
    """Return one photo."""
    row = _ONE.one(desk.connection, id_is=photo)
    if row is None:
        return None
    links = row[1 : 1 + len(_LINK)]
    about, ref = next((about, ref) for about, ref in zip(_LINK, links, strict=True) if ref is not None)
    return PhotoRow(row[0], about, ref, *row[1 + len(_LINK) :])


def of(desk: Desk, about: About, ref: int) -> tuple[PhotoRow, ...]:
    """Return the photos of a thing, oldest first."""
    return tuple(PhotoRow(row[0], about, *row[1:]) for row in _OF[about].all(desk.connection, ref=ref))


def of_receipt(desk: Desk, receipt_id: int) -> tuple[PhotoRow, ...]:
    """Return the photos of all that came by a receipt, and of what stands aside under it."""
    found = (
        PhotoRow(row[0], about, *row[1:])
        for about, statement in _OF_RECEIPT.items()
        for row in statement.all(desk.connection, receipt_is=receipt_id)
    )
    return tuple(sorted(found, key=lambda each: each.id))


def of_order(desk: Desk, order_id: int) -> tuple[PhotoRow, ...]:
    """Return the photos of an order, of its lines and of its parcels, oldest first."""
    found = (
        PhotoRow(row[0], about, *row[1:])
        for about, statement in _OF_ORDER.items()
        for row in statement.all(desk.connection, order_is=order_id)
    )
    return tuple(sorted(found, key=lambda each: each.id))


def forget_order(desk: Desk, order_id: int) -> tuple[str, ...]:
    """Forget all photos of an order and of its returns; return the digests of their pictures."""
    back = (row[2] for each in _OF_RETURNS for row in each.all(desk.connection, order_is=order_id))
    digests = tuple(dict.fromkeys((*(each.digest for each in of_order(desk, order_id)), *back)))
    for statement in _FORGET:
        statement.run(desk.connection, order_is=order_id)
    return digests


def any_of_order(order: Column[Any]) -> ColumnElement[bool]:
    """Return the condition that an order, a line or a parcel of it has a photo."""
    mine = (
        _p.c.parcel_id.in_(_ids(floor.parcel, order)),
        _p.c.order_line_id.in_(_ids(trade.order_line, order)),
        _p.c.order_id == order,
    )
    r, u = returning.returns, returning.return_unit
    back = _ids(r, order)
    its = (*mine, _p.c.return_id.in_(back), _p.c.return_unit_id.in_(select(u.c.id).where(u.c.return_id.in_(back))))
    return or_(*(select(_p.c.id).where(each).exists() for each in its))


def _ids(table: Table, order: Column[Any]) -> Select[Any]:
    """Return the question for the rows of an order; the order is the one asked about, not any at all."""
    return select(table.c.id).where(table.c.order_id == order).correlate(order.table)


def how_many(about: About) -> ScalarSelect[Any]:
    """Return the question how many photos a row of what `about` means has, to stand in a list of such rows."""
    return select(func.count()).where(_LINK[about] == _THING[about]).correlate(_THING[about].table).scalar_subquery()


def of_return(desk: Desk, return_id: int) -> tuple[PhotoRow, ...]:
    """Return the photos of a return and of its units, oldest first."""
    found = (
        PhotoRow(row[0], about, *row[1:])
        for about, statement in _OF_RETURN.items()
        for row in statement.all(desk.connection, return_is=return_id)
    )
    return tuple(sorted(found, key=lambda each: each.id))
