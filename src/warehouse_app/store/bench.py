"""What each station is at, and the log of every scan with its one verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, insert, select

from warehouse_app.domain.badges import without_badges
from warehouse_app.domain.bench import Work
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor
from warehouse_app.store.statement import Ahead, Statement, ahead, remember, upsert

_n, _s = floor.bench, floor.scan
HERE = (_n.c.station == bindparam("station_is"), _n.c.work == bindparam("work_is"))
AT = select(_n.c.ref).where(*HERE).scalar_subquery()
"""The number of what a station is at, for a question that begins there."""

READ = Statement(select(_n.c.ref, _n.c.stop, _n.c.memory).where(*HERE))
_WRITE = upsert(_n)
_SCAN = Statement(insert(_s).values({c.name: bindparam(c.name) for c in _s.c if c.name != "seq"}))

_NO_SIGN = "\N{REPLACEMENT CHARACTER}"
"""What is kept of a zero, which a noisy line sends and no server takes for text."""

MAX_RAW = 512
"""Characters of a shot that are kept; the length of a longer one is in the verdict."""


@dataclass(frozen=True, slots=True)
class BenchRow:
    """What a station is at: the open batch, pack or manifest (`ref`), an unacknowledged stop, and small facts."""

    ref: int | None = None
    stop: str = ""
    memory: Mapping[str, Any] = field(default_factory=dict)

    def recall(self, name: str) -> Any:  # noqa: ANN401 - a small JSON fact
        """Return a remembered fact, or None."""
        return self.memory.get(name)


def read(desk: Desk, station: str, work: Work) -> BenchRow:
    """Return what the station is at."""
    row = READ.one(desk.connection, station_is=station, work_is=work.value)
    return BenchRow(None, "", {}) if row is None else BenchRow(row[0], row[1], json.loads(row[2] or "{}"))


def ahead_of(station: str, work: Work) -> Ahead:
    """Return the question what the station is at."""
    return ahead(READ, station_is=station, work_is=work.value)


def write(desk: Desk, station: str, work: Work, row: BenchRow) -> None:
    """Keep what the station is at from now on."""
    values = {"ref": row.ref, "stop": row.stop, "memory": json.dumps(dict(row.memory)), "at": desk.at}
    _WRITE.do(desk.connection, station=station, work=work.value, **values)
    kept = [(row.ref, row.stop, values["memory"])]
    remember(desk.connection, READ, kept, station_is=station, work_is=work.value)


def log_scan(
    desk: Desk,
    *,
    work: Work,
    device: str,
    raw: str,
    verdict: str,
    code: str,
    entry_id: str | None = None,
    order_id: int | None = None,
    line_id: int | None = None,
    qty: int = 1,
) -> None:
    """Store who scanned what, where, when, and how it was judged: before any screen shows it."""
    _SCAN.do(
        desk.connection,
        id=desk.command_id,
        at=desk.at,
        station=desk.station,
        who=desk.who,
        device=device,
        work=work.value,
        raw=without_badges(raw[:MAX_RAW]).replace("\0", _NO_SIGN),
        verdict=verdict,
        code=code,
        entry_id=entry_id,
        order_id=order_id,
        line_id=line_id,
        qty=qty,
    )
