"""Channels, cut-offs and limits: kept and forgotten by whoever plans, each change with its name in the audit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.orders.readiness import MAX_PRIORITY
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.releasing.channels import Channel, Mode
from warehouse_app.domain.releasing.cutoffs import CutOff, CutOffs
from warehouse_app.domain.releasing.values import (
    LONGEST_CODE,
    LONGEST_NAME,
    MOST_MINUTE,
    MOST_RANK,
    BadChannel,
    BadCutOff,
    BadLimit,
    Limit,
    NoSuchChannel,
    NoSuchZone,
)
from warehouse_app.store import releasing
from warehouse_app.store.desk import Desk
from warehouse_app.store.releasing import Load, WaveRow

WEEKDAYS = 7
MOST = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepChannel(Command):
    """Make a release channel, or change the one of that code."""

    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveChannel(Command):
    """Forget a release channel; its orders fall to the next that fits."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCutOff(Command):
    """Say when a service collects on weekdays (0 is Monday): `minute` of the local day, None: not at all."""

    warehouse: str
    service: str
    weekdays: tuple[int, ...]
    minute: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLimit(Command):
    """Say how much may be on the floor at once; one that limits nothing is forgotten."""

    limit: Limit


@handles(KeepChannel, right=Right.PLAN, answer=str)
def keep_channel(desk: Desk, command: KeepChannel, _session: Session) -> str:
    """Keep it; return its code. Raises Refused(BadChannel, NoSuchZone)."""
    given = command.channel
    code = given.code.strip().upper()
    if not code:
        raise Refused(BadChannel("code_empty", ""))
    if len(code) > LONGEST_CODE or not all(sign.isalnum() or sign == "-" for sign in code):
        raise Refused(BadChannel("code", given.code[:40]))
    bounds = {
        "rank": 0 <= given.rank <= MOST_RANK,
        "least_priority": 0 <= given.least_priority <= MAX_PRIORITY,
        "days": given.days is None or 0 <= given.days <= 365,  # noqa: PLR2004 - a year
        "lead_min": 0 <= given.lead_min <= MOST_MINUTE,
        "warehouse": not given.warehouse or given.warehouse in releasing.warehouses(desk),
    }
    for field, holds in bounds.items():
        if not holds:
            raise Refused(BadChannel(field, str(getattr(given, field))[:40]))
    zone = _zone(desk, given.zone)
    releasing.keep_channel(desk, replace(given, code=code, name=given.name.strip()[:LONGEST_NAME], zone=zone))
    desk.touch(Touched.SETTING, Touched.BATCH)
    return code


@handles(RemoveChannel, right=Right.PLAN, answer=str)
def remove_channel(desk: Desk, command: RemoveChannel, _session: Session) -> str:
    """Forget it. Raises Refused(NoSuchChannel)."""
    code = command.code.strip().upper()
    if not releasing.drop_channel(desk, code):
        raise Refused(NoSuchChannel(command.code))
    desk.touch(Touched.SETTING, Touched.BATCH)
    return code


@handles(SetCutOff, right=Right.PLAN, answer=str)
def set_cut_off(desk: Desk, command: SetCutOff, _session: Session) -> str:
    """Keep or forget it; return the warehouse. Raises Refused(BadCutOff)."""
    here = _warehouse(desk, command.warehouse)
    if not command.weekdays or any(not 0 <= day < WEEKDAYS for day in command.weekdays):
        raise Refused(BadCutOff("weekday", ", ".join(map(str, command.weekdays))[:40]))
    if command.minute is not None and not 0 <= command.minute <= MOST_MINUTE:
        raise Refused(BadCutOff("time", str(command.minute)))
    for day in command.weekdays:
        if command.minute is None:
            releasing.drop_cut_off(desk, here, command.service.strip(), day)
        else:
            releasing.keep_cut_off(desk, here, CutOff(command.service.strip(), day, command.minute))
    desk.touch(Touched.SETTING, Touched.ORDER)
    return here


@handles(SetLimit, right=Right.PLAN, answer=str)
def set_limit(desk: Desk, command: SetLimit, _session: Session) -> str:
    """Keep or forget it; return the warehouse. Raises Refused(BadLimit, BadCutOff, NoSuchZone)."""
    limit = command.limit
    for field, value in (("batches", limit.batches), ("units", limit.units)):
        if value is not None and not 0 < value <= MOST:
            raise Refused(BadLimit(field, value))
    here = _warehouse(desk, limit.warehouse)
    forgets = limit.batches is None and limit.units is None
    zone = limit.zone.strip() if forgets else _zone(desk, limit.zone)
    releasing.keep_limit(desk, replace(limit, warehouse=here, zone=zone))
    desk.touch(Touched.SETTING, Touched.BATCH)
    return here


def _zone(desk: Desk, zone: str) -> str:
    """Return the zone as it is kept, none where none is named. Raises Refused(NoSuchZone)."""
    meant = zone.strip()
    if meant and not releasing.is_zone(desk, meant):
        raise Refused(NoSuchZone(meant[:40]))
    return meant


def _warehouse(desk: Desk, code: str) -> str:
    """Return the warehouse meant: the only one where none is named. Raises Refused(BadCutOff)."""
    known = releasing.warehouses(desk)
    if not code and len(known) == 1:
        return known[0]
    if code not in known:
        raise Refused(BadCutOff("warehouse", code[:40]))
    return code


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is said about releasing: channels, limits, and cut-offs by warehouse."""

    channels: tuple[Channel, ...]
    limits: tuple[Limit, ...]
    cut_offs: dict[str, CutOffs]


def rules(desk: Desk) -> Rules:
    """Return all of them."""
    here = {code: releasing.cut_offs_of(desk, code) for code in releasing.warehouses(desk)}
    return Rules(releasing.channels(desk), releasing.limits(desk), here)


def mode_of(text: str) -> Mode:
    """Return a mode by its word. Raises Refused(BadChannel)."""
    try:
        return Mode(text.strip().lower())
    except ValueError as error:
        raise Refused(BadChannel("mode", text[:40])) from error


def minute_of(text: str) -> int:
    """Return the minute of the day of a time like 15:30. Raises Refused(BadCutOff)."""
    hours, colon, minutes = text.strip().partition(":")
    if not colon or not hours.isdecimal() or not minutes.isdecimal() or int(hours) > 23 or int(minutes) > 59:  # noqa: PLR2004 - a clock
        raise Refused(BadCutOff("time", text[:20]))
    return int(hours) * 60 + int(minutes)


def loads(desk: Desk) -> dict[str, Load]:
    """Return what is on the floor of each warehouse."""
    return {code: releasing.load(desk, code) for code in releasing.warehouses(desk)}


def newest_waves(desk: Desk) -> tuple[WaveRow, ...]:
    """Return what was released together, newest first."""
    return releasing.waves(desk)
