"""Exceptions that benches make: several Stops within a minute, units that no order wants, what somebody told."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select

from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.domain.verdicts.values import STOPS_A_MINUTE
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office
from warehouse_app.store.verdicts import issues, misses

MOST_STOPS = 2_000
"""Stops that are looked at, the newest."""

MINUTE = timedelta(minutes=1)
_s = floor.scan
_CODES: BindParameter[Any] = bindparam("codes", expanding=True)
_STOPS = (
    select(_s.c.station, _s.c.work, _s.c.at, _s.c.code, func.coalesce(office.person.c.name, ""))
    .outerjoin(office.person, office.person.c.id == _s.c.who)
    .where(_s.c.seq >= bindparam("from_seq"), _s.c.at >= bindparam("since"))
    .where(_s.c.verdict == Verdict.REFUSED.value, _s.c.code.in_(_CODES))
    .order_by(_s.c.seq.desc())
    .limit(bindparam("many"))
)


def stops(desk: Desk, from_seq: int, since: str, codes: Collection[str], many: int) -> list[Case]:
    """Return benches at which several Stops came within a minute, with the last such minute."""
    asked = {"from_seq": from_seq, "since": since, "codes": sorted(codes), "many": MOST_STOPS}
    by_bench: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in desk.connection.execute(_STOPS, asked) if codes else ():
        by_bench[row[0], row[1]].append(row)
    found = []
    for (station, work), rows in by_bench.items():
        last = _last_minute(rows[::-1])
        if last:
            facts = {
                "station": station, "work": work, "times": len(last), "name": last[-1][4],
                "codes": " ".join(dict.fromkeys(each[3] for each in last)),
            }  # fmt: skip
            at = str(last[-1][2])
            found.append(Case(CaseKind.STOPS, f"{station}.{work}", 0, "", at, 0, at, facts))
    return found[:many]


def _last_minute(rows: list[Any]) -> list[Any]:
    """Return the last run of Stops, the oldest first, that lie within a minute and are enough; [] where none is."""
    window: deque[Any] = deque()
    found: list[Any] = []
    for row in rows:
        window.append(row)
        moment = datetime.fromisoformat(row[2])
        while moment - datetime.fromisoformat(window[0][2]) > MINUTE:
            window.popleft()
        if len(window) >= STOPS_A_MINUTE:
            found = list(window)
    return found


def surplus(desk: Desk, since: str, many: int) -> list[Case]:
    """Return units that lie at a bench and belong to no order there."""
    return [
        Case(
            CaseKind.SURPLUS, str(row[0]), 0, "", row[1], 0, row[1],
            {"station": row[2], "code": row[3], "sku": row[4], "units": int(row[5]), "order": row[6],
             "warehouse": row[7]},
        )
        for row in misses.surplus(desk, since, many)
    ]  # fmt: skip


def told(desk: Desk, many: int) -> list[Case]:
    """Return what benches told, and whom they call."""
    return [
        Case(
            CaseKind.ISSUE, str(row[0]), int(bool(row[7])), row[9], row[1], int(row[10]), row[1],
            {
                "station": row[2], "work": row[3], "what": row[4], "sku": row[5], "note": row[6], "order": row[7],
                "id": int(row[8]), "name": row[11],
            },
        )
        for row in issues.still_open(desk, many)
    ]  # fmt: skip
