"""The newest scans of one bench, looked for among the newest of all: the log has no way in by bench, and needs none."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.crew.values import BenchScan
from warehouse_app.store import scanlog
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office
from warehouse_app.store.statement import Statement

LOOKED_AT = 20_000
"""Scans among which those of a bench are looked for, the newest."""

_s, _p = floor.scan, office.person
_NEWEST = Statement(
    select(_s.c.at, func.coalesce(_p.c.name, _s.c.who), _s.c.work, _s.c.device, _s.c.raw, _s.c.verdict, _s.c.code)
    .outerjoin(_p, _p.c.id == _s.c.who)
    .where(_s.c.seq > bindparam("after"), _s.c.station == bindparam("here"))
    .order_by(_s.c.seq.desc())
    .limit(bindparam("most"))
)


def newest(desk: Desk, station: str, most: int) -> tuple[BenchScan, ...]:
    """Return the last scans of a bench, the newest first."""
    found = _NEWEST.all(desk.connection, after=scanlog.last(desk) - LOOKED_AT, here=station, most=most)
    return tuple(BenchScan(*row) for row in found)
