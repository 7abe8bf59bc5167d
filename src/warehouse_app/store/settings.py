"""Settings as kept: only what differs from the default, for the company (`station` empty) or for one station."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, or_, select, update

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office
from warehouse_app.store.statement import Statement

_s = office.setting
_HERE = (_s.c.name == bindparam("name_is"), _s.c.station == bindparam("station_is"))
_VALUE = Statement(
    select(_s.c.value)
    .where(_s.c.name == bindparam("name_is"), or_(_s.c.station == bindparam("station_is"), _s.c.station == ""))
    .order_by(_s.c.station.desc())
    .limit(1),
)
_GROUP = Statement(
    select(_s.c.name, _s.c.value)
    .where(_s.c.name >= bindparam("first"), _s.c.name < bindparam("end"))
    .where(or_(_s.c.station == bindparam("station_is"), _s.c.station == ""))
    .order_by(_s.c.station)
)
_OWN = Statement(select(_s.c.value).where(*_HERE))
_FORGET = Statement(delete(_s).where(*_HERE))
_CHANGE = Statement(update(_s).where(*_HERE).values(value=bindparam("value")))
_NEW = Statement(insert(_s).values(name=bindparam("name"), station=bindparam("station"), value=bindparam("value")))


def value(desk: Desk, name: str, station: str = "") -> str | None:
    """Return the kept value: the station's own, else the company's, else None."""
    found = _VALUE.scalar(desk.connection, name_is=name, station_is=station)
    return None if found is None else str(found)


def group(desk: Desk, name: str, station: str = "") -> dict[str, str]:
    """Return the kept values of a whole group, each the station's own before the company's."""
    rows = _GROUP.all(desk.connection, first=f"{name}.", end=f"{name}/", station_is=station)
    return {str(row[0]): str(row[1]) for row in rows}


def own(desk: Desk, name: str, station: str) -> bool:
    """Tell whether a station has a value of its own."""
    return _OWN.one(desk.connection, name_is=name, station_is=station) is not None


def forget(desk: Desk, name: str, station: str) -> None:
    """Let the company's value, or the default, be in force again."""
    _FORGET.run(desk.connection, name_is=name, station_is=station)


def keep(desk: Desk, name: str, station: str, value: str) -> None:
    """Keep a value from now on."""
    if _CHANGE.run(desk.connection, name_is=name, station_is=station, value=value).rowcount == 0:
        _NEW.run(desk.connection, name=name, station=station, value=value)
