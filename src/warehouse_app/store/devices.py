"""Printers, and which of them each station uses."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, insert, select, update

from warehouse_app.domain.printing.values import PrinterRow, StationRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office
from warehouse_app.store.statement import Statement

_p, _s, _a = office.printer, office.station, floor.printer_away
_PRINTERS = select(
    _p.c.code, _p.c.kind, _p.c.language, _p.c.target, _p.c.stand_in, func.coalesce(_a.c.at, "")
).select_from(_p.outerjoin(_a, _a.c.printer == _p.c.code))
_PRINTER = Statement(_PRINTERS.where(_p.c.code == bindparam("code_is")))
_ALL_PRINTERS = Statement(_PRINTERS.order_by(_p.c.code))
_NEW = Statement(insert(_p).values({column.name: bindparam(column.name) for column in _p.c}))
_CHANGE = Statement(
    update(_p)
    .where(_p.c.code == bindparam("code_is"))
    .values(kind=bindparam("kind"), language=bindparam("language"), target=bindparam("target"))
)
_STAND_IN = Statement(update(_p).where(_p.c.code == bindparam("code_is")).values(stand_in=bindparam("stand_in")))
_AWAY = Statement(insert(_a).values(printer=bindparam("printer"), at=bindparam("at"), who=bindparam("who")))
_BACK = Statement(delete(_a).where(_a.c.printer == bindparam("printer_is")))
_FORGET = Statement(delete(_p).where(_p.c.code == bindparam("code_is")))
_STATIONS = select(_s.c.code, _s.c.warehouse, _s.c.name, _s.c.label_printer, _s.c.paper_printer)
_STATION = Statement(_STATIONS.where(_s.c.code == bindparam("code_is")))
_ALL_STATIONS = Statement(_STATIONS.order_by(_s.c.code))
_SET = Statement(
    update(_s)
    .where(_s.c.code == bindparam("code_is"))
    .values(label_printer=bindparam("label_printer"), paper_printer=bindparam("paper_printer"))
)


def printer(desk: Desk, code: str) -> PrinterRow | None:
    """Return a printer."""
    row = _PRINTER.one(desk.connection, code_is=code)
    return None if row is None else PrinterRow(*row)


def printers(desk: Desk) -> tuple[PrinterRow, ...]:
    """Return all printers."""
    return tuple(PrinterRow(*row) for row in _ALL_PRINTERS.all(desk.connection))


def keep_printer(desk: Desk, row: PrinterRow) -> None:
    """Write a printer, or change the one of that code."""
    values = {"kind": row.kind, "language": row.language, "target": row.target}
    if _CHANGE.run(desk.connection, code_is=row.code, **values).rowcount == 0:
        _NEW.run(desk.connection, code=row.code, stand_in=row.stand_in, **values)


def set_stand_in(desk: Desk, code: str, stand_in: str) -> None:
    """Let another printer take over for this one when it is asked to; "" is none."""
    _STAND_IN.run(desk.connection, code_is=code, stand_in=stand_in)


def send_away(desk: Desk, code: str) -> None:
    """The stand-in prints from now on."""
    _BACK.run(desk.connection, printer_is=code)
    _AWAY.run(desk.connection, printer=code, at=desk.at, who=desk.who)


def bring_back(desk: Desk, code: str) -> bool:
    """The printer prints again itself; tells whether it was away."""
    return bool(_BACK.run(desk.connection, printer_is=code).rowcount)


def forget_printer(desk: Desk, code: str) -> None:
    """Take a printer away."""
    bring_back(desk, code)
    _FORGET.run(desk.connection, code_is=code)


def station(desk: Desk, code: str) -> StationRow | None:
    """Return a station."""
    row = _STATION.one(desk.connection, code_is=code)
    return None if row is None else StationRow(*row)


def stations(desk: Desk) -> tuple[StationRow, ...]:
    """Return all stations."""
    return tuple(StationRow(*row) for row in _ALL_STATIONS.all(desk.connection))


def set_printers(desk: Desk, code: str, label: str, paper: str) -> None:
    """Let a station print there from now on."""
    _SET.run(desk.connection, code_is=code, label_printer=label, paper_printer=paper)
