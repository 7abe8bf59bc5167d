"""Scans of a span for the figures of people: found by the log's own order, so that a day costs what the day has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.performance.tally import Shot
from warehouse_app.domain.performance.values import By
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office, trade, verdicts
from warehouse_app.store.statement import Statement

_s, _l, _m, _p = floor.scan, trade.order_line, verdicts.near_miss, office.person
_DONE = or_(_s.c.verdict == "accepted", _s.c.verdict == "done")
_MOVED = case((and_(_s.c.entry_id.is_not(None), _DONE), 1), else_=0)
_BY_WEIGHT = or_(*(_s.c.raw.like(f"%{unit}") for unit in ("g", "oz", "lb")))
_WEIGHED = case((and_(_s.c.code == "order_packed", _s.c.qty == 0, _BY_WEIGHT), 1), else_=0)
"""A weight closed the parcel: what was heard is the scale's figure, or one that was typed."""

_SPAN = (_s.c.seq >= bindparam("from_seq"), _s.c.seq < bindparam("end_seq"))
_WORKS = or_(_s.c.work == "pack", _s.c.work == "pick")


def _shots(subject: ColumnElement[str], *where: ColumnElement[bool]) -> Any:  # noqa: ANN401 - an expression of Core
    facts = (_s.c.at, _s.c.who, _s.c.work, _s.c.verdict, _s.c.code, _MOVED, _s.c.order_id, _s.c.qty, _WEIGHED)
    return select(*facts, subject).where(*_SPAN, _WORKS, *where).order_by(_s.c.seq)


_BY = {
    By.PERSON: Statement(_shots(_s.c.who)),
    By.BENCH: Statement(_shots(_s.c.station)),
    By.PRODUCT: Statement(_shots(func.coalesce(_l.c.sku, literal(""))).outerjoin(_l, _l.c.id == _s.c.line_id)),
}
_OF_PERSON = Statement(_shots(_s.c.who, _s.c.who == bindparam("who_is")))
_WHEN = (_m.c.at >= bindparam("since"), _m.c.at < bindparam("until"))
_STOPPED = {
    By.PERSON: Statement(select(_m.c.who, func.count()).where(*_WHEN).group_by(_m.c.who)),
    By.BENCH: Statement(select(_m.c.station, func.count()).where(*_WHEN).group_by(_m.c.station)),
    By.PRODUCT: Statement(select(_m.c.sku, func.count()).where(*_WHEN).group_by(_m.c.sku)),
}
_SLIPS = Statement(select(_m.c.picker, func.count()).where(*_WHEN).group_by(_m.c.picker))
_NAMES = Statement(select(_p.c.id, _p.c.code, _p.c.name))


def shots(desk: Desk, by: By, from_seq: int, end_seq: int) -> Iterator[Shot]:
    """Yield the scans of packing and picking, in order, each with the person, bench or product it counts for."""
    rows: list[Any] = _BY[by].all(desk.connection, from_seq=from_seq, end_seq=end_seq)
    return (Shot(*row) for row in rows)


def shots_of(desk: Desk, person: str, from_seq: int, end_seq: int) -> Iterator[Shot]:
    """Yield the scans of one person."""
    rows: list[Any] = _OF_PERSON.all(desk.connection, from_seq=from_seq, end_seq=end_seq, who_is=person)
    return (Shot(*row) for row in rows)


def stopped(desk: Desk, by: By, since: str, until: str) -> dict[str, int]:
    """Return how many near misses were caught, by who caught them, at which bench, or what was in the hand."""
    return {str(row[0]): int(row[1]) for row in _STOPPED[by].all(desk.connection, since=since, until=until)}


def slips(desk: Desk, since: str, until: str) -> dict[str, int]:
    """Return how many near misses a picker's goods made."""
    return {str(row[0]): int(row[1]) for row in _SLIPS.all(desk.connection, since=since, until=until)}


def people(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return code and name of everybody, by id."""
    return {str(row[0]): (str(row[1]), str(row[2])) for row in _NAMES.all(desk.connection)}
