"""The log of weighings: how each weight of a parcel was judged, written at the bench in the transaction of the scan."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, insert, select

from warehouse_app.domain.weights.judging import Allowed
from warehouse_app.domain.weights.values import CheckVerdict
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office, weights
from warehouse_app.store.statement import Statement

_c, _permit = weights.weight_check, office.permit
_NEW = Statement(insert(_c).values({column.name: bindparam(column.name) for column in _c.c if column.name != "id"}))
_COUNTED = Statement(
    select(_c.c.id).where(_c.c.parcel_id == bindparam("parcel_is"), _c.c.verdict == CheckVerdict.COUNTED.value).limit(1)
)
_LAST_OFF = Statement(
    select(_c.c.grams, _c.c.expected_g)
    .where(_c.c.station == bindparam("station_is"), _c.c.expected_g.is_not(None))
    .where(_c.c.parcel_id != bindparam("but_parcel"))
    .order_by(_c.c.id.desc())
    .limit(bindparam("many"))
)
_LENT = Statement(select(_permit.c.reason, _permit.c.given_by).where(_permit.c.used_by == bindparam("command_is")))


class Kept(NamedTuple):
    """Why a weight was kept that differs, and who lent the right (an id, "" where nobody had to)."""

    reason: str = ""
    lent_by: str = ""


NOTHING = Kept()


def log(
    desk: Desk,
    parcel_id: int,
    grams: int,
    may: Allowed | None,
    verdict: CheckVerdict,
    *,
    step_g: int = 1,
    teaches: bool = False,
    cause: str = "",
    kept: Kept = NOTHING,
) -> None:
    """Write down one weighing."""
    judged = may is not None and may.judged
    _NEW.do(
        desk.connection,
        parcel_id=parcel_id,
        at=desk.at,
        who=desk.who,
        station=desk.station,
        grams=grams,
        expected_g=None if may is None else may.expected,
        low_g=may.low if judged and may is not None else None,
        high_g=may.high if judged and may is not None else None,
        step_g=step_g,
        verdict=verdict.value,
        teaches=int(teaches),
        cause=cause,
        reason=kept.reason,
        lent_by=kept.lent_by,
    )


def counted_again(desk: Desk, parcel_id: int) -> bool:
    """Tell whether the goods of a parcel were counted a second time."""
    return _COUNTED.scalar(desk.connection, parcel_is=parcel_id) is not None


def last_off(desk: Desk, but_parcel: int, many: int) -> tuple[int, ...]:
    """Return by how many grams the last weighings at this desk's station were off, newest first."""
    rows = _LAST_OFF.all(desk.connection, station_is=desk.station, but_parcel=but_parcel, many=many)
    return tuple(int(grams) - int(expected) for grams, expected in rows)


def lent(desk: Desk) -> Kept | None:
    """Return why, and by whom, a right was lent to the command at hand; None where none was."""
    row = _LENT.one(desk.connection, command_is=desk.command_id)
    return None if row is None else Kept(str(row[0]), str(row[1]))
