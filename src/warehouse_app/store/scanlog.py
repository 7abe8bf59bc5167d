"""The log of scans read backwards from now: its numbers rise with time, so a moment is found in a few steps."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor
from warehouse_app.store.statement import Statement

_s = floor.scan
_LAST = Statement(select(func.max(_s.c.seq)))
_AT = Statement(select(_s.c.seq, _s.c.at).where(_s.c.seq >= bindparam("from_seq")).order_by(_s.c.seq).limit(1))


def last(desk: Desk) -> int:
    """Return the number of the last scan, 0 where there is none."""
    return int(_LAST.scalar(desk.connection) or 0)


def first_since(desk: Desk, at: str, most: int = 0) -> int:
    """Return the number of the first scan since a moment, of the last `most` where that is given."""
    end = last(desk) + 1
    low, high = max(0, end - most) if most else 0, end
    while low < high:
        middle = (low + high) // 2
        row = _AT.one(desk.connection, from_seq=middle)
        if row is None or row[1] >= at:
            high = middle
        else:
            low = int(row[0]) + 1
    return low
