"""From the store's UTC ISO text to a local day or minute, as papers show it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@cache
def zone(name: str) -> tzinfo:
    """Return the time zone of that name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def is_zone(name: str) -> bool:
    """Say whether this machine knows a time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def local_day(at: str, name: str) -> str:
    """Return the day, "2010-12-06", of a moment; "" for none."""
    return _local(at, name).date().isoformat() if at else ""


def local_minute(at: str, name: str) -> str:
    """Return day and time, "2010-12-06 09:30", of a moment; "" for none."""
    return _local(at, name).strftime("%Y-%m-%d %H:%M") if at else ""


def _local(at: str, name: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(zone(name))
