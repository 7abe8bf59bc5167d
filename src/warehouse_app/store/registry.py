"""Scanners and scales, and the station each belongs to."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.registry import DeviceRow
from warehouse_app.domain.devices.settings import read_back, unit_of, written
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office
from warehouse_app.store.statement import Row, Statement

_d, _s = office.device, office.station
_ROWS = select(
    _d.c.code, _d.c.kind, _d.c.road, _d.c.port, _d.c.protocol, _d.c.settings, _d.c.station, _d.c.usb, _d.c.name
)
_ONE = Statement(_ROWS.where(_d.c.code == bindparam("code_is")))
_ALL = Statement(_ROWS.order_by(_d.c.code))
_OF_STATION = Statement(_ROWS.where(_d.c.station == bindparam("station_is")).order_by(_d.c.code))
_NEW = Statement(insert(_d).values({column.name: bindparam(column.name) for column in _d.c}))
_CHANGE = Statement(
    update(_d)
    .where(_d.c.code == bindparam("code_is"))
    .values({column.name: bindparam(column.name) for column in _d.c if not column.primary_key})
)
_FORGET = Statement(delete(_d).where(_d.c.code == bindparam("code_is")))
_NEW_STATION = Statement(insert(_s).values({name: bindparam(name) for name in ("code", "warehouse", "name")}))
_NAME_STATION = Statement(update(_s).where(_s.c.code == bindparam("code_is")).values(name=bindparam("name")))


def device(desk: Desk, code: str) -> DeviceRow | None:
    """Return a device."""
    row = _ONE.one(desk.connection, code_is=code)
    return None if row is None else _read(row)


def devices(desk: Desk) -> tuple[DeviceRow, ...]:
    """Return all devices, by code."""
    return tuple(map(_read, _ALL.all(desk.connection)))


def devices_of(desk: Desk, station: str) -> tuple[DeviceRow, ...]:
    """Return the devices of a station, by code."""
    return tuple(map(_read, _OF_STATION.all(desk.connection, station_is=station)))


def keep(desk: Desk, row: DeviceRow) -> None:
    """Write a device, or change the one of that code."""
    card = row.card
    values = {
        "kind": card.kind.value,
        "road": card.road.value,
        "port": card.port,
        "protocol": card.protocol,
        "settings": written(card),
        "station": row.station,
        "usb": row.usb,
        "name": row.name,
    }
    if _CHANGE.run(desk.connection, code_is=card.code, **values).rowcount == 0:
        _NEW.run(desk.connection, code=card.code, **values)


def forget(desk: Desk, code: str) -> None:
    """Take a device away."""
    _FORGET.run(desk.connection, code_is=code)


def keep_station(desk: Desk, code: str, warehouse: str, name: str) -> None:
    """Write a station, or change what the one of that code is called."""
    if _NAME_STATION.run(desk.connection, code_is=code, name=name).rowcount == 0:
        _NEW_STATION.run(desk.connection, code=code, warehouse=warehouse, name=name)


def _read(row: Row) -> DeviceRow:
    code, kind, road, port, protocol, settings, station, usb, name = row
    line, framing = read_back(settings)
    card = DeviceCard(code, DeviceKind(kind), Road(road), port, protocol, line, framing, unit_of(settings))
    return DeviceRow(card, station, usb, name)
