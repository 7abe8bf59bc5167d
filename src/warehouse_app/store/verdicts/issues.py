"""What benches told a supervisor: kept, listed while it is open, settled."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.money import hundredths
from warehouse_app.store.schema import office, trade, verdicts
from warehouse_app.store.statement import Statement

_i, _o = verdicts.bench_issue, trade.orders
_SAY = Statement(
    insert(_i).values(
        {
            each.name: bindparam(each.name)
            for each in _i.c
            if each.name not in ("id", "settled_at", "settled_by", "settled_how")
        }
    )
)
_SETTLE = Statement(
    update(_i)
    .where(_i.c.id == bindparam("id_is"), _i.c.settled_at.is_(None))
    .values(settled_at=bindparam("at"), settled_by=bindparam("who"), settled_how=bindparam("how"))
)
_OPEN = Statement(
    select(
        *(_i.c.id, _i.c.at, _i.c.station, _i.c.work, _i.c.kind, _i.c.sku, _i.c.note, func.coalesce(_o.c.code, "")),
        *(func.coalesce(_o.c.id, 0), func.coalesce(_o.c.ship_by, "")),
        func.coalesce(hundredths(_o.c.total_minor, _o.c.currency), 0),
        func.coalesce(office.person.c.name, ""),
    )
    .outerjoin(_o, _o.c.id == _i.c.order_id)
    .outerjoin(office.person, office.person.c.id == _i.c.who)
    .where(_i.c.settled_at.is_(None))
    .order_by(_i.c.id)
    .limit(bindparam("many"))
)
_CALLED = Statement(
    select(func.count()).where(
        _i.c.settled_at.is_(None), _i.c.kind == "call", _i.c.station == bindparam("station_is"),
        _i.c.work == bindparam("work_is"),
    )
)  # fmt: skip


def say(desk: Desk, kind: str, work: str, order_id: int | None, *, sku: str = "", note: str = "") -> None:
    """Keep what a bench told with this scan."""
    _SAY.run(
        desk.connection, scan_id=desk.command_id, at=desk.at, station=desk.station, work=work, kind=kind,
        order_id=order_id, sku=sku, note=note, who=desk.who,
    )  # fmt: skip


def settle(desk: Desk, issue_id: int, how: str) -> bool:
    """Say what became of it; False where that is said already, or there is none."""
    return _SETTLE.run(desk.connection, id_is=issue_id, at=desk.at, who=desk.who, how=how).rowcount == 1


def still_open(desk: Desk, many: int) -> list[Any]:
    """Return what is open: id, at, station, work, kind, SKU, note, order, its row, its ship-by and value, who."""
    return list(_OPEN.all(desk.connection, many=many))


def is_called(desk: Desk, station: str, work: str) -> bool:
    """Tell whether a supervisor is called to a bench already."""
    return bool(_CALLED.scalar(desk.connection, station_is=station, work_is=work))
