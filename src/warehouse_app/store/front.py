"""What a free bench tells: its warehouse, when it was worked at, what its printer printed last."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from warehouse_app.domain.bench import Work
from warehouse_app.domain.printing.states import CONFIRMED
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger
from warehouse_app.store.statement import Statement

_w, _n, _j = ledger.warehouse, floor.bench, floor.print_job
_NAME = Statement(select(_w.c.name).where(_w.c.code == bindparam("code_is")))
_AT = Statement(select(_n.c.at).where(_n.c.station == bindparam("station_is"), _n.c.work == bindparam("work_is")))
_PRINTED = Statement(
    select(_j.c.changed_at)
    .where(_j.c.printer == bindparam("printer_is"), or_(*(_j.c.state == one.value for one in sorted(CONFIRMED))))
    .order_by(_j.c.id.desc())
    .limit(1)
)


def warehouse_name(desk: Desk, code: str) -> str:
    """Return what people call a warehouse, or nothing."""
    return str(_NAME.scalar(desk.connection, code_is=code) or "")


def worked_at(desk: Desk, station: str, work: Work) -> str:
    """Return when a station was last at this work (UTC ISO text), or nothing."""
    return str(_AT.scalar(desk.connection, station_is=station, work_is=work.value) or "")


def printed_at(desk: Desk, printer: str) -> str:
    """Return when a printer printed last (UTC ISO text), or nothing."""
    return str(_PRINTED.scalar(desk.connection, printer_is=printer) or "")
