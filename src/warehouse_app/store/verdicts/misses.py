"""Near misses: kept with the refusal, with who picked the line they were picked for; listed, settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, or_, select, update

from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.domain.verdicts.values import SURPLUS
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing
from warehouse_app.store.places import promisable
from warehouse_app.store.schema import ledger, office, trade, verdicts
from warehouse_app.store.statement import Statement

_m, _o, _l, _p = verdicts.near_miss, trade.orders, trade.order_line, ledger.product
_g, _e, _place = ledger.leg, ledger.entry, ledger.place
_WRITE = Statement(
    insert(_m).values(
        {
            each.name: bindparam(each.name)
            for each in _m.c
            if each.name not in ("id", "settled_at", "settled_by", "settled_how")
        },
    ),
)
_LINE = Statement(
    select(_l.c.id)
    .where(_l.c.order_id == bindparam("order_is"), _l.c.sku == bindparam("sku_is"))
    .order_by(_l.c.n)
    .limit(1)
)
_picked = (
    select(_e.c.who, _e.c.at)
    .select_from(_g)
    .join(_e, _e.c.seq == _g.c.entry_seq)
    .join(_place, _place.c.id == _g.c.source)
    .where(promisable(_place.c.kind))
    .order_by(_g.c.entry_seq.desc())
    .limit(1)
)
_OF_LINE = Statement(_picked.where(_g.c.line_id == bindparam("line_is")))
_OF_ORDER = Statement(
    _picked.where(_g.c.line_id.in_(select(_l.c.id).where(_l.c.order_id == bindparam("order_is")))),
)
_SETTLE = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"), _m.c.settled_at.is_(None))
    .values(settled_at=bindparam("at"), settled_by=bindparam("who"), settled_how=bindparam("how")),
)
_SURPLUS = Statement(
    select(_m.c.id, _m.c.at, _m.c.station, _m.c.code, _m.c.sku, _m.c.qty, _o.c.code, _o.c.warehouse, _m.c.picker)
    .join(_o, _o.c.id == _m.c.order_id)
    .where(_m.c.settled_at.is_(None), _m.c.at >= bindparam("since"))
    .where(or_(*(_m.c.code == code for code in sorted(SURPLUS))))
    .order_by(_m.c.id.desc())
    .limit(bindparam("many"))
)
_packer, _picker = office.person.alias("packer"), office.person.alias("picker_is")


def keep(desk: Desk, code: str, order_id: int, sku: str, qty: int, *, of_order: int = 0, instead: str = "") -> None:
    """Keep a near miss of this scan. The picker is who picked the line of the goods, or that they were taken for.

    `of_order` is the order whose line the goods are of, where it is another; `instead` the product they were taken for.
    """
    line = _line(desk, of_order or order_id, instead or sku)
    found = None if line is None else _OF_LINE.one(desk.connection, line_is=line)
    found = found or _OF_ORDER.one(desk.connection, order_is=order_id)
    picker, picked_at = ("", None) if found is None else (str(found[0]), str(found[1]))
    _WRITE.run(
        desk.connection, scan_id=desk.command_id, at=desk.at, station=desk.station, code=code, order_id=order_id,
        line_id=line, sku=sku, qty=qty, who=desk.who, picker=picker, picked_at=picked_at,
    )  # fmt: skip


def _line(desk: Desk, order_id: int, sku: str) -> int | None:
    found = _LINE.scalar(desk.connection, order_is=order_id, sku_is=sku)
    return None if found is None else int(found)


def settle(desk: Desk, miss_id: int, how: str) -> bool:
    """Say what became of a surplus unit; False where that is said already, or there is none."""
    return _SETTLE.run(desk.connection, id_is=miss_id, at=desk.at, who=desk.who, how=how).rowcount == 1


def surplus(desk: Desk, since: str, many: int) -> list[Any]:
    """Return surplus units that nobody settled: id, at, station, code, SKU, units, order, warehouse, picker."""
    return list(_SURPLUS.all(desk.connection, since=since, many=many))


def picker_of(desk: Desk, line_id: int) -> str:
    """Return who picked a line last (id), "" where nobody did."""
    found = _OF_LINE.one(desk.connection, line_is=line_id)
    return "" if found is None else str(found[0])


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    query = asked.query
    if query.view == "open":
        found += [_m.c.settled_at.is_(None), or_(*(_m.c.code == code for code in sorted(SURPLUS)))]
    for name, value in query.filters:
        if name == "code":
            found.append(_m.c.code == value)
        elif name == "picker":
            found.append(_m.c.picker.in_(select(office.person.c.id).where(office.person.c.code == value)))
        elif name == "station":
            found.append(_m.c.station == value)
        elif name == "since":
            found.append(_m.c.at >= value)
    words = query.text.strip()
    if words:
        like = f"%{words}%"
        orders = select(_o.c.id).where(_o.c.code == words)
        people = select(office.person.c.id).where(office.person.c.name.ilike(like))
        found.append(or_(_m.c.sku.ilike(like), _m.c.order_id.in_(orders), _m.c.picker.in_(people)))
    return found


def rows(desk: Desk, keys: list[int]) -> Mapping[int, NearMiss]:
    """Return near misses as lists show them, by their keys."""
    found = desk.connection.execute(
        select(
            *(_m.c.id, _m.c.at, _m.c.station, _m.c.code, _o.c.code, _m.c.sku, func.coalesce(_p.c.name, ""), _m.c.qty),
            *(func.coalesce(_packer.c.name, ""), func.coalesce(_picker.c.name, ""), func.coalesce(_m.c.picked_at, "")),
            *(func.coalesce(_m.c.settled_at, ""), _m.c.settled_how, func.coalesce(_l.c.sku, "")),
            *(func.coalesce(_picker.c.code, ""), func.coalesce(_packer.c.code, "")),
        )
        .join(_o, _o.c.id == _m.c.order_id)
        .outerjoin(_l, _l.c.id == _m.c.line_id)
        .outerjoin(_p, _p.c.sku == _m.c.sku)
        .outerjoin(_packer, _packer.c.id == _m.c.who)
        .outerjoin(_picker, _picker.c.id == _m.c.picker)
        .where(_m.c.id.in_(keys))
    )
    return {int(row[0]): NearMiss(*tuple(row)) for row in found}


MISSES: Listing[NearMiss] = Listing(
    key=_m.c.id,
    sorts={"at": _m.c.at, "code": _m.c.code, "sku": _m.c.sku, "station": _m.c.station, "picker": _m.c.picker},
    sort="at",
    where=_where,
    read=rows,
    filters=frozenset({"code", "picker", "station", "since"}),
    views=frozenset({"all", "open"}),
)
"""The list of near misses."""

_BY_PICKER = Statement(
    select(
        func.coalesce(office.person.c.code, ""), func.coalesce(office.person.c.name, ""), _m.c.code, func.count(),
        func.max(_m.c.at),
    )
    .outerjoin(office.person, office.person.c.id == _m.c.picker)
    .where(_m.c.at >= bindparam("since"))
    .group_by(office.person.c.code, office.person.c.name, _m.c.code)
    .order_by(func.count().desc(), office.person.c.code, _m.c.code)
    .limit(bindparam("many"))
)  # fmt: skip


def by_picker(desk: Desk, since: str, many: int) -> tuple[tuple[str, str, str, int, str], ...]:
    """Return for each picker and code how many near misses there were: code, name, verdict, count, the last one."""
    rows = _BY_PICKER.all(desk.connection, since=since, many=many)
    return tuple((row[0], row[1], row[2], int(row[3]), row[4]) for row in rows)
